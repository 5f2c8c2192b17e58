"""Two PDFs as people see them: where their pages look different, and what of the one is covered in the other.

Pages are drawn by PDFium, which draws what lies on them too: notes, stamps, fields. Two programs may write a
page in two ways that look the same, and one may hide a word under a rectangle that still reads the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from skpkit.messages import N_, Value, clip
from skpkit.paper.comparing import Difference

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

ELSEWHERE = N_(
    "page {page} looks different {left} mm from its left edge and {top} mm from its top, over {width} × {height} mm"
)
COVERED = N_(
    "page {page}, {left} mm from its left edge and {top} mm from its top: “{held}” of the document is covered, or "
    "drawn over"
)
ALL_OVER = N_("page {page} looks different all over")
_DOTS = 144 / 72  # a point
_MM = 25.4 / 72  # a point
_SEEN = 40  # of 255: a change of grey that an eye sees
_INK = 80  # of 255: how much darker than white a line is
_TINT = 8  # of 255, in one of three colours: a change that an eye sees where it is not alone
_TINTED = 12  # colours of dots in a place
_CELL = 12  # dots: what lies nearer than that is one place
_MOST = 3  # places that are told of a page
_WIDE = 0.5  # of a page: a place as large as that is the page
_FEW = 0.25  # of a page's words: what other versions change they change nearly everywhere
_NEAR = 1.5  # points by which a word may stand elsewhere
_HIGH = 6  # points: a line, and the space between two words
_LARGEST = 3000  # points; a page of a document is smaller


class Spot(NamedTuple):
    """A place on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Spot) -> bool:
        """Whether two places have something in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def told(self) -> dict[str, Value]:
        """It in millimetres, as a sentence tells it."""
        return {
            "left": round(self.left * _MM),
            "top": round(self.top * _MM),
            "width": max(1, round((self.right - self.left) * _MM)),
            "height": max(1, round((self.bottom - self.top) * _MM)),
        }


class Word(NamedTuple):
    """A word as it is read from a page, and where it stands."""

    text: str
    box: Spot


class Dots(NamedTuple):
    """A page in shades of grey, a byte a dot, row by row; in colours several bytes a dot."""

    width: int
    height: int
    dots: bytes
    colours: int = 1

    def row(self, number: int, left: int, right: int) -> bytes:
        """A part of a row."""
        return self.dots[number * self.width + left : number * self.width + right]


class Looks(NamedTuple):
    """What was seen: where pages look different, and whether a word that both have is covered in the paper."""

    differences: tuple[Difference, ...]
    covered: bool


class Drawn:
    """A PDF whose pages are drawn. Raises PdfiumError for one that cannot be."""

    def __init__(self, content: bytes) -> None:
        from pypdfium2 import PdfDocument

        self._pdf: PdfDocument = PdfDocument(content)
        self._pdf.init_forms()  # fields are drawn too

    def __len__(self) -> int:
        return len(self._pdf)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points; pages are counted from 0."""
        width, height = self._pdf[number].get_size()
        return float(width), float(height)

    def turn(self, number: int) -> int:
        """By how many degrees a page is turned."""
        return int(self._pdf[number].get_rotation())

    def picture(self, number: int, scale: float = _DOTS) -> Dots:
        """A page; `scale` is the dots a point."""
        bitmap = self._pdf[number].render(scale=scale, grayscale=True)
        view = memoryview(bitmap.buffer).cast("B")
        rows = (view[each * bitmap.stride : each * bitmap.stride + bitmap.width] for each in range(bitmap.height))
        return Dots(bitmap.width, bitmap.height, b"".join(rows))

    def coloured(self, number: int) -> Dots:
        """A page in colours, where yellow is not almost white."""
        bitmap = self._pdf[number].render(scale=_DOTS)
        view, width = memoryview(bitmap.buffer).cast("B"), bitmap.width * bitmap.n_channels
        rows = (view[each * bitmap.stride : each * bitmap.stride + width] for each in range(bitmap.height))
        return Dots(width, bitmap.height, b"".join(rows), bitmap.n_channels)

    def words(self, number: int) -> list[Word]:
        """The words of a page."""
        page = self._pdf[number]
        text, height = page.get_textpage(), page.get_size()[1]
        return list(_words(text, height))


def looks(paper: bytes, ours: bytes) -> Looks | None:
    """How the pages of a paper look beside those of the document; None where they cannot be held side by side: another
    number of pages, or a file that PDFium cannot draw.
    """
    from pypdfium2 import PdfiumError

    try:
        theirs, own = Drawn(paper), Drawn(ours)
        if len(theirs) != len(own):
            return None
        found = [_page(theirs, own, number) for number in range(len(own))]
    except PdfiumError:
        return None
    return Looks(tuple(each for page in found for each in page.differences), any(page.covered for page in found))


def free(ours: Drawn, number: int, box: Spot) -> bool:
    """Whether a place of a page is free to be stamped: no word of the document stands there, and little else."""
    if any(each.box.touches(box) for each in ours.words(number)):
        return False
    picture = ours.picture(number)
    left, top, right, bottom = (max(0, round(each * _DOTS)) for each in box)
    inside = b"".join(picture.row(each, left, right) for each in range(top, min(bottom, picture.height)))
    return sum(each < 255 - _INK for each in inside) <= len(inside) * 0.03  # the frame that a form leaves for it


def _page(theirs: Drawn, own: Drawn, number: int) -> Looks:
    told: dict[str, Value] = {"page": number + 1}
    sizes = [each.size(number) for each in (theirs, own)]
    other_size = any(abs(one - other) > 1 for one, other in zip(*sizes, strict=True))
    if max(sizes[0]) > _LARGEST or other_size or theirs.turn(number) != own.turn(number):
        return Looks((Difference("drawing", ALL_OVER, told),), covered=False)
    paper, held = theirs.picture(number), own.picture(number)
    marks = set(_marks(paper, held)) or set(_tints(theirs.coloured(number), own.coloured(number)))
    if not marks:
        return Looks((), covered=False)
    places = list(_places(marks))
    covered = list(_phrases(_covered(theirs.words(number), own.words(number), places, (paper, held))))
    if not covered and sum(_area(each) for each in places) > _WIDE * sizes[1][0] * sizes[1][1]:
        return Looks((Difference("drawing", ALL_OVER, told),), covered=False)
    if covered:
        shown = [Difference("drawing", COVERED, told | box.told() | {"held": clip(text)}) for text, box in covered]
    else:
        shown = [Difference("drawing", ELSEWHERE, told | each.told()) for each in places]
    return Looks(tuple(shown[:_MOST]), bool(covered))


def _marks(paper: Dots, held: Dots) -> Iterator[tuple[int, int]]:
    """The cells, column and row, in which two pictures differ to the eye."""
    for number in range(min(paper.height, held.height)):
        one, other = (each.row(number, 0, each.width) for each in (paper, held))
        if one != other:
            for column, (mine, yours) in enumerate(zip(one, other, strict=False)):
                if abs(mine - yours) > _SEEN:
                    yield column // _CELL, number // _CELL


def _tints(paper: Dots, held: Dots) -> Iterator[tuple[int, int]]:
    """The cells in which two pictures differ by a tint: pale, but not in single dots alone."""
    counts: Counter[tuple[int, int]] = Counter()
    wide = _CELL * held.colours
    for number in range(min(paper.height, held.height)):
        one, other = (each.row(number, 0, each.width) for each in (paper, held))
        if one != other:
            counts.update(
                (column // wide, number // _CELL)
                for column, (mine, yours) in enumerate(zip(one, other, strict=False))
                if abs(mine - yours) > _TINT
            )
    return (cell for cell, count in counts.items() if count >= _TINTED)


def _places(marks: set[tuple[int, int]]) -> Iterator[Spot]:
    """Cells that touch one another as places, from the top of the page."""
    left = set(marks)
    for start in sorted(marks, key=lambda each: (each[1], each[0])):
        if start not in left:
            continue
        left.remove(start)
        waiting, found = [start], [start]
        while waiting:
            column, row = waiting.pop()
            near = {(column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)} & left
            left -= near
            waiting += near
            found += near
        columns, rows = [each[0] for each in found], [each[1] for each in found]
        one = _CELL / _DOTS
        yield Spot(min(columns) * one, min(rows) * one, (max(columns) + 1) * one, (max(rows) + 1) * one)


def _covered(
    said: Sequence[Word], held: Sequence[Word], places: Sequence[Spot], pictures: tuple[Dots, Dots]
) -> Iterator[tuple[str, Spot]]:
    """The words that paper and document have at one place, and that look different in the paper: a few of many, or of
    any number those of which nothing is to be seen.
    """
    where: dict[str, list[Spot]] = {}
    for each in said:
        where.setdefault(each.text, []).append(each.box)
    common = [each for each in held if any(_at(each.box, other) for other in where.get(each.text, ()))]
    changed = [
        each for each in common if any(each.box.touches(place) for place in places) and _differs(each.box, *pictures)
    ]
    few = len(changed) <= _FEW * len(common)
    for each in changed:
        if few or _inked(each.box, pictures[0]) * 5 < _inked(each.box, pictures[1]):
            yield each.text, each.box


def _phrases(words: Iterable[tuple[str, Spot]]) -> Iterator[tuple[str, Spot]]:
    """Words that follow one another on a line as one."""
    last: tuple[str, Spot] | None = None
    for text, box in words:
        if last and abs(last[1].bottom - box.bottom) < _HIGH and 0 <= box.left - last[1].right < _HIGH:
            last = (f"{last[0]} {text}", last[1]._replace(right=box.right, top=min(last[1].top, box.top)))
            continue
        if last:
            yield last
        last = (text, box)
    if last:
        yield last


def _at(one: Spot, other: Spot) -> bool:
    return all(abs(mine - yours) <= _NEAR for mine, yours in zip(one, other, strict=True))


def _differs(box: Spot, paper: Dots, held: Dots) -> bool:
    """Whether a good part of what is written there looks different."""
    pairs = list(zip(_dots(paper, box), _dots(held, box), strict=False))
    apart = sum(abs(mine - yours) > _SEEN for mine, yours in pairs)
    return apart * 4 > sum(yours < 255 - _INK for _, yours in pairs)


def _inked(box: Spot, picture: Dots) -> int:
    """How many dots of a place stand out from what lies around."""
    dots = _dots(picture, box)
    ground = max(set(dots), key=dots.count, default=255)
    return sum(abs(each - ground) > _INK for each in dots)


def _dots(picture: Dots, box: Spot) -> bytes:
    left, top, right, bottom = (max(0, round(each * _DOTS)) for each in box)
    return b"".join(
        picture.row(each, left, min(right, picture.width)) for each in range(top, min(bottom, picture.height))
    )


def _area(box: Spot) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _words(text: Any, height: float) -> Iterator[Word]:
    """The words of a page of text, each a run of characters with nothing between."""
    letters = text.get_text_range()
    run: list[int] = []
    count = min(text.count_chars(), len(letters))
    for number in range(count):
        if letters[number].isspace():
            yield from _word(text, letters, run, height)
            run = []
        else:
            run.append(number)
    yield from _word(text, letters, run, height)


def _word(text: Any, letters: str, run: Iterable[int], height: float) -> Iterator[Word]:
    places = list(run)
    if not places or any(after - before != 1 for before, after in pairwise(places)):
        return
    boxes = [text.get_charbox(each) for each in places]
    left, low = min(each[0] for each in boxes), min(each[1] for each in boxes)
    right, high = max(each[2] for each in boxes), max(each[3] for each in boxes)
    yield Word("".join(letters[each] for each in places), Spot(left, height - high, right, height - low))
