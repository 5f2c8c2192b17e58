"""What records a change that was agreed: the entry of an adendum, those of manuals, the dialogue that they rest on."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from skpkit.change.compare import skp_edits
from skpkit.change.edits import COMPONENTS
from skpkit.change.folder import shown_of
from skpkit.errors import WrongUsage
from skpkit.findings import Note
from skpkit.messages import N_
from skpkit.model.dossier import SkpFolder
from skpkit.model.files import load_file
from skpkit.model.paths import manual_name
from skpkit.model.periods import YEAR, rhythm_of
from skpkit.model.proposals import HOWS, consolidation_of, manual_fields, with_total
from skpkit.model.records import APPRAISER, REVIEWER, Dialogue, Skp, same
from skpkit.source.schemas import MANUAL as MANUAL_KIND
from skpkit.source.tree import FILE_MODES, Entry
from skpkit.writing import amending
from skpkit.writing.amending import SkpEdit
from skpkit.writing.composing import text_of
from skpkit.writing.desk import EditedFiles
from skpkit.writing.drafts import manual_data, with_scale
from skpkit.writing.editing import RecordText
from skpkit.writing.glossing import glosses_of_manual
from skpkit.writing.meeting import HeldOn, new_dialogue

NO_DIALOGUE = N_(
    "no reported dialogue agrees on {what}; name the one that does with --dialog, or, if it was agreed but is not "
    "written down, let it be written: --dialog-baru"
)
WHICH_DIALOGUE = N_("{path} is no dialogue of this SKP; its reported dialogues are {known}")
CLOSED = N_("{path} is ditutup and takes no changes any more; what is open is a new SKP: skpkit komplemen {dossier}")
EARLY = N_(
    "an adendum is not dated before what it follows on, which was set on {day}; give that day or a later one: "
    "--tanggal {first}"
)
NOT_AGREED = N_(
    "{path} does not agree on {what}, or was not reported and held by {day}; name another one with --dialog, or, if it "
    "was agreed but is not written down, let it be written: --dialog-baru"
)
DRAFTED = N_("{path} is still rancangan, so it needs no adendum; edit it directly until it is set")

ENTRY = N_("{path}: adendum {nth} of {components}")
TOTAL = N_("{path}: {iki} target {period} follows: {value}")
TOTAL_GONE = N_("{path}: {iki} target {period} goes, since none of its parts is left")
MANUAL = N_("{path}: follows the SKP")
BELOW = N_(
    "look at it before it is proposed: the target of {iki} for {period} is {value}, below zero, while others of it are "
    "above"
)
MANUAL_ENTRY = N_("{path}: perubahan {nth}")
MANUAL_GONE = N_("{path}: goes with its IKI")
MANUAL_MADE = N_(
    "{path}: the manual of the new IKI, as proposed where nothing was given; read it, and correct it before it lands"
)
DIALOGUE = N_("{path}: the dialogue that it rests on")


NO_FIELDS: Mapping[str, Mapping[str, Any]] = MappingProxyType({})


class Declared(NamedTuple):
    """How a change is recorded: why, on which day, resting on which dialogue; without one the newest that agrees on it,
    or with `write_dialogue` a new one, held on a day. `manuals` are fields of those of new IKI, by code."""

    reason: str
    day: date
    dialogue: str = ""
    write_dialogue: bool = False
    held: HeldOn | None = None
    agreed: str = ""
    manuals: Mapping[str, Mapping[str, Any]] = NO_FIELDS


class RecordedChange(NamedTuple):
    """What was made of a change: what is told of it, and which records have an entry that needs approvals."""

    done: tuple[Note, ...]
    entries: tuple[tuple[str, tuple[str, ...]], ...]


NOTHING = RecordedChange((), ())


def amend(
    desk: EditedFiles,
    plan: tuple[SkpFolder, Skp],
    edits: Sequence[SkpEdit],
    declared: Declared,
    dossier: str,
    content: bytes | None = None,
) -> RecordedChange:
    """Make an adendum of edits, or of the `content` that the SKP is to have: the entry, totals and manuals that follow.

    Raises WrongUsage for edits that cannot be made.
    """
    folder, skp = plan
    assure_amendable(skp, dossier)
    earlier = [*(each.tanggal for each in skp.changes), *([skp.established_on] if skp.established_on else [])]
    if earlier and declared.day < max(earlier):
        raise WrongUsage(EARLY, day=max(earlier), first=max(earlier).isoformat())
    if content is not None and read_skp(skp.path, content, dossier) is None:
        desk.put(skp.path, content)  # which is judged, and refused
        return NOTHING
    text = desk.text(skp.path) if content is None else desk.replace(skp.path, content)
    amending.apply(text, edits, declared.reason)
    own = [each for each in edits if each.part == "manual"]
    fresh = [each for each in amending.indicators_in(text.data) if each not in skp.by_kode]
    kept = dict.fromkeys(each.of for each in own if each.of not in fresh or each.of in folder.manuals)
    texts = {kode: _manual_text(desk, folder, kode) for kode in kept}
    for kode, manual in texts.items():
        amending.edit_manual(manual, [each for each in own if each.of == kode])
    done = _add_up(desk, folder, skp, text)
    for kode in fresh:
        if kode not in folder.manuals:
            done += total_of_new(text, kode, how_of(kode, own, declared.manuals))
    after = read_skp(skp.path, text.content, dossier)
    if after is None:
        return NOTHING
    components = components_of(folder.name, skp, after)
    entries: list[tuple[str, tuple[str, ...]]] = []
    nth = len(skp.changes) + 1
    changed = not same(skp.data, after.data)
    if changed:
        name = _dialogue(desk, plan, declared, nth, done)
        entry = {
            "jenis": "adendum",
            "nomor": nth,
            "tanggal": declared.day,
            "alasan": declared.reason,
            "komponen": list(components),
            "dialog": name,
        }
        if "penilai" in components:
            entry["penilai_lama"] = dict(skp.appraiser)
        text.append(("perubahan",), entry)
        done.insert(0, Note(ENTRY, {"path": skp.path, "nth": nth, "components": components}))
        entries.append((skp.path, (APPRAISER, REVIEWER)))
    for manual in texts.values():
        number = len(manual.data.get("perubahan") or ()) + 1
        resting = {"dialog": declared.dialogue} if declared.dialogue and not changed else {}
        told = {"nomor": number, "tanggal": declared.day, "alasan": declared.reason, **resting}
        manual.append(("perubahan",), told)
        done.append(Note(MANUAL_ENTRY, {"path": manual.path, "nth": number}))
        entries.append((manual.path, (APPRAISER,)))
    _manuals(desk, folder, skp, after, done)
    for kode in fresh:
        if kode not in folder.manuals:
            path = new_manual(desk, folder.path, after, kode, own, declared.manuals)
            done.append(Note(MANUAL_MADE, {"path": path}))
    return RecordedChange(tuple(done), tuple(entries))


def assure_amendable(skp: Skp, dossier: str) -> None:
    """Raises WrongUsage for an SKP that takes no adendum."""
    if not skp.established:
        raise WrongUsage(DRAFTED, path=skp.path)
    if skp.closed:
        raise WrongUsage(CLOSED, path=skp.path, dossier=dossier)


def read_skp(path: str, content: bytes, dossier: str) -> Skp | None:
    """The SKP in a text; None where it is none that could be, which whoever judges it tells."""
    record = load_file(Entry(path, FILE_MODES[0], ""), content, dossier).record
    return record if isinstance(record, Skp) else None


def odd_targets(before: Skp, after: Skp | None) -> list[Note]:
    """The targets that a change sets below zero while others of the IKI are above."""
    return [
        Note(BELOW, {"iki": each.kode, "period": period, "value": value})
        for each in (after.indicators() if after else ())
        for period, value in each.target.items()
        if value < 0 < max(each.target.values())
        if not (old := before.indicator(each.kode)) or old.target.get(period) != value
    ]


def components_of(folder: str, before: Skp, after: Skp) -> tuple[str, ...]:
    """The komponen of an adendum that makes one state of an SKP of another, in the order of the form."""
    edits = [each for each in skp_edits(folder, before, after) if each.part in COMPONENTS and not each.within]
    named = {each.part for each in edits if not each.rides}
    for each in edits:
        if each.rides and not {each.part, each.rides} & named:
            named.add(each.part)
    return tuple(each for each in COMPONENTS if each in named)


def _manual_text(desk: EditedFiles, folder: SkpFolder, kode: str) -> RecordText:
    manual = folder.manuals.get(kode)
    if manual is None:
        raise WrongUsage(amending.NO_MANUAL, kode=kode)
    return desk.text(manual.path)


def _add_up(desk: EditedFiles, folder: SkpFolder, skp: Skp, text: RecordText) -> list[Note]:
    """Write the totals anew of each IKI that has other targets than before; one that was set by hand stays so."""
    done = []
    for kode, target in amending.targets_in(text.data).items():
        old = skp.indicator(kode)
        was: Mapping[str, float] = old.target if old else {}
        periods = {each for each in {*was, *target} if not same(was.get(each), target.get(each))}
        if not periods:
            continue
        manual = folder.manuals.get(kode)
        data: Mapping[str, Any] | None = desk.text(manual.path).data if manual else None
        for period, value in amending.add_up(text, kode, data, periods):
            message = TOTAL_GONE if value is None else TOTAL
            done.append(Note(message, {"path": skp.path, "iki": kode, "period": period, "value": value}))
    return done


def how_of(kode: str, edits: Sequence[SkpEdit], manuals: Mapping[str, Mapping[str, Any]]) -> str:
    """How the periods of a new IKI make its year, where somebody says so."""
    said = [each.value for each in edits if (each.part, each.of, each.field) == ("manual", kode, "konsolidasi_periode")]
    how = said[-1] if said else str(manuals.get(kode, {}).get("konsolidasi_periode", ""))
    return how if how in HOWS else ""


def total_of_new(text: RecordText, kode: str, how: str) -> list[Note]:
    """Give a new IKI the total of its year, where its periods have none yet."""
    path = amending.indicators_in(text.data)[kode]
    iki: Any = text.data
    for step in path:
        iki = iki[step]
    target = iki.get("target") or {}
    if not target or YEAR in target or rhythm_of(target) == "tahunan":
        return []
    value = with_total(target, how or consolidation_of(target, str(iki.get("satuan", ""))))[YEAR]
    text.set((*path, "target", YEAR), value)
    return [Note(TOTAL, {"path": text.path, "iki": kode, "period": YEAR, "value": value})]


def new_manual(
    desk: EditedFiles,
    home: str,
    skp: Skp,
    kode: str,
    edits: Sequence[SkpEdit],
    manuals: Mapping[str, Mapping[str, Any]],
) -> str:
    """Let the manual of a new IKI be there: as it is proposed, with the fields that are given; its path."""
    indicator = skp.by_kode[kode][0]
    data = manual_data(skp, indicator, {**manual_fields(skp, indicator, None), **manuals.get(kode, {})})
    path = f"{home}/{manual_name(kode)}"
    given = RecordText(path, text_of(MANUAL_KIND, data).encode())
    amending.edit_manual(given, [each for each in edits if each.part == "manual" and each.of == kode])
    told = with_scale(given.data)
    desk.new(path, MANUAL_KIND, told, glosses_of_manual(told))
    return path


def _manuals(desk: EditedFiles, folder: SkpFolder, before: Skp, after: Skp, done: list[Note]) -> None:
    """Let each manual show what the SKP shows now; that of an IKI that is gone goes."""
    for kode, manual in folder.manuals.items():
        if after.indicator(kode) is None:
            if before.indicator(kode) is not None:
                desk.drop(manual.path)
                done.append(Note(MANUAL_GONE, {"path": manual.path}))
            continue
        old, new = shown_of(before, kode), shown_of(after, kode)
        if not same(old, new):
            text = desk.text(manual.path)
            amending.show_in_manual(text, new, old)
            done.append(Note(MANUAL, {"path": manual.path}))


def _dialogue(desk: EditedFiles, plan: tuple[SkpFolder, Skp], declared: Declared, nth: int, done: list[Note]) -> str:
    """The name of the dialogue that an adendum rests on, which is written where that is asked for."""
    folder, skp = plan
    if name := resting_on(folder, declared, "adendum", nth):
        return name
    agreed = {"perihal": "adendum", "nomor": nth, "uraian": declared.agreed or declared.reason}
    held = (declared.held or HeldOn(declared.day))._replace(reported=True)
    name = new_dialogue(desk, folder, skp, held, ["perencanaan"], {"kesepakatan": [agreed]})
    done.append(Note(DIALOGUE, {"path": f"{folder.path}/{name}"}))
    return name


def resting_on(folder: SkpFolder, declared: Declared, matter: str, nth: int) -> str | None:
    """The name in its folder of the dialogue that a change rests on: the one that is named, or the newest that agrees
    on it; None where one is to be written. Raises WrongUsage where there is none, or it does not agree."""
    what = f"{matter} {nth}"
    agreeing = [each for each in folder.dialogues if agrees(each, matter, nth, declared.day)]
    if declared.dialogue:
        name = dialogue_named(folder, declared.dialogue)
        named = next((each for each in folder.dialogues if each.name == name), None)
        if named and named not in agreeing:
            raise WrongUsage(NOT_AGREED, path=named.path, what=what, day=declared.day)
        return name
    if declared.write_dialogue:
        return None
    if not agreeing:
        raise WrongUsage(NO_DIALOGUE, what=what)
    return agreeing[-1].name


def agrees(dialogue: Dialogue, matter: str, nth: int, day: date) -> bool:
    """Whether a dialogue agrees on a change of a day, and was reported."""
    told = any(each["perihal"] == matter and each.get("nomor") == nth for each in dialogue.agreements)
    return told and dialogue.reported and dialogue.tanggal <= day


def dialogue_named(folder: SkpFolder, given: str) -> str:
    """A dialogue as the SKP of a folder names it: given so, or by its path from the top of the repository."""
    name = posixpath.normpath(given.replace("\\", "/"))
    short = f"dki/{name}" if "/" not in name else name
    short = short if short.endswith(".yaml") else f"{short}.yaml"
    for each in folder.dialogues:
        if each.name in (name, short) or f"/{each.path}".endswith(f"/{name}"):
            return each.name
    if name.startswith("../"):
        return name
    known = tuple(each.name for each in folder.dialogues if each.reported)
    raise WrongUsage(WHICH_DIALOGUE, path=given, known=known)
