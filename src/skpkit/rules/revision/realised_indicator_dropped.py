"""An IKI with a realisation stays in its SKP, under its code and its RHK.

With the IKI its target and its achievement would vanish. It may be ended by its own `periode.selesai`, but not
before the end of the last period that was realised. A new code or another RHK is a new IKI, and a later start must
leave every period that was realised inside.

**Fix:** restore the IKI, and end it by `periode: {mulai: …, selesai: …}` in an adendum where it is to be ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from skpkit.change.edits import WHOLE, Edit
from skpkit.change.revision import FolderRevision, Proof, Revision
from skpkit.findings import Problem
from skpkit.messages import N_, Value
from skpkit.model.paths import SKP_FILE, manual_name
from skpkit.model.periods import Term
from skpkit.model.records import Indicator, Skp, same
from skpkit.rules._rule import revision_rule

DROPPED = N_(
    "{iki} was dropped, but {dialogue} line {line} records its realisation of {period} ({value}); restore it, "
    "and end it by its own `periode` if need be"
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


@revision_rule(basis="S", locked=True, keeps="indicator")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each realised IKI that was dropped, re-coded, moved, or ended too early or begun too late."""
    for folder, before, after in revision.binding():
        for old, _ in folder.indicators():
            if proofs := folder.proofs_of(old.kode):
                proof = proofs[-1]
                told: dict[str, Value] = {
                    "iki": old.kode,
                    "period": proof.period,
                    "dialogue": proof.dialogue,
                    "line": proof.evidence.at.line,
                    "value": proof.value,
                }
                problem = _problem(folder, (before, after), old, told)
                if problem:
                    yield problem


def _problem(folder: FolderRevision, skps: tuple[Skp, Skp], old: Indicator, told: dict[str, Value]) -> Problem | None:
    before, after = skps
    new = after.indicator(old.kode)
    related = [each for each in folder.skp_edits if each.iki == old.kode]
    at = after.at("hasil_kerja")
    if new is None:
        message, other = DROPPED, _recoded(before, after, old)
        related += [each for each in folder.skp_edits if other and each.iki == other.kode]
        if other:
            message, told = RECODED, told | {"new": other.kode}
        at = next((each.at for each in reversed(related) if not each.field), at)
    elif new.rhk != old.rhk:
        message, told = MOVED, told | {"old": old.rhk, "new": new.rhk}
        related = [each for each in related if each.field == "rhk"]
        at = after.at(*new.path, "kode")
    else:
        return _shortened(folder, skps, (old, new))
    whole = [each for each in folder.skp_edits if each.rhk and not each.iki and not each.field]
    gone = [each for each in whole if each.rhk in (old.rhk, new.rhk if new else old.rhk)]
    return Problem(
        at,
        message,
        told,
        was=before.at(*old.path, "kode"),
        evidence=tuple(proof.evidence for proof in folder.proofs_of(old.kode)),
        about=(folder.before.name_of(before.name), old.kode),
        edits=_keys(folder, old.kode, [*related, *gone]),
        undo=(("field", folder.name, SKP_FILE, "hasil_kerja"), ("file", folder.name, manual_name(old.kode))),
    )


def _keys(folder: FolderRevision, kode: str, edits: list[Edit]) -> frozenset[tuple[str, ...]]:
    """The keys of edits, with those of the manual that goes or moves along."""
    along = [each.key for each in folder.manual_edits.get(kode, ()) if each.field == "rhk"]
    return frozenset((*(each.key for each in edits), *along, (folder.name, manual_name(kode), WHOLE)))


def _recoded(before: Skp, after: Skp, old: Indicator) -> Indicator | None:
    """The new IKI that is the old one but for its code."""
    for new in after.indicators():
        if not before.indicator(new.kode) and same(old.data, {**new.data, "kode": old.kode}):
            return new
    return None


def _shortened(folder: FolderRevision, skps: tuple[Skp, Skp], pair: tuple[Indicator, Indicator]) -> Problem | None:
    """An end before that of a realised period, or a start after it. A realisation that came with the change
    itself knows of it, and counts until the new end."""
    before, after = skps
    was, now = before.term_of(pair[0]), after.term_of(pair[1])
    ends = [(_end(folder, before, proof, was), proof) for proof in folder.realised_until_now(pair[0].kode)]
    if not ends:
        return None
    first, last = (choose(ends, key=lambda each: each[0]) for choose in (min, max))
    if now.selesai < last[0]:
        message, proof, needed = ENDED, last[1], last[0]
    elif now.mulai > max(first[0], was.mulai):
        message, proof, needed = STARTED, first[1], was.mulai
    else:
        return None
    return Problem(
        after.at(*pair[1].path, "periode") if pair[1].term else after.at("periode"),
        message,
        {
            "iki": pair[0].kode,
            "period": proof.period,
            "start": now.mulai,
            "end": now.selesai,
            "needed": needed,
            "dialogue": proof.dialogue,
            "line": proof.evidence.at.line,
            "value": proof.value,
        },
        was=before.at(*pair[0].path, "periode") if pair[0].term else before.at("periode"),
        evidence=(proof.evidence,),
        about=(folder.before.name_of(before.name), pair[0].kode),
        edits=_period_keys(folder, pair[0].kode),
        undo=tuple(("field", folder.name, SKP_FILE, field) for field in ("hasil_kerja", "periode")),
    )


def _end(folder: FolderRevision, skp: Skp, proof: Proof, term: Term) -> date:
    return min(folder.before.profile.term(proof.period, skp.tahun).selesai, term.selesai)


def _period_keys(folder: FolderRevision, kode: str) -> frozenset[tuple[str, ...]]:
    """The edits of the IKI's own period, else that of the SKP's."""
    edits = [each for each in folder.skp_edits if each.field == "periode"]
    own = [each.key for each in edits if each.iki == kode]
    return frozenset(own or [each.key for each in edits if not each.iki])
