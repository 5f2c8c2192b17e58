"""The shape of the project: imports point up the list of modules, every rule is listed and has its page."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from skpkit import rules
from skpkit.pages import paragraphs
from skpkit.rules._rule import BASES

SOURCE = Path(__file__).parent.parent / "src" / "skpkit"
ORDER = (
    "__init__",
    "messages",
    "errors",
    "resources",
    "findings",
    "tree",
    "history",
    "yamlfile",
    "schemas",
    "settings",
    "periods",
    "profiles",
    "records",
    "dossier",
    "achievement",
    "scoring",
    "duties",
    "facts",
    "edits",
    "revision",
    "undo",
    "register",
    "rules",
    "pages",
    "claims",
    "office",
    "frozen",
    "exemptions",
    "changelist",
    "exempting",
    "engine",
    "review",
    "render",
    "forms",
    "printing",
    "printrun",
    "pdf",
    "manifest",
    "verify",
    "reports",
    "cli",
    "__main__",
)
FILES = sorted(SOURCE.rglob("*.py"))


def module_of(file: Path) -> str:
    """The module or package below `skpkit` that a file belongs to."""
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    """The modules and packages of the project that a file imports, its own package excepted."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "skpkit":
            rest = node.module.split(".")[1:]
            found |= {rest[0]} if rest else {alias.name for alias in node.names if alias.name in ORDER}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("skpkit.")}
    return found - {module_of(file)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(SOURCE).as_posix())
def test_imports_point_up(file: Path) -> None:
    place = ORDER.index(module_of(file))
    assert {name for name in imported(file) if ORDER.index(name) > place} == set()


def test_only_the_command_line_imports_click_and_only_history_imports_git() -> None:
    for library, home in (("click", "cli"), ("git", "history")):
        users = {
            module_of(file)
            for file in FILES
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if (isinstance(node, ast.Import) and any(each.name.split(".")[0] == library for each in node.names))
            or (isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] == library)
        }
        assert users <= {home}


def test_rules_never_see_files_git_or_the_clock() -> None:
    forbidden = {"os", "pathlib", "subprocess", "git", "time", "io"}
    for file in (SOURCE / "rules").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = {each.name for each in node.names} if isinstance(node, ast.Import) else set()
            assert not names & forbidden, file
            assert not (isinstance(node, ast.Attribute) and node.attr in ("today", "now") and _is_clock(node)), file


def _is_clock(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in ("date", "datetime")


def test_every_rule_of_the_folder_is_listed() -> None:
    modules = {file.stem for file in (SOURCE / "rules").glob("[!_]*.py")}
    assert modules == set(rules.ALL_RULES.values())


@pytest.mark.parametrize("code", rules.ALL_RULES)
def test_every_rule_has_its_page(code: str) -> None:
    statement, *rest = paragraphs(code)
    assert statement.endswith(".")
    assert rest, "a page says why"
    assert rest[-1].startswith("**Fix:**"), "a page ends with what to do"
    assert set(rules.rule(code).basis) <= set(BASES)


def test_help_loads_nothing_heavy() -> None:
    import subprocess

    code = "import sys; from skpkit.cli import main; main(['--help']); print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(done.stderr))
    assert not loaded & {"click", "yaml", "git", "jsonschema", "jsonschema_rs", "jinja2", "typst", "rich"}
