"""A dossier as plain data that an edit may change, and the changes that many edits are made of."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import Any, TypeAlias, TypeVar

from skpkit.model.achievement import consolidate
from skpkit.model.periods import RHYTHMS, TOTALS, parts, rhythm_of
from skpkit.source.yamlfile import read

Data: TypeAlias = dict[str, Any]
T = TypeVar("T")

HELD, MADE = "2026-11-24", "2026-11-26"  # the dialogue that agrees on a change, and the change
OPEN = frozenset({"B11", "B12", "Q4", "S2", "Y"})  # periods that had not ended when it was made


class NoOccasionError(Exception):
    """The edit does not apply to this dossier."""


def need(holds: object) -> None:
    """Go on only where this holds."""
    if not holds:
        raise NoOccasionError


class Draft:
    """A dossier's records by their names in it. `home` is the folder of the SKP in force, '' or `komplemen-1/`."""

    def __init__(self, path: str, files: Mapping[str, bytes], dice: Random, reviewers: Iterable[Data]) -> None:
        self.path, self.dice, self.reviewers = path, dice, list(reviewers)
        self.texts = dict(files)
        self.files: dict[str, Any] = {name: _plain(read(text).data) for name, text in files.items()}
        self._were = copy.deepcopy(self.files)
        self.home = "komplemen-1/" if "komplemen-1/skp.yaml" in files else ""

    def written(self) -> dict[str, bytes]:
        """The files by path; one whose data are as they were keeps its text."""
        kept = {name for name, data in self.files.items() if self._were.get(name) == data}
        return {
            f"{self.path}/{name}": self.texts[name] if name in kept else _text(data)
            for name, data in self.files.items()
        }

    # --- choosing ----------------------------------------------------------------------------------------------

    def one_of(self, things: Iterable[T]) -> T:
        """One of some things, where there is one."""
        found = list(things)
        need(found)
        return self.dice.choice(found)

    # --- reading -----------------------------------------------------------------------------------------------

    @property
    def skp(self) -> Data:
        """The SKP in force."""
        return self.record("skp.yaml")

    def record(self, name: str) -> Data:
        """A record beside the SKP in force."""
        need(f"{self.home}{name}" in self.files)
        found: Data = self.files[f"{self.home}{name}"]
        return found

    def results(self) -> list[Data]:
        """Its RHK."""
        return [rhk for section in ("utama", "tambahan") for rhk in self.skp["hasil_kerja"].get(section, ())]

    def indicators(self) -> list[tuple[Data, Data]]:
        """Its IKI, each with its RHK."""
        return [(rhk, iki) for rhk in self.results() for iki in rhk["indikator"]]

    def indicator(self, kode: str) -> Data:
        """The IKI of a code."""
        return next(iki for _, iki in self.indicators() if iki["kode"] == kode)

    def manual(self, kode: str) -> Data:
        """Its manual."""
        return self.record(f"iki/{kode}.yaml")

    def shown(self, kode: str) -> list[Data]:
        """The IKI in the SKP, and its manual where there is one."""
        manual = self.files.get(f"{self.home}iki/{kode}.yaml")
        return [self.indicator(kode), *([manual] if manual else [])]

    def rhythm(self, kode: str) -> str:
        """The `periode_pelaporan` of an IKI."""
        manual = self.files.get(f"{self.home}iki/{kode}.yaml") or {}
        return str(manual.get("periode_pelaporan") or rhythm_of(self.indicator(kode).get("target", ())))

    def dialogues(self, *, reported: bool = True) -> dict[str, Data]:
        """The dialogues beside the SKP, oldest first; only those reported, unless asked for all."""
        names = sorted(each for each in self.files if each.startswith(f"{self.home}dki/"))
        return {each: self.files[each] for each in names if not reported or self.files[each]["status"] == "dilaporkan"}

    def lines(self) -> Iterator[tuple[str, Data]]:
        """The lines that record a realisation, each with the name of its reported dialogue, oldest first."""
        for name, each in self.dialogues().items():
            for line in each.get("pemantauan", {}).get("hasil_kerja", ()):
                if line.get("realisasi") is not None and not line.get("proyeksi"):
                    yield name.removeprefix(self.home), line

    def values(self) -> dict[tuple[str, str], Any]:
        """The last realisasi of each cell."""
        return {(line["iki"], line["periode"]): line["realisasi"] for _, line in self.lines()}

    def realised(self, kode: str) -> list[str]:
        """The periods of an IKI that have a realisation, oldest first."""
        return sorted(period for iki, period in self.values() if iki == kode)

    def free_cells(self) -> list[tuple[str, str]]:
        """The cells with a target, no totals, that have no realisation and had not ended on the day of a change."""
        return [
            (iki["kode"], period)
            for _, iki in self.indicators()
            for period in iki.get("target", ())
            if period in OPEN & {*RHYTHMS[self.rhythm(iki["kode"])]} and (iki["kode"], period) not in self.values()
        ]

    # --- changing ----------------------------------------------------------------------------------------------

    def set_target(self, kode: str, period: str, value: float | None) -> None:
        """A target (None takes it away) in SKP and manual, with the totals that follow."""
        for each in self.shown(kode):
            if value is None:
                del each["target"][period]
            else:
                each["target"][period] = value
        self.add_up(kode)

    def add_up(self, kode: str) -> None:
        """Write the totals of an IKI anew in SKP and manual."""
        rhythm = self.rhythm(kode)
        how = self.shown(kode)[-1].get("konsolidasi_periode", "sum")
        for each in self.shown(kode):
            target = each["target"]
            for total in TOTALS[rhythm]:
                computed = consolidate(how, [target[part] for part in parts(total, rhythm) if part in target])
                if total in target and computed is not None:
                    target[total] = round(computed, 4)

    def participants(self) -> list[Data]:
        """The employee and the appraiser, at a dialogue."""
        people = ((self.skp["pegawai"], "pegawai"), (self.skp["pejabat_penilai_kinerja"], "atasan_langsung"))
        return [{"nama": each["nama"], "nip": each["nip"], "peran": role} for each, role in people]

    def talk(self, day: str, stage: str, **parts: Any) -> str:
        """A new reported dialogue; its name."""
        name = f"dki/{day}.yaml"
        nth = 2
        while f"{self.home}{name}" in self.files:
            name, nth = f"dki/{day}-{nth}.yaml", nth + 1
        self.files[f"{self.home}{name}"] = {
            "jenis": "dki",
            "versi": 1,
            "tanggal": day,
            "sifat": "insidental",
            "media": "tatap_muka",
            "tahap": [stage],
            "status": "dilaporkan",
            "dilaporkan": day,
            "peserta": self.participants(),
            **parts,
        }
        return name

    def record_value(self, day: str, **line: Any) -> str:
        """A reported dialogue with one line of realisation; its name."""
        return self.talk(day, "pemantauan", pemantauan={"hasil_kerja": [{**line, "bukti_dukung": ["Rekap"]}]})

    def approval(self, role: str, day: str = MADE) -> Data:
        """The approval of the appraiser, the employee, or a pengelola who may review this dossier."""
        if role != "pengelola_kinerja_organisasi":
            person = self.skp["pegawai" if role == "pegawai" else "pejabat_penilai_kinerja"]
            return {"sebagai": role, "nip": person["nip"], "tanggal": day}
        own = (self.skp["pegawai"]["nip"], self.skp["pejabat_penilai_kinerja"]["nip"])
        unit = self.path.split("/", 2)[2]
        able = [each for each in self.reviewers if unit.startswith(each.get("unit", "")) and each["nip"] != own[0]]
        person = next((each for each in able if each["nip"] not in own), able[0])
        return {"sebagai": role, "tanggal": day, **{key: person[key] for key in ("nip", "nama", "jabatan")}}

    def approvals(self, day: str = MADE) -> list[Data]:
        """Those of the appraiser and of a pengelola."""
        return [self.approval(each, day) for each in ("pejabat_penilai_kinerja", "pengelola_kinerja_organisasi")]

    def adendum(self, *komponen: str, held: str = HELD, made: str = MADE, **more: Any) -> Data:
        """A complete adendum, agreed in a dialogue and approved; its entry."""
        log = self.skp.setdefault("perubahan", [])
        nth = len(log) + 1
        agreed = [{"perihal": "adendum", "nomor": nth, "uraian": "Perubahan disepakati"}]
        entry = {
            "jenis": "adendum",
            "nomor": nth,
            "tanggal": made,
            "alasan": "Penyesuaian rencana kerja",
            "komponen": [*komponen],
            "dialog": self.talk(held, "perencanaan", kesepakatan=agreed),
            "persetujuan": self.approvals(made),
            **more,
        }
        log.append(entry)
        return entry

    def manual_entry(self, kode: str) -> Data:
        """An entry of a manual's own changes, approved."""
        log = self.manual(kode).setdefault("perubahan", [])
        entry = {"nomor": len(log) + 1, "tanggal": MADE, "alasan": "Perbaikan manual"}
        log.append({**entry, "persetujuan": [self.approval("pejabat_penilai_kinerja")]})
        added: Data = log[-1]
        return added

    def new_indicator(self, rhk: Data, kode: str, *periods: str) -> None:
        """A further IKI of an RHK, with a manual like that of another IKI, and a target for some periods."""
        _, like = self.indicators()[0]
        manual = copy.deepcopy(self.manual(like["kode"]))
        iki: Data = {"kode": kode}
        for key in ("tahun_lalu", "perubahan", "perspektif", "nilai_terburuk", "skala_stabilize"):
            manual.pop(key, None)
        if "perspektif" in rhk:
            manual["perspektif"] = rhk["perspektif"]
        if "ukuran" in like:
            iki["ukuran"] = "Layanan baru berjalan tanpa keluhan"
        else:
            iki |= {"nama": "Jumlah layanan baru", "aspek": "kuantitas", "satuan": "layanan"}
            iki["target"] = dict.fromkeys(periods, 2) | {"Y": 2 * len(periods)}
            manual |= {"konsolidasi_periode": "sum", "polarisasi": "maximize", "konversi_120": False}
            manual["jenis_iki"] = "baru_tanpa_historis"
        self.files[f"{self.home}iki/{kode}.yaml"] = {
            **manual,
            **copy.deepcopy(iki),
            "rhk": rhk["kode"],
            "periode_pelaporan": "triwulanan",
        }
        rhk["indikator"].append(iki)

    def spare_code(self, rhk: Data) -> str:
        """A code for a further IKI of an RHK."""
        first = str(rhk["kode"]).removeprefix("RHK-")
        taken = {iki["kode"] for _, iki in self.indicators()}
        return next(code for letter in "cdefgh" if (code := f"{first}{letter}-N") not in taken)


def _plain(data: Any) -> Any:
    """The same as lists and dicts that may be changed."""
    if isinstance(data, Mapping):
        return {key: _plain(each) for key, each in data.items()}
    return [_plain(each) for each in data] if isinstance(data, list) else data


def _text(data: Any) -> bytes:
    """JSON, which is YAML with every text in quotes."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
