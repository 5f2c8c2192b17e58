"""Two sides that do not merge are told in the words of the records, with what each says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from skpkit.forge.clashes import MORE, MOST, told_of
from skpkit.messages import LANGUAGES, tell
from skpkit.source.history import Unmerged
from tests.support.command import OLD
from tests.support.edits import PEOPLE, edited, examples

BAGAS = PEOPLE["bagas"]
SKP, JUNE, APRIL = f"{BAGAS}/skp.yaml", f"{BAGAS}/dki/2026-06-08.yaml", f"{BAGAS}/dki/2026-04-07.yaml"
Edits = Sequence[Mapping[str, Any]]
NAMES = {"base": "main", "head": "usul"}
DRAFT: Edits = [{"file": "bagas/dki/2026-06-08.yaml", "realisasi": [], "status": "draf"}]
ROW = "    - kode: RHK-2\n"


def adendum(day: str, target: str = OLD) -> Edits:
    """A second adendum, made on a day."""
    return [
        {"file": "bagas", "adendum": ["target"]},
        {"file": "bagas/skp.yaml", "replace": {OLD: target}} if target != OLD else {"file": "bagas/skp.yaml"},
        {"file": "bagas/skp.yaml", "replace": {"nomor: 2\n    tanggal: 2026-06-10": f"nomor: 2\n    tanggal: {day}"}},
    ]


def indicator(name: str) -> Edits:
    """Another IKI 1c-N."""
    row = f"        - {{kode: 1c-N, nama: {name}, aspek: kuantitas, satuan: surat, target: {{Q4: 2, Y: 2}}}}\n"
    return [{"file": "bagas/skp.yaml", "replace": {ROW: row + ROW}}]


def reported(day: str) -> Edits:
    """The draft, reported."""
    text = {"status: draf": f"status: dilaporkan\ndilaporkan: {day}"}
    return [{"file": "bagas/dki/2026-06-08.yaml", "replace": text}]


def said(path: str, one: Edits, other: Edits, start: Edits = (), lang: str = "en") -> list[str]:
    """What is told of two edits that do not merge."""
    tree = edited(examples(), start)
    sides = [each.files.get(path) for each in (tree, edited(tree, one), edited(tree, other))]
    contents = {str(nth): each for nth, each in enumerate(sides) if each is not None}
    ids = [str(nth) if each is not None else None for nth, each in enumerate(sides)]
    return [tell(each.reason, each.told, lang) for each in told_of(Unmerged(path, *ids), contents, NAMES)]


def skp(old: str, new: str) -> Edits:
    """The SKP with another text."""
    return [{"file": "bagas/skp.yaml", "replace": {old: new}}]


@pytest.mark.parametrize(
    ("path", "one", "other", "start", "told"),
    [
        (SKP, skp("Q2: 10, Q3: 10", "Q2: 12, Q3: 10"), skp("Q2: 10, Q3: 10", "Q2: 11, Q3: 10"), (),
         ["1b-N target Q2 was 10; in main it is 12 by now, and usul asks for 11; agree which of both counts"]),
        (SKP, skp(OLD, "{Q1: 5, Q2: 12, Q3: 10, Q4: 5, Y: 32}"), skp(OLD, "{Q1: 5, Q2: 11, Q3: 10, Q4: 6, Y: 32.5}"),
         (), ["1b-N target Q2 was 10; in main it is 12 by now", "1b-N target Y was 30; in main it is 32 by now, and "
              "usul asks for 32.5"]),
        (SKP, skp("          satuan: satuan kerja\n", "          satuan: satuan kerja\n          catatan: a\n"),
         skp("          satuan: satuan kerja\n", "          satuan: satuan kerja\n          catatan: b\n"), (),
         ["1b-N catatan is “a” in main, and usul asks for “b”; agree which of both counts"]),
        (APRIL, [{"file": APRIL, "replace": {"realisasi: 6,": "realisasi: 60,"}}],
         [{"file": APRIL, "replace": {"realisasi: 6,": "realisasi: 7.5,"}}], (),
         ["1b-N Q1 realisasi was 6; in main it is 60 by now, and usul asks for 7.5"]),
        (SKP, adendum("2026-06-10"), adendum("2026-06-11"), (),
         ["main and usul both recorded adendum 2, and these are two; bring usul up to date with main, where that of 11 "
          "June 2026 becomes adendum 3"]),
        (SKP, adendum("2026-06-11", OLD.replace("Q3: 10", "Q3: 9")),
         adendum("2026-06-10", OLD.replace("Q3: 10", "Q3: 8")), (),
         ["main and usul both recorded adendum 2", "1b-N target Q3 was 10; in main it is 9 by now, and usul asks "]),
        (SKP, indicator("Jumlah surat"), indicator("Jumlah nota"), (),
         ["main and usul both brought IKI 1c-N, each otherwise"]),
        (JUNE, [{"file": "bagas/dki/2026-06-08.yaml", "realisasi": []}], DRAFT, (),
         ["main and usul both brought a dialogue of 8 June 2026 under this name; bring usul up to date with main, and "
          "keep one where it is the same dialogue, else both, yours as 2026-06-08-2.yaml"]),
        (JUNE, reported("2026-06-08"), reported("2026-06-09"), DRAFT,
         ["main and usul both reported this dialogue of 8 June 2026", "dilaporkan is 8 June 2026 in main, and usul "]),
        (SKP, [{"file": "bagas/skp.yaml", "delete": True}], skp("status: ditetapkan", "status: ditutup"), (),
         ["main deleted or moved it, usul changed it"]),
        (SKP, skp("status: ditetapkan", "status: ditutup"), [{"file": "bagas/skp.yaml", "delete": True}], (),
         ["usul deleted or moved it, main changed it"]),
        (SKP, skp("          satuan: satuan kerja\n", ""), skp("satuan: satuan kerja", "satuan: satker"), (),
         ["main took 1b-N satuan away, usul changed it"]),
        (SKP, skp("satuan: satuan kerja", "satuan: satker"), skp("          satuan: satuan kerja\n", ""), (),
         ["usul took 1b-N satuan away, main changed it"]),
        (f"{BAGAS}/iki/9z-N.yaml", [{"file": "bagas/iki/9z-N.yaml", "write": "jenis: manual_iki\nsatuan: a\n"}],
         [{"file": "bagas/iki/9z-N.yaml", "write": "jenis: manual_iki\nsatuan: b\n"}], (),
         ["main and usul both brought this record, each otherwise (satuan)"]),
        (SKP, skp("Jumlah satuan kerja", "Banyaknya satuan kerja"), skp("satuan: satuan kerja", "satuan: satker"), (),
         ["main and usul wrote in the same lines of it, and nothing in it contradicts"]),
        (SKP, [{"file": "bagas/skp.yaml", "write": "x: [\n"}], skp("status: ditetapkan", "status: ditutup"), (),
         ["usul and main changed it differently"]),
        ("bukti.pdf", [{"file": "bukti.pdf", "write": "\x00\n"}], [{"file": "bukti.pdf", "write": "%\n"}], (),
         ["usul and main changed it differently"]),
    ],
)  # fmt: skip
def test_what_contradicts_is_told(path: str, one: Edits, other: Edits, start: Edits, told: list[str]) -> None:
    found = said(path, one, other, start)
    assert [each[: len(part)] for each, part in zip(found, told, strict=True)] == told
    assert all("bring usul up to date with main" in each for each in found)


def test_what_only_a_message_of_git_names_is_told_by_its_path() -> None:
    (reason,) = told_of(Unmerged("records/x"), {}, NAMES)
    assert tell(reason.reason, reason.told, "en").startswith("usul and main changed it differently")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_records_say_stays_short_and_on_its_line(lang: str) -> None:
    """Nor is an NIP told whole that a record holds."""
    hostile = '"**x** <script>alert(1)</script> ::error:: 199203172015021003 \\u2066' + "x" * 10_000 + '"'
    old = "satuan: satuan kerja"
    (found,) = said(SKP, skp(old, f"satuan: {hostile}"), skp(old, "satuan: satker"), lang=lang)
    assert len(found) < 300
    assert "199203172015021003" not in found
    assert "\n" not in found


def test_of_very_many_the_first_are_told() -> None:
    names = [f"k{nth}" for nth in range(20)]
    sides = ["jenis: skp\n" + "".join(f"{each}: {value}\n" for each in names) for value in (1, 2, 3)]
    contents = {str(nth): text.encode() for nth, text in enumerate(sides)}
    found = told_of(Unmerged(SKP, "0", "1", "2"), contents, NAMES)
    assert (len(found), found[-1].reason, found[-1].told["count"]) == (MOST + 1, MORE, 20 - MOST)
