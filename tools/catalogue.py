"""Collect every sentence that is told to people, and write the catalogues that people edit anew: `make pages`.

Keys are the English sentences that the code marks with `N_` or translates with `_`, the paragraphs of the rules' pages,
and those of click's own sentences that a user can meet; some of these have a form for one and one for several. What has
no translation yet is left empty, and a test fails on it.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from skpkit import rules
from skpkit.messages import LANGUAGES, LOCALE
from skpkit.rules.pages import paragraphs
from tests.support.places import SOURCE

CLICK = (
    "Argument {name!r} takes {nargs} values.",
    "Error: {message}",
    "Invalid value for {param_hint}: {message}",
    "Invalid value: {message}",
    "Missing argument",
    "Missing command.",
    "Missing option",
    "No such command {name!r}.",
    "No such option {name!r}.",
    "Option {name!r} does not take a value.",
    "Options",
    "Show this message and exit.",
    "Try '{command} {option}' for help.",
    "Usage:",
    "required",
)
CLICK_BY_NUMBER = (
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
COMMENTS = {"id": "# Sentences of skpkit in Indonesian. `make pages` adds new keys."}
PLURALS = {"id": "nplurals=1; plural=0;"}
UNSTABLE = ("Project-Id", "Report-", "POT-Creation", "PO-Revision", "Last-Translator", "Language-Team", "Generated-By")


def marked(source: Path) -> Iterator[str]:
    """The sentences that a module marks with `N_`, or translates with `_`."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("N_", "_"):
            text = ast.literal_eval(node.args[0])
            assert isinstance(text, str)
            yield text


def keys() -> dict[str, str]:
    """Every key with where it comes from, in a stable order."""
    found: dict[str, str] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        for text in marked(file):
            found.setdefault(text, file.relative_to(SOURCE).as_posix())
    for code, module in rules.ALL_RULES.items():
        for text in paragraphs(code):
            found.setdefault(text, f"rules/{rules.HUNDREDS[code[3]]}/{module}.py")
    for text in CLICK:
        found.setdefault(text, "click")
    return found


class Steady(Catalog):
    """A catalogue without the lines of its header that change with every run or say nothing."""

    def __iter__(self) -> Iterator[Message]:
        """The header, then the messages."""
        header, *messages = super().__iter__()
        lines = str(header.string).splitlines(keepends=True)
        header.string = "".join(line for line in lines if not line.startswith(UNSTABLE))
        yield header
        yield from messages


def po_file(language: str) -> Path:
    """The catalogue of a language that people edit."""
    return LOCALE / language / "LC_MESSAGES" / "skpkit.po"


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is kept."""
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """The catalogue with all keys of today and the translations that it has."""
    old = read_catalogue(language) if po_file(language).exists() else Catalog(locale=language)
    new = Steady(locale=language, header_comment=COMMENTS[language], fuzzy=False)
    new.mime_headers = [("Plural-Forms", PLURALS[language])]
    for key, place in keys().items():
        message = old.get(key)
        new.add(key, message.string if message else "", locations=[(place, None)])  # type: ignore[list-item]
    for pair in CLICK_BY_NUMBER:
        message = old.get(pair[0])
        new.add(pair, message.string if message else "", locations=[("click", None)])  # type: ignore[list-item]
    return new


def as_po(catalogue: Catalog) -> bytes:
    """The text of a catalogue."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, omit_header=False)
    return out.getvalue()


def main() -> None:
    """Write the catalogues of every language but English, whose sentences are the keys."""
    for language in LANGUAGES:
        if language == "en":
            continue
        catalogue = updated(language)
        po_file(language).parent.mkdir(parents=True, exist_ok=True)
        po_file(language).write_bytes(as_po(catalogue))
        missing = [message for message in catalogue if message.id and not "".join(message.string or "")]
        print(f"{language}: {len(catalogue)} sentences, {len(missing)} without translation")  # noqa: T201


if __name__ == "__main__":
    main()
