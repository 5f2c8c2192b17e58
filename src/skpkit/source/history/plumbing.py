"""Running git through GitPython: one way for every command, whatever the user's settings and a hook's environment say.

- What a hook's git hands down about the repository in hand (`GIT_DIR`, `GIT_INDEX_FILE` …) is kept away from the
  commands: which repository is meant is found from the folder. Where its objects are (`GIT_OBJECT_DIRECTORY`, the
  quarantine of a push that a server's hook judges) is handed on.
- Replace refs and grafts, which rewrite history on one machine only, do not count. Nothing is fetched, no hook runs,
  no lock is taken, nobody is asked for a password.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from skpkit.errors import SkpkitError
from skpkit.messages import N_, Told
from skpkit.source.history.trees import printable

if TYPE_CHECKING:
    from subprocess import Popen

    from git.cmd import Git

NO_GIT = N_("git was not found; install git, or add its folder to PATH")
NO_FOLDER = N_("there is no folder {path}; go to the folder of your records")
NO_REPOSITORY = N_(
    "{path} lies in no git repository, and this needs its commits; go to a checkout of your records, "
    "or make this folder one: skpkit init"
)
NOT_TRUSTED = N_(
    "git does not trust {path}, because it belongs to another user; if it is yours to read, run: "
    "git config --global --add safe.directory {path}"
)
ON_FORGES = Told(N_('on GitHub `fetch-depth: 0`, on GitLab `GIT_DEPTH: "0"`'))
"""How a forge is told to make a whole clone, which every sentence says that asks for one."""
BROKEN = N_(
    "git cannot read an object of the repository {path} ({words}); git fsck tells which ones are damaged or missing, "
    "then fetch them again, or clone anew without --filter"
)
NO_TEMPORARY = N_(
    "no folder for temporary files outside of {path} can be written; name one in TMPDIR, or make room in /tmp"
)
FAILED = N_("git could not do its part in {path} ({words}); mend what it names and run skpkit again")

# What `git rev-parse --local-env-vars` lists, but for settings and for the places of objects, and what changes how
# paths and attributes are read.
_HANDED_DOWN = (
    "GIT_ATTR_SOURCE",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_WORK_TREE",
)
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",  # what GIT_NO_LAZY_FETCH is to git before 2.44
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_SETTINGS = (
    "advice.graftFileDeprecated=false",
    "core.deltaBaseCacheLimit=512m",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.quotePath=false",
)
# What keeps from git the settings of machine and user, those in the environment too.
UNSET = {
    "GIT_CONFIG_COUNT": "0",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_PARAMETERS": "",
    "GIT_CONFIG_SYSTEM": os.devnull,
}
ON_ITS_OWN = {**UNSET, "GIT_ATTR_NOSYSTEM": "1"}  # their attributes too
NOBODY = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "skpkit"), ("EMAIL", "skpkit@localhost"), ("DATE", "@0 +0000"))
}


class Answer(NamedTuple):
    """What a command of git said."""

    status: int
    output: bytes
    complaint: str

    @property
    def words(self) -> str:
        """What git complains of, in its own words."""
        lines = [line.strip() for line in self.complaint.splitlines() if line.strip()]
        said = [line.removeprefix(kind) for line in lines for kind in ("error: ", "fatal: ") if line.startswith(kind)]
        return "; ".join(dict.fromkeys(said[:1] + said[-1:] or lines[-1:])) or f"exit code {self.status}"


class Plumbing(NamedTuple):
    """git, ready to run in one place. `place` names it in messages; `environment` says which folders git uses."""

    git: Git
    place: Path
    environment: Mapping[str, str]

    def with_environment(self, **more: str) -> Plumbing:
        """The same with more said in the environment."""
        return Plumbing(self.git, self.place, {**self.environment, **more})

    def run(self, *arguments: str, given: bytes = b"", settings: Collection[str] = ()) -> Answer:
        """Run a command with `given` as its standard input. Raises SkpkitError where git is not there."""
        from git.exc import GitCommandNotFound

        options = [word for each in (*_SETTINGS, *settings) for word in ("-c", each)]
        command = [self.git.GIT_PYTHON_GIT_EXECUTABLE, "--no-pager", "--literal-pathspecs", *options, *arguments]
        with _fed(given) as feed, nothing_handed_down():
            try:
                running = self.git.execute(
                    command, istream=feed, as_process=True, env={**_ENVIRONMENT, **self.environment}
                )
            except GitCommandNotFound as error:
                raise SkpkitError(NO_GIT) from error
        process: Popen[bytes] = running.proc  # type: ignore[assignment] # it is one when asked for so
        try:
            output, complaint = process.communicate()
        except BaseException:  # we are ended: git is too, before what it writes to is removed
            process.kill()
            process.wait()
            raise
        return Answer(process.returncode, output, printable(complaint))

    def ask(self, *arguments: str, given: bytes = b"", settings: Collection[str] = (), fine: Collection[int] = (0,),
            otherwise: str = FAILED) -> bytes:  # fmt: skip
        """What a command prints. Raises SkpkitError `otherwise` where it ends with a code that is not `fine`."""
        answer = self.run(*arguments, given=given, settings=settings)
        if answer.status not in fine:
            raise SkpkitError(otherwise, path=str(self.place), words=answer.words)
        return answer.output


@contextmanager
def _fed(given: bytes) -> Iterator[BinaryIO | None]:
    """A file that git reads what is `given` from; none where that is nothing."""
    if not given:
        yield None
        return
    with TemporaryFile() as feed:
        feed.write(given)
        feed.seek(0)
        yield cast("BinaryIO", feed)


def keep_apart(top: Path) -> None:
    """Raises SkpkitError where what is thrown away afterwards would have to lie in the repository itself: where no
    other folder can be written, the current one counts as a temporary one."""
    try:
        folder = Path(gettempdir()).resolve()
    except FileNotFoundError:
        raise SkpkitError(NO_TEMPORARY, path=str(top)) from None
    if folder.is_relative_to(top):
        raise SkpkitError(NO_TEMPORARY, path=str(top))


def find_repository(start: Path) -> bool:
    """Whether a folder lies in a repository. Raises SkpkitError where there is no git or no such folder."""
    if not start.is_dir():
        raise SkpkitError(NO_FOLDER, path=str(start))
    _need_git()
    from configparser import Error as ConfigParserError

    from git import Repo
    from git.exc import InvalidGitRepositoryError

    with nothing_handed_down():
        try:
            Repo(start, search_parent_directories=True, expand_vars=False).close()
        except InvalidGitRepositoryError:
            return False
        except (ConfigParserError, OSError, ValueError):
            return True  # git itself will say what is wrong with it
        return True


def runner(folder: Path) -> Git:
    """GitPython's runner of git in a folder. Raises SkpkitError where there is no git."""
    _need_git()
    from git.cmd import Git

    return Git(folder)


def _need_git() -> None:
    """Without git GitPython cannot even be imported, so look for it first."""
    if shutil.which(os.environ.get("GIT_PYTHON_GIT_EXECUTABLE", "git")) is None:
        raise SkpkitError(NO_GIT)


@contextmanager
def nothing_handed_down() -> Iterator[None]:
    """Keep from GitPython what it would hand on to git from the hook that runs us."""
    names = [name for name in os.environ if name in _HANDED_DOWN or name.startswith("GIT_TRACE")]
    kept = {name: os.environ.pop(name) for name in names}
    try:
        yield
    finally:
        os.environ.update(kept)


def quoted(path: Path | str) -> str:
    """A path as git reads it in a list of paths."""
    text = str(path).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'
