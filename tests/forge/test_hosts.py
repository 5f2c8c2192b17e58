"""What may run skpkit: how it is recognised, and that nobody inside of one chooses another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest

import skpkit
from skpkit.errors import SkpkitError
from skpkit.forge.hosts import HAND, HOMES, HOSTS, PUBLIC, Forge, Host, host_of, in_public, rivals_of
from skpkit.forge.occasion import occasion_of
from skpkit.reports import VERDICT
from tests.support.command import run
from tests.support.forges import ENVIRONMENTS, github, gitlab, merge_request, pull_request
from tests.support.places import PROJECT

DOTCOM, ENTERPRISE = {"GITHUB_API_URL": "https://api.github.com"}, {"GITHUB_API_URL": "https://git.example.org/api/v3"}
OF_GITEA = {"GITHUB_API_URL": "https://git.example.org/api/v1"}


@pytest.mark.parametrize(
    ("told", "forge"),
    [
        ({}, "here"),
        ({"CI": "true"}, "here"),
        (github("push"), "github"),
        (github("push", **DOTCOM), "github"),
        (github("push", GITEA_ACTIONS="true"), "gitea"),
        (github("push", GITEA_ACTIONS="true", **OF_GITEA), "gitea"),
        (github("push", GITEA_ACTIONS="true", FORGEJO_ACTIONS="true", **OF_GITEA), "forgejo"),
        (gitlab("push"), "gitlab"),
        ({"PRE_COMMIT": "1"}, "pre-commit"),
        ({"GITHUB_ACTIONS": "false", "GITLAB_CI": "0", "GITEA_ACTIONS": "true"}, "here"),
        # what a step may set in a job of GitHub
        (github("push", GITEA_ACTIONS="true", **DOTCOM), "github"),
        (github("push", FORGEJO_ACTIONS="true", **ENTERPRISE), "github"),
        (github("push", GITLAB_CI="true", **DOTCOM), "github"),
        (github("push", PRE_COMMIT="1", PRE_COMMIT_FROM_REF="HEAD", PRE_COMMIT_TO_REF="HEAD"), "github"),
        (gitlab("push", PRE_COMMIT="1", GITEA_ACTIONS="true"), "gitlab"),
    ],
)
def test_what_runs_it_is_recognised(told: dict[str, str], forge: str) -> None:
    assert host_of(told).forge == forge
    assert occasion_of(told, {}).host == host_of(told)


@pytest.mark.parametrize(
    ("told", "rivals"),
    [
        (github("push", GITLAB_CI="true", **DOTCOM), ["github", "gitlab"]),
        (github("push", GITLAB_CI="true", GITEA_ACTIONS="true", **OF_GITEA), ["gitea", "gitlab"]),
        (gitlab("push", GITHUB_ACTIONS="true"), ["github", "gitlab"]),
        (github("push", GITEA_ACTIONS="true", FORGEJO_ACTIONS="true", PRE_COMMIT="1", CI="true"), []),
        (gitlab("push", GITEA_ACTIONS="true"), []),
        ({"PRE_COMMIT": "1", "CI": "true"}, []),
    ],
)
def test_of_several_forges_none_is_believed(told: dict[str, str], rivals: list[str]) -> None:
    assert [each.forge for each in rivals_of(told)] == rivals


def both() -> dict[str, str]:
    """A job of GitHub for a request, in which a step has said that it is GitLab's for a push which brought nothing."""
    head = "1" * 40
    return {
        **github("pull_request", GITHUB_BASE_REF="main", GITHUB_SHA=head, **DOTCOM),
        **gitlab("push", CI_COMMIT_BRANCH="main", CI_COMMIT_BEFORE_SHA="HEAD"),
    }


@pytest.mark.parametrize("asked", [{}, {"base": "main"}])
def test_a_job_that_claims_to_be_two_gives_no_verdict(office: Path, asked: dict[str, str]) -> None:
    with pytest.raises(SkpkitError) as found:
        skpkit.ci(office, environment=both(), **asked)  # type: ignore[arg-type]
    told = "claims to be a job of GitHub Actions, GitLab CI,", "(GITHUB_ACTIONS, GITLAB_CI)", "--range A...B"
    assert found.value.exit_code == 3
    assert all(each in found.value.sentence("en") for each in told)
    assert skpkit.ci(office, environment=both(), range="HEAD...HEAD").verdict.exit_code == 0


def test_a_verdict_for_gitlab_says_for_which_branch_it_is() -> None:
    """It may run no new pipeline for a request that is pointed at another branch."""

    def caveat(told: Mapping[str, str], event: Mapping[str, object]) -> str:
        note = occasion_of(told, event).caveat
        return note.told["target"] if note else ""  # type: ignore[return-value]

    assert caveat(merge_request("detached"), {}) == "main"
    assert caveat(gitlab("push", CI_COMMIT_BRANCH="main"), {}) == ""
    assert caveat(github("pull_request", GITHUB_BASE_REF="main"), pull_request("1" * 40)) == ""


def test_names_are_hidden_in_every_job_and_pipeline() -> None:
    for name in PUBLIC:
        assert in_public({name: "true"})
        assert not in_public({name: "False"})
    assert not in_public({"PRE_COMMIT": "1", "HOME": "/"})
    text = (PROJECT / "docs" / "masking.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"whether a CI reads along \(([^)]*)\)", text)
    assert set(re.findall(r"`(\w+)`", told)) == set(PUBLIC)


@pytest.mark.parametrize("host", [*HOSTS, HAND], ids=lambda each: each.forge)
def test_a_host_is_whole(host: Host) -> None:
    """It has an environment that tests know, a reader of its events, a form that there is, and a page."""
    assert host.forge in ENVIRONMENTS
    assert occasion_of(ENVIRONMENTS[host.forge], {}).host == host
    assert host.form in VERDICT
    called = host.name.removeprefix("a hook of ").split(" ")[0]
    heads = [each.read_text(encoding="utf-8").partition("\n")[0] for each in (PROJECT / "docs" / "ci").glob("*.md")]
    assert any(called in head for head in heads), f"docs/ci/ has no page on {called}"
    assert called in (PROJECT / "docs" / "ci.md").read_text(encoding="utf-8")


def test_no_host_is_named_that_there_is_not() -> None:
    forges = [each.forge for each in (*HOSTS, HAND)]
    assert sorted(forges) == sorted(get_args(Forge)) == sorted(ENVIRONMENTS)


def test_a_repository_may_begin_wherever_a_job_judges_it() -> None:
    assert [*HOMES] == [name for name in get_args(Forge) if name in {each.forge for each in HOSTS if each.job}]
    assert len({each.job for each in HOMES.values()}) == len(HOMES)
    addresses = [word for each in HOMES.values() for word in each.addresses]
    assert not [(one, two) for one in addresses for two in addresses if one != two and one in two]


def test_how_a_forge_makes_a_whole_clone_is_said_in_one_place() -> None:
    texts = [each.read_text(encoding="utf-8") for each in (PROJECT / "src" / "skpkit").rglob("*.py")]
    assert [sum(each.count(setting) for each in texts) for setting in ("fetch-depth", "GIT_DEPTH")] == [1, 1]


@pytest.mark.parametrize("forge", sorted(ENVIRONMENTS))
def test_why_there_is_no_verdict_is_shown_as_the_log_shows_errors(tmp_path: Path, forge: Forge) -> None:
    told = run(tmp_path, "check", "tiada.yaml", "--lang", "en", **ENVIRONMENTS[forge])
    first, *others = told.stderr.splitlines()
    assert told.returncode in (2, 3)
    assert first.startswith("::error title=skpkit::") == (forge == "github")
    assert (others or [first])[-1].startswith("skpkit: ")
