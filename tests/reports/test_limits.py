"""What each place takes: the gravest come first, and a report says what it leaves out."""

from __future__ import annotations

import json
from dataclasses import replace
from gzip import compress

import pytest
from junitparser import JUnitXml

from skpkit.findings import Evidence, Finding, Location, Problem, Severity, with_fingerprints
from skpkit.judge.engine import Verdict
from skpkit.reports import FILES, VERDICT, Report
from tests.support.verdicts import BAGAS, SKP, finding

LONG = "a" * 10_000


def many(**counts: int) -> Verdict:
    """A verdict with so many findings of each severity, the mildest at the first places."""
    found = [
        finding(code, Severity(severity), Problem(Location(SKP, line), f"{severity} {line}", about=(str(line),)))
        for code, severity in (("SKP208", "info"), ("SKP221", "warning"), ("SKP301", "error"))
        for line in range(1, counts.get(severity, 0) + 1)
    ]
    return Verdict(tuple(with_fingerprints(found)), titles=frozenset((BAGAS,)))


def told(style: str, verdict: Verdict) -> str:
    """A report in English."""
    return VERDICT[style](Report(verdict, "en"))


def test_github_shows_ten_and_ten_and_says_how_many_more() -> None:
    lines = told("github", replace(many(error=12, warning=25, info=30), beyond={"error": 3})).splitlines()
    for kind, rest in (("error", 6), ("warning", 16), ("notice", 22)):
        shown = [line for line in lines if line.startswith(f"::{kind} ")]
        assert len(shown) == 10
        assert f"and {rest} more of this kind" in "".join(shown[-2:])
    assert "col=" not in "".join(line for line in lines if "endLine=11" in line)


def test_sarif_keeps_the_five_thousand_that_github_keeps() -> None:
    run = json.loads(told("sarif", many(info=3_000, warning=1_000, error=2_000)))["runs"][0]
    levels = [each["level"] for each in run["results"]]
    assert levels == ["error"] * 2_000 + ["warning"] * 1_000 + ["note"] * 2_000
    said = [each["message"]["text"] for each in run["invocations"][0]["toolExecutionNotifications"]]
    assert "and 1,000 more, counted and not listed" in said


def test_sarif_stays_below_the_size_that_github_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skpkit.reports.sarif_report.ZIPPED", 4_000)
    text = told("sarif", many(error=100, warning=100))
    assert len(compress(text.encode())) < 4_000
    results = json.loads(text)["runs"][0]["results"]
    assert {each["level"] for each in results} == {"error"}
    assert f"and {200 - len(results)} more" in text


def test_of_very_many_pieces_of_evidence_a_hundred_are_told() -> None:
    proofs = tuple(Evidence(Location(SKP, line)) for line in range(1, 151))
    (found,) = many(error=1).findings
    verdict = Verdict((replace(found, problem=replace(found.problem, evidence=proofs)),))
    result = json.loads(told("sarif", verdict))["runs"][0]["results"][0]
    assert len(result["relatedLocations"]) == 100
    assert result["message"]["text"].count("](") == 100
    assert "and 50 more" in result["message"]["text"]
    assert len(json.loads(told("rdjsonl", verdict))["relatedLocations"]) == 100


def test_junit_stays_below_the_size_that_gitlab_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skpkit.reports.junit_report.BYTES", 5_000)
    text = told("junit", many(error=10, warning=100, info=100))
    document = JUnitXml.fromstring(text.encode())
    names = [case.name for suite in document for case in suite]
    assert sum("SKP301" in each for each in names) == 10
    assert not any("SKP208" in each for each in names)
    assert f"and {210 - len(names) + 1} more" in text


@pytest.mark.parametrize("style", sorted(FILES.keys() - {"text", "json", "xlsx", "markdown", "html"}))
def test_a_text_without_end_ends(style: str) -> None:
    problem = Problem(Location(SKP), "nilai {x}", {"x": LONG}, about=(LONG,))
    assert len(told(style, Verdict((finding("SKP003", Severity.ERROR, problem),)))) < 12_000


def test_of_equal_fingerprints_each_has_a_number_of_its_own() -> None:
    (found,) = many(error=1).findings
    steps: tuple[Finding, ...] = tuple(replace(found, commit=letter * 40) for letter in "abc")
    verdict = Verdict(steps, steps={letter * 40: None for letter in "abc"})
    wanted = [found.fingerprint, f"{found.fingerprint}:2", f"{found.fingerprint}:3"]
    assert [each["fingerprint"] for each in json.loads(told("gitlab", verdict))] == wanted
    results = json.loads(told("sarif", verdict))["runs"][0]["results"]
    assert [each["partialFingerprints"]["primaryLocationLineHash"] for each in results] == wanted
