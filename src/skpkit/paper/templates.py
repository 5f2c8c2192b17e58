"""From values to Typst markup: Jinja templates, the tool's own or a repository's, with data that stays data.

Every value that a template prints becomes a Typst literal. A text becomes a quoted string in which all but
letters, digits, spaces, full stops and commas are written as `\\u{…}`: in code that is the string, and where a
template prints it by mistake as markup, in a comment or as mathematics it is still only text, for there too
`\\u{…}` is the character itself and never what it would do. So Jinja's autoescape has no part here: it is off,
and the statements that would write a value past `finalize` are refused when a template is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from hashlib import sha256
from types import TracebackType
from typing import Any

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError, Undefined, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.loaders import FunctionLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.source.resources import data_folder

FOLDER = "templates"
SUFFIX = ".typ.j2"

_TO_ESCAPE = re.compile(r"[^\w .,]|_")
BOUNDARY = re.compile(r"/\* (/?)(\S+) \*/")
_LABEL = re.compile(r"\b[A-Z]{6,}\b")
_PACKAGE = re.compile(r'(?<=")@[a-z][\w-]*/')
_PLUGIN = re.compile(r"\bplugin\s*\(")
_WORDS_FOR = {
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.EvalContextModifier: "autoescape",
    nodes.ScopedEvalContextModifier: "autoescape",
}

NOT_UTF8 = N_("the template is not written in UTF-8; save it so")
NOT_UNDERSTOOD = N_("the template cannot be read: {reason}")
NO_SUCH_VALUE = N_("the template asks for `{name}`, which the data of this document do not have")
NO_SUCH_TEMPLATE = N_("the template includes `{name}`, but there is no such template")
NOT_ALLOWED = N_("the template does what templates may not do: {reason}")
FAILED = N_("the template fails: {reason}")
REFUSED_STATEMENT = N_("a template may not use `{{% {word} %}}`, since it writes values without quoting them")
REFUSED_QUOTES = N_("write a value without quotation marks around it: `{{{{ … }}}}` brings its own")
REFUSED_PACKAGE = N_("a template may not use Typst packages (`{name}`), since printing never uses the network")

REFUSED_CODE = N_(
    "a template may not use `plugin`, `eval` or `std`, which bring in code that nobody reads in it; write without them"
)


class _Missing(StrictUndefined):
    """A value that is not there; whatever is done with it raises an error that says its name."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        super().__init__(hint or str(name), obj, name, exc)  # type: ignore[arg-type]


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja without the ways around `finalize`."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        for fault, line in _faults(parsed):
            raise fault.at(filename or str(name), line)
        return parsed


class Templates:
    """The templates of a print: the tool's own, each replaced by the repository's of the same name."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self._templates = templates
        self._environment = _Environment(
            loader=FunctionLoader(self._load),
            finalize=literal,
            undefined=_Missing,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        for chance, kinds in (("lipsum", self._environment.globals), ("random", self._environment.filters)):
            del kinds[chance]  # the same record gives the same bytes

    @property
    def digest(self) -> str:
        """A hash that stands for every template's text."""
        lines = (f"{name}\0{text}\0" for name, text in sorted(self._templates.items()))
        return sha256("".join(lines).encode()).hexdigest()

    @cached_property
    def labels(self) -> frozenset[str]:
        """The longer words in capitals in the templates' own text, as heads of columns have them."""
        return frozenset(word for text in self._templates.values() for word in _LABEL.findall(text))

    def fill(self, name: str, **values: object) -> str:
        """The markup that the template of that name makes of the values.

        Raises SkpkitError, with template and line, for one that cannot be read or filled.
        """
        try:
            return self._environment.get_template(name).render(values)
        except (SkpkitError, MemoryError):
            raise
        except TemplateSyntaxError as error:
            fault = SkpkitError(NOT_UNDERSTOOD, reason=error.message)
            raise fault.at(error.filename or _shown(name), error.lineno) from error
        except Exception as error:
            path, line = self._place(error.__traceback__, name)
            raise _fault(error).at(path, line) from error

    def _load(self, name: str) -> tuple[str, str, None] | None:
        text = self._templates.get(name)
        return None if text is None else (f" /* {name} */{text} /* /{name} */", _shown(name), None)

    def _place(self, trace: TracebackType | None, name: str) -> tuple[str, int]:
        """The innermost place in a template that a traceback passes through."""
        known = {_shown(each) for each in self._templates}
        path, line = _shown(name), 1
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in known:
                path, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
            trace = trace.tb_next
        return path, line


def templates(overriding: Mapping[str, bytes]) -> Templates:
    """The tool's templates with those of a records repository (named from its folder `templates`) over them.

    What is no template there, a note or a picture, is passed over.
    """
    return _read(tuple(sorted(each for each in overriding.items() if each[0].endswith(SUFFIX))))


@lru_cache(maxsize=8)
def _read(overriding: tuple[tuple[str, bytes], ...]) -> Templates:
    folder = data_folder(FOLDER)
    own = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob(f"*{SUFFIX}"))}
    return Templates({name: _decoded(name, content) for name, content in {**own, **dict(overriding)}.items()})


def literal(value: object) -> str:
    """A value as Typst code; of a text, a list or bytes nothing can ever be more than data."""
    if isinstance(value, str):
        return f'"{_TO_ESCAPE.sub(_escaped, value)}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple | list):
        return f"({''.join(f'{literal(item)}, ' for item in value)})"
    if isinstance(value, bytes):
        return _bytes_literal(value)
    if isinstance(value, Undefined):
        return str(value)  # raises what it has to say
    raise TypeError(f"a {type(value).__name__} cannot be printed")


def template_at(markup: str, line: int, column: int) -> str:
    """The template that wrote the place in the markup, by the comments that `Templates` puts around each."""
    before = markup.split("\n")[:line]
    before[-1:] = [text[: column - 1] for text in before[-1:]]
    around: list[str] = []
    for closes, name in BOUNDARY.findall("\n".join(before)):
        if not closes:
            around.append(name)
        elif around:
            around.pop()
    return _shown(around[-1]) if around else FOLDER


def _shown(name: str) -> str:
    return f"{FOLDER}/{name}"


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SkpkitError(NOT_UTF8).at(_shown(name), content[: error.start].count(b"\n") + 1) from error


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{{{ord(found[0]):x}}}"


def _bytes_literal(value: bytes) -> str:
    try:
        return f"bytes({literal(value.decode())})"
    except UnicodeDecodeError:
        return f"bytes({literal(tuple(value))})"


def _fault(error: Exception) -> SkpkitError:
    """What to say of an error that came up while a template was filled."""
    if isinstance(error, SecurityError):
        return SkpkitError(NOT_ALLOWED, reason=str(error))
    if isinstance(error, UndefinedError):
        return SkpkitError(NO_SUCH_VALUE, name=str(error))
    if isinstance(error, TemplateNotFound):
        return SkpkitError(NO_SUCH_TEMPLATE, name=str(error.name))
    return SkpkitError(FAILED, reason=str(error) or type(error).__name__)


def _faults(parsed: nodes.Template) -> Iterator[tuple[SkpkitError, int]]:
    """What a template holds that templates may not."""
    for node in parsed.find_all((*_WORDS_FOR, nodes.Output)):
        if isinstance(node, nodes.Output):
            yield from _faults_of(node.nodes)
        else:
            yield SkpkitError(REFUSED_STATEMENT, word=_WORDS_FOR[type(node)]), node.lineno


def _faults_of(pieces: Iterable[nodes.Expr]) -> Iterator[tuple[SkpkitError, int]]:
    quoted = False
    for piece in pieces:
        if not isinstance(piece, nodes.TemplateData):
            if quoted:
                yield SkpkitError(REFUSED_QUOTES), piece.lineno
            quoted = False
            continue
        package = _PACKAGE.search(piece.data)
        if package:
            yield SkpkitError(REFUSED_PACKAGE, name=package[0]), _line_of(piece, package.start())
        plugin = _PLUGIN.search(piece.data)
        if plugin:
            yield SkpkitError(REFUSED_CODE), _line_of(piece, plugin.start())
        quoted = piece.data.endswith('"')


def _line_of(piece: nodes.TemplateData, offset: int) -> int:
    return piece.lineno + piece.data.count("\n", 0, offset)
