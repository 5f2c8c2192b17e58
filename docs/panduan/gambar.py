"""The pictures of `excel.md`: the template as Excel shows it, and what an import tells.

    python docs/panduan/gambar.py

Both are drawn of what skpkit writes; each picture holds its text, by which a test sees whether it is still true.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from PIL import Image
from PIL.PngImagePlugin import PngInfo

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

from tests.support.browser import chromium  # noqa: E402 - run as a script, this folder alone is on the path
from tests.support.command import run_here  # noqa: E402
from tests.support.workbooks import cell, edited  # noqa: E402

FOLDER = Path(__file__).parent / "gambar"
TODAY = ("--today", "2026-06-15")
INIT = ("init", "--instansi", "Kementerian Keuangan", "--unit", "KPPN Contoh", "--yes")
SHOWN = ("Keterangan", "Tahun", "NIP", "Kode RHK", "Kode IKI", "Nama IKI", "Aspek", "Satuan", "Target Q1", "Target Q2")
FILE = "isian-2026.xlsx"

_LOOK = """
body {margin: 0; background: #fff; font: 13px "Liberation Sans", Arial, sans-serif}
table {border-collapse: collapse; margin: 12px}
td, th {border: 1px solid #c9c9c9; padding: 3px 7px; text-align: left; vertical-align: top; height: 17px}
th {background: #e8e8e8; color: #444; font-weight: normal; text-align: center}
td.needed {background: #1f4e79; color: #fff; font-weight: bold}
td.free {background: #7f7f7f; color: #fff; font-weight: bold}
td.example {color: #7f7f7f; font-style: italic}
td.open {outline: 2px solid #217346; position: relative}
ul {position: absolute; left: -2px; top: 24px; margin: 0; padding: 2px 0; width: 118px; list-style: none;
    background: #fff; border: 1px solid #888; color: #000; font-style: normal; z-index: 1}
li {padding: 2px 7px} li:first-child {background: #cce4d6}
pre {margin: 0; padding: 14px 18px; background: #14181d; color: #e4e7ea; width: 1000px; white-space: pre-wrap;
     font: 14px/1.45 "DejaVu Sans Mono", monospace} pre div {padding-left: 4ch; text-indent: -4ch}
pre b {color: #8fd19e; font-weight: normal}
"""


def made_rows(book: Any) -> None:
    """Make rows of the examples."""
    for sheet in book:
        if sheet.cell(1, 1).value == "Keterangan":
            for row in range(2, sheet.max_row + 1):
                sheet.cell(row, 1).value = None


def spoil(book: Any) -> None:
    """Make rows of the examples, with three slips as people make them."""
    made_rows(book)
    cell(book["SKP"], "NIP", 2).value = 1.99203172015021e17
    cell(book["IKI"], "Target Q1", 2).value = "sembilan puluh"
    cell(book["Dialog"], "Tanggal dialog", 2).value = "31/04/2026"


def template_text(template: Path) -> list[list[str]]:
    """What the picture of the template shows: heads, a row of examples, and the choices of the column Aspek."""
    book = load_workbook(template)
    sheet = book["IKI"]
    heads, example = ([str(cell(sheet, each, row).value or "") for each in SHOWN] for row in (1, 2))
    aspect = cell(sheet, "Aspek", 2)
    of = next(each for each in sheet.data_validations.dataValidation if aspect.coordinate in each.sqref)
    choices = [
        str(each.value) for row in book["Pilihan"][of.formula1.partition("!")[2].replace("$", "")] for each in row
    ]
    return [heads, example, choices]


def report_text(folder: Path) -> list[str]:
    """What an import tells of the template with slips, in a new repository."""
    run_here(folder, *INIT, *TODAY)
    run_here(folder, "import", "--template", FILE, *TODAY)
    edited(folder / FILE, folder / FILE, spoil)
    done = run_here(folder, "import", FILE, "--dry-run", *TODAY)
    return [f"$ skpkit import {FILE} --dry-run", *done.stdout.splitlines()]


def _of_template(template: Path) -> str:
    heads, example, choices = template_text(template)
    sheet = load_workbook(template)["IKI"]
    places = [cell(sheet, each, 1) for each in SHOWN]
    letters = "".join(f"<th>{get_column_letter(each.column)}</th>" for each in places)
    looks = ["needed" if each.fill.fgColor.rgb == "FF1F4E79" else "free" for each in places]
    named = "".join(f'<td class="{look}">{escape(each)}</td>' for look, each in zip(looks, heads, strict=True))
    told = "".join(f'<td class="example">{escape(each)}</td>' for each in example)
    opened = f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in choices)}</ul>"
    typed = "".join(f'<td class="open">{opened}</td>' if each == "Aspek" else "<td></td>" for each in SHOWN)
    rows = [f"<th></th>{letters}", f"<th>1</th>{named}", f"<th>2</th>{told}", f"<th>3</th>{typed}"]
    rows += [f"<th>{nth}</th>" + "<td></td>" * len(SHOWN) for nth in range(4, 9)]
    return f"<table>{''.join(f'<tr>{each}</tr>' for each in rows)}</table>"


def _of_report(lines: Sequence[str]) -> str:
    first, *others = map(escape, lines)
    return f"<pre><b>{first}</b>" + "".join(f"<div>{each}</div>" for each in others) + "</pre>"


def _draw(browser: Any, name: str, page: str, text: str) -> None:
    sheet = browser.new_page(viewport={"width": 1100, "height": 400})
    sheet.set_content(f"<!doctype html><meta charset=utf-8><style>{_LOOK}</style>{page}")
    shot = Image.open(BytesIO(sheet.locator("body > *").screenshot()))
    told = PngInfo()
    told.add_itxt("Description", text)
    FOLDER.mkdir(exist_ok=True)
    shot.convert("RGB").quantize(48).save(FOLDER / name, optimize=True, pnginfo=told)


def main() -> None:
    """Draw both."""
    with TemporaryDirectory() as place, chromium() as browser:
        folder = Path(place)
        lines = report_text(folder)
        run_here(folder, "import", "--template", "kosong.xlsx", *TODAY)
        template = folder / "kosong.xlsx"
        _draw(browser, "templat.png", _of_template(template), str(template_text(template)))
        _draw(browser, "laporan-impor.png", _of_report(lines), "\n".join(lines))


if __name__ == "__main__":
    main()
