"""A dossier as plain data on a day: what edits drawn by chance ask of it, and the changes that many are made of."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, TypeAlias, TypeVar

from tests.support.memory import MemoryTree
from tests.support.periods import PERIODS, TOTALS, consolidated, first_day, last_day, parts_of
from tests.support.records import WORDS, Data, adendum, approval, data_of, dialogue, same_data, written

Cell: TypeAlias = tuple[str, str]
Edit: TypeAlias = Callable[["Draft"], object]
T = TypeVar("T")

CODES = ("007", "1e5", "no", "v1.2")  # what YAML likes to misread


class NoOccasionError(Exception):
    """The edit does not apply to this dossier."""


def need(holds: object) -> None:
    """Go on only where this holds."""
    if not holds:
        raise NoOccasionError


def dossiers(tree: MemoryTree) -> list[str]:
    """The folders of the dossiers."""
    plans = (path.removesuffix("/skp.yaml") for path in tree.files if path.endswith("/skp.yaml"))
    return sorted(each for each in plans if "/komplemen-" not in each)


def after(edit: Edit, tree: MemoryTree, path: str, day: str, dice: Random) -> tuple[MemoryTree, str]:
    """The state after an edit of the dossier at a path, made on a day, and where that dossier lies then."""
    draft = Draft(tree, path, day, dice)
    edit(draft)
    return draft.state(), draft.path


class Draft:
    """A dossier's records by their names in it. `home` is the folder of the SKP in force, '' or `komplemen-1/`."""

    def __init__(self, tree: MemoryTree, path: str, day: str, dice: Random) -> None:
        self.path, self.day, self.dice = path, day, dice
        self._tree, self._was = tree, path
        self.settings = data_of(tree.files["skpkit.yaml"])
        self.files = {
            name.removeprefix(f"{path}/"): data_of(content)
            for name, content in tree.files.items()
            if name.startswith(f"{path}/")
        }
        self.home = "komplemen-1/" if "komplemen-1/skp.yaml" in self.files else ""

    def state(self) -> MemoryTree:
        """The state with this dossier in it; a file whose data are as they were keeps its text."""
        before = {name: text for name, text in self._tree.files.items() if name.startswith(f"{self._was}/")}
        files: dict[str, str | bytes] = {name: text for name, text in self._tree.files.items() if name not in before}
        for name, data in self.files.items():
            text = before.get(f"{self._was}/{name}")
            files[f"{self.path}/{name}"] = text if text and same_data(text, data) else written(data)
        return MemoryTree(files)

    # --- choosing ----------------------------------------------------------------------------------------------

    def one_of(self, things: Iterable[T]) -> T:
        """One of some things, where there is one."""
        found = list(things)
        need(found)
        return self.dice.choice(found)

    def some_of(self, things: Iterable[T]) -> list[T]:
        """None, some or all of some things, in their order."""
        return [each for each in things if self.chance(50)]

    def chance(self, percent: int) -> bool:
        """Yes, in that share of the cases."""
        return self.dice.randrange(100) >= 100 - percent

    def word(self) -> str:
        """A text."""
        return self.dice.choice(WORDS)

    # --- days --------------------------------------------------------------------------------------------------

    @property
    def held(self) -> str:
        """The day of a dialogue that agrees on a change: a week ago, and not before what was recorded last."""
        return max(self.latest(), self.later(-7))

    @property
    def made(self) -> str:
        """The day of the change: two days after that, in the past too."""
        return max(self.latest(), self.later(-5))

    def later(self, days: int) -> str:
        """The day so many days after today."""
        return (date.fromisoformat(self.day) + timedelta(days)).isoformat()

    def latest(self) -> str:
        """The last day on which something was recorded."""
        days = [self.skp["penetapan"]["tanggal"]] if "penetapan" in self.skp else []
        dialogues = [data for name, data in self.files.items() if "dki/" in name]
        days += [each["tanggal"] for each in dialogues if each["status"] != "draf" or each["tanggal"] <= self.day]
        logs = [data.get("perubahan", ()) for name, data in self.files.items() if name.startswith(self.home)]
        days += [entry["tanggal"] for log in logs for entry in log]
        return str(max(days, default=self.day))

    # --- reading -----------------------------------------------------------------------------------------------

    @property
    def skp(self) -> Data:
        """The SKP in force."""
        return self.record("skp.yaml")

    @property
    def end(self) -> str:
        """Its last day."""
        return str(self.skp["periode"]["selesai"])

    @property
    def narrative(self) -> bool:
        """Whether it is kualitatif."""
        return bool(self.skp["pendekatan"] == "kualitatif")

    def record(self, name: str) -> Data:
        """A record beside the SKP in force."""
        need(f"{self.home}{name}" in self.files)
        return self.files[f"{self.home}{name}"]

    def remove(self, name: str) -> Data:
        """Take a record beside the SKP in force away; its data."""
        need(f"{self.home}{name}" in self.files)
        return self.files.pop(f"{self.home}{name}")

    def results(self) -> list[Data]:
        """Its RHK."""
        return [rhk for section in ("utama", "tambahan") for rhk in self.skp["hasil_kerja"].get(section, ())]

    def section_of(self, rhk: Data) -> list[Data]:
        """The section that an RHK stands in."""
        found: list[Data] = next(each for each in self.skp["hasil_kerja"].values() if rhk in each)
        return found

    def indicators(self) -> list[tuple[Data, Data]]:
        """Its IKI, each with its RHK."""
        return [(rhk, iki) for rhk in self.results() for iki in rhk["indikator"]]

    def indicator(self, kode: str) -> Data:
        """The IKI of a code."""
        return self.one_of([iki for _, iki in self.indicators() if iki["kode"] == kode][:1])

    def manual(self, kode: str) -> Data:
        """Its manual."""
        return self.record(f"iki/{kode}.yaml")

    def manuals(self) -> list[Data]:
        """The manuals of its IKI."""
        return [each for _, iki in self.indicators() for each in self.shown(iki["kode"])[1:]]

    def shown(self, kode: str) -> list[Data]:
        """The IKI in the SKP, and its manual where there is one."""
        manual = self.files.get(f"{self.home}iki/{kode}.yaml")
        return [self.indicator(kode), *([manual] if manual else [])]

    def rhythm(self, kode: str) -> str:
        """The `periode_pelaporan` of an IKI."""
        manual = self.files.get(f"{self.home}iki/{kode}.yaml") or {}
        letters = {period[0] for period in self.indicator(kode).get("target", ())}
        rhythms = (("B", "bulanan"), ("Q", "triwulanan"), ("S", "semesteran"))
        told = manual.get("periode_pelaporan")
        return str(told or next((rhythm for letter, rhythm in rhythms if letter in letters), "tahunan"))

    def dialogues(self, *, reported: bool = True) -> dict[str, Data]:
        """The dialogues beside the SKP, oldest first; only those reported, unless asked for all."""
        found = {each: data for each, data in self.files.items() if re.fullmatch(rf"{self.home}dki/[^/]*", each)}
        names = sorted(found, key=lambda each: (found[each]["tanggal"], len(each), each))
        return {each: found[each] for each in names if not reported or found[each]["status"] == "dilaporkan"}

    def lines(self, *, reported: bool = True) -> Iterator[tuple[str, Data]]:
        """The lines that record a realisation, each with the name of its dialogue, oldest first."""
        for name, each in self.dialogues(reported=reported).items():
            for line in each.get("pemantauan", {}).get("hasil_kerja", ()):
                if line.get("realisasi") is not None and not line.get("proyeksi"):
                    yield name.removeprefix(self.home), line

    def values(self) -> dict[Cell, Any]:
        """The last realisasi of each cell, of a draft too."""
        return {(line["iki"], line["periode"]): line["realisasi"] for _, line in self.lines(reported=False)}

    def realised(self, kode: str) -> list[str]:
        """The periods of an IKI that have a realisation, oldest first."""
        return sorted(period for iki, period in self.values() if iki == kode)

    def evaluated(self, period: str) -> bool:
        """Whether an established evaluation covers a period: it ends within that of the evaluation."""
        names = [each for each in self.evaluations() if self.files[each]["status"] == "ditetapkan"]
        known = [self.files[each]["periode"] for each in names]
        return any(first_day(each) <= last_day(period) <= last_day(each) for each in known)

    def evaluations(self) -> list[str]:
        """The names of the evaluations."""
        return [each for each in self.files if each.startswith(f"{self.home}evaluasi/")]

    def frozen(self) -> list[Cell]:
        """The cells with a target that nobody may move: realised, totals of realised parts, or all of an IKI; of a
        kualitatif SKP the IKI with a realisation, as `(kode, "")`."""
        values, found = self.values(), []
        for kode, iki in ((iki["kode"], iki) for _, iki in self.indicators()):
            if self.narrative and self.realised(kode):
                found.append((kode, ""))
            for period in iki.get("target", ()):
                parts = [part for part in parts_of(period, self.rhythm(kode)) if part in iki["target"]]
                whole = self.settings.get("pembekuan") == "iki" and self.realised(kode)
                if whole or (kode, period) in values or (parts and all((kode, each) in values for each in parts)):
                    found.append((kode, period))
        return found

    def frozen_totals(self) -> list[Cell]:
        """Those of them that are totals."""
        return [(kode, period) for kode, period in self.frozen() if period in TOTALS[self.rhythm(kode)]]

    def open_cells(self) -> list[Cell]:
        """The cells, no totals, with a target or not, for which an adendum may set one: the period is not over when
        it is made, and part of nothing that is frozen."""
        frozen = {*self.frozen(), *self.values()}
        found = []
        for kode in [iki["kode"] for _, iki in self.indicators() if "target" in iki]:
            rhythm = self.rhythm(kode)
            if self.settings.get("pembekuan") == "iki" and self.realised(kode):
                continue
            for period in PERIODS[rhythm]:
                totals = [total for total in TOTALS[rhythm] if period in parts_of(total, rhythm)]
                held = any((kode, each) in frozen or self.evaluated(each) for each in (period, *totals))
                if self.made <= last_day(period) and first_day(period) <= self.end and not held:
                    found.append((kode, period))
        return found

    def free_cells(self) -> list[Cell]:
        """Those of them that have a target."""
        return [(kode, period) for kode, period in self.open_cells() if period in self.indicator(kode)["target"]]

    def due_cells(self) -> list[Cell]:
        """The cells that ended by today and have no realisation yet."""
        values, found = self.values(), []
        for kode, iki in ((iki["kode"], iki) for _, iki in self.indicators()):
            term = self.term_of(iki)
            for period in PERIODS[self.rhythm(kode)]:
                planned = "ukuran" in iki or period in iki["target"]
                served = first_day(period) <= term["selesai"] and last_day(period) >= term["mulai"]
                if planned and served and last_day(period) < self.day and (kode, period) not in values:
                    found.append((kode, period))
        return [(kode, period) for kode, period in found if not self.evaluated(period)]

    def term_of(self, iki: Data) -> Data:
        """The period of an IKI: its own, or that of the SKP."""
        found: Data = (iki if "periode" in iki else self.skp)["periode"]
        return found

    def needed_end(self, kode: str | None = None) -> str:
        """The first day on which an IKI may end, or (without `kode`) all may: with the last realised period."""
        ends = [last_day(period) for iki, period in self.values() if kode in (None, iki)]
        return str(max([self.skp["periode"]["mulai"], *ends]))

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
        """Write the totals of an IKI anew in SKP and manual; one without parts goes."""
        rhythm = self.rhythm(kode)
        how = self.shown(kode)[-1].get("konsolidasi_periode", "sum")
        for each in self.shown(kode):
            target = each["target"]
            for total in [total for total in TOTALS[rhythm] if total in target]:
                counted = [target[part] for part in parts_of(total, rhythm) if part in target]
                if counted:
                    target[total] = round(consolidated(how, counted), 4)
                else:
                    del target[total]

    def talk(self, day: str, stage: str, **parts: Any) -> str:
        """A new reported dialogue; its name."""
        name = f"dki/{day}.yaml"
        nth = 2
        while f"{self.home}{name}" in self.files:
            name, nth = f"dki/{day}-{nth}.yaml", nth + 1
        self.files[f"{self.home}{name}"] = dialogue(day, stage, self.skp, **parts)
        return name

    def passed(self, kode: str) -> list[str]:
        """The periods of an IKI that ended before the day of a change made now."""
        iki, term = self.indicator(kode), self.term_of(self.indicator(kode))
        known = [each for each in PERIODS[self.rhythm(kode)] if "ukuran" in iki or each in iki["target"]]
        served = [each for each in known if first_day(each) <= term["selesai"] and last_day(each) >= term["mulai"]]
        return [each for each in served if last_day(each) < self.made]

    def record_value(self, day: str, *, status: str = "dilaporkan", **line: Any) -> str:
        """A reported dialogue with one line of realisation; its name."""
        lines = [{**line, "bukti_dukung": ["Rekap"]}]
        return self.talk(day, "pemantauan", status=status, pemantauan={"hasil_kerja": lines})

    def approval(self, role: str, day: str = "", appraiser: Data | None = None) -> Data:
        """The approval of the appraiser, the employee, or a pengelola who may review this dossier."""
        current = appraiser or self.skp["pejabat_penilai_kinerja"]
        if role != "pengelola_kinerja_organisasi":
            person = self.skp["pegawai"] if role == "pegawai" else current
            return approval(role, {"nip": person["nip"]}, day or self.made)
        former = [each["penilai_lama"]["nip"] for each in self.skp.get("perubahan", ()) if "penilai_lama" in each]
        own = {self.skp["pegawai"]["nip"], current["nip"], self.skp["pejabat_penilai_kinerja"]["nip"], *former}
        unit = self.path.split("/", 2)[2]
        reviewers = self.settings["pengelola"]
        able = [each for each in reviewers if unit.startswith(each.get("unit", "")) and each["nip"] not in own]
        return approval(role, self.one_of(able[:1]), day or self.made)

    def approvals(self, day: str = "", appraiser: Data | None = None) -> list[Data]:
        """Those of the appraiser and of a pengelola."""
        return [
            self.approval(role, day, appraiser) for role in ("pejabat_penilai_kinerja", "pengelola_kinerja_organisasi")
        ]

    def adendum(self, *komponen: str, held: str = "", made: str = "", former: Data | None = None) -> Data:
        """A complete adendum, agreed in a dialogue and approved; its entry.

        `former` is the appraiser of before, who was at the dialogue and approves, where it changes the appraiser.
        """
        held, made = held or self.held, made or self.made
        log = self.skp.setdefault("perubahan", [])
        agreed = {"perihal": "adendum", "nomor": len(log) + 1, "uraian": "Perubahan disepakati"}
        name = self.talk(held, "perencanaan", kesepakatan=[agreed])
        entry = adendum(len(log) + 1, [*komponen], made, name, self.approvals(made, former))
        if former:
            self.record(name)["peserta"][1] |= {"nama": former["nama"], "nip": former["nip"]}
            entry["penilai_lama"] = former
        log.append(entry)
        return entry

    def manual_entry(self, kode: str) -> Data:
        """An entry of a manual's own changes, approved."""
        log = self.manual(kode).setdefault("perubahan", [])
        entry: Data = {"nomor": len(log) + 1, "tanggal": self.made, "alasan": "Perbaikan manual"}
        log.append(entry | {"persetujuan": [self.approval("pejabat_penilai_kinerja", entry["tanggal"])]})
        added: Data = log[-1]
        return added

    def new_indicator(self, rhk: Data, kode: str, *periods: str) -> None:
        """A further IKI of an RHK, with a manual like that of another IKI, and a target for some periods."""
        like = self.one_of(self.manuals())
        manual = copy.deepcopy(like)
        for key in ("tahun_lalu", "perubahan", "perspektif", "nilai_terburuk", "skala_stabilize"):
            manual.pop(key, None)
        if "perspektif" in rhk:
            manual["perspektif"] = rhk["perspektif"]
        iki: Data = {"kode": kode}
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
        """A code for a further IKI of an RHK, or one that YAML likes to misread."""
        first = str(rhk["kode"]).removeprefix("RHK-")
        taken = {iki["kode"] for _, iki in self.indicators()}
        usual = next(code for letter in "cdefgh" if (code := f"{first}{letter}-N") not in taken)
        return self.one_of([usual, *(each for each in CODES if each not in taken)])

    def drop_manuals(self, indicators: Iterable[Data]) -> None:
        """Take the manuals of some IKI away."""
        for iki in indicators:
            self.files.pop(f"{self.home}iki/{iki['kode']}.yaml", None)
