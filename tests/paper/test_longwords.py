"""Long words: their syllables, and how wide a word of so many letters may be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from skpkit.paper.compiler import compiler
from skpkit.paper.frame import Head
from skpkit.paper.longwords import long_words
from skpkit.paper.templates import literal

HEAD = """#set document(title: "-")
#set text(font: ("Source Sans Pro", "Libertinus Serif", "DejaVu Sans Mono"), size: 1000pt)"""


def test_words_come_with_their_syllables() -> None:
    made = long_words([Head(("LAPORAN PERTANGGUNGJAWABAN",), "permasalahan/ketidaksesuaian", "khusyuk")], ["REALISASI"])
    assert dict(made.suku) == {
        "LAPORAN": "LA POR AN",
        "PERTANGGUNGJAWABAN": "PER TANG GUNG JA WAB AN",
        "permasalahan": "per ma sa lah an",
        "ketidaksesuaian": "ke ti dak sesu ai an",
        "REALISASI": "RE A LI SA SI",
    }


def test_widths_rise_with_the_letters() -> None:
    made = long_words([("ii iiiiiiiii", ["mmm"], 5)], [])
    assert [letters for letters, _ in made.lebar] == [2, 3, 9]
    assert [width for _, width in made.lebar] == sorted({width for _, width in made.lebar})


@pytest.mark.parametrize("text", ["".join(map(chr, range(33, 127))), "999.999.999.999.999,99\u00a0rupiah", "ßœﬁ½→Ω"])
def test_no_word_is_wider_than_is_said(text: str) -> None:
    for word in (text, *text):
        most = max(width for _, width in long_words([word], []).lebar)
        for style in ("regular", "bold"):
            measured = f"measure(text(weight: {literal(style)}, {literal(word)})).width"
            markup = f"{HEAD}\n#context assert({measured} <= {most}pt)"
            compiler().pdf(markup, datetime(2026, 1, 1, tzinfo=UTC))
