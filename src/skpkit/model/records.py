"""Typed views of the records: SKP, Manual IKI, DKI and evaluasi, as one file each holds them.

A view is made of data that its schema accepts (`views`), so it reads without asking again. It keeps the path of each
thing inside its record, and the record finds the place of a path in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, TypeAlias

from skpkit.findings import Location
from skpkit.model.paths import manual_name, named_day, record_name
from skpkit.model.periods import Term, rhythm_of
from skpkit.source.schemas import DIALOGUE, EVALUATION, MAIN, MANUAL, SKP
from skpkit.source.yamlfile import Document, Path

Data: TypeAlias = Mapping[str, Any]

DRAFT = "rancangan"
CLOSED = "ditutup"
REPORTED = "dilaporkan"
APPRAISER = "pejabat_penilai_kinerja"
REVIEWER = "pengelola_kinerja_organisasi"
EMPLOYEE = "pegawai"
HEADS_OF_UNIT = "pimpinan_unit"
DIRECT_SUPERIOR = "atasan_langsung"
SUPERIORS = (DIRECT_SUPERIOR, "atasan")
SHOWN_OF_IKI = ("nama", "satuan", "aspek", "ukuran")
SHOWN = (*SHOWN_OF_IKI, "rhk", "perspektif", "target")
"""What SKP and manual both show of an IKI."""


def same(old: object, new: object) -> bool:
    """Whether two values are the same data: 95 and 95.0 are, `true` and 1 are not."""
    if old is new:  # of one file that both states hold
        return True
    if isinstance(old, bool) or isinstance(new, bool):
        return old is new
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(same(value, new[key]) for key, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(same(*pair) for pair in zip(old, new, strict=True))
    return old == new


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One file: `path` in the repository, `name` within its SKP folder, its data and where each part stands."""

    kind: ClassVar[str]

    path: str
    name: str
    data: Data
    document: Document

    def at(self, *path: str | int) -> Location:
        """The place of the value at `path`; of the nearest existing parent where there is none."""
        return Location(self.path, *self.document.span(path))

    def key_at(self, *path: str | int) -> Location:
        """The place of the key at `path`."""
        return Location(self.path, *self.document.key_span(path))


class Approval(NamedTuple):
    """One entry of `persetujuan`; `by` tells who gave it, `nip` is empty for an appraiser who has none, and `signature`
    where it is not signed."""

    sebagai: str
    nip: str
    tanggal: date
    path: Path
    by: str
    signature: str = ""


class Indicator(NamedTuple):
    """An IKI as the SKP shows it. `target` maps periods to numbers; a kualitatif one has `ukuran` instead."""

    kode: str
    rhk: str
    path: Path
    data: Data
    target: Mapping[str, float]
    term: Term | None

    @property
    def ukuran(self) -> str | None:
        """The narrative of a kualitatif IKI."""
        return self.data.get("ukuran")

    def rhythm(self, manual: Manual | None) -> str:
        """How often it is reported: as its manual says, else as its target suggests."""
        return manual.rhythm if manual else rhythm_of(self.target)


class Result(NamedTuple):
    """An RHK with its IKI; `section` is `utama` or `tambahan`; `superior` is (NIP, code) of the intervened RHK."""

    kode: str
    section: str
    path: Path
    data: Data
    indicators: tuple[Indicator, ...]
    superior: tuple[str, str] | None


class Amendment(NamedTuple):
    """An entry of `perubahan`: an adendum of an SKP, or a change of a manual."""

    nomor: int
    tanggal: date
    komponen: frozenset[str]
    dialog: str | None
    persetujuan: tuple[Approval, ...]
    former_appraiser: Data | None
    path: Path
    data: Data

    @property
    def renews_indicators(self) -> bool:
        """Whether it declares other IKI, or other results with theirs."""
        return not self.komponen.isdisjoint({"iki", "rencana_hasil_kerja"})


class Complement(NamedTuple):
    """The `komplemen` block: which SKP this one replaces, and who agreed."""

    nomor: int
    menggantikan: str
    tanggal: date
    dialog: str | None
    persetujuan: tuple[Approval, ...]


class Absence(NamedTuple):
    """An entry of `tidak_bertugas`: days of the SKP on which the employee is on long leave, say, and not on duty."""

    term: Term
    path: Path
    data: Data


@dataclass(frozen=True, eq=False)
class Skp(Record):
    """A Sasaran Kinerja Pegawai."""

    kind = SKP

    aturan: str
    tahun: int
    term: Term
    status: str
    employee: Data
    appraiser: Data
    established_on: date | None
    approvals: tuple[Approval, ...]
    results: tuple[Result, ...]
    changes: tuple[Amendment, ...]
    complement: Complement | None
    absences: tuple[Absence, ...]

    @property
    def established(self) -> bool:
        """Whether it binds: its status is no longer `rancangan`."""
        return self.status != DRAFT

    def set_before(self, change: Amendment) -> date | None:
        """The day of penetapan; None where a change of it or of a manual is dated before that, which is told there."""
        return self.established_on if self.established_on and self.established_on <= change.tanggal else None

    @property
    def closed(self) -> bool:
        """Whether it binds and has ended."""
        return self.status == CLOSED

    @property
    def nip(self) -> str:
        """The employee's NIP."""
        return str(self.employee["nip"])

    @property
    def is_pppk(self) -> bool:
        """Whether the employee is a PPPK, whose NIP has no month of appointment."""
        return self.employee.get("kepegawaian") == "pppk"

    @property
    def narrative(self) -> bool:
        """Whether pendekatan is kualitatif."""
        return self.data.get("pendekatan") == "kualitatif"

    @property
    def heads_unit(self) -> bool:
        """Whether it is of the group pimpinan_unit, which has another form."""
        return self.data.get("kelompok") == HEADS_OF_UNIT

    @property
    def has_main_result(self) -> bool:
        """Whether it plans an RHK under `utama`."""
        return any(each.section == MAIN for each in self.results)

    def indicators(self) -> Iterator[Indicator]:
        """Every IKI, in the order of the form."""
        for result in self.results:
            yield from result.indicators

    @cached_property
    def by_kode(self) -> Mapping[str, tuple[Indicator, ...]]:
        """The IKI by their code, which should be that of one."""
        found: dict[str, list[Indicator]] = {}
        for each in self.indicators():
            found.setdefault(each.kode, []).append(each)
        return {kode: tuple(those) for kode, those in found.items()}

    @cached_property
    def _by_result(self) -> Mapping[str, Result]:
        return {each.kode: each for each in reversed(self.results)}

    @cached_property
    def _by_path(self) -> Mapping[Path, Result]:
        return {each.path: each for each in self.results}

    def shown(self, indicator: Indicator) -> Iterator[tuple[str, Any, Path]]:
        """What the manual of an IKI shows too, but for its targets: field, value, and its path here."""
        result = self._by_path[indicator.path[:-2]]
        for field in SHOWN_OF_IKI:
            yield field, indicator.data.get(field), (*indicator.path, field)
        yield "rhk", result.kode, (*result.path, "kode")
        yield "perspektif", result.data.get("perspektif"), (*result.path, "perspektif")

    def indicator(self, kode: str) -> Indicator | None:
        """The IKI of that code."""
        return self.by_kode.get(kode, (None,))[0]

    def result(self, kode: str) -> Result | None:
        """The RHK of that code."""
        return self._by_result.get(kode)

    def term_of(self, indicator: Indicator) -> Term:
        """The IKI's own period, else the SKP's, never longer than the SKP's."""
        own = indicator.term or self.term
        return Term(max(own.mulai, self.term.mulai), min(own.selesai, self.term.selesai))

    @property
    def away(self) -> tuple[Term, ...]:
        """The spans in which the employee is not on duty."""
        return tuple(each.term for each in self.absences)

    def excuses(self, indicator: Indicator, period: Term) -> bool:
        """Whether a cell of an IKI owes nothing: of the days that it has of the period less than a third are duty."""
        if not self.absences:
            return False
        own = self.term_of(indicator)
        return 3 * period.days_left(own, self.away) < period.days_shared(own)

    def appraiser_on(self, day: date) -> Data:
        """The appraiser in office: today's, or before an adendum with `penilai_lama` that one."""
        later = [each for each in self.changes if each.former_appraiser and each.tanggal > day]
        former = min(later, key=lambda each: each.tanggal).former_appraiser if later else None
        return former or self.appraiser

    def appraisers_around(self, day: date) -> tuple[Data, ...]:
        """The appraisers in office before and after the changes made that day, which may change the appraiser."""
        former = (each.former_appraiser for each in self.changes if each.tanggal == day)
        return self.appraiser_on(day), *(each for each in former if each)


@dataclass(frozen=True, slots=True, eq=False)
class Manual(Record):
    """A Manual IKI: how one indicator is measured."""

    kind = MANUAL

    kode: str
    target: Mapping[str, float]
    changes: tuple[Amendment, ...]

    @property
    def rhythm(self) -> str:
        """`periode_pelaporan`."""
        return str(self.data["periode_pelaporan"])

    @property
    def rhk(self) -> str:
        """The code of the RHK that it says its IKI belongs to."""
        return str(self.data["rhk"])

    @property
    def narrative(self) -> bool:
        """Whether it is of pendekatan kualitatif, and so has nothing to compute."""
        return "konsolidasi_periode" not in self.data

    @property
    def misnamed(self) -> bool:
        """Whether its file is named for another IKI: then nobody can say which of the two is right."""
        return self.name != manual_name(self.kode)

    def describes(self, indicator: Indicator) -> bool:
        """Whether it is of that IKI's RHK and name, whatever the codes say."""
        key = "ukuran" if self.narrative else "nama"
        return self.rhk == indicator.rhk and self.data.get(key) == indicator.data.get(key)


class Line(NamedTuple):
    """One line of `pemantauan.hasil_kerja`: what a dialogue says of a cell (IKI, period)."""

    iki: str
    periode: str
    value: float | str | None
    projected: bool
    corrects: str | None
    is_correction: bool
    path: Path

    @property
    def realises(self) -> bool:
        """Whether it records a realisation: 0 is one, an empty value and a projection are not."""
        return self.value is not None and not self.projected


@dataclass(frozen=True, slots=True, eq=False)
class Dialogue(Record):
    """A Dialog Kinerja Individu."""

    kind = DIALOGUE

    tanggal: date
    status: str
    reported_on: date | None
    lines: tuple[Line, ...]

    @property
    def reported(self) -> bool:
        """Whether it was reported, and so may not be altered."""
        return self.status == REPORTED

    def entry(self, line: Line) -> Data:
        """All that one of its lines says."""
        entries: list[Data] = self.data["pemantauan"]["hasil_kerja"]
        return entries[int(line.path[-1])]

    @property
    def agreements(self) -> list[Data]:
        """The entries of `kesepakatan`."""
        agreed: list[Data] = self.data.get("kesepakatan", [])
        return agreed

    @property
    def participants(self) -> list[Data]:
        """The entries of `peserta`."""
        present: list[Data] = self.data.get("peserta", [])
        return present

    @property
    def misdated(self) -> bool:
        """Whether its file is named for another day: then nobody can say which of the two is right."""
        return self.named_day != self.tanggal.isoformat()

    @property
    def named_day(self) -> str:
        """The day that its file is named for; empty where the name is not that of a dialogue."""
        found = named_day(self.name)
        return found.day if found and found.exact else ""

    @property
    def nth(self) -> int:
        """The number in its file's name that tells several dialogues of one day apart; 0 without one."""
        found = named_day(self.name)
        return found.nth if found else 0


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation(Record):
    """An evaluasi of one period."""

    kind = EVALUATION

    periode: str
    status: str
    dated: date | None
    approvals: tuple[Approval, ...]

    @property
    def established(self) -> bool:
        """Whether it binds: its status is no longer `rancangan`."""
        return self.status != DRAFT

    def objection_on(self, day: date) -> str:
        """The line of a keberatan that is raised on a day, as it is added to the file."""
        return f'keberatan: {{isi: "…", tanggal: {max(day, self.dated or day)}}}'

    @property
    def misnamed(self) -> bool:
        """Whether its file is named for another period: then nobody can say which of the two is right."""
        return self.name != record_name(EVALUATION, self.periode)
