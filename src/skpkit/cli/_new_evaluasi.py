"""`skpkit new evaluasi`: show what was reached, ask for the ratings, or read them from options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from skpkit.cli._asking import LONGEST_TEXT, Asking
from skpkit.cli._language import chosen_language
from skpkit.cli._plan_words import known_only, pairs_in
from skpkit.cli._streams import say
from skpkit.continuing import refuse_evaluated
from skpkit.meant import OpenPlan
from skpkit.messages import N_, Value, show, tell
from skpkit.model.periods import period_meant
from skpkit.model.proposals import Reached, next_period, reached
from skpkit.writing.drafts import EvaluationDraft

RATINGS = {"di_atas_ekspektasi": "", "sesuai_ekspektasi": "", "di_bawah_ekspektasi": ""}
ORGANISATION = {"istimewa": "", "baik": "", "butuh_perbaikan": "", "kurang": "", "sangat_kurang": ""}

ASK_PERIOD = N_("Period that is evaluated")
ASK_ORGANISATION = N_("Result of the organisation in that period (capaian kinerja organisasi)")
ASK_RESULTS = N_("Rating of the results (hasil kerja)")
ASK_BEHAVIOUR = N_("Rating of the behaviour (perilaku kerja)")
ASK_OF_RESULT = N_("Feedback on {rhk}, {text} (empty for none)")
ASK_NOTE = N_("Note or recommendation (catatan), empty for none")
ASK_PLACE = N_("Place (tempat), empty for none")
ASK_SUPERIOR = N_("Name of the appraiser's superior (atasan pejabat penilai), empty for none")
ASK_SUPERIOR_NIP = N_("NIP of that person, empty for none")
ASK_SUPERIOR_POST = N_("Position of that person")
HEAD = N_("What was reached in {period} {year}:")
LINE = N_("  {iki} {name}: target {target}, realisasi {realised}, capaian {percent}")
MISSING = N_("  {iki} {name}: no realisasi of {missing} yet; record it: skpkit realisasi {path}")
GIVES = N_("predikat by both ratings: {predicate}")
RESULT_FORM = N_("RHK=TEXT, such as RHK-1=Norma waktu terjaga")
VALUE_FORM = N_("VALUE=TEXT, such as kolaboratif=Membantu rekan")


class EvaluationGiven(NamedTuple):
    """What options say of a new evaluation."""

    period: str | None
    organisation: str | None
    results: str | None
    behaviour: str | None
    of_results: Sequence[str]
    of_values: Sequence[str]
    note: str | None
    place: str | None
    superior: Mapping[str, str | None]
    established: bool
    day: date | None


def drafted(asks: Asking, plan: OpenPlan, given: EvaluationGiven) -> EvaluationDraft:
    """The evaluation that options and answers make."""
    usual = next_period(plan.folder, plan.skp, plan.today)
    period = asks.text(ASK_PERIOD, "PERIODE", given.period, usual, read=period_meant)
    refuse_evaluated(plan, period)
    say(tell(HEAD, {"period": period, "year": str(plan.skp.tahun)}, chosen_language()))
    for each in reached(plan.folder, plan.skp, period):
        say(_line(each, plan.folder.path))
    organisation = asks.choice(ASK_ORGANISATION, "--organisasi", ORGANISATION, given.organisation)
    results = asks.choice(ASK_RESULTS, "--rating-hasil", RATINGS, given.results)
    behaviour = asks.choice(ASK_BEHAVIOUR, "--rating-perilaku", RATINGS, given.behaviour)
    predicate = plan.folder.profile.predicate(results, behaviour)
    say(tell(GIVES, {"predicate": predicate.replace("_", " ")}, chosen_language()))
    before = max(plan.folder.evaluations.items(), default=None)
    earlier = before[1].data if before else {}
    known = str(earlier.get("tempat") or plan.skp.data.get("penetapan", {}).get("tempat", ""))
    place = asks.text(ASK_PLACE, "--tempat", given.place, known, needed=False)
    return EvaluationDraft(
        period, organisation, results, behaviour, place, given.day or plan.today,
        asks.text(ASK_NOTE, "--catatan", given.note, needed=False, longest=LONGEST_TEXT),
        _of_results(asks, plan, given), known_only(
            pairs_in(given.of_values, "--umpan-perilaku", VALUE_FORM), plan.folder.profile.values, "--umpan-perilaku"
        ),
        _superior(asks, given.superior, earlier.get("atasan_pejabat_penilai", {})), given.established,
    )  # fmt: skip


def _line(found: Reached, path: str) -> str:
    language = chosen_language()
    name = str(found.indicator.data.get("nama", found.indicator.ukuran))
    told: dict[str, Value] = {"iki": found.indicator.kode, "name": name, "path": path, "missing": found.missing}
    if found.missing:
        return tell(MISSING, told, language)
    percent = "-" if found.percent is None else f"{show(round(found.percent, 2), language)}%"
    return tell(LINE, {**told, "target": found.target, "realised": found.realised, "percent": percent}, language)


def _of_results(asks: Asking, plan: OpenPlan, given: EvaluationGiven) -> Mapping[str, str]:
    codes = {each.kode: str(each.data["rencana"]) for each in plan.skp.results}
    found = dict(known_only(pairs_in(given.of_results, "--umpan-hasil", RESULT_FORM), [*codes], "--umpan-hasil"))
    if asks.asks and not found:
        for kode, text in codes.items():
            found[kode] = asks.text(
                ASK_OF_RESULT, "--umpan-hasil", needed=False, longest=LONGEST_TEXT, rhk=kode, text=text
            )
    return found


def _superior(asks: Asking, given: Mapping[str, str | None], before: Mapping[str, str]) -> Mapping[str, str]:
    name = asks.text(ASK_SUPERIOR, "--atasan-nama", given["nama"], before.get("nama", ""), needed=False)
    if not name:
        return {}
    same = name == before.get("nama")
    nip = asks.text(ASK_SUPERIOR_NIP, "--atasan", given["nip"], before.get("nip", "") if same else "", needed=False)
    post = asks.text(ASK_SUPERIOR_POST, "--atasan-jabatan", given["jabatan"], before.get("jabatan", "") if same else "")
    kept = {key: each for key, each in before.items() if same}
    return {**kept, "nama": name, "nip": nip, "jabatan": post}
