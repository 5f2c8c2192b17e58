"""Write the lower part of `docs/templates.md` anew: what each document gives to its template."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from skpkit.paper.documents import FORMS
from skpkit.paper.documents.perubahan import ChangeSheetView
from skpkit.paper.documents.dki import DialogueView
from skpkit.paper.documents.hek import HekView
from skpkit.paper.documents.manual import ManualView
from skpkit.paper.documents.kemajuan import ProgressView
from skpkit.paper.documents.dek import DekView
from skpkit.paper.documents.ipr import ReviewView
from skpkit.paper.documents.skp import SkpView
from tests.support.places import PROJECT

BOOK = PROJECT / "docs" / "templates.md"
VIEWS: Mapping[str, type] = {
    "dek": DekView,
    "dki": DialogueView,
    "hek": HekView,
    "ipr": ReviewView,
    "kemajuan": ProgressView,
    "manual": ManualView,
    "perubahan": ChangeSheetView,
    "rencana_aksi": DialogueView,
    "skp": SkpView,
}
MARK = "<!-- below: `make pages` writes it from the code -->"


def book() -> str:
    """The page's text: the part that people write, then that of the code."""
    parts = [BOOK.read_text(encoding="utf-8").partition(MARK)[0], MARK, "\n\n"]
    for name, view in sorted(VIEWS.items()):
        documents = sorted({form.name for form in FORMS if form.template == name})
        parts.append(f"## `{name}.typ.j2`\n\nPrints {', '.join(f'`{each}`' for each in documents)}. {_said(view)}\n\n")
        parts.append("\n".join(_rows(view)) + "\n\n")
    known: dict[str, type] = {}
    for view in VIEWS.values():
        for each in _parts(view):
            known.setdefault(each.__name__, each)
    parts.append("## Parts\n\n")
    for name, part in sorted(known.items()):
        parts.append(f"### {name}\n\n{_said(part)}\n\n" + "\n".join(_rows(part)) + "\n\n")
    return "".join(parts).rstrip() + "\n"


def _said(view: type) -> str:
    return " ".join(inspect.cleandoc(view.__doc__ or "").split())


def _hints(view: type) -> dict[str, typing.Any]:
    return typing.get_type_hints(view)


def _rows(view: type) -> Iterator[str]:
    yield "| value | what it is |"
    yield "|---|---|"
    hints = _hints(view)
    for each in fields(view):
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


def _parts(view: type) -> Iterator[type]:
    """The dataclasses that a view is made of, however deep."""
    for hint in _hints(view).values():
        yield from _inside(hint)


def _inside(hint: typing.Any) -> Iterator[type]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
        yield from _parts(hint)
    for each in typing.get_args(hint):
        yield from _inside(each)


if __name__ == "__main__":
    BOOK.write_text(book(), encoding="utf-8")
