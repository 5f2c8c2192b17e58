"""A first draft holds all that is needed, and nothing of it passes before it is filled in."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from skpkit import rules
from skpkit.rules._rule import OWN
from tests.support.places import PROJECT
from tools.scaffold import MARK, document
from tools.scaffold.rule import COVERAGE, KINDS, LIST, TABLE, USUAL_KIND, Draft, files_of_rule, refusal

NEW = "target-lowered"


def drafted(code: str, kind: str, basis: str = OWN) -> dict[str, str]:
    """The files of a new rule."""
    draft = Draft(NEW, code, kind, basis=basis)
    assert refusal(draft) == ""
    return dict(files_of_rule(PROJECT, draft))


def lists_in(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The lists of rules by name, of the module that has them."""
    for node in ast.parse(text).body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict() as value) if name.endswith("_RULES"):
                yield name, ast.literal_eval(value)


@pytest.mark.parametrize(
    ("code", "kind"),
    [("SKP098", "dossier"), ("SKP198", "dossier"), ("SKP298", "fact"), ("SKP398", "revision"), ("SKP498", "exemption")],
)
def test_a_draft_has_module_entry_stories_rows_and_fragment(code: str, kind: str) -> None:
    files = drafted(code, kind)
    room = rules.HUNDREDS[code[3]]
    stories = [f"tests/stories/target_lowered/{case}/story.yaml" for case in ("offence", "near_miss")]
    page = f"src/skpkit/rules/{room}/target_lowered.py"
    assert list(files) == [page, LIST, *stories, TABLE, COVERAGE, f"changelog.d/added/{NEW}.md"]
    assert all(MARK in text for path, text in files.items() if path != LIST)
    compile(files[page], page, "exec")
    assert [line for line in files[page].splitlines() if len(line) > 120] == []


def lint(files: Iterable[tuple[str, str]]) -> list[str]:
    """What ruff says of the modules among some files."""
    found = []
    for path, text in files:
        for asked in (["check", "--quiet"], ["format", "--diff", "--quiet"]) if path.endswith(".py") else ():
            words = [sys.executable, "-m", "ruff", *asked, "--stdin-filename", f"{PROJECT / path}", "-"]
            done = subprocess.run(words, input=text, cwd=PROJECT, capture_output=True, encoding="utf-8")
            found += [f"{path}: {done.stdout}{done.stderr}"] if done.returncode else []
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_ruff_takes_a_draft_of_every_kind(kind: str) -> None:
    code = {"fact": "SKP298", "revision": "SKP398", "exemption": "SKP498"}.get(kind, "SKP198")
    for draft in (Draft(NEW, code, kind), Draft(NEW, code, kind, "W", "permenpanrb-6-2022")):
        assert lint(files_of_rule(PROJECT, draft)) == []


@pytest.mark.parametrize("kind", document.EXAMPLES)
def test_ruff_takes_a_draft_of_a_document(kind: str) -> None:
    assert lint(document.files_of_document(PROJECT, "surat-tugas", kind)) == []


def test_no_page_names_a_code_for_a_draft_that_is_taken() -> None:
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = re.findall(r"make rule NAME=(\S+) CODE=(\S+)", text)
    assert shown == [(NEW, "…")]  # a number would be taken some day


@pytest.mark.parametrize("kind", KINDS)
def test_the_list_has_one_entry_more_and_the_others_as_they_were(kind: str) -> None:
    code = {"fact": "SKP298", "revision": "SKP398", "exemption": "SKP498"}.get(kind, "SKP198")
    lists = dict(lists_in(drafted(code, kind)[LIST]))
    known = {name: dict(getattr(rules, name)) for name in lists}
    assert lists == {**known, KINDS[kind].list: {**known[KINDS[kind].list], code: "target_lowered"}}


def test_a_row_of_the_table_stands_behind_the_last_of_its_hundred_with_a_lower_number() -> None:
    lines = drafted("SKP198", "dossier")[TABLE].splitlines()
    (row,) = [nth for nth, line in enumerate(lines) if NEW in line]
    last = max(code for code in rules.ALL_RULES if "SKP1" < code < "SKP198")
    assert lines[row - 1].startswith(f"| {last[3:]} |")
    assert lines[row].endswith("| T |")
    assert [line for nth, line in enumerate(lines) if nth != row] == (PROJECT / TABLE).read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("name", "code", "kind", "told"),
    [
        ("Target Lowered", "SKP198", "dossier", "small letters with hyphens"),
        ("self-appraisal", "SKP198", "dossier", "there is a rule self-appraisal already"),
        (NEW, "SKP401", "exemption", "codes are never used again"),
        (NEW, "SKP198", "record", "KIND=record is not known; there are dossier, fact,"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(name: str, code: str, kind: str, told: str) -> None:
    assert told in refusal(Draft(name, code, kind))


def test_the_next_codes_are_named_that_no_rule_ever_had() -> None:
    table = (PROJECT / TABLE).read_text(encoding="utf-8")
    had = {int(number) for number in re.findall(r"^\| (\d{3})\b", table, re.MULTILINE)}
    free = [min({*range(nth + 1, nth + 99)} - had) for nth in range(0, 500, 100)]
    assert refusal(Draft(NEW, "", "dossier")).endswith(", ".join(f"SKP{each:03}" for each in free))
    told = refusal(Draft(NEW, "SKP109", "dossier"))
    assert told.endswith(f"the next free one of its hundred is SKP{free[1]:03}")


@pytest.mark.parametrize("basis", ["S", "kmk-127"])
def test_a_rule_rests_on_a_source_of_the_list_and_on_no_letter(basis: str) -> None:
    told = refusal(Draft(NEW, "SKP198", "dossier", basis=basis))
    assert f"BASIS={basis} is not known; there are permenpanrb-6-2022, kmk-300-2022, " in told


@pytest.mark.parametrize(("severity", "name"), [("W", "Severity.WARNING"), ("I", "Severity.INFO")])
def test_severity_and_basis_stand_in_the_module_and_in_the_table(severity: str, name: str) -> None:
    files = dict(files_of_rule(PROJECT, Draft(NEW, "SKP198", "dossier", severity, "permenpanrb-6-2022")))
    page = files["src/skpkit/rules/record/target_lowered.py"]
    assert f"@dossier_rule(basis=BASIS, severity={name})" in page
    assert f'cite("permenpanrb-6-2022", N_("{MARK}: article, page or section"), ' in page
    assert f"| 198 | {NEW} | {severity} | {MARK}: what must hold | P |" in files[TABLE]


@pytest.mark.parametrize(("basis", "then", "cells"), [(OWN, "## Documents", 3), ("kmk-127-2026", "## 9. ", 5)])
def test_a_row_of_the_sentences_stands_last_among_those_of_its_kind(basis: str, then: str, cells: int) -> None:
    lines = drafted("SKP198", "dossier", basis)[COVERAGE].splitlines()
    (row,) = [nth for nth, line in enumerate(lines) if "SKP198" in line]
    assert lines[row - 1].startswith("| ")
    assert lines[row + 1] == ""
    assert lines[row + 2].startswith(then)
    assert [line for nth, line in enumerate(lines) if nth != row] == (PROJECT / COVERAGE).read_text(
        "utf-8"
    ).splitlines()
    assert lines[row].count(" | ") == lines[row - 1].count(" | ") == cells - 1
    assert (f"`{basis}`" in lines[row]) == (basis != OWN)


def test_each_hundred_has_its_usual_kind_and_a_row_of_the_guide() -> None:
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^ +\| (\d)xx \| `(\w+)` \| .+ \| `(\w+)` \|$", text, re.MULTILINE)
    assert rows == [(each, folder, USUAL_KIND[each]) for each, folder in rules.HUNDREDS.items()]


@pytest.mark.parametrize("kind", document.EXAMPLES)
def test_a_draft_of_a_document_has_module_entries_template_test_rows_and_fragment(kind: str) -> None:
    files = dict(document.files_of_document(PROJECT, "surat-tugas", kind))
    module = "src/skpkit/paper/documents/surat_tugas.py"
    own = [
        module,
        "templates/surat_tugas.typ.j2",
        "tests/paper/documents/test_surat_tugas.py",
        "changelog.d/added/surat-tugas.md",
    ]
    shared = [document.REGISTRY, document.FORMS, document.COVERAGE, document.BOOK]
    assert set(files) == {*own, *shared}
    assert all(MARK in files[each] for each in (*own, document.BOOK))
    for path in (module, own[2], document.REGISTRY, document.FORMS):
        compile(files[path], path, "exec")
        assert [line for line in files[path].splitlines() if len(line) > 120] == []
    for path in shared:
        kept = (PROJECT / path).read_text(encoding="utf-8").splitlines()
        new = [line for line in files[path].splitlines() if line not in kept]
        assert [line for line in new if "surat" not in line.lower()] == []
    assert '\n    "surat-tugas": surat_tugas.DOCUMENT,\n}\n' in files[document.REGISTRY]


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("Surat Tugas", "skp", "small letters with hyphens"),
        ("dek", "skp", "there is a document dek already"),
        ("surat-tugas", "surat", "no kind of record; there are skp, manual_iki, dki, evaluasi"),
    ],
)
def test_a_document_that_cannot_be_is_refused_in_a_sentence(name: str, kind: str, told: str) -> None:
    assert told in document.refusal(name, kind)


def test_one_document_after_another(tmp_path: Path) -> None:
    shared = (document.REGISTRY, document.FORMS, document.COVERAGE, document.BOOK)
    for path in shared:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text((PROJECT / path).read_text(encoding="utf-8"), encoding="utf-8")
    names = ["surat-tugas", "daftar-hadir", "nota-dinas", "aaa"]
    for name in names:
        for path, text in [*document.files_of_document(tmp_path, name, "dki")]:
            if path in shared:
                (tmp_path / path).write_text(text, encoding="utf-8")
    registry = (tmp_path / document.REGISTRY).read_text(encoding="utf-8")
    compile(registry, document.REGISTRY, "exec")
    assert [line for line in registry.splitlines() if "DOCUMENT," in line][-4:] == [
        f'    "{name}": {name.replace("-", "_")}.DOCUMENT,' for name in names
    ]
