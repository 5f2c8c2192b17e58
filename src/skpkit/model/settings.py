"""The settings of a records repository: `skpkit.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from skpkit.errors import WrongUsage
from skpkit.findings import LEVELS, Location, Severity
from skpkit.messages import N_
from skpkit.model.paths import EXEMPTIONS
from skpkit.model.people import NamedPerson
from skpkit.source.tree import RECORDS, SETTINGS, lies_in

WHOLE_IKI = "iki"  # the setting `pembekuan: iki`: one realised cell freezes all of its IKI

SIGNING_ROLES = (
    "pegawai",
    "pejabat_penilai_kinerja",
    "pengelola_kinerja_organisasi",
    "penyetuju_pengecualian",  # the one who approves an exemption
)

Way = Literal["merge", "squash", "rebase"]  # in which a forge merges a request
BY_COMMIT: Way = "rebase"  # by which each commit of a request lands by itself

WHOLE_NIP = "penuh"  # the setting `tampilan: {nip: …}`; the other is `samar`


NO_SIGNERS = N_("`tanda_tangan` asks for signatures, but no signers file is named; name it under `penandatangan`")


class SignatureDemand(NamedTuple):
    """Which approvals have to be signed: those since a day, by some roles."""

    since: date
    roles: frozenset[str]


class Reviewer(NamedTuple):
    """A pengelola kinerja organisasi and the unit folder that he reviews for (empty: all)."""

    nip: str
    nama: str
    jabatan: str
    unit: str

    def reviews(self, unit: str) -> bool:
        """Whether he is the reviewer for a unit folder: it, or one above it."""
        return lies_in(unit, self.unit)


@dataclass(frozen=True, slots=True)
class Display:
    """How every sheet looks, apart from its paper: the lines of the letterhead, its emblem and that of the DEK (names
    of files from the folder `templates`), whether codes of IKI and whole NIP are shown, and the frames for an
    electronic signature and for initials.
    """

    letterhead: tuple[str, ...] = ()
    letterhead_emblem: str | None = None
    emblem: str | None = None
    codes: bool = True
    whole_nip: bool = True
    signature_frame: bool = False
    initials_frame: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What `skpkit.yaml` says; `levels` maps a rule's code to its severity (None: off) and the place of it.

    `profile`, `institution` and `unit` are what a new record begins with. `signers` is the path of the signers file,
    and `demand` says who has to sign. `branch` is the default branch, `zone` the one whose clock tells the day,
    `days_back` how many days a record may be dated before it comes in, `starts` the day before which the calendar owes
    nothing, and `mask` whether reports hide names and NIP (None: where strangers may read them). `ways` are those in
    which requests are merged (none: nobody said).
    """

    language: str | None = None
    profile: str | None = None
    institution: str = ""
    unit: str = ""
    records: str = RECORDS
    freeze: str = "periode"
    paper: str = "a4"
    display: Display = Display()
    levels: Mapping[str, tuple[Severity | None, Location]] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    reviewers: tuple[Reviewer, ...] = ()
    exemption_approvers: tuple[Reviewer, ...] = ()
    signers: str | None = None
    demand: SignatureDemand | None = None
    branch: str | None = None
    zone: str = "Asia/Jayapura"  # the first to see a new day
    days_back: int = 14
    starts: date | None = None
    print_seconds: int = 60
    print_memory_mb: int = 1024
    mask: bool | None = None
    ways: tuple[Way, ...] = ()

    @property
    def people(self) -> frozenset[NamedPerson]:
        """Those whom the settings name."""
        return frozenset(NamedPerson(each.nama, each.nip) for each in (*self.reviewers, *self.exemption_approvers))

    @property
    def exemptions(self) -> str:
        """The path of the file of exemptions."""
        return f"{self.records}/{EXEMPTIONS}"


def settings_of(content: bytes | None) -> Settings:
    """The settings in a file's bytes; the defaults where there is no file, or one that says nothing.

    Raises WrongUsage, with file and line, for a file that is not understood.
    """
    if content is None:
        return Settings()
    from skpkit.source.schemas import SETTINGS_KIND, accepts, explain
    from skpkit.source.yamlfile import read

    document = read(content)
    for slip in document.slips:
        from skpkit.source.yamlfile.sentences import EMPTY

        if slip.message == EMPTY:
            return Settings()
        raise WrongUsage(slip.message, **slip.told).at(SETTINGS, slip.span.line)
    data = document.data
    if not accepts(SETTINGS_KIND, data):
        for wrong in explain(SETTINGS_KIND, data):
            span = document.key_span(wrong.path) if wrong.on_key else document.span(wrong.path)
            raise WrongUsage(wrong.message, **wrong.told).at(SETTINGS, span.line)
    if data.get("versi", 1) != 1:
        raise WrongUsage(
            N_("this version of skpkit knows settings of version 1 only; set `versi: 1` or update skpkit")
        ).at(SETTINGS, document.span(("versi",)).line)
    if "tanda_tangan" in data and "penandatangan" not in data:
        raise WrongUsage(NO_SIGNERS).at(SETTINGS, document.key_span(("tanda_tangan",)).line)
    return Settings(
        language=data.get("bahasa"),
        profile=data.get("aturan"),
        institution=data.get("instansi", ""),
        unit=data.get("unit_kerja", ""),
        records=data.get("rekaman", RECORDS).strip("/"),
        freeze=data.get("pembekuan", "periode"),
        paper=data.get("kertas", "a4"),
        display=_display(data),
        levels={
            code: (LEVELS.get(word), Location(SETTINGS, *document.span(("tingkat", code))))
            for code, word in data.get("tingkat", {}).items()
        },
        holidays=frozenset(date.fromisoformat(day) for day in data.get("hari_libur", ())),
        reviewers=_reviewers(data, "pengelola"),
        exemption_approvers=_reviewers(data, "penyetuju_pengecualian"),
        signers=data.get("penandatangan"),
        demand=_demand(data),
        branch=data.get("cabang"),
        zone=data.get("zona", "Asia/Jayapura"),
        days_back=data.get("batas_mundur", 14),
        starts=date.fromisoformat(data["mulai"]) if "mulai" in data else None,
        print_seconds=data.get("cetak", {}).get("detik", 60),
        print_memory_mb=data.get("cetak", {}).get("memori_mb", 1024),
        mask=data.get("samarkan"),
        ways=tuple(dict.fromkeys(data.get("gabung", ()))),
    )


def _demand(data: Mapping[str, Any]) -> SignatureDemand | None:
    if "tanda_tangan" not in data:
        return None
    asked = data["tanda_tangan"]
    return SignatureDemand(date.fromisoformat(asked["sejak"]), frozenset(asked.get("peran", SIGNING_ROLES)))


def _display(data: Mapping[str, Any]) -> Display:
    head, shown, printing = (data.get(key, {}) for key in ("kop", "tampilan", "cetak"))
    emblem = _template(data.get("lambang"))
    return Display(
        letterhead=tuple(head.get("baris", ())),
        letterhead_emblem=_template(head["lambang"]) if "lambang" in head else emblem,
        emblem=emblem,
        codes=shown.get("kode", True),
        whole_nip=shown.get("nip", WHOLE_NIP) == WHOLE_NIP,
        signature_frame=printing.get("bingkai_tte", False),
        initials_frame=printing.get("bingkai_paraf", False),
    )


def _template(path: str | None) -> str | None:
    """A file by its name from the folder `templates`, which may be written before it."""
    return path.removeprefix("templates/") if path else None


def _reviewers(data: Mapping[str, Any], key: str) -> tuple[Reviewer, ...]:
    return tuple(
        Reviewer(each["nip"], each.get("nama", ""), each.get("jabatan", ""), each.get("unit", "").strip("/"))
        for each in data.get(key, ())
    )
