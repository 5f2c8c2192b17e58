"""What both documents of an evaluation have: its frame, and what its period and its choices are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from skpkit.model.people import who
from skpkit.model.records import APPRAISER, EMPLOYEE, Data, Evaluation
from skpkit.paper import labels, words
from skpkit.paper.frame import Frame, agreed_on, draft_mark, frame, head, place_and_day, which_komplemen
from skpkit.paper.held import HeldSkp, as_it_is, held_on
from skpkit.paper.material import Material


@dataclass(frozen=True, slots=True)
class Stars:
    """What stands behind the label of a choice: the mark of its footnote while it is open, else nothing."""

    capaian_organisasi: str
    rating_hasil_kerja: str
    rating_perilaku_kerja: str
    predikat: str


def stars(data: Data, mark: str) -> Stars:
    """The marks of the choices of an evaluation."""
    return Stars(*("" if data.get(each.name) else mark for each in fields(Stars)))


def held_then(material: Material, evaluation: Evaluation) -> HeldSkp:
    """The SKP as it held when the evaluated period ended; that of a draft is the one that there is.

    Raises SkpkitError where it is missing, or this clone does not hold the history that tells.
    """
    skp = material.skp()
    if not evaluation.established:
        return as_it_is(material.dossier, material.folder, skp)
    plan = held_on(material, material.dossier, material.folder, skp, last_day(material, evaluation))
    material.instead = replace(material.folder, skp=plan.skp) if plan.of else None
    return plan


def last_day(material: Material, evaluation: Evaluation) -> date:
    """The day on which the evaluated period ended."""
    return material.folder.profile.term(evaluation.periode, material.skp().tahun).selesai


def evaluation_frame(
    material: Material, evaluation: Evaluation, plan: HeldSkp, title: str, name: str, *titles: str
) -> Frame:
    """The frame of a document of an evaluation, by the SKP that held then; `titles` stand in its head.

    The appraiser is the one in office when it was made. Each signs under the day on which that one agreed; the
    appraiser else under the evaluation's.
    """
    skp, now = plan.skp, material.skp()
    day = date.fromisoformat(evaluation.data["tanggal"]) if "tanggal" in evaluation.data else None
    appraiser = now.appraiser_on(day) if day else now.appraiser
    which = period_of(evaluation) + which_komplemen(skp)
    framed = frame(
        skp,
        f"{title} {skp.tahun} {which}",
        f"{name} {which}",
        head(skp, *titles),
        appraiser=appraiser,
        mark=draft_mark(evaluation),
    )
    agreed = {
        role: _agreed(evaluation, role, person) for role, person in ((EMPLOYEE, skp.employee), (APPRAISER, appraiser))
    }
    lines = {role: [agreed_on(each)] for role, each in agreed.items() if each}
    place = evaluation.data.get("tempat", labels.NO_PLACE)
    signed = framed.signed(place, agreed[APPRAISER] or day, lines, place_and_day(place, agreed[EMPLOYEE]))
    return replace(signed, keterangan_kaki=plan.remark)


def _agreed(evaluation: Evaluation, role: str, person: Data) -> date | None:
    """The day on which somebody agreed in that role."""
    approvals = evaluation.data.get("persetujuan", ())
    days = [each["tanggal"] for each in approvals if each["sebagai"] == role and who(each) == who(person)]
    return date.fromisoformat(days[-1]) if days else None


def period_of(evaluation: Evaluation) -> str:
    """What the period is called: that of the year's end is the final one."""
    return labels.FINAL_PERIOD if evaluation.periode in ("Q4", "Y") else words.period(evaluation.periode)


def chosen(words_of: Mapping[str, str], key: str | None) -> str:
    """The word of the choice; all of them, as on the blank form, where none is made yet."""
    return words_of[key] if key else "/ ".join(words_of.values())
