"""Records that are typed with what is offered alone: each step leads to the next, to a record without errors."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from skpkit.editors.candidates import Candidate
from skpkit.editors.completing import complete
from skpkit.editors.hovering import hover
from skpkit.editors.mending import fixes
from skpkit.editors.pointing import definition
from skpkit.editors.session import EditedRecords
from skpkit.editors.spots import TextSpot
from skpkit.findings import Severity
from tests.support.edits import PEOPLE
from tests.support.frozen import APRIL, BAGAS

NIP, HEAD = "199501012020121001", '"197805142003121002"'
NEW = f"records/2026/{NIP}/skp.yaml"
SKP, MANUAL, EVALUATION = f"{BAGAS}/skp.yaml", f"{BAGAS}/iki/1b-N.yaml", f"{BAGAS}/evaluasi/Q1.yaml"
TOP = "jenis: skp\nversi: 1\n"
GONE = f"{BAGAS}/iki/T1a-N.yaml"
PLAN = "hasil_kerja:\n  utama:\n    - kode: RHK-1\n      rencana: Selesai\n"
IKI = "      indikator:\n        - kode: 1a-C\n          nama: Persentase\n"


@pytest.fixture(scope="module")
def session(whole_office: Path) -> Iterator[EditedRecords]:
    made = EditedRecords(whole_office, date(2026, 7, 15))
    yield made
    made.close()


@pytest.fixture(scope="module")
def without(whole_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditedRecords]:
    """An office in which a manual is missing, which nothing is compared with."""
    folder = tmp_path_factory.mktemp("without") / "rekaman"
    shutil.copytree(whole_office, folder, ignore=shutil.ignore_patterns(".git", Path(GONE).name))
    made = EditedRecords(folder, date(2026, 7, 15))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def nothing_typed(session: EditedRecords) -> Iterator[None]:
    with session.trying({}):
        yield


def offers(session: EditedRecords, path: str, text: str) -> list[Candidate]:
    """What is offered at the end of a text."""
    session.lay(path, text)
    lines = text.split("\n")
    return [*complete(session, path, TextSpot(len(lines) - 1, len(lines[-1])), "id").candidates]


def words(session: EditedRecords, path: str, text: str) -> list[str]:
    return [each.text.strip() for each in offers(session, path, text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("jenis: ", ["skp"]),
        ("jenis: skp\n", ["versi:", "aturan:", "tahun:"]),
        ("jenis: skp\nversi: ", ["1"]),
        (f"{TOP}aturan: ", ["kmk-300-2022", "kmk-127-2026", "permenpanrb-6-2022"]),
        (f"{TOP}tahun: ", ["2026"]),
        (f"{TOP}periode: {{", ["mulai:", "selesai:"]),
        (f"{TOP}periode: {{mulai: 2026-01-01, selesai: ", ["2026-12-31", "2026-07-15"]),
        (f"{TOP}periode:\n  mulai: ", ["2026-01-01"]),
        (f"{TOP}instansi: ", ["Kementerian Keuangan"]),
        (f"{TOP}status: ", ["rancangan", "ditetapkan", "ditutup"]),
        (f"{TOP}pegawai:\n  nip: ", [f'"{NIP}"']),
        (f"{TOP}pejabat_penilai_kinerja:\n  nip: {HEAD}\n  nama: ", ["Ratna Wulandari"]),
        (f"{TOP}pejabat_penilai_kinerja:\n  nip: {HEAD}\n  jabatan: ", ["Kepala Kantor"]),
        (f"{TOP}hasil_kerja:\n  ", ["utama:", "tambahan:"]),
        (f"{TOP}hasil_kerja:\n  utama:\n    ", ["- kode:", "- rencana:"]),
        (f"{TOP}hasil_kerja:\n  utama:\n    - kode: ", ["RHK-1"]),
        (f"{TOP}{PLAN}    ", ["- kode:"]),
        (f"{TOP}{PLAN}    - kode: ", ["RHK-2"]),
        (f"{TOP}{PLAN}  tambahan:\n    - kode: ", ["RHK-T1"]),
        (f"{TOP}{PLAN}      rhk_pimpinan: {{nip: {HEAD}, kode: ", ["RHK-1"]),
        (f"{TOP}{PLAN}      indikator:\n        - kode: ", ["1a-N", "1a-C", "1a-CP"]),
        (f"{TOP}{PLAN}{IKI}        - kode: ", ["1b-N", "1b-C", "1b-CP"]),
        (f"{TOP}pendekatan: kuantitatif\n{PLAN}{IKI}          ", ["aspek:", "satuan:", "target:"]),
        (f"{TOP}pendekatan: kualitatif\n{PLAN}      indikator:\n        - kode: 1a-C\n          ", ["ukuran:"]),
        (f"{TOP}{PLAN}{IKI}          aspek: ", ["kuantitas", "kualitas", "waktu", "biaya"]),
        (f"{TOP}{PLAN}{IKI}          satuan: p", ["persen"]),
        (f"{TOP}{PLAN}{IKI}          target: {{Q1: 3, ", ["B01:"]),
        (f"{TOP}perilaku_kerja:\n  ", ["- nilai:"]),
        (f"{TOP}perilaku_kerja:\n  - nilai: loyal\n  - nilai: ", ["berorientasi_pelayanan", "akuntabel", "kompeten"]),
        (f"{TOP}lampiran:\n  ", ["dukungan_sumber_daya:"]),
    ],
)
def test_each_step_of_an_skp_is_offered(session: EditedRecords, text: str, first: list[str]) -> None:
    assert words(session, NEW, text)[: len(first)] == first


def test_what_a_list_has_once_is_not_offered_again(session: EditedRecords) -> None:
    assert "loyal" not in words(session, NEW, f"{TOP}perilaku_kerja:\n  - nilai: loyal\n  - nilai: ")


@pytest.mark.parametrize(
    ("path", "text", "first"),
    [
        (MANUAL, "jenis: manual_iki\nversi: 1\naturan: ", ["kmk-300-2022"]),
        (MANUAL, "jenis: manual_iki\nkode: ", ["1a-C", "1b-N", "2a-N", "T1a-N"]),
        (MANUAL, "jenis: manual_iki\nrhk: ", ["RHK-1", "RHK-2", "RHK-T1"]),
        (MANUAL, "jenis: manual_iki\npolarisasi: ", ["maximize", "minimize", "stabilize"]),
        (f"{BAGAS}/dki/2026-06-10.yaml", "jenis: dki\ntanggal: ", ["2026-06-10"]),
        (f"{BAGAS}/dki/2026-06-10.yaml", "jenis: dki\ntahap: [pe", ["perencanaan", "pelaksanaan", "pemantauan"]),
        (f"{BAGAS}/dki/2026-06-10.yaml", "jenis: dki\ntahap:\n  ", ["- perencanaan"]),
        (
            f"{BAGAS}/dki/2026-06-10.yaml",
            "jenis: dki\npemantauan:\n  hasil_kerja:\n    - iki: 1b-N\n      periode: ",
            ["Q1"],
        ),
        (f"{BAGAS}/dki/2026-06-10.yaml", "jenis: dki\npeserta:\n  - {peran: pegawai, nip: ", ['"199203172015021003"']),
        (EVALUATION, "jenis: evaluasi\nperiode: ", ["B01"]),
        (EVALUATION, "jenis: evaluasi\nhasil_kerja:\n  - rhk: ", ["RHK-1"]),
        ("skpkit.yaml", "jenis: pengaturan\nversi: 1\npembekuan: ", ["periode", "iki"]),
        ("records/pengecualian.yaml", "jenis: pengecualian\npengecualian:\n  ", ["- kode:"]),
    ],
)
def test_and_of_what_stands_beside_it(session: EditedRecords, path: str, text: str, first: list[str]) -> None:
    assert words(session, path, text)[: len(first)] == first


TEXTS = {
    "nama": "Yuni Astuti", "pangkat_golongan": "Pengatur / II/c", "jabatan": "Pelaksana", "unit_kerja": "KPPN Contoh",
    "rencana": "Tertatanya arsip", "satuan": "berkas", "Q1": "1", "Q2": "2", "Q3": "3", "Q4": "4", "Y": "10",
    "realisasi": "3",
    "definisi": "Banyaknya berkas", "formula": "Cacah", "tujuan": "Arsip tertib", "sumber_data": "Buku arsip",
}  # fmt: skip


def filled(session: EditedRecords, path: str) -> str:
    """An empty file that is filled in from its outline on: each blank with what is offered first, else with words."""
    (whole, *_) = offers(session, path, "")
    assert whole.label.endswith(", tinggal diisi")
    text = whole.text
    for _ in range(80):
        blank = re.search(r"(?m)(?:^|[{ ])([\w]+):(?= *(?:[,}]|$|  #))(?!\n +[-\w#])", text)
        if blank is None:
            return text
        before = f"{text[: blank.end()]} "
        line, column = before.count("\n"), len(before.rpartition("\n")[2])
        typed = before + text[blank.end() :].removeprefix(" ")
        session.lay(path, typed)
        offered = [each.text for each in complete(session, path, TextSpot(line, column), "id").candidates]
        text = before + (offered or [TEXTS[blank[1]]])[0] + text[blank.end() :].removeprefix(" ")
    raise AssertionError(text)


@pytest.mark.parametrize("path", [NEW, f"{BAGAS}/dki/2026-07-10.yaml", f"{BAGAS}/evaluasi/Q2.yaml", GONE])
def test_a_whole_record_is_offered_and_filled_in(without: EditedRecords, session: EditedRecords, path: str) -> None:
    session = without if path == GONE else session
    text = filled(session, path)
    session.lay(path, text)
    told = session.judged(path)
    assert not told.error
    here = [each for each, at in told.findings if at.path == path and each.severity is Severity.ERROR]
    assert [(each.code, each.problem.message, each.problem.told) for each in here] == [], text


def test_no_whole_record_without_the_skp_that_it_belongs_to(session: EditedRecords) -> None:
    for name in ("iki/9z-N.yaml", "komplemen-1/skp.yaml"):
        assert not [each for each in offers(session, f"{BAGAS}/{name}", "") if each.label.endswith("diisi")]
    assert not [each for each in offers(session, f"records/2026/{NIP}/iki/1a-N.yaml", "") if each.label]
    assert not [each for each in offers(session, NEW, "jenis: skp\n") if each.label]


@pytest.mark.parametrize("path", [SKP, MANUAL, APRIL, EVALUATION, f"{PEOPLE['ratna']}/skp.yaml"])
def test_what_is_half_typed_is_answered(session: EditedRecords, path: str) -> None:
    """At a sample of the beginnings of a record, among them those within quotes, brackets and words."""
    text = session.text(path)
    ends = [found.end() for found in re.finditer(r"[:{\[,\"-]", text)]
    for end in ends[3 :: len(ends) // 14]:
        session.lay(path, text[:end])
        spot = TextSpot(text[:end].count("\n"), len(text[:end].rpartition("\n")[2]))
        complete(session, path, spot, "id")
        hover(session, path, spot, "id")
        definition(session, path, spot)
        told = session.judged(path)
        assert told.error is None
        here = [each for each, at in told.findings if at.path == path][:1]
        assert all(each.files for each in fixes(session, path, here, "id"))


def test_settings_that_cannot_be_keep_nobody_from_asking(session: EditedRecords) -> None:
    before = words(session, SKP, "jenis: skp\naturan: ")
    session.lay("skpkit.yaml", "jenis: pengaturan\nversi: 1\nrekaman: [")
    assert words(session, SKP, "jenis: skp\naturan: ") == before
    assert hover(session, SKP, TextSpot(0, 2), "id")
