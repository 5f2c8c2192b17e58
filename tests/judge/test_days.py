"""The day: what it decides, where it comes from, and what a date that somebody wrote cannot do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import skpkit
from skpkit.judge.engine import check
from skpkit.judge.frozen import table_of
from skpkit.judge.office import Office
from skpkit.judge.review import review
from tests.support.command import COMMIT, DAY, git, put, report, run
from tests.support.edits import PEOPLE, examples
from tests.support.memory import MemoryTree

MARCH = {"file": "bagas/dki/2026-03-03.yaml", "realisasi": []}
LATE = ("--today", "2026-09-01")


def codes(found: dict[str, list[dict[str, str]]]) -> list[str]:
    """The rules that found something."""
    return [each["code"] for each in found["findings"] if each["severity"] != "info"]


def commit(office: Path) -> None:
    """All that lies there in a commit, of 10 June."""
    git(office, "add", ".")
    git(office, *COMMIT)


def test_a_record_that_comes_in_late_is_told_and_a_restored_one_is_not(office: Path) -> None:
    put(office, [MARCH])
    assert codes(report(office, "review", "main", *DAY)[1]) == ["SKP319"]
    commit(office)
    (office / PEOPLE["bagas"] / "dki/2026-03-03.yaml").unlink()
    commit(office)
    put(office, [MARCH])
    assert codes(report(office, "review", "main", *DAY)[1]) == []


def test_what_a_branch_held_on_its_way_or_lay_elsewhere_has_not_landed_as_a_record(office: Path) -> None:
    git(office, "checkout", "--quiet", "-b", "detour")
    put(office, [MARCH])
    commit(office)
    record = office / PEOPLE["bagas"] / "dki/2026-03-03.yaml"
    content = record.read_bytes()
    record.unlink()
    (office / "notes.txt").write_bytes(content)
    (office / PEOPLE["ratna"] / "dki/2026-03-03.yaml").write_bytes(content)
    commit(office)
    git(office, "checkout", "--quiet", "main")
    git(office, "merge", "--quiet", "--no-ff", "--message", "Gabung", "detour")
    record.write_bytes(content)
    assert codes(report(office, "review", "main", *DAY)[1]) == ["SKP319"]


def test_a_restored_record_of_a_dossier_that_moved_to_another_unit_is_not_late(office: Path) -> None:
    put(office, [MARCH])
    commit(office)
    (office / PEOPLE["bagas"] / "dki/2026-03-03.yaml").unlink()
    commit(office)
    moved = office / "records/2026/seksi" / Path(PEOPLE["bagas"]).name
    moved.parent.mkdir()
    (office / PEOPLE["bagas"]).rename(moved)
    commit(office)
    git(office, "checkout", "--quiet", "HEAD~2", "--", f"{PEOPLE['bagas']}/dki/2026-03-03.yaml")
    (office / PEOPLE["bagas"] / "dki/2026-03-03.yaml").rename(moved / "dki/2026-03-03.yaml")
    assert codes(report(office, "review", "main", *DAY)[1]) == []


def test_what_landed_is_held_to_the_day_on_which_it_came_in(office: Path) -> None:
    put(office, [{"file": "bagas/dki/2026-06-08.yaml", "realisasi": []}])
    commit(office)
    git(office, "branch", "proposal")
    put(office, [{"file": "bagas/dki/2026-06-08.yaml", "realisasi": []}, MARCH])
    commit(office)
    for words in ((), ("--each-commit",)):
        found = report(office, "review", "HEAD~2..HEAD", *words, *LATE)[1]
        told = [each for each in found["findings"] if each["code"] == "SKP319"]
        assert len(told) == 1, "the dialogue of June came in two days later"
        assert "10 Juni 2026" in told[0]["message"]
    proposed = report(office, "review", "HEAD~2...proposal", *LATE)[1]
    assert "1 September 2026" in next(each["message"] for each in proposed["findings"] if each["code"] == "SKP319")


def test_the_first_records_may_be_old_and_one_note_says_so(office: Path) -> None:
    git(office, "checkout", "--quiet", "--orphan", "empty")
    git(office, "rm", "--quiet", "-r", "--cached", "records")
    (office / "README").write_text("Rekaman", encoding="utf-8")
    git(office, "add", "README")
    git(office, "commit", "--quiet", "--message", "Kosong")
    code, found = report(office, "review", "empty..main", *DAY)
    assert (code, codes(found)) == (0, [])
    assert [each["code"] for each in found["notes"]].count("SKP319") == 1


def test_dates_before_the_start_are_one_note(office: Path) -> None:
    with (office / "skpkit.yaml").open("a", encoding="utf-8") as settings:
        settings.write("mulai: 2026-04-01\n")
    git(office, *COMMIT)
    kept = (office / "skpkit.yaml").read_bytes()
    put(office, [MARCH, {"file": "ratna/dki/2026-03-03.yaml", "realisasi": []}])
    (office / "skpkit.yaml").write_bytes(kept)
    code, found = report(office, "review", "main", *DAY)
    assert (code, codes(found)) == (0, [])
    (told,) = [each["message"] for each in found["notes"] if each["code"] == "SKP319"]
    assert "sebelum 1 April 2026" in told
    assert any("`mulai`" in each["message"] for each in found["notes"] if not each["code"])


def test_every_report_tells_the_day_and_where_it_comes_from(office: Path) -> None:
    told = "Dinilai menurut keadaan 15 Juni 2026 (hari yang ditentukan)"
    assert told in run(office, "check", *DAY).stdout.splitlines()[1]
    assert told in run(office, "review", "main", *DAY).stdout.splitlines()[1]
    assert told in run(office, "check", "--format", "github", *DAY).stdout
    assert "15 Juni 2026 (--today)" in run(office, "frozen", f"{PEOPLE['bagas']}/skp.yaml", *DAY).stdout
    assert "zona waktu Asia/Jayapura)" in run(office, "check").stdout.splitlines()[1]
    assert skpkit.frozen(office, PEOPLE["bagas"]).day_source == "Asia/Jayapura"


@pytest.mark.parametrize("end", [date.min, date.max])
@pytest.mark.parametrize("written", ["", "1000-01-01", "2999-12-31"])
def test_the_calendar_ends_without_a_word(end: date, written: str) -> None:
    before = examples()
    texts = {path: content.decode() for path, content in before.files.items()}
    if written:
        texts = {path: re.sub(r"\b2026-\d\d-\d\d\b", written, text) for path, text in texts.items()}
    after = MemoryTree(dict(texts.items()))
    check(Office(after), end)
    review(Office(before), Office(after), end)
    review(Office(after), Office(before), end)
    table_of(Office(after), PEOPLE["bagas"], end)
