"""The options of `skpkit new dki`, one for each part of a dialogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from skpkit.cli._language import _
from skpkit.cli._shared import DayGiven, Function, NameGiven, with_options

STAGES = ("perencanaan", "pelaksanaan", "pemantauan", "umpan_balik", "pembinaan", "evaluasi", "tindak_lanjut")
HELD = _("The day of the dialogue; without it today.")
MEDIUM = _("tatap_muka, konferensi_video, telepon, pesan or lainnya.")
KIND = _("berkala or insidental.")
STAGE = _("A stage that it is about; without it what it holds tells. Repeat it.")
REPORTED = _("Report it, on that day or on the day of the dialogue; it may not be edited then.")
VALUE = _("A realisasi: '1a-C=96.2' of the next period that is due, or '1a-C:Q1=96.2'. Repeat it.")
PROOF = _("Evidence of a realisasi: '1a-C=TEXT'. Repeat it.")
HINDRANCE = _("What stood in the way: '1a-C=TEXT'. Repeat it.")
FEEDBACK = _("Feedback of the superior: '1a-C=TEXT' on an IKI, 'akuntabel=TEXT' on a value. Repeat it.")
AGREEMENT = _("What was agreed: 'skp | TEXT', 'adendum | TEXT', 'lainnya | TEXT'; numbers follow. Repeat it.")
ACTION = _("A step that is planned: 'TEXT | 2026-06-30 | RHK-1', the RHK may be left out. Repeat it.")
CONCLUSION = _("The conclusion.")
SURE = _("Write what is odd, since it is so.")
PEOPLE = _(
    "Somebody else who took part: 'NAME | role', 'NAME | role | NIP'; roles: atasan, rekan_setingkat, bawahan, "
    "ketua_tim, anggota_tim, pengelola_kinerja and others. Repeat it."
)
GUIDANCE = _(
    "Guidance by the superior: 'coaching | TEXT', 'konseling | TEXT' or another form (mentoring, training_formal, "
    "training_informal), 'coaching | TEXT | kelompok' of several people. Repeat it."
)
COMPETENCE = _(
    "Development of competence: 'TEXT', 'TEXT | form | 2026-03-18', 'TEXT | form | 2026-03-18 | result' of what is "
    "done. Repeat it."
)
TRAINING = _(
    "A training that is proposed: 'TOPIC | competence | when | who gives it'; what follows may be left out. Repeat it."
)
CAREER = _("The career that was spoken about.")


def dialogue_options(function: Function) -> Function:
    """The options; what they give has the names of `DialogueGiven`."""
    return with_options(function, _OPTIONS)


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--tanggal", "day", type=DayGiven(), default=None, help=HELD, metavar=_("DATE")),
    click.option("--media", "medium", default=None, help=MEDIUM, metavar=_("NAME")),
    click.option("--sifat", "kind", default=None, help=KIND, metavar=_("NAME")),
    click.option("--tahap", "stages", type=NameGiven(STAGES), multiple=True, help=STAGE),
    click.option(
        "--reported", "--lapor", is_flag=False, flag_value="", default=None, help=REPORTED, metavar=_("[DATE]")
    ),
    click.option("--realisasi", "values", multiple=True, help=VALUE, metavar=_("TEXT")),
    click.option("--bukti", "proofs", multiple=True, help=PROOF, metavar=_("TEXT")),
    click.option("--kendala", "hindrances", multiple=True, help=HINDRANCE, metavar=_("TEXT")),
    click.option("--umpan-balik", "feedback", multiple=True, help=FEEDBACK, metavar=_("TEXT")),
    click.option("--sepakat", "agreements", multiple=True, help=AGREEMENT, metavar=_("TEXT")),
    click.option("--aksi", "actions", multiple=True, help=ACTION, metavar=_("TEXT")),
    click.option("--kesimpulan", "conclusion", default=None, help=CONCLUSION, metavar=_("TEXT")),
    click.option("--yakin", "sure", is_flag=True, help=SURE),
    click.option("--peserta", "people", multiple=True, help=PEOPLE, metavar=_("TEXT")),
    click.option("--pembinaan", "guidance", multiple=True, help=GUIDANCE, metavar=_("TEXT")),
    click.option("--kompetensi", "competence", multiple=True, help=COMPETENCE, metavar=_("TEXT")),
    click.option("--pelatihan", "training", multiple=True, help=TRAINING, metavar=_("TEXT")),
    click.option("--karier", "career", default=None, help=CAREER, metavar=_("TEXT")),
)
