"""What is to be added to files that were there when a repository began, so that they do what is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from skpkit.findings import Note
from skpkit.forge.drivers import ATTRIBUTES, attributes_line
from skpkit.forge.hosts import HOMES
from skpkit.messages import N_
from skpkit.publishing import ENDING

SCHEMAS = "skema"  # the folder in which the schemas lie beside the records
IGNORED = ".gitignore"
EDITOR = ".vscode/settings.json"

ADD_LINES = N_("{path} was there; add these lines to it: {lines}")
ADD_SCHEMAS = N_(
    "{path} was there and does not name the schemas, so that editor tells nothing; add `yaml.schemas` of the file that "
    "this writes: skpkit schema -o {folder}"
)
OTHER_SCHEMAS = N_("of another skpkit than this one: {files}; write them anew: skpkit schema -o {folder} --force")
ADD_JOB = N_("{path} was there and judges no records; add a job to it that runs: skpkit ci")


def to_add(root: Path, files: Mapping[str, bytes], records: str) -> Iterator[Note]:
    """What is to be added, of the `files` that a repository is to have, to those that are there."""
    there = {path: held for path in files if (held := _text(root / path)) is not None}
    if IGNORED in there and (lines := _lacking(there[IGNORED], files[IGNORED].decode())):
        yield Note(ADD_LINES, {"path": IGNORED, "lines": lines})
    if ATTRIBUTES in there and (lines := _lacking(there[ATTRIBUTES], attributes_line(records))):
        yield Note(ADD_LINES, {"path": ATTRIBUTES, "lines": lines})
    if EDITOR in there and not ("yaml.schemas" in there[EDITOR] and ENDING in there[EDITOR]):
        yield Note(ADD_SCHEMAS, {"path": EDITOR, "folder": SCHEMAS})
    schemas = (each for each in files if each.startswith(f"{SCHEMAS}/"))
    if others := tuple(each for each in schemas if each in there and there[each].encode() != files[each]):
        yield Note(OTHER_SCHEMAS, {"files": others, "folder": SCHEMAS})
    for job in dict.fromkeys(each.job for each in HOMES.values()):
        if job in there and "skpkit" not in there[job]:
            yield Note(ADD_JOB, {"path": job})


def _lacking(held: str, wanted: str) -> tuple[str, ...]:
    """The lines that a file does not hold, but for remarks."""
    known = {each.strip() for each in held.splitlines()}
    return tuple(each for each in wanted.splitlines() if each and not each.startswith("#") and each not in known)


def _text(file: Path) -> str | None:
    """What a file holds; nothing where it is none, or a link."""
    if file.is_symlink() or not file.is_file():
        return None
    return file.read_bytes().decode("utf-8", "replace")
