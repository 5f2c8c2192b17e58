"""What is judged where: every event of every forge, with its environment and a real repository."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import skpkit
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.forge.occasion import occasion_of
from skpkit.jobs import Job
from tests.support.branches import TODAY, codes
from tests.support.forges import ZEROS, World, cloned, event, github, gitlab, merge_request, pull_request, world
from tests.support.gitrepo import GitRepo, settle

EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> World:
    with pytest.MonkeyPatch.context() as patch:
        settle(patch)
        return world(tmp_path_factory.mktemp("office"))


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)


def judged(repo: GitRepo, environment: Mapping[str, str], **more: Any) -> Job:
    return skpkit.ci(repo.path, environment=environment, today=TODAY, **more)


def refused(repo: GitRepo, environment: Mapping[str, str], **more: str) -> str:
    with pytest.raises(SkpkitError) as found:
        judged(repo, environment, **more)
    assert found.value.exit_code == 3
    return str(found.value)


def request_(office: World, folder: Path, name: str, at: str, **more: str) -> dict[str, str]:
    """A job for a request from the branch of that name, with something checked out."""
    there = office.at(at)
    sha = {"GITHUB_SHA": office.ids[f"{name}-merged"], "GITHUB_REF": "refs/pull/1/merge", "GITHUB_BASE_REF": "main"}
    told = event(folder, pull_request(office.ids[name]))
    assert there
    return github("pull_request", **{**sha, **told, **more})


@pytest.mark.parametrize(("name", "exit_code"), [("bad", 1), ("own", 1), ("good", 0)])
def test_the_merge_commit_of_a_request(office: World, tmp_path: Path, name: str, exit_code: int) -> None:
    job = judged(office.clone, request_(office, tmp_path, name, f"{name}-merged"))
    assert (job.scope.range, job.verdict.exit_code) == ("HEAD^1...HEAD", exit_code)
    assert job.verdict.base
    assert job.verdict.base.commit == office.ids["main"]


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("name", ["bad", "own"])
def test_the_branch_of_a_request(office: World, tmp_path: Path, name: str, told: bool) -> None:
    """Its own merge commit is no merge by the forge, whether the forge's words are there or not."""
    more = {} if told else {"GITHUB_EVENT_PATH": ""}
    job = judged(office.clone, request_(office, tmp_path, name, name, **more))
    assert (job.scope.range, codes(job.verdict)) == ("origin/main...HEAD", ["SKP301"])


def test_a_merge_by_the_forge_without_its_words(office: World, tmp_path: Path) -> None:
    job = judged(office.clone, request_(office, tmp_path, "bad", "bad-merged", GITHUB_EVENT_PATH=""))
    assert (job.scope.range, codes(job.verdict)) == ("HEAD^1...HEAD", ["SKP301"])


def test_a_later_commit_cannot_pass_for_the_merge(office: World, tmp_path: Path) -> None:
    """Whoever pushes after the event a merge of it into a state of his own has not chosen what it is judged against."""
    at = request_(office, tmp_path, "bad", "bad")
    tree = office.clone.id_of(f"{office.ids['bad']}^{{tree}}")
    own = office.clone.git("commit-tree", "-m", "x", tree)
    late = office.clone.git("commit-tree", "-m", "x", "-p", own, "-p", office.ids["bad"], tree)
    office.clone.git("update-ref", "--no-deref", "HEAD", late)
    job = judged(office.clone, at)
    assert (job.scope.range, codes(job.verdict)) == ("origin/main...HEAD", ["SKP301"])


@pytest.mark.parametrize("fork", [True, False])
def test_a_fork_is_told(office: World, tmp_path: Path, fork: bool) -> None:
    at = request_(office, tmp_path, "bad", "bad-merged")
    event(tmp_path, pull_request(office.ids["bad"], fork=fork))
    job = judged(office.clone, at)
    assert (job.occasion.fork, codes(job.verdict)) == (fork, ["SKP301"])


def test_a_job_that_checked_out_the_target_judges_the_request(office: World, tmp_path: Path) -> None:
    told = event(tmp_path, pull_request(office.ids["bad"]))
    at = github("pull_request_target", GITHUB_SHA=office.at("main"), GITHUB_BASE_REF="main", **told)
    job = judged(office.clone, at)
    assert (job.scope.range, codes(job.verdict)) == (f"origin/main...{office.ids['bad']}", ["SKP301"])
    event(tmp_path, pull_request("1" * 40))
    assert "git fetch origin 1111" in refused(office.clone, at)


def test_a_target_that_is_not_here_is_no_verdict(office: World, tmp_path: Path) -> None:
    at = request_(office, tmp_path, "bad", "bad", GITHUB_BASE_REF="lain")
    assert "fetch-depth: 0" in refused(office.clone, at)
    at |= {"GITHUB_BASE_REF": "", "GITHUB_EVENT_PATH": ""}
    assert "--base BRANCH" in refused(office.clone, at)


def test_a_candidate_of_the_queue(office: World, tmp_path: Path) -> None:
    office.at("train")
    told = {"merge_group": {"base_sha": office.ids["main"], "base_ref": "refs/heads/main"}}
    job = judged(office.clone, github("merge_group", **event(tmp_path, told)))
    assert (job.scope.range, codes(job.verdict)) == (f"{office.ids['main']}...HEAD", ["SKP301"])
    job = judged(office.clone, github("merge_group", **event(tmp_path, {"merge_group": {"base_ref": "main"}})))
    assert job.scope.range == "origin/main...HEAD"


PUSHES = [
    ("main", "main", "first", "{first}...HEAD", 0),
    ("main", "bad-merged", "main", "{main}...HEAD", 1),
    ("main", "first", "main", "{main}..HEAD", 0),  # forced: what lay there before is gone from the branch
    ("main", "main", "", f"{EMPTY}...HEAD", 0),
    ("usul", "bad", "", "origin/main...HEAD", 1),
    ("usul", "bad", "lost", "origin/main...HEAD", 1),
    ("usul", "bad", "first", "{first}...HEAD", 1),
]


@pytest.mark.parametrize(
    ("forge", "branch", "at", "before", "range_", "exit_code"),
    [
        *(("github", *each) for each in PUSHES),
        *(("gitlab", *each) for each in PUSHES[1:5]),
        *(("pre-commit", *each) for each in PUSHES[1:5]),
    ],
)
def test_a_push(
    office: World, tmp_path: Path, forge: str, branch: str, at: str, before: str, range_: str, exit_code: int
) -> None:
    head = office.at(at)
    old = {"": ZEROS, "lost": "1" * 40}.get(before) or office.ids[before]
    if forge == "gitlab":
        told = gitlab("push", CI_COMMIT_BRANCH=branch, CI_COMMIT_BEFORE_SHA=old)
    elif forge == "pre-commit":
        told = {
            "PRE_COMMIT": "1",
            "PRE_COMMIT_REMOTE_NAME": "origin",
            "PRE_COMMIT_REMOTE_BRANCH": f"refs/heads/{branch}",
        }
        told |= {"PRE_COMMIT_FROM_REF": old, "PRE_COMMIT_TO_REF": head}
        office.clone.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
        range_ = range_.replace("HEAD", head)
    else:
        told = github("push", GITHUB_REF=f"refs/heads/{branch}", **event(tmp_path, {"before": old}))
    try:
        job = judged(office.clone, told)
    finally:
        office.clone.git("symbolic-ref", "--delete", "refs/remotes/origin/HEAD", fine=(0, 1, 128))
    assert (job.scope.range, job.verdict.exit_code) == (range_.format_map(office.ids), exit_code)
    assert (job.occasion.forge, job.occasion.branch) == (forge, branch)
    assert job.scope.landed == (branch == "main" and "..." in range_ and forge != "pre-commit")


def test_a_push_whose_past_is_gone_is_no_verdict(office: World, tmp_path: Path) -> None:
    office.at("main")
    at = github("push", GITHUB_REF="refs/heads/main", **event(tmp_path, {"before": "1" * 40}))
    assert "git fetch origin 1111" in refused(office.clone, at)
    assert "--range" in refused(office.clone, at | event(tmp_path, {}))
    assert "--base" in refused(office.clone, at | {"GITHUB_EVENT_PATH": ""})


def test_what_was_cut_off_is_no_verdict(office: World, tmp_path: Path) -> None:
    shallow = cloned(office.forge, tmp_path / "shallow", "--depth=1")
    cut = World(office.forge, shallow, office.ids)
    pushed = github("push", GITHUB_REF="refs/heads/main", **event(tmp_path, {"before": office.ids["first"]}))
    cut.at("main")
    assert "fetch-depth: 0" in refused(shallow, pushed)
    assert "fetch-depth: 0" in refused(shallow, request_(cut, tmp_path, "bad", "bad-merged"))
    assert "fetch-depth: 0" in refused(shallow, request_(cut, tmp_path, "bad", "bad"))
    pushed = gitlab("push", CI_COMMIT_BRANCH="usul", CI_COMMIT_BEFORE_SHA=office.ids["good"])
    assert "GIT_DEPTH" in refused(shallow, pushed)


@pytest.mark.parametrize("name", ["bad", "good"])
def test_a_request_of_gitlab_by_its_branch(office: World, name: str) -> None:
    at = merge_request("detached", CI_COMMIT_SHA=office.at(name), CI_MERGE_REQUEST_DIFF_BASE_SHA=office.ids["first"])
    job = judged(office.clone, at)
    assert (job.scope.range, job.verdict.exit_code) == ("origin/main...HEAD", int(name == "bad"))
    # Without the target branch it is judged against less, and so never accepted.
    job = judged(office.clone, at | {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "lain"})
    assert (job.scope.range, job.verdict.exit_code) == (f"{office.ids['first']}...HEAD", 1 if name == "bad" else 3)
    assert "git fetch origin +refs/heads/lain:" in str(job.verdict.failures[-1])
    at |= {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "lain", "CI_MERGE_REQUEST_DIFF_BASE_SHA": ""}
    assert "git fetch origin +refs/heads/lain:" in refused(office.clone, at)


@pytest.mark.parametrize(
    ("kind", "at", "told", "range_"),
    [
        ("merged_result", "bad-merged", "main", "HEAD^1...HEAD"),
        ("merge_train", "train", "main", "HEAD^1...HEAD"),  # the car ahead is not judged again
        ("merge_train", "bad", "main", "{main}...HEAD"),  # no merge commit, as where a train is fast-forward
    ],
)
def test_what_gitlab_merged(office: World, kind: str, at: str, told: str, range_: str) -> None:
    sides = {"TARGET": office.ids[told], "SOURCE": office.ids["bad"]}
    more = {f"CI_MERGE_REQUEST_{side}_BRANCH_SHA": commit for side, commit in sides.items()}
    job = judged(office.clone, merge_request(kind, CI_COMMIT_SHA=office.at(at), **more))
    assert (job.scope.range, codes(job.verdict)) == (range_.format_map(office.ids), ["SKP301"])
    assert job.verdict.base
    assert job.verdict.base.commit == office.ids["good-merged" if at == "train" else "main"]


@pytest.mark.parametrize(("at", "told"), [("bad", "bad"), ("own", "bad"), ("bad-merged", "bad-merged")])
def test_no_part_of_a_request_is_what_it_is_judged_against(office: World, at: str, told: str) -> None:
    """Whoever sets the variable to what he brings would show no change."""
    more = {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": office.ids[told]}
    more["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] = office.ids[at.removesuffix("-merged")]
    for kind in ("merged_result", "merge_train"):
        job = judged(office.clone, merge_request(kind, CI_COMMIT_SHA=office.at(at), **more))
        assert codes(job.verdict) == ["SKP301"]


@pytest.mark.parametrize("kind", ["tag", "branch"])
def test_nobody_stops_a_job_by_a_name(office: World, tmp_path: Path, kind: str) -> None:
    """A tag comes along with whatever is fetched."""
    repo = cloned(office.forge, tmp_path / "named")
    repo.git(kind, "origin/main", office.ids["bad"])
    there = World(office.forge, repo, office.ids)
    job = judged(repo, request_(there, tmp_path, "bad", "bad"))
    assert (job.scope.range, codes(job.verdict)) == ("refs/remotes/origin/main...HEAD", ["SKP301"])
    told = github("schedule", **event(tmp_path, {}))
    assert codes(judged(repo, told).verdict) == ["SKP301"]
    repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    pushed = {"PRE_COMMIT": "1", "PRE_COMMIT_REMOTE_NAME": "origin", "PRE_COMMIT_REMOTE_BRANCH": "refs/heads/main"}
    pushed |= {"PRE_COMMIT_FROM_REF": "1" * 40, "PRE_COMMIT_TO_REF": office.ids["bad"]}
    assert "git fetch origin 1111" in refused(repo, pushed)


def test_a_fork_of_gitlab_does_not_say_what_its_target_holds(office: World) -> None:
    """A pipeline in the fork itself clones the fork, whose main is its owner's."""
    more = {"CI_PROJECT_ID": "2", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "2"}
    at = merge_request("detached", CI_COMMIT_SHA=office.at("good"), CI_MERGE_REQUEST_DIFF_BASE_SHA=office.ids["first"])
    job = judged(office.clone, at | more)
    assert (job.occasion.fork, job.verdict.exit_code) == (True, 3)
    assert "fork" in str(job.verdict.failures[-1])


@pytest.mark.parametrize(("at", "range_"), [("bad", "origin/main...HEAD"), ("bad-merged", "HEAD^1...HEAD")])
@pytest.mark.parametrize("forge", ["GITEA_ACTIONS", "FORGEJO_ACTIONS"])
def test_a_request_of_gitea(office: World, tmp_path: Path, at: str, range_: str, forge: str) -> None:
    """Which of the two is checked out differs by version, and so does what GITHUB_SHA and GITHUB_REF name."""
    sha = office.at(at)
    for ref in ("refs/pull/1/head", "refs/pull/1/merge"):
        told = {"GITHUB_SHA": sha, "GITHUB_REF": ref, "GITHUB_BASE_REF": "main", forge: "true"}
        told |= event(tmp_path, pull_request(office.ids["bad"]))
        job = judged(office.clone, github("pull_request", **told))
        assert (job.scope.range, codes(job.verdict)) == (range_, ["SKP301"])
        assert job.occasion.forge == forge.partition("_")[0].lower()


@pytest.mark.parametrize(
    "told",
    [
        github("schedule"),
        github("schedule", GITHUB_REF="refs/heads/main", GITHUB_EVENT_PATH="-"),
        github("workflow_dispatch"),
        github("push", GITHUB_REF="refs/tags/v1"),
        gitlab("schedule", CI_COMMIT_BRANCH="main", CI_COMMIT_BEFORE_SHA=ZEROS),
        gitlab("web", CI_COMMIT_BRANCH="main", CI_COMMIT_BEFORE_SHA=ZEROS),
        gitlab("push", CI_COMMIT_TAG="v1", CI_COMMIT_BEFORE_SHA=ZEROS),
    ],
)
def test_where_nothing_comes_in_the_state_is_checked(office: World, tmp_path: Path, told: dict[str, str]) -> None:
    office.at("main")
    told = event(tmp_path, {}) | told
    job = judged(office.clone, told)
    assert (job.scope.state, job.verdict.base, job.verdict.exit_code) == (True, None, 0)
    office.at("bad")
    job = judged(office.clone, told)
    assert (job.scope.range, job.verdict.exit_code) == ("origin/main...HEAD", 1)


@pytest.mark.parametrize("told", [{"PRE_COMMIT_FROM_REF": "origin/main", "PRE_COMMIT_TO_REF": "origin/bad"}])
def test_pre_commit_between_two_commits(office: World, told: dict[str, str]) -> None:
    job = judged(office.clone, {"PRE_COMMIT": "1", **told})
    assert (job.scope.range, codes(job.verdict)) == ("origin/main...origin/bad", ["SKP301"])


@pytest.mark.parametrize("more", [{}, {"PRE_COMMIT_REMOTE_NAME": "origin", "PRE_COMMIT_REMOTE_BRANCH": "main"}])
def test_in_a_job_of_a_forge_nobody_names_other_commits(office: World, tmp_path: Path, more: dict[str, str]) -> None:
    """What pre-commit sets may be set by any step, as two names of one commit, between which nothing changed."""
    told = {"PRE_COMMIT": "1", "PRE_COMMIT_FROM_REF": "HEAD", "PRE_COMMIT_TO_REF": "HEAD", **more}
    for at in (
        request_(office, tmp_path, "bad", "bad-merged"),
        merge_request("detached", CI_COMMIT_SHA=office.at("bad"), CI_MERGE_REQUEST_DIFF_BASE_SHA=office.ids["first"]),
    ):
        job = judged(office.clone, {**at, **told})
        assert (job.occasion.event, codes(job.verdict)) == ("request", ["SKP301"])


def test_pre_commit_pushes_to_an_empty_remote(office: World, tmp_path: Path) -> None:
    repo = GitRepo.made(tmp_path / "new")
    repo.git("pull", "--quiet", str(office.forge.path), "main")
    told = {"PRE_COMMIT": "1", "PRE_COMMIT_REMOTE_NAME": "origin", "PRE_COMMIT_REMOTE_BRANCH": "refs/heads/main"}
    job = judged(repo, told | {"PRE_COMMIT_LOCAL_BRANCH": "refs/heads/main"})
    assert (job.scope.range, job.verdict.exit_code) == (f"{EMPTY}...refs/heads/main", 0)
    assert [each.message for each in job.verdict.changes].count("dossier added") == 4


def test_by_hand_it_is_a_review_as_always(office: World, tmp_path: Path) -> None:
    repo = GitRepo.made(tmp_path / "own")
    repo.git("pull", "--quiet", str(office.forge.path), "main")
    for told, staged in (({}, False), ({"PRE_COMMIT": "1"}, True)):
        job = judged(repo, told)
        assert (job.scope.staged, job.verdict.exit_code, job.verdict.dossiers) == (staged, 0, 0)
        assert job.verdict.head.label == ("index" if staged else "worktree")


def test_what_is_asked_for_comes_first(office: World, tmp_path: Path) -> None:
    at = request_(office, tmp_path, "good", "good-merged")
    assert codes(judged(office.clone, at, range=f"origin/main...{office.ids['bad']}").verdict) == ["SKP301"]
    job = judged(office.clone, at, base="bad")
    assert (job.scope.range, job.verdict.exit_code) == ("origin/bad...HEAD", 0)
    with pytest.raises(skpkit.WrongUsage):
        judged(office.clone, at, range="a..b", base="main")


@pytest.mark.parametrize(
    ("told", "links"),
    [
        ({"GITHUB_ACTIONS": "true"}, "https://example.org/a/b/blob/{commit}/{path}#L{line}"),
        (
            {"GITHUB_ACTIONS": "true", "GITEA_ACTIONS": "true"},
            "https://example.org/a/b/src/commit/{commit}/{path}#L{line}",
        ),
        ({"GITLAB_CI": "true"}, "https://example.org:8443/a/b/c/-/blob/{commit}/{path}#L{line}"),
        ({"GITLAB_CI": "true", "CI_PROJECT_URL": "javascript:alert(1)"}, ""),
        ({"GITLAB_CI": "true", "CI_PROJECT_URL": 'https://example.org/a"><img>'}, ""),
        ({"GITLAB_CI": "true", "CI_PROJECT_URL": ""}, ""),
        ({}, ""),
    ],
)
def test_where_a_line_is_shown(told: dict[str, str], links: str) -> None:
    web = {"GITHUB_SERVER_URL": "https://example.org", "GITHUB_REPOSITORY": "a/b"}
    web["CI_PROJECT_URL"] = "https://example.org:8443/a/b/c"
    assert occasion_of(web | told, {}).links == links


def test_a_request_bears_its_title() -> None:
    named = {"pull_request": {"title": "Naikkan target"}}
    for told in ({"GITHUB_ACTIONS": "true"}, {"GITHUB_ACTIONS": "true", "GITEA_ACTIONS": "true"}):
        assert occasion_of({**told, "GITHUB_EVENT_NAME": "pull_request"}, named).title == "Naikkan target"
    told = merge_request("detached", CI_MERGE_REQUEST_TITLE="Naikkan target")
    assert occasion_of(told, {}).title == "Naikkan target"


@pytest.mark.parametrize("content", ["", "[", "[]", "null", '{"pull_request": []}', "[" * 100_000])
def test_words_that_cannot_be_read_are_none(office: World, tmp_path: Path, content: str) -> None:
    at = request_(office, tmp_path, "bad", "bad")
    (tmp_path / "event.json").write_text(content, encoding="utf-8")
    assert judged(office.clone, at).scope.range == "origin/main...HEAD"


@pytest.mark.parametrize("name", ["a..b", "-x", "a b", "a\n::error::b", "@{u}", "a~1", "x.lock", "/x", "a//b"])
def test_a_branch_that_cannot_be_is_none(office: World, tmp_path: Path, name: str) -> None:
    at = request_(office, tmp_path, "bad", "bad", GITHUB_BASE_REF=name, GITHUB_EVENT_PATH="")
    assert "--base BRANCH" in refused(office.clone, at)


def test_a_request_is_judged_with_others_and_by_its_commits(office: World, tmp_path: Path) -> None:
    office.at("good")
    told = github("pull_request", GITHUB_BASE_REF="main", **event(tmp_path, pull_request(office.ids["good"])))
    job = judged(office.clone, told, merge_with=["origin/bad"])
    assert (codes(job.verdict), [each.label for each in job.verdict.others]) == (["SKP301"], ["origin/bad"])
    assert {each.company and each.company.order for each in job.verdict.findings} == {"others"}
    job = judged(office.clone, told, each_commit=True)
    assert (job.verdict.exit_code, set(job.verdict.parents)) == (0, {office.ids["good"]})


def test_where_nothing_comes_in_there_is_nothing_to_land_with_others(office: World, tmp_path: Path) -> None:
    office.at("main")
    told = github("schedule", GITHUB_REF="refs/heads/main", **event(tmp_path, {}))
    with pytest.raises(WrongUsage, match="nothing comes in"):
        judged(office.clone, told, merge_with=["origin/bad"])
