"""What each form looks like: its pages as small pictures, held against those kept, with some tolerance.

UPDATE_GOLDEN=1 writes them anew: look at them before they are kept.
"""

from __future__ import annotations

import io
import os

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.support.forms import FORMS, printed
from tests.support.places import GOLDEN

KEPT = GOLDEN / "pictures"
DOTS = 36
TOLERANCE = 4  # of 255 levels of grey, on average over any tenth of a page


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
