"""`skpkit init`: begin a repository of records."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import click

import skpkit
from skpkit.cli._language import _, chosen_language, use
from skpkit.cli._own import own_command
from skpkit.cli._shared import Command, lang_option, today_option
from skpkit.cli._streams import say
from skpkit.errors import WrongUsage
from skpkit.messages import LANGUAGES, N_, Value, tell

_FORGES = ("github", "gitlab", "gitea", "forgejo", "none")
_WAYS = ("merge", "squash", "rebase")
_HOOKS = ("git", "pre-commit", "none")

HELP = _(
    "Begin a repository of records in FOLDER, or in this one: settings, the folder of the year, schemas, what git and "
    "editors need, the checks of the forge, a README. Asks for what is not given as an option. A file that is there is "
    "left as it is; running it again in a clone sets up git there."
)
INSTITUTION = _("The institution, which new records are offered.")
UNIT = _("The unit, which new records are offered.")
PROFILE = _("The regulation by which new records go; see the list that is asked from.")
REVIEWER = _("NIP of the pengelola kinerja who reviews changes; may be left for later.")
REVIEWER_NAME = _("The name of that person.")
REVIEWER_POST = _("The position of that person.")
BRANCH = _("The branch that holds what is official; without it the one that is there, or main.")
FORGE = _("Where the repository is kept, for its checks; none: nowhere, or elsewhere.")
WAYS = _("How the office lets requests be merged: merge, squash, rebase; give it for each. Told in the README.")
LANGUAGE = _("Language of the messages, as the settings say it.")
HOOK = _("What judges a commit on this machine: a hook of git, the configuration of pre-commit, or none.")
COMMIT = _("Commit what was written.")
YES = _("Ask nothing: take what is usual for all that is not given.")

MISSING = N_("{option} is needed where nobody can be asked; give it, or --yes for what is usual")
ASK = {
    "institution": N_("Institution (instansi)"),
    "unit": N_("Unit (unit kerja)"),
    "profile": N_("Regulation (aturan)"),
    "reviewer": N_("NIP of the pengelola kinerja, empty for later"),
    "reviewer_name": N_("Name of the pengelola"),
    "reviewer_post": N_("Position of the pengelola"),
    "branch": N_("Default branch (cabang)"),
    "forge": N_("Where is it kept (forge)"),
    "ways": N_("Allowed ways of merging, parted by commas"),
}
# Whose each regulation is, in one line.
WHOSE = {
    "kmk-127-2026": N_("Ministry of Finance, the newer one; its official text was not seen, so ask your pengelola"),
    "kmk-300-2022": N_("Ministry of Finance, since July 2022"),
    "permenpanrb-6-2022": N_("all other institutions"),
}
NOT_A_WAY = N_("{given} is no way of merging; the ways are {known}")
COMMIT_NOW = N_("Commit these files now?")
WROTE = N_("written in {folder}:")
LEFT = N_("left as they were, since they were there: {files}")
NOTHING = N_("nothing was to be written in {folder}; git is set up here")
COMMITTED = N_("committed")
NEXT = N_("next:")


@click.command("init", cls=Command, help=HELP)
@click.argument("folder", metavar=_("[FOLDER]"), default=".")
@click.option("--instansi", "institution", default=None, help=INSTITUTION, metavar=_("TEXT"))
@click.option("--unit", default=None, help=UNIT, metavar=_("TEXT"))
@click.option("--aturan", "profile", default=None, help=PROFILE, metavar=_("NAME"))
@click.option("--pengelola", "reviewer", default=None, help=REVIEWER, metavar="NIP")
@click.option("--pengelola-nama", "reviewer_name", default="", help=REVIEWER_NAME, metavar=_("TEXT"))
@click.option("--pengelola-jabatan", "reviewer_post", default="", help=REVIEWER_POST, metavar=_("TEXT"))
@click.option("--cabang", "branch", default=None, help=BRANCH, metavar=_("BRANCH"))
@click.option("--forge", type=click.Choice(_FORGES), default=None, help=FORGE)
@click.option("--gabung", "ways", type=click.Choice(_WAYS), multiple=True, help=WAYS)
@click.option("--bahasa", "language", type=click.Choice(LANGUAGES), default=None, help=LANGUAGE)
@click.option("--hook", type=click.Choice(_HOOKS), default=_HOOKS[0], help=HOOK)
@click.option("--commit/--no-commit", "commit", default=None, help=COMMIT)
@click.option("--yes", "-y", is_flag=True, help=YES)
@today_option
@lang_option
def command(
    folder: str,
    institution: str | None,
    unit: str | None,
    profile: str | None,
    reviewer: str | None,
    reviewer_name: str,
    reviewer_post: str,
    branch: str | None,
    forge: str | None,
    ways: tuple[str, ...],
    language: str | None,
    hook: str,
    commit: bool | None,
    yes: bool,
    today: date | None,
    lang: str | None,
) -> None:
    """Ask for what is missing, write the files, and say what comes next."""
    from skpkit.starting import Answers, known_of, next_steps, profiles, usual_profile

    if language and not lang:
        use(language)
    known = known_of(folder)
    asks = _Asking(yes=yes)
    institution = asks.text("institution", "--instansi", institution, known.institution)
    unit = asks.text("unit", "--unit", unit, known.unit)
    usual = known.profile or usual_profile(institution)
    profile = asks.choice("profile", "--aturan", profile, usual, profiles())
    reviewer = asks.text("reviewer", "--pengelola", reviewer, "", needed=False, read=_nip_in)
    if reviewer:
        reviewer_name = asks.text("reviewer_name", "--pengelola-nama", reviewer_name or None, "", needed=False)
        reviewer_post = asks.text("reviewer_post", "--pengelola-jabatan", reviewer_post or None, "", needed=False)
    branch = asks.text("branch", "--cabang", branch, known.branch or "main", needed=False)
    forge = asks.choice("forge", "--forge", forge, known.forge or "none", dict.fromkeys(_FORGES, ""), needed=False)
    ways = ways or asks.ways()
    answers = Answers(
        institution, unit, profile, reviewer, reviewer_name, reviewer_post, branch, forge, ways, language or "id", hook
    )
    start = skpkit.init(folder, answers, command=own_command(), today=today)
    if commit is None:
        commit = bool(start.files) and asks.consent()
    start.write(own_command(), language or "id", commit=commit)
    _say(WROTE if start.files else NOTHING, folder=str(start.root))
    for path in start.files:
        say(f"  {path}")
    if start.left:
        _say(LEFT, files=start.left)
    if commit:
        _say(COMMITTED)
    _say(NEXT)
    for each in next_steps(start, committed=commit):
        say(f"  {each}")


class _Asking:
    """Asks at a terminal; elsewhere what is needed has to be given."""

    def __init__(self, *, yes: bool) -> None:
        self.usual = yes
        self.asks = not yes and _somebody_reads()

    def text(
        self,
        name: str,
        option: str,
        given: str | None,
        usual: str,
        *,
        needed: bool = True,
        read: Callable[[str], str] | None = None,
    ) -> str:
        """A text that was given, is known, or is asked for; what `read` refuses is asked for again."""
        if given is not None or not self._may_ask(option, needed=needed and not usual):
            return (given if given is not None else usual).strip()
        return str(self._prompt(name, usual, value_proc=read)).strip()

    def choice(self, name: str, option: str, given: str | None, usual: str, known: Any, *, needed: bool = True) -> str:
        """The same, of some names, each with what it is told by."""
        if given is not None:
            return str(click.Choice([*known]).convert(given, None, click.get_current_context()))
        if not self._may_ask(option, needed=False):
            return usual
        for each, told in known.items():
            if told:
                whose = tell(WHOSE[each], {}, chosen_language()) if each in WHOSE else ""
                say(f"  {each}: {whose} ({told})" if whose else f"  {each}: {told}")
        return str(self._prompt(name, usual, type=click.Choice([*known])))

    def ways(self) -> tuple[str, ...]:
        """Ways of merging; none where nobody is asked."""
        if not self.asks:
            return ()

        return tuple(self._prompt("ways", "merge", value_proc=_ways_in))

    def consent(self) -> bool:
        """Whether somebody at a terminal lets the files be committed."""
        return self.asks and click.confirm(tell(COMMIT_NOW, {}, chosen_language()), default=True)

    def _may_ask(self, option: str, *, needed: bool) -> bool:
        if not self.asks and needed and not self.usual:
            raise WrongUsage(MISSING, option=option)
        return self.asks

    def _prompt(self, name: str, usual: str, **how: Any) -> Any:
        asked = tell(ASK[name], {}, chosen_language())
        return click.prompt(asked, default=usual, show_default=bool(usual), **how)


def _somebody_reads() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _nip_in(text: str) -> str:
    """An NIP as somebody writes it, or nothing."""
    from skpkit.model.nip import digits, nip_flaw
    from skpkit.starting import NOT_AN_NIP

    if text.strip() and nip_flaw(digits(text.strip())):
        raise click.UsageError(tell(NOT_AN_NIP, {}, chosen_language()))
    return text.strip()


def _ways_in(text: str) -> tuple[str, ...]:
    """Ways of merging as somebody writes them."""
    found = tuple(each.strip() for each in text.split(",") if each.strip())
    wrong = next((each for each in found if each not in _WAYS), None)
    if wrong:
        told: dict[str, Value] = {"given": wrong, "known": _WAYS}
        raise click.UsageError(tell(NOT_A_WAY, told, chosen_language()))
    return found


def _say(message: str, **told: Value) -> None:
    say(tell(message, told, chosen_language()))
