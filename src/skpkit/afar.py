"""Work as it is sent to other machines: which records of which commit of a repository are meant, by what they are
judged, and on which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.forge.signatures import verified
from skpkit.judge.cluster import Cluster
from skpkit.judge.office import Office
from skpkit.judge.stages import JUDGING, Judged, Judging, judge_shared
from skpkit.judge.workers import OnProgress, Workers
from skpkit.messages import N_, SHORT
from skpkit.model.paths import Identity
from skpkit.model.settings import Settings
from skpkit.source.history import Folder, Repository, open_repository

PART = 250  # dossiers of a task: what a cluster asks for each is then nothing
NEEDS_REV = N_(
    "a working tree cannot be sent to other machines; name the commit that is meant with --rev, such as --rev HEAD, or "
    "leave --scheduler out"
)
NO_CLONE = N_(
    "a worker cannot read commit {commit} in {path} there ({why}); fetch it there, or say with --repo-on-worker where "
    "the workers have the repository"
)
OTHERWISE = N_("a worker reads other settings in commit {commit}; install the same skpkit where the workers run")


class Sent(NamedTuple):
    """A state that is sent: the `repository` is where a worker finds it, `settings` tell those it is judged by."""

    repository: str
    commit: str
    settings: str

    def office(self) -> Office:
        """The records of it, where this is run. Raises SkpkitError where they are not there, or not the same."""
        told = {"commit": self.commit[:SHORT], "path": self.repository}
        try:
            office = Office(open_repository(Path(self.repository)).commit(self.commit), verify=verified)
        except SkpkitError as error:
            raise SkpkitError(NO_CLONE, why=str(error), **told) from None
        if digest_of(office.settings) != self.settings:
            raise SkpkitError(OTHERWISE, commit=self.commit[:SHORT])
        return office


def sent(records: Repository | Folder, office: Office, cluster: Cluster) -> Sent:
    """The state of an office as it is sent. Raises WrongUsage for one that no commit holds."""
    if office.tree.commit is None:
        raise WrongUsage(NEEDS_REV)
    return Sent(cluster.repository or str(records.root), office.tree.commit, digest_of(office.settings))


def digest_of(settings: Settings) -> str:
    """What tells settings apart."""
    shown = sorted(settings.holidays), replace(settings, holidays=frozenset())
    return sha256(repr(shown).encode()).hexdigest()


def judged_there(state: Sent, today: date, identities: Sequence[Identity]) -> list[Judged]:
    """What is found of some dossiers of a state that was sent."""
    return judged_alone(state.office(), today, identities)


def judged_alone(office: Office, today: date, identities: Sequence[Identity]) -> list[Judged]:
    """What is found of some dossiers, by this process alone."""
    return list(judge_shared(office, today, identities, Workers(1)))


def judging_afar(records: Repository | Folder, workers: Workers, on_progress: OnProgress) -> Judging:
    """How dossiers are judged by a cluster."""
    assert isinstance(workers, Cluster)  # noqa: S101 - only a cluster is far

    def judge(office: Office, today: date, identities: Sequence[Identity]) -> Iterator[Judged]:
        work = partial(judged_there, sent(records, office, workers), today)
        parts = [identities[start : start + PART] for start in range(0, len(identities), PART)]
        done = 0
        on_progress(JUDGING, 0, len(identities))
        here = partial(judged_alone, office, today)
        with closing(workers.sent(work, here, parts)) as shared:
            for part, made in zip(parts, shared, strict=True):
                done += len(part)
                on_progress(JUDGING, done, len(identities))
                yield from made

    return judge
