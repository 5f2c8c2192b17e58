"""Which of some names somebody chooses: by the name, the words that it is told by, a part of them, or its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from skpkit.errors import WrongUsage
from skpkit.messages import LANGUAGES, N_, in_words, translate

NOT_ONE_OF = N_("“{given}” is none of these: {known}")
NOT_A_NUMBER_OF = N_("“{given}” is none of these; write the number before one, from 1 to {last}")
EMPTY = N_("something must be written here")
YES_ANSWER = frozenset(("y", "ya", "yes"))
NO_ANSWER = frozenset(("n", "no", "t", "tidak", "tdk", "bukan"))


def name_meant(text: str, known: Mapping[str, str], *, listed: bool = False) -> str:
    """The name that somebody chooses of those `known`, each with the words that it is told by: itself, those words, or
    its number in the list; where they were `listed`, a part of the words too that is of one alone. Raises WrongUsage
    for none."""
    names, word = [*known], text.strip()
    if not word:
        raise WrongUsage(EMPTY)
    if word in known:
        return word
    if word.isdecimal() and 0 < int(word) <= len(names):
        return names[int(word) - 1]
    meant = {_alike(said): name for name in reversed(names) for said in _spoken(name, known[name])}
    found = meant.get(_alike(word)) or (_only(_alike(word), meant) if listed else None)
    if found is None and listed:
        raise WrongUsage(NOT_A_NUMBER_OF, given=text, last=len(names))
    if found is None:
        raise WrongUsage(NOT_ONE_OF, given=text, known=tuple(map(in_words, names)))
    return found


def _only(part: str, meant: Mapping[str, str]) -> str | None:
    """The one name among the words of which somebody wrote a part that is long enough to tell."""
    found = {name for said, name in meant.items() if len(part) >= _LONG_ENOUGH and part in said}
    return found.pop() if len(found) == 1 else None


_LONG_ENOUGH = 4


def _spoken(name: str, words: str) -> Iterator[str]:
    """What somebody may write for a name that can be chosen."""
    yield name
    if words:
        yield from (translate(words, each) for each in LANGUAGES)
    yield from {"ya": YES_ANSWER, "tidak": NO_ANSWER}.get(name, ())


def _alike(word: str) -> str:
    """A word without what people write in one way or another."""
    return "".join(each for each in word.casefold() if each.isalnum())
