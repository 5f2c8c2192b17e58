"""Printing, as functions on a repository of records: documents, blank forms, whole offices, and bundles."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import Note
from skpkit.judge.workers import HERE, OnProgress, Workers, silent
from skpkit.messages import N_
from skpkit.model.settings import Settings
from skpkit.opening import OnSettings, branch_choice, day, dossier_of, inside, office_of, record_at, state_of
from skpkit.source.history import Folder, Repository, open_records

if TYPE_CHECKING:
    from skpkit.paper.filing import Offer
    from skpkit.paper.print_run import Portion
    from skpkit.paper.printing import Format, Printer

NO_PAPER = N_("there is no paper {paper}; it is one of {known}")


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
    `paper` of the settings unless one is named (`a4`, `f4`). The folder of a dossier stands for its SKP, or where that
    has no such document for each of its records that has it.

    The same records give the same bytes: they are dated by their commit, or by `today` where no commit holds them. One
    that the default branch, which `base` may name, does not hold is marked as a proposal.
    They are printed in another process, within the settings' limits of time and memory.
    """
    from skpkit.paper.filing import meant
    from skpkit.paper.printing import press

    press().start()  # it loads what it needs while the records are read
    with open_records(Path(repository), branch_choice(base)) as opened:
        asked = [dossier_of(inside(opened, repository, each)) for each in records]
        printer = _printer(opened, rev, today, on_settings, paper, asked)
        paths = [
            one
            for each in records
            for one in meant(printer, record_at(printer.office, opened, repository, each), document)
        ]
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
    workers: Workers = HERE,
    on_progress: OnProgress = silent,
) -> PrintRun:
    """Print the document of every record that has it, without a name every SKP, by `workers`: processes of this
    machine, or with `rev` a `Cluster`; with `folders`, of units, years or dossiers, of those below these alone.
    `on_progress` is told how far that is.

    `keep` is given each document, in the process that printed it, or in this one where a cluster did; a SkpkitError
    that it raises ends the run. It is printed as the portions are taken.
    """
    from skpkit.paper.filing import dossiers_below
    from skpkit.paper.print_run import Order, print_all

    with ExitStack() as stack:
        opened = open_records(Path(repository), branch_choice(base))
        stack.enter_context(opened)
        printer = _printer(opened, rev, today, on_settings, paper)
        home = _home(opened, printer)
        identities = dossiers_below(printer, [record_at(printer.office, opened, repository, each) for each in folders])
        order = Order(
            printer, lambda name, made: keep(Printed(name, made.pages, format, home, made.notes)), format, document
        )
        afar = None
        if workers.far:
            from skpkit.afar import printing_afar

            afar = printing_afar(opened, workers)
        portions = print_all(order, identities, workers, on_progress, afar)
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
    with open_records(Path(repository), branch_choice(base)) as opened:
        printer = _printer(opened, rev, today, on_settings, paper)
        paths = [record_at(printer.office, opened, repository, each) for each in records]
        made = print_bundle(printer, paths, document, duplex=duplex)
        return Bundled(Printed(made.name, [made.content], "pdf", _home(opened, printer), made.notes), made.failures)


def documents(
    repository: str | Path,
    *records: str | Path,
    format: Format = "pdf",  # noqa: A002 - the word for it
    rev: str | None = None,
    base: str | None = None,
    on_settings: OnSettings | None = None,
) -> list[tuple[str, dict[str, Offer | SkpkitError]]]:
    """The documents of some records, or of all records in a folder, without any of all: the path of each from the top
    of the repository, and by the name that `document` takes what it is; of one that cannot be printed the error that
    says why. With `format` those alone that can be had so.
    """
    from skpkit.paper.accepted import landing_of
    from skpkit.paper.filing import offers

    with open_records(Path(repository), branch_choice(base)) as opened:
        printer = _printer(opened, rev, date.min, on_settings)
        if base and (head := opened.head()):
            landing_of(opened, head.commit or "")  # which tells where that branch is not there
        return list(offers(printer, [record_at(printer.office, opened, repository, each) for each in records], format))


def _printer(
    records: Repository | Folder,
    rev: str | None,
    today: date | None,
    on_settings: OnSettings | None,
    paper: str | None = None,
    paths: Sequence[str] | None = None,
) -> Printer:
    from skpkit.paper.look import PAPERS
    from skpkit.paper.printing import Printer

    if paper not in (None, *PAPERS):
        raise WrongUsage(NO_PAPER, paper=str(paper), known=tuple(PAPERS))

    office = office_of(state_of(records, rev, paths), on_settings)
    return Printer(office, records, day(today, office.settings).date, paper=paper)


def _home(records: Repository | Folder, printer: Printer) -> Path:
    return (records.root / printer.office.settings.records).resolve()


def _until_closed(portions: Iterator[Portion], stack: ExitStack) -> Generator[Portion, None, None]:
    with stack:
        yield from portions
