"""The first draft of a rule: every file that it needs, failing its tests until what is marked is filled in.

`make rule NAME=target-lowered CODE=…` writes the module with its page, the entry in the list of rules, two
stories, the rows of the two tables, and the changelog's fragment. `KIND=fact` makes a rule of the 2xx that reads facts
and the day; `SEVERITY=W` a warning, `I` a note; `BASIS=kmk-127-2026` one that rests on that source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from skpkit import rules
from skpkit.rules._rule import OWN
from skpkit.rules.sources import SOURCES
from tests.support.contract import letter
from tests.support.places import PROJECT
from tools.scaffold import MARK, edited

NAME = re.compile(r"[a-z]+(-[a-z]+)*")
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
SEVERITIES = {"E": "", "W": "Severity.WARNING", "I": "Severity.INFO"}
PROBLEMS = {
    "revision": "edit.problem(MESSAGE, edit.told) for each edit that it explains",
    "fact": "Problem(plan.at(), MESSAGE, about=(plan.record,))",
}
PROBLEM = "Problem(record.at(*path), MESSAGE, about=(folder.name_of(record.name),))"
USUAL_KIND = {"0": "dossier", "1": "dossier", "2": "dossier", "3": "revision", "4": "exemption"}

PAGE = '''\
"""{mark}: the rule, as one sentence that holds when all is well.

{mark}: why it is so, and what is free. In a line of its own, when the rule is silent because another speaks.

**Fix:** {mark}: what to do.
"""

from __future__ import annotations

from collections.abc import Iterator

{imports}

BASIS = ({cited},)

MESSAGE = N_("{mark}: what is wrong, where, why, and what to do")


@{kind}_rule(basis=BASIS{severity_given})
def rule({argument}: {given}{more}) -> Iterator[Problem]:
    """{mark}: what it yields."""
    yield from ()  # {mark}: {problem}
'''
CITED = 'cite("{key}", N_("{mark}: article, page or section"), N_("{mark}: what it says there"))'
OWN_READING = 'own(N_("{mark}: why skpkit reads it so"))'
STORY = """\
# {mark}: edits such as - {{file: bagas/skp.yaml, replace: {{"old": "new"}}}}; name the folder after the case
tells: "{mark}: {what}"
cerita: "{mark}: hal yang sama dalam bahasa Indonesia"
{states}"""


class Draft(NamedTuple):
    """What a rule is called, what it reads, how grave it is (E, W or I), and the source that it rests on."""

    name: str
    code: str
    kind: str
    severity: str = "E"
    basis: str = OWN

    @property
    def module(self) -> str:
        """The name of its module and of its folder of stories."""
        return self.name.replace("-", "_")


def files_of_rule(root: Path, draft: Draft) -> Iterator[tuple[str, str]]:
    """Path and new text of every file that a rule needs, below the project's folder `root`."""
    name, code, kind, _, basis = draft
    module, what, severity = draft.module, KINDS[kind], SEVERITIES[draft.severity]
    cites = "own" if basis == OWN else "cite"
    imports = (
        f"from skpkit.findings import Problem{', Severity' if severity else ''}",
        "from skpkit.messages import N_",
        f"from {what.module} import {'Facts, World' if kind == 'fact' else what.given}",
        f"from skpkit.rules._rule import {', '.join(sorted((cites, f'{kind}_rule')))}",
    )
    yield (
        f"src/skpkit/rules/{rules.HUNDREDS[code[3]]}/{module}.py",
        PAGE.format(
            mark=MARK,
            kind=kind,
            imports="\n".join(sorted(imports)),
            cited=(OWN_READING if basis == OWN else CITED).format(key=basis, mark=MARK),
            argument=what.given.lower(),
            problem=PROBLEMS.get(kind, PROBLEM),
            severity_given=f", severity={severity}" if severity else "",
            **what._asdict(),
        ),
    )
    yield LIST, edited(root, LIST, lambda text: _listed(text, what.list, code, module))
    for case, told in (
        ("offence", "what is done that the rule forbids"),
        ("near_miss", "what comes near and is allowed"),
    ):
        yield f"tests/stories/{module}/{case}/story.yaml", STORY.format(mark=MARK, what=told, states=what.states)
    yield TABLE, edited(root, TABLE, lambda text: _with_table_row(text, draft))
    yield COVERAGE, edited(root, COVERAGE, lambda text: _with_coverage_row(text, draft))
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


def _with_table_row(text: str, draft: Draft) -> str:
    """The table of all rules with one more, behind the last of its hundred that has a lower number."""
    code = draft.code
    lines = text.splitlines(keepends=True)
    before = [nth for nth, line in enumerate(lines) if line[:3] == f"| {code[3]}" and line[2:5] < code[3:]]
    basis = "" if code[3] in "04" else f" {letter(draft.basis)} |"
    row = f"| {code[3:]} | {draft.name} | {draft.severity} | {MARK}: what must hold |{basis}\n"
    return "".join([*lines[: before[-1] + 1], row, *lines[before[-1] + 1 :]])


def _with_coverage_row(text: str, draft: Draft) -> str:
    """The table of sentences with one more, at the end of the last section of its kind; it may belong to another."""
    if draft.basis == OWN:
        end, row = "\n## Documents", f"| {MARK}: what is read so | {draft.code} | {MARK}: why |\n"
    else:
        end, row = (
            "\n## 9. ",
            f"| {MARK}: the sentence | `{draft.basis}` | {draft.code} | {MARK}: `kind:field` | {MARK}: documents |\n",
        )
    at = text.index(end)
    return text[:at] + row + text[at:]


def refusal(draft: Draft) -> str:
    """Why no such rule can be made; empty where one can."""
    name, code, kind, severity, basis = draft
    taken = {line[2:5] for line in (PROJECT / TABLE).read_text(encoding="utf-8").splitlines() if line.startswith("| ")}

    def free(hundred: str) -> str:
        numbers = (f"{nth:03}" for nth in range(int(hundred) * 100 + 1, 1000))
        return "SKP" + next(each for each in numbers if each not in taken)

    if not NAME.fullmatch(name):
        return f"NAME={name} is no name of a rule; write the offence in small letters with hyphens, as target-lowered"
    if not CODE.fullmatch(code):
        return f"CODE={code} is no code of a rule; the next free ones are {', '.join(map(free, rules.HUNDREDS))}"
    if draft.module in rules.ALL_RULES.values():
        return f"there is a rule {name} already; choose another name"
    if code[3:] in taken or code in rules.ALL_RULES:
        return f"{code} is taken, and codes are never used again; the next free one of its hundred is {free(code[3])}"
    for what, given, known in (("KIND", kind, KINDS), ("SEVERITY", severity, SEVERITIES), ("BASIS", basis, SOURCES)):
        if given not in known:
            return f"{what}={given} is not known; there are {', '.join(known)}"
    return ""


def next_steps(draft: Draft) -> str:
    """The commands that follow, as the last lines say them."""
    which = f'-k "{draft.module} or {draft.code}"'
    return f"""\
pytest tests/test_shape.py -k fill                               what is left to fill in
pytest tests/rules/test_stories.py {which}
UPDATE_STORIES=1 pytest tests/rules/test_stories.py {which}
make pages                                                       the catalogue to translate, the rule book"""
