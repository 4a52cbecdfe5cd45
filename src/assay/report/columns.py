"""Text in columns where a Chinese character takes two: width, padding, wrapping.

Not here: what is printed (`to_terminal.py`, `record_to_terminal.py`).
"""

import unicodedata

WIDE = 2
"""Columns of a Chinese character."""
UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Unicode categories of characters that show nothing or steer a terminal."""
AFTER = " ,.;:)"
"""What stays with the character before it."""


def printable(text: str) -> str:
    """The text without control characters, which a terminal obeys and XML does not allow."""
    return "".join(one for one in text if unicodedata.category(one) not in UNPRINTABLE)


def width(text: str) -> int:
    """Columns a text takes: Chinese characters take two, combining marks none."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return WIDE if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, columns: int) -> str:
    """The text with spaces up to `columns`; unchanged if it is wider."""
    return text + " " * max(0, columns - width(text))


def right(text: str, columns: int) -> str:
    """The text with spaces before it up to `columns`."""
    return " " * max(0, columns - width(text)) + text


def wrapped(text: str, columns: int, indent: str = "") -> list[str]:
    """Lines of at most `columns`, the later ones after `indent`.

    Breaks at spaces, and between two wide characters or within a word wider than a line.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line.strip() and width(line) + width(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = indent
            piece = piece.lstrip()
        while width(line) + width(piece.rstrip()) > columns:
            head = _fitting(piece, columns - width(line))
            lines.append(line + head)
            line, piece = indent, piece[len(head) :]
        line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> list[str]:
    """Words with the space after them; each wide character by itself."""
    pieces: list[str] = []
    for character in text:
        last = pieces[-1][-1] if pieces else " "
        narrow = _columns(character) < WIDE and (_columns(last) < WIDE or character in AFTER)
        if narrow and last != " ":
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _fitting(text: str, columns: int) -> str:
    """The longest beginning that fits, at least one character."""
    taken = 0
    for place, character in enumerate(text):
        taken += _columns(character)
        if taken > columns and place:
            return text[:place]
    return text
