"""What is judged on an occasion: from which commit to which, and why, by the commits themselves.

What counts is the state after the merge against the target branch as it is now. A forge tells of an event, and the
event may be older than the clone; so its words are only believed where the commits agree. Where the clone lacks what is
needed, nothing is judged against less: that is an error which names the remedy.
"""

from __future__ import annotations

from shlex import quote
from typing import NamedTuple

from skpkit.errors import SkpkitError
from skpkit.findings import Note
from skpkit.forge.occasion import Occasion
from skpkit.messages import N_, Told
from skpkit.source.history import Graph
from skpkit.source.history.plumbing import ON_FORGES

ASKED = N_("Judged is {range}, as asked for")
BASE_ASKED = N_("Judged is {range}: what is checked out against the base that was named")
MERGED = N_(
    "Judged is {range}: the forge's merge of the request is checked out, so its first parent is the target branch as "
    "it is now"
)
UNMERGED = N_("Judged is {range}: what merging the request's newest commit into the target branch as it is now brings")
INTO_BASE = N_("Judged is {range}: what is checked out against the target branch as it was when the forge merged both")
PARTED = N_("Judged is {range}: the request against the commit where it left the target branch")
QUEUED = N_("Judged is {range}: the queue's candidate against what it stands on")
PUSHED = N_("Judged is {range}: what the push brought, as one proposal, since it builds on what lay there before")
FORCED = N_("Judged is {range}: both states as they are, since the push replaced what lay there before")
GONE_BRANCH = N_(
    "Judged is {range}: the whole branch, since the commit that the push replaced is not in this clone any more"
)
NEW_BRANCH = N_("Judged is {range}: the whole branch, since it is new")
FIRST = N_("Judged is everything that {head} holds, since nothing lay in the default branch before")
BETWEEN = N_("Judged is {range}: what merging the second commit into the first brings")
STAGED = N_("Judged is what is staged, against {base}")
UNCOMMITTED = N_("Judged is what merging the working tree into {base} would bring")
OF_DEFAULT = N_("Judged is {range}: what is checked out against the default branch")
STATE = N_("Judged is the state of {head}, whole: the default branch holds it already, so it brings nothing")

FETCH = N_(
    "the target branch {target} is not in this clone, so it is not known what it holds by now; fetch it: {forges} and"
    " `git fetch origin {refs}`"
)
NO_TARGET_NAMED = N_("nothing says which branch the request would be merged into; name it: --base BRANCH")
ELSEWHERE = N_(
    "this job runs in a fork, which holds no target branch {target} that counts; let the job run in the project that "
    "the request is for"
)
RIVALS = N_(
    "the environment claims to be a job of {forges}, so nobody knows whose event counts; take away the variable that "
    "does not belong here ({variables}), or name what to judge: --range A...B"
)
NO_HEAD = N_(
    "the request's newest commit {commit} is not in this clone, so there is nothing to judge; check it out (on GitHub "
    "the event pull_request does so by itself), or fetch it: git fetch origin {commit}"
)
NO_BEFORE = N_(
    "the commit {commit}, which lay in {branch} before the push, is not in this clone, so it is not known what the "
    "push took away; fetch it (git fetch origin {commit}), or name what to compare with: --range A..B"
)
NO_EVENT = N_(
    "nothing says what lay in {branch} before the push, so it is not known what the push brought; name what to judge: "
    "--range A...B"
)
BEFORE_IN_SHALLOW = N_(
    "this clone holds only a part of the history, so it is not certain what the push to {branch} brought; fetch the "
    "whole history: {forges}, here git fetch --unshallow"
)


class Scope(NamedTuple):
    """What is judged: a `range` as `review` takes it, what is `staged` against it, or the `state` of HEAD alone. `why`
    says so in a sentence. What is `lacking` keeps a verdict without errors from being a pass. `base` is what people
    call the state that it is compared with, where the range has no name for it. `landed` tells of a push that the
    default branch holds by now."""

    range: str | None
    why: Note
    staged: bool = False
    state: bool = False
    lacking: SkpkitError | None = None
    base: str = ""
    landed: bool = False


def scope_of(occasion: Occasion, graph: Graph, range_: str | None = None, base: str | None = None) -> Scope:
    """What is judged on an occasion, or where somebody names a range or a base, that.

    Raises SkpkitError where this clone lacks the commits that it takes.
    """
    if range_ is not None:
        return _scope(range_, ASKED)
    if occasion.rivals:
        names = tuple(Told(each.name) for each in occasion.rivals)
        raise SkpkitError(RIVALS, forges=names, variables=tuple(each.signs[-1] for each in occasion.rivals))
    if base is not None:
        return _named(occasion, graph)
    match occasion.event:
        case "request":
            return _request(occasion, graph)
        case "queue":
            return _queue(occasion, graph)
        case "push":
            return _push(occasion, graph)
        case "between":
            first, last = occasion.between
            return _scope(f"{first}...{last}", BETWEEN)
        case "commit":
            return _staged(graph)
    return _no_event(occasion, graph)


def _scope(range_: str, why: str, base: str = "", *, lacking: SkpkitError | None = None) -> Scope:
    return Scope(range_, Note(why, {"range": range_}), lacking=lacking, base=base)


def _named(occasion: Occasion, graph: Graph) -> Scope:
    """Against the base that somebody named."""
    base = graph.default()
    if occasion.event == "commit":
        return Scope(base, Note(STAGED, {"base": base}), staged=True)
    if occasion.forge == "here":
        return Scope(base, Note(UNCOMMITTED, {"base": base}))
    return _scope(f"{base}...{_last(occasion, graph)}", BASE_ASKED)


def _last(occasion: Occasion, graph: Graph) -> str:
    """What is judged: HEAD, where it holds what the request brings; else that."""
    if not occasion.head:
        return "HEAD"
    head = graph.id_of(occasion.head)
    if head is None:
        raise SkpkitError(NO_HEAD, commit=occasion.head)
    return "HEAD" if graph.holds(head, "HEAD") else occasion.head


def _request(occasion: Occasion, graph: Graph) -> Scope:
    parents = graph.parents("HEAD")
    # A branch may end in a merge commit that its owner made. The forge's own is known by its id, and by what it merged.
    if (
        occasion.merge
        and graph.id_of("HEAD") == occasion.merge
        and len(parents) == 2
        and occasion.head in ("", parents[1])
    ):
        return _scope("HEAD^1...HEAD", MERGED, occasion.target)
    last = _last(occasion, graph)
    target = graph.branch(occasion.target) if occasion.target and not occasion.elsewhere else None
    if occasion.merge and _is_base(occasion, graph, last, target):
        return _scope(f"{occasion.base}...{last}", INTO_BASE, occasion.target)
    if target:
        return _scope(f"{target}...{last}", UNMERGED)
    lacking = _lacking(occasion)
    if occasion.parted and graph.id_of(occasion.parted):
        return _scope(f"{occasion.parted}...{last}", PARTED, lacking=lacking)
    raise lacking


def _is_base(occasion: Occasion, graph: Graph, last: str, target: str | None) -> bool:
    """Whether the commit that is told as the target's is one: of the target branch, or what a train stands on, and no
    part of the request, against which its changes would not show."""
    base = occasion.base
    if not base or not graph.id_of(base) or graph.holds(last, base):
        return False
    if target is None or graph.holds(base, target):
        return True
    return graph.holds(base, "HEAD") and not graph.holds(base, occasion.head or last)


def _lacking(occasion: Occasion) -> SkpkitError:
    """Why the target branch as it is now is not known."""
    if occasion.elsewhere:
        return SkpkitError(ELSEWHERE, target=occasion.target or "-")
    if not occasion.target:
        return SkpkitError(NO_TARGET_NAMED)
    return SkpkitError(FETCH, forges=ON_FORGES, target=occasion.target, refs=_refs(occasion.target))


def _refs(branch: str) -> str:
    return quote(f"+refs/heads/{branch}:refs/remotes/origin/{branch}")


def _queue(occasion: Occasion, graph: Graph) -> Scope:
    if occasion.base and graph.id_of(occasion.base):
        return _scope(f"{occasion.base}...HEAD", QUEUED, occasion.target)
    if occasion.target and (target := graph.branch(occasion.target)):
        return _scope(f"{target}...HEAD", UNMERGED)
    raise _lacking(occasion)


def _push(occasion: Occasion, graph: Graph) -> Scope:
    last = occasion.head or "HEAD"
    to_default = _is_default(occasion, graph)
    has_landed = to_default and occasion.forge != "pre-commit"
    before = occasion.before
    if not before and to_default:
        raise SkpkitError(NO_EVENT, branch=occasion.branch or "-")
    if not before.strip("0"):
        if to_default:
            return Scope(f"{graph.nothing}...{last}", Note(FIRST, {"head": last}), landed=has_landed)
        return _scope(f"{_default(occasion, graph)}...{last}", NEW_BRANCH)
    if graph.id_of(before) is None:
        if graph.shallow:
            raise SkpkitError(BEFORE_IN_SHALLOW, forges=ON_FORGES, branch=occasion.branch or "-")
        if to_default:
            raise SkpkitError(NO_BEFORE, commit=before, branch=occasion.branch or "-")
        return _scope(f"{_default(occasion, graph)}...{last}", GONE_BRANCH)
    if graph.holds(before, last):
        return _scope(f"{before}...{last}", PUSHED, occasion.branch)._replace(landed=has_landed)
    if graph.shallow:
        raise SkpkitError(BEFORE_IN_SHALLOW, forges=ON_FORGES, branch=occasion.branch or "-")
    return _scope(f"{before}..{last}", FORCED, occasion.branch)


def _is_default(occasion: Occasion, graph: Graph) -> bool:
    """Whether a push went to the default branch; so does the first one of all, to a remote without any."""
    if occasion.forge == "pre-commit" and not graph.cloned:
        return True
    return occasion.branch == occasion.default if occasion.default else graph.is_default(occasion.branch)


def _default(occasion: Occasion, graph: Graph) -> str:
    """The default branch, which the forge names, or the clone."""
    if not occasion.default:
        return graph.default()
    if found := graph.branch(occasion.default):
        return found
    raise SkpkitError(FETCH, forges=ON_FORGES, target=occasion.default, refs=_refs(occasion.default))


def _staged(graph: Graph) -> Scope:
    """What is staged against the default branch; where nobody can say which that is, against what it follows."""
    try:
        base = graph.default()
    except SkpkitError:
        base = "HEAD" if graph.id_of("HEAD") else ""
    return Scope(base or None, Note(STAGED, {"base": base or Told("nothing")}), staged=True)


def _no_event(occasion: Occasion, graph: Graph) -> Scope:
    if occasion.forge == "here":
        base = graph.default() if graph.id_of("HEAD") else Told("nothing")
        return Scope(None, Note(UNCOMMITTED, {"base": base}))
    default = _default(occasion, graph)
    if graph.holds("HEAD", default):
        return Scope(None, Note(STATE, {"head": "HEAD"}), state=True)
    return _scope(f"{default}...HEAD", OF_DEFAULT)
