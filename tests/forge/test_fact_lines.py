"""A record as lines for git to compare: every fact, in an order and a form that no other writing of it changes."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from skpkit.forge.diff_driver import as_changes
from skpkit.forge.fact_lines import as_lines
from tests.support.edits import PEOPLE, examples
from tests.support.records import data_of, written

FILES = {path: content for path, content in examples().files.items() if path.endswith(".yaml")}
SKP = FILES[f"{PEOPLE['bagas']}/skp.yaml"]


def without_comments(text: str) -> list[str]:
    """The facts alone."""
    return [line.partition("  # ")[0] for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("path", FILES)
def test_another_way_to_write_the_same_shows_nothing(path: str) -> None:
    facts = without_comments(as_lines(FILES[path], "id"))
    dice = Random(path)  # noqa: S311
    for _ in range(5):
        other = written(data_of(FILES[path]), dice).encode()
        assert without_comments(as_lines(other, "id")) == facts


def test_each_scalar_that_changes_changes_its_line_alone() -> None:
    facts = as_lines(SKP, "id").splitlines()
    for old, new, was, now in (
        (b"Q3: 10, Q4", b"Q3: 10.00001, Q4", "1b-N target triwulan III: 10", "1b-N target triwulan III: 10,00001"),
        (b"nilai: loyal}", b"nilai: loyal, ekspektasi: '95'}",
         "perilaku kerja: loyal", "perilaku kerja loyal ekspektasi: “95”"),
        (b"unit_kerja: KPPN Contoh\npejabat", b"unit_kerja: '  KPPN'\npejabat",
         "pegawai unit kerja: KPPN Contoh", "pegawai unit kerja: “  KPPN”"),
        (b"komponen: [target]", b"komponen: []", "adendum 1 komponen: target", "adendum 1 komponen: –"),
    ):  # fmt: skip
        other = as_lines(SKP.replace(old, new, 1), "id").splitlines()
        assert ([*set(facts) - set(other)], [*set(other) - set(facts)]) == ([was], [now])


@pytest.mark.parametrize(
    ("key", "old", "ways"),
    [
        ("komponen", "[target]", ("[]", "{}", "null", "'–'", "'{}'", "'null'", "''")),
        ("nama", "Bagas Pratama", ("bagas_pratama", "bagas pratama")),
        ("status", "ditetapkan", ("butuh_revisi", "butuh revisi")),
        ("jenis", "adendum", ("ganti_penilai", "ganti penilai", "“ganti penilai”")),
        ("nilai", "berorientasi_pelayanan", ("berorientasi_pelayanan", "berorientasi pelayanan")),
        ("sebagai", "pejabat_penilai_kinerja", ("a_b", "a b")),
    ],
)
def test_what_says_otherwise_is_shown_otherwise(key: str, old: str, ways: tuple[str, ...]) -> None:
    before = f"{key}: {old}".encode()
    assert before in SKP
    assert len({as_lines(SKP.replace(before, f"{key}: {each}".encode(), 1), "id") for each in ways}) == len(ways)


def test_an_indicator_that_moves_to_another_result_is_one_line() -> None:
    text = SKP.decode()
    block = text[text.index("        - kode: 1b-N") : text.index("    - kode: RHK-2")]
    moved = text.replace(block, "").replace("  tambahan:\n", f"{block}  tambahan:\n")
    one, other = (as_lines(each.encode(), "id").splitlines() for each in (text, moved))
    assert ({*one} - {*other}, {*other} - {*one}) == ({"1b-N RHK: RHK-1"}, {"1b-N RHK: RHK-2"})
    assert len(one) == len(other)


def test_comments_stay_with_what_they_are_about() -> None:
    text = "# atas\njenis: dki # jenis\n# tentang versi\nversi: 1\nkesimpulan: 'a # b'\nteks: |  # blok\n  # isi\n  b\n"
    assert as_lines(f"{text}# akhir\n".encode(), "id").splitlines() == [
        "# atas",
        "jenis: dki  # jenis",
        "# tentang versi",
        "versi: 1",
        "kesimpulan: a # b",
        "teks: “# isi ⏎ b ⏎ ”  # blok",
        "# akhir",
    ]


def test_the_language_tells_dates_and_numbers() -> None:
    assert "adendum 1 tanggal: 12 May 2026\n" in as_lines(SKP, "en")
    assert "1a-C target the whole year: 95.5\n" in as_lines(SKP, "en")


def test_a_list_in_which_nothing_stands_is_named() -> None:
    text = b"jenis: skp\nhasil_kerja: {utama: [], tambahan: []}\n"
    assert as_lines(text, "id").splitlines() == ["jenis: skp", "utama: –", "tambahan: –"]
    text = b"jenis: dki\npemantauan: {hasil_kerja: []}\n"
    assert as_lines(text, "id").splitlines() == ["jenis: dki", "hasil kerja: –"]


def test_whose_it_is_stands_first_and_the_rest_as_in_the_form() -> None:
    facts = as_lines(SKP, "id").splitlines()
    assert facts[:2] == ["pegawai nama: Bagas Pratama", "pegawai NIP: 199203172015021003"]
    order = ("jenis: ", "penetapan tanggal: ", "1a-C nama: ", "1a-C target triwulan I: ", "perilaku kerja: kompeten",
             "perilaku kerja: harmonis", "lampiran dukungan", "lampiran konsekuensi", "adendum 1 alasan",
             "adendum 1 komponen", "adendum 1 persetujuan pegawai")  # fmt: skip
    places = [next(nth for nth, line in enumerate(facts) if line.startswith(each)) for each in order[:-1]]
    assert places == sorted(places)
    text = b"jenis: dki\ntanggal: 2026-07-06\npeserta: [{nama: A, peran: atasan_langsung}, {nama: B, peran: pegawai}]\n"
    assert as_lines(text, "id").splitlines()[:2] == ["peserta: B, pegawai", "peserta: A, atasan langsung"]


def test_who_approved_is_named_by_name_and_post_where_the_record_tells_them() -> None:
    facts = as_lines(SKP, "id")
    assert "penetapan persetujuan pegawai: Bagas Pratama, " in facts
    approvals = [line for line in facts.splitlines() if " persetujuan " in line]
    assert [line for line in approvals if "pengelola" not in line and "197805142003121002" in line] == []
    other = as_lines(SKP.replace(b'nip: "197805142003121002", tanggal', b'nip: "197805142003121003", tanggal'), "id")
    assert "persetujuan pejabat penilai kinerja: 197805142003121003, " in other


HOSTILE = [
    b"",
    b"\x00",
    b"\xff\xfe",
    b"a: \x1b]0;x\x07\n",
    b"a: '\xe2\x80\xae tersembunyi'\n",
    b"- a\n- b\n",
    b"a: &x 1\nb: *x\n",
    b"a: {" * 40,
    b"::error::a: b\n",
    b"a: '::stop'\n'::c': 1\n",
    b"jenis: skp\nhasil_kerja: 3\nperubahan: {a: [1]}\n",
    b"jenis: [skp]\n",
    b"jenis: dki\npemantauan: {hasil_kerja: [{iki: [1], periode: {}}, 3, [], null, {iki: a}]}\n",
    b"hasil_kerja: {utama: [{kode: 1, indikator: 5}, {kode: a, indikator: [{}, {kode: x}, 3]}]}\n",
    b"perubahan: [{nomor: 1.0}, {nomor: null}, {}]\npersetujuan: [{sebagai: a, nip: {}}]\n",
    b"a: " + b"x" * 10_000 + b"\n",
    b"a: b\n" * 100_000,
    b"<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n",
    b"<<<<<<< ours\na: 1\n",
]


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_a_file_holds_it_is_shown_and_acts_on_no_terminal(content: bytes) -> None:
    shown = as_lines(content, "id")
    assert shown == as_lines(content, "id")
    assert bool(shown) == bool(content)
    assert all(line.isprintable() and not line.startswith("::") for line in shown.splitlines())
    assert len(shown) <= 12 * len(content) + 500


def test_what_differs_is_shown_as_different_wherever_it_cannot_be_read() -> None:
    large = b"a: 1\n" * 70_000
    alike = ((b"\x00a", b"\x00b"), (b"\xffa", b"\xffb"), (b"a: &x 1\n", b"a: &x 2\n"), (large, large[:-2] + b"2\n"))
    for one, other in alike:
        assert as_lines(one, "id") != as_lines(other, "id")


def test_the_list_of_changes_of_git_diff(tmp_path: Path) -> None:
    folder = tmp_path
    path = f"{PEOPLE['bagas']}/skp.yaml"
    (folder / "lama").write_bytes(SKP)
    (folder / "baru").write_bytes(SKP.replace(b"Q3: 10, Q4", b"Q3: 12, Q4"))
    (folder / "rusak").write_bytes(b"a: &x\n")
    old, new, broken = ((str(folder / name), "0" * 40, "100644") for name in ("lama", "baru", "rusak"))
    nothing = ("/dev/null", ".", ".")
    assert as_changes((path, *old, *new), "id") == f"{path}\n    1b-N target Q3: 10 → 12\n"
    assert "skp.yaml ditambahkan\n" in as_changes((path, *nothing, *new), "id")
    assert "skp.yaml dihapus\n" in as_changes((path, *old, *nothing), "id")
    moved = as_changes((path, *old, *new, path.replace("skp", "lain"), "similarity index 98%"), "id")
    assert moved.startswith(f"{path} sekarang ")
    assert "-1b-N target triwulan III: 10" in as_changes(("records/pengecualian.yaml", *old, *new), "id")
    assert "    -jenis: skp\n" in as_changes((path, *old, *broken), "id")
    assert path in as_changes((path,), "id")
