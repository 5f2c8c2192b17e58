"""Asking: every question is an option too. At a terminal what is not given is asked for; elsewhere it is proposed, or
one sentence names the option that is missing.

What is asked for has a proposal in brackets, which Enter takes. An answer that cannot be is asked for again with the
reason. Nothing is written before all is answered, so Ctrl-C leaves all as it was.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

import click

from skpkit.cli._language import _, chosen_language
from skpkit.cli._naming import EMPTY, NO_ANSWER, YES_ANSWER, name_meant
from skpkit.cli._streams import say
from skpkit.cli._wrapping import wrapped
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.messages import N_, Value, in_words, show, tell, translate

Answer = TypeVar("Answer")
Name = TypeVar("Name", bound=str)

YES = _("Ask nothing: take what is usual for all that is not given.")
MISSING = N_("{option} is needed where nobody can be asked; give it, or --yes for what is usual")
NOTHING_USUAL = N_("{option} is needed: there is nothing usual to take in its place")
READ_AS = N_("{given} is read as {day}, the day before the month; if {other} was meant, write the month by its name")
NOT_SO = N_("Error: {what}")
NOTHING_SAID = frozenset(("-", "–", "—"))
NOT_YES_OR_NO = N_("“{given}” is neither yes nor no; write y or n")
YES_SHOWN = N_("Y/n")
NO_SHOWN = N_("y/N")
NO_WORDS: Mapping[str, Value] = MappingProxyType({})
NOT_A_LINE = N_("this must be one line of at most {longest} characters, all of which can be seen; write it shorter")
LONGEST_LINE, LONGEST_TEXT = 300, 10_000  # as the schemas have it
ROOM = 6  # columns behind a question, for an answer to begin in
NO_WORDS_IN = N_("“{given}” has no letters, but words are asked for here; write those")
NIP_FOR_NUMBER = N_("this has the 18 digits of an NIP, but a number is asked for here; write that")
NUMBER_OR_DASH = N_("write the number, or - where there is none")

yes_option = click.option("--yes", "-y", is_flag=True, help=YES)


class NumberedAnswer(NamedTuple):
    """An answer that somebody gave: its number, the question as it was put, the how manieth of those, and the text."""

    number: int
    question: str
    nth: int
    text: str


class Asking:
    """Asks at a terminal; elsewhere, and with `yes`, takes what is given, or what is usual.

    A question is a catalogue key, which `told` fills. `option` is what a script gives in place of an answer; of what is
    `given` there nothing is asked. `read` makes the answer of a text, and raises SkpkitError for one that cannot be.

    After `anew` all is asked as before, but what was answered stands: only that one answer, what nobody answered yet,
    and what was taken from a proposal that is another one now, is asked for.
    """

    def __init__(self, *, yes: bool = False) -> None:
        self.yes = yes
        self.asks = not yes and somebody_reads()
        self._stands: dict[tuple[str, int], str] = {}
        self._given: dict[tuple[str, int], str] = {}
        self._taken: dict[tuple[str, int], str] = {}  # the proposals that were answers
        self._several: set[str] = set()  # questions that are put until nothing more is answered
        self._anew: tuple[str, int] | None = None
        self._unsaid: list[str] = []

    def answers(self) -> list[NumberedAnswer]:
        """What was answered since all was asked last."""
        return [NumberedAnswer(number, *key, text) for number, (key, text) in enumerate(self._given.items(), 1)]

    def anew(self, answer: NumberedAnswer) -> None:
        """Let one answer be asked for again, and the others stand, those too that were not come to this time."""
        self._stands, self._given = {**self._stands, **self._given}, {}
        self._anew = (answer.question, answer.nth)

    def without(self, answer: NumberedAnswer) -> None:
        """Let one answer be none, and the others stand: of several to one question the next takes its place, and else
        it is asked for again."""
        self.anew(answer)
        nth, question = answer.nth, answer.question
        if question not in self._several:
            del self._stands[question, nth]
            return
        self._anew = None
        while (question, nth + 1) in self._stands:
            self._stands[question, nth] = self._stands[question, nth + 1]
            nth += 1
        del self._stands[question, nth]

    def text(
        self,
        question: str,
        option: str,
        given: str | None = None,
        usual: str = "",
        *,
        needed: bool = True,
        several: bool = False,
        longest: int = LONGEST_LINE,
        read: Callable[[str], str] = str.strip,
        words: bool = False,
        empty: str = EMPTY,
        **told: Value,
    ) -> str:
        """One line of text, such as a record can hold; empty only where it is not `needed`, else `empty` is told. Of
        `several` it is one, and the question is put until an answer is empty. What is in `words` has letters."""
        if several:
            self._several.add(tell(question, told, chosen_language()))

        def read_text(text: str) -> str:
            nothing = not needed and text.strip() in NOTHING_SAID
            found = read(text.strip()) if text.strip() and not nothing else ""
            if needed and not found:
                raise WrongUsage(empty, **told)
            if words and found not in NOTHING_SAID and found and not any(map(str.isalpha, found)):
                raise WrongUsage(NO_WORDS_IN, given=found)
            if len(found) > longest or not found.isprintable():
                raise WrongUsage(NOT_A_LINE, longest=longest)
            return found

        return self.value(question, option, given, usual, read_text, needed=needed, told=told)

    def number(
        self,
        question: str,
        option: str,
        given: float | str | None = None,
        usual: float | None = None,
        *,
        needed: bool = True,
        dash: bool = False,
        read: Callable[[float], float] = lambda found: found,
        **told: Value,
    ) -> float | None:
        """A number, as people write it; None only where it is not `needed` and nothing is written, or, where nothing is
        said by a `dash` alone, that."""
        from skpkit.source.yamlfile.numbers import number_in

        def read_number(text: str) -> float | None:
            if dash and not text.strip():
                raise WrongUsage(NUMBER_OR_DASH)
            if not needed and text.strip() in ("", "-"):
                return None
            refuse_nip(text)
            return read(number_in(text))

        shown = "" if usual is None else number_shown(usual)
        return self.value(question, option, _as_text(given), shown, read_number, needed=needed, told=told)

    def day(
        self, question: str, option: str, given: date | str | None = None, usual: date | None = None, **told: Value
    ) -> date:
        """A date."""
        shown = show(usual, chosen_language()) if usual else ""
        return self.value(question, option, _as_text(given), shown, day_in, told=told)

    def choice(
        self,
        question: str,
        option: str,
        known: Mapping[str, str],
        given: str | None = None,
        usual: str = "",
        *,
        needed: bool = True,
        **told: Value,
    ) -> str:
        """One of some names, each with the words that it is told by; a number in the list stands for its name."""
        listed = self.asks and given is None

        def read_name(text: str) -> str:
            if not text.strip() and not needed:
                return ""
            return name_meant(text, known, listed=listed)

        if listed:
            for nth, (name, words) in enumerate(known.items(), 1):
                self.head(f"  {nth}) {in_words(name)}", words)
        return self.value(question, option, given, in_words(usual), read_name, needed=needed, told=told)

    def head(self, name: str, words: str) -> None:
        """Show a name, with the words that it is told by, a catalogue key or somebody's own."""
        told = translate(words, chosen_language())
        self._say(f"{name}: {told}" if told and told != name.strip() else name)

    def value(
        self,
        question: str,
        option: str,
        given: str | None,
        usual: str,
        read: Callable[[str], Answer],
        *,
        needed: bool = True,
        told: Mapping[str, Value] = NO_WORDS,
    ) -> Answer:
        """What `read` makes of the answer."""
        if given is not None:
            return read(given)
        if not self.asks:
            if needed and not usual:
                raise WrongUsage(NOTHING_USUAL if self.yes else MISSING, option=option)
            return read(usual)

        words = tell(question, told, chosen_language())
        return self._answered(words, usual, read)

    def plainly(self, question: str, usual: str, read: Callable[[str], Answer]) -> Answer:
        """What `read` makes of an answer that does not belong to what is asked for."""
        return self._prompted(tell(question, {}, chosen_language()), usual, read, shown=bool(usual))

    def _answered(
        self, words: str, usual: str, read: Callable[[str], Answer], shown: str = "", meant: str = ""
    ) -> Answer:
        """What `read` makes of the answer that stands, or that is given now; `shown` stands in the place of nothing,
        which is what is `meant`."""
        key = (words, sum(1 for each, _ in self._given if each == words))
        former = self._stands.get(key)
        follows = former is not None and usual not in ("", self._taken.get(key, usual))
        if former is not None and key != self._anew and not follows:
            with suppress(SkpkitError):
                answer = read(former)
                self._given[key] = former
                self._unsaid.clear()
                return answer
        self._say_unsaid()
        if key == self._anew:
            self._anew = None

        def kept(text: str) -> Answer:
            answer = read(text)
            self._given[key] = meant if meant and text == shown else text
            self._taken.pop(key, None)
            if text == usual:
                self._taken[key] = usual
            return answer

        default = usual if follows else former or usual
        return self._prompted(words, default or shown, kept, shown=bool(default or shown))

    def _say_unsaid(self) -> None:
        for line in self._unsaid:
            say(line)
        self._unsaid.clear()

    @staticmethod
    def _prompted(words: str, usual: str, read: Callable[[str], Answer], *, shown: bool) -> Answer:
        line = f"{words} [{usual}]" if shown else words
        line = f"{line} " if line.endswith("?") else f"{line}: "
        if sys.stdout.isatty():
            line = wrapped(line, spare=ROOM)
        while True:
            text: str = click.prompt(line, default=usual, show_default=False, prompt_suffix="")
            try:
                return read(text)
            except SkpkitError as error:
                say(tell(NOT_SO, {"what": error.sentence(chosen_language())}, chosen_language()))

    def _say(self, line: str) -> None:
        """Say something before the next question; nothing where its answer stands."""
        if self.asks and self._stands:
            self._unsaid.append(line)
        elif self.asks:
            say(line)

    def agrees(
        self, question: str, *, usual: bool = True, alone: bool | None = None, kept: bool = True, **told: Value
    ) -> bool:
        """Whether somebody says yes; `alone` (else `usual`) is the answer where nobody can be asked. What is not `kept`
        is no answer of those that can be changed."""
        if not self.asks:
            return usual if alone is None else alone
        shown = tell(YES_SHOWN if usual else NO_SHOWN, {}, chosen_language())

        def read(text: str) -> bool:
            word = text.strip().casefold()
            if word in ("", shown.casefold()):
                return usual
            if word in YES_ANSWER or word in NO_ANSWER:
                return word in YES_ANSWER
            raise WrongUsage(NOT_YES_OR_NO, given=text)

        words = tell(question, told, chosen_language())
        if kept:
            return self._answered(words, "", read, shown, show(usual, chosen_language()))
        self._say_unsaid()
        return self._prompted(words, shown, read, shown=True)

    def tell(self, message: str, **told: Value) -> None:
        """Say something to whoever is asked; nothing where nobody is."""
        self._say(tell(message, told, chosen_language()))


def somebody_reads() -> bool:
    """Whether a person sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def nip_in(text: str) -> str:
    """The digits of an NIP as somebody writes it. Raises WrongUsage for one that cannot be true."""
    from skpkit.model.nip import digits, nip_flaw

    found = digits(text.strip())
    if not found:
        raise WrongUsage(NIP_EMPTY)
    if nip_flaw(found):
        raise WrongUsage(NOT_AN_NIP)
    return found


def refuse_nip(text: str) -> None:
    """Raises WrongUsage for an NIP where a number is asked for."""
    if sum(map(str.isdecimal, text)) == _DIGITS_OF_NIP:
        raise WrongUsage(NIP_FOR_NUMBER)


_DIGITS_OF_NIP = 18
NIP_EMPTY = N_("an NIP must be written here, 18 digits; Ctrl-C ends this, and nothing is written")
NOT_AN_NIP = N_("this NIP cannot be true; write its 18 digits as they stand in the letter of appointment")


def day_in(text: str) -> date:
    """The date that somebody writes, as records have it or as people write it. Of one in which nobody can tell day from
    month the day stands first, and how it was read is said."""
    from skpkit.source.schemas.dates import day_written, other_day

    found = day_written(text)
    if other := other_day(text):
        say(tell(READ_AS, {"given": text.strip(), "day": found, "other": other}, chosen_language()), err=True)
    return found


def several_in(known: Sequence[Name], message: str) -> Callable[[str], tuple[Name, ...]]:
    """What reads names parted by commas; `message` says that one is none of those `known`."""

    names = {str(each): each for each in known}

    def read(text: str) -> tuple[Name, ...]:
        found = tuple(each.strip() for each in text.split(",") if each.strip())
        wrong = next((each for each in found if each not in names), None)
        if wrong:
            raise WrongUsage(message, given=wrong, known=tuple(known))
        return tuple(names[each] for each in found)

    return read


def number_shown(value: float) -> str:
    """A number as it is proposed, in the language of whoever is asked."""
    from skpkit.source.yamlfile.numbers import number_text

    return number_text(value, "," if chosen_language() == "id" else ".")


def _as_text(given: Any) -> str | None:
    return None if given is None else number_shown(given) if isinstance(given, float) else str(given)
