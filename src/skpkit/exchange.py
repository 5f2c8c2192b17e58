"""Records from and to workbooks: what people keep in Excel comes in as new records, and records go out as rows.

Nothing is written before `write` of the batch that is given, and no record that is there is written over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from skpkit import rules
from skpkit.drafting import Proposals, folder_of
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import Finding, Location, Note, Severity
from skpkit.judge import review as judging
from skpkit.judge.office import Office
from skpkit.judge.workers import LAYING_OUT, READING, OnProgress, in_turn, silent
from skpkit.messages import N_
from skpkit.model.paths import Identity
from skpkit.model.profiles import NEWEST
from skpkit.model.records import Dialogue
from skpkit.opening import OnSettings, batch_of, day, office_of
from skpkit.prospect import prospect_of
from skpkit.sheets.assembling import NO_TABLE, Assembled, RowRecord, assemble_rows
from skpkit.sheets.books import sheets_in
from skpkit.sheets.example import example_rows
from skpkit.sheets.listing import is_list, listed
from skpkit.sheets.matching import Matched, Matching, narrated_in
from skpkit.sheets.monitoring import Monitored, is_monitoring, monitored
from skpkit.sheets.spreading import Rows
from skpkit.sheets.telling import RowProblem, SheetNote
from skpkit.sheets.workbook import workbook
from skpkit.source.history import Folder, Repository, open_records
from skpkit.source.schemas import DIALOGUE
from skpkit.source.tree import FILE_MODES, lies_in
from skpkit.source.yamlfile import Path as DataPath
from skpkit.source.yamlfile import read
from skpkit.ways import open_ways
from skpkit.writing.editing import RecordText
from skpkit.writing.journal import Batch
from skpkit.writing.recording import doubts_of

NO_ROWS = N_("{path} holds no rows of the template; write the template with: skpkit import --template FILE.xlsx")
FROM_MINISTRY = N_(
    "{path} is a monitoring export, which tells neither RHK nor appraiser; put it into a template, complete that, and "
    "take it in: skpkit import {path} --template FILE.xlsx"
)
OWN_LIST = N_(
    "{path} is a list of the office's own, which does not tell all that records need; put it into a template, complete "
    "that, and take it in: skpkit import {path} --template FILE.xlsx"
)
NOT_FROM_MINISTRY = N_(
    "{path} is neither a monitoring export nor a list with the columns NIP and Nama IKI; without FILE the template is "
    "written empty"
)
WAITING = N_("rows that wait until it can be read whose the rows are that they belong to: {count}")
GONE = N_(
    "the last commit holds records that are gone from the folder; bring them back before the import: git restore "
    "--source=HEAD {paths}"
)


class Imported(NamedTuple):
    """What files of rows would bring: `batch` writes the new records, whose paths and `dossiers` are told; `same_count`
    are those that the records hold already. Why rows could not be taken is in `problems`: of a dossier with one nothing
    is taken. `notes` tell what was left out without harm, `rows` how many were read. What the rules say of a record
    that would be written over is `frozen`, with the `ways` that are open. `doubts` tell what is odd in new realisasi,
    which may be so all the same, and `warned` is what a reviewer will be told."""

    batch: Batch
    paths: tuple[str, ...]
    dossiers: tuple[str, ...]
    same_count: int
    problems: tuple[RowProblem, ...]
    notes: tuple[SheetNote, ...]
    rows: int
    frozen: tuple[Finding, ...] = ()
    ways: tuple[Note, ...] = ()
    doubts: tuple[RowProblem, ...] = ()
    warned: tuple[Finding, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 where a row could not be taken."""
        return 1 if self.problems else 0


class FilledTemplate(NamedTuple):
    """A workbook of the template, and what it was filled with."""

    content: bytes
    told: Monitored


NO_DAYS: Mapping[str, date] = MappingProxyType({})


def import_files(
    repository: str | Path,
    files: Sequence[str | Path],
    *,
    part: bool = False,
    today: date | None = None,
    on_settings: OnSettings | None = None,
    on_progress: OnProgress = silent,
) -> Imported:
    """The records that workbooks or CSV of the template tell, judged already. All of them are in the batch, or none
    where a row cannot be taken; with `part` the dossiers are of which every row can. `on_progress` is told how far it
    is.

    Raises SkpkitError for files that cannot be read.
    """
    sheets = [sheet for each in in_turn(files, READING, on_progress) for sheet in sheets_in(Path(each))]
    if any(map(is_monitoring, sheets)):
        raise WrongUsage(FROM_MINISTRY, path=" ".join(map(str, files)))
    with open_records(Path(repository)) as records:
        office = office_of(records.worktree(), on_settings)
        now = day(today, office.settings).date
        told = assemble_rows(sheets, narrated_in(office))
        if not told.rows and any(map(is_list, sheets)):
            raise WrongUsage(OWN_LIST, path=" ".join(map(str, files)))
        if not told.rows:
            raise WrongUsage(NO_ROWS, path=", ".join(map(str, files)))
        return _taken(records, office, now, told, on_progress, part=part)


def template(repository: str | Path = ".", *, today: date | None = None) -> bytes:
    """The workbook that people fill in, empty, with examples that are not read."""
    settings = None
    with suppress(SkpkitError), open_records(Path(repository)) as records:
        settings = office_of(records.worktree(), None).settings
    now = day(today, settings).date if settings else day(today).date
    profile = (settings.profile if settings else None) or NEWEST
    return workbook({}, examples=example_rows(now.year, profile), day=now)


def fill_template(
    repository: str | Path,
    files: Sequence[str | Path],
    dialogues: Mapping[str, date] = NO_DAYS,
    *,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> FilledTemplate:
    """The workbook of the template, filled with what monitoring exports tell and the records do not, or with what an
    office's own lists tell. `dialogues` are the days of those in which the realisations of quarters were reported.

    Raises WrongUsage for files that are neither.
    """
    by_file = [(each, sheets_in(Path(each))) for each in files]
    for each, held in by_file:
        if not any(is_monitoring(sheet) or is_list(sheet) for sheet in held):
            raise WrongUsage(NOT_FROM_MINISTRY, path=str(each))
    sheets = [sheet for _, held in by_file for sheet in held]
    exports, lists = [[each for each in sheets if of(each)] for of in (is_monitoring, is_list)]
    lists = [each for each in lists if each not in exports]
    with open_records(Path(repository)) as records:
        office = office_of(records.worktree(), on_settings)
        now = day(today, office.settings)
        told, own = monitored(exports, office, dialogues), listed(lists, dialogues)
        rows: Rows = {name: [*told.rows[name], *own.rows[name]] for name in told.rows}
        left = [
            SheetNote(NO_TABLE, {"sheet": each.name}) for each in sheets if each.rows and each not in exports + lists
        ]
        notes = (*told.notes, *own.notes, *left)
        merged = Monitored(rows, (*told.problems, *own.problems), notes, told.read + own.read)
        return FilledTemplate(workbook(rows, day=now.date), merged)


def _taken(
    records: Repository | Folder, office: Office, now: date, told: Assembled, on_progress: OnProgress, *, part: bool
) -> Imported:
    rows: dict[tuple[int, str], list[RowRecord]] = {}
    for each in told.records:
        rows.setdefault(each.whose, []).append(each)
    problems = [*told.problems]
    folders = _folders(office, now, rows, problems)
    matching = Matching(office, {whose: each for whose, each in rows.items() if whose in folders}, lost=told.lost)
    matching.match(folders)
    problems += matching.problems
    waiting = told.waiting + matching.waiting
    notes = (*told.notes, SheetNote(WAITING, {"count": waiting})) if waiting else told.notes
    fresh = {each.path: each for each in matching.found if not each.known}
    contents = {path: fresh[path].content(matching.names) for path in in_turn([*fresh], LAYING_OUT, on_progress)}
    held = {*rows} if any(each.whose is None for each in problems) else {each.whose for each in problems}
    files = {path: content for path, content in contents.items() if fresh[path].row.whose not in held}
    refused: list[Finding] = []
    warned: Sequence[Finding] = ()
    while files:
        ahead = prospect_of(records, office, files, now, on_progress)
        broken = [each for each in ahead.refused if _owner(each, folders) in {fresh[path].row.whose for path in files}]
        warned = ahead.warned
        if not broken:
            break
        refused += broken
        problems += [_told(each, files, fresh, folders) for each in broken]
        held |= {_owner(each, folders) for each in broken}
        files = {path: content for path, content in files.items() if fresh[path].row.whose not in held}
    doubts = _doubts(office.beside(records.planned(files)), [fresh[each] for each in files]) if files else ()
    frozen = _frozen(records, office, now, [each for each in matching.found if each.differs])
    gone = _gone(records, held) if problems else ()
    if problems and not part:
        files, warned = {}, ()
    dossiers = dict.fromkeys(folders[fresh[path].row.whose] for path in files)
    same_count = sum(1 for each in matching.found if each.known and not each.differs)
    batch = batch_of(records, "skpkit import", files, dict.fromkeys(files))
    problems.sort(key=lambda each: (each.at.sheet, each.at.row, len(each.at.column), each.at.column))
    return Imported(
        batch, tuple(files), tuple(dossiers), same_count, tuple(problems), notes, told.rows, frozen,
        (*gone, *open_ways([*frozen, *refused], office, now)), tuple(doubts), tuple(warned),
    )  # fmt: skip


def _gone(records: Repository | Folder, held: Collection[tuple[int, str] | None]) -> Iterator[Note]:
    """What the last commit holds of dossiers, and the folder does not any more."""
    head = records.head() if isinstance(records, Repository) else None
    if head is None:
        return
    places = Office(head).listing.places
    mine = [place.path for whose in held if whose for place in places.get(Identity(*whose), ())]
    kept = [each.path for folder in mine for each in head.entries(folder) if each.mode in FILE_MODES]
    if tops := dict.fromkeys(_top(records.root, each) for each in kept if not (records.root / each).exists()):
        yield Note(GONE, {"paths": " ".join(tops)})


def _top(root: Path, path: str) -> str:
    """The highest folder of a path that is not there, or the path itself."""
    while not (root / path).parent.exists():
        path = path.rpartition("/")[0]
    return path


def _folders(
    office: Office, now: date, rows: Mapping[tuple[int, str], list[RowRecord]], problems: list[RowProblem]
) -> dict[tuple[int, str], str]:
    """The folder of each dossier: where it lies, or where the rows say, or where its unit's lie."""
    proposals, found = Proposals(office, now), dict[tuple[int, str], str]()
    for whose, records in rows.items():
        places = office.listing.places.get(Identity(*whose), ())
        if places:
            found[whose] = places[0].path
            continue
        named = next((each for each in records if each.unit is not None), records[0])
        post = next((str(each.data.get("pegawai", {}).get("unit_kerja", "")) for each in records), "")
        unit = named.unit if named.unit is not None else proposals.unit_folder(None, post)
        try:
            found[whose] = folder_of(office.settings.records, whose[0], unit, whose[1])
        except SkpkitError as error:
            problems.append(RowProblem(named.row, error.message, error.told, whose))
    return found


def _doubts(planned: Office, new: Sequence[Matched]) -> Iterator[RowProblem]:
    """What is odd in the realisasi of new records, at their cells."""
    for each in new:
        dossier = planned.dossier(Identity(*each.row.whose)) if each.row.kind == DIALOGUE else None
        file = dossier.file_of(each.path) if dossier else None
        if dossier is None or file is None or not isinstance(file.record, Dialogue):
            continue
        folder = dossier.folders[each.row.folder]
        for line in file.record.lines:
            indicator = folder.skp.indicator(line.iki) if folder.skp and line.value is not None else None
            for note in doubts_of(folder, indicator, line.periode, line.value or 0):
                place = each.row.place((*line.path, "realisasi"))
                yield RowProblem(place, note.message, note.told, each.row.whose)


def _told(
    finding: Finding, files: Mapping[str, bytes], fresh: Mapping[str, Matched], folders: Mapping[tuple[int, str], str]
) -> RowProblem:
    """A finding that new records bring, at the cell that it comes from; in a record that was there, at the first row of
    its dossier."""
    problem, whose = finding.problem, _owner(finding, folders)
    at = problem.at
    if at.path in files:
        row = fresh[at.path].row
        place = row.place(_path_at(files[at.path], at, row))
    else:
        place = next(each.row.row for each in fresh.values() if each.row.whose == whose)
    return RowProblem(place, problem.message, problem.told, whose)


def _owner(finding: Finding, folders: Mapping[tuple[int, str], str]) -> tuple[int, str] | None:
    """The dossier of rows that a finding is on, if any."""
    return next((whose for whose, folder in folders.items() if lies_in(finding.problem.at.path, folder)), None)


def _path_at(content: bytes, at: Location, row: RowRecord) -> DataPath:
    """The path of the value at a place of a text, of those that cells tell: the narrowest that holds it."""
    document = read(content)
    best: DataPath = ()
    for path in (each for each in row.origins if _leads(row.data, each)):
        span = document.span(path)
        if (span.line, span.column) <= (at.line, at.column) < (span.end_line, span.end_column) and len(path) > len(
            best
        ):
            best = path
    return best


def _leads(data: Any, path: DataPath) -> bool:
    """Whether a path leads to something in data."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _frozen(
    records: Repository | Folder, office: Office, now: date, differing: Sequence[Matched]
) -> tuple[Finding, ...]:
    """What the rules say of records that would be written over with what rows say."""
    files = {}
    for each in differing:
        file = records.root / each.path
        with suppress(SkpkitError, OSError):  # which is laid out so that nothing can be written into it
            text = RecordText(each.path, file.read_bytes())
            text.become(each.row.data)
            files[each.path] = text.content
    if not files:
        return ()
    verdict = judging.review(office, office.beside(records.planned(files)), now)
    later = rules.approval_rules()
    return tuple(each for each in verdict.findings if each.severity is Severity.ERROR and each.code not in later)
