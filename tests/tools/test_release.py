"""A release is refused in a sentence, or gathers what changed; what it builds is tested by the wheel."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from skpkit.source.resources import VERSION
from tests.support.command import git
from tests.support.places import PROJECT
from tools.release import PINNED, gather, pin, refusal


@pytest.mark.parametrize(
    ("asked", "changed", "told"),
    [
        ("", "", "no version"),
        ("soon", "", "no version"),
        ("v1.3", "", "written as 1.3"),
        ("1.1.9", "", "lower than 1.2.0"),
        ("1.3.0", " M README.md\n", "README.md"),
    ],
)
def test_a_release_is_refused_in_a_sentence(asked: str, changed: str, told: str) -> None:
    assert told in refusal(asked, "1.2.0", changed)


@pytest.mark.parametrize("asked", ["1.2.0", "1.2.1", "1.3.0rc1"])
def test_a_release_is_not_refused(asked: str) -> None:
    assert refusal(asked, "1.2.0", "") == ""


def test_the_changelog_is_gathered_from_its_fragments(tmp_path: Path) -> None:
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    (tmp_path / "changelog.d").mkdir()
    for name in ("README.md", "release.md.jinja"):
        shutil.copy(PROJECT / "changelog.d" / name, tmp_path / "changelog.d")
    for file in ("added/b.md", "added/a.md", "fixed/c.md"):
        (tmp_path / "changelog.d" / file).parent.mkdir(exist_ok=True)
        (tmp_path / "changelog.d" / file).write_text(f"What {file} says,\nin two lines.\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    gather(tmp_path, "1.0", date(2026, 1, 2))
    (tmp_path / "changelog.d" / "changed").mkdir()
    (tmp_path / "changelog.d" / "changed" / "d.md").write_text("- More.\n- Still more.\n", encoding="utf-8")
    git(tmp_path, "add", ".")
    gather(tmp_path, "1.1", date(2026, 2, 3))
    assert (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8") == (
        "# skpkit 1.1 (2026-02-03)\n\n## Changed\n\n- More.\n- Still more.\n\n"
        "# skpkit 1.0 (2026-01-02)\n\n## Added\n\n"
        "- What added/a.md says,\n  in two lines.\n- What added/b.md says,\n  in two lines.\n\n"
        "## Fixed\n\n- What fixed/c.md says,\n  in two lines.\n"
    )
    assert {each.name for each in (tmp_path / "changelog.d").rglob("*.*")} == {"README.md", "release.md.jinja"}


def test_what_people_are_told_to_install_is_the_version_of_the_sources(tmp_path: Path) -> None:
    for name in ("docs/ci", "templates"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    files = pin(tmp_path, VERSION, "9.9.9")
    told = {file.relative_to(tmp_path).as_posix(): file.read_text(encoding="utf-8") for file in files}
    assert told.keys() == {*(f"docs/ci/{each}.md" for each in ("gitea", "github", "gitlab")), "templates/skpkit.yml"}
    found = [each for text in told.values() for each in re.findall(rf"(?:{PINNED})([^\s'\"`)]*)", text)]
    assert set(found) == {"9.9.9"}  # so each was this version before
    pages = [file for name in ("docs/ci", "templates") for file in (PROJECT / name).glob("*.*")]
    asked = "\n".join(file.read_text(encoding="utf-8") for file in pages)
    installs = re.findall(r"pip install (.*skpkit\S*)", asked)
    assert len(installs) == 3
    assert [each for each in installs if each != f'"skpkit[office]=={VERSION}"'] == []
