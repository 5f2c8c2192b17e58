"""libyaml's parser, which alone decides what is YAML: its events, from which all else is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, TypeAlias

from yaml import YAMLError

from skpkit.errors import SkpkitError
from skpkit.messages import N_

NO_LIBYAML = N_(
    "PyYAML is installed without libyaml, which reads the records; install it from a wheel: "
    "`pip install --force-reinstall --only-binary :all: PyYAML`"
)

Event: TypeAlias = Any  # its marks are typed as if they could be None


def parsed(text: str) -> Iterator[Event]:
    """The events of a text. Raises YAMLError where the text is none, and SkpkitError where libyaml is missing."""
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs hide it
    except ImportError:
        raise SkpkitError(NO_LIBYAML) from None
    return iter(CParser(text).get_event, None)


def events(text: str) -> list[Event]:
    """The events of a text up to where it breaks off."""
    found = []
    with suppress(YAMLError):
        for event in parsed(text):
            found.append(event)  # noqa: PERF402 - what was read before an error is kept
    return found
