"""Asking what was reached: one question for each cell that is due, and another one for what is odd in the answer."""

from __future__ import annotations

from collections.abc import Sequence

import click

from skpkit.cli._asking import LONGEST_TEXT, Asking, refuse_nip
from skpkit.cli._language import chosen_language
from skpkit.cli._masking import hiding
from skpkit.cli._streams import say
from skpkit.errors import WrongUsage
from skpkit.findings import Note
from skpkit.messages import N_, tell
from skpkit.source.yamlfile.numbers import NO_RESULT, number_in
from skpkit.writing.recording import DueCell, GivenValue

ASK_VALUE = N_("{iki} {name}, {period}, target {target} {unit} (empty: not now)")
ASK_PROOF = N_("What proves it (bukti dukung)")
ASK_HINDRANCE = N_("  What stood in the way (kendala), empty for nothing")
ODD = N_("look at it again, for what is reported stays: {what}; if it is so all the same, say --yakin")
IS_IT_SO = N_("Is it so all the same?")


def asked_values(asks: Asking, cells: Sequence[DueCell], option: str, *, hindrances: bool = False) -> list[GivenValue]:
    """What somebody at a terminal says of each cell that is due, with its `hindrances` where these are asked for;
    nothing of those that are left for later. Each number that is odd was confirmed."""
    found: list[GivenValue] = []
    said: dict[str, float] = {}
    for cell in cells:
        kode = cell.indicator.kode
        each = cell._replace(earlier=said.get(kode, cell.earlier))
        read = str.strip if cell.in_words else _number_or_nothing
        while text := asks.value(ASK_VALUE, option, None, "", read, needed=False, told=each.told):
            if cell.in_words or meant(asks, each.doubts(number_in(text))):
                break
        if not text:
            continue
        if not cell.in_words:
            said[kode] = number_in(text)
        proof = asks.text(ASK_PROOF, "--bukti", needed=False, longest=LONGEST_TEXT)
        hindrance = asks.text(ASK_HINDRANCE, "--kendala", needed=False, longest=LONGEST_TEXT) if hindrances else ""
        proofs = tuple(one.strip() for one in proof.split(";") if one.strip())
        found.append(GivenValue(kode, each.period, text, proofs, hindrance))
    return found


def _number_or_nothing(text: str) -> str:
    if text.strip():
        refuse_nip(text)
        number_in(text, nothing=NO_RESULT)
    return text.strip()


def confirm(asks: Asking, doubts: Sequence[Note]) -> None:
    """Let somebody confirm what is odd and was not asked about yet. Raises WrongUsage where nobody can be asked, and
    click.Abort where it is not so."""
    if doubts and not asks.asks:
        raise WrongUsage(ODD, what=tuple(map(_told, doubts)))
    if not meant(asks, doubts):
        raise click.Abort


def meant(asks: Asking, doubts: Sequence[Note]) -> bool:
    """Whether somebody says that what is odd is so all the same."""
    for each in doubts:
        say(_told(each))
    return not doubts or asks.agrees(IS_IT_SO, usual=False)


def _told(note: Note) -> str:
    return hiding().fit(tell(note.message, note.told, chosen_language()))
