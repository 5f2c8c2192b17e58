"""The schemas as they are given to editors and other programs: what each is for, its text, settings that name it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from skpkit.errors import WrongUsage
from skpkit.messages import N_
from skpkit.source.schemas import (
    DIALOGUE,
    EVALUATION,
    EXEMPTIONS_KIND,
    KINDS,
    MANUAL,
    SETTINGS_KIND,
    SKP,
    schema_folder,
)
from skpkit.source.tree import RECORDS, SETTINGS

ENDING = ".schema.json"
SNIPPET = "pengaturan-vscode.json"
_OF_RECORDS = {SKP: "skp.yaml", MANUAL: "iki/*.yaml", DIALOGUE: "dki/*.yaml", EVALUATION: "evaluasi/*.yaml"}

NO_SCHEMA = N_("there is no schema {given}; the schemas are {known}")


class PublishedSchema(NamedTuple):
    """A schema: its name, title and description, its text, and the files that it is for, as a pattern of paths from the
    top of the records; none for what skpkit writes for other programs."""

    name: str
    title: str
    description: str
    files: str
    text: str

    @property
    def file_name(self) -> str:
        """How its file is called."""
        return f"{self.name}{ENDING}"


def schemas(name: str | None = None, *, records: str = RECORDS) -> tuple[PublishedSchema, ...]:
    """The schemas of this format version, those of files that people write first; with a `name` that one alone. Records
    lie in the folder `records`.

    Raises WrongUsage for a name that is none.
    """
    names = sorted(each.name.removesuffix(ENDING) for each in schema_folder().glob(f"*{ENDING}"))
    ordered = [*KINDS, *(each for each in names if each not in KINDS)]
    if name is not None and name not in ordered:
        raise WrongUsage(NO_SCHEMA, given=name, known=tuple(ordered))
    return tuple(_published(each, records) for each in ([name] if name else ordered))


def _published(name: str, records: str) -> PublishedSchema:
    text = (schema_folder() / f"{name}{ENDING}").read_text(encoding="utf-8")
    data: Mapping[str, Any] = json.loads(text)
    files = files_of(records).get(name, "")
    return PublishedSchema(name, str(data["title"]), str(data.get("description", "")), files, text)


def files_of(records: str = RECORDS) -> Mapping[str, str]:
    """The files of each kind, as a pattern of paths from the top of the records."""
    lead = "" if records in ("", ".") else f"{records}/"
    found = {SETTINGS_KIND: SETTINGS, EXEMPTIONS_KIND: f"{lead}pengecualian.yaml"}
    return {**found, **{kind: f"{lead}**/{name}" for kind, name in _OF_RECORDS.items()}}


def schema_settings(folder: str, records: str = RECORDS) -> Mapping[str, str]:
    """What tells an editor which schema of a folder is whose: the setting `yaml.schemas` of VS Code, and of others that
    use the same language server."""
    return {f"{folder}/{kind}{ENDING}": files for kind, files in files_of(records).items()}


def editor_settings(folder: str, records: str = RECORDS) -> bytes:
    """Settings of VS Code for a folder of records whose schemas lie in `folder`."""
    told = {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.formatOnSave": False},
        "yaml.schemas": schema_settings(folder, records),
        "yaml.schemaStore.enable": False,
    }
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()
