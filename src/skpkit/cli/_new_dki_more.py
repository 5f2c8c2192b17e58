"""What else a dialogue may hold: others who took part, guidance, competence, training, career."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from skpkit.cli._asking import LONGEST_TEXT, Asking, day_in, nip_in
from skpkit.cli._plan_words import NO_SUCH, parts_in
from skpkit.errors import WrongUsage
from skpkit.meant import OpenPlan
from skpkit.messages import N_
from skpkit.model.records import DIRECT_SUPERIOR

ROLES = (
    "atasan", "rekan_setingkat", "bawahan", "ketua_tim", "anggota_tim", "pimpinan_institusi", "pengajar_pembimbing",
    "rekan_kuliah", "pejabat_konseling", "konselor_internal", "konselor_profesional", "pengelola_kinerja", "pihak_lain",
)  # fmt: skip
FORMS = {
    "coaching": "",
    "mentoring": "",
    "training_formal": "",
    "training_informal": "",
    "konseling": N_("about the behaviour (perilaku kerja)"),
}
WAYS = ("individual", "kelompok")

ASK_MORE = N_("Is there more to record: others who took part, pembinaan, pengembangan kompetensi, pelatihan, karier?")
ASK_PERSON = N_("Somebody else who took part, by name; empty: nobody")
ASK_ROLE = N_("  As what (peran)")
ASK_NIP = N_("  NIP, empty where there is none")
ASK_GUIDANCE = N_("What the superior guided or counselled on (pembinaan), empty for nothing")
ASK_FORM = N_("  In which form")
ASK_WAY = N_("  Of this employee alone or of several (cara)")
ASK_COMPETENCE = N_("Development of competence (pengembangan kompetensi), empty for none")
ASK_DONE = N_("  What came of it (evaluasi), empty: not done yet")
ASK_TRAINING = N_("A training that is proposed (usulan pelatihan), empty for none")
ASK_SKILL = N_("  Which competence it develops, empty where that is open")
ASK_WHEN = N_("  When, empty where that is open")
ASK_CAREER = N_("Career that was spoken about (rencana karier), empty for none")
PEOPLE_FORM = N_("NAME | role | NIP, the NIP may be left out")
GUIDANCE_FORM = N_("form | TEXT | individual or kelompok, the last may be left out")
COMPETENCE_FORM = N_(
    "TEXT | form | date (2026-06-15, 15/6/2026 or 15 June 2026) | result, what follows TEXT may be left out"
)
TRAINING_FORM = N_("TOPIC | competence | when | who gives it, what follows TOPIC may be left out")


class FurtherGiven(NamedTuple):
    """What options say of that."""

    people: Sequence[str] = ()
    guidance: Sequence[str] = ()
    competence: Sequence[str] = ()
    training: Sequence[str] = ()
    career: str | None = None


def further(
    asks: Asking, plan: OpenPlan, given: FurtherGiven, day: date
) -> tuple[tuple[Mapping[str, str], ...], Mapping[str, Any]]:
    """Others who took part, and the parts of the record that options and answers make."""
    if any(given):
        people = [_person(*parts_in(each, 2, 3, "--peserta", PEOPLE_FORM)) for each in given.people]
        guidance = [_guided(plan, day, *parts_in(each, 2, 3, "--pembinaan", GUIDANCE_FORM)) for each in given.guidance]
        competence = [_learnt(*parts_in(each, 1, 4, "--kompetensi", COMPETENCE_FORM)) for each in given.competence]
        training = [_proposed(*parts_in(each, 1, 4, "--pelatihan", TRAINING_FORM)) for each in given.training]
        return tuple(people), _parts(guidance, competence, training, given.career or "")
    if not asks.agrees(ASK_MORE, usual=False):
        return (), {}
    people = [*_asked_people(asks)]
    guidance = [*_asked_guidance(asks, plan, day)]
    text = asks.text(ASK_COMPETENCE, "--kompetensi", needed=False, longest=LONGEST_TEXT)
    result = asks.text(ASK_DONE, "--kompetensi", needed=False, longest=LONGEST_TEXT) if text else ""
    topic = asks.text(ASK_TRAINING, "--pelatihan", needed=False, longest=LONGEST_TEXT)
    skill = asks.text(ASK_SKILL, "--pelatihan", needed=False, longest=LONGEST_TEXT) if topic else ""
    when = asks.text(ASK_WHEN, "--pelatihan", needed=False) if topic else ""
    career = asks.text(ASK_CAREER, "--karier", needed=False, longest=LONGEST_TEXT)
    competence = [_learnt(text, "", "", result)] if text else []
    training = [_proposed(topic, skill, when, "")] if topic else []
    return tuple(people), _parts(guidance, competence, training, career)


def _asked_people(asks: Asking) -> Iterator[Mapping[str, str]]:
    while name := asks.text(ASK_PERSON, "--peserta", needed=False):
        role = asks.choice(ASK_ROLE, "--peserta", dict.fromkeys(ROLES, ""), usual=ROLES[0])
        yield _person(name, role, asks.text(ASK_NIP, "--peserta", needed=False, read=nip_in))


def _asked_guidance(asks: Asking, plan: OpenPlan, day: date) -> Iterator[Mapping[str, Any]]:
    while text := asks.text(ASK_GUIDANCE, "--pembinaan", needed=False, longest=LONGEST_TEXT):
        form = asks.choice(ASK_FORM, "--pembinaan", FORMS, usual=next(iter(FORMS)))
        alone = form == "konseling"  # which is never of several
        way = WAYS[0] if alone else asks.choice(ASK_WAY, "--pembinaan", dict.fromkeys(WAYS, ""), usual=WAYS[0])
        yield _guided(plan, day, form, text, way)


def _person(name: str, role: str, nip: str) -> Mapping[str, str]:
    return {"nama": name, **({"nip": nip_in(nip)} if nip else {}), "peran": _one_of("--peserta", role, ROLES)}


def _guided(plan: OpenPlan, day: date, form: str, text: str, way: str) -> Mapping[str, Any]:
    """One guidance by the appraiser; counselling is of one person alone."""
    form = _one_of("--pembinaan", form, tuple(FORMS))
    appraiser = plan.skp.appraiser_on(day)
    nip = {"nip": appraiser["nip"]} if appraiser.get("nip") else {}
    kind = {"jenis": "konseling"} if form == "konseling" else {"jenis": "bimbingan", "bentuk": form}
    medium = {"media": "lainnya"} if form.startswith("training") else {}
    by = {"nama": appraiser["nama"], **nip, "hubungan": DIRECT_SUPERIOR}
    return {**kind, **medium, "cara": _one_of("--pembinaan", way or WAYS[0], WAYS), "oleh": by, "uraian": text}


def _learnt(text: str, form: str, day: str, result: str) -> Mapping[str, Any]:
    held = {"tanggal": day_in(day)} if day else {}
    status = {"status": "selesai" if result else "belum"}
    return {"uraian": text, **_some(bentuk=form), **held, **status, **_some(evaluasi=result)}


def _proposed(topic: str, skill: str, when: str, by: str) -> Mapping[str, Any]:
    return {"topik": topic, **_some(kompetensi=skill, waktu=when, penyelenggara=by)}


def _parts(guidance: Sequence[Any], competence: Sequence[Any], training: Sequence[Any], career: str) -> dict[str, Any]:
    lists = {"pembinaan": guidance, "pengembangan_kompetensi": competence, "usulan_pelatihan": training}
    return {**{key: [*each] for key, each in lists.items() if each}, **_some(rencana_karier=career)}


def _some(**texts: str) -> dict[str, str]:
    return {key: each for key, each in texts.items() if each}


def _one_of(option: str, given: str, known: tuple[str, ...]) -> str:
    word = given.strip().casefold().replace(" ", "_")
    if word not in known:
        raise WrongUsage(NO_SUCH, option=option, given=given, known=known)
    return word
