"""The first draft of a rule: every file that it needs, failing its tests until what is marked is filled in.

`make rule NAME=target-lowered CODE=SKP319` writes the module with its page, the entry in the list of rules, two
stories, the rows of the two tables, and the changelog's fragment. `KIND=fact` makes a rule of the 2xx that reads facts
and the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from skpkit import rules
from tests.support.places import PROJECT
from tools.scaffold import MARK, edited

NAME = re.compile(r"[a-z]+(-[a-z]+)+")
CODE = re.compile(r"SKP[0-4][0-9]{2}")
TABLE = "tests/data/rules.md"
COVERAGE = "docs/coverage.md"
LIST = "src/skpkit/rules/__init__.py"


class Kind(NamedTuple):
    """What a rule reads: its list, what it is given and from where, and how its stories name their states."""

    list: str
    given: str
    module: str
    more: str
    states: str


KINDS = {
    "dossier": Kind("DOSSIER_RULES", "Dossier", "skpkit.model.dossier", "", "check: []\n"),
    "fact": Kind("FACT_RULES", "Facts", "skpkit.model.facts", ", world: World", "check: []\n"),
    "exemption": Kind("EXEMPTION_RULES", "Exemptions", "skpkit.model.exemptions", "", "check: []\n"),
    "revision": Kind("REVISION_RULES", "Revision", "skpkit.change.revision", "", "after: []\n"),
}
USUAL_KIND = {"0": "dossier", "1": "dossier", "2": "dossier", "3": "revision", "4": "exemption"}

PAGE = '''\
"""{mark}: the rule, as one sentence that holds when all is well.

{mark}: why it is so, and what is free. In a line of its own, when the rule is silent because another speaks.

**Fix:** {mark}: what to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_
from {module} import {imported}
from skpkit.rules._rule import {kind}_rule

MESSAGE = N_("{mark}: what is wrong, where, why, and what to do")


@{kind}_rule(basis="T")
def rule({argument}: {given}{more}) -> Iterator[Problem]:
    """{mark}: what it yields."""
    yield from ()  # {mark}: Problem(where, MESSAGE, about=(what it concerns,))
'''
STORY = """\
tells: "{mark}: {what}"
cerita: "{mark}: hal yang sama dalam bahasa Indonesia"
{states}"""


def files_of_rule(root: Path, name: str, code: str, kind: str) -> Iterator[tuple[str, str]]:
    """Path and new text of every file that a rule needs, below the project's folder `root`."""
    module, what = name.replace("-", "_"), KINDS[kind]
    imported = "Facts, World" if kind == "fact" else what.given
    yield (
        f"src/skpkit/rules/{rules.ROOMS[code[3]]}/{module}.py",
        PAGE.format(mark=MARK, kind=kind, imported=imported, argument=what.given.lower(), **what._asdict()),
    )
    yield LIST, edited(root, LIST, lambda text: _listed(text, what.list, code, module))
    for case, told in (
        ("offence", "what is done that the rule forbids"),
        ("near_miss", "what comes near and is allowed"),
    ):
        yield f"tests/stories/{module}/{case}/story.yaml", STORY.format(mark=MARK, what=told, states=what.states)
    yield TABLE, edited(root, TABLE, lambda text: _with_table_row(text, name, code))
    yield COVERAGE, edited(root, COVERAGE, lambda text: _with_coverage_row(text, code))
    yield f"changelog.d/added/{name}.md", f"`{code}` ({name}): {MARK}, in a sentence for users.\n"


def _listed(text: str, mapping: str, code: str, module: str) -> str:
    """The list of rules with one more: by its code, or among those of revisions at the end, for it is to be placed."""
    begin = text.index("\n", text.index(f"{mapping}: ")) + 1
    end = text.index("}\n", begin)
    entries = text[begin:end].splitlines(keepends=True)
    new = f'    "{code}": "{module}",\n'
    if mapping == "REVISION_RULES":
        entries.append(f"{new.rstrip()}  # {MARK}: move it to where it should speak\n")
    else:
        entries = sorted([*entries, new])
    return text[:begin] + "".join(entries) + text[end:]


def _with_table_row(text: str, name: str, code: str) -> str:
    """The table of all rules with one more, behind the last of its hundred that has a lower number."""
    lines = text.splitlines(keepends=True)
    before = [nth for nth, line in enumerate(lines) if line[:3] == f"| {code[3]}" and line[2:5] < code[3:]]
    basis = "" if code[3] in "04" else " T |"
    row = f"| {code[3:]} | {name} | E | {MARK}: what must hold |{basis}\n"
    return "".join([*lines[: before[-1] + 1], row, *lines[before[-1] + 1 :]])


def _with_coverage_row(text: str, code: str) -> str:
    """The table of sentences with one more, at the end of the last section; it may belong to another."""
    end = text.index("\n## Documents")
    row = (
        f"| {MARK}: the sentence of the source, in its section | {code} | {MARK}: `kind:field` | {MARK}: documents |\n"
    )
    return text[:end] + row + text[end:]


def refusal(name: str, code: str, kind: str) -> str:
    """Why no rule of that name, code and kind can be made; empty where one can."""
    taken = {line[2:5] for line in (PROJECT / TABLE).read_text(encoding="utf-8").splitlines() if line.startswith("| ")}
    if not NAME.fullmatch(name):
        return f"NAME={name} is no name of a rule; write the offence in small letters with hyphens, as target-lowered"
    if not CODE.fullmatch(code):
        return f"CODE={code} is no code of a rule; write SKP and three digits, the first of them 0 to 4"
    if name.replace("-", "_") in rules.ALL_RULES.values():
        return f"there is a rule {name} already; choose another name"
    if code[3:] in taken or code in rules.ALL_RULES:
        free = next(nth for nth in range(int(code[3]) * 100 + 1, 1000) if f"{nth:03}" not in taken)
        return f"{code} is taken, and codes are never used again; the next free one of its hundred is SKP{free:03}"
    if kind not in KINDS:
        return f"KIND={kind} is no kind of rule; there are {', '.join(KINDS)}"
    return ""
