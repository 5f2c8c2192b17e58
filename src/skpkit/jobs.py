"""Judging where a forge, a pipeline or a hook runs skpkit, as a function: it finds out what is to be judged."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from skpkit.errors import WrongUsage
from skpkit.forge.occasion import Occasion, occasion_of
from skpkit.forge.scope import Scope, scope_of
from skpkit.library import check, review
from skpkit.messages import N_
from skpkit.opening import OnSettings, branch_choice
from skpkit.source.history import open_repository

if TYPE_CHECKING:
    from skpkit.judge.engine import Verdict

NO_REQUEST = N_(
    "nothing comes in here that could land together with {names}: the default branch holds what is checked out "
    "already; leave --merge-with out"
)


class Job(NamedTuple):
    """A run that was judged: where it took place, what was judged there and why, and the verdict."""

    occasion: Occasion
    scope: Scope
    verdict: Verdict


def ci(
    repository: str | Path = ".",
    *,
    environment: Mapping[str, str] | None = None,
    range: str | None = None,  # noqa: A002 - the word for it
    base: str | None = None,
    each_commit: bool = False,
    merge_with: Sequence[str] = (),
    today: date | None = None,
    on_settings: OnSettings | None = None,
    on_scope: Callable[[Occasion, Scope], None] | None = None,
) -> Job:
    """Judge what a request, a push or a commit brings, in the place that the `environment` (that of the process) tells.

    `range` and `base` say it instead; `base` is what the state that is checked out would be merged into. Where nothing
    is brought, as in a scheduled run on the default branch, the whole state is checked. `each_commit` and `merge_with`
    are those of `review`. `on_scope` is called with the place and what is judged before that is done. Where the clone
    lacks what the verdict needs, `failures` of the verdict tell so, and its `exit_code` is never 0. Raises SkpkitError
    where there is nothing to judge by, WrongUsage where nothing comes in that could land with others.
    """
    occasion = occasion_of(os.environ if environment is None else environment)
    with open_repository(Path(repository), branch_choice(base, range)) as records:
        scope = scope_of(occasion, records.graph(), range, base)
    if on_scope:
        on_scope(occasion, scope)
    if scope.state and merge_with:
        raise WrongUsage(NO_REQUEST, names=tuple(merge_with))
    if scope.state:
        verdict = check(repository, rev="HEAD", today=today, cache=False, on_settings=on_settings)
    else:
        whose = base if scope.range is None else None
        verdict = review(
            repository,
            scope.range,
            each_commit=each_commit,
            merge_with=merge_with,
            staged=scope.staged,
            base=whose,
            today=today,
            on_settings=on_settings,
        )
    if scope.base and verdict.base:
        verdict = replace(verdict, base=verdict.base._replace(label=scope.base))
    if scope.lacking:
        verdict = replace(verdict, failures=(*verdict.failures, scope.lacking))
    return Job(occasion, scope, verdict)
