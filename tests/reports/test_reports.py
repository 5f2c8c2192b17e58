"""What a report may be read as: nothing that a record holds becomes a command, or a line of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from skpkit.errors import SkpkitError
from skpkit.findings import Finding, Location, Note, Problem, Severity
from skpkit.judge.engine import StateName, Verdict
from skpkit.reports import VERDICT, Report
from tests.support.command import DAY, SCHEMA, put, run, target

ERROR = Finding("SKP301", "realised-target-revised", Severity.ERROR, Problem(Location("a.yaml"), "wrong"))


def told(verdict: Verdict, form: str) -> str:
    """A report in English."""
    return VERDICT[form](Report(verdict, "en"))


def test_github_annotations_are_commands_alone(office: Path) -> None:
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    done = run(office, "review", "main", *DAY, "--format", "github")
    line, note, outcome = done.stdout.splitlines()
    assert "`pengelola`" in note
    assert note.startswith("::notice title=skpkit::")
    assert outcome.startswith("::notice title=skpkit::")
    assert line.startswith("::error file=records/2026/199203172015021003/skp.yaml,line=44,endLine=44,col=24,")
    assert "title=SKP301 realised-target-revised::" in line


def test_a_file_name_cannot_write_lines_of_its_own(office: Path) -> None:
    folder = office / "records/2026/x\nDiterima.\x1b[2J/199203172015021003"
    folder.mkdir(parents=True)
    (folder / "skp.yaml").write_text("jenis: [\n", encoding="utf-8")
    done = run(office, "check", *DAY)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert not any(line.startswith("Diterima") for line in done.stdout.splitlines())


@pytest.mark.parametrize("kind", ["error", "notice"])
def test_github_shows_ten_of_a_kind_whatever_they_tell(kind: str) -> None:
    noted = Finding("SKP208", "month-without-dialogue", Severity.INFO, Problem(Location("a.yaml"), "note"))
    verdict = Verdict(
        (*[ERROR] * 8, *[noted] * 8),
        failures=tuple(SkpkitError(f"reason {nth}") for nth in range(5)),
        notes=tuple(Note(f"note {nth}") for nth in range(5)),
    )
    lines = [each for each in told(verdict, "github").splitlines() if each.startswith(f"::{kind}")]
    assert len(lines) == 10
    assert sum("more of this kind" in each for each in lines) == 1


def test_errors_are_told_where_something_could_not_be_judged() -> None:
    side = StateName("main", None)
    found, reasons = (ERROR,), (SkpkitError("a reason"),)
    both = told(Verdict(found, failures=reasons, base=side), "text").splitlines()[-1]
    assert both.startswith("Refused. Dossiers changed: 0; errors: 1. Not judged to the end;")
    assert told(Verdict((), failures=reasons, base=side), "text").splitlines()[-1].startswith("Not judged to the end;")


def test_data_name_what_a_rule_rests_on() -> None:
    data = json.loads(told(Verdict((ERROR,)), "json"))
    (finding,) = data["findings"]
    assert [(each["key"], each["seen"]) for each in finding["basis"]] == [
        ("djkn-2023", "text"),
        ("kmk-300-2022", "reported"),
        ("skpkit", "own"),
    ]
    article, decree, _ = finding["basis"]
    assert article["text"].startswith("DJKN article 2023, on the SKP Adendum: it does not revise the target")
    assert (article["section"], article["year"]) == ("on the SKP Adendum", 2023)
    assert "16713" in article["address"]
    assert decree["source"].startswith("Keputusan Menteri Keuangan Nomor 300/KMK.01/2022")
    assert decree["reported_by"] == ["DJKN article on the adendum 2023"]
    SCHEMA.validate(data)


def test_data_name_no_commit_where_there_was_none() -> None:
    data = json.loads(told(Verdict((), base=StateName("-", None), head=StateName("index", None)), "json"))
    assert (data["base"], data["head"]) == (None, "index")
