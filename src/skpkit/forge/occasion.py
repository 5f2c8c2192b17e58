"""Where a run takes place: on which forge, for which event, and what that forge says of the commits.

It is read from the environment and from the file that tells of the event. Nothing of it says what is judged: that is
settled by the commits themselves (`scope`), for an event may be older than what is checked out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from skpkit.findings import Note
from skpkit.forge.hosts import HAND, Environment, Forge, Host, host_of, rivals_of
from skpkit.messages import N_, Told

EventKind: TypeAlias = Literal["request", "queue", "push", "between", "commit", "other"]

EVENTS: Mapping[str, str] = {
    "request": N_("Run by {forge}, for a request to merge into {target}"),
    "queue": N_("Run by {forge}, for a candidate of the merge queue of {target}"),
    "push": N_("Run by {forge}, for a push to {branch}"),
    "between": N_("Run by {forge}, for the commits between two that are named"),
    "commit": N_("Run by {forge}, for a commit that is being made"),
    "other": N_("Run by {forge}, for no event that brings commits"),
}
FROM_FORK = N_("Run by {forge}, for a request from a fork to merge into {target}")
BY_HAND = N_("Run by hand: no forge's job was recognised")
FOR_THIS_BRANCH = N_(
    "The verdict is for {target} alone: where the request is pointed at another branch, run a new pipeline, since "
    "{forge} may run none by itself, and one that is run again looks at the old branch"
)

_LARGEST = 32 * 1024 * 1024  # bytes of an event's file; forges cut theirs at 25
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_NO_BRANCH = re.compile(r"[\s~^:?*\[\\\x00-\x1f\x7f]|\.\.|//|@\{|^[-/.]|[/.]$|\.lock$")
_HEADS = "refs/heads/"


class Occasion(NamedTuple):
    """What runs skpkit, and for what. What it does not say is empty.

    `target` is the branch that a request would be merged into, `head` the newest commit that it brings, `merge` the
    commit that the forge made of both; `base` a commit that the forge names as what it is merged into, `parted` where
    the two parted. Of a push `branch` is where it went, and `before` what lay there. `default` is the default branch.
    `between` are the ends that somebody names. `elsewhere` says that the target branch lies in another repository than
    the one that the clone was made of. `links` is the web address of a line of a commit, with `{commit}`, `{path}`
    and `{line}` in it. `title` is what a request calls itself. `rivals` are the forges whose jobs the environment
    claims to be, where these are several.
    """

    host: Host
    event: EventKind = "other"
    target: str = ""
    head: str = ""
    merge: str = ""
    base: str = ""
    parted: str = ""
    branch: str = ""
    before: str = ""
    default: str = ""
    between: tuple[str, str] = ("", "")
    fork: bool = False
    elsewhere: bool = False
    links: str = ""
    title: str = ""
    rivals: tuple[Host, ...] = ()

    @property
    def forge(self) -> Forge:
        """What runs it, in a word."""
        return self.host.forge

    @property
    def told(self) -> Note:
        """Where it is, and for what, in a sentence."""
        if self.host == HAND:
            return Note(BY_HAND)
        message = FROM_FORK if self.event == "request" and self.fork else EVENTS[self.event]
        told = {"forge": Told(self.host.name), "target": self.target or "-", "branch": self.branch or "-"}
        return Note(message, told)

    @property
    def caveat(self) -> Note | None:
        """What whoever reads the verdict has to know of the forge."""
        if self.event != "request" or self.host.asks_again or not self.target:
            return None
        return Note(FOR_THIS_BRANCH, {"forge": Told(self.host.name), "target": self.target})


def occasion_of(environment: Environment, event: Mapping[str, Any] | None = None) -> Occasion:
    """The place that an environment tells of. `event` is what the forge says of the event; its file where not given.

    In a forge's job its event alone says what is judged: what pre-commit sets any step may set, to an empty range.
    Of an environment that claims to be several forges' nothing is to be believed (`rivals`).
    """
    host = host_of(environment)
    told = event_of(host, environment) if event is None else event
    found = _READ[host.forge](host, environment, told)
    return found._replace(links=host.links(environment), rivals=rivals_of(environment))


def event_of(host: Host, environment: Environment) -> Mapping[str, Any]:
    """What the file of the event holds; nothing where there is none that can be read."""
    file = Path(environment.get(host.event) or "-")
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return {}
        found = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _actions(host: Host, environment: Environment, event: Mapping[str, Any]) -> Occasion:
    """GitHub Actions, and what speaks its language."""
    name, ref = environment.get("GITHUB_EVENT_NAME", ""), environment.get("GITHUB_REF", "")
    sha, default = _id(environment.get("GITHUB_SHA")), _branch(_within(event, "repository", "default_branch"))
    if name in ("pull_request", "pull_request_target"):
        head = _id(_within(event, "pull_request", "head", "sha"))
        homes = [_within(event, "pull_request", side, "repo", "full_name") for side in ("head", "base")]
        target = environment.get("GITHUB_BASE_REF") or _within(event, "pull_request", "base", "ref")
        # Only for this event the forge checks out what it merged itself, and its own words say which commit that is.
        merged = name == "pull_request" and (ref.endswith("/merge") or head not in ("", sha))
        return Occasion(
            host,
            "request",
            _branch(target),
            head,
            sha if merged else "",
            default=default,
            fork=homes[0] != homes[1],
            title=_within(event, "pull_request", "title"),
        )
    if name == "merge_group":
        target = _branch(_within(event, "merge_group", "base_ref"))
        return Occasion(host, "queue", target, base=_id(_within(event, "merge_group", "base_sha")), default=default)
    if name == "push" and ref.startswith(_HEADS):
        return Occasion(host, "push", branch=_branch(ref), before=_id(_within(event, "before")), default=default)
    if name == "schedule":  # it runs on the default branch alone
        default = default or _branch(ref)
    return Occasion(host, default=default)


def _gitlab(host: Host, environment: Environment, _: Mapping[str, Any]) -> Occasion:
    default = _branch(environment.get("CI_DEFAULT_BRANCH"))
    if environment.get("CI_MERGE_REQUEST_IID") or environment.get("CI_PIPELINE_SOURCE") == "merge_request_event":
        mine, source, target = (
            environment.get(each, "")
            for each in ("CI_PROJECT_ID", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "CI_MERGE_REQUEST_PROJECT_ID")
        )
        merges = environment.get("CI_MERGE_REQUEST_EVENT_TYPE") in ("merged_result", "merge_train")
        tip = _id(environment.get("CI_COMMIT_SHA"))
        head = _id(environment.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"))
        return Occasion(
            host,
            "request",
            target=_branch(environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")),
            head=head if merges else head or tip,
            merge=tip if merges else "",
            base=_id(environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_SHA")),
            parted=_id(environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA")),
            default=default,
            fork=source != target,
            title=environment.get("CI_MERGE_REQUEST_TITLE", ""),
            elsewhere="" not in (mine, target) and mine != target,
        )
    if environment.get("CI_PIPELINE_SOURCE", "push") == "push" and environment.get("CI_COMMIT_BRANCH"):
        return Occasion(
            host,
            "push",
            branch=_branch(environment.get("CI_COMMIT_BRANCH")),
            before=_id(environment.get("CI_COMMIT_BEFORE_SHA")),
            default=default,
        )
    return Occasion(host, default=default)


def _hook(host: Host, environment: Environment, _: Mapping[str, Any]) -> Occasion:
    """pre-commit, before a push, between two commits that somebody names, or at a commit. What is pushed to nothing has
    no first one."""
    first, last = (environment.get(f"PRE_COMMIT_{each}_REF", "") for each in ("FROM", "TO"))
    if not environment.get("PRE_COMMIT_REMOTE_NAME"):
        return Occasion(host, "between", between=(first, last)) if first and last else Occasion(host, "commit")
    branch = _branch(environment.get("PRE_COMMIT_REMOTE_BRANCH"))
    head = last or environment.get("PRE_COMMIT_LOCAL_BRANCH", "")
    return Occasion(host, "push", head=head, branch=branch, before=first or "0" * 40)


def _by_hand(host: Host, _: Environment, __: Mapping[str, Any]) -> Occasion:
    return Occasion(host)


_READ: Mapping[Forge, Callable[[Host, Environment, Mapping[str, Any]], Occasion]] = {
    "github": _actions,
    "gitea": _actions,
    "forgejo": _actions,
    "gitlab": _gitlab,
    "pre-commit": _hook,
    "here": _by_hand,
}


def _within(event: Any, *keys: str) -> str:
    """What an event says under some keys; nothing where it is no text."""
    for key in keys:
        event = event.get(key) if isinstance(event, dict) else None
    return event if isinstance(event, str) else ""


def _id(text: str | None) -> str:
    return text if text and _ID.fullmatch(text) else ""


def _branch(text: str | None) -> str:
    name = (text or "").removeprefix(_HEADS)
    return "" if _NO_BRANCH.search(name) else name
