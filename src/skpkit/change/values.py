"""Values of records in words: a person by name, an RHK by its text, targets by their periods; never an NIP."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from skpkit.messages import N_, Told, in_words, show, tell
from skpkit.model.paths import day_of, named_day
from skpkit.model.periods import FORM_ORDER, MONTHS, QUARTERS, SEMESTERS, YEAR, period_in_words

_TEXT_KEYS = ("rencana", "ukuran", "uraian", "isi", "alasan", "topik")
_PRIVATE = ("nip", "persetujuan", "tanda_tangan")
_EACH = N_("{first} to {last}, {value} each")
ABOUT_IKI, ABOUT_PERIOD = "tentang_iki", "tentang_periode"
"""What an exemption is about, where both are told."""
_ABOVE = "rhk_pimpinan"
_KINDS = (MONTHS, QUARTERS, SEMESTERS, (YEAR,))


def words(value: Any, lang: str) -> str:
    """A value of a record in words, dates and numbers as `lang` writes them; no NIP."""
    if isinstance(value, Mapping):
        return _mapping(value, lang)
    if isinstance(value, list):
        return "; ".join(words(each, lang) for each in value) or "–"
    if isinstance(value, Told):
        return show(value, lang)
    if isinstance(value, str):
        day = day_of(value)
        return show(day, lang) if day else in_words(value) or "–"
    return show(value, lang)


def _mapping(value: Mapping[str, Any], lang: str) -> str:
    if value and value.keys() <= FORM_ORDER.keys():
        return "; ".join(_by_period(value, lang))
    if "mulai" in value and "selesai" in value:
        span = f"{words(value['mulai'], lang)} s.d. {words(value['selesai'], lang)}"
        return f"{span} ({value['alasan']})" if "alasan" in value else span
    for keys, sentence in _SAID.items():
        if keys <= value.keys():
            return sentence(value, lang)
    for key in _TEXT_KEYS:
        if key in value:
            return str(value[key])
    if "nama" in value:
        return _in_brackets(str(value["nama"]), _named(value, lang))
    told = [f"{key.replace('_', ' ')} {words(each, lang)}" for key, each in value.items() if key not in _PRIVATE]
    return ", ".join(told) or "–"


def _in_brackets(text: str, *more: str) -> str:
    """A text with what is told besides behind it."""
    besides = ", ".join(each for each in more if each)
    return f"{text} ({besides})" if besides else text


def _named(value: Mapping[str, Any], lang: str) -> str:
    """What is told of a person or an IKI besides the name."""
    if "aspek" in value:
        targets = [words(value["target"], lang)] if "target" in value else []
        return "; ".join([*_some(value, "satuan", "aspek", "mandat", lang=lang), *targets])
    unit = [f"unit {value['unit']}"] if value.get("unit") else []
    return ", ".join([*_some(value, "jabatan", "peran", "hubungan", lang=lang), *unit])


def _some(value: Mapping[str, Any], *keys: str, lang: str) -> Iterator[str]:
    return (words(value[each], lang) for each in keys if value.get(each))


def _by_period(value: Mapping[str, Any], lang: str) -> Iterator[str]:
    """Values by period in the order of the form; neighbours that are alike are told once: `Q1 to Q3, 40 each`."""
    for kind in _KINDS:
        runs: list[tuple[str, list[int]]] = []
        for nth, period in enumerate(kind):
            if period not in value:
                continue
            told = words(value[period], lang)
            if runs and runs[-1][0] == told and runs[-1][1][-1] == nth - 1:
                runs[-1][1].append(nth)
            else:
                runs.append((told, [nth]))
        for told, run in runs:
            first, last = (period_in_words(kind[each], lang) for each in (run[0], run[-1]))
            yield (
                f"{first} {told}" if first == last else tell(_EACH, {"first": first, "last": last, "value": told}, lang)
            )


def _dialogue(path: str, lang: str) -> str:
    """A dialogue that a record names by its path, by its day."""
    found = named_day(path)
    day = day_of(found.day) if found and found.exact else None
    return f"DKI {show(day, lang)}" + (f" ({found.nth})" if found and found.nth else "") if day else path


def _feedback(value: Mapping[str, Any], lang: str) -> str:
    given = value["dari"]
    whence = words(given, lang)
    about = " ".join(_some(value, "atas", "iki", "nilai", lang=lang))
    adviser = f"rekomendasi dari {words(value['rekomendasi_dari'], lang)}" if "rekomendasi_dari" in value else ""
    return f"{', '.join(each for each in (about, whence, adviser) if each)}: {value['isi']}"


def _coaching(value: Mapping[str, Any], lang: str) -> str:
    how = ", ".join(_some(value, "jenis", "bentuk", "media", "cara", "oleh", lang=lang))
    return f"{how}: {value['uraian']}"


def _agreement(value: Mapping[str, Any], lang: str) -> str:
    about = " ".join("SKP" if each == "skp" else each for each in _some(value, "perihal", "iki", lang=lang))
    number = f" ke-{value['nomor']}" if "nomor" in value else ""
    return f"{about}{number}: {value['uraian']}"


def _action(value: Mapping[str, Any], lang: str) -> str:
    due = f"tenggat {words(value['tenggat'], lang)}"
    return _in_brackets(str(value["uraian"]), due, *_some(value, "status", "rhk", "penanggung_jawab", lang=lang))


def _follow_up(value: Mapping[str, Any], lang: str) -> str:
    return _in_brackets(f"{_dialogue(value['atas'], lang)}: {value['uraian']}", *_some(value, "status", lang=lang))


def _development(value: Mapping[str, Any], lang: str) -> str:
    more = _some(value, "bentuk", "tanggal", "status", "evaluasi", lang=lang)
    return _in_brackets(str(value["uraian"]), *more)


def _training(value: Mapping[str, Any], lang: str) -> str:
    return _in_brackets(str(value["topik"]), *_some(value, "kompetensi", "waktu", "penyelenggara", lang=lang))


def _correction(value: Mapping[str, Any], lang: str) -> str:
    return f"{_dialogue(value['dki'], lang)}: {value['alasan']}"


def _behaviour(value: Mapping[str, Any], lang: str) -> str:
    said = [str(value["catatan"])] if "catatan" in value else []
    said += [f"{key.replace('_', ' ')}: {value[key]}" for key in ("kendala", "usulan_strategi") if key in value]
    return f"{words(value['nilai'], lang)}: {'; '.join(said) or '-'}"


def _of_result(value: Mapping[str, Any], lang: str) -> str:
    of = words(value.get("rhk") or value.get("nilai"), lang)
    return f"{of}: {'; '.join(words(each, lang) for each in value['umpan_balik'])}"


def _approval(value: Mapping[str, Any], lang: str) -> str:
    role, day = words(value["sebagai"], lang), words(value["tanggal"], lang)
    return f"{value['nama']} ({role}, {day})" if value.get("nama") else f"{role} ({day})"


def _entry(value: Mapping[str, Any], lang: str) -> str:
    kind = words(value.get("jenis", "komplemen"), lang)
    return f"{kind} {value['nomor']}, {words(value['tanggal'], lang)}: {value['alasan']}"


def _result(value: Mapping[str, Any], lang: str) -> str:
    more = [f"{key} {words(value[key], lang)}" for key in ("perspektif", "penugasan") if value.get(key)]
    more += [f"RHK pimpinan {words(value[_ABOVE], lang)}"] if value.get(_ABOVE) else []
    return _in_brackets(str(value["rencana"]), *more)


def _cell(value: Mapping[str, Any], lang: str) -> str:
    return f"{value[ABOUT_IKI]} {period_in_words(value[ABOUT_PERIOD], lang)}"


def _superior_result(value: Mapping[str, Any], _: str) -> str:
    return str(value["kode"])


def _objection(value: Mapping[str, Any], lang: str) -> str:
    answers = [f"{key.replace('_', ' ')}: {value[key]}" for key in value if key not in ("tanggal", "isi")]
    return "; ".join([f"{words(value['tanggal'], lang)}: {value['isi']}", *answers])


# How a thing of a record is told that has all of these keys; the first that fits.
_SAID: Mapping[frozenset[str], Callable[[Mapping[str, Any], str], str]] = {
    frozenset(keys): told
    for keys, told in (
        (("rencana",), _result),
        (("umpan_balik", "rhk"), _of_result),
        (("umpan_balik", "nilai"), _of_result),
        (("dari", "isi"), _feedback),
        (("oleh", "cara", "uraian"), _coaching),
        (("perihal", "uraian"), _agreement),
        (("tenggat", "uraian"), _action),
        (("atas", "uraian"), _follow_up),
        (("dki", "alasan"), _correction),
        (("topik",), _training),
        (("sebagai", "tanggal"), _approval),
        (("nomor", "tanggal", "alasan"), _entry),
        (("nilai", "catatan"), _behaviour),
        (("nilai", "kendala"), _behaviour),
        (("nip", "kode"), _superior_result),
        ((ABOUT_IKI, ABOUT_PERIOD), _cell),
        (("tanggal", "isi"), _objection),
    )
}
