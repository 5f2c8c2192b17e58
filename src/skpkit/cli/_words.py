"""The words of a command line, as somebody means them who put quotes around too many or spaces within one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from skpkit.cli._language import chosen_language
from skpkit.messages import N_, Value, tell

NIP_DIGITS = 18
TOO_FEW = N_(
    "{option} takes {count} words: {option} {words}; what follows it here is {given}, and then the option {next}; put "
    "quotes around a word that holds spaces, and around no more"
)


def whole_nips(words: Sequence[str]) -> list[str]:
    """The words of a command, an NIP that stands in parts as one word."""
    found = [*words]
    for first in range(len(found)):
        for last in range(first + 2, min(first + 6, len(found)) + 1):
            nip = "".join(found[first:last])
            if len(nip) == NIP_DIGITS and all(each.isdecimal() for each in found[first:last]):
                from skpkit.model.nip import nip_flaw

                if not nip_flaw(nip):
                    return whole_nips([*found[:first], nip, *found[last:]])
    return found


def parted(words: Sequence[str], params: Sequence[click.Parameter]) -> list[str]:
    """The words of a command, with the parts of each option of several as words of their own: `--target "1a-N Q3=5"`
    as `--target 1a-N Q3=5`. Raises click.UsageError where such an option would take another option for a part of it.
    """
    options = {name: each for each in params if isinstance(each, click.Option) for name in each.opts}
    if all(each.nargs < 2 for each in options.values()):
        return [*words]
    return [*_parted([*words], options)]


def _parted(words: list[str], options: dict[str, click.Option]) -> Iterator[str]:
    while words:
        word = words.pop(0)
        name, sign, first = word.partition("=")
        option = options.get(name)
        yield name if option and option.nargs > 1 else word
        if word == "--":
            yield from words
            return
        if not option or option.is_flag:
            continue
        if option.nargs < 2:
            if not sign:
                yield from words[:1]
                del words[:1]
            continue
        words[:0] = [first] if sign else []
        yield from _parts(name, option, words, options)


def _parts(name: str, option: click.Option, words: list[str], options: dict[str, click.Option]) -> list[str]:
    """The parts that follow an option, which are taken from the words. As they are, where it is certain that they were
    meant so: else one or several of them hold all parts."""
    count = option.nargs
    ahead = words[:count]
    until = next((nth for nth, each in enumerate(ahead) if each.partition("=")[0] in options), count)
    whole = until == count == len(ahead) and not _names_a_dossier(ahead[-1])
    for last in range(1, count if not whole else 1):
        parts = " ".join(words[: min(last, until)]).split(None, count - 1)
        if len(parts) == count:
            del words[: min(last, until)]
            return parts
    if until < len(ahead):
        given = " ".join(f'"{each}"' if " " in each else each for each in ahead[:until]) or "-"
        told: dict[str, Value] = {
            "option": name,
            "count": count,
            "words": option.metavar,
            "given": given,
            "next": ahead[until],
        }
        raise click.UsageError(tell(TOO_FEW, told, chosen_language()))
    del words[:count]
    return ahead


def _names_a_dossier(word: str) -> bool:
    """Whether a word is the dossier of a command rather than a part of an option."""
    return (len(word) == NIP_DIGITS and word.isdecimal()) or ("/" in word and Path(word).is_dir())
