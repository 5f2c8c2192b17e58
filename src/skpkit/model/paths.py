"""The grammar of the records' paths: `<rekaman>/<tahun>/[<unit>/]<nip>/[komplemen-<n>/]` and a record's name there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import normalize

from skpkit.model.nip import PLAIN_NIP
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP
from skpkit.source.tree import lies_in

EXEMPTIONS = "pengecualian.yaml"


class Identity(NamedTuple):
    """What makes a dossier the same in every state, whatever unit folder it lies in."""

    year: int
    nip: str

    @property
    def title(self) -> str:
        """The dossier's name in reports, `<tahun>/<nip>`; empty for nobody's."""
        return f"{self.year}/{self.nip}" if self.nip else ""


NOBODY = Identity(0, "")


class Home(NamedTuple):
    """Where the records of a kind lie in their SKP folder: in `folder`, each named for its value of `key`.

    The SKP, of which there is one, is named for its kind and lies in the SKP folder itself.
    """

    folder: str
    key: str


HOMES: Mapping[str, Home] = {
    SKP: Home("", ""),
    MANUAL: Home("iki", "kode"),
    DIALOGUE: Home("dki", "tanggal"),
    EVALUATION: Home("evaluasi", "periode"),
}
FOLDERS: Mapping[str, str] = {home.folder: kind for kind, home in HOMES.items() if home.folder}
SKP_FILE = f"{SKP}.yaml"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

_RECORD = rf"(?:{SKP}|(?P<home>{'|'.join(FOLDERS)})/(?P<key>[^/]+))\.yaml"
_BELOW = re.compile(rf"(?:(?P<folder>komplemen-[1-9][0-9]*)/)?(?P<name>(?P<record>{_RECORD})|.*)", re.DOTALL)
_OUTSIDE = re.compile(rf"(?P<dossier>.+?)/(?:komplemen-[0-9]+/)?{_RECORD}")
_NIP_IN = re.compile(rf"/({PLAIN_NIP})(?:/|$)")
_HOME = re.compile(rf"(?:(?P<root>.+?)/)?[12][0-9]{{3}}/(?:[^/]+/)*?{PLAIN_NIP}/(?:komplemen-[0-9]+/)?{_RECORD}")
_DAY = re.compile(
    rf"(?:.*/)?{HOMES[DIALOGUE].folder}/(?P<day>{DAY})"
    r"(?P<exact>(?:-(?P<nth>[1-9][0-9]*))?\.yaml$)?"
)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


class DossierPath(NamedTuple):
    """A path of a dossier or below one: the dossier's folder, whose it is, and what follows, from the `/`."""

    folder: str
    identity: Identity
    below: str


class RecordPath(NamedTuple):
    """A path below a dossier: the SKP folder (empty, or `komplemen-<n>`), and the name in that.

    `kind` is that of the record which belongs there, None where none does; `key` what its name tells it apart by.
    """

    folder: str
    name: str
    kind: str | None
    key: str


class NamedDay(NamedTuple):
    """The day that the file of a dialogue is named for, and which of that day it is: 0 for the one without a number.

    `exact` tells that its name says nothing else.
    """

    day: str
    nth: int
    exact: bool


def identity_of(title: str) -> Identity:
    """The identity that a title names; nobody's for an empty one."""
    year, _, nip = title.partition("/")
    return Identity(int(year), nip) if nip else NOBODY


def dossier_path(path: str, root: str) -> DossierPath | None:
    """A path below the records folder `root`, read; None outside of dossiers."""
    found = _in_dossier(root).fullmatch(path)
    return (
        DossierPath(found["path"], Identity(int(found["year"]), found["nip"]), found["below"] or "") if found else None
    )


@cache
def _in_dossier(root: str) -> re.Pattern[str]:
    prefix = f"{re.escape(root)}/" if root not in ("", ".") else ""
    units = rf"(?:(?!{PLAIN_NIP}/)[^/]+/)*?"
    return re.compile(
        rf"(?P<path>{prefix}(?P<year>[12][0-9]{{3}})/{units}(?P<nip>{PLAIN_NIP}))(?P<below>/.*)?", re.DOTALL
    )


@lru_cache(4096)  # the records of many dossiers are named alike
def record_path(below: str) -> RecordPath:
    """A path below a dossier, read."""
    found = _BELOW.fullmatch(below)
    assert found  # noqa: S101 - it takes any text
    kind = (FOLDERS[found["home"]] if found["home"] else SKP) if found["record"] else None
    return RecordPath(found["folder"] or "", found["name"], kind, found["key"] or "")


def record_name(kind: str, key: str = "") -> str:
    """The name that a record has in its SKP folder: `dki/2026-04-07.yaml`."""
    folder = HOMES[kind].folder
    return f"{folder}/{key}.yaml" if folder else SKP_FILE


def manual_name(kode: str) -> str:
    """The name of the manual of an IKI in its SKP folder."""
    return record_name(MANUAL, kode)


def within(folder: str, name: str) -> str:
    """The path of what is in a folder; the top has no name."""
    return f"{folder}/{name}" if folder else name


def complement_folder(number: int) -> str:
    """The SKP folder of a komplemen."""
    return f"komplemen-{number}"


def complement_number(folder: str) -> int:
    """The number in the name of such a folder."""
    return int(folder.removeprefix("komplemen-"))


@lru_cache(4096)
def named_day(path: str) -> NamedDay | None:
    """The day in the path of a dialogue; None where its name begins with none."""
    found = _DAY.match(path)
    return NamedDay(found["day"], int(found["nth"] or 0), found["exact"] is not None) if found else None


def day_of(text: str) -> date | None:
    """The day that a text is, written as records write one; None for any other text, and for no day of the calendar."""
    if not re.fullmatch(DAY, text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def nip_in(path: str) -> str:
    """The NIP that a folder or file of a path is named for; empty where there is none."""
    found = _NIP_IN.search(f"/{path}")
    return found[1] if found else ""


def is_code(key: str) -> bool:
    """Whether the manual of an IKI can be named so."""
    return _CODE.fullmatch(key) is not None


def is_left_in(path: str, root: str, records: str) -> bool:
    """Whether a path outside of the records folder has the shape of a record, or of a dossier, in the folder `root`.

    Letters are compared as a file system may that takes `Records` for `records`.
    """
    depth = root.count("/") + 1
    above = "/".join(path.split("/")[:depth])
    if lies_in(path, records) or not names_alike(above, root):
        return False
    found = dossier_path(path, above)
    return bool(would_be_dossier(path) or (found and not found.below) or path == f"{above}/{EXEMPTIONS}")


def names_alike(one: str, other: str) -> bool:
    """Whether a file system may take two names for each other, as `Records` for `records`."""
    return _alike(one) == _alike(other)


def _alike(name: str) -> str:
    return normalize("NFC", normalize("NFC", name).casefold())


def records_folder(path: str) -> str | None:
    """The folder whose records a path would be one of, wherever that is; `.` for the top, None for no record's path."""
    found = _HOME.fullmatch(path)
    return (found["root"] or ".") if found else None


def would_be_dossier(path: str) -> str:
    """The folder that a record outside of dossiers lies in as if it were one; empty for what is no record."""
    found = _OUTSIDE.fullmatch(path)
    return found["dossier"] if found else ""
