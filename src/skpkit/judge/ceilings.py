"""How much a verdict lists: what is beyond is counted, so that no record decides how long a report is to read.

It comes last, when it is settled what is known, exempted, and goes along with what: the counts and the exit code are
those of all that was found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from skpkit.findings import Finding, Note, Severity
from skpkit.judge.engine import Verdict
from skpkit.messages import N_

NARROWED = N_("not all is listed, as was asked for ({wish}): what is left out counts all the same")

A_RECORD, A_REPORT = 1_000, 10_000


def listed(verdict: Verdict) -> Verdict:
    """The verdict with the worst of its findings, and with as many as people may look through of all else."""
    kept, beyond = _worst(verdict.findings)
    known, more_known = _worst(verdict.known)
    exempted, more_exempted = _worst(verdict.exempted)
    counts = {each.value: number for each, number in Counter(each.severity for each in beyond).items()}
    counts |= {"known": len(more_known), "exempted": len(more_exempted)}
    counts["changes"] = max(0, len(verdict.changes) - A_REPORT)
    counts["approvals"] = max(0, len(verdict.approvals) - A_REPORT)
    return replace(
        verdict,
        findings=kept,
        known=known,
        exempted=exempted,
        changes=verdict.changes[:A_REPORT],
        approvals=verdict.approvals[:A_REPORT],
        accounts=verdict.accounts.first(A_REPORT),
        beyond={what: count for what, count in counts.items() if count},
    )


def narrowed(
    verdict: Verdict, select: Collection[str] = (), ignore: Collection[str] = (), *, all_errors: bool = False
) -> Verdict:
    """The verdict with findings of the rules in `select` alone (none: of all), and without those in `ignore`, by their
    codes: for looking. What is left out is counted, so the outcome and the exit code are those of all. With
    `all_errors` no error is left out: what reads the report may know of no exit code."""
    if not select and not ignore:
        return verdict

    def stays(finding: Finding) -> bool:
        if all_errors and finding.severity is Severity.ERROR:
            return True
        return finding.code not in ignore and (not select or finding.code in select)

    groups = {"findings": verdict.findings, "known": verdict.known, "exempted": verdict.exempted}
    kept = {name: tuple(each for each in found if stays(each)) for name, found in groups.items()}
    counts = Counter[str](verdict.beyond)
    counts.update(each.severity.value for each in verdict.findings if not stays(each))
    counts.update({name: len(groups[name]) - len(kept[name]) for name in ("known", "exempted")})
    wish = [
        f"{option} {','.join(sorted(codes))}" for option, codes in (("--select", select), ("--ignore", ignore)) if codes
    ]
    return replace(
        verdict,
        findings=kept["findings"],
        known=kept["known"],
        exempted=kept["exempted"],
        beyond={what: count for what, count in counts.items() if count},
        unlisted=tuple(each for each in verdict.findings if not stays(each)),
        notes=(*verdict.notes, Note(NARROWED, {"wish": " ".join(wish)})),
    )


def _worst(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Those that are listed, in the order given, and those that are not: the gravest first, of each record so many."""
    if len(findings) <= A_RECORD:
        return tuple(findings), ()
    by_record: Counter[str] = Counter()
    chosen: set[int] = set()
    for nth in sorted(range(len(findings)), key=lambda each: findings[each].severity.rank):
        path = findings[nth].problem.at.path
        if len(chosen) < A_REPORT and by_record[path] < A_RECORD:
            by_record[path] += 1
            chosen.add(nth)
    return (
        tuple(each for nth, each in enumerate(findings) if nth in chosen),
        tuple(each for nth, each in enumerate(findings) if nth not in chosen),
    )
