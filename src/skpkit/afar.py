"""Work as it is sent to other machines: which records of which commit of a repository are meant, by what they are
judged, and on which day."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.forge.signatures import verified
from skpkit.judge.cluster import Cluster
from skpkit.judge.courses import Course, Coursed, Footing, judge_courses
from skpkit.judge.foreseen import Afar
from skpkit.judge.office import Office
from skpkit.judge.offices import Offices
from skpkit.judge.stages import JUDGING, Judged, Judging, judge_shared
from skpkit.judge.workers import NotShared, OnProgress, Workers
from skpkit.messages import N_, SHORT
from skpkit.model.paths import Identity
from skpkit.model.settings import Settings
from skpkit.source.history import Folder, Repository, Stage, State, open_repository
from skpkit.source.tree import Past

if TYPE_CHECKING:
    from skpkit.paper.accepted import Landed
    from skpkit.paper.print_run import Aside, Order, Portion, Share
    from skpkit.paper.printing import Format, Made

PART = 250  # dossiers of a task: what a cluster asks for each is then nothing
NEEDS_REV = N_(
    "a working tree cannot be sent to other machines; name the commit that is meant with --rev, such as --rev HEAD, or "
    "leave --scheduler out"
)
NO_CLONE = N_(
    "a worker cannot read commit {commit} in {path} there; fetch it there, or say with --repo-on-worker where "
    "the workers have the repository"
)
SHALLOW_CLONE = N_(
    "the clone of a worker in {path} holds only a part of the history; fetch the whole history there: git fetch "
    "--unshallow"
)
OTHER_TOOLS = N_(
    "a worker prints with other programs ({theirs}; here {ours}), so its documents would differ; install the same there"
)
OTHERWISE = N_("a worker reads other settings in commit {commit}; install the same skpkit where the workers run")


_SETTING = ("typst", "segno", "pyphen")  # what sets a document, beside skpkit


class Sent(NamedTuple):
    """A state that is sent: the `repository` is where a worker finds it, `settings` tell those it is judged by, and
    `whole` whether what came before it is there."""

    repository: str
    commit: str
    settings: str
    whole: bool

    def office(self) -> Office:
        """The records of it, where this is run. Raises NotShared where they are not there, or not the same."""
        _, office = self.opened()
        return office

    def opened(self) -> tuple[Repository, Office]:
        """The repository and the records, likewise."""
        try:
            records = open_repository(Path(self.repository))
        except SkpkitError:
            raise self._missing() from None
        office = Office(self.tree_in(records), verify=verified)
        if digest_of(office.settings) != self.settings:
            raise NotShared(OTHERWISE, commit=self.commit[:SHORT])
        if self.whole and records.graph().shallow:
            raise NotShared(SHALLOW_CLONE, path=self.repository)
        return records, office

    def tree_in(self, records: Repository) -> State:
        """The state, in a repository there. Raises NotShared where that lacks it."""
        try:
            return records.commit(self.commit)
        except SkpkitError:
            raise self._missing() from None

    def _missing(self) -> NotShared:
        return NotShared(NO_CLONE, commit=self.commit[:SHORT], path=self.repository)


def sent(records: Repository | Folder, office: Office, cluster: Cluster, *, past: bool = False) -> Sent:
    """The state of an office as it is sent, and where the `past` is asked for too with that. Raises WrongUsage for one
    that no commit holds."""
    if office.tree.commit is None or isinstance(records, Folder):
        raise WrongUsage(NEEDS_REV)
    whole = past and not records.graph().shallow
    return Sent(cluster.repository or str(records.root), office.tree.commit, digest_of(office.settings), whole)


def digest_of(settings: Settings) -> str:
    """What tells settings apart."""
    day, roles = settings.demand or (None, ())
    apart = sorted(settings.holidays), day, sorted(roles)
    return sha256(repr((apart, replace(settings, holidays=frozenset(), demand=None))).encode()).hexdigest()


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


class SentHistory(NamedTuple):
    """A history that is sent, by its newest state: by what the steps of it are judged, but for what came `before` each,
    of which there is the commit."""

    state: Sent
    footing: Footing
    before: Sequence[str | None]


def coursed_there(history: SentHistory, courses: Sequence[Course]) -> list[Coursed]:
    """What some courses of a history that was sent come to."""
    records, office = history.state.opened()
    walked = records.walked_past(history.state.tree_in(records))

    def past_of(nth: int) -> Past | None:
        commit = history.before[nth]
        return walked.up_to(commit) if commit else None

    return judge_courses(history.footing._replace(past=past_of), office.tree.read, courses)


def auditing_afar(records: Repository, offices: Offices, stages: Sequence[Stage], workers: Workers) -> Afar:
    """How the courses of dossiers through some stages are judged by a cluster."""
    assert isinstance(workers, Cluster)  # noqa: S101 - only a cluster is far

    def share(
        footing: Footing, here: Callable[[Sequence[Course]], Sequence[Coursed]], parts: Sequence[Sequence[Course]]
    ) -> Generator[Sequence[Coursed], None, None]:
        state = sent(records, offices.of(stages[-1].after), workers, past=True)
        history = SentHistory(state, footing._replace(past=_nothing_before), [each.before.commit for each in stages])
        work: Callable[[Sequence[Course]], Sequence[Coursed]] = partial(coursed_there, history)
        return workers.sent(work, here, parts)

    return share


def _nothing_before(nth: int) -> None:
    """What came before is not sent."""


class SentPrints(NamedTuple):
    """What is to be printed of a state that is sent: on which day and paper, in which form, which document; the step
    that brought its commit, as it is known here, where branches may be others; and what it is printed with here."""

    state: Sent
    today: date
    paper: str | None
    style: Format
    document: str | None
    landing: Landed | None
    tools: tuple[str, ...]


def printed_there(prints: SentPrints, identities: Sequence[Identity]) -> Aside:
    """The documents of some dossiers of a state that was sent."""
    from skpkit.paper.print_run import Order, print_aside
    from skpkit.paper.printing import Printer

    if tools() != prints.tools:
        raise NotShared(OTHER_TOOLS, theirs=", ".join(tools()), ours=", ".join(prints.tools))
    records, office = prints.state.opened()
    if isinstance(prints.landing, str):
        prints.state._replace(commit=prints.landing).tree_in(records)  # with which each is compared
    printer = Printer(office, records, prints.today, paper=prints.paper)
    printer.prepare(prints.landing)
    return print_aside(Order(printer, _kept_nowhere, prints.style, prints.document), identities)


def printing_afar(records: Repository | Folder, workers: Workers) -> Share:
    """How documents are printed by a cluster, and kept here."""
    from skpkit.paper.print_run import kept, print_aside

    assert isinstance(workers, Cluster)  # noqa: S101 - only a cluster is far

    def share(order: Order, parts: Sequence[Sequence[Identity]]) -> Generator[Portion, None, None]:
        printer = order.printer
        state, landing = sent(records, printer.office, workers, past=True), printer.prepare()
        prints = SentPrints(state, printer.today, printer.paper, order.style, order.document, landing, tools())
        work: Callable[[Sequence[Identity]], Aside] = partial(printed_there, prints)
        with closing(workers.sent(work, partial(print_aside, order), parts)) as shared:
            for each in shared:
                yield kept(order, each)

    return share


def tools() -> tuple[str, ...]:
    """What documents are set with where this is run, with its versions."""
    return tuple(f"{each} {version(each)}" for each in _SETTING)


def _kept_nowhere(name: str, made: Made) -> None:
    """Documents are kept where they were asked for."""
