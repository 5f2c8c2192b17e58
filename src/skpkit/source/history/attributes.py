"""Which files of a state its attributes may let a filter change: found where such attributes can lie alone."""

from __future__ import annotations

from collections.abc import Collection
from itertools import accumulate

from skpkit.source.tree import ATTRIBUTES, FILE_MODES, FOLDER_MODE, Tree, below, entry_of


def may_be_filtered(state: Tree, paths: Collection[str], plain: Collection[str] = ()) -> list[str]:
    """The files at some paths, or below, where any attributes that count for them speak of a filter. In the `plain`
    folders there are none."""
    above = {each: ["", *accumulate(each.split("/")[:-1], "{}/{}".format)] for each in paths}
    outer = {each for each in paths if above.keys().isdisjoint(above[each])}
    leading = state.children({one for each in outer for one in above[each]})
    around = [each for entries in leading.values() for each in entries]
    own = [each for each in around if each.path in outer]
    folders = [each.path for each in own if each.mode == FOLDER_MODE]
    files = [*own, *below(state, folders, plain)]
    named = {each.path for each in (*around, *files) if each.path.rpartition("/")[2] == ATTRIBUTES}
    held = [each for each in (entry_of(state, path) for path in sorted(named)) if each and each.mode in FILE_MODES]
    attributes = {each.oid for each in held}
    if not attributes or not any(b"filter" in each for each in state.read(sorted(attributes)).values()):
        return []
    if plain:
        return may_be_filtered(state, paths)
    return sorted({each.path for each in files if each.mode in FILE_MODES})
