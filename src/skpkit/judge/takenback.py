"""Which step of a history takes back what an earlier one did, all of it; and which findings are settled by that."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from skpkit.change.changelist import GONE_RECORD, NEW_RECORD, Change
from skpkit.findings import Finding, Key
from skpkit.model.records import same

_Key: TypeAlias = tuple[Hashable, ...]


class _Turn(NamedTuple):
    """What a change makes of a thing: what it was, and what it is."""

    old: Any
    new: Any

    def undoes(self, other: _Turn) -> bool:
        return same(self.old, other.new) and same(self.new, other.old)


def taken_back(changes: Iterable[Change]) -> dict[str, str]:
    """The commits whose changes a later one takes back, each with the first that does; changes come in the order of
    their commits, and those of no commit count nothing."""
    steps: dict[str, dict[_Key, _Turn]] = {}
    for each in changes:
        if each.commit:
            key, turn = _turn(each)
            steps.setdefault(each.commit, {})[key] = turn
    order = list(steps)
    by_key: dict[_Key, list[int]] = {}
    for nth, commit in enumerate(order):
        for key in steps[commit]:
            by_key.setdefault(key, []).append(nth)
    found: dict[str, str] = {}
    for nth, commit in enumerate(order):
        mine = steps[commit]
        later = (order[each] for each in by_key[next(iter(mine))] if each > nth)
        back = next((each for each in later if _takes_back(steps[each], mine)), None)
        if back:
            found[commit] = back
    return found


def with_settled(findings: Sequence[Finding], back: Mapping[str, str]) -> tuple[Finding, ...]:
    """The findings, those settled that came with a step which is taken back, and those about taking back just what was
    found there: that it was put right breaks the same rule once more, and nobody is to put the fault there again."""
    faults: dict[tuple[str, str], set[Key]] = {}
    for each in findings:
        if later := back.get(each.commit or ""):
            faults.setdefault((later, each.dossier), set()).update(each.problem.edits)

    def is_settled(finding: Finding) -> bool:
        commit, edits = finding.commit or "", finding.problem.edits
        return commit in back or (bool(edits) and edits <= faults.get((commit, finding.dossier), set()))

    return tuple(replace(each, settled=True) if is_settled(each) else each for each in findings)


def _takes_back(later: Mapping[_Key, _Turn], earlier: Mapping[_Key, _Turn]) -> bool:
    return all(key in later and later[key].undoes(turn) for key, turn in earlier.items())


def _turn(change: Change) -> tuple[_Key, _Turn]:
    told = change.told
    if change.edit:
        return (change.dossier, change.edit.key), _Turn(change.edit.old, change.edit.new)
    if change.message in (NEW_RECORD, GONE_RECORD):
        came = change.message == NEW_RECORD
        return (change.dossier, str(told["subject"])), _Turn(not came, came)
    return (change.dossier, change.message, change.at.path), _Turn(told.get("old"), told.get("new", object()))
