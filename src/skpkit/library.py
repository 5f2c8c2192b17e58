"""What skpkit does, as functions on a repository of records: the commands call these, and `import skpkit` gives them.

Each opens the repository that a folder lies in, or a plain folder of records; nothing is written there. `today` is the
day of the clock where none is given. `on_settings` is called once with the settings, before anything is judged or
printed. What cannot be done raises SkpkitError: WrongUsage where what was asked for cannot be.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from skpkit.errors import SkpkitError, WrongUsage, system_reason
from skpkit.findings import Day, Note
from skpkit.judge.office import Office, Offices
from skpkit.messages import N_
from skpkit.model.settings import Settings
from skpkit.source.history import (
    BranchChoice,
    Folder,
    Repository,
    Stage,
    State,
    open_records,
    open_repository,
)

if TYPE_CHECKING:
    from skpkit.judge.engine import StateName, Verdict
    from skpkit.judge.frozen import FrozenTable
    from skpkit.paper.filing import Offer
    from skpkit.paper.print_run import Portion
    from skpkit.paper.printing import Format, Printer
    from skpkit.paper.verify import Verification

OnSettings: TypeAlias = Callable[[Settings], None]

ONE_STATE = N_("--rev and --staged name two states; give one of them")
EMPTY_BASE = N_("--base names no branch, as where a variable of CI is not set; name one, or leave --base out")
ONE_BASE = N_(
    "--base names the default branch ({base}), but the range {range} says with what to compare; give one of them"
)
NO_REV = N_(
    "--rev names no revision, as where a variable of CI is not set; name one, or leave --rev out for the working tree"
)
FILTERED = N_(
    "the attributes of the repository have the content of records filtered ({count}; {path}): no filter was run, so "
    "what was judged is not what a checkout with that filter shows; take `filter=` from .gitattributes"
)
NOTHING_STAGED = N_(
    "nothing is staged in {folder}; stage it first (git add {folder}), or validate what lies on the disk: skpkit check"
)
NO_FILE = N_("{path} cannot be read ({why}); give a PDF that skpkit render wrote")
TOO_LARGE = N_("{path} is larger than {limit} MB, which no document of skpkit is")
NO_PAPER = N_("there is no paper {paper}; it is one of {known}")
LIMIT = 64  # MB


def check(
    repository: str | Path = ".",
    *,
    rev: str | None = None,
    staged: bool = False,
    paths: Sequence[str | Path] = (),
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> Verdict:
    """Validate the records of the working tree, of the revision `rev`, or of what is `staged`.

    `paths`, seen from the folder `repository`, limit it to the dossiers at and below them. The verdict's `findings` are
    in order of place; its `exit_code` is that of the command: 0 clean, 1 errors, 3 where a part could not be judged.
    """
    if rev is not None and staged:
        raise WrongUsage(ONE_STATE)
    from skpkit.judge import engine
    from skpkit.judge.ceilings import listed

    with open_records(Path(repository)) as records:
        state = records.index() if staged else _state(records, rev)
        office = _office(state, on_settings)
        now = day(today, office.settings)
        if staged and not state.entries(office.settings.records):
            raise SkpkitError(NOTHING_STAGED, folder=office.settings.records)
        verdict = engine.check(office, now.date, [_inside(records, repository, each) for each in paths])
        notes = (*verdict.notes, *_filtered(records, state, office.settings))
        return listed(replace(verdict, head=_name(state), day=now, notes=notes))


def review(
    repository: str | Path = ".",
    range: str | None = None,  # noqa: A002 - the word for it
    *,
    each_commit: bool = False,
    staged: bool = False,
    base: str | None = None,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> Verdict:
    """Judge what changed between two states, by the settings and exemptions of the older one.

    `range` is `A...B` (what merging B into A would bring), `A..B` (A to B), or `A` (what merging the working tree, or
    what is `staged`, into A would bring); without it A is the default branch, which `base` may name. With `each_commit`
    each commit of the range is judged too. Besides the findings of the change the verdict holds its `changes`, and as
    `known` what was found before it. Where B does not merge into A, `unjudged` names the paths.
    """
    from skpkit.judge.ceilings import listed
    from skpkit.spans import reviewed, terms_of

    with open_repository(Path(repository), _choice(base, range)) as records:
        span = records.range(range, staged=staged)
        offices = Offices()
        terms = terms_of(span, offices)
        now = day(today, terms.settings)
        if on_settings:
            on_settings(terms.settings)
        verdict = reviewed(records, span, offices, terms, now.date, each_commit=each_commit)
        notes = (*verdict.notes, *_filtered(records, span.head, offices.of(span.head).settings))
        return listed(replace(verdict, head=_name(span.head), base=_name(span.base), day=now, notes=notes))


def _filtered(records: Repository | Folder, state: State, settings: Settings) -> Iterator[Note]:
    """That what people see of some records may not be what was judged."""
    if found := records.filtered(state, settings.records):
        yield Note(FILTERED, {"path": found[0], "count": len(found)})


def audit(
    repository: str | Path = ".",
    range: str | None = None,  # noqa: A002 - the word for it
    *,
    base: str | None = None,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> Verdict:
    """Judge every step of a history that has landed, by the settings and exemptions of the state before it.

    `range` is `A..B`, or `B` for its whole history; without it that of the default branch, which `base` may name, or of
    HEAD where nobody can say which that is. Steps are the commits of the first-parent line, each judged on its commit's
    day, in the time zone that the newest settings name. Each finding has the `commit` that brought it; `steps` are all
    that were judged. Where no steps lead from A to B, as after a forced push, what the two differ in is judged too.
    """
    from skpkit.judge.audit import audit as judged
    from skpkit.judge.ceilings import listed
    from skpkit.spans import days_of, step_of

    with open_repository(Path(repository), _choice(base, range)) as records:
        span = records.history(range)
        stages, landed = records.stages(span)
        offices = Offices()
        settings = offices.of(span.head).settings
        now = day(today, settings)
        if on_settings:
            on_settings(settings)
        days = days_of(records, stages, settings, now.date)
        steps = (step_of(records, offices, each, day_) for each, day_ in zip(stages, days, strict=True))
        leads = landed or span.base.commit is None
        ends = None if leads else step_of(records, offices, Stage(span.base, span.head, span.head), now.date)
        since = _name(span.base) if span.base.commit else None
        return listed(replace(judged(steps, now.date, ends), head=_name(span.head), base=since, day=now))


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
        state = _state(records, rev)
        office = _office(state, on_settings)
        now = day(today, office.settings)
        table = table_of(office, _inside(records, repository, record), now.date)
        name = _name(state)._replace(label="folder") if state.kind == "folder" else _name(state)
        return replace(table, state=name, writers=first_writers(records, state, table), day_source=now.source)


class Exempted(NamedTuple):
    """The exemption of a finding: its rule's `code`, and what the file of exemptions holds with the entry in it.

    `codes` are those of all entries that were made; none where the finding has its exemption already, and `content` is
    what the file holds. `path` is that of the file from the top of the repository, `file` where it lies on this
    machine.
    """

    code: str
    codes: tuple[str, ...]
    path: str
    file: Path
    content: bytes


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
    with_also: bool = False,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> Exempted:
    """Make the exemption of a finding on the working tree, or of the review of `range`: by the beginning of its
    fingerprint. Without a range a check finds it, or a review against the default branch, which `base` may name. With
    `with_also` what the finding spoke for is exempted too.

    Name and position of an `approver`, given by NIP, are known where the settings list them. It counts for 90 days, or
    up to the day `until`.
    """
    from skpkit.judge.exempt import Consent, named, written
    from skpkit.spans import judges_of

    with open_records(Path(repository), _choice(base, range)) as records:
        office = _office(records.worktree(), on_settings)
        now = day(today, office.settings).date
        found = named(fingerprint, list(judges_of(records, office, range, now)))
        consent = Consent(approver, approver_name, approver_post, reason, basis, until)
        path = office.settings.exemptions
        file = records.root / path
        content = file.read_bytes() if file.exists() else None
        made = written(content, path, found, consent, now, with_also=with_also)
        return Exempted(found[0].code, made.codes, path, file, made.content)


class Printed(NamedTuple):
    """A document: its pages are one file, or for png and svg one a page; `name` is one for the file, without a suffix
    and with folders where many are printed. It must not be written below `records`, where the records lie. `notes` are
    to be told of it: that it is marked as a working copy or a proposal, and why, that it shows errors, or has letters
    that no font shows; each is a key of the catalogues with what fills it.
    """

    name: str
    pages: Sequence[bytes]
    format: Format
    records: Path
    notes: Sequence[Note] = ()

    def files(self) -> Iterator[tuple[str, bytes]]:
        """A name and the content of each file; more than one get numbers."""
        for nth, page in enumerate(self.pages, 1):
            yield f"{self.name}{f'-{nth}' if len(self.pages) > 1 else ''}.{self.format}", page


class Bundled(NamedTuple):
    """Several documents in one PDF, and the records of which none could be printed into it, each with the reason."""

    printed: Printed
    failures: tuple[tuple[str, SkpkitError], ...]


class PrintRun(NamedTuple):
    """Many documents that are being printed: of how many dossiers, and what came of them, a portion at a time."""

    dossiers: int
    portions: Generator[Portion, None, None]


def render(
    repository: str | Path,
    *records: str | Path,
    document: str | None = None,
    format: Format = "pdf",  # noqa: A002 - the word for it
    rev: str | None = None,
    base: str | None = None,
    paper: str | None = None,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> list[Printed]:
    """Print a document of some records, the usual one where none is named, from the working tree or from `rev`, on the
    `paper` of the settings unless one is named (`a4`, `f4`).

    The same records give the same bytes: they are dated by their commit, or by `today` where no commit holds them. One
    that the default branch, which `base` may name, does not hold is marked as a proposal.
    They are printed in another process, within the settings' limits of time and memory.
    """
    from skpkit.paper.printing import press

    press().start()  # it loads what it needs while the records are read
    with open_records(Path(repository), _choice(base)) as opened:
        printer = _printer(opened, rev, today, on_settings, paper)
        paths = [_inside(opened, repository, each) for each in records]
        home = _home(opened, printer)
        named = [(printer.file_name(each, document), printer.made(each, format, document)) for each in paths]
        return [Printed(name, made.pages, format, home, made.notes) for name, made in named]


def render_blank(
    folder: str | Path,
    name: str,
    *,
    format: Format = "pdf",  # noqa: A002 - the word for it
    paper: str | None = None,
    on_settings: OnSettings | None = None,
) -> Printed:
    """Print a blank form to fill in by hand, with paper, letterhead and templates of the records that a folder lies in;
    where it lies in none, as the tool brings them. Raises WrongUsage where there is no such form.
    """
    from skpkit.model.settings import settings_of
    from skpkit.paper.look import PAPERS
    from skpkit.paper.press import allowance_of
    from skpkit.paper.printing import Look, print_blank
    from skpkit.paper.provenance import TEMPLATES
    from skpkit.source.tree import SETTINGS

    start = Path(folder).absolute()
    root = next((each for each in (start, *start.parents) if _own_file(each / SETTINGS)), None)
    settings = settings_of((root / SETTINGS).read_bytes()) if root else Settings()
    if on_settings:
        on_settings(settings)
    if paper not in (None, *PAPERS):
        raise WrongUsage(NO_PAPER, paper=str(paper), known=tuple(PAPERS))
    templates = root / TEMPLATES if root and not (root / TEMPLATES).is_symlink() else None
    files = [each for each in sorted(templates.rglob("*")) if _own_file(each)] if templates else []
    own = {each.relative_to(templates).as_posix(): each.read_bytes() for each in files if templates}
    look = Look(format, paper or settings.paper, own, display=settings.display)
    pages = print_blank(name, look, allowance_of(settings))
    return Printed(f"{name}-kosong", pages, format, (root or start) / settings.records)


def _own_file(path: Path) -> bool:
    """Whether a file lies there itself: a link may lead to any other, so it counts nowhere."""
    return path.is_file() and not path.is_symlink()


def render_all(
    repository: str | Path,
    keep: Callable[[Printed], None],
    *folders: str | Path,
    document: str | None = None,
    format: Format = "pdf",  # noqa: A002 - the word for it
    rev: str | None = None,
    base: str | None = None,
    paper: str | None = None,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> PrintRun:
    """Print the document of every record that has it, without a name every SKP, on several processors where it can;
    with `folders`, of units, years or dossiers, of those below these alone.

    `keep` is given each document, in the process that printed it; a SkpkitError that it raises ends the run. It is
    printed as the portions are taken.
    """
    from skpkit.paper.filing import dossiers_below
    from skpkit.paper.print_run import Order, print_all

    with ExitStack() as stack:
        opened = open_records(Path(repository), _choice(base))
        stack.enter_context(opened)
        printer = _printer(opened, rev, today, on_settings, paper)
        home = _home(opened, printer)
        identities = dossiers_below(printer, [_inside(opened, repository, each) for each in folders])
        order = Order(
            printer, lambda name, made: keep(Printed(name, made.pages, format, home, made.notes)), format, document
        )
        portions = print_all(order, identities)
        return PrintRun(len(identities), _until_closed(portions, stack.pop_all()))


def bundle(
    repository: str | Path,
    *records: str | Path,
    document: str | None = None,
    duplex: bool = False,
    rev: str | None = None,
    base: str | None = None,
    paper: str | None = None,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> Bundled:
    """Print documents into one PDF with a bookmark for each: of a record its usual document or the one named; of a
    folder of a dossier, a unit or a year all that is signed, in that order, or the one named of every record that has
    it; without any record, of all. With `duplex` each begins on the front of a sheet.

    Of a record that cannot be printed `failures` tell why. Raises SkpkitError where there is nothing to print.
    """
    from skpkit.paper.bundle import print_bundle
    from skpkit.paper.printing import press

    press().start()
    with open_records(Path(repository), _choice(base)) as opened:
        printer = _printer(opened, rev, today, on_settings, paper)
        paths = [_inside(opened, repository, each) for each in records]
        made = print_bundle(printer, paths, document, duplex=duplex)
        return Bundled(Printed(made.name, [made.content], "pdf", _home(opened, printer), made.notes), made.failures)


def documents(
    repository: str | Path, *records: str | Path, rev: str | None = None, on_settings: OnSettings | None = None
) -> list[tuple[str, dict[str, Offer | SkpkitError]]]:
    """The documents of some records, or of all records in a folder: the path of each from the top of the repository,
    and by the name that `document` takes what it is; of one that cannot be printed the error that says why.
    """
    from skpkit.paper.filing import offers

    with open_records(Path(repository)) as opened:
        printer = _printer(opened, rev, date.min, on_settings)
        return list(offers(printer, [_inside(opened, repository, each) for each in records]))


def verify(
    repository: str | Path,
    paper: str | Path | bytes,
    *,
    base: str | None = None,
    on_settings: OnSettings | None = None,
) -> Verification:
    """Hold a printed PDF, given as its file or its bytes, against the repository.

    The document is printed again from the commit that its manifest names, and compared. `status` is `genuine`,
    `unaccepted`, `unproven`, `rewritten`, `broken_signature`, `altered` or `not_ours`; of a scan or a photo, whose QR
    code is followed, `not_compared`. `exit_code` is 0 for the first, else 1. What was accepted is the history of the
    default branch, which `base` may name.
    """
    ((_, outcome),) = verify_all(repository, [paper], base=base, on_settings=on_settings)
    if isinstance(outcome, SkpkitError):
        raise outcome
    return outcome


def verify_all(
    repository: str | Path,
    papers: Sequence[str | Path | bytes],
    *,
    base: str | None = None,
    on_settings: OnSettings | None = None,
) -> list[tuple[str, Verification | SkpkitError]]:
    """Hold several papers against the repository, as `verify` does one: the name and the outcome of each, an error
    where that paper cannot be read or judged.
    """
    from skpkit.paper.traced import judge

    with _archive(repository, base, on_settings) as records:
        outcomes: list[tuple[str, Verification | SkpkitError]] = []
        for paper in papers:
            name = "PDF" if isinstance(paper, bytes) else str(paper)
            try:
                content = paper if isinstance(paper, bytes) else _content(Path(paper))
                outcomes.append((name, judge(content, name, records, date.min)))  # what has a commit is dated by that
            except SkpkitError as error:
                outcomes.append((name, error))
        return outcomes


def trace(
    repository: str | Path, text: str, *, base: str | None = None, on_settings: OnSettings | None = None
) -> Verification:
    """Follow the text of a document's QR code: `status` is `not_compared` where the repository holds the record that it
    names, which says nothing of the sheet, else `not_ours` or `altered`.
    """
    from skpkit.paper.traced import trace as traced

    with _archive(repository, base, on_settings) as records:
        return traced(text, records, date.min)


@contextmanager
def _archive(repository: str | Path, base: str | None, on_settings: OnSettings | None) -> Iterator[Repository | Folder]:
    """What papers are held against, whose settings were told."""
    with open_records(Path(repository), _choice(base)) as records:
        head = records.head()
        if head and on_settings:
            on_settings(Office(head).settings)
        yield records


def day(today: date | None, settings: Settings = Settings()) -> Day:  # noqa: B008 - never changed
    """The day given, or that of the clock in the settings' zone: the one place that looks at it."""
    return Day(today, "--today") if today else Day(datetime.now(ZoneInfo(settings.zone)).date(), settings.zone)


def _state(records: Repository | Folder, rev: str | None) -> State:
    if rev is not None and not rev.strip():
        raise WrongUsage(NO_REV)
    return records.worktree() if rev is None else records.commit(rev)


def _choice(base: str | None, range_: str | None = None) -> BranchChoice:
    """What the default branch is chosen by, where no range says with what to compare."""
    if base is not None and not base.strip():
        raise WrongUsage(EMPTY_BASE)
    if base is not None and range_ is not None:
        raise WrongUsage(ONE_BASE, base=base, range=range_)
    return BranchChoice(base, _branch_said)


def _branch_said(state: State) -> str | None:
    try:
        return Office(state).settings.branch
    except WrongUsage:  # told where these settings count
        return None


def _office(state: State, on_settings: OnSettings | None) -> Office:
    office = Office(state)
    if on_settings:
        on_settings(office.settings)
    return office


def _name(state: State) -> StateName:
    from skpkit.judge.engine import StateName

    return StateName(state.label, state.commit)


def _inside(records: Repository | Folder, start: str | Path, path: str | Path) -> str:
    """A path that is given from a folder, as it is from the top of the records."""
    return records.relative(Path(start).absolute(), str(path))


def _printer(
    records: Repository | Folder,
    rev: str | None,
    today: date | None,
    on_settings: OnSettings | None,
    paper: str | None = None,
) -> Printer:
    from skpkit.paper.look import PAPERS
    from skpkit.paper.printing import Printer

    if paper not in (None, *PAPERS):
        raise WrongUsage(NO_PAPER, paper=str(paper), known=tuple(PAPERS))

    office = _office(_state(records, rev), on_settings)
    return Printer(office, records, day(today, office.settings).date, paper=paper)


def _home(records: Repository | Folder, printer: Printer) -> Path:
    return (records.root / printer.office.settings.records).resolve()


def _until_closed(portions: Iterator[Portion], stack: ExitStack) -> Generator[Portion, None, None]:
    with stack:
        yield from portions


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:  # a pipe or a device does not say how much it holds
            content = opened.read(LIMIT * 1_000_000 + 1)
    except OSError as error:
        raise SkpkitError(NO_FILE, path=str(file), why=system_reason(error)) from None
    if len(content) > LIMIT * 1_000_000:
        raise SkpkitError(TOO_LARGE, path=str(file), limit=LIMIT)
    return content
