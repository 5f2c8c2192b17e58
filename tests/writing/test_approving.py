"""What is written when somebody approves: a line or a signature more, and every other letter as it was."""

from __future__ import annotations

from datetime import date
from difflib import ndiff
from typing import Any

import pytest

from skpkit.errors import SkpkitError
from skpkit.source.yamlfile import Path, read
from skpkit.writing.editing import UNREAD, RecordText
from skpkit.writing.granting import write_approval

SIGNED = "-----BEGIN SSH SIGNATURE-----\nU1NI/+=\nx==\n-----END SSH SIGNATURE-----\n"
LINE = {"sebagai": "pegawai", "nip": "199203172015021003", "nama": 'Bagas "B": # x', "tanggal": "2026-01-27"}


def with_approval(text: str, place: Path, line: dict[str, str], nth: int | None = None) -> str:
    """A text with an approval in it."""
    record = RecordText("x.yaml", text.encode())
    write_approval(record, place, line, nth, date(2026, 1, 28))
    return record.content.decode()


def added(before: str, after: str | None) -> list[str]:
    """The lines that came; none may have gone."""
    assert after is not None
    told = list(ndiff(before.splitlines(), after.splitlines()))
    assert [each for each in told if each.startswith("- ")] == []
    return [each[2:] for each in told if each.startswith("+ ")]


def data(text: str | None) -> Any:
    """What a text says."""
    assert text is not None
    document = read(text.encode())
    assert not document.slips, text
    return document.data


BLOCK = """\
# atas
jenis: skp
penetapan:  # disepakati
  tanggal: 2026-01-28
  persetujuan:
    - {sebagai: pejabat_penilai_kinerja, nip: "197805142003121002", tanggal: 2026-01-28}  # lisan

# hasil
hasil_kerja: {}  # kosong
"""


def test_an_approval_is_lines_of_its_own() -> None:
    made = with_approval(BLOCK, ("penetapan",), {**LINE, "tanda_tangan": SIGNED})
    assert added(BLOCK, made) == [
        "    - sebagai: pegawai",
        '      nip: "199203172015021003"',
        '      nama: "Bagas \\"B\\": # x"',
        "      tanggal: 2026-01-27",
        "      tanda_tangan: |",
        *(f"        {each}" for each in SIGNED.splitlines()),
    ]
    assert data(made)["penetapan"]["persetujuan"][1] == {**LINE, "tanda_tangan": SIGNED}


@pytest.mark.parametrize(
    "text",
    [
        "jenis: skp\npenetapan: {tanggal: 2026-01-28, persetujuan: [{sebagai: a, tanggal: 2026-01-28}]}\n",
        "jenis: skp\npenetapan: {tanggal: 2026-01-28}\nakhir: 1\n",
        "jenis: skp\npenetapan:\n  tanggal: 2026-01-28\n  persetujuan: []  # belum\nakhir: 1\n",
        "jenis: skp\npenetapan:\n  tanggal: 2026-01-28\n  persetujuan: [{sebagai: a,\n    tanggal: 2026-01-28}]\n",
        "jenis: skp\npenetapan:\n  tanggal: 2026-01-28\n# x\nakhir: 1\n",
        "jenis: skp\npenetapan:\n    tanggal: 2026-01-28\n    persetujuan:\n    - sebagai: a\n      x: 2026-01-28",
        "jenis: skp\npegawai: {nama: A}\nakhir: 1\n",
        "jenis: skp\npenetapan:\nakhir: 1\n",
        "jenis: skp\npenetapan: {}\nakhir: 1\n",
    ],
)
def test_it_is_the_last_one_however_the_text_is_laid_out(text: str) -> None:
    before, made = data(text), with_approval(text, ("penetapan",), {**LINE, "tanda_tangan": SIGNED})
    after = data(made)
    given = after["penetapan"].pop("persetujuan")
    assert given[-1] == {**LINE, "tanda_tangan": SIGNED}
    before.setdefault("penetapan", None)
    held = dict(before["penetapan"] or {"tanggal": "2026-01-28"})
    assert given[:-1] == held.pop("persetujuan", [])
    assert after == {**before, "penetapan": held}
    assert (made or "").count("#") == text.count("#") + 1


def test_one_that_stands_there_gets_date_and_signature_and_keeps_its_comment() -> None:
    line = {"tanggal": "2026-01-29", "tanda_tangan": SIGNED}
    made = with_approval(BLOCK, ("penetapan",), line, nth=0)
    (given,) = data(made)["penetapan"]["persetujuan"]
    assert given == {"sebagai": "pejabat_penilai_kinerja", "nip": "197805142003121002", **line}
    assert made is not None
    assert "    - sebagai: pejabat_penilai_kinerja  # lisan\n" in made
    again = with_approval(
        made, ("penetapan",), {"tanggal": "2026-01-30", "tanda_tangan": SIGNED.replace("x", "y")}, nth=0
    )
    assert data(again)["penetapan"]["persetujuan"][0]["tanggal"] == "2026-01-30"
    assert [each.replace("29", "30").replace("x==", "y==") for each in made.splitlines()] == (again or "").splitlines()


@pytest.mark.parametrize(
    "text",
    [
        'x:\n  - kode: a\n    disetujui: {nip: "1"}  # ia\n    akhir: 1\n',
        'x:\n  - {kode: a, disetujui: {nip: "1"}, akhir: 1}\n',
        'x:\n  - kode: a\n    disetujui:\n      nip: "1"\n      # ya\n    akhir: 1\n',
        'x:\n  - kode: a\n    disetujui: {nip: "1", # ia\n      tanda_tangan: lama}\n    akhir: 1\n',
        'x:\n  - kode: a\n    disetujui:\n      nip: "1"\n      tanda_tangan: |\n        a\n        b\n    akhir: 1\n',
    ],
)
def test_a_signature_goes_into_any_mapping(text: str) -> None:
    record = RecordText("x.yaml", text.encode())
    record.set(("x", 0, "disetujui", "tanda_tangan"), SIGNED)
    made = record.content.decode()
    assert data(made) == {"x": [{"kode": "a", "disetujui": {"nip": "1", "tanda_tangan": SIGNED}, "akhir": 1}]}
    assert (made or "").count("#") == text.count("#")


def test_a_text_between_brackets_takes_one_and_one_that_cannot_be_read_does_not() -> None:
    assert data(with_approval("{jenis: skp}\n", ("penetapan",), LINE))["penetapan"]["persetujuan"] == [LINE]
    with pytest.raises(SkpkitError) as refused:
        with_approval("jenis: [\n", ("penetapan",), LINE)
    assert refused.value.message == UNREAD
