"""Hiding who somebody is: of a name the initials stay, of an NIP its last three digits, as in `B. S. (…003)`.

A reader who works with these people knows then whom a report is about, and a stranger does not. What is hidden are the
people whom the records name: their name as it is written, and in any text each part of it, but for words so ordinary
that they say nothing by themselves and would spoil other sentences. Every NIP is hidden, whoever's it is.

It works on texts as they are before a format writes them, so no escape and no structure is ever touched.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple
from unicodedata import normalize

from skpkit.messages import Told, Value, tell
from skpkit.model.letters import seen
from skpkit.model.nip import last_digits, without_nip
from skpkit.model.people import NamedPerson, is_person, spelled

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BETWEEN = re.compile(r"(?:[^\w,;:…]|_){0,4}")  # nothing, between words that are written as one
_RECORD = re.compile(r"(?<!\w)[12][0-9]{3}((?:/[^/\s]+){0,12}?)/(?=(?:…[0-9]{3}|[0-9]{18})(?![\w-]))")
_FOLDER = re.compile(r"[^/]+")
_APOSTROPHE = re.compile("['’ʼ]")
_DEGREE = re.compile(
    r"[A-Za-z]{1,4}\.[A-Za-z][A-Za-z.]*|SE|SH|ST|MM|MH|MT|MA|SSi|MSi|SKom|MKom|SSos|SPd|MPd|Ak|CA|PhD|MBA"
)
_FRONT = frozenset("apt dr drg dra drs h hj ir kh ns prof".split())
_ADDRESSED = frozenset("bang bapak bpk bu ibu kak mas mbak pak saudara saudari sdr sdri".split())
SHORTEST = 4  # letters of a word of a name that is hidden wherever it stands alone
SHORTEST_JOINED = 7  # letters of two words of a name that are found within a longer word
# What an office is called, or an institution: who has no NIP and is called so is none of the people.
_OFFICES = frozenset(
    "anggota asisten atasan badan bagian bahagian balai bendahara bidang biro bupati camat deputi diklat dinas "
    "direktorat direktur fakultas gubernur inspektorat institut kantor kanwil kasi kementerian kepala ketua "
    "koordinator kpp kppn lembaga lurah manajer menteri pegawai pejabat pelaksana pengelola pimpinan pusat "
    "pusdiklat satuan sekretariat sekretaris seksi staf subbagian subbidang subdirektorat subseksi tim unit "
    "universitas wakil walikota".split()
)
# Words that names are made of too, and that records hold for their own sake.
_ORDINARY = _OFFICES | frozenset(
    "agung agustus aman anak april bagus baik bakti bangsa bank barat benar besar bijak bina budaya bulan bumi "
    "bunga cahaya cepat cipta daerah damai dana desa desember dini diri emas februari giat guna harapan hari "
    "hijau indah jaya jujur juli juni karya kecil kerja kota kuat lancar laut loyal lurus madya maju makmur maret "
    "masa mei merah merdeka minggu muda mulia negara negeri nilai november nusa oktober orang pertama pratama "
    "prima pusaka putih raya sabtu sama sarana satu sejahtera selamat selasa selatan senin sentosa september "
    "setia suara sukses surat tahun tanah teguh tengah tepat terang timur upaya utama utara waktu wisata yang".split()
)


class _Whole(NamedTuple):
    """A name: its words, what is written before and behind it of titles, and what is shown in its place."""

    words: tuple[str, ...]
    before: str
    behind: str
    shown: str


class Hidden(str):
    """A text in which nobody is left to hide."""

    __slots__ = ()


class Mask:
    """What hides some people in the texts of a report."""

    def __init__(self, people: Iterable[NamedPerson]) -> None:
        self._names: list[_Whole] = []
        self._spelled: dict[str, str] = {}
        self._by_word: dict[str, set[int]] = {}
        self._joined: dict[str, int] = {}  # two words of a name as one, and where the second begins
        plain = (each._replace(name=seen(normalize("NFC", each.name)).text) for each in people)
        for person in sorted(plain, key=lambda each: (not each.nip, each)):  # who has an NIP is told by it
            known = not person.nip and spelled(person.name) in self._spelled
            if person.name.strip() and not known and not _is_office(person):
                self._know(person)
        self._lengths = sorted({len(each) for each in self._joined if len(each) >= SHORTEST_JOINED})
        self._telling = sorted(each for each in self._by_word if _tells(each))
        self._telling_back = sorted(each[::-1] for each in self._telling)

    def _know(self, person: NamedPerson) -> None:
        before, bare, behind = _parted(person.name)
        words = tuple(_folded(each) for each in _WORD.finditer(bare))
        shown = _shown(bare, person.nip)
        for each in map(spelled, (person.name, bare)):  # of namesakes nobody can say which is meant
            self._spelled[each] = shown if self._spelled.get(each, shown) == shown else _shown(bare, "")
        for each in words:
            self._by_word.setdefault(each, set()).add(len(self._names))
        self._joined |= {each: len(each) for each in words if _tells(each)}
        for one, other in pairwise(words):
            self._joined |= {one + other: len(one), other + one: len(other)}
        self._names.append(_Whole(words, before, behind, shown))

    def person(self, name: str, nip: str = "") -> str:
        """What is shown of somebody, known or not; nothing of nobody."""
        known = None if nip else self._spelled.get(spelled(seen(normalize("NFC", name)).text))
        return known or (_shown(_parted(name)[1], nip) if name else "")

    def data(self, value: Any) -> Any:
        """Data of a record: every text and every person in them."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            hidden = {key: self.data(each) for key, each in value.items()}
            if is_person(value) and isinstance(value["nama"], str):
                hidden["nama"] = self.person(value["nama"], str(value.get("nip") or ""))
            if isinstance(value.get("nip"), str):
                hidden["nip"] = last_digits(value["nip"])
            return hidden
        return [self.data(each) for each in value] if isinstance(value, list) else value

    def tell(self, message: str, told: Mapping[str, Value], lang: str) -> str:
        """A finished sentence of the catalogue, nobody in its values."""
        return Hidden(tell(message, {key: self.value(each) for key, each in told.items()}, lang))

    def value(self, value: Value) -> Value:
        """A value of a sentence; what is a sentence of the catalogue itself stays."""
        if isinstance(value, tuple):
            return tuple(self.value(each) for each in value)
        return self.text(value) if isinstance(value, str) and not isinstance(value, Told) else value

    def text(self, text: str) -> str:
        """A text that people wrote, with nobody in it."""
        if isinstance(text, Hidden):
            return text
        text = normalize("NFC", text)
        if found := self._spelled.get(spelled(seen(text).text)):
            return Hidden(found)
        text = without_nip(text)
        as_seen, done, pieces = seen(text), 0, []
        for start, end, instead in self._replaced(as_seen.text):
            first, behind = as_seen.written(start, end)
            pieces += [text[done:first], instead]
            done = behind
        return Hidden("".join([*pieces, text[done:]]))

    def _outside_of_units(self, text: str) -> Iterator[tuple[int, int]]:
        """What of a text is no unit in the path of a record: that is a folder, if it is not called by a whole name."""
        done = 0
        for path in _RECORD.finditer(text):
            for folder in _FOLDER.finditer(text, *path.span(1)):
                said = {_folded(each) for each in _WORD.finditer(folder.group())}
                if not any(len(each.words) > 1 and said.issuperset(each.words) for each in self._names):
                    yield done, folder.start()
                    done = folder.end()
        yield done, len(text)

    def _words(self, text: str) -> Iterator[re.Match[str]]:
        """The words of a text, those that are written as one apart where one of them may be of a name."""
        for chunk in self._outside_of_units(text):
            for each in _WORD.finditer(text, *chunk):
                ends = [] if _folded(each) in self._by_word else self._ends(each.group())
                begins = [each.start(), *(each.start() + end for end in ends), each.end()]
                yield from filter(None, (_WORD.match(text, *between) for between in pairwise(begins)))

    def _ends(self, word: str) -> list[int]:
        """Where a word ends and another one begins in what is written as one word: BagasPratama, bagaspratama."""
        ends = {nth for each in _APOSTROPHE.finditer(word) for nth in each.span()}
        ends |= {nth for nth in range(1, len(word)) if word[nth].isupper() and word[nth - 1].islower()}
        low = word.casefold().replace("’", "'")
        if len(low) == len(word):
            if low in self._joined:
                ends.add(self._joined[low])
            for length in self._lengths:
                for start in range(len(low) - length + 1):
                    if second := self._joined.get(low[start : start + length]):
                        ends |= {start, start + second, start + length}
        return sorted(ends - {0, len(word)})

    def _replaced(self, text: str) -> Iterator[tuple[int, int, str]]:
        """What of a text is replaced: from where, to where, and by what."""
        words = list(self._words(text))
        done, nth = 0, 0
        while nth < len(words):
            run = self._run(text, words, nth)
            shown = self._in_place_of(text, words, nth, run)
            if shown is None:
                nth += max(1, len(run))
                continue
            start, end, instead = shown
            end += instead.endswith(".") and text.startswith(".", end)
            yield max(done, start), end, instead
            done, nth = end, nth + max(1, len(run))
            while nth < len(words) and words[nth].start() < done:  # the titles behind the name
                nth += 1

    def _run(self, text: str, words: Sequence[re.Match[str]], first: int) -> list[re.Match[str]]:
        """The words from one on that all are of one name."""
        run: list[re.Match[str]] = []
        whose: set[int] = set()
        for nth in range(first, len(words)):
            each = words[nth]
            those = self._by_word.get(_folded(each), set())
            if run:
                those = those & whose if _BETWEEN.fullmatch(text[run[-1].end() : each.start()]) else set()
            if not those:
                break
            run.append(each)
            whose = those
        return run

    def _in_place_of(
        self, text: str, words: Sequence[re.Match[str]], nth: int, run: Sequence[re.Match[str]]
    ) -> tuple[int, int, str] | None:
        """From where to where something is replaced, and by what; None where the word says nothing."""
        if not run:
            return self._cut(text, words[nth])
        said = [_folded(each) for each in run]
        start, end = run[0].start(), run[-1].end()
        whole = [each for each in self._of(said) if set(each.words) <= set(said)]
        if whole and (len(run) > 1 or _tells(said[0]) or run[0].group()[0].isupper()):
            for each in whole:
                before, behind = max(0, start - len(each.before)), end + len(each.behind)
                start = before if text[before:start].casefold() == each.before.casefold() else start
                end = behind if text[end:behind].casefold() == each.behind.casefold() else end
            shown = {each.shown for each in whole}
            return start, end, shown.pop() if len(shown) == 1 else _initials(run)
        last = words[nth - 1] if nth else None
        addressed = last and _folded(last) in _ADDRESSED and text[last.end() : start].strip(" .") == ""
        if len(run) > 1 or addressed or any(map(_tells, said)):
            return start, end, _initials(run)
        return None

    def _of(self, said: Sequence[str]) -> Iterator[_Whole]:
        """The names that all of some words are of."""
        for nth in sorted(set[int].intersection(*(self._by_word[each] for each in said))):
            yield self._names[nth]

    def _cut(self, text: str, word: re.Match[str]) -> tuple[int, int, str] | None:
        """A word of a name of which the middle or the end was left out."""
        said = _folded(word)
        if len(said) < SHORTEST - 1:
            return None
        if text.startswith("…", word.end()) and _begins_one(self._telling, said):
            return word.start(), word.end(), _initials([word])
        if text.endswith("…", 0, word.start()) and _begins_one(self._telling_back, said[::-1]):
            return word.start(), word.end(), ""
        return None


@lru_cache(maxsize=2)
def mask_of(people: frozenset[NamedPerson]) -> Mask:
    """What hides these people; made once, for reports are of several forms."""
    return Mask(people)


def _shown(bare: str, nip: str) -> str:
    told = _initials(_WORD.finditer(bare)) or "…"
    return f"{told} ({last_digits(nip)})" if nip else told


def _folded(word: re.Match[str]) -> str:
    return word.group().casefold().replace("’", "'")


def _initials(words: Iterable[re.Match[str]]) -> str:
    return " ".join(f"{each.group()[0].upper()}." for each in words)


def _tells(word: str) -> bool:
    """Whether a word of a name says by itself whose it is."""
    return len(word) >= SHORTEST and word not in _ORDINARY


def _is_office(person: NamedPerson) -> bool:
    offices = [_folded(each) in _OFFICES for each in _WORD.finditer(person.name)]
    return any(offices) and (all(offices) or not person.nip)


def _begins_one(known: Sequence[str], said: str) -> bool:
    """Whether one of some words, in their order, begins so."""
    nth = bisect_left(known, said)
    return nth < len(known) and known[nth].startswith(said)


def _parted(name: str) -> tuple[str, str, str]:
    """The titles before a name, the name itself, and those behind it, each as it is written."""
    head = name.partition(",")[0]
    words = list(re.finditer(r"\S+", head))
    while len(words) > 1 and words[0].group().endswith(".") and _plain(words[0].group()) in _FRONT:
        del words[0]
    while len(words) > 1 and _DEGREE.fullmatch(words[-1].group()):
        del words[-1]
    if not words:
        return "", name, ""
    start, end = words[0].start(), words[-1].end()
    return name[:start], name[start:end], name[end:]


def _plain(title: str) -> str:
    return title.replace(".", "").casefold()
