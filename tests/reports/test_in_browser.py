"""The HTML page in a real browser: quiet, for keyboard, phone and both themes, and nothing of a record runs in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from skpkit.reports import VERDICT, Report
from tests.support.browser import chromium, opened
from tests.support.reviewed import hostile, many, mixed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VERDICTS = {"mixed": mixed, "hostile": hostile, "many": many}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser, once for this module."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of each verdict as a file."""
    folder = tmp_path_factory.mktemp("pages")
    found = {name: folder / f"{name}.html" for name in VERDICTS}
    for name, verdict in VERDICTS.items():
        found[name].write_text(VERDICT["html"](Report(verdict(), "id")), encoding="utf-8")
    return found


def test_a_page_is_quiet_fits_a_phone_and_shuts_nobody_out(browser: Browser, pages: dict[str, Path]) -> None:
    for name, dark in (("mixed", False), ("mixed", True), ("hostile", False), ("many", True)):
        with opened(browser, pages[name], width=390, dark=dark) as shown:
            assert shown.complaints == [], name
            assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390, name
            if name == "mixed":  # it has all that a page has
                assert shown.faults() == [], dark


def test_the_verdict_the_person_and_the_first_change_stand_above_the_fold(
    browser: Browser, pages: dict[str, Path]
) -> None:
    for name, dark in (("mixed", False), ("mixed", True), ("many", False)):
        with opened(browser, pages[name], width=390, dark=dark) as shown:
            for what in ("h1", ".person h2", ".rows tbody td"):
                box = shown.page.locator(what).first.bounding_box()
                assert box
                assert box["y"] + box["height"] <= 844, (name, what)


def shown_persons(page: Page) -> int:
    """How many persons are to be seen."""
    return page.locator(".person:visible").count()


def test_the_filter_narrows_by_person_rule_and_severity(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["many"]) as shown:
        page = shown.page
        assert shown_persons(page) == 12
        page.locator("#filter summary").click()
        page.get_by_label("Pegawai").fill("nomor 7")
        assert shown_persons(page) == 1
        assert page.get_by_role("status").inner_text().startswith("1 ")
        page.locator("button[type=reset]").click()
        page.wait_for_function("document.getElementById('shown').textContent === ''")
        assert shown_persons(page) == 12
        page.locator("#rule").select_option("SKP301")
        assert shown_persons(page) == 3
        assert {each.get_attribute("data-rule") for each in page.locator(".finding:visible").all()} == {"SKP301"}
        page.locator("#rule").select_option("")
        page.get_by_role("checkbox", name="kesalahan").check()
        assert shown_persons(page) == 3


def test_persons_fold_and_unfold_by_keyboard(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["many"]) as shown:
        page = shown.page
        last = page.locator(".fold").last
        assert not last.evaluate("fold => fold.open")
        last.locator("> summary").focus()
        page.keyboard.press("Enter")
        assert last.evaluate("fold => fold.open")
        page.keyboard.press("Space")
        assert not last.evaluate("fold => fold.open")
        page.locator("#filter summary").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Buka semua").press("Enter")
        assert page.locator(".fold:not([open])").count() == 0
        page.get_by_role("button", name="Tutup semua").press("Enter")
        assert page.locator(".fold[open]").count() == 0


def test_the_first_stop_of_the_keyboard_leads_to_the_dossiers(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["mixed"]) as shown:
        shown.page.keyboard.press("Tab")
        assert shown.page.evaluate("document.activeElement.getAttribute('href')") == "#persons"


def test_on_paper_nothing_is_folded(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["many"]) as shown:
        shown.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert shown.page.locator(".fold:not([open])").count() == 0
        shown.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert shown.page.locator(".fold:not([open])").count() > 0


def test_a_script_that_a_record_could_bring_would_not_run(browser: Browser, pages: dict[str, Path]) -> None:
    """Even where a text became an element, the policy of the page keeps it from running."""
    with opened(browser, pages["hostile"]) as shown:
        shown.page.evaluate(
            "() => { const made = document.createElement('script'); made.textContent = 'window.ran = 1';"
            " document.body.append(made); document.body.insertAdjacentHTML('beforeend',"
            " '<img src=x onerror=\"window.ran = 1\">'); }"
        )
        assert shown.page.evaluate("window.ran") is None
        assert any("Content Security Policy" in each for each in shown.complaints)
