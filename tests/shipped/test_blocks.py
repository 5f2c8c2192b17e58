"""Each block of the pages on forges and reports is run, or held against what is real."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from skpkit.reports import FORMS
from tests.support.forges import World, event, github, pull_request
from tests.support.pages import blocks_in
from tests.support.places import PROJECT
from tests.support.shipped import BIN, COMPONENT, EXAMPLES, PAGES, Job, bare

REPORTS = PROJECT / "docs" / "reports.md"
RUN = {  # where a block of YAML is run, or what it names is looked for
    "github-0": "test_the_action_judges_and_runs_nothing_of_the_request",
    "github-1": "test_a_job_without_the_action",
    "github-2": "test_the_comment_is_on_the_request_itself_and_only_one",
    "github-3": "test_what_a_step_takes_the_job_before_it_has_written",
    "gitea-0": "test_a_job_without_the_action",
    "gitea-1": "test_the_comment_of_gitea_is_text_and_only_one",
    "gitlab-0": "test_the_component_is_included_with_inputs_that_it_has",
    "gitlab-1": "test_the_job_of_gitlab",
    "pre-commit-0": "test_hooks_of_pre_commit",
}
REVIEWDOG = """#!/bin/sh
echo "$*" > "$RUNNER_TEMP/asked"; cat > "$RUNNER_TEMP/taken"
"""


@pytest.fixture(scope="module")
def request_(forge: World, tmp_path_factory: pytest.TempPathFactory) -> tuple[Job, dict[str, str]]:
    """The checkout of a request that lowers a frozen target, and the environment of its job on GitHub."""
    job = Job(forge, "bad-merged", tmp_path_factory.mktemp("blocks"))
    (job.temp / "reviewdog").write_text(REVIEWDOG, encoding="utf-8")
    (job.temp / "reviewdog").chmod(stat.S_IRWXU)
    told = {"GITHUB_BASE_REF": "main", "GITHUB_SHA": forge.ids["bad-merged"], "GITHUB_REF": "refs/pull/1/merge"}
    told |= {"RUNNER_TEMP": str(job.temp), "PATH": f"{job.temp}:{BIN}:{os.environ['PATH']}"}
    return job, github("pull_request", **told, **event(job.temp, pull_request(forge.ids["bad"])))


def test_every_block_of_yaml_is_run() -> None:
    assert {each.name for each in EXAMPLES} == RUN.keys()
    tests = "\n".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in RUN.values() if f"def {name}(" not in tests] == []


def test_the_commands_of_the_reports_are_run(request_: tuple[Job, dict[str, str]]) -> None:
    job, told = request_
    commands = [each for each in blocks_in(REPORTS, "") if each.startswith("skpkit ")]
    assert len(commands) == 2
    for command in commands:
        code, log = job.bash(command, bare() | {"RUNNER_TEMP": told["RUNNER_TEMP"], "PATH": told["PATH"]})
        assert code == 1, log
        for form, file in re.findall(r"--report (\w+)=(\S+)", command):
            assert (job.folder / file).is_file(), form
    taken = (job.temp / "taken").read_text(encoding="utf-8").splitlines()
    assert "ERROR" in [json.loads(each)["severity"] for each in taken]


def test_what_the_page_shows_of_a_log_stands_there(request_: tuple[Job, dict[str, str]]) -> None:
    job, told = request_
    (session,) = blocks_in(PROJECT / "docs" / "ci.md", "")
    command, *shown = session.splitlines()
    code, log = job.bash(command.removeprefix("$ "), bare() | told)
    assert code == 1, log
    lines, begin = log.splitlines(), shown.index("…")
    assert lines[:begin] == shown[:begin]
    assert [each for each in shown[begin + 1 :] if each not in lines[begin:]] == []


def test_what_the_page_shows_of_a_form_is_its_shape(request_: tuple[Job, dict[str, str]]) -> None:
    job, _ = request_
    code, log = job.bash("skpkit review 'HEAD^1...HEAD' --report gitlab=q.json --report github=g.txt", bare())
    assert code == 1, log
    (shown,) = (json.loads(each) for each in blocks_in(REPORTS, "json"))
    assert shape(shown[0]) == shape(json.loads((job.folder / "q.json").read_text(encoding="utf-8"))[0])
    (line,) = (each for each in blocks_in(REPORTS, "") if each.startswith("::"))
    written = (job.folder / "g.txt").read_text(encoding="utf-8").splitlines()[0]
    properties = [re.findall(r"[ ,](\w+)=", each.split("::")[1]) for each in (line, written)]
    assert properties[0] == properties[1] != []


def shape(data: object) -> object:
    """The keys of what is read, and the kinds of their values."""
    if isinstance(data, Mapping):
        return {key: shape(value) for key, value in data.items()}
    return type(data)


def test_what_a_step_takes_the_job_before_it_has_written() -> None:
    """Every file of the folder of reports that a page, the action or the component names."""
    files = [*PAGES, PROJECT / "action.yml", PROJECT / "templates" / "skpkit.yml"]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    named = set(re.findall(r"(?:skpkit-reports|inputs\.reports \]\])/([\w.-]+\w)", text))
    assert {"skpkit.sarif", "skpkit.md", "skpkit.rdjsonl", "skpkit-junit.xml"} <= named
    assert named <= {form.file for form in FORMS.values()}
    (upload,) = (yaml.safe_load(each.text)[0] for each in EXAMPLES if each.name == "github-3")
    assert upload["with"]["sarif_file"] == "${{ runner.temp }}/skpkit-reports/skpkit.sarif"
    assert 'ci --out "$RUNNER_TEMP/skpkit-reports"' in (PROJECT / "action.yml").read_text(encoding="utf-8")


def test_the_component_is_included_with_inputs_that_it_has() -> None:
    (included,) = (yaml.safe_load(each.text)["include"][0] for each in EXAMPLES if each.name == "gitlab-0")
    known: dict[str, Any] = yaml.safe_load(COMPONENT[0])["spec"]["inputs"]
    assert included["inputs"].keys() <= known.keys()
    page = (PROJECT / "docs" / "ci" / "gitlab.md").read_text(encoding="utf-8")
    heads = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", " ".join(heads))) == known.keys()


def test_a_hook_without_pre_commit(forge: World, tmp_path: Path) -> None:
    """As the page says: a file `.git/hooks/pre-commit` that may be run."""
    page = (PROJECT / "docs" / "ci" / "pre-commit.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"^```sh\n(#!/bin/sh\n.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (made,) = re.findall(r"`(chmod [^`]*)`", page)
    job = Job(forge, "main", tmp_path)
    hook = job.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(text, encoding="utf-8")
    assert job.bash(made, bare())[0] == 0
    script = f"git switch -q -c usul; git merge -q --squash {forge.ids['bad']} && git commit -q -m x"
    code, log = job.bash(script, bare(GIT_AUTHOR_NAME="x", GIT_AUTHOR_EMAIL="x@example.org", GIT_COMMITTER_NAME="x"))
    assert code == 1, log
    assert "SKP301" in log
