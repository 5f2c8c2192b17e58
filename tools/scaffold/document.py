"""The first draft of a document.

`make document NAME=surat-tugas` writes the module, its entry in the registry, the template, a golden test, the entry
among the forms whose standards and pictures are held, the rows of two tables, and the changelog's fragment. `OF=dki`
makes one of dialogues; `manual_iki` and `evaluasi` are the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from skpkit.paper.documents import DOCUMENTS, template_of
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP
from tools.scaffold import MARK, edited

NAME = re.compile(r"[a-z]+(-[a-z]+)*")
REGISTRY = "src/skpkit/paper/documents/__init__.py"
FORMS = "tests/support/forms.py"
COVERAGE = "docs/coverage.md"
BOOK = "docs/forms/README.md"
USUAL_KIND = SKP
EXAMPLES = {SKP: "skp.yaml", MANUAL: "iki/1b-N.yaml", DIALOGUE: "dki/2026-04-07.yaml", EVALUATION: "evaluasi/Q1.yaml"}
FILES = {
    SKP: "skp.yaml",
    MANUAL: "iki/<kode>.yaml",
    DIALOGUE: "dki/<tanggal>.yaml",
    EVALUATION: "evaluasi/<periode>.yaml",
}
CONSTANTS = {SKP: "SKP", MANUAL: "MANUAL", DIALOGUE: "DIALOGUE", EVALUATION: "EVALUATION"}

MODULE = '''\
"""{mark}: what the document is, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from skpkit.messages import N_
from skpkit.paper.frame import Printable, frame, head, place_of
from skpkit.paper.material import DocumentKind, Material
from skpkit.source.schemas import {constant}


@dataclass(frozen=True, slots=True)
class {body}:
    """{mark}: what the template is given besides the frame."""

    isi: str


def make(material: Material, _: str) -> Printable:
    """{mark}: what it gathers; what else it cites it says with `material.cite`."""
    skp = material.skp()
    # {mark}: the appraiser of its day, the mark of a draft
    framed = frame(skp, "{title}", "{title}", head(skp, "{upper}"))
    day = skp.established_on  # {mark}: the day under the signatures
    return Printable(framed.signed(place_of(skp), day), {body}(isi="{mark}"))


DOCUMENT = DocumentKind({{{constant}: N_("{mark}: what --document help calls it")}}, {body}, make)
'''
TEMPLATE = """\
{{# {mark}: nama dokumen, ukuran dan arah kertasnya. #}}
#let lebar-kertas = {{{{ kertas.lebar }}}} * 1mm
#let tinggi-kertas = {{{{ kertas.panjang }}}} * 1mm
{{% include "bagian/gaya.typ.j2" %}}
{{% include "bagian/halaman.typ.j2" %}}
{{% include "bagian/tanda_tangan.typ.j2" %}}
{{% include "bagian/asal.typ.j2" %}}

{{% include "bagian/kepala.typ.j2" %}}
{{% include "bagian/identitas.typ.j2" %}}
#v(jarak-tabel)
#par({{{{ isi }}}})
#tanda-tangan
#asal
"""
TEST = '''\
"""{mark}: what is held of the document."""

from __future__ import annotations

from tests.support.edits import PEOPLE, examples
from tests.support.printed import paper, same_as_golden


def test_says_what_the_records_say() -> None:
    printed = paper(examples(), f"{{PEOPLE['bagas']}}/{example}", "{name}")
    assert same_as_golden(printed, "{template}/bagas")
'''


def files_of_document(root: Path, name: str, kind: str) -> Iterator[tuple[str, str]]:
    """Path and new text of every file that a document needs, below the project's folder `root`."""
    template, title, example = template_of(name), name.replace("-", " ").capitalize(), EXAMPLES[kind]
    words = {
        "mark": MARK,
        "name": name,
        "template": template,
        "title": title,
        "upper": title.upper(),
        "body": "".join(each.capitalize() for each in name.split("-")) + "Body",
        "constant": CONSTANTS[kind],
        "example": example,
    }
    yield f"src/skpkit/paper/documents/{template}.py", MODULE.format(**words)
    yield REGISTRY, edited(root, REGISTRY, lambda text: _registered(text, name))
    yield f"templates/{template}.typ.j2", TEMPLATE.format(**words)
    yield f"tests/paper/documents/test_{template}.py", TEST.format(**words)
    yield FORMS, edited(root, FORMS, lambda text: _with_entry(text, f'"{name}": ("bagas", "{example}", "{name}"),'))
    yield COVERAGE, edited(root, COVERAGE, lambda text: _with_row(text, "## Gaps", f"| {title} | `{template}` |"))
    picture = f"[page 1]({name}.png) {MARK}: and that picture"
    row = f"| `{FILES[kind]}` | `{name}` | {MARK}: what it is | {picture} |"
    yield BOOK, edited(root, BOOK, lambda text: _with_row(text, "\nHow to replace", row))
    yield f"changelog.d/added/{name}.md", f"`skpkit render RECORD --document {name}` prints {MARK}.\n"


def _registered(text: str, name: str) -> str:
    """The registry with one more, imported in the order of the alphabet and listed last."""
    module, begin = template_of(name), "from skpkit.paper.documents import (\n"
    first = text.index(begin) + len(begin)
    last = text.index(")\n", first)
    imported = sorted([*text[first:last].splitlines(keepends=True), f"    {module},\n"])
    return _with_entry(text[:first] + "".join(imported) + text[last:], f'"{name}": {module}.DOCUMENT,')


def _with_entry(text: str, entry: str) -> str:
    """A module with one more entry at the end of its first mapping."""
    end = text.index("\n}\n")
    return f"{text[:end]}\n    {entry}{text[end:]}"


def _with_row(text: str, before: str, row: str) -> str:
    """A page with one more row at the end of the last table that stands before some words."""
    end = text.rindex("|\n", 0, text.index(before)) + 2
    return f"{text[:end]}{row}\n{text[end:]}"


def refusal(name: str, kind: str) -> str:
    """Why no document of that name and kind can be made; empty where one can."""
    if not NAME.fullmatch(name):
        return f"NAME={name} is no name of a document; write it in small letters with hyphens, as surat-tugas"
    if name in DOCUMENTS:
        return f"there is a document {name} already; choose another name"
    if kind not in EXAMPLES:
        return f"OF={kind} is no kind of record; there are {', '.join(EXAMPLES)}"
    return ""


def next_steps(name: str) -> str:
    """The commands that follow, as the last lines say them."""
    template = template_of(name)
    which = name if name == template else f'"{name} or {template}"'
    return f"""\
pytest tests/test_shape.py -k fill                      what is left to fill in
make pages                                              the title to translate, docs/templates.md
UPDATE_GOLDEN=1 pytest tests/paper -k {which}     keeps its text and its pages: look at both"""
