"""What a change records to have been decided: an adendum, say, with the dialogue that agreed on it and who approved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from skpkit.findings import Location
from skpkit.messages import N_, in_words
from skpkit.model.paths import SKP_FILE
from skpkit.reports._places import PlaceView, place
from skpkit.reports._wording import capital, clean, component_in_words, record_in_words

if TYPE_CHECKING:
    from skpkit.change.account import Account
    from skpkit.change.asked import SeenApproval
    from skpkit.change.declared import DeclaredThing, Meeting
    from skpkit.reports._report import Report

TITLE = N_("{thing} of {day}")
OF_RECORD = N_("{record}: {thing}")
REASON = N_("Reason: {text}")
COMPONENTS = N_("It declares: {components}")
AGREED = N_("Agreed in the {record}, reported on {day}: {text}")
AGREED_DRAFT = N_("Agreed in the {record}, which is not reported yet: {text}")
UNWRITTEN = N_("the dialogue does not say on what")
PRESENT = N_("Taking part: {people}")
NO_DIALOGUE = N_("No dialogue is named in which it was agreed")
LOST_DIALOGUE = N_("It names {name}, where no dialogue lies")
APPROVED_BY = N_("{who}, {role}, on {day}")
STANDINGS = {
    "signed": N_("signed"),
    "unsigned": N_("not signed"),
    "unrequired": N_("no signature needed"),
    "unverified": N_("signature not verified"),
    "broken": N_("the signature does not count"),
}


class ApprovalView(NamedTuple):
    """An approval: who gave it in which role and when, and whether it is signed, as a word and as a key."""

    text: str
    standing: str
    word: str


class ThingView(NamedTuple):
    """What was decided: lines on it, and its approvals. `whole` tells that the change brings it, not only approvals of
    it; `where` is its place, `reason` why it was."""

    title: str
    lines: tuple[str, ...]
    approvals: tuple[ApprovalView, ...]
    at: PlaceView
    where: Location
    whole: bool
    reason: str = ""


def things(report: Report, dossier: str, accounts: Sequence[Account]) -> list[ThingView]:
    """What a change of a dossier decides, and what it only approves."""
    seen: dict[tuple[str, str], list[SeenApproval]] = {}
    for each in report.verdict.approvals:
        if each.dossier == dossier:
            seen.setdefault((each.record, each.thing), []).append(each)
    found = [
        _thing(report, thing, seen.pop((thing.record, thing.thing), []), account.commit)
        for account in accounts
        for thing in account.declared
    ]
    return found + [_approved(report, each) for each in seen.values()]


def _thing(report: Report, thing: DeclaredThing, seen: Sequence[SeenApproval], commit: str | None) -> ThingView:
    title = capital(thing.thing)
    title = report.say(TITLE, thing=title, day=thing.day) if thing.day else title
    return ThingView(
        _title(report, thing.record, title),
        tuple(map(clean, _lines(report, thing))),
        tuple(_approval(report, each) for each in seen),
        place(report, thing.at, commit or report.verdict.head.commit),
        thing.at,
        whole=True,
        reason=report.words(thing.reason) if thing.reason else "",
    )


def _approved(report: Report, seen: Sequence[SeenApproval]) -> ThingView:
    first = seen[0]
    at = place(report, first.at, first.commit or report.verdict.head.commit)
    title = _title(report, first.record, capital(first.thing))
    return ThingView(title, (), tuple(_approval(report, each) for each in seen), at, first.at, whole=False)


def _title(report: Report, record: str, title: str) -> str:
    if record == SKP_FILE:
        return clean(title)
    return clean(report.say(OF_RECORD, record=record_in_words(report, record), thing=title))


def _lines(report: Report, thing: DeclaredThing) -> Iterator[str]:
    if thing.reason:
        yield report.say(REASON, text=report.words(thing.reason))
    if thing.components:
        yield report.say(COMPONENTS, components=tuple(map(component_in_words, thing.components)))
    if thing.meeting:
        yield from _meeting(report, thing.meeting)
    elif thing.dialogue:
        yield report.say(LOST_DIALOGUE, name=thing.dialogue)
    elif thing.thing.startswith(("adendum", "komplemen")):
        yield report.say(NO_DIALOGUE)


def _meeting(report: Report, meeting: Meeting) -> Iterator[str]:
    text = "; ".join(map(report.words, meeting.agreed)) or report.say(UNWRITTEN)
    record = record_in_words(report, meeting.name)
    if meeting.reported:
        yield report.say(AGREED, record=record, day=meeting.reported, text=text)
    else:
        yield report.say(AGREED_DRAFT, record=record, text=text)
    if meeting.participants:
        people = tuple(f"{report.person(name)} ({in_words(role)})" for name, role in meeting.participants)
        yield report.say(PRESENT, people=people)


def _approval(report: Report, seen: SeenApproval) -> ApprovalView:
    standing = "broken" if seen.flaw else seen.standing
    who = report.person(seen.name, seen.nip) if seen.name else f"NIP …{seen.nip[-3:]}"  # enough to be found by
    role = in_words(seen.role)
    return ApprovalView(
        clean(report.say(APPROVED_BY, who=who, role=role, day=seen.day)), standing, report.say(STANDINGS[standing])
    )
