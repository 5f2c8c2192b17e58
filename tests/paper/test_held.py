"""A document shows what held at the end of its period, as the history tells, however late it is printed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.command import run_here
from tests.support.gitrepo import GitRepo, settle
from tests.support.places import TESTS
from tests.support.tagged import Tagged, outline

STAGES = sorted((TESTS / "data" / "pages" / "lima-adendum").iterdir())
BAGAS, RATNA = "records/2026/199203172015021003", "records/2026/197805142003121002"
EVALUATION = f"{BAGAS}/evaluasi/Q1.yaml"
PER = re.compile("menurut SKP (?:per )?[0-9]+ [A-Z][a-z]+ [0-9]{4}")


def put(repo: GitRepo, stage: Path) -> str:
    """Commit what a stage holds, and nothing else."""
    for each in repo.path.iterdir():
        if each.name != ".git":
            shutil.rmtree(each) if each.is_dir() else each.unlink()
    shutil.copytree(stage, repo.path, dirs_exist_ok=True)
    return repo.commit(message=stage.name)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    settle(monkeypatch)
    return GitRepo.made(tmp_path / "repo")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six states of a dossier: as it was set, and after each of five adendum from May to September."""
    with pytest.MonkeyPatch.context() as patch:
        settle(patch)
        made = GitRepo.made(tmp_path_factory.mktemp("whole") / "repo")
        for stage in STAGES:
            put(made, stage)
        return made.path


@pytest.fixture
def repo(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    """A copy of it."""
    settle(monkeypatch)
    shutil.copytree(whole, tmp_path / "repo")
    return GitRepo(tmp_path / "repo")


def render(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_here(folder, "render", *words, "-o", "../out.pdf", "--today", "2026-10-01", "--lang", "en")


def said(folder: Path, *words: str) -> str:
    """What a document says, without its foot, and under that what the foot says of the SKP."""
    done = render(folder, *words)
    assert done.returncode == 0, done.stderr
    paper = Tagged((folder.parent / "out.pdf").read_bytes())
    return "\n".join([re.split(r"\n(?:\[Kode QR|\(1\) )", outline(paper))[0], *PER.findall(paper.asides[0])])


def edit(repo: GitRepo, path: str, change: Callable[[str], str]) -> None:
    """Change the text of a file."""
    file = repo.path / path
    before = file.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    file.write_text(after, encoding="utf-8")


def replace_in_october(repo: GitRepo) -> None:
    """A komplemen from October on, and then the SKP that it replaces closed."""
    skp = f"{BAGAS}/skp.yaml"
    now = (repo.path / skp).read_text(encoding="utf-8")
    complement = (
        "komplemen: {nomor: 1, menggantikan: ../skp.yaml, tanggal: 2026-10-01, alasan: Mutasi, "
        "dialog: ../dki/2026-05-08.yaml, persetujuan: []}\n"
    )
    new = now.partition("perubahan:")[0].replace("mulai: 2026-01-01", "mulai: 2026-10-01") + complement
    repo.commit({f"{BAGAS}/komplemen-1/skp.yaml": new})
    closed = now.replace("selesai: 2026-12-31", "selesai: 2026-09-30").replace("status: ditetapkan", "status: ditutup")
    repo.commit({skp: closed})


def moved(repo: GitRepo, place: str) -> str:
    """The dossier in another folder, which is committed."""
    (repo.path / place).parent.mkdir(parents=True)
    repo.git("mv", BAGAS, place)
    return repo.commit()


def test_an_evaluation_shows_the_skp_of_its_period_at_every_later_commit(repo: GitRepo) -> None:
    first, *later = (said(repo.path, EVALUATION, "--rev", f"HEAD~{nth}") for nth in range(5, -1, -1))
    assert re.search(r"\| 2a-N Persentase[^|]*\| 2% \| 1,8%", first)
    assert "konsultasi" not in first
    assert "| JABATAN | Pelaksana Seksi Pencairan Dana |" in first
    assert set(later) == {first}
    assert not PER.search(first)


@pytest.mark.parametrize("document", ["dek", "ipr-Q1"])
def test_so_do_its_one_page_document_and_the_review_of_the_quarter(repo: GitRepo, document: str) -> None:
    record = EVALUATION if document == "dek" else f"{BAGAS}/skp.yaml"
    shown = {said(repo.path, record, "--document", document, "--rev", f"HEAD~{nth}") for nth in range(6)}
    assert len(shown) == 1
    assert "Pelaksana Seksi Pencairan Dana" in shown.pop()


def test_the_working_tree_shows_the_same_as_its_commit_also_where_the_evaluation_is_not_committed_yet(
    repo: GitRepo,
) -> None:
    committed = said(repo.path, EVALUATION, "--rev", "HEAD")
    assert said(repo.path, EVALUATION) == committed
    edit(repo, EVALUATION, lambda text: text.replace("catatan: Melanjutkan", "catatan: Meneruskan"))
    assert said(repo.path, EVALUATION) == committed.replace("Melanjutkan", "Meneruskan")


def test_an_evaluation_of_a_later_period_shows_the_skp_of_that(repo: GitRepo) -> None:
    text = (repo.path / EVALUATION).read_text(encoding="utf-8")
    text = text.replace("periode: Q1", "periode: Q2").replace("2026-04-20", "2026-09-15")
    text = re.sub(r"  - \{rhk: RHK-2.*\n", "", text)
    repo.commit({f"{BAGAS}/evaluasi/Q2.yaml": text})
    shown = said(repo.path, f"{BAGAS}/evaluasi/Q2.yaml")
    assert "2a-N" not in shown
    assert "konsultasi" not in shown  # of 6 July
    assert "| JABATAN | Pelaksana Seksi Pencairan Dana |" in shown
    assert "Banda Contoh, 15 September 2026" in shown


def test_the_appraiser_is_the_one_of_the_evaluations_day(repo: GitRepo) -> None:
    skp = f"{BAGAS}/skp.yaml"
    former = (
        "    penilai_lama: {nama: Ratna Wulandari, nip: '197805142003121002', pangkat_golongan: Pembina / IV/a, "
        "jabatan: Kepala Kantor, unit_kerja: KPPN Contoh}\n"
    )
    edit(repo, skp, lambda text: text.replace("  nama: Ratna Wulandari", "  nama: Sinta Maharani", 1))
    edit(
        repo,
        skp,
        lambda text: (
            f"{text}  - jenis: adendum\n    nomor: 6\n    tanggal: 2026-09-14\n    alasan: Mutasi\n"
            f"    komponen: [penilai]\n{former}    dialog: dki/2026-05-08.yaml\n    persetujuan: []\n"
        ),
    )
    repo.commit()
    assert "Sinta" not in said(repo.path, EVALUATION)
    edit(repo, EVALUATION, lambda text: text.replace("2026-04-20", "2026-09-20"))
    late = said(repo.path, EVALUATION)
    assert "Sinta Maharani" in late
    assert "Ratna Wulandari" not in late
    assert "2a-N" in late


def test_a_draft_shows_todays_skp_and_says_so(repo: GitRepo) -> None:
    edit(repo, EVALUATION, lambda text: text.replace("status: ditetapkan", "status: rancangan"))
    edit(repo, EVALUATION, lambda text: re.sub(r"  - \{rhk: RHK-2.*\n", "", text))
    shown = said(repo.path, EVALUATION)
    assert "konsultasi" in shown
    assert shown.endswith("menurut SKP per 7 September 2026")
    assert "DRAF" in Tagged((repo.path.parent / "out.pdf").read_bytes()).asides[0]


def test_where_history_begins_later_the_oldest_state_is_shown_with_its_day(empty: GitRepo) -> None:
    for stage in STAGES[1:]:
        put(empty, stage)
    shown = said(empty.path, EVALUATION)
    assert "2a-N" in shown
    assert shown.endswith("menurut SKP per 12 Mei 2026")


def test_outside_of_any_repository_the_skp_is_the_one_there(tmp_path: Path) -> None:
    shutil.copytree(STAGES[1], tmp_path / "folder")
    assert said(tmp_path / "folder", EVALUATION).endswith("menurut SKP per 12 Mei 2026")


def test_history_is_asked_only_where_the_records_name_a_later_change(repo: GitRepo, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repo.path}", str(shallow)], check=True)
    done = render(shallow, EVALUATION)
    assert done.returncode == 3
    assert "only a part of the history" in done.stderr
    assert f"what {BAGAS}/skp.yaml held before" in done.stderr
    assert done.stderr.count("\n") == 1
    assert render(shallow, f"{BAGAS}/skp.yaml", "--document", "kemajuan").returncode == 0
    subprocess.run(["git", "-C", str(shallow), "fetch", "-q", "--depth", "6"], check=True)
    assert render(shallow, EVALUATION).returncode == 0  # the state of then is the oldest that the clone has


def test_a_dialogue_shows_the_skp_that_it_was_reported_under_wherever_it_lies_now(repo: GitRepo) -> None:
    before = said(repo.path, f"{BAGAS}/dki/2026-05-08.yaml", "--rev", "HEAD~5")
    assert "Pelaksana Seksi Pencairan Dana" in before
    place = "records/2026/kanwil/199203172015021003"
    moved(repo, place)
    assert said(repo.path, f"{place}/dki/2026-05-08.yaml") == before
    shallow = repo.path.parent / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repo.path}", str(shallow)], check=True)
    assert render(shallow, f"{place}/dki/2026-05-08.yaml").returncode == 3
    assert render(shallow, f"{RATNA}/dki/2026-01-15.yaml").returncode == 0


def test_a_moved_dossier_is_followed(repo: GitRepo) -> None:
    before = said(repo.path, EVALUATION)
    place = "records/2026/kanwil/kppn/199203172015021003"
    moved(repo, place)
    assert said(repo.path, f"{place}/evaluasi/Q1.yaml") == before
    (repo.path / "skpkit.yaml").write_text("rekaman: arsip\n", encoding="utf-8")
    repo.git("mv", "records", "arsip")
    repo.commit()
    assert said(repo.path, f"{place.replace('records', 'arsip')}/evaluasi/Q1.yaml") == before


def test_a_manual_changed_later_counts_as_it_was(empty: GitRepo) -> None:
    repo = empty
    for stage in STAGES[:3]:  # no adendum after the half-year
        put(repo, stage)
    manual, half = f"{BAGAS}/iki/1b-N.yaml", f"{BAGAS}/evaluasi/S1.yaml"
    text = (repo.path / EVALUATION).read_text(encoding="utf-8").replace("periode: Q1", "periode: S1")
    repo.commit({half: re.sub(r"  - \{rhk: RHK-2.*\n", "", text)})
    row = r"\| 1b-N [^|]*\| 15~satuan kerja"
    assert re.search(row, said(repo.path, half))
    edit(repo, manual, lambda text: text.replace("konsolidasi_periode: sum", "konsolidasi_periode: average"))
    edit(
        repo,
        manual,
        lambda text: f"{text}perubahan:\n  - {{nomor: 1, tanggal: 2026-09-10, alasan: Rerata, persetujuan: []}}\n",
    )
    repo.commit()
    assert re.search(row, said(repo.path, half))
    edit(repo, manual, lambda text: text.replace("2026-09-10", "2026-06-20"))
    repo.commit()
    assert re.search(r"\| 1b-N [^|]*\| 7,5~satuan kerja", said(repo.path, half))


def test_a_manual_that_came_after_the_period_is_taken_as_it_came(empty: GitRepo) -> None:
    half = f"{BAGAS}/evaluasi/S1.yaml"
    for nth, stage in enumerate(STAGES):
        put(empty, stage)
        if nth < 3:
            (empty.path / BAGAS / "iki" / "1b-N.yaml").unlink()
            empty.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    text = (empty.path / EVALUATION).read_text(encoding="utf-8").replace("periode: Q1", "periode: S1")
    empty.commit({half: re.sub(r"  - \{rhk: RHK-2.*\n", "", text), f"{BAGAS}/iki/1b-N.yaml": None})
    assert re.search(r"\| 1b-N [^|]*\| 15~satuan kerja", said(empty.path, half))


def test_the_superiors_rhk_is_as_it_was_too(repo: GitRepo) -> None:
    skp = f"{RATNA}/skp.yaml"
    before = said(repo.path, EVALUATION)
    edit(repo, skp, lambda text: text.replace("Terwujudnya penyaluran", "Terlaksananya penyaluran"))
    edit(
        repo,
        skp,
        lambda text: (
            f"{text}perubahan:\n  - {{jenis: adendum, nomor: 1, tanggal: 2026-05-04, alasan: Kata, "
            "komponen: [rencana_hasil_kerja], dialog: dki/2026-01-15.yaml, persetujuan: []}\n"
        ),
    )
    repo.commit()
    assert said(repo.path, EVALUATION) == before
    assert "Terlaksananya penyaluran" in said(repo.path, f"{BAGAS}/skp.yaml")


def test_a_komplemen_closes_an_skp_on_its_own_day(repo: GitRepo) -> None:
    place = f"{BAGAS}/komplemen-1/skp.yaml"
    text = (repo.path / EVALUATION).read_text(encoding="utf-8").replace("periode: Q1", "periode: Q3")
    repo.commit({f"{BAGAS}/evaluasi/Q3.yaml": re.sub(r"  - \{rhk: RHK-2.*\n", "", text)})
    before = said(repo.path, f"{BAGAS}/evaluasi/Q3.yaml")
    assert "1 JANUARI SD 31 DESEMBER" in before
    replace_in_october(repo)
    assert said(repo.path, f"{BAGAS}/evaluasi/Q3.yaml") == before
    edit(repo, place, lambda text: text.replace("tanggal: 2026-10-01", "tanggal: 2026-09-30"))
    repo.commit()
    assert "1 JANUARI SD 30 SEPTEMBER" in said(repo.path, f"{BAGAS}/evaluasi/Q3.yaml")


def test_a_dialogue_from_before_a_komplemen_keeps_the_period_of_its_skp(empty: GitRepo) -> None:
    put(empty, STAGES[0])  # without an adendum, which would ask history by itself
    dialogue = f"{BAGAS}/dki/2026-05-08.yaml"
    before = said(empty.path, dialogue)
    replace_in_october(empty)
    assert said(empty.path, dialogue) == before
    edit(
        empty, f"{BAGAS}/komplemen-1/skp.yaml", lambda text: text.replace("tanggal: 2026-10-01", "tanggal: 2026-05-08")
    )
    empty.commit()
    assert "1 JANUARI SD 30 SEPTEMBER" in said(empty.path, dialogue)


def test_what_was_merged_counts_from_its_merge_on(repo: GitRepo) -> None:
    before = said(repo.path, EVALUATION)
    repo.git("checkout", "--quiet", "-b", "usulan", "HEAD~5")
    edit(repo, f"{BAGAS}/skp.yaml", lambda text: text.replace("norma waktu", "waktu yang belum disepakati"))
    repo.commit()
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-edit", "--strategy=ours", "usulan")
    assert said(repo.path, EVALUATION) == before
