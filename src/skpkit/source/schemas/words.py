"""What is wrong with a record, told in the words of its form instead of those of JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from skpkit.messages import N_, Value, clip
from skpkit.source.schemas.dates import date_meant
from skpkit.source.schemas.form import SchemaForm
from skpkit.source.schemas.guesses import nearest, nearest_choices, nearest_period, quarter_of
from skpkit.source.schemas.kinds import MANUAL, SKP, DataPath, Schema, Violation
from skpkit.source.schemas.texts import code_meant, key_meant, nip_meant, path_meant, word_meant
from skpkit.source.yamlfile.numbers import Sentence, is_nothing, number_meant

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

EMPTY_FILE = N_("this file is empty; it should begin with `jenis: {kind}`")
NO_MAPPING = N_("this file must consist of keys and values, beginning with `jenis: {kind}`")
OTHER_KIND = N_("`jenis` of this file must be `{kind}`")

MISSPELT = N_("`{key}` is not a key here; did you mean `{near}`?")
MISPLACED = N_("`{key}` is not a key here; it belongs under `{home}`")
MISPLACED_HERE = N_("`{key}` is not a key here; it belongs, indented, under one of: {homes}")
TOP_LEVEL = N_(
    "`{key}` is not a key here; it belongs to the top level of the file, so its line begins at the very left"
)
OUTSIDE = N_(
    "`{key}` is not a period; it belongs beside `{beside}`, so its line begins where that of `{beside}` begins"
)
UNKNOWN = N_("`{key}` is not a key here; delete it, or use one of: {allowed}")
MONTH_KEY = N_(
    "`{key}` is not a period: that month is {near}, and its quarter {quarter}; write the one that the other periods "
    "here are like"
)
NO_PERIOD_KEY = N_("`{key}` is not a period; the periods are B01 to B12, Q1 to Q4, S1, S2 and Y")
NO_RULE_KEY = N_("`{key}` is not the code of a rule; write SKP and three digits, such as SKP212")
UNWANTED = N_("`{key}` is not a key here; delete it")
MEASURED = N_("only pendekatan kuantitatif has {keys}; a kualitatif IKI has `ukuran` instead")
NARRATED = N_("only pendekatan kualitatif has `ukuran`; a kuantitatif IKI has `nama`, `aspek`, `satuan` and `target`")
UNMEASURED = N_("what this IKI measures is missing; add `ukuran` where pendekatan is kualitatif, or else {keys}")
CORRECTED_PROJECTION = N_(
    "a koreksi replaces a realisasi that was reported, and a proyeksi is none yet; delete `proyeksi` or `koreksi`"
)
OTHER_APPROACH = N_("`pendekatan` is {given}, but every IKI of this SKP is {likely}; change one of them")
MISSING = N_("{field} is missing; add `{key}`")

EMPTY = N_("{field} is empty; fill it in")
EMPTY_OR_GONE = N_("{field} is empty; fill it in, or delete the line")
QUOTE = N_('{field} is text: put it in quotes, "{value}"')
TEXT_NO_LIST = N_("{field} must be one text, not a list")
TEXT_NO_MAPPING = N_("{field} must be one text, not keys and values; put a text with a colon in quotes")
NUMBER = N_("{field} must be a number, such as 95 or 95.5")
NUMBER_OR_TEXT = N_("{field} must be a number, or a text where pendekatan is kualitatif")
WHOLE = N_("{field} must be a whole number, such as 1")
YEAR = N_("{field} must be a year of four digits, such as 2026")
NO_TARGET = N_(
    "{field} is “{value}”, but a target is a number; where nothing is aimed at in that period, delete the whole line"
)
YES_OR_NO_AS = N_("{field} must be `true` or `false`; for “{value}” write {near}")
YES_OR_NO_BARE = N_("{field} must be `true` or `false`, without quotes; write {near}")
AT_LEAST = N_("{field} must be {limit} or more")
AT_MOST = N_("{field} must be {limit} or less")
YES_OR_NO = N_("{field} must be `true` or `false`")
LIST = N_("{field} must be a list: each entry on a line of its own, behind a hyphen and a space")
MAPPING = N_("{field} must consist of keys and values, each pair on a line of its own: {allowed}")
TARGETS = N_("{field} must have a number for each period, such as {{Q1: 95, Y: 95}}")
CHOICE = N_("{field} must be one of: {allowed}")
CHOICE_NOT = N_("{field} cannot be `{value}`; it must be one of: {allowed}")
CHOICE_NEAR = N_("{field} cannot be `{value}`; did you mean {near}?")
NO_PERIOD = N_("{field} must be a period: B01 to B12, Q1 to Q4, S1, S2 or Y")
DATE = N_("{field} must be a date as year-month-day, such as 2026-01-31")
ONE_LINE = N_("{field} must stand on one line")
TAB_WITHIN = N_("{field} has a tab in it; write a space instead")
UNPRINTABLE = N_("{field} has a character that cannot be printed; type the text anew")
TOO_LONG = N_("{field} is longer than {limit} characters; shorten it")
CODE = N_(
    "{field} must be a code of at most 32 letters, digits, dots, hyphens and underscores that begins with a "
    "letter or digit, such as 1a-N"
)
DIALOGUE = N_("{field} must be the file of a DKI in this dossier, such as dki/2026-05-08.yaml")
REPLACED = N_("{field} must be the SKP that this one replaces: ../skp.yaml or ../komplemen-1/skp.yaml")
FOLDER = N_("{field} must be a path inside the repository, such as records, with / between folders and no ..")
RULE = N_("{field} must be the code of a rule, such as SKP212")
FILE_OR_PRINT = N_("{field} must name what it exempts; add `berkas` or `sidik`")
NIP_OR_NAME = N_(
    "{field} must name who approves; add `nip`, or `nama` and `jabatan` of a pejabat penilai kinerja who has no NIP"
)

SHOWN = (LIST, MAPPING)
SHOWN_WHOLE = ("perubahan", "persetujuan")  # whose entries people seldom write by hand
KEYWORDS = ("type", "const", "enum", "minimum", "maximum", "pattern", "maxLength", "not", "format", "anyOf")
SHAPES = {
    "tanggal": DATE,
    "kode": CODE,
    "jalur_dki": DIALOGUE,
    "jalur_skp": REPLACED,
    "jalur": FOLDER,
    "kode_aturan": RULE,
}
TYPES = {"number": NUMBER, "integer": WHOLE, "boolean": YES_OR_NO, "array": LIST, "object": MAPPING}
YES_AND_NO = {
    **dict.fromkeys(("ya", "y", "iya", "yes", "ada", "benar", "betul"), "true"),
    **dict.fromkeys(("tidak", "tdk", "t", "no", "n", "bukan", "salah"), "false"),
}
APPROACHES = ("kuantitatif", "kualitatif")
NARRATIVE = "ukuran"
MEASURED_BY = ("nama", "aspek", "satuan", "target")
A_PERIOD = "B01"


def violations(kind: str, schema: Schema, data: object) -> list[Violation]:
    """Every mistake in data of a kind, one violation each, from the top of the file to its end."""
    if not isinstance(data, dict):
        return [Violation((), False, EMPTY_FILE if data is None else NO_MAPPING, {"kind": kind})]
    judge = _judge(schema)
    likely = _likely_approach(data) if kind == SKP else None
    errors, found = list(judge.iter_errors(data)), []
    if likely and likely != data.get("pendekatan"):
        if data.get("pendekatan") in APPROACHES:
            told: dict[str, Value] = {"given": data["pendekatan"], "likely": likely}
            found.append(Violation(("pendekatan",), False, OTHER_APPROACH, told))
        errors = [error for error in errors if not _in_results(error)]
        errors += filter(_in_results, judge.iter_errors({**data, "pendekatan": likely}))
    by_path: dict[DataPath, list[_Refusal]] = {}
    for error in errors:
        refusal = _Refusal(str(error.validator), cast("Schema", error.schema), error.instance)
        by_path.setdefault(tuple(error.absolute_path), []).append(refusal)
    teller = _Teller(kind, SchemaForm(schema), judge, data)
    found += [each for path, refusals in by_path.items() for each in teller.about(path, refusals)]
    elsewhere = {
        (each.told["key"], each.told.get("home", ""))
        for each in found
        if each.message in (MISPLACED, TOP_LEVEL, OUTSIDE)
    }
    found = [each for each in found if not (each.message == MISSING and _place(each) in elsewhere)]
    return sorted(found, key=lambda each: _order(each.path, data))


def _place(missing: Violation) -> tuple[Value, Value]:
    """A missing key and the key that it belongs under."""
    return missing.told["key"], next((step for step in reversed(missing.path) if isinstance(step, str)), "")


def _judge(schema: Schema) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(dict(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)


def _in_results(error: ValidationError) -> bool:
    return "hasil_kerja" in [*error.absolute_path][:1]


def _likely_approach(data: dict[str, Any]) -> str | None:
    """The approach that all IKI of an SKP are written in, where several agree or `pendekatan` does not tell."""
    indicators = _indicators(data)
    written = {APPROACHES[NARRATIVE in each] for each in indicators if {NARRATIVE, *MEASURED_BY} & each.keys()}
    told = data.get("pendekatan") in APPROACHES
    if len(written) == 1 and (not told or len(indicators) > 1):
        return written.pop()
    return None if told else APPROACHES[0]


def _indicators(data: dict[str, Any]) -> list[dict[str, Any]]:
    """What can be read as an IKI in an SKP that may be wrong anywhere."""
    sections = _entries(data.get("hasil_kerja"))
    results = [each for section in sections for each in _entries(section)]
    found = [each for result in results if isinstance(result, dict) for each in _entries(result.get("indikator"))]
    return [each for each in found if isinstance(each, dict)]


def _entries(value: object) -> list[Any]:
    return [*value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []


def _order(path: DataPath, data: object) -> list[int]:
    """Where a path stands in the document."""
    places = []
    found: Any = data
    for step in path:
        places.append(step if isinstance(step, int) else list(found).index(step))
        found = found[step]
    return places


@dataclass(frozen=True, slots=True, eq=False)
class _Refusal:
    """What the validator says: the keyword of the schema that refuses the value."""

    keyword: str
    schema: Schema
    value: Any


@dataclass(frozen=True, slots=True, eq=False)
class _Teller:
    """Turns what the validator says of one record into sentences."""

    kind: str
    form: SchemaForm
    judge: Draft202012Validator
    data: dict[str, Any]

    def about(self, path: DataPath, refusals: list[_Refusal]) -> Iterator[Violation]:
        """The mistakes at one path: of its keys, and at most one of the value itself."""
        if isinstance(refusals[0].value, dict):
            yield from self.keys(path, refusals[0].value, refusals)
            if any(each.keyword == "not" for each in refusals):
                yield Violation((*path, "proyeksi"), True, CORRECTED_PROJECTION, {})
                return
        of_value = [each for each in refusals if each.keyword in KEYWORDS]
        if of_value:
            message, told = self.value(path, min(of_value, key=lambda each: KEYWORDS.index(each.keyword)))
            example = self.form.example(path, of_value[0].value) if message in SHOWN else ()
            yield Violation(path, False, message, {"field": self.form.label(path, self.data), **told}, tuple(example))

    def keys(self, path: DataPath, value: dict[str, Any], refusals: list[_Refusal]) -> Iterator[Violation]:
        """Keys that are wrong or missing in a mapping. A misspelt key is not missing as well."""
        ways = self.form.ways(path)
        known = dict.fromkeys(key for way in ways for key in way)
        closed = [each.schema for each in refusals if each.keyword == "unevaluatedProperties"]
        allowed = self.allowed(path, closed[0], value) if closed else [*known, *value]
        needed = [key for each in refusals if each.keyword == "required" for key in each.schema["required"]]
        missing = [key for key in dict.fromkeys(needed) if key not in value]
        other_way = False
        for key in [each for each in value if each not in known and each not in allowed]:
            free = [each for each in dict.fromkeys((*missing, *allowed, *known)) if each not in value]
            near = nearest_period(key, free) if A_PERIOD in known else next(iter(nearest(key, free)), "")
            sentence = (near and key_meant(key, near)) or self.stranger(path, key, near, free)
            yield Violation((*path, key), True, *sentence)
            missing = [each for each in missing if each != near]
            other_way |= bool(near) and near not in allowed
        if other := [each for each in value if each in known and each not in allowed]:
            told: dict[str, Value] = {"keys": tuple(f"`{each}`" for each in other)}
            message, told = (NARRATED, {}) if NARRATIVE in other else (MEASURED, told)
            yield Violation((*path, other[0]), True, message, told)
        if other or other_way:  # that sentence says what the right way needs
            always = {key for key in closed[0].get("required", ()) if all(key in way for way in ways)}
            missing = [each for each in missing if each in always]
        if self.kind == MANUAL and {*MEASURED_BY} <= {*missing} and NARRATIVE not in value:
            own = tuple(each for each in missing if each not in self.form.root["required"])
            yield Violation(path, False, UNMEASURED, {"keys": tuple(f"`{each}`" for each in own)})
            missing = [each for each in missing if each not in own]
        for nth, key in enumerate(missing):
            field = self.form.label((*path, key), self.data)
            shown = nth == 0 and path[-2:-1] and path[-2] in SHOWN_WHOLE
            example = self.form.example(path, None) if shown else ()
            yield Violation(path, False, MISSING, {"field": field, "key": key}, tuple(example))

    def allowed(self, path: DataPath, closed: Schema, value: dict[str, Any]) -> list[str]:
        """The keys that a closed schema lets this mapping have."""
        keys = list(closed.get("properties", ()))
        if "if" in closed:
            fits = self.judge.evolve(schema=closed["if"]).is_valid(value)
            keys += self.form.keys_of(closed.get("then" if fits else "else", {}))
        patterns = self.form.patterns(path)
        return keys + [key for key in value if any(re.search(each, key) for each in patterns)]

    def stranger(self, path: DataPath, key: str, near: str, free: Iterable[str]) -> Sentence:
        """The sentence about a key that the form does not know at this place."""
        if any(A_PERIOD in way for way in self.form.ways(path)):
            if near[:1] == "B" and key.strip()[:1].upper() != "B":
                return MONTH_KEY, {"key": clip(key), "near": near, "quarter": quarter_of(near)}
            if near:
                return MISSPELT, {"key": clip(key), "near": near}
            return self.outside(path, key) or (NO_PERIOD_KEY, {"key": clip(key)})
        if self.form.patterns(path):
            return NO_RULE_KEY, {"key": clip(key)}
        homes = self.form.homes(key)
        if len(homes) == 1:
            return (MISPLACED, {"key": key, "home": homes[0]}) if homes[0] else (TOP_LEVEL, {"key": key})
        if near:
            return MISSPELT, {"key": clip(key), "near": near}
        if homes and "" not in homes:
            return MISPLACED_HERE, {"key": key, "homes": tuple(homes)}
        return (UNKNOWN, {"key": clip(key), "allowed": tuple(free)}) if free else (UNWANTED, {"key": clip(key)})

    def outside(self, path: DataPath, key: str) -> Sentence | None:
        """The sentence about a key among the periods of a mapping that belongs beside that mapping."""
        if not any(key in way for way in self.form.ways(path[:-1])):
            return None
        home = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
        return OUTSIDE, {"key": key, "beside": str(path[-1]), "home": home}

    def value(self, path: DataPath, refusal: _Refusal) -> Sentence:
        """The sentence about a value, but for its field."""
        value, keyword, schema = refusal.value, refusal.keyword, refusal.schema
        if value is None:
            return (EMPTY if self.form.needs(path) else EMPTY_OR_GONE), {}
        if keyword == "anyOf":
            return (NIP_OR_NAME if "sebagai" in schema["required"] else FILE_OR_PRINT), {}
        if "const" in schema and path == ("jenis",):
            return OTHER_KIND, {"kind": self.kind}
        if "const" in schema or "enum" in schema:
            words = schema.get("enum", [schema.get("const")])
            if said := word_meant(value, words):
                return said
            return _choice(value, schema.get("enum", [schema.get("const")]))
        if path == ("tahun",) and keyword in ("minimum", "maximum"):
            return YEAR, {}
        if keyword in ("minimum", "maximum"):
            return (AT_LEAST if keyword == "minimum" else AT_MOST), {"limit": schema[keyword]}
        shape = self.form.shape(schema)
        if keyword == "format":
            return date_meant(value) or (DATE, {})
        if said := self.meant(path, shape, value):
            return said
        if shape in SHAPES and not (shape == "kode" and isinstance(value, int | float)):
            return SHAPES[shape], {}
        return self.type(path, value, schema) if keyword == "type" else _text(value, schema)

    def meant(self, path: DataPath, shape: str, value: object) -> Sentence | None:
        """The sentence that says what a value of a shape was meant to be, where it can be told."""
        if path[-1:] == ("nip",):
            return nip_meant(value, path == ("pegawai", "nip"))
        if shape == "tanggal":
            return date_meant(value)
        if shape == "kode" and isinstance(value, str):
            return code_meant(value)
        return path_meant(value) if shape == "jalur_dki" and isinstance(value, str) else None

    def type(self, path: DataPath, value: object, schema: Schema) -> Sentence:
        """The sentence about a value of another type."""
        wanted = schema["type"]
        if isinstance(wanted, list):
            return (NUMBER_OR_TEXT if "string" in wanted else NUMBER), {}
        if wanted == "string":
            if isinstance(value, list | dict):
                return (TEXT_NO_LIST if isinstance(value, list) else TEXT_NO_MAPPING), {}
            return QUOTE, {"value": clip(str(value).lower())}
        if wanted in ("number", "integer"):
            if is_nothing(value) and "target" in path[-2:]:
                return NO_TARGET, {"value": clip(str(value))}
            if said := number_meant(value):
                return said
        if wanted == "boolean" and isinstance(value, str) and value.strip().lower() in ("true", "false"):
            return YES_OR_NO_BARE, {"near": value.strip().lower()}
        if wanted == "boolean" and isinstance(value, str) and (near := YES_AND_NO.get(value.strip().lower())):
            return YES_OR_NO_AS, {"value": clip(value), "near": near}
        if wanted == "object":
            keys = list(dict.fromkeys(key for way in self.form.ways(path) for key in way))
            return (TARGETS, {}) if A_PERIOD in keys else (MAPPING, {"allowed": tuple(keys)})
        return TYPES[wanted], {}


def _choice(value: object, words: list[str]) -> Sentence:
    """The sentence about a word that is not among those of a list."""
    given = clip(str(value))
    if A_PERIOD in words:
        meant = nearest_period(given, words)
        return (CHOICE_NEAR, {"value": given, "near": f"`{meant}`"}) if meant else (NO_PERIOD, {})
    if isinstance(value, bool | list | dict):
        return CHOICE, {"allowed": tuple(words)}
    if near := nearest_choices(given, words):
        return CHOICE_NEAR, {"value": given, "near": tuple(f"`{each}`" for each in near)}
    return CHOICE_NOT, {"value": given, "allowed": tuple(words)}


def _text(value: str, schema: Schema) -> Sentence:
    """The sentence about a text with characters or a length that its field cannot have."""
    if not value.strip(" \n\t"):
        return EMPTY, {}
    if len(value) > schema["maxLength"]:
        return TOO_LONG, {"limit": schema["maxLength"]}
    if "not" in schema and "\n" in value:
        return ONE_LINE, {}
    return (TAB_WITHIN if "not" in schema and "\t" in value else UNPRINTABLE), {}
