"""Undoes what mirrors do to a text: debris of tags, bracketed readings, traditional script, full
width.

Not here: finding the article (`dump.py`, `html.py`). Each step stands alone, since mirrors mix
them at will.
Quotation marks and punctuation are never touched: they tell who says what.
"""

import re
import string
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from assay.reading.traced import Replacement, Traced

READINGS_PER_THOUSAND = 3.0
"""Bracketed readings per 1,000 Han characters from which a page counts as polluted by them;
measured:
67 on a polluted page, 0.00 on the worst of 58 clean ones. Below, brackets are the author's."""

TRADITIONAL_SHARE = 0.02
"""Share of Han characters with another simplified form from which a page counts as traditional;
measured: 0.3 on a traditional page, 0.00003 on clean simplified ones. Below, they are
quotations."""

KANA_SHARE = 0.1
"""Kana per Han character from which a text is Japanese, whose characters are nobody's to
simplify."""

REPEATED_DEBRIS = 3
"""Empty elements sharing one id from which tags are a mirror's doing rather than a careless
copy."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_KANA_CHARACTER = re.compile("[\u3041-\u30ff]")
_LATIN = "A-Za-z\u00c0-\u024f\u0300-\u036f"
_BRACKET = re.compile(rf"[(（]([{_LATIN}]{{1,10}})(?:[)）]|[ \t]*$)", re.MULTILINE)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,15})(\s[^<>\n]{0,400})?/?>|<!--[^<>\n]{0,400}-->")
_EMPTY_ELEMENT = re.compile(
    r"""<[a-z0-9]{1,16}\s+id=["']?([\w-]{1,40})["']?\s*>\s*</?[a-z]""", re.I
)
_ELEMENTS = (
    " "
    "a abbr acronym address article aside audio b big blockquote body br button canvas "
    "caption center cite code col dd del dfn dir div dl dt em embed fieldset figcaption "
    "figure font footer form frame h1 h2 h3 h4 h5 h6 head header hr i iframe img input ins "
    "kbd label legend li link main mark menu meta nav nobr object ol optgroup option p param "
    "pre progress q rp rt ruby s samp script section select small source span strike strong "
    "style sub summary sup svg table tbody td textarea tfoot th thead time tr track tt u ul "
    "var video wbr xmp "
)
_FULL_WIDTH = str.maketrans(
    "".join(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))
    + "％",
    string.digits + string.ascii_uppercase + string.ascii_lowercase + "%",
)
"""Full-width digits and letters to ASCII (Unicode block Halfwidth and Fullwidth Forms)."""

_FULL_WIDTH_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])")

Step = tuple[str, Callable[[Traced], Traced]]
"""Name of a repair and what it does; it gives the same text back where nothing is broken."""


def repair(page: Traced) -> tuple[Traced, tuple[str, ...]]:
    """A page without markup, repaired, and the names of the steps that changed something."""
    return _in_turn(page, (("debris", without_debris), *_SPELLING))


def undo_spelling(page: Traced) -> tuple[Traced, tuple[str, ...]]:
    """The same for HTML, whose tags are no debris."""
    return _in_turn(page, _SPELLING)


def _in_turn(page: Traced, steps: tuple[Step, ...]) -> tuple[Traced, tuple[str, ...]]:
    names: list[str] = []
    for name, step in steps:
        repaired = step(page)
        if repaired.text != page.text:
            names.append(name)
        page = repaired
    return page, tuple(names)


def without_debris(page: Traced) -> Traced:
    """Without tags that stand in a text which is no HTML; comparisons such as "a < b" stay."""
    spans: list[Replacement] = []
    for match in _TAG.finditer(page.text):
        name, attributes = match[1], match[2]
        tag = name is None or (
            f" {name.lower()} " in _ELEMENTS
            and (not attributes or "=" in attributes or attributes.isspace())
        )
        if tag:
            spans.append((match.start(), match.end(), ""))
    return page.replaced(spans)


def planted_debris(text: str) -> bool:
    """Whether empty elements with one and the same id were sown into the text, as mirrors do."""
    ids = [match[1] for match in _EMPTY_ELEMENT.finditer(text)]
    return any(ids.count(each) >= REPEATED_DEBRIS for each in set(ids[:200]))


def without_readings(page: Traced) -> Traced:
    """Without bracketed readings: "(x)" goes only if x is a reading of the character before it.

    Only on pages that have many with a tone mark (`READINGS_PER_THOUSAND`), so that dictionaries
    and glosses stay whole; there the few readings without a tone, as in 们(men), go too. A bracket
    cut off by the end of its line goes by the same rule.
    """
    spans: list[Replacement] = []
    toned = 0
    bearer, bearer_end = "", -1
    for match in _BRACKET.finditer(page.text):
        if match.start() != bearer_end:
            bearer = page.text[match.start() - 1] if match.start() else ""
        if _is_reading(match[1], bearer):
            spans.append((match.start(), match.end(), ""))
            bearer_end = match.end()
            toned += not match[1].isascii()
    han = len(_HAN_CHARACTER.findall(page.text)) if toned else 0
    if not toned or toned * 1000 < READINGS_PER_THOUSAND * han:
        return page
    return page.replaced(spans)


def _is_reading(bracketed: str, character: str) -> bool:
    if not _HAN_CHARACTER.match(character):
        return False
    if bracketed.isascii() and not bracketed.islower():
        return False  # an abbreviation
    return character in _readings().get(unicodedata.normalize("NFC", bracketed).lower(), "")


@cache
def _readings() -> dict[str, str]:
    """Reading -> the characters read so (`tools/make_readings.py` wrote the table)."""
    lines = Path(__file__).with_name("readings.csv").read_text(encoding="utf-8").splitlines()
    return dict(line.split(",", 1) for line in lines[1:])


def simplified(page: Traced) -> Traced:
    """In simplified characters, if the page is written in traditional ones; one for one."""
    han = len(_HAN_CHARACTER.findall(page.text))
    if not han or len(_KANA_CHARACTER.findall(page.text)) > KANA_SHARE * han:
        return page
    convert = _to_simplified()
    lines = page.text.split("\n")
    text = "\n".join(_same_length(line, convert(line), convert) for line in lines)
    changed = sum(old != new for old, new in zip(page.text, text, strict=True))
    if changed < TRADITIONAL_SHARE * han or changed == 0:
        return page
    return page.respelt(_zhu_to_zhe(text))


@cache
def _to_simplified() -> Callable[[str], str]:
    """The converter of characters; phrases are left alone, since changed words would be ours."""
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


def _same_length(line: str, converted: str, convert: Callable[[str], str]) -> str:
    if len(converted) == len(line):
        return converted
    each = (convert(character) for character in line)
    return "".join(n if len(n) == 1 else o for o, n in zip(line, each, strict=True))


def _zhu_to_zhe(text: str) -> str:
    """The particle 着, which traditional script writes 著, outside the words that keep 著."""
    kept = {at + word.index("著") for word in _zhu_words() for at in _found(word, text)}
    return "".join("着" if c == "著" and i not in kept else c for i, c in enumerate(text))


def _found(word: str, text: str) -> list[int]:
    return [match.start() for match in re.finditer(word, text)]


@cache
def _zhu_words() -> tuple[str, ...]:
    lines = Path(__file__).with_name("written_with_zhu.csv").read_text(encoding="utf-8")
    return tuple(lines.split()[1:])


def half_width(page: Traced) -> Traced:
    """Full-width digits, letters and percent signs as ordinary ones, so that numbers can be
    read."""
    return page.respelt(_FULL_WIDTH_POINT.sub(".", page.text.translate(_FULL_WIDTH)))


_SPELLING: tuple[Step, ...] = (
    ("readings", without_readings),
    ("traditional", simplified),
    ("full-width", half_width),
)
