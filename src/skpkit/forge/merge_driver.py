"""git's three versions of a file merged: as a record where all can be read as one, else by lines, as git does it.

Where git's own merge by lines succeeds and says the same, its result is kept to the byte: that is what a forge makes,
which runs no driver. Nothing that goes wrong here may leave one side alone in the file without a mark of the other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from skpkit.findings import Note
from skpkit.messages import N_, Value, clip, quoted
from skpkit.model.paths import SKP_FILE, day_of, named_day
from skpkit.model.records import REPORTED
from skpkit.source.history import merge_by_lines, shows_base
from skpkit.source.yamlfile import read
from skpkit.writing.conflicts import marked
from skpkit.writing.merging import Clash, Doubt, Merging, merge
from skpkit.writing.numbering import LOG
from skpkit.writing.ordering import canonical

DIFFERENT = N_(
    "{path}: one side made {what} {one}, the other {other}; keep one of both between the marks, then git add the file"
)
OTHERWISE = N_("{path}: both sides changed {what}; make one of both between the marks, then git add the file")
GONE = N_(
    "{path}: one side took {what} away, the other changed it; keep what shall stay between the marks, then git add the "
    "file"
)
RENUMBERED = N_(
    "{path}: both sides recorded {entry} {old}; that of {day} is {entry} {new} now, and the dialogue that agreed on it "
    "stays as it is"
)
SIGNED = N_(
    "{path}: both sides recorded {what}, and the one that comes second is signed with this number; leave both, give "
    "the second the next number, let it be signed anew, then git add the file"
)
BOTH_NEW = N_(
    "{path}: both sides brought a dialogue of this name, and one of them was reported; keep both, one of them under "
    "another name, such as {other}, which the adendum that it agreed on then names too"
)
BY_LINES = N_(
    "{path}: merged by lines, since it cannot be read as a record in every version; settle it, then git add it"
)
WHOLE = N_(
    "{path}: not merged ({why}); both sides stand between the marks as a whole; settle it, then git add the file"
)
NO_TEXT = N_(
    "{path}: not merged, since it is no text; our side was left; put in its place what shall stay, then add it"
)

_THROUGH = ("hasil_kerja", "utama", "tambahan", "pemantauan")
_MARK = "\ufeff"


class MergedFile(NamedTuple):
    """What becomes of a file, whether people must still settle something in it, and what is told of it."""

    content: bytes
    conflict: bool
    notes: tuple[Note, ...] = ()


class Versions(NamedTuple):
    """The three versions that git hands over, as files, and where the file lies in the repository."""

    base: Path
    ours: Path
    theirs: Path
    path: str
    width: int


def settled(given: Versions) -> MergedFile:
    """What becomes of a file: this never fails, whatever the versions hold."""
    try:
        return _settled(given)
    except Exception as error:  # noqa: BLE001 - git would keep our side alone, and theirs would be lost
        contents = [each.read_bytes() for each in (given.ours, given.theirs)]
        if any(b"\0" in each for each in contents):
            return MergedFile(contents[0], conflict=True, notes=(Note(NO_TEXT, {"path": given.path}),))
        both = [each.decode("utf-8", "surrogateescape") for each in contents]
        ours, theirs = (
            [line if line.endswith("\n") else f"{line}\n" for line in each.splitlines(keepends=True)] for each in both
        )
        text = "".join(marked(ours, None, theirs, given.width))
        told: dict[str, Value] = {"path": given.path, "why": f"{type(error).__name__}: {error}"}
        return MergedFile(text.encode("utf-8", "surrogateescape"), conflict=True, notes=(Note(WHOLE, told),))


def _settled(given: Versions) -> MergedFile:
    contents = [each.read_bytes() for each in (given.base, given.ours, given.theirs)]
    by_lines = merge_by_lines(Path.cwd(), (given.base, given.ours, given.theirs), given.width)
    try:
        plain = [_Plain.of(each) for each in contents]
        if other := _two_dialogues(given.path, contents):
            return MergedFile(*by_lines, notes=(Note(BOTH_NEW, {"path": given.path, "other": other}),))
        texts = [each.text for each in plain]
        merging = merge(*texts, width=given.width, with_base=shows_base(Path.cwd()))
    except Doubt:
        notes = (Note(BY_LINES, {"path": given.path}),) if by_lines[1] else ()
        return MergedFile(*by_lines, notes=notes)
    content, conflict = by_lines
    if not merging.clashes and not conflict and _says_the_same(content, merging.text):
        return MergedFile(content, conflict=False)
    return MergedFile(plain[1].like(merging.text), bool(merging.clashes), tuple(_notes(given.path, merging)))


class _Plain(NamedTuple):
    """A text with plain line ends, and how the file has them."""

    text: str
    mark: str
    end: str

    @classmethod
    def of(cls, content: bytes) -> _Plain:
        """Raises Doubt for what is no text, or has line ends of several kinds."""
        try:
            text = content.decode()
        except UnicodeDecodeError:
            raise Doubt from None
        mark = _MARK if text.startswith(_MARK) else ""
        plain = text.removeprefix(mark).replace("\r\n", "\n")
        if "\r" in plain or plain.count("\n") not in (text.count("\r\n"), text.count("\n") - text.count("\r\n")):
            raise Doubt
        return cls(plain, mark, "\r\n" if "\r\n" in text else "\n")

    def like(self, text: str) -> bytes:
        """Another text, written as this one; git's marks begin a line, so no mark of bytes stands before one."""
        mark = "" if text.startswith("<<<<<<<") else self.mark
        return (mark + text.replace("\n", self.end)).encode()


def _says_the_same(content: bytes, text: str) -> bool:
    """Whether two texts are the same record, in whatever order its lists are."""
    one, other = read(content), read(text.encode())
    return not one.slips and _unordered(one.data) == _unordered(other.data)


def _unordered(data: Any, key: str = "") -> str:
    """Data as one text, the same whatever the order of lists; but that of entries of changes counts."""
    if isinstance(data, dict):
        return canonical({name: _unordered(each, name) for name, each in data.items()})
    if isinstance(data, list):
        items = [_unordered(each) for each in data]
        return canonical(items if key == LOG else sorted(items))
    return canonical(data)


def _two_dialogues(path: str, contents: list[bytes]) -> str:
    """Another name for one of two dialogues that both sides brought under the same, where that is no draft's matter;
    empty where there are no such two."""
    day = named_day(path)
    if contents[0].strip() or not day or not day.exact:
        return ""
    ours, theirs = (read(each).data for each in contents[1:])
    if not isinstance(ours, dict) or not isinstance(theirs, dict) or ours == theirs:
        return ""
    if REPORTED not in (ours.get("status"), theirs.get("status")):
        return ""
    return f"{day.day}-{max(day.nth, 1) + 1}.yaml"


# --- what is told ------------------------------------------------------------------------------------------------


def _notes(path: str, merging: Merging) -> list[Note]:
    entry = "adendum" if path.rpartition("/")[2] == SKP_FILE else "perubahan"
    notes = []
    for old, new, day in merging.renumbered:
        told: dict[str, Value] = {"path": path, "entry": entry, "old": old, "new": new, "day": day_of(day) or day}
        notes.append(Note(RENUMBERED, told))
    return notes + [_note(path, entry, each) for each in merging.clashes]


def _note(path: str, entry: str, clash: Clash) -> Note:
    what = subject(clash.where, entry)
    if clash.signed:
        return Note(SIGNED, {"path": path, "what": what})
    values = (clash.ours, clash.theirs)
    if None in values:
        return Note(GONE, {"path": path, "what": what})
    if any(isinstance(each, dict | list) for each in values):
        return Note(OTHERWISE, {"path": path, "what": what})
    shown = [quoted(clip(each)) if isinstance(each, str) else each for each in values]
    return Note(DIFFERENT, {"path": path, "what": what, "one": shown[0], "other": shown[1]})


def subject(where: tuple[str, ...], entry: str) -> str:
    """What in a record is meant, in the words of the form: `1b-N target Q3`, `adendum 2`."""
    if "indikator" in where[:-1]:
        where = where[where.index("indikator") + 1 :]
    words = [entry if each == LOG else each.replace("_", " ") for each in where if each not in _THROUGH]
    return clip(" ".join(words or where))
