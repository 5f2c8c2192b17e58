"""Write the first draft of something that the project has many of: `python -m tools.scaffold rule|document`."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from tests.support.places import PROJECT
from tools.scaffold import MARK, document, rule


def write(files: Iterable[tuple[str, str]]) -> None:
    """Write files of the project, and say which."""
    for path, text in [*files]:
        (PROJECT / path).parent.mkdir(parents=True, exist_ok=True)
        (PROJECT / path).write_text(text, encoding="utf-8")
        click.echo(path)
    click.echo(f"Fill in what is marked {MARK}; CONTRIBUTING.md tells the order.")


@click.group()
def main() -> None:
    """Write the first draft of something that the project has many of."""


@main.command("rule")
@click.option("--name", required=True)
@click.option("--code", required=True)
@click.option("--kind", default="")
def write_rule(name: str, code: str, kind: str) -> None:
    """Write a rule's files."""
    kind = kind or rule.USUAL_KIND.get(code[3:4], "dossier")
    if why := rule.refusal(name, code, kind):
        sys.exit(why)
    write(rule.files_of_rule(PROJECT, name, code, kind))


@main.command("document")
@click.option("--name", required=True)
@click.option("--of", "kind", default="")
def write_document(name: str, kind: str) -> None:
    """Write a document's files."""
    kind = kind or document.USUAL_KIND
    if why := document.refusal(name, kind):
        sys.exit(why)
    write(document.files_of_document(PROJECT, name, kind))


if __name__ == "__main__":
    main()
