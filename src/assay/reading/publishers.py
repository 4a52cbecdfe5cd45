"""Who put a page out, from the lines around its article.

Not here: what a head declares (`names.py`), who wrote it (`authors.py`).
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from assay.reading import furniture
from assay.reading.authors import HEADER_LINES, ORIGINAL, around, is_signed
from assay.reading.characters import weight
from assay.reading.dump import Block, Line
from assay.reading.limits import MAX_BYLINE_CHARACTERS, MAX_NAME_CHARACTERS
from assay.reading.persons import is_general, persons_in

MAX_SITE_CHARACTERS, MAX_SITE_WORDS = 32, 5
"""Longest name of a site that stands on a line of its own."""

TOP_LINES = 12
"""Lines of a page among which a site names itself."""

LEAST_SITE_CHARACTERS = 4
"""Shortest such name; a shorter one is a button or a topic."""

LEAST_NAMED = 2
"""Times that the page shows it."""

_SOURCE = re.compile(
    r"(?<![图片据材频料像])(?:来源|稿源|出处|转自|[Ss]ource)\s?[:：|丨｜]\s?([^\s:：|丨｜,，。()（）<>]{2,20}?)"
    r"(?=发布[于时]|发表于|作者|(?:责任)?编辑|责编|记者|时间|日期|字[号体]|浏览|点击|阅读|举报|分享|(?:19|20)\d\d[-/.年]"
    r"|[\s:：|丨｜,，。()（）<>]|$)"
)
_CRUMB = re.compile(r"\s*[>›»]+\s*")
_HOME = re.compile(r"(?:首页|主页|home)$", re.IGNORECASE)
_CHANNEL = re.compile(
    r"(?:新闻|财经|体育|娱乐|科技|汽车|房产|国际|国内|社会|经济|行业|资讯|期货|股票|产经|时政|要闻|频道|(?:您|你)?(?:现在|当前|面前)?的?(?:现在|当前)?位置\s?[:：]?)+"
)
"""Steps of a path that name a part of a site and no site."""
_MOTTO = re.compile(r"\s[-–—|]\s.*$")
_BEHIND = re.compile(r"\s[|–—-]\s|[_|｜]")
_ORGAN = re.compile(
    r"(?:[报网社台刊志署]|新闻|通讯|财经|在线|客户端|观察|周刊|电视台|杂志|论坛|频道|传媒|研究院|[Nn]ews|[Tt]imes|[Pp]ost|[Pp]ress)$"
    r"|\s(?:Weekly|Daily|Monthly|Quarterly|Ledger|Journal|Review|Gazette|Herald|Tribune|Observer|Monitor"
    r"|Magazine|Wire|Chronicle|Bulletin|Digest|Insider|Standard|Guardian|Desk|Report|Today|Online"
    r"|Media|Network|Globe|Mail|Sun|Star|Courier|Dispatch|Register|Sentinel|Telegraph|Reporter)$"
)
"""How names of papers, sites and agencies end."""

_PARTS = re.compile(r"\s[-–—]\s|[|｜·•,，]|(?<=[\u4e00-\u9fff])\s+")
_DAY = re.compile(
    r"^(?:(?:Published|Posted|Updated|发布时间|时间|发表于)\s?[:：]?\s?)?(?:(?:19|20)\d\d\s?[-/.年]\s?\d"
    r"|\d{1,2}\s[A-Z][a-z]{2,8}\.?,?\s(?:19|20)\d\d|[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s(?:19|20)\d\d)"
)
_BESIDE = re.compile(r"[\s|｜·•,，-]*([^\s\d|｜·•:：,，()（）]{3,16})")
_NO_SITE = re.compile(
    r"[\d。，,：:；;？?！!、（）()<>|/·•@#]|^(?:By|BY|by|作者|编辑|记者|分享|举报)\b|(?:分享|登录|注册|搜索)"
)
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)\s|[Cc]opyright\s)(?:\s?(?:©|[Cc]opyright\b))?\s?(?:(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)\d\d)?,?\s)?"
    r"(?:by\s|[Tt]he\s)?(?P<name>[^\s\d.,，。|©][^\d.,，。|©]{1,38}?)"
    r"(?=\s?(?:(?:19|20)\d\d|[.,，。|]|Limited|Ltd|Inc|LLC|版权|保留|All\s[Rr]ights|$))"
)
"""Whom a line of the footer names as owner: © 2025 NAME, Copyright NAME 2024."""


def publisher_of(
    lines: Sequence[Line],
    block: Block,
    address: str | None,
    signed: Sequence[str] = (),
    declared: str | None = None,
    behind_title: str | None = None,
    names: tuple[str | None, str | None] = (None, None),
) -> str | None:
    """Who put it out: the source named in a byline, else the site that the page declares, else
    that of its path "Home > ...", the name above or beside the day, what stands behind the headline
    in the title, a name at the top that recurs, a copyright line, else the host.

    `names` are title and author, which are no publishers: an account that is the source of itself
    is put out by its platform, if that is told.
    """
    title, author = names
    beside = () if declared else around(lines, block)
    source = _source((*signed, *beside))
    if source and source != author:
        return source
    if declared:
        return declared[:MAX_NAME_CHARACTERS]
    for line in lines[: block.first]:
        site = _site(line.text) if furniture.is_breadcrumb(line.text) else None
        if site:
            return site
    own = (name for name in _by_the_day(lines, block, signed) if name not in names)
    return (
        source
        or next(own, None)
        or behind_title
        or _behind(lines, block, title)
        or _named_again(lines, block, title)
        or _owner(lines)
        or host_of(address)
    )


def names_a_source(line: str) -> bool:
    """Whether a line names its source in so many words."""
    return _SOURCE.search(line) is not None


def _source(texts: Sequence[str]) -> str | None:
    for text in texts:
        match = _SOURCE.search(text) if len(text) <= MAX_BYLINE_CHARACTERS else None
        if match:
            return match[1][:MAX_NAME_CHARACTERS]
    return None


def _by_the_day(lines: Sequence[Line], block: Block, signed: Sequence[str]) -> Iterator[str]:
    """The names that stand by themselves between headline or byline and the day, or behind it."""
    first = max(0, block.first - HEADER_LINES)
    above = [*(line.text for line in lines[first : block.first]), *signed]
    for before, name, below in zip(above, above[1:], above[2:], strict=False):
        if not _DAY.match(below):
            continue
        account = ORIGINAL.fullmatch(name)
        if account:
            yield account["account"]
            continue
        headed = is_signed(before) or weight(before) > weight(name)
        if headed and _may_be_a_site(name) and not persons_in(name):
            yield name
    for line in above:
        if len(line) > MAX_BYLINE_CHARACTERS:
            continue
        yield from _among_the_parts(line)
        for match in furniture.dates(line):
            clock = furniture.CLOCK.match(line, min(match.end() + 1, len(line)))
            behind = _BESIDE.match(line, clock.end() if clock else match.end())
            if behind and _ORGAN.search(behind[1]):
                yield behind[1]


def _among_the_parts(line: str) -> Iterator[str]:
    """The papers in a line that holds a day: By NAME | PAPER | DAY, PAPER, DAY, 某某日报 DAY."""
    day = next(iter(furniture.dates(line)), None)
    parts = [part.strip() for part in _PARTS.split(line[: day.start()] if day else "")]
    others = [part for part in parts if part and not is_signed(part)]
    # between the author and the day stands nothing but the paper
    between = len(others) == 1 and is_signed(parts[0])
    for name in others:
        if (between or _ORGAN.search(name)) and _may_be_a_site(name):
            yield name


def _may_be_a_site(name: str) -> bool:
    words = name.split()
    named = 1 < len(name) <= MAX_SITE_CHARACTERS and len(words) <= MAX_SITE_WORDS
    if not named or _NO_SITE.search(name) or furniture.is_furniture(name) or is_general(name):
        return False
    return not name[0].isascii() or all(word[0].isupper() for word in (words[0], words[-1]))


def _behind(lines: Sequence[Line], block: Block, title: str | None) -> str | None:
    """The site behind the headline in the line that was the page's title: "Headline | Site"."""
    for line in lines[: min(TOP_LINES, block.first)]:
        if title and line.text.startswith(title) and len(line.text) <= MAX_BYLINE_CHARACTERS:
            site = _BEHIND.split(line.text[len(title) :])[-1].strip()
            if len(line.text) > len(title) and 1 < len(site) <= MAX_SITE_CHARACTERS:
                return None if is_general(site) else site
    return None


def _named_again(lines: Sequence[Line], block: Block, title: str | None) -> str | None:
    """A name at the top of the page that longer lines around the article name again: the site's."""
    outside = [line.text for line in (*lines[: block.first], *lines[block.last :])]
    whole = "\n".join(outside)
    for line in outside[: min(TOP_LINES, block.first)]:
        name = _MOTTO.sub("", line)
        if len(name) < LEAST_SITE_CHARACTERS or name == title or whole.count(name) < LEAST_NAMED:
            continue
        named = _may_be_a_site(name) and (" " in name or _ORGAN.search(name))
        if named and not persons_in(name):
            again = (other for other in outside if name in other and other not in (name, title))
            if any(not furniture.is_stamp(other) for other in again):
                return name
    return None


def _owner(lines: Sequence[Line]) -> str | None:
    """Whom the last copyright line names."""
    for line in reversed(lines):
        if len(line.text) > MAX_BYLINE_CHARACTERS:
            continue
        for match in _COPYRIGHT.finditer(line.text):
            name = match["name"].strip()
            if (name[0].isupper() or not name[0].isascii()) and not is_general(name):
                return name[:MAX_NAME_CHARACTERS]
    return None


def host_of(address: str | None) -> str | None:
    """The host of an address without "www."; None if there is none."""
    host = urlsplit(address).hostname if address else None
    return host.removeprefix("www.")[:MAX_NAME_CHARACTERS] if host else None


def _site(breadcrumb: str) -> str | None:
    """The platform of a path: the deepest step that bears the site's name, else the site."""
    steps = [step.strip() for step in _CRUMB.split(breadcrumb) if step.strip()]
    if not steps:
        return None
    site = _HOME.sub("", steps[0]).strip()
    if len(site) < 2 or _CHANNEL.fullmatch(site) or is_general(site):
        return None
    platforms = [step for step in steps[1:] if step.startswith(site) and " " not in step]
    return (platforms[-1] if platforms else site)[:MAX_NAME_CHARACTERS]
