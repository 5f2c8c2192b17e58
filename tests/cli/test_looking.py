"""Looking at a part of what was found, and at what the calendar says of many periods in one line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.command import DAY, report, run_here

LATE = ("--today", "2026-12-20")
BAGAS = "records/2026/199203172015021003"


@pytest.fixture
def broken(office: Path) -> Path:
    """A repository with an error of a rule that no setting can make less."""
    file = office / BAGAS / "skp.yaml"
    file.write_text(file.read_text().replace("{Q1: 5,", "{Q1: 6,"))
    return office


def test_quiet_prints_the_verdict_alone(broken: Path) -> None:
    done = run_here(broken, "review", "--quiet", *DAY)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert done.stdout.startswith("Ditolak") or "kesalahan" in done.stdout


def test_quiet_says_nothing_where_all_is_in_order(office: Path) -> None:
    for command in ("check", "review", "audit"):
        done = run_here(office, command, "--quiet", *DAY)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), command


@pytest.mark.parametrize("words", [("--ignore", "skp301,SKP303,SKP311"), ("--select", "SKP208")])
def test_what_is_left_out_counts(broken: Path, words: tuple[str, ...]) -> None:
    whole = run_here(broken, "review", *DAY)
    codes = {
        word for line in whole.stdout.splitlines() for word in line.replace(":", " ").split() if word.startswith("SKP3")
    }
    assert codes
    words = ("--ignore", ",".join(codes)) if words[0] == "--ignore" else words
    done = run_here(broken, "review", *words, *DAY)
    assert done.returncode == 1
    assert not any(": kesalahan" in line for line in done.stdout.splitlines())
    assert words[0] in done.stdout  # the report says what was asked for
    errors = re.findall("kesalahan: [0-9]+", whole.stdout)[-1]
    assert errors in done.stdout.splitlines()[-1]


def test_what_is_selected_is_listed(broken: Path) -> None:
    code, data = report(broken, "review", "--select", "SKP301", *DAY)
    _, whole = report(broken, "review", *DAY)
    assert code == 1
    assert {each["code"] for each in data["findings"]} <= {"SKP301"}
    assert len(data["findings"]) < len(whole["findings"]) or {each["code"] for each in whole["findings"]} == {"SKP301"}
    assert data["summary"] == whole["summary"]


def test_what_is_no_code_is_refused(office: Path) -> None:
    done = run_here(office, "check", "--ignore", "SKP999", *DAY)
    assert done.returncode == 2
    assert "SKP999" in done.stderr


def test_ci_knows_none_of_it(office: Path) -> None:
    assert run_here(office, "ci", "--ignore", "SKP208").returncode == 2
    assert run_here(office, "ci", "--quiet").returncode == 2


def test_what_the_calendar_says_of_many_months_is_one_sentence(office: Path) -> None:
    text = run_here(office, "check", BAGAS, *LATE).stdout
    _, data = report(office, "check", BAGAS, *LATE)
    months = [each for each in data["findings"] if each["code"] == "SKP208"]
    assert len(months) > 3
    lines = [line for line in text.splitlines() if line.startswith("    ") and "tidak ada DKI pada" in line]
    assert [line.partition(" (")[0].strip() for line in lines] == [
        "tidak ada DKI pada Februari, Maret",
        "tidak ada DKI pada Juni s.d. November",
    ]
    for each in months:
        assert each["fingerprint"][:8] in " ".join(lines)


def test_an_office_that_starts_late_is_asked_for_nothing_before(office: Path) -> None:
    """Twelve months of notes are no help to one that has just begun; what is due from then on is told."""
    owed = {"SKP201", "SKP207", "SKP208", "SKP222", "SKP224", "SKP226", "SKP228"}

    def notes(today: str) -> list[str]:
        _, data = report(office, "check", "--today", today)
        return [each["code"] for each in data["findings"] if each["code"] in owed]

    many = notes("2026-11-10")
    settings = office / "skpkit.yaml"
    settings.write_text(f"{settings.read_text()}mulai: 2026-11-02\n")
    assert len(many) > 10
    assert notes("2026-11-10") == []
    assert "SKP208" in notes("2026-12-20")  # the whole of November
