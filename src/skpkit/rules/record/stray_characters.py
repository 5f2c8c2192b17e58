"""A text holds no characters that were left in it by another program and would be printed as they stand.

Texts are copied from Word, WhatsApp and web forms, and bring what nobody meant: a pair of curly quotation marks round
the whole, signs of a web page such as `&amp;` or `<br>`, or characters that nobody sees. Forms print them, and a search
does not find what they stand in. Inner quotation marks, dashes and foreign letters are text.

**Fix:** delete the characters named, or type the text anew; where they were meant, nothing has to be done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from skpkit.findings import Problem, Severity
from skpkit.messages import N_, Value, clip
from skpkit.model.dossier import Dossier
from skpkit.rules._rule import dossier_rule, own
from skpkit.source.yamlfile import Path

BASIS = (
    own(
        N_("forms print a text as it stands, so what another program left in it is told, and may stay"),
    ),
)

QUOTES = N_("“{text}” stands in curly quotation marks, which would be printed; delete them, unless they are meant")
MARKUP = N_("“{found}” is a sign of a web page, which would be printed so; write what it stands for, or delete it")
UNSEEN = N_("behind “{before}” stands a character that nobody sees (U+{code}); delete it, or type the text anew")

_QUOTED = re.compile("[“„«][^“”„«»]*[”“»]")
_MARKUP = re.compile(
    r"&(?:amp|lt|gt|quot|nbsp|apos|ndash|mdash|#[0-9]{2,5});|</?(?:br|p|b|i|u|div|span|li|ul|strong)\b[^<>]*>"
)
_SUSPECT = "&<“„«\u00ad\u200b\u2060\ufeff\\"  # a backslash may write one of them
_NO_PROSE = ("nip", "realisasi")  # of which other rules tell every character
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


@dossier_rule(basis=BASIS, severity=Severity.INFO, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """The first such character of each text."""
    for folder in dossier.folders.values():
        for record in folder.records():
            if not record.document.holds(_SUSPECT):
                continue
            name = folder.name_of(record.name)
            for path, text in _texts(record.data):
                if (said := _said(text)) is not None:
                    about = (name, ".".join(map(str, path)))
                    yield Problem(record.at(*path), said[0], said[1], about=about, values=(text,))


def _said(text: str) -> tuple[str, dict[str, Value]] | None:
    if text.isascii():
        found = _MARKUP.search(text) if "&" in text or "<" in text else None
        return (MARKUP, {"found": found[0]}) if found else None
    if _QUOTED.fullmatch(text):
        return QUOTES, {"text": clip(text[1:-1])}
    if found := _MARKUP.search(text):
        return MARKUP, {"found": found[0]}
    if found := _UNSEEN.search(text):
        return UNSEEN, {
            "before": clip(text[max(0, found.start() - 20) : found.start()]),
            "code": f"{ord(found[0]):04X}",
        }
    return None


def _texts(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in a record that may hold such a character, with its path."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, str):
            if key not in _NO_PROSE and (not value.isascii() or "&" in value or "<" in value):
                yield (*path, key), value
        elif isinstance(value, (dict, list)):
            yield from _texts(value, (*path, key))
