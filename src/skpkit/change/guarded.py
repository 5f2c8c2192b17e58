"""What signatures rest on, before and after a change: the signers file, revoked keys, and whom the settings trust."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from skpkit.findings import Location, OldNew, Severity
from skpkit.model.settings import BY_COMMIT, Settings, SignatureDemand
from skpkit.model.signers import SignatureFlaw

# gone: taken away; bare: without a signature; nobody: the settings list nobody who may give one
GuardedFlaw: TypeAlias = SignatureFlaw | Literal["gone", "bare", "nobody"]


GuardedKind: TypeAlias = Literal["signers", "revoked", "settings"]


class GuardedFile(NamedTuple):
    """A file that changed and has to come with a signature, and what is wrong with that; `moved` are the ids of its
    contents."""

    what: GuardedKind
    at: Location
    was: Location
    moved: OldNew
    flaw: GuardedFlaw | None


class GuardedFiles(NamedTuple):
    """The guarded files that a change touches, and the day on which it is judged."""

    files: tuple[GuardedFile, ...]
    today: date


def trusts_others(before: Settings, after: Settings, asking: Mapping[str, Severity]) -> bool:
    """Whether settings trust others than before, or ask for less: who signs and who approves, in which words they are
    named, who passes what, how far back a day may lie, since when the calendar counts and which days it leaves out,
    which targets are frozen, what a request is compared with and whether each of its commits is judged, and where the
    records are. `asking` are the rules, each with the severity that it has by itself. What is listed first is free:
    nobody could sign it."""
    return (
        _asks_less(before.demand, after.demand)
        or _ground(before) != _ground(after)
        or after.days_back > before.days_back
        or (after.starts or date.min) > (before.starts or date.min)
        or not after.holidays <= before.holidays
        or (BY_COMMIT in before.ways and BY_COMMIT not in after.ways)
        or any(_rank(after, code, own) > _rank(before, code, own) for code, own in asking.items())
        or bool(before.reviewers and set(before.reviewers) != set(after.reviewers))
        or bool(
            (before.reviewers or before.exemption_approvers)
            and set(before.exemption_approvers) != set(after.exemption_approvers)
        )
    )


def _ground(settings: Settings) -> tuple[str | None, ...]:
    """What is guarded whichever way it changes, since either may let something pass: a freeze of all targets of an IKI
    tells none that was outrun, and each zone ends a day at another time."""
    return settings.signers, settings.records, settings.branch, settings.freeze, settings.zone


def _asks_less(was: SignatureDemand | None, now: SignatureDemand | None) -> bool:
    return was is not None and (now is None or now.since > was.since or not was.roles <= now.roles)


def _rank(settings: Settings, code: str, own: Severity) -> int:
    """How far a rule is from the gravest by settings."""
    level, _ = settings.levels.get(code, (own, None))
    return len(Severity) if level is None else level.rank
