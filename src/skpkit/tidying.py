"""Records in their one layout: what `skpkit fmt` would write of which file, and what it cures on request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from skpkit.change.revision import Revision
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import Note
from skpkit.judge.office import Office
from skpkit.judge.workers import LAYING_OUT, OnProgress, in_turn, silent
from skpkit.messages import N_
from skpkit.model.paths import EXEMPTIONS, SKP_FILE, dossier_path
from skpkit.model.records import Dialogue, Evaluation, Manual, Record, Skp
from skpkit.opening import OnSettings, batch_of, branch_choice, inside, office_of
from skpkit.source.history import Folder, Repository, State, open_records
from skpkit.source.schemas import DIALOGUE, EVALUATION, EXEMPTIONS_KIND, KINDS, MANUAL, SETTINGS_KIND, explain
from skpkit.source.tree import FILE_MODES, SETTINGS, Entry, lies_in
from skpkit.source.yamlfile import read
from skpkit.writing.journal import Batch
from skpkit.writing.layout import UntidyError, laid_out
from skpkit.writing.mending import UNBOUND, Acceptance, held_number, mended, readable

NOTHING_AT = N_("there is no record at {path}; give the path of a record, or of a folder of records")
CURABLE = N_("{path} cannot be read, for slips that have one cure; let them be cured: skpkit fmt --fix {path}")
UNREAD = N_("{path} cannot be read, so it stays as it is; mend it first: skpkit check {path}")
NO_RECORD = N_("{path} says of itself no kind of record that is known here (jenis), so it stays as it is")
UNTIDY = N_("{path} has comments where none can stay, so it stays as it is; put them on lines of their own")
LINE_ENDS = N_("{path}: its lines end as on other systems than Windows now (LF)")
FAULTY = N_("{path}: what a check refuses there and is not mended here: {count}; see each: skpkit check {path}")
NO_MARK = N_("{path}: the mark at its beginning that nobody sees (BOM) is gone")

_MARK = b"\xef\xbb\xbf"
_SETTLED = ("dilaporkan", "ditetapkan")


class TidyFile(NamedTuple):
    """A file with what it holds and what it would hold: the same where it is in its layout already, or `failed` says
    why it is left. `done` tells what was cured in it, `stays` what could not be, since it was accepted, and `faulty`
    that its form still has what a check refuses."""

    path: str
    before: bytes
    after: bytes
    done: tuple[Note, ...] = ()
    stays: tuple[Note, ...] = ()
    failed: Note | None = None
    faulty: Note | None = None

    @property
    def changes(self) -> bool:
        """Whether it would be written anew."""
        return self.before != self.after


class Tidied(NamedTuple):
    """All files that were looked at, and the `batch` that writes those that change."""

    files: tuple[TidyFile, ...]
    batch: Batch


def fmt(
    repository: str | Path = ".",
    paths: Sequence[str | Path] = (),
    *,
    fix: bool = False,
    on_settings: OnSettings | None = None,
    on_progress: OnProgress = silent,
) -> Tidied:
    """Lay out the records of the working tree as new ones are, those at and below `paths`, seen from `repository`, or
    all: keys in the order of the form, quotes, widths and lists alike; comments and what is said stay.

    With `fix` slips that have one cure are cured too. What was accepted in a record that is established or reported
    stays as it is. Nothing is written before `batch.write()`; `on_progress` is told how many files were looked at.
    Raises WrongUsage for a path where no record is.
    """
    with open_records(Path(repository), branch_choice(None)) as records:
        state = records.worktree()
        office = office_of(state, on_settings)
        wanted = [inside(records, repository, each) for each in paths]
        entries = list(_wanted(state.entries(), wanted, office.settings.records))
        for path in wanted:
            if not any(lies_in(each.path, path) for each in entries):
                raise WrongUsage(NOTHING_AT, path=path or ".")
        settled = _Settled(records, office) if fix else None
        turns = in_turn(entries, LAYING_OUT, on_progress)
        files = [_tidy(records.root, each.path, office, settled) for each in turns]
        changed = {each.path: each.after for each in files if each.changes}
        seen = {each.path: each.before for each in files if each.changes}
        return Tidied(tuple(files), batch_of(records, "skpkit fmt", changed, seen))


def _wanted(entries: Sequence[Entry], paths: Sequence[str], root: str) -> Iterator[Entry]:
    """The files to lay out: records, and what else is named by its path."""
    for each in entries:
        if each.mode not in FILE_MODES or not each.path.endswith((".yaml", ".yml")):
            continue
        if each.path in paths or (
            dossier_path(each.path, root) and (not paths or any(lies_in(each.path, path) for path in paths))
        ):
            yield each


def _tidy(root: Path, path: str, office: Office, settled: _Settled | None) -> TidyFile:
    before = (root / path).read_bytes()
    document, done = read(before), list[Note]()
    binding = UNBOUND
    if settled:
        text, cured = readable(path, document.text)
        done += cured
        document = read(text.encode()) if cured else document
        binding = settled.binding(path, document.data)
        if not document.slips and (held := held_number(path, document, cured, binding)):
            return TidyFile(path, before, before, failed=held)
    if document.slips:
        mends = not settled and not read(readable(path, document.text)[0].encode()).slips
        return TidyFile(path, before, before, failed=Note(CURABLE if mends else UNREAD, {"path": path}))
    text, data = document.text, document.data
    kind = _kind(path, data, office)
    if not kind:
        return TidyFile(path, before, before, failed=Note(NO_RECORD, {"path": path}))
    said, stays = data, tuple[Note, ...]()
    ends, mark = _line_end(before), before.startswith(_MARK)
    if settled:
        cured_data = mended(path, kind, document, binding, counted=_counts(root, path, kind))
        said, stays = cured_data.data, cured_data.stays
        done += cured_data.done
        done += [Note(LINE_ENDS, {"path": path})] if ends != "\n" else []
        done += [Note(NO_MARK, {"path": path})] if mark else []
        ends, mark = "\n", False
    try:
        made = laid_out(text, kind, data, said)
    except UntidyError:
        return TidyFile(path, before, before, failed=Note(UNTIDY, {"path": path}))
    after = (_MARK if mark else b"") + made.replace("\n", ends).encode()
    wrong = len(explain(kind, said))
    faulty = Note(FAULTY, {"path": path, "count": wrong}) if wrong else None
    return TidyFile(path, before, after, tuple(done), stays, faulty=faulty)


def _kind(path: str, data: object, office: Office) -> str:
    """The kind of record that a file says it is, or must be where it lies; empty for none."""
    if not isinstance(data, dict):
        return ""
    if path == SETTINGS:
        return SETTINGS_KIND
    if path == f"{office.settings.records}/{EXEMPTIONS}":
        return EXEMPTIONS_KIND
    kind = data.get("jenis")
    return kind if isinstance(kind, str) and kind in KINDS else ""


def _counts(root: Path, path: str, kind: str) -> bool:
    """Whether the realisasi of a dialogue are numbers, as the SKP that it is of says."""
    file = (root / path).parent.parent / SKP_FILE
    if kind != DIALOGUE or not file.is_file():
        return False
    skp = read(file.read_bytes()).data
    return isinstance(skp, dict) and skp.get("pendekatan") == "kuantitatif"


def _line_end(content: bytes) -> str:
    """How most lines of a file end."""
    windows, old = content.count(b"\r\n"), content.count(b"\r")
    ends = {"\r\n": windows, "\r": old - windows, "\n": content.count(b"\n") - windows}
    return max(ends, key=lambda end: (ends[end], end == "\n"))


class _Settled:
    """What records say that are established or reported, as they were last committed and as the default branch holds
    them, into which this will be merged; without git as they lie there."""

    def __init__(self, records: Repository | Folder, office: Office) -> None:
        offices = [office.beside(each) for each in _committed(records)]
        self._is_commit = bool(offices)
        self._offices = [each for each in offices if _has_settings(each)] or [office]

    def binding(self, path: str, data: object) -> Acceptance:
        """What binds the record at a path, which holds the data now."""
        found = [each for each in (_binding(office, path, data, self._is_commit) for office in self._offices) if each]
        return Acceptance(
            tuple(state for each in found for state in each.states),
            any(each.unread for each in found),
            any(each.whole for each in found),
            frozenset(cell for each in found for cell in each.cells),
            any(each.settled for each in found),
        )


def _committed(records: Repository | Folder) -> Iterator[State]:
    """The newest commit, and that of the default branch where it is another."""
    if not isinstance(records, Repository) or not (head := records.head()):
        return
    yield head
    try:
        if (default := records.default()).tree != head.tree:
            yield default
    except SkpkitError:  # a branch that nobody can tell binds nothing
        return


def _has_settings(office: Office) -> bool:
    """Whether the settings can be read; without them nobody knows what is a record."""
    try:
        return bool(office.settings.records)
    except SkpkitError:
        return False


def _binding(office: Office, path: str, data: object, is_commit: bool) -> Acceptance | None:
    """What of the record at a path binds in a state; None where it is not there or not settled."""
    found = dossier_path(path, office.settings.records)
    dossier = office.dossier(found.identity) if found else None
    file = next((each for each in dossier.files if each.path == path), None) if dossier else None
    if not dossier or not file or not (folder := dossier.folders.get(file.folder)):
        return None
    if file.record is None:
        says = [each.get("status") for each in (data, file.data) if isinstance(each, dict)]
        of_settled = file.kind == MANUAL and folder.skp is not None and folder.skp.established
        settled = is_commit and (of_settled or any(each in _SETTLED for each in says))
        whole = settled and file.kind in (DIALOGUE, EVALUATION)
        cells = frozenset(folder.realised) if is_commit else frozenset[tuple[str, str]]()
        return Acceptance((), is_commit, whole, cells, settled)
    if not _is_settled(file.record, folder.skp):
        return None
    frozen = [each.frozen for each in Revision(dossier, dossier, date.min).folders if each.name == folder.name]
    cells = frozenset(cell for each in frozen for cell in each) | frozenset(folder.realised)
    whole = isinstance(file.record, Dialogue | Evaluation)
    return Acceptance((file.record.data,), whole=whole, cells=cells, settled=True)


def _is_settled(record: Record, skp: Skp | None) -> bool:
    match record:
        case Dialogue():
            return record.reported
        case Skp() | Evaluation():
            return record.established
        case Manual():
            return skp is not None and skp.established
        case _:
            return False
