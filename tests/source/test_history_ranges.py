"""What a range means, in a whole clone and in one that holds a part of the history."""

from __future__ import annotations

from pathlib import Path

import pytest

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.source.history import Range, State, open_repository
from tests.support.gitrepo import GitRepo, settle

SKP = "records/2026/skp.yaml"
DEPTH = 'on GitHub `fetch-depth: 0`, on GitLab `GIT_DEPTH: "0"`, here git fetch --unshallow'


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    """main: m1 m2 m3 m4; usul, checked out, parted from it at m2: u1 u2."""
    repo = GitRepo.made(tmp_path / "rekaman")
    for name in ("m1", "m2", "m3", "m4"):
        repo.commit({SKP: f"{name}\n"}, name)
        repo.git("tag", name)
    repo.git("switch", "--quiet", "--create", "usul", "m2")
    for name in ("u1", "u2"):
        repo.commit({f"records/{name}": f"{name}\n"}, name)
        repo.git("tag", name)
    return repo


def told(state: State | None) -> tuple[str, str] | None:
    """A state's label, and its commit or what it is instead."""
    return (state.label, state.commit or state.kind) if state else None


def names(repo: GitRepo, steps: list[tuple[State, State]]) -> list[tuple[str, str]]:
    """Steps by the tags of their commits."""
    tags = {repo.id_of(f"{tag}^{{commit}}"): tag for tag in repo.git("tag").splitlines()}
    return [(tags.get(one.commit or "", one.kind), tags.get(two.commit or "", two.kind)) for one, two in steps]


def refusal(repo: GitRepo, text: str | None) -> str:
    """Why a range cannot be had."""
    with open_repository(repo.path) as repository, pytest.raises(SkpkitError) as error:
        repository.range(text)
    assert error.value.exit_code == 3
    return error.value.sentence("en")


# --- a whole clone -------------------------------------------------------------------------------------------


def test_three_dots_begin_where_the_two_parted(repo: GitRepo) -> None:
    ids = {name: repo.id_of(name) for name in ("m2", "m4", "u2")}
    with open_repository(repo.path) as repository:
        for text, label in (("main...usul", "usul"), ("main...HEAD", "HEAD")):
            range_ = repository.range(text)
            assert told(range_.base) == (f"main...{label}", ids["m2"])
            assert told(range_.head) == (label, ids["u2"])
            assert told(range_.tip) == ("main", ids["m4"])


def test_two_dots_are_the_two_as_they_are(repo: GitRepo) -> None:
    with open_repository(repo.path) as repository:
        for text, base, head in (
            ("m3..usul", "m3", "usul"),
            ("m3..HEAD", "m3", "HEAD"),
            ("main..m1", "main", "m1"),
        ):
            range_ = repository.range(text)
            assert told(range_.base) == (base, repo.id_of(base))
            assert told(range_.head) == (head, repo.id_of(head))
            assert range_.tip is None


def test_one_revision_goes_up_to_what_lies_here(repo: GitRepo) -> None:
    repo.write({SKP: "staged\n"})
    repo.git("add", "--all")
    repo.write({SKP: "lies here\n"})
    with open_repository(repo.path) as repository:
        for range_, what in ((repository.range("main"), "worktree"), (repository.range("main", staged=True), "index")):
            assert told(range_.base) == ("main...HEAD", repo.id_of("m2"))
            assert told(range_.head) == (what, what)
            assert told(range_.tip) == ("main", repo.id_of("m4"))
        assert repository.range("main", staged=True).head.tree == repo.git("write-tree")
        only = repository.range("main", only=["records/u1"]).head
        assert only.tree == repo.git("write-tree")


def test_no_tip_where_it_is_the_base(repo: GitRepo) -> None:
    with open_repository(repo.path) as repository:
        for text in ("m2...usul", "m2", "usul...m2", "HEAD", "usul"):
            range_ = repository.range(text)
            label = text.partition(".")[0]
            if text != "usul...m2":
                assert told(range_.base) == (label, repo.id_of(label))
                assert range_.tip is None
            else:
                assert told(range_.base) == ("m2", repo.id_of("m2"))
                assert told(range_.tip) == ("usul", repo.id_of("usul"))


@pytest.mark.parametrize(
    ("branches", "found"),
    [
        (["refs/heads/trunk", "refs/heads/master"], "master"),
        (["refs/heads/master", "refs/heads/main"], "main"),
        (["refs/heads/main", "refs/remotes/origin/master"], "origin/master"),
        (["refs/remotes/origin/master", "refs/remotes/origin/main"], "origin/main"),
        (["refs/remotes/origin/main", "refs/remotes/origin/HEAD"], "origin/HEAD"),
        (["refs/heads/trunk"], "trunk"),
    ],
)
def test_the_default_branch(repo: GitRepo, branches: list[str], found: str) -> None:
    repo.git("config", "init.defaultBranch", "trunk")
    repo.git("branch", "--quiet", "-D", "main")
    repo.git("tag", "main", "m1")  # a tag of that name is no branch
    for branch in branches:
        repo.git("update-ref", branch, "m4")
    with open_repository(repo.path) as repository:
        range_ = repository.range(None)
        assert told(range_.base) == (f"{found}...HEAD", repo.id_of("m2"))
        assert told(range_.head) == ("worktree", "worktree")
        assert told(range_.tip) == (found, repo.id_of("m4"))


def test_no_default_branch(repo: GitRepo) -> None:
    repo.git("branch", "--quiet", "-D", "main")
    assert refusal(repo, None).endswith("name the branch to compare with: skpkit review BRANCH")


def test_no_commit_yet(tmp_path: Path) -> None:
    repo = GitRepo.made(tmp_path / "baru")
    for text in (None, "HEAD", "main", "HEAD..HEAD", "main...HEAD"):
        assert refusal(repo, text).startswith("there is no commit yet, so there is nothing to compare with")
    with open_repository(repo.path) as repository:
        assert list(repository.index().entries()) == []


def test_staged_goes_with_one_revision(repo: GitRepo) -> None:
    with open_repository(repo.path) as repository:
        for text in ("main...usul", "main..usul"):
            with pytest.raises(WrongUsage, match=f"--staged makes the index the newer state, but {text} names both"):
                repository.range(text, staged=True)


@pytest.mark.parametrize(
    "text",
    [
        "hilang",
        "hilang..main",
        "main...hilang",
        "-x..HEAD",
        "main....usul",
        "a..b..c",
        "HEAD@{99}",
        "main@{9}..HEAD",
        "@{upstream}",
    ],
)
def test_a_side_that_is_not_there(repo: GitRepo, text: str) -> None:
    assert refusal(repo, text).startswith("there is no commit ")


@pytest.mark.parametrize("text", ["..", "...", "..main", "...main", " ..main"])
def test_a_range_without_its_first_side_is_not_taken_for_head(repo: GitRepo, text: str) -> None:
    with open_repository(repo.path) as repository, pytest.raises(WrongUsage, match="does not say with what to compare"):
        repository.range(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the range is empty"),
        ("  ", "the range is empty"),
        ("main...", "does not say what to judge"),
        ("main..", "does not say what to judge"),
        ("main... ", "does not say what to judge"),
        ("^..HEAD", "^ in the range ^..HEAD lacks a name"),
        ("^1..HEAD", "lacks a name"),
        ("~3...HEAD", "lacks a name"),
        ("^{commit}..HEAD", "lacks a name"),
        ("main...^2", "lacks a name"),
        ("origin/...HEAD", "origin/ in the range"),
        ("refs/heads/", "refs/heads/ in the range"),
        ("origin/main...refs/remotes/origin/", "lacks a name"),
    ],
)
def test_an_empty_variable_in_any_part_of_a_range_is_wrong_usage(repo: GitRepo, text: str, told: str) -> None:
    with open_repository(repo.path) as repository, pytest.raises(WrongUsage) as error:
        repository.range(text)
    assert told in error.value.sentence("en")


@pytest.mark.parametrize(
    "text", ["HEAD^..HEAD", "HEAD~1...HEAD", "HEAD^1", "@..usul", ":/u1..HEAD", "HEAD^{/u1}..HEAD"]
)
def test_what_stands_behind_a_name_is_no_empty_part(repo: GitRepo, text: str) -> None:
    with open_repository(repo.path) as repository:
        assert repository.range(text).base.commit


@pytest.mark.parametrize("other", ["refs/tags/main", "refs/tags/usul"])
def test_a_tag_does_not_shadow_a_branch(repo: GitRepo, other: str) -> None:
    repo.git("update-ref", other, "m1")
    sentence = refusal(repo, "main...usul")
    assert f"{other.rpartition('/')[2]} means 2 things" in sentence
    assert other in sentence
    with open_repository(repo.path) as repository:
        assert repository.range("refs/heads/main...refs/heads/usul").base.commit == repo.id_of("m2")


def test_a_branch_does_not_shadow_the_one_of_a_remote(repo: GitRepo) -> None:
    repo.git("update-ref", "refs/remotes/origin/main", "m4")
    repo.git("update-ref", "refs/heads/origin/main", "usul")
    assert "origin/main means 2 things" in refusal(repo, "origin/main...usul")


def test_two_names_of_one_commit_are_one_thing(repo: GitRepo) -> None:
    repo.git("tag", "usul", "usul")
    with open_repository(repo.path) as repository:
        assert repository.range("main...usul").head.commit == repo.id_of("u2")


def test_lines_without_a_common_beginning(repo: GitRepo) -> None:
    repo.git("checkout", "--quiet", "--orphan", "baru")
    repo.commit()
    assert refusal(repo, "main...baru").endswith("compare them as they are: skpkit review main..baru")
    assert refusal(repo, "main").startswith("main and HEAD have no commit in common")
    with open_repository(repo.path) as repository:
        assert repository.range("main..baru").head.commit == repo.id_of("baru")


def test_of_several_merge_bases_the_first_that_git_names(repo: GitRepo) -> None:
    tree = repo.id_of("m2^{tree}")
    one = repo.git("commit-tree", tree, "-p", "u2", "-p", "m4", "-m", "x")
    other = repo.git("commit-tree", tree, "-p", "m4", "-p", "u2", "-m", "y")
    assert len(repo.git("merge-base", "--all", one, other).splitlines()) == 2
    with open_repository(repo.path) as repository:
        assert repository.range(f"{one}...{other}").base.commit == repo.git("merge-base", one, other)


# --- step by step --------------------------------------------------------------------------------------------


def steps_of(repo: GitRepo, text: str, *, staged: bool = False) -> list[tuple[str, str]]:
    with open_repository(repo.path) as repository:
        range_ = repository.range(text, staged=staged)
        steps = repository.steps(range_)
        assert all(isinstance(each, State) for pair in steps for each in pair)
        return names(repo, steps)


def test_each_commit_against_its_parent(repo: GitRepo) -> None:
    assert steps_of(repo, "main...usul") == [("m2", "u1"), ("u1", "u2")]
    assert steps_of(repo, "m1..main") == [("m1", "m2"), ("m2", "m3"), ("m3", "m4")]
    assert steps_of(repo, "main..main") == []


def test_the_last_step_is_what_is_not_committed(repo: GitRepo) -> None:
    assert steps_of(repo, "main") == [("m2", "u1"), ("u1", "u2")]
    repo.write({SKP: "lies here\n"})
    assert steps_of(repo, "main") == [("m2", "u1"), ("u1", "u2"), ("u2", "worktree")]
    assert steps_of(repo, "HEAD") == [("u2", "worktree")]
    assert steps_of(repo, "main", staged=True) == [("m2", "u1"), ("u1", "u2")]
    repo.git("add", "--all")
    assert steps_of(repo, "main", staged=True) == [("m2", "u1"), ("u1", "u2"), ("u2", "index")]


def test_a_merge_is_one_step_of_the_first_parent(repo: GitRepo) -> None:
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "--message", "Gabung", "usul")
    repo.git("tag", "m5")
    assert steps_of(repo, "m4..main") == [("m4", "m5")]
    assert steps_of(repo, "m3..main") == [("m3", "m4"), ("m4", "m5")]


def test_a_branch_that_took_the_base_in(repo: GitRepo) -> None:
    """The merge of main is a step of usul; what main did before is not."""
    repo.git("merge", "--quiet", "--message", "Gabung", "main")
    repo.git("tag", "u3")
    assert steps_of(repo, "main...usul") == [("m2", "u1"), ("u1", "u2"), ("u2", "u3")]


def test_going_back_is_one_step(repo: GitRepo) -> None:
    """No commit leads from main to m2, but they differ, so it is not as if nothing changed."""
    assert steps_of(repo, "main..m2") == [("m4", "m2")]


def test_every_step_that_landed(repo: GitRepo) -> None:
    with open_repository(repo.path) as repository:
        steps = repository.landed("main")
        first = steps[0][0]
        assert (first.commit, list(first.entries()), first.grep(["m1"], "records")) == (None, [], set())
        assert names(repo, steps[1:]) == [("m1", "m2"), ("m2", "m3"), ("m3", "m4")]
        assert steps[0][1].commit == repo.id_of("m1")
        assert len(repository.landed()) == 4


# --- a part of the history -----------------------------------------------------------------------------------


def shallow(repo: GitRepo, depth: int, *options: str) -> GitRepo:
    """A clone of so many commits of each branch, as in continuous integration."""
    clone = GitRepo(repo.path.parent / "sebagian")
    repo.git("clone", "--quiet", "--no-tags", f"--depth={depth}", *options, repo.path.as_uri(), str(clone.path))
    return clone


def test_in_a_shallow_clone_two_commits_that_are_there_are_compared(repo: GitRepo) -> None:
    clone = shallow(repo, 2)
    with open_repository(clone.path) as repository:
        range_ = repository.range("HEAD^..HEAD")
        assert (range_.base.commit, range_.head.commit) == (repo.id_of("u1"), repo.id_of("u2"))
        assert [(one.commit, two.commit) for one, two in repository.steps(range_)] == [
            (repo.id_of("u1"), repo.id_of("u2"))
        ]
        assert repository.range("HEAD").base.commit == repo.id_of("u2")


@pytest.mark.parametrize("text", ["origin/main...HEAD", "origin/main"])
def test_in_a_shallow_clone_without_the_parting_nothing_is_judged(repo: GitRepo, text: str) -> None:
    clone = shallow(repo, 1, "--no-single-branch")
    sentence = refusal(clone, text)
    assert "it is not certain where origin/main and HEAD parted" in sentence
    assert sentence.endswith(DEPTH)


def test_in_a_shallow_clone_of_one_branch_the_default_one_is_to_be_fetched(repo: GitRepo) -> None:
    clone = shallow(repo, 1)
    clone.git("symbolic-ref", "--delete", "refs/remotes/origin/HEAD")
    clone.git("branch", "--quiet", "--move", "lain")
    sentence = refusal(clone, None)
    assert 'on GitHub `fetch-depth: 0`, on GitLab `GIT_DEPTH: "0"`' in sentence
    for command in ('git remote set-branches origin "*"', "git fetch --unshallow"):
        assert command in sentence
        clone.git(*command.replace('"', "").split()[1:])
    with open_repository(clone.path) as repository:
        assert repository.range(None).base.commit == repo.id_of("m2")


def test_in_a_shallow_clone_that_reaches_down_to_it_the_parting_is_certain(repo: GitRepo) -> None:
    clone = shallow(repo, 3, "--no-single-branch")
    assert (clone.path / ".git" / "shallow").exists()
    with open_repository(clone.path) as repository:
        assert repository.range("origin/main...HEAD").base.commit == repo.id_of("m2")
        assert repository.range("origin/main").base.commit == repo.id_of("m2")


def test_a_parting_is_not_certain_where_a_nearer_one_may_be_cut_off(repo: GitRepo) -> None:
    """u3 merges the old m1; that it comes from m2 lies below the cut at u2, so git takes m1 for the merge base."""
    merged = repo.git("commit-tree", repo.id_of("u2^{tree}"), "-p", "u2", "-p", "m1", "-m", "u3")
    (repo.path / ".git" / "shallow").write_text(f"{repo.id_of('u2')}\n", encoding="ascii")
    assert repo.git("merge-base", "main", merged) == repo.id_of("m1")
    assert f"not certain where main and {merged} parted" in refusal(repo, f"main...{merged}")


def test_in_a_shallow_clone_a_missing_commit_may_be_below_the_cut(repo: GitRepo) -> None:
    clone = shallow(repo, 1)
    for text in (f"{repo.id_of('m1')}..HEAD", "HEAD~1..HEAD", "origin/main...HEAD", "HEAD~1"):
        sentence = refusal(clone, text)
        assert sentence.startswith("there is no commit ")
        assert sentence.endswith(DEPTH)


def test_in_a_shallow_clone_steps_below_the_cut_are_not_judged(repo: GitRepo) -> None:
    clone = shallow(repo, 2, "--no-single-branch")
    with open_repository(clone.path) as repository:
        range_ = repository.range("origin/main..HEAD")
        with pytest.raises(SkpkitError, match="the commits up to HEAD cannot be judged one by one") as error:
            repository.steps(range_)
        assert error.value.sentence("en").endswith(DEPTH)
        with pytest.raises(SkpkitError, match="the commits up to HEAD cannot be judged one by one"):
            repository.landed()


def test_a_range_is_three_states(repo: GitRepo) -> None:
    with open_repository(repo.path) as repository:
        range_ = repository.range("main")
        assert isinstance(range_, Range)
        assert [each.kind for each in (range_.base, range_.head) if each] == ["commit", "worktree"]
