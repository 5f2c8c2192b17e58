"""What the reader says of a text that it cannot take: one sentence for each slip that people make."""

from __future__ import annotations

import re
from functools import lru_cache

from skpkit.messages import N_, Value, clip

FALSE_SPACES = frozenset("\u00a0\u200b")  # what is taken for a space and is none, so that no text begins with it
# All that look like a space, and what nobody sees at all.
WIDE = "\u00a0\u2007\u202f\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u3000"
NARROW = "\u00ad\u200b\u2060\ufeff"
# What a line looks like that lacks a space, `nama:Bagas` or `-Bagas`; an address such as https://… is text.
_UNSPACED = re.compile(rf"(?:-(?!-)|[A-Za-z_]\w*:(?!//))[\S{WIDE}]")

EMPTY = N_("the file is empty; begin it with a key and its value, such as `versi: 1`")
NO_MAPPING = N_("a file holds keys with their values, such as `versi: 1`; begin this one with a key")
SEVERAL = N_("a second document begins here; keep one in a file and delete this line with what belongs to the other")
DIRECTIVE = N_(
    "a line that begins with % is an instruction to the program that reads the file, which has no place here; delete it"
)
TOO_DEEP = N_("this lies deeper than 32 levels; write it with fewer levels")
SAME_KEY = N_("the key “{key}” stands here a second time, first on line {line}; keep one of the two")
MARKED = N_("a text that begins with {char} must stand in quotes, for that sign has a meaning of its own here")
MERGE = N_("the merge key << has no place here; write out the keys that it would bring")
KEY_NO_TEXT = N_("a key must be a text, but “{key}” is read as a number or another value; put it in quotes")
NO_KEY = N_("a key is missing before this colon; write it, or put a text that begins with a colon in quotes")
KEY_NO_WORD = N_("a list or mapping cannot be a key; put a text that begins with {char} in quotes")
PAIR = N_("within brackets “{key}:” is taken for a key; put a text that holds a colon in quotes")
COMMA = N_(
    "the comma ended the text of “{before}”, so “{key}” is taken for a key without a value; put the whole text of "
    "“{before}” in quotes"
)
DECIMAL_COMMA = N_("a number has a decimal point, a comma ends the value; write {number}")
NO_VALUE = N_("“{key}” has no colon and no value; write `{key}: …`")
NO_SPACE = N_("a space is missing after the colon; write `{key}: {rest}`")
NO_SPACE_AFTER_DASH = N_("a space is missing after the dash; write `- {rest}`")
WRONG_INDENT = N_(
    "this line is indented otherwise than the lines it belongs to; align it with them, or put a text of several lines "
    "in quotes"
)
APART = N_("this line and the one below are not indented alike; align those that belong together")
COMMENT = N_(
    "what follows # is a comment and no part of the text; put the whole text in quotes, or write a space after the # "
    "of a comment"
)
TAB = N_("a tab cannot stand here; use spaces")
FALSE_SPACE = N_(
    "what stands behind “{before}” looks like a space and is none, as a page or another program leaves it; delete it "
    "and type a space, or let it be mended: skpkit fmt --fix"
)
FALSE_START = N_(
    "this line begins with what looks like a space and is none, as a page or another program leaves it; delete it, or "
    "let it be mended: skpkit fmt --fix"
)
INVISIBLE = N_("the character {code} is invisible and has no place here; delete it")
OPEN_QUOTE = N_("the quotation mark that opens here is not closed; close it at the end of the text")
EXTRA_QUOTE = N_("a quotation mark too many stands here; delete it, or use the other kind for quotes within a text")
AFTER_QUOTE = N_(
    "something follows the closing quotation mark; put the whole text in one pair of quotes, and use the other kind "
    "for quotes within it"
)
UNQUOTED_COLON = N_("the text after “{key}:” holds a colon itself; put it in quotes")
RESERVED = N_("a text cannot begin with {char} here; put it in quotes")
UNKNOWN_ESCAPE = N_("a backslash in double quotes begins a special character; write it twice, or use single quotes")
NO_COLON = N_(
    "“{text}” is no key with a value; write `key: value`, or, where it continues the text above, two spaces before it"
)
LIST_HERE = N_("a list begins on a line of its own; put a text that begins with a dash in quotes")
OPEN_BRACKET = N_("the bracket {char} that opens here is not closed; close it with {closing}")
STRAY_BRACKET = N_("the bracket {char} closes nothing; delete it, or put the text in quotes")
AFTER_BRACKET = N_("something follows the closing bracket {char}; put a text that begins with a bracket in quotes")
NO_COMMA = N_("a comma is missing before “{next}:”; put one between the entries within brackets")
COMMA_OR_COLON = N_(
    "a comma is missing before “{next}:”; or, where “{next}:” belongs to the text of “{key}”, put that text in quotes"
)
IN_BRACKETS = N_("a comma is missing here between brackets, or a text is not in quotes as a whole; add what is missing")
EXTRA_COMMA = N_("before this comma a value is missing; write it, or delete the comma")
NO_YAML = N_("this cannot be understood; check the colons, quotes, brackets and indentation up to here")


@lru_cache
def invisible() -> re.Pattern[str]:
    """What a character looks like that cannot be seen. Compiled when first needed, since it takes a while."""
    return re.compile(r"[^\t\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def code_of(char: str) -> str:
    """The name by which an invisible character can be looked up: `U+00A0`."""
    return f"U+{ord(char):04X}"


def unspaced(text: str) -> tuple[str, dict[str, Value]] | None:
    """What to say of a line that lacks the space after its colon or dash, if it does."""
    found = _UNSPACED.match(text)
    if not found:
        return None
    if found[0][-1] in WIDE + NARROW:
        return FALSE_SPACE, {}
    if text[0] == "-":
        return NO_SPACE_AFTER_DASH, {"rest": clip(text[1:])}
    key, _, rest = text.partition(":")
    return NO_SPACE, {"key": clip(key), "rest": clip(rest)}
