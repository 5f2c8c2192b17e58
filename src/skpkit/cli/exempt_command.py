"""`skpkit exempt`: write the exemption of a finding."""

from __future__ import annotations

from datetime import date

import click

from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, Day, adopt, here, lang_option, today_option, write_whole
from skpkit.errors import SkpkitError
from skpkit.judge.engine import Verdict, check
from skpkit.judge.exempt import Consent, added, entry, named
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.library import day
from skpkit.messages import N_, tell
from skpkit.source.history import Folder, Repository, open_records

HELP = _(
    "Write the exemption of a finding into pengecualian.yaml. FINGERPRINT stands behind the finding's sentence in the "
    "report of check or review; its first signs are enough. Commit the entry in a change of its own: a change is "
    "judged by the exemptions that were there before it."
)
REASON = _("Why the finding may pass.")
BASIS = _("The document that allows it, such as the number of a letter.")
APPROVER = _("NIP of who approved it; never that of the employee.")
NAME = _("Name of who approved it; known for those whom the settings list.")
POST = _("Position of who approved it; known for those whom the settings list.")
UNTIL = _("The last day on which it counts (year-month-day).")
RANGE = _("The range whose review found it; without it the default branch is compared.")
WROTE = N_(
    "{path}: exemption of {code} written. Commit it in a change of its own: a change is judged by the exemptions that "
    "were there before it"
)


@click.command("exempt", cls=Command, help=HELP)
@click.argument("fingerprint", metavar=_("FINGERPRINT"))
@click.option("--reason", required=True, help=REASON, metavar=_("TEXT"))
@click.option("--approver", required=True, help=APPROVER, metavar=_("NIP"))
@click.option("--approver-name", default="", help=NAME, metavar=_("TEXT"))
@click.option("--approver-post", default="", help=POST, metavar=_("TEXT"))
@click.option("--basis", default="", help=BASIS, metavar=_("TEXT"))
@click.option("--until", type=Day(), default=None, help=UNTIL, metavar=_("DATE"))
@click.option("--range", "range_", default=None, help=RANGE, metavar=_("RANGE"))
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
    today: date | None,
    lang: str | None,
) -> None:
    """Find the finding, add its entry to the file of exemptions, and say where."""
    consent = Consent(approver, approver_name, approver_post, reason, basis, until)
    with open_records(here()) as repository:
        office = Office(repository.worktree())
        settings = office.settings
        adopt(settings, lang)
        verdicts = list(_verdicts(office, repository, range_, day(today)))
        passed = tuple(each for verdict in verdicts for each in verdict.exempted)
        groups = (group for verdict in verdicts for group in (verdict.findings, verdict.known))
        finding = named(fingerprint, *groups, passed=passed)
        consent = consent.complete(settings, finding, day(today))
        path = settings.exemptions
        target = repository.root / path
        content = target.read_bytes() if target.exists() else None
    write_whole(target, added(content, path, entry(finding, consent, day(today))))
    click.echo(tell(WROTE, {"path": path, "code": finding.code}, chosen_language()))


def _verdicts(office: Office, repository: Repository | Folder, range_: str | None, today: date) -> list[Verdict]:
    """What a check finds, unless a range is named, and what a review finds, where there is one to hold."""
    found = [] if range_ is not None else [check(office, today)]
    try:
        span = repository.range(range_ or "")
        tip = Office(span.tip) if span.tip else None
        found.append(review(Office(span.base), Office(span.head), today, tip))
    except SkpkitError:
        if range_ is not None:
            raise
    return found
