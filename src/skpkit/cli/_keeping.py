"""Where documents are written, and what is never written over: records, and files that others made or signed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from stat import S_IWGRP, S_IWOTH, S_IWUSR
from typing import TYPE_CHECKING, NamedTuple

from skpkit.cli._shared import TakenError, reached, write_whole
from skpkit.errors import SkpkitError, WrongUsage, system_reason
from skpkit.messages import N_

if TYPE_CHECKING:
    from skpkit.printouts import Printed

STREAM = "-"
_TO_WRITE = S_IWUSR | S_IWGRP | S_IWOTH
NO_OUT = N_("say where to write with -o: a file, a folder, or - for the standard output")
ONE_FILE = N_(
    "several files are to be written, so -o needs a folder, and {out} is none; end its name with /, or put the "
    "documents into one PDF with --bundle"
)
NO_PLACE = N_(
    "-o needs the name of a file that ends with {suffix}, or a folder; {out} is neither: end the name of a new folder "
    "with /, or choose another form with --format"
)
A_RECORD = N_("{out} lies among the records; write the document somewhere else")
FOREIGN = N_("{path} is there already and was not printed by skpkit; name another file, or write over it with --force")
CHANGED = N_(
    "{path} was signed, or changed, after it had been printed; keep it and name another file, or write over it with "
    "--force"
)
ONE_NAME = N_(
    "several of these documents would be written to {path}, so one of them would be lost; print each into a folder of "
    "its own"
)
LOCKED = N_("{path} is there already and protected against writing; name another file, or write over it with --force")
A_TERMINAL = N_("a document is no text for a terminal; name a file with -o, or lead the output into one")
NOT_OUT = N_("the document could not be written to the standard output ({why})")


class Kept(NamedTuple):
    """Where documents go: `out` is a file, a folder or the standard output. With `force` files of others go too."""

    out: str
    force: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether a folder is named, be it that it is not there yet."""
        with reached(Path(self.out)):
            return (
                bool(self.out) and self.out != STREAM and (self.out.endswith(("/", os.sep)) or Path(self.out).is_dir())
            )

    def check(self, suffix: str, *, several: bool) -> None:
        """Raises WrongUsage for what is neither a folder nor, of one file, its name or the standard output."""
        if self.is_folder:
            return
        if several:
            raise WrongUsage(ONE_FILE, out=self.out or "''")
        if self.out == STREAM:
            if sys.stdout.isatty():
                raise WrongUsage(A_TERMINAL)
            return
        target = Path(self.out)
        with reached(target):
            something = target.exists() and not target.is_file()
        if not self.out or target.suffix.lower() != suffix or something:
            raise WrongUsage(NO_PLACE, suffix=suffix, out=self.out or "''")

    def keep(self, *documents: Printed) -> list[Path]:
        """Write the files of documents, none where one of them may not be written. The files; none for the output.

        Raises SkpkitError for what cannot be written, of which nothing is left.
        """
        files = [(name, content, each) for each in documents for name, content in each.files()]
        if self.out == STREAM and not self.is_folder:
            _put_out(files[0][1])
            return []
        targets = [(self._target(name), content, each) for name, content, each in files]
        named: dict[Path, bytes] = {}
        for target, content, _ in targets:
            if named.setdefault(target, content) != content:
                raise WrongUsage(ONE_NAME, path=str(target))
        known: set[Path] = set()
        for target, content, printed in targets:
            with reached(target):
                if target.resolve().is_relative_to(printed.records):
                    raise WrongUsage(A_RECORD, out=str(target))
                if not self.force:
                    _spare(target, content)
                if target.exists():
                    known.add(target)
        for target, content, _ in targets:
            try:
                write_whole(target, content, new=not self.force and target not in known)
            except TakenError:  # since it was looked at
                raise WrongUsage(FOREIGN, path=str(target)) from None
            known.add(target)
        return [target for target, *_ in targets]

    def _target(self, name: str) -> Path:
        return Path(self.out, name) if self.is_folder else Path(self.out)


def _spare(target: Path, content: bytes) -> None:
    """Raises WrongUsage where a file is there that skpkit did not print, or that somebody worked on since."""
    if not target.exists():
        return
    if not target.is_file():
        raise WrongUsage(FOREIGN, path=str(target))
    try:
        there = target.read_bytes()
    except OSError:  # who may not read it may not know that it is ours
        raise WrongUsage(FOREIGN, path=str(target)) from None
    if there == content:
        return
    if not target.stat().st_mode & _TO_WRITE or not os.access(target, os.W_OK):
        raise WrongUsage(LOCKED, path=str(target))
    if not there:
        return
    from skpkit.paper.ours import whose

    found = whose(there)
    if found != "ours":
        raise WrongUsage(CHANGED if found == "changed" else FOREIGN, path=str(target))


def _put_out(content: bytes) -> None:
    try:
        with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as stream:
            stream.write(content)
    except OSError as error:
        raise SkpkitError(NOT_OUT, why=system_reason(error)) from None
