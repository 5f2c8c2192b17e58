"""`skpkit status` as an office uses it: what is late, what was reached, who must sign; in every form, and for nobody
who may not know."""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook

from tests.support.command import DAY, put, report, run, run_here
from tests.support.gitrepo import photograph
from tests.support.places import PROJECT

SCHEMA = json.loads((PROJECT / "schemas" / "v1" / "status.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
NAMES = ("Bagas", "Wulandari", "Permadi", "Anggraini")
BAGAS = "199203172015021003"
LATE = ("--today", "2026-12-01")


def data(folder: Path, *words: str) -> dict[str, Any]:
    """What it tells other programs, which must be as published."""
    done = run_here(folder, "status", "--format", "json", *(words or DAY))
    assert (done.returncode, done.stderr) == (0, "")
    told: dict[str, Any] = json.loads(done.stdout)
    VALIDATOR.validate(told)
    return told


def test_an_employee_sees_what_is_reached_and_what_the_next_quarter_needs(office: Path) -> None:
    done = run_here(office, "status", "--person", "bagas", *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Bagas Pratama, 2026" in done.stdout
    line = next(each for each in done.stdout.splitlines() if each.strip().startswith("1b-N"))
    assert "Q1 6/5" in line
    assert "120% s.d. 31 Maret 2026" in line
    assert "triwulan II: paling sedikit 9 agar mencapai 15" in line
    assert "▇" not in done.stdout


def test_an_office_sees_the_worst_first_and_how_to_see_more(office: Path) -> None:
    done = run_here(office, "status", *LATE)
    assert done.returncode == 0
    assert "--person NAMA" in done.stdout
    told = data(office, *LATE)
    first = told["people"][0]
    assert first["late"]
    assert done.stdout.index(first["name"]) < done.stdout.index(told["people"][-1]["name"])
    assert "Maret s.d. November" in done.stdout or "s.d." in done.stdout


def test_it_is_told_as_published_and_the_same_every_time(office: Path) -> None:
    told = data(office, *LATE)
    assert told == data(office, *LATE)
    assert (told["state"], told["today"], told["years"]) == ("worktree", "2026-12-01", [2026])
    assert told["day"] == {"date": told["today"], "source": told["today_from"]}
    assert told["day"] == report(office, "check", *LATE)[1]["day"]
    assert told["whole"]["people"] == len(told["people"]) == 4
    assert sum(each["late"] for each in told["units"]) == told["whole"]["late"] > 0
    assert data(office, *LATE, "--rev", "HEAD")["people"] == told["people"]


def test_what_is_late_is_what_a_check_finds(office: Path) -> None:
    late = [task for person in data(office, *LATE)["people"] for task in person["late"] if task["code"]]
    done = run_here(office, "check", "--format", "json", *LATE)
    found = {each["fingerprint"] for each in json.loads(done.stdout)["findings"]}
    assert late
    assert {each["fingerprint"] for each in late} <= found


def test_what_is_late_says_by_when_it_was_due(office: Path) -> None:
    late = [task for each in data(office, *LATE)["people"] for task in each["late"] if task["period"] == "Q2"]
    days = {(task["duty"], task["day"]) for task in late if task["duty"] in ("realisation", "feedback", "report")}
    assert ("realisation", "2026-07-30") in days
    assert days <= {("realisation", "2026-07-30"), ("feedback", "2026-07-30"), ("report", "2026-06-30")}
    done = run_here(office, "status", "--all", *LATE)
    assert "untuk triwulan II belum dicatat; batas waktunya 30 Juli 2026" in done.stdout
    page = run_here(office, "status", "--format", "html", *LATE).stdout
    assert re.search('batas waktunya 30 Juli 2026 <b class="badge warning">terlambat</b>', page)
    assert '<b class="badge info">' not in page


def test_an_approval_that_is_awaited_is_told_once_and_is_no_fault(office: Path) -> None:
    done = run_here(
        office,
        "adendum",
        BAGAS,
        *DAY,
        "--target",
        "1b-N",
        "Q4=6",
        "--alasan",
        "Bertambah",
        "--dialog-baru",
        "--lang",
        "id",
    )
    assert done.returncode == 0, done.stderr
    page = run_here(office, "status", "--person", "bagas", "--format", "html", *DAY).stdout
    assert '<header class="heed">' in page
    assert "Temuan lain dari pemeriksaan" not in page
    assert "Persetujuan yang ditunggu: 2" in page


def test_work_that_is_told_in_words_counts_its_periods_and_numbers_say_how_many_are_measured(office: Path) -> None:
    done = run_here(office, "status", "--all", *DAY)
    words = next(each for each in data(office)["people"] if each["dossier"].endswith("199611102024212003"))
    told = [one["value"] for plan in words["skps"] for each in plan["indicators"] for one in each["periods"]]
    assert f"kualitatif: {sum(each is not None for each in told)} dari {len(told)} periode terisi" in done.stdout
    assert "/–" not in done.stdout
    assert "yang terukur (" in done.stdout
    assert "(makin rendah makin baik)" in done.stdout


def test_files_are_written_beside_it_and_nothing_else(office: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    out, before = tmp_path_factory.mktemp("keluaran"), photograph(office)
    files = {style: out / f"status.{style}" for style in ("html", "xlsx", "json", "text")}
    words = [word for style, file in files.items() for word in ("--report", f"{style}={file}")]
    done = run_here(office, "status", *LATE, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert photograph(office) == before
    assert files["text"].read_text(encoding="utf-8") == done.stdout
    assert files["html"].read_text(encoding="utf-8").startswith("<!doctype html>")
    book = load_workbook(BytesIO(files["xlsx"].read_bytes()))
    assert len(book.worksheets) == 4
    assert book.worksheets[1].max_row == 5
    summary, *lists = ([*each.iter_rows(values_only=True)] for each in book.worksheets)
    assert [each[1] for each in lists[0]][:1] == [each[1] for each in lists[1]][:1] == ["Unit"]
    heads = next(each for each in summary if each[0] == "Unit")
    assert heads[-2:] == ("IKI sesuai target", "IKI dengan capaian")
    days = [each for each in (row[5] for row in lists[1][1:]) if each]
    assert days
    assert all(isinstance(each, datetime) for each in days)
    broken = [cell for row in book.worksheets[3].iter_rows() for cell in row if isinstance(cell.value, float)]
    assert {cell.number_format for cell in broken} == {"#,##0.00"}
    tall = book.worksheets[2].row_dimensions
    assert [nth for nth in range(2, 6) if (tall[nth].height or 15) > 15]
    assert book.worksheets[2].max_row > 5
    again = out / "lagi.xlsx"
    run_here(office, "status", *LATE, "--report", f"xlsx={again}")
    assert again.read_bytes() == files["xlsx"].read_bytes()


def test_masked_it_names_nobody(office: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("samar")
    files = [out / f"status.{style}" for style in ("html", "xlsx", "text")]
    words = [word for file in files for word in ("--report", f"{file.suffix[1:]}={file}")]
    printed = run_here(office, "status", "--mask", "--all", *LATE, *words).stdout
    book = load_workbook(BytesIO(files[1].read_bytes()))
    cells = " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    for text in (printed, cells, files[0].read_text(encoding="utf-8")):
        assert not [each for each in NAMES if each in text]
        assert "199203172015021003" not in text
        assert "B. P. (…003), 2026" in text


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--unit", "KPPN Contoh"), 0),
        (("--quarter", "q2"), 0),
        (("--quarter", "TW III"), 0),
        (("--quarter", "triwulan 3"), 0),
        (("--quarter", "3"), 0),
        (("--quarter", "Juni"), 2),
        (("--year", "2026"), 0),
        (("--year", "2024"), 3),
        (("--unit", "tidak ada"), 3),
        (("--person", "tidak ada"), 3),
        (("--rev", "tidak-ada"), 3),
        (("--rev", ""), 2),
        (("--quarter", "Q5"), 2),
        (("--format", "xlsx"), 2),
        (("--report", "xlsx=records/x.xlsx"), 2),
    ],
)
def test_exit_codes(office: Path, words: tuple[str, ...], code: int) -> None:
    done = run_here(office, "status", *DAY, *words)
    assert done.returncode == code
    assert bool(done.stderr) == (code != 0) == (not done.stdout)


def test_an_sdm_of_a_hostile_record_gets_an_inert_page(office: Path) -> None:
    hostile = "<script>alert(1)</script>"
    put(office, [{"file": "bagas/skp.yaml", "replace": {"nama: Bagas Pratama": f'nama: "{hostile}"'}}])
    page = run_here(office, "status", "--format", "html", *DAY).stdout
    assert hostile not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\x1b" not in run_here(office, "status", "--all", *DAY).stdout


def test_where_nothing_was_begun_it_says_how_to_begin(tmp_path: Path) -> None:
    done = run(tmp_path, "status", *DAY)
    assert (done.returncode, done.stdout) == (3, "")
    assert "skpkit init" in done.stderr


def test_where_nothing_but_settings_is_there_the_head_names_the_year(office: Path) -> None:
    shutil.rmtree(office / "records")
    (office / "records/2026").mkdir(parents=True)
    (office / "records/2026/.gitkeep").touch()
    done = run_here(office, "status", *DAY)
    assert "Keadaan kinerja 2026: " in done.stdout, done.stdout + done.stderr


def test_a_record_that_cannot_be_read_is_told_and_the_others_are(office: Path) -> None:
    put(office, [{"file": "bagas/dki/2026-05-08.yaml", "write": "jenis: dki\n\tversi: 1\n"}])
    told = data(office)
    first = told["people"][0]
    assert (first["dossier"], first["unread"]) == ("2026/199203172015021003", ["dki/2026-05-08.yaml"])
    assert "dki/2026-05-08.yaml" in run_here(office, "status", *DAY).stdout


def test_a_folder_without_git_does_as_well(office: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("polos")
    shutil.copytree(office / "records", folder / "records")
    told = data(folder)
    assert told["state"] == "folder"
    assert told["people"] == data(office)["people"]
