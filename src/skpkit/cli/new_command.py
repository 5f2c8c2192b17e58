"""`skpkit new`: begin an SKP, its manuals, a dialogue or an evaluation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import click

import skpkit
from skpkit.cli._answers import LEFT, WRITE_NOW, until_agreed
from skpkit.cli._asking import Asking, yes_option
from skpkit.cli._dialogue_options import dialogue_options
from skpkit.cli._group import NearestNames
from skpkit.cli._language import _, chosen_language
from skpkit.cli._masking import hiding
from skpkit.cli._shared import Command, DayGiven, adopt, here, lang_option, today_option
from skpkit.cli._streams import say
from skpkit.cli._whose import whose
from skpkit.messages import N_, Value, as_word, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from skpkit.drafting import Drafted

HELP = _(
    "Begin a record: an SKP, the manuals of its IKI, a dialogue (DKI) or an evaluation. Asks for what is not given as "
    "an option, and proposes what the records tell. The file is valid and says what each field is; where it would "
    "break a rule, nothing is written."
)
SKP_HELP = _(
    "Begin the SKP of an employee in a year, a rancangan: records/YEAR/UNIT/NIP/skp.yaml. Employee and appraiser are "
    "proposed from an earlier SKP or from colleagues, codes and the totals of the year are computed."
)
NIP = _("NIP of the employee, as an option.")
YEAR = _("The year; without it this one.")
FOLDER = _("Folder of the unit below the year; - for none.")
NAME = _("Name of the employee.")
RANK = _("Rank (pangkat/golongan), such as Penata Muda / III/a.")
POST = _("Position (jabatan).")
UNIT = _("Unit (unit kerja).")
GROUP = _("Group of the position (kelompok jabatan), such as pelaksana.")
STATUS = _("pns or pppk; pppk where the NIP says so.")
INSTITUTION = _("The institution.")
PROFILE = _("The regulation (aturan) that the SKP goes by.")
FORM = _("Which form: administrasi_fungsional, or pimpinan_unit of a head of unit.")
WAY = _("kuantitatif (numbers as targets) or kualitatif (told in words).")
BEGIN = _("First day of the SKP; without it 1 January.")
END = _("Last day of the SKP; without it 31 December.")
APPRAISER = _("NIP of the appraiser (pejabat penilai kinerja).")
APPRAISER_NAME = _("Name of the appraiser.")
APPRAISER_RANK = _("Rank of the appraiser.")
APPRAISER_POST = _("Position of the appraiser.")
APPRAISER_UNIT = _("Unit of the appraiser.")
RHK = _(
    "A result (RHK): 'RESULT', or 'RESULT | RHK-1' with the code of the superior's RHK that it supports. Repeat it."
)
EXTRA = _("An additional result: 'RESULT', or 'RESULT | who gave the task'. Repeat it.")
IKI = _(
    "An indicator: 'RHK | name | aspek | satuan | target', the target as a number for each period ('95 95 96 96') or "
    "'Q3=5 Q4=5'; a sixth part says how they make the year: jumlah, rata-rata, terakhir. Repeat it."
)
EXPECT = _("What the superior specially expects of a value: 'akuntabel=TEXT'. Repeat it.")
SUPPORT = _("A resource that is needed. Repeat it.")
SCHEME = _("How it is reported. Repeat it.")
CONSEQUENCE = _("A consequence. Repeat it.")
FROM = _("Take results and indicators from the SKP of that year; `lalu` is the year before.")
KEEP = _("With --from: keep the targets, or have new ones.")
TARGET = _("With --from: the new target of an indicator: '1a-C=95 95 96 96'. Repeat it.")
MANUAL_HELP = _(
    "Write the manuals (Manual IKI) of an SKP: of the IKI that are named, else of all that have none. DOSSIER is its "
    "folder, or the NIP. Proposed is the manual of the year before where the IKI is the same, else what the SKP tells."
)
FILL = _(
    "What a manual says: 'FIELD=TEXT' for all, 'IKI.FIELD=TEXT' for one, such as '1a-C.polarisasi=minimize'. Fields: "
    "tujuan, definisi, formula, sumber_data, pihak_penanggung_jawab, pihak_penyedia_data, tingkat_validitas, "
    "tingkat_kendali, jenis, metode, periode_pelaporan, konsolidasi_periode, polarisasi, konversi_120, nilai_terburuk. "
    "Repeat it."
)
DIALOGUE_HELP = _(
    "Begin a dialogue (DKI) of an employee and the appraiser: asks the realisasi of each IKI whose period is over, for "
    "feedback, agreements and steps. DOSSIER is its folder, or the NIP. It is a draft unless --reported."
)
EVALUATION_HELP = _(
    "Begin the evaluation of a period, by default the next one that is due: shows target, realisasi and capaian, and "
    "computes the predikat by the matrix. DOSSIER is its folder, or the NIP. It is a rancangan unless --ditetapkan."
)
ORGANISATION = _("istimewa, baik, butuh_perbaikan, kurang or sangat_kurang: the result of the organisation.")
RESULTS = _("di_atas_ekspektasi, sesuai_ekspektasi or di_bawah_ekspektasi: the results.")
BEHAVIOUR = _("The same of the behaviour.")
OF_RESULTS = _("Feedback on a result: 'RHK-1=TEXT'. Repeat it.")
OF_VALUES = _("Feedback on a value: 'kolaboratif=TEXT'. Repeat it.")
NOTE = _("Note or recommendation of the appraiser.")
PLACE = _("Where it is signed.")
SUPERIOR_NAME = _("Name of the appraiser's superior; known from the evaluation before.")
SUPERIOR = _("NIP of that person.")
SUPERIOR_POST = _("Position of that person.")
EVALUATED_ON = _("The day of the evaluation; without it today.")
ESTABLISHED = _("Establish it with that, or leave it a rancangan.")
WROTE = N_("written:")
NEXT = N_("next:")
DOSSIER = _("DOSSIER")


@click.group(
    "new", cls=NearestNames, help=HELP, options_metavar=_("[OPTIONS]"), subcommand_metavar=_("COMMAND [ARGUMENTS]…")
)
def command() -> None:
    """New records."""


@command.command("skp", cls=Command, help=SKP_HELP)
@click.argument("nip", metavar="[NIP]", required=False)
@click.option("--tahun", "year", type=int, default=None, help=YEAR, metavar=_("YEAR"))
@click.option("--folder", default=None, help=FOLDER, metavar=_("FOLDER"))
@click.option("--nama", "name", default=None, help=NAME, metavar=_("TEXT"))
@click.option("--pangkat", "rank", default=None, help=RANK, metavar=_("TEXT"))
@click.option("--jabatan", "post", default=None, help=POST, metavar=_("TEXT"))
@click.option("--unit", default=None, help=UNIT, metavar=_("TEXT"))
@click.option("--kelompok-jabatan", "group", default=None, help=GROUP, metavar=_("NAME"))
@click.option("--kepegawaian", "status", type=click.Choice(("pns", "pppk")), default=None, help=STATUS)
@click.option("--instansi", "institution", default=None, help=INSTITUTION, metavar=_("TEXT"))
@click.option("--aturan", default=None, help=PROFILE, metavar=_("NAME"))
@click.option("--kelompok", "form", default=None, help=FORM, metavar=_("NAME"))
@click.option("--pendekatan", "way", default=None, help=WAY, metavar=_("NAME"))
@click.option("--mulai", "begin", type=DayGiven(), default=None, help=BEGIN, metavar=_("DATE"))
@click.option("--selesai", "end", type=DayGiven(), default=None, help=END, metavar=_("DATE"))
@click.option("--penilai", "appraiser", default=None, help=APPRAISER, metavar="NIP")
@click.option("--penilai-nama", "appraiser_name", default=None, help=APPRAISER_NAME, metavar=_("TEXT"))
@click.option("--penilai-pangkat", "appraiser_rank", default=None, help=APPRAISER_RANK, metavar=_("TEXT"))
@click.option("--penilai-jabatan", "appraiser_post", default=None, help=APPRAISER_POST, metavar=_("TEXT"))
@click.option("--penilai-unit", "appraiser_unit", default=None, help=APPRAISER_UNIT, metavar=_("TEXT"))
@click.option("--rhk", multiple=True, help=RHK, metavar=_("TEXT"))
@click.option("--tambahan", "extra", multiple=True, help=EXTRA, metavar=_("TEXT"))
@click.option("--iki", multiple=True, help=IKI, metavar=_("TEXT"))
@click.option("--ekspektasi", "expectations", multiple=True, help=EXPECT, metavar=_("TEXT"))
@click.option("--dukungan", "support", multiple=True, help=SUPPORT, metavar=_("TEXT"))
@click.option("--skema", "scheme", multiple=True, help=SCHEME, metavar=_("TEXT"))
@click.option("--konsekuensi", "consequence", multiple=True, help=CONSEQUENCE, metavar=_("TEXT"))
@click.option("--from", "source", default=None, help=FROM, metavar=_("YEAR"))
@click.option("--keep-targets/--new-targets", "keep", default=False, help=KEEP)
@click.option("--target", "targets", multiple=True, help=TARGET, metavar=_("TEXT"))
@yes_option
@today_option
@lang_option
def skp(
    nip: str | None,
    year: int | None,
    folder: str | None,
    name: str | None,
    rank: str | None,
    post: str | None,
    unit: str | None,
    group: str | None,
    status: str | None,
    institution: str | None,
    aturan: str | None,
    form: str | None,
    way: str | None,
    begin: date | None,
    end: date | None,
    appraiser: str | None,
    appraiser_name: str | None,
    appraiser_rank: str | None,
    appraiser_post: str | None,
    appraiser_unit: str | None,
    rhk: tuple[str, ...],
    extra: tuple[str, ...],
    iki: tuple[str, ...],
    expectations: tuple[str, ...],
    support: tuple[str, ...],
    scheme: tuple[str, ...],
    consequence: tuple[str, ...],
    source: str | None,
    keep: bool,
    targets: tuple[str, ...],
    yes: bool,
    today: date | None,
    lang: str | None,
) -> None:
    """Ask for what is missing, judge what it makes, and write it."""
    from skpkit.cli._new_skp import SkpGiven, drafted, year_in
    from skpkit.drafting import proposing

    asks = Asking(yes=yes)
    person = {
        "nama": name,
        "pangkat_golongan": rank,
        "jabatan": post,
        "unit_kerja": unit,
        "kelompok_jabatan": group,
        "kepegawaian": status,
    }
    superior = {
        "nip": appraiser,
        "nama": appraiser_name,
        "pangkat_golongan": appraiser_rank,
        "jabatan": appraiser_post,
        "unit_kerja": appraiser_unit,
    }
    attachment = {"dukungan_sumber_daya": support, "skema_pertanggungjawaban": scheme, "konsekuensi": consequence}
    with proposing(here(), today=today, on_settings=lambda each: adopt(each, lang)) as known:
        since = year_in(source, year or known.today.year) if source is not None else None
        given = SkpGiven(
            year, nip, person, superior, institution, aturan, form, way, begin, end, folder, rhk, extra, iki,
            expectations, attachment, since, keep, targets,
        )  # fmt: skip
        made = _made(asks, lambda: skpkit.new_skp(here(), drafted(asks, known, given), today=today))
    _write(made, lambda new: [f"skpkit new {each} {as_word(new.dossier)}" for each in ("manual", "dki")])


def _made(asks: Asking, make: Callable[[], Drafted]) -> Drafted | None:
    """What is made of answers and judged, where somebody wants it to be written."""
    from skpkit.cli._changing import tell_warned

    def wanted(made: Drafted) -> bool:
        for each in made.findings:
            say(hiding().fit(f"  {each.code} {tell(each.problem.message, each.problem.told, chosen_language())}"))
        tell_warned(made.warned)
        return asks.agrees(WRITE_NOW, alone=True, kept=False)

    return until_agreed(asks, make, wanted)


def _write(made: Drafted | None, following: Callable[[Drafted], Sequence[str]]) -> None:
    """Write what was judged and agreed to, and say what was written and what comes next."""
    if made is None:
        _say(LEFT)
        return
    made.batch.write()
    _say(WROTE)
    for path in made.paths:
        say(f"  {path}")
    _say(NEXT)
    for step in following(made):
        say(f"  {step}")


def _say(message: str, **told: Value) -> None:
    say(tell(message, told, chosen_language()))


@command.command("manual", cls=Command, help=MANUAL_HELP)
@click.argument("dossier", metavar=f"[{DOSSIER}]", required=False)
@click.argument("codes", metavar="[IKI]…", nargs=-1)
@click.option("--isi", "fill", multiple=True, help=FILL, metavar=_("TEXT"))
@yes_option
@today_option
@lang_option
def manual(
    dossier: str | None, codes: tuple[str, ...], fill: tuple[str, ...], yes: bool, today: date | None, lang: str | None
) -> None:
    """Ask how each IKI is measured, judge what it makes, and write it."""
    from skpkit.cli._new_manual import fields_asked
    from skpkit.meant import planning

    asks = Asking(yes=yes)
    dossier = whose(dossier, "manual", today=today, lang=lang, asks=asks)
    with planning(here(), dossier, today=today, on_settings=lambda each: adopt(each, lang)) as plan:
        made = _made(
            asks,
            lambda: skpkit.new_manuals(here(), dossier, fields_asked(asks, plan, codes, fill), today=today),
        )
    _write(made, lambda new: [f"skpkit new dki {as_word(new.dossier)}"])


@command.command("evaluasi", cls=Command, help=EVALUATION_HELP)
@click.argument("dossier", metavar=f"[{DOSSIER}]", required=False)
@click.argument("period", metavar=_("[PERIOD]"), required=False)
@click.option("--organisasi", "organisation", default=None, help=ORGANISATION, metavar=_("NAME"))
@click.option("--rating-hasil", "results", default=None, help=RESULTS, metavar=_("NAME"))
@click.option("--rating-perilaku", "behaviour", default=None, help=BEHAVIOUR, metavar=_("NAME"))
@click.option("--umpan-hasil", "of_results", multiple=True, help=OF_RESULTS, metavar=_("TEXT"))
@click.option("--umpan-perilaku", "of_values", multiple=True, help=OF_VALUES, metavar=_("TEXT"))
@click.option("--catatan", "note", default=None, help=NOTE, metavar=_("TEXT"))
@click.option("--tempat", "place", default=None, help=PLACE, metavar=_("TEXT"))
@click.option("--atasan-nama", "superior_name", default=None, help=SUPERIOR_NAME, metavar=_("TEXT"))
@click.option("--atasan", "superior", default=None, help=SUPERIOR, metavar="NIP")
@click.option("--atasan-jabatan", "superior_post", default=None, help=SUPERIOR_POST, metavar=_("TEXT"))
@click.option("--tanggal", "held", type=DayGiven(), default=None, help=EVALUATED_ON, metavar=_("DATE"))
@click.option("--ditetapkan/--rancangan", "established", default=False, help=ESTABLISHED)
@yes_option
@today_option
@lang_option
def evaluasi(
    dossier: str | None,
    period: str | None,
    organisation: str | None,
    results: str | None,
    behaviour: str | None,
    of_results: tuple[str, ...],
    of_values: tuple[str, ...],
    note: str | None,
    place: str | None,
    superior_name: str | None,
    superior: str | None,
    superior_post: str | None,
    held: date | None,
    established: bool,
    yes: bool,
    today: date | None,
    lang: str | None,
) -> None:
    """Show what was reached, ask for the ratings, judge what it makes, and write it."""
    from skpkit.cli._new_evaluasi import EvaluationGiven, drafted
    from skpkit.meant import planning
    from skpkit.model.periods import period_meant

    asks = Asking(yes=yes)
    dossier = whose(
        dossier, "evaluation", [("", period_meant(period))] if period else [], today=today, lang=lang, asks=asks
    )
    above = {"nama": superior_name, "nip": superior, "jabatan": superior_post}
    given = EvaluationGiven(
        period, organisation, results, behaviour, of_results, of_values, note, place, above, established, held
    )
    with planning(here(), dossier, today=today, on_settings=lambda each: adopt(each, lang)) as plan:
        made = _made(asks, lambda: skpkit.new_evaluation(here(), dossier, drafted(asks, plan, given), today=today))
    _write(made, lambda new: [f"skpkit render {as_word(new.paths[0])} -o evaluasi.pdf"])


@command.command("dki", cls=Command, help=DIALOGUE_HELP)
@click.argument("dossier", metavar=f"[{DOSSIER}]", required=False)
@dialogue_options
@yes_option
@today_option
@lang_option
def dki(dossier: str | None, yes: bool, today: date | None, lang: str | None, **told: Any) -> None:
    """Ask what the dialogue was about, judge what it makes, and write it."""
    from skpkit.cli._new_dki import DialogueGiven, drafted
    from skpkit.meant import planning

    asks = Asking(yes=yes)
    dossier = whose(dossier, "dialogue", today=today, lang=lang, asks=asks)
    given = DialogueGiven(**told)
    with planning(here(), dossier, today=today, on_settings=lambda each: adopt(each, lang)) as plan:
        still_open = False

        def make() -> Drafted:
            nonlocal still_open
            draft, recorded = drafted(asks, plan, given)
            still_open = draft.reported is None
            return skpkit.new_dialogue(here(), dossier, draft, recorded, today=today)

        made = _made(asks, make)

    def following(new: Drafted) -> list[str]:
        steps = [f"skpkit render {as_word(new.paths[0])} -o dki.pdf"]
        if still_open:
            steps.insert(0, f"skpkit realisasi {as_word(new.dossier)} --lapor")
        elif not plan.skp.established:
            steps.insert(0, f"skpkit approve {as_word(new.dossier)} --as pegawai")
        return steps

    _write(made, following)
