"""Sentences on a terminal, broken between words where a line of it ends."""

from __future__ import annotations

import re
import shutil

_COMMAND = re.compile(r"\b(?:skpkit|git) [a-z][^;,()]*")
_LEAD = re.compile(r" *(?:[0-9]+\) |[-*] )?")
_KEPT = "\0"  # a blank at which no line ends
_LEAST = 20  # columns below which a terminal is taken for none


def wrapped(line: str, *, spare: int = 0) -> str:
    """A line as a terminal shows it whose words are all whole, but for what is longer than its lines; `spare` columns
    are left at their ends. A command that stands in a line of its own is one line, and is not broken in a sentence
    where a line has room for it, so that it can be copied."""
    width = shutil.get_terminal_size().columns - spare
    if len(line) <= width or width < _LEAST or line.lstrip().startswith(("skpkit ", "git ")):
        return line
    lead = _LEAD.match(line)
    indent = len(lead[0]) if lead else 0

    def kept(found: re.Match[str]) -> str:
        fits = len(found[0].rstrip()) <= width - indent
        return found[0].rstrip().replace(" ", _KEPT) + found[0][len(found[0].rstrip()) :] if fits else found[0]

    lines: list[str] = []
    now = line[:indent]
    for word in _COMMAND.sub(kept, line[indent:]).split(" "):
        if len(now) + len(word) > width and now.strip():
            lines.append(now.rstrip())
            now = " " * indent
        now += f"{word} "
    lines.append(now[:-1])
    return "\n".join(lines).replace(_KEPT, " ")
