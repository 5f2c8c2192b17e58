"""What was answered, so that nothing is typed twice: where it cannot be, one answer is changed, the others stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from skpkit.cli._asking import Asking
from skpkit.cli._language import chosen_language
from skpkit.cli._masking import hiding
from skpkit.cli._streams import say
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import Finding
from skpkit.messages import N_, show, tell

Made = TypeVar("Made")

YOURS = N_("what you answered:")
WHICH = N_("Which answer is to be changed? Its number; -2 takes number 2 out; empty: none, and nothing is written")
WRITE_NOW = N_("Write this?")
LEFT = N_("nothing was written")
NOT_A_NUMBER = N_("{given} is the number of no answer; write one from 1 to {most}")


def _nothing(_made: object) -> Iterable[Finding]:
    return ()


def until_accepted(
    asks: Asking, make: Callable[[], Made], refused: Callable[[Made], Iterable[Finding]] = _nothing
) -> Made:
    """What `make` makes of answers. Where it cannot be, which is told, somebody at a terminal changes one answer after
    the other, until it can or nobody wants to: then it is what was made last, or the error goes on."""
    while True:
        try:
            made = make()
        except SkpkitError as error:
            told = [each for finding in getattr(error, "findings", ()) for each in _values(finding)]
            if error.exit_code > WrongUsage.exit_code or not _another(asks, _lines(error), told):
                raise
            continue
        findings = [*refused(made)]
        lines = [
            f"  {each.code} {tell(each.problem.message, each.problem.told, chosen_language())}" for each in findings
        ]
        if not findings or not _another(asks, lines, [value for each in findings for value in _values(each)]):
            return made


def until_agreed(
    asks: Asking,
    make: Callable[[], Made],
    agrees: Callable[[Made], bool],
    refused: Callable[[Made], Iterable[Finding]] = _nothing,
) -> Made | None:
    """What `make` makes of answers, once somebody agrees to it; None where nobody does. Who does not may change one
    answer after the other, and loses none."""
    while True:
        made = until_accepted(asks, make, refused)
        if agrees(made):
            return made
        if not _another(asks, (), ()):
            return None


def _lines(error: SkpkitError) -> list[str]:
    sentence = error.sentence(chosen_language())
    return sentence.split("\n") if error.listed else [sentence]


def _values(finding: Finding) -> list[str]:
    return [
        show(each, chosen_language()) for each in finding.problem.told.values() if isinstance(each, str | int | float)
    ]


def _another(asks: Asking, said: Iterable[str], told: Iterable[str]) -> bool:
    """Whether somebody wants to change an answer, which is asked for anew then."""
    answers = asks.answers()
    if not asks.asks or not answers:
        return False
    for line in said:
        say(hiding().fit(line))
    say(tell(YOURS, {}, chosen_language()))
    for each in answers:
        question = each.question.strip()
        say(f"  {each.number}) {question}{'' if question.endswith('?') else ':'} {each.text}")
    words = {*told}
    usual = next((str(each.number) for each in reversed(answers) if each.text and each.text in words), "")

    def read(text: str) -> Callable[[], None] | None:
        if not text.strip():
            return None
        number = text.strip().lstrip("-\N{MINUS SIGN}\N{EN DASH} ")
        nth = int(number) if number.isdecimal() else 0
        if not 0 < nth <= len(answers):
            raise WrongUsage(NOT_A_NUMBER, given=text, most=len(answers))
        return partial(asks.anew if number == text.strip() else asks.without, answers[nth - 1])

    change = asks.plainly(WHICH, usual, read)
    if change is None:
        return False
    change()
    return True
