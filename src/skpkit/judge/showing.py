"""What a forge needs to show a verdict: a line that it shows, for what is about a folder or a whole file, and how wide
lines are in bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from skpkit.findings import Location
from skpkit.judge.engine import Verdict
from skpkit.source.tree import FILE_MODES, FOLDER_MODE, SETTINGS, Tree, differing, entry_of, lies_in


def showable(verdict: Verdict, head: Tree, base: Tree | None = None) -> Verdict:
    """The verdict with what is `shown` in place of what, and `lines`, for a head that is compared with a base."""
    found = (*verdict.findings, *verdict.known, *verdict.exempted)
    if not found:
        return verdict
    places = {each.problem.at for each in found}
    paths = {each.path for each in places}
    there, before = _files(head, paths), _files(base, paths) if base else {}
    known = {path for path in paths if (lying := entry_of(head, path)) and lying.mode != FOLDER_MODE} | before.keys()
    missing = paths - known
    changed = _changed(head, base) if missing or before else []
    files = {path: file for path in missing if (file := _file_for(path, changed, head))}
    there |= _files(head, {*files.values()})
    before |= _files(base, {*files.values()}) if base else {}
    whole = {at: Location(files.get(at.path, at.path)) for at in places if at.path in files or at == Location(at.path)}
    lines = _first_changed(
        {each.path for each in whole.values()} & {*changed} & before.keys(), head, base, there, before
    )
    moved = {
        at: place._replace(line=lines.get(place.path, 1), end_line=lines.get(place.path, 1))
        for at, place in whole.items()
    }
    shown = {at: place for at, place in moved.items() if place != at}
    wide, source = _lines((*places, *shown.values()), there, head)
    return replace(verdict, shown=shown, lines=wide, source=source)


def _files(tree: Tree, paths: Iterable[str]) -> dict[str, str]:
    """The ids of the files that lie at some paths."""
    asked = frozenset(paths)
    tree.take(asked)
    lying = tree.children({path.rpartition("/")[0] for path in asked})
    found = (each for entries in lying.values() for each in entries if each.path in asked)
    return {each.path: each.oid for each in found if each.mode in FILE_MODES}


def _changed(head: Tree, base: Tree | None) -> list[str]:
    """The files that the head has otherwise than the base, where that has any."""
    if base is None or not base.children([""])[""]:
        return []
    return [each.path for each in differing(base, head).after if each.mode in FILE_MODES]


def _first_changed(
    paths: Iterable[str], head: Tree, base: Tree | None, there: Mapping[str, str], before: Mapping[str, str]
) -> dict[str, int]:
    """The first line of some changed files that the base does not have."""
    chosen = sorted(paths)
    if base is None or not chosen:
        return {}
    old, new = base.read([before[each] for each in chosen]), head.read([there[each] for each in chosen])
    from skpkit.judge.places import common_lines

    found = {}
    for path in chosen:
        content = new[there[path]]
        kept = set(common_lines(old[before[path]], content).values())
        added = (nth for nth in range(1, len(content.splitlines()) + 1) if nth not in kept)
        found[path] = next(added, 1)
    return found


def _file_for(folder: str, changed: Sequence[str], head: Tree) -> str:
    """The file that stands for a folder, or a place where nothing is: one of its own, best one that changed, for forges
    show the lines of these; then the settings; then whatever the change shows, or is there. Empty without any."""
    own = [path for path in changed if lies_in(path, folder)]
    own = own or [each.path for each in head.entries(folder) if each.mode in FILE_MODES]
    own_records = [path for path in own if not _of_somebody_else(path, folder)]
    if found := (*_plans_first(own_records), *_files(head, [SETTINGS]), *_plans_first(changed)):
        return found[0]
    there = [each.path for each in head.entries() if each.mode in FILE_MODES]
    return next(iter(_plans_first(there)), "")


def _of_somebody_else(path: str, folder: str) -> bool:
    """Whether a file below a folder lies in a dossier that is not the folder's own."""
    below = path.removeprefix(f"{folder}/").split("/")[:-1]
    return any(len(each) == 18 and each.isdigit() for each in below)


def _plans_first(paths: Iterable[str]) -> list[str]:
    return sorted(paths, key=lambda path: (not path.endswith("/skp.yaml"), path))


def _lines(
    places: Iterable[Location], there: Mapping[str, str], head: Tree
) -> tuple[dict[tuple[str, int], str], dict[tuple[str, int], str]]:
    """The lines of some places that have characters of several bytes; and the first lines of all of them."""
    chosen = [at for at in places if at.path in there]
    wanted = {(at.path, line) for at in chosen for line in (at.line, at.end_line)}
    contents = head.read(sorted({there[path] for path, _ in wanted}))
    lines = {path: contents[there[path]].split(b"\n") for path, _ in wanted}
    found = {
        (path, line): lines[path][line - 1].decode(errors="replace")
        for path, line in wanted
        if line <= len(lines[path])
    }
    first = {(at.path, at.line) for at in chosen}
    return (
        {each: text for each, text in found.items() if not text.isascii()},
        {each: text.rstrip("\r") for each, text in found.items() if each in first},
    )
