"""`skpkit exempt`: an entry for a finding that was reported, and nothing else changed in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import COMMIT, DAY, git, put, report, run_here, target
from tests.support.command import OLD as TARGETS

APPROVER = ("--approver", "197003151995031001")
WHY = ("--reason", "Target salah ketik: lihat nota dinas")
FILE = "records/pengecualian.yaml"


def fingerprint_of(folder: Path, code: str, *words: str) -> str:
    """The fingerprint of the one finding of a rule."""
    (found,) = (each for each in report(folder, *words, *DAY)[1]["findings"] if each["code"] == code)
    return str(found["fingerprint"])


def test_a_finding_of_a_check_passes_once_its_entry_is_written(office: Path) -> None:
    (office / "records/2026/199203172015021003/iki/1b-N.yaml").unlink()
    text = run_here(office, "check", *DAY).stdout
    fingerprint = fingerprint_of(office, "SKP201", "check")
    assert f"[{fingerprint[:8]}]" in text
    done = run_here(office, "exempt", fingerprint[:8], *WHY, *APPROVER, "--until", "2026-06-30", *DAY)
    assert (done.returncode, FILE in done.stdout) == (0, True)
    code, data = report(office, "check", *DAY)
    assert (code, [each["code"] for each in data["exempted"]]) == (0, ["SKP201"])
    assert "Lolos karena pengecualian" in run_here(office, "check", *DAY).stdout
    assert report(office, "check", "--today", "2026-07-01")[0] == 1


def test_a_finding_of_a_review_passes_only_from_the_base(office: Path) -> None:
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    fingerprint = fingerprint_of(office, "SKP301", "review", "main")
    git(office, "switch", "--quiet", "--create", "usul")
    git(office, "add", ".")
    git(office, *COMMIT)
    assert run_here(office, "exempt", fingerprint, *WHY, *APPROVER, "--with-also", *DAY).returncode == 0
    assert report(office, "review", "main", *DAY)[0] == 1, "the change itself brings it"
    git(office, "add", FILE)
    git(office, "stash", "--quiet")
    git(office, "switch", "--quiet", "main")
    git(office, "stash", "pop", "--quiet")
    git(office, "add", FILE)
    git(office, *COMMIT)
    code, data = report(office, "review", "main..usul", *DAY)
    assert (code, sorted(each["code"] for each in data["exempted"])) == (0, ["SKP301", "SKP315", "SKP317"])


def test_a_finding_in_company_and_one_of_a_step_have_their_exemption_too(office: Path) -> None:
    """What is found only with another request, or only in a step that is taken back."""
    later = ("--today", "2026-07-15")
    sides = {
        "adendum": target("{Q1: 5, Q2: 12, Q3: 10, Q4: 5, Y: 32}"),
        "dialog": [
            {"file": "bagas/dki/2026-07-06.yaml", "realisasi": [{"iki": "1b-N", "periode": "Q2", "realisasi": 8}]}
        ],
        "bolak": target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"),
    }
    for name, edits in sides.items():
        git(office, "switch", "--quiet", "--create", name, "main")
        put(office, edits)
        git(office, "add", ".")
        git(office, *COMMIT)
    git(office, "revert", "--no-edit", "HEAD")
    git(office, "switch", "--quiet", "main")
    for range_, *more in (("main...adendum", "--merge-with", "dialog"), ("main...bolak", "--each-commit")):
        found = report(office, "review", range_, *more, *later)[1]["findings"]
        mark = next(each["fingerprint"] for each in found if each["code"] == "SKP301")
        asked = ("exempt", mark, *WHY, *APPROVER, *later, "--range", range_)
        assert run_here(office, *asked).returncode == 2, "by itself it is not found"
        assert run_here(office, *asked, *more).returncode == 0
        git(office, "add", FILE)
        git(office, *COMMIT)
        assert "SKP301" in {each["code"] for each in report(office, "review", range_, *more, *later)[1]["exempted"]}


def test_a_step_has_its_exemption_where_each_commit_lands_by_itself(office: Path) -> None:
    (office / "skpkit.yaml").write_text("gabung: [rebase]\n", encoding="utf-8")
    git(office, "add", ".")
    git(office, *COMMIT)
    git(office, "switch", "--quiet", "--create", "bolak")
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    git(office, "add", ".")
    git(office, *COMMIT)
    git(office, "revert", "--no-edit", "HEAD")
    git(office, "switch", "--quiet", "main")
    found = report(office, "review", "main...bolak", *DAY)[1]["findings"]
    mark = next(each["fingerprint"] for each in found if each["code"] == "SKP301")
    assert run_here(office, "exempt", mark, *WHY, *APPROVER, *DAY, "--range", "main...bolak").returncode == 0


OLD = """\
{kode: SKP301, berkas: 'records/2026/199203172015021003/skp.yaml', alasan: Keliru,  # nota dinas 7
     disetujui: {nip: "197003151995031001"}, tanggal: 2026-03-03}"""


@pytest.mark.parametrize(
    "before",
    [
        f"# Rapat 3 Maret\njenis: pengecualian\nversi: 1\npengecualian:\n  - {OLD}\n# akhir\n",
        f"pengecualian:\n- {OLD}\njenis: pengecualian\nversi: 1\n",
        f"pengecualian:\n    -   {OLD}",
        "jenis: pengecualian\nversi: 1\npengecualian: []  # belum ada\n",
        f"jenis: pengecualian\nversi: 1\npengecualian: [{OLD.replace('# nota dinas 7', '')}]\n",
    ],
)
def test_what_stands_in_the_file_is_kept(office: Path, before: str) -> None:
    (office / "records/2026/199203172015021003/iki/1b-N.yaml").unlink()
    (office / FILE).write_text(before, encoding="utf-8")
    fingerprint = fingerprint_of(office, "SKP201", "check")
    assert run_here(office, "exempt", fingerprint, *WHY, *APPROVER, *DAY).returncode == 0
    after = (office / FILE).read_text(encoding="utf-8")
    for part in (
        "# Rapat 3 Maret",
        "'records/2026/199203172015021003/skp.yaml'",
        "# nota dinas 7",
        "# akhir",
        "# belum",
    ):
        assert (part in after) == (part in before)
    assert report(office, "check", *DAY)[0] == 0


def test_a_reviewer_of_the_settings_is_named(office: Path) -> None:
    settings = 'pengelola:\n  - {nip: "197003151995031001", nama: Hendra Saputra, jabatan: Kepala Subbagian Umum}\n'
    (office / "skpkit.yaml").write_text(settings, encoding="utf-8")
    (office / "records/2026/199203172015021003/iki/1b-N.yaml").unlink()
    fingerprint = fingerprint_of(office, "SKP201", "check")
    assert run_here(office, "exempt", fingerprint, *WHY, "--approver", "19700315 199503 1 001", *DAY).returncode == 0
    text = (office / FILE).read_text(encoding="utf-8")
    assert all(each in text for each in ("Hendra Saputra", "Kepala Subbagian Umum", "197003151995031001"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("abc", *WHY, *APPROVER), "paling sedikit 6"),
        (("aaaaaaaa", *WHY, *APPROVER), "tidak ada temuan dengan sidik aaaaaaaa"),
        (("FINGERPRINT", *WHY, "--approver", "199203172015021003"), "harus disetujui orang lain"),
        (("FINGERPRINT", *WHY, "--approver", "19700315"), "18 angka"),
        (("FINGERPRINT", *WHY, "--approver", "197003151995031000"), "18 angka"),
        (("FINGERPRINT", *WHY, "--approver", "198806212010122001"), "penyetuju_pengecualian"),
        (("FINGERPRINT", *WHY, *APPROVER, "--until", "2026-06-14"), "sudah lewat"),
        (("FINGERPRINT", *APPROVER), "--reason"),
        (("FINGERPRINT", *WHY, *APPROVER, "--until", "besok"), "besok"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(office: Path, given: tuple[str, ...], told: str) -> None:
    listed = 'penyetuju_pengecualian:\n  - {nip: "197003151995031001", nama: Hendra, jabatan: Kepala}\n'
    (office / "skpkit.yaml").write_text(listed, encoding="utf-8")
    (office / "records/2026/199203172015021003/iki/1b-N.yaml").unlink()
    fingerprint = fingerprint_of(office, "SKP201", "check")
    done = run_here(office, "exempt", *(fingerprint if each == "FINGERPRINT" else each for each in given), *DAY)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert not (office / FILE).exists()


def test_the_same_twice_writes_once(office: Path) -> None:
    (office / "records/2026/199203172015021003/iki/1b-N.yaml").unlink()
    fingerprint = fingerprint_of(office, "SKP201", "check")
    assert run_here(office, "exempt", fingerprint, *WHY, *APPROVER, *DAY).returncode == 0
    once = (office / FILE).read_bytes()
    done = run_here(office, "exempt", fingerprint, *WHY, *APPROVER, *DAY)
    assert (done.returncode, "sudah memiliki pengecualian" in done.stdout) == (0, True)
    assert (office / FILE).read_bytes() == once


def test_the_same_twice_writes_once_where_the_base_has_no_entry_yet(office: Path) -> None:
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    fingerprint = fingerprint_of(office, "SKP301", "review", "main")
    for _ in range(2):
        assert run_here(office, "exempt", fingerprint, *WHY, *APPROVER, *DAY).returncode == 0
        assert (office / FILE).read_text(encoding="utf-8").count("kode:") == 1


def test_an_entry_that_has_ended_or_is_of_another_value_is_no_second_one(office: Path) -> None:
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    mark = fingerprint_of(office, "SKP301", "review", "main")
    assert run_here(office, "exempt", mark, *WHY, *APPROVER, "--until", "2026-06-20", *DAY).returncode == 0
    put(office, target("{Q1: 7, Q2: 10, Q3: 10, Q4: 5, Y: 32}"))
    assert run_here(office, "exempt", mark, *WHY, *APPROVER, *DAY).returncode == 0
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    assert run_here(office, "exempt", mark, *WHY, *APPROVER, "--today", "2026-06-21").returncode == 0
    text = (office / FILE).read_text(encoding="utf-8")
    assert text.count("kode:") == 3
    assert text.count("nilai: {semula: 5, menjadi: 6}\n") == 2
    assert "berlaku_sampai: 2026-09-13" in text  # 90 days
    assert "berlaku_sampai: 2026-09-19" in text


def landed(office: Path) -> None:
    """Commit the file of exemptions on main, and then go on with the change."""
    git(office, "stash", "push", "--quiet", "--include-untracked", "--", "records/2026")
    git(office, "add", FILE)
    git(office, *COMMIT)
    git(office, "stash", "pop", "--quiet")


def test_what_an_exempted_finding_spoke_for_stands_until_it_is_exempted_too(office: Path) -> None:
    change = {"replace": {TARGETS: "{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"}}
    put(office, [{"file": "bagas/skp.yaml", **change}, {"file": "bagas/iki/1b-N.yaml", **change}])
    mark = fingerprint_of(office, "SKP301", "review", "main")
    assert run_here(office, "exempt", mark, *WHY, *APPROVER, *DAY).returncode == 0
    landed(office)
    code, data = report(office, "review", "main", *DAY)
    assert code == 1
    left = {each["code"] for each in data["findings"]}
    assert "SKP305" in left
    (office / FILE).unlink()
    landed(office)
    done = run_here(office, "exempt", mark, *WHY, *APPROVER, "--with-also", *DAY, "--lang", "en")
    assert done.returncode == 0
    assert all(each in done.stdout for each in {"SKP301", *left})
    landed(office)
    code, data = report(office, "review", "main", *DAY)
    assert (code, data["findings"]) == (0, [])
    assert left < {each["code"] for each in data["exempted"]}
    text = (office / FILE).read_text(encoding="utf-8")
    assert run_here(office, "exempt", mark, *WHY, *APPROVER, "--with-also", *DAY).returncode == 0
    assert (office / FILE).read_text(encoding="utf-8") == text


def test_with_also_writes_nothing_for_what_it_does_not_speak_for(office: Path) -> None:
    (office / "records/2026/199203172015021003/iki/1b-N.yaml").unlink()
    (office / "records/2026/199203172015021003/iki/1a-C.yaml").unlink()
    found = [each["fingerprint"] for each in report(office, "check", *DAY)[1]["findings"] if each["code"] == "SKP201"]
    assert len(found) == 2
    assert run_here(office, "exempt", found[0], *WHY, *APPROVER, "--with-also", *DAY).returncode == 0
    assert (office / FILE).read_text(encoding="utf-8").count("kode:") == 1


def test_what_is_not_there_is_written_as_null(office: Path) -> None:
    put(office, [{"file": "bagas/dki/2026-04-07.yaml", "delete": True}])
    mark = fingerprint_of(office, "SKP310", "review", "main")
    assert run_here(office, "exempt", mark, *WHY, *APPROVER, *DAY).returncode == 0
    assert ", menjadi: null}\n" in (office / FILE).read_text(encoding="utf-8")
    landed(office)
    assert "SKP310" in {each["code"] for each in report(office, "review", "main", *DAY)[1]["exempted"]}


def test_a_file_that_is_not_in_order_is_left_alone(office: Path) -> None:
    (office / "records/2026/199203172015021003/iki/1b-N.yaml").unlink()
    fingerprint = fingerprint_of(office, "SKP201", "check")
    (office / FILE).write_text("pengecualian: [\n", encoding="utf-8")
    done = run_here(office, "exempt", fingerprint, *WHY, *APPROVER, *DAY)
    assert (done.returncode, "belum benar" in done.stderr) == (3, True)
    assert (office / FILE).read_text(encoding="utf-8") == "pengecualian: [\n"
