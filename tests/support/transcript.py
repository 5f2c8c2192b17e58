"""A page that shows commands as a terminal does, and what they show, played again.

A block of the language `console` holds commands after `$ `, each with all that is shown and typed until the next one.
The last heading with a date says on which day. Whoever is asked answers as the page does: what follows a question there
in its line was typed. So nothing is kept beside the page. While a page is written, a line `> answer` is what is typed
next, and UPDATE_PAGES=1 writes what is shown into it.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from skpkit import opening
from skpkit.cli import _asking
from skpkit.cli._run import run
from tests.support.command import settled
from tests.support.places import PROJECT

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
_DATE = re.compile(rf"#+ .*?\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")
_COMMIT = re.compile(r"\b(?:[0-9a-f]{40}|[0-9a-f]{12}|[0-9a-f]{7,8})\b")
HOME = "/home/rini"  # where the page says that its folders lie
WRAPPER = f"""#!{sys.executable}
# skpkit as a hook runs it, on the day of the page
import sys
sys.path.insert(0, "{PROJECT}")
from tests.support.transcript import run_on
run_on()
"""


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Let the clock stand on a day."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls(day.year, day.month, day.day, 9, tzinfo=tz)

    with patch.object(opening, "datetime", Clock):
        yield


def run_on() -> None:
    """Run skpkit on the day that the environment names."""
    with on_day(date.fromisoformat(os.environ["DAY"])):
        sys.exit(run(sys.argv[1:]))


class Step(NamedTuple):
    """A command of a page, on which day it is given, and what is shown and typed after it."""

    day: date
    command: str
    shown: str


def steps_of(page: str) -> Iterator[Step]:
    """The commands of a page, in order; of what stands around them in it one without a command each."""
    day = date.min
    for part in re.split(r"^(```console\n.*?^```$)", page, flags=re.DOTALL | re.MULTILINE):
        if not part.startswith("```console\n"):
            for found in _DATE.findall(part):
                day = date(int(found[2]), MONTHS.index(found[1]) + 1, int(found[0]))
            yield Step(day, "", part)
            continue
        yield Step(day, "", "```console\n")
        body = part.removeprefix("```console\n").removesuffix("```")
        for each in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, shown = each.partition("\n")
            yield Step(day, command, shown)
        yield Step(day, "", "```")


def played(page: str, player: Player) -> str:
    """A page as it is when all of its commands are given anew."""
    return "".join(f"$ {step.command}\n{player.play(step)}" if step.command else step.shown for step in steps_of(page))


def with_ids(text: str, known: dict[str, str]) -> str:
    """A text with a number in place of that of each commit and blob, which differ from run to run: the nth that was
    ever seen has the nth. `known` are those seen before."""

    def invented(found: re.Match[str]) -> str:
        number = hashlib.sha1(f"commit {len(known)}".encode(), usedforsecurity=False).hexdigest()
        return known.setdefault(found[0][:7], number)[: len(found[0])]

    return _COMMIT.sub(invented, text)


class Typed:
    """A keyboard: answers each question as the page does, and shows what it types."""

    def __init__(self, shown: str, out: io.StringIO) -> None:
        self.rest, self.out = shown, out
        self.unknown: list[str] = []

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        """What the page has after the question that stands last in what was shown."""
        question = self.out.getvalue().rpartition("\n")[2]
        found = re.search(rf"^(?:{re.escape(question)}|> )(.*)\n", self.rest, re.MULTILINE)
        if not found and os.environ.get("UPDATE_PAGES") and question not in self.unknown:
            self.unknown.append(question)  # a question that is new is answered by Enter
            self.out.write("\n")
            return "\n"
        if not found:
            self.unknown.append(question)
            raise EOFError
        self.rest = self.rest[found.end() :]
        self.out.write(f"{found[1]}\n")
        return f"{found[1]}\n"


class Terminal(io.StringIO):
    """What says of itself that somebody looks at it."""

    def isatty(self) -> bool:
        return True


class Player:
    """Somebody at a computer, whose home is a folder, and who is in a folder of that."""

    def __init__(self, home: Path, inside: str = "", ids: Mapping[str, str] | None = None) -> None:
        self.home, self.folder, self.ids = home, home / inside, dict(ids or {})
        own = home / ".local" / "bin" / "skpkit"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(WRAPPER, encoding="utf-8")
        own.chmod(0o755)
        self.own = own

    def play(self, step: Step) -> str:
        """Give a command; what is shown after it, and typed."""
        words = shlex.split(step.command)
        if words[0] == "cd":
            self.folder = (self.folder / words[1]).resolve()
            return ""
        shown = self._asked(words[1:], step) if words[0] == "skpkit" else self._shell(step)
        return self._told(shown)

    def shown(self, step: Step, columns: int) -> str:
        """What a command of skpkit shows in a terminal of some columns, with its colours."""
        return self._told(self._asked(shlex.split(step.command)[1:], step, Terminal(), columns))

    def _told(self, shown: str) -> str:
        return with_ids(shown.replace(str(self.home), HOME), self.ids)

    def environment(self, day: date, columns: int = 100) -> dict[str, str]:
        """That of a person with settings of his own and none of the machine's, on a day."""
        told = {f"GIT_{role}_DATE": f"{day}T09:00:00+07:00" for role in ("AUTHOR", "COMMITTER")}
        told |= {"GIT_CONFIG_GLOBAL": str(self.home / ".gitconfig")}
        told |= {"PATH": f"{self.own.parent}:{os.environ['PATH']}", "HOME": str(self.home), "LC_ALL": "C.UTF-8"}
        return settled() | told | {"DAY": f"{day}", "COLUMNS": f"{columns}", "TERM": "dumb"}

    def _shell(self, step: Step) -> str:
        done = subprocess.run(
            ["bash", "-c", step.command],
            cwd=self.folder,
            env=self.environment(step.day),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return done.stdout

    def _asked(self, words: list[str], step: Step, terminal: io.StringIO | None = None, columns: int = 100) -> str:
        out = terminal or io.StringIO()
        with ExitStack() as stack:
            enter: Any = stack.enter_context
            enter(patch.dict(os.environ, self.environment(step.day, columns), clear=True))
            if terminal:
                os.environ["TERM"] = "xterm-256color"
            enter(patch.object(sys, "argv", [str(self.own)]))
            typed = Typed(step.shown, out)
            enter(patch.object(sys, "stdin", typed))
            enter(patch.object(_asking, "somebody_reads", lambda: True))
            enter(chdir(self.folder))
            enter(redirect_stdout(out))
            enter(redirect_stderr(out))
            enter(on_day(step.day))
            run(words)
        if typed.unknown and not os.environ.get("UPDATE_PAGES"):
            raise LookupError(f"{step.command}: the page has no answer to {typed.unknown[-1]}")
        return out.getvalue()
