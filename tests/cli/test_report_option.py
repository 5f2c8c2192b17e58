"""Reports as files beside the printed one: where they may lie, and what becomes of one that cannot be written."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from skpkit.cli._shared import Wanted, WantedGiven, put_out
from skpkit.cli._targets import refuse
from skpkit.cli._verdict import put_verdict_files
from skpkit.errors import WrongUsage
from skpkit.findings import Finding, Location, Problem, Severity
from skpkit.judge.engine import Verdict
from skpkit.model.settings import Settings
from skpkit.reports import FILES, VERDICT, Report
from tests.support.command import COMMIT, DAY, git, put, run_here, target

SARI = "records/2026/197805142003121002"
BAD = target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}")


def refused(folder: Path, *files: str) -> str:
    """Why reports are not written to such files, named from a folder."""
    with pytest.raises(WrongUsage) as error:
        refuse([Wanted("json", folder / each if each != "-" else Path(each)) for each in files], folder, Settings())
    return str(error.value)


def test_a_report_in_a_wrong_place_is_refused_before_anything_is_judged(office: Path) -> None:
    for words in (("check",), ("audit",)):
        done = run_here(office, *words, *DAY, "--lang", "en", "--report", f"json={SARI}/report.json")
        told = f"skpkit: {SARI}/report.json lies among the records; write the report somewhere else\n"
        assert (done.returncode, done.stdout, done.stderr) == (2, "", told)
    assert not (office / SARI / "report.json").exists()


def test_every_form_is_written_beside_what_is_printed(office: Path) -> None:
    put(office, BAD)
    made = office / "out"
    wanted = [f"--report={each}=out/new/{each}" for each in FILES]
    done = run_here(office, "review", "main", *DAY, "--lang", "en", *wanted)
    assert done.returncode == 1, done.stderr
    assert "Refused. Dossiers changed: 1; errors: 1 (Bagas Pratama).\n" in done.stdout
    files = {each.name: each.read_bytes() for each in (made / "new").iterdir()}
    assert files.keys() == FILES.keys()
    assert files["text"].decode() == done.stdout
    assert json.loads(files["json"])["summary"]["error"] == 1
    assert files["xlsx"].startswith(b"PK")
    for style in ("gitlab", "junit"):
        printed = run_here(office, "review", "main", *DAY, "--lang", "en", "--format", style)
        assert printed.stdout.encode() == files[style], style


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (f"{SARI}/skp.yaml", "lies among the records"),
        (f"{SARI}/report.json", "lies among the records"),
        (f"{SARI}/../../2027/report.json", "lies among the records"),
        (".git/report.json", "git's own folder"),
        ("skpkit.yaml", "git tracks"),
        ("records", "is no file"),
        ("link/report.json", "lies among the records"),
        ("pipe", "is no file"),
        ("/dev/null", "is no file"),
        ("-", "standard output"),
    ],
)
def test_where_a_report_may_not_lie(office: Path, file: str, reason: str) -> None:
    (office / "skpkit.yaml").write_text("bahasa: en\n", encoding="utf-8")
    git(office, "add", ".")
    git(office, *COMMIT)
    (office / "link").symlink_to(office / SARI)
    os.mkfifo(office / "pipe")
    before = sorted(office.rglob("*"))
    assert reason in refused(office, file)
    assert sorted(office.rglob("*")) == before


@pytest.mark.parametrize("other", ["one", "./one", "here/../one", "link/one"])
def test_one_file_takes_one_report(office: Path, other: str) -> None:
    (office / "here").mkdir()
    (office / "link").symlink_to(office)
    assert "is named twice" in refused(office, "one", other)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        *((each, f"{each} names no report and its file") for each in ("yaml=x", "json", "json=", "=x")),
        ("json=new/", "new/ is no file"),
    ],
)
def test_what_is_no_report_is_told_with_the_forms(given: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skpkit.cli._shared.chosen_language", lambda: "en")
    with pytest.raises(click.UsageError, match=re.escape(reason)):
        WantedGiven(FILES).convert(given, None, None)


def test_a_report_that_cannot_be_written_takes_nothing_from_the_verdict(office: Path) -> None:
    (office / "file").write_text("", encoding="utf-8")
    wanted = ("--report", "sarif=file/x", "--report", "json=kept.json", "--lang", "en")
    done = run_here(office, "check", *DAY, *wanted)
    assert done.returncode == 3
    assert done.stderr == (
        f"skpkit: {office / 'file/x'} could not be written (a part of the path is a file, no folder); "
        "nothing was left half-written\n"
    )
    assert "errors: none.\n" in done.stdout
    assert json.loads((office / "kept.json").read_bytes())["summary"]["error"] == 0
    put(office, BAD)
    done = run_here(office, "review", "main", *DAY, *wanted)
    assert done.returncode == 1
    assert "could not be written" in done.stderr
    assert "errors: 1 (Bagas Pratama).\n" in done.stdout
    assert json.loads((office / "kept.json").read_bytes())["summary"]["error"] == 1


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--report", "json=link.json"),
        ("review", "main", "--report", "json=link.json"),
        ("status", "--report", "json=link.json"),
        ("ci", "--range", "HEAD..HEAD", "--report", "json=link.json"),
        ("check", "--report", "json=folder/kept.json"),
        ("export", "-o", "folder/new.xlsx"),
        ("import", "--template", "folder/new.xlsx"),
        ("schema", "--out", "folder"),
    ],
)
def test_nothing_is_written_where_a_link_leads(office: Path, words: tuple[str, ...], tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.json").write_text("keep", encoding="utf-8")
    (office / "link.json").symlink_to(outside / "kept.json")
    (office / "folder").symlink_to(outside)
    day = () if words[0] in ("export", "import", "schema") else DAY
    done = run_here(office, *words, *day, "--lang", "en")
    assert done.returncode == 2, done.stderr
    assert "is a link" in done.stderr
    assert {each.name: each.read_bytes() for each in outside.iterdir()} == {"kept.json": b"keep"}


def test_where_there_is_no_repository_records_are_spared_too(office: Path) -> None:
    (office / ".git").rename(office.parent / f"{office.name}.git")
    assert "lies among the records" in refused(office, f"{SARI}/x")
    assert run_here(office, "check", *DAY, "--report", "json=x").returncode == 0


def test_without_what_writes_excel_one_sentence_says_so(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing: Callable[[str], None] = lambda _: None  # noqa: E731
    monkeypatch.setattr("skpkit.reports._book.find_spec", missing)
    with pytest.raises(WrongUsage, match=r"pip install 'skpkit\[office\]'"):
        refuse([Wanted("xlsx", office / "x.xlsx")], office, Settings())


@pytest.mark.parametrize(
    ("here", "style"),
    [
        ({}, "text"),
        ({"GITHUB_ACTIONS": "true"}, "github"),
        ({"GITHUB_ACTIONS": "true", "GITEA_ACTIONS": "true"}, "text"),
        ({"GITHUB_ACTIONS": "true", "FORGEJO_ACTIONS": "true"}, "text"),
        ({"GITLAB_CI": "true"}, "gitlab"),
    ],
)
def test_auto_is_what_the_place_reads(
    here: dict[str, str], style: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("GITHUB_ACTIONS", "GITEA_ACTIONS", "FORGEJO_ACTIONS", "GITLAB_CI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in here.items():
        monkeypatch.setenv(name, value)
    problem = Problem(Location("records/2026/skp.yaml"), "wrong")
    report = Report(Verdict((Finding("SKP301", "realised-target-revised", Severity.ERROR, problem),)), "en")
    put_out(report, VERDICT, "auto")
    printed, beside = capsys.readouterr()
    assert printed == VERDICT[style](report)
    assert beside == (VERDICT["text"](report) if style == "gitlab" else "")  # its log shows no annotations
    put_out(report, VERDICT, style)
    assert capsys.readouterr() == (printed, "")


def test_a_file_has_no_colours_whatever_the_terminal_shows(tmp_path: Path) -> None:
    problem = Problem(Location("records/2026/skp.yaml"), "wrong")
    report = Report(Verdict((Finding("SKP301", "realised-target-revised", Severity.ERROR, problem),)), "en", color=True)
    assert put_verdict_files(report, [Wanted("text", tmp_path / "report.txt")])
    assert "\x1b" in VERDICT["text"](report)
    assert "\x1b" not in (tmp_path / "report.txt").read_text(encoding="utf-8")
