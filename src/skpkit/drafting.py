"""Beginning records: what is known for a new one, and its files, judged before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import Finding, Note
from skpkit.judge.office import Office
from skpkit.messages import N_, tell
from skpkit.model.dossier import Dossier
from skpkit.model.paths import Identity
from skpkit.model.profiles import Profile, known_profiles, profile
from skpkit.model.records import Result, Skp
from skpkit.opening import OnSettings, batch_of, day, office_of
from skpkit.prospect import prospect_of
from skpkit.source.history import Folder, Repository, open_records
from skpkit.source.schemas import SKP
from skpkit.ways import WAYS, open_ways
from skpkit.writing.composing import NO_GLOSSES, Glosses, text_of
from skpkit.writing.drafts import SkpDraft, folder_name, skp_data
from skpkit.writing.glossing import glosses_of
from skpkit.writing.journal import Batch
from skpkit.writing.keys import in_form_order
from skpkit.writing.layout import comments_of

HAS_SKP = N_(
    "{title} has an SKP already, in {path}. To change it: skpkit adendum {path}; to replace it from a day on, as after "
    "a move: skpkit komplemen {path}"
)
HAS_DRAFT = N_(
    "{title} has an SKP already, a draft (rancangan): open {path}/skp.yaml in a text editor such as Notepad, change it "
    "there, and look at it: skpkit check {path}"
)
UNKNOWN_PROFILE = N_("{given} is no aturan that this skpkit knows; it knows {known}")
NO_RESULT = N_("an SKP has at least one RHK with an IKI; give --rhk and --iki")
OWN_APPRAISER = N_("employee and appraiser are one person; give the NIP of the superior who appraises: --penilai")
NO_SUPERIOR = N_(
    "an RHK of a superior is named by his NIP, and this appraiser has none; leave out the code behind the |"
)
NO_UNIT = N_("{given} cannot be the folder of a unit; write letters, digits and -, with / between folders")
REFUSED = N_("nothing was written, for this would break a rule:")


class RefusedError(SkpkitError):
    """What a command would write breaks rules: these `findings`, with the `ways` that are open instead."""

    exit_code = 1
    listed = True

    def __init__(self, findings: Sequence[Finding], ways: Sequence[Note] = ()) -> None:
        super().__init__(REFUSED)
        self.findings = tuple(findings)
        self.ways = tuple(ways)

    def sentence(self, lang: str) -> str:
        """What is broken, a line each, and the ways that are open."""
        broken = ((each.code, each.problem) for each in self.findings)
        lines = [f"  {code} {each.at.path}: {tell(each.message, each.told, lang)}" for code, each in broken]
        ways = [f"  {tell(each.message, each.told, lang)}" for each in self.ways]
        return "\n".join((super().sentence(lang), *lines, *([tell(WAYS, {}, lang), *ways] if ways else ())))


class Drafted(NamedTuple):
    """New records: `batch` writes them whole, `paths` are theirs, `dossier` is the folder that they belong to, and
    `findings` what is to be said of them, none of it an error. `warned` is what a reviewer will be told of the step."""

    batch: Batch
    paths: tuple[str, ...]
    dossier: str
    findings: tuple[Finding, ...] = ()
    warned: tuple[Finding, ...] = ()


class Proposals:
    """What the records of an office propose for a new SKP."""

    def __init__(self, office: Office, today: date) -> None:
        self.office = office
        self.today = today

    def plan_of(self, nip: str, year: int) -> tuple[Dossier, Skp] | None:
        """The newest SKP of a person, of that year or of one before, with its dossier."""
        years = sorted(each.year for each in self.office.listing.places.of(nip) if each.year <= year)
        for each in reversed(years):
            dossier = self.office.dossier(Identity(each, nip))
            plans = [*dossier.plans()] if dossier else []
            if dossier and plans:
                return dossier, max((skp for _, skp in plans), key=lambda skp: skp.term.mulai)
        return None

    def notes_of(self, skp: Skp) -> Glosses:
        """The comments that somebody wrote on the results of an SKP, which a copy of them keeps."""
        held = self.office.content(skp.path) or b""
        text = held.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        with suppress(ValueError):  # a text whose parts cannot be told apart
            found = comments_of(text, in_form_order(SKP, skp.data))
            plain = glosses_of(SKP, skp.data, "")
            helps = {"# " + text for each in plain.values() for text in (each.above, each.behind) if text}
            return {
                path: each
                for path, each in found.items()
                if path[:1] == ("hasil_kerja",) and not {each.above, each.behind} & helps
            }
        return NO_GLOSSES

    def refuse_second(self, nip: str, year: int) -> None:
        """Raises WrongUsage where a person has an SKP in a year."""
        for place in self.office.listing.places.get(Identity(year, nip), ()):
            if any(entry.path == f"{place.path}/skp.yaml" for entry in place.entries):
                found = self.office.dossier(Identity(year, nip))
                plans = [skp for _, skp in found.plans()] if found else []
                drafts = bool(plans) and not any(each.established for each in plans)
                raise WrongUsage(HAS_DRAFT if drafts else HAS_SKP, title=Identity(year, nip).title, path=place.path)

    def colleague(self, unit: str, year: int) -> Skp | None:
        """Some SKP of a unit folder, whose appraiser and unit a new one most likely has."""
        for identity, places in sorted(self.office.listing.places.items(), reverse=True):
            if identity.year > year or not any(self.unit_at(identity, each.path) == unit for each in places):
                continue
            dossier = self.office.dossier(identity)
            for _, skp in dossier.plans() if dossier else ():
                if not skp.heads_unit:
                    return skp
        return None

    def units(self) -> tuple[str, ...]:
        """The folders of units that hold dossiers, those that hold the most first."""
        found: dict[str, int] = {}
        for identity, places in self.office.listing.places.items():
            for place in places:
                unit = self.unit_at(identity, place.path)
                found[unit] = found.get(unit, 0) + 1
        return tuple(sorted(found, key=lambda each: (-found[each], each)))

    def unit_at(self, identity: Identity, path: str) -> str:
        """The folder of the unit below the year that a dossier's folder lies in."""
        root = self.office.settings.records
        lead = f"{root}/" if root not in ("", ".") else ""
        return path.removeprefix(f"{lead}{identity.year}/").rpartition("/")[0]

    def unit_folder(self, dossier: Dossier | None, post_unit: str) -> str:
        """The folder of the unit that a new dossier lies in."""
        if dossier:
            return dossier.unit
        known, named = self.units(), folder_name(post_unit)
        return named if named in known or not known else known[0]

    def results_of(self, nip: str, year: int) -> tuple[Result, ...]:
        """The RHK of a superior in a year, which those of an employee intervene."""
        dossier = self.office.dossier(Identity(year, nip)) if nip else None
        plans = [skp for _, skp in dossier.plans()] if dossier else []
        return max(plans, key=lambda skp: skp.term.mulai).results if plans else ()


@contextmanager
def proposing(
    repository: str | Path = ".", *, today: date | None = None, on_settings: OnSettings | None = None
) -> Iterator[Proposals]:
    """What the records of the working tree propose for new ones, as long as they are open."""
    with open_records(Path(repository)) as records:
        office = office_of(records.worktree(), on_settings)
        yield Proposals(office, day(today, office.settings).date)


def rules_of(aturan: str) -> Profile:
    """The rules of an `aturan`. Raises WrongUsage for one that is not known."""
    found = profile(aturan)
    if found is None:
        raise WrongUsage(UNKNOWN_PROFILE, given=aturan, known=known_profiles())
    return found


def new_skp(
    repository: str | Path, draft: SkpDraft, *, today: date | None = None, on_settings: OnSettings | None = None
) -> Drafted:
    """The file of a new SKP, a `rancangan`, in the folder of its employee and year. Nothing is written before the batch
    that is given is.

    Raises WrongUsage where there is one already, or for what cannot be, RefusedError where it would break a rule.
    """
    with open_records(Path(repository)) as records:
        office = office_of(records.worktree(), on_settings)
        now = day(today, office.settings).date
        Proposals(office, now).refuse_second(draft.nip, draft.year)
        if not any(each.indicators for each in draft.results):
            raise WrongUsage(NO_RESULT)
        if draft.appraiser.get("nip") == draft.nip:
            raise WrongUsage(OWN_APPRAISER)
        if not draft.appraiser.get("nip") and any(each.superior for each in draft.results):
            raise WrongUsage(NO_SUPERIOR)
        there = office.listing.places.get(Identity(draft.year, draft.nip), ())
        folder = there[0].path if there else folder_of(office.settings.records, draft.year, draft.unit, draft.nip)
        data = skp_data(draft, rules_of(draft.aturan).values)
        head = f"SKP {draft.employee['nama']}, {draft.year}. Sesudah mengubah berkas ini jalankan: skpkit check"
        path = f"{folder}/skp.yaml"
        files = {path: text_of(SKP, data, glosses_of(SKP, data, head, draft.notes)).encode()}
        return judged(records, office, folder, batch_of(records, "skpkit new skp", files, {path: None}), now)


def folder_of(root: str, year: int, unit: str, nip: str) -> str:
    """The folder of a new dossier below the records folder `root`. Raises WrongUsage where a unit cannot be one."""
    unit = unit.strip().strip("/")
    parts = unit.split("/") if unit else []
    if any(not each or each.startswith(".") or not each.isprintable() or "\\" in each for each in parts):
        raise WrongUsage(NO_UNIT, given=unit)
    lead = () if root in ("", ".") else (root,)
    return "/".join((*lead, str(year), *parts, nip))


def judged(records: Repository | Folder, office: Office, folder: str, batch: Batch, today: date) -> Drafted:
    """The files of a batch as new records of a dossier of an office, once they were judged as if they were there.

    Raises RefusedError where they bring an error.
    """
    ahead = prospect_of(records, office, batch.files, today)
    if ahead.refused:
        raise RefusedError(ahead.refused, open_ways(ahead.refused, office, today))
    told = tuple(each for each in ahead.remarks if each.problem.at.path in batch.files)
    return Drafted(batch, tuple(batch.files), folder, told, ahead.warned)
