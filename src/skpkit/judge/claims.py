"""What is told of all that the rules found: one edit gives one finding, and nothing silent speaks for anything.

Here come only findings that may stand: what settings switch off, what was known before and what an exemption passes
was taken out. Among the findings of a review, the gravest first and then in the order of the rule book, one that
explains an edit claims it. What the state rules find goes along where it would vanish if the edits behind findings at
least as grave were taken back; that is tried on the dossier as it would be then, not guessed from the codes. And what
may only follow from something else is kept back while that is told as an error. So taking one finding away can only
let others be heard.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from skpkit import rules
from skpkit.change.revision import Revision
from skpkit.findings import Cause, Finding, Key, OldNew, Problem, Severity, with_fingerprints
from skpkit.model.settings import Settings

Sign = Callable[[str, Problem, str, Settings], Finding | None]
Remaining = Callable[[Sequence[Finding], Sequence[Finding]], Collection[str]]
"""The fingerprints of state findings that remain once the edits behind some findings are taken back."""


# --- what the rules on a revision find -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offence:
    """What a rule on revisions finds of one thing, as a whole, and the problems that it is made of."""

    whole: Finding
    parts: tuple[Finding, ...]


def offences(revisions: Iterable[Revision], sign: Sign) -> list[Offence]:
    """All that the rules on revisions find, whoever claims it: one offence for each thing that a rule tells of."""
    alike: dict[tuple[str, str, tuple[str, ...]], list[Finding]] = {}
    for revision in revisions:
        here = revision.after or revision.before
        assert here is not None  # noqa: S101 - a revision has at least one state
        for code in rules.keepers("identity") if revision.renamed else tuple(rules.REVISION_RULES):
            for problem in rules.rule(code).check(revision):
                bound = replace(problem, moved=revision.moved_by(problem))
                if finding := sign(code, bound, here.title, here.settings):
                    alike.setdefault(_thing(finding), []).append(finding)
    wholes = {_thing(each): each for each in with_fingerprints(map(_joined, alike.values()))}
    return [Offence(wholes[thing], tuple(parts)) for thing, parts in alike.items()]


def _thing(finding: Finding) -> tuple[str, str, tuple[str, ...]]:
    return finding.code, finding.dossier, finding.problem.about


def _joined(findings: Sequence[Finding]) -> Finding:
    """Several problems of one rule about the same thing: one finding that names the parts of all."""
    first, *others = findings
    one = first.problem
    told = dict(one.told)
    for problem in (each.problem for each in others):
        for key, value in problem.told.items():
            mine = told.get(key)
            if isinstance(value, tuple) and isinstance(mine, tuple):
                told[key] = (*mine, *(each for each in value if each not in mine))
    problems = [each.problem for each in findings]
    joined = replace(
        one,
        told=told,
        evidence=tuple(dict.fromkeys(proof for each in problems for proof in each.evidence)),
        edits=frozenset[Key]().union(*(each.edits for each in problems)),
        undo=tuple(dict.fromkeys(undo for each in problems for undo in each.undo)),
        moved=_moved(problems),
    )
    return replace(first, problem=joined, severity=min((each.severity for each in findings), key=_rank))


def _moved(problems: Iterable[Problem]) -> tuple[OldNew, ...]:
    """What the change makes of what problems are about, but for those that only follow an edit told by one before."""
    told: set[Key] = set()
    pairs: dict[OldNew, None] = {}
    for each in problems:
        if not each.edits or each.edits - told:
            pairs |= dict.fromkeys(each.moved)
        told |= each.edits
    return tuple(pairs)


def _rank(severity: Severity) -> int:
    return severity.rank


# --- who leads -----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Leader:
    """A finding that leads, and what it speaks for."""

    finding: Finding
    along: list[Finding] = field(default_factory=list)

    def told(self) -> Finding:
        """The finding, naming the rules that it speaks for."""
        codes = {each.code for each in self.along} - {self.finding.code}
        return replace(self.finding, also=tuple(sorted({*self.finding.also, *codes})))


def who_leads(standing: Sequence[Offence]) -> list[Leader]:
    """The offences that tell an edit which none before them told, the gravest first, then in the order of the rule
    book; each tells of those of its parts that are left to it. The others go along."""
    book = {code: nth for nth, code in enumerate(rules.REVISION_RULES)}
    parts = [(part, each) for each in standing for part in each.parts]
    parts.sort(key=lambda each: (each[0].severity.rank, book[each[0].code]))
    owner: dict[tuple[str, Key], str] = {}
    told: dict[str, list[Finding]] = {}
    moved = {each.whole.fingerprint: each.whole.problem.moved for each in standing}
    along: dict[str, list[Finding]] = {}
    for part, offence in parts:
        mine = offence.whole.fingerprint
        edits = {(part.dossier, each) for each in part.problem.edits}
        free = edits - owner.keys()
        for leader in {owner[each] for each in edits - free} - {mine}:
            along.setdefault(leader, []).append(offence.whole)
        if free or not edits:
            told.setdefault(mine, []).append(part)
            if rules.rule(part.code).claims:
                owner.update(dict.fromkeys(free, mine))
    leaders = []
    for mark, found in told.items():
        lead = _joined(found)  # an exemption passes the offence as a whole
        lead = replace(lead, fingerprint=mark, problem=replace(lead.problem, moved=moved[mark]))
        leaders.append(Leader(lead, along.get(mark, [])))
    return leaders


# --- what goes along with it ---------------------------------------------------------------------------------


def gone_along(
    leaders: Sequence[Leader], standing: Sequence[Offence], state: Sequence[Finding], remaining: Remaining
) -> set[str]:
    """The fingerprints of the state findings that vanish once the edits behind findings at least as grave are taken
    back. Each is named by the leader that it is closest to."""
    gone: set[str] = set()
    for severity in Severity:
        wholes = [each.whole for each in standing if each.whole.severity.rank <= severity.rank]
        undone = [each for each in wholes if each.problem.undo]
        asked = [each for each in state if each.severity is severity]
        graver = [each for each in leaders if each.finding.severity.rank <= severity.rank]
        if not undone or not asked or not graver:
            continue
        left = remaining(undone, asked)
        for finding in (each for each in asked if each.fingerprint not in left):
            gone.add(finding.fingerprint)
            max(graver, key=lambda each, found=finding: _closeness(each, found)).along.append(finding)  # type: ignore[misc]
    return gone


def _closeness(leader: Leader, finding: Finding) -> tuple[bool, bool, int]:
    """How much a leader and a state finding are about the same thing."""
    shared = {*leader.finding.problem.about} & {*finding.problem.about}
    return leader.finding.dossier == finding.dossier, bool(leader.finding.problem.undo), len(shared)


# --- what is left to another finding -------------------------------------------------------------------------


def kept_back(findings: Sequence[Finding]) -> set[str]:
    """The fingerprints of the findings that are left to another one which is told as an error, itself or by what it
    is left to in turn."""
    tellers: dict[tuple[str, Cause], list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR:
            for cause in finding.problem.tells:
                tellers.setdefault((finding.dossier, cause), []).append(finding)

    def before(finding: Finding) -> Iterator[Finding]:
        for cause in finding.problem.left_to:
            yield from (each for each in tellers.get((finding.dossier, cause), ()) if each is not finding)

    after: dict[str, list[Finding]] = {}
    for finding in findings:
        for other in before(finding):
            after.setdefault(other.fingerprint, []).append(finding)
    firsts = [each for each in findings if not any(before(each))]
    kept: set[str] = set()
    while firsts:
        for finding in after.get(firsts.pop().fingerprint, ()):
            if finding.fingerprint not in kept:
                kept.add(finding.fingerprint)
                firsts.append(finding)
    return kept
