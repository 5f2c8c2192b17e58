"""`skpkit approve`: write an approval into a record, signed."""

from __future__ import annotations

from datetime import date
from functools import partial

import click

import skpkit
from skpkit.cli._asking import Asking
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, DayGiven, adopt, here, lang_option, tell_notes, today_option
from skpkit.cli._streams import say
from skpkit.cli._whose import whose
from skpkit.errors import WrongUsage
from skpkit.messages import N_, Value, as_word, tell

HELP = _(
    "Approve what RECORD records, an SKP, a manual, an evaluasi or the file of exemptions: the approval is written "
    "into it, all else kept. RECORD may be the folder of a dossier, or an NIP, for its SKP. A rancangan that employee "
    "and appraiser have approved is established by that. With --sign it is signed with your SSH key, over what the "
    "record then says; a later change of that breaks the signature."
)
ROLE = _(
    "As whom: pegawai, pejabat_penilai_kinerja, pengelola_kinerja_organisasi; in the file of exemptions "
    "penyetuju_pengecualian, which needs not be said."
)
SIGN = _("The file of your private key, or its .pub file where an agent holds the key.")
ENTRY = _(
    "What is approved: penetapan, komplemen, or the number of an entry of perubahan; without it the first that waits "
    "for that approval, else the newest. Of an "
    "exemption its number in the file."
)
NIP = _("NIP of who approves; known where the record or the settings say it.")
NAME = _("Name of who approves; with --post instead of --nip for an appraiser who has none.")
POST = _("Position of who approves.")
DATE = _("The day of the approval (2026-06-15, 15/6/2026 or 15 June 2026); without it today.")
WROTE = N_("{path}: {thing} is approved; where the office asks for signatures, sign it too: --sign KEY")
SIGNED = N_("{path}: {thing} is approved and signed with {key}")
STANDS = N_("{path}: {thing} is approved so already; nothing was written")
ESTABLISHED = N_(
    "both have approved: established on {day}; from now on it changes by the ways that skpkit frozen names"
)
AWAITED = N_("still to approve:")
AS_WHOM = N_("As whom do you approve")

RECORD = _("RECORD")


@click.command("approve", cls=Command, help=HELP)
@click.argument("record", metavar=f"[{RECORD}]", required=False)
@click.option("--as", "role", default=None, help=ROLE, metavar=_("ROLE"))
@click.option("--sign", default=None, help=SIGN, metavar=_("KEY"))
@click.option("--entry", default=None, help=ENTRY, metavar=_("ENTRY"))
@click.option("--nip", default="", help=NIP, metavar="NIP")
@click.option("--name", default="", help=NAME, metavar=_("TEXT"))
@click.option("--post", default="", help=POST, metavar=_("TEXT"))
@click.option("--date", "given_on", type=DayGiven(), default=None, help=DATE, metavar=_("DATE"))
@today_option
@lang_option
def command(
    record: str | None,
    role: str | None,
    sign: str | None,
    entry: str | None,
    nip: str,
    name: str,
    post: str,
    given_on: date | None,
    today: date | None,
    lang: str | None,
) -> None:
    """Write the approval, and say what was approved and with which key."""
    record = whose(record, "approval", today=today, lang=lang)
    approving = partial(
        skpkit.approve,
        here(),
        record,
        sign=sign,
        entry=entry,
        nip=nip,
        name=name,
        post=post,
        given_on=given_on,
        today=today,
        on_settings=lambda each: adopt(each, lang),
    )
    try:
        made = approving(role)
    except WrongUsage as error:
        from skpkit.writing.granting import NO_ROLE, ROLES

        asks = Asking()
        if role is not None or error.message != NO_ROLE or not asks.asks:
            raise
        made = approving(asks.choice(AS_WHOM, "--as", dict.fromkeys(ROLES[:-1], "")))
    if made.content:
        made.batch.write()
    message = STANDS if not made.content else SIGNED if made.fingerprint else WROTE
    told: dict[str, Value] = {"path": made.path, "thing": made.about, "key": made.fingerprint}
    say(tell(message, told, chosen_language()))
    if made.established:
        say(tell(ESTABLISHED, {"day": made.established}, chosen_language()))
    if made.awaited:
        say(tell(AWAITED, {}, chosen_language()))
        for each in made.awaited:
            say(f"  skpkit approve {as_word(made.path)} --as {each}")
    tell_notes(made.notes)
