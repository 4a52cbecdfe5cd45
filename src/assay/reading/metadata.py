"""Title, author, publisher and day of a page from its lines: what stands around the article, and
where.

Not here: the article itself (`dump.py`), what HTML declares about itself (`html.py`), days
(`days.py`).
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from assay.reading import furniture
from assay.reading.characters import weight
from assay.reading.dump import Block, Line
from assay.reading.limits import (
    LEAST_ENGLISH,
    LEAST_WORDS,
    MAX_BYLINE_CHARACTERS,
    MAX_NAME_CHARACTERS,
    MAX_TITLE_CHARACTERS,
)

HEADER_LINES = 20
"""Lines above the article among which its title stands; mirrors put a few catchwords between."""

MAX_TITLE_WEIGHT = 120
"""Weight from which a line is a paragraph and no headline: forty Han characters."""

NEARNESS_WEIGHT = 0.001
"""What one line nearer to the article is worth: it only breaks ties between equal titles."""

_COMMON_ENGLISH = frozenset({"the", "of", "and", "to", "is", "that"})

FULL_TITLE_WEIGHT = 24
"""Weight from which a line whose words recur is as good a title as a longer one."""

FOOTER_LINES = 3
"""Lines below the article in which a byline may stand: papers sign at the end, lists come later."""

MIN_TITLE_WEIGHT = 12
"""Lightest title: four Han characters or twelve letters. Shorter lines above an article are its
topics."""

MIN_TITLE_SCORE = 0.1
"""Score below which a line above an article has nothing to do with it: a fifth of its words
recur."""

MAX_SITE_CHARACTERS, MAX_SITE_WORDS = 32, 5
"""Longest name of a site that stands on a line of its own."""

CARD_LINES = 5
"""Lines of an account's card: its name, once more its name, a motto, its counts."""

_AUTHOR = re.compile(
    r"(?:^|[\s|(（【\[])(?:本文作者|作者|撰文|文|记者|特约撰稿|原创)\s?[:：/|丨]\s?"
    r"([^\s:：|/丨,，()（）【】\[\]<>]{2,20})"
    r"|(?:^|[|·•]\s?|\d{4},?\s)(?:[Bb]y|BY|[Ww]ritten by)\s"
    r"((?:[A-Z][\w.'’-]+)(?:\s(?:[A-Z][\w.'’-]+|and|&|de|van|von)){0,6})(?=$|[\s,|])"
)
_SOURCE = re.compile(
    r"(?<![图片据材频料像])(?:来源|稿源|出处|转自|[Ss]ource)\s?[:：]\s?([^\s:：|,，。()（）<>]{2,20})"
)
_NO_AUTHOR = re.compile(
    r"^(?:来源|责任?编辑?|编辑|校对|审核|稿源|出处|编者|staff|admin)", re.IGNORECASE
)
_CRUMB = re.compile(r"\s*[>›»]\s*")
_HOME = re.compile(r"(?:首页|主页|home)$", re.IGNORECASE)
_CLASS_NAME = re.compile(r"(?:\s+[a-z]+(?:[-_][a-z]+)+)+$")
_TITLE_TAIL = re.compile(r"\s*(?:[_|｜]| [-–—] )\s*([^_|｜]{2,24})$")
_LATIN = re.compile(r"[A-Za-z]+")
_WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[A-Za-z0-9]+")
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[A-Za-z0-9]+")
"""The same words, those of one Han character each as they follow one another."""


def title_of(lines: Sequence[Line], block: Block, article: str) -> str | None:
    """The line above the article whose words its text takes up most; None if none can be a title.

    Pairs of neighbouring words count most, up to a dozen; then single words; then nearness.
    """
    runs = _RUN.findall(article.lower())
    known, told = set(runs), f" {' '.join(runs)} "
    best, best_score = None, MIN_TITLE_SCORE
    above = range(max(0, block.first - HEADER_LINES), block.first)
    for nearness, index in enumerate(above):
        line = lines[index].text
        mine = _words(line)
        if not _can_be_title(line) or not mine:
            continue
        pairs = set(pairwise(mine))
        found = {word for word in mine if word in (known if word.isascii() else told)}
        known_pairs = sum(
            first in found and second in found and _follows(first, second, told)
            for first, second in pairs
        )
        shared = known_pairs / max(len(pairs), 1)
        taken_up = sum(word in found for word in mine) / len(mine)
        # a short line's few words recur by chance
        alone = 0.5 * taken_up * min(weight(line) / FULL_TITLE_WEIGHT, 1.0)
        score = shared * min(len(pairs), 12) + alone + NEARNESS_WEIGHT * nearness
        if score > best_score:
            best, best_score = line, score
    return _TITLE_TAIL.sub("", best)[:MAX_TITLE_CHARACTERS] if best else None


def leading_title(first: str, second: str) -> bool:
    """Whether the first line of the block is a headline in the form of a question or a call."""
    return (
        MIN_TITLE_WEIGHT <= weight(first) < MAX_TITLE_WEIGHT
        and first.endswith(("?", "？", "!", "！"))
        and "。" not in first
        and weight(second) > 2 * weight(first)
    )


def author_of(lines: Sequence[Line], block: Block, signed: Sequence[str] = ()) -> str | None:
    """Who signs: a byline in or around the article, else the account whose card is on the page.

    `signed` are the bylines cut out of the article itself.
    """
    for line in (*signed, *_around(lines, block)):
        match = _AUTHOR.search(line) if len(line) <= MAX_BYLINE_CHARACTERS else None
        if match:
            return clean_author(match[1] or match[2])
    return _account(lines)


def publisher_of(
    lines: Sequence[Line],
    block: Block,
    address: str | None,
    signed: Sequence[str] = (),
    declared: str | None = None,
    behind_title: str | None = None,
) -> str | None:
    """Who put it out: the source named in a byline, else the site that the page declares, else
    that of its path "Home > ...", the line above the day, what stands behind the headline in the
    title, a copyright line, else the host."""
    around = () if declared else _around(lines, block)
    for text in (*signed, *around):
        match = _SOURCE.search(text) if len(text) <= MAX_BYLINE_CHARACTERS else None
        if match:
            return match[1][:MAX_NAME_CHARACTERS]
    if declared:
        return declared[:MAX_NAME_CHARACTERS]
    for line in lines[: block.first]:
        site = _site(line.text) if furniture.is_breadcrumb(line.text) else None
        if site:
            return site
    return _above_the_day(lines, block) or behind_title or _owner(lines) or host_of(address)


_DAY = re.compile(
    r"^(?:(?:Published|Posted|Updated|发布时间|时间|发表于)\s?[:：]?\s?)?(?:(?:19|20)\d\d\s?[-/.年]\s?\d"
    r"|\d{1,2}\s[A-Z][a-z]{2,8}\.?,?\s(?:19|20)\d\d|[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s(?:19|20)\d\d)"
)
_NO_SITE = re.compile(
    r"[\d。，,：:；;？?！!、（）()<>|/·•@#]|^(?:By|BY|by|作者|编辑|记者|分享|举报)\b|(?:分享|登录|注册|搜索)"
)
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)\s|[Cc]opyright\s)(?:\s?©)?\s?(?:(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)\d\d)?,?\s)?"
    r"(?:by\s|[Tt]he\s)?(?P<name>[^\s\d.,，。|©][^\d.,，。|©]{1,38}?)"
    r"(?=\s?(?:(?:19|20)\d\d|[.,，。|]|Limited|Ltd|Inc|LLC|版权|保留|All\s[Rr]ights|$))"
)
"""Whom a line of the footer names as owner: © 2025 NAME, Copyright NAME 2024."""


def _above_the_day(lines: Sequence[Line], block: Block) -> str | None:
    """The name that stands by itself between headline or byline and the day."""
    above = [line.text for line in lines[max(0, block.first - HEADER_LINES) : block.first]]
    for before, name, below in zip(above, above[1:], above[2:], strict=False):
        words = name.split()
        named = 1 < len(name) <= MAX_SITE_CHARACTERS and len(words) <= MAX_SITE_WORDS
        if not named or _NO_SITE.search(name) or furniture.is_furniture(name):
            continue
        capital = not name[0].isascii() or all(word[0].isupper() for word in (words[0], words[-1]))
        headed = _AUTHOR.search(before) is not None or weight(before) > weight(name)
        if capital and headed and _DAY.match(below):
            return name
    return None


def _owner(lines: Sequence[Line]) -> str | None:
    """Whom the last copyright line names."""
    for line in reversed(lines):
        match = _COPYRIGHT.search(line.text) if len(line.text) <= MAX_BYLINE_CHARACTERS else None
        if match and match["name"][0].isupper() | (not match["name"][0].isascii()):
            return match["name"].strip()[:MAX_NAME_CHARACTERS]
    return None


def host_of(address: str | None) -> str | None:
    """The host of an address without "www."; None if there is none."""
    host = urlsplit(address).hostname if address else None
    return host.removeprefix("www.")[:MAX_NAME_CHARACTERS] if host else None


def clean_author(name: str | None) -> str | None:
    """A byline's name; None for editors, sources and empty names, which are no authors."""
    name = (name or "").strip(" .,;:·、，：|")
    if len(name) < 2 or _NO_AUTHOR.match(name) or name.startswith("http"):
        return None
    return name[:MAX_NAME_CHARACTERS]


def language_of(text: str) -> str:
    """ "zh" where Han characters, which say as much as three letters, outweigh the Latin ones;
    else "en"."""
    han = weight(text) - len(text)
    latin = sum(map(len, _LATIN.findall(text)))
    return "zh" if han > latin else "en"


def is_english(text: str) -> bool:
    """Whether a text in Latin letters is English, by its commonest words; short texts may be."""
    words = re.findall(r"[a-z]+", text.lower())
    common = sum(word in _COMMON_ENGLISH for word in words)
    return len(words) < LEAST_WORDS or common >= LEAST_ENGLISH * len(words)


def _can_be_title(line: str) -> bool:
    if not MIN_TITLE_WEIGHT <= weight(line) <= MAX_TITLE_CHARACTERS or "。" in line:
        return False
    if _AUTHOR.search(line) or _SOURCE.search(line):
        return False
    return not furniture.is_furniture(line)


def _follows(first: str, second: str, told: str) -> bool:
    """Whether one word follows another in runs of words with a blank on either side."""
    before = f" {first}" if first.isascii() else first
    behind = f"{second} " if second.isascii() else second
    if f"{before} {behind}" in told:
        return True
    return not (first.isascii() or second.isascii()) and before + behind in told


def _words(text: str) -> list[str]:
    """Its words, a Han character being a word."""
    return _WORD.findall(text.lower())


def _around(lines: Sequence[Line], block: Block) -> list[str]:
    """The lines in which the article may be signed: above it, its first and last, just below."""
    above = lines[max(0, block.first - HEADER_LINES) : block.first + 2]
    below = lines[max(block.first + 2, block.last - 2) : block.last + FOOTER_LINES]
    return [line.text for line in (*above, *below)]


def _account(lines: Sequence[Line]) -> str | None:
    """The account named beside a stamp and above its counts of articles and followers."""
    for index, line in enumerate(lines):
        if not furniture.is_counts(line.text):
            continue
        card = [each.text for each in lines[max(0, index - CARD_LINES) : index]]
        stamps = [i for i, each in enumerate(card) if furniture.is_stamp(each)]
        names = [_CLASS_NAME.sub("", each) for each in card[stamps[-1] + 1 :]] if stamps else []
        repeated = [name for name in names if names.count(name) > 1]
        for name in (*repeated, *names):
            return clean_author(name)
    return None


def _site(breadcrumb: str) -> str | None:
    """The platform of a path: the deepest step that bears the site's name, else the site."""
    steps = [step.strip() for step in _CRUMB.split(breadcrumb) if step.strip()]
    if not steps:
        return None
    site = _HOME.sub("", steps[0]).strip()
    if len(site) < 2:
        return None
    platforms = [step for step in steps[1:] if step.startswith(site) and " " not in step]
    return (platforms[-1] if platforms else site)[:MAX_NAME_CHARACTERS]
