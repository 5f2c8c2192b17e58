"""The table that all rules are held against."""

from __future__ import annotations

import re
from typing import NamedTuple

from skpkit.findings import Severity
from tests.support.places import TESTS

TABLE = TESTS / "data" / "rules.md"
LEFT_OUT: set[str] = set()  # rules that are not there yet
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
# a warning that becomes an error, with the calendar or by the profile, has one of both as its default
SEVERITIES = {"E": {ERROR}, "W": {WARNING}, "I": {INFO}, "W→E": {ERROR, WARNING}, "W/E": {ERROR, WARNING}}
ROW = re.compile(
    r"\| (?P<code>\d{3}) \| (?P<name>[a-z-]+) \| (?P<severity>[EWI→/]+)(?P<locked> locked)? \| (?P<rest>.*) \|"
)


LETTERS = {"djkn-2023": "S", "permenpanrb-6-2022": "P", "skpkit": "T"}


def letter(source: str) -> str:
    """The letter of the table for a source that rules cite; K is for all that the ministry's own rules are known by."""
    return LETTERS.get(source, "K")


class Row(NamedTuple):
    """A rule as the table has it; `basis` is empty in the families that have no such column."""

    code: str
    name: str
    severities: set[Severity]
    locked: bool
    basis: set[str]


def table() -> dict[str, Row]:
    """The rows of the table by code."""
    rows, with_basis = {}, False
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| code |"):
            with_basis = line.endswith("| basis |")
        elif found := ROW.fullmatch(line):
            code = f"SKP{found['code']}"
            last = found["rest"].replace(r"\|", "").rpartition(" | ")[2] if with_basis else ""
            basis = {key[0] for key in last.split(",") if key}
            rows[code] = Row(code, found["name"], SEVERITIES[found["severity"]], bool(found["locked"]), basis)
        else:
            assert not re.match(r"\| \d", line), f"a row that this test cannot read: {line}"
    return rows


CONTRACT = table()
