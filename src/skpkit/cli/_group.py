"""The group of commands: each is imported when it runs."""

from __future__ import annotations

import click

from skpkit.cli._language import chosen_language
from skpkit.messages import LANGUAGES, N_, tell

COMMANDS = {
    "check": N_("Validate the records of a revision, or of the working tree."),
    "review": N_("Judge what changed between two states, and whether it was allowed."),
    "frozen": N_("Tell before an edit what is frozen, since when, and the way to change it."),
    "exempt": N_("Write the exemption of a finding that was reported."),
    "render": N_("Print a record as its official document."),
    "verify": N_("Say whether a printed document is what the repository holds."),
    "rules": N_("List the rules."),
    "explain": N_("Tell what a rule demands, why, and what to do."),
}
OPTIONS = N_("[OPTIONS]")
A_COMMAND = N_("COMMAND [ARGUMENTS]…")
ABOUT = N_("Keep SKP, Manual IKI and DKI as reviewed text: check, review, print.")


class Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by name."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"skpkit.cli.{cmd_name}_command").command
        return command

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option for help, in the language of now: click keeps the words of the first time."""
        option = super().get_help_option(ctx)
        if option:
            option.help = click.core._("Show this message and exit.")  # type: ignore[attr-defined]
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What its usage line holds, in the reader's language."""
        return [tell(piece, {}, chosen_language()) for piece in (OPTIONS, A_COMMAND)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the program is for, in the reader's language."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(tell(ABOUT, {}, chosen_language()))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with a line each, without importing them."""
        rows = [(name, tell(text, {}, chosen_language())) for name, text in COMMANDS.items()]
        with formatter.section(click.core._("Commands")):  # type: ignore[attr-defined]
            formatter.write_dl(rows)


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from skpkit import __version__

        click.echo(f"skpkit {__version__}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="skpkit x.y.z")
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, help="id, en")
@click.pass_context
def cli(ctx: click.Context, lang: str | None) -> None:
    """Keep SKP, Manual IKI and DKI as reviewed text."""
    ctx.default_map = {command: {"lang": lang} for command in COMMANDS} if lang else None
