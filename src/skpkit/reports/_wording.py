"""What people read in place of keys, periods and paths: the words of the forms, and records by what they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from skpkit.messages import N_, in_words, show, visible
from skpkit.model.paths import day_of, record_path
from skpkit.model.periods import period_in_words
from skpkit.paper import labels
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP

if TYPE_CHECKING:
    from skpkit.change.edits import Edit
    from skpkit.reports._report import Report

RECORDS: Mapping[str, str] = {
    SKP: N_("SKP"),
    MANUAL: N_("Manual IKI {key}"),
    DIALOGUE: N_("dialogue of {key}"),
    EVALUATION: N_("evaluation of {key}"),
}
NTH = N_("{record} ({nth})")
OF_COMPLEMENT = N_("{record} of {folder}")
LINE = N_("{record} (line {line} of its file)")
_OWN = {
    "target": "Target",
    "realisasi": "Realisasi",
    "proyeksi": "Proyeksi",
    "hasil_kerja": "Hasil Kerja",
    "pegawai": "Pegawai",
    "penetapan": "Penetapan",
    "komplemen": "Komplemen",
    "perubahan": "Perubahan",
    "rencana": "Rencana Hasil Kerja",
    "nip": "NIP",
}
LONGEST = 4_000  # characters of a text that a page shows


def clean(text: str) -> str:
    """A text in one line in which nothing acts on a reader, and that ends."""
    line = " ".join(text[: LONGEST + 1].split())
    return visible(line if len(text) <= LONGEST else f"{line[:LONGEST]}…")


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def field_in_words(edit: Edit) -> str:
    """What a form calls the field that an edit is of."""
    known: Mapping[str, str] = labels.MANUAL if edit.record == MANUAL else labels.FIELD
    if edit.field in labels.VALUES:
        return f"{labels.COMPONENT['perilaku_kerja']}: {labels.VALUES[edit.field][0]}"
    if not edit.field:
        return labels.COMPONENT.get(edit.part, "")
    return _OWN.get(edit.field) or known.get(edit.field) or in_words(edit.field).replace("_", " ").capitalize()


def component_in_words(component: str) -> str:
    """What a form calls a komponen of an adendum."""
    return labels.COMPONENT.get(component, component.replace("_", " "))


def record_in_words(report: Report, below: str) -> str:
    """A record by what it is, given by its name within the dossier; another file as it is named."""
    found = record_path(below)
    if found.kind is None:
        return below
    key, nth = found.key, ""
    if found.kind == DIALOGUE:
        day = day_of(key[:10])
        key, nth = (show(day, report.lang), key[11:]) if day else (key, "")
    elif found.kind == EVALUATION:
        key = period_in_words(key, report.lang)
    said = report.say(RECORDS[found.kind], key=key)
    said = report.say(NTH, record=said, nth=nth) if nth else said
    return report.say(OF_COMPLEMENT, record=said, folder=found.folder.replace("-", " ")) if found.folder else said
