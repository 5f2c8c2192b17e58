"""The marks that git leaves around what two sides say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARK = re.compile(r"(?P<mark><{7,}|\|{7,}|={7,}|>{7,})(?: |$)")
OURS, BASE, THEIRS = "<", "|", ">"
WIDTH = 7


def sides(text: str) -> tuple[str, str] | None:
    """A text with conflicts as each side has it; None for one without, or whose marks do not fit together."""
    ours, theirs = list[str](), list[str]()
    state = found = ""
    for line in text.splitlines(keepends=True):
        mark = _MARK.match(line.rstrip("\r\n"))
        kind = mark["mark"][0] if mark else ""
        if kind and state + kind in ("<", "<|", "<=", "|=", "=>"):
            state, found = ("" if kind == THEIRS else kind), kind
            continue
        if kind and kind != "=":
            return None
        if state in ("", OURS):
            ours.append(line)
        if state in ("", "="):
            theirs.append(line)
    return ("".join(ours), "".join(theirs)) if found and not state else None


def marked(ours: Iterable[str], base: Iterable[str] | None, theirs: Iterable[str], width: int = WIDTH) -> list[str]:
    """Whole lines of both sides between marks of a width; those of the base too, where they are given."""
    lines = [f"{OURS * width} ours\n", *ours]
    if base is not None:
        lines += [f"{BASE * width} base\n", *base]
    return [*lines, f"{'=' * width}\n", *theirs, f"{THEIRS * width} theirs\n"]
