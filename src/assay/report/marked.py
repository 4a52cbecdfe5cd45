"""A paragraph with marks set into it, in lines that fit: what stands where, and in which style.

Not here: what is marked and how it looks (`read_to_terminal.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assay.reading.article import Span
from assay.report.columns import printable, wrapped

Piece = tuple[str, str]
"""A text and its style, empty for none."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of the article that is shown with a mark."""

    span: Span
    """Where it stands in the article."""
    before: str
    """What is set before it."""
    after: str
    """What is set behind it."""
    style: str
    """How both and, unless another mark lies over it, the words between them look."""


def marked_lines(
    text: str, start: int, marks: Sequence[Mark], columns: int
) -> Iterator[list[Piece]]:
    """The lines of a paragraph that begins at `start` of the article, each as styled pieces.

    Of marks that overlap the first keeps its style. Characters that would steer a terminal are left
    out. `columns` is 0 for one line, however long.
    """
    signs = _signs(text, start, marks)
    plain = "".join(sign for sign, _ in signs)
    at = 0
    for line in wrapped(plain, columns) if columns else [plain]:
        placed: list[Piece] = []
        for sign in line:
            # wrapping leaves out blanks at the ends of lines and nothing else
            while signs[at][0] != sign:
                at += 1
            placed.append(signs[at])
            at += 1
        yield _joined(placed)


def _signs(text: str, start: int, marks: Sequence[Mark]) -> list[Piece]:
    """Every character that is shown, with its style."""
    end = start + len(text)
    here = [mark for mark in marks if start <= mark.span[0] < end]
    styles = [""] * (len(text) + 1)
    for mark in reversed(here):
        first, last = mark.span[0] - start, min(mark.span[1], end) - start
        styles[first:last] = [mark.style] * (last - first)
    opened: dict[int, list[Mark]] = {}
    closed: dict[int, list[Mark]] = {}
    for mark in here:
        opened.setdefault(mark.span[0] - start, []).append(mark)
        closed.setdefault(min(mark.span[1], end) - start, []).append(mark)
    found: list[Piece] = []
    for place in range(len(text) + 1):
        for mark in closed.get(place, ()):
            found += [(sign, mark.style) for sign in mark.after]
        for mark in sorted(opened.get(place, ()), key=lambda mark: -mark.span[1]):
            found += [(sign, mark.style) for sign in mark.before]
        if place < len(text):
            shown = " " if text[place].isspace() else printable(text[place])
            found += [(sign, styles[place]) for sign in shown]
    return found


def _joined(signs: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one style as one piece."""
    pieces: list[Piece] = []
    for sign, style in signs:
        if pieces and pieces[-1][1] == style:
            pieces[-1] = (pieces[-1][0] + sign, style)
        else:
            pieces.append((sign, style))
    return pieces
