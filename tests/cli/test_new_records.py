"""`skpkit new manual`, `dki` and `evaluasi`: what they write, and what they refuse, with the way that is open."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from skpkit.cli import _asking
from skpkit.source.schemas import accepts
from skpkit.source.yamlfile import read
from tests.support.command import git, put, run_here
from tests.support.killing import killed_everywhere
from tests.support.terminal import at_terminal

NIP, HEAD = "199203172015021003", "197805142003121002"
FOLDER = f"records/2026/kppn-contoh/{NIP}"
BAGAS = f"records/2026/{NIP}"
RATED = ("--organisasi", "baik", "--rating-hasil", "di_atas_ekspektasi", "--rating-perilaku", "di_atas_ekspektasi")
JULY = ("--today", "2026-07-06")
PLAN = (
    NIP, "--nama", "Bagas Pratama", "--jabatan", "Pelaksana", "--unit", "KPPN Contoh", "--instansi", "Badan Contoh",
    "--penilai", HEAD, "--penilai-nama", "Ratna Wulandari", "--penilai-jabatan", "Kepala Kantor",
    "--rhk", "Terselesaikannya pengujian SPM",
    "--iki", "1 | Persentase SPM tepat waktu | waktu | persen | 95 95 96 96",
    "--iki", "1 | Jumlah SPM yang dikembalikan karena kesalahan | kualitas | dokumen | 5 5 4 4",
    "--iki", "1 | Panduan yang terbit | kuantitas | dokumen | 1",
)  # fmt: skip


@pytest.fixture(scope="module")
def _begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kantor")
    git(folder, "init", "--quiet")
    (folder / "skpkit.yaml").write_text("jenis: pengaturan\nversi: 1\n")
    done = run_here(folder, "new", "skp", *PLAN, "--today", "2026-01-06")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def planned(_begun: Path, tmp_path: Path) -> Path:
    """A repository with one SKP, a rancangan with three IKI."""
    copy = tmp_path / "kantor"
    subprocess.run(["cp", "-r", _begun, copy], check=True)
    return copy


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A repository of the examples, not committed."""
    git(tmp_path, "init", "--quiet")
    put(tmp_path, [])
    return tmp_path


def record_in(folder: Path, path: str) -> Any:
    data = read((folder / path).read_bytes()).data
    assert accepts(data["jenis"], data)
    return data


def clean(folder: Path, day: str) -> None:
    done = run_here(folder, "check", "--today", day)
    assert (done.returncode, "kesalahan: tidak ada" in done.stdout) == (0, True), done.stdout


def answered(monkeypatch: pytest.MonkeyPatch, said: Sequence[str]) -> None:
    """Let somebody at a terminal say these lines."""
    monkeypatch.setattr(_asking, "somebody_reads", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{each}\n" for each in said)))


def files_in(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in (folder / "records").rglob("*") if each.is_file()}


def test_from_the_plan_to_the_first_evaluation(planned: Path) -> None:
    fill = ("--isi", "sumber_data=Aplikasi SAKTI", "--isi", "1a-N.tujuan=Menjaga norma waktu")
    done = run_here(planned, "new", "manual", NIP, *fill, "--today", "2026-01-07")
    assert done.returncode == 0, done.stderr
    first, second, third = (record_in(planned, f"{FOLDER}/iki/1{each}-N.yaml") for each in "abc")
    assert (first["tujuan"], first["konsolidasi_periode"]) == ("Menjaga norma waktu", "average")
    assert (second["polarisasi"], second["konsolidasi_periode"]) == ("minimize", "sum")
    assert (third["periode_pelaporan"], third["sumber_data"]) == ("tahunan", "Aplikasi SAKTI")
    assert {each["cascading"]["jenis"] for each in (first, second, third)} == {"non_cascading"}
    clean(planned, "2026-01-07")

    action = ("--aksi", "Menyusun daftar | 2026-12-10 | RHK-1")
    agreed = ("--sepakat", "skp | Rencana disepakati", "--reported")
    done = run_here(planned, "new", "dki", FOLDER, *agreed, *action, "--today", "2026-01-08")
    assert done.returncode == 0, done.stderr
    dialogue = record_in(planned, f"{FOLDER}/dki/2026-01-08.yaml")
    assert (dialogue["tahap"], dialogue["status"], dialogue["dilaporkan"]) == (
        ["perencanaan"], "dilaporkan", "2026-01-08",
    )  # fmt: skip

    values = ("--realisasi", "1a-N=96,2", "--bukti", "1a-N=Rekap; Daftar", "--realisasi", "1b-N:Q1=4")
    feedback = ("--bukti", "1b-N=Register", "--umpan-balik", "1a-N=Norma terjaga", "--umpan-balik", "akuntabel=Lengkap")
    done = run_here(planned, "new", "dki", NIP, *values, *feedback, "--yakin", "--today", "2026-04-07")
    assert (done.returncode, "SKP2" in done.stdout) == (0, False), done.stderr
    dialogue = record_in(planned, f"{FOLDER}/dki/2026-04-07.yaml")
    line = dialogue["pemantauan"]["hasil_kerja"][0]
    assert line == {"iki": "1a-N", "periode": "Q1", "realisasi": 96.2, "bukti_dukung": ["Rekap", "Daftar"]}
    assert [each.get("iki", each.get("nilai")) for each in dialogue["umpan_balik"]] == ["1a-N", "akuntabel"]

    done = run_here(planned, "new", "evaluasi", NIP, *RATED, "--umpan-hasil", "RHK-1=Baik", "--today", "2026-04-10")
    assert done.returncode == 0, done.stderr
    assert "1a-N Persentase SPM tepat waktu: target 95, realisasi 96,2, capaian 101,26%" in done.stdout
    evaluation = record_in(planned, f"{FOLDER}/evaluasi/Q1.yaml")
    assert (evaluation["predikat"], evaluation["status"]) == ("sangat_baik", "rancangan")
    clean(planned, "2026-04-10")


def test_the_manual_of_the_year_before_is_proposed(tmp_path: Path) -> None:
    put(tmp_path, [])
    later = ("--today", "2027-01-05")
    assert run_here(tmp_path, "new", "skp", NIP, "--from", "2026", "--keep-targets", *later).returncode == 0
    done = run_here(tmp_path, "new", "manual", f"records/2027/{NIP}", "1a-C", "2a-N", *later)
    assert done.returncode == 0, done.stderr
    for kode in ("1a-C", "2a-N"):
        made = record_in(tmp_path, f"records/2027/{NIP}/iki/{kode}.yaml")
        before = record_in(tmp_path, f"records/2026/{NIP}/iki/{kode}.yaml")
        assert {**made, "target": 0} == {**before, "target": 0}
    assert not (tmp_path / f"records/2027/{NIP}/iki/1b-N.yaml").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("manual", BAGAS), 2, "sudah mempunyai manual"),
        (("manual", BAGAS, "1a-C"), 2, "skpkit adendum"),
        (("manual", BAGAS, "9z-N"), 2, "1a-C"),
        (("manual", "199511102019031004"), 3, "skpkit new skp"),
        (("dki", "records/2026"), 3, "NIP"),
        (("dki", BAGAS, "--tanggal", "2025-12-20"), 2, "2026"),
        (("dki", BAGAS, "--tanggal", "2026-06-20", "--reported"), 1, "SKP230"),
        (("dki", BAGAS, "--realisasi", "1a-C:Q1=97"), 2, "keberatan"),
        (("dki", BAGAS, "--realisasi", "1a-C:Q2=97"), 2, "Q2"),
        (("dki", BAGAS, "--realisasi", "1a-C=97"), 2, "1a-C"),
        (("dki", BAGAS, "--realisasi", "9z-C:Q1=97"), 2, "1b-N"),
        (("dki", BAGAS, "--umpan-balik", "jujur=ya"), 2, "akuntabel"),
        (("dki", BAGAS, "--sepakat", "cuti | ya"), 2, "adendum"),
        (("dki", BAGAS, "--aksi", "Menyusun | besok"), 2, "besok"),
        (("evaluasi", BAGAS, "Q1", *RATED), 2, "keberatan"),
        (("evaluasi", BAGAS, "Q5", *RATED), 2, "Q5"),
        (("evaluasi", BAGAS, "Q2", *JULY), 2, "--organisasi"),
        (("evaluasi", BAGAS, "Q2", *RATED, "--ditetapkan", *JULY), 1, "SKP223"),
    ],
)
def test_what_is_not_allowed_is_refused_with_the_way_that_is_open(
    example: Path, words: Sequence[str], code: int, said: str
) -> None:
    before = files_in(example)
    done = run_here(example, "new", words[0], "--today", "2026-06-15", *words[1:])
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert files_in(example) == before


def test_what_is_odd_is_asked_about_before_it_is_written(planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run_here(planned, "new", "dki", NIP, "--realisasi", "1a-N=962", "--today", "2026-04-07")
    assert (done.returncode, "--yakin" in done.stderr) == (2, True)
    skp = planned / FOLDER / "skp.yaml"
    skp.write_text(skp.read_text(encoding="utf-8").replace("status: rancangan", "status: ditetapkan"), encoding="utf-8")
    talk = ["", "", "", "962", "n", "96,2", "Rekap", "", "4", "", "", *[""] * 7]
    answered(monkeypatch, talk)
    done = run_here(planned, "new", "dki", NIP, "--today", "2026-04-07")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = record_in(planned, f"{FOLDER}/dki/2026-04-07.yaml")["pemantauan"]["hasil_kerja"]
    assert [each["realisasi"] for each in lines] == [96.2, 4]


MORE = (
    "--peserta", "Dian Lestari | rekan setingkat | 199001052014022001", "--pembinaan", "coaching | Pengujian SPM",
    "--pembinaan", "konseling | Beban kerja", "--kompetensi", "Pelatihan SPM | pjj | 2026-03-18 | Lulus",
    "--kompetensi", "Bahasa Inggris", "--pelatihan", "Visualisasi data | Analisis data | Triwulan III 2026",
    "--karier", "Uji kompetensi JF pada 2027",
)  # fmt: skip


def test_a_dialogue_holds_what_its_form_has(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run_here(example, "new", "dki", BAGAS, *MORE, "--yes", "--today", "2026-06-15")
    assert done.returncode == 0, done.stderr
    given = record_in(example, f"{BAGAS}/dki/2026-06-15.yaml")
    more = ["Dian Lestari", "2", "19900105 201402 2 001", "", "Pengujian SPM", "", "", "Beban kerja", "konseling", ""]
    answered(monkeypatch, [*[""] * 8, "y", *more, "Pelatihan SPM", "Lulus", "Visualisasi data", "", "", "JF", ""])
    done = run_here(example, "new", "dki", BAGAS, "--lapor", "--today", "2026-06-16")
    assert done.returncode == 0, done.stderr
    asked = record_in(example, f"{BAGAS}/dki/2026-06-16.yaml")
    assert asked["peserta"] == given["peserta"]
    assert asked["pembinaan"] == given["pembinaan"]
    assert "pembinaan" in asked["tahap"]
    assert [each["status"] for each in given["pengembangan_kompetensi"]] == ["selesai", "belum"]
    assert asked["rencana_karier"] == "JF"
    clean(example, "2026-06-16")


def test_what_breaks_a_rule_is_answered_anew_and_nothing_else(planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, [*[""] * 10, "sum", "", "", "11", "average", ""])
    done = run_here(planned, "new", "manual", NIP, "1a-N", "--today", "2026-01-06")
    assert done.returncode == 0, done.stderr
    assert "SKP104" in done.stdout
    assert record_in(planned, f"{FOLDER}/iki/1a-N.yaml")["konsolidasi_periode"] == "average"


def test_what_was_wrong_before_does_not_stand_in_the_way(example: Path) -> None:
    broken = example / BAGAS / "iki" / "2a-N.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("Q1: 2,", "Q1: 3,"), encoding="utf-8")
    done = run_here(example, "new", "dki", BAGAS, "--yes", "--today", "2026-06-15")
    assert done.returncode == 0, done.stderr
    assert (example / BAGAS / "dki" / "2026-06-15.yaml").exists()


def test_a_second_dialogue_of_a_day_has_a_name_of_its_own(planned: Path) -> None:
    for _ in range(2):
        assert run_here(planned, "new", "dki", NIP, "--yes", "--today", "2026-02-03").returncode == 0
    assert (planned / FOLDER / "dki" / "2026-02-03-2.yaml").exists()
    clean(planned, "2026-02-03")


@pytest.mark.parametrize(
    "words",
    [
        ("manual", NIP, "--today", "2026-01-07"),
        ("dki", NIP, "--realisasi", "1a-N=96", "--yakin", "--today", "2026-04-07"),
        ("evaluasi", NIP, *RATED, "--today", "2026-04-10"),
    ],
    ids=lambda words: words[0],
)
def test_killed_it_leaves_nothing_half_written(
    planned: Path, tmp_path_factory: pytest.TempPathFactory, words: Sequence[str]
) -> None:
    killed_everywhere(planned, tmp_path_factory.mktemp("saat"), ["new", *words], every=9)


@pytest.mark.skipif(sys.platform == "win32", reason="has no terminals of that kind")
def test_from_an_empty_folder_at_a_real_terminal(tmp_path: Path) -> None:
    office = ["Kementerian Keuangan", "KPPN Contoh", "", "", "", "", "", "n"]
    code, said = at_terminal(tmp_path, ("init", "--today", "2026-01-05"), office)
    assert code == 0, said

    person = ["", "19920317201502100", NIP, "Bagas Pratama", "", "Pelaksana", "", "6", "", "", "", "", ""]
    superior = [HEAD, "Ratna Wulandari", "", "Kepala Kantor", ""]
    first = ["Persentase SPM tepat waktu", "", "waktu", "", "", "", "95", "", "96", "96,5"]
    second = ["Jumlah satuan kerja", "", "", "satuan kerja", "", "", "5", "10", "10", "5"]
    third = ["Panduan yang terbit", "", "", "dokumen", "tahunan", "1"]
    plan = [*person, *superior, "Terselesaikannya pengujian SPM", *first, *second, *third]
    code, said = at_terminal(tmp_path, ("new", "skp", "--today", "2026-01-06"), [*plan, *[""] * 8])
    assert code == 0, said
    assert "NIP ini tidak mungkin benar" in said
    assert "Unit kerja [KPPN Contoh]" in said
    data = record_in(tmp_path, f"{FOLDER}/skp.yaml")
    assert [each["target"]["Y"] for each in data["hasil_kerja"]["utama"][0]["indikator"]] == [95.63, 30, 1]

    code, said = at_terminal(tmp_path, ("new", "manual", NIP, "--today", "2026-01-07"), ["SAKTI"] * 4 + [""] * 60)
    assert code == 0, said
    assert record_in(tmp_path, f"{FOLDER}/iki/1a-N.yaml")["sumber_data"] == "SAKTI"
    assert record_in(tmp_path, f"{FOLDER}/iki/1c-N.yaml")["periode_pelaporan"] == "tahunan"
    clean(tmp_path, "2026-01-07")


def test_what_a_reviewer_will_be_told_is_told_before_it_is_written(office: Path) -> None:
    late = ("new", "dki", NIP, "--tanggal", "2026-04-20", "--lapor", "-y", "--today", "2026-06-15")
    done = run_here(office, *late)
    assert done.returncode == 0, done.stderr
    warned, _, written = done.stdout.partition("ditulis:")
    assert "kepada pereviu akan disampaikan:\n  records/2026/" in warned
    assert "SKP319" in warned, done.stdout
    assert "dki/2026-04-20.yaml" in written
    assert "SKP319" in run_here(office, "review", "--today", "2026-06-15").stdout
    git(office, "clean", "-qfd", "records")
    punctual = run_here(office, *(each.replace("04-20", "06-12") for each in late))
    assert "pereviu" not in punctual.stdout, punctual.stdout
