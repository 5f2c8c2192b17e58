"""Write the lower part of `docs/templates.md` anew: what each document gives to its template."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from skpkit.paper.documents import DOCUMENTS, template_of
from skpkit.paper.frame import Frame
from skpkit.paper.longwords import LongWords
from skpkit.paper.origin import Origin
from tests.support.places import PROJECT

BOOK = PROJECT / "docs" / "templates.md"
_ADDED: dict[str, type] = {"asal": Origin, "kata": LongWords}  # when it is printed
MARK = "<!-- below: `make pages` writes it from the code -->"


def book() -> str:
    """The page's text: the part that people write, then that of the code."""
    added = [f"| `{name}` | {_kind(each)} |" for name, each in _ADDED.items()]
    parts = [BOOK.read_text(encoding="utf-8").partition(MARK)[0], MARK, "\n\n"]
    parts.append(f"## Every document\n\n{_said(Frame)}\n\n" + "\n".join((*_rows(Frame), *added)) + "\n\n")
    for kind, document in sorted(DOCUMENTS.items()):
        parts.append(f"## `{template_of(kind)}.typ.j2`\n\nPrints `{kind}`. {_said(document.body)}\n\n")
        parts.append("\n".join(_rows(document.body)) + "\n\n")
    known: dict[str, type] = {each.__name__: each for each in _ADDED.values()}
    for body in (Frame, *(each.body for each in DOCUMENTS.values())):
        for each in _parts(body):
            known.setdefault(each.__name__, each)
    parts.append("## Parts\n\n")
    for name, part in sorted(known.items()):
        parts.append(f"### {name}\n\n{_said(part)}\n\n" + "\n".join(_rows(part)) + "\n\n")
    return "".join(parts).rstrip() + "\n"


def _said(values: type) -> str:
    return " ".join(inspect.cleandoc(values.__doc__ or "").split())


def _hints(values: type) -> dict[str, typing.Any]:
    return typing.get_type_hints(values)


def _rows(values: type) -> Iterator[str]:
    yield "| value | what it is |"
    yield "|---|---|"
    hints = _hints(values)
    for each in fields(values):
        yield f"| `{each.name}` | {_kind(hints[each.name])} |"


def _kind(hint: typing.Any) -> str:
    words = {str: "text", int: "number", bool: "yes or no", bytes: "bytes, such as a picture"}
    if hint in words:
        return words[hint]
    if is_dataclass(hint):
        name = hint.__name__  # type: ignore[union-attr]
        return f"[{name}](#{name.lower()})"
    inner = [_kind(each) for each in typing.get_args(hint) if each not in (Ellipsis, type(None))]
    if typing.get_origin(hint) is tuple and Ellipsis in typing.get_args(hint):
        return f"list of {inner[0]}"
    return (" or none" if type(None) in typing.get_args(hint) else "").join([", ".join(inner), ""])


def _parts(values: type) -> Iterator[type]:
    """The dataclasses that values are made of, however deep."""
    for hint in _hints(values).values():
        yield from _inside(hint)


def _inside(hint: typing.Any) -> Iterator[type]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
        yield from _parts(hint)
    for each in typing.get_args(hint):
        yield from _inside(each)


if __name__ == "__main__":
    BOOK.write_text(book(), encoding="utf-8")
