"""A rule's page in the reader's language, from the docstring of its module."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from skpkit import rules
from skpkit.findings import Severity
from skpkit.messages import N_, Told, Value, tell, translate
from skpkit.rules._rule import OWN, Citation
from skpkit.rules.sources import SOURCES

SEVERITY_LINE = N_("Severity: {severity}.")
LOCKED_LINE = N_("Locked: its severity cannot be lowered; only a recorded exemption passes one finding.")
BASIS_HEAD = N_("Basis:")
SOURCES_HEAD = N_("Sources:")
CITED = N_("{source}, {section}: {says}")
REPORTED = N_("{source}, {section}: {says} (as reported by: {by})")
OWN_READING = N_("{source}: {says}")
TITLED = N_("{name}: {title} ({about}). {seen}")
UNTITLED = N_("{name}: {about}. {seen}")


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule says of itself: `statement` holds when all is well; `body` has why, and the fix, which `fix`
    says alone, without the word before it."""

    code: str
    name: str
    severity: Severity
    locked: bool
    basis: tuple[Citation, ...]
    statement: str
    body: tuple[str, ...]
    lang: str
    fix: str = ""

    def tell(self, message: str, **told: Any) -> str:
        """A sentence in the page's language."""
        return tell(message, told, self.lang)

    def facts(self) -> str:
        """How grave it is, and whether that can be lowered."""
        told = self.tell(SEVERITY_LINE, severity=self.tell(self.severity.word))
        return f"{told} {self.tell(LOCKED_LINE)}" if self.locked else told

    def text(self) -> str:
        """The page as plain text, with what the rule rests on and where that can be looked up."""
        body = (part.replace("**", "") for part in self.body)
        return "\n\n".join((f"{self.code} {self.name}", self.statement, *body, self.facts(), *self.lists()))

    def markdown(self) -> str:
        """The page in Markdown, without its name."""
        return "\n\n".join((self.statement, *self.body, self.facts(), *self.lists("\n\n")))

    def lists(self, below: str = "\n") -> Iterator[str]:
        """What the rule rests on, and the sources that this names, each a heading with its list `below` it."""
        cited = [in_words(each, self.lang) for each in self.basis]
        sources = [source_in_words(each, self.lang) for each in sources_of(self.basis)]
        for head, lines in ((BASIS_HEAD, cited), (SOURCES_HEAD, sources)):
            if lines:
                yield self.tell(head) + below + "\n".join(f"- {line}" for line in lines)

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


def in_words(cited: Citation, lang: str, named: str = "{name}") -> str:
    """A citation as a sentence; its source is `named` with its short `name` and its `key`, for a link, say."""

    def called(key: str) -> str:
        return named.format(name=translate(SOURCES[key].name, lang), key=key)

    told: dict[str, Value] = {
        "source": called(cited.source),
        "section": Told(cited.section),
        "says": Told(cited.says),
        "by": tuple(map(called, cited.by)),
    }
    return tell(OWN_READING if cited.source == OWN else REPORTED if cited.by else CITED, told, lang)


def sources_of(basis: Iterable[Citation]) -> list[str]:
    """The keys of what citations name, in the order of the list; skpkit's own reading is none."""
    named = {key for each in basis for key in (each.source, *each.by)}
    return [key for key in SOURCES if key in named and key != OWN]


def source_in_words(key: str, lang: str) -> str:
    """A source as a list of sources has it: what it is, what of it was seen, and where it can be looked up."""
    source = SOURCES[key]
    told: dict[str, Value] = {
        "name": Told(source.name),
        "title": source.title,
        "about": Told(source.about),
        "seen": Told(source.seen),
    }
    sentence = tell(TITLED if source.title else UNTITLED, told, lang)
    return f"{sentence} {source.address}".rstrip()


def basis_as_data(code: str, lang: str) -> list[dict[str, Any]]:
    """What a rule rests on: each citation in one sentence, and in its parts."""
    return [_cited_as_data(each, lang) for each in rules.rule(code).basis]


def _cited_as_data(cited: Citation, lang: str) -> dict[str, Any]:
    source = SOURCES[cited.source]
    parts = {
        "source": source.title or translate(source.name, lang),
        "year": source.year,
        "section": translate(cited.section, lang),
        "says": translate(cited.says, lang),
        "seen": "own" if cited.source == OWN else "reported" if cited.by else "text",
        "reported_by": [translate(SOURCES[each].name, lang) for each in cited.by],
        "address": source.address,
    }
    given = {key: value for key, value in parts.items() if value}
    return {"key": cited.source, "text": in_words(cited, lang), **given}


def paragraphs(code: str) -> list[str]:
    """The paragraphs of a rule's docstring, each in one line: the catalogue's keys for it."""
    doc = inspect.cleandoc(rules.module(code).__doc__ or "")
    return [" ".join(part.split()) for part in doc.split("\n\n")]


def page(code: str, lang: str) -> Page:
    """The page of a rule in `lang`."""
    rule = rules.rule(code)
    keys = paragraphs(code)
    statement, *body = (translate(part, lang) for part in keys)
    fix = next((said for key, said in zip(keys[1:], body, strict=True) if key.startswith("**Fix:**")), "")
    fix = fix.removeprefix("**").partition("**")[2].strip()
    return Page(code, rules.name(code), rule.severity, rule.locked, rule.basis, statement, tuple(body), lang, fix)
