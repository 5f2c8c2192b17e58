"""Reports as their readers take them: by the published schemas, and by programs that people use."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from junitparser import JUnitXml
from lxml import etree
from openpyxl import load_workbook

from skpkit.findings import Severity
from skpkit.judge.engine import Verdict
from skpkit.messages import LANGUAGES
from skpkit.reports import FILES, Report
from skpkit.rules.pages import page
from tests.support.node import run_package
from tests.support.places import TESTS
from tests.support.verdicts import audited, clean, everything, nothing, real

SCHEMAS = TESTS / "data" / "formats"
VERDICTS = (everything, real, clean, nothing, audited)
every_verdict = pytest.mark.parametrize("made", VERDICTS, ids=lambda made: made.__name__)
Made = Callable[[], Verdict]


def told(style: str, verdict: Verdict, *, show_all: bool = False, lang: str = "en") -> Any:
    """A report."""
    return FILES[style](Report(verdict, lang, show_all))


def schema(name: str) -> Any:
    """A schema as it was published."""
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def texts(data: Any) -> Iterator[str]:
    """Every text of some data."""
    if isinstance(data, str):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from texts(each)


# --- GitLab --------------------------------------------------------------------------------------------------


@every_verdict
def test_gitlab_takes_every_element(made: Made) -> None:
    text = told("gitlab", made())
    assert not text.startswith("\ufeff")
    verdict, items = made(), json.loads(text)
    for each in items:  # one that is not valid ends its reading
        jsonschema.validate(each, schema("gitlab-code-quality-item.json"))
        assert each["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert isinstance(each["location"]["lines"]["begin"], int)
        assert not each["location"]["path"].startswith(("/", "."))
    assert len({each["fingerprint"] for each in items}) == len(items)
    others = len(verdict.failures) + len(verdict.unjudged) + bool(verdict.left_out)
    assert len(items) == len(verdict.findings) + others


# --- code scanning -------------------------------------------------------------------------------------------


@every_verdict
@pytest.mark.parametrize("show_all", [False, True])
def test_sarif_is_as_both_schemas_have_it(made: Made, show_all: bool) -> None:
    log = json.loads(told("sarif", made(), show_all=show_all))
    jsonschema.Draft4Validator(schema("sarif-2.1.0-oasis-errata01.json")).validate(log)
    jsonschema.Draft7Validator(schema("sarif-2.1.0-schemastore.json")).validate(log)


@every_verdict
def test_sarif_has_what_github_needs(made: Made) -> None:
    (run,) = json.loads(told("sarif", made(), show_all=True))["runs"]
    driver = run["tool"]["driver"]
    assert "" not in [*texts(driver), *texts(run["results"])]
    for rule in driver["rules"]:
        assert len(rule["shortDescription"]["text"]) <= 1_024
        assert len(rule["fullDescription"]["text"]) <= 1_024
        assert rule["help"] == {"text": page(rule["id"], "en").text(), "markdown": page(rule["id"], "en").markdown()}
        assert len(rule["properties"]["tags"]) <= 10
    for each in run["results"]:
        assert driver["rules"][each["ruleIndex"]]["id"] == each["ruleId"]
        (location,) = each["locations"]
        region = location["physicalLocation"]["region"]
        assert {"startLine", "startColumn", "endLine", "endColumn"} == region.keys()
        assert (region["startLine"], region["startColumn"]) < (region["endLine"], region["endColumn"])
        for place in (location, *each.get("relatedLocations", ())):
            assert not set(place["physicalLocation"]["artifactLocation"]["uri"]) & set(' "<>`|\\^{}#?:,')
    marks = [each["partialFingerprints"]["primaryLocationLineHash"] for each in run["results"]]
    assert len(set(marks)) == len(marks)


def test_a_category_of_code_scanning_is_of_one_command() -> None:
    ids = [json.loads(told("sarif", made()))["runs"][0]["automationDetails"]["id"] for made in VERDICTS]
    assert ids == ["skpkit/review/", "skpkit/review/", "skpkit/check/", "skpkit/review/", "skpkit/audit/"]


def test_sarif_tells_what_is_exempted_and_known_as_such() -> None:
    results = json.loads(told("sarif", everything(), show_all=True))["runs"][0]["results"]
    assert [each["ruleId"] for each in results if "suppressions" in each] == ["SKP302"]
    assert [each["ruleId"] for each in results if each["baselineState"] == "unchanged"] == ["SKP104"]
    assert '"ruleId": "SKP104"' not in told("sarif", everything())
    without = FILES["sarif"](Report(everything(), "en", suppressed=False))  # for readers that take them for open
    assert '"ruleId": "SKP302"' not in str(without)
    assert "passed by recorded exemptions, and not listed: 1" in str(without)


def test_evidence_is_linked_from_the_message_and_no_text_of_a_record_is_a_link() -> None:
    results = json.loads(told("sarif", everything()))["runs"][0]["results"]
    linked = next(each for each in results if each["ruleId"] == "SKP301")
    for each in linked["relatedLocations"]:
        assert f"[{each['message']['text']}]({each['id']})" in linked["message"]["text"]
    hostile = next(each for each in results if each["ruleId"] == "SKP003")["message"]["text"]
    assert r"\[x\](http://evil.example)" in hostile


@pytest.mark.skipif(not find_spec("sarif"), reason="sarif-tools is not installed; .ci/run does that")
def test_sarif_tools_counts_the_same(tmp_path: Path) -> None:
    from sarif import loader

    file = tmp_path / "report.sarif"
    file.write_text(told("sarif", everything()), encoding="utf-8")
    counts = loader.load_sarif_file(str(file)).get_report().get_issue_type_histogram_for_severity("error")
    assert sum(counts.values()) == 5


@pytest.mark.parametrize("made", [everything, clean], ids=lambda made: made.__name__)
@pytest.mark.parametrize("rules", ["Ghas", "Sarif"])
def test_microsofts_multitool_has_nothing_to_say_against_it(made: Made, rules: str, tmp_path: Path) -> None:
    file = tmp_path / "report.sarif"
    file.write_text(told("sarif", made()), encoding="utf-8")
    done = run_package("@microsoft/sarif-multitool", "bin.js", "validate", str(file), "--rule-kind", rules)
    assert "Analysis completed successfully" in done.stdout or "Done. 1 files scanned" in done.stdout, done.stderr
    said = [line for line in done.stdout.splitlines() if ": error " in line or ": warning " in line]
    assert [line for line in said if "SARIF2005" not in line] == []  # it wants an address; skpkit has none


# --- JUnit ---------------------------------------------------------------------------------------------------


@every_verdict
def test_junit_is_as_both_schemas_have_it(made: Made) -> None:
    document = etree.fromstring(told("junit", made()).encode())
    for name in ("junit-10.xsd", "junit-ant-windyroad.xsd"):
        etree.XMLSchema(etree.parse(SCHEMAS / name)).assertValid(document)


@every_verdict
def test_junit_counts_as_the_verdict_does(made: Made) -> None:
    verdict = made()
    text = told("junit", verdict)
    document = JUnitXml.fromstring(text.encode())
    document.update_statistics()  # type: ignore[no-untyped-call]
    errors = sum(each.severity is Severity.ERROR for each in verdict.findings) + bool(verdict.left_out)
    assert (document.failures, document.errors) == (errors, len(verdict.failures) + len(verdict.unjudged))
    cases = [(case.classname, case.name) for suite in document for case in suite]
    assert cases  # a file without a case looks like a run that did nothing
    assert len(set(cases)) == len(cases)
    declared = etree.fromstring(text.encode()).iter("testsuite")
    assert sum(int(each.get("tests", "0")) for each in declared) == len(cases)


# --- reviewdog -----------------------------------------------------------------------------------------------


@every_verdict
def test_every_line_of_rdjsonl_is_a_diagnostic(made: Made) -> None:
    for line in told("rdjsonl", made()).splitlines():
        each = json.loads(line)
        jsonschema.Draft4Validator(schema("rdf-diagnostic.json")).validate(each)
        assert each.keys() <= {"message", "severity", "location", "source", "code", "relatedLocations"}
        assert each["source"] == {"name": "skpkit"}


def test_its_columns_are_bytes() -> None:
    lines = [json.loads(line) for line in told("rdjsonl", everything()).splitlines()]
    found = next(each for each in lines if each.get("code") == {"value": "SKP301"})
    wide = everything().lines or {}
    before = next(iter(wide.values()))[:21].encode()
    assert found["location"]["range"]["start"] == {"line": 12, "column": len(before) + 1}
    step = json.loads(told("rdjsonl", audited()).splitlines()[0])
    assert step["location"]["range"] == {
        "start": {"line": 2},
        "end": {"line": 4},
    }  # of that commit nobody knows the text


def test_the_validator_of_rdformat_takes_it(tmp_path: Path) -> None:
    text = told("rdjsonl", everything())  # it knows the names of the protocol alone, not those of its JSON
    lines = text.replace('"relatedLocations"', '"related_locations"').splitlines()
    file = tmp_path / "report.json"
    file.write_text(json.dumps({"diagnostics": [json.loads(line) for line in lines]}), encoding="utf-8")
    done = run_package(
        "@umbrelladocs/rdformat-validator", "bin/rdformat-validator.js", "--strict", "--no-extra-fields", str(file)
    )
    assert done.returncode == 0, done.stdout + done.stderr


# --- Excel ---------------------------------------------------------------------------------------------------


@every_verdict
@pytest.mark.parametrize("lang", LANGUAGES)
def test_excel_opens_it_and_a_text_stays_one(made: Made, lang: str) -> None:
    content = told("xlsx", made(), lang=lang)
    assert content == told("xlsx", made(), lang=lang)
    book = load_workbook(BytesIO(content))
    names = {"en": ["Summary", "Findings", "Changes"], "id": ["Ringkasan", "Temuan", "Perubahan"]}
    assert book.sheetnames == names[lang]
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")  # never a formula
                assert cell.hyperlink is None
                if cell.row > 1 and cell.data_type == "s":
                    assert cell.quotePrefix  # nor after it was edited
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
    verdict = made()
    listed = [*verdict.findings, *verdict.exempted, *verdict.known]
    assert book.worksheets[1].max_row == len(listed) + 1
    assert book.worksheets[2].max_row == len(verdict.changes) + 1
