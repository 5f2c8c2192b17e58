"""A mutation run on the demo office: every forbidden edit is found under the right code, no permitted one is reported.

Run `python -m tools.mutations`, with the code or a part of the name of a kind to try only that. Every kind of edit is
made on each dossier that it applies to, with chances that a seed fixes.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from random import Random
from typing import NamedTuple

import click

from skpkit.findings import Finding, Severity
from skpkit.judge.engine import Verdict, check
from skpkit.judge.office import Memo, Office
from skpkit.judge.review import Step, review, review_steps, terms_of
from skpkit.messages import tell
from tests.support.draft import NoOccasionError, after, dossiers
from tests.support.memory import MemoryTree
from tests.support.mutating import KINDS
from tests.support.mutating.kinds import Kind
from tests.support.places import PROJECT

ENOUGH = 3  # dossiers that a kind should have been tried on
MEMO: Memo = {}


class Trial(NamedTuple):
    """A kind of edit made on one dossier, and what was told of it; `right` where that is what it should be."""

    kind: Kind
    dossier: str
    told: Sequence[Finding]
    right: bool


@cache
def office() -> MemoryTree:
    """The settings and records of this project."""
    files = {f"records/{name}": text for name, text in MemoryTree.of_folder(PROJECT / "records").files.items()}
    return MemoryTree({"skpkit.yaml": (PROJECT / "skpkit.yaml").read_bytes(), **files})


def try_all(kinds: Iterable[Kind], most: int | None = None, seed: str = "1") -> Iterator[Trial]:
    """Each kind on every dossier that it applies to, or on the first `most` of those."""
    for kind in kinds:
        tried = 0
        for path in dossiers(office()):
            if tried != most and (trial := attempt(kind, path, Random(f"{seed} {kind.name} {path}"))):  # noqa: S311
                tried += 1
                yield trial


def attempt(kind: Kind, path: str, dice: Random) -> Trial | None:
    """One kind on one dossier, where there is occasion for it."""
    states = [office()]
    try:
        for edit in kind.steps if kind.setup is None else (kind.setup, *kind.steps):
            state, path = after(edit, states[-1], path, kind.day, dice)
            states.append(state)
    except NoOccasionError:
        return None
    states = states[-len(kind.steps) - 1 :]
    day = date.fromisoformat(kind.day)
    verdict = judged(states, day)
    right = found(kind, verdict, states[-1], path) if kind.forbidden else not reported(verdict)
    return Trial(kind, path, verdict.findings, right and not verdict.failures)


def judged(states: Sequence[MemoryTree], day: date) -> Verdict:
    """What a review of the states tells: of two as one change, of more as a commit each."""
    offices = [Office(each, memo=MEMO) for each in states]
    terms = terms_of(offices[0], offices[-1])
    whole = review(offices[0], offices[-1], day, terms=terms)
    if len(states) == 2:
        return whole
    return review_steps(whole, [Step(one, two, day, two.tree) for one, two in pairwise(offices)], terms)


def found(kind: Kind, verdict: Verdict, after: MemoryTree, path: str) -> bool:
    """Whether an edit was found under its code, or in `also` of the rule that leads it.

    What one state shows is an error of a check, and a review names it too, at least along with what it goes with.
    """
    if kind.group > "SKP3":
        leads = kind.led_by or kind.group
        return any(each.code == leads and kind.group in (each.code, *each.also) for each in verdict.findings)
    state = check(Office(after), date.fromisoformat(kind.day), [path]).findings
    errors = (each for each in state if each.code == kind.group and each.severity is Severity.ERROR)
    return any(errors) and any(kind.group in (each.code, *each.also) for each in verdict.findings)


def reported(verdict: Verdict) -> list[Finding]:
    """What a permitted edit must not bring: an error, a warning, a revision finding."""
    return [each for each in verdict.findings if each.severity is not Severity.INFO or each.code > "SKP3"]


# --- telling ---------------------------------------------------------------------------------------------------


def sentences(trial: Trial) -> Iterator[str]:
    """What was told instead of what should have been."""
    yield f"{'MISS' if trial.kind.forbidden else 'FALSE ALARM'} {trial.kind.group} {trial.kind.name}, {trial.dossier}"
    for each in trial.told:
        also = f" (also {', '.join(each.also)})" if each.also else ""
        yield f"    {each.code} {each.severity}{also}: {tell(each.problem.message, each.problem.told, 'en')}"
    if not trial.told:
        yield "    nothing was told"


def table(trials: Sequence[Trial], *, forbidden: bool) -> Iterator[str]:
    """Each rule or komponen with its kinds, how often they were tried, and how often the tool was right."""
    groups: dict[str, list[Trial]] = defaultdict(list)
    for each in trials:
        groups[each.kind.group].append(each)
    yield f"{'rule' if forbidden else 'permitted':22}{'kinds':>6}{'tried':>7}{'found' if forbidden else 'silent':>8}"
    for group, made in sorted(groups.items()):
        kinds = len({each.kind for each in made})
        yield f"{group:22}{kinds:6}{len(made):7}{sum(each.right for each in made):8}"
    right = sum(each.right for each in trials)
    yield f"{'all':22}{len({each.kind for each in trials}):6}{len(trials):7}{right:8}"


def seldom(kinds: Iterable[Kind], trials: Sequence[Trial]) -> Iterator[str]:
    """The kinds for which the office has few dossiers."""
    for kind in kinds:
        count = sum(each.kind is kind for each in trials)
        if count < ENOUGH:
            yield f"{kind.group} {kind.name}: the office has {count or 'no'} dossier{'s' * (count != 1)} for it"


@click.command(help=__doc__)
@click.argument("part", default="")
@click.option("--seed", default="1", help="Another seed makes other choices.")
def main(part: str, seed: str) -> None:
    """Try the kinds, print what went wrong and the tables."""
    kinds = [each for each in KINDS if part in f"{each.group} {each.name}"]
    trials = []
    for trial in try_all(kinds, seed=seed):
        trials.append(trial)
        if not trial.right:
            click.echo("\n".join(sentences(trial)))
    for forbidden in (True, False):
        made = [each for each in trials if each.kind.forbidden is forbidden]
        if made:
            click.echo("\n".join(("", *table(made, forbidden=forbidden))))
    click.echo("\n".join(("", *seldom(kinds, trials))))
    sys.exit(1 if not trials or any(not each.right for each in trials) else 0)


if __name__ == "__main__":
    main()
