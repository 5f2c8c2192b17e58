"""Verdicts made by hand, for tests of reports: one that has everything, and those that have nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from skpkit.change.changelist import CHANGED, Change
from skpkit.errors import SkpkitError
from skpkit.findings import Day, Evidence, Finding, Location, Note, Problem, Severity, Unjudged, with_fingerprints
from skpkit.judge.engine import StateName, Verdict
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.judge.showing import showable
from skpkit.rules import name
from tests.support.command import target
from tests.support.edits import edited, examples

BAGAS, SITI, CLEAN = "2026/199203172015021003", "2026/199206302014022002", "2026/197805142003121002"
FOLDER = f"records/{BAGAS}"
SKP = f"{FOLDER}/skp.yaml"
DIALOGUE = f"{FOLDER}/dki/2026-04-07.yaml"
GONE = f"records/{SITI}"
ODD = f"records/2026/a, b:c%|`x` ü/{SITI.partition('/')[2]}/skp.yaml"
DAY = Day(date(2026, 6, 15), "--today")
BASE, HEAD = StateName("main", "a" * 40), StateName("usulan", "b" * 40)
# What whoever writes a record may try: markup, links, commands of logs, XML, formulas, and what acts on a terminal.
HOSTILE = (
    '=HYPERLINK("http://evil.example")|<script>alert(1)</script> [x](http://evil.example) ]]> &amp; `a` @nama #12 '
    "\n::error::x\n##[error]x\r\n::stop-commands::x \x1b[2J\u202egnp\x00\x07 \ufffe \ud800 100% {y}"
)


def finding(code: str, severity: Severity, problem: Problem, dossier: str = BAGAS) -> Finding:
    """A finding of a rule."""
    return Finding(code, name(code), severity, problem, dossier)


def _findings() -> list[Finding]:
    moved = Problem(
        Location(SKP, 12, 22, 12, 23),
        "target Q1 dari 1b-N terkunci",
        was=Location(SKP, 12, 22, 12, 23),
        evidence=(Evidence(Location(DIALOGUE, 15, 5, 16, 9)), Evidence(Location(DIALOGUE, 15, 5, 16, 9), "before")),
        about=("skp.yaml", "1b-N", "Q1"),
    )
    deleted = Problem(
        Location(SKP), "dialog yang dilaporkan dihapus", was=Location(DIALOGUE), about=("dki/2026-04-07.yaml",)
    )
    gone = Problem(Location("records/2026"), "dokumen kinerja dihapus", was=Location(f"{GONE}/skp.yaml"), about=("x",))
    odd = Problem(
        Location(ODD, 3, 7, 3, 12),
        "nilai {value}",
        {"value": HOSTILE},
        about=("skp.yaml", "Budi", HOSTILE.replace("\ud800", ""), "1990"),
    )
    twice = Problem(Location(SKP, 4, 1, 4, 9), "kedua kali", about=("skp.yaml", "1a-CP", "B01"))
    return [
        replace(finding("SKP301", Severity.ERROR, moved), also=("SKP315", "SKP317"), commit="c" * 40),
        finding("SKP310", Severity.ERROR, deleted),
        finding("SKP311", Severity.ERROR, gone, SITI),
        finding("SKP003", Severity.ERROR, odd, SITI),
        finding("SKP221", Severity.WARNING, twice),
        finding("SKP221", Severity.WARNING, replace(twice, at=Location(SKP, 9, 1, 11, 1))),
        finding("SKP208", Severity.INFO, Problem(Location(SKP, 1, 1, 1, 1), "bulan tanpa dialog", about=("B02",))),
        finding("SKP006", Severity.WARNING, Problem(Location("records/pengecualian.yaml", 2), "usang"), ""),
    ]


def everything() -> Verdict:
    """A review that found one of each, with hostile texts, and could not judge all."""
    known = finding(
        "SKP104", Severity.ERROR, Problem(Location(SKP, 20, 1, 20, 5), "sudah lama", about=("skp.yaml", "2"))
    )
    passed = finding(
        "SKP302", Severity.ERROR, Problem(Location(DIALOGUE, 17, 18, 17, 22), "lolos", about=("1a-CP", "Q1"))
    )
    changes = (
        Change(
            Location(SKP, 12), CHANGED, {"subject": "1b-N target Q1", "old": 5, "new": 6}, "adendum 2", dossier=BAGAS
        ),
        Change(Location(ODD, 3), CHANGED, {"subject": "nama", "old": "lama", "new": HOSTILE}, dossier=SITI),
    )
    return Verdict(
        tuple(with_fingerprints(_findings())),
        known=tuple(with_fingerprints([known])),
        exempted=tuple(with_fingerprints([passed])),
        changes=changes,
        titles=frozenset((BAGAS, SITI, CLEAN)),
        people={BAGAS: "Bagas Pratama", SITI: f"Siti {HOSTILE}", CLEAN: "Ratna Wulandari"},
        failures=(SkpkitError("alasan {x}", x=HOSTILE),),
        unjudged=(Unjudged(DIALOGUE, "bentrok dengan {base}", {"base": "main"}),),
        notes=(Note("catatan {x}", {"x": HOSTILE}), Note("catatan", code="SKP213")),
        beyond={"error": 3, "info": 2, "known": 1},
        day=DAY,
        head=HEAD,
        base=BASE,
        judged_as="proposal",
        shown={Location("records/2026"): Location("skpkit.yaml")},
        lines={(SKP, 12): "    target: {“Q”: 5, ü: 10}"},
    )


@cache
def real() -> Verdict:
    """A review as it is made: a frozen target moved, a reported dialogue deleted, and a dossier."""
    edits = [
        *target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"),
        {"file": "bagas/dki/2026-05-08.yaml", "delete": True},
        {"file": f"records/{CLEAN}", "delete": True},
    ]
    before, after = examples(), edited(examples(), edits)
    verdict = review(Office(before), Office(after), DAY.date)
    return replace(showable(verdict, after, before), day=DAY, head=HEAD, base=BASE, judged_as="proposal")


def clean() -> Verdict:
    """A check that found nothing."""
    return Verdict(
        (), titles=frozenset((BAGAS, CLEAN)), people={BAGAS: "Bagas Pratama"}, day=DAY, head=StateName("worktree")
    )


def nothing() -> Verdict:
    """A review in which no dossier changed."""
    return Verdict((), day=DAY, head=HEAD, base=BASE, judged_as="proposal")


def audited() -> Verdict:
    """An audit that found something in a step."""
    problem = Problem(Location(SKP, 2, 3, 4, 5), "dahulu", evidence=(Evidence(Location(DIALOGUE, 1), "before"),))
    found = replace(finding("SKP305", Severity.ERROR, problem), commit="b" * 40)
    steps = {"b" * 40: "a" * 40}
    return replace(nothing(), findings=tuple(with_fingerprints([found])), base=None, steps=steps, judged_as="history")
