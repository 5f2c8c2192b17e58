"""What every format tells of a finding: where a forge shows it, what it is known by, the lines below its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from skpkit.findings import Location
from skpkit.messages import BRIEF, N_, cut, visible
from skpkit.reports._excerpt import example
from skpkit.reports._report import Report
from skpkit.source.tree import SETTINGS

if TYPE_CHECKING:
    from skpkit.findings import Finding

WAS = N_("before: {place}")
EVIDENCE = N_("evidence: {place}")
ALSO = N_("goes with it, {code}: {sentence}")
ALSO_MORE = N_("goes with it, {code}, {count} times, such as: {sentence}")
IN_STEP = N_("in the step: {step}")
ABOUT_FOLDER = N_("concerns {path}, where no file is left to point at")
MORE = N_("and {count} more, counted and not listed")
UNFINISHED = N_("could not be judged: {why}")

NOWHERE = SETTINGS  # where a format wants a file, and what is told is of none
LONGEST = 1_000  # characters of a sentence that goes to other programs
PROOFS = 100  # pieces of evidence that they get


class Listed(NamedTuple):
    """A finding as other programs get it: `at` is a place in a file, `mark` its fingerprint, of which there is one."""

    finding: Finding
    at: Location
    mark: str
    standing: Literal["open", "exempted", "known"] = "open"


def listed(report: Report, *, exempted: bool = False, known: bool = False) -> list[Listed]:
    """The findings that stand, the gravest first; then those that are exempted or known, where these are wanted.
    Equal fingerprints get a counter, in the order of places."""
    verdict, seen = report.verdict, dict[str, int]()
    found = []
    groups: list[tuple[Literal["open", "exempted", "known"], Sequence[Finding]]] = [("open", verdict.findings)]
    groups += [("exempted", verdict.exempted)] if exempted else []
    groups += [("known", verdict.known)] if known else []
    for standing, findings in groups:
        for each in findings:
            nth = seen[each.fingerprint] = seen.get(each.fingerprint, 0) + 1
            mark = each.fingerprint if nth == 1 else f"{each.fingerprint}:{nth}"
            found.append(Listed(each, shown_at(report, each), mark, standing))
    return sorted(found, key=lambda each: (each.standing != "open", each.finding.severity.rank))


def shown_at(report: Report, finding: Finding) -> Location:
    """The place of a finding where a forge shows it: in a file that is there, of a changed one at a changed line."""
    at = finding.problem.at
    return in_order(report.verdict.shown.get(at, at))


def in_order(at: Location) -> Location:
    """A place whose end is not before its start."""
    line, column = max((at.end_line, at.end_column), (at.line, at.column))
    return at._replace(end_line=line, end_column=column)


def particulars(report: Report, finding: Finding) -> Iterator[str]:
    """What stands below the sentence of a finding: the place before, the evidence, what goes along, the commit."""
    yield from earlier(report, finding)
    yield from (report.say(EVIDENCE, place=place) for place in proofs(report, finding))
    yield from beside(report, finding)


def earlier(report: Report, finding: Finding) -> Iterator[str]:
    """The place of what was changed or deleted, as it was before."""
    if was := finding.problem.was:
        yield report.say(WAS, place=report.place(was))


def beside(report: Report, finding: Finding) -> Iterator[str]:
    """What goes along with a finding, and the commit that brought it."""
    yield from along(report, finding)
    if finding.commit:
        yield report.around(IN_STEP, step=report.step(finding.commit))
        yield from report.turns(finding.commit)


def along(report: Report, finding: Finding) -> Iterator[str]:
    """What goes along with a finding, by code: the first of it in its sentence, and how many there are."""
    from skpkit.rules.pages import page

    spoken_for = report.verdict.along.get(finding.fingerprint, ())
    for code in finding.also:
        mine = [each for each in spoken_for if each.code == code]
        sentence = report.sentence(_as_part(mine[0], finding)) if mine else page(code, report.lang).statement
        yield report.say(ALSO_MORE if len(mine) > 1 else ALSO, code=code, sentence=sentence, count=len(mine))


def _as_part(of: Finding, whole: Finding) -> Finding:
    """A finding that goes along with another, which came with the same step, settled where that is."""
    return replace(of, commit=whole.commit, settled=whole.settled)


def proofs(report: Report, finding: Finding) -> Iterator[str]:
    """The places that prove a finding, each with the commit that it stands in."""
    for each in finding.problem.evidence:
        commit = report.commit_of(finding, each)
        where = report.place(each.at)
        yield f"{where} ({commit[:BRIEF]})" if commit else where


def sentences(report: Report, finding: Finding, *, shows: bool = True) -> list[str]:
    """All that is told of a finding, a line each, none of them without end: for formats that have no place for more.
    What stands on one line `shows` no example."""
    proved = [for_programs(report.say(EVIDENCE, place=each)) for each in proofs(report, finding)]
    return [
        *first_sentences(report, finding),
        *(map(for_programs, example(report, finding)) if shows else ()),
        *proved[:PROOFS],
        *more(report, len(proved) - PROOFS),
        *map(for_programs, beside(report, finding)),
    ]


def first_sentences(report: Report, finding: Finding) -> list[str]:
    """What a finding says, and where that is, or was, if its place does not show it."""
    moved = shown_at(report, finding).path != finding.problem.at.path
    folder = [report.say(ABOUT_FOLDER, path=finding.problem.at.path)] if moved else []
    return [*map(for_programs, (report.sentence(finding), *folder, *earlier(report, finding)))]


def for_programs(text: str) -> str:
    """A text in one line, of which nothing acts on who shows it, and that ends."""
    return cut(visible(text), LONGEST)


def remarks(report: Report) -> list[str]:
    """What is to be said besides findings, a sentence each."""
    return [for_programs(report.sentence(each)) for each in report.verdict.notes]


def unfinished(report: Report) -> Iterator[tuple[str, str]]:
    """Why a part could not be judged, each with the path that it is about."""
    for each in report.verdict.unjudged:
        yield each.path, for_programs(report.say(UNFINISHED, why=report.reason(each)))
    for failure in report.verdict.failures:
        yield NOWHERE, for_programs(report.say(UNFINISHED, why=report.sentence(failure)))


def more(report: Report, count: int) -> list[str]:
    """That findings are left out, where some are."""
    return [report.say(MORE, count=count)] if count > 0 else []
