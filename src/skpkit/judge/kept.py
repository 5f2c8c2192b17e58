"""Dossiers judged through the cache: what was found of one is asked for again only where something that it follows from
has changed.

A row is found by the id of the dossier's folder, whose it is, the settings that matter and the program itself, never by
a time or a path. It holds what was found of the dossier by itself and among others, for which days that is, and what of
others it was found by. Where only these have changed, its facts, kept beside it, are judged anew.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from skpkit.findings import Finding
from skpkit.judge.cache import Cache, digest, of_files
from skpkit.judge.encoding import CannotBeKept, Decoder, Encoder, locating
from skpkit.judge.office import Office
from skpkit.judge.spanning import DaySpan, WatchedDay
from skpkit.judge.stages import Judged, in_parts, judge_dossier, judge_dossiers, judge_facts
from skpkit.judge.workers import HERE, OnProgress, Workers, silent
from skpkit.model.dossier import Dossier
from skpkit.model.facts import Facts, Superior, World
from skpkit.model.listing import Place
from skpkit.model.paths import Identity
from skpkit.model.people import NamedPerson
from skpkit.model.settings import Settings
from skpkit.source.resources import VERSION, data_folder
from skpkit.source.tree import ATTRIBUTES

_AT_ONCE = 512  # rows that are written at once
_APART = frozenset(  # settings that no judgement of a state asks for
    ("language", "paper", "display", "levels", "branch", "zone", "print_seconds", "print_memory_mb", "mask")
)
_TOLD = tuple(each for each in Facts._fields if each not in ("identity", "path", "people", "whole", "results"))
_JUDGING = ("source", "model", "change", "rules", "judge")
_PARSERS = ("pyyaml-", "jsonschema_rs-")


class KeptRow(NamedTuple):
    """What is kept of a dossier. `bound` is its folder where that is told of, `outside` what was asked of others with a
    digest of each answer; what was found among others is not known without `span`."""

    bound: str | None
    span: DaySpan | None
    outside: tuple[tuple[str, Identity, str], ...]
    alone: list[Any]
    among: list[Any]
    people: tuple[tuple[str, str], ...]
    whole: bool
    results: frozenset[str]
    told: list[Any]

    @property
    def text(self) -> bytes:
        """The row as text."""
        outside = [[what, *identity, answer] for what, identity, answer in self.outside]
        held = self._replace(outside=outside, results=sorted(self.results))  # type: ignore[arg-type]
        return json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def row_of(text: bytes) -> KeptRow:
    """The row in a text. Raises ValueError, TypeError where there is none."""
    row = KeptRow._make(json.loads(text.decode("utf-8", "surrogatepass")))
    kept: Sequence[Any] = row.outside
    outside = tuple((what, Identity(year, nip), answer) for what, year, nip, answer in kept)
    span = DaySpan(*row.span) if row.span else None
    return row._replace(span=span, outside=outside, results=frozenset(row.results))


class _Made(NamedTuple):
    """What a process makes of a dossier: what is told, and what is kept, nothing where it cannot be."""

    judged: Judged
    row: KeptRow | None = None
    facts: bytes = b""


class _Outside:
    """What a judgement of facts asks of other dossiers, remembered with the answers."""

    def __init__(self, office: Office, known: Mapping[Identity, KeptRow]) -> None:
        self._office, self._known = office, known
        self.asked: dict[tuple[str, Identity], str] = {}

    def results_of(self, identity: Identity) -> frozenset[str]:
        """The codes of RHK in the SKP of a dossier."""
        found = self._results(identity)
        self.asked["results", identity] = _answer(found)
        return found

    def superior(self, identity: Identity) -> Superior | None:
        """What rules ask of another dossier besides."""
        found = self._superior(identity)
        self.asked["superior", identity] = _answer(found)
        return found

    def says(self, what: str, identity: Identity) -> str:
        """A digest of the answer to a question."""
        return _answer(self._results(identity) if what == "results" else self._superior(identity))

    def _results(self, identity: Identity) -> frozenset[str]:
        known = self._known.get(identity)
        return known.results if known else self._office.results(identity)

    def _superior(self, identity: Identity) -> Superior | None:
        if known := self._known.get(identity):
            return Superior(known.whole, known.results)
        return self._office.superior(identity)


@lru_cache(4096)
def _answer(found: frozenset[str] | Superior | None) -> str:
    told = found if isinstance(found, Superior) else [found]
    plain = [sorted(each) if isinstance(each, frozenset) else each for each in told]
    return blake2b(json.dumps(plain).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class KeptJudging:
    """Judges dossiers of one state as `judge_shared` does, but for those of which it is known what is found."""

    def __init__(
        self, cache: Cache, office: Office, workers: Workers = HERE, on_progress: OnProgress = silent, code: str = ""
    ) -> None:
        self._cache, self._office = cache, office
        self._workers, self._on_progress = workers, on_progress
        self._code = code or program()
        self._keys: dict[Identity, bytes] = {}
        self._places: dict[Identity, Place] = {}  # of which there is a key
        self._rows: dict[Identity, KeptRow] = {}
        self._doubted: set[Identity] = set()  # of whom others are asked for what they did not say before
        self._begun: dict[str, blake2b] = {}
        self._people: dict[tuple[str, str], NamedPerson] = {}  # many name the same

    def look_up(self, identities: Iterable[Identity]) -> None:
        """Ask the cache what it has of some dossiers. One that it knows was listed whole then: nothing in it is named
        as no text can be, or says how git is to read other files."""
        places = self._office.listing.places
        asked = {}
        for each in identities:
            if each not in self._keys and len(lying := places.get(each, ())) == 1 and lying[0].tree:
                asked[self._key(each, lying[0])] = each
        found = self._cache.get(list(asked))
        for key, text in found.items():
            identity = asked[key]
            place = self._places[identity]
            try:
                row = row_of(text)
            except (ValueError, TypeError):
                continue
            if row.bound in (None, place.path):
                self._rows[identity] = row
                place.is_plain = True

    @property
    def plain(self) -> frozenset[str]:
        """The folders of dossiers in which it is known that nothing says how git is to read files."""
        return frozenset(self._places[each].path for each in self._rows)

    def __call__(self, office: Office, today: date, identities: Sequence[Identity]) -> Iterator[Judged]:
        """Both stages of some dossiers, in their order."""
        assert office is self._office  # noqa: S101 - what it knows is of that one
        self.look_up(identities)
        if not office.tree.grows:  # there it would be read whole
            self.look_up({each for row in self._rows.values() for _, each, _ in row.outside})
        fresh = self._fresh(today, identities)
        unknown = [each for each in identities if each not in fresh]
        facts = self._facts([each for each in unknown if each in self._rows])
        new = iter(
            in_parts(office, lambda part: self._judge(facts, today, part), unknown, self._workers, self._on_progress)
        )
        rows: dict[bytes, bytes] = {}
        large: dict[bytes, bytes] = {}
        made = next(new, None)
        for each in identities:
            if each in fresh:
                yield self._known(each, today)
                continue
            if made is None or made.judged.facts.identity != each:
                continue  # there is no such dossier
            yield made.judged
            if made.row and (key := self._keys.get(each)):
                rows[key] = made.row.text
                if made.facts:
                    large[key] = made.facts
            if len(rows) >= _AT_ONCE:
                self._keep(rows, large)
            made = next(new, None)
        self._keep(rows, large)

    def _fresh(self, today: date, identities: Sequence[Identity]) -> set[Identity]:
        """Those dossiers of which nothing has changed that what was found of them follows from."""
        rows = {each: row for each in identities if (row := self._rows.get(each))}
        others = {one for row in rows.values() for what, one, _ in row.outside if one not in self._rows}
        self._office.read_results(sorted(others))
        outside = _Outside(self._office, self._rows)
        answers: dict[tuple[str, Identity], str] = {}
        fresh = set()
        for identity, row in rows.items():
            if row.span is None or not row.span.holds(today):
                continue
            for what, one, answer in row.outside:
                if (what, one) not in answers:
                    answers[what, one] = outside.says(what, one)
                if answers[what, one] != answer:
                    self._doubted.add(identity)
                    break
            else:
                fresh.add(identity)
        return fresh

    def _known(self, identity: Identity, today: date) -> Judged:
        try:
            return self._told(identity, self._rows[identity])
        except (ValueError, TypeError, LookupError):  # no row that was written here
            (judged,) = judge_dossiers(self._office, today, [identity])
            return judged

    def _told(self, identity: Identity, row: KeptRow) -> Judged:
        place, named = self._places[identity], self._people
        decoder = Decoder(place.path)
        people = ((name, nip) for name, nip in row.people)
        known: dict[str, Any] = {
            "identity": identity,
            "path": place.path,
            "people": frozenset(named.get(each) or named.setdefault(each, NamedPerson(*each)) for each in people),
            "whole": row.whole,
            "results": row.results,
        }
        facts = Facts(**known, **dict(zip(_TOLD, map(decoder.of, row.told), strict=True)))
        return Judged(tuple(decoder.of(each) for each in (*row.alone, *row.among)), facts)

    def _facts(self, identities: Sequence[Identity]) -> dict[Identity, bytes]:
        """The facts that are kept of some dossiers, as text."""
        found = self._cache.get([self._keys[each] for each in identities], "large")
        return {each: text for each in identities if (text := found.get(self._keys[each]))}

    def _judge(self, facts: Mapping[Identity, bytes], today: date, part: Sequence[Identity]) -> list[_Made]:
        """Judge some dossiers, from their facts where these are kept."""
        told: dict[Identity, _Made] = {}
        plans = self._office.plans_alone(each for each in part if each in facts and each in self._doubted)
        for each in part:
            if text := facts.get(each):
                try:
                    held = self._decoded(each, text, plans.get(each))
                    told[each] = self._among(held, today, self._rows[each])
                except (ValueError, TypeError, LookupError, zlib.error, CannotBeKept):
                    continue
        anew = [each for each in part if each not in told]
        office = self._office
        office.read_ahead(anew)
        known = [found for each in anew if (found := office.facts(each))]
        office.read_results({one for each in known for one in each.superiors} - self._rows.keys())
        told.update((found.identity, self._anew(found, today)) for found in known)
        return [told[each] for each in part if each in told]

    def _decoded(self, identity: Identity, text: bytes, plan: Dossier | None) -> Facts:
        place = self._places[identity]
        facts = Decoder(place.path, locating(self._office, identity, plan)).value(zlib.decompress(text))
        if not isinstance(facts, Facts):
            raise TypeError(identity)
        return facts

    def _anew(self, facts: Facts, today: date) -> _Made:
        """Both stages of a dossier that was read."""
        identity, office = facts.identity, self._office
        dossier = office.dossier(identity)
        assert dossier  # noqa: S101 - its facts were known
        places = office.listing.places[identity]
        if identity in self._keys and len(places) == 1 and _is_plain(places[0]):
            try:
                encoder = Encoder(dossier.path)
                alone = json.loads(encoder.text(tuple(judge_dossier(dossier))))[1:]
                told = facts.told()
                more = json.loads(encoder.text(tuple(getattr(told, each) for each in _TOLD)))[1:]
                people = tuple(sorted((each.name, each.nip) for each in facts.people))
                text = zlib.compress(encoder.text(facts), 1)
                bound = dossier.path if encoder.bound else None
                row = KeptRow(bound, None, (), alone, [], people, facts.whole, facts.results, more)
                return self._among(facts, today, row)._replace(facts=text)
            except CannotBeKept:
                pass
        (judged,) = judge_dossiers(office, today, [identity])
        return _Made(judged)

    def _among(self, facts: Facts, today: date, row: KeptRow) -> _Made:
        """The reduce stage of a dossier, with what was found of it alone."""
        day, outside = WatchedDay.of(today), _Outside(self._office, self._rows)
        settings = self._office.settings
        world = World(day, outside.superior, outside.results_of, settings.starts or date.min)
        encoder = Encoder(facts.path)
        found: tuple[Finding, ...] = tuple(judge_facts(facts.on(day), world, settings))
        among = json.loads(encoder.text(found))[1:]
        asked = tuple((what, one, answer) for (what, one), answer in outside.asked.items())
        bound = facts.path if encoder.bound else row.bound
        row = row._replace(bound=bound, span=day.span, outside=asked, among=among)
        return _Made(self._told(facts.identity, row), row)

    def _keep(self, rows: dict[bytes, bytes], large: dict[bytes, bytes]) -> None:
        self._cache.put(large, "large")
        self._cache.put(rows)
        rows.clear()
        large.clear()

    def _key(self, identity: Identity, place: Place) -> bytes:
        """What a row of a dossier is found by. Reviewers may be named by units, so then it is told where one lies."""
        unit = place.path.rpartition("/")[0] if self._office.settings.reviewers else ""
        if unit not in self._begun:
            self._begun[unit] = blake2b(self._same + unit.encode("utf-8", "surrogatepass") + b"\0", digest_size=20)
        made = self._begun[unit].copy()
        made.update(f"{identity.title} {place.tree}".encode())
        self._places[identity] = place
        key = self._keys[identity] = made.digest()
        return key

    @cached_property
    def _same(self) -> bytes:
        """What all dossiers of the state are judged by."""
        return digest(self._code.encode(), mattering(self._office.settings))


def _is_plain(place: Place) -> bool:
    return not place.misnamed and not any(each.path.rpartition("/")[2] == ATTRIBUTES for each in place.entries)


def mattering(settings: Settings) -> bytes:
    """The settings that a judgement may ask for, as text."""
    levels = sorted((code, level and level.value) for code, (level, _) in settings.levels.items())
    held = {each.name: getattr(settings, each.name) for each in fields(settings) if each.name not in _APART}
    held["holidays"] = sorted(settings.holidays)
    if settings.demand:
        held["demand"] = (settings.demand[0], sorted(settings.demand[1]))
    return repr((levels, sorted(held.items()))).encode("utf-8", "surrogatepass")


@lru_cache
def program() -> str:
    """A digest of all that judges: the modules of this program, its schemas and profiles, and what reads records."""
    package, schemas = Path(__file__).parents[1], data_folder("schemas")
    files = [package / "findings.py", package / "messages.py"]
    files += (file for room in _JUDGING for file in (package / room).rglob("*.py"))
    files += (file for file in schemas.rglob("*") if file.suffix in (".json", ".yaml", ".yml"))
    return digest(*of_files(files), repr((VERSION, sys.version_info, _parsers())).encode()).hex()[:32]


def _parsers() -> list[str]:
    """The versions of what reads records, by the names that installs leave, which is quicker than to ask."""
    found: list[str] = []
    for folder in sys.path:
        try:
            names = [each.name.lower() for each in Path(folder).iterdir()] if folder else []
        except OSError:
            continue
        found += sorted(each for each in names if each.startswith(_PARSERS) and each.endswith(".dist-info"))
    return found
