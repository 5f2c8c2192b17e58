"""What a forge needs to show a verdict: a file for what is about a folder, and how wide lines are in bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from skpkit.findings import Location
from skpkit.judge.engine import Verdict
from skpkit.source.tree import FILE_MODES, SETTINGS, Tree, lies_in


def showable(verdict: Verdict, head: Tree, base: Tree | None = None) -> Verdict:
    """The verdict with `files` and `lines`, for a head that is compared with a base."""
    found = (*verdict.findings, *verdict.known, *verdict.exempted)
    if not found:
        return verdict
    there = {each.path: each.oid for each in head.entries() if each.mode in FILE_MODES}
    before = {each.path: each.oid for each in base.entries() if each.mode in FILE_MODES} if base else {}
    missing = {each.problem.at.path for each in found} - there.keys() - before.keys()
    changed = [path for path, oid in there.items() if before.get(path) != oid] if before else []
    files = {path: file for path in missing if (file := _file_for(path, changed, list(there)))}
    places = [each.problem.at for each in found]
    return replace(verdict, files=files, lines=_wide_lines(places, there, head))


def _file_for(folder: str, changed: Sequence[str], there: Sequence[str]) -> str:
    """The file that stands for a folder, or a place where nothing is: one of its own, best one that changed, for forges
    show the lines of these; then the settings; then whatever the change shows, or is there. Empty without any."""
    own = [path for path in changed if lies_in(path, folder)] or [path for path in there if lies_in(path, folder)]
    own_records = [path for path in own if not _of_somebody_else(path, folder)]
    settings = [path for path in there if path == SETTINGS]
    return next(iter((*_plans_first(own_records), *settings, *_plans_first(changed), *_plans_first(there))), "")


def _of_somebody_else(path: str, folder: str) -> bool:
    """Whether a file below a folder lies in a dossier that is not the folder's own."""
    below = path.removeprefix(f"{folder}/").split("/")[:-1]
    return any(len(each) == 18 and each.isdigit() for each in below)


def _plans_first(paths: Iterable[str]) -> list[str]:
    return sorted(paths, key=lambda path: (not path.endswith("/skp.yaml"), path))


def _wide_lines(places: Iterable[Location], there: dict[str, str], head: Tree) -> dict[tuple[str, int], str]:
    """The lines of some places that have characters of several bytes."""
    wanted = {(at.path, line) for at in places if at.path in there for line in (at.line, at.end_line)}
    contents = head.read(sorted({there[path] for path, _ in wanted}))
    wide = {path: contents[there[path]].split(b"\n") for path, _ in wanted if not contents[there[path]].isascii()}
    return {
        (path, line): text
        for path, line in wanted
        if path in wide
        and line <= len(wide[path])
        and not (text := wide[path][line - 1].decode(errors="replace")).isascii()
    }
