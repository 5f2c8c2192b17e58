"""Periods in sentences of rules, as people call them."""

from __future__ import annotations

import re

from skpkit.messages import Told, Value
from skpkit.model.periods import FORM_ORDER, period_in_words

SAID = frozenset("cells evaluated field fields known matter missing parts period periods reached realised".split())
"""The values of sentences that are periods, or name them; none is a text that a person wrote."""
_PERIOD = re.compile(rf"(?<![\w./:-])(?:{'|'.join(FORM_ORDER)})(?![\w./:-])")


def periods_in_words(value: Value, lang: str) -> Value:
    """A value of a sentence with each period in it as people call it."""
    if isinstance(value, tuple):
        return tuple(periods_in_words(each, lang) for each in value)
    if isinstance(value, str) and not isinstance(value, Told):
        return _PERIOD.sub(lambda found: period_in_words(found[0], lang), value)
    return value
