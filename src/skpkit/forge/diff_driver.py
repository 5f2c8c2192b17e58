"""Two versions of a file as git hands them to a command of `git diff`, and the list of changes between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from skpkit.change.changelist import changes_of
from skpkit.change.revision import Revision
from skpkit.forge.fact_lines import as_lines
from skpkit.messages import N_, tell, visible
from skpkit.model.dossier import Dossier, assemble
from skpkit.model.files import File, load_file
from skpkit.model.paths import NOBODY, would_be_dossier
from skpkit.model.settings import Settings
from skpkit.source.tree import FILE_MODES, Entry

UNMERGED = N_("{path} holds a conflict that is not settled yet")
MOVED = N_("{old} is now {new}")

_OTHER_NAME = 7
_NOWHERE = "/dev/null"
_DAY = date(1, 1, 1)  # no change of a single file is told by the day


class _Words(NamedTuple):
    """The words with which git calls: the path, then file, id and mode before and after."""

    path: str
    old_file: str
    old_id: str
    old_mode: str
    new_file: str
    new_id: str
    new_mode: str


def as_changes(words: Sequence[str], lang: str) -> str:
    """The list of changes that the words of git are about; nothing of what it may hold makes this fail."""
    if len(words) < len(_Words._fields):
        return f"{visible(tell(UNMERGED, {'path': words[0]}, lang))}\n"
    given = _Words(*words[: len(_Words._fields)])
    old, new = (_content(each) for each in (given.old_file, given.new_file))
    now = words[_OTHER_NAME] if len(words) > _OTHER_NAME else given.path
    head = given.path if now == given.path else tell(MOVED, {"old": given.path, "new": now}, lang)
    told = list(_changes(given.path, now, old, new, lang))
    return "".join(f"{visible(each)}\n" for each in (head, *(f"    {each}" for each in told)))


def _content(file: str) -> bytes | None:
    return None if file == _NOWHERE else Path(file).read_bytes()


def _changes(path: str, now: str, old: bytes | None, new: bytes | None, lang: str) -> Iterator[str]:
    was, now_is = (_dossier(each, content) for each, content in ((path, old), (now, new)))
    if was and now_is and all(file.record for each in (was, now_is) for file in each.files):
        revision = Revision(was, now_is, _DAY)
        yield from (each.sentence(lang) for each in changes_of(revision))
        return
    lines = [as_lines(each, lang).splitlines() if each is not None else [] for each in (old, new)]
    yield from [
        line for line in unified_diff(lines[0], lines[1], n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))
    ]


def _dossier(path: str, content: bytes | None) -> Dossier | None:
    """A dossier that holds this record alone, or no record; None where the path is that of none."""
    folder = would_be_dossier(path)
    if not folder:
        return None
    files: tuple[File, ...] = ()
    if content is not None:
        files = (load_file(Entry(path, FILE_MODES[0], ""), content, folder),)
    return assemble(Dossier(*NOBODY, folder, "", files, {}, Settings(), ()))
