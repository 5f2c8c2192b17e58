"""What a range means, in a whole clone and in one that holds a part of the history."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.source.history import Stage, State, open_repository
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


def told(state: State) -> tuple[str, str]:
    """A state's label, and its commit or what it is instead."""
    return (state.label, state.commit or state.kind)


def names(repo: GitRepo, stages: Iterable[Stage]) -> list[tuple[str, str]]:
    """Stages by the tags of their commits, a merged state by what was merged."""
    tags = {repo.id_of(f"{tag}^{{commit}}"): tag for tag in repo.git("tag").splitlines()}
    return [(_name(each.before, tags), _name(each.after, tags)) for each in stages]


def _name(state: State, tags: dict[str, str]) -> str:
    if state.kind == "merge":
        return f"+{tags.get(state.label, state.label)}"
    return tags.get(state.commit or "", state.kind)


def merged(repo: GitRepo, one: str, other: str) -> str:
    """The tree that git makes of two commits in a repository without settings."""
    return repo.git("merge-tree", "--write-tree", one, other)


def refusal(repo: GitRepo, text: str | None) -> str:
    """Why a range cannot be had."""
    with open_repository(repo.path) as repository, pytest.raises(SkpkitError) as error:
        repository.range(text)
    assert error.value.exit_code == 3
    return error.value.sentence("en")


# --- a whole clone -------------------------------------------------------------------------------------------


def test_three_dots_are_a_and_what_would_land(repo: GitRepo) -> None:
    with open_repository(repo.path) as repository:
        range_ = repository.range("main...usul")
        assert told(range_.base) == ("main", repo.id_of("m4"))
        assert told(range_.head) == ("usul", repo.id_of("u2"))
        ((before, after),) = range_.pairs
        assert before is range_.base
        assert (told(after), after.tree) == (("usul", "merge"), merged(repo, "main", "usul"))
        assert {each.path for each in after.entries("records")} >= {SKP, "records/u1", "records/u2"}
        (oid,) = (each.oid for each in after.entries(SKP))
        assert after.read([oid]) == {oid: b"m4\n"}
        assert after.grep(["u1"], "records") == {"records/u1"}
        assert range_.clashes == ()


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
            assert range_.pairs == ((range_.base, range_.head),)


def test_one_revision_goes_up_to_what_lies_here(repo: GitRepo) -> None:
    repo.write({"records/u2": "staged\n"})
    repo.git("add", "--all")
    repo.write({"records/u2": "lies here\n"})
    staged = repo.git("write-tree")
    commit = repo.git("commit-tree", staged, "-p", "HEAD", "-m", "x")
    with open_repository(repo.path) as repository:
        for range_, what in ((repository.range("main"), "worktree"), (repository.range("main", staged=True), "index")):
            assert told(range_.base) == ("main", repo.id_of("m4"))
            assert told(range_.head) == (what, what)
            ((_, after),) = range_.pairs
            (oid,) = (each.oid for each in after.entries("records/u2"))
            assert after.read([oid]) == {oid: b"lies here\n" if what == "worktree" else b"staged\n"}
            assert after.tree == merged(repo, "main", commit) or what == "worktree"
            assert after.grep(["m4"], "records") == {SKP}
        assert repository.range("main", staged=True).head.tree == staged
        assert repository.range("main", only=["records/u1"]).head.tree == staged


def test_where_one_has_the_other_in_its_history_nothing_is_merged(repo: GitRepo) -> None:
    with open_repository(repo.path) as repository:
        for text in ("m2...usul", "m2", "HEAD", "usul"):
            range_ = repository.range(text)
            label = text.partition(".")[0]
            assert told(range_.base) == (label, repo.id_of(label))
            assert range_.pairs == ((range_.base, range_.head),)
        behind = repository.range("usul...m2")
        assert (told(behind.base), told(behind.head)) == (("usul", repo.id_of("usul")), ("m2", repo.id_of("m2")))
        assert behind.pairs == ((behind.base, behind.base),)


def test_what_lies_on_a_branch_behind_is_merged(repo: GitRepo) -> None:
    repo.git("switch", "--quiet", "--detach", "m2")
    repo.write({"records/baru": "baru\n"})
    with open_repository(repo.path) as repository:
        ((before, after),) = repository.range("main").pairs
        assert (before.commit, after.kind) == (repo.id_of("m4"), "merge")
        changed = {each.path for each in {*after.entries()} ^ {*before.entries()}}
        assert changed == {"records", "records/baru"}


def test_during_a_merge_both_sides_are_parents(repo: GitRepo) -> None:
    repo.git("merge", "--quiet", "--no-commit", "--no-ff", "main")
    repo.write({"records/u1": None})
    with open_repository(repo.path) as repository:
        range_ = repository.range("main")
        assert range_.pairs == ((range_.base, range_.head),)
        paths = {each.path for each in range_.head.entries("records")}
        assert paths == {"records", "records/2026", SKP, "records/u2"}
        other = repository.range("m3")
        assert other.pairs == ((other.base, other.head),)


def test_what_does_not_merge_is_told_and_compared_with_the_merge_base(repo: GitRepo) -> None:
    repo.commit({SKP: "u3\n"}, "u3")
    with open_repository(repo.path) as repository:
        range_ = repository.range("main...usul")
        assert [each.path for each in range_.clashes] == [SKP]
        ((before, after),) = range_.pairs
        texts = []
        for state in (before, after):
            files = {each.path: each.oid for each in state.entries("records") if each.mode == "100644"}
            texts.append({path: state.read([oid])[oid] for path, oid in files.items()})
        assert texts[0] == {SKP: b"m2\n"}
        assert texts[1] == {SKP: b"u3\n", "records/u1": b"u1\n", "records/u2": b"u2\n"}


def test_crosswise_merges_that_do_not_merge_are_compared_with_each_merge_base(repo: GitRepo) -> None:
    """main and usul took each other in at u2 and m4, settling one file differently."""
    ids = []
    for name, parents in (("satu", ("m4", "u2")), ("dua", ("u2", "m4"))):
        repo.git("switch", "--quiet", "--detach", parents[0])
        repo.git("merge", "--quiet", "--no-ff", "--no-commit", parents[1])
        ids.append(repo.commit({SKP: f"{name}\n"}, name))
    with open_repository(repo.path) as repository:
        range_ = repository.range("...".join(ids))
        assert [each.path for each in range_.clashes] == [SKP]
        olds = [next(each.oid for each in before.entries(SKP)) for before, _ in range_.pairs]
        assert sorted(range_.base.read(olds).values()) == [b"m2\n", b"m4\n"]
        assert len({after.tree for _, after in range_.pairs}) == 1


def test_of_several_merge_bases_none_is_chosen(repo: GitRepo) -> None:
    """A file that one merge dropped stays dropped by it, whichever merge base comes first."""
    repo.git("merge", "--quiet", "--no-ff", "--no-commit", "main")
    one = repo.commit({"records/u1": None}, "dropped")
    other = repo.git("commit-tree", merged(repo, "m4", "u2"), "-p", "m4", "-p", "u2", "-m", "y")
    assert len(repo.git("merge-base", "--all", one, other).splitlines()) == 2
    with open_repository(repo.path) as repository:
        ((before, after),) = repository.range(f"{other}...{one}").pairs
        assert {each.path for each in {*before.entries()} - {*after.entries()}} == {"records", "records/u1"}


OFFERS = (
    ("merge.renames", "false"),
    ("merge.directoryRenames", "true"),
    ("merge.renameLimit", "1"),
    ("diff.renames", "false"),
    ("diff.algorithm", "patience"),
    ("merge.default", "sendiri"),
    ("merge.sendiri.driver", "touch driver-was-here; false"),
    ("merge.renormalize", "true"),
    ("core.attributesFile", "ATTRIBUTES"),
    ("core.autocrlf", "true"),
)


def renamed_on_one_side(repo: GitRepo) -> None:
    """usul edits files that main moved, so how renames and contents are merged decides."""
    lines = "".join(f"{nth}\n" for nth in range(20))
    repo.git("switch", "--quiet", "main")
    repo.commit({f"records/2026/{each}.yaml": lines + each for each in "abc"}, "many")
    repo.git("switch", "--quiet", "--create", "lain")
    repo.commit({f"records/2026/{each}.yaml": (lines + each).replace("3\n", "x\n") for each in "abc"}, "edited")
    repo.git("switch", "--quiet", "main")
    repo.git("mv", "records/2026/a.yaml", "records/2026/z.yaml")
    repo.commit({"records/2026/b.yaml": "y\n" + lines + "b"}, "moved")


def test_settings_and_attributes_have_no_say(repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renamed_on_one_side(repo)
    with open_repository(repo.path) as repository:
        plain = repository.range("main...lain").pairs[0][1].tree
        assert plain == merged(repo, "main", "lain")
    (tmp_path / "ATTRIBUTES").write_text("* merge=sendiri -text\n", encoding="utf-8")
    for key, value in OFFERS:
        repo.git("config", key, value.replace("ATTRIBUTES", str(tmp_path / "ATTRIBUTES")))
    (repo.path / ".git/info").mkdir(exist_ok=True)
    (repo.path / ".git/info/attributes").write_text("* merge=ours\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "merge.renames")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "false")
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'merge.renames'='false'")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(repo.path / ".git/config"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(repo.path / ".git/config"))
    monkeypatch.delenv("GIT_CONFIG_NOSYSTEM")
    repo.write({".gitattributes": "* merge=union\n", "records/.gitattributes": "* merge=binary\n"})
    with open_repository(repo.path) as repository:
        assert repository.range("main...lain").pairs[0][1].tree == plain
    assert not list(tmp_path.rglob("driver-was-here"))
    repo.git("-c", "core.autocrlf=false", "-c", "core.attributesFile=", "add", "--all")
    repo.git("commit", "--quiet", "--message", "attributes")
    with open_repository(repo.path) as repository:
        range_ = repository.range("main...lain")
        assert range_.clashes == ()
        assert {*range_.pairs[0][1].entries("records/2026")} == {
            *State("", None, "merge", plain, range_.base.objects).entries("records/2026")
        }


@pytest.mark.parametrize(
    ("kind", "options"), [("bare", ()), ("linked", ()), ("borrowing", ()), ("sha256", ("--object-format=sha256",))]
)
def test_every_kind_of_repository_merges(repo: GitRepo, tmp_path: Path, kind: str, options: tuple[str, ...]) -> None:
    if kind == "sha256":
        repo = GitRepo.made(tmp_path / "panjang", *options)
        repo.commit({SKP: "m1\n"})
        repo.git("switch", "--quiet", "--create", "usul")
        repo.commit({"records/u1": "u1\n"})
        repo.git("switch", "--quiet", "main")
        repo.commit({SKP: "m2\n"})
    path = tmp_path / 'sal"in:an'
    if kind == "linked":
        repo.git("worktree", "add", "--quiet", "--detach", str(path))
    elif kind != "sha256":
        shared = ["--bare"] if kind == "bare" else ["--shared"]
        repo.git("clone", "--quiet", *shared, "--branch", "usul", str(repo.path), str(path))
        if kind == "borrowing":
            GitRepo(path).git("branch", "--quiet", "main", "origin/main")
    with open_repository(path if kind != "sha256" else repo.path) as repository:
        ((before, after),) = repository.range("main...usul").pairs
        assert after.tree == merged(repo, "main", "usul")
        assert {*before.entries(SKP)} == {*after.entries(SKP)}


def test_a_git_that_cannot_merge_says_so(repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """git before 2.38 knows no such option, and ends as with any wrong one."""
    git = shutil.which("git")
    old = tmp_path / "git"
    old.write_text(f'#!/bin/sh\ncase "$*" in *merge-tree*) exit 129;; esac\nexec {git} "$@"\n', encoding="utf-8")
    old.chmod(0o755)
    monkeypatch.setenv("GIT_PYTHON_GIT_EXECUTABLE", str(old))
    monkeypatch.setattr("git.cmd.Git.GIT_PYTHON_GIT_EXECUTABLE", str(old))
    assert refusal(repo, "main...usul").endswith("compare the two as they are: skpkit review main..usul")
    with open_repository(repo.path) as repository:
        assert repository.range("main..usul").head.commit == repo.id_of("u2")
        assert repository.range("m2...usul").pairs[0][1].commit == repo.id_of("u2")


def test_a_file_that_is_not_there_is_no_merge(repo: GitRepo) -> None:
    """As in a clone without the contents of files: what merging needs is told to be missing."""
    repo.git("switch", "--quiet", "main")
    lines = "".join(f"{nth}\n" for nth in range(20))
    repo.commit({SKP: lines}, "lines")
    repo.git("switch", "--quiet", "--create", "lain")
    repo.commit({SKP: lines + "lain\n"}, "edited")
    repo.git("switch", "--quiet", "main")
    repo.commit({SKP: "main\n" + lines}, "edited")
    oid = repo.id_of(f"lain:{SKP}")
    (repo.path / ".git/objects" / oid[:2] / oid[2:]).unlink()
    assert "git cannot read an object" in refusal(repo, "main...lain")


def test_no_commit_yet(tmp_path: Path) -> None:
    repo = GitRepo.made(tmp_path / "baru")
    text: str | None
    for text in ("lain", "HEAD..HEAD", "main...HEAD"):
        assert refusal(repo, text).startswith("there is no commit yet, so there is nothing to compare with")
    repo.write({SKP: "versi: 1\n"})
    repo.git("add", "--all")
    repo.write({SKP: "versi: 2\n"})
    with open_repository(repo.path) as repository:
        for text in (None, "HEAD", "main"):
            for staged, content in ((True, b"versi: 1\n"), (False, b"versi: 2\n")):
                ((before, after),) = repository.range(text, staged=staged).pairs
                assert (before.commit, list(before.entries())) == (None, [])
                (oid,) = (each.oid for each in after.entries(SKP))
                assert after.read([oid]) == {oid: content}


def test_a_branch_without_a_commit_beside_others_has_none_in_common(repo: GitRepo) -> None:
    repo.git("checkout", "--quiet", "--orphan", "baru")
    for text in (None, "main", "HEAD", "baru"):
        assert refusal(repo, text).startswith("there is no commit")


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


@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_before_a_first_push_there_was_nothing(tmp_path: Path, kind: str) -> None:
    repo = GitRepo.made(tmp_path / "rekaman", f"--object-format={kind}")
    for name in ("m1", "m2"):
        repo.commit({SKP: f"{name}\n"}, name)
        repo.git("tag", name)
    empty = repo.git("hash-object", "-t", "tree", "--stdin", given="")
    with open_repository(repo.path) as repository:
        for dots, landed in (("..", True), ("...", False)):
            range_ = repository.range(f"{empty}{dots}main")
            assert (told(range_.base), told(range_.head)) == (("-", "commit"), ("main", repo.id_of("m2")))
            assert (list(range_.base.entries()), range_.proposed) == ([], not landed)
            stages = repository.stages(range_)
            assert (names(repo, stages.stages), stages.landed) == ([("commit", "m1"), ("m1", "m2")], landed)
        here = repository.range(empty)
        assert (told(here.base), told(here.head), here.proposed) == (("-", "commit"), ("worktree", "worktree"), True)
        assert names(repo, repository.stages(repository.history(f"{empty}..m1")).stages) == [("commit", "m1")]


@pytest.mark.parametrize("text", ["0" * 40 + "...HEAD", "0" * 64 + "..HEAD", "0" * 40])
def test_zeros_are_not_taken_for_nothing(repo: GitRepo, text: str) -> None:
    """A branch that is new has them too, and against nothing no change would show."""
    sentence = refusal(repo, text)
    assert "skpkit review origin/main...HEAD" in sentence
    assert "4b825dc642cb6eb9a060e54bf8d69288fbee4904...HEAD" in sentence or len(text) > 50


@pytest.mark.parametrize("other", ["refs/tags/main", "refs/tags/usul"])
def test_a_tag_does_not_shadow_a_branch(repo: GitRepo, other: str) -> None:
    repo.git("update-ref", other, "m1")
    sentence = refusal(repo, "main...usul")
    assert f"{other.rpartition('/')[2]} means 2 things" in sentence
    assert other in sentence
    with open_repository(repo.path) as repository:
        assert repository.range("refs/heads/main...refs/heads/usul").head.commit == repo.id_of("u2")


@pytest.mark.parametrize("write", ["{}", "v1-2-g{}"])
@pytest.mark.parametrize("kind", ["tags", "heads"])
def test_a_name_does_not_shadow_the_short_id_of_a_commit(repo: GitRepo, kind: str, write: str) -> None:
    main, name = repo.id_of("main"), write.format(repo.id_of("main")[:8])
    with open_repository(repo.path) as opened:
        assert opened.range(f"{name}...main").base.commit == main
    repo.git("update-ref", f"refs/{kind}/{name}", repo.git("commit-tree", "main^{tree}", "-m", "lain"))
    with open_repository(repo.path) as opened, pytest.raises(SkpkitError, match="means 2 things"):
        opened.range(f"{name}...main")


def test_a_file_of_git_does_not_shadow_a_branch(repo: GitRepo) -> None:
    (repo.path / ".git/main").write_text(repo.git("commit-tree", "main^{tree}", "-m", "lain") + "\n")
    with open_repository(repo.path) as opened, pytest.raises(SkpkitError, match="means 2 things"):
        opened.range("main...HEAD")


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


# --- step by step --------------------------------------------------------------------------------------------


def steps_of(repo: GitRepo, text: str, *, staged: bool = False) -> list[tuple[str, str]]:
    with open_repository(repo.path) as repository:
        return names(repo, repository.stages(repository.range(text, staged=staged)).stages)


def test_each_commit_as_it_would_land(repo: GitRepo) -> None:
    assert steps_of(repo, "main...usul") == [("m4", "+u1"), ("+u1", "+u2")]
    with open_repository(repo.path) as repository:
        stages, landed, _ = repository.stages(repository.range("main...usul"))
        assert not landed
        assert [each.after.tree for each in stages] == [merged(repo, "main", each) for each in ("u1", "u2")]
        assert [each.brought.commit for each in stages] == [repo.id_of(each) for each in ("u1", "u2")]


def test_each_commit_of_a_request_that_a_forge_has_merged(repo: GitRepo) -> None:
    repo.git("checkout", "--quiet", "--detach", "main")
    repo.git("merge", "--quiet", "--no-ff", "--message", "Gabung", "usul")
    assert steps_of(repo, "HEAD^1...HEAD") == [("m4", "+u1"), ("+u1", "+u2")]
    repo.write({"records/lain": "in the merge itself\n"})
    repo.git("add", "--all")
    repo.git("commit", "--quiet", "--amend", "--no-edit")
    assert [each for each, _ in steps_of(repo, "HEAD^1...HEAD")] == ["m4", "+u1", "+u2"]


def test_each_commit_that_landed_against_its_parent(repo: GitRepo) -> None:
    assert steps_of(repo, "m1..main") == [("m1", "m2"), ("m2", "m3"), ("m3", "m4")]
    assert steps_of(repo, "main..main") == []
    with open_repository(repo.path) as repository:
        assert repository.stages(repository.range("m1..main")).landed
        assert not repository.stages(repository.range("main..usul")).landed  # what main has since is in no step
        assert not repository.stages(repository.range("main..m2")).landed


def test_the_last_step_is_what_is_not_committed(repo: GitRepo) -> None:
    assert steps_of(repo, "main") == [("m4", "+u1"), ("+u1", "+u2")]
    repo.write({"records/u2": "lies here\n"})
    assert steps_of(repo, "main")[2:] == [("+u2", "+worktree")]
    assert steps_of(repo, "m2") == [("m2", "u1"), ("u1", "u2"), ("u2", "worktree")]
    assert steps_of(repo, "HEAD") == [("u2", "worktree")]
    assert steps_of(repo, "m2", staged=True) == [("m2", "u1"), ("u1", "u2")]
    repo.git("add", "--all")
    assert steps_of(repo, "m2", staged=True) == [("m2", "u1"), ("u1", "u2"), ("u2", "index")]


def test_a_step_that_does_not_merge_is_part_of_the_next_that_does(repo: GitRepo) -> None:
    for name, text in (("u3", "u3\n"), ("u4", "m4\n"), ("u5", "u5\n")):
        repo.commit({SKP: text}, name)
        repo.git("tag", name)
    assert steps_of(repo, "main...u4") == [("m4", "+u1"), ("+u1", "+u2"), ("+u2", "+u4")]
    assert steps_of(repo, "main...u5") == steps_of(repo, "main...u4")


def test_a_merge_is_one_step_of_the_first_parent(repo: GitRepo) -> None:
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "--message", "Gabung", "usul")
    repo.git("tag", "m5")
    assert steps_of(repo, "m4..main") == [("m4", "m5")]
    assert steps_of(repo, "m3..main") == [("m3", "m4"), ("m4", "m5")]


def test_a_branch_that_took_the_base_in(repo: GitRepo) -> None:
    """What it took over is no step, nor is the merge by which it did."""
    repo.git("merge", "--quiet", "--message", "Gabung", "main")
    repo.git("tag", "u3")
    repo.commit({"records/u4": "u4\n"})
    repo.git("tag", "u4")
    assert steps_of(repo, "main...usul") == [("m4", "+u1"), ("+u1", "+u2"), ("+u2", "+u4")]
    with open_repository(repo.path) as repository:
        stages = repository.stages(repository.range("main...usul"))
        assert (stages.unlike, stages.stages[-1].after.tree) == ("", repo.id_of("u4^{tree}"))


def test_a_line_that_began_by_itself_is_steps_too(repo: GitRepo) -> None:
    """The branch has a first commit of its own, and took main in later."""
    repo.git("checkout", "--quiet", "--orphan", "asing")
    repo.git("rm", "--quiet", "-rf", ".")
    repo.commit({"records/asing": "a\n"})
    repo.git("tag", "a1")
    repo.git("merge", "--quiet", "--allow-unrelated-histories", "--message", "Gabung", "main")
    repo.git("tag", "a2")
    assert steps_of(repo, "main...asing") == [("m4", "+a1")]


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
        assert names(repo, repository.stages(range_).stages) == [("u1", "u2")]
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
    repo.git("symbolic-ref", "HEAD", "refs/heads/main")
    sentence = refusal(clone, None)
    assert 'on GitHub `fetch-depth: 0`, on GitLab `GIT_DEPTH: "0"`' in sentence
    for command in (
        'git remote set-branches origin "*"', "git fetch --unshallow", "git remote set-head origin --auto",
    ):  # fmt: skip
        assert command in sentence
        clone.git(*command.replace('"', "").split()[1:])
    with open_repository(clone.path) as repository:
        assert repository.range(None).pairs[0][1].tree == merged(repo, "main", "usul")


def test_in_a_shallow_clone_that_reaches_down_to_it_the_parting_is_certain(repo: GitRepo) -> None:
    clone = shallow(repo, 3, "--no-single-branch")
    assert (clone.path / ".git" / "shallow").exists()
    with open_repository(clone.path) as repository:
        for text in ("origin/main...HEAD", "origin/main"):
            assert repository.range(text).pairs[0][1].tree == merged(repo, "main", "usul")


@pytest.mark.parametrize("hook", [False, True])
def test_a_parting_is_not_certain_where_a_nearer_one_may_be_cut_off(
    repo: GitRepo, hook: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """u3 merges the old m1; that it comes from m2 lies below the cut at u2, so git takes m1 for the merge base."""
    merged = repo.git("commit-tree", repo.id_of("u2^{tree}"), "-p", "u2", "-p", "m1", "-m", "u3")
    (repo.path / ".git" / ("shallow_1" if hook else "shallow")).write_text(f"{repo.id_of('u2')}\n", encoding="ascii")
    if hook:  # of a push from a shallow clone: a server names such a file
        monkeypatch.setenv("GIT_SHALLOW_FILE", str(repo.path / ".git/shallow_1"))
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
            repository.stages(range_)
        assert error.value.sentence("en").endswith(DEPTH)
        with pytest.raises(SkpkitError, match="the commits up to HEAD cannot be judged one by one"):
            repository.landed()
