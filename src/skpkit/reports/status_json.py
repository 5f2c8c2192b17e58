"""How an office stands as JSON, as `schemas/v1/status.schema.json` describes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from skpkit.findings import Severity
from skpkit.reports._report import place_as_data, state_as_data
from skpkit.reports._standing import StatusReport
from skpkit.source.resources import VERSION

if TYPE_CHECKING:
    from skpkit.judge.overview import IndicatorStanding, PersonStanding, PlanStanding, UnitStanding
    from skpkit.judge.tasks import Task
    from skpkit.model.awaited import AwaitedApproval

STATES = {
    "tercapai": "met",
    "kurang": "below",
    "terukur": "measured",
    "proyeksi": "projected",
    "kosong": "open",
}


def as_json(report: StatusReport) -> str:
    """The whole overview as one JSON document."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n"


def as_data(report: StatusReport) -> dict[str, Any]:
    """The overview as plain data."""
    overview, asked = report.overview, report.overview.asked
    return {
        "skpkit": VERSION,
        "state": state_as_data(overview.state),
        "day": {"date": overview.day.date.isoformat(), "source": overview.day.source},
        "today": overview.day.date.isoformat(),
        "today_from": overview.day.source,
        "years": list(overview.years),
        "asked": {
            "year": asked.year,
            "unit": asked.unit or None,
            "quarter": asked.quarter or None,
            "person": report.telling.text(asked.person) or None,
        },
        "whole": _numbers(overview.whole),
        "units": [{"unit": each.unit, **_numbers(each)} for each in overview.units],
        "people": [_person(report, each) for each in overview.persons],
    }


def _numbers(unit: UnitStanding) -> dict[str, int]:
    numbers = unit._asdict()
    del numbers["unit"]
    return numbers


def _person(report: StatusReport, person: PersonStanding) -> dict[str, Any]:
    telling = report.telling
    return {
        "dossier": person.title,
        "path": person.path,
        "name": telling.person(person.name, person.nip) or None,
        "post": telling.text(person.post) or None,
        "unit": person.unit or None,
        "workplace": telling.text(person.workplace) or None,
        "in_order": person.is_in_order,
        "late": [_task(report, each) for each in person.late],
        "noted": [_task(report, each) for each in person.noted],
        "in_time": [_task(report, each) for each in person.in_time],
        "awaited": [_awaited(report, each) for each in person.awaited],
        "unread": [telling.text(each) for each in person.unread],
        "other_findings": {each.value: person.counts.get(each, 0) for each in Severity},
        "skps": [_plan(report, each) for each in person.plans],
    }


def _task(report: StatusReport, task: Task) -> dict[str, Any]:
    finding = task.finding
    return {
        "duty": task.kind,
        "folder": task.folder or None,
        "iki": task.iki or None,
        "period": task.period or None,
        "text": report.telling.text(task.text) or None,
        "day": task.day.isoformat() if task.day else None,
        "code": finding.code if finding else None,
        "severity": finding.severity.value if finding else None,
        "fingerprint": finding.fingerprint if finding else None,
        "at": place_as_data(finding.problem.at) if finding else None,
    }


def _awaited(report: StatusReport, awaited: AwaitedApproval) -> dict[str, Any]:
    return {
        "record": awaited.record,
        "thing": awaited.thing,
        "role": awaited.role,
        "why": awaited.why,
        "since": awaited.since.isoformat() if awaited.since else None,
        "people": [report.telling.person(each.name, each.nip) or "" for each in awaited.people],
    }


def _plan(report: StatusReport, plan: PlanStanding) -> dict[str, Any]:
    results = plan.results
    return {
        "path": plan.path,
        "status": plan.status,
        "begins": plan.term.mulai.isoformat(),
        "ends": plan.term.selesai.isoformat(),
        "indicators": [_indicator(report, each) for each in plan.indicators],
        "nhk": {
            "value": results.value,
            "up_to": results.day.isoformat(),
            "counted": results.counted,
            "of": results.total,
            "unknown_k3": list(results.unknown),
        }
        if results
        else None,
    }


def _indicator(report: StatusReport, found: IndicatorStanding) -> dict[str, Any]:
    reached, need = found.so_far, found.need
    return {
        "iki": found.kode,
        "name": report.telling.text(found.name),
        "unit": report.telling.text(found.unit) or None,
        "direction": found.direction or None,
        "periods": [
            {
                "period": each.period,
                "ends": each.end.isoformat(),
                "target": each.target,
                "value": report.telling.data(each.value),
                "state": STATES[each.state],
                "remark": each.remark or None,
            }
            for each in found.periods
        ],
        "capaian": {"percent": reached.percent, "period": reached.period, "up_to": reached.end.isoformat()}
        if reached
        else None,
        "needs": {
            "periods": list(need.periods),
            "consolidation": need.how,
            "value": need.value,
            "target": need.target,
            "standing": need.standing,
        }
        if need
        else None,
    }
