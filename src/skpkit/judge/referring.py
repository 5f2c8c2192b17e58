"""Which dossiers refer to some others: their SKP alone are looked at, some at a time, and nothing of them is parsed; of
those that the cache of the user knows, not even these."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from skpkit.judge.cache import digest, usual_cache
from skpkit.judge.office import Office
from skpkit.model.listing import Place
from skpkit.model.paths import Identity
from skpkit.source.tree import FILE_MODES

PART = 500  # dossiers whose SKP are held at once
FEW = 100  # of which asking the cache would take longer
_NIP = re.compile(rb"(?=([0-9]{18}))")
_DIGITS = 18


def referring(office: Office, superiors: Collection[Identity]) -> Iterator[Identity]:
    """The dossiers of the same year whose SKP names one of some employees."""
    for year in sorted({each.year for each in superiors}):
        nips = {each.nip.encode() for each in superiors if each.year == year}
        for identity, named in _named(office, office.listing.places.in_year(year).places):
            if not nips.isdisjoint(named[at : at + _DIGITS] for at in range(0, len(named), _DIGITS)):
                yield identity


def _named(office: Office, places: Mapping[Identity, Sequence[Place]]) -> Iterator[tuple[Identity, bytes]]:
    """The NIPs that the SKP of some dossiers name, one behind the other."""
    cache = usual_cache() if len(places) > FEW else None
    keys = {
        identity: digest(b"named in plans", *(each.tree.encode() for each in lying))
        for identity, lying in places.items()
        if cache and all(each.tree for each in lying)
    }
    known = cache.get(list(keys.values())) if cache else {}
    unknown = []
    for identity in places:
        if (row := known.get(keys.get(identity, b""))) is None or len(row) % _DIGITS:
            unknown.append(identity)
        else:
            yield identity, row
    for start in range(0, len(unknown), PART):
        read = dict(_read(office, unknown[start : start + PART]))
        if cache:
            cache.put({keys[each]: named for each, named in read.items() if each in keys})
        yield from read.items()


def _read(office: Office, identities: Sequence[Identity]) -> Iterator[tuple[Identity, bytes]]:
    plans = office.listing.places.plans(identities)
    files = {
        identity: [each.oid for place in lying for each in place.entries if each.mode in FILE_MODES]
        for identity, lying in plans.items()
    }
    contents = office.tree.read(list({oid for ids in files.values() for oid in ids}))
    for identity, ids in files.items():
        yield identity, b"".join(sorted({nip for oid in ids for nip in _NIP.findall(contents[oid])}))
