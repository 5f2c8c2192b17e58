"""`skpkit render --all`, or of a unit: print many documents into a folder, with a bar where a terminal reads along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import skpkit
from skpkit.cli._keeping import STREAM, Kept
from skpkit.cli._language import chosen_language
from skpkit.cli._progress import bar
from skpkit.cli._shared import here, tell_notes
from skpkit.cli._streams import say
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import Note
from skpkit.messages import N_, Value, tell
from skpkit.model.settings import Settings
from skpkit.paper.printing import Format
from skpkit.printouts import Printed

NO_FOLDER = N_(
    "many documents are to be written, so -o needs a folder, and {out} is none; name one, or put them into one PDF "
    "with --bundle"
)
NOWHERE = N_("no record has a document {document}; `--document help`, with a record, lists those that it has")
ALIKE = N_("{count} records cannot be printed, {path} and others: {why}")
DONE = N_("{count} documents written below {out}")
DONE_BUT = N_("{count} documents written below {out}; {failed} could not be printed, for the reasons above")


def keep(kept: Kept, printed: Printed) -> None:
    """Write the pages of a document below a folder."""
    kept.keep(printed)


def print_run(
    kept: Kept,
    folders: Sequence[str],
    style: Format,
    on_settings: Callable[[Settings], None],
    *,
    document: str | None,
    **how: Any,
) -> int:
    """Print the document of every record that has it, in folders or in all, and tell what could not be. The code.

    What else `render_all` may be told, such as the revision, is handed on.
    """
    folder = Path(kept.out)

    def ready(settings: Settings) -> None:
        on_settings(settings)
        if kept.out == STREAM or (folder.exists() and not folder.is_dir()):
            raise WrongUsage(NO_FOLDER, out=kept.out)

    printed = 0
    failures: list[tuple[str, SkpkitError]] = []
    notes: list[Note] = []
    with (
        bar() as shown,
        closing(
            skpkit.render_all(
                here(),
                partial(keep, Kept(f"{folder}/", kept.force)),
                *folders,
                document=document,
                format=style,
                on_settings=ready,
                on_progress=shown,
                **how,
            ).portions
        ) as portions,
    ):
        for each in portions:
            printed += each.printed
            failures += each.failures
            notes += each.notes
            if each.end:
                raise each.end
    tell_notes(notes)
    tell_failures(failures)
    if not printed and not failures and document:
        raise SkpkitError(NOWHERE, document=document)
    told: dict[str, Value] = {"count": printed, "out": str(folder), "failed": len(failures)}
    say(tell(DONE_BUT if failures else DONE, told, chosen_language()), err=True)
    return 3 if failures else 0


def tell_failures(failures: Sequence[tuple[str, SkpkitError]]) -> None:
    """One sentence for each record; for what all of them share, such as a broken template, one for all."""
    by_sentence: dict[str, list[str]] = {}
    for path, error in sorted(failures, key=lambda each: each[0]):
        by_sentence.setdefault(error.sentence(chosen_language()), []).append(path)
    for sentence, paths in by_sentence.items():
        if len(paths) > 1:
            told = tell(ALIKE, {"count": len(paths), "path": paths[0], "why": sentence}, chosen_language())
        else:
            told = sentence if paths[0] in sentence else f"{paths[0]}: {sentence}"
        say(f"skpkit: {told}", err=True)
