"""What signatures rest on, before and after a change: the signers file, revoked keys, and whom the settings trust."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from skpkit.findings import Location, OldNew, Severity
from skpkit.model.settings import Settings, SignatureDemand
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


def trusts_others(before: Settings, after: Settings, asking: Mapping[str, Severity], today: date) -> bool:
    """Whether settings trust others than before, or ask for less: who signs and who approves, in which words they are
    named, who passes what, how far back a day may lie, since when the calendar counts, which of the days that have come
    counts for none, and where the records are. `asking` are the rules, each with the severity that it has by itself.
    What is listed first is free: nobody could sign it."""
    return (
        _asks_less(before.demand, after.demand)
        or (before.signers, before.records) != (after.signers, after.records)
        or after.days_back > before.days_back
        or (after.starts or date.min) > (before.starts or date.min)
        or any(each <= today for each in after.holidays - before.holidays)
        or any(_rank(after, code, own) > _rank(before, code, own) for code, own in asking.items())
        or bool(before.reviewers and set(before.reviewers) != set(after.reviewers))
        or bool(
            (before.reviewers or before.exemption_approvers)
            and set(before.exemption_approvers) != set(after.exemption_approvers)
        )
    )


def _asks_less(was: SignatureDemand | None, now: SignatureDemand | None) -> bool:
    return was is not None and (now is None or now.since > was.since or not was.roles <= now.roles)


def _rank(settings: Settings, code: str, own: Severity) -> int:
    """How far a rule is from the gravest by settings."""
    level, _ = settings.levels.get(code, (own, None))
    return len(Severity) if level is None else level.rank
