"""Change sheets: before and after of an adendum of an SKP, or of a change of a manual."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.model.records import Dialogue, Manual, Skp
from skpkit.paper.subject import Case, Form
from skpkit.paper.earlier import Changing, Step, step_of
from skpkit.paper.typeset import ViewOf
from skpkit.paper.documents.perubahan import Declared, manual_sheet, skp_sheet

NO_HISTORY = N_(
    "{path} has no sheet of change {number}: the history at hand does not hold the state before it; print it where the "
    "whole history is, or fetch that first: git fetch --unshallow"
)


def _names(base: str) -> Callable[[Case], Sequence[str]]:
    """The last change's sheet, and one for each by its number."""

    def names(case: Case) -> Sequence[str]:
        record = case.file.record
        numbers = sorted({each.nomor for each in record.changes}) if isinstance(record, Changing) else []
        return [base, *(f"{base}-{each}" for each in numbers)] if numbers else []

    return names


def _step(case: Case, name: str) -> Step:
    """The step that a sheet shows. Raises SkpkitError where the history does not hold what was before."""
    record = case.file.record
    assert isinstance(record, Changing)  # noqa: S101 - the form is that of records with changes
    _, _, wanted = name.partition("-")
    number = int(wanted) if wanted else max(each.nomor for each in record.changes)
    step = step_of(case, number)
    if step is None:
        raise SkpkitError(NO_HISTORY, path=case.file.path, number=number)
    return step


def _declared(case: Case, step: Step, skp: Skp) -> Declared:
    dialogue = case.dossier.record_at(case.folder, step.change.dialog) if step.change.dialog else None
    if not isinstance(dialogue, Dialogue):
        dialogue = None
    else:
        case.cite(dialogue)
    return Declared(step.change, skp, dialogue, step.along, case.office.settings.reviewers)


def _of_skp(case: Case, name: str) -> ViewOf:
    step = _step(case, name)
    before, after = step.before, step.after
    assert isinstance(before, Skp)  # noqa: S101 - the form is that of SKP
    assert isinstance(after, Skp)  # noqa: S101 - the form is that of SKP
    case.cited.add(f"{case.folder.path}/dki")
    realised = frozenset(
        (line.iki, line.periode)
        for dialogue in case.folder.dialogues
        for line in dialogue.lines
        if line.realises and dialogue.tanggal <= step.change.tanggal
    )
    declared = _declared(case, step, after)
    return lambda origin: skp_sheet(declared, before, realised, origin)


def _of_manual(case: Case, name: str) -> ViewOf:
    step, skp = _step(case, name), case.its_skp()
    before, after = step.before, step.after
    assert isinstance(before, Manual)  # noqa: S101 - the form is that of manuals
    assert isinstance(after, Manual)  # noqa: S101 - the form is that of manuals
    declared = _declared(case, step, skp)
    return lambda origin: manual_sheet(declared, before, after, origin)


FORMS = (
    Form("perubahan", N_("the change sheet of an adendum"), "skp", "perubahan", _of_skp, _names("perubahan")),
    Form("perubahan", N_("the change sheet of a manual"), "manual_iki", "perubahan", _of_manual, _names("perubahan")),
)
