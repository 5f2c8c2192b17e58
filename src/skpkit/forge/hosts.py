"""What may run skpkit, and all that is particular to one: how it is recognised, which form of a report it shows,
whether strangers read its log, whether it takes lines there for commands, and its limits. Everything else asks here.

What one tells of an event is read in `occasion`; CONTRIBUTING.md ("How to add a forge") says what a new one needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias, get_args

from skpkit.messages import N_
from skpkit.model.settings import Way

Forge: TypeAlias = Literal["github", "gitlab", "gitea", "forgejo", "pre-commit", "here"]
Environment: TypeAlias = Mapping[str, str]

_WEB = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~-]+)+")
_API_OF_GITEA = re.compile(r".*/api/v1/?")
_STEP = 900 * 1024  # bytes of a step's summary; over 1 MiB a forge shows none of it


class LogCommands(NamedTuple):
    """The lines that a log takes for commands: from `stop` to `go` it takes none, `open` to `close` it folds. Each is
    filled: a word that nobody guesses (`end`), a heading (`title`)."""

    stop: str
    go: str
    open: str
    close: str


class Berth(NamedTuple):
    """What a repository needs that begins on a forge: how people call it, the words by which the address of a
    repository tells it, where its job lies, and the starter that this is made of."""

    called: str
    addresses: tuple[str, ...]
    job: str
    starter: str


class Host(NamedTuple):
    """What may run skpkit.

    `signs` are the variables of the environment that say so, set all of them; `api` is what the address in
    GITHUB_API_URL, which no step may set, is like, where there is one. In a `job` strangers may read the log, and what
    lies in the folder came with the request. `form` is the report that it shows: in the log, or, where that does not
    hold (`in_log`), out of a file. `commands` are the lines that its log takes for commands, of which a report must
    give none; `failure` is the one that shows why there is no verdict (`what`, escaped as in the form github). `event`
    is the variable that names the file of the event, `outputs` and `summary` are those that name the files of a step,
    `most` the bytes of a summary. `shows_exempted` says that it knows what an exemption passes from what is open,
    `asks_again` that it runs a job anew for a request that is pointed at another branch. `web` are the variables that
    make the address of the repository, `line` what follows in that of a line. `home` is what `init` writes for it;
    None where no repository is kept.
    """

    forge: Forge
    name: str
    signs: tuple[str, ...] = ()
    api: re.Pattern[str] | None = None
    job: bool = False
    form: str = "text"
    in_log: bool = True
    commands: LogCommands | None = None
    failure: str = ""
    event: str = ""
    outputs: str = ""
    summary: str = ""
    most: int = 0
    shows_exempted: bool = True
    asks_again: bool = True
    web: tuple[str, ...] = ()
    line: str = ""
    home: Berth | None = None

    @property
    def annotates(self) -> bool:
        """Whether its log shows a form of its own beside the lines that are changed, and not as text."""
        return self.in_log and self.form != "text"

    def links(self, environment: Environment) -> str:
        """The web address of a line of a commit, with `{commit}`, `{path}` and `{line}` in it; empty without one."""
        web = "/".join(environment.get(each, "") for each in self.web)
        return f"{web}/{self.line}/{{commit}}/{{path}}#L{{line}}" if _WEB.fullmatch(web) else ""


GITHUB = Host(
    "github",
    N_("GitHub Actions"),
    ("GITHUB_ACTIONS",),
    job=True,
    form="github",
    commands=LogCommands("::stop-commands::{end}", "::{end}::", "::group::{title}", "::endgroup::"),
    failure="::error title=skpkit::{what}",
    event="GITHUB_EVENT_PATH",
    outputs="GITHUB_OUTPUT",
    summary="GITHUB_STEP_SUMMARY",
    most=_STEP,
    shows_exempted=False,  # its code scanning would show it as open
    web=("GITHUB_SERVER_URL", "GITHUB_REPOSITORY"),
    line="blob",
    home=Berth("GitHub", ("github.com",), ".github/workflows/skpkit.yml", "github.yml.j2"),
)
# It speaks GitHub's language, and shows annotations as they are.
GITEA = GITHUB._replace(
    forge="gitea",
    name=N_("Gitea Actions"),
    signs=("GITHUB_ACTIONS", "GITEA_ACTIONS"),
    api=_API_OF_GITEA,
    form="text",
    failure="",
    shows_exempted=True,
    line="src/commit",
    home=Berth("Gitea", ("gitea",), ".gitea/workflows/skpkit.yml", "gitea.yml.j2"),
)
FORGEJO = GITEA._replace(
    forge="forgejo",
    name=N_("Forgejo Actions"),
    signs=("GITHUB_ACTIONS", "FORGEJO_ACTIONS"),
    home=Berth("Forgejo", ("codeberg", "forgejo"), ".forgejo/workflows/skpkit.yml", "gitea.yml.j2"),
)
GITLAB = Host(
    "gitlab",
    N_("GitLab CI"),
    ("GITLAB_CI",),
    job=True,
    form="gitlab",
    in_log=False,
    asks_again=False,
    web=("CI_PROJECT_URL",),
    line="-/blob",
    home=Berth("GitLab", ("gitlab",), ".gitlab-ci.yml", "gitlab.yml.j2"),
)
PRE_COMMIT = Host("pre-commit", N_("a hook of pre-commit"), ("PRE_COMMIT",))
HAND = Host("here", "")

HOSTS = (FORGEJO, GITEA, GITHUB, GITLAB, PRE_COMMIT)
"""In the order in which they are looked for: a forge's job before what runs inside of it."""
HOMES: Mapping[str, Berth] = {
    name: each.home for name in get_args(Forge) for each in HOSTS if each.forge == name and each.home
}
"""Where a repository may be kept, in the order in which it is asked for."""
NOWHERE = "none"
MERGES: Mapping[Way, str] = {
    "merge": "merge commit: riwayat usulan ikut masuk, dengan satu commit penggabungan",
    "squash": "squash: seluruh usulan masuk sebagai satu commit",
    "rebase": "rebase: commit usulan disusun ulang di atas cabang utama, satu per satu",
}
"""The ways in which a forge lets requests be merged, as the README of a new repository tells them."""
PUBLIC = (
    *("CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION"),  # of pipelines of which nothing else is known
    *dict.fromkeys(sign for each in reversed(HOSTS) if each.job for sign in each.signs),
)
"""The variables that say that strangers may read what is printed."""


def host_of(environment: Environment) -> Host:
    """What runs skpkit, as an environment tells it; by hand where it tells of nothing."""
    return next((each for each in HOSTS if _is(each, environment)), HAND)


def rivals_of(environment: Environment) -> tuple[Host, ...]:
    """The forges whose jobs an environment claims to be, where these are several: any step may set a variable, so
    nobody knows whose event counts."""
    claimed: dict[str, Host] = {}
    for each in HOSTS:
        if each.job and _is(each, environment):
            claimed.setdefault(each.signs[0], each)  # GitHub's and what speaks its language is one
    return tuple(claimed.values()) if len(claimed) > 1 else ()


def in_public(environment: Environment) -> bool:
    """Whether strangers may read what is printed: in a job of any forge or pipeline."""
    return any(_set(each, environment) for each in PUBLIC)


def _is(host: Host, environment: Environment) -> bool:
    address = environment.get("GITHUB_API_URL", "")
    if host.api and address and not host.api.fullmatch(address):
        return False
    return all(_set(each, environment) for each in host.signs)


def _set(name: str, environment: Environment) -> bool:
    return environment.get(name, "").casefold() not in ("", "0", "false")
