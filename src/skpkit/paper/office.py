"""Documents for Word and Excel, written with the libraries of the extra `skpkit[office]`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any, Literal

from skpkit.errors import WrongUsage
from skpkit.messages import N_
from skpkit.paper.grids import grids, has_grids
from skpkit.paper.ours import MARK, WRITER
from skpkit.paper.surroundings import About

NO_LIBRARY = N_(
    "Word and Excel files are written with libraries that are not installed here; install them with: "
    "pip install 'skpkit[office]'"
)
NO_TABLES = N_(
    "{document} cannot be had as {format}, but only the tables of an SKP, a manual and an HEK; print it as PDF"
)
_LIBRARIES = {"docx": "docx", "xlsx": "xlsxwriter"}


def office_file(style: Literal["docx", "xlsx"], body: type, values: Mapping[str, Any], when: datetime) -> bytes:
    """A document with such a body as a file of that kind; `values` are what its template would get. The same give the
    same bytes.

    Raises WrongUsage for a document without such tables, and where the libraries for it are not installed.
    """
    if not has_grids(body):
        raise WrongUsage(NO_TABLES, document=values["judul"], format=style)
    if find_spec(_LIBRARIES[style]) is None:
        raise WrongUsage(NO_LIBRARY)
    made, about = grids(body, SimpleNamespace(**values)), _about(values)
    short, long = sorted(values["kertas"].values())
    paper = (short, long) if values.get("kualitatif") else (long, short)
    if style == "docx":
        from skpkit.paper.word import word

        return word(made, about, paper, when)
    from skpkit.paper.excel import excel

    return excel(made, about, paper, when)


def _about(values: Mapping[str, Any]) -> About:
    head, origin = values["kepala"], values["asal"]
    marks = tuple(f"({each})" for each in values["tanda_air"])
    closed = (head.tanda,) if head.tanda else ()
    return About(
        kop=values["kop"].baris,
        titles=(*head.judul, *closed, *marks),
        line=tuple(each for each in (head.instansi, head.periode) if each),
        remarks=head.catatan,
        foot=(values["nama_pendek"], origin.kaki, *values["keterangan_kaki"]),
        properties={
            "title": values["judul"],
            "subject": values["nama_pendek"],
            "author": WRITER,
            "category": head.instansi,
            "keywords": MARK,
            "comments": "; ".join(origin.uraian) or origin.kaki,
        },
    )
