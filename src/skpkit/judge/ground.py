"""What a change does to that by which records are judged: the settings, the exemptions, who may sign; each in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from skpkit import rules
from skpkit.change.changelist import ADDED, CHANGED, DROPPED, GONE_RECORD, NEW_RECORD, OTHERWISE, Change
from skpkit.change.values import ABOUT_IKI, ABOUT_PERIOD
from skpkit.findings import Location
from skpkit.judge.office import Office
from skpkit.messages import N_, Told
from skpkit.model.exemptions import Exemption
from skpkit.model.nip import digits
from skpkit.model.paths import dossier_path
from skpkit.model.people import NamedPerson
from skpkit.model.records import same
from skpkit.model.signers import REVOKED, SignerLine, fingerprint_of, principal_in_words, revoked_keys, signers_in
from skpkit.rules import pages
from skpkit.source.schemas import SETTINGS_KIND, schema_of
from skpkit.source.tree import SETTINGS
from skpkit.source.yamlfile import read

# by whether it says a value before and after, and whether it says an end
GIVEN = {
    (False, False): N_("exemption from {code} added for {whose}: {what}; from {day}, without an end; {who}: {reason}"),
    (False, True): N_("exemption from {code} added for {whose}: {what}; {day} to {until}; {who}: {reason}"),
    (True, False): N_(
        "exemption from {code} added for {whose}: {what} {old} → {new}; from {day}, without an end; {who}: {reason}"
    ),
    (True, True): N_(
        "exemption from {code} added for {whose}: {what} {old} → {new}; {day} to {until}; {who}: {reason}"
    ),
}
TAKEN = N_("exemption from {code} taken away from {whose}: {what}; {who}: {reason}")
MEANING = {
    "pembekuan": N_(
        "what a realisation freezes: with `periode` the target of its period alone, with `iki` all targets of its IKI"
    ),
    "batas_mundur": N_("how many days a record may come in after the date that it bears"),
    "mulai": N_("before that day nothing is asked for by the calendar"),
    "hari_libur": N_("these are no working days, by which time limits are counted"),
    "gabung": N_("how requests are merged: with `rebase` each commit of one is judged by itself"),
    "tanda_tangan": N_("which approvals count only with a signature"),
    "pengelola": N_("who may review an adendum or komplemen"),
    "penyetuju_pengecualian": N_("who may approve exemptions"),
}
"""What a setting is for, of those that decide what is accepted."""
OTHER_NIP = N_("{subject}: {who} is entered with another NIP than before")
KEY_ADDED = N_("signers: a key of {who} added, {key}")
KEY_GONE = N_("signers: a key of {who} taken away, {key}")
KEY_OTHERWISE = N_("signers: what the key {key} of {who} is for, or when it counts, changed")
REVOKED_NOW = N_("signers: the key {key} revoked")
REVOKED_NO_MORE = N_("signers: the key {key} revoked no more")


def ground_changes(before: Office, after: Office) -> Iterator[Change]:
    """What changed of that by which records are judged, each state by its own settings. Where there were no records
    there is nothing to weaken, so that what comes is told by its file alone."""
    pairs = [(SETTINGS, SETTINGS), (before.settings.exemptions, after.settings.exemptions)]
    signers = [each.settings.signers or "" for each in (before, after)]
    pairs += [(signers[0], signers[1]), *([(signers[0] + REVOKED, signers[1] + REVOKED)] if any(signers) else [])]
    for nth, (was, now) in enumerate(pairs):
        old, new = (
            each.content(path) if path not in ("", REVOKED) else None for each, path in ((before, was), (after, now))
        )
        if old == new:
            continue
        at = Location(now if new is not None else was)
        told = [*(_settings, _exemptions, _signers, _revoked)[nth](before, after, at)] if before.listing.places else []
        if told:
            yield from told
        elif old is None or new is None or nth > 1 or not _same_data(old, new):
            message = NEW_RECORD if old is None else GONE_RECORD if new is None else OTHERWISE
            yield Change(at, message, {"subject": at.path}, is_ground=bool(before.listing.places))


def _same_data(old: bytes, new: bytes) -> bool:
    """Whether two files hold the same data, however they are written."""
    one, two = read(old), read(new)
    return not one.slips and not two.slips and isinstance(one.data, dict) and same(one.data, two.data)


def _settings(before: Office, after: Office, at: Location) -> Iterator[Change]:
    was, now = (_flat(each.content(SETTINGS)) for each in (before, after))
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key), now.get(key)
        if same(old, new) or key[0] in ("jenis", "versi"):
            continue
        if isinstance(old or [], list) and isinstance(new or [], list):
            yield from _list(before, after, at, key, (old or [], new or []))
        else:
            yield _setting(at, key, old, new)


def _setting(at: Location, key: tuple[str, ...], old: object, new: object) -> Change:
    """A setting by its title, from what to what; of the severity of a rule also what that rule asks."""
    told: dict[str, Any] = {"subject": _title(key), "old": old, "new": new}
    if key[0] == "tingkat" and key[-1] in rules.ALL_RULES:
        told["meaning"] = Told(pages.paragraphs(key[-1])[0])
    elif key[0] in MEANING:
        told["meaning"] = Told(MEANING[key[0]])
    return Change(at, ADDED if old is None else DROPPED if new is None else CHANGED, told, is_ground=True)


def _list(
    before: Office, after: Office, at: Location, key: tuple[str, ...], both: tuple[list[Any], list[Any]]
) -> Iterator[Change]:
    """What came into a list or left it; a person whose entry differs as one that changed."""
    was, now = both
    old, new = (
        [each for each in one if not any(same(each, that) for that in other)] for one, other in ((was, now), (now, was))
    )
    changed = {_nip(one): (one, that) for one in old for that in new if _nip(one) and _nip(one) == _nip(that)}
    for one, that in changed.values():
        yield _setting(at, key, _person(before, after, one), _person(before, after, that))
    for one in list(old):
        if that := next((each for each in new if _is_renumbered(one, each)), None):
            yield Change(at, OTHER_NIP, {"subject": _title(key), "who": that["nama"]}, is_ground=True)
            old.remove(one)
            new.remove(that)
    for each in old:
        if _nip(each) not in changed:
            yield _setting(at, key, _person(before, after, each), None)
    for each in new:
        if _nip(each) not in changed:
            yield _setting(at, key, None, _person(before, after, each))


def _nip(entry: object) -> str:
    return digits(str(entry["nip"])) if isinstance(entry, Mapping) and "nip" in entry else ""


def _is_renumbered(one: object, that: object) -> bool:
    """Whether two entries are of one name and two NIP."""
    names = [each.get("nama") if isinstance(each, Mapping) else None for each in (one, that)]
    return names[0] is not None and names[0] == names[1] and _nip(one) != _nip(that)


def _person(before: Office, after: Office, entry: Any) -> Any:
    """An entry that names somebody by NIP alone, with the name that is known."""
    nip = _nip(entry)
    unit = {"unit": str(entry["unit"]).replace("-", " ").title()} if nip and "unit" in entry else {}
    return {"nama": _called(before, after, nip), **entry, **unit} if nip else entry


def _flat(content: bytes | None) -> dict[tuple[str, ...], Any]:
    """Settings by their keys; of a mapping each by itself."""
    data = read(content).data if content else None
    found: dict[tuple[str, ...], Any] = {}
    for key, value in data.items() if isinstance(data, Mapping) else ():
        if isinstance(value, Mapping):
            found |= {(key, str(each)): one for each, one in value.items()}
        else:
            found[key,] = value
    return found


def _title(key: tuple[str, ...]) -> str:
    """What the form of the settings calls one of them."""
    schema = schema_of(SETTINGS_KIND)
    form = schema["properties"].get(key[0], {})
    below = form.get("properties", {})
    name = " ".join([form.get("title", key[0]), *(below.get(each, {}).get("title", each) for each in key[1:])])
    return f"{schema['title']}, {name}"


def _exemptions(before: Office, after: Office, at: Location) -> Iterator[Change]:
    was, now = ({each.signed: each for each in office.exemptions} for office in (before, after))
    for each in (was[one] for one in was if one not in now):
        yield Change(at, TAKEN, _of(before, each), is_ground=True)
    for each in (now[one] for one in now if one not in was):
        told = _of(after, each)
        message = GIVEN["old" in told, each.until is not None]
        yield Change(each.at(), message, told, is_ground=True)


def ground_people(before: Office, after: Office) -> frozenset[NamedPerson]:
    """Whom these changes name: those in the settings of each state, whose exemptions come or go, and whose keys."""
    was, now = ({each.signed: each for each in office.exemptions} for office in (before, after))
    found: set[NamedPerson] = {
        each if each.name else NamedPerson(_called(before, after, digits(each.nip)), each.nip)
        for each in before.settings.people | after.settings.people
    }
    for office, mine, others in ((before, was, now), (after, now, was)):
        for each in (mine[one] for one in mine if one not in others):
            found |= {NamedPerson(name, each.approver) for name in (each.approver_name, each.written)}
            if whose := _person_at(office, each.path):
                found.add(whose)
        content = office.content(office.settings.signers) if office.settings.signers else None
        principals = {each.principal for each in signers_in(content or b"")}
        found |= {NamedPerson(_called(before, after, each), each) for each in principals}
    return frozenset(each for each in found if each.name)


def _person_at(office: Office, path: str) -> NamedPerson | None:
    """Whose dossier a path lies in."""
    found = dossier_path(path, office.settings.records)
    there = found and found.identity in office.listing.places
    facts = office.facts(found.identity) if found and there else None
    return NamedPerson(facts.name, facts.identity.nip) if facts and facts.name else None


def _of(office: Office, exemption: Exemption) -> dict[str, Any]:
    found = dossier_path(exemption.path, office.settings.records)
    whose = _person_at(office, exemption.path)
    what: Any = exemption.iki or exemption.period
    if exemption.iki and exemption.period:
        what = {ABOUT_IKI: exemption.iki, ABOUT_PERIOD: exemption.period}
    told: dict[str, Any] = {
        "code": exemption.code,
        "whose": whose.name if whose else exemption.path or exemption.fingerprint[:8],
        "what": what or (found.below if found else "") or exemption.path or exemption.fingerprint[:8],
        "day": exemption.since,
        "until": exemption.until,
        "who": exemption.approver_name or exemption.approver,
        "reason": f"{exemption.reason} (dasar: {exemption.basis})" if exemption.basis else exemption.reason,
    }
    if exemption.code in rules.ALL_RULES:
        told["meaning"] = Told(pages.paragraphs(exemption.code)[0])
    if exemption.values and exemption.binds == "cell":
        told |= {"old": exemption.values.old, "new": exemption.values.new}
    return told


def _signers(before: Office, after: Office, at: Location) -> Iterator[Change]:
    def lines(office: Office) -> dict[tuple[str, bytes], SignerLine]:
        content = office.content(office.settings.signers) if office.settings.signers else None
        return {(each.principal, each.key): each for each in signers_in(content or b"")}

    was, now = lines(before), lines(after)
    for who, key in dict.fromkeys((*was, *now)):
        old, new = (each.get((who, key)) for each in (was, now))
        message = KEY_ADDED if old is None else KEY_GONE if new is None else KEY_OTHERWISE
        if old is None or new is None or old._replace(number=0, comment="") != new._replace(number=0, comment=""):
            told = {"who": _called(before, after, who), "key": fingerprint_of(key)}
            yield Change(at, message, told, is_ground=True)


def _called(before: Office, after: Office, principal: str) -> str:
    """Whom a line names, by name where the settings or his own records tell it."""
    for office in (after, before):
        people = {digits(each.nip): each.name for each in office.settings.people}
        mine = office.listing.places.of(principal)
        facts = next((each for each in map(office.facts, mine) if each and each.name), None)
        if name := people.get(principal) or (facts.name if facts else ""):
            return name
    return principal_in_words(principal)


def _revoked(before: Office, after: Office, at: Location) -> Iterator[Change]:
    def keys_of(office: Office) -> frozenset[bytes]:
        path = office.settings.signers
        return revoked_keys(office.content(path + REVOKED) or b"") if path else frozenset()

    was, now = keys_of(before), keys_of(after)
    for message, keys in ((REVOKED_NOW, now - was), (REVOKED_NO_MORE, was - now)):
        for key in sorted(map(fingerprint_of, keys)):
            yield Change(at, message, {"key": key}, is_ground=True)
