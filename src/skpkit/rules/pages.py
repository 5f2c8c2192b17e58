"""A rule's page in the reader's language, from the docstring of its module."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Any

from skpkit import rules
from skpkit.findings import Severity
from skpkit.messages import N_, tell, translate
from skpkit.rules._rule import BASES

SEVERITY_LINE = N_("Severity: {severity}. Basis: {basis}.")
LOCKED_LINE = N_("Locked: its severity cannot be lowered; only a recorded exemption passes one finding.")


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule says of itself: `statement` holds when all is well; `body` has why, and the fix."""

    code: str
    name: str
    severity: Severity
    locked: bool
    basis: tuple[str, ...]
    statement: str
    body: tuple[str, ...]
    lang: str

    def tell(self, message: str, **told: Any) -> str:
        """A sentence in the page's language."""
        return tell(message, told, self.lang)

    def text(self) -> str:
        """The page as plain text."""
        body = (part.replace("**", "") for part in self.body)
        return "\n\n".join((f"{self.code} {self.name}", self.statement, *body, self.facts()))

    def markdown(self) -> str:
        """The page in Markdown, without its name."""
        return "\n\n".join((self.statement, *self.body, self.facts()))

    def facts(self) -> str:
        """The severity of the rule, what it rests on, and whether it is locked."""
        basis = tuple(translate(BASES[key], self.lang) for key in self.basis)
        told = self.tell(SEVERITY_LINE, severity=self.tell(self.severity.word), basis="; ".join(basis))
        return f"{told} {self.tell(LOCKED_LINE)}" if self.locked else told

    def as_data(self) -> dict[str, Any]:
        """The page as plain data."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "locked": self.locked,
            "basis": basis_as_data(self.code, self.lang),
            "statement": self.statement,
            "explanation": list(self.body),
        }


def basis_as_data(code: str, lang: str) -> list[dict[str, str]]:
    """What a rule rests on, each by its letter and in words."""
    return [{"key": key, "text": translate(BASES[key], lang)} for key in rules.rule(code).basis]


def paragraphs(code: str) -> list[str]:
    """The paragraphs of a rule's docstring, each in one line: the catalogue's keys for it."""
    doc = inspect.cleandoc(rules.module(code).__doc__ or "")
    return [" ".join(part.split()) for part in doc.split("\n\n")]


def page(code: str, lang: str) -> Page:
    """The page of a rule in `lang`."""
    rule = rules.rule(code)
    statement, *body = (translate(part, lang) for part in paragraphs(code))
    return Page(code, rules.name(code), rule.severity, rule.locked, tuple(rule.basis), statement, tuple(body), lang)
