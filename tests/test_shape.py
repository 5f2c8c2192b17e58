"""The shape of the project: imports point up the list of modules, every rule is listed and has its page."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

import skpkit
from skpkit import rules
from skpkit.rules.pages import paragraphs
from tests.support.places import PROJECT, SOURCE, TESTS
from tools.scaffold import MARK

LIST = re.compile(r"## How the code lies.*?```\n(.*?)```", re.DOTALL)
TEXTS = {".py", ".j2", ".yaml", ".md", ".po"}
FILES = sorted(SOURCE.rglob("*.py"))


def listed() -> Iterator[str]:
    """The modules in the order of CONTRIBUTING: alone (`errors`), in a room (`source/tree`), or a room as one where
    it names none (`cli`).
    """
    found = LIST.search((PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert found
    room = ""
    for line in found[1].splitlines():
        if line.startswith(" "):
            yield from (f"{room}/{name}" for name in line.split())
            continue
        names = re.split("  +", line)[0].split()
        room = names[0].rstrip("/") if names[0].endswith("/") else ""
        yield from [room] if room else names


ORDER = tuple(listed())


def place(parts: Sequence[str]) -> int:
    """Where in the list a module stands, given as the parts of its name below `skpkit`; a room's start stands for what
    is no listed module of it.
    """
    if parts[0] in ("__init__", "__main__") or "/".join(parts) in skpkit.__all__:
        return len(ORDER) if parts[0] == "__main__" else ORDER.index("cli") - 1
    names = ("/".join(parts[:2]), parts[0])
    return next(ORDER.index(each) for each in names if each in ORDER)


def parts_of(file: Path) -> tuple[str, ...]:
    """The parts of a module's name below `skpkit`."""
    return file.relative_to(SOURCE).with_suffix("").parts


def imported(file: Path, *, types: bool = True) -> Iterator[tuple[str, ...]]:
    """The modules of the project, and what is in them, that a file imports; without what it does for `types` alone."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for each in ast.walk(tree):
        if not types and isinstance(each, ast.If) and isinstance(each.test, ast.Name):
            each.body = [] if each.test.id == "TYPE_CHECKING" else each.body
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "skpkit":
            yield from ((*node.module.split(".")[1:], alias.name) for alias in node.names if node.module)
        elif isinstance(node, ast.Import):
            yield from (tuple(each.name.split(".")[1:]) for each in node.names if each.name.startswith("skpkit."))


def libraries(node: ast.AST) -> set[str]:
    """The first parts of the names of the modules that a statement imports."""
    match node:
        case ast.Import(names=names):
            return {each.name.split(".")[0] for each in names}
        case ast.ImportFrom(module=str(module), level=0):
            return {module.split(".")[0]}
    return set()


def test_the_list_has_every_module_and_no_other() -> None:
    modules = {parts_of(file) for file in FILES}
    rooms = {each.split("/")[0] for each in ORDER if "/" in each}
    named = (each[: 2 if each[0] in rooms else 1] for each in modules)
    told = {"/".join(each) for each in named if not each[-1].startswith("_")}
    assert told | rooms == set(ORDER)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(SOURCE).as_posix())
def test_imports_point_up(file: Path) -> None:
    assert [".".join(parts) for parts in imported(file) if place(parts) > place(parts_of(file))] == []


def test_imports_have_no_circle() -> None:
    """File by file: those inside functions count, those for types alone do not."""
    files = {parts_of(file): file for file in FILES}
    asked = {parts: {each for each in _asked(file, files) if each != parts} for parts, file in files.items()}
    while free := [parts for parts, of in asked.items() if not of & set(asked)]:
        for parts in free:
            del asked[parts]
    assert {".".join(parts): [".".join(each) for each in of & set(asked)] for parts, of in asked.items()} == {}


def _asked(file: Path, files: Mapping[tuple[str, ...], Path]) -> Iterator[tuple[str, ...]]:
    """The files of the project that a file imports."""
    for parts in imported(file, types=False):
        names = (parts, parts[:-1], (*parts, "__init__"), (*parts[:-1], "__init__"))
        yield next(each for each in names if each in files)


def test_no_test_module_imports_another() -> None:
    modules = sorted(TESTS.rglob("*.py"))
    found = [(file, node) for file in modules for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    named = {
        (file.relative_to(TESTS).as_posix(), name)
        for file, node in found
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (getattr(node, "module", ""), *(each.name for each in node.names))
    }
    assert ("test_shape.py", "tests.support.places") in named
    assert {each for each in named if each[1] and each[1].rpartition(".")[2].startswith("test_")} == set()


def test_the_name_of_a_type_has_one_meaning() -> None:
    places: dict[str, list[str]] = {}
    for file in FILES:
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            match node:
                case ast.ClassDef(name=name) | ast.AnnAssign(ast.Name(id=name), ast.Name(id="TypeAlias")):
                    places.setdefault(name, []).append(file.relative_to(SOURCE).as_posix())
    assert {name: found for name, found in places.items() if len(found) > 1 and not name.startswith("_")} == {}


def test_only_the_command_line_imports_click_and_only_history_imports_git() -> None:
    for library, home in (("click", ("cli",)), ("git", ("source", "history"))):
        users = {
            parts_of(file)[: len(home)]
            for file in FILES
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if library in libraries(node)
        }
        assert users <= {home}


def test_no_rule_imports_a_rule() -> None:
    for folder in rules.HUNDREDS.values():
        helpers = {file.stem for file in (SOURCE / "rules" / folder).glob("_[!_]*.py")}
        assert len(helpers) <= 1, folder
        shared = {("_rule",), *((folder, each) for each in helpers)}
        for file in (SOURCE / "rules" / folder).glob("*.py"):
            asked = {parts[1:-1] for parts in imported(file) if parts[0] == "rules"}
            assert asked <= shared, file


def test_only_rules_know_their_codes() -> None:
    for file in FILES:
        if parts_of(file)[0] != "rules":
            assert not re.findall(r'"SKP[0-9]{3}"', file.read_text(encoding="utf-8")), file


def test_rules_never_see_files_git_or_the_clock() -> None:
    forbidden = {"os", "pathlib", "subprocess", "git", "time", "io"}
    for file in (SOURCE / "rules").rglob("*.py"):
        assert not [parts for parts in imported(file) if parts[:2] == ("source", "history")], file
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            assert not libraries(node) & forbidden, file
            assert not (isinstance(node, ast.Attribute) and node.attr in ("today", "now") and _is_clock(node)), file


def _is_clock(node: ast.Attribute) -> bool:
    of = node.value
    return (of.id if isinstance(of, ast.Name) else getattr(of, "attr", "")) in ("date", "datetime")


def test_every_rule_of_the_folder_is_listed() -> None:
    modules = {file.stem for file in (SOURCE / "rules").glob("*/[!_]*.py")}
    assert modules == set(rules.ALL_RULES.values())


@pytest.mark.parametrize("code", rules.ALL_RULES)
def test_every_rule_has_its_page(code: str) -> None:
    statement, *rest = paragraphs(code)
    assert statement.endswith(".")
    assert rest, "a page says why"
    assert rest[-1].startswith("**Fix:**"), "a page ends with what to do"
    silent = [each for each in (rules.module(code).__doc__ or "").split("\n\n") if each.startswith("Silent ")]
    for line in silent:
        spoken_by = re.findall("SKP[0-9]{3}", line)
        assert spoken_by, "it says who speaks"
        assert set(spoken_by) <= set(rules.ALL_RULES) - {code}
        assert "\n" not in line


def test_no_module_is_longer_than_can_be_read_in_one_go() -> None:
    """One that grows beyond is two: it is split by what it does."""
    lines = {each: len(each.read_text(encoding="utf-8").splitlines()) for each in (PROJECT / "src").rglob("*.py")}
    assert [f"{path.relative_to(PROJECT)}: {count}" for path, count in lines.items() if count > 400] == []


def test_nothing_is_left_to_fill_in() -> None:
    """What `make rule` and `make document` marked, wherever they write; their own tests have the mark by its name."""
    places = ("src", "templates", "tests", "docs", "changelog.d")
    files = (file for place in places for file in (PROJECT / place).rglob("*.*") if file.suffix in TEXTS)
    left = [
        f"{file.relative_to(PROJECT)}:{number}: {line.strip()}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if MARK in line
    ]
    assert not left, "\n".join(["to be filled in:", *left])


@pytest.mark.parametrize("command", [[], ["review"], ["ci"]], ids=["first", "review", "ci"])
def test_help_loads_nothing_heavy(command: list[str]) -> None:
    import subprocess

    words = [*command, "--help"]
    code = (
        "import atexit, sys\nfrom skpkit.cli import main\n"
        f"atexit.register(lambda: print(sorted(sys.modules), file=sys.stderr))\nmain({words})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(done.stderr))
    assert not loaded & {"yaml", "git", "jsonschema", "jsonschema_rs", "jinja2", "typst", "rich"}
    assert not loaded & ({"skpkit.model.records", "skpkit.reports._view"} if command else {"click"})
