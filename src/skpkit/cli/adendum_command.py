"""`skpkit adendum`: change an established SKP as the rules want it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import click

import skpkit
from skpkit.cli._asking import Asking
from skpkit.cli._changing import DOSSIER, roles_of, settle_agreed
from skpkit.cli._declaring import declared_of, declared_options, told_by_answers
from skpkit.cli._editing import edit_options, edited, edits_of, read_file, spared
from skpkit.cli._language import _, chosen_language
from skpkit.cli._open_cells import EXAMPLE, asked_targets, open_cells
from skpkit.cli._shared import Command, DayGiven, adopt, colorful, here, lang_option, today_option
from skpkit.cli._whose import whose
from skpkit.errors import WrongUsage
from skpkit.messages import N_

if TYPE_CHECKING:
    from skpkit.changing import PlannedChange
    from skpkit.judge.frozen import FrozenTable
    from skpkit.writing.amending import SkpEdit

HELP = _(
    "Change an established SKP by an adendum: the edits, the entry of perubahan with what changed, the totals and "
    "manuals that follow, and the dialogue that it rests on. DOSSIER is the folder of a dossier or of one of its SKP, "
    "or an NIP. What a realisation froze is refused, and what is open instead is told; skpkit frozen shows it before."
)
CLOSE = _("Close the SKP, with its period ending on that day.")

NO_EDIT = N_("say what changes: --target {example}, another option of skpkit adendum --help, or --edit for an editor")
UNCHANGED = N_("nothing was changed; what is no target changes by an option of skpkit adendum --help, or by --edit")
NO_REASON = N_("say why it changes: --alasan TEXT")


WHY = N_("Why does it change (alasan)?")
WRITE_IT = N_(
    "Is that dialogue still to be recorded? Answer y to record it now, as held and reported on the day of the adendum"
)


def _show_frozen(asks: Asking, dossier: str, today: date | None, lang: str | None) -> FrozenTable:
    """Show what is frozen before anybody is asked what changes, and give it."""
    from skpkit.changing import assure_changeable, folder_of
    from skpkit.reports import FrozenReport
    from skpkit.reports.frozen_text import as_brief

    if not asks.asks:
        raise WrongUsage(NO_EDIT, example=EXAMPLE)
    assure_changeable(here(), dossier, today=today)
    where = folder_of(here(), dossier, today=today)
    table = skpkit.frozen(here(), where, today=today, on_settings=lambda each: adopt(each, lang))
    width = shutil.get_terminal_size().columns
    click.echo(as_brief(FrozenReport(table, chosen_language(), width, colorful())), nl=False)
    return table


def _dialogue_in(table: FrozenTable | None, text: str) -> str:
    """A dialogue as somebody names it. Raises WrongUsage for one that none of the SKP in the table has."""
    from skpkit.writing.declaring import dialogue_named

    folders = [folder for folder, _skp in table.dossier.plans()] if table else []
    if len(folders) == 1:
        dialogue_named(folders[0], text)
    return text


def _manuals_asked(
    asks: Asking, dossier: str, edits: Sequence[SkpEdit], content: bytes | None, today: date | None
) -> dict[str, dict[str, Any]]:
    """What somebody at a terminal says of the manuals of new IKI; elsewhere options and what is proposed say it."""
    if not asks.asks:
        return {}
    from skpkit.cli._new_manual import asked_fields
    from skpkit.continuing import as_edited, lacking_manuals
    from skpkit.meant import planning

    with planning(here(), dossier, today=today) as plan:
        ahead = as_edited(plan, edits, content)
        fresh = [each for each in lacking_manuals(ahead) if each.kode not in plan.skp.by_kode]
        given = {f"{each.of}.{each.field}": each.value for each in edits if each.part == "manual"}
        return {each.kode: asked_fields(asks, ahead, each, given) for each in fresh}


@click.command("adendum", cls=Command, help=HELP)
@click.argument("dossier", metavar=f"[{DOSSIER}]", required=False)
@edit_options
@click.option("--tutup", "close", type=DayGiven(), default=None, help=CLOSE, metavar=_("DATE"))
@declared_options
@today_option
@lang_option
def command(
    dossier: str | None,
    close: date | None,
    today: date | None,
    lang: str | None,
    **given: Any,
) -> None:
    """Make the adendum, and say what was written and who has to approve it."""
    from skpkit.changing import current_text
    from skpkit.writing.amending import SkpEdit

    how, named = declared_of(given), edits_of(given)
    named += [SkpEdit("close", value=close.isoformat())] if close else []
    asks = Asking()
    dossier = whose(dossier, "change", today=today, lang=lang)
    table = None if named or how.edit or how.source else _show_frozen(asks, dossier, today, lang)
    if not how.reason.strip() and not asks.asks:
        raise WrongUsage(NO_REASON)
    content = read_file(how.source) if how.source else None
    was = current_text(here(), dossier, today=today) if how.edit else None
    if was is not None:
        content = edited(content or was)

    def planned() -> PlannedChange | None:
        edits = named if named or how.edit or how.source else asked_targets(asks, open_cells(table) if table else None)
        if not edits and not how.edit and not how.source:
            return None
        why = how.reason.strip() or asks.text(WHY, "--alasan")
        resting, writes = how.resting_on(asks, WRITE_IT, partial(_dialogue_in, table))
        with told_by_answers(asks, WRITE_IT):
            return skpkit.adendum(
                here(),
                dossier,
                edits,
                reason=why,
                content=content,
                based_on=was,
                made=how.made,
                dialogue=resting,
                write_dialogue=writes,
                held=how.held_on(dossier, today),
                agreed=how.agreed,
                approvals=roles_of(how.approvals),
                manuals=_manuals_asked(asks, dossier, edits, content, today),
                today=today,
                on_settings=lambda each: adopt(each, lang),
            )

    with spared([content] if how.edit and content and content != was else []):
        settle_agreed(asks, planned, UNCHANGED)
