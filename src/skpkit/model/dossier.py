"""A dossier: everything about one employee in one year, at one moment, as typed records.

It is made of the files below a folder named by an NIP, in the SKP folders that they lie in.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeAlias

from skpkit.model import files
from skpkit.model.files import File
from skpkit.model.listing import Place
from skpkit.model.paths import HOMES, SKP_FILE, Identity, within
from skpkit.model.periods import YEAR
from skpkit.model.profiles import NEWEST, Profile, profile
from skpkit.model.records import Dialogue, Evaluation, Indicator, Line, Manual, Record, Skp, same
from skpkit.model.settings import Settings
from skpkit.source.tree import Entry

Cell: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class SkpFolder:
    """One SKP with its manuals, dialogues and evaluations; `name` is empty, or `komplemen-<n>`.

    `unread` are the names of files here that cannot be read as the record they should be; `lost` has besides the
    records that misplaced files may be meant to be, so that only the file itself is told, and not what lacks it.
    """

    name: str
    path: str
    skp: Skp | None
    manuals: Mapping[str, Manual]
    dialogues: tuple[Dialogue, ...]
    evaluations: Mapping[str, Evaluation]
    unread: frozenset[str]
    lost: frozenset[str]

    @cached_property
    def profile(self) -> Profile:
        """The rules that its SKP names; the newest where no SKP can be read."""
        found = profile(self.skp.aturan if self.skp else NEWEST)
        assert found is not None  # noqa: S101 - an SKP with an unknown aturan has no view
        return found

    def name_of(self, record: str) -> str:
        """A record's name within the dossier: `komplemen-1/iki/1a-N.yaml`."""
        return within(self.name, record)

    def dialogue(self, name: str) -> Dialogue | None:
        """The dialogue in the file of that name."""
        return next((each for each in self.dialogues if each.name == name), None)

    @property
    def lacks_skp(self) -> bool:
        """Whether it holds what belongs to an SKP, but none, nor a file that may be meant to be it."""
        return not self.skp and SKP_FILE not in self.lost and bool(self.manuals or self.realised)

    def manual_of(self, indicator: Indicator) -> Manual | None:
        """The manual of an IKI; none where two IKI have its code, since nobody can say of which it is."""
        assert self.skp is not None  # noqa: S101 - the IKI is its SKP's
        alone = len(self.skp.by_kode[indicator.kode]) == 1
        return self.manuals.get(indicator.kode) if alone else None

    def orphans(self) -> Iterator[tuple[Manual, Indicator | None]]:
        """The manuals whose code no IKI has, each with the IKI without manual that says the same, if one does."""
        indicators = list(self.skp.indicators()) if self.skp else []
        known = {each.kode for each in indicators}
        bare = [each for each in indicators if each.kode not in self.manuals]
        for manual in self.manuals.values():
            if manual.kode not in known:
                yield manual, next((each for each in bare if manual.describes(each)), None)

    def lost_of(self, kind: str) -> list[str]:
        """The names of records of a kind that cannot be read, or lie somewhere else."""
        return sorted(each for each in self.lost if each.startswith(f"{HOMES[kind].folder}/"))

    def records(self) -> Iterator[Record]:
        """Every record that could be read."""
        if self.skp:
            yield self.skp
        yield from self.manuals.values()
        yield from self.dialogues
        yield from self.evaluations.values()

    @cached_property
    def realised(self) -> Mapping[Cell, tuple[tuple[Dialogue, Line], ...]]:
        """The lines that record a realisation, by cell, oldest first; drafts count."""
        found: dict[Cell, list[tuple[Dialogue, Line]]] = {}
        for dialogue in self.dialogues:
            for line in dialogue.lines:
                if line.realises:
                    found.setdefault((line.iki, line.periode), []).append((dialogue, line))
        return {cell: tuple(lines) for cell, lines in found.items()}

    @cached_property
    def effective_lines(self) -> Mapping[Cell, tuple[Dialogue, Line]]:
        """The line whose value counts for each realised cell: the last koreksi, else the one first recorded."""
        return {
            cell: next((each for each in reversed(lines) if each[1].is_correction), lines[0])
            for cell, lines in self.realised.items()
        }

    @cached_property
    def effective(self) -> Mapping[Cell, float | str]:
        """The realisasi of each realised cell: the value that counts."""
        values: dict[Cell, float | str] = {}
        for cell, (_, line) in self.effective_lines.items():
            assert line.value is not None  # noqa: S101 - a realised line has a value
            values[cell] = line.value
        return values

    def evidence_of(self, iki: str, period: str) -> tuple[str, ...]:
        """The bukti dukung of a realised cell: what those lines name that record the value which counts."""
        counting = self.effective_lines.get((iki, period))
        if counting is None:
            return ()
        alike = (each for each in self.realised[iki, period] if same(each[1].value, counting[1].value))
        pieces = (piece for held, line in alike for piece in held.entry(line).get("bukti_dukung", ()))
        return tuple(dict.fromkeys(pieces))

    def excuses(self, indicator: Indicator, period: str) -> bool:
        """Whether a cell owes nothing, since the employee was hardly on duty."""
        assert self.skp is not None  # noqa: S101 - the IKI is its SKP's
        return bool(self.skp.absences) and self.skp.excuses(indicator, self.profile.term(period, self.skp.tahun))

    def counted(self, indicator: Indicator, targets: Mapping[str, float], realised: Container[str]) -> dict[str, float]:
        """Those of an IKI's targets that are consolidated: all but of cells that owe nothing and are not realised."""
        return {
            period: value
            for period, value in targets.items()
            if period in realised or not self.excuses(indicator, period)
        }

    def evaluates(self, evaluation: Evaluation, period: str, year: int) -> bool:
        """Whether an evaluation is of a period, which ends within its own."""
        term = self.profile.term
        return term(period, year).ends_within(term(evaluation.periode, year))

    def established_evaluation(self, period: str, year: int) -> Evaluation | None:
        """The established evaluation of a period."""
        settled = (each for each in self.evaluations.values() if each.established)
        return next((each for each in settled if self.evaluates(each, period, year)), None)

    def rated_until(self, period: str, skp: Skp) -> date:
        """The last day of what an evaluation of a period rates: that of the period, or of an SKP that ends before."""
        return min(self.profile.term(period, skp.tahun).selesai, skp.term.selesai)

    def evaluations_beside(self, period: str, year: int) -> Iterator[Evaluation]:
        """The established evaluations of other periods that lie within a period, or that it lies within, so that an
        evaluation of it would be a second one of the same; that of the year stands over all others."""
        own = self.profile.term(period, year)
        for each in self.evaluations.values():
            if each.established and not each.misnamed and each.periode != period and YEAR not in (period, each.periode):
                other = self.profile.term(each.periode, year)
                if own.holds(other) or other.holds(own):
                    yield each


@dataclass(frozen=True, eq=False)
class Dossier:
    """One employee-year at one moment. `twins` are other folders of the same NIP and year."""

    year: int
    nip: str
    path: str
    tree: str
    files: tuple[File, ...]
    folders: Mapping[str, SkpFolder]
    settings: Settings
    twins: tuple[str, ...] = ()

    @property
    def identity(self) -> Identity:
        """What makes it the same dossier in another state: year and NIP."""
        return Identity(self.year, self.nip)

    @property
    def title(self) -> str:
        """Its name in reports, `<tahun>/<nip>`; empty for nobody's."""
        return self.identity.title

    @property
    def unit(self) -> str:
        """The unit folder below the year, empty where there is none."""
        below_year = self.path.removeprefix(f"{self.settings.records}/{self.year}/")
        return below_year.rpartition("/")[0]

    def plans(self) -> Iterator[tuple[SkpFolder, Skp]]:
        """The folders whose SKP could be read, with it."""
        for folder in self.folders.values():
            if folder.skp:
                yield folder, folder.skp

    def plan_on(self, day: date) -> Skp | None:
        """The SKP that was in force on a day, else the last one before it, else the first; none where none reads."""
        begun = [skp for _, skp in self.plans() if skp.term.mulai <= day]
        if begun:
            return max(begun, key=lambda each: (each.term.mulai, each.established))
        return min((skp for _, skp in self.plans()), key=lambda each: each.term.mulai, default=None)

    def established(self) -> Iterator[tuple[SkpFolder, Skp]]:
        """The folders with an established SKP."""
        return ((folder, skp) for folder, skp in self.plans() if skp.established)

    def dialogues(self) -> Iterator[Dialogue]:
        """The dialogues of all its SKP."""
        for folder in self.folders.values():
            yield from folder.dialogues

    def name_at(self, folder: SkpFolder, reference: str) -> str:
        """The name within the dossier that a path named in a record of `folder` leads to."""
        return posixpath.normpath(posixpath.join(folder.name or ".", reference))

    def file_at(self, folder: SkpFolder, reference: str) -> File | None:
        """The file that a path named in a record of `folder` leads to; None where it leads nowhere."""
        return self.file(self.name_at(folder, reference))

    def record_at(self, folder: SkpFolder, reference: str) -> Record | None:
        """The record in that file, where it could be read."""
        found = self.file_at(folder, reference)
        return found.record if found else None

    def unread_files(self) -> list[File]:
        """Files that belong here but could not be read as the record they should be."""
        return [each for each in self.files if each.kind and each.record is None]

    def hidden_files(self) -> list[File]:
        """Files that do not belong here but are, or may be, a record."""
        return [each for each in self.files if not each.kind and each.may_be_record]

    def below(self, path: str) -> str:
        """What follows its folder in the path of one of its files, from the `/`."""
        return path.removeprefix(self.path)

    def file(self, name: str) -> File | None:
        """The file of that name within the dossier."""
        return self.file_of(f"{self.path}/{name}")

    def file_of(self, path: str) -> File | None:
        """The file at a path from the repository's top."""
        return self._by_path.get(path)

    @cached_property
    def _by_path(self) -> Mapping[str, File]:
        return {each.path: each for each in reversed(self.files)}


def _folder(name: str, path: str, files: Sequence[File]) -> SkpFolder:
    records = [each.record for each in files if each.record]
    # of two manuals of one code, or evaluations of one period, the one in the file of that name counts; the other is
    # SKP004
    records.sort(key=lambda each: isinstance(each, Manual | Evaluation) and not each.misnamed)
    return SkpFolder(
        name=name,
        path=f"{path}/{name}" if name else path,
        skp=next((each for each in records if isinstance(each, Skp)), None),
        manuals={each.kode: each for each in records if isinstance(each, Manual)},
        dialogues=tuple(
            sorted(
                (each for each in records if isinstance(each, Dialogue)),
                key=lambda each: (each.tanggal, each.nth),
            )
        ),
        evaluations={each.periode: each for each in records if isinstance(each, Evaluation)},
        unread=frozenset(each.name for each in files if each.kind and not each.record),
        lost=frozenset(lost for each in files for lost in each.lost()),
    )


def load_dossier(
    identity: Identity,
    places: Sequence[Place],
    load: Callable[[Entry, str], File],
    settings: Settings,
    at: str | None = None,
) -> Dossier:
    """The dossier in the first of its places (or in the one at path `at`), the others kept as twins."""
    place = next((each for each in places if each.path == at), places[0])
    files = tuple(load(entry, place.path) for entry in place.entries)
    twins = tuple(each.path for each in places if each.path != place.path)
    return assemble(Dossier(*identity, place.path, place.tree, files, {}, settings, twins))


def under_newest_rules(dossier: Dossier) -> tuple[Dossier, frozenset[str]] | None:
    """The dossier as it would be if the newest rules were those of the records whose `aturan` alone is unknown, with
    the paths of these; None where there are none."""
    known = {each.path: found for each in dossier.files if (found := files.under_newest_rules(each))}
    if not known:
        return None
    those = tuple(known.get(each.path, each) for each in dossier.files)
    return assemble(replace(dossier, files=those)), frozenset(known)


def assemble(dossier: Dossier) -> Dossier:
    """The dossier with its SKP folders made anew from its files."""
    names = sorted({each.folder for each in dossier.files if each.kind})
    folders = {
        name: _folder(name, dossier.path, [each for each in dossier.files if each.folder == name]) for name in names
    }
    return replace(dossier, folders=folders)
