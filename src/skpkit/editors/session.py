"""The records that an editor has open: their working tree, the unsaved texts over it, and what is found of them.

git is asked when the records are opened and when files were saved or came otherwise; a letter typed costs none of that.
A change is judged against where the branch left the default branch, or against its tip where that is in its history:
without merging, which `skpkit review` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from skpkit.editors.overlay import LaidOver
from skpkit.editors.spots import lines_of
from skpkit.errors import SkpkitError
from skpkit.findings import Finding, Location
from skpkit.forge.signatures import verified
from skpkit.judge import engine
from skpkit.judge import review as judging
from skpkit.judge.frozen import FrozenTable, table_of
from skpkit.judge.office import Memo, Office
from skpkit.judge.showing import showable
from skpkit.model.dossier import Dossier
from skpkit.model.files import File
from skpkit.model.paths import dossier_path
from skpkit.model.settings import Settings
from skpkit.opening import branch_choice, day
from skpkit.source.history import Folder, Repository, State, open_records
from skpkit.source.tree import SETTINGS, Tree
from skpkit.spans import first_writers


class FoundHere(NamedTuple):
    """What was found of a part of the records: `whole` names that part, its findings are at places that an editor can
    show. A setting that cannot be is an `error` at a line of the settings."""

    whole: str
    findings: tuple[tuple[Finding, Location], ...]
    error: SkpkitError | None = None


class EditedRecords:
    """A repository or folder of records around a folder, while some of its files are edited.

    Raises SkpkitError where there is none. Use it in a `with`, or close it.
    """

    def __init__(self, start: Path, today: date | None = None) -> None:
        self.records: Repository | Folder = open_records(start, branch_choice(None))
        self.root = self.records.root
        self._day = today
        self._texts: dict[str, bytes] = {}
        self._kept: dict[str, bytes] = {}
        self._memo: Memo = {}
        self._laid: LaidOver | None = None  # the last state that was judged, and its records
        self._office: Office | None = None
        self._is_stale = True
        self._settings = Settings()
        self._lasting: Office | None = None
        self._tables: dict[tuple[str, str], FrozenTable] = {}
        self.reload()

    def close(self) -> None:
        """Remove what was made for reading."""
        self.records.close()

    def reload(self) -> None:
        """Look at the disk and at git again. Raises SkpkitError where that cannot be, and keeps what was known then."""
        self.saved: State = self.records.worktree()
        self._base = self._base_of(self.saved)
        self._before = Office(self._base, memo=self._memo, verify=verified) if self._base else None
        self._office = self._laid = None
        self._is_stale = True
        self._tables.clear()

    def lay(self, path: str, text: str) -> None:
        """Let a file hold an unsaved text."""
        self._texts[path] = text.encode(errors="replace")
        self._is_stale = True

    @contextmanager
    def trying(self, texts: Mapping[str, str]) -> Iterator[None]:
        """Files with other texts, while it lasts."""
        kept = dict(self._texts), self._laid, self._office, self._is_stale
        for path, text in texts.items():
            self.lay(path, text)
        try:
            yield
        finally:
            self._texts, self._laid, self._office, self._is_stale = kept

    def lift(self, path: str) -> None:
        """Let a file hold what the disk does."""
        self._texts.pop(path, None)
        self._is_stale = True

    def relative(self, file: Path) -> str | None:
        """The path of a file from the top of the records; None for one outside of them."""
        with suppress(SkpkitError):
            return self.records.relative(self.root, str(file))
        return None

    @property
    def office(self) -> Office:
        """The records with the unsaved texts."""
        if self._office is None or self._is_stale:
            tree = LaidOver(self.saved, self._texts, self._kept)
            office = self._edited(tree) or Office(tree, memo=self._memo, verify=verified)
            self._forget(tree)
            self._laid, self._office, self._is_stale = tree, office, False
        return self._office

    @property
    def usable(self) -> Office:
        """The same records to ask of, by the last settings that could be where theirs cannot."""
        office = self.office
        try:
            self._settings = office.settings
        except SkpkitError:
            if self._lasting is None or self._lasting.tree is not office.tree:
                self._lasting = Office(office.tree, self._settings, memo=self._memo)
            return self._lasting
        return office

    @property
    def before(self) -> Office | None:
        """What a change is compared with; None where there is nothing to compare with."""
        return self._before

    def today(self) -> date:
        """The day that counts as today."""
        return day(self._day, self.usable.settings).date

    def judged(self, path: str) -> FoundHere:
        """What is found of the dossier that a path lies in, or of the file itself outside of dossiers."""
        try:
            return self._judged(path)
        except SkpkitError as error:
            at_settings = error.place.startswith(f"{SETTINGS}:")
            return FoundHere(SETTINGS if at_settings else path, (), error)

    def _judged(self, path: str) -> FoundHere:
        office = self.office
        found = dossier_path(path, office.settings.records)
        whole = found.folder if found else path
        today = self.today()
        verdict = engine.check(office, today, [whole])
        findings = {each.fingerprint: each for each in verdict.findings}
        with suppress(SkpkitError):  # what it is compared with cannot be judged, which a review tells
            if self._before:
                changed = judging.review(self._before, office, today)
                for each in changed.findings:
                    if _is_in(each, whole):
                        findings.setdefault(each.fingerprint, each)
                gone = {each.fingerprint for each in changed.exempted}
                findings = {mark: each for mark, each in findings.items() if mark not in gone}
                along = {each.fingerprint for those in changed.along.values() for each in those}
                along -= {each.fingerprint for each in changed.findings}
                findings = {mark: each for mark, each in findings.items() if mark not in along}
        ordered = sorted(findings.values(), key=lambda each: each.order)
        shown = showable(replace(verdict, findings=tuple(ordered)), office.tree).shown
        return FoundHere(whole, tuple((each, shown.get(each.problem.at, each.problem.at)) for each in ordered))

    def text(self, path: str) -> str:
        """What a file holds by now; empty where there is none."""
        content = _content(self.office.tree, path)
        return content.decode("utf-8-sig", errors="replace") if content is not None else ""

    def lines(self, path: str) -> list[str]:
        """The lines of that."""
        return lines_of(self.text(path))

    def contents(self, folder: str) -> Mapping[str, bytes]:
        """What the files of a folder hold by now."""
        tree = self.office.tree
        files = [each for each in tree.entries(folder) if each.mode.startswith("100")]
        held = tree.read([each.oid for each in files])
        return {each.path: held[each.oid] for each in files}

    def dossier(self, path: str) -> Dossier | None:
        """The dossier that a path lies in, as it is by now."""
        return self.usable.dossier_at(path)

    def in_dossier(self, path: str) -> bool:
        """Whether a path lies in a dossier, or would if it were there."""
        return dossier_path(path, self.usable.settings.records) is not None

    def file(self, path: str) -> File | None:
        """A file of a dossier, as it is by now."""
        dossier = self.dossier(path)
        return dossier.file_of(path) if dossier else None

    def table(self, path: str) -> FrozenTable | None:
        """What is frozen of a record: as it is saved, or where that cannot be read, as it was in the base."""
        saved = Office(LaidOver(self.saved, {}, self._kept), memo=self._memo, verify=verified)
        for office, state in ((saved, self.saved), (self._before, self._base)):
            if office is None or state is None:
                continue
            key = (path, state.tree)
            if key not in self._tables:
                with suppress(SkpkitError):
                    table = table_of(office, path, day(self._day, office.settings).date)
                    writers = {}
                    with suppress(SkpkitError):  # where a clone does not hold the whole history
                        writers = dict(first_writers(self.records, state, table))
                    name = engine.StateName("folder" if isinstance(self.records, Folder) else state.label, state.commit)
                    self._tables[key] = replace(table, state=name, writers=writers)
            if key in self._tables:
                return self._tables[key]
        return None

    def _base_of(self, saved: State) -> State | None:
        """What a change is compared with, without merging."""
        if not isinstance(self.records, Repository):
            return None
        try:
            span = self.records.range(None, head=saved)
        except SkpkitError:  # where nobody can say with what to compare
            return None
        if all(after.tree == saved.tree for _, after in span.pairs):
            return span.pairs[0][0]
        with suppress(SkpkitError):
            return self.records.commit(span.parted[0])
        return None

    def _edited(self, tree: LaidOver) -> Office | None:
        """The records of a state, where it is the last one but for what some files of dossiers hold."""
        if self._office is None or self._laid is None:
            return None
        changed = tree.since(self._laid)
        with suppress(SkpkitError):  # settings that cannot be
            return self._office.edited(tree, changed) if changed is not None else None
        return None

    def _forget(self, tree: LaidOver) -> None:
        """What was parsed of texts that were typed over."""
        for path, entry in self._laid.changed.items() if self._laid else ():
            if tree.entry(path) != entry:
                self._memo.pop((path, entry.oid), None)


def _is_in(finding: Finding, whole: str) -> bool:
    at = finding.problem.at.path
    return at == whole or at.startswith(f"{whole}/")


def _content(tree: Tree, path: str) -> bytes | None:
    entry = next((each for each in tree.entries() if each.path == path and each.mode.startswith("100")), None)
    return tree.read([entry.oid])[entry.oid] if entry else None
