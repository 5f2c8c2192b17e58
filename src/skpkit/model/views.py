"""Typed records out of data that their schema accepts: one function a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from skpkit.model.people import who
from skpkit.model.periods import Term
from skpkit.model.records import (
    Absence,
    Amendment,
    Approval,
    Complement,
    Data,
    Dialogue,
    Evaluation,
    Indicator,
    Line,
    Manual,
    Record,
    Result,
    Skp,
)
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SECTIONS, SKP
from skpkit.source.yamlfile import Document, Path


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _term(data: Data | None) -> Term | None:
    if not data:
        return None
    return Term(date.fromisoformat(data["mulai"]), date.fromisoformat(data["selesai"]))


def _approvals(data: Data, path: Path) -> tuple[Approval, ...]:
    return tuple(
        Approval(
            each["sebagai"],
            each.get("nip", ""),
            date.fromisoformat(each["tanggal"]),
            (*path, "persetujuan", nth),
            who(each),
            each.get("tanda_tangan", ""),
        )
        for nth, each in enumerate(data.get("persetujuan", ()))
    )


def _changes(data: Data) -> tuple[Amendment, ...]:
    return tuple(
        Amendment(
            nomor=int(each["nomor"]),
            tanggal=date.fromisoformat(each["tanggal"]),
            komponen=frozenset(each.get("komponen", ())),
            dialog=each.get("dialog"),
            persetujuan=_approvals(each, ("perubahan", nth)),
            former_appraiser=each.get("penilai_lama"),
            path=("perubahan", nth),
            data=each,
        )
        for nth, each in enumerate(data.get("perubahan", ()))
    )


def _indicator(data: Data, rhk: str, path: Path) -> Indicator:
    return Indicator(data["kode"], rhk, path, data, data.get("target", {}), _term(data.get("periode")))


def results_in(data: Data) -> Iterator[tuple[str, int, Data]]:
    """The RHK in an SKP's data, in the order of the form: section, place in that, and what stands there."""
    for section in SECTIONS:
        for nth, each in enumerate(data["hasil_kerja"].get(section, ())):
            yield section, nth, each


def _result(section: str, nth: int, data: Data) -> Result:
    path: Path = ("hasil_kerja", section, nth)
    kode = data["kode"]
    indicators = tuple(
        _indicator(one, kode, (*path, "indikator", place)) for place, one in enumerate(data.get("indikator", ()))
    )
    superior = data.get("rhk_pimpinan")
    named = (superior["nip"], superior["kode"]) if superior else None
    return Result(kode, section, path, data, indicators, named)


def _complement(data: Data | None) -> Complement | None:
    if not data:
        return None
    return Complement(
        nomor=int(data["nomor"]),
        menggantikan=data["menggantikan"],
        tanggal=date.fromisoformat(data["tanggal"]),
        dialog=data.get("dialog"),
        persetujuan=_approvals(data, ("komplemen",)),
    )


def _absences(data: Data) -> tuple[Absence, ...]:
    found = ((each, _term(each), nth) for nth, each in enumerate(data.get("tidak_bertugas", ())))
    return tuple(Absence(term, ("tidak_bertugas", nth), each) for each, term, nth in found if term)


def skp_of(path: str, name: str, data: Data, document: Document) -> Skp:
    """The view of a valid `skp.yaml`."""
    term = _term(data["periode"])
    assert term is not None  # noqa: S101 - the schema requires it
    penetapan = data.get("penetapan") or {}
    return Skp(
        path,
        name,
        data,
        document,
        aturan=data["aturan"],
        tahun=int(data["tahun"]),  # 2026.0 is a whole number too
        term=term,
        status=data["status"],
        employee=data["pegawai"],
        appraiser=data["pejabat_penilai_kinerja"],
        established_on=_day(penetapan.get("tanggal")),
        approvals=_approvals(penetapan, ("penetapan",)),
        results=tuple(_result(*each) for each in results_in(data)),
        changes=_changes(data),
        complement=_complement(data.get("komplemen")),
        absences=_absences(data),
    )


def manual_of(path: str, name: str, data: Data, document: Document) -> Manual:
    """The view of a valid `iki/<kode>.yaml`."""
    return Manual(path, name, data, document, data["kode"], data.get("target", {}), _changes(data))


def dialogue_of(path: str, name: str, data: Data, document: Document) -> Dialogue:
    """The view of a valid `dki/<tanggal>.yaml`."""
    lines = tuple(
        Line(
            iki=each["iki"],
            periode=each["periode"],
            value=each.get("realisasi"),
            projected=each.get("proyeksi", False),
            corrects=each["koreksi"].get("dki") if "koreksi" in each else None,
            is_correction="koreksi" in each,
            path=("pemantauan", "hasil_kerja", nth),
        )
        for nth, each in enumerate(data.get("pemantauan", {}).get("hasil_kerja", ()))
    )
    return Dialogue(
        path,
        name,
        data,
        document,
        tanggal=date.fromisoformat(data["tanggal"]),
        status=data["status"],
        reported_on=_day(data.get("dilaporkan")),
        lines=lines,
    )


def evaluation_of(path: str, name: str, data: Data, document: Document) -> Evaluation:
    """The view of a valid `evaluasi/<periode>.yaml`."""
    return Evaluation(
        path, name, data, document, data["periode"], data["status"], _day(data.get("tanggal")), _approvals(data, ())
    )


VIEWS: Mapping[str, Callable[[str, str, Data, Document], Record]] = {
    SKP: skp_of,
    MANUAL: manual_of,
    DIALOGUE: dialogue_of,
    EVALUATION: evaluation_of,
}
