"""Which language a run speaks: the last `--lang`, then the settings' `bahasa`, then SKPKIT_LANG, then Indonesian."""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence

from skpkit.messages import DEFAULT_LANGUAGE, LANGUAGES, LOCALE, translate

CLICK = "click"  # the catalogue of click's own sentences, which click reads whole
_spoken = DEFAULT_LANGUAGE


def speak(arguments: Sequence[str]) -> None:
    """Choose the language before anything is told, also for click's own sentences."""
    asked = _asked(arguments) or os.environ.get("SKPKIT_LANG", "")
    use(asked if asked in LANGUAGES else DEFAULT_LANGUAGE)


def _asked(arguments: Sequence[str]) -> str | None:
    """What the last `--lang` names: that of the command counts more than one before it."""
    asked = None
    for nth, word in enumerate(arguments):
        if word == "--":
            break
        if word.startswith("--lang="):
            asked = word.partition("=")[2]
        if word == "--lang" and nth + 1 < len(arguments):
            asked = arguments[nth + 1]
    return asked


def use(language: str) -> None:
    """Speak this language from now on."""
    global _spoken
    _spoken = language
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(CLICK, LOCALE)
    gettext.textdomain(CLICK)


def chosen_language() -> str:
    """The language of this run."""
    return _spoken


def _(message: str) -> str:
    """A sentence in the language chosen before commands are imported: for what click is given as they are defined.

    What is told later, when settings may have chosen another, is marked with `N_`.
    """
    return translate(message, _spoken)
