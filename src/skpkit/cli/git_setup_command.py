"""`skpkit git-setup`: git's drivers for records, told or set."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from skpkit.cli._language import _, chosen_language
from skpkit.cli._own import own_command
from skpkit.cli._shared import Command, adopt, here, lang_option, write_whole
from skpkit.cli._streams import say
from skpkit.errors import WrongUsage
from skpkit.forge.drivers import ATTRIBUTES, Setup, apply, as_shell, removal_of, setup_of
from skpkit.messages import N_, Value, tell
from skpkit.model.paths import within
from skpkit.model.settings import Settings, settings_of
from skpkit.source.history import OwnSettings, open_repository
from skpkit.source.tree import SETTINGS

HELP = _(
    "Let git show and merge records as records: git diff, git show and git log -p tell what changed in the words of "
    "the form, and merging joins what two people added. Prints what it takes, which is a line of .gitattributes to be "
    "committed and settings of git on this machine alone; on a terminal it asks whether to write them."
)
WRITE = _("Write them without asking.")
REMOVE = _("Take them away again, and nothing else.")
ONE_OF = N_("--write and --remove are contrary to each other; give one of them")
STANDS = N_("git shows and merges records as records here; nothing is left to be done")
NOTHING = N_("nothing of git's drivers is set here; nothing is left to be done")
SETTING = N_("for git on this machine:")
LINE = N_("in {file}, to be committed:")
GONE = N_("out of {file}:")
HOW = N_("nothing was written; skpkit git-setup --write writes it, --remove takes it away again")
ASK = N_("Write this? (yes or no)")
YES = ("y", "yes", "ya")
WROTE = N_("written; commit {file}, so that everybody's git knows which files are meant")
WROTE_SETTINGS = N_("written")
REMOVED = N_("taken away; commit {file}, in which a line less stands")
REMOVED_SETTINGS = N_("taken away")
OVERRULED = N_(
    "another line of the attributes, or of a .gitattributes below, says otherwise of {path}; take it away, or the "
    "drivers do not run there"
)


@click.command("git-setup", cls=Command, help=HELP)
@click.option("--write", is_flag=True, help=WRITE)
@click.option("--remove", is_flag=True, help=REMOVE)
@lang_option
def command(write: bool, remove: bool, lang: str | None) -> None:
    """Tell what git lacks for its drivers, and write it with consent."""
    if write and remove:
        raise WrongUsage(ONE_OF)
    with open_repository(here()) as repository:
        own = repository.own_settings()
        settings = _settings(repository.root)
        adopt(settings, lang)
        if remove:
            _remove(own, removal_of(own, repository.root))
            return
        setup = setup_of(own, repository.root, settings.records, own_command(), chosen_language())
        if setup.stands:
            _say(STANDS)
        else:
            _show(setup)
            if not (write or _agreed()):
                _say(HOW)
                return
            apply(own, setup)
            if not setup.line_stands:
                write_whole(setup.file, setup.after)
            _say(WROTE_SETTINGS if setup.line_stands else WROTE, file=ATTRIBUTES)
        sample = within(settings.records, "2026/unit/199001012020011001/skp.yaml")
        if own.attributes(sample, ("diff", "merge")) != {"diff": "skp", "merge": "skp"}:
            _say(OVERRULED, err=True, path=within(settings.records, "**/*.yaml"))


def _remove(own: OwnSettings, setup: Setup) -> None:
    if not setup.settings and setup.line_stands:
        _say(NOTHING)
        return
    apply(own, setup)
    if setup.after:
        write_whole(setup.file, setup.after)
    elif setup.before:
        setup.file.unlink()
    _say(REMOVED_SETTINGS if setup.line_stands else REMOVED, file=ATTRIBUTES)


def _show(setup: Setup) -> None:
    """What is still to be done, as commands and lines that a person may copy."""
    if wanted := [each for each in setup.settings if not each.stands]:
        _say(SETTING)
        for each in wanted:
            say(f"  {as_shell(each)}")
    if not setup.line_stands:
        _say(LINE, file=ATTRIBUTES)
        say(f"  {setup.line}")
        lines = set(setup.after.splitlines())
        if gone := [each for each in setup.before.splitlines() if each not in lines]:
            _say(GONE, file=ATTRIBUTES)
            for line in gone:
                say(f"  {line.decode(errors='surrogateescape')}")


def _agreed() -> bool:
    """Whether somebody at a terminal says yes."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    answer = click.prompt(tell(ASK, {}, chosen_language()), default="", show_default=False)
    return str(answer).strip().casefold() in YES


def _settings(root: Path) -> Settings:
    file = root / SETTINGS
    return settings_of(file.read_bytes()) if file.is_file() and not file.is_symlink() else Settings()


def _say(message: str, *, err: bool = False, **told: Value) -> None:
    say(tell(message, told, chosen_language()), err=err)
