"""Judging, as functions on a repository of records: the commands call these, and `import skpkit` gives them.

Each opens the repository that a folder lies in, or a plain folder of records; nothing is written there. `today` is the
day of the clock where none is given. `on_settings` is called once with the settings, before anything is judged.
What cannot be done raises SkpkitError: WrongUsage where what was asked for cannot be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import Note
from skpkit.judge.offices import Offices
from skpkit.judge.workers import HERE, OnProgress, Workers, silent
from skpkit.messages import N_
from skpkit.model.paths import identity_of
from skpkit.model.periods import QUARTERS, period_meant
from skpkit.opening import (
    OnSettings,
    batch_of,
    branch_choice,
    day,
    dossier_of,
    inside,
    office_of,
    record_at,
    state_of,
    verified,
    zone_of,
)
from skpkit.source.history import Folder, Repository, State, open_records, open_repository
from skpkit.source.tree import ATTRIBUTES, differing, lies_in
from skpkit.writing.journal import Batch, Files

if TYPE_CHECKING:
    from skpkit.judge.engine import StateName, Verdict
    from skpkit.judge.frozen import FrozenTable
    from skpkit.judge.office import Office
    from skpkit.judge.overview import Overview
    from skpkit.judge.stages import Judging
    from skpkit.model.exemptions import Exemption
    from skpkit.together import Manner
    from skpkit.writing.exempting import Judge

ONE_STATE = N_("--rev and --staged name two states; give one of them")
FILTERED = N_(
    "the attributes of the repository have the content of records filtered ({count}; {path}): no filter was run, so "
    "what was judged is not what a checkout with that filter shows; take `filter=` from .gitattributes"
)
NO_QUARTER = N_("{given} is no quarter; name Q1, Q2, Q3 or Q4")
NOTHING_STAGED = N_(
    "nothing is staged in {folder}; stage it first (git add {folder}), or validate what lies on the disk: skpkit check"
)


def check(
    repository: str | Path = ".",
    *,
    rev: str | None = None,
    staged: bool = False,
    paths: Sequence[str | Path] = (),
    planned: Files | None = None,
    today: date | None = None,
    cache: bool = True,
    on_settings: OnSettings | None = None,
    workers: Workers = HERE,
    on_progress: OnProgress = silent,
) -> Verdict:
    """Validate the records of the working tree, of the revision `rev`, or of what is `staged`; or the working tree as
    it would be with files as `planned`: paths from its top with contents, None for one that is gone.

    `paths`, seen from the folder `repository`, limit it to the dossiers at and below them. It is done by `workers`:
    processes of this machine, or with `rev` a `Cluster`; `on_progress` is told how far it is. The verdict's `findings`
    are in order of place; its `exit_code` is that of the command: 0 clean, 1 errors, 3 where a part could not be
    judged. What was judged before is taken from the `cache` of the user, and kept there, but where a cluster judges.
    """
    if rev is not None and staged:
        raise WrongUsage(ONE_STATE)
    from skpkit.judge import engine
    from skpkit.judge.cached import kept_judging
    from skpkit.judge.ceilings import listed
    from skpkit.judge.showing import showable
    from skpkit.judge.stages import judge_shared

    with open_records(Path(repository)) as records:
        asked = [inside(records, repository, each) for each in paths]
        on_disk = records.planned(planned) if planned is not None else None
        state = on_disk or (records.index() if staged else state_of(records, rev, asked or None))
        office = office_of(state, on_settings)
        now = day(today, office.settings)
        if staged and not state.entries(office.settings.records):
            raise SkpkitError(NOTHING_STAGED, folder=office.settings.records)
        kept = kept_judging(office, asked, workers, on_progress) if cache and not workers.far else None
        judge: Judging = kept or partial(judge_shared, workers=workers, on_progress=on_progress)
        if workers.far:
            from skpkit.afar import judging_afar

            judge = judging_afar(records, workers, on_progress)
        verdict = engine.check(office, now.date, asked, judge)
        root, places = office.settings.records, office.listing.places
        judged = [place.path for each in verdict.titles for place in places[identity_of(each)]] if paths else [root]
        notes = (*verdict.notes, *_filtered(records, state, judged, kept.plain if kept else ()))
        return showable(listed(replace(verdict, head=_name(state), day=now, notes=notes)), state)


def review(
    repository: str | Path = ".",
    range: str | None = None,  # noqa: A002 - the word for it
    *,
    each_commit: bool = False,
    merge_with: Sequence[str] = (),
    staged: bool = False,
    planned: Files | None = None,
    base: str | None = None,
    today: date | None = None,
    on_settings: OnSettings | None = None,
    on_progress: OnProgress = silent,
) -> Verdict:
    """Judge what changed between two states, by the settings and exemptions of the older one.

    `range` is `A...B` (what merging B into A would bring), `A..B` (A to B), or `A` (what merging the working tree, what
    is `staged`, or the working tree with files as `planned`, into A would bring); without it A is the default branch,
    which `base` may name. Where there was nothing before, A is the whole id of git's empty tree. With `each_commit`, or
    of commits where the settings allow requests to be merged by rebase, each of them is judged too. The verdict holds
    `changes`, and as `known` what was found before; `judged_as` tells a proposal, `unjudged` paths that do not merge.

    `merge_with` are revisions of further requests that would land with this one: each finding that it does not have
    alone tells in whose `company` it comes; so does one that it has alone, and would not have once they landed.
    """
    from skpkit.judge.ceilings import listed
    from skpkit.judge.showing import showable
    from skpkit.spans import terms_of, ways_told
    from skpkit.together import Manner, judged

    with open_repository(Path(repository), branch_choice(base, range)) as records:
        head = records.planned(planned) if planned is not None else None
        span = records.range(range, staged=staged, head=head)
        offices = Offices(verified)
        terms = terms_of(span, offices)
        now = day(today, terms.settings)
        if on_settings:
            on_settings(terms.settings)
        verdict = judged(records, span, offices, terms, now.date, Manner(each_commit, merge_with, on_progress))
        root = offices.of(span.head).settings.records
        changed = {each.removesuffix(ATTRIBUTES).rstrip("/") for each in differing(span.base, span.head).paths}
        changed = {root if lies_in(root, each) else each for each in changed}
        filtered = _filtered(records, span.head, [each for each in changed if lies_in(each, root)])
        notes = (*verdict.notes, *ways_told(span, terms.settings), *filtered)
        told = replace(verdict, head=_name(span.head), base=_name(span.base), day=now, notes=notes)
        return showable(listed(told), span.head, span.base)


def _filtered(
    records: Repository | Folder, state: State, paths: Collection[str], plain: Collection[str] = ()
) -> Iterator[Note]:
    """That what people see of the records at some paths, or below, may not be what was judged."""
    if found := records.filtered(state, paths, plain):
        yield Note(FILTERED, {"path": found[0], "count": len(found)})


def audit(
    repository: str | Path = ".",
    range: str | None = None,  # noqa: A002 - the word for it
    *,
    base: str | None = None,
    today: date | None = None,
    cache: bool = True,
    workers: Workers = HERE,
    on_progress: OnProgress = silent,
    on_settings: OnSettings | None = None,
) -> Verdict:
    """Judge every step of a history that has landed, by the settings and exemptions of the state before it.

    `range` is `A..B`, or `B` for its whole history; without it that of the default branch, which `base` may name, or of
    HEAD where nobody can say which that is. Steps are the commits of the first-parent line, each judged on its commit's
    day, in the time zone that the newest settings name. Each finding has the `commit` that brought it; `steps` are all
    that were judged. Where no steps lead from A to B, as after a forced push, what the two differ in is judged too.

    What was judged before is taken from the `cache` of the user, and kept there but where a cluster judges, so that an
    audit that was broken off goes on. `workers` share the work, and `on_progress` is told how far it is.
    """
    from skpkit.judge.audit import audit as judged
    from skpkit.judge.cache import usual_cache
    from skpkit.judge.ceilings import listed
    from skpkit.judge.foreseen import Means
    from skpkit.judge.showing import showable
    from skpkit.model.people import NamedPerson
    from skpkit.spans import days_of, ends_of, foreseen, mask_before, reversed_in, steps_of

    with open_repository(Path(repository), branch_choice(base, range)) as records:
        span = records.history(range)
        stages, landed, _ = records.stages(span)
        offices = Offices(verified)
        settings = offices.of(span.head).settings
        now = day(today, settings)
        if on_settings:
            on_settings(replace(settings, mask=mask_before(offices, span.base) if span.base.commit else settings.mask))
        days = list(days_of(records, stages, settings, now.date))
        means = Means(workers, on_progress, usual_cache() if cache and not workers.far else None)
        ahead = foreseen(records, stages, days, offices, means)
        steps = steps_of(records, offices, stages, days, on_progress)
        leads = landed or span.base.commit is None
        ends = None if leads else ends_of(records, offices, span, now.date)
        since = _name(span.base) if span.base.commit else None
        verdict = replace(judged(steps, now.date, ends, ahead), head=_name(span.head), base=since, day=now)
        commits = records.words_of([each.brought.commit for each in stages if each.brought.commit], zone_of(settings))
        named = verdict.named | {NamedPerson(each.author, "") for each in commits.values()}
        notes = (*verdict.notes, *reversed_in(commits, settings))
        verdict = replace(verdict, commits=commits, named=named, notes=notes)
        # its places are those of its steps
        return replace(showable(listed(verdict), span.head, span.base), lines=None, source={})


def frozen(
    repository: str | Path,
    record: str | Path,
    *,
    rev: str | None = None,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> FrozenTable:
    """Tell what of a record, or of the dossier at a folder, may not be edited: in the working tree or in `rev`.

    The table has the cells of each IKI and the records, each with its hold: whether it is frozen, by which rules, since
    which line, and the way to change it; `writer` names the first commit in which a hold was so: in which the cell had
    a realisation, the dialogue was reported, the SKP established.
    """
    from skpkit.judge.frozen import table_of
    from skpkit.spans import first_writers

    with open_records(Path(repository)) as records:
        state = state_of(records, rev, [dossier_of(inside(records, repository, record))])
        office = office_of(state, on_settings)
        now = day(today, office.settings)
        table = table_of(office, record_at(office, records, repository, record), now.date)
        name = _name(state)._replace(label="folder") if state.kind == "folder" else _name(state)
        return replace(table, state=name, writers=first_writers(records, state, table), day_source=now.source)


def status(
    repository: str | Path = ".",
    *,
    rev: str | None = None,
    year: int | None = None,
    unit: str = "",
    quarter: str = "",
    person: str = "",
    today: date | None = None,
    on_settings: OnSettings | None = None,
    workers: Workers = HERE,
    on_progress: OnProgress = silent,
) -> Overview:
    """Tell how an office stands on a day, in the working tree or in `rev`: what each employee owes and what is late,
    target and realisasi of each IKI, the capaian so far and what the next quarter needs, and which approvals are
    awaited.

    `unit` (its folder below the year, or a part of its name), `quarter` (Q1 to Q4) and `person` (an NIP, or a part of
    the name) limit it. Without a `year` it is that of the day, with the one before while its last evaluation is in
    time. What is late are the findings of `check` on the same state and day. `workers` and `on_progress` are as there.
    """
    from skpkit.judge.overview import Asked, overview_of

    quarter = period_meant(quarter) if quarter else quarter
    if quarter and quarter not in QUARTERS:
        raise WrongUsage(NO_QUARTER, given=quarter)
    with open_records(Path(repository)) as records:
        state = state_of(records, rev)
        office = office_of(state, on_settings)
        now = day(today, office.settings)
        found = overview_of(office, now.date, Asked(year, unit, quarter, person), workers, on_progress)
        name = _name(state)._replace(label="folder") if state.kind == "folder" else _name(state)
        return replace(found, day=now, state=name, verdict=replace(found.verdict, head=name, day=now))


class Exempted(NamedTuple):
    """The exemption of a finding: its rule's `code`, and what the file of exemptions holds with the entry in it.

    `codes` are those of all entries that were made; none where the finding has its exemption already, and `content` is
    what the file holds. `path` is that of the file from the top of the repository, `file` where it lies on this
    machine, and `batch` writes it whole.
    """

    code: str
    codes: tuple[str, ...]
    path: str
    file: Path
    content: bytes
    batch: Batch


def exempt(
    repository: str | Path,
    fingerprint: str,
    *,
    reason: str,
    approver: str,
    approver_name: str = "",
    approver_post: str = "",
    basis: str = "",
    until: date | None = None,
    range: str | None = None,  # noqa: A002 - the word for it
    base: str | None = None,
    each_commit: bool = False,
    merge_with: Sequence[str] = (),
    with_also: bool = False,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> Exempted:
    """Make the exemption of a finding on the working tree, or of the review of `range`: by the beginning of its
    fingerprint. Without a range a check finds it, or a review against the default branch, which `base` may name; that
    review is as `each_commit` and `merge_with` say. With `with_also` what the finding spoke for is exempted too.

    Name and position of an `approver`, given by NIP, are known where the settings list them. It counts for 90 days, or
    up to the day `until`.
    """
    from skpkit.together import Manner
    from skpkit.writing.exempting import Consent, named, written

    with open_records(Path(repository), branch_choice(base, range)) as records:
        state = records.worktree()
        office = office_of(state, on_settings)
        now = day(today, office.settings).date
        asked = (range, Manner(each_commit, merge_with))
        found = named(fingerprint, list(_judges(records, state, office, asked, fingerprint, now)))
        consent = Consent(approver, approver_name, approver_post, reason, basis, until)
        path = office.settings.exemptions
        file = records.root / path
        content = file.read_bytes() if file.exists() else None
        made = written(content, path, found, consent, now, with_also=with_also)
        batch = batch_of(records, "skpkit exempt", {path: made.content}, {path: content})
        return Exempted(found[0].code, made.codes, path, file, made.content, batch)


def _judges(
    records: Repository | Folder,
    state: State,
    office: Office,
    asked: tuple[str | None, Manner],
    given: str,
    today: date,
) -> Iterator[Judge]:
    """A check, unless a range is named or how one is to be judged, and a review, where there is one to hold. Where the
    review has what is meant, only that dossier is checked."""
    from skpkit.judge import engine
    from skpkit.together import AS_USUAL
    from skpkit.writing.exempting import Judge

    range_, manner = asked
    reviewing: tuple[Judge, Verdict] | None = None
    try:
        reviewing = _reviewing(records, state, range_, manner, today)
    except SkpkitError:
        if range_ is not None or manner != AS_USUAL:
            raise
    if range_ is None and manner == AS_USUAL:
        paths = _meant(reviewing[1], given) if reviewing else []
        yield Judge(lambda more: engine.check(office.exempting(more), today, paths), office.settings)
    if reviewing:
        yield reviewing[0]


def _meant(verdict: Verdict, given: str) -> list[str]:
    """Where the findings of a review lie that a beginning of a fingerprint may mean."""
    mark = given.strip().strip("[]").lower()
    found = (each for group in (verdict.findings, verdict.known, verdict.exempted) for each in group)
    return sorted({dossier_of(each.problem.at.path) for each in found if mark and each.fingerprint.startswith(mark)})


def _reviewing(
    records: Repository | Folder, state: State, range_: str | None, manner: Manner, today: date
) -> tuple[Judge, Verdict] | None:
    """How a range is judged with more exemptions, and without."""
    from skpkit.spans import terms_of
    from skpkit.together import judged
    from skpkit.writing.exempting import Judge

    span = records.range(range_, head=state)
    if not isinstance(records, Repository):
        return None
    offices = Offices(verified)
    terms = terms_of(span, offices)
    first = judged(records, span, offices, terms, today, manner)

    def with_more(more: Sequence[Exemption]) -> Verdict:
        held = terms._replace(exemptions=(*terms.exemptions, *more))
        return judged(records, span, offices, held, today, manner) if more else first

    return Judge(with_more, terms.settings), first


def _name(state: State) -> StateName:
    from skpkit.judge.engine import StateName

    return StateName(state.label, state.commit)
