"""Edits of an office's dossiers, forbidden and permitted, for the mutation run of `tests/mutations.py`."""

from mutating import between_commits, between_records, one_record, permitted
from mutating.kinds import FORBIDDEN, PERMITTED, Kind

__all__ = ["KINDS", "between_commits", "between_records", "one_record", "permitted"]

KINDS: tuple[Kind, ...] = (*FORBIDDEN, *PERMITTED)
