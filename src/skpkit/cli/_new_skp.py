"""`skpkit new skp`: ask for a new SKP, or read it from options."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from skpkit.cli._asking import LONGEST_TEXT, Asking, nip_in
from skpkit.cli._new_results import PlanFrame, asked_results, asked_target, given_results
from skpkit.cli._plan_words import known_only, pairs_in, target_in
from skpkit.drafting import OWN_APPRAISER, Proposals, rules_of
from skpkit.errors import WrongUsage
from skpkit.messages import N_
from skpkit.model.nip import nip_flaw
from skpkit.model.periods import YEAR, Term, rhythm_of
from skpkit.model.profiles import Profile
from skpkit.model.proposals import consolidation_of, kept_target
from skpkit.model.records import Skp
from skpkit.source.yamlfile.numbers import number_in
from skpkit.starting import profiles, usual_profile
from skpkit.writing.composing import NO_GLOSSES
from skpkit.writing.drafts import ATTACHED, IndicatorDraft, ResultDraft, SkpDraft

GROUPS = (
    "jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "pelaksana", "jf_ahli", "jf_keterampilan",
)  # fmt: skip
FORMS = {
    "administrasi_fungsional": N_("officials in administration and functional officials"),
    "pimpinan_unit": N_("high officials and heads of a unit of its own"),
}
WAYS = {"kuantitatif": N_("numbers as targets"), "kualitatif": N_("told in words")}

ASK_YEAR = N_("Year (tahun)")
ASK_NIP = N_("NIP of the employee")
ASK_NAME = N_("Name of the employee")
ASK_RANK = N_("Rank (pangkat/golongan), such as Penata Muda / III/a, empty where there is none")
ASK_POST = N_("Position (jabatan)")
ASK_UNIT = N_("Unit (unit kerja)")
ASK_GROUP = N_("Group of the position (kelompok jabatan), empty where it is not known")
ASK_INSTITUTION = N_("Institution (instansi)")
ASK_PROFILE = N_("Regulation (aturan)")
ASK_FORM = N_("Form (kelompok)")
ASK_WAY = N_("Approach (pendekatan)")
ASK_BEGIN = N_("First day of the SKP")
ASK_END = N_("Last day of the SKP")
ASK_FOLDER = N_("Folder of the unit below the year, - for none")
ASK_APPRAISER = N_("NIP of the appraiser (pejabat penilai kinerja), empty for one who has none")
ASK_APPRAISER_NAME = N_("Name of the appraiser")
ASK_APPRAISER_RANK = N_("Rank of the appraiser (pangkat/golongan), empty where there is none")
ASK_APPRAISER_POST = N_("Position of the appraiser (jabatan)")
ASK_APPRAISER_UNIT = N_("Unit of the appraiser (unit kerja)")
ASK_EXPECT = N_("Does the superior expect something special of one of the seven values (ekspektasi khusus)?")
ASK_EXPECTED = N_("{value}, empty for nothing special")
ASK_ATTACHED = {
    ATTACHED[0]: N_("Resources needed (dukungan sumber daya), parted by ;, empty for none"),
    ATTACHED[1]: N_("How it is reported (skema pertanggungjawaban), parted by ;, empty for none"),
    ATTACHED[2]: N_("Consequences (konsekuensi), parted by ;, empty for none"),
}
OF_SUPERIOR = N_("To each result one of the RHK of the superior may be chosen.")
PLAN_BEFORE = N_("Take the plan of {year} as the base?")
COPIED_IKI = N_("{kode} {name}: last year {target}")
NO_PLAN_BEFORE = N_("there is no SKP of {year} of this employee to take the plan from; give --rhk and --iki")
OTHER_WAY = N_(
    "the plan of {year} is {there}, so a plan that is {way} cannot be made of it; write a new one: --rhk and --iki in "
    "place of --from, or keep the way: --pendekatan {there}"
)
RANK_AS = N_("“{given}” lacks the sign between its parts; write {near}")
NO_YEAR = N_("a year has four digits, such as 2026")
NO_DAYS = N_("the SKP must begin before it ends, both in {year}")
EXPECT_FORM = N_("VALUE=TEXT, such as akuntabel=Laporan selalu lengkap")
TARGET_FORM = N_("IKI=NUMBERS, such as 1a-C=95 95 96 96")
NEED_TARGET = N_(
    "--target for {kode} is needed, since targets are to be new; give it, or keep those of the year before"
)


class SkpGiven(NamedTuple):
    """What options say of a new SKP; None or nothing where they do not."""

    year: int | None
    nip: str | None
    person: Mapping[str, str | None]
    appraiser: Mapping[str, str | None]
    institution: str | None
    aturan: str | None
    form: str | None
    way: str | None
    begin: date | None
    end: date | None
    folder: str | None
    rhk: Sequence[str]
    extra: Sequence[str]
    iki: Sequence[str]
    expectations: Sequence[str]
    attachment: Mapping[str, Sequence[str]]
    source: int | None
    keep: bool
    targets: Sequence[str]


def drafted(asks: Asking, known: Proposals, given: SkpGiven) -> SkpDraft:
    """The SKP that options and answers make."""
    settings = known.office.settings
    year = int(asks.number(ASK_YEAR, "--tahun", given.year, known.today.year, read=_whole_year) or known.today.year)
    nip = asks.value(ASK_NIP, "NIP", given.nip, "", nip_in)
    known.refuse_second(nip, year)
    before = known.plan_of(nip, year)
    dossier, earlier = before if before else (None, None)
    colleague = None if earlier else known.colleague(given.folder or _first(known.units()), year)
    employee = _person(
        asks,
        nip,
        given.person,
        earlier.employee if earlier else {},
        colleague,
        settings.unit,
        copied=given.source is not None,
    )
    institution = given.institution or settings.institution  # what the settings say is not asked for
    institution = asks.text(ASK_INSTITUTION, "--instansi", institution or None, _of(earlier or colleague, "instansi"))
    usual = earlier.aturan if earlier else usual_profile(institution)
    aturan = asks.choice(ASK_PROFILE, "--aturan", profiles(), given.aturan or settings.profile, usual)
    rules = rules_of(aturan)
    form = asks.choice(ASK_FORM, "--kelompok", FORMS, given.form, _of(earlier, "kelompok") or next(iter(FORMS)))
    way = asks.choice(ASK_WAY, "--pendekatan", WAYS, given.way, _of(earlier, "pendekatan") or next(iter(WAYS)))
    if earlier and asks.asks and _may_follow(given, earlier, form, way):
        since = earlier.tahun if asks.agrees(PLAN_BEFORE, year=str(earlier.tahun)) else None
        given = given._replace(source=since)
        if since is not None and "bentuk_penugasan" in earlier.employee:
            employee["bentuk_penugasan"] = str(earlier.employee["bentuk_penugasan"])
    term = _term(asks, given, year)
    unit = asks.text(
        ASK_FOLDER, "--folder", given.folder, known.unit_folder(dossier, employee["unit_kerja"]) or "-", read=_no_dash,
        needed=False,
    )  # fmt: skip
    appraiser = _appraiser(asks, employee, given.appraiser, (earlier or colleague), known, year)
    superior = known.results_of(appraiser.get("nip", ""), year)
    if superior and not given.rhk and given.source is None:
        asks.tell(OF_SUPERIOR)
    frame = PlanFrame(
        term, rules, way == "kualitatif", form == "pimpinan_unit", superior, employee.get("kelompok_jabatan", "")
    )
    results = _results(asks, frame, known, given, nip)
    return SkpDraft(
        year, unit, aturan, institution, term, employee, appraiser, results, frame.narrative, frame.heads_unit,
        _expectations(asks, rules, given), _attachment(asks, given, earlier),
        known.notes_of(earlier) if earlier and given.source is not None else NO_GLOSSES,
    )  # fmt: skip


def _may_follow(given: SkpGiven, earlier: Skp, form: str, way: str) -> bool:
    """Whether the plan of the year before may be the base of this one, where nobody said what the plan is."""
    said = given.source is not None or given.rhk or given.extra or given.iki
    return not said and (form, way) == (_of(earlier, "kelompok"), _of(earlier, "pendekatan"))


def _whole_year(found: float) -> float:
    if found not in range(1000, 10000):
        raise WrongUsage(NO_YEAR)
    return found


def _first(units: Sequence[str]) -> str:
    return units[0] if units else ""


def _rank(text: str) -> str:
    """A rank as the forms have it. Raises WrongUsage for one without the slash between the parts of it."""
    if found := re.search(r"\b(I|II|III|IV) ?([a-e])$", text.strip()):
        raise WrongUsage(RANK_AS, given=text, near=f"{text.strip()[: found.start()]}{found[1]}/{found[2]}")
    return text.strip()


def _no_dash(text: str) -> str:
    return "" if text == "-" else text


def _of(skp: Skp | None, key: str) -> str:
    return str(skp.data.get(key, "")) if skp else ""


def _person(
    asks: Asking,
    nip: str,
    given: Mapping[str, str | None],
    known: Mapping[str, Any],
    colleague: Skp | None,
    unit: str,
    *,
    copied: bool,
) -> dict[str, str]:
    """The employee, with what is known of him; the kind of assignment only where the plan is copied too, since it asks
    for IKI of its own."""
    beside = str(colleague.employee.get("unit_kerja", "")) if colleague else ""
    person = {
        "nama": asks.text(ASK_NAME, "--nama", given["nama"], str(known.get("nama", "")), words=True),
        "nip": nip,
        "pangkat_golongan": asks.text(
            ASK_RANK, "--pangkat", given["pangkat_golongan"], str(known.get("pangkat_golongan", "")), needed=False,
            read=_rank,
        ),
        "jabatan": asks.text(ASK_POST, "--jabatan", given["jabatan"], str(known.get("jabatan", "")), words=True),
        "unit_kerja": asks.text(
            ASK_UNIT, "--unit", given["unit_kerja"], str(known.get("unit_kerja", "")) or beside or unit
        ),
        "kelompok_jabatan": asks.choice(
            ASK_GROUP, "--kelompok-jabatan", dict.fromkeys(GROUPS, ""), given["kelompok_jabatan"],
            str(known.get("kelompok_jabatan", "")), needed=False,
        ),
        "kepegawaian": given["kepegawaian"] or str(known.get("kepegawaian", "")),
        "bentuk_penugasan": str(known.get("bentuk_penugasan", "")) if copied else "",
    }  # fmt: skip
    if not person["kepegawaian"] and nip_flaw(nip, with_month=True) == "month":
        person["kepegawaian"] = "pppk"  # whose NIP has no month of appointment
    return {key: each for key, each in person.items() if each}


def _appraiser(
    asks: Asking,
    employee: Mapping[str, str],
    given: Mapping[str, str | None],
    like: Skp | None,
    known: Proposals,
    year: int,
) -> dict[str, str]:
    """The appraiser: that of the year before or of a colleague; of another NIP what his own SKP tells."""
    nip, unit = employee["nip"], employee["unit_kerja"]

    def read(text: str) -> str:
        found = nip_in(text) if text.strip() else ""
        if found == nip:
            raise WrongUsage(OWN_APPRAISER)
        return found

    usual = like.appraiser if like and like.appraiser.get("nip") != nip else {}
    named = given["nip"] if given["nip"] is not None or not given["nama"] else ""
    own = asks.value(ASK_APPRAISER, "--penilai", named, str(usual.get("nip", "")), read, needed=False)
    found = known.plan_of(own, year) if own else None
    told = usual if own == usual.get("nip", "") and usual else found[1].employee if found else {}

    def of(key: str) -> str:
        return str(told.get(key, ""))

    person = {
        "nama": asks.text(ASK_APPRAISER_NAME, "--penilai-nama", given["nama"], of("nama"), words=True),
        "nip": own,
        "pangkat_golongan": asks.text(
            ASK_APPRAISER_RANK,
            "--penilai-pangkat",
            given["pangkat_golongan"],
            of("pangkat_golongan"),
            needed=False,
            read=_rank,
        ),
        "jabatan": asks.text(ASK_APPRAISER_POST, "--penilai-jabatan", given["jabatan"], of("jabatan"), words=True),
        "unit_kerja": asks.text(
            ASK_APPRAISER_UNIT, "--penilai-unit", given["unit_kerja"], of("unit_kerja") if told else unit, needed=False
        ),
    }
    return {key: each for key, each in person.items() if each}


def _term(asks: Asking, given: SkpGiven, year: int) -> Term:
    begin = asks.day(ASK_BEGIN, "--mulai", given.begin, date(year, 1, 1))
    term = Term(begin, asks.day(ASK_END, "--selesai", given.end, date(year, 12, 31)))
    if not term.is_possible(year):
        raise WrongUsage(NO_DAYS, year=str(year))
    return term


def _results(asks: Asking, frame: PlanFrame, known: Proposals, given: SkpGiven, nip: str) -> tuple[ResultDraft, ...]:
    if given.source is not None:
        found = known.plan_of(nip, given.source)
        if not found or found[1].tahun != given.source:
            raise WrongUsage(NO_PLAN_BEFORE, year=str(given.source))
        there = str(found[1].data["pendekatan"])
        if found[1].narrative != frame.narrative:
            way = next(each for each in WAYS if each != there)
            raise WrongUsage(OTHER_WAY, year=str(given.source), there=there, way=way)
        return tuple(_copied(asks, frame, given, found[1]))
    if given.rhk or given.extra or not asks.asks:
        if not given.rhk:
            asks.text("", "--rhk")  # says that it is needed
        return given_results(frame, given.rhk, given.extra, given.iki)
    return asked_results(asks, frame)


def _copied(asks: Asking, frame: PlanFrame, given: SkpGiven, earlier: Skp) -> Sequence[ResultDraft]:
    """The results of an earlier SKP, their targets new or kept."""
    targets = pairs_in(given.targets, "--target", TARGET_FORM)
    known_only(targets, [each.kode for each in earlier.indicators()], "--target")
    codes = {each.kode for each in frame.superior}
    found = []
    for result in earlier.results:
        asks.head(result.kode, str(result.data["rencana"]))
        superior = result.superior[1] if result.superior and result.superior[1] in codes else ""
        found.append(
            ResultDraft(
                result.kode,
                str(result.data["rencana"]),
                tuple(_copied_indicator(asks, frame, given, each, targets) for each in result.indicators),
                result.section != "utama",
                superior,
                str(result.data.get("perspektif", "")),
                str(result.data.get("penugasan", "")),
            )
        )
    return found


def _copied_indicator(
    asks: Asking, frame: PlanFrame, given: SkpGiven, indicator: Any, targets: Mapping[str, str]
) -> IndicatorDraft:
    data = indicator.data
    if frame.narrative:
        return IndicatorDraft(indicator.kode, str(data["ukuran"]), mandate=str(data.get("mandat", "")))
    name, unit = str(data["nama"]), str(data["satuan"])
    how = consolidation_of(indicator.target, unit)
    if indicator.kode in targets:
        target = target_in(targets[indicator.kode], unit, how, frame.term, frame.rules)
    elif given.keep or asks.yes:
        target = kept_target(indicator.target, how, frame.term, frame.rules)
        if not target:
            raise WrongUsage(NEED_TARGET, kode=indicator.kode)
    elif asks.asks:
        asks.tell(COPIED_IKI, kode=indicator.kode, name=name, target=indicator.target.get(YEAR))
        target = asked_target(asks, frame, unit, indicator.target, rhythm_of(indicator.target))
    else:
        raise WrongUsage(NEED_TARGET, kode=indicator.kode)
    return IndicatorDraft(indicator.kode, name, str(data["aspek"]), unit, target, str(data.get("mandat", "")))


def _expectations(asks: Asking, rules: Profile, given: SkpGiven) -> Mapping[str, str]:
    if given.expectations or not asks.asks:
        return known_only(pairs_in(given.expectations, "--ekspektasi", EXPECT_FORM), rules.values, "--ekspektasi")
    if not asks.agrees(ASK_EXPECT, usual=False):
        return {}
    return {
        each: text
        for each in rules.values
        if (
            text := asks.text(
                ASK_EXPECTED, "--ekspektasi", needed=False, longest=LONGEST_TEXT, value=each.replace("_", " ")
            )
        )
    }


def _attachment(asks: Asking, given: SkpGiven, earlier: Skp | None) -> Mapping[str, Sequence[str]]:
    before: Mapping[str, Sequence[str]] = earlier.data.get("lampiran", {}) if earlier else {}
    found = {}
    for key, question in ASK_ATTACHED.items():
        if given.attachment[key]:
            found[key] = [*given.attachment[key]]
            continue
        option = f"--{key.partition('_')[0]}"
        usual = "; ".join(before.get(key, ()))
        text = asks.text(question, option, None, usual, needed=False, longest=LONGEST_TEXT)
        found[key] = [each.strip() for each in text.split(";") if each.strip()]
    return found


def year_in(text: str, this: int) -> int:
    """A year, as somebody writes it; the one before for lalu and last."""
    return this - 1 if text.strip().casefold() in ("lalu", "last", "tahun lalu", "last year") else int(number_in(text))
