"""Which dossiers refer to some others: their SKP alone are looked at, some at a time, and nothing of them is parsed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from skpkit.judge.office import Office
from skpkit.model.paths import Identity
from skpkit.source.tree import FILE_MODES

PART = 500  # dossiers whose SKP are held at once


def referring(office: Office, superiors: Collection[Identity]) -> Iterator[Identity]:
    """The dossiers of the same year whose SKP names one of some employees."""
    places = office.listing.places
    for year in sorted({each.year for each in superiors}):
        nips = [each.nip.encode() for each in superiors if each.year == year]
        known = list(places.in_year(year).places)
        for start in range(0, len(known), PART):
            plans = places.plans(known[start : start + PART])
            files = {
                identity: [each.oid for place in lying for each in place.entries if each.mode in FILE_MODES]
                for identity, lying in plans.items()
            }
            contents = office.tree.read(list({oid for ids in files.values() for oid in ids}))
            for identity, ids in files.items():
                if any(nip in contents[oid] for oid in ids for nip in nips):
                    yield identity
