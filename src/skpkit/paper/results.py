"""What SKP and evaluation show alike: the RHK that a result intervenes, an IKI's own period, the seven behaviours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from skpkit.model.paths import Identity
from skpkit.model.profiles import profile
from skpkit.model.records import Data, Indicator, Result, Skp
from skpkit.paper import labels, words
from skpkit.paper.held import held_on
from skpkit.paper.material import Material
from skpkit.source.schemas import ADDITIONAL


@dataclass(frozen=True, slots=True)
class SuperiorResult:
    """A superior's RHK, as its subordinates' forms cite it; `head` where its SKP is of the group pimpinan_unit."""

    rencana: str
    indicators: tuple[str, ...]
    head: bool


Superiors: TypeAlias = Mapping[tuple[str, str], SuperiorResult | None]  # by NIP and code


@dataclass(frozen=True, slots=True)
class Intervened:
    """The cell of the RHK that is intervened; `rujukan` where only its code is known."""

    uraian: str
    indikator: tuple[str, ...] = ()
    rujukan: bool = False


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One of the seven values, with what the leader expects in particular; `berubah` where the adendum changed that."""

    nomor: str
    nama: str
    perilaku: tuple[str, ...]
    ekspektasi: tuple[str, ...]
    berubah: bool = False


def superiors_of(material: Material, skp: Skp, day: date | None = None) -> Superiors:
    """Every RHK of superiors that an SKP intervenes, which are cited; as it held on a day, where one is given."""
    named = dict.fromkeys(each.superior for each in skp.results if each.superior)
    plans = {nip: list(_plans(material, nip, day)) for nip in dict.fromkeys(nip for nip, _ in named)}
    return {(nip, kode): _superior(material, plans[nip], kode) for nip, kode in named}


def _plans(material: Material, nip: str, day: date | None) -> Iterator[tuple[Skp, Skp]]:
    """The SKP of a superior in that year, each with how it held on a day (else as it is): the latest first that had
    begun by then."""
    superior = material.office.dossier(Identity(material.dossier.year, nip))
    plans = sorted(superior.plans() if superior else (), key=lambda each: each[1].term.mulai, reverse=True)
    if superior is None or day is None:
        yield from ((skp, skp) for _, skp in plans)
        return
    for folder, skp in sorted(plans, key=lambda each: each[1].term.mulai > day):
        yield skp, held_on(material, superior, folder, skp, day).skp


def _superior(material: Material, plans: Sequence[tuple[Skp, Skp]], kode: str) -> SuperiorResult | None:
    """The RHK of that code in the first of these SKP that has one."""
    for skp, held in plans:
        if found := superior_result(held, kode):
            material.cite(skp)
            return found
    return None


def superior_result(skp: Skp, kode: str) -> SuperiorResult | None:
    """What the RHK of that code in a superior's SKP gives its subordinates to cite; None where there is none."""
    found = skp.result(kode)
    if found is None:
        return None
    names = tuple(wording(each.data) for each in found.indicators)
    return SuperiorResult(found.data["rencana"], names, skp.heads_unit)


def intervened(result: Result, superiors: Superiors) -> Intervened:
    """The cell of the RHK that a result intervenes, or of the task that it comes from."""
    if result.superior is None:
        task = result.data.get("penugasan")
        missing = "-" if result.section == ADDITIONAL else ""
        return Intervened(f"Penugasan: {words.text(task)}" if task else missing)
    number, kode = result.superior
    known = superiors[number, kode]
    if known is None:
        return Intervened(reference(number, kode), rujukan=True)
    return Intervened(words.text(known.rencana), tuple(map(words.text, known.indicators)) if known.head else ())


def reference(nip: str, kode: str) -> str:
    """A superior's RHK by whose it is."""
    return f"{kode} (NIP{words.NO_BREAK}{words.nip(nip)})"


def perspective(result: Result) -> str:
    """The perspektif of a result, where it has one."""
    return labels.PERSPECTIVE.get(result.data.get("perspektif", ""), "")


def wording(data: Data) -> str:
    """The words of an IKI, as SKP or manual has it: its name, of a kualitatif one its narrative."""
    return str(data.get("ukuran") or data.get("nama", ""))


def name_of(indicator: Indicator) -> str:
    """An IKI by code and name; a kualitatif one by its narrative."""
    return words.text(indicator.ukuran) if indicator.ukuran else f"{indicator.kode} {indicator.data['nama']}"


def result_name(kode: str | None, skp: Skp) -> str:
    """The RHK of that code, by code and text."""
    result = skp.result(kode) if kode else None
    return f"{kode} {result.data['rencana']}" if result else kode or ""


def own_term(indicator: Indicator) -> str:
    """The IKI's own period in brackets, if it has one."""
    return f"({words.span(indicator.term)})" if indicator.term else ""


def behaviours_of(skp: Skp) -> Iterator[tuple[str, Behaviour]]:
    """The values that its rules name, each by its key and with what the SKP expects of it."""
    expected: dict[str, tuple[str, ...]] = {}
    for each in skp.data["perilaku_kerja"]:
        said = words.lines(each.get("ekspektasi", ""))
        expected[each["nilai"]] = expected.get(each["nilai"], ()) + said
    rules = profile(skp.aturan)
    assert rules is not None  # noqa: S101 - an SKP with an unknown aturan has no view
    for nth, key in enumerate(rules.values, 1):
        name, behaviours = labels.VALUES[key]
        yield key, Behaviour(str(nth), name, behaviours, expected.get(key, ()))
