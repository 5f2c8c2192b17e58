"""Holding papers against a repository of records, as functions: printed PDFs, scans, and texts of QR codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from skpkit.errors import SkpkitError, system_reason
from skpkit.forge.signatures import verified
from skpkit.judge.office import Office
from skpkit.messages import N_
from skpkit.opening import OnSettings, branch_choice
from skpkit.source.history import Folder, Repository, open_records

if TYPE_CHECKING:
    from skpkit.paper.verify import Verification

NO_FILE = N_("{path} cannot be read ({why}); give the PDF that skpkit render wrote, or a scan of it")
TOO_LARGE = N_("{path} is larger than {limit} MB, which no document of skpkit is")
LIMIT = 64  # MB


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
                judged = judge(content, name, records, date.min, verified)  # what has a commit is dated by that
                outcomes.append((name, judged))
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
        return traced(text, records, date.min, verified)


@contextmanager
def _archive(repository: str | Path, base: str | None, on_settings: OnSettings | None) -> Iterator[Repository | Folder]:
    """What papers are held against, whose settings were told."""
    with open_records(Path(repository), branch_choice(base)) as records:
        head = records.head()
        if head and on_settings:
            on_settings(Office(head).settings)
        yield records


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:  # a pipe or a device does not say how much it holds
            content = opened.read(LIMIT * 1_000_000 + 1)
    except OSError as error:
        raise SkpkitError(NO_FILE, path=str(file), why=system_reason(error)) from None
    if len(content) > LIMIT * 1_000_000:
        raise SkpkitError(TOO_LARGE, path=str(file), limit=LIMIT)
    return content
