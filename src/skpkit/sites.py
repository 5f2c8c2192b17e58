"""A unit as a static site, as a function on a repository of records: written whole, or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import date
from errno import ELOOP
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar
from urllib.parse import quote
from zoneinfo import ZoneInfo

from skpkit.errors import SkpkitError, WrongUsage, system_reason
from skpkit.findings import Note
from skpkit.forge.signatures import verified
from skpkit.judge.engine import StateName
from skpkit.judge.frozen import table_of
from skpkit.judge.office import Office
from skpkit.judge.overview import Asked, Overview, PersonStanding, overview_of
from skpkit.judge.timeline import Timeline, timelines, traces_of
from skpkit.judge.workers import HERE, OnProgress, Workers, silent
from skpkit.messages import DEFAULT_LANGUAGE, N_
from skpkit.model.dossier import Dossier
from skpkit.model.paths import Identity, identity_of
from skpkit.model.people import NamedPerson
from skpkit.model.settings import Settings
from skpkit.opening import OnSettings, day, state_of
from skpkit.paper.filing import signed
from skpkit.paper.print_run import Order, print_all
from skpkit.paper.printing import Made, Printer
from skpkit.reports._person_page import KnownPerson, SiteReport
from skpkit.reports._report import Report
from skpkit.reports._standing import StatusReport
from skpkit.reports._wording import record_in_words
from skpkit.reports.site_html import SitePage, addresses, site_page, site_pages
from skpkit.source.history import Folder, LandedStep, Repository, open_records
from skpkit.source.resources import VERSION

Given = TypeVar("Given")
Done = TypeVar("Done")
LIST, PAPERS = "skpkit-site.json", "dokumen"
NOT_A_FOLDER = N_("{path} is there already and no folder; name a folder for the site")
FOREIGN = N_("{path} holds {file}, which skpkit did not put there; name another folder, or move that away")
AMONG_RECORDS = N_("{path} lies among the records, or holds them; write the site somewhere else")
OF_GIT = N_("{path} lies in git's own folder; write the site somewhere else")
TRACKED = N_("git tracks files in {path}, and a site would take their place; name another folder")
NOT_WRITTEN = N_("{path} could not be written ({why}); nothing was left half-written")
NAMED_IN_FORMS = N_("forms name people in full, so they cannot be hidden there; leave --pdf out, or --mask")
FOLLOWING, WRITING = N_("Following the history"), N_("Writing pages")
_ENOUGH = 8  # employees whose pages keep a process busy
_MOST = 32  # whose pages are written before anything is told of them


class WrittenSite(NamedTuple):
    """A site that was written: where, of how many employees, with how many printed documents; of those that could not
    be printed `failures` tell why, `notes` what is to be said of the others."""

    folder: Path
    people: int
    papers: int
    failures: tuple[tuple[str, SkpkitError], ...] = ()
    notes: tuple[Note, ...] = ()


def site(
    repository: str | Path,
    out: str | Path,
    *,
    rev: str | None = None,
    year: int | None = None,
    unit: str = "",
    pdf: bool = False,
    mask: bool | None = None,
    lang: str | None = None,
    otherwise: str = DEFAULT_LANGUAGE,
    today: date | None = None,
    on_settings: OnSettings | None = None,
    workers: Workers = HERE,
    on_progress: OnProgress = silent,
) -> WrittenSite:
    """Write the records of an office, or of a `unit`, as a static site into the folder `out`: how the work stands, each
    IKI with the evidence and commit of each realisasi, all records, and every step of the history that landed.

    It shows what the newest commit holds, or `rev`; of a folder in no repository what lies there, without a history.
    The same commit and day give the same files. With `pdf` all documents that are signed are printed into it. With
    `mask`, or where the settings say so, names and NIP are hidden. It speaks `lang`, else as the settings say, else
    `otherwise`. It is made by `workers`, and `on_progress` is told how far each part of that is. The
    folder is put in place whole; one that holds anything that skpkit did not put there is refused
    (WrongUsage).
    """
    with open_records(Path(repository)) as records:
        state = state_of(records, "HEAD" if rev is None and isinstance(records, Repository) else rev)
        office = Office(state, verify=verified)
        if on_settings:
            on_settings(office.settings)
        hidden = bool(office.settings.mask if mask is None else mask)
        if hidden and pdf:
            raise WrongUsage(NAMED_IN_FORMS)
        folder = _place(Path(out), records, office.settings)
        now = day(today, office.settings)
        overview = overview_of(office, now.date, Asked(year, unit), workers, on_progress)
        name = StateName("folder" if state.kind == "folder" else state.label, state.commit)
        overview = replace(overview, day=now, state=name)
        walk = records.walk(state, ZoneInfo(office.settings.zone))
        traces = traces_of(walk, office.settings.records)
        identities = [identity_of(each.title) for each in overview.persons]
        sharing = _Sharing(workers, on_progress)
        past = sharing.made(FOLLOWING, partial(timelines, office, traces, now.date), identities)
        language = lang or office.settings.language or otherwise
        told = _told(overview, past, {each.files.commit: each for each in walk}, language, hidden=hidden)
        printer = Printer(office, records, now.date) if pdf else None
        with _whole(folder) as beside:
            papers = _print(printer, beside, identities, sharing) if printer else _Papers()
            pages = _pages(_Work(told, office, now.date, beside, printer), overview, past, sharing)
            for address, html in site_pages(told, pages).items():
                _put(beside, address, html.encode())
            _enlist(beside, state.commit, now.date)
        return WrittenSite(folder, len(pages), papers.printed, papers.failures, papers.notes)


def _told(
    overview: Overview, past: Sequence[Timeline], steps: Mapping[str, LandedStep], lang: str, *, hidden: bool
) -> SiteReport:
    """What is told, and in which words; whoever was ever named is known to be hidden."""
    authors = {NamedPerson(name, "") for step in steps.values() for name in step.authors}
    named = overview.verdict.named.union(authors, *(each.people for each in past))
    verdict = replace(overview.verdict, named=named, head=overview.state, day=overview.day)
    report = StatusReport(overview, Report(verdict, lang))
    return SiteReport(report.masked() if hidden else report, steps)


# --- pages ---------------------------------------------------------------------------------------------------


class _Work(NamedTuple):
    """What the pages of employees are made from, and where they are written."""

    told: SiteReport
    office: Office
    today: date
    folder: Path
    printer: Printer | None


def _pages(work: _Work, overview: Overview, past: Sequence[Timeline], sharing: _Sharing) -> dict[str, SitePage]:
    """Write the page of each employee; what the others need of them, by dossier."""
    found = addresses(work.told)
    jobs = [(each, line, found[each.title]) for each, line in zip(overview.persons, past, strict=True)]
    return dict(sharing.made(WRITING, partial(_write, work), jobs))


def _write(work: _Work, jobs: Sequence[tuple[PersonStanding, Timeline, str]]) -> list[tuple[str, SitePage]]:
    work.office.read_ahead([identity_of(each.title) for each, *_ in jobs])
    return [(standing.title, _write_one(work, standing, line, address)) for standing, line, address in jobs]


def _write_one(work: _Work, standing: PersonStanding, line: Timeline, address: str) -> SitePage:
    dossier = work.office.dossier(identity_of(standing.title))
    assert dossier  # noqa: S101 - it was judged
    telling, table, fault = work.told.telling, None, ""
    try:
        table = table_of(work.office, standing.path, work.today)
    except SkpkitError as error:  # what is there cannot be read, or is no SKP
        fault = telling.sentence(error)
    known = KnownPerson(standing, dossier, table, fault, line)
    page = site_page(work.told, known, address, list(_papers_of(work, dossier)))
    _put(work.folder, address, page.html.encode())
    return page._replace(html="")


def _papers_of(work: _Work, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """The documents that were printed of a dossier, in their order: what each is, and its address."""
    telling, printer = work.told.telling, work.printer
    for path, document in signed(printer, dossier.identity) if printer else ():
        address = f"{PAPERS}/{printer.place(path, document)}.pdf" if printer else ""
        if printer and (work.folder / address).is_file():
            title = telling.say(printer.documents(path)[document or ""])
            record = record_in_words(telling, dossier.below(path)[1:])
            yield f"{title} – {record}", quote(address)


# --- printed documents ---------------------------------------------------------------------------------------


class _Papers(NamedTuple):
    """What came of printing."""

    printed: int = 0
    failures: tuple[tuple[str, SkpkitError], ...] = ()
    notes: tuple[Note, ...] = ()


def _print(printer: Printer, folder: Path, identities: Sequence[Identity], sharing: _Sharing) -> _Papers:
    """Print all that is signed of some dossiers. Raises SkpkitError where none can be printed."""

    def keep(name: str, made: Made) -> None:
        _put(folder, f"{PAPERS}/{name}.pdf", made.pages[0])

    count, failures, notes = 0, list[tuple[str, SkpkitError]](), list[Note]()
    with closing(print_all(Order(printer, keep, signed=True), identities, *sharing)) as portions:
        for each in portions:
            count += each.printed
            failures += each.failures
            notes += (one for one in each.notes if one not in notes)
            if each.end:
                raise each.end
    return _Papers(count, tuple(failures), tuple(notes))


# --- the folder ----------------------------------------------------------------------------------------------


def _place(out: Path, records: Repository | Folder, settings: Settings) -> Path:
    """Where the site goes, where links lead. Raises WrongUsage where it may not be."""
    with _reached(out):
        folder = out.resolve()
        home = (records.root / settings.records).resolve()
        if records.is_own(folder):
            raise WrongUsage(OF_GIT, path=str(out))
        if folder.is_relative_to(home) or home.is_relative_to(folder):
            raise WrongUsage(AMONG_RECORDS, path=str(out))
        if records.tracks(folder):
            raise WrongUsage(TRACKED, path=str(out))
        if folder.exists() and not folder.is_dir():
            raise WrongUsage(NOT_A_FOLDER, path=str(out))
        if foreign := _foreign(folder):
            raise WrongUsage(FOREIGN, path=str(out), file=foreign)
    return folder


def _foreign(folder: Path) -> str:
    """A file in a folder that is none of a site written before; empty where there is none."""
    files = {
        each.relative_to(folder).as_posix() for each in folder.rglob("*") if not each.is_dir() or each.is_symlink()
    }
    ours: set[str] = set()
    if LIST in files:
        try:
            ours = {LIST, *json.loads((folder / LIST).read_text(encoding="utf-8"))["files"]}
        except (ValueError, TypeError, KeyError):  # that is none of ours
            ours = set()
    return min(files - ours, default="")


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A folder beside that which takes its place when all is written; nothing of it is left where something fails."""
    beside, before = (folder.with_name(f".skpkit-{os.urandom(8).hex()}") for _ in "ab")
    with _reached(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside.mkdir()
    try:
        yield beside
        with _reached(folder):
            if foreign := _foreign(folder):  # since it was looked at
                raise WrongUsage(FOREIGN, path=str(folder), file=foreign)
            if folder.exists():
                folder.rename(before)
            try:
                beside.rename(folder)
            except OSError:
                with suppress(OSError):
                    before.rename(folder)
                raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(before, ignore_errors=True)


def _put(folder: Path, name: str, content: bytes) -> None:
    """Write a file of the site."""
    target = folder / name
    with _reached(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _enlist(folder: Path, commit: str | None, today: date) -> None:
    """Write down which files are of the site, by which it is known later."""
    files = sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())
    told = {"skpkit": VERSION, "commit": commit, "today": today.isoformat(), "files": files}
    _put(folder, LIST, f"{json.dumps(told, indent=1)}\n".encode())


@contextmanager
def _reached(target: Path) -> Iterator[None]:
    """Raises SkpkitError where the system refuses."""
    try:
        yield
    except OSError as error:
        raise SkpkitError(NOT_WRITTEN, path=str(target), why=system_reason(error)) from None
    except RuntimeError:  # what Python makes of links that lead round in a circle
        raise SkpkitError(NOT_WRITTEN, path=str(target), why=system_reason(OSError(ELOOP, ""))) from None


class _Sharing(NamedTuple):
    """Who makes the site, and who is told how far it is."""

    workers: Workers
    on_progress: OnProgress

    def made(self, what: str, work: Callable[[Sequence[Given]], list[Done]], items: Sequence[Given]) -> list[Done]:
        """What the work makes of some items, by several processes where there are many."""
        shares = max(1, min(self.workers.jobs, len(items) // _ENOUGH))
        size = max(1, min(_MOST, -(-len(items) // (4 * shares))))
        parts = [items[start : start + size] for start in range(0, len(items), size)]
        made: list[Done] = []
        with closing(self.workers.share(work, parts, shares)) as shared:
            for each in shared:
                made += each
                self.on_progress(what, len(made), len(items))
        return made
