"""What was judged as text that can be kept, and back: a closed list of kinds of values, of which nothing is ever run.

Places are kept relative to the dossier's folder; those that facts would work out are kept as what they would be worked
out of.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from skpkit.findings import Cause, Evidence, Finding, Location, Problem, Severity
from skpkit.messages import Told

if TYPE_CHECKING:
    from skpkit.judge.office import Office
    from skpkit.model.dossier import Dossier
    from skpkit.model.paths import Identity

Locating: TypeAlias = "Callable[[str, bool, tuple[str | int, ...]], Callable[[], Location]]"
"""What gives the place, once it is asked for, of a value (or of its key) of a record by its name in the dossier."""

_PATHS: Final = {"Facts": "path", "Settled": "path", "Location": "path"}  # which field is a path from the top
_EMPTY: Final[dict[str, Any]] = {"t": (), "f": frozenset()}
_PLAIN: Final = frozenset((str, int, float, bool, type(None)))
_STEPS: Final = frozenset((str, int))
_written = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class CannotBeKept(Exception):
    """A value of a kind that is not kept."""


class Encoder:
    """Values of a dossier, given its folder. It is `bound` to that folder once a value but a place tells of it."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._inside = f"{folder}/"
        self._told = json.dumps(folder, ensure_ascii=False)[1:-1]  # as it stands within a text
        self.bound = False

    def text(self, value: Any) -> bytes:
        """A value as text. Raises CannotBeKept."""
        text = _written(self._of(value))
        self.bound = self.bound or self._told in text
        return text.encode("utf-8", "surrogatepass")

    def _of(self, value: Any) -> Any:
        kind: Any = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple:
            return ["t", *[each if type(each) in _PLAIN else self._of(each) for each in value]]
        if kind is date:
            return ["d", value.isoformat()]
        if kind is partial:
            return self._place(value)
        if names := _fields_of(kind):
            name, given = kind.__name__, value if isinstance(value, tuple) else [getattr(value, one) for one in names]
            held = [name, *[each if type(each) in _PLAIN else self._of(each) for each in given]]
            if name in _PATHS:
                nth = names.index(_PATHS[name])
                held[nth + 1] = self._below(given[nth])
            return held
        if kind is frozenset:
            return ["f", *map(self._of, value)]
        if kind is Told:
            return ["o", self._of(str(value))]
        if isinstance(value, Severity):
            return ["s", value.value]
        if isinstance(value, date) and hasattr(value, "isoformat") and not hasattr(value, "hour"):
            return ["d", value.isoformat()]
        if isinstance(value, Mapping):
            return ["m", *([self._of(key), self._of(each)] for key, each in value.items())]
        raise CannotBeKept(kind.__name__)

    def _below(self, path: str) -> Any:
        """A path from the top, as it is from the folder: without its beginning where it lies there."""
        if path == self._folder or path.startswith(self._inside):
            return ["p", path[len(self._folder) :]]
        return self._of(path)

    def _place(self, value: partial[Any]) -> Any:
        """A place that is worked out of a record and the path of a value in it."""
        func, args = value.func, value.args
        name, record = getattr(func, "__name__", ""), getattr(func, "__self__", None)
        path = getattr(record, "path", "")
        if name not in ("at", "key_at") or not path.startswith(self._inside) or value.keywords:
            raise CannotBeKept(name)
        if not _STEPS.issuperset(map(type, args)):
            raise CannotBeKept(name)
        return ["a", path[len(self._inside) :], name == "key_at", *args]


class Decoder:
    """Values of a dossier from text, given where its folder is now, and what tells a place that is to be worked out."""

    def __init__(self, folder: str, locating: Locating | None = None) -> None:
        self._folder = folder
        self._locating = locating

    def value(self, text: bytes) -> Any:
        """The value in a text. Raises ValueError, TypeError, LookupError where it is none."""
        return self.of(json.loads(text.decode("utf-8", "surrogatepass")))

    def of(self, value: Any) -> Any:
        """The value of what JSON holds."""
        if type(value) is not list:
            return value
        kind, *rest = value
        if not rest and kind in _EMPTY:  # as most are
            return _EMPTY[kind]
        if kind == "t":
            return tuple(map(self.of, rest))
        if kind == "f":
            return frozenset(map(self.of, rest))
        if kind == "m":
            return {self.of(key): self.of(each) for key, each in rest}
        if kind == "d":
            return date.fromisoformat(rest[0])
        if kind == "p":
            return self._folder + rest[0]
        if kind == "o":
            return Told(rest[0])
        if kind == "s":
            return Severity(rest[0])
        if kind == "a":
            assert self._locating  # noqa: S101 - given where facts are read
            name, of_key, *path = rest
            return self._locating(name, of_key, tuple(path))
        if len(rest) != len(_names(kind)):
            raise ValueError(kind)
        return _kinds()[kind](*map(self.of, rest))


def locating(office: Office, identity: Identity, plan: Dossier | None = None) -> Locating:
    """What works places of a dossier of a state out, once they are asked for; those of its SKP in the `plan`, where
    that was read alone."""

    def of(name: str, of_key: bool, path: tuple[str | int, ...]) -> Callable[[], Location]:
        def place() -> Location:
            file = plan.file(name) if plan else None
            if file is None and (dossier := office.dossier(identity)):
                file = dossier.file(name)
            record = file.record if file else None
            assert record  # noqa: S101 - it was read when the facts were taken from it
            return record.key_at(*path) if of_key else record.at(*path)

        return place

    return of


@lru_cache
def _kinds() -> Mapping[str, Callable[..., Any]]:
    """The kinds of values with fields that may be kept, by name."""
    from skpkit.model import duties, facts, paths, people, periods, settled, soundness

    kinds: tuple[Any, ...] = (
        Finding, Problem, Location, Evidence, Cause, facts.Facts, facts.Plan, facts.Missing, facts.Reference,
        duties.Due, duties.Outrun, duties.Action, duties.Lost, duties.LostEvaluation, settled.Settled, settled.Dated,
        soundness.RecordedPeriod, paths.Identity, people.NamedPerson, periods.Term,
    )  # fmt: skip
    return {each.__name__: each for each in kinds}


@lru_cache(256)
def _fields_of(kind: type) -> tuple[str, ...]:
    """The fields of a kind of values that may be kept; none of another."""
    return _names(kind.__name__) if _kinds().get(kind.__name__) is kind else ()


@lru_cache
def _names(kind: str) -> tuple[str, ...]:
    found: Any = _kinds()[kind]
    return tuple(each.name for each in fields(found)) if is_dataclass(found) else tuple(found._fields)
