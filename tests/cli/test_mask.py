"""Where a run hides who people are: as it is told, else as the settings say, else in a CI."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import COMMIT, DAY, git, put, run_here, target

NAME, NIP = "Bagas Pratama", "199203172015021003"
REVIEW = ("review", "main", *DAY)
CI = {"CI": "true"}


@pytest.fixture
def changed(office: Path) -> Path:
    """A repository in which somebody's target was changed."""
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    return office


def test_a_ci_hides_what_it_shows_and_not_what_is_fetched(changed: Path) -> None:
    files = {style: changed / f"report.{style}" for style in ("json", "gitlab", "text")}
    wanted = [f"--report={style}={file}" for style, file in files.items()]
    done = run_here(changed, *REVIEW, "--lang", "en", *wanted, **CI)
    assert "\nB. P. (…003), 2026\nrecords/2026/…003/skp.yaml:44:24: error SKP301" in done.stdout
    assert NAME not in done.stdout
    assert NIP not in done.stdout
    shown = json.loads(files["gitlab"].read_text(encoding="utf-8"))
    assert {each["location"]["path"].split("/")[2] for each in shown} == {NIP}
    assert not any(NIP in each["description"] or NAME in each["description"] for each in shown)
    assert NAME in files["text"].read_text(encoding="utf-8")
    whole = json.loads(files["json"].read_text(encoding="utf-8"))
    masked = json.loads(run_here(changed, *REVIEW, "--mask", "--format", "json").stdout)
    assert [each["fingerprint"] for each in masked["findings"]] == [each["fingerprint"] for each in whole["findings"]]


@pytest.mark.parametrize(
    ("setting", "words", "place", "hidden"),
    [
        ("", ["--no-mask"], CI, False),
        ("", ["--format", "text"], {"CI": "false", "GITLAB_CI": "true"}, True),
        ("samarkan: false", ["--format", "text"], CI, False),
        ("samarkan: true", [], {}, True),
        ("samarkan: true", ["--mask", "--no-mask"], CI, False),
    ],
)
def test_who_decides_whether_names_are_hidden(
    office: Path, setting: str, words: list[str], place: dict[str, str], hidden: bool
) -> None:
    with (office / "skpkit.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"{setting}\n")
    (office / f"records/2026/{NIP}/iki/1b-N.yaml").unlink()
    done = run_here(office, "check", f"records/2026/{NIP}", *DAY, *words, **place)
    assert done.returncode == 1
    assert (NAME in done.stdout) is not hidden
    assert (NIP in done.stdout) is not hidden


def test_a_range_does_not_lift_the_mask_of_its_own_audit(changed: Path) -> None:
    with (changed / "skpkit.yaml").open("a", encoding="utf-8") as settings:
        settings.write("samarkan: false\n")
    git(changed, *COMMIT)
    done = run_here(changed, "audit", "HEAD^..HEAD", *DAY, "--format", "text", **CI)
    assert NAME not in done.stdout
    assert "B. P. (…003)" in done.stdout


def test_an_error_in_a_ci_tells_no_nip(office: Path) -> None:
    git(office, "rm", "-r", "--quiet", f"records/2026/{NIP}")
    words = ("check", f"records/2025/{NIP}", *DAY, "--lang", "en")
    assert f"no record lies at records/2025/{NIP};" in run_here(office, *words).stderr
    done = run_here(office, *words, **CI)
    assert done.returncode == 3
    assert "no record lies at records/2025/…003;" in done.stderr
    assert NIP not in run_here(office, "check", "--rev", NIP, f"--{NIP}", **CI).stderr
    done = run_here(office, "check", *DAY, "--lang", "en", f"--report=json=skpkit.yaml/{NIP}", **CI)
    assert "could not be written" in done.stderr
    assert NIP not in done.stderr


def test_whom_one_side_of_a_conflict_names_alone_is_hidden(office: Path) -> None:
    record = office / f"records/2026/{NIP}/skp.yaml"
    text = record.read_text(encoding="utf-8")
    for branch, name in (("usulan", "Joko Susilo"), ("main", "Wening Astuti")):
        git(office, "checkout", "--quiet", *(["-b"] if branch == "usulan" else []), branch)
        record.write_text(text.replace("Ratna Wulandari", name), encoding="utf-8")
        git(office, *COMMIT)
    told = run_here(office, "review", "main...usulan", *DAY, "--lang", "en", **CI).stdout
    assert "was “R. W.”; in main it is “W. A.” by now, and usulan asks for “J. S.”" in told.replace(" (…002)", "")
    assert "Wening" not in told
    assert "Astuti" not in told
