"""The pictures of how an office stands and of its site, as docs/status.md and docs/site.md show them.

    python docs/demo/pictures.py

They are taken of the demo's office, whose days and names are fixed. Each holds what it is of, by which a test sees
whether that is still so.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image
from PIL.PngImagePlugin import PngInfo

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

import skpkit  # noqa: E402 - run as a script, this folder alone is on the path
from skpkit.reports import STATUS, Report  # noqa: E402
from skpkit.reports._standing import StatusReport  # noqa: E402
from tests.support.browser import chromium, opened  # noqa: E402
from tests.support.outside import demo  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = PROJECT / "docs"
TODAY = date(2027, 1, 5)  # the year is over, and what it still owes is told
WHO = "Made Oka"
PAGE = "2026/made-oka-suryana-001.html"
# Each picture: what it is of, how wide, whether dark, and how high at most.
PICTURES = {
    "status/terminal.png": ("terminal.html", 1000, True, 900),
    "status/office-1280.png": ("status.html", 1280, False, 800),
    "status/office-390-dark.png": ("status.html", 390, True, 844),
    "site/home-1280.png": ("site/index.html", 1280, False, 800),
    "site/person-390-dark.png": (f"site/{PAGE}", 390, True, 1300),
    "site/person-1280.png": (f"site/{PAGE}", 1280, False, 1000),
    "site/search-390.png": ("site/cari.html", 390, False, 844),
}
COLOURS = 32
_COLOURED = re.compile(r"\x1b\[[0-9;]*m")
_LOOK = """
:root { color-scheme: dark } body { margin: 0; background: #14181d }
pre { margin: 0; padding: 14px 18px; color: #e4e7ea; font: 14px/1.4 "DejaVu Sans Mono", monospace; white-space: pre }
"""


def make(folder: Path) -> None:
    """Write all that pictures are taken of into a folder."""
    office = folder / "kantor"
    demo.build(office)
    whole = skpkit.status(office, rev="HEAD", today=TODAY)
    one = skpkit.status(office, rev="HEAD", today=TODAY, person=WHO)
    told = STATUS["text"](StatusReport(one, Report(one.verdict), 110, charts=True, whole=True))
    command = f'$ skpkit status --person "{WHO}" --all --today {TODAY}'
    shown = escape(f"{command}\n\n{_COLOURED.sub('', told)}")
    page = f"<!doctype html><meta charset=utf-8><title>status</title><style>{_LOOK}</style><pre>{shown}</pre>"
    (folder / "terminal.html").write_text(page, encoding="utf-8")
    (folder / "status.html").write_text(STATUS["html"](StatusReport(whole, Report(whole.verdict))), encoding="utf-8")
    skpkit.site(office, folder / "site", today=TODAY)


def told_by(page: Path) -> str:
    """What a picture of a page is of: its heads, or what a terminal shows."""
    found = re.findall(r"<(?:h1|h2|pre)[^>]*>(.*?)</(?:h1|h2|pre)>", page.read_text(encoding="utf-8"), re.DOTALL)
    return "\n".join(unescape(re.sub(r"<[^>]*>", "", each)) for each in found)


def _take(browser: Browser, folder: Path, name: str) -> None:
    page, width, dark, most = PICTURES[name]
    with opened(browser, folder / page, width=width, dark=dark) as shown:
        if page.endswith("cari.html"):
            shown.page.get_by_role("searchbox").fill("pelatihan")
        high = min(most, shown.page.evaluate("document.body.scrollHeight"))
        area = {"x": 0, "y": 0, "width": width, "height": high}
        shot = Image.open(BytesIO(shown.page.screenshot(full_page=True, clip=area)))  # type: ignore[arg-type]
    told = PngInfo()
    told.add_itxt("Description", told_by(folder / page))
    (DOCS / name).parent.mkdir(exist_ok=True)
    shot.convert("RGB").quantize(COLOURS).save(DOCS / name, optimize=True, pnginfo=told)


def main() -> None:
    """Take them all."""
    with TemporaryDirectory() as place, chromium() as browser:
        folder = Path(place)
        make(folder)
        for each in PICTURES:
            _take(browser, folder, each)


if __name__ == "__main__":
    main()
