"""Undoes characters that were read in the wrong encoding somewhere on their way ("é“¶" for 银).

Not here: the encoding of the page itself (`encodings.py`). The library is loaded only once such
sequences are seen. Quotation marks, widths and ligatures are left as they are: the library would
change them by default, and they tell who says what.
"""

import re

from assay.reading.characters import code_points
from assay.reading.damage import misread_chinese
from assay.reading.damage.mended import Mended, with_replaced
from assay.reading.limits import MAX_LINES
from assay.reading.traced import Replacement, Traced

CONFIDENCE = 0.95
"""Judgement: the bytes of UTF-8 read as Latin-1 or windows-1252 give back one text or none; what
may be wrong is that the author meant to show such a sequence."""

ASCII = 0x7F
"""The last of its characters."""

LEAST_SIGNS = 2
"""Sequences from which a line is looked at by the library; a single one may be a word."""

_AFTER = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
)
_AFTER += "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
_SIGN = re.compile(f"[\u00c2-\u00f4][{_AFTER}]")
"""The first byte of a character of two to four, as a letter with an accent, and a second byte."""
_MARK = "\u00e2\u20ac"
"""How a quotation mark or dash begins that was read wrongly; no word has these two together."""
_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")


def without_mojibake(page: Traced) -> Mended:
    """With characters read in the wrong encoding put right, line by line."""
    if page.text.isascii():
        return Mended(page)
    # of most pages hardly a character is left to search
    points = code_points(page.text)
    beyond_ascii = points[points > ASCII].tobytes().decode("utf-32-le", "surrogatepass")
    latin = bool(_SIGN.search(beyond_ascii) and _SIGN.search(page.text))
    chinese = misread_chinese.seen_in(beyond_ascii) and misread_chinese.seen_in(page.text)
    if not latin and not chinese:
        return Mended(page)
    if page.text.count("\n") > MAX_LINES:  # no page is read that has so many
        return Mended(page)
    changes: list[Replacement] = []
    start = 0
    for line in page.text.split("\n"):
        found = misread_chinese.put_right(line) if chinese else []
        if found:
            changes += [(start + begin, start + end, new) for begin, end, new in found]
        elif latin and (_MARK in line or len(_SIGN.findall(line)) >= LEAST_SIGNS):
            changes += _changes(line, start)
        start += len(line) + 1
    return with_replaced(page, changes, CONFIDENCE)


def _changes(line: str, start: int) -> list[Replacement]:
    """What to replace in one line: the runs that are not ASCII, where those between them stay."""
    fixed = _fixed(line)
    if fixed == line:
        return []
    old = list(_RUN.finditer(line))
    new = _RUN.findall(fixed)
    plain = [each[0] for each in old if each[0].isascii()]
    if len(old) != len(new) or plain != [each for each in new if each.isascii()]:
        return [(start, start + len(line), fixed)]
    return [
        (start + a.start(), start + a.end(), b) for a, b in zip(old, new, strict=True) if a[0] != b
    ]


def _fixed(line: str) -> str:
    import ftfy

    plain = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
    fixed: str = ftfy.fix_encoding(line, plain)
    return fixed if "\n" not in fixed else line
