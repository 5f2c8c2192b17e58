"""Templates: a repository's own, what is said of a broken one, and what none may do."""

from __future__ import annotations

import pytest

from tests.support.printed_skp import BAGAS, TITLE, everywhere, example, paper, pdf, refusal


def test_a_template_of_the_repository_takes_the_place_of_the_tools() -> None:
    printed = paper(example(BAGAS), templates={"bagian/kepala.typ.j2": b"#judul[KOP KANTOR]\n"})
    assert printed.root.of("H1")[0].text == "KOP KANTOR"
    assert "PEGAWAI YANG DINILAI" in printed.root.text


def test_what_is_no_template_in_the_folder_is_passed_over() -> None:
    record = example(BAGAS)
    assert pdf(record, templates={"logo.png": b"\x89PNG\xff", "BACA.md": b"{% if %}"}) == pdf(record)


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        (TITLE + "\n#{{ tidak_ada }}", "templates/skp.typ.j2:3: the template asks for `tidak_ada`"),
        ("#{{ pegawai.umur }}", "templates/skp.typ.j2:1: the template asks for `umur`"),
        ("\n{% if tidak_ada %}{% endif %}", "templates/skp.typ.j2:2: the template asks for `tidak_ada`"),
        ("\n\n{% if %}", "templates/skp.typ.j2:3: the template cannot be read: Expected an expression"),
        ("{% for x in lampiran %}", "templates/skp.typ.j2:1: the template cannot be read: Unexpected end"),
        ("\n{% include 'x.typ.j2' %}", "templates/skp.typ.j2:2: the template includes `x.typ.j2`"),
        ("{% include '/etc/passwd' %}", "templates/skp.typ.j2:1: the template includes `/etc/passwd`"),
        ("{% include '../pyproject.toml' %}", "the template includes `../pyproject.toml`"),
        ("#{{ 1 / 0 }}", "templates/skp.typ.j2:1: the template fails: division by zero"),
        ("#{{ pegawai }}", "a Person cannot be printed"),
        ("#{{ pegawai.nama.upper }}", "cannot be printed"),
        (b"ok\n\xff", "templates/skp.typ.j2:2: the template is not written in UTF-8"),
        (TITLE + "#tidak-ada", "templates/skp.typ.j2: Typst cannot set the document at `#tidak-ada`: unknown variable"),
        (TITLE + "#let x = (", "Typst cannot set the document"),
        ("tanpa judul", "missing document title"),
        (TITLE + "😀", "could not be displayed"),
        ("{% include 'skp.typ.j2' %}", "maximum recursion depth exceeded"),
    ],
)
def test_a_broken_template_is_named_with_its_line(template: str | bytes, sentence: str) -> None:
    assert sentence in refusal({"skp.typ.j2": template})


def test_an_error_in_a_piece_names_the_piece() -> None:
    said = refusal({"bagian/identitas.typ.j2": "#let x = 1\n#panic({{ pegawai.nama }})"})
    assert said.startswith("templates/bagian/identitas.typ.j2: Typst cannot set the document at `#panic(")


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("#{{ ''.__class__.__mro__ }}", "what templates may not do"),
        ("#{{ '{0.__class__}'.format(pegawai) }}", "what templates may not do"),
        ("#{{ pegawai.__init__.__globals__ }}", "what templates may not do"),
        ("{% for x in range(999999999) %}{% endfor %}", "Range too big"),
        ("#{{ lipsum() }}", "asks for `lipsum`"),
        ("#{{ lampiran | random }}", "No filter named 'random'"),
        ('#import "@preview/cetz:0.3.0": *', "templates/skp.typ.j2:1: a template may not use Typst packages"),
        ('\n#import "@local/cetz:0.3.0": *', "templates/skp.typ.j2:2: a template may not use Typst packages"),
        ('#import "@pre" + "view/cetz:0.3.0": *', "a template may not use Typst packages"),
        ('#eval("import \\"@pre" + "view/cetz:0.3.0\\"")', "may not use `plugin`, `eval` or `std`"),
        ("x\n#plugin(bytes((0, 97, 115, 109)))", "templates/skp.typ.j2:2: a template may not use `plugin`"),
        ("#plu{# #}gin(bytes((0, 97, 115, 109)))", "may not use `plugin`, `eval` or `std`"),
        ("#let p = plugin\n#p(bytes((0, 97, 115, 109)))", "Typst cannot set the document at `#p("),
        ('#dictionary(std).at("plu" + "gin")(bytes((0, 97)))', "may not use `plugin`, `eval` or `std`"),
        ("#import std: *\n#let p = plugin", "may not use `plugin`, `eval` or `std`"),
        ("$std.plugin$", "may not use `plugin`, `eval` or `std`"),
        ('#read("/etc/passwd")', "file not found"),
        ('#read("../../etc/passwd")', "escape the project root"),
        ('#include "/../fonts/Bold.otf"', "Typst cannot set the document"),
        ("#while true { }", "Typst cannot set the document"),
        ("#let f(x) = f(x)\n#f(1)", "Typst cannot set the document"),
    ],
)
def test_a_template_reaches_nothing_but_its_data(template: str, sentence: str) -> None:
    assert sentence in refusal({"skp.typ.j2": template})


@pytest.mark.parametrize(
    ("template", "word"),
    [
        ("{% filter upper %}x{% endfilter %}", "filter"),
        ("{% call pegawai.nama.format() %}{% endcall %}", "call"),
        ("{% autoescape true %}#{{ pegawai.nama }}{% endautoescape %}", "autoescape"),
        ('#text("{{ pegawai.nama }}")', "without quotation marks"),
    ],
)
def test_a_template_may_not_write_values_past_the_quoting(template: str, word: str) -> None:
    assert word in refusal({"skp.typ.j2": f"\n{template}"})


def test_a_value_printed_by_mistake_as_markup_is_still_text() -> None:
    data = everywhere('#eval("1+1") *x* $y$ */ // `\n = z')
    data["pegawai"]["nama"] = data["instansi"] = '#eval("1+1") *x* $y$ */ // ` = z'
    template = TITLE + "{{ pegawai.nama }}\n\n`{{ pegawai.nama }}` /* {{ pegawai.nama }} */ // {{ pegawai.nama }}"
    said = paper(data, templates={"skp.typ.j2": template.encode()}).root.text
    assert '#eval("1+1") *x* $y$ */ // ` = z' in said
    assert "11" not in said.replace("1+1", "")
