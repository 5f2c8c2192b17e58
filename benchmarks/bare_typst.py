"""Typst alone: compile prepared sources to PDF on some processes, with the fonts and standards that skpkit uses.

`python bare_typst.py SOURCES OUT PROCESSES`
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from pathlib import Path

WHEN = 1_767_225_600


def compile_all(sources: list[Path], fonts: str, out: Path) -> None:
    """Compile some sources in this process."""
    import typst

    compiler = typst.Compiler(root=fonts, font_paths=[fonts], ignore_system_fonts=True)
    for each in sources:
        made = compiler.compile(each.read_bytes(), format="pdf", pdf_standards=["ua-1", "a-3a"], timestamp=WHEN)
        (out / f"{each.stem}.pdf").write_bytes(made)


def main(sources: str, out: str, processes: str) -> None:
    """Share the sources out."""
    package = find_spec("font_source_sans_pro")
    assert package and package.submodule_search_locations  # noqa: PT018, S101 - skpkit needs it
    ours = Path(package.submodule_search_locations[0]) / "files"
    files = sorted(Path(sources).rglob("*.typ"))
    Path(out).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as fonts, ProcessPoolExecutor(int(processes)) as pool:
        for face in ("Regular", "It", "Bold", "BoldIt"):
            (Path(fonts) / f"{face}.otf").write_bytes((ours / f"SourceSansPro-{face}.otf").read_bytes())
        parts = [files[start :: int(processes)] for start in range(int(processes))]
        list(pool.map(compile_all, parts, [fonts] * len(parts), [Path(out)] * len(parts)))


if __name__ == "__main__":
    main(*sys.argv[1:])
