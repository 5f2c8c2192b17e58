"""The rule book, written out: code and module of each rule, by what it reads.

A rule's name is its module's with hyphens. The revision rules stand in the order in which one speaks for
another: locked before unlocked, errors before warnings, the specific before the general.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from skpkit.findings import Binding, Note
from skpkit.rules._rule import Rule

if TYPE_CHECKING:
    from skpkit.change.revision import Revision
    from skpkit.model.owing import DutyKind

DOSSIER_RULES: Mapping[str, str] = {
    "SKP001": "unreadable_file",
    "SKP002": "duplicate_key",
    "SKP003": "schema_violation",
    "SKP004": "misplaced_record",
    "SKP005": "unknown_version",
    "SKP101": "invalid_nip",
    "SKP102": "duplicate_code",
    "SKP103": "missing_main_result",
    "SKP104": "uneven_trajectory",
    "SKP105": "incomplete_behaviour",
    "SKP106": "impossible_period",
    "SKP107": "indicator_count",
    "SKP108": "indicator_quality_not_allowed",
    "SKP109": "self_appraisal",
    "SKP110": "not_agreed",
    "SKP111": "late_establishment",
    "SKP112": "unusual_code",
    "SKP113": "undefined_achievement",
    "SKP114": "stray_characters",
    "SKP202": "manual_without_indicator",
    "SKP203": "manual_disagrees",
    "SKP204": "unknown_indicator",
    "SKP205": "conflicting_realisation",
    "SKP209": "feedback_not_entitled",
    "SKP210": "guidance_not_entitled",
    "SKP211": "counselling_not_entitled",
    "SKP212": "change_without_dialogue",
    "SKP213": "change_without_review",
    "SKP214": "overlapping_skp",
    "SKP215": "plan_without_dialogue",
    "SKP216": "plan_without_actions",
    "SKP219": "assignment_indicators",
    "SKP220": "missing_participants",
    "SKP221": "realisation_without_evidence",
    "SKP223": "predicate_mismatch",
    "SKP225": "competence_not_evaluated",
    "SKP227": "gap_between_skp",
    "SKP229": "superior_mismatch",
    "SKP231": "unusual_realisation",
}
FACT_RULES: Mapping[str, str] = {
    "SKP201": "manual_missing",
    "SKP206": "premature_realisation",
    "SKP207": "dialogue_not_reported",
    "SKP208": "month_without_dialogue",
    "SKP217": "intervened_result_missing",
    "SKP218": "addendum_due",
    "SKP222": "action_overdue",
    "SKP224": "quarter_without_feedback",
    "SKP226": "period_without_evaluation",
    "SKP228": "realisation_missing",
    "SKP230": "future_date",
}
EXEMPTION_RULES: Mapping[str, str] = {
    "SKP006": "stale_exemption",
    "SKP403": "exemption_by_beneficiary",
}
REVISION_RULES: Mapping[str, str] = {
    "SKP311": "established_skp_withdrawn",
    "SKP312": "identity_changed",
    "SKP303": "realised_indicator_dropped",
    "SKP301": "realised_target_revised",
    "SKP302": "realised_achievement_revised",
    "SKP304": "realised_achievement_recomputed",
    "SKP307": "rewritten_change_log",
    "SKP310": "reported_dialogue_altered",
    "SKP313": "complement_alters_previous",
    "SKP315": "change_after_evaluation",
    "SKP308": "manual_touches_skp",
    "SKP306": "declared_otherwise",
    "SKP305": "undeclared_change",
    "SKP309": "undeclared_manual_change",
    "SKP318": "unready_manual",
    "SKP314": "partial_complement",
    "SKP316": "measure_of_realised_indicator_changed",
    "SKP317": "past_period_retargeted",
    "SKP319": "backdated",
    "SKP401": "unsigned_approval",
}
GUARDED_RULES: Mapping[str, str] = {
    "SKP402": "signers_changed_unsigned",
}
OF_ANY_PROFILE = ("SKP101", "SKP102", "SKP103", "SKP106", "SKP109", "SKP114")
"""Rules on one record that no profile bears on: they are asked of one whose `aturan` is unknown too."""
HUNDREDS: Mapping[str, str] = {"0": "files", "1": "record", "2": "between", "3": "revision", "4": "authority"}
"""The folder of each hundred, by the first digit of a code."""
ALL_RULES: Mapping[str, str] = dict(
    sorted({**DOSSIER_RULES, **FACT_RULES, **REVISION_RULES, **GUARDED_RULES, **EXEMPTION_RULES}.items())
)


REMARKS = ("SKP213",)
"""The rules that say something once for a whole report."""


def load() -> None:
    """Import every rule on a state, as before processes are made that all need them."""
    for code in (*DOSSIER_RULES, *FACT_RULES):
        module(code)


@lru_cache
def module(code: str) -> ModuleType:
    """The module of a rule, which is its page."""
    return import_module(f"skpkit.rules.{HUNDREDS[code[3]]}.{ALL_RULES[code]}")


@lru_cache
def rule(code: str) -> Rule[Any]:
    """The rule of that code."""
    found: Rule[Any] = module(code).rule
    return found


def name(code: str) -> str:
    """The rule's name as reports print it: `realised-target-revised`."""
    return ALL_RULES[code].replace("_", "-")


@lru_cache
def reading_rules() -> frozenset[str]:
    """The rules while one of which finds something a record may be missing."""
    return frozenset(code for code in DOSSIER_RULES if rule(code).reading)


@lru_cache
def silent_on_added(*, dialogues_alone: bool) -> frozenset[str]:
    """The rules on changes that find nothing where dialogues came, or evaluations too, and nothing else changed."""
    ways = ("unread", "eased") if dialogues_alone else ("unread",)
    return frozenset(code for code in REVISION_RULES if rule(code).added in ways)


@lru_cache
def approval_rules() -> frozenset[str]:
    """The rules that want what another person may add in a later commit."""
    return frozenset(code for code in DOSSIER_RULES if rule(code).approval)


@lru_cache
def duties() -> Mapping[str, DutyKind]:
    """The rules that tell of a duty which is not done, and which duty it is."""
    return {code: duty for code in FACT_RULES if (duty := rule(code).duty)}


@lru_cache
def ends_rules() -> frozenset[str]:
    """The rules that of a proposal ask its two ends alone."""
    return frozenset(code for code in (*REVISION_RULES, *GUARDED_RULES) if rule(code).ends)


def binding(code: str) -> Binding | None:
    """What an exemption of a rule is bound to; None for one that reads no change, and for a code of no rule."""
    return rule(code).binds if code in ALL_RULES else None


@lru_cache
def keepers(*kept: str) -> tuple[str, ...]:
    """The rule that keeps each of some things of a dossier as it was."""
    found = {found.keeps: code for code in REVISION_RULES if (found := rule(code)).keeps}
    return tuple(found[each] for each in kept)


def notes(revision: Revision) -> Iterator[Note]:
    """What the revision rules say of a revision once for a whole report, each under its code."""
    for code in REVISION_RULES:
        for note in (rule(code).notes or _none)(revision):
            yield note._replace(code=code)


def _none(_: Revision) -> Iterable[Note]:
    return ()
