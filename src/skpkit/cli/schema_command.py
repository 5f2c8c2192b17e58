"""`skpkit schema`: the schemas of records, for editors and other programs."""

from __future__ import annotations

import json
from pathlib import Path

import click

import skpkit
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, format_option, here, lang_option, put_out
from skpkit.cli._streams import say
from skpkit.cli._targets import put_new
from skpkit.messages import N_, tell
from skpkit.reports.schemas_report import SCHEMAS, SchemasReport

HELP = _(
    "List the schemas, which tell an editor what a record may hold; print one; or write them all into a folder, with "
    "the settings by which an editor finds them."
)
OUT = _("Write the schemas into this folder, or only the one that is named.")
FORCE = _("Write over files that are there.")
FORMAT = _("Form of the list: text or json.")
WROTE = N_("written into {folder}: {files}")
SETTINGS_TOLD = N_("put what {path} holds into .vscode/settings.json; other editors take its `yaml.schemas` too")


@click.command("schema", cls=Command, help=HELP)
@click.argument("kind", metavar=_("[KIND]"), required=False)
@click.option("-o", "--out", type=click.Path(path_type=Path), default=None, help=OUT, metavar=_("FOLDER"))
@click.option("--force", is_flag=True, help=FORCE)
@format_option(*SCHEMAS, text=FORMAT)
@lang_option
def command(kind: str | None, out: Path | None, force: bool, style: str, lang: str | None) -> None:
    """Print the list or a schema, or write files."""
    from skpkit.publishing import SNIPPET, editor_settings

    records = _records()
    found = skpkit.schemas(kind, records=records)
    if out is None:
        if kind is None:
            put_out(SchemasReport(found, chosen_language()), SCHEMAS, style)
        else:
            click.echo(found[0].text, nl=False)
        return
    files = {each.file_name: each.text.encode() for each in found}
    if kind is None:
        files[SNIPPET] = editor_settings(_named(out), records)
    put_new({out / name: content for name, content in files.items()}, force=force, ours=_is_ours)
    say(tell(WROTE, {"folder": str(out), "files": tuple(files)}, chosen_language()))
    if kind is None:
        say(tell(SETTINGS_TOLD, {"path": str(out / SNIPPET)}, chosen_language()))


def _is_ours(file: Path) -> bool:
    """Whether a file holds what was written here before, perhaps by another version."""
    from skpkit.publishing import editor_settings

    try:
        held = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    told = held if isinstance(held, dict) else {}
    return str(told.get("$id", "")).endswith(f"/{file.name}") or {*told} == {*json.loads(editor_settings("", ""))}


def _records() -> str:
    """The folder of records that the settings here name."""
    from skpkit.starting import records_of

    return records_of(here())


def _named(out: Path) -> str:
    """A folder as the settings of an editor name it, which runs where the records lie."""
    from skpkit.starting import top_of

    top, folder = top_of(here()), (here() / out).resolve()
    inside = folder.is_relative_to(top.resolve())
    return f"./{folder.relative_to(top.resolve()).as_posix()}" if inside else folder.as_posix()
