"""`skpkit new skp`: from an empty folder to an SKP that a check accepts, by options and by prompts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from skpkit.cli import _asking
from skpkit.cli._answers import until_accepted
from skpkit.cli._naming import name_meant
from skpkit.errors import WrongUsage
from skpkit.source.schemas import accepts
from skpkit.source.yamlfile import read
from tests.support.command import put, run_here
from tests.support.killing import killed_everywhere

DAY = ("--today", "2026-01-06")
NIP, HEAD = "199203172015021003", "197805142003121002"
FOLDER = f"records/2026/kppn-contoh/{NIP}"
WHO = (NIP, "--nama", "Bagas Pratama", "--jabatan", "Pelaksana", "--kelompok-jabatan", "pelaksana")
BY = ("--penilai", HEAD, "--penilai-nama", "Ratna Wulandari", "--penilai-jabatan", "Kepala Kantor")
RHK = ("--rhk", "Terselesaikannya pengujian SPM")
IKI = (
    "--iki", "1 | Persentase SPM tepat waktu | waktu | persen | 95 95 96 96",
    "--iki", "RHK-1 | Jumlah satuan kerja yang dibina | kuantitas | satuan kerja | 5 10 10 5",
    "--iki", "1|Panduan yang terbit|kuantitas|dokumen|Y=1",
)  # fmt: skip
WHOLE = (*WHO, *BY, *RHK, *IKI)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A repository that was only begun."""
    done = run_here(tmp_path, "init", "--instansi", "Kementerian Keuangan", "--unit", "KPPN Contoh", *DAY)
    assert done.returncode == 0, done.stderr
    return tmp_path


def skp_in(folder: Path, where: str = FOLDER) -> Any:
    content = (folder / where / "skp.yaml").read_bytes()
    assert accepts("skp", read(content).data)
    return read(content).data


def answered(monkeypatch: pytest.MonkeyPatch, said: Sequence[str]) -> None:
    """Let somebody at a terminal say these lines."""
    monkeypatch.setattr(_asking, "somebody_reads", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{each}\n" for each in said)))


def test_later_answers_stand_and_what_was_proposed_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, ["2025", "", "Bagas", "1", "26", "1", "2026", ""])
    asks = _asking.Asking()

    def make() -> tuple[str, ...]:
        year = asks.text("Tahun", "--tahun")
        if year == "26":
            raise WrongUsage("tahun pendek")
        made = (year, asks.text("Mulai", "--mulai", usual=f"{year}-01-01"), asks.text("Nama", "--nama"))
        if year == "2025":
            raise WrongUsage("tahun lalu")
        return made

    assert until_accepted(asks, make) == ("2026", "2026-01-01", "Bagas")


def test_a_whole_skp_by_options(empty: Path) -> None:
    more = ("--tambahan", "Tersusunnya panduan | Kepala Kantor", "--iki", "T1 | Panduan | kuantitas | dokumen | 1")
    done = run_here(empty, "new", "skp", *WHOLE, *more, "--ekspektasi", "akuntabel=Cermat", "--skema", "Laporan", *DAY)
    assert done.returncode == 0, done.stderr
    data = skp_in(empty)
    first, extra = data["hasil_kerja"]["utama"][0], data["hasil_kerja"]["tambahan"][0]
    assert [(each["kode"], each["target"]["Y"]) for each in first["indikator"]] == [
        ("1a-N", 95.5), ("1b-N", 30), ("1c-N", 1),
    ]  # fmt: skip
    assert (extra["kode"], extra["penugasan"], extra["indikator"][0]["kode"]) == ("RHK-T1", "Kepala Kantor", "T1a-N")
    assert (data["status"], data["aturan"], data["instansi"]) == ("rancangan", "kmk-300-2022", "Kementerian Keuangan")
    assert data["pegawai"]["unit_kerja"] == "KPPN Contoh"
    assert {"nilai": "akuntabel", "ekspektasi": "Cermat"} in data["perilaku_kerja"]
    assert len(data["perilaku_kerja"]) == 7
    text = (empty / FOLDER / "skp.yaml").read_text(encoding="utf-8")
    assert "# Hari pertama dan hari terakhir SKP ini berlaku\nperiode:" in text
    assert max(map(len, text.splitlines())) <= 120
    assert "skpkit new manual" in done.stdout
    checked = run_here(empty, "check", *DAY)
    assert (checked.returncode, "kesalahan: tidak ada" in checked.stdout) == (0, True), checked.stdout


def test_a_whole_skp_by_prompts(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = ["", "19920317201502100", NIP, "Bagas Pratama", "", "Pelaksana", "", "6"]
    kind = [""] * 5
    superior = [NIP, HEAD, "Ratna Wulandari", "", "Kepala Kantor", "KPPN Contoh"]
    one = ["Persentase SPM tepat waktu", "", "waktu", "", "", "", "95", "", "sembilan", "96", "96,5"]
    two = ["Jumlah satuan kerja", "", "", "satuan kerja", "", "", "5", "10", "", "-"]
    three = ["Panduan", "", "kuantitas", "dokumen", "tahunan", "1"]
    end = ["", "", "", "", "", "", "", ""]
    answered(monkeypatch, [*person, *kind, *superior, "Terselesaikannya pengujian SPM", *one, *two, *three, *end])
    done = run_here(empty, "new", "skp", *DAY)
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr
    data = skp_in(empty)
    targets = [each["target"] for each in data["hasil_kerja"]["utama"][0]["indikator"]]
    assert targets == [
        {"Q1": 95, "Q2": 95, "Q3": 96, "Q4": 96.5, "Y": 95.63},
        {"Q1": 5, "Q2": 10, "Q3": 10, "Y": 25},
        {"Y": 1},
    ]
    assert data["pegawai"]["kelompok_jabatan"] == "pelaksana"
    said = done.stdout + done.stderr
    assert "NIP ini tidak mungkin benar" in said
    assert "“sembilan” bukan angka" in said
    assert "orang yang sama" in said
    assert run_here(empty, "check", *DAY).returncode == 0


def test_nothing_is_written_before_all_is_answered(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, ["", NIP, "Bagas"])  # and then the input ends, as with Ctrl-C
    done = run_here(empty, "new", "skp", *DAY)
    assert (done.returncode, (empty / FOLDER).exists()) == (130, False)
    answered(monkeypatch, ["", "", "", "", *[""] * 30, "n"])
    assert not (empty / "records" / "2026" / "kppn-contoh").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "NIP"),
        ((NIP,), "--nama"),
        ((*WHO, "--penilai", HEAD), "--penilai-nama"),
        ((*WHO, *BY), "--rhk"),
        ((*WHO, *BY, *RHK), "RHK-1 belum mempunyai IKI"),
        ((*WHO, *BY, *RHK, "--iki", "2|A|waktu|persen|1"), "--rhk"),
        ((*WHO, *BY, *RHK, "--iki", "1|A|waktu"), "--iki"),
        ((*WHO, *BY, *RHK, "--iki", "1|A|cepat|persen|1"), "kuantitas"),
        ((*WHO, *BY, *RHK, "--iki", "1|A|waktu|persen|1 2 3"), "Q3=5 Q4=5"),
        ((*WHO, *BY, *RHK, "--iki", "1|A|waktu|persen|Q5=1"), "Q5 bukan periode"),
        ((*WHO, *BY, *RHK, "--iki", "1|A|waktu|berkas|Q1=1 Q2=1 Y=5"), "Y"),
        ((*WHO, *BY[2:], "--rhk", "Hasil | RHK-1", *IKI), "NIP"),
        ((*WHO, "--penilai", NIP, "--penilai-nama", "X", "--penilai-jabatan", "Y", *RHK, *IKI), "orang yang sama"),
        (("199203172015021", *WHOLE[1:]), "18 angka"),
        ((*WHOLE, "--aturan", "kmk-1"), "kmk-300-2022"),
        ((*WHOLE, "--mulai", "2026-07-01", "--selesai", "2026-06-30"), "2026"),
        ((*WHOLE, "--ekspektasi", "jujur=ya"), "akuntabel"),
        ((*WHOLE, "--folder", "../luar"), "folder unit"),
        ((*WHOLE, "--from", "2025"), "2025"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(empty: Path, words: Sequence[str], said: str) -> None:
    done = run_here(empty, "new", "skp", *words, *DAY)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert not [*(empty / "records" / "2026").rglob("skp.yaml")]


def test_what_breaks_a_rule_is_told_and_not_written(empty: Path) -> None:
    done = run_here(empty, "new", "skp", *WHO, *BY, *RHK, *IKI[:2], "--aturan", "kmk-127-2026", *DAY)
    assert (done.returncode, "SKP107" in done.stderr) == (1, True), done.stderr
    assert not (empty / FOLDER).exists()


def test_a_second_skp_is_refused_with_the_ways_that_are_open(office: Path) -> None:
    done = run_here(office, "new", "skp", *WHOLE, "--tahun", "2026", *DAY)
    assert done.returncode == 2
    assert "skpkit adendum records/2026/199203172015021003" in done.stderr
    assert "skpkit komplemen" in done.stderr


def test_the_year_after_knows_employee_appraiser_and_plan(tmp_path: Path) -> None:
    put(tmp_path, [])
    file = tmp_path / f"records/2026/{NIP}/skp.yaml"
    noted = file.read_text(encoding="utf-8").replace(
        "        - kode: 1b-N\n", "        # dihitung bersama\n        - kode: 1b-N  # Bank\n"
    )
    file.write_text(f"# hanya tahun ini\n{noted}", encoding="utf-8")
    next_year = ("--today", "2027-01-04")
    done = run_here(tmp_path, "new", "skp", NIP, "--from", "lalu", *next_year)
    assert (done.returncode, "--target" in done.stderr) == (2, True)
    new = ("--target", "1a-C=96 96 97 97", "--keep-targets")
    done = run_here(tmp_path, "new", "skp", NIP, "--from", "lalu", *new, *next_year)
    assert (done.returncode, "SKP217" in done.stdout) == (0, False), done.stderr
    data = skp_in(tmp_path, f"records/2027/{NIP}")
    before = skp_in(tmp_path, f"records/2026/{NIP}")
    assert {**data["pegawai"]} == {**before["pegawai"]}
    assert data["pejabat_penilai_kinerja"] == before["pejabat_penilai_kinerja"]
    first, second = (each["target"] for each in data["hasil_kerja"]["utama"][0]["indikator"])
    assert first == {"Q1": 96, "Q2": 96, "Q3": 97, "Q4": 97, "Y": 96.5}
    assert second == before["hasil_kerja"]["utama"][0]["indikator"][1]["target"]
    assert "perubahan" not in data
    text = (tmp_path / f"records/2027/{NIP}/skp.yaml").read_text(encoding="utf-8")
    assert "        # dihitung bersama\n        - kode: 1b-N  # Bank\n" in text
    assert "hanya tahun ini" not in text


@pytest.mark.parametrize(("way", "other"), [("kuantitatif", "kualitatif"), ("kualitatif", "kuantitatif")])
def test_a_plan_in_numbers_is_not_taken_over_into_one_in_words_nor_the_other_way(
    empty: Path, way: str, other: str
) -> None:
    iki = IKI if way == "kuantitatif" else ("--iki", "RHK-1 | Terselesaikannya SPM")
    assert run_here(empty, "new", "skp", *WHO, *BY, *RHK, *iki, "--pendekatan", way, *DAY).returncode == 0
    after = ("--from", "lalu", "--keep-targets", "--yes", "--today", "2027-01-04")
    done = run_here(empty, "new", "skp", WHO[0], "--pendekatan", other, *after)
    assert done.returncode == 2, done.stderr
    assert all(each in done.stderr for each in (way, other, "--rhk", "--pendekatan")), done.stderr


def test_results_of_the_superior_are_supported(office: Path) -> None:
    other = "199511102019031004"
    rhk = ("--rhk", "Terselesaikannya pengujian SPM | RHK-1")
    words = (other, "--nama", "Dewi Anjani", "--jabatan", "Pelaksana", "--penilai", HEAD, *rhk, *IKI)
    done = run_here(office, "new", "skp", *words, "--today", "2026-06-15")
    assert done.returncode == 0, done.stderr
    data = skp_in(office, f"records/2026/{other}")
    assert data["pejabat_penilai_kinerja"]["nama"] == "Ratna Wulandari"  # as the records know him
    (result,) = data["hasil_kerja"]["utama"]
    assert result["rhk_pimpinan"] == {"nip": HEAD, "kode": "RHK-1"}
    assert result["indikator"][0]["kode"] == "1a-C"


def test_a_hostile_text_stays_a_text(empty: Path) -> None:
    name = "Nama: {{ 7*7 }} #1 'x' - \"y\" &a *b"
    done = run_here(empty, "new", "skp", *WHO[:1], "--nama", name, *WHO[3:], *BY, *RHK, *IKI, *DAY)
    assert done.returncode == 0, done.stderr
    assert skp_in(empty)["pegawai"]["nama"] == name


def test_killed_it_leaves_nothing_half_written(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    killed_everywhere(empty, tmp_path_factory.mktemp("saat"), ["new", "skp", *WHOLE, *DAY], every=9)


def test_its_indonesian_name(empty: Path) -> None:
    done = run_here(empty, "baru", "skp", *WHOLE, *DAY)
    assert done.returncode == 0, done.stderr


def test_what_is_told_to_be_typed_can_be_typed_where_a_folder_has_a_space(empty: Path) -> None:
    where = f"records/2026/Seksi PD/{NIP}"
    done = run_here(empty, "new", "skp", *WHOLE, "--folder", "Seksi PD", *DAY)
    assert done.returncode == 0, done.stderr
    assert f'skpkit new manual "{where}"' in done.stdout
    again = run_here(empty, "new", "skp", *WHOLE, "--folder", "Seksi PD", *DAY)
    assert f'skpkit check "{where}"' in again.stderr


@pytest.mark.parametrize("text", ["31/12/2026", "31 Desember 2026", "31-12-2026", "2026-12-31"])
def test_a_date_is_read_as_it_is_written(text: str) -> None:
    assert _asking.day_in(text).isoformat() == "2026-12-31"


@pytest.mark.parametrize("text", ["12/31/2026", "besok", "2026", "31/02/2026"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage):
        _asking.day_in(text)


def test_a_year_of_two_digits_is_refused_at_once(empty: Path) -> None:
    done = run_here(empty, "new", "skp", *WHOLE, "--tahun", "26", *DAY)
    assert (done.returncode, "empat angka" in done.stderr) == (2, True), done.stderr


def test_one_zero_among_targets_does_not_turn_an_iki_round(empty: Path) -> None:
    iki = ("--iki", "RHK-1 | Jumlah berkas | kuantitas | berkas | 5 5 0 5")
    none = ("--iki", "RHK-1 | Sisa berkas | kuantitas | berkas | 0 0 0 0")
    assert run_here(empty, "new", "skp", *WHOLE, *iki, *none, *DAY).returncode == 0
    some, zero = [each["kode"] for each in skp_in(empty)["hasil_kerja"]["utama"][0]["indikator"]][-2:]
    told = run_here(empty, "new", "manual", NIP, some, "--yes", *DAY)
    assert "SKP113" in told.stderr, "the zero is told, in place of turning the whole round"
    assert run_here(empty, "new", "manual", NIP, zero, "--isi", "nilai_terburuk=9", "--yes", *DAY).returncode == 0
    assert "polarisasi: minimize" in (empty / FOLDER / f"iki/{zero}.yaml").read_text()


def test_the_plan_of_the_year_before_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, [])
    answered(monkeypatch, ["", NIP, *[""] * 60])
    done = run_here(tmp_path, "new", "skp", "--today", "2027-01-04")
    assert (done.returncode, "Pakai rencana 2026 sebagai dasar? [Y/t]" in done.stdout) == (0, True), done.stdout[-1500:]
    before, after = (skp_in(tmp_path, f"records/{year}/{NIP}")["hasil_kerja"]["utama"] for year in (2026, 2027))
    assert [each["rencana"] for each in after] == [each["rencana"] for each in before]
    assert [each["target"] for each in after[0]["indikator"]] == [each["target"] for each in before[0]["indikator"]]


def test_the_plan_of_the_year_before_may_be_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, [])
    answered(monkeypatch, ["", NIP, *[""] * 8, "t", *[""] * 8])
    done = run_here(tmp_path, "new", "skp", "--today", "2027-01-04")
    assert "Rencana hasil kerja ke-1:" in done.stdout, done.stdout


PERSON = ["", NIP, "Bagas Pratama", "", "Pelaksana", "", "6", *[""] * 5, HEAD, "Ratna Wulandari", "", "Kepala", ""]


LAX = ("--aturan", "permenpanrb-6-2022")  # which wants no three IKI


def plan_of(*targets: str) -> list[str]:
    """The answers of a plan with one IKI of such targets, up to the last question."""
    return ["Panduan tersusun", "Panduan", "", "kuantitas", "dokumen", "", "", *targets, "", "", "", "", "", "", ""]


@pytest.mark.parametrize(("meant", "second"), [("t", None), ("", 0)])
def test_a_target_of_zero_is_asked_about_once(
    empty: Path, monkeypatch: pytest.MonkeyPatch, meant: str, second: float | None
) -> None:
    answered(monkeypatch, [*PERSON, *plan_of("2", "0", meant, "0", "1"), ""])
    done = run_here(empty, "new", "skp", *LAX, *DAY)
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr
    assert done.stdout.count("memang 0?") == 1
    target = skp_in(empty)["hasil_kerja"]["utama"][0]["indikator"][0]["target"]
    assert (target.get("Q2"), target["Q3"], target["Q4"]) == (second, 0, 1)


def test_who_does_not_want_it_written_loses_no_answer(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, [*PERSON, *plan_of("2", "2", "2", "2"), "t", "3", "Bagas P.", "t", ""])
    done = run_here(empty, "new", "skp", *LAX, *DAY)
    assert (done.stdout.count("Jawaban mana yang diubah"), (empty / FOLDER).exists()) == (2, False), done.stdout
    assert "tidak ada yang ditulis\n" in done.stdout
    answered(monkeypatch, [*PERSON, *plan_of("2", "2", "2", "2"), "t", "3", "Bagas P.", ""])
    done = run_here(empty, "new", "skp", *LAX, *DAY)
    assert done.returncode == 0, done.stdout
    assert skp_in(empty)["pegawai"]["nama"] == "Bagas P."


def test_of_the_plan_before_a_year_in_part_keeps_what_of_the_targets_is_left(tmp_path: Path) -> None:
    put(tmp_path, [])
    words = ("--from", "lalu", "--keep-targets", "--mulai", "2027-07-01", "--today", "2027-07-05")
    done = run_here(tmp_path, "new", "skp", NIP, *words)
    assert done.returncode == 0, done.stderr
    first, second = (
        [each["target"] for each in data["hasil_kerja"]["utama"][0]["indikator"]]
        for data in (skp_in(tmp_path, f"records/{year}/{NIP}") for year in (2026, 2027))
    )
    assert [{*each} for each in second] == [{"Q3", "Q4", "Y"}] * len(first)
    assert [each["Q4"] for each in second] == [each["Q4"] for each in first]


@pytest.mark.parametrize(
    ("ask", "wrong", "told"),
    [
        (lambda asks: asks.value("NIP", "NIP", None, "", _asking.nip_in), "", "NIP harus diisi"),
        (lambda asks: asks.text("Nama", "--nama", words=True), "95 %", "huruf"),
        (lambda asks: asks.number("Target", "--iki", needed=False), NIP, "NIP"),
        (lambda asks: asks.number("Target", "--iki", needed=False, dash=True), "", "tulis angkanya"),
        (lambda asks: asks.choice("Bentuk", "--x", {"satu": "", "dua": ""}), "administrasi", "dari 1 sampai 2"),
    ],
)
def test_an_answer_of_another_kind_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ask: Any, wrong: str, told: str
) -> None:
    right = {"NIP harus diisi": NIP, "huruf": "Bagas", "dari 1 sampai 2": "2"}.get(told, "-")
    answered(monkeypatch, [wrong, right])
    assert ask(_asking.Asking()) in (NIP, "Bagas", None, "dua")
    assert told in capsys.readouterr().out


def test_a_part_of_the_words_of_one_choice_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, ["administrasi", "pejabat"])
    known = {"administrasi_fungsional": "", "pimpinan_unit": ""}
    asks = _asking.Asking()
    assert asks.choice("Bentuk", "--kelompok", known) == "administrasi_fungsional"
    with pytest.raises(WrongUsage):
        name_meant("pejabat", {"pejabat satu": "", "pejabat dua": ""}, listed=True)


def test_who_has_a_draft_is_told_to_edit_it(empty: Path) -> None:
    assert run_here(empty, "new", "skp", *WHOLE, *DAY).returncode == 0
    done = run_here(empty, "new", "skp", *WHOLE, *DAY)
    assert f"{FOLDER}/skp.yaml" in done.stderr
    assert "adendum" not in done.stderr


def test_where_no_records_are_nobody_is_asked_for(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, [NIP])
    done = run_here(empty, "realisasi", *DAY)
    assert "skpkit new skp" in done.stderr
    assert "NIP pegawai" not in done.stdout


def test_a_result_that_is_not_to_be_after_all_is_dropped(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *rest = plan_of("", "5", "5", "5", "5")
    upto = len(rest) - 7
    answered(monkeypatch, [*PERSON, first, *rest[:upto], "", "Keliru", "", "-", *[""] * 7])
    done = run_here(empty, "new", "skp", *LAX, *DAY)
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr
    assert "tulis - bila RHK-2 tidak jadi" in done.stdout
    assert "tulis angkanya, atau - bila tidak ada" in done.stdout
    plan = skp_in(empty)["hasil_kerja"]["utama"]
    assert [each["kode"] for each in plan] == ["RHK-1"]
    assert plan[0]["indikator"][0]["target"] == {"Q1": 5, "Q2": 5, "Q3": 5, "Q4": 5, "Y": 20}


@pytest.mark.parametrize("rank", ["Pengatur IIc", "Pengatur II c", "IIc"])
def test_a_rank_without_its_slash_is_not_taken(empty: Path, rank: str) -> None:
    done = run_here(empty, "new", "skp", *WHOLE, "--pangkat", rank, *DAY)
    assert "II/c" in done.stderr
    assert not (empty / FOLDER).exists()
