"""Every question is an option too: what a module asks under an option, the commands that it asks for have."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

import skpkit.cli
from skpkit.cli._group import COMMANDS

ROOM = Path(skpkit.cli.__file__).parent
TREES = {file.stem: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(ROOM.glob("*.py"))}
ASKS = frozenset({"text", "number", "day", "choice", "value"})
# What names an argument where nobody can be asked; `PERIODE` and `NILAI` in Indonesian.
ARGUMENTS = {"NIP": "nip", "IKI": "iki", "PERIOD": "period", "PERIODE": "period", "VALUE": "value"}


def used(tree: ast.AST) -> set[str]:
    """The modules of the room that some code imports."""
    names = (each.module or "" for each in ast.walk(tree) if isinstance(each, ast.ImportFrom))
    return {name.removeprefix("skpkit.cli.") for name in names if name.startswith("skpkit.cli._")}


def reached(tree: ast.AST) -> set[str]:
    """The modules of the room that some code comes to."""
    found, ahead = set[str](), used(tree)
    while ahead:
        found |= ahead
        ahead = {name for each in ahead for name in used(TREES[each])} - found
    return found


def commands() -> Iterator[tuple[click.Command, set[str]]]:
    """Each command, with the modules of the room that it comes to."""
    for name in COMMANDS:
        stem = f"{name.replace('-', '_')}_command"
        made = import_module(f"skpkit.cli.{stem}").command
        whole = [each for each in TREES[stem].body if not isinstance(each, ast.FunctionDef)]
        if not isinstance(made, click.Group):
            yield made, {stem, *reached(TREES[stem])}
            continue
        for below in made.commands.values():
            assert below.callback
            own = next(
                each
                for each in TREES[stem].body
                if isinstance(each, ast.FunctionDef) and each.name == below.callback.__name__
            )
            yield below, {stem, *reached(ast.Module([*whole, own], []))}


def questions() -> Iterator[tuple[str, str]]:
    """Each module that asks, with an option that it names; one that it is given is named where it is given."""
    for stem, tree in TREES.items():
        for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
            asked = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            of = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
            if asked not in ASKS or not (of == "asks" or of.startswith("Asking(")) or len(call.args) < 2:
                continue
            named = call.args[1]
            if isinstance(named, ast.JoinedStr) and isinstance(named.values[0], ast.FormattedValue):
                named = named.values[0].value  # the option, and how it is written
            if isinstance(named, ast.Constant):
                yield stem, str(named.value)
            elif isinstance(named, ast.Name) and named.id.isupper():
                yield stem, str(getattr(import_module(f"skpkit.cli.{stem}"), named.id))
            else:
                assert ast.unparse(named) == "option", f"{stem}: {ast.unparse(named)} is no text"


ASKED = sorted({*questions()})


def names_of(command: click.Command) -> set[str]:
    """The options and arguments of a command."""
    return {name for each in command.params for name in (*each.opts, *each.secondary_opts)}


def test_questions_are_found() -> None:
    assert len({stem for stem, _ in ASKED}) > 8
    assert len(ASKED) > 50


@pytest.mark.parametrize(("stem", "option"), ASKED, ids=lambda each: each)
def test_a_question_has_its_option(stem: str, option: str) -> None:
    names = [names_of(command) for command, modules in commands() if stem in modules]
    assert names
    wanted = ARGUMENTS.get(option, option)
    assert any(wanted in each for each in names), f"no command that asks by {stem} has {option}"
