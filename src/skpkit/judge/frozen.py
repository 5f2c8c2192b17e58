"""What of a dossier may not be edited now: by which rule, since which line of the records, and what to do instead.

What freezes a target is asked of a dossier that is compared with itself, so this table and a review cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, TypeVar

from skpkit.change.folder import FolderRevision, Proof
from skpkit.change.revision import Revision
from skpkit.errors import SkpkitError
from skpkit.findings import Location
from skpkit.judge.engine import NAMELESS, StateName
from skpkit.judge.office import Office
from skpkit.messages import N_
from skpkit.model.dossier import Dossier
from skpkit.model.files import File
from skpkit.model.paths import HOMES
from skpkit.model.periods import RHYTHMS, in_order
from skpkit.model.records import Dialogue, Evaluation, Indicator, Manual, Record, Skp
from skpkit.model.soundness import Soundness, soundness
from skpkit.rules import keepers
from skpkit.source.tree import lies_in

if TYPE_CHECKING:
    from skpkit.source.history import Writer

# What a version of a record shows, by which something froze: its kind, and of what.
Fact: TypeAlias = tuple[str, ...]
Writers: TypeAlias = "Mapping[Fact, Writer]"
Holder = TypeVar("Holder")

NO_RECORD = N_("there is no record at {path}; give the path of a record, or of the folder of a dossier")
UNREADABLE = N_(
    "{path} cannot be read as a record, so nobody can tell what it freezes; mend it (`skpkit check {path}` tells why), "
    "or ask of a revision in which it can be read: --rev REV"
)
NO_SKP = N_("{path} has no skp.yaml, so nothing tells what binds there; `skpkit check {path}` tells more")

# frozen: stays; ended: may change, with a warning, for its period is over; open: may change in the way named
Condition: TypeAlias = Literal["frozen", "ended", "open"]
Way: TypeAlias = Literal[
    "none",
    "direct",
    "adendum",
    "manual_change",
    "ending",
    "closing",
    "koreksi",
    "new_dialogue",
    "new_entry",
    "keberatan",
]
Subject: TypeAlias = Literal[
    "identity", "fixed", "components", "log", "status", "indicator", "measure", "manual", "dialogue", "evaluation"
]


class Hold(NamedTuple):
    """How firmly something stands: by which rules, since which line, and the way to change it, or to say otherwise.

    `fact` is what the record shows there: the first commit that holds it is the one since which it is frozen.
    """

    condition: Condition
    rules: tuple[str, ...]
    way: Way
    since: Location | None
    fact: Fact = ()


class Held(NamedTuple):
    """A value of a form with its place (None where it has none yet) and its hold."""

    value: float | str | None
    at: Location | None
    hold: Hold


class FrozenCell(NamedTuple):
    """An IKI in a period; `period` is empty for the ukuran of a kualitatif one, whose periods have no target.

    A total has no realisation, nor has a period outside of that of the IKI or the SKP. `evidence` is what dialogues
    name for the realisation.
    """

    iki: str
    name: str
    period: str
    target: Held | None
    realisation: Held | None
    evidence: tuple[str, ...] = ()


class FrozenPart(NamedTuple):
    """A record, or what of it stands alike. `iki` is the IKI that it is of."""

    subject: Subject
    at: Location
    iki: str
    hold: Hold


class FrozenSkp(NamedTuple):
    """An SKP with its cells, and the records of its folder."""

    skp: Skp
    cells: tuple[FrozenCell, ...]
    parts: tuple[FrozenPart, ...]


@dataclass(frozen=True)
class FrozenTable:
    """What is frozen of a record, or of a dossier, on a day; in which state, and which commits wrote its lines."""

    path: str
    dossier: Dossier
    today: date
    skps: tuple[FrozenSkp, ...]
    state: StateName = NAMELESS
    writers: Writers = field(default_factory=dict)
    day_source: str = ""  # where the day comes from

    def writer(self, hold: Hold) -> Writer | None:
        """The first commit in which something was frozen as it is; None where no commit holds that."""
        return self.writers.get(hold.fact)

    def facts(self) -> frozenset[Fact]:
        """Everything by which something is frozen."""
        helds = [held for plan in self.skps for cell in plan.cells for held in (cell.target, cell.realisation) if held]
        holds = [*(each.hold for each in helds), *(part.hold for plan in self.skps for part in plan.parts)]
        return frozenset(each.fact for each in holds if each.fact)


def facts_in(file: File) -> Iterator[Fact]:
    """What a version of a record shows, by which something is frozen."""
    record = file.record
    if isinstance(record, Dialogue):
        for line in record.lines:
            if line.realises:
                yield "cell", file.folder, line.iki, line.periode
                yield "line", file.full_name, line.iki, line.periode
        if record.reported:
            yield "reported", file.full_name
    elif isinstance(record, Evaluation) and record.established:
        yield "established", file.full_name
    elif isinstance(record, Skp):
        yield from (("entry", file.full_name, str(nth)) for nth, _ in enumerate(record.changes, 1))
        if record.established:
            yield "established", file.full_name
        if record.closed:
            yield "closed", file.full_name


def first_holders(files: Iterable[tuple[File, Holder]]) -> dict[Fact, Holder]:
    """What first showed each fact: versions of files, the oldest first, each with what is to be told of it."""
    found: dict[Fact, Holder] = {}
    for file, holder in files:
        for fact in facts_in(file):
            found.setdefault(fact, holder)
    return found


def table_of(office: Office, path: str, today: date) -> FrozenTable:
    """What is frozen of the record at a path, or of those in the folder there.

    Raises SkpkitError where there is none, and where one that may freeze something cannot be read.
    """
    dossier = office.dossier_at(path)
    chosen = [each for each in dossier.files if lies_in(each.path, path)] if dossier else []
    if not dossier or not chosen:
        raise SkpkitError(NO_RECORD, path=path or ".")
    names = dict.fromkeys(each.folder for each in chosen)
    for file in (*chosen, *dossier.unread_files()):
        if file.record is None and (file in chosen or file.folder in names):
            raise SkpkitError(UNREADABLE, path=file.path)
    revision = Revision(dossier, dossier, today)
    sound = soundness(dossier)
    skps = [_skp(sound, each, chosen) for each in revision.folders if each.name in names]
    return FrozenTable(path, dossier, today, tuple(skps))


def _skp(sound: Soundness, folder: FolderRevision, chosen: Sequence[File]) -> FrozenSkp:
    here = folder.before
    if not here.skp:
        raise SkpkitError(NO_SKP, path=here.path)
    records = [each.record for each in chosen if each.folder == folder.name and each.record]
    cells = [each for each in _cells(sound, folder, here.skp) if any(_concerns(record, each) for record in records)]
    parts = [part for record in sorted(records, key=_rank) for part in _parts(folder, here.skp, record)]
    return FrozenSkp(here.skp, tuple(cells), tuple(parts))


def _rank(record: Record) -> int:
    return [*HOMES].index(record.kind)


def _concerns(record: Record, cell: FrozenCell) -> bool:
    """Whether a cell is shown with a record: the SKP shows all, a manual its IKI, the others what they tell of."""
    if isinstance(record, Manual):
        return cell.iki == record.kode
    if isinstance(record, Dialogue):
        return any((line.iki, line.periode) == (cell.iki, cell.period) for line in record.lines)
    if isinstance(record, Evaluation):
        return bool(cell.period) and cell.period == record.periode
    return True


# --- cells ---------------------------------------------------------------------------------------------------


def _cells(sound: Soundness, folder: FolderRevision, skp: Skp) -> Iterator[FrozenCell]:
    here = folder.before
    for indicator, _ in folder.indicators():
        name = str(indicator.data.get("nama") or indicator.ukuran or "")
        realised = [period for kode, period in here.realised if kode == indicator.kode]
        if indicator.ukuran is not None:
            yield FrozenCell(indicator.kode, name, "", _target(folder, skp, indicator, ""), None)
        for period in in_order({*indicator.target, *realised}):
            target = None if indicator.ukuran is not None else _target(folder, skp, indicator, period)
            direct = period in realised or not sound.cell_flaw(here, indicator, period)
            realisation = _realisation(folder, indicator.kode, period) if direct else None
            yield FrozenCell(
                indicator.kode, name, period, target, realisation, here.evidence_of(indicator.kode, period)
            )


def _target(folder: FolderRevision, skp: Skp, indicator: Indicator, period: str) -> Held:
    """The target of a cell, or without a period the ukuran."""
    value = indicator.target.get(period) if period else indicator.ukuran
    place = ("target", period) if period else ("ukuran",)
    return Held(value, skp.at(*indicator.path, *place), _target_hold(folder, skp, indicator, period))


def _target_hold(folder: FolderRevision, skp: Skp, indicator: Indicator, period: str) -> Hold:
    proof = _first_proof(folder, indicator, period)
    settled = period and skp.established
    evaluation = folder.before.established_evaluation(period, skp.tahun) if settled else None
    both = zip(keepers("target", "evaluation"), (proof, evaluation), strict=True)
    rules = tuple(code for code, holds in both if holds)
    if rules:
        if proof:
            return Hold("frozen", rules, "none", proof.evidence.at, _cell(folder, indicator.kode, proof))
        assert evaluation  # noqa: S101 - one of the two holds it
        return Hold("frozen", rules, "keberatan", evaluation.at("status"), _settled(folder, evaluation))
    if not skp.established:
        return Hold("open", (), "direct", None)
    if skp.closed:
        return Hold("frozen", keepers("status"), "none", skp.at("status"), _closed(folder, skp))
    if period in RHYTHMS[folder.rhythm(indicator)] and _is_over(folder, skp, period):
        return Hold("ended", keepers("past target"), "adendum", None)
    return Hold("open", keepers("plan"), "adendum", None)


def _is_over(folder: FolderRevision, skp: Skp, period: str) -> bool:
    return folder.before.profile.term(period, skp.tahun).selesai < folder.today


def _first_proof(folder: FolderRevision, indicator: Indicator, period: str) -> Proof | None:
    """The realisation with which a cell froze: its own first one; of a total the one that made its parts complete;
    of a whole IKI the first of all."""
    if not (proofs := folder.freezing(indicator.kode, period)):
        return None
    order = {each.name: nth for nth, each in enumerate(folder.before.dialogues)}
    proven = dict.fromkeys(each.period for each in proofs)
    if period not in proven and not folder.frozen_as_total(indicator, period):
        return min(folder.proofs_of(indicator.kode), key=lambda each: order[each.dialogue])
    firsts = [folder.direct_proofs[indicator.kode, each][0] for each in proven]
    return max(firsts, key=lambda each: order[each.dialogue])


def _realisation(folder: FolderRevision, kode: str, period: str) -> Held:
    here = folder.before
    evaluation = here.established_evaluation(period, here.skp.tahun) if folder.binding and here.skp else None
    found = here.effective_lines.get((kode, period))
    if not found:
        if evaluation:
            rules, since = keepers("evaluation"), evaluation.at("status")
            return Held(None, None, Hold("frozen", rules, "keberatan", since, _settled(folder, evaluation)))
        return Held(None, None, Hold("open", (), "new_dialogue", None))
    dialogue, line = found
    # before its SKP binds, a value is held by the rule on the dialogue as a whole
    reported = keepers("realisation" if folder.binding else "dialogue") if dialogue.reported else ()
    rules = (*reported, *(keepers("evaluation") if evaluation else ()))
    way: Way = "keberatan" if evaluation else "koreksi" if dialogue.reported else "direct"
    fact: Fact = ("line", here.name_of(dialogue.name), kode, period)
    hold = Hold("frozen", rules, way, dialogue.at(*line.path), fact) if rules else Hold("open", (), way, None)
    return Held(line.value, dialogue.at(*line.path, "realisasi"), hold)


# --- records -------------------------------------------------------------------------------------------------


def _parts(folder: FolderRevision, skp: Skp, record: Record) -> Iterator[FrozenPart]:
    draft = Hold("open", (), "direct", None)
    if isinstance(record, Skp) and skp.established:
        yield from _skp_parts(folder, record)
    elif isinstance(record, Skp):
        yield FrozenPart("components", record.at(), "", draft)
        yield from _indicators(folder, record)
    elif isinstance(record, Manual) and skp.established:
        yield from _manual_parts(folder, record)
    elif isinstance(record, Manual):
        yield FrozenPart("manual", record.at(), record.kode, draft)
    elif isinstance(record, Dialogue):
        fact: Fact = ("reported", folder.before.name_of(record.name))
        reported = Hold("frozen", keepers("dialogue"), "new_dialogue", record.at("status"), fact)
        yield FrozenPart("dialogue", record.at(), "", reported if record.reported else draft)
    elif isinstance(record, Evaluation):
        settled = record.established and skp.established
        hold = Hold("frozen", keepers("evaluation"), "keberatan", record.at("status"), _settled(folder, record))
        yield FrozenPart("evaluation", record.at(), "", hold if settled else draft)


def _skp_parts(folder: FolderRevision, skp: Skp) -> Iterator[FrozenPart]:
    since, closed = skp.at("status"), skp.closed
    settled, ended = _settled(folder, skp), _closed(folder, skp)
    identity = Hold("frozen", keepers("identity"), "none", since, settled)
    yield FrozenPart("identity", skp.at("pegawai", "nip"), "", identity)
    yield FrozenPart("fixed", skp.at("penetapan"), "", Hold("frozen", keepers("plan"), "none", since, settled))
    rests = Hold("frozen", keepers("status"), "none", since, ended)
    opened = rests._replace(way="closing", fact=settled)
    yield FrozenPart("status", since, "", rests if closed else opened)
    changed = rests if closed else Hold("open", keepers("plan"), "adendum", None)
    yield FrozenPart("components", skp.at("hasil_kerja"), "", changed)
    if skp.changes:
        last = skp.at(*skp.changes[-1].path)
        rules = (*keepers("log"), *(rests.rules if closed else ()))
        fact: Fact = ("entry", folder.before.name_of(skp.name), str(len(skp.changes)))
        hold = Hold("frozen", rules, "new_entry", last, fact)
        yield FrozenPart("log", skp.at("perubahan"), "", hold._replace(way="none") if closed else hold)
    yield from _indicators(folder, skp)


def _indicators(folder: FolderRevision, skp: Skp) -> Iterator[FrozenPart]:
    """The IKI that stay, since something of them was realised."""
    for indicator, _ in folder.indicators():
        if proof := _first_proof(folder, indicator, ""):
            way: Way = "none" if skp.closed else "ending"
            fact = _cell(folder, indicator.kode, proof)
            hold = Hold("frozen", keepers("indicator"), way, proof.evidence.at, fact)
            yield FrozenPart("indicator", skp.at(*indicator.path, "kode"), indicator.kode, hold)


def _manual_parts(folder: FolderRevision, manual: Manual) -> Iterator[FrozenPart]:
    indicator = next((old for old, _ in folder.indicators() if old.kode == manual.kode), None)
    if indicator and not manual.narrative and (proof := _first_proof(folder, indicator, "")):
        fact = _cell(folder, indicator.kode, proof)
        hold = Hold("frozen", keepers("measure"), "none", proof.evidence.at, fact)
        yield FrozenPart("measure", manual.at("polarisasi"), manual.kode, hold)
    hold = Hold("open", keepers("manual"), "manual_change", None)
    if (skp := folder.before.skp) and skp.closed:
        hold = Hold("frozen", keepers("status"), "none", skp.at("status"), _closed(folder, skp))
    yield FrozenPart("manual", manual.at(), manual.kode, hold)


# --- since when ----------------------------------------------------------------------------------------------


def _cell(folder: FolderRevision, kode: str, proof: Proof) -> Fact:
    """That a cell has a realisation, whichever dialogue records it."""
    return "cell", folder.name, kode, proof.period


def _settled(folder: FolderRevision, record: Record) -> Fact:
    return "established", folder.before.name_of(record.name)


def _closed(folder: FolderRevision, skp: Skp) -> Fact:
    return "closed", folder.before.name_of(skp.name)
