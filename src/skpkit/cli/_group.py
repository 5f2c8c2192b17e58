"""The group of commands: each is imported when it runs. This module is imported when the language is chosen."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from skpkit.cli._language import _
from skpkit.errors import SkpkitError, system_reason
from skpkit.messages import LANGUAGES, N_
from skpkit.source.resources import VERSION

SYSTEM = N_("this machine could not do it ({what}); make room or mend what it names, and run skpkit again")
NEAR = _("Did you mean {command}?")
COMMANDS = {
    "init": _("Begin a repository of records: settings, folders, checks, a README."),
    "new": _("Begin a record: an SKP, its manuals, a dialogue, an evaluation."),
    "check": _("Validate the records of a revision, or of the working tree."),
    "review": _("Judge what changed between two states, and whether it was allowed."),
    "audit": _("Judge every step of a history that has landed."),
    "ci": _("Judge what a request, a push or a commit brings, where a pipeline or a hook runs."),
    "status": _("Tell how the work of an office stands: what is late, what was reached, who must sign."),
    "site": _("Write the records of a unit as pages to publish inside an office."),
    "frozen": _("Tell before an edit what is frozen, since when, and the way to change it."),
    "adendum": _("Change an established SKP: the edits, the entry, what follows from them."),
    "komplemen": _("Open a new SKP within the year, and close the one before."),
    "realisasi": _("Record what was reached, in a dialogue."),
    "koreksi": _("Put a reported realisasi right, in a new dialogue."),
    "import": _("Take in records from a workbook or CSV; write the template for one."),
    "export": _("Write records as a workbook or CSV, filled like the template."),
    "fmt": _("Lay the records out alike, and cure slips that have one cure."),
    "exempt": _("Write the exemption of a finding that was reported."),
    "approve": _("Approve a record, and sign that."),
    "signers": _("List who may sign, with which keys."),
    "render": _("Print a record as its official document."),
    "verify": _("Say whether a printed document is what the repository holds."),
    "git-setup": _("Let git show and merge records as records."),
    "schema": _("List, print or write the schemas of records, for editors."),
    "lsp": _("Answer an editor: findings, hover, completion, fixes."),
    "cache": _("Tell what is kept of earlier checks, or forget it."),
    "rules": _("List the rules."),
    "explain": _("Tell what a rule demands, why, and what to do."),
}


# The commands below `new` and `signers`.
INNER = {
    **dict.fromkeys(("skp", "manual", "dki", "evaluasi"), "new"),
    **dict.fromkeys(("add", "list", "check", "sign"), "signers"),
}
# Other names of commands, which the help page does not list.
ALIASES = {"baru": "new", "impor": "import", "ekspor": "export"}

# What people say for a command in Indonesian.
SPOKEN = {
    "mulai": "init",
    "cek": "check",
    "periksa": "check",
    "tinjau": "review",
    "cetak": "render",
    "setujui": "approve",
    "rapikan": "fmt",
    "jelaskan": "explain",
    "aturan": "rules",
    "situs": "site",
    "bantuan": "--help",
}

# What git runs; people do not, so the first page does not name them.
PLUMBING = ("diff-driver", "merge-driver")


class NearestNames(click.Group):
    """A group that tells the nearest name of one that none of its commands has."""

    def near(self, ctx: click.Context) -> dict[str, str]:
        """What somebody may have meant, with what is to be written then."""
        return {each: each for each in self.list_commands(ctx)}

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for. Of a name that is none the nearest one is told."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            known = self.near(ctx)
            for near in get_close_matches(args[0], known, 1):
                raise click.UsageError(f"{error.message} {NEAR.format(command=known[near])}", ctx) from None
            raise


class Commands(NearestNames):
    """A group whose commands are imported when they are asked for."""

    def near(self, ctx: click.Context) -> dict[str, str]:
        """Other names too, and commands below others."""
        inner = {name: f"{group} {name}" for name, group in INNER.items()}
        return {**inner, **SPOKEN, **dict(zip(ALIASES, ALIASES, strict=True)), **super().near(ctx)}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by name."""
        cmd_name = ALIASES.get(cmd_name, cmd_name)
        if cmd_name not in COMMANDS and cmd_name not in PLUMBING:
            return None
        command: click.Command = import_module(f"skpkit.cli.{cmd_name.replace('-', '_')}_command").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. A pipe that breaks is an error like any other here; click would leave with 1, which means
        that something was found."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise SkpkitError(SYSTEM, what=system_reason(error)) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with a line each, without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    help=_("Keep SKP, Manual IKI and DKI as reviewed text: check, review, print."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENTS]…"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(VERSION, message="skpkit %(version)s", help="skpkit x.y.z")
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, help="id, en")
@click.pass_context
def cli(ctx: click.Context, lang: str | None) -> None:
    """Hand a language named before the command on to it."""
    own = {"lang": lang}
    inner = dict.fromkeys(INNER, own)
    ctx.default_map = {command: {**own, **inner} for command in (*COMMANDS, *PLUMBING, *ALIASES)} if lang else None
