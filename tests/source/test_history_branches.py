"""Whose branch counts as the default one, and that nothing which somebody can push changes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from skpkit.errors import SkpkitError
from skpkit.source.history import BranchChoice, State, open_repository
from tests.support.command import COMMIT, DAY, OLD, git, report, run
from tests.support.gitrepo import GitRepo, settle

SKP = "records/2026/skp.yaml"
SAYS = "skpkit.yaml"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    """What lies at the office: main, and a proposal usul, checked out."""
    settle(monkeypatch)
    repo = GitRepo.made(tmp_path / "rekaman")
    repo.commit({SKP: "m1\n"})
    repo.git("switch", "--quiet", "--create", "usul")
    repo.commit({SKP: "u1\n"})
    return repo


def cloned(repo: GitRepo, own: str = "main") -> GitRepo:
    """A clone that has the proposal checked out."""
    clone = GitRepo(repo.path.parent / "salinan")
    here = repo.git("symbolic-ref", "HEAD")
    repo.git("symbolic-ref", "HEAD", f"refs/heads/{own}")
    repo.git("clone", "--quiet", "--branch", "usul", str(repo.path), str(clone.path))
    repo.git("symbolic-ref", "HEAD", here)
    return clone


def said(state: State) -> str | None:
    """The branch that the settings of a state name, which here are nothing but its name."""
    texts = [each.oid for each in state.entries(SAYS)]
    return state.read(texts)[texts[0]].decode() or None if texts else None


def default(repo: GitRepo, base: str | None = None) -> str:
    """The default branch, or why there is none."""
    with open_repository(repo.path, BranchChoice(base, said)) as repository:
        try:
            return repository.range(None).base.label
        except SkpkitError as error:
            return f"{error.exit_code}: {error.sentence('en')}"


UNCERTAIN = "3: it is not certain which branch is the default one here"


# --- where it is known ---------------------------------------------------------------------------------------


def test_in_a_clone_it_is_what_the_remote_calls_its_own(repo: GitRepo) -> None:
    repo.git("switch", "--quiet", "main")
    repo.git("branch", "--move", "main", "utama")
    clone = cloned(repo, "utama")
    clone.git("branch", "main", "usul")
    clone.git("branch", "master", "usul")
    assert default(clone) == "origin/utama"


@pytest.mark.parametrize("name", ["main", "master"])
def test_without_a_remote_it_is_the_only_one_of_the_usual_names(repo: GitRepo, name: str) -> None:
    repo.git("branch", "--move", "main", name)
    assert default(repo) == name
    repo.git("branch", "master" if name == "main" else "main", "usul")
    assert default(repo).startswith(UNCERTAIN)


def test_the_setting_goes_before_where_the_branch_that_it_names_holds_it(repo: GitRepo) -> None:
    repo.git("switch", "--quiet", "main")
    repo.commit({SAYS: "resmi"})
    assert default(repo) == "main"  # there is no such branch
    repo.git("switch", "--quiet", "--create", "resmi")
    assert default(repo) == "resmi"
    assert default(cloned(repo)) == "origin/resmi"
    repo.commit({SAYS: "main"})
    assert default(repo) == "main"


def test_where_nothing_else_tells_the_setting_counts_that_all_branches_have_in_common(repo: GitRepo) -> None:
    repo.git("switch", "--quiet", "main")
    repo.git("branch", "--move", "main", "utama")
    assert default(repo).startswith(UNCERTAIN)
    repo.commit({SAYS: "utama"})
    assert default(repo).startswith(UNCERTAIN)  # usul has it not
    repo.git("switch", "--quiet", "usul")
    repo.git("rebase", "--quiet", "--strategy-option=theirs", "utama")
    assert default(repo) == "utama"
    clone = cloned(repo, "utama")
    clone.git("remote", "set-head", "origin", "--delete")
    assert default(clone) == "origin/utama"


def test_where_it_is_not_certain_the_sentence_leads_out(repo: GitRepo) -> None:
    repo.git("switch", "--quiet", "main")
    repo.git("branch", "--move", "main", "utama")
    assert "only one of main and master" in default(repo)
    repo.commit({SAYS: "utama"})
    assert "utama says by `cabang` that it is, but the setting is missing on usul; " in default(repo)
    assert default(repo, "utama") == "utama"
    clone = cloned(repo, "utama")
    clone.git("remote", "set-head", "origin", "--delete")
    assert "missing on usul; name the right one: --base BRANCH, or for good in this clone: git remote" in default(clone)
    repo.git("merge", "--quiet", "utama")
    repo.git("switch", "--quiet", "usul")
    repo.git("merge", "--quiet", "--strategy-option=ours", "utama")
    assert default(repo) == "utama"
    clone.git("update-ref", "-d", "refs/remotes/origin/usul")  # as after a first push
    assert "holds utama alone" in default(clone)
    clone.git("remote", "set-head", "origin", "utama")
    assert default(clone) == "origin/utama"


def test_one_branch_alone_is_the_default_one_where_it_says_so(repo: GitRepo) -> None:
    repo.commit({SAYS: "usul"})
    repo.git("branch", "--quiet", "-D", "main")
    assert default(repo) == "usul"


# --- what somebody names -------------------------------------------------------------------------------------


def test_what_one_names_goes_before_all(repo: GitRepo) -> None:
    repo.git("tag", "lama", "main")
    assert default(repo, "usul") == "usul"
    assert default(repo, "main~0") == "main~0"
    assert default(repo, repo.id_of("main")) == repo.id_of("main")
    assert default(repo, "refs/tags/lama") == "refs/tags/lama"
    clone = cloned(repo)
    assert default(clone, "main") == "main"  # the one of origin, where there is none here
    assert default(clone, "origin/main") == "origin/main"


@pytest.mark.parametrize(
    "base", ["hilang", "-x", "a b", "main:skpkit.yaml", "@{-1}", "lama", "^main", "..", "main..usul"]
)
def test_what_names_no_branch_is_none(repo: GitRepo, base: str) -> None:
    repo.git("tag", "lama", "main")  # a tag comes along with whatever is fetched
    assert default(repo, base).startswith("3: there is no branch ")


def test_a_name_of_two_branches_is_refused(repo: GitRepo) -> None:
    clone = cloned(repo)
    clone.git("update-ref", "refs/heads/origin/main", "usul")
    assert "origin/main means 2 things" in default(clone, "origin/main")


# --- what somebody pushes ------------------------------------------------------------------------------------


def branches(*names: str) -> Callable[[GitRepo], None]:
    def push(repo: GitRepo) -> None:
        for name in names:
            repo.git("update-ref", f"refs/heads/{name}", "usul")

    return push


def tags(repo: GitRepo) -> None:
    for name in ("main", "origin/main", "origin/HEAD", "master", "HEAD"):
        repo.git("update-ref", f"refs/tags/{name}", "usul")


def settings(repo: GitRepo) -> None:
    repo.commit({SAYS: "usul"})
    repo.git("branch", "resmi")
    repo.commit({SAYS: "resmi"})
    repo.git("branch", "--force", "resmi")


PUSHES = [
    branches("master"), branches("trunk"), branches("origin/main"), branches("origin/HEAD", "origin/master"),
    branches("HEAD"), tags, settings,
]  # fmt: skip


@pytest.mark.parametrize("push", PUSHES)
def test_in_a_clone_nothing_that_is_pushed_changes_it(repo: GitRepo, push: Callable[[GitRepo], None]) -> None:
    clone = cloned(repo)
    clone.git("config", "init.defaultBranch", "trunk")
    assert default(clone) == "origin/main"
    push(repo)
    clone.git("fetch", "--quiet", "--tags")
    clone.git("merge", "--quiet", "refs/remotes/origin/usul")
    assert default(clone) == "origin/main"
    clone.git("remote", "set-head", "origin", "--delete")
    assert default(clone).startswith(UNCERTAIN)


@pytest.mark.parametrize("push", PUSHES)
def test_where_no_remote_is_known_it_changes_nothing_or_is_asked_for(
    repo: GitRepo, push: Callable[[GitRepo], None]
) -> None:
    repo.git("config", "init.defaultBranch", "trunk")
    push(repo)
    assert default(repo) == "main" or default(repo).startswith(UNCERTAIN)
    repo.git("branch", "--move", "main", "utama")
    found = default(repo)
    assert found.startswith(UNCERTAIN) or (push is PUSHES[0] and found == "master")


def test_on_a_server_a_branch_beside_its_own_makes_it_uncertain(repo: GitRepo) -> None:
    proposal, accepted = repo.id_of("usul"), repo.id_of("main")
    repo.git("switch", "--quiet", "main")
    repo.git("branch", "--move", "main", "utama")
    server = GitRepo(repo.path.parent / "pusat.git")
    repo.git("clone", "--quiet", "--bare", str(repo.path), str(server.path))
    with open_repository(server.path) as repository:
        assert repository.landing(accepted) == accepted
        assert repository.landing(proposal) is None
    for name in ("master", "main"):
        server.git("update-ref", f"refs/heads/{name}", proposal)
        with open_repository(server.path) as repository, pytest.raises(SkpkitError, match="it is not certain"):
            repository.landing(proposal)


def test_a_branch_called_head_is_not_what_the_remote_calls_its_own(repo: GitRepo) -> None:
    clone = cloned(repo)
    clone.git("remote", "set-head", "origin", "--delete")
    clone.git("update-ref", "refs/remotes/origin/HEAD", "usul")
    assert default(clone).startswith(UNCERTAIN)


def test_the_only_branch_that_was_fetched_is_not_the_default_one(repo: GitRepo) -> None:
    """As in continuous integration: the branch to judge says of itself that it counts."""
    repo.commit({SAYS: "usul"})
    clone = GitRepo(repo.path.parent / "salinan")
    repo.git("clone", "--quiet", "--single-branch", "--branch", "usul", str(repo.path), str(clone.path))
    clone.git("remote", "set-head", "origin", "--delete", fine=(0, 1))
    assert default(clone).startswith(UNCERTAIN)


# --- on the command line -------------------------------------------------------------------------------------


def proposed(office: Path, settings: str = "") -> None:
    """Rename main, and propose to lower a target that was realised; the proposal says of itself that it counts."""
    git(office, "branch", "--move", "main", "utama")
    git(office, "checkout", "--quiet", "-b", "usul")
    for name in ("skp.yaml", "iki/1b-N.yaml"):
        file = office / "records/2026/199203172015021003" / name
        file.write_text(file.read_text(encoding="utf-8").replace(OLD, OLD.replace("Q1: 5", "Q1: 4")), encoding="utf-8")
    if settings:
        (office / "skpkit.yaml").write_text(settings, encoding="utf-8")
    git(office, "add", "--all")
    git(office, *COMMIT)


@pytest.mark.parametrize("settings", ["", "cabang: usul\n", "cabang: utama\n"])
def test_a_review_asks_for_a_name_where_it_is_not_certain(office: Path, settings: str) -> None:
    proposed(office, settings)
    done = run(office, "review", *DAY, "--lang", "en")
    assert done.returncode == 3
    assert "--base BRANCH" in done.stderr
    code, data = report(office, "review", "--base", "utama", *DAY)
    assert code == 1
    assert "SKP301" in {each["code"] for each in data["findings"]}


def test_a_review_reads_the_setting_of_the_branch_that_counts(office: Path) -> None:
    (office / "skpkit.yaml").write_text("cabang: utama\n", encoding="utf-8")
    git(office, "add", "--all")
    git(office, *COMMIT)
    proposed(office, "cabang: usul\n")
    assert report(office, "review", *DAY)[0] == 1


@pytest.mark.parametrize(
    "words",
    [("review", "utama", "--base", "utama"), ("review", "--base", ""), ("verify", "x.pdf", "--base", " ")],
)
def test_a_base_beside_a_range_or_without_a_name_is_wrong_usage(office: Path, words: tuple[str, ...]) -> None:
    proposed(office)
    (office / "x.pdf").write_bytes(b"%PDF")
    assert run(office, *words).returncode == 2


def test_a_pushed_branch_makes_no_paper_genuine(office: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    proposed(office)
    folder = tmp_path_factory.mktemp("kertas")
    paper = str(folder / "skp.pdf")
    skp = "records/2026/199203172015021003/skp.yaml"
    assert run(office, "render", skp, "--rev", "usul", "-o", paper).returncode == 0
    git(office, "checkout", "--quiet", "utama")
    clone = folder / "salinan"
    git(folder, "clone", "--quiet", str(office), str(clone))
    assert run(clone, "verify", paper).returncode == 1
    for name in ("master", "main", "origin/main"):
        git(office, "branch", name, "usul")
    git(clone, "fetch", "--quiet")
    git(clone, "branch", "master", "origin/usul")
    assert run(clone, "verify", paper).returncode == 1
    assert run(clone, "verify", paper, "--base", "usul").returncode == 0
    git(clone, "remote", "set-head", "origin", "--delete")
    assert run(clone, "verify", paper).returncode == 3
