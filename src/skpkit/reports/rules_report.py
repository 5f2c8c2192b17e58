"""The rule book as a list: for people, and as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from skpkit.messages import N_

if TYPE_CHECKING:
    from skpkit.rules.pages import Page

RulesReport: TypeAlias = "Sequence[Page]"
LOCKED = N_("locked")


def as_text(pages: RulesReport) -> str:
    """Each rule with its severity, and what must hold."""
    return "".join(f"{each.code} {each.name} ({_words(each)})\n    {each.statement}\n" for each in pages)


def _words(page: Page) -> str:
    return ", ".join(page.tell(each) for each in (page.severity.word, *([LOCKED] if page.locked else [])))


def as_json(pages: RulesReport) -> str:
    """The pages of all rules as one JSON document."""
    return json.dumps([each.as_data() for each in pages], ensure_ascii=False, indent=2) + "\n"


RULES: Mapping[str, Callable[[RulesReport], str]] = {"text": as_text, "json": as_json}
