"""Papers to be held against a repository with the examples: printed, altered, judged."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from jsonschema_rs import validator_for

from skpkit.errors import SkpkitError
from skpkit.judge.office import Office
from skpkit.paper.printing import Printer
from skpkit.paper.traced import judge
from skpkit.paper.verify import Verification
from skpkit.reports.verify_report import VERIFY, VerifyReport
from skpkit.source.history import open_records
from tests.support.edits import examples
from tests.support.gitrepo import GitRepo
from tests.support.places import PROJECT

BAGAS = "records/2026/199203172015021003/skp.yaml"
RATNA = "records/2026/197805142003121002/skp.yaml"
DAY = date(2026, 6, 15)
SCHEMA = validator_for(json.loads((PROJECT / "schemas" / "v1" / "verify.schema.json").read_text(encoding="utf-8")))


def made(folder: Path) -> GitRepo:
    repo = GitRepo.made(folder)
    repo.commit(dict(examples().files))
    return repo


def printed(repo: GitRepo, path: str, revision: str = "HEAD") -> bytes:
    with open_records(repo.path) as records:
        state = records.commit(revision)
        (pages,) = Printer(Office(state), records, DAY).made(path, "pdf").pages
        return pages


def judged(repo: GitRepo, content: bytes) -> Verification:
    """The outcome of a paper; what is told of it keeps to the schema."""
    with open_records(repo.path) as records:
        outcome = judge(content, "skp.pdf", records, DAY)
    SCHEMA.validate(json.loads(VERIFY["json"]([VerifyReport("skp.pdf", outcome, "id")])))
    return outcome


def answer(repo: GitRepo, content: bytes) -> int:
    """The exit code for a paper, whether it is a verdict or an error."""
    try:
        return judged(repo, content).exit_code
    except SkpkitError as error:
        return error.exit_code


def told(outcome: Verification) -> str:
    return VERIFY["text"]([VerifyReport("skp.pdf", outcome, "en")])


def refusal(repo: GitRepo, content: bytes) -> str:
    with pytest.raises(SkpkitError) as caught, open_records(repo.path) as records:
        judge(content, "skp.pdf", records, DAY)
    assert caught.value.exit_code == 3
    return caught.value.sentence("en")


def altered(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def attached(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The paper with another content in one of its attachments."""

    def put(pdf: pikepdf.Pdf) -> None:
        stream = pdf.attachments[name].obj.EF.F
        stream.write(change(stream.read_bytes()))

    return altered(content, put)


def manifest(content: bytes, **facts: Any) -> bytes:
    """The paper with other words in its manifest; in `made_with` where that has them."""

    def put(raw: bytes) -> bytes:
        data = json.loads(raw)
        data["made_with"].update({key: value for key, value in facts.items() if key in data["made_with"]})
        data.update({key: value for key, value in facts.items() if key in data})
        return json.dumps(data).encode()

    return attached(content, "manifest.json", put)


def kinds(outcome: Verification) -> set[str]:
    return {each.kind for each in outcome.differences}


def nothing(pdf: pikepdf.Pdf) -> None:
    """Written anew, and not changed."""


def rewritten(page: pikepdf.Page, change: Callable[[bytes], bytes]) -> None:
    """The instructions of a page, changed; they must be."""
    raw = page.Contents.read_bytes()
    changed = change(raw)
    assert changed != raw
    page.Contents.write(changed)


def redrawn(pdf: pikepdf.Pdf) -> None:
    """A line over what is written."""
    rewritten(pdf.pages[0], lambda raw: raw + b"\nq 1 g 100 300 300 20 re f Q\n")
