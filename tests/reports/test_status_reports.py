"""How an office stands, in each form: a terminal with charts, a page in a real browser, and an office of many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from skpkit.findings import Day
from skpkit.judge.office import Office
from skpkit.judge.overview import Asked, Overview, overview_of
from skpkit.reports import STATUS, Report
from skpkit.reports._reached import periods_in_words
from skpkit.reports._standing import StatusReport, person_view
from skpkit.reports.status_text import MOST, WORST
from tests.support.browser import chromium, opened
from tests.support.edits import edited, examples
from tests.support.memory import MemoryTree
from tests.support.reviewed import BAGAS, HOSTILE, TODAY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

COUNT = 30


@cache
def overview(kind: str) -> Overview:
    """The examples, those with hostile texts, or an office of many, each fourth with something late."""
    if kind == "many":
        files = dict[str, bytes]()
        for nth in range(COUNT):
            nip, name = f"199203172015021{nth + 100}", f"Pegawai Nomor {nth + 1}"
            for path, content in examples().files.items():
                if BAGAS in path and (nth % 4 or "dki/2026-04-07" not in path):
                    text = content.decode().replace(BAGAS, nip).replace("Bagas Pratama", name)
                    files[path.replace(f"2026/{BAGAS}", f"2026/seksi-{nth % 3}/{nip}")] = text.encode()
        tree = MemoryTree(files)
    elif kind == "hostile":
        quoted = "'" + HOSTILE.replace("'", "''").replace("\u202e", "") + "'"
        texts = {
            "nama: Bagas Pratama": f"nama: {quoted}",
            "nama: Jumlah satuan kerja yang dibina": f"nama: {quoted}",
            "jabatan: Pelaksana Seksi Pencairan Dana": f"jabatan: {quoted}",
        }
        tree = edited(examples(), [{"file": "bagas/skp.yaml", "replace": texts}])
    else:
        tree = examples()
    return replace(overview_of(Office(tree), TODAY, Asked()), day=Day(TODAY, "--today"))


def told(kind: str, style: str = "text", lang: str = "id", **more: object) -> str:
    """An overview in a form."""
    found = overview(kind)
    return STATUS[style](StatusReport(found, Report(found.verdict, lang), **more))  # type: ignore[arg-type]


# --- a terminal ----------------------------------------------------------------------------------------------


def test_an_office_of_many_is_readable() -> None:
    lines = told("many").splitlines()
    late = [each for each in overview("many").persons if each.late]
    assert 0 < len(late) < COUNT
    assert len(lines) < 3 * COUNT + WORST * (MOST + 3)
    assert all(len(each) < 400 for each in lines)
    assert "seksi-0" in "\n".join(lines)


def test_nobody_vanishes_from_a_list_that_is_too_long() -> None:
    found = overview("many")
    late = next(each for each in found.persons if each.late)
    more = replace(found, persons=(late,) * (WORST + 2))
    assert "2 pegawai lain" in STATUS["text"](StatusReport(more, Report(found.verdict, "id")))
    assert "pegawai lain" not in STATUS["text"](
        StatusReport(replace(more, persons=(late,) * WORST), Report(found.verdict, "id"))
    )


def shown_width(line: str) -> int:
    """How wide a line is on a terminal."""
    return len(re.sub(r"\x1b\[[0-9;]*m", "", line))


def test_charts_stand_only_where_a_terminal_shows_them() -> None:
    assert not set("▁▂▃▄▅▆▇█") & set(told("examples", whole=True))
    drawn = told("examples", whole=True, width=160, charts=True)
    assert "█" in drawn
    assert "·" in drawn
    assert max(map(shown_width, drawn.splitlines())) <= 160
    narrow = told("examples", whole=True, width=60, charts=True)
    assert max(map(shown_width, narrow.splitlines())) <= 60


@pytest.mark.parametrize("lang", ["id", "en"])
def test_hostile_texts_are_inert(lang: str) -> None:
    text = told("hostile", lang=lang, whole=True)
    assert "\x1b" not in text
    assert not [each for each in text.splitlines() if each.lstrip().startswith(("::", "##["))]
    page = told("hostile", "html", lang)
    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        (["B02"], "Februari"),
        (["B03", "B02"], "Februari, Maret"),
        (["B02", "B03", "B04", "B07"], "Februari s.d. April, Juli"),
        (["Q1", "Q2", "Q3"], "triwulan I s.d. triwulan III"),
        (["S1", "S2", "Y"], "semester I, semester II, setahun"),
    ],
)
def test_periods_in_a_row_are_told_together(periods: list[str], said: str) -> None:
    found = overview("examples")
    assert periods_in_words(Report(found.verdict, "id"), periods) == said


def test_a_person_in_order_has_no_badge_of_fault() -> None:
    found = overview("many")
    views = [person_view(StatusReport(found, Report(found.verdict, "en")), each) for each in found.persons]
    assert [each.is_in_order for each in found.persons] == [each.state == "good" for each in views]


# --- a page --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser, once for this module."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of each overview as a file."""
    folder = tmp_path_factory.mktemp("pages")
    files = {kind: folder / f"{kind}.html" for kind in ("examples", "hostile", "many")}
    for kind, file in files.items():
        file.write_text(told(kind, "html"), encoding="utf-8")
    return files


def test_a_page_is_quiet_fits_a_phone_and_shuts_nobody_out(browser: Browser, pages: dict[str, Path]) -> None:
    for kind, dark in (("examples", False), ("examples", True), ("hostile", False), ("many", True)):
        with opened(browser, pages[kind], width=390, dark=dark) as shown:
            assert shown.complaints == [], kind
            assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390, kind
            if kind != "hostile":
                assert shown.faults() == [], (kind, dark)


def test_units_are_cards_on_a_phone_and_signs_are_printed_as_they_are(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["many"], width=390) as shown:
        page = shown.page
        assert page.locator(".units thead").bounding_box()["width"] <= 1  # type: ignore[index]
        cell = page.locator(".units td").nth(1)
        assert cell.evaluate("each => getComputedStyle(each, '::before').content.includes('Beres')")
        page.emulate_media(media="print")
        assert page.locator(".key").first.evaluate("each => getComputedStyle(each).printColorAdjust") == "exact"


def test_people_are_found_by_name_unit_and_what_is_to_be_done(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["many"]) as shown:
        page = shown.page
        persons = page.locator(".person:visible")
        assert persons.count() == COUNT
        page.locator("#filter summary").click()
        page.get_by_label("Pegawai").fill("nomor 7")
        assert persons.count() == 1
        page.locator("button[type=reset]").click()
        page.wait_for_function("document.getElementById('shown').textContent === ''")
        page.locator("#unit").select_option("seksi-1")
        assert persons.count() == COUNT / 3
        page.locator("#unit").select_option("")
        page.locator("#todo").check()
        assert persons.count() == sum(not each.is_in_order for each in overview("many").persons)


def test_people_fold_and_unfold_by_keyboard_and_stand_open_on_paper(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["many"]) as shown:
        page = shown.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#persons"
        last = page.locator(".fold").last
        assert not last.evaluate("fold => fold.open")
        last.locator("> summary").focus()
        page.keyboard.press("Enter")
        assert last.evaluate("fold => fold.open")
        page.locator("#filter summary").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Tutup semua").press("Enter")
        assert page.locator(".fold[open]").count() == 0
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator(".fold:not([open])").count() == 0
