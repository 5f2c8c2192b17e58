"""The records of one state: where its dossiers are, read when asked for, and its settings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from skpkit import rules
from skpkit.errors import WrongUsage, told_of
from skpkit.findings import Finding, Severity
from skpkit.messages import N_
from skpkit.model.dossier import Dossier, load_dossier
from skpkit.model.exemptions import Exemption, exemptions_in, is_accepted, verified
from skpkit.model.facts import Facts, Superior, facts_of, results_of
from skpkit.model.files import File, load_file
from skpkit.model.listing import Listing, Place, folders_alike, list_places
from skpkit.model.nip import digits
from skpkit.model.paths import EXEMPTIONS, NOBODY, Identity, dossier_path, is_left_in, records_folder
from skpkit.model.records import Record
from skpkit.model.settings import Settings, settings_of
from skpkit.source.schemas import EXEMPTIONS_KIND
from skpkit.source.tree import (
    FILE_MODES,
    FOLDER_MODE,
    MISNAMED,
    RECORDS,
    SETTINGS,
    Entry,
    Tree,
    below,
    entry_of,
    lies_in,
)
from skpkit.source.yamlfile import read

if TYPE_CHECKING:
    from skpkit.model.signers import Signers, Verify

YAML = (".yaml", ".yml")
_SETTINGS_ALIKE = (SETTINGS, SETTINGS.replace(".yaml", ".yml"))  # what a file system or a person may take for them
Memo: TypeAlias = dict[tuple[str, str], File]
NO_RECORDS = N_(
    "there are no records in {folder} here; begin with skpkit init, or run skpkit in a records repository, or set "
    "`rekaman`"
)
FIRST = N_("there are no records here yet; make the first SKP: skpkit new skp")
LOCKED = N_("{code} is locked: its severity cannot be lowered; take it out of `tingkat`")
ELSEWHERE = N_(
    "there are no records in {folder} here, where `rekaman` says that they are, but in {found}; set `rekaman` to where "
    "they are"
)
NO_FILE = N_(
    "{path} is a symbolic link, a submodule or a folder, which skpkit does not read; put the file itself there"
)
LOOK_ALIKE = N_("{path} is not read, for the settings of the records are in {settings}; rename the file, or delete it")
NO_SUCH_RULE = N_("`tingkat` names {code}, which is no rule; `skpkit rules` lists them")


class Office:
    """The dossiers and settings of one state, read when asked for. States that share a `memo` parse a file once.

    With `settings` they are judged by those, whatever the state itself says, and signatures by the `signers` of another
    state; `former` is where records lay before. `verify` says what is wrong with a signature.
    """

    def __init__(
        self,
        tree: Tree,
        settings: Settings | None = None,
        memo: Memo | None = None,
        former: str = RECORDS,
        verify: Verify | None = None,
    ) -> None:
        self.tree = tree
        self._former = former
        self._verify = verify
        if settings:
            self.settings = settings
        self._memo: Memo = memo if memo is not None else {}
        self._fetched: Mapping[str, bytes] = {}
        self._dossiers: dict[Identity, Dossier] = {}
        self._facts: dict[Identity, Facts] = {}
        self._results: dict[Identity, frozenset[str]] = {}
        self._alike: dict[frozenset[str], frozenset[str]] = {}  # most have as many RHK as others, and call them alike
        self.found: dict[Identity, Sequence[Finding]] = {}  # what the map stage found of each dossier

    @cached_property
    def settings(self) -> Settings:
        """The settings of the state. Raises WrongUsage for settings that cannot be, with file and line."""
        with told_of(self.tree.commit):
            for entry in self.tree.children([""])[""]:
                if entry.path != SETTINGS and entry.path.casefold() in _SETTINGS_ALIKE and entry.mode in FILE_MODES:
                    raise WrongUsage(LOOK_ALIKE, path=entry.path, settings=SETTINGS).at(entry.path, 1)
            settings = settings_of(self.content(SETTINGS))
            for code, (level, place) in settings.levels.items():
                if code not in rules.ALL_RULES:
                    raise WrongUsage(NO_SUCH_RULE, code=code).at(SETTINGS, place.line)
                if rules.rule(code).locked and level is not Severity.ERROR:
                    raise WrongUsage(LOCKED, code=code).at(SETTINGS, place.line)
            return settings

    def content(self, path: str) -> bytes | None:
        """What a file holds by which the records are judged; None where there is none. Raises WrongUsage for one that
        is no plain file: what it holds is not in this state."""
        oid = self.oid(path)
        return self.tree.read([oid])[oid] if oid else None

    def oid(self, path: str) -> str | None:
        """The id of what such a file holds; None where there is none."""
        entry = entry_of(self.tree, path)
        if entry and entry.mode not in FILE_MODES:
            raise WrongUsage(NO_FILE, path=path).at(path, 1).of(self.tree.commit)
        return entry.oid if entry else None

    def of_tree(self, tree: Tree) -> Office:
        """The records of another state, by the same settings."""
        return Office(tree, self.settings, self._memo, self._former, self._verify)

    def beside(self, tree: Tree) -> Office:
        """The records of another state by its own settings, whose signatures are verified likewise."""
        return Office(tree, verify=self._verify)

    def judged_by(self, settings: Settings, signers: Signers | None = None) -> Office:
        """The same records, where their own settings say that they are, with the other settings of another state, and
        the signers of that."""
        own = replace(settings, records=self.settings.records)
        if own == self.settings and settings.records == self._former and signers == self.signers:
            return self  # what was read and found of them need not be again
        other = Office(self.tree, own, self._memo, settings.records, self._verify)
        other.signers = signers
        return other

    @cached_property
    def signers(self) -> Signers | None:
        """The signers file that the settings name, empty where it is not there. Raises WrongUsage, with file and line,
        for a list that would let a key stand for several people, or nobody know for whom."""
        path = self.settings.signers
        if path is None:
            return None
        from skpkit.model.signers import REVOKED, sound_signers

        with told_of(self.tree.commit):
            return sound_signers(path, self.content(path) or b"", self.content(path + REVOKED), self._verify)

    @cached_property
    def listing(self) -> Listing:
        """Where the dossiers are."""
        return Listing(self.tree, self.settings.records)

    def edited(self, tree: Tree, entries: Mapping[str, Entry]) -> Office | None:
        """The records of a state in which some entries are others, by path, files with the folders above them: what is
        known of dossiers without such a file stays known. None where more may have changed than what dossiers hold."""
        places, touched = self.listing.places, dict[Identity, tuple[Place, ...]]()
        for path in entries:
            identity = self._identity_at(path)
            if identity is None:
                if not any(places.below(path)):
                    return None
            elif identity not in touched:
                touched[identity] = tuple(each.edited(entries) for each in places[identity])
        there = {each.path for lying in touched.values() for place in lying for each in place.entries}
        if any(each.mode != FOLDER_MODE and each.path not in there for each in entries.values()):
            return None
        other = Office(tree, self.settings, self._memo, self._former, self._verify)
        other.listing = self.listing.edited(tree, touched)
        other._outside = self._outside
        other.signers = self.signers
        other._dossiers = {key: each for key, each in self._dossiers.items() if key not in touched}
        other._facts = {key: each for key, each in self._facts.items() if key not in touched}
        other._results = {key: each for key, each in self._results.items() if key not in touched}
        other.found = {key: each for key, each in self.found.items() if key not in touched}
        return other

    @property
    def begun(self) -> bool:
        """Whether it is only begun: settings are there and a folder for records, which holds none yet."""
        is_empty = not self.listing.places and all(each.record for each in self.outside().files)
        return is_empty and self.oid(SETTINGS) is not None and entry_of(self.tree, self.settings.records) is not None

    @property
    def elsewhere(self) -> frozenset[str]:
        """The folders that hold files named as records, whatever the settings say."""
        found = (records_folder(each.path) for each in self.tree.entries() if each.mode in FILE_MODES)
        return frozenset(each for each in found if each)

    def misnamed(self, paths: Collection[str] | None = None) -> Iterator[Entry]:
        """What lies below the records folder under a name that is not UTF-8; with `paths` at these alone, and below."""
        found = self.listing.outside if paths is None else self.listing.outside_at(paths)
        return (each for each in found if each.mode == MISNAMED)

    def _left(self) -> Iterator[Entry]:
        """What has the shape of a record where records lie without settings or lay before, while they are elsewhere."""
        roots, records = {RECORDS, self._former, self.settings.records}, self.settings.records
        alike = {each for root in roots for each in folders_alike(self.tree, root) if each != records}
        for entry in below(
            self.tree, [each for each in alike if not any(lies_in(each, one) for one in alike - {each})]
        ):
            if entry.mode != FOLDER_MODE and any(is_left_in(entry.path, each, records) for each in roots):
                yield entry

    @cached_property
    def exemptions(self) -> tuple[Exemption, ...]:
        """The exemptions of the state; none where the file is not there, or is not as its schema wants it.

        Raises WrongUsage where no file is in its place.
        """
        content = self.content(self.settings.exemptions)
        if content is None:
            return ()
        found = exemptions_in(self.settings.exemptions, content, rules.binding)
        return tuple(verified(self._by_known_name(each), self.signers) for each in found)

    def _by_known_name(self, exemption: Exemption) -> Exemption:
        """The exemption, its approver called as settings or records do: no signature is over the name beside an NIP."""
        from skpkit.change.asked import known_names, names_in

        nip = digits(exemption.approver)
        name = names_in(self.settings).get(nip)
        if not name:
            place = dossier_path(exemption.path, self.settings.records)
            near = [*self.listing.places.of(nip), *([place.identity] if place else [])]
            near = sorted(each for each in {*near} if each in self.listing.places)
            name = next(filter(None, (known_names(each).get(nip) for each in map(self._alone, near) if each)), None)
        return exemption._replace(approver_name=name or exemption.written)

    def _alone(self, identity: Identity) -> Dossier | None:
        """A dossier, whatever folder of several is to be judged."""
        places = self.listing.places[identity]
        return load_dossier(identity, places, self._loader(places), self.settings)

    def data(self, entry: Entry) -> Any:
        """The data of a file that this state or an earlier one holds; None where it cannot be read."""
        known = self._memo.get((entry.path, entry.oid))
        document = known.document if known else None
        return (document or read(self.tree.read([entry.oid])[entry.oid])).data

    def exempting(self, more: Sequence[Exemption]) -> Office:
        """The same records with more exemptions than they hold."""
        other = Office(self.tree, self.settings, self._memo, verify=self._verify)
        other.exemptions = (*self.exemptions, *more)
        return other

    def read_ahead(self, identities: Iterable[Identity], *, at: Mapping[Identity, str] | None = None) -> None:
        """Read the files of some dossiers at once."""
        wanted = [each for each in identities if each in self.listing.places and each not in self._dossiers]
        self.listing.load(wanted)
        load = self._loader(place for each in wanted for place in self.listing.places[each])
        for identity in wanted:
            places = self.listing.places[identity]
            self._dossiers[identity] = load_dossier(identity, places, load, self.settings, (at or {}).get(identity))

    @contextmanager
    def fetched(self, identities: Iterable[Identity]) -> Iterator[None]:
        """While the files of some dossiers are read and not parsed, so that git is asked once for many."""
        places = [place for each in identities for place in self.listing.places.get(each, ())]
        list_places(places)
        wanted = {each.oid for place in places for each in place.entries if each.mode in FILE_MODES}
        self._fetched = self.tree.read(sorted(wanted)) if wanted else {}
        try:
            yield
        finally:
            self._fetched = {}
            for each in places:
                each.let_go()

    def _loader(self, places: Iterable[Place]) -> Callable[[Entry, str], File]:
        """What makes files of the entries of some places, whose contents are read at once."""
        entries = [entry for place in places for entry in place.entries]
        fresh = [each for each in entries if (each.path, each.oid) not in self._memo and each.mode in FILE_MODES]
        unread = {each.oid for each in fresh if each.oid not in self._fetched}
        contents = self.tree.read(sorted(unread)) if unread else {}

        def load(entry: Entry, path: str) -> File:
            key = (entry.path, entry.oid)
            if key not in self._memo:
                self._memo[key] = load_file(entry, contents.get(entry.oid) or self._fetched.get(entry.oid, b""), path)
            return self._memo[key]

        return load

    def dossier(self, identity: Identity) -> Dossier | None:
        """The dossier, or None where the state has none."""
        if identity not in self._dossiers:
            self.read_ahead([identity])
        return self._dossiers.get(identity)

    def folder(self, identity: Identity, place: Place) -> Dossier:
        """The dossier as one of its folders holds it, whatever others there are."""
        known = self.dossier(identity)
        if known and known.path == place.path:
            return known
        return load_dossier(identity, self.listing.places[identity], self._loader([place]), self.settings, place.path)

    def dossier_at(self, path: str) -> Dossier | None:
        """The dossier whose folder a path is, or lies in."""
        identity = self._identity_at(path)
        if identity is None:
            return None
        folder = dossier_path(path.rstrip("/"), self.settings.records)
        self.read_ahead([identity], at={identity: folder.folder if folder else ""})
        return self.dossier(identity)

    def _identity_at(self, path: str) -> Identity | None:
        found = dossier_path(path.rstrip("/"), self.settings.records)
        lying = self.listing.places.get(found.identity, ()) if found else ()
        return found.identity if found and any(each.path == found.folder for each in lying) else None

    def facts(self, identity: Identity) -> Facts | None:
        """The facts of a dossier, of any day."""
        if identity not in self._facts:
            if (dossier := self.dossier(identity)) is None:
                return None
            self._facts[identity] = facts_of(dossier)
        return self._facts[identity]

    def superior(self, identity: Identity) -> Superior | None:
        """What others may ask of a dossier; None where the state has none."""
        return facts.as_superior if (facts := self.facts(identity)) else None

    def results(self, identity: Identity) -> frozenset[str]:
        """The codes of RHK in a dossier's SKP; of one that was not read yet, its SKP alone are."""
        if identity not in self._results:
            self.read_results([identity])
        return self._results[identity]

    def read_results(self, identities: Iterable[Identity]) -> None:
        """Know the codes of RHK of some dossiers; of those that were not read yet, their SKP alone are, all at once."""
        unknown = [each for each in dict.fromkeys(identities) if each not in self._results]
        read = {each for each in unknown if each in self._facts or each in self._dossiers}
        alone = self.plans_alone(each for each in unknown if each not in read)
        for identity in unknown:
            dossier = self.dossier(identity) if identity in read else alone.get(identity)
            results = results_of(dossier) if dossier else frozenset[str]()
            self._results[identity] = self._alike.setdefault(results, results)

    def plans_alone(self, identities: Iterable[Identity]) -> dict[Identity, Dossier]:
        """Some dossiers with their SKP alone, read at once."""
        found = self.listing.places.plans(identities)
        load = self._loader(place for places in found.values() for place in places)
        return {identity: load_dossier(identity, places, load, self.settings) for identity, places in found.items()}

    def let_go(self) -> None:
        """Keep nothing of what was read of dossiers, but the codes of RHK that were asked for; what is asked for again
        is read again."""
        self.listing.let_go(self._dossiers)
        self._dossiers.clear()
        self._facts.clear()
        self.found.clear()
        self._memo.clear()

    def outside(self, paths: Collection[str] | None = None) -> Dossier:
        """What lies below the records folder outside of dossiers, as a dossier of nobody; with `paths` at these alone,
        and below."""
        if paths is None:
            return self._outside
        left = (each for each in self._left() if any(lies_in(each.path, one) for one in paths))
        return self._nobodys(self.listing.outside_at(paths), left)

    @cached_property
    def _outside(self) -> Dossier:
        return self._nobodys(self.listing.outside, self._left())

    def _nobodys(self, entries: Iterable[Entry], left: Iterable[Entry]) -> Dossier:
        files = []
        for entry in entries:
            if entry.path == self.settings.exemptions and entry.mode in FILE_MODES:
                files.append(_exemptions(entry, self.tree.read([entry.oid])[entry.oid]))
            elif entry.path != SETTINGS and (entry.mode not in FILE_MODES or entry.path.endswith(YAML)):
                files.append(_unread(entry))
        files += map(_unread, left)
        return Dossier(*NOBODY, "", "", tuple(files), {}, self.settings)


def _unread(entry: Entry) -> File:
    """Something that belongs nowhere, as a file to judge."""
    return File(entry.path, entry.oid, entry.mode, "", "", None, None, None)


def _exemptions(entry: Entry, content: bytes) -> File:
    """The exemptions as a file to judge; with a record where it is as its schema wants it."""
    document = read(content)
    file = File(entry.path, entry.oid, entry.mode, "", EXEMPTIONS, EXEMPTIONS_KIND, document, None)
    if not is_accepted(document) or file.unknown_word():
        return file
    return replace(file, record=Record(entry.path, EXEMPTIONS, document.data, document))
