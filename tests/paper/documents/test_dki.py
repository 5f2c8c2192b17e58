"""The printed minutes of a dialogue: what they say, of which SKP, and where their pages end."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from skpkit.errors import SkpkitError
from tests.support.edits import PEOPLE, edited, examples
from tests.support.memory import MemoryTree
from tests.support.printed import NAUGHTY, History, bare, margins_are_white, pages, paper, printer, same_as_golden
from tests.support.tagged import Tagged, outline

BAGAS = PEOPLE["bagas"]
DKI = f"{BAGAS}/dki/2026-04-07.yaml"
TARGET = "target: {Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}"
GIVER = {"nama": "Ratna Wulandari", "nip": "197805142003121002", "hubungan": "atasan_langsung"}


def dialogue(**changes: Any) -> MemoryTree:
    """The examples with the dialogue of 7 April of an employee written anew, with these keys."""
    data = {
        "jenis": "dki",
        "versi": 1,
        "tanggal": "2026-04-07",
        "sifat": "berkala",
        "media": "tatap_muka",
        "tahap": ["pemantauan"],
        "status": "dilaporkan",
        "dilaporkan": "2026-04-09",
        **changes,
    }
    return examples().changed({DKI: json.dumps(data, ensure_ascii=False)})


def printed(**changes: Any) -> Tagged:
    return paper(dialogue(**changes), DKI)


def lines(*entries: dict[str, Any]) -> dict[str, Any]:
    return {"pemantauan": {"hasil_kerja": list(entries)}}


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("bagas", "dki/2026-01-22"),
        ("bagas", "dki/2026-04-07"),
        ("sari", "dki/2026-04-14"),
        ("yoga", "dki/2026-03-05"),
        ("yoga", "komplemen-1/dki/2026-05-06"),
    ],
)
def test_says_what_the_record_says_in_the_order_of_the_form(person: str, name: str) -> None:
    made = paper(examples(), f"{PEOPLE[person]}/{name}.yaml")
    assert same_as_golden(made, f"dki/{person}-{name.replace('dki/', '').replace('/', '-')}")


def test_sections_are_lettered_as_they_come_and_the_last_two_always_print() -> None:
    said = outline(printed(rencana_karier="Naik", kesimpulan="Baik"))
    heads = [each.strip("|= ") for each in said.splitlines() if each.startswith("|= ") and ". " in each]
    assert heads == [
        "A. PELAKSANAAN",
        "B. RENCANA KARIER",
        "C. KESEPAKATAN",
        "D. RENCANA AKSI",
        "E. KESIMPULAN",
    ]
    assert said.count("| Nihil |") == 2


def test_a_projection_a_correction_and_what_is_not_known_are_told() -> None:
    said = outline(
        printed(
            **lines(
                {"iki": "1b-N", "periode": "Q1", "realisasi": 6, "proyeksi": True, "kemajuan": "Dua lagi dijadwalkan"},
                {
                    "iki": "1a-C",
                    "periode": "Q1",
                    "realisasi": 0,
                    "usulan_strategi": "Tambah petugas",
                    "koreksi": {"dki": "dki/2026-01-22-2.yaml", "alasan": "Salah hitung"},
                },
                {"iki": "2a-N", "periode": "Q2"},
                {"iki": "9z-N", "periode": "B03", "realisasi": 3},
            )
        )
    )
    assert "| 1 | 1b-N Jumlah satuan kerja yang dibina / Kemajuan: Dua lagi dijadwalkan | Q1 | 5~satuan kerja |" in said
    assert "| 6~satuan kerja / (proyeksi) |" in said
    assert "| 0% / (koreksi atas DKI 22 Januari 2026 (2): Salah hitung) | | Usulan strategi: Tambah petugas |" in said
    assert "kesalahan pengujian | Q2 | 2% | - | |" in said
    assert "| 4 | 9z-N | Maret | - | 3 |" in said


def test_a_draft_is_marked_and_says_that_it_is_not_reported() -> None:
    made = paper(dialogue(status="draf", dilaporkan="2026-04-09"), DKI)
    assert all("DRAF" in aside for aside in made.asides)
    tree = examples().changed({DKI: examples().files[DKI].replace(b"dilaporkan: 2026-04-09\n", b"")})
    tree = tree.changed({DKI: tree.files[DKI].replace(b"status: dilaporkan", b"status: draf")})
    assert "| belum dilaporkan |" in outline(paper(tree, DKI))


def test_who_may_be_named_without_number_and_role() -> None:
    said = outline(
        printed(
            peserta=[{"nama": "Lembaga Contoh", "peran": "pihak_lain"}],
            tindak_lanjut=[{"atas": "../dki/lama.yaml", "uraian": "Sudah"}],
            umpan_balik=[{"dari": GIVER, "atas": "perilaku_kerja", "isi": "Baik"}],
            kesepakatan=[{"perihal": "manual_iki", "nomor": 2, "iki": "1a-C", "uraian": "Penyedia data berganti"}],
        )
    )
    assert "| 1 | Lembaga Contoh | | Pihak lain |" in said
    assert "| 1 | DKI ../dki/lama.yaml | Sudah | |" in said
    assert "| 1 | Ratna Wulandari (atasan langsung) | Perilaku Kerja | Baik |" in said
    assert "| 1 | Manual IKI 1a-C perubahan ke-2 | Penyedia data berganti |" in said


# The SKP as it stood


def with_target(tree: MemoryTree, quarter: int) -> MemoryTree:
    """The tree with another target of 1b-N for the first quarter."""
    return edited(tree, [{"file": "bagas/skp.yaml", "replace": {TARGET: TARGET.replace("Q1: 5", f"Q1: {quarter}")}}])


def without_report(tree: MemoryTree) -> MemoryTree:
    text = tree.files[DKI].replace(b"dilaporkan: 2026-04-09\n", b"").replace(b"status: dilaporkan", b"status: draf")
    return tree.changed({DKI: text})


def target_of(made: Tagged) -> str:
    row = next(each for each in outline(made).splitlines() if "1b-N Jumlah" in each)
    return row.split("|")[4].strip()


def test_targets_are_those_of_the_commit_that_reported_the_dialogue() -> None:
    now = examples()
    past = History(
        [
            with_target(now.changed({DKI: None}), 1),
            with_target(without_report(now), 2),
            with_target(now, 3),
            with_target(now.changed({DKI: now.files[DKI] + b"# koma\n"}), 4),
            now.changed({DKI: now.files[DKI] + b"# koma\n"}),
        ]
    )
    assert target_of(paper(past.states[-1], DKI, past=past)) == "3~satuan kerja"


def test_of_a_draft_they_are_those_of_today() -> None:
    now = without_report(examples())
    past = History([with_target(now, 3), now])
    assert target_of(paper(now, DKI, past=past)) == "5~satuan kerja"


@pytest.mark.parametrize("skp", [None, b"jenis: skp\nversi: 1\n"])
def test_where_history_has_no_skp_that_can_be_read_they_are_those_of_today(skp: bytes | None) -> None:
    now = examples()
    past = History([now.changed({f"{BAGAS}/skp.yaml": skp}), now])
    assert target_of(paper(now, DKI, past=past)) == "5~satuan kerja"


def test_a_dialogue_that_no_commit_has_follows_the_targets_of_today_and_is_marked() -> None:
    now = examples()
    made = paper(now, DKI, past=History([with_target(now.changed({DKI: None}), 3)]))
    assert target_of(made) == "5~satuan kerja"
    assert all("BELUM TERCATAT" in aside for aside in made.asides)
    assert target_of(paper(now, DKI, past=History([]))) == "5~satuan kerja"


def test_the_appraiser_is_that_of_the_day() -> None:
    made = paper(examples(), f"{PEOPLE['sari']}/dki/2026-01-21.yaml")
    assert "| 1 | NAMA | Sari Anggraini | 1 | NAMA | Hendra Saputra |" in outline(made)


def test_without_its_skp_nothing_is_printed() -> None:
    tree = examples().changed({f"{BAGAS}/skp.yaml": b"jenis: skp\n"})
    with pytest.raises(SkpkitError, match="is missing or cannot be read"):
        paper(tree, DKI)


def test_is_the_document_of_a_dialogue() -> None:
    assert [*printer(examples()).documents(DKI)] == ["dki"]


# Pages


@pytest.mark.parametrize("count", [1, 2, 5, 9, 14, 20, 27, 60])
def test_pages_end_where_the_form_allows(count: int) -> None:
    actions = [
        {"uraian": f"Langkah {nth}", "tenggat": "2026-06-30", "status": "belum", "rhk": "RHK-1"} for nth in range(count)
    ]
    entries = [{"iki": "1b-N", "periode": "Q1", "realisasi": nth} for nth in range(count)]
    made = printed(**lines(*entries), rencana_aksi=actions)
    rows = made.root.of("TR")
    assert all(len(each.pages) == 1 for each in rows if each.text.strip())
    heads = [nth for nth, each in enumerate(rows) if each.text.startswith(("B. PEMANTAUAN", "C. KES", "D. RENCANA"))]
    assert len(heads) == 3
    below = [2 if rows[nth].text[0] != "C" else 1 for nth in heads]
    assert [rows[nth].pages for nth in heads] == [
        rows[nth + step].pages for nth, step in zip(heads, below, strict=True)
    ]
    last = [each for each in made.root.of("P") if each.text == f"Langkah {count - 1}"]
    last = last or [each for each in made.root.of("TD", "Div") if each.text == f"Langkah {count - 1}"]
    signatures = [each for each in made.root.of("P") if each.text == "Pegawai yang Dinilai,"]
    assert last[-1].pages == signatures[0].pages
    assert f"Langkah {count - 1}" in made.root.text


def test_the_heads_of_the_columns_repeat() -> None:
    made = printed(**lines(*({"iki": "1b-N", "periode": "Q1", "realisasi": nth} for nth in range(120))))
    assert made.length > 2
    assert all("INDIKATOR KINERJA INDIVIDU" in aside for aside in made.asides[1:3])
    assert not any("PEMANTAUAN HASIL KERJA" in aside for aside in made.asides)


@pytest.mark.parametrize("key", ["kesimpulan", "rencana_karier", "kendala", "bukti_dukung", "kesepakatan"])
def test_a_text_longer_than_a_page_flows_and_is_not_cut(key: str) -> None:
    long = " ".join(f"kata{nth}" for nth in range(1_100))
    entry: dict[str, Any] = {"iki": "1b-N", "periode": "Q1"}
    changes: dict[str, Any] = {key: long}
    if key in ("kendala", "bukti_dukung"):
        changes = lines({**entry, key: [long] if key == "bukti_dukung" else long})
    elif key == "kesepakatan":
        changes = {key: [{"perihal": "skp", "uraian": long}]}
    tree = dialogue(**changes)
    made = paper(tree, DKI)
    assert long in made.root.text
    assert made.length > 1
    assert margins_are_white(pages(tree, DKI, None, "png"))


def test_is_easy_to_hear() -> None:
    for count in (1, 40):
        made = printed(rencana_aksi=[{"uraian": "a", "tenggat": "2026-06-30", "status": "belum"}] * count)
        levels = [int(each.kind[1]) for each in made.root.of("H1", "H2", "H3")]
        assert levels[0] == 1
        assert all(later <= former + 1 for former, later in pairwise(levels))
        assert all(each.of("TH") for each in made.root.of("Table"))
        assert len(made.root.of("Figure")) == 1
    assert made.pdf.docinfo["/Title"] == "Dialog Kinerja Individu 7 April 2026: Bagas Pratama"
    assert made.attachments()["2026-04-07.yaml"][1] == "/Source"


# Data stay data


def everywhere(text: str) -> MemoryTree:
    """A dialogue with the text wherever a person may write one."""
    giver = {"nama": text, "nip": text, "hubungan": "atasan_langsung"}
    return dialogue(
        nomor_laporan=text,
        peserta=[{"nama": text, "nip": text, "peran": "pegawai"}],
        pemantauan={
            "hasil_kerja": [
                {
                    "iki": "1b-N",
                    "periode": "Q1",
                    "realisasi": text,
                    "kemajuan": text,
                    "bukti_dukung": [text],
                    "kendala": text,
                    "usulan_strategi": text,
                    "koreksi": {"dki": "dki/2026-01-22.yaml", "alasan": text},
                }
            ],
            "perilaku_kerja": [{"nilai": "loyal", "catatan": text, "kendala": text, "usulan_strategi": text}],
        },
        umpan_balik=[{"dari": giver, "atas": "hasil_kerja", "isi": text, "rekomendasi_dari": giver}],
        pembinaan=[{"jenis": "konseling", "cara": "individual", "oleh": giver, "uraian": text}],
        pengembangan_kompetensi=[{"uraian": text, "bentuk": text, "evaluasi": text}],
        usulan_pelatihan=[{"topik": text, "kompetensi": text, "waktu": text, "penyelenggara": text}],
        rencana_karier=text,
        kesepakatan=[{"perihal": "lainnya", "uraian": text}],
        rencana_aksi=[{"uraian": text, "tenggat": "2026-06-30", "status": "belum", "penanggung_jawab": text}],
        tindak_lanjut=[{"atas": "dki/2026-01-22.yaml", "uraian": text}],
        kesimpulan=text,
    )


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_whatever_is_written_prints_as_text(text: str) -> None:
    said = bare(paper(everywhere(text), DKI).root.text)
    if text.isascii():
        assert said.lower().count(bare(text).lower()) == 30
    else:
        assert {*bare(text)} <= {*said}


def test_a_word_too_long_for_its_column_breaks() -> None:
    assert margins_are_white(pages(everywhere("W" * 300), DKI, None, "png"))
    long = "W" * 3_000
    made = printed(kesimpulan=long, **lines({"iki": "1b-N", "periode": "Q1", "realisasi": long}))
    assert bare(made.root.text).count(long) == 2


def test_a_word_that_fits_its_column_stays_whole() -> None:
    tree = dialogue(**lines({"iki": "1b-N", "periode": "Q1", "bukti_dukung": ["Register pengembalian SPM"]}))
    texts = [each.words for each in paper(tree, DKI).root.texts()]
    assert any("pengembalian" in each for each in texts)


def test_what_no_font_shows_prints_as_its_code() -> None:
    said = bare(paper(everywhere("a😀中b"), DKI).root.text)
    assert said.count("a[U+1F600][U+4E2D]b") == 30
