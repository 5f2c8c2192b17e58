"""Who is called atasan langsung in a dialogue is the pejabat penilai kinerja in office on that day.

The direct superior is the appraiser. Where a dialogue has another one, `peran` or `hubungan` is wrong, or the
appraiser has changed and the SKP does not know it. On the day of an adendum with `penilai` either may be meant, and
so may the appraisers of both SKP in a dialogue that agrees on a komplemen or lies outside of its SKP's period.

Silent of a day in doubt (SKP004), an NIP that cannot be true (SKP101, SKP109), a missing appraiser (SKP212).

**Fix:** write `atasan` in place of `atasan_langsung` for another superior, mend the NIP or name, or record the change
of appraiser as an adendum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from skpkit.findings import Evidence, Problem, Severity
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.approvals import approvers, doubts_on
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.paths import SKP_FILE
from skpkit.model.people import spelled
from skpkit.model.records import DIRECT_SUPERIOR, Data, Dialogue, Skp
from skpkit.model.soundness import soundness
from skpkit.rules._rule import cite, dossier_rule
from skpkit.source.yamlfile import Path

BASIS = (
    cite(
        "djkn-2023",
        N_("on who talks with whom"),
        N_("the superior of the dialogue is the pejabat penilai"),
    ),
)

OTHER = N_(
    "{name} is called atasan langsung, but the pejabat penilai kinerja on {day} is {appraiser}; write `atasan` if that "
    "is meant, or record the change of appraiser as an adendum"
)
OTHER_NIP = N_("{name} bears another NIP here than as pejabat penilai kinerja in the SKP; mend the NIP that is wrong")


@dossier_rule(basis=BASIS, severity=Severity.WARNING, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each person in a dialogue who is called so and is not."""
    sound = soundness(dossier)
    for folder, skp in dossier.plans():
        for dialogue in folder.dialogues:
            plans = _plans(dossier, folder, skp, dialogue)
            if plans:
                name = folder.name_of(dialogue.name)
                for problem in _mismatches(name, dialogue, plans):
                    left_to = (causes.lost(name), *sound.without_appraiser(dialogue))
                    yield replace(problem, left_to=(*left_to, *problem.left_to))


def _plans(dossier: Dossier, folder: SkpFolder, skp: Skp, dialogue: Dialogue) -> list[Skp]:
    """The SKP whose appraiser may be meant; none where one of them cannot be read, or leaves it in doubt."""
    day = dialogue.tanggal
    if any(_is_doubtful(dossier, each, other, day) for each, other in dossier.plans()):
        return []
    agreed = any(each["perihal"] == "komplemen" for each in dialogue.agreements)
    if skp.term.mulai <= day <= skp.term.selesai and not agreed:
        return [skp]
    if any(SKP_FILE in each.lost or each.lacks_skp for each in dossier.folders.values()):
        return []
    return [skp, *(other for each, other in dossier.plans() if each is not folder)]


def _mismatches(name: str, dialogue: Dialogue, plans: list[Skp]) -> Iterator[Problem]:
    day = dialogue.tanggal
    found: dict[tuple[str, str], list[tuple[Path, Data]]] = {}
    for path, person in _superiors(dialogue):
        found.setdefault((person.get("nip", ""), spelled(person["nama"])), []).append((path, person))
    for (nip, spelling), each in found.items():
        person = each[0][1]
        message = _flaw(person, day, plans)
        if message:
            (first, _), *others = each
            appraisers = tuple(dict.fromkeys(plan.appraiser_on(day)["nama"] for plan in plans))
            told: dict[str, Value] = {"name": person["nama"], "day": day, "appraiser": appraisers}
            key = "nip" if message == OTHER_NIP else "nama"
            evidence = tuple(Evidence(dialogue.at(*path, key)) for path, _ in others)
            about = (name, DIRECT_SUPERIOR, nip or spelling)
            around = ((plan, one) for plan in plans for one in plan.appraisers_around(day))
            doubts = [cause for plan, one in around for cause in doubts_on(plan, one)]
            left_to = (*doubts, causes.false_nip(nip))
            yield Problem(dialogue.at(*first, key), message, told, evidence=evidence, about=about, left_to=left_to)


def _superiors(dialogue: Dialogue) -> Iterator[tuple[Path, Data]]:
    """Every mention of an atasan langsung, with its path."""
    for nth, each in enumerate(dialogue.participants):
        if each["peran"] == DIRECT_SUPERIOR:
            yield ("peserta", nth), each
    for key, roles in (("umpan_balik", ("dari", "rekomendasi_dari")), ("pembinaan", ("oleh",))):
        for nth, each in enumerate(dialogue.data.get(key, ())):
            for role in roles:
                if role in each and each[role]["hubungan"] == DIRECT_SUPERIOR:
                    yield (key, nth, role), each[role]


def _flaw(person: Data, day: date, plans: list[Skp]) -> str | None:
    """How a person differs from the appraisers in office: by NIP, or by name where an NIP is missing."""
    in_office = [each for plan in plans for each in plan.appraisers_around(day)]
    nip = person.get("nip")
    by_nip = nip and all(each.get("nip") for each in in_office)
    if by_nip and any(nip in approvers(plan, day).all for plan in plans):
        return None
    named = spelled(person["nama"]) in {spelled(each["nama"]) for each in in_office}
    if not by_nip:
        return None if named else OTHER
    return OTHER_NIP if named else OTHER


def _is_doubtful(dossier: Dossier, folder: SkpFolder, skp: Skp, day: date) -> bool:
    """Whether it cannot be said who was in office: an adendum that changes the appraiser bears a wrong date, or one
    after that day does not say who it was before."""
    for change in skp.changes:
        if "penilai" in change.komponen:
            held = dossier.record_at(folder, change.dialog) if change.dialog else None
            predated = isinstance(held, Dialogue) and held.tanggal > change.tanggal
            too_soon = skp.established_on is not None and change.tanggal < skp.established_on
            if predated or too_soon or (change.tanggal > day and not change.former_appraiser):
                return True
    return False
