"""Who does the work of a command: the options that say so, and what they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, NamedTuple, cast

import click

from skpkit.cli._language import _
from skpkit.cli._shared import Function
from skpkit.errors import WrongUsage
from skpkit.judge.workers import HERE, Workers
from skpkit.messages import N_

JOBS = _("How many processes share the work, 1 for this one alone; without it as many as there are processors to use.")
SCHEDULER = _(
    "Let a dask cluster do the work, whose scheduler has this address (tcp://HOST:8786); only of what is committed, "
    "and with `pip install 'skpkit[dask]'`."
)
REPO_ON_WORKER = _("Where the workers of the cluster have a clone of the repository; without it where it lies here.")
ONE_OF_BOTH = N_("--jobs counts processes of this machine, and --scheduler names others; give one of them")
NO_CLUSTER = N_("--repo-on-worker is for a cluster; add --scheduler, or leave it out")
jobs_option = click.option("--jobs", type=click.IntRange(min=1), default=None, help=JOBS, metavar=_("N"))
_scheduler_option = click.option("--scheduler", default=None, help=SCHEDULER, metavar=_("ADDRESS"))
_repo_option = click.option("--repo-on-worker", "repo_on_worker", default=None, help=REPO_ON_WORKER, metavar=_("PATH"))


class Hands(NamedTuple):
    """Who is to do the work."""

    jobs: int | None = None
    scheduler: str | None = None
    repo_on_worker: str | None = None

    @property
    def is_far(self) -> bool:
        """Whether an option is given that is for a cluster."""
        return self.scheduler is not None or self.repo_on_worker is not None

    @contextmanager
    def working(self, *, committed: bool = True) -> Iterator[Workers]:
        """The workers, while they work. Raises WrongUsage where the options contradict, and for a cluster unless what
        is meant is `committed`."""
        if self.scheduler is None:
            if self.repo_on_worker is not None:
                raise WrongUsage(NO_CLUSTER)
            yield Workers(self.jobs) if self.jobs else HERE
            return
        if self.jobs is not None:
            raise WrongUsage(ONE_OF_BOTH)
        if not committed:
            from skpkit.afar import NEEDS_REV

            raise WrongUsage(NEEDS_REV)
        from skpkit.judge.cluster import Cluster

        with Cluster(self.scheduler, self.repo_on_worker) as cluster:
            yield cluster


def workers_options(command: Function) -> Function:
    """The options of who does the work, which the command gets as one argument, `hands`."""

    @wraps(command)
    def run(*given: Any, jobs: int | None, scheduler: str | None, repo_on_worker: str | None, **named: Any) -> Any:
        return command(*given, hands=Hands(jobs, scheduler, repo_on_worker), **named)

    return cast("Function", jobs_option(_scheduler_option(_repo_option(run))))


def shown(judge: Callable[..., Any], *, quiet: bool = False) -> Callable[..., Any]:
    """A function of the library that shows how far it is, unless it is to be quiet."""

    def run(**named: Any) -> Any:
        from skpkit.cli._progress import bar

        with bar(wanted=not quiet) as progress:
            return judge(on_progress=progress, **named)

    return run


def shared_out(
    judge: Callable[..., Any], hands: Hands, *, quiet: bool = False, committed: bool = True
) -> Callable[..., Any]:
    """A function of the library that is told who does the work, and shows how far it is unless it is to be quiet;
    whether what it reads is `committed`, as what is sent to a cluster has to be."""

    def run(**named: Any) -> Any:
        with hands.working(committed=committed) as workers:
            return shown(judge, quiet=quiet)(workers=workers, **named)

    return run
