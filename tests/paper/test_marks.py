"""What a print is, is on it and said: not committed, not accepted, with errors, with letters that no font has."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import skpkit
from skpkit.messages import tell
from skpkit.printouts import Printed
from tests.support.command import run, run_here
from tests.support.edits import PEOPLE, examples
from tests.support.gitrepo import GitRepo, settle
from tests.support.tagged import Tagged

BAGAS = f"{PEOPLE['bagas']}/skp.yaml"
EVALUATION = f"{PEOPLE['bagas']}/evaluasi/Q1.yaml"
PROPOSED = "printed with the mark USULAN, for the default branch does not hold commit"
UNCERTAIN = "printed with the mark USULAN, for it is not certain which branch is the default one here"
COPY = "printed as a working copy (SALINAN KERJA), for no commit holds {} as it lies here"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    """A repository with the examples on its one branch, main."""
    settle(monkeypatch)
    repo = GitRepo.made(tmp_path / "repo")
    repo.commit({**examples().files, "skpkit.yaml": "kertas: a4\n"})
    return repo


def clone(repo: GitRepo, *options: str) -> GitRepo:
    path = repo.path.parent / "clone"
    subprocess.run(["git", "clone", "-q", *options, f"file://{repo.path}", str(path)], check=True)
    return GitRepo(path)


def render(repo: GitRepo, *words: str) -> tuple[str, list[str]]:
    """All that stands around the text of a document, and what is said of it."""
    out = repo.path.parent / "out.pdf"
    done = run_here(repo.path, "render", *words, "-o", str(out), "--lang", "en", "--today", "2026-06-15")
    assert done.returncode == 0, done.stderr
    told = [each.removeprefix("skpkit: ") for each in done.stderr.splitlines() if not each.endswith(" written")]
    return " ".join(Tagged(out.read_bytes()).asides), told


def replaced(repo: GitRepo, path: str, old: str, new: str) -> None:
    text = (repo.path / path).read_text(encoding="utf-8")
    assert old in text
    repo.write({path: text.replace(old, new)})


def is_plain(printed: tuple[str, list[str]]) -> bool:
    marks, told = printed
    return not told and not any(each in marks for each in ("USULAN", "SALINAN", "pemeriksaan"))


# --- a commit that was not accepted --------------------------------------------------------------------------


def test_a_commit_beside_the_default_branch_is_a_proposal_until_it_is_merged(repo: GitRepo) -> None:
    assert is_plain(render(repo, BAGAS))
    repo.git("checkout", "--quiet", "-b", "usulan")
    replaced(repo, BAGAS, "tempat: Banda Contoh", "tempat: Kota Contoh")
    commit = repo.commit()
    for words in ((BAGAS,), (BAGAS, "--rev", "HEAD"), (EVALUATION, "--rev", "usulan")):
        marks, (told,) = render(repo, *words)
        assert "USULAN" in marks
        assert told.startswith(f"{PROPOSED} {commit[:12]};")
    assert is_plain(render(repo, BAGAS, "--rev", "main"))
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "--no-edit", "usulan")
    assert is_plain(render(repo, BAGAS))
    assert is_plain(render(repo, BAGAS, "--rev", commit))


def test_a_step_that_its_branch_took_back_stays_a_proposal(repo: GitRepo) -> None:
    repo.git("checkout", "--quiet", "-b", "usulan")
    replaced(repo, BAGAS, "tempat: Banda Contoh", "tempat: Kota Contoh")
    step = repo.commit()
    replaced(repo, BAGAS, "tempat: Kota Contoh", "tempat: Banda Contoh")
    repo.commit()
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "--no-edit", "usulan")
    marks, (told,) = render(repo, BAGAS, "--rev", step)
    assert "USULAN" in marks
    assert f"{BAGAS} of commit {step[:12]} shows something else where that was merged" in told
    assert is_plain(render(repo, EVALUATION, "--rev", step))  # which shows none of that
    assert is_plain(render(repo, f"{PEOPLE['bagas']}/iki/1b-N.yaml", "--rev", step))


def test_what_the_remote_does_not_have_yet_is_a_proposal(repo: GitRepo) -> None:
    own = clone(repo)
    assert is_plain(render(own, BAGAS))
    replaced(own, BAGAS, "tempat: Banda Contoh", "tempat: Kota Contoh")
    commit = own.commit()
    marks, (told,) = render(own, BAGAS)
    assert "USULAN" in marks
    assert told.startswith(f"{PROPOSED} {commit[:12]}; merge and push it")
    repo.git("config", "receive.denyCurrentBranch", "ignore")
    own.git("push", "--quiet")
    assert is_plain(render(own, BAGAS))


def test_where_nobody_knows_the_default_branch_it_is_a_proposal_and_base_names_it(repo: GitRepo) -> None:
    own = clone(repo)
    own.git("remote", "set-head", "origin", "--delete")
    marks, (told,) = render(own, BAGAS)
    assert "USULAN" in marks
    assert told.startswith(UNCERTAIN)
    assert is_plain(render(own, BAGAS, "--base", "origin/main"))
    assert is_plain(render(own, BAGAS, "--base", "main"))
    done = run_here(own.path, "render", BAGAS, "-o", "../out.pdf", "--base", "utama", "--lang", "en")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("skpkit: there is no branch utama")
    repo.git("checkout", "--quiet", "-b", "utama")
    repo.commit({"skpkit.yaml": "kertas: a4\ncabang: utama\n"})
    repo.git("checkout", "--quiet", "main")
    own.git("fetch", "--quiet")
    assert render(own, BAGAS)[1][0].startswith(UNCERTAIN)  # main itself does not say so
    repo.git("merge", "--quiet", "utama")
    own.git("pull", "--quiet")
    assert is_plain(render(own, BAGAS))


def test_a_shallow_clone_that_cannot_tell_says_so(repo: GitRepo) -> None:
    repo.git("checkout", "--quiet", "-b", "usulan")
    replaced(repo, BAGAS, "tempat: Banda Contoh", "tempat: Kota Contoh")
    repo.commit()
    repo.git("checkout", "--quiet", "main")
    own = clone(repo, "--depth", "1", "--no-single-branch")
    assert is_plain(render(own, EVALUATION.replace("evaluasi/Q1", "iki/1b-N"), "--document", "manual"))
    _, (told,) = render(own, EVALUATION.replace("evaluasi/Q1", "iki/1b-N"), "--rev", "origin/usulan")
    assert "this clone holds only a part of the history" in told


def test_a_proposal_is_verified_as_one_and_as_accepted_once_it_is_merged(repo: GitRepo) -> None:
    repo.git("checkout", "--quiet", "-b", "usulan")
    replaced(repo, BAGAS, "tempat: Banda Contoh", "tempat: Kota Contoh")
    repo.commit()
    assert "USULAN" in render(repo, BAGAS)[0]
    paper = repo.path.parent / "out.pdf"
    assert json.loads(Tagged(paper.read_bytes()).attachments()["manifest.json"][0])["proposal"] is True
    assert skpkit.verify(repo.path, paper).status == "unaccepted"
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "--no-edit", "usulan")
    assert skpkit.verify(repo.path, paper).status == "genuine"
    render(repo, BAGAS)
    assert "proposal" not in json.loads(Tagged(paper.read_bytes()).attachments()["manifest.json"][0])


# --- what is not committed -----------------------------------------------------------------------------------


def test_a_working_copy_names_what_is_not_committed(repo: GitRepo) -> None:
    replaced(repo, BAGAS, "tempat: Banda Contoh", "tempat: Kota Contoh")
    marks, (told,) = render(repo, BAGAS)
    assert "SALINAN KERJA" in marks
    assert "USULAN" not in marks
    assert told == f"{COPY.format(BAGAS)}; commit that (git add, then git commit), and print again"
    assert is_plain(render(repo, f"{PEOPLE['sari']}/skp.yaml"))
    dialogue = f"{PEOPLE['bagas']}/dki/2026-06-02.yaml"
    repo.git("checkout", "--", ".")
    repo.write({dialogue: "jenis: dki\nversi: 1\n", f"{PEOPLE['bagas']}/iki/1a-C.yaml": None})
    repo.write({dialogue: (repo.path / PEOPLE["bagas"] / "dki" / "2026-05-08.yaml").read_text(encoding="utf-8")})
    replaced(repo, dialogue, "2026-05-08", "2026-06-02")
    _, (told,) = render(repo, EVALUATION)
    assert told.startswith(COPY.format(f"{dialogue}, {PEOPLE['bagas']}/iki/1a-C.yaml"))


def test_without_any_commit_the_whole_is_a_working_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)
    folder = GitRepo(tmp_path / "folder")
    folder.write(dict(examples().files))
    _, (told,) = render(folder, BAGAS)
    assert told.startswith("printed as a working copy (SALINAN KERJA), for there is no commit here yet; ")
    folder.git("init", "--quiet", "--template=", "--initial-branch=main")
    assert render(folder, BAGAS)[1] == [told]


@pytest.mark.parametrize(
    ("settings", "marked"),
    [
        ("# catatan\nkertas: a4\n", False),
        ("kertas: a4\nbahasa: en\nzona: Asia/Jakarta\n", False),
        ("hari_libur: [2026-01-01]\ntingkat: {SKP104: info}\ncetak: {detik: 30}\n", False),
        ("kertas: a4\npengelola: [{nip: '198806212010122001', nama: Nining, jabatan: Kasubbag}]\n", False),
        ("kertas: f4\n", True),
    ],
)
def test_settings_count_where_they_change_what_is_printed(repo: GitRepo, settings: str, *, marked: bool) -> None:
    repo.write({"skpkit.yaml": settings})
    marks, told = render(repo, BAGAS)
    assert ("SALINAN" in marks) == marked
    assert [each.partition(";")[0] for each in told] == [COPY.format("skpkit.yaml")] * marked


def test_a_template_that_was_taken_away_counts_as_one_that_was_changed(repo: GitRepo) -> None:
    repo.commit({"templates/bagian/catatan.typ.j2": "{# catatan #}\n"})
    assert is_plain(render(repo, BAGAS))
    repo.write({"templates/bagian/catatan.typ.j2": None})
    assert render(repo, BAGAS)[1][0].startswith(COPY.format("templates/bagian/catatan.typ.j2"))


# --- errors --------------------------------------------------------------------------------------------------

UNEVEN = ("target: {Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}", "target: {Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 40}")
LINE = "pemeriksaan menemukan kesalahan pada rekaman: "


@pytest.fixture
def uneven(repo: GitRepo) -> GitRepo:
    """The same with a total in SKP and manual that the parts do not give."""
    replaced(repo, BAGAS, *UNEVEN)
    replaced(repo, f"{PEOPLE['bagas']}/iki/1b-N.yaml", *UNEVEN)
    repo.commit()
    return repo


def test_a_record_with_errors_says_so_on_each_page(uneven: GitRepo) -> None:
    marks, (told,) = render(uneven, BAGAS)
    assert marks.count(f"{LINE}SKP104") == 3
    assert told.startswith(f"{BAGAS}: `skpkit check` finds errors in what the sheet shows (SKP104)")
    for other in (f"{PEOPLE['sari']}/skp.yaml", f"{PEOPLE['bagas']}/dki/2026-01-22.yaml"):
        assert is_plain(render(uneven, other))  # the dialogue shows the SKP of then


def test_what_a_day_makes_or_mends_is_no_error_of_the_sheet_and_its_bytes_are_the_same(uneven: GitRepo) -> None:
    uneven.git("commit", "--quiet", "--allow-empty", "--message", "x")
    sheets = set()
    for day in ("2026-01-02", "2026-06-15", "2028-01-01"):
        done = run(uneven.path, "check", "--today", day, "--lang", "en")
        assert ("SKP207" in done.stdout, "SKP230" in done.stdout) == (day == "2028-01-01", day == "2026-01-02")
        run_here(uneven.path, "render", BAGAS, "-o", "../out.pdf", "--today", day)
        sheets.add((uneven.path.parent / "out.pdf").read_bytes())
    assert len(sheets) == 1


def test_levels_and_exemptions_count_and_are_named_where_they_alone_are_not_committed(uneven: GitRepo) -> None:
    uneven.write({"skpkit.yaml": "tingkat: {SKP104: peringatan}\n"})
    marks, (told,) = render(uneven, BAGAS)
    assert LINE not in marks
    assert told.startswith(COPY.format("skpkit.yaml"))
    uneven.commit()
    assert is_plain(render(uneven, BAGAS))


def test_an_skp_of_then_is_not_blamed_for_what_came_later(repo: GitRepo) -> None:
    first = (repo.path / BAGAS).read_text(encoding="utf-8")
    repo.write({BAGAS: first.partition("perubahan:")[0]})
    repo.git("add", "--all")
    repo.git("commit", "--quiet", "--amend", "--no-edit")
    repo.commit({BAGAS: first.replace(*UNEVEN)})
    assert LINE in render(repo, BAGAS)[0]
    assert LINE not in render(repo, EVALUATION)[0]


# --- characters ----------------------------------------------------------------------------------------------


def test_a_character_without_glyph_is_told_with_record_key_and_character(repo: GitRepo) -> None:
    replaced(repo, BAGAS, "tempat: Banda Contoh", "tempat: Banda 😀 Contoh")
    replaced(repo, f"{PEOPLE['ratna']}/skp.yaml", "tepat waktu dan akuntabel", "tepat waktu 中 dan akuntabel")
    repo.commit()
    _, told = render(repo, BAGAS)
    assert [each.partition(", so")[0] for each in told] == [
        f"{BAGAS}:24: `penetapan.tempat` has what no font shows (😀 U+1F600)",
        f"{PEOPLE['ratna']}/skp.yaml:32: `hasil_kerja.utama[0].rencana` has what no font shows (中 U+4E2D)",
    ]


def test_many_such_places_are_counted(repo: GitRepo) -> None:
    text = (repo.path / BAGAS).read_text(encoding="utf-8").replace("satuan: ", "satuan: 😀")
    repo.commit({BAGAS: text.replace("rencana: ", "rencana: 😀").replace("nama: ", "nama: 😀")})
    _, told = render(repo, BAGAS)
    assert len(told) == 6
    assert told[-1].startswith(f"{BAGAS} has what no font shows at ")


# --- who is told ---------------------------------------------------------------------------------------------


def test_python_is_told_too_and_many_documents_say_a_thing_once(repo: GitRepo) -> None:
    repo.git("checkout", "--quiet", "-b", "usulan")
    commit = repo.commit()
    (made,) = skpkit.render(repo.path, BAGAS)
    assert [tell(each.message, each.told, "en")[: len(PROPOSED)] for each in made.notes] == [PROPOSED]
    done = run(repo.path, "render", "--all", "-o", "../keluar", "--lang", "en")
    first, last = done.stderr.splitlines()
    assert first.startswith(f"skpkit: {PROPOSED} {commit[:12]}")
    assert last == "5 documents written below ../keluar"
    kept: list[Printed] = []
    _, portions = skpkit.render_all(repo.path, kept.append, base="usulan")
    assert not any(each.notes for each in portions)
    assert len(kept) == 5
    assert not any(each.notes for each in kept)


def test_of_very_many_remarks_the_first_are_told(repo: GitRepo) -> None:
    text = (repo.path / BAGAS).read_text(encoding="utf-8")
    for nth in range(30):
        path = BAGAS.replace("199203172015021003", f"1992031720150210{nth:02}")
        repo.write({path: text})
    done = run(repo.path, "render", "--all", "-o", "../keluar", "--lang", "en")
    *told, more, last = done.stderr.splitlines()
    assert len(told) == 20
    assert more.startswith("skpkit: as much is to be said ")
    assert last.startswith("34 documents written")
