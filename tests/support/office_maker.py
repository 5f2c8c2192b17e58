"""Dossiers made at random: the dossier of one employee, as plain data.

What is drawn here is what its people could have made: `skpkit check` finds no error in it. `office_year` lets the
employee live through a year, `office_changes` changes what was recorded, `office_offences` breaks it, and
`office_writer` writes it down.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.support.office_basics import (
    BEHAVIOURS,
    CODES,
    PERIODS,
    REVIEWER,
    RULES,
    SUPERIOR,
    TOTALS,
    WORDS,
    YEAR,
    Cell,
    Data,
    Dice,
    first_day,
    last_day,
    need,
    parts_of,
    recompute,
)


@dataclass(repr=False)
class Office:
    """An employee's dossier (its files by name) and the settings, on a day.

    `home` is the SKP folder that lives: empty, or `komplemen-1/`.
    """

    nip: str
    day: date
    files: dict[str, Data]
    settings: Data
    unit: str = ""
    home: str = ""

    @property
    def folder(self) -> str:
        """Where its files lie."""
        return f"records/{YEAR}/{self.unit}{self.nip}"

    def __repr__(self) -> str:
        return f"<{len(self.files)} files in {self.folder} on {self.day}>"

    def copy(self) -> Office:
        """The same office, free to be changed."""
        return copy.deepcopy(self)

    @property
    def skp(self) -> Data:
        """The SKP that lives."""
        need(f"{self.home}skp.yaml" in self.files)
        return self.files[f"{self.home}skp.yaml"]

    @property
    def start(self) -> date:
        """Its first day."""
        return date.fromisoformat(self.skp["periode"]["mulai"])

    @property
    def end(self) -> date:
        """Its last day."""
        return date.fromisoformat(self.skp["periode"]["selesai"])

    @property
    def agreed(self) -> date:
        """The day of penetapan."""
        return date.fromisoformat(self.skp["penetapan"]["tanggal"])

    @property
    def narrative(self) -> bool:
        """Whether it is kualitatif."""
        return bool(self.skp["pendekatan"] == "kualitatif")

    def results(self) -> list[Data]:
        """Every RHK."""
        return [*self.skp["hasil_kerja"]["utama"], *self.skp["hasil_kerja"]["tambahan"]]

    def indicators(self) -> list[tuple[Data, Data]]:
        """Every IKI with its RHK."""
        return [(rhk, iki) for rhk in self.results() for iki in rhk["indikator"]]

    def codes(self) -> list[str]:
        """The code of every IKI."""
        return [iki["kode"] for _, iki in self.indicators()]

    def indicator(self, kode: str) -> Data:
        """The IKI of that code."""
        found = [iki for _, iki in self.indicators() if iki["kode"] == kode]
        need(found)
        return found[0]

    def end_of(self, iki: Data) -> str:
        """The last day of an IKI."""
        end: str = (iki if "periode" in iki else self.skp)["periode"]["selesai"]
        return end

    def manual(self, kode: str) -> Data | None:
        """The manual of an IKI, where it has one."""
        return self.files.get(f"{self.home}iki/{kode}.yaml")

    def manuals(self) -> list[tuple[str, Data]]:
        """The manuals, by code."""
        every = ((kode, self.manual(kode)) for kode in self.codes())
        return [(kode, manual) for kode, manual in every if manual]

    def shown(self, kode: str) -> list[Data]:
        """Where the target of an IKI is shown: in the SKP, and in its manual if it has one."""
        manual = self.manual(kode)
        return [self.indicator(kode), *([manual] if manual else [])]

    def rhythm(self, kode: str) -> str:
        """How often an IKI is reported."""
        manual = self.manual(kode)
        if manual:
            return str(manual["periode_pelaporan"])
        letters = {period[0] for period in self.indicator(kode).get("target", {})}
        rhythms = (("B", "bulanan"), ("Q", "triwulanan"), ("S", "semesteran"))
        return next((rhythm for letter, rhythm in rhythms if letter in letters), "tahunan")

    def dialogues(self) -> list[tuple[str, Data]]:
        """The dialogues, oldest first, by their names within the SKP folder."""
        found = [
            (name.removeprefix(self.home), data)
            for name, data in self.files.items()
            if re.fullmatch(rf"{self.home}dki/[^/]*", name)
        ]
        return sorted(found, key=lambda each: (each[1]["tanggal"], len(each[0]), each[0]))

    def lines(self) -> Iterator[tuple[str, Data, Data]]:
        """Every line on hasil kerja, with the name of its dialogue and the dialogue."""
        for name, dialogue in self.dialogues():
            for line in dialogue.get("pemantauan", {}).get("hasil_kerja", ()):
                yield name, dialogue, line

    def realised(self) -> dict[Cell, list[str]]:
        """The cells with a realisation, each with the names of the dialogues that record it."""
        found: dict[Cell, list[str]] = {}
        for name, _, line in self.lines():
            if line.get("realisasi") is not None and not line.get("proyeksi"):
                found.setdefault((line["iki"], line["periode"]), []).append(name)
        return found

    def touched(self) -> set[str]:
        """The IKI with a realisation."""
        return {iki for iki, _ in self.realised()}

    def frozen(self) -> list[Cell]:
        """The cells with a target that nobody may move: realised, totals of realised parts, or all of an IKI; of
        a kualitatif SKP the IKI with a realisation."""
        realised, touched = self.realised(), self.touched()
        if self.narrative:
            return [(kode, "") for kode in self.codes() if kode in touched]
        found = []
        for _, iki in self.indicators():
            kode, target = iki["kode"], iki["target"]
            for period in target:
                parts = [part for part in parts_of(period, self.rhythm(kode)) if part in target]
                whole = self.settings.get("pembekuan") == "iki" and kode in touched
                if whole or (kode, period) in realised or (parts and all((kode, each) in realised for each in parts)):
                    found.append((kode, period))
        return found

    def open_cells(self, kode: str, since: date) -> list[str]:
        """The periods to come, with a target or not, for which an adendum of that day may set one: it is part of
        nothing that is frozen."""
        frozen, rhythm = {*self.frozen(), *self.realised()}, self.rhythm(kode)
        if self.settings.get("pembekuan") == "iki" and kode in self.touched():
            return []
        due = [period for period in PERIODS[rhythm] if last_day(period) >= since and first_day(period) <= self.end]
        totals = {period: [total for total in TOTALS[rhythm] if period in parts_of(total, rhythm)] for period in due}
        return [period for period in due if not {(kode, each) for each in (period, *totals[period])} & frozen]

    def latest(self) -> date:
        """The last day on which something was recorded."""
        days = [dialogue["tanggal"] for _, dialogue in self.dialogues()]
        days += [each["tanggal"] for record in (self.skp, *dict(self.manuals()).values()) for each in log_of(record)]
        return date.fromisoformat(max([*days, self.agreed.isoformat()]))

    def appraiser_on(self, day: date) -> Data:
        """The appraiser in office."""
        later = [each for each in log_of(self.skp) if "penilai_lama" in each and each["tanggal"] > day.isoformat()]
        found: Data = later[0]["penilai_lama"] if later else self.skp["pejabat_penilai_kinerja"]
        return found

    def add_dialogue(self, day: date, **parts: Any) -> str:
        """A dialogue of employee and appraiser, reported unless `parts` say otherwise; its name in its folder."""
        names = [f"dki/{day}{suffix}.yaml" for suffix in ("", *(f"-{nth}" for nth in range(2, 40)))]
        name = next(each for each in names if f"{self.home}{each}" not in self.files)
        self.files[f"{self.home}{name}"] = new_dialogue(day, (self.skp["pegawai"], self.appraiser_on(day)), **parts)
        return name


def log_of(record: Data) -> list[Data]:
    """The entries of `perubahan`."""
    entries: list[Data] = record.get("perubahan", [])
    return entries


def participant(person: Data, role: str = "atasan_langsung") -> Data:
    """Somebody at a dialogue."""
    return {"nama": person["nama"], "nip": person["nip"], "peran": role}


def new_dialogue(day: date, people: tuple[Data, Data], **parts: Any) -> Data:
    """A dialogue of employee and appraiser, reported on its day unless `parts` say otherwise."""
    dialogue: Data = {
        "jenis": "dki",
        "versi": 1,
        "tanggal": day.isoformat(),
        "sifat": "insidental",
        "media": "tatap_muka",
        "tahap": ["pelaksanaan"],
        "status": "dilaporkan",
        "dilaporkan": day.isoformat(),
        "peserta": [participant(people[0], "pegawai"), participant(people[1])],
        **copy.deepcopy(parts),
    }
    if dialogue["status"] == "draf":
        del dialogue["dilaporkan"]
    return dialogue


def approvals(appraiser: Data, day: date) -> list[Data]:
    """What a change of an SKP needs."""
    return [
        {"sebagai": "pejabat_penilai_kinerja", "nip": appraiser["nip"], "tanggal": day.isoformat()},
        {"sebagai": "pengelola_kinerja_organisasi", **REVIEWER, "tanggal": day.isoformat()},
    ]


# --- its SKP ---------------------------------------------------------------------------------------------------


def new_skp(employee: Data, appraiser: Data, start: date, agreed: date, **parts: Any) -> Data:
    """An established SKP without results, kuantitatif and until the year's end unless `parts` say otherwise."""
    day = agreed.isoformat()
    signers = {"pegawai": employee, "pejabat_penilai_kinerja": appraiser}
    signed = [{"sebagai": role, "nip": person["nip"], "tanggal": day} for role, person in signers.items()]
    return {
        "jenis": "skp",
        "versi": 1,
        "aturan": RULES[0],
        "tahun": YEAR,
        "periode": {"mulai": start.isoformat(), "selesai": "2026-12-31"},
        "instansi": "Kementerian Keuangan",
        "pendekatan": "kuantitatif",
        "kelompok": "administrasi_fungsional",
        "status": "ditetapkan",
        "pegawai": {**employee},
        "pejabat_penilai_kinerja": {**appraiser},
        "penetapan": {"tempat": "Banda Contoh", "tanggal": day, "persetujuan": signed},
        "hasil_kerja": {"utama": [], "tambahan": []},
        "perilaku_kerja": [{"nilai": each} for each in BEHAVIOURS],
        **parts,
    }


def plan(dice: Dice, office: Office, since: date) -> None:
    """One or two RHK with one or two IKI each, in the SKP that lives."""
    for nth, section in enumerate(dice.one_of((["utama"], ["utama", "utama"], ["utama", "tambahan"])), 1):
        rhk = new_result(dice, nth, section)
        office.skp["hasil_kerja"][section].append(rhk)
        for _ in range(dice.number(1, 2)):
            add_indicator(dice, office, rhk, since)


def new_result(dice: Dice, nth: int, section: str) -> Data:
    """An RHK without IKI."""
    rhk: Data = {
        "kode": f"RHK-T{nth}" if section == "tambahan" else f"RHK-{nth}",
        "rencana": f"{dice.one_of(WORDS)} {nth}",
        "indikator": [],
    }
    if section == "tambahan":
        rhk["penugasan"] = dice.one_of(WORDS)
    if dice.chance(50):
        rhk["rhk_pimpinan"] = {"nip": SUPERIOR, "kode": "RHK-1"}
    if dice.chance(40):
        rhk["perspektif"] = dice.one_of(("proses_bisnis", "anggaran"))
    return rhk


def add_indicator(dice: Dice, office: Office, rhk: Data, since: date) -> None:
    """A new IKI with its manual, planned for the periods that end on that day or later."""
    kode = dice.one_of(each for each in CODES if each not in office.codes())
    rhythm = dice.one_of(PERIODS)
    manual: Data = {
        "jenis": "manual_iki",
        "versi": 1,
        "aturan": office.skp["aturan"],
        "kode": kode,
        "rhk": rhk["kode"],
        "definisi": dice.one_of(WORDS),
        "tujuan": dice.one_of(WORDS),
        "tingkat_validitas": "proxy",
        "tingkat_kendali": "moderate",
        "pihak_penyedia_data": "Seksi",
        "sumber_data": "Aplikasi",
        "periode_pelaporan": rhythm,
    }
    if "perspektif" in rhk and dice.chance(70):
        manual["perspektif"] = rhk["perspektif"]
    if office.narrative:
        shown: Data = {"ukuran": dice.one_of(WORDS)}
        manual |= shown
    else:
        due = [each for each in PERIODS[rhythm] if last_day(each) >= since and first_day(each) <= office.end]
        need(due)
        shown, measured = _measured(dice, kode, rhythm, due)
        manual |= copy.deepcopy(shown) | measured
    rhk["indikator"].append({"kode": kode, **shown})
    office.files[f"{office.home}iki/{kode}.yaml"] = manual


def _measured(dice: Dice, kode: str, rhythm: str, due: Sequence[str]) -> tuple[Data, Data]:
    """What SKP and manual show of a number, and how the manual measures it."""
    planned = (dice.some_of(due) if dice.chance(30) else []) or due
    direction = dice.one_of(("maximize", "minimize", "stabilize"))
    sign = -1 if direction != "stabilize" and dice.chance(10) else 1
    values: list[float] = [sign * dice.one_of((5, 10, 95, 1.5, 12.25, 100)) for _ in planned]
    measured: Data = {
        "formula": dice.one_of(WORDS),
        "konsolidasi_periode": dice.one_of(("sum", "average", "take_last_known")),
        "polarisasi": direction,
        "konversi_120": dice.chance(20),
    }
    if direction == "minimize" and dice.chance(30):
        measured["nilai_terburuk"] = 20
        values[0] = 0
    if direction == "stabilize":
        measured["skala_stabilize"] = [{"ca": 90, "capaian": 80}, {"ca": 100, "capaian": 120}]
    totals = [total for total in TOTALS[rhythm] if dice.chance(80 if total == "Y" else 30)]
    target = dict(zip(planned, values, strict=True)) | dict.fromkeys(totals, 0)
    shown = {"nama": f"Jumlah {kode}", "aspek": "kuantitas", "satuan": dice.one_of(("persen", "95")), "target": target}
    recompute(shown, measured["konsolidasi_periode"], rhythm)
    return shown, measured


# --- its dialogues ---------------------------------------------------------------------------------------------


def due_cells(office: Office, day: date) -> list[Cell]:
    """The cells that ended by a day and have no realisation yet."""
    realised = office.realised()
    found = []
    for _, iki in office.indicators():
        kode = iki["kode"]
        end = office.end_of(iki)
        for period in PERIODS[office.rhythm(kode)]:
            planned = office.narrative or period in iki["target"]
            served = first_day(period).isoformat() <= end and last_day(period) >= office.start
            if planned and served and last_day(period) <= day and (kode, period) not in realised:
                found.append((kode, period))
    return found


def value(dice: Dice, office: Office) -> float | str:
    """A realisation."""
    return dice.one_of(WORDS) if office.narrative else dice.one_of((5, 0, 96.2, 10, 100, 12.25))


def lines_on(dice: Dice, office: Office, day: date, cells: Iterable[Cell]) -> list[Data]:
    """Lines that record cells, and now and then a projection, an empty line, or a correction."""
    lines: list[Data] = [
        {"iki": iki, "periode": period, "realisasi": value(dice, office), "bukti_dukung": ["Rekap"]}
        for iki, period in cells
    ]
    if dice.chance(25):
        ahead = [
            (iki["kode"], period)
            for _, iki in office.indicators()
            for period in PERIODS[office.rhythm(iki["kode"])]
            if last_day(period) > day and period in iki.get("target", {period: 0})
        ]
        for iki, period in ahead[:1]:
            guess = {"realisasi": value(dice, office), "proyeksi": True} if dice.chance(70) else {"realisasi": None}
            lines.append({"iki": iki, "periode": period, "kemajuan": "Berjalan", **guess})
    if dice.chance(15):
        lines += correction(dice, office, day)
    return lines


def correction(dice: Dice, office: Office, day: date) -> list[Data]:
    """A line that corrects the last value that was reported of a cell before that day, where there is one."""
    wrong = []
    for cell, names in office.realised().items():
        dialogue = office.files[f"{office.home}{names[-1]}"]
        if dialogue["tanggal"] < day.isoformat() and dialogue["status"] == "dilaporkan":
            wrong.append((cell, names[-1]))
    if not wrong:
        return []
    (iki, period), name = dice.one_of(wrong)
    koreksi = {"dki": name, "alasan": "Salah hitung"}
    return [{"iki": iki, "periode": period, "realisasi": value(dice, office), "koreksi": koreksi}]
