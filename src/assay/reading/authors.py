"""Who signs a page: a byline, a reporter in the dateline, a name beside the day, or an account.

Not here: what is a name (`persons.py`), what a head declares (`names.py`), who put the page out
(`metadata.py`).
"""

import re
from collections.abc import Iterator, Sequence

from assay.reading import furniture
from assay.reading.dump import Block, Line
from assay.reading.limits import MAX_BYLINE_CHARACTERS, MAX_NAME_CHARACTERS
from assay.reading.persons import persons_in

HEADER_LINES = 40
"""Lines above the article in which it is signed; mirrors put a few catchwords between."""

FOOTER_LINES = 3
"""Lines below the article in which a byline may stand: papers sign at the end, lists come later."""

BESIDE_THE_DAY = 2
"""Lines above or below the day in which a name by itself is the author's."""

BELOW_THE_HEADLINE = 2
"""Lines below the headline in which a name by itself is the author's though no day is near."""

NAMED_LINES = 12
"""Lines below it in which a name that the page has again is the author's."""

TOLD_LINES = 40
"""Lines of the article in which such a name is none of those it tells of."""

SIGNED_LINES = 40
"""Lines above the article in which a name by itself may sign it: captions stand between."""

DATELINE_CHARACTERS = 80
"""Where in a paragraph its reporter is named: （记者 NAME）."""

MAX_BARE_NAME = 60
"""Longest line that is nothing but names, a place and an office."""

CARD_LINES = 5
"""Lines of an account's card: its name, once more its name, a motto, its counts."""

_AUTHOR = re.compile(
    r"(?:^|[\s|(（【\[])(?:本文作者|作者|撰文|文|记者|特约撰稿|原创)\s?[:：/|丨｜]\s?"
    r"([^\s:：|/丨｜,，()（）【】\[\]<>]{2,20})"
    r"|(?:^|[|·•]\s{0,3}|\d{4},?\s|[ap]m\s(?:[A-Z]{2,4}\s)?)(?:[Bb]y|BY|[Ww]ritten by)\s"
    r"((?:[A-Z][\w.'’-]+)(?:\s(?:[A-Z][\w.'’-]+|and|&|de|van|von)){0,6})(?=$|[\s,|])"
)
_BETWEEN = re.compile(r"\s[-–—]\s|[|·•｜,]")
_HAN_NAMES = r"[\u4e00-\u9fff]{2,4}(?:[、，,\s][\u4e00-\u9fff]{2,4}){0,3}"
_REPORTER = re.compile(
    rf"^(?:[\u4e00-\u9fff]{{0,10}}(?:记者|通讯员|撰稿人?|评论员))[\s:：]{{1,3}}({_HAN_NAMES})(?:\s?(?:报道|发自.{{2,6}}))?$"
    rf"|[（(][\u4e00-\u9fff]{{0,10}}记者\s?({_HAN_NAMES})(?:\s?(?:报道|摄))?[）)]"
    rf"|[\d日]\s{{1,3}}[\u4e00-\u9fff]{{0,4}}(?:记者|通讯员)[\s:：]{{0,2}}({_HAN_NAMES})(?:\s?报道)?$"
    r"|记者\s?([\u4e00-\u9fff]{2,4})\s?[／/]"
    r"|[（(][\u4e00-\u9fff]{0,10}记者\s?([\u4e00-\u9fff]{2,3})[\u4e00-\u9fff]{2,4}\d{1,2}日(?:综合)?(?:外)?[电讯]"
)
"""A reporter in a line of his own or in a dateline: 本报记者NAME, （记者NAME）, 记者NAME／台北。"""
ORIGINAL = re.compile(r"原创\s+(?P<author>\S{2,12})\s+(?P<account>\S{2,20})")
"""How accounts sign what is their own: 原创 NAME ACCOUNT."""
_GLUED_MONTH = re.compile(
    r"(?<=[a-z])(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)(?:\s.*)?$"
)
"""A day glued to the name before it: Ida HolmJune 3."""
_TOLD = ("报道", "报导", "摄影")
"""What follows the names and is none."""
_NO_AUTHOR = re.compile(
    r"^(?:来源|责任?编辑?|编辑|校对|审核|稿源|出处|编者|staff|admin)", re.IGNORECASE
)
_CLASS_NAME = re.compile(r"(?:\s+[a-z]+(?:[-_][a-z]+)+)+$")


def author_of(
    lines: Sequence[Line], block: Block, signed: Sequence[str] = (), title: str | None = None
) -> str | None:
    """Who signs: a byline in or around the article, the reporter its dateline names, the name
    beside its day, else the account whose card is on the page.

    `signed` are the bylines cut out of the article itself.
    """
    near = (*signed, *around(lines, block))
    for line in near:
        account = ORIGINAL.fullmatch(line) if len(line) <= MAX_BARE_NAME else None
        if account:
            return account["author"]
        match = _AUTHOR.search(line) if len(line) <= MAX_BYLINE_CHARACTERS else None
        if match:
            return clean_author(_GLUED_MONTH.sub("", match[1] or match[2]))
    for line in near:
        match = _REPORTER.search(line[:DATELINE_CHARACTERS])
        if match:
            names = re.split(r"[、，,\s]+", next(filter(None, match.groups())))
            return clean_author("、".join(name for name in names if name not in _TOLD))
    return next(_by_name(lines, block, title), None) or _account(lines)


def is_signed(line: str) -> bool:
    """Whether a line names its author in so many words."""
    return _AUTHOR.search(line) is not None


def around(lines: Sequence[Line], block: Block) -> list[str]:
    """The lines in which the article may be signed: above it, its first and last, just below."""
    above = lines[max(0, block.first - HEADER_LINES) : block.first + 2]
    below = lines[max(block.first + 2, block.last - 2) : block.last + FOOTER_LINES]
    return [line.text for line in (*above, *below)]


def clean_author(name: str | None) -> str | None:
    """A byline's name; None for editors, sources and empty names, which are no authors."""
    name = (name or "").strip(" .,;:·、，：|")
    if len(name) < 2 or _NO_AUTHOR.match(name) or name.startswith("http"):
        return None
    return name[:MAX_NAME_CHARACTERS]


def _by_name(lines: Sequence[Line], block: Block, title: str | None) -> Iterator[str]:
    """Names in lines of their own between the headline and the article: beside the day or in its
    line first, then right below the headline, then such as the page names again."""
    near = (line.text for line in lines[max(0, block.first - SIGNED_LINES) : block.first])
    above = [line for line in near if not furniture.is_widget(line)]
    heads = [index for index, line in enumerate(above) if title and title in line]
    begin = heads[-1] + 1 if heads else 0
    days = [at for at in range(begin, len(above)) if tells_a_day(above[at])]
    for day in reversed(days):
        yield from filter(None, map(persons_in, _beside_a_day(above[day])))
        for far in range(1, BESIDE_THE_DAY + 1):
            near = (above[at] for at in (day - far, day + far) if begin <= at < len(above))
            yield from filter(None, map(_bare_name, near))
    if not heads:
        return
    told = "\n".join(lines[at].text for at in block.kept[:TOLD_LINES])
    for at, line in enumerate(above[begin : begin + NAMED_LINES]):
        name = _bare_name(line)
        if name and name not in told and (at < BELOW_THE_HEADLINE or _named_again(name, lines)):
            yield name


def tells_a_day(line: str) -> bool:
    """Whether a line, short enough for a byline, holds a day."""
    return len(line) <= MAX_BYLINE_CHARACTERS and any(furniture.dates(line))


def _beside_a_day(line: str) -> list[str]:
    """What a line tells beside its day and its time, piece by piece."""
    bare = furniture.CLOCK.sub(" | ", furniture.DATE.sub(" | ", line))
    return [piece for piece in map(str.strip, _BETWEEN.split(bare)) if piece]


def _bare_name(line: str) -> str | None:
    return persons_in(line) if len(line) <= MAX_BARE_NAME else None


def _named_again(name: str, lines: Sequence[Line]) -> bool:
    """Whether more than one line of the page has the name."""
    return any(name in line.text for line in _besides_the_first(name, lines))


def _besides_the_first(name: str, lines: Sequence[Line]) -> Iterator[Line]:
    rest = iter(lines)
    for line in rest:
        if name in line.text:
            break
    return rest


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
