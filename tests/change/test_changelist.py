"""The list of changes in a review: what was changed, told in the words of the forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from skpkit.change.changelist import CHANGED, Change
from skpkit.change.contents import _OF_MANUAL
from skpkit.change.values import words
from skpkit.findings import Location
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.messages import LANGUAGES
from skpkit.model.people import NamedPerson
from skpkit.model.records import SHOWN
from skpkit.paper import labels
from skpkit.reports._masking import Mask
from tests.support.command import DAY, git, put, report, run, target
from tests.support.edits import edited, examples
from tests.support.memory import MemoryTree


def test_open_target_under_an_adendum_is_accepted_and_listed(office: Path) -> None:
    put(office, target("{Q1: 5, Q2: 10, Q3: 12, Q4: 5, Y: 32}"))
    done = run(office, "review", "main", *DAY)
    assert done.returncode == 0
    assert "1b-N target triwulan III: 10 → 12, adendum 2" in done.stdout
    assert "1b-N target setahun: 30 → 32, adendum 2" in done.stdout


def test_changes_are_listed_in_the_words_of_the_forms(office: Path) -> None:
    put(
        office,
        [
            {
                "file": "bagas/iki/1b-N.yaml",
                "replace": {"konsolidasi_periode: sum": "konsolidasi_periode: take_last_known"},
            }
        ],
    )
    assert "1b-N konsolidasi periode: sum → take last known" in run(office, "review", "main", *DAY).stdout


def test_a_moved_folder_is_a_line_and_no_finding(office: Path) -> None:
    (office / "records/2026/seksi").mkdir()
    git(office, "mv", "records/2026/199203172015021003", "records/2026/seksi/199203172015021003")
    code, data = report(office, "review", "main", *DAY)
    assert (code, data["findings"], len(data["changes"])) == (0, [], 1)


def test_a_correction_is_told_as_one(office: Path) -> None:
    koreksi = {"dki": "dki/2026-04-07.yaml", "alasan": "Salah hitung"}
    line = {"iki": "1a-C", "periode": "Q1", "realisasi": 95.8, "koreksi": koreksi}
    put(office, [{"file": "bagas/dki/2026-06-09.yaml", "realisasi": [line]}])
    assert "1a-C realisasi triwulan I dikoreksi: 96,2 → 95,8" in run(office, "review", "main", *DAY).stdout


@pytest.mark.parametrize("text", ["2026-02-30", "0000-00-00", "2026-13-01", "9999-99-99", "2026-02-30\n", "٢٠٢٦-٠١-٠١"])
def test_a_text_that_only_looks_like_a_day_is_told_as_it_is(text: str) -> None:
    assert {words(text, lang) for lang in LANGUAGES} == {text}
    assert words({"mulai": text, "selesai": "2026-01-31"}, "en") == f"{text} s.d. 31 January 2026"


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Dewi Lestari", "Dewi\u00a0Lestari", "Dewi Lestari → Dewi[U+00A0]Lestari"),
        ({"nama": "Dewi\u200b"}, {"nama": "Dewi"}, "Dewi[U+200B] → Dewi"),
        ("kata " * 30 + "1a-C", "kata " * 30 + "1a–C", "1a-C → "),
    ],
)
def test_values_that_look_alike_are_told_apart(old: object, new: object, shown: str) -> None:
    change = Change(Location("x"), CHANGED, {"subject": "nama", "old": old, "new": new})
    for lang in LANGUAGES:
        assert shown in change.sentence(lang)
    assert "[U+2013]" in change.sentence("id") or "kata" not in str(old)
    same = Change(Location("x"), CHANGED, {"subject": "nama", "old": "Dewi", "new": "Dewa"})
    assert same.sentence("en") == "nama: Dewi → Dewa"


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("yang dibina pada periode", "yang\u00a0dibina pada\u00a0masa", "yang[U+00A0]dibina pada[U+00A0]masa"),
        ("Ketua tim\u200b lama", "Ketua tim", "Ketua tim[U+200B] lama → Ketua tim"),
        ("2024–2025", "2024–2026", "2024–2025 → 2024–2026"),
        (["Dewi", "lama"], ["Dewi\u00a0", "baru"], "Dewi; lama → Dewi[U+00A0]; baru"),
        (["Dewi", "lama"], ["D\u0435wi", "baru"], "Dewi; lama → D[U+0435]wi; baru"),
    ],
)
def test_what_nobody_sees_is_named_beside_another_change(old: object, new: object, shown: str) -> None:
    change = Change(Location("x"), CHANGED, {"subject": "nama", "old": old, "new": new})
    for lang in LANGUAGES:
        assert shown in change.sentence(lang)
        assert ("[U+" in shown) == ("(" in change.sentence(lang)), "the brackets are explained"


@pytest.mark.parametrize("written", ["Dewi\u00a0Lestari", "De\u200bwi Lest\u200bari"])
def test_a_number_in_a_name_shows_nobody(written: str) -> None:
    hidden = Mask([NamedPerson("Dewi Lestari", "199001052014022001")])
    for old, new in (("Dewi Lestari", written), (written, "Dewi Lestari"), (f"Oleh {written}", "Bagi Dewi Lestari")):
        told = Change(Location("x"), CHANGED, {"subject": "nama", "old": old, "new": new}).sentence("en", hidden.text)
        assert told.startswith("nama")
        assert not any(part in told for part in ("wi", "De", "Lest", "ari")), told


def test_a_new_evaluation_is_told_with_its_ratings_and_predikat(office: Path) -> None:
    kept = next(iter(sorted(office.glob("records/2026/*/evaluasi/*.yaml"))), None)
    assert kept, "the examples have an evaluation"
    content = kept.read_text(encoding="utf-8")
    kept.unlink()
    git(office, "commit", "-qam", "without")
    git(office, "branch", "-f", "without")
    kept.write_text(content, encoding="utf-8")
    git(office, "add", "-A")
    git(office, "commit", "-qm", "with")
    shown = run(office, "review", "without", *DAY).stdout
    assert f"evaluasi/{kept.name} predikat ditambahkan: " in shown
    assert f"evaluasi/{kept.name} rating hasil kerja ditambahkan: " in shown


def changes_between(before: MemoryTree, after: MemoryTree) -> list[str]:
    """The list of changes between two states."""
    return [each.sentence("en") for each in review(Office(before), Office(after), date(2026, 7, 20)).changes]


def changes(edits: Sequence[Mapping[str, Any]]) -> list[str]:
    """The list of changes of some edits of the examples."""
    return changes_between(examples(), edited(examples(), edits))


LINE = {"iki": "1b-N", "periode": "Q2", "realisasi": 9, "kendala": "Loket tutup", "bukti_dukung": ["Rekap"]}
SAYS = """
umpan_balik:
  - {dari: {nama: Ratna, hubungan: atasan_langsung}, atas: hasil_kerja, iki: 1b-N, isi: Sudah baik}
pembinaan:
  - {jenis: bimbingan, bentuk: coaching, cara: individual, oleh: {nama: Ratna, hubungan: atasan_langsung}, uraian: Cara}
rencana_aksi:
  - {uraian: Buka loket, tenggat: 2026-08-01, status: belum}
"""


def test_a_new_dialogue_tells_what_was_said() -> None:
    new = {"file": "bagas/dki/2026-07-06.yaml", "realisasi": [LINE]}
    told = changes([new, {"file": "bagas/dki/2026-07-06.yaml", "append": SAYS}])
    name = "dki/2026-07-06.yaml"
    assert f"1b-N realisasi Q2 added: 9, {name}" in told
    assert "1b-N kendala Q2: Loket tutup" in told
    assert "1b-N bukti dukung Q2: Rekap" in told
    assert f"{name} umpan balik: hasil kerja 1b-N, Ratna (atasan langsung): Sudah baik" in told
    assert f"{name} pembinaan: bimbingan, coaching, individual, Ratna (atasan langsung): Cara" in told
    assert f"{name} rencana aksi: Buka loket (tenggat 1 August 2026, belum)" in told
    (present,) = [each for each in told if each.startswith(f"{name} peserta: ")]
    assert "(atasan langsung)" in present
    (held,) = [each for each in told if each.startswith(f"{name} pelaksanaan: ")]
    assert "dilaporkan 6 July 2026" in held


def test_a_dialogue_that_names_a_cell_twice_tells_both() -> None:
    told = changes([{"file": "bagas/dki/2026-07-06.yaml", "realisasi": [LINE, {**LINE, "realisasi": 8}]}])
    assert [each.split(", ")[0] for each in told if "realisasi Q2" in each] == [
        "1b-N realisasi Q2 added: 9",
        "1b-N realisasi Q2 added: 8",
    ]


def test_a_projection_is_never_called_realisasi() -> None:
    told = changes([{"file": "bagas/dki/2026-07-06.yaml", "realisasi": [{**LINE, "periode": "Q3", "proyeksi": True}]}])
    assert "1b-N proyeksi Q3 added: 9, dki/2026-07-06.yaml" in told
    assert not [each for each in told if "realisasi" in each]


def test_a_koreksi_names_what_it_corrects_and_why() -> None:
    koreksi = {"dki": "dki/2026-04-07.yaml", "alasan": "Salah hitung"}
    line = {"iki": "1a-C", "periode": "Q1", "realisasi": 95.8, "koreksi": koreksi}
    told = changes([{"file": "bagas/dki/2026-07-06.yaml", "realisasi": [line]}])
    sentence = "1a-C realisasi Q1 corrected: 96.2 → 95.8; koreksi of DKI 7 April 2026: Salah hitung"
    assert f"{sentence}, dki/2026-07-06.yaml" in told


def test_a_dialogue_that_goes_tells_what_is_lost() -> None:
    told = changes([{"file": "bagas/dki/2026-04-07.yaml", "delete": True}])
    assert "dki/2026-04-07.yaml deleted" in told
    assert "1b-N realisasi Q1 dropped: 6" in told
    assert any(each.startswith("dki/2026-04-07.yaml umpan balik is lost: ") for each in told)


def test_a_dossier_that_goes_tells_what_was_recorded_rated_and_approved() -> None:
    told = changes([{"file": "bagas", "delete": True}])
    assert "dossier deleted" in told
    assert "1b-N realisasi yang tercatat is lost: quarter I 6" in told
    assert any(each.startswith("evaluasi/Q1.yaml rating dan predikat is lost: rating hasil kerja ") for each in told)
    assert any(each.startswith("penetapan is lost: pegawai (") for each in told)
    assert any(each.startswith("dialog yang tercatat is lost: ") and "7 April 2026" in each for each in told)


def test_a_new_dossier_tells_its_plan_as_the_form_does() -> None:
    none = edited(examples(), [{"file": "bagas", "delete": True}])
    told = changes_between(none, examples())
    assert "1b-N realisasi Q1 added: 6, dki/2026-04-07.yaml" in told
    assert "pegawai nama: Bagas Pratama (Pelaksana Seksi Pencairan Dana)" in told
    assert any(each.startswith("1b-N: Jumlah satuan kerja yang dibina (") for each in told)
    assert "1b-N target: quarter I 5; quarter II to quarter III, 10 each; quarter IV 5; the whole year 30" in told
    assert any(each.startswith("manual 1b-N isi: polarisasi ") for each in told)
    second = [{"file": f"bagas/dki/2026-07-{day}.yaml", "realisasi": [LINE]} for day in ("06", "07")]
    long = changes_between(none, edited(examples(), second))
    assert "1b-N realisasi yang tercatat: quarter I 6; quarter II 9" in long


def test_a_projection_that_is_edited_in_a_draft_is_called_one() -> None:
    draft = {"file": "bagas/dki/2026-07-06.yaml", "realisasi": [{**LINE, "periode": "Q3", "proyeksi": True}]}
    before = edited(examples(), [{**draft, "status": "draf"}])
    line = {**LINE, "periode": "Q3", "proyeksi": True, "realisasi": 11}
    told = changes_between(before, edited(examples(), [{**draft, "realisasi": [line], "status": "draf"}]))
    assert "dki/2026-07-06.yaml 1b-N proyeksi Q3: 9 → 11" in told


def test_a_move_is_told_by_the_units() -> None:
    first, second = (
        edited(examples(), [{"file": "bagas", "move": f"records/2026/{unit}/199203172015021003"}])
        for unit in ("seksi-bank", "seksi-umum")
    )
    assert changes_between(first, second) == ["dossier moved from seksi-bank to seksi-umum, content as it was"]
    (change,) = review(Office(first), Office(second), date(2026, 6, 15)).changes
    assert change.sentence("en", for_people=True) == "dossier moved from Seksi Bank to Seksi Umum, content as it was"


def test_what_is_neither_a_record_of_old_nor_a_realisasi_has_words_too() -> None:
    sari = [{"file": "sari", "delete": True}]
    told = changes_between(edited(examples(), sari), examples())
    said = [each.split(": ", 1)[1] for each in told if each.startswith("dki/2026-04-14.yaml ") and ": " in each]
    assert "konseling, individual, Wulan Sari (konselor internal): Pembagian waktu antara tim dan seksi" in said
    assert "DKI 21 January 2026: Daftar data dasbor sudah dipakai (selesai)" in said
    assert "Visualisasi data (Analisis data, Triwulan III 2026, Pusdiklat Contoh)" in said
    assert "adaptif: Cepat memahami data baru" in said
    adviser = "rekomendasi dari Fajar Nugroho (ketua tim): Dasbor membantu rapat; lengkapi penjelasan datanya"
    assert any(each.endswith(adviser) for each in said)
    assert not any("{" in each or "['" in each for each in told)


RHK = """    - kode: RHK-9
      rencana: Klinik SPM
      indikator:
        - {kode: 9a-N, nama: Jumlah klinik, aspek: kuantitas, satuan: klinik, target: {Q3: 2, Q4: 2, Y: 4}}
"""


def test_a_new_rhk_descends_to_its_iki_and_their_targets_and_so_does_one_that_goes() -> None:
    skp = examples().files["records/2026/199203172015021003/skp.yaml"].decode()
    at = skp.index("  tambahan:")
    more = edited(examples(), [{"file": "bagas/skp.yaml", "write": skp[:at] + RHK + skp[at:]}])
    told = changes_between(examples(), more)
    assert [each for each in told if "9" in each] == [
        "RHK-9 added: Klinik SPM",
        "9a-N added: Jumlah klinik (klinik; kuantitas)",
        "9a-N target: quarter III to quarter IV, 2 each; the whole year 4",
    ]
    told = changes_between(more, examples())
    assert "9a-N dropped: Jumlah klinik (klinik; kuantitas)" in told
    assert "9a-N target is lost: quarter III to quarter IV, 2 each; the whole year 4" in told


def test_an_iki_that_goes_takes_what_was_recorded_of_it() -> None:
    skp = examples().files["records/2026/199203172015021003/skp.yaml"].decode()
    at = skp.index("        - kode: 1b-N")
    end = min(
        place for word in ("        - kode:", "    - kode:", "  tambahan:") if (place := skp.find(word, at + 9)) > 0
    )
    told = changes([{"file": "bagas/skp.yaml", "write": skp[:at] + skp[end:]}])
    assert "1b-N realisasi yang tercatat is lost: quarter I 6" in told


def test_a_komplemen_tells_what_differs_in_the_post() -> None:
    gone = edited(examples(), [{"file": "yoga/komplemen-1", "delete": True}])
    told = changes_between(gone, examples())
    (post,) = [each for each in told if each.startswith("komplemen-1 pegawai jabatan: ")]
    assert " → " in post


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({f"B{month:02}": 40 for month in range(1, 13)}, "January to December, 40 each"),
        ({"Q1": 5, "Q2": 5, "Q4": 5, "Y": 15}, "quarter I to quarter II, 5 each; quarter IV 5; the whole year 15"),
        ({"Q2": 1, "Q1": 2}, "quarter I 2; quarter II 1"),
    ],
)
def test_values_by_period_are_no_wall(value: dict[str, int], told: str) -> None:
    assert words(value, "en") == told


def test_all_that_a_new_manual_says_is_told_that_the_skp_does_not_show() -> None:
    assert set(labels.MANUAL) - set(SHOWN) == set(_OF_MANUAL)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"Q3": 150, "Q4": 150}, "triwulan III s.d. triwulan IV masing-masing 150"),
        ({"Q3": 150, "Q4": 151}, "triwulan III 150; triwulan IV 151"),
        ({"rencana": "Terawat", "rhk_pimpinan": {"nip": "1", "kode": "RHK-4"}}, "Terawat (RHK pimpinan RHK-4)"),
        (
            {"isi": "Belum dihitung", "tanggal": "2026-05-04", "keputusan": "Tetap"},
            "4 Mei 2026: Belum dihitung; keputusan: Tetap",
        ),
    ],
)
def test_what_was_told_by_halves_is_told_whole(value: Mapping[str, Any], told: str) -> None:
    assert words(value, "id") == told
