"""An IKI with a realisation stays in its SKP, under its code and its RHK.

With the IKI its target and its achievement would vanish. It may be ended by its own `periode.selesai`, but not
before the end of the last period that was realised; one whose realisation comes with the same change may end within
its period, but not before it. A new code or another RHK is a new IKI, and a later start must leave every period that
was realised inside. This holds for a draft of an SKP too, once the realisation was reported, and then the draft stays.

**Fix:** restore the IKI, and end it by `periode: {mulai: …, selesai: …}` in an adendum where it is to be ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from skpkit.change.folder import FolderRevision, Proof
from skpkit.change.revision import Revision
from skpkit.findings import Field, Key, Problem, WholeRecord
from skpkit.messages import N_, Value
from skpkit.model.paths import manual_name
from skpkit.model.periods import Term
from skpkit.model.records import Indicator, Skp, same
from skpkit.rules._rule import cite, own, revision_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on the SKP Adendum"),
        N_("it does not revise the target and achievement of an IKI that has a realisation"),
    ),
    own(
        N_("with the IKI both would vanish, so it stays, and may be ended"),
    ),
)

DROPPED = N_(
    "{iki} was dropped, but {dialogue} line {line} records its realisation of {period} ({value}); restore it, "
    "and end it by its own `periode` if need be"
)
DELETED = N_(
    "the draft {name} is gone, but {dialogue} line {line} records the realisation of {iki} {period} ({value}); restore "
    "the file"
)
RECODED = N_(
    "{iki} became {new}, but {dialogue} line {line} records the realisation of {iki} {period} ({value}); restore the "
    "code"
)
MOVED = N_(
    "{iki} was moved from {old} to {new}, but {dialogue} line {line} records its realisation of {period} "
    "({value}); restore it under {old}"
)
STARTED = N_(
    "{iki} now starts on {start}, after the end of {period}, whose realisation {dialogue} line {line} records "
    "({value}); let it start on {needed} as before"
)
ENDED = N_(
    "{iki} now ends on {end}, before the end of {period}, whose realisation {dialogue} line {line} records "
    "({value}); let it end on {needed} or later"
)


@revision_rule(basis=BASIS, locked=True, keeps="indicator", added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each realised IKI that was dropped, re-coded, moved, or ended too early or begun too late."""
    for folder, before, after in revision.holding():
        for old, _ in folder.indicators():
            if folder.proofs_of(old.kode) and (problem := _problem(folder, (before, after), old)):
                yield problem
    for folder in revision.folders:
        for record in folder.dropped():
            if isinstance(record, Skp) and not record.established:
                yield from _deleted(folder, record)


def _deleted(folder: FolderRevision, skp: Skp) -> Iterator[Problem]:
    """A draft that is gone with IKI whose realisations were reported: the file that follows would be bound by none."""
    proofs = [(each, proof) for each in skp.indicators() for proof in folder.proofs_of(each.kode)]
    if proofs:
        iki, proof = proofs[0]
        edit = folder.gone(skp)
        told: dict[str, Value] = {"name": edit.key.name, "iki": iki.kode, "period": proof.period, **proof.told}
        evidence = [each.evidence for _, each in proofs]
        yield edit.problem(DELETED, told, evidence=evidence, undo=[edit.whole_record])


def _problem(folder: FolderRevision, skps: tuple[Skp, Skp], old: Indicator) -> Problem | None:
    before, after = skps
    new = after.indicator(old.kode)
    other = None if new else _recoded(before, after, old)
    related = [each for each in folder.skp_edits if each.iki == old.kode or (other and each.iki == other.kode)]
    if new and new.rhk == old.rhk:
        return _shortened(folder, skps, (old, new))
    message, told = (RECODED, {"new": other.kode}) if other else (DROPPED, {})
    if new:
        message, told = MOVED, {"old": old.rhk, "new": new.rhk}
        related = [each for each in related if each.field == "rhk"]
    whole = [each for each in folder.skp_edits if each.rhk and not each.iki and not each.field]
    gone = [each for each in whole if each.rhk in (old.rhk, new.rhk if new else old.rhk)]
    proofs, manual = folder.proofs_of(old.kode), Key(folder.name, manual_name(old.kode))
    along = [each.key for each in folder.manual_edits.get(old.kode, ()) if each.field == "rhk"]
    lead = related[0] if new else next(each for each in reversed(related) if not each.field)
    return replace(lead, was=before.at(*old.path, "kode")).problem(
        message,
        {"iki": old.kode, "period": proofs[-1].period, **proofs[-1].told, **told},
        old.kode,
        along=(*(each.key for each in (*related, *gone)), *along, manual),
        evidence=(each.evidence for each in proofs),
        undo=(lead.top_field, WholeRecord(manual.folder, manual.record)),
    )


def _recoded(before: Skp, after: Skp, old: Indicator) -> Indicator | None:
    """The new IKI that is the old one but for its code."""
    for new in after.indicators():
        if not before.indicator(new.kode) and same(old.data, {**new.data, "kode": old.kode}):
            return new
    return None


def _shortened(folder: FolderRevision, skps: tuple[Skp, Skp], pair: tuple[Indicator, Indicator]) -> Problem | None:
    """An end before that of a realised period, or a start after it. A realisation that came with the change
    itself knows of it, and counts until the new end, but must not lie beyond it."""
    before, after = skps
    was, now = before.term_of(pair[0]), after.term_of(pair[1])
    if was == now:
        return None
    proofs = folder.realised_until_now(pair[0].kode)
    proofs += [each for each in folder.proofs_of(pair[0].kode) if _falls_out(folder, before, each, (was, now))]
    ends = [(_end(folder, before, proof, was), proof) for proof in proofs]
    if not ends:
        return None
    first, last = (choose(ends, key=lambda each: each[0]) for choose in (min, max))
    if now.selesai < last[0]:
        message, proof, needed = ENDED, last[1], last[0]
    elif now.mulai > max(first[0], was.mulai):
        message, proof, needed = STARTED, first[1], was.mulai
    else:
        return None
    edits = [each for each in folder.skp_edits if each.field == "periode"]
    own = [each for each in edits if each.iki == pair[0].kode] or [each for each in edits if not each.iki]
    place = replace(
        own[0],
        at=after.at(*pair[1].path, "periode") if pair[1].term else after.at("periode"),
        was=before.at(*pair[0].path, "periode") if pair[0].term else before.at("periode"),
    )
    dates = {"start": now.mulai, "end": now.selesai, "needed": needed}
    return place.problem(
        message,
        {"iki": pair[0].kode, "period": proof.period, **proof.told, **dates},
        pair[0].kode,
        along=(each.key for each in own),
        evidence=[proof.evidence],
        undo=(Field(folder.name, before.name, field) for field in ("hasil_kerja", "periode")),
    )


def _falls_out(folder: FolderRevision, skp: Skp, proof: Proof, terms: tuple[Term, Term]) -> bool:
    """Whether a period shared days with a term before, and shares none now."""
    term = folder.before.profile.term(proof.period, skp.tahun)
    was, now = terms
    return term.days_shared(was) > 0 and not term.days_shared(now)


def _end(folder: FolderRevision, skp: Skp, proof: Proof, term: Term) -> date:
    return min(folder.before.profile.term(proof.period, skp.tahun).selesai, term.selesai)
