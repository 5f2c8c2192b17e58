"""What is frozen as JSON, as `schemas/v1/frozen.schema.json` describes it."""

from __future__ import annotations

import json
from typing import Any

from skpkit import __version__
from skpkit.findings import Location
from skpkit.judge.frozen import Cell, Held, Hold, Part, Plan
from skpkit.reports._frozen import FrozenReport


def write(report: FrozenReport) -> str:
    """The whole table as one JSON document."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n"


def as_data(report: FrozenReport) -> dict[str, Any]:
    """The table as plain data."""
    table = report.table
    return {
        "skpkit": __version__,
        "state": report.state.commit or report.state.label,
        "today": table.today.isoformat(),
        "record": table.path,
        "dossier": table.dossier.title,
        "freeze": report.freeze,
        "skps": [_plan(report, each) for each in table.plans],
    }


def _plan(report: FrozenReport, plan: Plan) -> dict[str, Any]:
    established = plan.skp.established_on
    return {
        "path": plan.skp.path,
        "status": plan.skp.status,
        "established_on": established.isoformat() if established else None,
        "cells": [_cell(report, each) for each in plan.cells],
        "parts": [_part(report, each) for each in plan.parts],
    }


def _cell(report: FrozenReport, cell: Cell) -> dict[str, Any]:
    return {
        "iki": cell.iki,
        "period": cell.period or None,
        "target": _held(report, cell.target),
        "realisation": _held(report, cell.realisation),
    }


def _held(report: FrozenReport, held: Held | None) -> dict[str, Any] | None:
    if held is None:
        return None
    return {"value": held.value, "at": _place(held.at) if held.at else None, **_hold(report, held.hold)}


def _part(report: FrozenReport, part: Part) -> dict[str, Any]:
    return {"part": part.subject, "iki": part.iki or None, "at": _place(part.at), **_hold(report, part.hold)}


def _hold(report: FrozenReport, hold: Hold) -> dict[str, Any]:
    return {
        "state": hold.condition,
        "rules": list(hold.rules),
        "way": hold.way,
        "since": _since(report, hold.since) if hold.since else None,
    }


def _since(report: FrozenReport, at: Location) -> dict[str, Any]:
    writer = report.writer(at)
    return {
        **_place(at),
        "commit": writer.commit if writer else None,
        "date": writer.when.isoformat() if writer else None,
    }


def _place(at: Location) -> dict[str, Any]:
    return {"path": at.path, "line": at.line, "column": at.column}
