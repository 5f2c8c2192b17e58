"""What of a dossier can be relied on: which realisations have a target, and which dialogue agreed on what.

Several rules ask it, so that one slip gives one finding. It is made once of a dossier and says what is wanting as data;
the sentence stands in the rule that tells it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import Literal, NamedTuple, TypeAlias

from skpkit.findings import Cause, Location
from skpkit.model import causes
from skpkit.model.approvals import appraiser_approval, approvers, employee_approval, late_approvals
from skpkit.model.dossier import Cell, Dossier, SkpFolder
from skpkit.model.nip import nip_flaw
from skpkit.model.paths import HOMES, complement_number, manual_name
from skpkit.model.people import spelled
from skpkit.model.periods import RHYTHMS, Term, in_order, parts
from skpkit.model.profiles import profile
from skpkit.model.records import (
    APPRAISER,
    DIRECT_SUPERIOR,
    EMPLOYEE,
    SUPERIORS,
    Amendment,
    Complement,
    Dialogue,
    Evaluation,
    Indicator,
    Line,
    Manual,
    Skp,
)
from skpkit.source.schemas import DIALOGUE
from skpkit.source.yamlfile import Path


class CellFlaw(NamedTuple):
    """A cell takes no realisation: it has no target, or is a total (of the `known` periods of its IKI), or lies outside
    of the `term` of its IKI."""

    known: tuple[str, ...] = ()
    total: bool = False
    term: Term | None = None


DialogueFlaw: TypeAlias = Literal["unnamed", "nowhere", "elsewhere", "draft", "stage", "later", "unrecorded", "absent"]
"""What is wanting with the dialogue in which something was agreed; absent is the appraiser."""


class Wanting(NamedTuple):
    """What is wanting with a dialogue, and what that is left to, where it may only follow from that."""

    flaw: DialogueFlaw
    left_to: tuple[Cause, ...] = ()


class Agreement(NamedTuple):
    """An adendum or komplemen as agreed in a dialogue: `matter` and `nth` are how its `kesepakatan` names it.

    `wanting` is the first that is wrong with the dialogue, and before that what may be. One of that file name in
    another folder is named `elsewhere`. `recorded` is the number under which the dialogue records it.
    """

    matter: str
    nth: int
    day: date
    named: str | None
    at: Callable[[], Location]
    wanting: tuple[Wanting, ...] = ()
    dialogue: Dialogue | None = None
    elsewhere: str | None = None
    recorded: int | None = None


class Planning(NamedTuple):
    """A dialogue that agrees on an SKP, and what is wanting with it."""

    dialogue: Dialogue
    flaw: DialogueFlaw | None


class RecordedPeriod(NamedTuple):
    """What a dialogue records of one period of some IKI, which may be recorded from the day `end` on; `held` is the
    dialogue's day, where `misdated`, its file is named for another one; `unplaced` ones have no target."""

    record: str
    period: str
    ikis: tuple[str, ...]
    end: date
    held: date
    misdated: bool
    unplaced: bool
    at: tuple[Callable[[], Location], ...]

    def is_early(self, today: date) -> bool:
        """Whether that day had not come, by the dialogue or on a day."""
        return self.end > min(today, self.held)


def realised_in(dossier: Dossier) -> Iterator[RecordedPeriod]:
    """The realisations of a dossier, by dialogue, period, end and whether they have a target."""
    sound = soundness(dossier)
    for folder, _ in dossier.plans():
        found: dict[tuple[str, str, date, bool], list[tuple[Dialogue, Line]]] = {}
        for (_, period), lines in folder.realised.items():
            for dialogue, line in lines:
                if end := sound.end_of(folder, line):
                    key = (dialogue.name, period, end, sound.is_unplaced(folder, line))
                    found.setdefault(key, []).append((dialogue, line))
        for (name, period, end, unplaced), recorded in found.items():
            held, ikis = recorded[0][0], tuple(dict.fromkeys(line.iki for _, line in recorded))
            places = tuple(partial(held.at, *line.path, "realisasi") for _, line in recorded)
            yield RecordedPeriod(folder.name_of(name), period, ikis, end, held.tanggal, held.misdated, unplaced, places)


class Plannings(NamedTuple):
    """The dialogues that agree on an SKP, and what leaves in doubt whether these are all."""

    found: list[Planning]
    doubts: tuple[Cause, ...]


@lru_cache(maxsize=2)
def soundness(dossier: Dossier) -> Soundness:
    """What can be relied on in a dossier; one value for all who ask while it is judged."""
    return Soundness(dossier)


@lru_cache(1024)  # an SKP lies in many states
def _cell_flaw(skp: Skp, manual: Manual | None, path: Path, period: str, year: int) -> CellFlaw | None:
    indicator = next(each for each in skp.indicators() if each.path == path)
    targets = {*indicator.target, *(manual.target if manual else ())}
    rhythm = indicator.rhythm(manual)
    if skp.narrative:
        targets = set(RHYTHMS[rhythm]) if manual else {period}
    if period not in targets or any(part in targets for part in parts(period, rhythm)):
        known = tuple(each for each in RHYTHMS[rhythm] if each in targets)
        return CellFlaw(known or tuple(in_order(targets)), total=period in targets)
    own, rules = indicator.term or skp.term, profile(skp.aturan)
    assert rules is not None  # noqa: S101 - an SKP with an unknown aturan has no view
    return None if rules.term(period, year).days_shared(own) else CellFlaw(term=own)


Stated: TypeAlias = "tuple[Agreement, Dialogue | None]"  # with the dialogue that it names


@dataclass(frozen=True, eq=False)
class Soundness:
    """The answers on one dossier; its SKP folders are given by themselves, with what is in them."""

    dossier: Dossier

    # --- realisations ----------------------------------------------------------------------------------------

    def cell_flaw(
        self, folder: SkpFolder, indicator: Indicator, period: str, *, even_impossible: bool = False
    ) -> CellFlaw | None:
        """Why a realisation of that period has no target to be held against; None where it has one, or where the period
        of its IKI cannot be, if not `even_impossible`."""
        assert folder.skp is not None  # noqa: S101 - the IKI is its SKP's
        manual = folder.manuals.get(indicator.kode)
        flaw, year = _cell_flaw(folder.skp, manual, indicator.path, period, self.dossier.year), self.dossier.year
        if not flaw or not flaw.term or even_impossible:
            return flaw
        return flaw if flaw.term.is_possible(year) and folder.skp.term.is_possible(year) else None

    def end_of(self, folder: SkpFolder, line: Line) -> date | None:
        """The day from which a realisation may be recorded: the end of its period, or that of the IKI or the SKP, if it
        comes earlier; None for one of an unknown IKI."""
        skp, year = folder.skp, self.dossier.year
        indicator = skp.indicator(line.iki) if skp else None
        if not skp or not indicator:
            return None
        terms = (each for each in (indicator.term, skp.term) if each and each.is_possible(year))
        return min(folder.profile.term(line.periode, year).selesai, *(each.selesai for each in terms), date.max)

    def comes_early(self, folder: SkpFolder, dialogue: Dialogue, line: Line) -> bool:
        """Whether the dialogue of a realisation was held before that day."""
        end = folder.profile.term(line.periode, self.dossier.year).selesai
        if dialogue.misdated or dialogue.tanggal >= end:  # most are; only else the rest is worth a look
            return False
        own = self.end_of(folder, line)
        return own is not None and dialogue.tanggal < own

    def is_unplaced(self, folder: SkpFolder, line: Line) -> bool:
        """Whether a realisation has no target."""
        indicator = folder.skp.indicator(line.iki) if folder.skp else None
        return not indicator or self.cell_flaw(folder, indicator, line.periode) is not None

    def misplaces(self, folder: SkpFolder, dialogue: Dialogue, line: Line) -> bool:
        """Whether a realisation has no target, or comes too early: then its cell or its value may not be meant."""
        return bool(folder.skp) and (self.is_unplaced(folder, line) or self.comes_early(folder, dialogue, line))

    def due_periods(
        self, folder: SkpFolder, indicator: Indicator, evaluation: Evaluation, but: Container[Cell] = ()
    ) -> Iterator[str]:
        """The periods of an IKI that an evaluation covers, but for those of some cells; none where its manual, which
        says so, is not there."""
        manual = folder.manual_of(indicator)
        if manual_name(indicator.kode) in folder.lost or (indicator.ukuran is not None and not manual):
            return
        rhythm, year = RHYTHMS[indicator.rhythm(manual)], self.dossier.year
        periods = rhythm if indicator.ukuran is not None else [each for each in rhythm if each in indicator.target]
        for period in (each for each in periods if (indicator.kode, each) not in but):
            if folder.evaluates(evaluation, period, year) and not self.cell_flaw(folder, indicator, period):
                yield period

    @cached_property
    def agreements(self) -> Mapping[str, tuple[Agreement, ...]]:
        """The komplemen and adendum of each established SKP, by the name of its folder."""
        stated = {
            folder.name: [(each, self._dialogue_of(folder.name, each)) for each in _agreements(folder, skp)]
            for folder, skp in self.dossier.established()
        }
        return {
            folder.name: tuple(
                self._judged(folder, skp, each._replace(recorded=self._recorded(stated, folder.name, each, held)))
                for each, held in stated[folder.name]
            )
            for folder, skp in self.dossier.established()
        }

    def without_appraiser(self, dialogue: Dialogue) -> Iterator[Cause]:
        """The changes that rest on a dialogue in which the appraiser did not take part."""
        for name, agreed in self.agreements.items():
            for each in agreed:
                if each.dialogue is dialogue and any(wrong.flaw == "absent" for wrong in each.wanting):
                    yield causes.unagreed(name, each.matter, each.nth)

    def plannings(self, folder: SkpFolder, skp: Skp) -> Plannings:
        """The dialogues that agree on an established SKP, its own and on a komplemen those of any folder.

        Nobody can say which, where a dialogue cannot be read, the date of penetapan is missing or in doubt, or the
        dialogue of its komplemen is wanting.
        """
        complement = next((each for each in self.agreements[folder.name] if each.matter == "komplemen"), None)
        may_lie_in = self.dossier.folders.values() if complement else (folder,)
        doubts = [causes.lost(each.name_of(name)) for each in may_lie_in for name in each.lost_of(DIALOGUE)]
        if complement and complement.wanting:
            doubts.append(causes.unagreed(folder.name, "komplemen", complement.nth))
        day = skp.established_on
        if day is None or self._is_predated(skp):
            doubts += [causes.unapproved(skp.path, who) for who in (EMPLOYEE, APPRAISER)]
        found = []
        for dialogue in self.dossier.dialogues():
            own = any(each is dialogue for each in folder.dialogues)
            number = complement and (complement.recorded if dialogue is complement.dialogue else complement.nth)
            for each in dialogue.agreements:
                matter = each["perihal"]
                if (own and matter == "skp") or (number and matter == "komplemen" and each.get("nomor") == number):
                    found.append(Planning(dialogue, _planning_flaw(dialogue, day)))
                    break
        return Plannings(found, tuple(doubts))

    def agreed_in(self, folder: SkpFolder, thing: Skp | Amendment | Complement, day: date | None) -> Dialogue | None:
        """The dialogue that the approvals of an SKP's penetapan, a change or a komplemen rest on: nobody can have given
        one before it. None where none is known or its date is in doubt, as of one later than the `day` of what it
        agrees on, which is told there."""
        if not isinstance(thing, Skp):
            found = self.dossier.record_at(folder, thing.dialog) if thing.dialog else None
            sound = isinstance(found, Dialogue) and not found.misdated and (day is None or found.tanggal <= day)
            return found if sound and isinstance(found, Dialogue) else None
        if thing.complement:
            return self.agreed_in(folder, thing.complement, day)
        agreeing = [each for each in folder.dialogues if any(one["perihal"] == "skp" for one in each.agreements)]
        if folder.lost_of(DIALOGUE) or any(each.misdated for each in agreeing):
            return None
        sounds = (each for each in agreeing if not _planning_flaw(each, day))
        return min(sounds, key=lambda each: each.tanggal, default=None)

    def _is_predated(self, skp: Skp) -> bool:
        """Whether an approval is later than penetapan, so that one of the dates is wrong."""
        found = (*employee_approval(skp, {skp.nip, self.dossier.nip}), *appraiser_approval(skp))
        return bool(late_approvals(skp)) or any(each.flaw == "late" for each in found)

    def _recorded(
        self, stated: Mapping[str, Sequence[Stated]], folder: str, agreed: Agreement, dialogue: Dialogue | None
    ) -> int | None:
        """The number under which its dialogue records something agreed: its own, or a smaller one of something else
        that rests on another dialogue, since in a merge it got the next number. Each such number is of one thing.
        """
        numbers = (
            [each.get("nomor") for each in dialogue.agreements if each["perihal"] == agreed.matter] if dialogue else []
        )
        if agreed.nth in numbers:
            return agreed.nth
        peers = [
            (each.nth, held)
            for name, those in stated.items()
            for each, held in those
            if each.matter == agreed.matter and (name == folder or agreed.matter == "komplemen")
        ]
        others = [nth for nth, held in peers if held and held is not dialogue]
        free = sorted(nth for nth in numbers if nth in others)
        for nth in sorted(nth for nth, held in peers if held is dialogue and nth not in numbers):
            given = next((each for each in free if each < nth), None)
            if nth == agreed.nth:
                return given
            free = [each for each in free if each != given]
        return None

    def _dialogue_of(self, folder: str, agreed: Agreement) -> Dialogue | None:
        found = self.dossier.record_at(self.dossier.folders[folder], agreed.named) if agreed.named else None
        return found if isinstance(found, Dialogue) else None

    def _judged(self, folder: SkpFolder, skp: Skp, agreed: Agreement) -> Agreement:
        """The agreement with its dialogue, and what is wanting with that."""
        if not agreed.named:
            return agreed._replace(wanting=(Wanting("unnamed"),))
        dialogue = self.dossier.record_at(folder, agreed.named)
        elsewhere = self._elsewhere(folder, agreed.named)
        if isinstance(dialogue, Dialogue):
            wanting = tuple(_first(_wanting(folder, dialogue, skp, agreed)))
            return agreed._replace(wanting=wanting, dialogue=dialogue, elsewhere=elsewhere)
        lost = causes.lost(self.dossier.name_at(folder, agreed.named))
        wanting = (Wanting("elsewhere" if elsewhere else "nowhere", (lost,)),)
        return agreed._replace(wanting=wanting, elsewhere=elsewhere)

    def _elsewhere(self, folder: SkpFolder, path: str) -> str | None:
        """How the SKP must name a dialogue of that file name which lies beside another SKP of the dossier."""
        name = f"{HOMES[DIALOGUE].folder}/{posixpath.basename(path)}"
        for other in self.dossier.folders.values():
            if other is not folder and isinstance(self.dossier.record_at(other, name), Dialogue):
                return posixpath.relpath(other.name_of(name), folder.name or ".")
        return None


def _agreements(folder: SkpFolder, skp: Skp) -> Iterator[Agreement]:
    """What an SKP says was agreed. The number of a komplemen is its folder's; another one there is told already."""
    if each := skp.complement:
        at = partial(skp.at, "komplemen", "dialog") if each.dialog else partial(skp.key_at, "komplemen")
        nth = complement_number(folder.name) if folder.name else each.nomor
        yield Agreement("komplemen", nth, each.tanggal, each.dialog, at)
    for change in skp.changes:
        at = partial(skp.at, *change.path, *(["dialog"] if change.dialog else []))
        yield Agreement("adendum", change.nomor, change.tanggal, change.dialog, at)


def _first(wanting: Iterable[Wanting]) -> Iterator[Wanting]:
    """What is wanting, up to the first that is left to nothing."""
    for each in wanting:
        yield each
        if not each.left_to:
            return


def _wanting(folder: SkpFolder, dialogue: Dialogue, skp: Skp, agreed: Agreement) -> Iterator[Wanting]:
    name = folder.name_of(dialogue.name)
    if not dialogue.reported:
        yield Wanting("draft")
    if dialogue.tanggal > agreed.day:
        yield Wanting("later", (causes.lost(name),) if dialogue.misdated else ())
    if agreed.recorded is None:
        yield Wanting("unrecorded")
    if not _attended(dialogue, skp, agreed.day):
        yield Wanting("absent", tuple(_doubts_on_attendance(name, dialogue, skp, agreed.day)))


def _planning_flaw(dialogue: Dialogue, day: date | None) -> DialogueFlaw | None:
    if not dialogue.reported:
        return "draft"
    if "perencanaan" not in dialogue.data["tahap"]:
        return "stage"
    return "later" if day and dialogue.tanggal > day else None


def _attended(dialogue: Dialogue, skp: Skp, day: date) -> bool:
    """Whether the appraiser took part: by NIP, or by name where an NIP is missing on either side."""
    entitled, in_office = approvers(skp, day).in_office, skp.appraisers_around(day)
    for each in dialogue.participants:
        nip = str(each.get("nip", ""))
        names = {spelled(person["nama"]) for person in in_office if not (nip and person.get("nip"))}
        if (nip and nip in entitled) or spelled(each["nama"]) in names:
            return True
    return False


def _doubts_on_attendance(name: str, dialogue: Dialogue, skp: Skp, day: date) -> Iterator[Cause]:
    """Why the appraiser may have taken part all the same: nobody is said to have, or an NIP or the office is wrong."""
    entitled = approvers(skp, day)
    if not {EMPLOYEE, DIRECT_SUPERIOR} & {each["peran"] for each in dialogue.participants}:
        yield causes.absent(name)
    for each in dialogue.participants:
        nip = str(each.get("nip", ""))
        if nip and nip in entitled.disputed:
            yield causes.unapproved(skp.path, APPRAISER)
        if each["peran"] in SUPERIORS:
            yield from entitled.doubts
            if nip and nip_flaw(nip):
                yield causes.false_nip(nip)
