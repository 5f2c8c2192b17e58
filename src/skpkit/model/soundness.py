"""What of a dossier can be relied on: which realisations have a target, and which dialogue agreed on what.

Several rules ask it, so that one slip gives one finding. It is made once of a dossier and says what is wanting as data;
the sentence stands in the rule that tells it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import Literal, NamedTuple, TypeAlias

from skpkit.findings import Location
from skpkit.model.approvals import appraiser_approval, approvers, employee_approval, late_approvals
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.nip import nip_flaw
from skpkit.model.paths import HOMES, complement_number, manual_name
from skpkit.model.people import spelled
from skpkit.model.periods import RHYTHMS, Term, in_order, parts
from skpkit.model.records import DIRECT_SUPERIOR, EMPLOYEE, SUPERIORS, Dialogue, Evaluation, Indicator, Line, Skp
from skpkit.source.schemas import DIALOGUE


class CellFlaw(NamedTuple):
    """A cell takes no realisation: it has no target, or is a total (of the `known` periods of its IKI), or lies outside
    of the `term` of its IKI."""

    known: tuple[str, ...] = ()
    total: bool = False
    term: Term | None = None


DialogueFlaw: TypeAlias = Literal["unnamed", "nowhere", "elsewhere", "draft", "stage", "later", "unrecorded", "absent"]
"""What is wanting with the dialogue in which something was agreed; absent is the appraiser."""


class Agreement(NamedTuple):
    """An adendum or komplemen as agreed in a dialogue: `matter` and `nth` are how its `kesepakatan` names it.

    `flaw` is what is wanting with the dialogue; None also where that is told of the dialogue itself. One of that file
    name in another folder is named `elsewhere`. `recorded` is the number under which the dialogue records it.
    """

    matter: str
    nth: int
    day: date
    named: str | None
    at: Callable[[], Location]
    flaw: DialogueFlaw | None = None
    dialogue: Dialogue | None = None
    elsewhere: str | None = None
    recorded: int | None = None


class Planning(NamedTuple):
    """A dialogue that agrees on an SKP, and what is wanting with it."""

    dialogue: Dialogue
    flaw: DialogueFlaw | None


class RecordedPeriod(NamedTuple):
    """What a dialogue records of one period of some IKI, which may be recorded from the day `end` on; `held` is the
    dialogue's day, where `misdated`, its file is named for another one."""

    record: str
    period: str
    ikis: tuple[str, ...]
    end: date
    held: date
    misdated: bool
    at: tuple[Callable[[], Location], ...]

    def is_early(self, today: date) -> bool:
        """Whether that day had not come, by the dialogue or on a day."""
        return self.end > min(today, self.held)


def realised_in(dossier: Dossier) -> Iterator[RecordedPeriod]:
    """The realisations of a dossier that have a target, by dialogue, period and end."""
    sound = soundness(dossier)
    for folder, _ in dossier.plans():
        found: dict[tuple[str, str, date], list[tuple[Dialogue, Line]]] = {}
        for (_, period), lines in folder.realised.items():
            for dialogue, line in lines:
                if end := sound.end_of(folder, line):
                    found.setdefault((dialogue.name, period, end), []).append((dialogue, line))
        for (name, period, end), recorded in found.items():
            dialogue = recorded[0][0]
            yield RecordedPeriod(
                folder.name_of(name),
                period,
                tuple(dict.fromkeys(line.iki for _, line in recorded)),
                end,
                dialogue.tanggal,
                dialogue.misdated,
                tuple(partial(dialogue.at, *line.path, "realisasi") for _, line in recorded),
            )


@lru_cache(maxsize=2)
def soundness(dossier: Dossier) -> Soundness:
    """What can be relied on in a dossier; one value for all who ask while it is judged."""
    return Soundness(dossier)


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
        skp = folder.skp
        assert skp is not None  # noqa: S101 - the IKI is its SKP's
        year = self.dossier.year
        manual = folder.manuals.get(indicator.kode)
        targets = {*indicator.target, *(manual.target if manual else ())}
        rhythm = indicator.rhythm(manual)
        if skp.narrative:
            targets = set(RHYTHMS[rhythm]) if manual else {period}
        is_total = any(part in targets for part in parts(period, rhythm))
        if period not in targets or is_total:
            known = tuple(each for each in RHYTHMS[rhythm] if each in targets)
            return CellFlaw(known or tuple(in_order(targets)), total=period in targets)
        own = indicator.term or skp.term
        outside = not folder.profile.term(period, year).days_shared(own)
        possible = even_impossible or (own.is_possible(year) and skp.term.is_possible(year))
        return CellFlaw(term=own) if outside and possible else None

    def end_of(self, folder: SkpFolder, line: Line) -> date | None:
        """The day from which a realisation may be recorded: the end of its period, or that of the IKI or the SKP, if it
        comes earlier; None for one that has no target."""
        skp, year = folder.skp, self.dossier.year
        indicator = skp.indicator(line.iki) if skp else None
        if not skp or not indicator or self.cell_flaw(folder, indicator, line.periode):
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

    def misplaces(self, folder: SkpFolder, dialogue: Dialogue, line: Line) -> bool:
        """Whether a realisation has no target, or comes too early: then its cell or its value may not be meant."""
        if not folder.skp:
            return False
        indicator = folder.skp.indicator(line.iki)
        if not indicator or self.cell_flaw(folder, indicator, line.periode):
            return True
        return self.comes_early(folder, dialogue, line)

    def due_periods(self, folder: SkpFolder, indicator: Indicator, evaluation: Evaluation) -> Iterator[str]:
        """The periods of an IKI that an evaluation covers; none where its manual, which says so, is not there."""
        manual = folder.manual_of(indicator)
        if manual_name(indicator.kode) in folder.lost or (indicator.ukuran is not None and not manual):
            return
        for period in RHYTHMS[indicator.rhythm(manual)]:
            meant = indicator.ukuran is not None or period in indicator.target
            covered = folder.evaluates(evaluation, period, self.dossier.year)
            if meant and covered and not self.cell_flaw(folder, indicator, period):
                yield period

    # --- agreements ------------------------------------------------------------------------------------------

    @cached_property
    def agreements(self) -> Mapping[str, tuple[Agreement, ...]]:
        """The komplemen and adendum of each established SKP, by the name of its folder."""
        stated = {folder.name: tuple(_agreements(folder, skp)) for folder, skp in self.dossier.established()}
        return {
            folder.name: tuple(
                self._judged(folder, skp, each._replace(recorded=self._recorded(stated, folder.name, each)))
                for each in stated[folder.name]
            )
            for folder, skp in self.dossier.established()
        }

    def lacks_appraiser(self, dialogue: Dialogue) -> bool:
        """Whether a change rests on a dialogue in which the appraiser did not take part."""
        return any(
            each.flaw == "absent" and each.dialogue is dialogue
            for agreed in self.agreements.values()
            for each in agreed
        )

    def plannings(self, folder: SkpFolder, skp: Skp) -> list[Planning] | None:
        """The dialogues that agree on an established SKP, its own and on a komplemen those of any folder.

        None where nobody can say which: a dialogue cannot be read, the date of penetapan is missing or in doubt, or
        the dialogue of its komplemen is wanting.
        """
        complement = next((each for each in self.agreements[folder.name] if each.matter == "komplemen"), None)
        may_lie_in = self.dossier.folders.values() if complement else (folder,)
        unsure = (complement and complement.flaw) or any(each.lost_of(DIALOGUE) for each in may_lie_in)
        day = skp.established_on
        if unsure or day is None or self._is_predated(skp):
            return None
        found = []
        for dialogue in self.dossier.dialogues():
            own = any(each is dialogue for each in folder.dialogues)
            number = complement and (complement.recorded if dialogue is complement.dialogue else complement.nth)
            for each in dialogue.agreements:
                matter = each["perihal"]
                if (own and matter == "skp") or (number and matter == "komplemen" and each.get("nomor") == number):
                    found.append(Planning(dialogue, _planning_flaw(dialogue, day)))
                    break
        return found

    def _is_predated(self, skp: Skp) -> bool:
        """Whether an approval is later than penetapan, so that one of the dates is wrong."""
        found = (employee_approval(skp, {skp.nip, self.dossier.nip}), appraiser_approval(skp))
        return bool(late_approvals(skp)) or any(each and each.flaw == "late" for each in found)

    def _recorded(self, stated: Mapping[str, Sequence[Agreement]], folder: str, agreed: Agreement) -> int | None:
        """The number under which its dialogue records something agreed: its own, or a smaller one of something else
        that rests on another dialogue, since in a merge it got the next number. Each such number is of one thing.
        """
        dialogue = self._dialogue_of(folder, agreed)
        numbers = (
            [each.get("nomor") for each in dialogue.agreements if each["perihal"] == agreed.matter] if dialogue else []
        )
        if agreed.nth in numbers:
            return agreed.nth
        peers = [
            (each.nth, self._dialogue_of(name, each))
            for name, those in stated.items()
            for each in those
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
            return agreed._replace(flaw="unnamed")
        dialogue = self.dossier.record_at(folder, agreed.named)
        elsewhere = self._elsewhere(folder, agreed.named)
        if isinstance(dialogue, Dialogue):
            flaw = _dialogue_flaw(dialogue, skp, agreed)
            return agreed._replace(flaw=flaw, dialogue=dialogue, elsewhere=elsewhere)
        if self.dossier.may_hold(folder, agreed.named):
            return agreed
        return agreed._replace(flaw="elsewhere" if elsewhere else "nowhere", elsewhere=elsewhere)

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


def _dialogue_flaw(dialogue: Dialogue, skp: Skp, agreed: Agreement) -> DialogueFlaw | None:
    if not dialogue.reported:
        return "draft"
    if dialogue.tanggal > agreed.day and not dialogue.misdated:
        return "later"
    if agreed.recorded is None:
        return "unrecorded"
    return None if _attended(dialogue, skp, agreed.day) else "absent"


def _planning_flaw(dialogue: Dialogue, day: date) -> DialogueFlaw | None:
    if not dialogue.reported:
        return "draft"
    if "perencanaan" not in dialogue.data["tahap"]:
        return "stage"
    return "later" if dialogue.tanggal > day else None


def _attended(dialogue: Dialogue, skp: Skp, day: date) -> bool:
    """Whether the appraiser took part: by NIP, or by name where an NIP is missing on either side. Where nobody is
    said to have taken part, that is told already."""
    if not {EMPLOYEE, DIRECT_SUPERIOR} & {each["peran"] for each in dialogue.participants}:
        return True
    entitled, in_office = approvers(skp, day), skp.appraisers_around(day)
    for each in dialogue.participants:
        nip, is_superior = str(each.get("nip", "")), each["peran"] in SUPERIORS
        names = {spelled(person["nama"]) for person in in_office if not (nip and person.get("nip"))}
        if nip and entitled is not None:
            present = nip in entitled or (is_superior and nip_flaw(nip) is not None)
        else:
            present = entitled is None and is_superior
        present = present or spelled(each["nama"]) in names
        if present:
            return True
    return False
