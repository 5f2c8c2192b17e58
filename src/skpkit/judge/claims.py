"""What is told of all that the rules found: one edit gives one finding, and nothing silent speaks for anything.

Here come only findings that may stand: what settings switch off, what was known before and what an exemption passes
was taken out. Among the findings of a review, the gravest first and then in the order of the rule book, one that
explains an edit claims it. What the state rules find goes along where it would vanish if the edits behind findings at
least as grave were taken back; that is tried on the dossier as it would be then, not guessed from the codes. And what
may only follow from something else is kept back while that is told as an error. So taking one finding away can only
let others be heard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from skpkit import rules
from skpkit.findings import Cause, Finding, Key, OldNew, Problem, Severity, with_fingerprints
from skpkit.model.settings import Settings

if TYPE_CHECKING:
    from skpkit.change.revision import Revision

Sign = Callable[[str, Problem, str, Settings], Finding | None]
Remaining = Callable[[Sequence[Finding], Sequence[Finding]], Collection[str]]
"""The fingerprints of state findings that remain once the edits behind some findings are taken back."""
MANY = 50  # leaders about the same thing


# --- what the rules on a revision find -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offence:
    """What a rule on revisions finds of one thing, as a whole, and the problems that it is made of."""

    whole: Finding
    parts: tuple[Finding, ...]


def offences(revisions: Iterable[Revision], sign: Sign, silent: Collection[str] = ()) -> list[Offence]:
    """All that the rules on revisions find, whoever claims it: one offence for each thing that a rule tells of. The
    `silent` ones are known to find nothing."""
    alike: dict[tuple[str, str, tuple[str, ...]], list[Finding]] = {}
    for revision in revisions:
        here = revision.after or revision.before
        assert here is not None  # noqa: S101 - a revision has at least one state
        codes = rules.keepers("identity") if revision.renamed else tuple(rules.REVISION_RULES)
        for code in (each for each in codes if each not in silent):
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
        example=tuple(dict.fromkeys(line for each in problems for line in each.example)),
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
        closest = _Closest(graver)
        for finding in (each for each in asked if each.fingerprint not in left):
            gone.add(finding.fingerprint)
            closest.to(finding).along.append(finding)
    return gone


class _Closest:
    """Which of some leaders a state finding is closest to: of its dossier before others, of an edit that can be taken
    back before others, then by how many things both are about; of equals the first."""

    def __init__(self, leaders: Sequence[Leader]) -> None:
        self._groups: dict[tuple[str, bool], list[Leader]] = {}
        self._first = max(leaders, key=lambda each: bool(each.finding.problem.undo))
        for leader in leaders:
            problem = leader.finding.problem
            self._groups.setdefault((leader.finding.dossier, bool(problem.undo)), []).append(leader)
        self._alike = {key: _Alike(group) for key, group in self._groups.items()}

    def to(self, finding: Finding) -> Leader:
        """The leader that a finding goes along with."""
        for key in ((finding.dossier, undo) for undo in (True, False)):
            if key in self._groups:
                return self._groups[key][self._alike[key].most(finding.problem.about)]
        return self._first


class _Alike:
    """Leaders by what they are about. What many are about is looked through once for all findings about the same."""

    def __init__(self, leaders: Sequence[Leader]) -> None:
        self._about = [frozenset(each.finding.problem.about) for each in leaders]
        self._by_thing: dict[str, list[int]] = {}
        for nth, about in enumerate(self._about):
            for thing in about:
                self._by_thing.setdefault(thing, []).append(nth)
        self._first_of: dict[frozenset[str], int] = {}

    def most(self, about: Iterable[str]) -> int:
        """The first of those that share the most of some things."""
        things = {each for each in about if each in self._by_thing}
        common = frozenset(each for each in things if len(self._by_thing[each]) > MANY)
        if common not in self._first_of:
            shared = Counter(nth for thing in common for nth in self._by_thing[thing])
            self._first_of[common] = min(shared, key=lambda each: (-shared[each], each), default=0)
        candidates = {self._first_of[common], *(nth for thing in things - common for nth in self._by_thing[thing])}
        return min(candidates, key=lambda each: (-len(self._about[each] & things), each))


# --- what is left to another finding -------------------------------------------------------------------------


def kept_back(findings: Sequence[Finding]) -> set[str]:
    """The fingerprints of the findings that are left to another one which is told as an error, itself or by what it
    is left to in turn."""
    tellers: dict[tuple[str, Cause], set[str]] = {}
    left: dict[tuple[str, Cause], list[Finding]] = {}
    for finding in findings:
        for cause in finding.problem.tells if finding.severity is Severity.ERROR else ():
            tellers.setdefault((finding.dossier, cause), set()).add(finding.fingerprint)
        for cause in finding.problem.left_to:
            left.setdefault((finding.dossier, cause), []).append(finding)

    def is_left(finding: Finding) -> bool:
        told = (tellers.get((finding.dossier, cause), set()) for cause in finding.problem.left_to)
        return any(len(each) > (finding.fingerprint in each) for each in told)

    firsts = [each for each in findings if not is_left(each)]
    kept: set[str] = set()
    while firsts:
        teller = firsts.pop()
        for cause in teller.problem.tells if teller.severity is Severity.ERROR else ():
            key = (teller.dossier, cause)
            heard = left.pop(key, [])
            for finding in heard:
                if finding.fingerprint == teller.fingerprint:
                    left.setdefault(key, []).append(finding)  # nothing is left to itself, but to another that tells it
                elif finding.fingerprint not in kept:
                    kept.add(finding.fingerprint)
                    firsts.append(finding)
    return kept
