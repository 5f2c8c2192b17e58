"""How it ended, in a sentence or two: the verdict, what it rests on beside this request, and the way out of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from skpkit.findings import Severity
from skpkit.messages import N_, Value, show
from skpkit.model.paths import identity_of
from skpkit.reports._report import Report, named

if TYPE_CHECKING:
    from skpkit.findings import Company, Finding, LandingOrder, Unjudged
    from skpkit.judge.engine import Verdict

NOTHING_CHANGED = N_("No dossier changed.")
CLEAN_CHECK = N_("In order. Dossiers checked: {dossiers}; errors: none.")
CLEAN_GROUND = N_("Accepted by the rules. No dossier changed.")
CLEAN_REVIEW = N_("Accepted. Dossiers changed: {dossiers}; errors: none.")
BAD_CHECK = N_("Not in order. Dossiers checked: {dossiers}; errors: {errors}.")
BAD_REVIEW = N_("Refused. Dossiers changed: {dossiers}; errors: {errors}.")
WHOSE = N_("{count} ({people})")
CLEAN_AUDIT = N_("In order. Steps judged: {steps}; errors: none.")
BAD_AUDIT = N_("Not in order. Steps judged: {steps}; errors: {errors}.")
GROUND = N_(
    "It changes by what the records are judged (settings, exemptions, signers): {ground} changes; whether that is "
    "right is for whoever lets the request in to decide."
)
PASSING = N_("Passed by exemptions: {exempted}.")
INCOMPLETE = N_("Not judged to the end; reasons told in this report: {reasons}.")
BAD_TOGETHER = N_("Refused together with {others}. Dossiers changed: {dossiers}; errors: {errors}.")
CLEAN_TOGETHER = N_("Accepted, together with {others} too. Dossiers changed: {dossiers}; errors: none.")
ALONE = N_("By itself this request would be accepted.")
THIS_FIRST = N_("Way out: let this request land first, and have {others} reviewed again after it.")
OTHERS_FIRST = N_("Way out: let {others} land first, and have this request reviewed again after it.")
ONE_FIRST = N_("Way out: let one of them land first, and have the other reviewed again after it.")
NO_ORDER = N_(
    "They cannot both land as they are, whichever comes first: agree on what shall hold, and change one of them."
)
OTHERS_BAD = N_("{others} would be refused without this request too.")
COLLIDES = N_("Cannot land yet: it collides with {against} in the records of {people}.")
COLLIDES_ELSEWHERE = N_("Cannot land yet: it collides with {against} in {people}.")
COLLIDE = N_("Cannot land together yet: {against} and {head} collide in the records of {people}.")
COLLIDE_ELSEWHERE = N_("Cannot land together yet: {against} and {head} collide in {people}.")
LAND_FIRST = N_("Way out: let {against} land first; then {head} is brought up to date.")


def _counted(report: Report, number: int, dossiers: Iterable[str]) -> str:
    """A number of things and whose they are."""
    people = report.verdict.people
    known = [report.person(people[each], identity_of(each).nip) for each in dict.fromkeys(dossiers) if each in people]
    count, found = show(number, report.lang), [*dict.fromkeys(known)]
    return report.around(WHOSE, count=count, people=named(report, found)) if found else count


def outcome(report: Report) -> str:
    """The verdict in one line."""
    verdict = report.verdict
    errors = verdict.count(Severity.ERROR)
    reasons = len(verdict.failures) + len(verdict.unjudged)
    told: dict[str, Value] = {"errors": errors, "dossiers": verdict.dossiers, "reasons": reasons}
    told["others"] = report.say("{others}", others=tuple(each.label for each in verdict.others))
    if errors:
        whose = [each.dossier for each in _refused(verdict)]
        told["errors"] = _counted(report, errors, whose)
    elif verdict.base and verdict.steps is None:
        changed = [*dict.fromkeys(each.dossier for each in verdict.changes), *sorted(verdict.titles)]
        told["dossiers"] = _counted(report, verdict.dossiers, changed)
    told |= {"exempted": verdict.exempted_count, "ground": sum(each.is_ground for each in verdict.changes)}
    if verdict.steps is not None:
        told["steps"] = len(verdict.steps)
    clashes = [each for each in verdict.unjudged if each.against]
    messages = [INCOMPLETE] if reasons > len(clashes) else []
    messages = [*([PASSING] if verdict.exempted_count else []), *([GROUND] if told["ground"] else []), *messages]
    if verdict.steps is not None:
        found = BAD_AUDIT if errors else CLEAN_AUDIT
    elif verdict.base and not verdict.dossiers and not errors:
        found = CLEAN_GROUND if told["ground"] and not reasons else NOTHING_CHANGED
    elif errors:
        found = BAD_TOGETHER if _only_together(verdict) else BAD_REVIEW if verdict.base else BAD_CHECK
    elif verdict.others:
        found = CLEAN_TOGETHER
    else:
        found = CLEAN_REVIEW if verdict.base else CLEAN_CHECK
    if errors or not reasons:  # errors count, whatever could not be judged; without them nothing is accepted
        messages.insert(0, found)
    said = [report.around(each, **told) for each in messages]
    if clashes:
        said.insert(1 if errors else 0, _collides(report, clashes))
    return " ".join([*said, *_in_company(report)])


def _collides(report: Report, clashes: Sequence[Unjudged]) -> str:
    """With what a request does not come together, and in whose records, or in which files beside those."""
    people, first = report.verdict.people, clashes[0]
    whose = dict.fromkeys(each.dossier for each in clashes if each.dossier)
    where = [
        report.person(people[each], identity_of(each).nip) if each in people else report.text(each) for each in whose
    ]
    where = where or [report.text(each.path) for each in clashes]
    told = {
        "against": report.text(first.against),
        "head": report.text(str(first.told.get("head", ""))),
        "people": named(report, [*dict.fromkeys(where)]),
    }
    if not first.others:
        return report.around(COLLIDES if whose else COLLIDES_ELSEWHERE, **told)
    said = report.around(COLLIDE if whose else COLLIDE_ELSEWHERE, **told)
    return f"{said} {report.around(LAND_FIRST, **told)}"


def _errors_of(verdict: Verdict) -> list[Company | None]:
    return [each.company for each in _refused(verdict)]


def _refused(verdict: Verdict) -> list[Finding]:
    """The errors, listed or not: how it ended is told of all."""
    return [each for each in (*verdict.findings, *verdict.unlisted) if each.severity is Severity.ERROR]


def _only_together(verdict: Verdict) -> bool:
    """Whether a request would be accepted, had it not been judged with others."""
    errors = _errors_of(verdict)
    alone = any(each is None or each.order == "needs" for each in errors)
    return bool(verdict.others and errors) and not alone and not verdict.failures and not verdict.unjudged


def _in_company(report: Report) -> Iterator[str]:
    """What a request that is refused with others alone would be by itself, and which order of landing is a way out."""
    verdict = report.verdict
    errors = _errors_of(verdict)
    found = [each for each in errors if each]
    if errors and all(each and each.order == "needs" for each in errors):
        yield report.say(OTHERS_FIRST, others=tuple(dict.fromkeys(name for each in found for name in each.names)))
    if not _only_together(verdict):
        return
    yield report.say(ALONE)
    for with_others in (False, True):
        some = [each for each in found if (each.order == "others") is with_others]
        if some:
            names = tuple(dict.fromkeys(name for each in some for name in each.names))
            orders = {each.order for each in some}
            yield report.say(OTHERS_BAD if with_others else _way_out(orders), others=names)


def _way_out(orders: set[LandingOrder]) -> str:
    """The order of landing in which nothing is found."""
    if orders == {"apart"}:
        return ONE_FIRST
    return THIS_FIRST if orders <= {"first", "apart"} else OTHERS_FIRST if orders <= {"last", "apart"} else NO_ORDER
