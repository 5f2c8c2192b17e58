"""The usual way to such a document: Jinja to HTML, and WeasyPrint to a tagged PDF, on some processes.

`python weasy.py RECORDS OUT PROCESSES` prints every skp.yaml below a folder. It says what ours says, laid out
more simply: no row is kept together, no mark is set, nothing is attached and no code is drawn.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from skpkit.paper.labels import VALUES

TEMPLATE = Path(__file__).with_name("skp.html.j2")


def print_all(records: list[Path], out: Path) -> None:
    """Print some records in this process."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    for each in records:
        page = _template().render(
            skp=_read(each), font=_font(), behaviours=VALUES, superior=partial(_superior, each.parent.parent)
        )
        HTML(string=page).write_pdf(out / f"{each.parent.name}.pdf", font_config=fonts, pdf_variant="pdf/ua-1")


@lru_cache
def _template() -> Any:
    from jinja2 import Environment

    return Environment(autoescape=True).from_string(TEMPLATE.read_text(encoding="utf-8"))


def _read(record: Path) -> Any:
    import yaml

    return yaml.load(record.read_bytes(), yaml.CSafeLoader)


def _superior(year: Path, named: Any) -> Any:
    """The RHK of a superior that one intervenes."""
    return _results(year / named["nip"] / "skp.yaml")[named["kode"]] if named else {"rencana": "-", "indikator": []}


@lru_cache
def _results(record: Path) -> Any:
    return {each["kode"]: each for each in _read(record)["hasil_kerja"]["utama"]}


@lru_cache
def _font() -> str:
    package = find_spec("font_source_sans_pro")
    assert package and package.submodule_search_locations  # noqa: PT018, S101 - skpkit needs it
    return (Path(package.submodule_search_locations[0]) / "files").as_uri()


def main(records: str, out: str, processes: str) -> None:
    """Share the records out."""
    files = sorted(Path(records).rglob("skp.yaml"))
    Path(out).mkdir(exist_ok=True)
    parts = [files[start :: int(processes)] for start in range(int(processes))]
    with ProcessPoolExecutor(len(parts)) as pool:
        list(pool.map(print_all, parts, [Path(out)] * len(parts)))


if __name__ == "__main__":
    main(*sys.argv[1:])
