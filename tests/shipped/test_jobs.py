"""What is shipped for forges does what it says, and runs nothing of a request."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from tests.support.forges import World, event, github, gitlab, merge_request, pull_request
from tests.support.gitrepo import GitRepo
from tests.support.shipped import BIN, COMPONENT, EXAMPLES, Job, bare, bash, offline

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


GH = """#!/bin/sh
echo "$*" >> "$RUNNER_TEMP/calls"
case "$*" in
*"/pulls "*) cat "$RUNNER_TEMP/pulls" ;;
*"/comments --jq"*) cat "$RUNNER_TEMP/known" ;;
*"body=@"*) cp "${*##*body=@}" "$RUNNER_TEMP/body" ;;
esac
"""


SHOWN = "ghs_contoh"


class Asking(SimpleHTTPRequestHandler):
    """A private repository: it gives files to those alone who show the token."""

    def do_GET(self) -> None:
        basic = b64encode(f"x-access-token:{SHOWN}".encode()).decode()
        if self.headers.get("Authorization", "") == f"Basic {basic}":
            super().do_GET()
        else:
            self.send_response(401)
            self.send_header("WWW-Authenticate", "Basic")
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, *args: object) -> None:
        """A test tells nothing of its requests."""


@pytest.fixture
def private(forge: World) -> Iterator[str]:
    """The address of a server on this machine that holds the forge's repository, and asks for credentials."""
    forge.forge.git("update-ref", "refs/pull/5/head", "bad")
    forge.forge.git("update-server-info")
    served = partial(Asking, directory=str(forge.forge.path))
    with ThreadingHTTPServer(("127.0.0.1", 0), served) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq, which GitHub's runners have, is not here")
@pytest.mark.parametrize("known", ["", "77\n88\n"])
def test_the_comment_is_on_the_request_itself_and_only_one(job: Callable[[str], Job], private: str, known: str) -> None:
    request = job("main")
    GitRepo(request.folder).git("remote", "set-url", "origin", f"{private}/.git")
    steps = yaml.safe_load(next(each.text for each in EXAMPLES if each.file.endswith("skpkit-comment.yml")))["jobs"]
    find, _, write = (each for each in steps["comment"]["steps"] if "name" in each)
    (request.temp / "gh").write_text(GH, encoding="utf-8")
    (request.temp / "gh").chmod(stat.S_IRWXU)
    (request.temp / "known").write_text(known, encoding="utf-8")
    head = request.forge.ids["bad"]
    others = [{"number": 4, "head": {"sha": "1" * 40}, "base": {"ref": "main"}}]
    others.append({"number": 3, "head": {"sha": head}, "base": {"ref": "milik-sendiri"}})
    pulls = [*others, {"number": 5, "head": {"sha": head}, "base": {"ref": "main"}}]
    (request.temp / "pulls").write_text(json.dumps(pulls), encoding="utf-8")
    output = request.temp / "output"
    told = {
        "RUNNER_TEMP": str(request.temp),
        "GITHUB_OUTPUT": str(output),
        "REPOSITORY": "kantor/rekaman",
        "HEAD": head,
        "INTO": "main",
        "GH_TOKEN": SHOWN,
        "GITHUB_SERVER_URL": private,
        "GIT_TERMINAL_PROMPT": "0",
    }
    told |= {"FROM": "orang:usul", "PATH": f"{request.temp}:{BIN}:{os.environ['PATH']}"}
    code, log = request.bash(find["run"], bare() | told)
    assert (code, output.read_text("utf-8")) == (0, f"number=5\nrange=origin/main...{head}\n"), log
    assert SHOWN not in log + (request.folder / ".git" / "config").read_text("utf-8")
    judge = f'skpkit ci --range "origin/main...{head}" --out "$RUNNER_TEMP/skpkit-reports"'
    assert request.bash(judge, bare() | told)[0] == 1
    (request.temp / "skpkit-reports" / "skpkit.md").write_text("<!-- skpkit:review -->\n", encoding="utf-8")
    code, log = request.bash(write["run"], bare() | told | {"NUMBER": "5"})
    assert code == 0, log
    last = (request.temp / "calls").read_text("utf-8").splitlines()[-1]
    place = "PATCH repos/kantor/rekaman/issues/comments/77" if known else "POST repos/kantor/rekaman/issues/5/comments"
    assert f"--method {place} " in last
    assert (request.temp / "body").read_text("utf-8").startswith("<!-- skpkit:review -->")

    (request.temp / "pulls").write_text(json.dumps(others), encoding="utf-8")
    output.unlink()
    assert request.bash(find["run"], bare() | told)[0] == 0
    assert not output.exists()  # no request ends there any more, so nothing is written


def test_a_request_into_another_branch_gives_no_check_of_the_name() -> None:
    """A check belongs to a commit, of which there may be two requests, one of them into a branch of one's own."""
    shown = [yaml.safe_load(each.text) for each in EXAMPLES if each.page in ("github", "gitea")]
    asked = [each.get(True) for each in shown if isinstance(each, dict)]  # YAML 1.1 reads `on` so
    requests = [each["pull_request"] for each in asked if isinstance(each, dict) and "pull_request" in each]
    assert [each.get("branches") for each in requests] == [["main"]] * 3


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
    assert re.search(r"^pip install .*skpkit(\[office\])?==[0-9.]+$", log, re.MULTILINE)
    assert "origin/main...HEAD" in log
    assert "berlaku untuk main saja" in log  # it may run nothing for a request that is pointed at another branch
    for file in script["artifacts"]["reports"].values():
        assert (request.folder / file).is_file()
    repo.git("checkout", "--quiet", "--detach", request.forge.ids["main"])
    before = {"CI_COMMIT_BEFORE_SHA": request.forge.ids["first"], **script["variables"]}
    pushed = gitlab("push", CI_COMMIT_BRANCH="main", **before)
    code, log = request.bash("\n".join(script["script"]), {**bare(**pushed), "PATH": no_pip})
    assert code == 0, log
    assert json.loads((request.folder / script["artifacts"]["reports"]["codequality"]).read_text("utf-8")) == []


@pytest.mark.parametrize(("page", "nth", "annotated"), [("gitea", 0, False), ("github", 1, True)])
def test_a_job_without_the_action(job: Callable[[str], Job], no_pip: str, page: str, nth: int, annotated: bool) -> None:
    request = job("bad")
    (example,) = (each for each in EXAMPLES if (each.page, each.nth) == (page, nth))
    steps = yaml.safe_load(example.text)["jobs"]["rekaman"]["steps"]
    script = "\n".join(each["run"] for each in steps if "run" in each)
    told = event(request.temp, pull_request(request.forge.ids["bad"]))
    told |= github("pull_request", GITHUB_BASE_REF="main", RUNNER_TEMP=str(request.temp), PATH=no_pip)
    told |= {"GITEA_ACTIONS": "true"} if page == "gitea" else {}
    code, log = request.bash(script, bare() | told)
    assert code == 1, log
    assert re.search(r"^pip install skpkit\[office\]==[0-9.]+$", log, re.MULTILINE)
    assert bool(re.search(r"^::error", log, re.MULTILINE)) is annotated
    assert (request.temp / "skpkit-reports" / "skpkit.rdjsonl").is_file()


CURL = """#!/bin/sh
echo "$*" >> "$RUNNER_TEMP/calls"
case "$*" in
*"--data @"*) file="${*##*--data @}"; cp "${file%% *}" "$RUNNER_TEMP/body" ;;
*) cat "$RUNNER_TEMP/known" ;;
esac
"""
MARKED = "<!-- skpkit:review -->\nlama"


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq, which writes the comment, is not here")
@pytest.mark.parametrize(
    ("known", "method", "place"),
    [
        ([], "POST", "5/comments"),
        ([("orang", MARKED), ("x-gitea-actions", MARKED), ("gitea-actions", f"x{MARKED}")], "POST", "5/comments"),
        ([("orang", MARKED), ("gitea-actions", MARKED), ("gitea-actions", MARKED)], "PATCH", "comments/71"),
        ([("forgejo-actions", MARKED)], "PATCH", "comments/70"),
    ],
)
def test_the_comment_of_gitea_is_text_and_only_one(
    tmp_path: Path, known: list[tuple[str, str]], method: str, place: str
) -> None:
    (step,) = (yaml.safe_load(each.text)[0] for each in EXAMPLES if each.page == "gitea" and each.file == "steps")
    (tmp_path / "curl").write_text(CURL, "utf-8")
    (tmp_path / "curl").chmod(stat.S_IRWXU)
    comments = [{"id": 70 + nth, "user": {"login": who}, "body": body} for nth, (who, body) in enumerate(known)]
    (tmp_path / "known").write_text(json.dumps(comments), "utf-8")
    told = {"RUNNER_TEMP": str(tmp_path), "PATH": f"{tmp_path}:{os.environ['PATH']}", "TOKEN": "x", "NUMBER": "5"}
    told |= {"GITHUB_SERVER_URL": "https://example.org", "GITHUB_REPOSITORY": "kantor/rekaman"}
    assert bash(step["run"], bare() | told, tmp_path) == (0, "")  # there is no report, so nothing is written
    assert not (tmp_path / "calls").exists()
    text = '<!-- skpkit:review -->\na "b" $(c) `d`\n\\ {}\n'
    (tmp_path / "skpkit-reports").mkdir()
    (tmp_path / "skpkit-reports" / "skpkit.md").write_text(text, encoding="utf-8")
    assert bash(step["run"], bare() | told, tmp_path) == (0, "")
    assert json.loads((tmp_path / "body").read_text("utf-8")) == {"body": text}
    last = (tmp_path / "calls").read_text("utf-8").splitlines()[-1]
    assert f"--request {method} " in last
    assert last.endswith(f"https://example.org/api/v1/repos/kantor/rekaman/issues/{place}")
