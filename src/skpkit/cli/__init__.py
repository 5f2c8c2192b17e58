"""The command line: `skpkit COMMAND`. Only this package imports click, and each command when it runs."""

from __future__ import annotations

import sys

import click

from skpkit.cli._language import chosen_language, speak
from skpkit.errors import SkpkitError
from skpkit.messages import N_, tell

COMMANDS = {
    "check": N_("Validate the records of a revision, or of the working tree."),
    "review": N_("Judge what changed between two states, and whether it was allowed."),
    "render": N_("Print a record as its official document."),
    "rules": N_("List the rules."),
    "explain": N_("Tell what a rule demands, why, and what to do."),
}
ABOUT = N_("Keep SKP, Manual IKI and DKI as reviewed text: check, review, print.")
INTERNAL = N_("skpkit itself failed ({what}); please report it with the command that you ran")


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
def cli() -> None:
    """Keep SKP, Manual IKI and DKI as reviewed text."""


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit with its code: every error is one sentence, in the reader's language."""
    given = sys.argv[1:] if arguments is None else arguments
    speak(given)
    try:
        cli.main(given, prog_name="skpkit", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(3)
    except SkpkitError as error:
        click.echo(f"skpkit: {error.sentence(chosen_language())}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(3)
    except Exception as error:  # noqa: BLE001 - the last resort: never a traceback
        what = f"{type(error).__name__}: {error}"
        click.echo(f"skpkit: {tell(INTERNAL, {'what': what}, chosen_language())}", err=True)
        sys.exit(3)
