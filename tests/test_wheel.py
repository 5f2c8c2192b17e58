"""The wheel carries what the installed tool needs in any records repository."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.support.places import PROJECT


def test_the_wheel_carries_schemas_templates_and_catalogues(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=PROJECT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("skpkit/")}
    for folder in ("schemas", "templates"):
        ours = {path.relative_to(PROJECT).as_posix() for path in (PROJECT / folder).rglob("*.*") if path.is_file()}
        assert {f"skpkit/_data/{path}" for path in ours} <= packed
    assert {"skpkit/locale/id/LC_MESSAGES/skpkit.mo", "skpkit/cli/help.id.txt", "skpkit/py.typed"} <= packed
    assert not any("/tests/" in name or "/records/" in name for name in packed)
