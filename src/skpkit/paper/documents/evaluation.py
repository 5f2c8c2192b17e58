"""An evaluation on paper: the evaluation itself (HEK) and the one-page document of its result (DEK)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.model.achievement import consolidate
from skpkit.model.dossier import SkpFolder
from skpkit.model.paths import DIALOGUE, manual_name
from skpkit.model.periods import RHYTHMS, YEAR, ends_within, in_order, rhythm_of
from skpkit.model.records import Evaluation, Indicator, Skp
from skpkit.paper.subject import Case, Form, always
from skpkit.paper.typeset import ViewOf
from skpkit.paper.documents.hek import Achieved, hek_view
from skpkit.paper.documents.dek import dek_view

LOST_DIALOGUE = N_(
    "{path} cannot be printed while {dialogue} cannot be read, or lies somewhere else: it may record what was "
    "realised; `skpkit check` tells what is wrong with it"
)
NO_RESULT = N_(
    "{path} gives feedback on {rhk}, which {skp} does not have; write the code as the SKP has it, or print the "
    "evaluation from the state that it was made in, with --rev"
)
NO_MANUAL = N_(
    "{path} cannot be printed without the manual of {iki}, which tells how its periods are consolidated: {manual} is "
    "missing or cannot be read; `skpkit check` tells what is wrong"
)


def _hek(case: Case, _: str) -> ViewOf:
    evaluation, skp = _evaluation(case), case.its_skp()
    for each in evaluation.data.get("hasil_kerja", ()):
        if not skp.result(each["rhk"]):
            raise SkpkitError(NO_RESULT, path=case.file.path, rhk=each["rhk"], skp=skp.path)
    folder = _with_dialogues(case)
    achieved = {each.path: _achieved(case, folder, skp, each, evaluation.periode) for each in skp.indicators()}
    superiors = case.superiors(skp)
    return lambda origin: hek_view(evaluation, skp, achieved, lambda nip, kode: superiors[nip, kode], origin)


def _dek(case: Case, _: str) -> ViewOf:
    evaluation, skp = _evaluation(case), case.its_skp()
    return lambda origin: dek_view(evaluation, skp, origin)


def _evaluation(case: Case) -> Evaluation:
    record = case.file.record
    assert isinstance(record, Evaluation)  # noqa: S101 - the forms are those of evaluations
    return record


def _with_dialogues(case: Case) -> SkpFolder:
    """The SKP folder, whose dialogues and manuals are cited as a whole, since one less would change what is shown.

    Raises SkpkitError where a dialogue cannot be read, for nobody knows what it records.
    """
    folder = case.folder
    for lost in folder.lost_of(DIALOGUE):
        raise SkpkitError(LOST_DIALOGUE, path=case.file.path, dialogue=f"{folder.path}/{lost}")
    case.cited.update(f"{folder.path}/{each}" for each in ("dki", "iki"))
    return folder


def _achieved(case: Case, folder: SkpFolder, skp: Skp, indicator: Indicator, evaluated: str) -> Achieved:
    """What an IKI had reached by the end of the evaluated period, of its cells until then alone.

    An IKI with no cell that ends in the period has nothing to show there.
    """
    if skp.narrative:
        return _told(folder, indicator, evaluated)
    manual = folder.manual_of(indicator)
    rhythm = manual.rhythm if manual else rhythm_of(indicator.target)
    cells = [each for each in RHYTHMS[rhythm] if each in indicator.target]
    own = [each for each in cells if ends_within(each, evaluated)]
    if not own:
        return Achieved(None, None, (), ())
    until = cells[: cells.index(own[-1]) + 1]
    how = _consolidation(case, indicator) if len(until) > 1 else "take_last_known"
    whole_year = YEAR in indicator.target and ends_within(YEAR, evaluated)
    target = indicator.target[YEAR] if whole_year else consolidate(how, [indicator.target[each] for each in until])
    values = [folder.effective.get((indicator.kode, each)) for each in until]
    numbers = [each for each in values if isinstance(each, int | float)]
    value = consolidate(how, numbers) if len(numbers) == len(values) else None
    return Achieved(target, value, (), tuple(_evidence(folder, indicator, own)))


def _consolidation(case: Case, indicator: Indicator) -> str:
    """How the manual of an IKI consolidates its periods."""
    manual = case.folder.manual_of(indicator)
    if manual is None or manual.narrative:
        path = f"{case.folder.path}/{manual_name(indicator.kode)}"
        raise SkpkitError(NO_MANUAL, path=case.file.path, iki=indicator.kode, manual=path)
    return str(manual.data["konsolidasi_periode"])


def _told(folder: SkpFolder, indicator: Indicator, evaluated: str) -> Achieved:
    """What dialogues tell of a kualitatif IKI for the periods that end in the evaluated one."""
    cells = in_order(p for kode, p in folder.effective if kode == indicator.kode and ends_within(p, evaluated))
    told = tuple((each, str(folder.effective[indicator.kode, each])) for each in cells)
    return Achieved(None, None, told, tuple(_evidence(folder, indicator, cells)))


def _evidence(folder: SkpFolder, indicator: Indicator, cells: Sequence[str]) -> Iterator[str]:
    """The evidence that dialogues name for cells, each piece once."""
    lines = (each for cell in cells for each in folder.realised.get((indicator.kode, cell), ()))
    named = (dialogue.data["pemantauan"]["hasil_kerja"][line.path[-1]] for dialogue, line in lines)
    yield from dict.fromkeys(piece for each in named for piece in each.get("bukti_dukung", ()))


FORMS = (
    Form("hek", N_("the evaluation of the period (HEK)"), "evaluasi", "hek", _hek, always("hek")),
    Form("dek", N_("the one-page document of the evaluation (DEK)"), "evaluasi", "dek", _dek, always("dek")),
)
