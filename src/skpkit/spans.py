"""A range of the history, judged: which states, steps and days it stands for, and what its verdict rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import repeat
from zoneinfo import ZoneInfo

from skpkit import rules
from skpkit.change.revision import Landing
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import CommitWords, GatheredFile, Gathering, Note, Side, Unjudged
from skpkit.judge import review as judging
from skpkit.judge.engine import JudgedAs, Verdict
from skpkit.judge.foreseen import AUDITING, NOTHING, Foreseen, Means, foresee
from skpkit.judge.frozen import FrozenTable, Writers, first_holders
from skpkit.judge.guards import guarded_files
from skpkit.judge.office import Office
from skpkit.judge.offices import Offices
from skpkit.judge.places import MergedOf, told_among
from skpkit.judge.planned import HistoryAhead
from skpkit.judge.review import Step, Terms
from skpkit.judge.workers import OnProgress, in_turn, silent
from skpkit.messages import N_, SHORT, Value
from skpkit.model.files import load_file
from skpkit.model.paths import SKP_FILE, Identity, dossier_path, identity_of
from skpkit.model.people import NamedPerson
from skpkit.model.settings import BY_COMMIT, Settings
from skpkit.model.signers import REVOKED
from skpkit.source.history import Folder, Lying, Range, Repository, Stage, State
from skpkit.source.tree import FILE_MODES, SETTINGS, lies_in

SAME = N_(
    "both states hold the same, so there was nothing to judge; the last commit is judged by `skpkit review "
    "HEAD^1..HEAD`, the whole history by `skpkit audit`"
)
NOTHING_BROUGHT = N_("{base} holds all that {head} brings, so there was nothing to judge")
UNANSWERED = N_(
    "{path} in {base} was changed by {commit} without the signature that such a change needs (SKP402), so nobody "
    "answers for the keys that count here; skpkit audit tells what landed so, and a pengelola settles it with a change "
    "that is signed"
)
IN_STEPS = N_(
    "what the finding rests on was recorded within this range; if it landed in steps, judge each by itself: skpkit "
    "review --each-commit"
)

REVERSED = N_(
    "by its message {commit} brought {name} into a branch, which then became {name} itself: what {name} held before is "
    "one step here, so judge its steps too: skpkit audit {commit}^2"
)

WAYS = N_("how this office merges requests (`gabung`): {ways}")
EACH_LANDS = N_(
    "how this office merges requests (`gabung`): {ways}; by rebase each commit lands by itself, so each was judged "
    "too; one that is refused alone goes into the one that it belongs to (git rebase -i, squash)"
)
NOT_AS_MERGED = N_(
    "{commit} merges one line into another, and a rebase leaves out what is settled or changed in it, or stops there; "
    "this office lets requests land by rebase (`gabung`), so it is not certain what would land; make the request one "
    "line, and push it again: git rebase {base}"
)

_MERGED = re.compile(r"Merge (?:remote-tracking )?branch '(?:[^/']+/)?([^']+)'")


def terms_of(span: Range, offices: Offices) -> Terms:
    """By what a range is judged. Raises WrongUsage for settings that cannot be."""
    return judging.terms_of(offices.of(span.base), offices.of(span.pairs[0][1]))


def reviewed(
    records: Repository,
    span: Range,
    offices: Offices,
    terms: Terms,
    today: date,
    *,
    each_commit: bool = False,
    on_progress: OnProgress = silent,
) -> Verdict:
    """The verdict on a range, with what is to be told of it as a whole; `on_progress` is told how far it is."""
    zone = ZoneInfo(terms.settings.zone)
    until = None if span.merges else span.head
    past = records.past(span.base, until=until, zone=zone, lying=lying_by(terms.settings))
    landing = Landing(past, span.merges)

    def judged(one: State, two: State) -> Verdict:
        verdict = judging.review(
            offices.of(one), offices.of(two), today, terms=terms, landing=landing, on_progress=on_progress
        )
        others = [(span.base.commit, span.base)] if span.base.commit else []
        return verdict if two is span.head else told_among(verdict, MergedOf(two, span.head, others))

    verdict = judging.together([judged(one, two) for one, two in span.pairs])
    ids = records.brought(span)
    if each_commit:
        stages = records.stages(span)
        ids += [each.brought.commit for each in stages.stages if each.brought.commit]
        days = days_of(records, stages.stages, terms.settings, today) if not span.merges else repeat(today)
        steps = [
            step_of(records, offices, each, day_, landing if span.merges else None)
            for each, day_ in zip(stages.stages, days, strict=False)
        ]
        whole = verdict
        verdict = judging.review_steps(whole, steps, terms, landed=stages.landed, on_progress=on_progress)
        if span.clashes:  # no step brings what does not merge
            verdict = replace(verdict, changes=whole.changes, titles=whole.titles, accounts=whole.accounts)
        elif stages.unlike and lands_by_commit(span, terms.settings):
            other = SkpkitError(NOT_AS_MERGED, commit=stages.unlike[:SHORT], base=span.base.label)
            verdict = replace(verdict, failures=(*verdict.failures, other))
    elif not span.merges and (code := _rests_on_what_came(verdict)) and _in_stages(records, span):
        verdict = replace(verdict, notes=(*verdict.notes, Note(IN_STEPS, code=code)))
    told: dict[str, Value] = {"base": span.base.label, "head": span.head.label if span.head.commit else "HEAD"}
    if verdict.parents:
        pass  # whatever they bring as a whole, steps were judged
    elif span.base.tree == span.head.tree and not verdict.changes:
        verdict = replace(verdict, notes=(*verdict.notes, Note(SAME)))
    elif all(one.tree == two.tree for one, two in span.pairs):
        verdict = replace(verdict, notes=(*verdict.notes, Note(NOTHING_BROUGHT, told)))
    verdict = replace(verdict, notes=(*verdict.notes, *_unanswered(records, offices, span, terms, verdict)))
    as_what: JudgedAs = "proposal" if span.proposed else "history" if each_commit else "ends"
    gathering = gathering_of(records, span, terms.settings)
    there = offices.of(span.base)
    met = {each: there.facts(identity_of(each)) for each in (gathering.shared() if gathering else ())}
    people = {title: facts.name for title, facts in met.items() if facts and facts.name}
    named = verdict.named.union(*(facts.people for facts in met.values() if facts))  # a conflict tells of both sides
    people |= verdict.people
    commits = records.words_of(list(dict.fromkeys(ids)), zone)
    named |= {NamedPerson(each.author, "") for each in commits.values()}
    verdict = replace(verdict, judged_as=as_what, gathering=gathering, people=people, named=named, commits=commits)
    return replace(verdict, unjudged=(*verdict.unjudged, *reasons_of(span, told, terms.settings)))


def _rests_on_what_came(verdict: Verdict) -> str | None:
    """The code of a finding on what a realisation froze that the change itself brings, or on a signature over what a
    later step may have changed; None without one."""
    codes = rules.keepers("target", "realisation", "indicator", "measure")
    for each in verdict.findings:
        moments = {proof.moment for proof in each.problem.evidence}
        if each.code in codes and moments == {"after"}:
            return each.code
    fallen = any(each.flaw == "changed" for each in verdict.approvals)
    return next((each.code for each in verdict.findings if fallen and each.code in rules.ends_rules()), None)


def lands_by_commit(span: Range, settings: Settings) -> bool:
    """Whether each commit of a range may land by itself: that of a request, where the office merges by rebase."""
    return span.merges and span.head.commit is not None and BY_COMMIT in settings.ways


def ways_told(span: Range, settings: Settings) -> Iterator[Note]:
    """How the office merges what is proposed; of a commit that is just being made nobody asks that yet."""
    if settings.ways and span.proposed and span.head.kind != "index":
        yield Note(EACH_LANDS if lands_by_commit(span, settings) else WAYS, {"ways": settings.ways})


def _unanswered(records: Repository, offices: Offices, span: Range, terms: Terms, verdict: Verdict) -> Iterator[Note]:
    """That the newest change of the lists by which signatures count landed without the signature that it needs: what
    landed counts, but whoever reads that an approval is signed has to know by whose word."""
    if not terms.signers or not span.base.commit or all(each.standing != "signed" for each in verdict.approvals):
        return
    for path in (terms.signers.path, terms.signers.path + REVOKED):
        for landed in records.versions(path, span.base.commit)[:1]:
            day = records.commit_day(str(landed.commit), ZoneInfo(terms.settings.zone))
            try:
                before = next(records.before([path], str(landed.commit)), None)
                changed = guarded_files(offices.of(before), offices.of(landed), day).files if before else ()
            except SkpkitError:  # it is not in this clone what was there before, or was not in order
                continue
            if any(each.flaw and each.at.path == path for each in changed):
                yield Note(UNANSWERED, {"path": path, "base": span.base.label, "commit": str(landed.commit)[:SHORT]})


def gathering_of(records: Repository, span: Range, settings: Settings) -> Gathering | None:
    """What merging a range brings together, of the records and what they are judged by: the dossiers first in which
    both sides changed something. None where nothing is merged."""
    sides = records.sides(span)
    if sides is None:
        return None
    beside = (SETTINGS, settings.exemptions, settings.signers)
    files = []
    for path in sorted(sides.base | sides.head):
        place = dossier_path(path, settings.records)
        if place or path in beside:
            side: Side = "both" if path in sides.base & sides.head else "base" if path in sides.base else "head"
            files.append(GatheredFile(path, side, place.identity.title if place else ""))
    shared = {each: nth for nth, each in enumerate(Gathering(sides.since, tuple(files)).shared())}
    files.sort(key=lambda each: shared.get(each.dossier, len(shared)))
    return Gathering(sides.since, tuple(files))


def reasons_of(span: Range, names: Mapping[str, Value], settings: Settings, *, others: bool = False) -> list[Unjudged]:
    """Why a range does not merge, path by path, the same of several files once; `names` are what its `base` and `head`
    are called, `others` tells that the base is that of other requests."""
    if not span.clashes:
        return []
    from skpkit.forge.clashes import told_of  # most ranges do

    contents = contents_of(span)
    found: dict[tuple[str | int, ...], Unjudged] = {}
    for clash in span.clashes:
        place = dossier_path(clash.path, settings.records)
        title, file = (place.identity.title, place.below.strip("/")) if place else ("", "")
        for each in told_of(clash, contents, names):
            reason = each._replace(dossier=title, file=file, against=str(names["base"]), others=others)
            same = (title, each.reason, *map(str, each.told.items())) if title and each.values else (len(found),)
            if same in found:
                first, last = sorted((found[same], reason), key=lambda one: one.file != SKP_FILE)
                reason = first._replace(also=(*first.also, last.file, *last.also))
            found[same] = reason
    return list(found.values())


def contents_of(span: Range) -> Mapping[str, bytes]:
    """What the sides of a range hold at the paths where it does not merge, by id."""
    needed = {oid for each in span.clashes for oid in (each.base, each.ours, each.theirs) if oid}
    return span.base.read(sorted(needed))


def step_of(records: Repository, offices: Offices, stage: Stage, today: date, landing: Landing | None = None) -> Step:
    """A stage to be judged, as part of a proposal that comes in so; without one it landed by itself."""
    landing = landing or Landing(records.past(stage.before, lying=lying_by()), proposal=False)
    return Step(offices.of(stage.before), offices.of(stage.after), today, stage.brought, landing)


def ends_of(records: Repository, offices: Offices, span: Range, today: date) -> Step:
    """The ends of a range, to be judged as one step that landed."""
    return step_of(records, offices, Stage(span.base, span.head, span.head), today)


def steps_of(
    records: Repository, offices: Offices, stages: Sequence[Stage], days: Sequence[date], on_progress: OnProgress
) -> Iterator[Step]:
    """Stages that landed as steps, each on its day, made when it is asked for; then it is told how many were judged."""
    for each, day_ in in_turn([*zip(stages, days, strict=True)], AUDITING, on_progress):
        yield step_of(records, offices, each, day_)


def foreseen(
    records: Repository, stages: Sequence[Stage], days: Sequence[date], offices: Offices, means: Means
) -> Foreseen:
    """Which stages that landed are in order, each on its day."""
    strides = records.strides(stages)
    ahead = [
        HistoryAhead(str(each.brought.commit), each.before, each.after, day_, stride)
        for each, day_, stride in zip(stages, days, strides, strict=True)
    ]
    if not ahead:
        return NOTHING
    if means.workers.far:
        from skpkit.afar import auditing_afar

        means = means._replace(afar=auditing_afar(records, offices, stages, means.workers))
    return foresee(ahead, offices, records.walked_past(stages[-1].after).up_to, means)


def mask_before(offices: Offices, base: State) -> bool | None:
    """What the settings that a range comes after say of masking, for it does not lift that itself; nothing where they
    are wrong, which the audit tells."""
    try:
        return offices.of(base).settings.mask
    except WrongUsage:
        return None


def reversed_in(commits: Mapping[str, CommitWords], settings: Settings) -> Iterator[Note]:
    """That steps of a history hide others: merges of the default branch into what became it. Parents do not tell which
    of both it was, so only the message that git writes does."""
    known = {"main", "master", settings.branch}
    for commit, words in commits.items():
        merged = _MERGED.match(words.subject) if words.merges else None
        if merged and merged[1] in known:
            yield Note(REVERSED, {"commit": commit[:SHORT], "name": merged[1]})


def days_of(records: Repository, stages: Sequence[Stage], settings: Settings, today: date) -> Iterator[date]:
    """The day of each stage that landed: its commit's, not before its parent's and not after today."""
    zone, least = ZoneInfo(settings.zone), date.min
    for each in stages:
        for commit in (each.before.commit, each.brought.commit):
            if commit:
                least = max(least, records.commit_day(commit, zone))
        yield min(least, today)


def _in_stages(records: Repository, span: Range) -> bool:
    """Whether a range landed in several stages, as far as this clone knows."""
    try:
        return len(records.stages(span).stages) > 1
    except SkpkitError:
        return False


def first_writers(records: Repository | Folder, state: State, table: FrozenTable) -> Writers:
    """The first commit that holds each fact by which something is frozen. The dossier is followed to where it lay in
    the state before it came to a folder."""
    last = records.landed_with(state)
    if last is None or isinstance(records, Folder):
        return {}
    identity, settings = table.dossier.identity, table.dossier.settings
    folders: list[str] = []
    fresh = {table.dossier.path, *_folders_in(last, identity, settings)}
    while fresh:
        folders += sorted(fresh)
        beside = records.borders(last, sorted(fresh))
        fresh = {each for one in beside for each in _folders_in(one, identity, settings)} - {*folders}
    versions = list(records.arrivals(last, folders))
    contents = state.read([each.entry.oid for each in versions if each.entry.mode in FILE_MODES])
    files = (
        (load_file(each.entry, contents[each.entry.oid], _folder_of(each.entry.path, folders)), each.writer)
        for each in versions
        if each.entry.oid in contents
    )
    needed = table.facts()
    found = {fact: writer for fact, writer in first_holders(files).items() if fact in needed}
    records.certain(found.values(), table.path)
    return found


def _folder_of(path: str, folders: Sequence[str]) -> str:
    """The folder, of some, that a path lies in."""
    return next(each for each in folders if lies_in(path, each))


def lying_by(settings: Settings | None = None) -> Lying:
    """Where a dossier lies in a state, by some settings or its own."""
    return lambda state, whose: _folders_in(state, Identity(*whose), settings)


def _folders_in(state: State, identity: Identity, settings: Settings | None) -> Iterator[str]:
    """Where a dossier lies in a state, by these settings or its own: the folder of all records may have had another
    name."""
    for office in (Office(state, settings), Office(state)):
        with suppress(WrongUsage):
            yield from (each.path for each in office.listing.places.get(identity, ()))
