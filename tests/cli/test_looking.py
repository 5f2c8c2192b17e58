"""Looking at a part of what was found, and at what the calendar says of many periods in one line."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from skpkit.reports import FORMS
from tests.support.command import COMMIT, DAY, git, report, run_here
from tests.support.edits import examples

LATE = ("--today", "2026-12-20")
OF_BAGAS = "199203172015021003"
BAGAS = f"records/2026/{OF_BAGAS}"


def wrong(office: Path) -> None:
    """Move a frozen target, which a rule tells that no setting can make less."""
    file = office / BAGAS / "skp.yaml"
    file.write_text(file.read_text().replace("{Q1: 5,", "{Q1: 6,"))


@pytest.fixture(scope="module")
def broken(whole_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with an error of a rule that is locked, which no test changes."""
    folder = tmp_path_factory.mktemp("salah") / "kantor"
    shutil.copytree(whole_office, folder)
    wrong(folder)
    return folder


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
    told = run_here(broken, "check", "--select", "SKP104", *DAY).stdout
    codes = set(re.findall(r": (?:kesalahan|peringatan|catatan) (SKP[0-9]+)", told))
    assert codes == {"SKP104"}
    assert told.splitlines()[-1] == run_here(broken, "check", *DAY).stdout.splitlines()[-1]
    nobody = run_here(broken, "review", "--select", "SKP208", *DAY).stdout.splitlines()[-1]
    assert nobody == run_here(broken, "review", *DAY).stdout.splitlines()[-1]
    assert "(Bagas Pratama)" in nobody  # whose records are refused is told all the same


@pytest.mark.parametrize("more", [{}, {"CI": "true"}, {"SKPKIT_IGNORE": "SKP301", "SKPKIT_SELECT": "SKP208"}], ids=str)
@pytest.mark.parametrize(
    "words",
    [
        ("--ignore", "SKP301"),
        ("--ignore=skp301, SKP303",),
        ("--ignore", "SKP301", "--ignore", "SKP104,SKP202,SKP303,SKP304,SKP305"),
        ("--select", "SKP208"),
        ("--select", "SKP208", "--ignore", "SKP208"),
        ("--quiet",),
        ("--quiet", "--ignore", "SKP301", "--format", "json"),
    ],
    ids=" ".join,
)
def test_no_spelling_passes_a_rule_that_is_locked(broken: Path, words: tuple[str, ...], more: dict[str, str]) -> None:
    done = run_here(broken, "review", *words, *DAY, **more)
    assert done.returncode == 1
    assert "Ditolak" in done.stdout


@pytest.mark.parametrize("form", [each for each, made in FORMS.items() if not made.looked_at])
def test_what_a_program_reads_leaves_no_error_out(broken: Path, form: str) -> None:
    """Its reader may know of no exit code: a gate that counts the failures of a file."""
    file = broken.parent / f"laporan.{form}"
    words = ("--ignore", "SKP301", "--select", "SKP208", "--format", form, "--report", f"{form}={file}", *DAY)
    done = run_here(broken, "review", *words)
    assert done.returncode == 1
    assert "SKP301" in done.stdout
    assert "SKP301" in file.read_text(encoding="utf-8")


def test_ways_beside_the_command_line_pass_nothing_either(office: Path) -> None:
    wrong(office)
    settings = office / "skpkit.yaml"
    text = settings.read_text()
    for more in ("tingkat: {SKP301: mati}", "ignore: [SKP301]", "quiet: true"):
        settings.write_text(f"{text}{more}\n")
        assert run_here(office, "review", "--quiet", *DAY).returncode != 0, more
    settings.write_text(text)
    git(office, "config", "skpkit.ignore", "SKP301")
    (office / "pyproject.toml").write_text('[tool.skpkit]\nignore = ["SKP301"]\n')
    assert run_here(office, "review", "--quiet", *DAY).returncode == 1


def test_what_is_no_code_is_refused(office: Path) -> None:
    done = run_here(office, "check", "--ignore", "SKP999", *DAY)
    assert done.returncode == 2
    assert "SKP999" in done.stderr


def test_ci_knows_none_of_it(office: Path) -> None:
    wrong(office)
    for words in ("--ignore SKP301", "--ignore=SKP301", "--select SKP208", "--quiet", "--ign SKP301", "-q"):
        assert run_here(office, "ci", *words.split()).returncode == 2, words
    git(office, "switch", "--quiet", "--create", "usul")
    git(office, *COMMIT)
    environment = {"CI": "true", "SKPKIT_IGNORE": "SKP301", "SKPKIT_SELECT": "SKP208", "SKPKIT_QUIET": "1"}
    done = run_here(office, "ci", "--base", "main", *DAY, **environment)
    assert (done.returncode, "SKP301" in done.stdout) == (1, True), done.stderr


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


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of ten whose SKP were set in January: these, their manuals and the dialogues that agreed on them."""
    folder = tmp_path_factory.mktemp("sepuluh")
    for path, content in examples().files.items():
        text = content.decode().partition("perubahan:")[0]
        made = {path: text} if "197805142003121002" in path or "/" not in path else {}
        if BAGAS in path:
            nips = [f"1992031720150211{nth:02}" for nth in range(9)]
            made = {path.replace(OF_BAGAS, each): text.replace(OF_BAGAS, each) for each in nips}
        for name, own in made.items():
            if "/dki/2026-04" not in name and "/dki/2026-05" not in name and "/evaluasi/" not in name:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(own, encoding="utf-8")
    return folder


def owed(office: Path, today: str) -> Counter[str]:
    """How many findings there are on a day, by code."""
    _, data = report(office, "check", "--today", today)
    return Counter(each["code"] for each in data["findings"])


def test_an_office_that_starts_in_november_sees_what_is_to_be_done_from_then_on(ten: Path) -> None:
    """Without a start it would be told of all that the year asked for before there was anything here."""
    before = owed(ten, "2026-11-10")
    assert before == {"SKP207": 20, "SKP208": 90, "SKP222": 1, "SKP224": 30, "SKP226": 20, "SKP228": 84}
    assert len(run_here(ten, "check", "--today", "2026-11-10").stdout.splitlines()) < sum(before.values())
    settings = ten / "skpkit.yaml"
    settings.write_text(f"{settings.read_text()}mulai: 2026-11-02\n")
    assert owed(ten, "2026-11-10") == {}
    assert run_here(ten, "check", "--quiet", "--today", "2026-11-10").stdout == ""
    assert owed(ten, "2026-12-01") == {"SKP208": 10}  # of November, most of which the office was there
    assert owed(ten, "2027-01-02") == {"SKP207": 10, "SKP208": 20}
    assert owed(ten, "2027-02-02") == {"SKP207": 10, "SKP208": 20, "SKP224": 10, "SKP228": 37}
    told = run_here(ten, "status", "--today", "2026-11-10").stdout
    assert "Tidak ada yang terlambat" in told
    ahead = run_here(ten, "status", "--all", "--today", "2026-11-10").stdout
    assert ahead.count("adakan dan laporkan DKI triwulan IV, paling lambat 31 Desember 2026") == 10
