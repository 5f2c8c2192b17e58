"""`skpkit exempt`: write the exemption of a finding."""

from __future__ import annotations

from datetime import date

import click

import skpkit
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import (
    Command,
    DayGiven,
    adopt,
    base_option,
    each_commit_option,
    here,
    lang_option,
    merge_with_option,
    today_option,
)
from skpkit.cli._streams import say
from skpkit.messages import N_, Value, tell

HELP = _(
    "Write the exemption of a finding into pengecualian.yaml. FINGERPRINT stands behind the finding's sentence in the "
    "report of check or review; its first signs are enough. It passes that finding alone, and only with the values "
    "that it tells. Commit the entry in a change of its own: a change is judged by the exemptions that were there "
    "before it."
)
REASON = _("Why the finding may pass.")
BASIS = _("The document that allows it, such as the number of a letter.")
APPROVER = _("NIP of who approved it; never that of the employee.")
NAME = _("Name of who approved it; known for those whom the settings list.")
POST = _("Position of who approved it; known for those whom the settings list.")
UNTIL = _("The last day on which it counts (2026-06-15, 15/6/2026 or 15 June 2026); without it 90 days.")
ALSO = _("Write one for each finding that goes with it too; without it these are reported by themselves.")
RANGE = _("The range whose review found it; without it the default branch is compared.")
WROTE = N_(
    "{path}: exemption of {codes} written. Commit it in a change of its own: a change is judged by the exemptions that "
    "were there before it"
)
STANDS = N_("{path}: {code} has its exemption already; nothing was written")


@click.command("exempt", cls=Command, help=HELP)
@click.argument("fingerprint", metavar=_("FINGERPRINT"))
@click.option("--reason", required=True, help=REASON, metavar=_("TEXT"))
@click.option("--approver", required=True, help=APPROVER, metavar=_("NIP"))
@click.option("--approver-name", default="", help=NAME, metavar=_("TEXT"))
@click.option("--approver-post", default="", help=POST, metavar=_("TEXT"))
@click.option("--basis", default="", help=BASIS, metavar=_("TEXT"))
@click.option("--until", type=DayGiven(), default=None, help=UNTIL, metavar=_("DATE"))
@click.option("--range", "range_", default=None, help=RANGE, metavar=_("RANGE"))
@base_option
@each_commit_option
@merge_with_option
@click.option("--with-also", is_flag=True, help=ALSO)
@today_option
@lang_option
def command(
    fingerprint: str,
    reason: str,
    approver: str,
    approver_name: str,
    approver_post: str,
    basis: str,
    until: date | None,
    range_: str | None,
    base: str | None,
    each_commit: bool,
    merge_with: tuple[str, ...],
    with_also: bool,
    today: date | None,
    lang: str | None,
) -> None:
    """Find the finding, add its entry to the file of exemptions, and say where."""
    made = skpkit.exempt(
        here(),
        fingerprint,
        reason=reason,
        approver=approver,
        approver_name=approver_name,
        approver_post=approver_post,
        basis=basis,
        until=until,
        range=range_,
        base=base,
        each_commit=each_commit,
        merge_with=merge_with,
        with_also=with_also,
        today=today,
        on_settings=lambda each: adopt(each, lang),
    )
    told: dict[str, Value] = {"path": made.path, "code": made.code, "codes": made.codes}
    if made.codes:
        made.batch.write()
    say(tell(WROTE if made.codes else STANDS, told, chosen_language()))
