"""What an established evaluation rests on stays, and so does the evaluation.

Once the evaluation of a period is established (`status: ditetapkan`), nothing of that period changes: no target, no
realisasi, no koreksi, and not the evaluation. It covers every period that ends within its own: that of Q2 the months
from April to June, Q2, and the total S1; that of Q4 the total Y too. Free is what comes after it by right: a
`keberatan`, its answers, and signatures. An IKI that is new has nothing that was evaluated. Nor is any of it evaluated
a second time, by a shorter period or a longer one: a year is evaluated by its months or by its quarters, and as a whole
besides.

Silent of what a realisation freezes (SKP301, SKP303, SKP304), and of what a reported dialogue tells (SKP302, SKP310).

**Fix:** restore what was evaluated; where a `keberatan` was granted, record an exemption for the correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from skpkit.change.compare import are_added
from skpkit.change.edits import Edit
from skpkit.change.folder import FolderRevision
from skpkit.change.revision import Revision
from skpkit.findings import Evidence, Key, Problem, RealisedCell, Undo, WholeRecord
from skpkit.messages import N_
from skpkit.model.dossier import Cell, SkpFolder
from skpkit.model.paths import manual_name
from skpkit.model.records import Dialogue, Evaluation, Indicator, Line, Skp, same
from skpkit.model.soundness import Soundness, soundness
from skpkit.rules._rule import cite, own, revision_rule
from skpkit.source.schemas import DIALOGUE, EVALUATION

BASIS = (
    cite(
        "permenpanrb-6-2022",
        N_("form Dokumen Evaluasi"),
        N_("to an evaluation belong the keberatan, the explanation of it and the decision on it"),
        "formulir-asn",
    ),
    own(
        N_(
            "what was evaluated stays; a keberatan, its answers and signatures come after it; "
            "a second verdict on the same realisasi would be a way around the first"
        ),
    ),
)

CELLS = N_(
    "the evaluation of {evaluated} is established, but {parts} of {iki} changed; restore what was evaluated, or record "
    "an exemption where a `keberatan` was granted"
)
ITSELF = N_(
    "the evaluation of {evaluated} is established, but {parts} changed; restore it, only a `keberatan`, its answers "
    "and approvals may be added"
)
GONE = N_("the evaluation of {evaluated} was established, but is gone; restore the file")
AGAIN = N_(
    "{evaluated} would be evaluated a second time: the evaluation of {period} is established and is of the same "
    "realisasi; take this one out, and who does not agree with that one writes a keberatan into it"
)
ANSWERS = {"penjelasan", "keputusan"}


Changed: TypeAlias = tuple[Dialogue | None, Dialogue | None]  # a dialogue before and after


class Established(NamedTuple):
    """An established evaluation, with the folder in that state; `sound` is of the dossier before."""

    evaluation: Evaluation
    folder: SkpFolder
    sound: Soundness


@revision_rule(basis=BASIS, keeps="evaluation")
def rule(revision: Revision) -> Iterator[Problem]:
    """What changed of each evaluated period, one problem an IKI; and each evaluation that changed itself."""
    for folder in revision.folders:
        skp = folder.before.skp
        if skp and skp.established and revision.before:
            dialogues = list(_changed_dialogues(folder))
            planned_otherwise = folder.skp_edits or any(folder.manual_edits.values())
            for settled in _settled(folder, soundness(revision.before)):
                if planned_otherwise:
                    yield from _targets(folder, skp, settled)
                for pair in dialogues:
                    yield from _realisations(folder, skp, settled, pair)
            yield from _evaluations(folder)
            yield from _second_ones(folder, skp)


def _settled(folder: FolderRevision, sound: Soundness) -> Iterator[Established]:
    """The evaluations established before."""
    for evaluation in folder.before.evaluations.values():
        if evaluation.established:
            yield Established(evaluation, folder.before, sound)


def _problem(
    settled: Established, iki: str, part: str, edit: Edit, undo: Iterable[Undo], along: Iterable[Key] = ()
) -> Problem:
    """That something evaluated changed: which IKI and what of it, by which edit, and how to take it back."""
    evaluation = settled.evaluation
    return edit.problem(
        CELLS,
        {"evaluated": evaluation.periode, "iki": iki, "parts": (part,)},
        iki,
        evaluation.periode,
        of=settled.folder.name_of(evaluation.name),
        along=along,
        evidence=[Evidence(evaluation.at("status"), "before")],
        undo=undo,
    )


def _covers(settled: Established, skp: Skp, period: str) -> bool:
    return settled.folder.evaluates(settled.evaluation, period, skp.tahun)


# --- targets -------------------------------------------------------------------------------------------------


def _targets(folder: FolderRevision, skp: Skp, settled: Established) -> Iterator[Problem]:
    for old, new in folder.indicators():
        for edit in folder.skp_edits if new is None else ():
            if edit.iki == old.kode and edit.part == "iki" and not edit.field:
                yield from _dropped(folder, skp, settled, (old, edit))
        for edit in (*folder.skp_edits, *folder.manual_edits.get(old.kode, ())) if new else ():
            evaluated = edit.iki == old.kode and _is_evaluated(folder, skp, settled, (old, edit))
            if evaluated and not folder.repairs(edit):
                undo, along = [edit.target_cell], folder.mirrors(edit)
                yield _problem(settled, old.kode, edit.field_and_period, edit, undo, along)


def _is_evaluated(folder: FolderRevision, skp: Skp, settled: Established, change: tuple[Indicator, Edit]) -> bool:
    """Whether an edit is of a target, or of the ukuran, of an evaluated period."""
    old, edit = change
    if edit.within or edit.field not in ("target", "ukuran"):
        return False
    if edit.field == "ukuran":
        return old.ukuran is not None and any(settled.sound.due_periods(folder.before, old, settled.evaluation))
    return _covers(settled, skp, edit.period)


def _dropped(
    folder: FolderRevision, skp: Skp, settled: Established, change: tuple[Indicator, Edit]
) -> Iterator[Problem]:
    old, edit = change
    parts = [f"target {period}" for period in old.target if _covers(settled, skp, period)]
    if old.ukuran is not None and any(settled.sound.due_periods(folder.before, old, settled.evaluation)):
        parts = ["ukuran"]
    rhk = [each.key for each in folder.skp_edits if each.rhk == old.rhk and not each.iki and not each.field]
    manual = Key(folder.name, manual_name(old.kode))
    undo = (edit.top_field, WholeRecord(manual.folder, manual.record))
    for part in parts:
        yield _problem(settled, old.kode, part, edit, undo, (*rhk, manual))


# --- realisations --------------------------------------------------------------------------------------------


def _realisations(folder: FolderRevision, skp: Skp, settled: Established, pair: Changed) -> Iterator[Problem]:
    """The cells of kept IKI of which a dialogue made the realisasi, or the koreksi, others than were evaluated."""
    lines = [_lines(each) for each in pair]
    for cell in dict.fromkeys((*lines[0], *lines[1])):
        ours = [each.get(cell, []) for each in lines]
        if not same(*([_counted(line) for line in each] for each in ours)):
            known = skp.indicator(cell[0]) and _covers(settled, skp, cell[1])
            if known and not same(_standing(settled.folder, cell), _standing(folder.after, cell)):
                yield _moved_line(folder, settled, cell, pair, (ours[0], ours[1]))


def _changed_dialogues(folder: FolderRevision) -> Iterator[Changed]:
    for name, edits in folder.dialogue_edits.items():
        if edits:
            yield folder.dialogues[name]
    for record in folder.dropped():
        if isinstance(record, Dialogue):
            yield record, None
    for record in folder.added():
        if isinstance(record, Dialogue):
            yield None, record


def _lines(dialogue: Dialogue | None) -> dict[Cell, list[Line]]:
    found: dict[Cell, list[Line]] = {}
    for line in dialogue.lines if dialogue else ():
        if line.realises:
            found.setdefault((line.iki, line.periode), []).append(line)
    return found


def _counted(line: Line) -> list[object]:
    return [line.value, line.is_correction]


def _standing(folder: SkpFolder, cell: Cell) -> list[object]:
    """The effective realisasi of a cell, and the values of its koreksi."""
    corrections = [line.value for _, line in folder.realised.get(cell, ()) if line.is_correction]
    return [folder.effective.get(cell), corrections]


def _moved_line(
    folder: FolderRevision,
    settled: Established,
    cell: Cell,
    dialogues: Changed,
    lines: tuple[list[Line], list[Line]],
) -> Problem:
    old, new = dialogues
    along: list[Key] = []
    undo: Undo
    if new:
        at = new.at(*(lines[1][0].path if lines[1] else ("pemantauan", "hasil_kerja")))
        along = [each.key for each in folder.dialogue_edits.get(new.name, ()) if (each.iki, each.period) == cell]
        edit = Edit(along[0] if along else Key(folder.name, new.name, cell), DIALOGUE, "", at)
        undo = RealisedCell(folder.name, new.name, *cell)
    else:
        assert old is not None  # noqa: S101 - one of them is there
        edit = folder.gone(old)
        undo = edit.whole_record
        if not old.reported:
            edit = replace(edit, key=edit.key.below(*cell))
    was = old.at(*lines[0][0].path, "realisasi") if old and lines[0] else None
    return _problem(settled, cell[0], f"realisasi {cell[1]}", replace(edit, was=was), [undo], along)


# --- the evaluation itself -----------------------------------------------------------------------------------


def _evaluations(folder: FolderRevision) -> Iterator[Problem]:
    for period, evaluation in folder.before.evaluations.items():
        if not evaluation.established:
            continue
        for edit in folder.evaluation_edits.get(period, ()):
            set_right = edit.field == "periode" and evaluation.misnamed
            if not _is_free(edit) and not set_right:
                yield edit.problem(ITSELF, {"evaluated": period, "parts": (edit.field,)}, undo=[edit.whole_record])
        if any(each is evaluation for each in folder.dropped()):
            edit = folder.gone(evaluation)
            yield edit.problem(GONE, {"evaluated": period}, undo=[edit.whole_record])


def _second_ones(folder: FolderRevision, skp: Skp) -> Iterator[Problem]:
    """The evaluations established now of what another is of: one established before, else the shorter of them."""
    after = folder.after.evaluations
    before = {each.periode for each in folder.before.evaluations.values() if each.established}
    for evaluation in after.values():
        if not evaluation.established or evaluation.misnamed or evaluation.periode in before:
            continue
        beside = folder.after.evaluations_beside(evaluation.periode, skp.tahun)
        length = _days(folder, evaluation, skp)
        found = [each for each in beside if each.periode in before or _days(folder, each, skp) > length]
        if found:
            edit = Edit(Key(folder.name, evaluation.name), EVALUATION, "", evaluation.at("periode"))
            told = {"evaluated": evaluation.periode, "period": found[0].periode}
            evidence = [Evidence(found[0].at("status"))]
            yield edit.problem(AGAIN, told, "beside", evidence=evidence, undo=[edit.whole_record])


def _days(folder: FolderRevision, evaluation: Evaluation, skp: Skp) -> int:
    term = folder.after.profile.term(evaluation.periode, skp.tahun)
    return term.days_shared(term)


def _is_free(edit: Edit) -> bool:
    """Whether an edit only adds a keberatan, its answers, or signatures."""
    old, new = edit.old, edit.new
    if edit.field == "persetujuan":
        return new is not None and are_added(old or [], new)
    if edit.field != "keberatan" or new is None:
        return False
    return old is None or (new.keys() - old.keys() <= ANSWERS and all(same(old[key], new.get(key)) for key in old))
