"""Turns traditional script into simplified, character by character, where a page is written in it.

Not here: readings in brackets (`readings.py`). Words are never exchanged (程序 stays 程序): a word
of ours in the mouth of a page would be a forgery.
"""

from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from assay.reading.characters import count_between, differing, han_count
from assay.reading.damage.mended import Mended, with_respelt
from assay.reading.traced import Traced

TRADITIONAL_SHARE = 0.02
"""Share of Han characters with another simplified form from which a page counts as traditional;
measured: 0.3 on a traditional page, 0.00003 on clean simplified ones. Below, they are
quotations."""

KANA_SHARE = 0.1
"""Kana per Han character from which a text is Japanese, whose characters are nobody's to
simplify."""

CONFIDENCE = 0.999
"""Measured: 0.006 % of the characters of 58 round trips came back wrong, of those changed about
0.02 %."""

MIXED_SHARE = 0.05
"""Share of simplified characters among those that have two forms from which a text mixes scripts;
a headline quoted from elsewhere makes less of an article."""

HAN_BEGINS, HAN_ENDS = "\u4e00", "\u9fff"
"""First and last of the characters that both scripts write with."""

_KANA = ("\u3041", "\u30ff")
"""First and last of the kana."""

_TAKES_ZHE = frozenset("味随沿朝向带跟接看本顺伴藏含存怀载拿按靠对占持背围绕")
"""Characters that end verbs with the particle: 随着文本 holds no 著文."""

_CORNERS = tuple(zip("「」『』﹁﹂﹃﹄", "“”‘’“”‘’", strict=True))
"""The quotation marks of traditional script, level and upright, and what simplified script has."""


def simplified(page: Traced) -> Mended:
    """In simplified characters, if the page is written in traditional ones; one for one."""
    han = han_count(page.text)
    if not han or count_between(page.text, *_KANA) > KANA_SHARE * han:
        return Mended(page)
    text = _converted(page.text)
    if text is page.text:
        return Mended(page)
    mended = with_respelt(page, text, CONFIDENCE)
    if not mended.times or mended.times < TRADITIONAL_SHARE * han:
        return Mended(page)
    return with_respelt(page, _with_curled_quotes(_zhu_to_zhe(text)), CONFIDENCE)


def mixes_scripts(text: str) -> bool:
    """Whether a text that has traditional characters is to a good part written in simplified."""
    traditional = len(differing(text, _converted(text)))
    simple = sum(times for character, times in Counter(text).items() if _is_simple(character))
    return simple > MIXED_SHARE * (simple + traditional)


def _is_simple(character: str) -> bool:
    """Whether simplified script has the character and traditional script has none such: 台 and 后
    stand in both."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return HAN_BEGINS <= character <= HAN_ENDS
    return False


def _converted(text: str) -> str:
    """Each character in its simplified form, as many characters as before."""
    convert = _to_simplified()
    whole = convert(text)
    if len(whole) == len(text):
        return whole
    return "\n".join(_same_length(line, convert(line), convert) for line in text.split("\n"))


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
    first, *others = text.split("著")
    parts = [first]
    for at, after in enumerate(others):
        before = first if at == 0 else others[at - 1]
        begins = "著" + after[:1] in _keeps_zhu() and before[-1:] not in _TAKES_ZHE
        ends = before[-1:] + "著" in _keeps_zhu()
        parts += ["著" if begins or ends else "着", after]
    return "".join(parts)


def _with_curled_quotes(text: str) -> str:
    """The quotation marks of traditional script in the form that simplified script has."""
    for corner, curled in _CORNERS:
        text = text.replace(corner, curled)
    return text


@cache
def _keeps_zhu() -> frozenset[str]:
    """The words, of two characters each, that keep 著."""
    table = files("assay.reading").joinpath("written_with_zhu.csv").read_text(encoding="utf-8")
    return frozenset(table.split()[1:])
