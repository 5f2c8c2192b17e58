"""The exemptions of a state as data, and what became of each: what the rules on exemptions read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from skpkit.findings import Finding, Location

_IN_PATH = re.compile(r"/([0-9]{18})(?:/|$)")


class Exemption(NamedTuple):
    """One entry. An empty `path`, `iki` or `period` stands for any; `approver` is an NIP as it was written."""

    code: str
    path: str
    iki: str
    period: str
    fingerprint: str
    until: date | None
    approver: str
    at: Callable[..., Location]

    @property
    def about(self) -> tuple[str, ...]:
        """What tells it apart from others."""
        return (self.code, self.fingerprint) if self.fingerprint else (self.code, self.path, self.iki, self.period)

    @property
    def beneficiary(self) -> str:
        """The NIP of the employee whose file it names, where it names one."""
        found = _IN_PATH.search(f"/{self.path}")
        return found[1] if found else ""

    def names(self, finding: Finding) -> bool:
        """Whether a finding is what it is made for."""
        if finding.code != self.code:
            return False
        if self.fingerprint:
            return finding.fingerprint == self.fingerprint
        problem = finding.problem
        places = {problem.at.path} | ({problem.was.path} if problem.was else set())
        return self.path in places and {self.iki, self.period} - {""} <= set(problem.about)

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today


def digits(nip: str) -> str:
    """An NIP without the spaces and dots that people put between its groups."""
    return re.sub(r"[ .\u00a0-]", "", nip)


def is_nip(text: str) -> bool:
    """Whether a text has the 18 digits of an NIP, so that people can be told apart by it."""
    return re.fullmatch("[0-9]{18}", digits(text)) is not None


class Exemptions(NamedTuple):
    """The exemptions of a state, held against its findings on a day.

    `used` are those that passed one, `own` those that would have if the employee had not approved them himself. Of
    those in `silent` nobody can say whether they are of use, since what they name was not judged.
    """

    entries: tuple[Exemption, ...]
    today: date
    used: frozenset[Exemption] = frozenset()
    own: frozenset[Exemption] = frozenset()
    silent: frozenset[Exemption] = frozenset()
