"""Records merged by code, date and number: what is joined, what stays to be settled, and what text is left alone."""

from __future__ import annotations

from itertools import combinations

import pytest

from skpkit.source.yamlfile import read
from skpkit.writing.conflicts import sides
from skpkit.writing.merging import Doubt, Merging, merge
from tests.support.edits import PEOPLE, examples

SKP = examples().files[f"{PEOPLE['bagas']}/skp.yaml"].decode()
DIALOGUE = """\
# Dialog triwulan II
jenis: dki
versi: 1
tanggal: 2026-07-06
status: draf   # belum dilaporkan
peserta:
  - {nama: Bagas Pratama, nip: "199203172015021003", peran: pegawai}
pemantauan:
  hasil_kerja:
    # dari rekap
    - {iki: 1a-C, periode: Q2, realisasi: 96}
rencana_aksi:
  - uraian: Membina mitra baru
    tenggat: 2026-09-30
    status: berjalan
"""
Change = tuple[str, str]


def changed(text: str, *changes: Change) -> str:
    """A text with each of some stretches, which stand there once, replaced."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def both_ways(base: str, ours: str, theirs: str) -> Merging:
    """A merge, of which the other way round has the same data, in conflict too."""
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    if one.clashes:
        mine, yours = sides(one.text), sides(other.text)
        assert mine
        assert yours
        assert [read(each.encode()).data for each in mine] == [read(each.encode()).data for each in reversed(yours)]
    else:
        assert read(one.text.encode()).data == read(other.text.encode()).data
    assert {each.where for each in one.clashes} == {each.where for each in other.clashes}
    assert one.renumbered == other.renumbered
    return one


LINE = "    - {iki: 1a-C, periode: Q2, realisasi: 96}\n"
ACTION = "    status: berjalan\n"


def test_lines_of_a_dialogue_that_two_people_add_stand_together_with_their_comments() -> None:
    mine = "    # notula pembinaan\n    - {iki: 1b-N, periode: Q2, realisasi: 9}\n"
    yours = "    - {iki: 2a-N, periode: Q2, realisasi: 2}  # register\n"
    merged = both_ways(DIALOGUE, changed(DIALOGUE, (LINE, LINE + mine)), changed(DIALOGUE, (LINE, LINE + yours)))
    assert merged.text == changed(DIALOGUE, (LINE, LINE + mine + yours))
    assert not merged.clashes


def test_actions_that_two_people_add_and_one_that_each_changes_in_his_way() -> None:
    mine = "  - {uraian: Menyusun rekap, tenggat: 2026-08-31, status: belum}\n"
    yours = "  - {uraian: Memperbarui daftar mitra, tenggat: 2026-08-15, status: belum}\n"
    ours = changed(DIALOGUE, ("tenggat: 2026-09-30", "tenggat: 2026-10-15")) + mine
    theirs = changed(DIALOGUE, ("status: berjalan", "status: selesai")) + yours
    merged = both_ways(DIALOGUE, ours, theirs)
    done = changed(DIALOGUE, ("tenggat: 2026-09-30", "tenggat: 2026-10-15"), ("status: berjalan", "status: selesai"))
    assert merged.text == done + yours + mine


def test_indicators_and_results_that_two_people_add() -> None:
    last = "          target: {Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}\n"
    new = "        - {{kode: {0}, nama: {0}, aspek: biaya, satuan: x, target: {{Y: 1}}}}\n"
    rhk = "    - kode: RHK-T2\n      rencana: Baru\n      indikator: []\n"
    ours = changed(SKP, (last, last + new.format("1d-N")))
    theirs = changed(SKP, (last, last + new.format("1c-N")), ("perilaku_kerja:\n", f"{rhk}perilaku_kerja:\n"))
    want = changed(SKP, (last, last + new.format("1c-N") + new.format("1d-N")))
    assert both_ways(SKP, ours, theirs).text == changed(want, ("perilaku_kerja:\n", f"{rhk}perilaku_kerja:\n"))


def test_two_cells_of_one_target_and_two_fields_of_one_indicator() -> None:
    ours = changed(
        SKP,
        ("{Q1: 5, Q2: 10, Q3: 10,", "{Q1: 5, Q2: 10, Q3: 12,"),
        ("satuan: persen\n          target: {Q1: 95", "satuan: dokumen\n          target: {Q1: 95"),
    )
    theirs = changed(SKP, ("Q4: 5, Y: 30}", "Q4: 7, Y: 30}"), ("SPM yang diuji tepat waktu", "SPM tepat waktu"))
    merged = both_ways(SKP, ours, theirs)
    assert "{Q1: 5, Q2: 10, Q3: 12, Q4: 7, Y: 30}" in merged.text
    assert "nama: Persentase SPM tepat waktu\n          aspek: waktu\n          satuan: dokumen\n" in merged.text


def test_two_values_of_one_cell_stay_between_marks_around_whole_lines() -> None:
    old = "          target: {Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}\n"
    mine, yours = old.replace("Q3: 10", "Q3: 12"), old.replace("Q3: 10", "Q3: 15")
    ours = changed(SKP, (old, mine), ("status: ditetapkan", "status: ditutup"))
    theirs = changed(SKP, (old, yours), ("nama: Bagas Pratama", "nama: Bagas P."))
    merged = both_ways(SKP, ours, theirs)
    (clash,) = merged.clashes
    assert (clash.where[-3:], clash.ours, clash.theirs) == (("1b-N", "target", "Q3"), 12, 15)
    marks = f"<<<<<<< ours\n{mine}=======\n{yours}>>>>>>> theirs\n"
    want = changed(
        SKP, (old, marks), ("status: ditetapkan", "status: ditutup"), ("nama: Bagas Pratama", "nama: Bagas P.")
    )
    assert merged.text == want
    wide = merge(SKP, ours, theirs, width=11, with_base=True).text
    assert f"{'<' * 11} ours\n{mine}{'|' * 11} base\n{old}{'=' * 11}\n{yours}{'>' * 11} theirs\n" in wide


def test_what_stands_behind_a_dash_is_marked_as_the_whole_item() -> None:
    ours = changed(DIALOGUE, ("uraian: Membina mitra baru", "uraian: Membina dua belas mitra baru"))
    theirs = changed(DIALOGUE, ("uraian: Membina mitra baru", "uraian: Membina sepuluh mitra baru"))
    merged = both_ways(DIALOGUE, ours, theirs)
    assert "<<<<<<< ours\n  - uraian: Membina dua belas mitra baru\n    tenggat" in merged.text


WATCH = "pemantauan:\n  hasil_kerja:\n    # dari rekap\n"
PLAN = "rencana_aksi:\n  - uraian: Membina mitra baru\n    tenggat: 2026-09-30\n    status: berjalan\n"
NINE, EIGHT = (f"    - {{iki: 1b-N, periode: Q2, realisasi: {number}}}\n" for number in (9, 8))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ((WATCH + LINE, ""), (LINE, LINE.replace("96", "97"))),
        ((PLAN, ""), (ACTION, "    status: selesai\n")),
        ((LINE, LINE + NINE), (LINE, LINE + EIGHT)),
        ((LINE, LINE + NINE), (LINE, EIGHT + LINE)),
        (("Membina mitra baru", "Membina dua belas mitra"), ("Membina mitra baru", "Menutup kegiatan lama")),
        (("draf   # belum", "draf   # masih belum"), ("draf   # belum", "draf   # segera")),
        (("# dari rekap", "# dari rekap kantor"), ("# dari rekap", "# dari register")),
    ],
    ids=["taken-and-changed", "all-taken-and-changed", "one-cell-twice", "one-cell-twice-apart", "worded-twice",
         "comment-behind", "comment-above"],
)  # fmt: skip
def test_contradictions_are_never_settled_silently(ours: Change, theirs: Change) -> None:
    assert both_ways(DIALOGUE, changed(DIALOGUE, ours), changed(DIALOGUE, theirs)).clashes


def moved(text: str, kode: str, rhk: str) -> str:
    """An SKP with an IKI below another RHK, or below none; of one line, to be told from all else."""
    line = f"        - {{kode: {kode}, nama: {kode}, aspek: biaya, satuan: x, target: {{Y: 1}}}}\n"
    bare = text.replace(line, "")
    at = bare.index("      indikator:\n", bare.index(f"kode: {rhk}\n")) + len("      indikator:\n") if rhk else 0
    return f"{bare[:at]}{line}{bare[at:]}" if rhk else bare


@pytest.mark.parametrize(
    ("was", "ours", "theirs"),
    [("RHK-1", "RHK-2", ""), ("RHK-1", "RHK-2", "RHK-T1"), ("", "RHK-1", "RHK-2")],
    ids=["moved-and-dropped", "moved-twice", "added-twice"],
)
def test_an_indicator_is_not_in_two_places_nor_moved_and_gone(was: str, ours: str, theirs: str) -> None:
    base = moved(SKP, "9a-N", was)
    (clash,) = both_ways(base, moved(base, "9a-N", ours), moved(base, "9a-N", theirs)).clashes
    assert clash.where == ("hasil_kerja", "9a-N")


def test_an_indicator_that_one_side_moves_and_the_other_changes() -> None:
    base = moved(SKP, "9a-N", "RHK-1")
    theirs = base.replace("satuan: x, target: {Y: 1}", "satuan: x, target: {Y: 2}")
    merged = both_ways(base, moved(base, "9a-N", "RHK-2"), theirs)
    assert [each.where for each in merged.clashes] == [("hasil_kerja", "9a-N")]
    assert merged.text.count("kode: 9a-N") == 2


def test_an_indicator_that_one_side_moves_is_moved() -> None:
    base = moved(SKP, "9a-N", "RHK-1")
    theirs = changed(base, ("status: ditetapkan", "status: ditutup"), ("nama: Jumlah panduan", "nama: Banyak panduan"))
    merged = both_ways(base, moved(base, "9a-N", "RHK-2"), theirs)
    assert merged.text == moved(theirs, "9a-N", "RHK-2")


ENTRY = "  - {{jenis: adendum, nomor: {0}, tanggal: {1}, alasan: {2}, komponen: [iki]{3}}}\n"
SIGNED = ", persetujuan: [{sebagai: pegawai, nip: '199203172015021003', tanggal: 2026-07-01, tanda_tangan: AAAA}]"


def entry(number: int, day: str, reason: str, more: str = "") -> str:
    """An entry of an adendum, as the last of an SKP's."""
    return ENTRY.format(number, day, reason, more)


def test_two_addenda_of_one_number_are_numbered_by_their_dates() -> None:
    mine, yours = entry(2, "2026-07-01", "Tambah 1c"), entry(2, "2026-06-20", "Tambah 1d")
    merged = both_ways(SKP, SKP + mine, SKP + yours)
    assert merged.text == SKP + yours + mine.replace("nomor: 2", "nomor: 3")
    assert merged.renumbered == ((2, 3, "2026-07-01"),)


def test_several_of_each_side_keep_their_order_and_one_of_both_is_there_once() -> None:
    shared = entry(2, "2026-06-01", "Bersama")
    mine = entry(3, "2026-07-01", "A") + entry(4, "2026-09-01", "B")
    yours = entry(3, "2026-08-01", "C")
    merged = both_ways(SKP, SKP + shared + mine, SKP + shared + yours)
    assert merged.text == SKP + shared + entry(3, "2026-07-01", "A") + entry(4, "2026-08-01", "C") + entry(
        5, "2026-09-01", "B"
    )


def test_an_approval_added_on_each_side_of_one_entry() -> None:
    bare = entry(2, "2026-07-01", "A", ", persetujuan: []")
    one = "{sebagai: pegawai, nip: '199203172015021003', tanggal: 2026-07-01}"
    other = "{sebagai: pejabat_penilai_kinerja, nip: '197805142003121002', tanggal: 2026-07-02}"
    base = SKP + bare
    merged = both_ways(base, base.replace("[]", f"[{one}]"), base.replace("[]", f"[{other}]"))
    assert merged.text == base.replace("[]", f"[{one}, {other}]") or merged.text == base.replace(
        "[]", f"[{other}, {one}]"
    )
    assert not merged.clashes


def test_an_entry_that_is_signed_gets_no_other_number() -> None:
    signed = entry(2, "2026-07-01", "Tambah 1c", SIGNED)
    other = entry(2, "2026-06-20", "Tambah 1d")
    merged = both_ways(SKP, SKP + signed, SKP + other)
    assert [each.signed for each in merged.clashes] == [True]
    assert f"<<<<<<< ours\n{signed}=======\n{other}>>>>>>> theirs\n" in merged.text
    early = entry(2, "2026-06-01", "Tambah 1c", SIGNED)
    assert both_ways(SKP, SKP + early, SKP + other).text == SKP + early + other.replace("nomor: 2", "nomor: 3")


def test_a_list_that_both_begin() -> None:
    mine = "umpan_balik:\n  - {dari: {nama: Ratna, hubungan: atasan_langsung}, atas: hasil_kerja, isi: Baik}\n"
    yours = "umpan_balik:\n  - {dari: {nama: Dian, hubungan: rekan_setingkat}, atas: perilaku_kerja, isi: Sigap}\n"
    merged = both_ways(DIALOGUE, DIALOGUE + mine, changed(DIALOGUE, ("rencana_aksi:\n", f"{yours}rencana_aksi:\n")))
    assert merged.text.count("umpan_balik:") == 1
    assert {"Baik", "Sigap"} == {each["isi"] for each in read(merged.text.encode()).data["umpan_balik"]}


def test_a_text_of_several_lines_is_merged_by_its_lines() -> None:
    base = DIALOGUE + "kesimpulan: |\n  Satu.\n  Dua.\n  Tiga.\n"
    merged = both_ways(base, base.replace("Satu.", "Satu!"), base.replace("Tiga.", "Tiga!"))
    assert merged.text == base.replace("Satu.", "Satu!").replace("Tiga.", "Tiga!")
    assert both_ways(base, base.replace("Satu.", "Satu!"), base.replace("Satu.", "Satu?")).clashes


def test_what_is_only_written_otherwise_gives_way_to_what_says_otherwise() -> None:
    old, flow = (
        "  - uraian: Membina mitra baru\n    tenggat: 2026-09-30\n    status: berjalan\n",
        "  - {status: berjalan, tenggat: 2026-09-30, uraian: Membina mitra baru}\n",
    )
    merged = both_ways(DIALOGUE, changed(DIALOGUE, (old, flow)), changed(DIALOGUE, (ACTION, "    status: selesai\n")))
    assert merged.text == changed(DIALOGUE, (ACTION, "    status: selesai\n"))


@pytest.mark.parametrize("hostile", ["&a 1", "- - -", "{a: [", "\t- a", "<<<<<<< ours"])
def test_what_cannot_be_read_is_left_to_a_merge_by_lines(hostile: str) -> None:
    with pytest.raises(Doubt):
        merge(DIALOGUE, DIALOGUE + f"kesimpulan: {hostile}\n{hostile}\n", DIALOGUE + "kesimpulan: a\n")


def test_marks_within_a_text_are_no_conflict() -> None:
    text = DIALOGUE + "kesimpulan: |\n  a\n  <<<<<<< ours\n  =======\n"
    ours, theirs = (
        changed(text, ("status: berjalan", "status: selesai")),
        changed(text, ("realisasi: 96", "realisasi: 97")),
    )
    merged = both_ways(text, ours, theirs)
    assert "status: selesai" in merged.text
    assert "realisasi: 97" in merged.text


def test_a_dialogue_that_one_side_reported_and_the_other_wrote_on_in() -> None:
    """By lines it would merge, and say that what nobody reported was."""
    ours = changed(DIALOGUE, ("status: draf   # belum dilaporkan\n", "status: dilaporkan\ndilaporkan: 2026-07-07\n"))
    (clash,) = both_ways(DIALOGUE, ours, changed(DIALOGUE, (LINE, LINE + NINE))).clashes
    assert (clash.where, clash.ours, clash.theirs) == (("status",), "dilaporkan", "draf")
    assert not both_ways(DIALOGUE, ours, changed(DIALOGUE, ("# dari rekap", "# dari register"))).clashes


def test_exemptions_that_two_people_write() -> None:
    base = "jenis: pengecualian\nversi: 1\npengecualian:\n  - {kode: SKP201, alasan: A}\n"
    mine, yours = "  - kode: SKP301\n    alasan: B\n", "  - {kode: SKP302, alasan: C}\n"
    assert both_ways(base, base + mine, base + yours).text == base + mine + yours


def test_what_is_long_is_merged_in_no_time() -> None:
    """A file is at most as large as can be read; nothing in it makes a merge take more than its size does."""
    many = "".join(f"  - {'x' * 60}{nth % 7}\n" for nth in range(800))
    base = (
        f"jenis: dki\nkesimpulan: |\n{'  sama' * 3_000}\nrencana_karier: |\n{'  a' + chr(10) + '  '}b\ntahap:\n{many}"
    )
    ours, theirs = base.replace("x0", "y0"), base.replace("x1", "y1").replace("  sama", "  Sama", 1)
    assert both_ways(base, ours, theirs).text


def test_a_comment_that_one_writes_on_what_the_other_takes_away_is_not_lost() -> None:
    line = '  - {nama: Bagas Pratama, nip: "199203172015021003", peran: pegawai}\n'
    other = '  - {nama: Ratna Wulandari, nip: "197805142003121002", peran: atasan_langsung}\n'
    base = changed(DIALOGUE, (line, line + other))
    for new in (f"  # pindah tugas\n{other}", other.replace("}", "}  # pindah tugas")):
        merged = both_ways(base, DIALOGUE, changed(base, (other, new)))
        assert merged.clashes
        assert f"=======\n{new}" in merged.text
    assert not both_ways(base, DIALOGUE, changed(base, ("# dari rekap", "# dari rekap kedua"))).clashes


@pytest.mark.parametrize("empty", ["rencana_aksi:\n", "rencana_aksi: []\n"])
def test_what_one_adds_to_a_list_that_the_other_empties(empty: str) -> None:
    new = "  - {uraian: Menyusun rekap, tenggat: 2026-08-31, status: belum}\n"
    at = DIALOGUE.index("rencana_aksi:")
    merged = both_ways(DIALOGUE, DIALOGUE + new, DIALOGUE[:at] + empty)
    assert (merged.text, merged.clashes) == (f"{DIALOGUE[:at]}rencana_aksi:\n{new}", ())


@pytest.mark.parametrize("base", ["[]", "{}", "null", "[a]", "{a: 1}"])
def test_that_there_is_nothing_is_said_by_both_alike_or_a_contradiction(base: str) -> None:
    ways = [each for each in ("[]", "{}", "null", "~", "") if each != base]
    for ours, theirs in combinations(ways, 2):
        texts = [f"jenis: skp\ntambahan: {each}\n" for each in (base, ours, theirs)]
        merging = both_ways(*texts)
        differ = read(texts[1].encode()).data != read(texts[2].encode()).data
        nothing_new = any(read(each.encode()).data == read(texts[0].encode()).data for each in texts[1:])
        assert bool(merging.clashes) is (differ and not nothing_new)
