"""Write the first draft of something that the project has many of: `python -m tools.scaffold rule|document`."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from skpkit.rules._rule import OWN
from tests.support.places import PROJECT
from tools.scaffold import MARK, document, rule


def write(files: Iterable[tuple[str, str]], follows: str) -> None:
    """Write files of the project, say which, and what follows."""
    for path, text in [*files]:
        (PROJECT / path).parent.mkdir(parents=True, exist_ok=True)
        (PROJECT / path).write_text(text, encoding="utf-8")
        click.echo(path)
    click.echo(
        f"\nFill in what is marked {MARK}; CONTRIBUTING.md tells the order. The commands, in .venv/bin:\n{follows}"
    )


@click.group()
def main() -> None:
    """Write the first draft of something that the project has many of."""


@main.command("rule")
@click.option("--name", required=True)
@click.option("--code", required=True)
@click.option("--kind", default="")
@click.option("--severity", default="")
@click.option("--basis", default="")
def write_rule(name: str, code: str, kind: str, severity: str, basis: str) -> None:
    """Write a rule's files."""
    kind = kind or rule.USUAL_KIND.get(code[3:4], "dossier")
    draft = rule.Draft(name, code, kind, severity or "E", basis or OWN)
    if why := rule.refusal(draft):
        sys.exit(why)
    write(rule.files_of_rule(PROJECT, draft), rule.next_steps(draft))


@main.command("document")
@click.option("--name", required=True)
@click.option("--of", "kind", default="")
def write_document(name: str, kind: str) -> None:
    """Write a document's files."""
    kind = kind or document.USUAL_KIND
    if why := document.refusal(name, kind):
        sys.exit(why)
    write(document.files_of_document(PROJECT, name, kind), document.next_steps(name))


if __name__ == "__main__":
    main()
