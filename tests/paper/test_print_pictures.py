"""What each form looks like: its pages as small pictures, held against those kept, with some tolerance.

UPDATE_GOLDEN=1 writes them anew: look at them before they are kept.
"""

from __future__ import annotations

import io
import os

import pytest
from PIL import Image, ImageChops, ImageStat

from skpkit.paper.typeset import Format
from tests.paper.test_print_perubahan import grown
from tests.support.places import GOLDEN
from tests.support.printed import History, desk
from tests.support.story import PEOPLE, examples

KEPT = GOLDEN / "pictures"
DOTS = 36
TOLERANCE = 4  # of 255 levels of grey, on average over any tenth of a page
FORMS = {
    "skp": ("ratna", "skp.yaml", "skp"),
    "skp-adendum": ("bagas", "skp.yaml", "skp"),
    "skp-kualitatif": ("sari", "skp.yaml", "skp"),
    "skp-komplemen": ("yoga", "komplemen-1/skp.yaml", "skp"),
    "manual": ("bagas", "iki/1b-N.yaml", "manual"),
    "dki": ("bagas", "dki/2026-04-07.yaml", "dki"),
    "ipr": ("bagas", "skp.yaml", "ipr-Q2"),
    "rencana-aksi": ("bagas", "skp.yaml", "rencana-aksi"),
    "kemajuan": ("bagas", "skp.yaml", "kemajuan"),
    "hek": ("bagas", "evaluasi/Q1.yaml", "hek"),
    "perubahan": ("bagas", "skp.yaml", "perubahan"),
    "dek": ("bagas", "evaluasi/Q1.yaml", "dek"),
}


def printed(name: str, style: Format) -> list[bytes]:
    """A form of an example; a change sheet with the state before."""
    person, record, document = FORMS[name]
    states = grown(2) if document == "perubahan" else [examples()]
    return desk(states[-1], History(states)).pages(f"{PEOPLE[person]}/{record}", style, document)


def pictures(name: str) -> list[Image.Image]:
    """The pages of a form, small and grey."""
    pages = [Image.open(io.BytesIO(each)).convert("L") for each in printed(name, "png")]
    return [each.resize((each.width * DOTS // 144, each.height * DOTS // 144), Image.Resampling.BOX) for each in pages]


def furthest(one: Image.Image, other: Image.Image) -> float:
    """How far two pages are apart in that tenth of them, in ten rows and ten columns, where they are most."""
    difference = ImageChops.difference(one, other)
    wide, high = difference.size
    tenths = [(0, high * nth // 10, wide, high * (nth + 1) // 10) for nth in range(10)]
    tenths += [(wide * nth // 10, 0, wide * (nth + 1) // 10, high) for nth in range(10)]
    return max(ImageStat.Stat(difference.crop(each)).mean[0] for each in tenths)


@pytest.mark.parametrize("name", FORMS)
def test_looks_as_it_was_kept(name: str) -> None:
    made = pictures(name)
    if os.environ.get("UPDATE_GOLDEN"):
        KEPT.mkdir(exist_ok=True)
        for each in KEPT.glob(f"{name}-[0-9]*.png"):
            each.unlink()
        for nth, page in enumerate(made, 1):
            page.save(KEPT / f"{name}-{nth}.png", optimize=True)
    kept = [KEPT / f"{name}-{nth}.png" for nth in range(1, len(made) + 1)]
    assert sorted(KEPT.glob(f"{name}-[0-9].png")) == kept
    for page, file in zip(made, kept, strict=True):
        with Image.open(file) as known:
            assert page.size == known.size
            assert furthest(page, known.convert("L")) < TOLERANCE, file.name


def test_another_page_is_told_apart() -> None:
    one, two = pictures("skp"), pictures("skp-adendum")
    assert furthest(one[0], two[0]) > TOLERANCE
    row = one[0].copy()
    row.paste(255, (0, row.height // 3, row.width, row.height // 3 + row.height // 20))
    assert furthest(row, one[0]) > TOLERANCE, "a row that is gone"
