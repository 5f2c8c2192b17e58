"""`skpkit new manual`: ask how each IKI is measured, or read it from options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from skpkit.cli._asking import LONGEST_TEXT, Asking
from skpkit.cli._plan_words import known_only, pairs_in
from skpkit.continuing import ALL_HAVE, HAS_MANUAL, NO_IKI, fields_of, lacking_manuals
from skpkit.errors import WrongUsage
from skpkit.meant import OpenPlan
from skpkit.messages import N_
from skpkit.model.paths import manual_name
from skpkit.model.records import Indicator

FILL = "--isi"
FILL_FORM = N_("FIELD=TEXT for all of them, or IKI.FIELD=TEXT for one, such as 1a-C.polarisasi=minimize")
ASK_TEXT = {
    "tujuan": N_("{iki}: why it is measured (tujuan)"),
    "definisi": N_("{iki}: what it means (definisi)"),
    "formula": N_("{iki}: how it is computed (formula)"),
    "sumber_data": N_("{iki}: where the data come from (sumber data)"),
    "pihak_penanggung_jawab": N_("{iki}: who is responsible (penanggung jawab)"),
    "pihak_penyedia_data": N_("{iki}: who provides the data (penyedia data)"),
}
ASK_CHOICE = {
    "tingkat_validitas": N_("{iki}: how directly it measures the aim (validitas)"),
    "tingkat_kendali": N_("{iki}: how far the employee determines it (kendali)"),
    "jenis": N_("{iki}: cascading"),
    "metode": N_("{iki}: how it is cascaded (metode)"),
    "periode_pelaporan": N_("{iki}: how often it is reported (periode pelaporan)"),
    "konsolidasi_periode": N_("{iki}: how periods make the year (konsolidasi)"),
    "polarisasi": N_("{iki}: what is good (polarisasi)"),
    "konversi_120": N_("{iki}: does a met target count as 120 (konversi 120)"),
}
KNOWN: Mapping[str, Mapping[str, str]] = {
    "tingkat_validitas": {
        "exact": N_("it measures the aim itself"),
        "proxy": N_("a part of it"),
        "activity": N_("only the activity"),
    },
    "tingkat_kendali": {"high": N_("for the most part"), "moderate": N_("in part"), "low": N_("hardly")},
    "jenis": {
        "cascading_peta": N_("from the strategy map"),
        "cascading": N_("from the superior"),
        "non_cascading": N_("from nobody"),
    },
    "metode": {"direct": N_("directly"), "indirect": N_("indirectly")},
    "periode_pelaporan": {"bulanan": "", "triwulanan": "", "semesteran": "", "tahunan": ""},
    "konsolidasi_periode": {
        "sum": N_("their sum"),
        "average": N_("their average"),
        "take_last_known": N_("the last one"),
    },
    "polarisasi": {
        "maximize": N_("the higher the better"),
        "minimize": N_("the lower the better"),
        "stabilize": N_("neither more nor less"),
    },
    "konversi_120": {"tidak": "", "ya": ""},
}
ASK_WORST = N_("{iki}: the worst realisasi that is bearable (nilai terburuk), needed for a target of 0")

MORE = ("nilai_terburuk",)
FIELDS = (*ASK_TEXT, *ASK_CHOICE, *MORE)


def fields_asked(asks: Asking, plan: OpenPlan, codes: Sequence[str], fill: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What options and answers say of each manual that is to be made: of the IKI that are named, else of all that have
    none. Raises WrongUsage where that cannot be."""
    lacking = {each.kode: each for each in lacking_manuals(plan)}
    all_codes = tuple(each.kode for each in plan.skp.indicators())
    for kode in codes:
        if kode not in all_codes:
            raise WrongUsage(NO_IKI, given=kode, known=all_codes)
        if kode not in lacking:
            raise WrongUsage(HAS_MANUAL, path=plan.path_of(manual_name(kode)), dossier=plan.folder.path, iki=kode)
    if not lacking:
        raise WrongUsage(ALL_HAVE, path=plan.folder.path)
    given = pairs_in(fill, FILL, FILL_FORM)
    known_only(given, (*FIELDS, *(f"{kode}.{key}" for kode in all_codes for key in FIELDS)), FILL)
    return {kode: asked_fields(asks, plan, lacking[kode], given) for kode in codes or lacking}


def asked_fields(asks: Asking, plan: OpenPlan, indicator: Indicator, given: Mapping[str, str]) -> dict[str, Any]:
    """What answers say of the manual of one IKI, but for what is `given` of it, or of all."""
    kode, proposed = indicator.kode, fields_of(plan, indicator)

    def of(key: str) -> str | None:
        return given.get(f"{kode}.{key}", given.get(key))

    asks.head(kode, str(indicator.data.get("nama", indicator.ukuran)))
    found: dict[str, Any] = {}
    for key, question in ASK_TEXT.items():
        if key in proposed:
            needed = key in ("definisi", "formula")
            usual = str(proposed[key])
            found[key] = asks.text(question, FILL, of(key), usual, needed=needed, longest=LONGEST_TEXT, iki=kode)
    flat = {**proposed, **proposed["cascading"]}
    flat["konversi_120"] = "ya" if flat.get("konversi_120") else "tidak"
    for key, question in ASK_CHOICE.items():
        fixed = key == "periode_pelaporan" and indicator.target
        if key in flat and (key in proposed or key in proposed["cascading"]) and not fixed:
            found[key] = asks.choice(question, FILL, KNOWN[key], of(key), str(flat[key]), iki=kode)
    found["cascading"] = {key: found.pop(key) for key in ("jenis", "metode") if key in found}
    if "konversi_120" in found:
        found["konversi_120"] = found["konversi_120"] == "ya"
    if found.get("polarisasi") == "minimize" and 0 in indicator.target.values():
        worst = proposed.get("nilai_terburuk")
        found["nilai_terburuk"] = asks.number(
            ASK_WORST, f"{FILL} {kode}.nilai_terburuk=…", of("nilai_terburuk"), worst, iki=kode
        )
    return found
