"""How much a verdict lists, and that it counts everything."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from skpkit.change.changelist import Change
from skpkit.findings import Finding, Location, Problem, Severity, with_fingerprints
from skpkit.judge.ceilings import A_RECORD, A_REPORT, listed
from skpkit.judge.engine import StateName, Verdict
from skpkit.messages import LANGUAGES
from skpkit.reports import VERDICT, Report
from tests.support.command import SCHEMA


def found(path: str, count: int, severity: Severity = Severity.ERROR) -> list[Finding]:
    """Findings of a record, one a line."""
    problems = (Problem(Location(path, nth), "indicator {nth}", {"nth": nth}) for nth in range(1, count + 1))
    return [Finding("SKP003", "schema-violation", severity, each) for each in problems]


def told(verdict: Verdict, form: str, lang: str = "en") -> str:
    """A report of a review."""
    side = StateName("main", None)
    return VERDICT[form](Report(replace(verdict, base=side, head=side), lang, show_all=True))


def test_a_record_lists_a_thousand_and_counts_all() -> None:
    verdict = listed(Verdict(tuple(found("a", 60_900) + found("b", 3))))
    assert (len(verdict.findings), verdict.left_out, verdict.count(Severity.ERROR)) == (A_RECORD + 3, 59_900, 60_903)
    assert [each.problem.at.line for each in verdict.findings[:3]] == [1, 2, 3]
    assert "and 59,900 more" in told(verdict, "text")
    assert "errors: 60,903" in told(verdict, "text")
    assert "errors: 60,903" in told(verdict, "github")
    assert "and 60,894 more of this kind" in told(verdict, "github")
    data = json.loads(told(verdict, "json"))
    SCHEMA.validate(data)
    assert (data["left_out"], data["summary"]["error"]) == (59_900, 60_903)


def test_a_report_lists_the_worst() -> None:
    findings = [each for nth in range(20) for each in found(f"warned/{nth:02}", 900, Severity.WARNING)]
    findings += [each for nth in range(5) for each in found(f"wrong/{nth}", 900)]
    findings.sort(key=lambda each: each.order)
    verdict = listed(Verdict(tuple(findings)))
    assert len(verdict.findings) == A_REPORT
    assert sum(each.severity is Severity.ERROR for each in verdict.findings) == 4500
    assert list(verdict.findings) == sorted(verdict.findings, key=lambda each: each.order)
    assert (verdict.count(Severity.WARNING), verdict.beyond) == (18_000, {"warning": 12_500})


@pytest.mark.parametrize("severity", Severity)
def test_what_is_not_listed_bears_on_the_exit_code(severity: Severity) -> None:
    verdict = Verdict((), beyond={severity.value: 1})
    assert verdict.exit_code == (1 if severity is Severity.ERROR else 0)


def test_known_exempted_and_changes_are_counted_too() -> None:
    many = tuple(each for nth in range(12) for each in with_fingerprints(found(str(nth), 1000)))
    changes = tuple(Change(Location(str(nth)), "{subject} changed", {"subject": nth}) for nth in range(12_000))
    verdict = listed(Verdict((), known=many, exempted=many, changes=changes))
    data = json.loads(told(verdict, "json"))
    SCHEMA.validate(data)
    assert data["summary"]["known"] == data["summary"]["exempted"] == 12_000
    assert [len(data[each]) for each in ("known", "exempted", "changes")] == [A_REPORT] * 3
    assert data["changes_left_out"] == 2000
    for lang in LANGUAGES:
        assert told(verdict, "text", lang).count("2.000" if lang == "id" else "2,000") >= 3


def test_a_small_verdict_is_as_it_was() -> None:
    verdict = Verdict(tuple(found("a", A_RECORD)))
    assert listed(verdict) == verdict
