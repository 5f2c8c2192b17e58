"""`make release VERSION=…`: CHANGELOG.md out of its fragments, the version set, a wheel and an sdist in `dist/`.

Nothing is committed, tagged or uploaded: the last lines that it prints say how.
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from packaging.version import InvalidVersion, Version

from skpkit.source.resources import VERSION

PINNED = r"skpkit(?:\[[a-z,]+\])?==|skpkit/skpkit@"
"""What a version of skpkit stands behind, where somebody installs or includes it."""
NEXT = """\
skpkit {version} lies in dist/. Read `git diff HEAD`; then
    git commit --all --message "Release {version}"
    git tag --annotate v{version} --message "skpkit {version}"
and upload dist/."""


def refusal(asked: str, current: str, changed: str) -> str:
    """Why `asked` cannot be released after `current`, with what git tells to be `changed`; empty where it can."""
    try:
        version = Version(asked)
    except InvalidVersion:
        return f"VERSION={asked} is no version; write it as 1.2.3"
    if str(version) != asked:
        return f"VERSION={asked} is written as {version}"
    if version < Version(current):
        return f"VERSION={asked} is lower than {current}, which is in the sources"
    if changed:
        return f"commit or put away first what is changed here:\n{changed.rstrip()}"
    return ""


def gather(project: Path, version: str, day: date) -> None:
    """Move the fragments of a project into its CHANGELOG.md, as `tool.towncrier` of its pyproject.toml says."""
    words = ("build", "--yes", "--version", version, "--date", day.isoformat())
    subprocess.run([sys.executable, "-m", "towncrier", *words], cwd=project, check=True)


def pin(project: Path, current: str, version: str) -> list[Path]:
    """Let what the pages and the component install be the version that is released; return the files that name one."""
    named = []
    for file in sorted([*(project / "docs").rglob("*.md"), *(project / "templates").glob("*.yml")]):
        text = file.read_text(encoding="utf-8")
        pinned = re.sub(rf"({PINNED}){re.escape(current)}(?![0-9.])", rf"\g<1>{version}", text)
        if re.search(PINNED, text):
            named.append(file)
            file.write_text(pinned, encoding="utf-8")
    return named


def main(version: str) -> None:
    """Make a release of the project that this is run in; exit with a sentence where it cannot be."""
    status = subprocess.run(["git", "status", "--porcelain"], check=True, capture_output=True, encoding="utf-8")
    if refused := refusal(version, VERSION, status.stdout):
        sys.exit(refused)
    gather(Path.cwd(), version, date.today())  # noqa: DTZ011 - the day of who makes it
    hatchling = [sys.executable, "-m", "hatchling"]
    if version != VERSION:
        subprocess.run([*hatchling, "version", version], check=True)
        pin(Path.cwd(), VERSION, version)
    subprocess.run([*hatchling, "build", "--clean"], check=True)
    print(NEXT.format(version=version))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
