"""A record as git shows it in differences: a fact a line in the words of the form and in its order.

git compares these lines in place of the file's. Whose record it is stands first, so that it heads what git shows of the
rest. Nothing that a file says is left out, comments included; how it is written (order, quotes, indentation) is. What
cannot be read as a record is shown line by line as it stands.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from hashlib import sha256
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from skpkit.messages import N_, Value, in_words, show, tell, visible
from skpkit.model.nip import PLAIN_NIP
from skpkit.model.paths import day_of, named_day
from skpkit.model.periods import FORM_ORDER, period_in_words
from skpkit.source.schemas import KINDS, SKP, schema_of
from skpkit.source.schemas.form import SchemaForm
from skpkit.source.yamlfile import Document, Path, read
from skpkit.source.yamlfile.scalars import ScalarRefusedError, meaning
from skpkit.source.yamlfile.sentences import EMPTY
from skpkit.writing.conflicts import sides
from skpkit.writing.items import code_of, coded_keys

NO_TEXT = N_("no text: {size} bytes, SHA-256 {digest}")
UNREAD = N_("not readable as a record (line {line}): {why}")

_Rank: TypeAlias = tuple["str | int | tuple[str | int, ...]", ...]

_LARGEST = 8 * 1024 * 1024
_SAID = ("isi", "uraian")  # what is said of a thing without a code, which needs no word before it
# Who somebody is, in the order in which the forms name people; the values tell it without their keys.
_PERSON = ("nama", "nip", "jabatan", "unit_kerja", "hubungan", "peran", "tanggal")
_OFFICIALS = ("pegawai", "pejabat_penilai_kinerja")  # whom an SKP tells in full, so that approvals may name them
_THROUGH = ("hasil_kerja", "pemantauan")  # said by what stands below them
_RESULTS = ("utama", "tambahan")
_LAST = 1_000
_LOGS = ("perubahan", "komplemen")  # below all else that an SKP or manual says
_NUMBERS = re.compile(r"([0-9]+)")
_NIP = re.compile(PLAIN_NIP)
_SIGNATURE = "tanda_tangan"
_SHOWN_DIGITS = 12
_DIALOGUES = "dki/"
# The ways to say that there is nothing; a text that looks like one of them is quoted.
_NOTHING: Mapping[type, str] = {list: "–", dict: "{}", type(None): "null"}
_SHORT = frozenset({"nip", "rhk", "iki", "dki", "skp"})


class _Fact(NamedTuple):
    """One line, and by what it is sorted; the value stands at `path` in the record."""

    order: _Rank
    subject: str
    value: str
    path: Path

    @property
    def line(self) -> str:
        return f"{self.subject}: {self.value}"

    @property
    def sorting(self) -> tuple[Any, ...]:
        """By what it is sorted, whatever kinds of things meet at one place."""
        kinds = (int, str, tuple)
        ranks = [next((nth, each) for nth, kind in enumerate(kinds) if isinstance(each, kind)) for each in self.order]
        return (*ranks, (len(kinds), self.subject))


def as_lines(content: bytes, lang: str) -> str:
    """A file's bytes as the text that git compares: the same for the same bytes and language, whatever they are."""
    if len(content) > _LARGEST or b"\0" in content:
        return _no_text(content, lang)
    document = read(content)
    if not document.slips:
        return _joined(_lines_of(document, lang))
    if document.slips[0].message == EMPTY:
        return ""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return _no_text(content, lang)
    if both := sides(text):
        read_both = [read(each.encode()) for each in both]
        if not any(each.slips for each in read_both):
            return _joined(_with_marks(*(list(_lines_of(each, lang)) for each in read_both)))
    slip = document.slips[0]
    why = tell(UNREAD, {"line": slip.span.line, "why": tell(slip.message, slip.told, lang)}, lang)
    return _joined((f"# {why}", *text.splitlines()))


def _no_text(content: bytes, lang: str) -> str:
    told: dict[str, Value] = {"size": len(content), "digest": sha256(content).hexdigest()}
    return _joined([f"# {tell(NO_TEXT, told, lang)}"])


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{visible(each)}\n" for each in lines)


def _with_marks(ours: list[str], theirs: list[str]) -> Iterator[str]:
    """The lines of both sides of a conflict, with git's marks where they differ."""
    for kind, start, end, begin, stop in SequenceMatcher(None, ours, theirs).get_opcodes():
        if kind == "equal":
            yield from ours[start:end]
        else:
            yield from ("<<<<<<< ours", *ours[start:end], "=======", *theirs[begin:stop], ">>>>>>> theirs")


def _lines_of(document: Document, lang: str) -> Iterator[str]:
    """The facts of a record in their order, each with the comments that belong to it."""
    kind = document.data.get("jenis")
    teller = _Teller(kind if kind in KINDS else "", _people_of(document.data), lang)
    facts = list(teller.facts(document.data, (), (), ()))
    said = _said_beside(document, facts)
    for nth in sorted(range(len(facts)), key=lambda each: facts[each].sorting):
        before, behind = said.get(nth, ((), ()))
        yield from before
        yield "  ".join((facts[nth].line, *behind))
    yield from said.get(len(facts), ((), ()))[0]


def _said_beside(document: Document, facts: list[_Fact]) -> dict[int, tuple[list[str], list[str]]]:
    """The comments before and behind each fact, by its number; behind the last number stands what follows all."""
    said: dict[int, tuple[list[str], list[str]]] = {}
    found = document.comments()
    if not found:
        return said
    starts = sorted((*document.key_span(fact.path)[:2], nth) for nth, fact in enumerate(facts))
    for comment in found:
        at = bisect(starts, (comment.line, comment.column, 0))
        if not comment.alone and at:
            said.setdefault(starts[at - 1][2], ([], []))[1].append(comment.text)
        else:
            said.setdefault(starts[at][2] if at < len(starts) else len(facts), ([], []))[0].append(comment.text)
    return said


def _people_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Those whom an SKP tells in full, by NIP: name and post."""
    listed = [data.get(key) for key in _OFFICIALS]
    log = data.get("perubahan")
    listed += [each.get("penilai_lama") for each in log if isinstance(each, Mapping)] if isinstance(log, list) else []
    people: dict[str, str] = {}
    for each in listed:
        if isinstance(each, Mapping) and all(isinstance(each.get(key), str) for key in ("nip", "nama", "jabatan")):
            people.setdefault(each["nip"], f"{in_words(each['nama'])}, {in_words(each['jabatan'])}")
    return people


@cache
def _ranks(kind: str, path: Path) -> dict[str, int]:
    """The order of the keys of the mapping at a path in a kind of record, whose numbers of lists are none."""
    if not kind:
        return {}
    keys = dict.fromkeys(key for each in SchemaForm(schema_of(kind)).at(path) for key in each.get("properties", ()))
    return {key: nth + (_LAST if key in _LOGS and not path else 0) for nth, key in enumerate(keys)}


@cache
def _nth_of(kind: str, path: Path) -> dict[str, int]:
    """The order of the words of the closed list at a path in a kind of record."""
    found = SchemaForm(schema_of(kind)).at(path) if kind else []
    words = dict.fromkeys(str(word) for each in found for word in (*each.get("enum", ()), each.get("const")))
    return {word: nth for nth, word in enumerate(words)}


class _Teller(NamedTuple):
    """Tells what a record of a kind says, an empty one if of none; `people` are names and posts by NIP."""

    kind: str
    people: Mapping[str, str]
    lang: str

    def facts(self, value: Any, subject: tuple[str, ...], path: Path, order: _Rank) -> Iterator[_Fact]:
        """Every fact of a value; `subject` says of what, in the words of the form."""
        if isinstance(value, Mapping) and value:
            for key, each in value.items():
                word = () if key in (*_THROUGH, *_RESULTS) else (self._named(key),)
                yield from self.facts(each, (*subject, *word), (*path, key), (*order, *self._rank(path, key)))
        elif isinstance(value, list) and value:
            for nth, each in enumerate(value):
                yield from self._item(each, subject, (*path, nth), order)
        else:  # of what is said by what stands below it nothing may stand there
            named = subject or tuple(_word(str(key)) for key in path[-1:])
            yield _Fact(order, " ".join(named), self._value(value, path), path)

    def _rank(self, path: Path, key: str) -> _Rank:
        """By what a key is sorted: as in the form, a period by the calendar, others by letters; whose it is, first."""
        if not path and key in ("pegawai", "peserta"):
            return (-1, key)
        if key in FORM_ORDER:
            return (FORM_ORDER[key], key)
        return (_ranks(self.kind, _shape(path)).get(key, 2 * _LAST), key)

    def _named(self, key: str) -> str:
        """A key as the forms write it; of a period, its words."""
        return period_in_words(key, self.lang) if key in FORM_ORDER else _word(key)

    def _item(self, item: Any, subject: tuple[str, ...], path: Path, order: _Rank) -> Iterator[_Fact]:
        """Every fact of an item of a list: under its code where it has one, else all in a line."""
        home, nth = path[:-1], int(path[-1])
        code = code_of(home, item)
        where = str(home[-1]) if home else ""
        if code and where == "persetujuan":
            subject, item = (*subject, _said(code[0])), {key: each for key, each in item.items() if key != "sebagai"}
        if code is None or where in ("persetujuan", "peserta", "tidak_bertugas"):
            first = where == "peserta" and item.get("peran") == "pegawai" if code else False
            yield _Fact((*order, 0 if first else 1, nth), " ".join(subject), self._phrase(item, path), path)
            return
        if where in _RESULTS and isinstance(item.get("indikator", []), list):
            yield from self._result(item, where, code[0], path)
        elif where == "hasil_kerja" and len(code) > 1:
            yield from self._cell(item, code, path, order)
        else:
            name = tuple(_said(each) for each in code)
            if where == "perubahan":
                subject = (*subject[:-1], "adendum" if self.kind == SKP else "perubahan")
            elif where == "hasil_kerja":
                subject = subject[:-1] if subject[-1:] == ("hasil kerja",) else subject
            values = _nth_of(self.kind, (*_shape(path), "nilai"))
            nth = values.get(code[0], _LAST)
            yield from self._below(item, (*subject, *name), path, (*order, nth, *map(_natural, code)))

    def _below(self, item: Mapping[str, Any], subject: tuple[str, ...], path: Path, order: _Rank) -> Iterator[_Fact]:
        """What an item says besides its code; where that is nothing, that it is there."""
        rest = [key for key in item if key not in coded_keys(path[:-1])]
        for key in rest:
            yield from self.facts(item[key], (*subject, _word(key)), (*path, key), (*order, *self._rank(path, key)))
        if not rest:
            yield _Fact(order, " ".join(subject[:-1]), subject[-1], path)

    def _result(self, item: Mapping[str, Any], section: str, code: str, path: Path) -> Iterator[_Fact]:
        """An RHK and its IKI, each by its own code, so that one that moves is a line that differs."""
        rank = _ranks(self.kind, ()).get("hasil_kerja", _LAST)
        order: _Rank = (rank, "hasil_kerja", 0, _natural(code))
        yield _Fact((*order, 0), f"{code} bagian", section, path)
        rest = {key: each for key, each in item.items() if key != "indikator"}
        yield from self._below(rest, (code,), path, (*order, 1)) if len(rest) > 1 else ()
        for nth, each in enumerate(item.get("indikator", ())):
            below = (*path, "indikator", nth)
            iki = code_of(below[:-1], each)
            if iki is None:
                yield _Fact((*order, 2, nth), f"{code} indikator", self._phrase(each, below), below)
                continue
            at: _Rank = (rank, "hasil_kerja", 1, _natural(iki[0]))
            yield _Fact((*at, 0), f"{iki[0]} RHK", code, below)
            yield from self._below(each, (iki[0],), below, (*at, 1)) if len(each) > 1 else ()

    def _cell(self, item: Mapping[str, Any], code: tuple[str, ...], path: Path, order: _Rank) -> Iterator[_Fact]:
        """A line of a dialogue, which tells of an IKI and a period: `1b-N realisasi Q1: 6`."""
        iki, period = code
        at = (*order, _natural(iki), FORM_ORDER.get(period, _LAST), period)
        for key in [key for key in item if key not in ("iki", "periode")]:
            subject = (iki, _word(key), self._named(period))
            yield from self.facts(item[key], subject, (*path, key), (*at, *self._rank(path, key)))
        if len(item) == len(code):
            yield _Fact(at, iki, self._named(period), path)

    # --- values --------------------------------------------------------------------------------------------------

    def _phrase(self, value: Any, path: Path) -> str:
        """A value in one line: of a mapping each key with its value, the telling ones first."""
        if value in ({}, []):
            return self._value(value, path)
        if isinstance(value, Mapping):
            if value and value.keys() <= {*_PERSON, _SIGNATURE}:
                if "nama" not in value and (named := self.people.get(str(value.get("nip")))):
                    value = {"nama": named, **{key: each for key, each in value.items() if key != "nip"}}
                known = [key for key in (*_PERSON, _SIGNATURE) if key in value]
                return ", ".join(self._phrase(value[key], (*path, key)) for key in known)
            keys = sorted(value, key=lambda key: self._first(path, key))
            said = "; ".join(self._part(value, key, path) for key in keys)
            return said if isinstance(path[-1], int) else f"({said})"
        if isinstance(value, list):
            return ", ".join(self._phrase(each, (*path, nth)) for nth, each in enumerate(value))
        return self._value(value, path)

    def _first(self, path: Path, key: str) -> tuple[int, _Rank]:
        """By what a key is sorted in a line: what is said, then the others as in the form."""
        return (_SAID.index(key) if key in _SAID else len(_SAID), self._rank(path, key))

    def _part(self, value: Mapping[str, Any], key: str, path: Path) -> str:
        phrase = self._phrase(value[key], (*path, key))
        return phrase if key in _SAID and isinstance(path[-1], int) else f"{_word(key)} {phrase}"

    def _value(self, value: Any, path: Path) -> str:
        """A scalar as a sentence shows it, with every digit that it has."""
        if isinstance(value, str):
            return self._text(value, path)
        if value is None or value in ({}, []):
            return _NOTHING[type(value)]
        if isinstance(value, bool):
            return show(value, self.lang)
        number = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        return number if self.lang == "en" else number.replace(".", ",")

    def _text(self, text: str, path: Path) -> str:
        if path and path[-1] == _SIGNATURE:
            return sha256(text.encode(errors="surrogatepass")).hexdigest()[:_SHOWN_DIGITS]
        if day := day_of(text):
            return show(day, self.lang)
        if text in FORM_ORDER and path and path[-1] == "periode":
            return period_in_words(text, self.lang)
        named = named_day(text) if text.startswith(_DIALOGUES) else None
        if named and named.exact and (day := day_of(named.day)):
            return f"{show(day, self.lang)}{f' ({named.nth})' if named.nth else ''}"
        if _NIP.fullmatch(text):
            return text
        listed = _nth_of(self.kind, _shape(path))
        if text in listed:
            return in_words(text)
        shown = " ⏎ ".join(text.split("\n"))
        apart = shown in _NOTHING.values() or shown in map(in_words, listed)
        return shown if _is_text(text) and shown == shown.strip() and not apart else f"“{shown}”"


def _said(code: str) -> str:
    """A code as the forms write it; one that is written so already, and is no word of the record's, is quoted."""
    words = in_words(code)
    return f"“{code}”" if words == code != (key := code.replace(" ", "_")) and in_words(key) == code else words


def _word(key: str) -> str:
    """A key as the forms write it: `rencana aksi`, `NIP`."""
    return " ".join(each.upper() if each in _SHORT else each for each in key.split("_"))


def _shape(path: Path) -> Path:
    """A path with each item of a list as its first, for all have one form."""
    return tuple(0 if isinstance(each, int) else each for each in path)


def _is_text(text: str) -> bool:
    """Whether a text could not be taken for a number, or for nothing."""
    try:
        return isinstance(meaning(text), str)
    except ScalarRefusedError:
        return False


def _natural(code: str) -> tuple[str | int, ...]:
    """A code by which `2a-N` stands before `10a-N`."""
    parts = _NUMBERS.split(code)
    return tuple(chain.from_iterable((each, int(digits[:18] or 0)) for each, digits in _in_twos(parts)))


def _in_twos(parts: list[str]) -> Iterator[tuple[str, str]]:
    return ((parts[nth], parts[nth + 1] if nth + 1 < len(parts) else "") for nth in range(0, len(parts), 2))
