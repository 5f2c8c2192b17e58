"""What signatures rest on, before and after a change: the signers file, revoked keys, and whom the settings trust."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from skpkit.findings import Location, OldNew
from skpkit.model.settings import Settings
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


def trusts_others(before: Settings, after: Settings) -> bool:
    """Whether settings ask for fewer signatures than before, name another signers file, or others who may change it."""
    was, now = before.demand, after.demand
    lessened = was is not None and (now is None or now.since > was.since or not was.roles <= now.roles)
    listed = [{(each.nip, each.unit) for each in settings.reviewers} for settings in (before, after)]
    return lessened or before.signers != after.signers or bool(listed[0] and listed[0] != listed[1])
