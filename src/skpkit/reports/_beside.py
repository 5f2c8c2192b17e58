"""Which change, or which decision, a finding stands beside: the nearest of those that it is about."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from skpkit.change.changelist import DROPPED, LOST, Change
from skpkit.findings import Finding, Severity
from skpkit.model.exemptions import subject_of
from skpkit.reports._declared import ThingView
from skpkit.reports._rows import GroupView, RowView

SURE = 3  # how near a finding is that a row is marked with
ITS_OWN = 5  # of a row of another group too: the finding is about that very change


class _Spot(NamedTuple):
    """A row of a group, or without a row something that was decided."""

    of: GroupView | ThingView
    row: RowView | None

    def nearness(self, finding: Finding) -> int:
        """How surely a finding is about it; 0 where it is not."""
        problem = finding.problem
        if isinstance(self.of, ThingView):
            at = self.of.where
            inside = at.path == problem.at.path and at.line <= problem.at.line <= max(at.end_line, at.line)
            return SURE * (inside and self.of.whole)
        change = self.row.change if self.row else None
        if change is None or (finding.commit or change.commit) != change.commit:
            return 0
        if change.edit and change.edit.key in problem.edits:
            return ITS_OWN
        if change.at[:3] == problem.at[:3]:
            return SURE if change.message in (LOST, DROPPED) else 4  # of what is gone the whole comes first
        iki, period = subject_of(problem)
        if change.edit and iki and change.edit.iki == iki and _is_in(change.edit.key.folder, problem.at.path):
            return 2 + (change.edit.period == period)
        return int(_is_whole(change) and change.at.path == problem.at.path)


_Key: TypeAlias = tuple[Hashable, ...]


class Beside:
    """Findings, each beside what it is about; `loose` are those of nothing that changed or was decided."""

    def __init__(self, findings: Sequence[Finding], changed: Sequence[GroupView], decided: Sequence[ThingView]) -> None:
        self.loose: list[Finding] = []
        self._about: dict[int, list[Finding]] = {}
        self._marks: dict[int, list[Finding]] = {}
        self._things = [_Spot(each, None) for each in decided]
        self._rows: dict[_Key, list[tuple[int, _Spot]]] = {}
        for nth, spot in enumerate(_Spot(group, row) for group in changed for row in group.rows):
            for key in _keys_of_change(spot.row.change) if spot.row and spot.row.change else ():
                known = self._rows.setdefault(key, [])
                if key[0] != "file" or not known:  # of those that are about no more than the file the first is taken
                    known.append((nth, spot))
        for each in findings:
            self._place(each)

    def about(self, of: GroupView | ThingView) -> Sequence[Finding]:
        """What was found about a group or a decision."""
        return self._about.get(id(of), ())

    def marked(self, group: GroupView) -> GroupView:
        """A group whose rows name the findings about them, those with the gravest first."""

        def marked(row: RowView) -> RowView:
            mine = self._marks.get(id(row), ())
            codes = tuple(dict.fromkeys(each.code for each in mine))
            worst = min((each.severity for each in mine), key=_rank, default=None)
            declared = (row.declared[worst is Severity.ERROR],) if row.declared else ()
            return row._replace(codes=codes, severity=worst, notes=(*row.notes, *declared))

        rows = [marked(each) for each in group.rows]
        return group._replace(rows=tuple(sorted(rows, key=lambda each: _rank(each.severity))))

    def passed(self, group: GroupView) -> GroupView:
        """A group whose rows name the findings about them as passed by an exemption."""
        rows = (
            each._replace(passed=tuple(dict.fromkeys(one.code for one in self._marks.get(id(each), ()))))
            for each in group.rows
        )
        return group._replace(rows=tuple(rows))

    def _place(self, finding: Finding) -> None:
        found = dict(pair for key in _keys_of_finding(finding) for pair in self._rows.get(key, ()))
        near = [(each.nearness(finding), each) for each in (*self._things, *(found[nth] for nth in sorted(found)))]
        most, best = max(near, key=lambda each: each[0], default=(0, None))
        if best is None or not most:
            self.loose.append(finding)
            return
        self._about.setdefault(id(best.of), []).append(finding)
        for nearness, spot in near:
            if spot.row and nearness >= (SURE if spot.of is best.of else ITS_OWN):
                self._marks.setdefault(id(spot.row), []).append(finding)


def _keys_of_change(change: Change) -> Iterator[_Key]:
    """By what a change may be near to a finding, which may be of any commit."""
    for commit in dict.fromkeys((change.commit, None)):
        yield "place", *change.at[:3], commit
        if _is_whole(change):
            yield "file", change.at.path, commit
        if change.edit:
            yield "edit", change.edit.key, commit
            if change.edit.iki:
                yield "iki", change.edit.iki, commit


def _is_whole(change: Change) -> bool:
    """Whether it is of a record, or a dossier, as a whole."""
    return change.edit is None or not change.edit.key.what


def _keys_of_finding(finding: Finding) -> Iterator[_Key]:
    problem, commit = finding.problem, finding.commit
    yield from (("edit", each, commit) for each in problem.edits)
    yield "place", *problem.at[:3], commit
    iki, _ = subject_of(problem)
    if iki:
        yield "iki", iki, commit
    yield "file", problem.at.path, commit


def _is_in(folder: str, path: str) -> bool:
    """Whether a path may be one of an SKP folder of its dossier."""
    return f"/{folder}/" in path if folder else "/komplemen-" not in path


def _rank(severity: Severity | None) -> int:
    return len(Severity) if severity is None else severity.rank
