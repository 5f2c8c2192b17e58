"""What reports are made of: what was found, and how to tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from skpkit.errors import SkpkitError
from skpkit.findings import Finding, Note, Severity, Unjudged
from skpkit.messages import BRIEF, N_, SHORT, Value, cut, fault_of, show, tell
from skpkit.model.paths import identity_of
from skpkit.reports._periods import SAID, periods_in_words

if TYPE_CHECKING:
    from datetime import date

    from skpkit.change.asked import SeenApproval
    from skpkit.change.changelist import Change
    from skpkit.findings import Company, Evidence, LandingOrder, Location
    from skpkit.judge.engine import StateName, Verdict
    from skpkit.judge.frozen import FrozenTable
    from skpkit.reports._masking import Mask

HEAD_REVIEW = N_("Review of {base} to {head}")
HEAD_TOGETHER = N_("Review of {base} to {head}, together with {others}")
COMPANY: Mapping[LandingOrder, str] = {
    "others": N_("It comes with {others}, whether this request lands or not."),
    "together": N_("It is found only together with {others}."),
    "last": N_(
        "It is found only together with {others}, not where {others} lands first and this is reviewed after it."
    ),
    "first": N_(
        "It is found only together with {others}, not where this lands first and {others} is reviewed after it."
    ),
    "apart": N_(
        "It is found only together with {others}, not where one lands first and the other is reviewed after it."
    ),
    "needs": N_(
        "It would not be found once {others} has landed: let that land first and this be reviewed after it, or put it "
        "right here."
    ),
}
HEAD_AUDIT = N_("Audit of the whole history of {head}")
HEAD_AUDIT_SINCE = N_("Audit of the steps from {base} to {head}")
HEAD_CHECK = N_("Check of {head}")
TODAY = N_("Judged as of {day} ({source})")
GIVEN, BY_CLOCK = N_("the day that was given"), N_("today by the clock of {zone}")
STEP = N_("{day}, {author}: “{subject}” ({commit})")
STEP_ALONE = N_("commit {commit}")
TAKEN_BACK = N_("taken back by: {step}")
TAKES_BACK = N_("takes back: {step}")
NOT_JUDGED = N_("{reason}; for that these steps were not judged: {steps}")
SETTLED = N_("{fault}; it was put right on {day}, and nothing is to be done")
SETTLED_BY = N_("{fault}; that put an earlier fault right, and nothing is to be done")
AS_OF = N_("as of {day}: {sentence}")
ASKED_BY, WRITTEN_BY = N_("Requested by {people}"), N_("Recorded by {people}")
AND_MORE = N_("{people} and {count} more")
NATURES = {
    "proposal": N_("A proposal: nothing of it has landed, and it is judged as one change to all that {base} holds."),
    "first": N_(
        "A proposal: nothing of it has landed, and it is judged as one change, before which there was nothing."
    ),
    "landed": N_("A push that has landed, judged as one change to all that {base} held before."),
    "first landed": N_("A push that has landed, judged as one change, before which there was nothing."),
    "history": N_("History: it has landed, and each step is judged by itself, on its own day."),
    "clash": N_(
        "Where it collides with what {base} holds by now, what changes is told against what both held when they parted "
        "({since})."
    ),
    "ends": N_(
        "Two states as they are: all that differs is judged as one change, whenever it landed, and not step by step."
    ),
}
AROUND = N_("Around the dossiers")
NEWEST = N_("the newest state ({commit})")
UNCOMMITTED = {
    "worktree": N_("the files that are being worked on"),
    "index": N_("what is set ready to be recorded"),
    "folder": N_("this folder"),
    "-": N_("nothing"),
}
MOST_NAMED = 3  # people of whom a sentence names each
LONGEST_SUBJECT, LONGEST_NAME = 100, 60


def state_in_words(state: StateName, lang: str) -> str:
    """`main (1a2b3c4d)`, or in words what is no commit."""
    if not state.commit:
        return tell(UNCOMMITTED.get(state.label, state.label), {}, lang)
    if state.label == "HEAD":
        return tell(NEWEST, {"commit": state.commit[:BRIEF]}, lang)
    return state.commit[:SHORT] if state.commit.startswith(state.label) else f"{state.label} ({state.commit[:BRIEF]})"


def state_as_data(state: StateName) -> str:
    """The commit, or what a state that is none is called."""
    return state.commit or state.label


def place_as_data(at: Location) -> dict[str, Any]:
    """A place as the schemas of reports have it."""
    return {"path": at.path, "line": at.line, "column": at.column}


@dataclass(frozen=True, slots=True)
class Report:
    """A verdict, and how to tell it. Whatever of it people read goes through the methods, in every format.

    What an exemption passes is in SARIF as `suppressed`, unless that is not wanted.
    `links` is the web address of a line of a commit, with `{commit}`, `{path}` and `{line}` in it; empty where nobody
    knows one. `sheets` are the addresses of printed documents beside the report, by dossier.
    `asks` is the title of the request, where a forge says it; `landed` tells that what was judged as a proposal is a
    push which the default branch holds by now.
    """

    verdict: Verdict
    lang: str = "id"
    show_all: bool = False
    color: bool = False
    mask: Mask | None = None
    suppressed: bool = True
    links: str = ""
    sheets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    asks: str = ""
    landed: bool = False

    @property
    def proposes(self) -> bool:
        """Whether it tells of what somebody asks for, and nothing of it has landed."""
        return self.verdict.judged_as == "proposal" and not self.landed

    def masked(self) -> Report:
        """The same report with the names and NIP of people hidden."""
        from skpkit.reports._masking import mask_of

        return replace(self, mask=mask_of(self.verdict.named))

    def text(self, text: str) -> str:
        """What a person wrote, or the path of a file, as people read it."""
        return self.mask.text(text) if self.mask else text

    def words(self, value: Any) -> str:
        """A value of a record in words, in the report's language."""
        from skpkit.change.values import words

        return self.text(words(value, self.lang))

    def data(self, value: Any) -> Any:
        """Data of a record, such as the value before a change, as the report may hold them."""
        return self.mask.data(value) if self.mask else value

    def person(self, name: str, nip: str = "") -> str:
        """Somebody by name."""
        return self.mask.person(name, nip) if self.mask else name

    def say(self, message: str, **told: Value) -> str:
        """A sentence of the report itself, by its catalogue key, in the report's language."""
        return self._tell(message, told)

    def around(self, message: str, **told: Value) -> str:
        """The same around texts that are told already."""
        return tell(message, told, self.lang)

    def _tell(self, message: str, told: Mapping[str, Value]) -> str:
        if not SAID.isdisjoint(told):
            told = {key: periods_in_words(each, self.lang) if key in SAID else each for key, each in told.items()}
        return self.mask.tell(message, told, self.lang) if self.mask else tell(message, told, self.lang)

    def sentence(self, said: Finding | Note | Unjudged | Change | SeenApproval | SkpkitError) -> str:
        """The sentence of what was found, is to be noted, could not be judged, changed or was approved, in the report's
        language."""
        if isinstance(said, Finding):
            sentence = self._found(said)
            return f"{sentence}. {self._company(said.company)}" if said.company else sentence
        if isinstance(said, Note):
            return self._tell(said.message, said.told)
        if isinstance(said, Unjudged):
            place = f"{self.title(said.dossier)} ({self.files(said)})" if said.dossier else self.text(said.path)
            return f"{place}: {self.reason(said)}"
        if isinstance(said, SkpkitError):
            return self.text(said.place) + self._tell(said.message, said.told)
        from skpkit.change.changelist import Change

        if isinstance(said, Change):
            return said.sentence(self.lang, self.text, for_people=True)
        return said.sentence(self.lang, self.text)

    def reason(self, said: Unjudged) -> str:
        """Why something could not be judged, with the steps that were not for that."""
        reason = self._tell(said.reason, said.told)
        steps = "; ".join(map(self.step, said.steps))
        return self.around(NOT_JUDGED, reason=reason, steps=steps) if steps else reason

    def files(self, said: Unjudged) -> str:
        """What could not be judged within a dossier, by what it is."""
        from skpkit.reports._wording import record_in_words  # it knows the words of forms, which most need not

        return ", ".join(self.text(record_in_words(self, each)) for each in (said.file, *said.also))

    def _found(self, finding: Finding) -> str:
        """What a finding says. Of what is settled no remedy is told; what a history said of a past day is told as that,
        for what it asks may be done or too late by now."""
        problem, verdict = finding.problem, self.verdict
        if finding.settled:
            fault = self._tell(fault_of(problem.message, self.lang), problem.told)
            later = verdict.commits.get(verdict.taken_back.get(finding.commit or "", ""))
            return self.around(SETTLED, fault=fault, day=later.day) if later else self.around(SETTLED_BY, fault=fault)
        sentence = self._tell(problem.message, problem.told)
        then = self.then(finding)
        return self.around(AS_OF, day=then, sentence=sentence) if then and not problem.edits else sentence

    def then(self, finding: Finding) -> date | None:
        """The past day on which a history judged what a finding is about; None where that is today."""
        verdict = self.verdict
        step = verdict.commits.get(finding.commit or "") if verdict.judged_as == "history" else None
        return step.day if step and step.day < verdict.day.date else None

    def step(self, commit: str) -> str:
        """A commit as people know it: its day, who wrote it, what the first line of its message says, and its id."""
        said = self.verdict.commits.get(commit)
        if not said:
            return self.say(STEP_ALONE, commit=commit[:SHORT])
        subject = cut(" ".join(self.text(said.subject).split()), LONGEST_SUBJECT) or "…"
        author = self.person(said.author) or "…"
        return self.around(STEP, day=show(said.day, self.lang), author=author, subject=subject, commit=commit[:BRIEF])

    def turns(self, commit: str) -> list[str]:
        """That a step is taken back by a later one, or takes an earlier one back."""
        back = self.verdict.taken_back
        told = [self.around(TAKEN_BACK, step=self.step(back[commit]))] if commit in back else []
        return told + [self.around(TAKES_BACK, step=self.step(each)) for each, by in back.items() if by == commit]

    def _company(self, company: Company) -> str:
        return self.say(COMPANY[company.order], others=company.names)

    def place(self, at: Location) -> str:
        """A place as people read it: `records/2026/…/skp.yaml:44:24`."""
        return f"{self.text(at.path)}:{at.line}:{at.column}"

    def link(self, commit: str | None, at: Location) -> str:
        """The web address of a place in a commit, or in that which holds its file; empty where there is none."""
        commit = at.commit or commit
        if not self.links or not commit:
            return ""
        return self.links.format(commit=quote(commit), path=quote(at.path), line=at.line)

    def reasons(self) -> list[str]:
        """Why a part could not be judged, each in a sentence."""
        return [*map(self.sentence, self.verdict.unjudged), *map(self.sentence, self.verdict.failures)]

    def title(self, dossier: str) -> str:
        """A dossier as people call it: whose it is, and the year."""
        name, identity = self.verdict.people.get(dossier, ""), identity_of(dossier)
        return f"{self.person(name, identity.nip)}, {identity.year}" if name else self.text(dossier)

    def commit_of(self, finding: Finding, evidence: Evidence) -> str | None:
        """The commit in which a piece of evidence of a finding stands."""
        if evidence.at.commit:
            return evidence.at.commit
        if evidence.moment == "before":
            return self.compared_with(finding)
        return finding.commit or self.verdict.head.commit

    def compared_with(self, finding: Finding) -> str | None:
        """The commit of the state before what a finding is about: before its own step, where each was judged."""
        verdict = self.verdict
        compared = verdict.parents if verdict.steps is None else verdict.steps
        if finding.commit and finding.commit in compared:
            return compared[finding.commit]
        return verdict.base.commit if verdict.base else None


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """A table of what is frozen, and how to tell it. `width` is that of the terminal, None where none reads along."""

    table: FrozenTable
    lang: str = "id"
    width: int | None = None
    color: bool = False


def kind_of(verdict: Verdict) -> Literal["check", "review", "audit"]:
    """Which command a verdict is of."""
    if verdict.steps is not None:
        return "audit"
    return "review" if verdict.base else "check"


def heading(report: Report) -> str:
    """What was compared: both states, by name and commit."""
    verdict = report.verdict
    head = state_in_words(verdict.head, report.lang)
    if not verdict.base:
        return report.say(HEAD_CHECK if verdict.steps is None else HEAD_AUDIT, head=head)
    base = state_in_words(verdict.base, report.lang)
    if verdict.others:
        others = tuple(state_in_words(each, report.lang) for each in verdict.others)
        return report.say(HEAD_TOGETHER, head=head, base=base, others=others)
    return report.say(HEAD_REVIEW if verdict.steps is None else HEAD_AUDIT_SINCE, head=head, base=base)


def nature(report: Report) -> str:
    """Whether a proposal was judged, or history; empty for a check."""
    verdict = report.verdict
    if verdict.judged_as is None:
        return ""
    first = verdict.judged_as == "proposal" and not (verdict.base and verdict.base.commit)
    kind: str = "first" if first else verdict.judged_as
    if verdict.judged_as == "proposal" and report.landed:
        kind = "first landed" if first else "landed"
    base = state_in_words(verdict.base, report.lang) if verdict.base else ""
    told = report.say(NATURES[kind], base=base)
    if verdict.gathering and any(each.against and not each.others for each in verdict.unjudged):
        since = tuple(each[:BRIEF] for each in verdict.gathering.since)
        told = f"{told} {report.say(NATURES['clash'], base=base, since=since)}"
    return told


def the_day(report: Report) -> str:
    """The day that counted as today, and where it comes from; empty where nobody said."""
    day = report.verdict.day
    if not day.source:
        return ""
    source = report.say(GIVEN) if day.given else report.say(BY_CLOCK, zone=day.source)
    return report.say(TODAY, day=day.date, source=source)


def requested_by(report: Report) -> str:
    """Who wrote what is judged; empty where no commit says so."""
    verdict = report.verdict
    wrote = [each for each in verdict.commits.values() if not each.merges] or [*verdict.commits.values()]
    people = [report.person(each) for each in dict.fromkeys(each.author for each in wrote) if each]
    if not people or kind_of(verdict) == "audit":
        return ""
    message = ASKED_BY if report.proposes else WRITTEN_BY
    return report.around(message, people=named(report, people))


def named(report: Report, people: Sequence[str], most: int = MOST_NAMED) -> str:
    """Some people by name, those beyond the first by their number."""
    short = [cut(" ".join(each.split()), LONGEST_NAME) for each in people[:most]]
    told, rest = ", ".join(short), len(people) - most
    return report.around(AND_MORE, people=told, count=show(rest, report.lang)) if rest > 0 else told


COUNTS = {
    "errors": N_("Errors"),
    "warnings": N_("Warnings"),
    "infos": N_("Notes"),
    "known": N_("Known before this change"),
    "exempted": N_("Passed by an exemption"),
    "dossiers": N_("Dossiers"),
}


LEFT = {
    "findings": N_("{count} findings are counted and not listed"),
    "known": N_("{count} known findings are counted and not listed"),
    "exempted": N_("{count} findings that an exemption passes are counted and not listed"),
    "changes": N_("{count} changes are counted and not listed"),
    "approvals": N_("{count} approvals are counted and not listed"),
}


def left_out(report: Report) -> list[str]:
    """What is counted and not listed, a sentence each."""
    left = {**report.verdict.beyond, "findings": report.verdict.left_out}
    return [report.say(message, count=left[each]) for each, message in LEFT.items() if left.get(each)]


def counts(report: Report) -> tuple[tuple[str, int], ...]:
    """The numbers of a verdict, each with its word."""
    numbers = report.verdict.numbers
    return tuple((report.say(word), numbers[key]) for key, word in COUNTS.items())


def standing(verdict: Verdict) -> Literal["bad", "unfinished", "heed", "good"]:
    """How it ended; `heed` where nothing is refused, but exemptions pass something, or what judges changes."""
    if verdict.count(Severity.ERROR):
        return "bad"
    if verdict.failures or verdict.unjudged:
        return "unfinished"
    return "heed" if verdict.exempted_count or any(each.is_ground for each in verdict.changes) else "good"
