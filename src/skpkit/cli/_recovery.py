"""What a command does first: it finishes, or takes back, what one that was ended had begun to write."""

from __future__ import annotations

from pathlib import Path

from skpkit.cli._language import chosen_language
from skpkit.cli._streams import say
from skpkit.messages import N_, Value, tell
from skpkit.writing.journal import Recovered, ended_in, place_of, recover

FINISHED = N_("{command} was ended before all was written; that was finished now: {files}")
UNDONE = N_("{command} was ended before anything was written; nothing of it is left, so run it again if it is wanted")
EDITED = N_(
    "{command} was ended before all was written, and {edited} was edited since: that was left as it is, and what had "
    "been written of the rest was taken back ({files}). Run {command} again; what it had meant to write lies in {kept}"
)


def settle_ended(start: Path) -> None:
    """Settle what is left in the working tree around a folder, and say so on standard error.

    Raises SkpkitError where that cannot be done.
    """
    found = place_of(start)
    if found is None or not ended_in(*found):
        return
    made = recover(*found)
    if made:
        say(f"skpkit: {tell(_message(made), _told(made), chosen_language())}", err=True)


def _message(made: Recovered) -> str:
    return EDITED if made.edited else FINISHED if made.finished else UNDONE


def _told(made: Recovered) -> dict[str, Value]:
    return {
        "command": made.command,
        "files": made.finished or made.undone or ("-",),
        "edited": made.edited,
        "kept": made.kept,
    }
