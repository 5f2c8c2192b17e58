"""What is frozen as JSON, as `schemas/v1/frozen.schema.json` describes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from skpkit.reports._report import FrozenReport, place_as_data, state_as_data
from skpkit.source.resources import VERSION

if TYPE_CHECKING:
    from skpkit.findings import Location
    from skpkit.judge.frozen import FrozenCell, FrozenPart, FrozenSkp, FrozenTable, Held, Hold


def as_json(report: FrozenReport) -> str:
    """The whole table as one JSON document."""
    return json.dumps(as_data(report.table), ensure_ascii=False, indent=2) + "\n"


def as_data(table: FrozenTable) -> dict[str, Any]:
    """The table as plain data."""
    return {
        "skpkit": VERSION,
        "state": state_as_data(table.state),
        "day": {"date": table.today.isoformat(), "source": table.day_source},
        "today": table.today.isoformat(),
        "today_from": table.day_source,
        "record": table.path,
        "dossier": table.dossier.title,
        "freeze": table.dossier.settings.freeze,
        "skps": [_skp(table, each) for each in table.skps],
    }


def _skp(table: FrozenTable, skp: FrozenSkp) -> dict[str, Any]:
    established = skp.skp.established_on
    return {
        "path": skp.skp.path,
        "status": skp.skp.status,
        "established_on": established.isoformat() if established else None,
        "cells": [_cell(table, each) for each in skp.cells],
        "parts": [_part(table, each) for each in skp.parts],
    }


def _cell(table: FrozenTable, cell: FrozenCell) -> dict[str, Any]:
    return {
        "iki": cell.iki,
        "period": cell.period or None,
        "target": _held(table, cell.target),
        "realisation": _held(table, cell.realisation),
    }


def _held(table: FrozenTable, held: Held | None) -> dict[str, Any] | None:
    if held is None:
        return None
    return {"value": held.value, "at": place_as_data(held.at) if held.at else None, **_hold(table, held.hold)}


def _part(table: FrozenTable, part: FrozenPart) -> dict[str, Any]:
    return {"part": part.subject, "iki": part.iki or None, "at": place_as_data(part.at), **_hold(table, part.hold)}


def _hold(table: FrozenTable, hold: Hold) -> dict[str, Any]:
    return {
        "state": hold.condition,
        "rules": list(hold.rules),
        "way": hold.way,
        "since": _since(table, hold, hold.since) if hold.since else None,
    }


def _since(table: FrozenTable, hold: Hold, at: Location) -> dict[str, Any]:
    writer = table.writer(hold)
    return {
        **place_as_data(at),
        "commit": writer.commit if writer else None,
        "date": writer.when.isoformat() if writer else None,
    }
