"""`skpkit init`: begin a repository of records."""

from __future__ import annotations

from datetime import date

import click

import skpkit
from skpkit.cli._asking import Asking, nip_in, several_in, yes_option
from skpkit.cli._language import _, chosen_language, use
from skpkit.cli._own import own_command
from skpkit.cli._shared import Command, DayGiven, lang_option, today_option
from skpkit.cli._streams import say
from skpkit.forge.hosts import HOMES, MERGES, NOWHERE
from skpkit.messages import LANGUAGES, N_, Value, tell
from skpkit.model.settings import Way
from skpkit.source.tree import SETTINGS

_FORGES = (*HOMES, NOWHERE)
_WAYS = tuple(MERGES)
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
WAYS = _(
    "How the office lets requests be merged: merge, squash, rebase; give it for each. With rebase each commit of a "
    "request is judged by itself."
)
PACKAGE = _(
    "From where the checks of the forge install skpkit: your package index (https://...), a repository at a commit "
    "(git+https://...@COMMIT), or a wheel file in this repository; without it the index that the runner knows."
)
LANGUAGE = _("Language of the messages, as the settings say it.")
STARTS = _("The day since when these records are kept here, before which the calendar asks for nothing; usually today.")
HOOK = _("What judges a commit on this machine: a hook of git, the configuration of pre-commit, or none.")
COMMIT = _("Commit what was written.")

ASK = {
    "institution": N_("Institution (instansi)"),
    "unit": N_("Unit (unit kerja)"),
    "profile": N_("Regulation (aturan)"),
    "reviewer": N_("NIP of the pengelola kinerja, empty for later"),
    "reviewer_name": N_("Name of the pengelola"),
    "reviewer_post": N_("Position of the pengelola"),
    "branch": N_("Default branch (cabang)"),
    "forge": N_("Where is it kept (forge); Enter if you do not know"),
    "ways": N_("Allowed ways of merging, of merge, squash and rebase, parted by commas; Enter if you do not know"),
    "package": N_(
        "From where its checks install skpkit (package index, git+https://...@COMMIT, or a wheel file); empty: later"
    ),
}
# Whose each regulation is, in one line.
WHOSE = {
    "kmk-127-2026": N_("Ministry of Finance, the newer one; its official text was not seen, so ask your pengelola"),
    "kmk-300-2022": N_("Ministry of Finance, since July 2022"),
    "permenpanrb-6-2022": N_("all other institutions"),
}
ELSEWHERE = N_("nowhere, or elsewhere")
NOT_A_WAY = N_("{given} is no way of merging; the ways are {known}")
COMMIT_NOW = N_("Commit these files now?")
WROTE = N_("written in {folder}:")
LEFT = N_("left as they were, since they were there: {files}")
NOTHING = N_("nothing was to be written in {folder}; git is set up here")
NOT_TAKEN = N_("not taken, since {file} was there; edit it there: {options}")
INSTALLS = N_(
    "{path} installs skpkit from the package index that its runner knows; let that be your office's own, or name a "
    "repository that you trust there"
)
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
@click.option("--paket", "package", default=None, help=PACKAGE, metavar=_("PACKAGE"))
@click.option("--mulai", "starts", type=DayGiven(), default=None, help=STARTS, metavar=_("DATE"))
@click.option("--bahasa", "language", type=click.Choice(LANGUAGES), default=None, help=LANGUAGE)
@click.option("--hook", type=click.Choice(_HOOKS), default=_HOOKS[0], help=HOOK)
@click.option("--commit/--no-commit", "commit", default=None, help=COMMIT)
@yes_option
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
    ways: tuple[Way, ...],
    package: str | None,
    starts: date | None,
    language: str | None,
    hook: str,
    commit: bool | None,
    yes: bool,
    today: date | None,
    lang: str | None,
) -> None:
    """Ask for what is missing, write the files, and say what comes next."""
    from skpkit.forge.installing import package_of
    from skpkit.starting import README, Answers, branch_name, known_of, next_steps, profiles, top_of, usual_profile

    if language and not lang:
        use(language)
    given = {
        "--instansi": institution, "--unit": unit, "--aturan": profile, "--pengelola": reviewer, "--cabang": branch,
        "--mulai": starts, "--bahasa": language, "--gabung": ways,
    }  # fmt: skip
    known = known_of(folder)
    top = top_of(folder)
    settled = (top / SETTINGS).exists()  # which answers most of it
    new = Asking(yes=yes or settled)
    institution = new.text(ASK["institution"], "--instansi", institution, known.institution, needed=not new.yes)
    unit = new.text(ASK["unit"], "--unit", unit, known.unit, needed=not new.yes)
    usual = known.profile or usual_profile(institution)
    offered = {name: _whose(name, title) for name, title in profiles().items()}
    profile = new.choice(ASK["profile"], "--aturan", offered, profile, usual)
    reviewer = new.text(ASK["reviewer"], "--pengelola", reviewer, needed=False, read=nip_in)
    if reviewer:
        reviewer_name = new.text(ASK["reviewer_name"], "--pengelola-nama", reviewer_name or None, needed=False)
        reviewer_post = new.text(ASK["reviewer_post"], "--pengelola-jabatan", reviewer_post or None, needed=False)
    branch = new.text(ASK["branch"], "--cabang", branch, known.branch or "main", needed=False, read=branch_name)
    asks = Asking(yes=yes or (settled and (top / README).exists()))
    places = {**dict.fromkeys(HOMES, ""), NOWHERE: ELSEWHERE}
    forge = asks.choice(ASK["forge"], "--forge", places, forge, known.forge or NOWHERE)
    if new.asks and not ways:
        ways = new.value(ASK["ways"], "--gabung", None, "merge", several_in(_WAYS, NOT_A_WAY))
    job = HOMES[forge].job if forge in HOMES else ""
    if package or (job and not (top / job).exists()):

        def installable(text: str) -> str:
            package_of(text, top, "")
            return text

        package = asks.text(ASK["package"], "--paket", package, needed=False, read=installable)
    answers = Answers(
        institution,
        unit,
        profile,
        reviewer,
        reviewer_name,
        reviewer_post,
        branch,
        forge,
        ways,
        language or "id",
        hook,
        starts,
        package or "",
    )
    start = skpkit.init(folder, answers, command=own_command(), today=today)
    if commit is None:
        commit = bool(start.files) and Asking(yes=yes).agrees(COMMIT_NOW, alone=False)
    committed = start.write(own_command(), language or "id", commit=commit)
    _say(WROTE if start.files else NOTHING, folder=str(start.root))
    for path in start.files:
        say(f"  {path}")
    if start.left:
        _say(LEFT, files=start.left)
    if SETTINGS in start.left and any(given.values()):
        _say(NOT_TAKEN, file=SETTINGS, options=tuple(each for each, value in given.items() if value))
    if package and (job or README) in start.left:
        _say(NOT_TAKEN, file=job or README, options=("--paket",))
    if job in start.files and not package:
        _say(INSTALLS, path=job)
    for each in (*filter(None, [start.hook_left]), *start.to_add):
        _say(each.message, **each.told)
    if committed:
        _say(COMMITTED)
    _say(NEXT)
    for step in next_steps(start, committed=committed):
        say(f"  {step}")


def _whose(name: str, title: str) -> str:
    """A regulation in one line: whose it is, and its name."""
    return f"{tell(WHOSE[name], {}, chosen_language())} ({title})" if name in WHOSE else title


def _say(message: str, **told: Value) -> None:
    say(tell(message, told, chosen_language()))
