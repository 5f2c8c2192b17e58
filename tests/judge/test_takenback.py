"""A later step takes an earlier one back where it changes back all of it, and not where it leaves something."""

from __future__ import annotations

from pathlib import Path

import pytest

import skpkit
from skpkit.findings import Finding, Key, Location, Problem, Severity
from skpkit.judge.takenback import with_settled
from tests.support.branches import TODAY, Branches
from tests.support.command import OLD
from tests.support.gitrepo import settle

AT = Location("records/2026/1/skp.yaml")
BAGAS = "records/2026/199203172015021003"
SKP, MANUAL, SETTINGS, EXEMPTIONS = f"{BAGAS}/skp.yaml", f"{BAGAS}/iki/1b-N.yaml", "skpkit.yaml", "pengecualian.yaml"
FROZEN = "{Q1: 4, Q2: 10, Q3: 10, Q4: 5, Y: 29}"
OTHER = "{Q1: 3, Q2: 10, Q3: 10, Q4: 5, Y: 28}"
EXEMPTED = "jenis: pengecualian\nversi: 1\npengecualian:\n"
ENTRY = """  - kode: SKP301
    berkas: {path}
    alasan: "Salah ketik."
    dasar: "Nota ND-1"
    disetujui: {{nip: "198806212010122001", nama: "Rahmat", jabatan: "Kepala"}}
    tanggal: 2026-06-01
    berlaku_sampai: 2026-12-31
"""
ONE, TWO = (ENTRY.format(path=each) for each in (SKP, MANUAL))


class History(Branches):
    """A repository that tells which of its steps takes which back, by their numbers."""

    def swap(self, old: str, new: str, *paths: str) -> None:
        """A step in which one text becomes another."""
        texts = {path: (self.path / path).read_text(encoding="utf-8") for path in paths}
        assert all(old in each for each in texts.values())
        self.commit({path: text.replace(old, new) for path, text in texts.items()})

    def taken_back(self, steps: int) -> dict[int, int]:
        """What review and audit say of the last steps, which is the same."""
        cut = f"main~{steps}..main"
        reviewed = skpkit.review(self.path, cut, each_commit=True, today=TODAY)
        audited = skpkit.audit(self.path, cut, today=TODAY)
        assert reviewed.taken_back == audited.taken_back
        ids = self.git("rev-list", "--reverse", cut).splitlines()
        return {ids.index(one): ids.index(by) for one, by in audited.taken_back.items()}


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> History:
    settle(monkeypatch)
    Branches.of_examples(tmp_path / "rekaman")
    return History(tmp_path / "rekaman")


def test_a_step_is_taken_back_by_the_first_that_changes_all_of_it_back(repo: History) -> None:
    repo.swap(OLD, FROZEN, SKP, MANUAL)
    repo.swap("pada hari yang sama", "dalam dua hari", SKP)
    repo.swap(FROZEN, OLD, SKP, MANUAL)
    repo.swap(OLD, FROZEN, SKP, MANUAL)
    assert repo.taken_back(4) == {0: 2, 2: 3}


def test_a_step_whose_manual_stays_as_it_became_is_not_taken_back(repo: History) -> None:
    repo.swap(OLD, FROZEN, SKP, MANUAL)
    repo.swap(FROZEN, OLD, SKP)
    repo.swap(FROZEN, OTHER, MANUAL)
    assert repo.taken_back(3) == {}


def test_settings_are_taken_back_where_each_of_them_is(repo: History) -> None:
    """However they are written."""
    repo.commit({SETTINGS: "pembekuan: iki\nkertas: a4\n"})
    repo.commit({SETTINGS: "pembekuan: periode\nkertas: f4\n"})
    repo.commit({SETTINGS: "pembekuan: periode\nkertas: a4\n"})
    assert repo.taken_back(2) == {}
    repo.commit({SETTINGS: "pembekuan: periode\nkertas: f4\n"})
    repo.commit({SETTINGS: "kertas: 'a4'  # tebal\npembekuan: iki\n"})
    assert repo.taken_back(4) == {0: 3, 1: 2, 2: 3}


def test_a_setting_that_is_left_out_and_comes_again_was_taken_back(repo: History) -> None:
    for text in ("pembekuan: iki\nkertas: f4", "kertas: f4", "kertas: f4\npembekuan: iki"):
        repo.commit({SETTINGS: f"{text}\n"})
    assert repo.taken_back(2) == {0: 1}


def test_an_exemption_takes_no_other_one_back(repo: History) -> None:
    repo.commit({EXEMPTIONS: EXEMPTED + ONE})
    repo.commit({EXEMPTIONS: EXEMPTED + ONE + TWO})
    assert repo.taken_back(1) == {}
    repo.commit({EXEMPTIONS: EXEMPTED + ONE})
    assert repo.taken_back(2) == {0: 1}


def test_a_dossier_that_is_removed_and_comes_again_was_taken_back(repo: History) -> None:
    repo.git("rm", "-r", "--quiet", BAGAS)
    repo.commit()
    repo.git("revert", "--no-edit", "HEAD")
    assert repo.taken_back(2) == {0: 1}


def test_a_dossier_that_moves_takes_nothing_back_until_it_moves_back(repo: History) -> None:
    repo.commit({f"{BAGAS}/dki/2026-06-09.yaml": (repo.path / BAGAS / "dki/2026-05-08.yaml").read_bytes() + b"# x\n"})
    elsewhere = BAGAS.replace("2026/", "2026/seksi/")
    (repo.path / elsewhere).parent.mkdir()
    repo.git("mv", BAGAS, elsewhere)
    repo.swap("pada hari yang sama", "dalam dua hari", f"{elsewhere}/skp.yaml")
    assert repo.taken_back(2) == {}
    repo.git("mv", elsewhere, BAGAS)
    repo.swap("dalam dua hari", "pada hari yang sama", SKP)
    assert repo.taken_back(2) == {0: 1}


def found(commit: str, *edits: Key) -> Finding:
    return Finding("SKP301", "x", Severity.ERROR, Problem(AT, "m", edits=frozenset(edits)), "2026/1", commit=commit)


def test_what_was_put_right_is_settled_and_so_is_the_putting_right_of_a_fault() -> None:
    one, other = Key("", "skp.yaml", ("1a-N", "Q1")), Key("", "skp.yaml", ("1a-N", "Q2"))
    findings = [found("a", one), found("c", one), found("c", other), found("d", one), found("d")]
    assert [each.settled for each in with_settled(findings, {"a": "c"})] == [True, True, False, False, False]
    assert [each.settled for each in with_settled([found("c", one)], {"a": "c"})] == [
        False
    ]  # what it undid was no fault
