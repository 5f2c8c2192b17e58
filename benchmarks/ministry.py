"""A ministry's repository of records with a year of history: as many dossiers as asked, to measure what grows with it.

    python benchmarks/ministry.py FOLDER --dossiers 4000 --commits 200 --seed 1

Offices of forty lie in main units: a head, four heads of section, and staff, whose RHK intervene those of who is above.
A dossier has 20 to 26 records in all rhythms; one in eight has an adendum, one in thirty a komplemen. What was agreed,
reported and evaluated landed in the order of its days, shared out over so many commits. Everything is clean under every
rule on the last day of the year, but for the dossiers asked for as `faults`, in which the NIP of the appraiser is none.
The same numbers give the same commits; `git fast-import` writes them, so that no file is made but the pack.
"""

from __future__ import annotations

import argparse
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import IO, NamedTuple

from office import FIRST_NAMES, HEAD, LAST_NAMES, MONTHS, WORK, YEAR, Indicator, Person, Writer

OFFICE_SIZE, SECTIONS = 40, 4
UNITS = (
    "anggaran pajak beacukai perbendaharaan kekayaan perimbangan pembiayaan inspektorat kebijakan bppk sekretariat"
).split()
CODES = ("1a", "2a", "3a", "4a", "1b", "2b", "3b", "4b", "1c", "2c")
ADENDUM, KOMPLEMEN = 8, 30  # one in so many
WEEK = 7
MANAGER = Person("Nining Kartika", "198806212010122001", "Kepala Subbagian Umum")
SETTINGS = (
    f"jenis: pengaturan\nversi: 1\nbahasa: id\naturan: kmk-300-2022\nrekaman: records\npembekuan: periode\npengelola:\n"
    f'  - {{nip: "{MANAGER.nip}", nama: {MANAGER.name}, jabatan: {MANAGER.post}}}\n'
)


class Event(NamedTuple):
    """What landed on a day of one dossier: the files, each by its path and the number that its content was given."""

    day: int  # of the year
    order: int
    files: tuple[tuple[str, int], ...]
    author: str
    what: str


class Employee(Writer):
    """Writes the records of one employee of a ministry, in every version that landed."""

    def __init__(self, seed: int, nth: int, people: tuple[Person, Person, Person], *, leads: bool) -> None:
        super().__init__(nth, *people)
        self.some = some = Random(f"{seed}/{nth}")  # noqa: S311 - texts, not secrets
        count = len(CODES) if leads else some.randint(4, len(CODES))
        self.moves = not leads and some.randrange(KOMPLEMEN) == 0
        if self.moves:
            count = 4
        self.indicators = [
            Indicator(f"{code}-N", f"RHK-{code[0]}", work, rhythm, some.randint(3, 60))
            for code, work, rhythm in zip(
                sorted(CODES[:count]), some.sample(WORK, count), self._rhythms(count), strict=True
            )
        ]
        self.on = some.randint(4, 11)  # the day of the month that they meet on
        self.last, self.left = (7, 7) if self.moves else (12, 13)
        self.adds = some.randint(1, 20) if not self.moves and some.randrange(ADENDUM) == 0 else 0

    def _rhythms(self, count: int) -> list[str]:
        """A rhythm for each IKI: of every kind one, the monthly and the quarterly ones more often."""
        chosen = [*"BQSY", *self.some.choices("BQSY", (2, 5, 1, 1), k=max(0, count - 4))]
        self.some.shuffle(chosen)
        return chosen[:count]

    def day(self, month: int) -> str:
        """The day of a month's dialogue."""
        return f"{YEAR}-{month:02}-{self.on if month > self.first else 12:02}"

    def reported(self, month: int) -> str:
        """Two days later; what begins an SKP on the same day."""
        return f"{YEAR}-{month:02}-{self.on + 2 if month > self.first else 12:02}"

    def versions(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        """The days on which something landed, what it was, and the texts of the files by their names in the dossier."""
        plan = self.skp()
        manuals = {each.code: self.manual(each) for each in self.indicators}
        yield (
            f"{YEAR}-{self.first:02}-16",
            "SKP",
            {
                "skp.yaml": plan,
                f"dki/{self.day(self.first)}.yaml": self.planning(),
                **{f"iki/{code}.yaml": text for code, text in manuals.items()},
            },
        )
        for month in range(self.first + 1, self.last + 1):
            text = self.dialogue(month)
            if self.adds and month == 9:
                text = self._agreeing(text)
            yield self.reported(month), f"DKI {MONTHS[month - 1]}", {f"dki/{self.day(month)}.yaml": text}
        for quarter in range(-(-self.first // 3), 4):
            if 3 * quarter < self.last:
                yield (
                    f"{YEAR}-{3 * quarter + 1:02}-25",
                    f"evaluasi Q{quarter}",
                    {f"evaluasi/Q{quarter}.yaml": self.evaluation(quarter)},
                )
        if self.adds:
            yield f"{YEAR}-09-16", "adendum 1", self._adendum(plan, manuals)
        if self.moves:
            yield from self._moved(plan)

    def _agreeing(self, dialogue: str) -> str:
        """A dialogue in which an adendum is agreed on."""
        agreed = (
            "kesepakatan:\n  - {perihal: adendum, nomor: 1, uraian: Target disesuaikan dengan tambahan beban kerja}\n"
        )
        return dialogue.replace("rencana_aksi:\n", f"{agreed}rencana_aksi:\n", 1)

    def _adendum(self, plan: str, manuals: dict[str, str]) -> dict[str, str]:
        """The SKP and the manual as an adendum makes them: more is to be done in the last period of an IKI."""
        old = self.indicators[0]
        new = replace(old, more=self.adds)
        changed = plan.replace(
            f"        - kode: {old.code}\n          nama: {old.name()}\n          aspek: kuantitas\n"
            f"          satuan: berkas\n          target: {{{old.targets()}}}\n",
            f"        - kode: {new.code}\n          nama: {new.name()}\n          aspek: kuantitas\n"
            f"          satuan: berkas\n          target: {{{new.targets()}}}\n",
        )
        entry = (
            f"perubahan:\n  - jenis: adendum\n    nomor: 1\n    tanggal: {YEAR}-09-15\n"
            "    alasan: Tambahan satuan kerja mitra setelah penataan wilayah kerja\n    komponen: [target]\n"
            f"    dialog: dki/{self.day(9)}.yaml\n    persetujuan:\n"
            f"{self._approved(f'{YEAR}-09-14', f'{YEAR}-09-15', 6)}"
        )
        return {
            "skp.yaml": changed + entry,
            f"iki/{old.code}.yaml": manuals[old.code].replace(
                f"target: {{{old.targets()}}}\n", f"target: {{{new.targets()}}}\n"
            ),
        }

    def _approved(self, first: str, then: str, indent: int) -> str:
        """The approvals of a change by the appraiser and by one who manages performance."""
        space = " " * indent
        return (
            f'{space}- {{sebagai: pejabat_penilai_kinerja, nip: "{self.appraiser.nip}", tanggal: {first}}}\n'
            f'{space}- {{sebagai: pengelola_kinerja_organisasi, nip: "{MANAGER.nip}", nama: {MANAGER.name}, '
            f"jabatan: {MANAGER.post}, tanggal: {then}}}\n"
        )

    def _moved(self, plan: str) -> Iterator[tuple[str, str, dict[str, str]]]:
        """What another post brings from July on: the SKP so far closed, and a new one in a folder of its own."""
        anew = Moved(self)
        for nth, (day, what, files) in enumerate(anew.versions()):
            placed = {f"komplemen-1/{name}": text for name, text in files.items()}
            if nth == 0:
                whole = placed["komplemen-1/skp.yaml"]
                placed["komplemen-1/skp.yaml"] = whole + (
                    f"komplemen:\n  nomor: 1\n  menggantikan: ../skp.yaml\n  tanggal: {YEAR}-07-15\n"
                    f"  alasan: Mutasi jabatan terhitung mulai tanggal 1 Juli {YEAR}\n"
                    f"  dialog: dki/{anew.day(7)}.yaml\n  persetujuan:\n"
                    f"{self._approved(f'{YEAR}-07-14', f'{YEAR}-07-15', 4)}"
                )
                placed["skp.yaml"] = plan.replace(f"selesai: {YEAR}-12-31", f"selesai: {YEAR}-06-30").replace(
                    "status: ditetapkan\n", "status: ditutup\n"
                )
                what = "komplemen 1"
            yield day, what, placed


class Moved(Employee):
    """Writes the SKP that follows another one from July on, and its records."""

    first = 7
    agreed = (
        "  - {perihal: komplemen, nomor: 1, uraian: SKP ditetapkan kembali karena mutasi jabatan}\n" + Writer.agreed
    )

    def __init__(self, earlier: Employee) -> None:
        Writer.__init__(
            self, 0, replace(earlier.employee, post="Pelaksana Seksi Verifikasi"), earlier.appraiser, earlier.peer
        )
        self.some = earlier.some
        left = [each for each in WORK if each not in {one.work for one in earlier.indicators}]
        self.indicators = [
            replace(each, work=work, since=7)
            for each, work in zip(earlier.indicators, self.some.sample(left, 4), strict=True)
        ]
        self.on, self.last, self.left, self.moves, self.adds = earlier.on, 12, 13, False, 0


def person(nth: int) -> Person:
    """The employee of a number, whose NIP is nobody else's."""
    place, unit = nth % OFFICE_SIZE, f"Kantor {nth // OFFICE_SIZE:04}"
    post = HEAD if place == 0 else f"Kepala Seksi {place}" if place <= SECTIONS else "Pelaksana Seksi Pencairan Dana"
    born, count = 1965 + nth % 31, nth // 31
    day, month, serial = count % 28 + 1, count // 28 % 12 + 1, count // 336 % 999 + 1
    nip = f"{born}{month:02}{day:02}{born + 24}03{nth % 2 + 1}{serial:03}"
    return Person(
        f"{FIRST_NAMES[nth % len(FIRST_NAMES)]} {LAST_NAMES[nth // len(FIRST_NAMES) % len(LAST_NAMES)]}",
        nip,
        post,
        unit,
    )


def superior(nth: int) -> int | None:
    """The number of who appraises an employee: the head of the section, of the office, of the main unit's first office,
    of the ministry's; None of that one."""
    office, place = divmod(nth, OFFICE_SIZE)
    if place > SECTIONS:
        return office * OFFICE_SIZE + 1 + place % SECTIONS
    if place:
        return office * OFFICE_SIZE
    return office % len(UNITS) * OFFICE_SIZE if office >= len(UNITS) else 0 if office else None


def folder_of(nth: int) -> str:
    """Where the dossier of an employee lies."""
    office = nth // OFFICE_SIZE
    return f"records/{YEAR}/{UNITS[office % len(UNITS)]}/kantor-{office:04}/{person(nth).nip}"


def employee(seed: int, nth: int, dossiers: int) -> Employee:
    """Who writes the records of an employee."""
    above = superior(nth)
    top = Person("Endang Murniasih", "196902111994032001", "Menteri", "Kementerian")
    peer = person(nth + 1 if nth % OFFICE_SIZE + 1 < OFFICE_SIZE else nth - 1)
    people = (person(nth), top if above is None else person(above), peer)
    return Employee(seed, nth, people, leads=nth % OFFICE_SIZE <= SECTIONS)


class Stream:
    """What `git fast-import` is told: contents, each with a number, then commits."""

    def __init__(self, to: IO[bytes]) -> None:
        self._to = to
        self._marks = 0

    def blob(self, text: str) -> int:
        """Write a content; its number."""
        self._marks += 1
        data = text.encode()
        self._to.write(b"blob\nmark :%d\ndata %d\n%b\n" % (self._marks, len(data), data))
        return self._marks

    def commit(self, when: int, author: str, message: str, files: Iterator[tuple[str, int]]) -> None:
        """Write a commit that gives files contents."""
        told = message.encode()
        by = f"author {author} <{author.split(' ')[0].lower()}@kementerian.example> {when} +0700\n"
        landing = f"committer Pengelola Kinerja <kinerja@kementerian.example> {when} +0700\n"
        self._to.write(f"commit refs/heads/main\n{by}{landing}".encode() + b"data %d\n%b\n" % (len(told), told))
        self._to.write("".join(f"M 100644 :{mark} {path}\n" for path, mark in files).encode() + b"\n")


def _events(stream: Stream, seed: int, dossiers: int, faults: int) -> Iterator[Event]:
    for nth in range(dossiers):
        writer, folder = employee(seed, nth, dossiers), folder_of(nth)
        for day, what, files in writer.versions():
            if nth < faults and "skp.yaml" in files:
                files = {**files, "skp.yaml": files["skp.yaml"].replace(f'nip: "{writer.appraiser.nip}"', 'nip: "1"')}
            marked = tuple((f"{folder}/{name}", stream.blob(text)) for name, text in files.items())
            of_year = datetime.fromisoformat(day).timetuple().tm_yday
            yield Event(of_year, nth, marked, writer.employee.name, what)


def _shared_out(events: Sequence[Event], commits: int) -> Iterator[Sequence[Event]]:
    """What each of so many commits brings: with enough of them, nothing that is older than a week."""
    starts = [0]
    for nth, each in enumerate(events):
        if each.day - events[starts[-1]].day > WEEK:
            starts.append(nth)
    if commits < len(starts):
        starts = [len(events) * nth // commits for nth in range(max(1, commits))]
    more, total = max(0, commits - len(starts)), len(events)
    for first, end in zip(starts, [*starts[1:], total], strict=True):
        parts = min(end - first, 1 + more * end // total - more * first // total)
        for nth in range(parts):
            yield events[first + (end - first) * nth // parts : first + (end - first) * (nth + 1) // parts]


def write_history(to: IO[bytes], dossiers: int, commits: int, seed: int, faults: int = 0) -> int:
    """Tell `git fast-import` of a ministry; how many files were written, each version counted."""
    stream = Stream(to)
    settings = stream.blob(SETTINGS)
    events = sorted(_events(stream, seed, dossiers, faults))
    begun = int(datetime(YEAR, 1, 2, 2, tzinfo=UTC).timestamp())
    stream.commit(begun, MANAGER.name, "Pengaturan", iter([("skpkit.yaml", settings)]))
    last = begun
    for chosen in _shared_out(events, commits - 1):
        last = max(last + 1, begun + (chosen[-1].day - 2) * 86400)
        more = f" dan {len(chosen) - 1} lainnya" if len(chosen) > 1 else ""
        message = f"{chosen[0].what}: {chosen[0].author}{more}"
        stream.commit(last, chosen[0].author, message, (file for each in chosen for file in each.files))
    return sum(len(each.files) for each in events) + 1


def write_ministry(
    folder: Path, dossiers: int, commits: int = 200, seed: int = 1, *, faults: int = 0, checkout: bool = True
) -> int:
    """Make a repository of so many dossiers with a history of so many commits; how many files were written. With
    `checkout` its files are there too."""
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)  # noqa: S607
    git = ["git", "-C", str(folder)]
    quick = ["-c", "core.compression=1", "-c", "fastimport.unpackLimit=0", "-c", "core.fsync=none"]
    with subprocess.Popen([*git, *quick, "fast-import", "--quiet"], stdin=subprocess.PIPE) as process:
        assert process.stdin  # noqa: S101 - it was asked for
        written = write_history(process.stdin, dossiers, commits, seed, faults)
        process.stdin.close()
        if process.wait():
            raise SystemExit("git fast-import failed")
    if checkout:
        subprocess.run([*git, "-c", "checkout.workers=2", "reset", "--quiet", "--hard"], check=True)
    return written


def main() -> None:
    """Write one, and tell how long it took."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--dossiers", type=int, default=400)
    asked.add_argument("--commits", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--faults", type=int, default=0, help="dossiers with an error")
    asked.add_argument("--no-checkout", dest="checkout", action="store_false", help="commits alone, no files")
    given = asked.parse_args()
    begun = time.perf_counter()
    count = write_ministry(
        given.folder, given.dossiers, given.commits, given.seed, faults=given.faults, checkout=given.checkout
    )
    print(f"{given.dossiers} dossiers, {count} files in {time.perf_counter() - begun:.1f} s")  # noqa: T201


if __name__ == "__main__":
    main()
