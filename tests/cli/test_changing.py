"""`skpkit realisasi`, `koreksi`, `adendum` and `komplemen`: what people write with them, and what they are refused."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

import pytest

from skpkit.source.yamlfile import read
from tests.support.command import COMMIT, git, run_here
from tests.support.killing import killed_everywhere
from tests.support.terminal import at_terminal

DOSSIER = "records/2026/199203172015021003"
DAY = ("--today", "2026-06-15")
JULY = ("--today", "2026-07-06")
WHY = ("--alasan", "Mitra bertambah")
NEW_DIALOGUE = ("--dialog-baru",)
MOVE = ("komplemen", DOSSIER, "--mulai", "2026-07-01", "--alasan", "Mutasi", *NEW_DIALOGUE)
OF_SOMEBODY = (
    "199501012020121004", "--nama", "Uji", "--jabatan", "Pelaksana", "--unit", "KPPN Contoh", "--instansi", "Badan",
    "--penilai", "197805142003121002", "--penilai-nama", "Ratna", "--penilai-jabatan", "Kepala", "--rhk", "Pengujian",
)  # fmt: skip
OTHER_PLAN = (
    "--rhk", "RHK-1", "rencana=Terlaksananya rekonsiliasi", "--rhk", "RHK-2", "rencana=Berkurangnya selisih",
)  # fmt: skip


def held(office: Path) -> dict[str, bytes]:
    return {each.name + str(each): each.read_bytes() for each in (office / "records").rglob("*.yaml")}


def accepted_but_for_approvals(office: Path, day: tuple[str, str] = DAY) -> None:
    """`check` and `review` find nothing grave but that people still have to approve."""
    for words in (("check", DOSSIER), ("review",)):
        done = run_here(office, *words, *day)
        graves = [line for line in done.stdout.splitlines() if ": kesalahan SKP" in line]
        assert all("SKP213" in line or "SKP110" in line for line in graves), done.stdout


# --- realisasi and koreksi -------------------------------------------------------------------------------------


def test_what_is_due_is_named(office: Path) -> None:
    done = run_here(office, "realisasi", DOSSIER, *JULY)
    assert done.returncode == 2
    assert "1a-C Q2, 1b-N Q2, 2a-N Q2" in done.stderr
    assert "tidak ada realisasi" in run_here(office, "realisasi", DOSSIER, *DAY).stdout


def test_a_realisasi_comes_into_the_draft_of_the_day(office: Path) -> None:
    first = ("--nilai", "1b-N", "Q2", "11", "--bukti", "1b-N", "Q2", "Notula")
    done = run_here(office, "realisasi", DOSSIER, *first, *JULY)
    assert done.returncode == 0, done.stderr
    file = office / DOSSIER / "dki/2026-07-06.yaml"
    assert f"dibetulkan dengan skpkit realisasi {DOSSIER} --nilai 1b-N Q2 NILAI" in done.stdout, done.stdout
    assert "# Dialog kinerja individu Bagas Pratama\n" in file.read_text()
    assert "media: tatap_muka  # " in file.read_text()
    file.write_text("# catatan saya\n" + file.read_text())
    more = ("--nilai", "1a-C", "Q2", "95,4", "--bukti", "1a-C", "Q2", "Rekap", "--kendala", "1a-C", "Q2", "Antrean")
    assert run_here(office, "realisasi", "199203172015021003", *more, "--lapor", *JULY).returncode == 0
    text = file.read_text()
    assert text.startswith("# catatan saya\n")
    assert "{iki: 1b-N, periode: Q2, realisasi: 11, bukti_dukung: [Notula]}" in text
    assert "{iki: 1a-C, periode: Q2, realisasi: 95.4, bukti_dukung: [Rekap], kendala: Antrean}" in text
    assert "status: dilaporkan" in text
    assert "dilaporkan: 2026-07-06" in text
    accepted_but_for_approvals(office, JULY)


@pytest.mark.parametrize("value", ["-97", "97"])
def test_a_target_below_zero_beside_others_above_is_told(office: Path, value: str) -> None:
    words = ("--target", "1a-C", f"Q4={value}", "--alasan", "Uji", "--dialog-baru")
    done = run_here(office, "adendum", DOSSIER, *words, "--today", "2026-06-15")
    assert done.returncode == 0, done.stderr
    assert ("di bawah nol" in done.stdout) == (value == "-97"), done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("1b-N", "Q2", "100"), "sepuluh kali"),
        (("1b-N", "Q2", "-1"), "kurang dari nol"),
        (("1a-C", "Q2", "-5"), "kurang dari nol"),
        (("1b-N", "Q2", "70"), "jauh dari 6"),
        (("1a-C", "Q2", "101"), "lebih dari 100 persen"),
    ],
)
def test_what_is_odd_is_asked_about_before(office: Path, words: tuple[str, str, str], told: str) -> None:
    before = held(office)
    done = run_here(office, "realisasi", DOSSIER, "--nilai", *words, *JULY)
    assert (done.returncode, told in done.stderr, "--yakin" in done.stderr) == (2, True, True), done.stderr
    assert held(office) == before
    assert run_here(office, "realisasi", DOSSIER, "--nilai", *words, "--yakin", *JULY).returncode == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("realisasi", DOSSIER, "--nilai", "1b-N", "Q1", "7"), "keberatan"),
        (("realisasi", DOSSIER, "--nilai", "1b-N", "Q3", "7"), "30 September 2026"),
        (("realisasi", DOSSIER, "--nilai", "1b-N", "Y", "7"), "Q1, Q2, Q3, Q4"),
        (("realisasi", DOSSIER, "--nilai", "9z-N", "Q2", "7"), "1a-C, 1b-N, 2a-N, T1a-N"),
        (("realisasi", DOSSIER, "--nilai", "1b-N", "Q2", "tujuh"), "tujuh"),
        (("realisasi", DOSSIER, "--nilai", "1b-N", "Q2", "12.500"), "12500 atau 12,5"),
        (("realisasi", DOSSIER, "--nilai", "1b-N", "Q2", "10 dokumen"), "tulis 10"),
        (("koreksi", DOSSIER, "1b-N", "Q2", "6,250", *WHY), "6250 atau 6,25"),
        (("adendum", DOSSIER, "--target", "1b-N", "Q3=12.500", *WHY, *NEW_DIALOGUE), "12500 atau 12,5"),
        (("new", "dki", DOSSIER, "--realisasi", "1b-N:Q2=1.000", "--yes"), "1000 atau 1"),
        (("new", "skp", *OF_SOMEBODY, "--iki", "1 | Satker | kuantitas | satker | 1.250 1 1 1", "--yes"), "1250 atau"),
        (("realisasi", DOSSIER, "--bukti", "1b-N", "Q2", "Notula"), "--bukti"),
        (("realisasi", "records/2026/x", "--nilai", "1b-N", "Q2", "7"), "records/2026/x"),
        (("koreksi", DOSSIER, "1b-N", "Q1", "7", *WHY), "keberatan"),
        (("koreksi", DOSSIER, "1b-N", "Q2", "7", *WHY), "skpkit realisasi"),
        (("koreksi", DOSSIER, "1b-N", "Q2", "7", "--tanggal", "2026-08-01", *WHY), "1 Agustus 2026"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_the_way(office: Path, words: tuple[str, ...], told: str) -> None:
    before = held(office)
    done = run_here(office, *words, *JULY)
    assert done.returncode in (2, 3)
    assert told in done.stderr, done.stderr
    assert held(office) == before


def test_a_reported_value_leads_to_a_koreksi_and_a_draft_one_away_from_it(office: Path) -> None:
    value = ("--nilai", "1b-N", "Q2", "11", "--bukti", "1b-N", "Q2", "Notula")
    again = ("--nilai", "1b-N", "Q2", "12")
    assert run_here(office, "realisasi", DOSSIER, *value, *JULY).returncode == 0
    draft = run_here(office, "koreksi", DOSSIER, "1b-N", "Q2", "12", *WHY, *JULY)
    assert "skpkit realisasi" in draft.stderr
    assert run_here(office, "realisasi", DOSSIER, *again, "--lapor", *JULY).returncode == 0
    refused = run_here(office, "realisasi", DOSSIER, *value, *JULY)
    assert "skpkit koreksi" in refused.stderr
    koreksi = ("koreksi", DOSSIER, "1b-N", "Q2", "13", *WHY, "--bukti", "Notula baru")
    assert run_here(office, *koreksi, "--today", "2026-07-09").returncode == 0
    text = (office / DOSSIER / "dki/2026-07-09.yaml").read_text()
    assert "dki: dki/2026-07-06.yaml" in text
    same = run_here(office, *koreksi[:4], "13", *WHY, "--today", "2026-07-09")
    assert same.returncode == 2
    accepted_but_for_approvals(office, ("--today", "2026-07-09"))


def test_what_proves_a_reported_value_comes_with_a_dialogue_that_repeats_it(office: Path) -> None:
    value = ("realisasi", DOSSIER, "--nilai", "1b-N", "Q2", "11")
    assert run_here(office, *value, "--lapor", *JULY).returncode == 0
    git(office, "add", ".")
    git(office, *COMMIT)
    lacking = ("check", DOSSIER, "--today", "2026-07-09")
    assert "1b-N untuk triwulan II belum memiliki bukti dukung" in run_here(office, *lacking).stdout
    proof, later = ("--bukti", "1b-N", "Q2", "Notula"), ("--today", "2026-07-09")
    before = held(office)
    for words in (
        (*value, *later),  # nothing new
        (*value, *proof, *JULY),  # in no later dialogue
        (*value[:-1], "12", *proof, *later),  # another value
    ):
        done = run_here(office, *words)
        assert (done.returncode, "sudah dilaporkan sebagai 11" in done.stderr) == (2, True), done.stderr
    assert held(office) == before
    done = run_here(office, *value, *proof, "--lapor", *later)
    assert done.returncode == 0, done.stderr
    assert "{iki: 1b-N, periode: Q2, realisasi: 11, bukti_dukung: [Notula]}" in (
        office / DOSSIER / "dki/2026-07-09.yaml"
    ).read_text(encoding="utf-8")
    assert "1b-N untuk triwulan II belum memiliki bukti" not in run_here(office, *lacking).stdout
    accepted_but_for_approvals(office, later)


def test_a_draft_is_reported_and_looked_at_before(office: Path) -> None:
    nothing = run_here(office, "realisasi", DOSSIER, "--lapor", *JULY)
    assert (nothing.returncode, "--nilai" in nothing.stderr) == (2, True)
    value = ("--nilai", "1b-N", "Q2", "100", "--bukti", "1b-N", "Q2", "Notula", "--yakin")
    drafted = run_here(office, "realisasi", DOSSIER, *value, *JULY)
    assert f"skpkit realisasi {DOSSIER} --lapor" in drafted.stdout
    later = ("--lapor", "--today", "2026-07-09")
    assert "sepuluh kali" in run_here(office, "realisasi", DOSSIER, *later).stderr
    assert run_here(office, "realisasi", DOSSIER, *later, "--yakin").returncode == 0
    data = read((office / DOSSIER / "dki/2026-07-06.yaml").read_bytes()).data
    assert (data["status"], data["dilaporkan"]) == ("dilaporkan", "2026-07-09")
    accepted_but_for_approvals(office, ("--today", "2026-07-09"))


@pytest.mark.skipif(sys.platform == "win32", reason="has no terminals of that kind")
@pytest.mark.parametrize(
    ("words", "first", "between", "last"),
    [(("realisasi", DOSSIER), [], [], [""]), (("new", "dki", DOSSIER), ["", "", ""], [""], [""] * 30)],
)
def test_a_realisasi_is_asked_for_alike_by_both_commands(
    office: Path, words: tuple[str, ...], first: list[str], between: list[str], last: list[str]
) -> None:
    of_1a = ["96,5%", "Rekap; Notula", *between]
    of_1b = ["12.500", "500", "n", "900", "t", "−5", "t", "11", "", *between]
    code, said = at_terminal(office, (*words, *JULY), [*first, *of_1a, *of_1b, "", "", *last])
    assert code == 0, said
    assert "12500 atau 12,5" in said
    assert (said.count("sepuluh kali"), said.count("kurang dari nol")) == (2, 1)
    text = (office / DOSSIER / "dki/2026-07-06.yaml").read_text()
    assert "realisasi: 96.5" in text
    assert "[Rekap, Notula]" in text
    assert "realisasi: 11" in text


@pytest.mark.skipif(sys.platform == "win32", reason="has no terminals of that kind")
def test_what_is_odd_in_a_draft_is_asked_about_before_it_is_reported(office: Path) -> None:
    value = ("--nilai", "1b-N", "Q2", "100", "--bukti", "1b-N", "Q2", "Notula", "--yakin")
    assert run_here(office, "realisasi", DOSSIER, *value, *JULY).returncode == 0
    code, said = at_terminal(office, ("realisasi", DOSSIER, "--lapor", *JULY), ["n"])
    assert code != 0, said
    assert (said.count("(kosong: belum)"), said.count("sepuluh kali")) == (0, 1), "it is reported, and asks no more"
    assert "status: draf" in (office / DOSSIER / "dki/2026-07-06.yaml").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="has no terminals of that kind")
def test_what_was_answered_is_written_once_somebody_agrees(office: Path) -> None:
    before = held(office)
    code, said = at_terminal(office, ("realisasi", DOSSIER, *JULY), ["96,5", "", "", "", "t", ""])
    assert (code, "Tulis sekarang?" in said, "tidak ada yang ditulis" in said) == (0, True, True), said
    assert held(office) == before
    given = ("--nilai", "1b-N", "Q2", "11", "--bukti", "1b-N", "Q2", "Notula", "-y")
    code, said = at_terminal(office, ("realisasi", DOSSIER, *given, *JULY), [])
    assert (code, "Tulis sekarang?" in said, held(office) != before) == (0, False, True), said


@pytest.mark.parametrize(
    "words",
    [
        ("realisasi", DOSSIER, "--nilai", "1b-N", "Q2", "11"),
        ("adendum", DOSSIER, "--target", "1b-N", "Q3=12,Q4=6", *WHY, *NEW_DIALOGUE),
        ("new", "dki", DOSSIER, "--tahap", "Umpan balik", "--yes"),
    ],
    ids=lambda words: words[0],
)
def test_a_medium_and_a_stage_are_named_as_people_do(office: Path, words: tuple[str, ...]) -> None:
    wrong = run_here(office, *words, "--media", "merpati", *JULY)
    assert (wrong.returncode, "konferensi video" in wrong.stderr) == (2, True), wrong.stderr
    done = run_here(office, *words, "--media", "Konferensi video", *JULY)
    assert done.returncode == 0, done.stderr
    assert "media: konferensi_video" in (office / DOSSIER / "dki/2026-07-06.yaml").read_text()


def test_a_projection_that_becomes_a_realisasi_is_none_any_more(office: Path) -> None:
    line = "--nilai 1b-N Q2 9 --bukti 1b-N Q2 Notula".split()
    assert run_here(office, "realisasi", DOSSIER, *line, *JULY).returncode == 0
    file = office / DOSSIER / "dki/2026-07-06.yaml"
    file.write_text(file.read_text().replace("realisasi: 9,", "realisasi: 9, proyeksi: true,"))
    assert "proyeksi: true" in file.read_text()
    again = ("--nilai", "1b-N", "Q2", "11", "--bukti", "1b-N", "Q2", "Notula")
    assert run_here(office, "realisasi", DOSSIER, *again, *JULY).returncode == 0
    assert "realisasi: 11" in file.read_text()
    assert "proyeksi" not in file.read_text()


def test_a_leap_is_told_from_the_period_before(office: Path) -> None:
    second = "--nilai 1b-N Q2 5 --bukti 1b-N Q2 Notula".split()
    assert run_here(office, "realisasi", DOSSIER, *second, *JULY).returncode == 0
    third = run_here(office, "realisasi", DOSSIER, "--nilai", "1b-N", "Q3", "70", "--today", "2026-10-05")
    assert "jauh dari 5" in third.stderr, third.stderr


# --- adendum ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="has no terminals of that kind")
def test_targets_that_are_open_are_seen_on_a_small_terminal_before_the_question(office: Path) -> None:
    before = held(office)
    code, said = at_terminal(office, ("adendum", DOSSIER, *DAY), [""], columns=80)
    lines = said.splitlines()
    asked = next(nth for nth, line in enumerate(lines) if "Target mana yang berubah" in line)
    assert asked < 22, said
    assert max(map(len, lines[:asked])) <= 80
    assert "  terbuka: Q2 10; Q3 10; Q4 5; Y 30" in said
    assert "  beku: Q1 5" in said
    assert (code, "tidak ada yang diubah" in said, held(office) == before) == (0, True, True)


def test_an_adendum_brings_its_entry_totals_manual_and_dialogue(office: Path) -> None:
    done = run_here(office, "adendum", DOSSIER, "--target", "1b-N", "Q3=12,Q4=6", *WHY, *NEW_DIALOGUE, *DAY)
    assert done.returncode == 0, done.stderr
    skp, manual = ((office / DOSSIER / each).read_text() for each in ("skp.yaml", "iki/1b-N.yaml"))
    for text in (skp, manual):
        assert "target: {Q1: 5, Q2: 10, Q3: 12, Q4: 6, Y: 33}" in text
    assert "nomor: 2\n    tanggal: 2026-06-15\n    alasan: Mitra bertambah\n    komponen: [target]\n" in skp
    assert skp.startswith("# yaml-language-server")
    assert "perihal: adendum, nomor: 2" in (office / DOSSIER / "dki/2026-06-15.yaml").read_text()
    for role in ("pejabat_penilai_kinerja", "pengelola_kinerja_organisasi"):
        assert f"skpkit approve {DOSSIER}/skp.yaml --as {role}" in done.stdout
    accepted_but_for_approvals(office)
    approve = ("approve", f"{DOSSIER}/skp.yaml", *DAY, "--as")
    assert run_here(office, *approve, "pejabat_penilai_kinerja").returncode == 0
    reviewer = ("--nip", "198806212010122001", "--name", "Nining Kartika", "--post", "Kepala Subbagian Umum")
    assert run_here(office, *approve, "pengelola_kinerja_organisasi", *reviewer).returncode == 0
    assert run_here(office, "review", *DAY).returncode == 0


def test_komponen_are_what_changed(office: Path) -> None:
    edits = (
        "--iki-baru", "RHK-2", "2b-N", "--iki", "2b-N", "nama=Jumlah nota", "--iki", "2b-N", "aspek=kuantitas",
        "--iki", "2b-N", "satuan=nota", "--target", "2b-N", "Q3=5,Q4=5", "--penilai", "nama=Endah Pramesti",
        "--penilai", "nip=19800305 200501 2 003", "--perilaku", "akuntabel", "Tepat", "--lampiran", "konsekuensi",
        "Teguran", "--pegawai", "jabatan=Pelaksana Utama", "--tidak-bertugas", "2026-08-03", "2026-08-14",
    )  # fmt: skip
    done = run_here(office, "adendum", DOSSIER, *edits, *WHY, *NEW_DIALOGUE, *DAY)
    assert done.returncode == 0, done.stderr
    skp = (office / DOSSIER / "skp.yaml").read_text()
    assert "komponen: [iki, perilaku_kerja, lampiran, pegawai, penilai, periode]" in skp
    assert "penilai_lama:" in skp
    accepted_but_for_approvals(office)


NEW_IKI = (
    "--iki-baru", "RHK-2", "2b-N", "--iki", "2b-N", "nama=Persentase nota", "--iki", "2b-N", "aspek=kualitas",
    "--iki", "2b-N", "satuan=persen", "--target", "2b-N", "Q3=90,Q4=96",
)  # fmt: skip


def test_a_new_iki_has_its_manual_and_the_total_of_its_year(office: Path) -> None:
    how = ("--manual", "2b-N", "konsolidasi_periode=take_last_known", "--manual", "2b-N", "formula=a / b")
    done = run_here(office, "adendum", DOSSIER, *NEW_IKI, *how, *WHY, "--dialog", "baru", *DAY)
    assert done.returncode == 0, done.stderr
    manual = (office / DOSSIER / "iki/2b-N.yaml").read_text()
    for text in ((office / DOSSIER / "skp.yaml").read_text(), manual):
        assert "target: {Q3: 90, Q4: 96, Y: 96}" in text
    assert "konsolidasi_periode: take_last_known" in manual
    assert "formula: a / b" in manual
    assert "perubahan" not in manual
    assert "iki/2b-N.yaml: manual IKI yang baru" in done.stdout
    accepted_but_for_approvals(office)


def test_the_manual_of_a_new_iki_is_asked_for(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["Nota rapi", "Nota yang rapi", "rapi / semua", "Register", "", ""]
    choices = ["exact", "moderate", "", "", "terakhir", "take_last_known", "maximize", ""]
    asked(monkeypatch, "", "y", *texts, *choices, "y")
    done = run_here(office, "adendum", DOSSIER, *NEW_IKI, *WHY, *DAY)
    assert done.returncode == 0, done.stderr
    manual = (office / DOSSIER / "iki/2b-N.yaml").read_text()
    assert "sumber_data: Register" in manual
    assert "target: {Q3: 90, Q4: 96, Y: 96}" in manual
    accepted_but_for_approvals(office)


def test_a_komplemen_with_a_new_iki_has_its_manual_too(office: Path) -> None:
    words = (*MOVE, *OTHER_PLAN, *NEW_IKI, "--manual", "1b-N", "formula=Notula", *DAY)
    done = run_here(office, *words)
    assert done.returncode == 0, done.stderr
    assert "Y: 93" in (office / DOSSIER / "komplemen-1/iki/2b-N.yaml").read_text()
    assert "formula: Notula" in (office / DOSSIER / "komplemen-1/iki/1b-N.yaml").read_text()
    accepted_but_for_approvals(office)


def test_an_iki_goes_with_its_manual_and_moves_with_it(office: Path) -> None:
    words: tuple[str, ...] = (
        "--hapus-rhk",
        "RHK-T1",
        "--rhk-baru",
        "tambahan",
        "RHK-T2",
        "--rhk",
        "RHK-T2",
        "rencana=Tugas lain",
    )
    words += ("--iki-baru", "RHK-T2", "T2a-N", "--iki", "T2a-N", "nama=Jumlah", "--iki", "T2a-N", "satuan=nota")
    words += ("--iki", "T2a-N", "aspek=kuantitas", "--rhk", "RHK-T2", "penugasan=Kepala Kantor")
    words += ("--target", "T2a-N", "Y=2")
    done = run_here(office, "adendum", DOSSIER, *words, *WHY, *NEW_DIALOGUE, *DAY)
    assert done.returncode == 0, done.stderr
    assert not (office / DOSSIER / "iki/T1a-N.yaml").exists()
    assert "komponen: [rencana_hasil_kerja]" in (office / DOSSIER / "skp.yaml").read_text()
    accepted_but_for_approvals(office)


def test_an_adendum_may_close(office: Path) -> None:
    done = run_here(office, "adendum", DOSSIER, "--tutup", "2026-06-30", *WHY, *NEW_DIALOGUE, *DAY)
    assert done.returncode == 0, done.stderr
    assert "status: ditutup" in (office / DOSSIER / "skp.yaml").read_text()
    accepted_but_for_approvals(office)


def test_a_change_of_a_manual_has_an_entry_there_and_none_in_the_skp(office: Path) -> None:
    before = (office / DOSSIER / "skp.yaml").read_bytes()
    done = run_here(office, "adendum", DOSSIER, "--manual", "T1a-N", "formula=Jumlah terbit", *WHY, *DAY)
    assert done.returncode == 0, done.stderr
    assert (office / DOSSIER / "skp.yaml").read_bytes() == before
    assert "nomor: 1, tanggal: 2026-06-15" in (office / DOSSIER / "iki/T1a-N.yaml").read_text()
    accepted_but_for_approvals(office)


def test_it_rests_on_the_newest_dialogue_that_says_so(office: Path) -> None:
    target = ("--target", "1b-N", "Q3=12")
    nobody = run_here(office, "adendum", DOSSIER, *target, *WHY, *DAY)
    assert "--dialog-baru" in nobody.stderr
    text = (office / DOSSIER / "dki/2026-05-08.yaml").read_text()
    agreed = text.replace("nomor: 1", "nomor: 2").replace("2026-05-08", "2026-06-10")
    (office / DOSSIER / "dki/2026-06-10.yaml").write_text(agreed)
    done = run_here(office, "adendum", DOSSIER, *target, *WHY, *DAY)
    assert done.returncode == 0, done.stderr
    assert "dialog: dki/2026-06-10.yaml" in (office / DOSSIER / "skp.yaml").read_text()
    accepted_but_for_approvals(office)


def test_a_copy_with_edits_becomes_an_adendum(office: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    copy = tmp_path_factory.mktemp("salinan") / "skp.yaml"
    text = (office / DOSSIER / "skp.yaml").read_text()
    copy.write_text(text.replace("Q3: 10, Q4: 5, Y: 30", "Q3: 10, Q4: 7, Y: 30"))
    words = ("adendum", DOSSIER, "--dari", str(copy), *WHY, *NEW_DIALOGUE, *DAY)
    assert run_here(office, *words).returncode == 0
    assert "Q4: 7, Y: 32" in (office / DOSSIER / "iki/1b-N.yaml").read_text()
    accepted_but_for_approvals(office)
    before = held(office)
    copy.write_text("jenis: [\n")
    assert run_here(office, *words).returncode in (1, 2, 3)
    assert held(office) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--target", "1b-N", "Q1=12"), ("SKP301", "skpkit adendum", "keberatan")),
        (("--target", "1b-N", "Y=40"), ("--target 1b-N Q4=NILAI",)),
        (("--hapus-iki", "1b-N"), ("SKP303", "selesai=")),
        (("--pindah-iki", "1b-N", "RHK-2"), ("SKP303",)),
        (("--iki", "1b-N", "selesai=2026-02-15"), ("SKP303",)),
        (("--manual", "1b-N", "polarisasi=minimize"), ("SKP304", "skpkit komplemen")),
        (("--hapus-iki", "T1a-N"), ("SKP103",)),
        (("--manual", "1b-N", "nama=Lain"), ("--iki",)),
        (("--target", "1b-N", "Q9=1"), ("Q9",)),
        (("--target", "1b-N", "12"), ("Q3=5",)),
        (("--perilaku", "rajin", "Ya"), ("akuntabel",)),
        (("--rhk", "RHK-9", "rencana=x"), ("RHK-1",)),
        (("--periode", "selesai=besok"), ("besok",)),
        (("--target", "1b-N", "Q3=10"), ("sudah",)),
        (("--penilai", "nip=198003052005012003"), ("nama=",)),
        (("--pegawai", "nip=199001012015011009"), ("SKP312", "pengecualian")),
        ((), ("--target",)),
    ],
)
def test_what_may_not_change_is_refused_with_the_way(office: Path, words: tuple[str, ...], told: tuple[str]) -> None:
    before = held(office)
    done = run_here(office, "adendum", DOSSIER, *words, *WHY, *NEW_DIALOGUE, *DAY)
    assert done.returncode in (1, 2)
    assert all(each in done.stderr for each in told), done.stderr
    assert held(office) == before


def test_a_closed_skp_and_a_draft_one_lead_elsewhere(office: Path) -> None:
    closed = ("adendum", "records/2026/199001152014021005/skp.yaml", "--target", "1b-N", "S2=3", *WHY, *DAY)
    assert "skpkit adendum records/2026/199001152014021005/komplemen-1" in run_here(office, *closed).stderr
    file = office / DOSSIER / "skp.yaml"
    file.write_text(file.read_text().replace("status: ditetapkan", "status: rancangan"))
    draft = run_here(office, "adendum", DOSSIER, "--target", "1b-N", "Q3=12", *WHY, *DAY)
    assert (draft.returncode, "rancangan" in draft.stderr) == (2, True)


def test_a_record_that_cannot_be_read_is_named_first(office: Path) -> None:
    manual = office / DOSSIER / "iki/1b-N.yaml"
    manual.write_text("<<<<<<< HEAD\n" + manual.read_text())
    done = run_here(office, "adendum", DOSSIER, "--target", "1b-N", "Q3=12", *WHY, *NEW_DIALOGUE, *DAY)
    assert (done.returncode, "iki/1b-N.yaml" in done.stderr) == (3, True)


def test_what_was_committed_nowhere_is_held_by_what_lies_there(office: Path) -> None:
    value = ("--nilai", "1b-N", "Q2", "11", "--bukti", "1b-N", "Q2", "Notula", "--lapor")
    assert run_here(office, "realisasi", DOSSIER, *value, *JULY).returncode == 0
    done = run_here(office, "adendum", DOSSIER, "--target", "1b-N", "Q2=11", *WHY, *NEW_DIALOGUE, *JULY)
    assert (done.returncode, "SKP301" in done.stderr) == (1, True)


# --- komplemen -------------------------------------------------------------------------------------------------


def test_a_komplemen_opens_and_closes(office: Path) -> None:
    done = run_here(office, *MOVE, *OTHER_PLAN, "--pegawai", "jabatan=Pelaksana Seksi Bank", *DAY)
    assert done.returncode == 0, done.stderr
    old, new = ((office / DOSSIER / each).read_text() for each in ("skp.yaml", "komplemen-1/skp.yaml"))
    assert "periode: {mulai: 2026-01-01, selesai: 2026-06-30}\n" in old
    assert "status: ditutup" in old
    assert "target: {Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}" in old
    assert "periode: {mulai: 2026-07-01, selesai: 2026-12-31}\n" in new
    assert "target: {Q3: 10, Q4: 5, Y: 15}" in new
    assert "target: {Q3: 10, Q4: 5, Y: 15}" in (office / DOSSIER / "komplemen-1/iki/1b-N.yaml").read_text()
    assert "--entry komplemen" in done.stdout
    accepted_but_for_approvals(office)
    git(office, "add", ".")
    git(office, *COMMIT)
    further = run_here(office, "adendum", DOSSIER, "--target", "1b-N", "Q4=6", *WHY, *NEW_DIALOGUE, *DAY)
    assert further.returncode == 0, further.stderr
    assert "Q4: 6, Y: 16" in (office / DOSSIER / "komplemen-1/skp.yaml").read_text()


def test_a_komplemen_keeps_what_was_noted_on_what_it_takes_over(office: Path) -> None:
    skp, manual = office / DOSSIER / "skp.yaml", office / DOSSIER / "iki/1b-N.yaml"
    skp.write_text(skp.read_text().replace("        - kode: 1b-N\n", "        - kode: 1b-N  # bersama Seksi Bank\n"))
    manual.write_bytes(b"# hitung tiap bulan\r\n" + manual.read_bytes().replace(b"\n", b"\r\n"))
    assert "Seksi Bank" in skp.read_text()
    assert run_here(office, *MOVE, *OTHER_PLAN, *DAY).returncode == 0
    new = office / DOSSIER / "komplemen-1"
    assert "1b-N  # bersama Seksi Bank\n" in (new / "skp.yaml").read_text()
    carried = (new / "iki/1b-N.yaml").read_bytes()
    assert carried.startswith(b"# hitung tiap bulan\r\n")
    assert carried.count(b"\n") == carried.count(b"\r\n")
    accepted_but_for_approvals(office)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--mulai", "2026-03-01"), "--mulai 2026-04-01"),
        (("--mulai", "2027-01-01"), "2027"),
        (("--mulai", "2026-07-01", "--target", "1b-N", "Q3=x"), "x"),
        (("--mulai", "2026-07-01", "--target", "1b-N", "Q2=5"), "Q3, Q4"),
        ((), "--mulai"),
    ],
)
def test_a_komplemen_that_cannot_be_leaves_all_as_it_was(office: Path, words: tuple[str, ...], told: str) -> None:
    before = held(office)
    done = run_here(office, "komplemen", DOSSIER, *words, *WHY, *NEW_DIALOGUE, *DAY)
    assert (done.returncode in (1, 2), told in done.stderr) == (True, True), done.stderr
    assert held(office) == before


@pytest.mark.parametrize(
    ("words", "named", "told"),
    [
        (("adendum", DOSSIER, "--target", "1b-N", "Q3=12"), "8.yaml", "8.yaml bukan dialog SKP ini"),
        (MOVE[:4], "dki/tidak-ada.yaml", "dki/tidak-ada.yaml bukan dialog SKP ini"),
        (MOVE[:4], "dki/2026-05-08.yaml", "tidak menyepakati"),
    ],
)
def test_the_dialogue_that_is_named_has_to_agree(office: Path, words: tuple[str, ...], named: str, told: str) -> None:
    before = held(office)
    done = run_here(office, *words, *WHY, "--dialog", named, *DAY)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert held(office) == before


@pytest.mark.parametrize("named", ["2026-06-10", "../dki/2026-06-10.yaml"])
def test_a_komplemen_rests_on_the_dialogue_that_says_so(office: Path, named: str) -> None:
    text = (office / DOSSIER / "dki/2026-05-08.yaml").read_text()
    agreed = text.replace("perihal: adendum", "perihal: komplemen").replace("2026-05-08", "2026-06-10")
    (office / DOSSIER / "dki/2026-06-10.yaml").write_text(agreed)
    done = run_here(office, *MOVE[:4], *WHY, "--dialog", named, *OTHER_PLAN, *DAY)
    assert done.returncode == 0, done.stderr
    assert 'dialog: "../dki/2026-06-10.yaml"' in (office / DOSSIER / "komplemen-1/skp.yaml").read_text()


# --- asked -----------------------------------------------------------------------------------------------------


def asked(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Sit at a terminal and answer."""
    monkeypatch.setattr("skpkit.cli._asking.somebody_reads", lambda: True)
    monkeypatch.setattr("sys.stdin", StringIO("".join(f"{each}\n" for each in answers)))


def test_each_iki_that_is_due_is_asked_for(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, "sembilan", "96,5", "Rekap", "", "200", "tidak", "20", "ya", "Register", "")
    done = run_here(office, "realisasi", DOSSIER, *JULY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("sepuluh kali") == 2, "each at once, before what follows is asked"
    text = (office / DOSSIER / "dki/2026-07-06.yaml").read_text()
    assert "{iki: 1a-C, periode: Q2, realisasi: 96.5, bukti_dukung: [Rekap]}" in text
    assert "{iki: 2a-N, periode: Q2, realisasi: 20, bukti_dukung: [Register]}" in text
    assert "1b-N" not in text


def test_an_adendum_shows_what_is_frozen_and_asks(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = ("1b-N", "Q3=12", "9z-N Q3=12", "1b-N Q1=12", "1b-N Q1=-", "1b-N Q7=1", "1b-N Q3=dua belas")
    asked(monkeypatch, *wrong, "1b-N Q3=12", "", "Mitra bertambah", "dialog desember", "", "", "5", "y", "y")
    done = run_here(office, "adendum", DOSSIER, *DAY)
    assert done.returncode == 0, done.stderr
    assert (done.stdout + done.stderr).count("Kesalahan:") == len(wrong) + 1, "each at once"
    assert "target Q1 pada 1b-N sudah beku; yang masih terbuka: Q2" in done.stdout + done.stderr, done.stdout
    assert "Q3=12 tidak mengisi apa pun; tulis seperti 1a-C Q2=" in done.stdout + done.stderr
    assert "  beku: Q1 5" in done.stdout
    assert "ubah jawaban 5 menjadi y" in done.stdout, done.stdout
    assert "--dialog" not in done.stdout, "who answers is told of answers"
    assert "Q3: 12, Q4: 5, Y: 32" in (office / DOSSIER / "skp.yaml").read_text()


def test_one_list_tells_what_is_open(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = ("1b-N Q1=6", "1b-N Y=40", "1b-N Q4 8", "1b-N, TW4, 8", "1b-N=8", "1b-N", "Q4=8")
    asked(monkeypatch, *wrong, "1b-N Q3=12", "", "1b-N Q4=8", "", "Mitra bertambah", "", "y", "y")
    done = run_here(office, "adendum", DOSSIER, "--today", "2026-10-05")
    assert done.returncode == 0, done.stderr
    said = done.stdout + done.stderr
    assert said.count("Kesalahan:") == len(wrong), "each at once"
    assert "target Q1 pada 1b-N sudah beku; yang masih terbuka: Q4\n" in said, "neither what is over nor the sum"
    assert "dihitung dari Q4" in said
    assert said.count("tulis seperti 1b-N Q4=8") == 3, said
    assert "tulis seperti 1b-N Q4=5" in said, "the value that it has, where none was given"
    assert "misalnya 1a-C Q4=" in said, "an open cell of this SKP"
    assert "1b-N Q3 sudah berakhir 30 September 2026" in said
    assert "SKP317" not in said
    assert "Q3: 10, Q4: 8, Y: 33" in (office / DOSSIER / "skp.yaml").read_text()


def test_what_is_over_changes_where_somebody_insists(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, "1b-N Q3=12", "y", "", "Mitra bertambah", "", "y", "y")
    done = run_here(office, "adendum", DOSSIER, "--today", "2026-10-05")
    assert done.returncode == 0, done.stderr
    assert "Q3: 12, Q4: 5, Y: 32" in (office / DOSSIER / "skp.yaml").read_text()


def test_a_sum_may_be_given_with_its_parts(office: Path) -> None:
    words = ("adendum", DOSSIER, "--target", "1b-N", "Q4=15,Y=40", *WHY, *NEW_DIALOGUE, *DAY)
    assert run_here(office, *words).returncode == 0


def test_what_is_refused_is_answered_anew_and_the_rest_stands(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, "1b-N B07=99", "", "Mitra bertambah", "", "", "5", "ya", "9", "1", "1b-N Q3=12", "y")
    done = run_here(office, "adendum", DOSSIER, *DAY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Mengapa berubah") == 3, "asked once, and listed among the answers twice"
    assert "SKP104" in done.stdout, done.stdout
    assert "Q3: 12, Q4: 5, Y: 32" in (office / DOSSIER / "skp.yaml").read_text()
    before = held(office)
    asked(monkeypatch, "1b-N B07=99", "", "Mitra bertambah", "", "ya", "")
    assert run_here(office, "adendum", DOSSIER, *DAY).returncode == 1
    assert held(office) == before


def test_an_answer_that_is_unwanted_is_taken_out(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = ["1b-N B07=99", "1b-N Q3=12", ""]
    asked(monkeypatch, *cells, "Mitra bertambah", "", "ya", "-1", "y")
    done = run_here(office, "adendum", DOSSIER, *DAY)
    assert done.returncode == 0, done.stderr
    assert "Q3: 12, Q4: 5, Y: 32" in (office / DOSSIER / "skp.yaml").read_text()


def test_an_adendum_is_written_once_somebody_agrees(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, answers = held(office), ["1b-N Q3=12", "", "Mitra bertambah", "", "", "5", "ya"]
    asked(monkeypatch, *answers, "t", "1", "1b-N Q3=13", "t", "")
    done = run_here(office, "adendum", DOSSIER, *DAY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Tulis sekarang? [Y/t]") == 2
    assert done.stdout.endswith("tidak ada yang ditulis\n"), "told after an answer was changed, too"
    assert held(office) == before
    asked(monkeypatch, *answers, "t", "1", "1b-N Q3=13", "y")
    assert run_here(office, "adendum", DOSSIER, *DAY).returncode == 0
    assert "Q3: 13, Q4: 5, Y: 33" in (office / DOSSIER / "skp.yaml").read_text()


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where temporary files lie."""
    folder = tmp_path_factory.mktemp("sementara")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def kept_in(elsewhere: Path, complaint: str) -> Path:
    """The file in which what somebody wrote is kept; the way to take it is told."""
    [kept] = elsewhere.glob("skpkit-*.yaml")
    assert f"--dari {kept}" in complaint
    return kept


def test_what_was_edited_is_kept_where_nobody_agrees(
    office: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: Path
) -> None:
    before = held(office)
    monkeypatch.setattr("click.edit", lambda text, extension: text.replace(b"Pencairan Dana\n", b"Bank\n"))
    asked(monkeypatch, "2026-07-01", "Mutasi", "", "ya", "ya", "t", "")
    done = run_here(office, "komplemen", DOSSIER, *DAY)
    assert done.returncode == 0, done.stderr
    assert held(office) == before
    assert kept_in(elsewhere, done.stderr)


@pytest.mark.parametrize("command", ["adendum", "komplemen"])
def test_of_an_skp_that_does_not_change_so_nothing_is_asked(
    office: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    skp = office / DOSSIER / "skp.yaml"
    skp.write_text(skp.read_text(encoding="utf-8").replace("status: ditetapkan", "status: rancangan"), encoding="utf-8")
    asked(monkeypatch)
    done = run_here(office, command, DOSSIER, *DAY)
    assert done.returncode == 2
    assert "masih rancangan" in done.stderr, done.stderr


def test_an_editor_works_on_a_copy(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "sed -i s/Q4:.5,.Y:.30/Q4:\\ 7,\\ Y:\\ 32/")
    monkeypatch.delenv("VISUAL", raising=False)
    done = run_here(office, "adendum", DOSSIER, "--edit", *WHY, *NEW_DIALOGUE, *DAY)
    assert done.returncode == 0, done.stderr
    assert "Q4: 7, Y: 32" in (office / DOSSIER / "iki/1b-N.yaml").read_text()


def test_what_an_editor_leaves_in_vain_is_kept(office: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: Path) -> None:
    before = held(office)
    monkeypatch.setattr("click.edit", lambda text, extension: text.replace(b"Q1: 5,", b"Q1: 4,"))
    done = run_here(office, "adendum", DOSSIER, "--edit", *WHY, *NEW_DIALOGUE, *DAY)
    assert done.returncode == 1
    assert held(office) == before
    assert b"Q1: 4," in kept_in(elsewhere, done.stderr).read_bytes()


@pytest.mark.usefixtures("elsewhere")
def test_a_record_that_changes_under_an_editor_is_not_written_over(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skp = office / DOSSIER / "skp.yaml"

    def editing(text: bytes, extension: str) -> bytes:
        skp.write_bytes(text + b"# oleh orang lain\n")
        return text.replace(b"Q4: 5, Y: 30", b"Q4: 7, Y: 32")

    monkeypatch.setattr("click.edit", editing)
    done = run_here(office, "adendum", DOSSIER, "--edit", *WHY, *NEW_DIALOGUE, *DAY)
    assert (done.returncode, "skp.yaml" in done.stderr) == (3, True)
    assert skp.read_bytes().endswith(b"# oleh orang lain\n")
    assert b"Y: 32" not in skp.read_bytes()


def test_a_komplemen_is_asked_for(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.edit", lambda text, extension: text.replace(b"Pencairan Dana\n", b"Bank\n"))
    asked(monkeypatch, "besok", "2026-07-01", "Mutasi", "", "ya", "ya", "ya")
    done = run_here(office, "komplemen", DOSSIER, *DAY)
    assert done.returncode == 0, done.stderr
    assert "jabatan: Pelaksana Seksi Bank" in (office / DOSSIER / "komplemen-1/skp.yaml").read_text()
    accepted_but_for_approvals(office)


def test_line_ends_and_comments_stay_through_an_editor(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    skp = office / DOSSIER / "skp.yaml"
    skp.write_bytes(b"\xef\xbb\xbf" + skp.read_bytes().replace(b"\n", b"\r\n"))
    monkeypatch.setattr("click.edit", lambda text, extension: text.replace(b"Q4: 5, Y: 30", b"Q4: 7, Y: 30"))
    done = run_here(office, "adendum", DOSSIER, "--edit", *WHY, *NEW_DIALOGUE, *DAY)
    assert done.returncode == 0, done.stderr
    content = skp.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf# yaml-language-server")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert b"Q4: 7, Y: 32}" in content


def test_approvals_that_were_given_are_written_too(office: Path) -> None:
    words = ("adendum", DOSSIER, "--target", "1b-N", "Q3=12", *WHY, *NEW_DIALOGUE, "--disetujui")
    done = run_here(office, *words, "pejabat_penilai_kinerja=2026-06-15", *DAY)
    assert done.returncode == 0, done.stderr
    assert "--as pejabat_penilai_kinerja" not in done.stdout
    skp = (office / DOSSIER / "skp.yaml").read_text()
    assert (
        '{sebagai: pejabat_penilai_kinerja, nip: "197805142003121002", tanggal: 2026-06-15}'
        in skp.partition("nomor: 2")[2]
    )
    accepted_but_for_approvals(office)
    nobody = run_here(office, *words, "pengelola_kinerja_organisasi", "--target", "1b-N", "Q4=6", *DAY)
    assert (nobody.returncode, "skpkit approve" in nobody.stderr) == (2, True)


def test_no_approval_is_older_than_the_dialogue_that_it_rests_on(office: Path) -> None:
    before = (office / DOSSIER / "skp.yaml").read_bytes()
    words = ("adendum", DOSSIER, "--target", "1b-N", "Q3=12", *WHY, *NEW_DIALOGUE, *DAY)
    early = run_here(office, *words, "--disetujui", "pejabat_penilai_kinerja=1999-01-01")
    assert (early.returncode, "1 Januari 1999" in early.stderr, "dki/2026-" in early.stderr) == (2, True, True)
    assert (office / DOSSIER / "skp.yaml").read_bytes() == before
    moved = run_here(office, *MOVE, *OTHER_PLAN, *DAY, "--disetujui", "pegawai=1999-01-01")
    assert (moved.returncode, "1 Januari 1999" in moved.stderr) == (2, True)
    assert run_here(office, *words).returncode == 0
    early = run_here(office, "approve", DOSSIER, "--as", "pejabat_penilai_kinerja", "--date", "2026-01-01", *DAY)
    assert (early.returncode, "1 Januari 2026" in early.stderr) == (2, True)


# --- killed ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("realisasi", DOSSIER, "--nilai", "1b-N", "Q2", "11", *JULY),
        ("adendum", DOSSIER, "--target", "1b-N", "Q3=12", *WHY, *NEW_DIALOGUE, *DAY),
        (*MOVE, *OTHER_PLAN, *DAY),
    ],
    ids=lambda words: words[0],
)
def test_killed_at_any_moment_nothing_is_half(
    office: Path, tmp_path_factory: pytest.TempPathFactory, words: tuple[str, ...]
) -> None:
    every = {"realisasi": 5, "adendum": 10}.get(words[0], 25)
    killed_everywhere(office, tmp_path_factory.mktemp("mati"), words, every=every)


def test_of_two_adendums_that_wait_the_older_is_approved_first(office: Path) -> None:
    for nth, value in (("2", "12"), ("3", "13")):
        words = ("adendum", DOSSIER, "--target", "1b-N", f"Q4={value}", *WHY, *NEW_DIALOGUE)
        done = run_here(office, *words, *DAY)
        assert done.returncode == 0, done.stderr
        assert f"--entry {nth}" in done.stdout or nth == "2"
        assert ("adendum 2" in done.stdout and "menunggu" in done.stdout) == (nth == "3"), done.stdout
    for nth in ("adendum 2", "adendum 3"):
        for role in ("pejabat_penilai_kinerja", "pengelola_kinerja_organisasi"):
            who = ("--nip", "198806212010122001") if role.startswith("pengelola") else ()
            done = run_here(office, "approve", DOSSIER, "--as", role, *who, *DAY)
            assert nth in done.stdout, (done.stdout, done.stderr)
    told = run_here(office, "check", DOSSIER, *DAY).stdout
    assert not [line for line in told.splitlines() if "SKP213" in line and "skp.yaml" in line], told


def test_a_dialogue_that_is_not_taken_along_is_to_be_added(office: Path) -> None:
    assert run_here(office, "adendum", DOSSIER, "--target", "1b-N", "Q4=12", *WHY, *NEW_DIALOGUE, *DAY).returncode == 0
    git(office, "add", "--update")
    done = run_here(office, "check", "--staged", *DAY)
    assert f"ikutkan: git add {DOSSIER}" in done.stdout, done.stdout


def test_a_period_is_taken_as_offices_name_it(office: Path) -> None:
    cells = ("--target", "1b-N", "tw iv=12, q3 = 7,5")
    assert run_here(office, "adendum", DOSSIER, *cells, *WHY, *NEW_DIALOGUE, *DAY).returncode == 0
    text = (office / DOSSIER / "skp.yaml").read_text(encoding="utf-8")
    assert "Q3: 7.5, Q4: 12" in text
    value = ("--nilai", "1b-N", "TW2", "11", "--bukti", "1b-N", "triwulan II", "Notula")
    assert run_here(office, "realisasi", DOSSIER, *value, "--lapor", *JULY).returncode == 0
    done = run_here(office, "koreksi", DOSSIER, "1b-N", "q2", "12", *WHY, "--today", "2026-07-09")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--target", "1b-N", ""), ("1b-N ", "1b-N Q3=5")),
        (("--target", "1b-N", "Q4 9"), ("1b-N Q4 9 ", "1b-N Q4=9")),
        (("--target", "1b-N", "Q9=9"), ("1b-N Q9 ", "Q1")),
        (("--iki", "1b-N", ""), ("1b-N ", "1b-N nama=")),
        (("--penilai", ""), ('"" ', "nama=")),
    ],
)
def test_what_sets_nothing_is_named_with_what_it_was_about(
    office: Path, words: tuple[str, ...], told: tuple[str, ...]
) -> None:
    done = run_here(office, "adendum", DOSSIER, *words, *WHY, *NEW_DIALOGUE, *DAY)
    assert done.returncode == 2
    assert all(each in done.stderr for each in told), done.stderr
