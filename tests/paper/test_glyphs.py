"""Characters that no font shows, or that nobody sees."""

from __future__ import annotations

import re

import pytest

from skpkit.paper.frame import Head
from skpkit.paper.glyphs import legible
from tests.support.printed import bare
from tests.support.printed_skp import everywhere, paper


def test_what_no_font_shows_or_no_eye_sees_prints_as_its_code() -> None:
    said = bare(paper(everywhere("a😀中\u202eb\ue000c\U000e0041d")).root.text)
    assert said.count("a[U+1F600][U+4E2D][U+202E]b[U+E000]c[U+E0041]d") > 20


def test_what_has_no_width_is_left_out() -> None:
    assert "abc d" in paper(everywhere("a\u200bb\u00adc\td")).root.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u0007\u009f\u0378", "a[U+0007][U+009F][U+0378]"),
        ("a\u2028b\u2029c\u0085d\re", "a\nb\nc\nd\ne"),
        ("a\ufeff\u2060\u200c\u200db", "ab"),
        ("é – “kutip” … ½", "é – “kutip” … ½"),
        ("Ωx", "[U+03A9]x"),
    ],
)
def test_characters_are_made_legible(text: str, shown: str) -> None:
    head = Head((text,), "", "", (), "")
    made, missing = legible({"kepala": head}, frozenset)
    assert made == {"kepala": Head((shown,), "", "", (), "")}
    assert {f"[U+{ord(each):04X}]" for each in missing} == {*re.findall(r"\[U\+[0-9A-F]+\]", shown)}


def test_characters_that_no_font_joins_print_as_their_codes() -> None:
    odd = "x\u0591\u0e31\u0300"  # a Hebrew and a Thai mark on a Latin letter
    assert paper(everywhere(odd)).length > 1
