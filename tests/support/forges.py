"""What forges and hooks tell a job in its environment, and a repository as they hold it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from skpkit.forge.hosts import Forge
from tests.support.branches import Branches
from tests.support.command import OLD
from tests.support.gitrepo import GitRepo

ZEROS = "0" * 40
LOWERED = [
    {"file": f"bagas/{each}", "replace": {OLD: "{Q1: 4, Q2: 10, Q3: 10, Q4: 5, Y: 29}"}}
    for each in ("skp.yaml", "iki/1b-N.yaml")
]


class World(NamedTuple):
    """A forge's repository, a clone of it as a job has one, and the commits that tests name."""

    forge: Branches
    clone: GitRepo
    ids: Mapping[str, str]

    def at(self, name: str) -> str:
        """Check a commit out, as far as a judgement of commits looks."""
        self.clone.git("update-ref", "--no-deref", "HEAD", self.ids[name])
        return self.ids[name]


def world(folder: Path) -> World:
    """main has moved on since two branches left it: `bad` lowers a frozen target, `good` writes a note. Both have the
    forge's merge into main, and `own` is a branch that ends in a merge which its owner made."""
    forge = Branches.of_examples(folder / "forge")
    ids = {"first": forge.id_of("main")}
    ids["bad"] = forge.record(*LOWERED, on="bad")
    forge.git("switch", "--quiet", "main")
    forge.git("switch", "--quiet", "--create", "good")
    ids["good"] = forge.commit({"CATATAN.md": "x\n"})
    forge.git("switch", "--quiet", "--create", "own", "main")
    forge.commit({"LAIN.md": "x\n"})
    ids["own"] = forge.merge("bad")
    forge.git("switch", "--quiet", "main")
    ids["main"] = forge.commit({"BACA.md": "x\n"})
    for name in ("bad", "good", "own"):
        forge.git("switch", "--quiet", "--detach", "main")
        ids[f"{name}-merged"] = forge.merge(name)
        forge.git("update-ref", f"refs/pull/{name}/merge", "HEAD")
    forge.git("switch", "--quiet", "--detach", ids["good-merged"])
    ids["train"] = forge.merge("bad")  # the second car stands on the first
    forge.git("update-ref", "refs/pull/train/merge", "HEAD")
    forge.git("switch", "--quiet", "main")
    clone = cloned(forge, folder / "clone")
    return World(forge, clone, ids)


def cloned(forge: GitRepo, folder: Path, *options: str) -> GitRepo:
    """A clone as a job of a forge has it: no branch of its own, and nobody says which one is the default."""
    made = GitRepo.made(folder)
    made.git("remote", "add", "origin", f"file://{forge.path}")
    made.git("fetch", "--quiet", *options, "origin", "+refs/heads/*:refs/remotes/origin/*", "+refs/pull/*:refs/pull/*")
    return made


def event(folder: Path, told: Mapping[str, Any]) -> dict[str, str]:
    """A file that tells of an event, as the environment names it."""
    file = folder / "event.json"
    file.write_text(json.dumps({"repository": {"default_branch": "main"}, **told}), encoding="utf-8")
    return {"GITHUB_EVENT_PATH": str(file)}


def github(name: str, **more: str) -> dict[str, str]:
    """The environment of a job of GitHub."""
    return {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name, **more}


def pull_request(head: str, target: str = "main", *, fork: bool = False) -> dict[str, Any]:
    """What GitHub tells of a request."""
    # Its base is told as it once was, which must not count.
    return {
        "pull_request": {
            "head": {"sha": head, "ref": "x", "repo": {"full_name": "orang/rekaman" if fork else "kantor/rekaman"}},
            "base": {"sha": ZEROS, "ref": target, "repo": {"full_name": "kantor/rekaman"}},
        }
    }


def gitlab(source: str, **more: str) -> dict[str, str]:
    """The environment of a job of GitLab."""
    return {
        "GITLAB_CI": "true",
        "CI_PIPELINE_SOURCE": source,
        "CI_DEFAULT_BRANCH": "main",
        "CI_PROJECT_ID": "1",
        **more,
    }


def merge_request(kind: str, **more: str) -> dict[str, str]:
    """The environment of a job of GitLab for a request."""
    told = {
        "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_EVENT_TYPE": kind,
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_PROJECT_ID": "1",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "1",
    }
    return gitlab("merge_request_event", **told, **more)


ENVIRONMENTS: Mapping[Forge, Mapping[str, str]] = {
    "github": github("push"),
    "gitea": github("push", GITEA_ACTIONS="true"),
    "forgejo": github("push", GITEA_ACTIONS="true", FORGEJO_ACTIONS="true"),
    "gitlab": gitlab("push"),
    "pre-commit": {"PRE_COMMIT": "1"},
    "here": {},
}
"""The least that each place tells a job."""
