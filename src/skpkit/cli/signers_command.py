"""`skpkit signers`: who may sign, with which keys."""

from __future__ import annotations

import sys
from datetime import date

import click

import skpkit
from skpkit.cli._group import NearestNames
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, DayGiven, adopt, here, lang_option, tell_notes, today_option
from skpkit.cli._streams import say
from skpkit.messages import N_, Value, tell
from skpkit.model.signers import SignerLine, principal_in_words
from skpkit.signing import SignedFile

HELP = _(
    "The signers file, which skpkit.yaml names under `penandatangan`: a line for each public key, with the NIP of the "
    "one whose key it is. Approvals are checked by the file as the base of a change holds it."
)
ADD = _("List the public key in KEY, a .pub file.")
LIST = _("List the keys: whose, and when they count.")
CHECK = _("Say what is wrong with the list.")
SIGN = _("Sign the list, or FILE, so that its change may land.")
NIP = _("NIP of the one whose key it is.")
NAME = _("Name of the one whose key it is; with --post instead of --nip for one who has none.")
POST = _("Position of the one whose key it is.")
SINCE = _("The first day on which the key counts (2026-06-15, 15/6/2026 or 15 June 2026).")
UNTIL = _("The last day on which the key counts (2026-06-15, 15/6/2026 or 15 June 2026).")
KEY = _("The file of your private key, or its .pub file where an agent holds the key.")
ADDED = N_("{path}: the key {key} of {whose} is listed")
SIGNED = N_("{path} written: the signature of {about} with {key}; bring both in one change")
REVOKED = N_("{line}, revoked")
LINE = N_("{whose}: {key}, counts from {since} to {until}")
GOOD = N_("{path} is in order; keys: {count}")
BAD = N_("{path} is not in order; lines to be mended: {count}")


@click.group(
    "signers", cls=NearestNames, help=HELP, options_metavar=_("[OPTIONS]"), subcommand_metavar=_("COMMAND [ARGUMENTS]…")
)
def command() -> None:
    """The signers file."""


@command.command("add", cls=Command, help=ADD)
@click.argument("key", metavar=_("KEY"))
@click.option("--nip", default="", help=NIP, metavar="NIP")
@click.option("--name", default="", help=NAME, metavar=_("TEXT"))
@click.option("--post", default="", help=POST, metavar=_("TEXT"))
@click.option("--since", type=DayGiven(), default=None, help=SINCE, metavar=_("DATE"))
@click.option("--until", type=DayGiven(), default=None, help=UNTIL, metavar=_("DATE"))
@lang_option
def add(key: str, nip: str, name: str, post: str, since: date | None, until: date | None, lang: str | None) -> None:
    """Write the line, and say how the key is called."""
    made = skpkit.add_signer(
        here(),
        key,
        nip=nip,
        name=name,
        post=post,
        since=since,
        until=until,
        on_settings=lambda each: adopt(each, lang),
    )
    _write(made, ADDED)


@command.command("list", cls=Command, help=LIST)
@today_option
@lang_option
def list_(today: date | None, lang: str | None) -> None:
    """Print a line for each key."""
    found = skpkit.signers(here(), today=today, on_settings=lambda each: adopt(each, lang))
    for each in found.lines:
        line = _line(each)
        say(tell(REVOKED, {"line": line}, chosen_language()) if each.key in found.revoked else line)
    sys.exit(1 if found.faults else 0)


def _line(line: SignerLine) -> str:
    days = {"since": line.since, "until": line.until}
    told: dict[str, Value] = {key: each.date() if each else None for key, each in days.items()}
    told |= {"whose": principal_in_words(line.principal), "key": line.fingerprint}
    words = tell(LINE, told, chosen_language())
    return f"{words} ({line.comment})" if line.comment else words


@command.command("check", cls=Command, help=CHECK)
@today_option
@lang_option
def check(today: date | None, lang: str | None) -> None:
    """Print each fault with its line, and what else is to be said; 1 where there is a fault."""
    found = skpkit.signers(here(), today=today, on_settings=lambda each: adopt(each, lang))
    for path, fault in found.faults:
        say(f"{path}:{fault.line}: {tell(fault.message, fault.told, chosen_language())}")
    told: dict[str, Value] = {"path": found.path, "count": len(found.faults or found.lines)}
    say(tell(BAD if found.faults else GOOD, told, chosen_language()))
    tell_notes(found.notes)
    sys.exit(1 if found.faults else 0)


@command.command("sign", cls=Command, help=SIGN)
@click.argument("file", metavar=_("[FILE]"), default=None, required=False)
@click.option("--sign", "key", required=True, help=KEY, metavar=_("KEY"))
@today_option
@lang_option
def sign(file: str | None, key: str, today: date | None, lang: str | None) -> None:
    """Write the signature beside the file."""
    _write(skpkit.sign_file(here(), key, file, today=today, on_settings=lambda each: adopt(each, lang)), SIGNED)


def _write(made: SignedFile, message: str) -> None:
    made.batch.write()
    told: dict[str, Value] = {"path": made.path, "whose": made.about, "about": made.about, "key": made.fingerprint}
    say(tell(message, told, chosen_language()))
    tell_notes(made.notes)
