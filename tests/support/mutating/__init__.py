"""Edits of an office's dossiers, forbidden and permitted, for the mutation run of `tools/mutations.py`."""

from tests.support.mutating import between_records, declared, entitled, frozen, one_record, permitted, standing
from tests.support.mutating.kinds import FORBIDDEN, PERMITTED, Kind

__all__ = [
    "FORBIDDEN",
    "KINDS",
    "PERMITTED",
    "between_records",
    "declared",
    "entitled",
    "frozen",
    "one_record",
    "permitted",
    "standing",
]

KINDS: tuple[Kind, ...] = (*FORBIDDEN, *PERMITTED)
