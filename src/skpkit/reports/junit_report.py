"""JUnit XML: a suite for each dossier, a case for each finding, and one that passes where there is none.

The shape is that of both schemas in use, Ant's and Maven Surefire's. Places compare cases by name: it holds no line.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from skpkit.findings import Severity
from skpkit.messages import N_
from skpkit.reports._findings import Listed, for_programs, listed, more, remarks, sentences, unfinished
from skpkit.reports._outcome import outcome
from skpkit.reports._report import Report

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

RECORDS = N_("records")
IN_ORDER = N_("in order")
NOT_JUDGED = N_("not judged")
LEFT_OUT = N_("findings left out")
BYTES = 25_000_000  # GitLab takes files below 30 MB
_THING = re.compile(r"(?=.*[0-9])(?!.*[0-9]{6})(?!.*\.yaml$)[\w.-]{1,20}")

Ending = Literal["failure", "error", "skipped"]


@dataclass(slots=True)
class Suite:
    """The cases of a dossier, and what is told of those that pass."""

    name: str
    cases: list[Element] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    ends: Counter[Ending] = field(default_factory=Counter)


def as_junit(report: Report) -> str:
    """Errors fail, what could not be judged is an error of the run, what is exempted is skipped; all else passes, and
    stands in the suite's output. Where it is too much for a file, the gravest."""
    suites: dict[str, Suite] = {"": Suite(report.say(RECORDS))}
    for dossier in sorted(report.verdict.titles):
        suites[dossier] = Suite(report.title(dossier))
    names: Counter[tuple[str, str]] = Counter()
    for path, why in unfinished(report):
        _add(suites[""], _case(path, report.say(NOT_JUDGED), names), "error", why, [why])
    left, size = report.verdict.left_out, 0
    found = listed(report, exempted=True)
    for nth, item in enumerate(found):
        suite = suites.setdefault(item.finding.dossier, Suite(report.title(item.finding.dossier)))
        size += _tell(report, item, suite, names)
        if size > BYTES:
            left += len(found) - nth - 1
            break
    for told in more(report, left):
        case = _case("skpkit", report.say(LEFT_OUT), names)
        _add(suites[""], case, "failure" if report.verdict.count(Severity.ERROR) else None, told, [told])
    suites[""].told += [*remarks(report), for_programs(outcome(report))]
    for dossier, suite in suites.items():
        if not suite.cases and dossier:
            suite.cases.append(_case(dossier, report.say(IN_ORDER), names))
    if not any(each.cases for each in suites.values()):  # a file without cases looks like a run that did nothing
        suites[""].cases.append(_case("skpkit", for_programs(outcome(report)), names))
    return _document(report, [each for each in suites.values() if each.cases or each.told])


def _tell(report: Report, item: Listed, suite: Suite, names: Counter[tuple[str, str]]) -> int:
    """Add the case of a finding to a suite; how many bytes it takes."""
    finding = item.finding
    first, *rest = sentences(report, finding)
    what = " ".join(dict.fromkeys(each for each in finding.problem.about if _THING.fullmatch(each)))
    case = _case(item.at.path, for_programs(f"{finding.code} {finding.rule} {what}".rstrip()), names)
    place = for_programs(report.place(item.at))
    told = [f"{place}: {finding.code} {first}", *rest]
    if item.standing == "exempted":
        _add(suite, case, "skipped", first, told)
    else:
        _add(suite, case, "failure" if finding.severity is Severity.ERROR else None, first, told)
    return sum(len(each.encode()) for each in told) * 2 + len(first.encode())


def _case(path: str, name: str, names: Counter[tuple[str, str]]) -> Element:
    """A case by its name; where two are of one name, GitLab counts one, so that the next gets a number."""
    key = (for_programs(path), name)
    names[key] += 1
    told = f"{name} ({names[key]})" if names[key] > 1 else name
    from xml.etree.ElementTree import Element

    return Element("testcase", classname=key[0], name=told, time="0")


def _add(suite: Suite, case: Element, ending: Ending | None, message: str, told: list[str]) -> None:
    suite.cases.append(case)
    if ending is None:
        suite.told += told
        return
    from xml.etree.ElementTree import SubElement

    suite.ends[ending] += 1
    end = SubElement(case, ending, {"message": message} | ({} if ending == "skipped" else {"type": "skpkit"}))
    end.text = "\n".join(told)


def _document(report: Report, suites: list[Suite]) -> str:
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    root = Element("testsuites")
    for nth, suite in enumerate(suites):
        attributes = {
            "id": str(nth),
            "package": "skpkit",
            "name": for_programs(suite.name),
            "timestamp": f"{report.verdict.day.date.isoformat()}T00:00:00",
            "hostname": "localhost",
            "tests": str(len(suite.cases)),
            "failures": str(suite.ends["failure"]),
            "errors": str(suite.ends["error"]),
            "skipped": str(suite.ends["skipped"]),
            "time": "0",
        }
        element = SubElement(root, "testsuite", attributes)
        SubElement(element, "properties")
        element.extend(suite.cases)
        SubElement(element, "system-out").text = "\n".join(suite.told)
        SubElement(element, "system-err")
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'
