"""A real browser without a window: Debian's Chromium, driven by Playwright; and axe-core, which finds barriers."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

AXE = Path(sys.prefix) / "node" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")


@dataclass
class Opened:
    """A page that a browser shows, and what it complained of."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """What axe-core finds that is serious; skips the test where it is not installed."""
        if not AXE.is_file():
            pytest.skip("no axe-core here: .ci/run installs it from npm")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run()")
        grave = [each for each in found["violations"] if each["impact"] in SERIOUS]
        return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in grave]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; skips the test where the machine has none."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no Chromium here: .ci/run installs it from Debian's packages")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, page: Path, *, width: int = 1280, dark: bool = False) -> Iterator[Opened]:
    """A file in the browser; what it complains of or asks for is kept."""
    scheme: Literal["dark", "light"] = "dark" if dark else "light"
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    shown = Opened(context.new_page())

    def said(message: ConsoleMessage) -> None:
        shown.complaints.append(message.text)

    shown.page.on("console", said)
    shown.page.on("pageerror", lambda error: shown.complaints.append(str(error)))
    shown.page.on("dialog", lambda dialog: shown.complaints.append(dialog.message))
    shown.page.on("request", lambda asked: shown.complaints.append(asked.url) if asked.url != page.as_uri() else None)
    shown.page.goto(page.as_uri())
    yield shown
    context.close()
