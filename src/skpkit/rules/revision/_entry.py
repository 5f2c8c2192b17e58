"""How the entry looks that a change is recorded by, as lines of a record."""

from __future__ import annotations

from collections.abc import Sequence

from skpkit.model.records import Amendment

_DAY = "2026-01-31"


def adendum_lines(there: Sequence[Amendment], component: str) -> tuple[str, ...]:
    """The entry of an adendum behind those that are there. What it changes stands last: of several edits one list is
    made."""
    approvals = _approvals("pejabat_penilai_kinerja", "pengelola_kinerja_organisasi")
    lines = ("jenis: adendum", *_told(there), f"dialog: dki/{_DAY}.yaml", *approvals, "komponen:", f"- {component}")
    return _entry(there, lines)


def manual_lines(there: Sequence[Amendment]) -> tuple[str, ...]:
    """The entry of a change of a manual behind those that are there."""
    return _entry(there, (*_told(there), *_approvals("pejabat_penilai_kinerja")))


def _told(there: Sequence[Amendment]) -> tuple[str, ...]:
    return f"nomor: {len(there) + 1}", f"tanggal: {_DAY}", "alasan: …"


def _approvals(*roles: str) -> tuple[str, ...]:
    return "persetujuan:", *(f'- {{sebagai: {each}, nip: "…", tanggal: {_DAY}}}' for each in roles)


def _entry(there: Sequence[Amendment], lines: Sequence[str]) -> tuple[str, ...]:
    """The lines as an entry of the list, which begins with it where there is none."""
    entry = (f"{'  ' if nth else '- '}{each}" for nth, each in enumerate(lines))
    return (*(() if there else ("perubahan:",)), *entry)
