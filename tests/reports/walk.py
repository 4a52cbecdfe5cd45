"""A strict walk over a report: every number that stands in no link to an entry.

Not here: what an entry must say (`test_provenance.py`). A number is a digit, or a number in words
of either language; the few that need no link are listed in `EXEMPT`, each with its reason.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = ("meta", "br", "link", "img", "path", "rect", "circle")
EXEMPT = {
    "tag": {
        "time": "a day, written for people and programs",
        "style": "not text",
        "script": "not text",
        "title": "repeats the headline for the browser's tab",
        "sup": "the number of the entry itself, inside its link",
        "code": "a command or the name of a formula",
        "pre": "the command that runs it again",
    },
    "class": {
        "quoted": "words of the page, kept as they are; their checked numbers carry a mark",
        "notes": "the entries themselves: each says its source (tested on its own)",
        "works": "titles and addresses of works",
        "run": "version, seed and samples of the command below it",
        "tk": "tick of the ruler's axis, in multiples of a linked need",
        "thl": "head of the ruler's axis",
        "top-story": "the day of the record",
    },
}
"""Tags and classes whose digits need no link, with the reason of each."""
AXIS = "axis"
"""Class of the ticks of a plot: exempt only in a figure whose title is a link."""
WORDS_EN = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|hundred|thousand|million|billion|half|third|thirds|tenth"
    "|quarter|twice|dozen|double"
)
COUNTED_ZH = "个|次|环|条|项|成|倍|种|篇|段|处|台|吨|点|半|分"
NUMBER = re.compile(
    rf"[0-9０-９²³%％]|\b(?:{WORDS_EN})\b"
    r"|(?<!every )(?<!any )\bone (?:hundred|third|tenth|is|holds|has|stands)\b"
    rf"|[二三四五六七八九十百千万亿两]+(?:{COUNTED_ZH})|[零一二三四五六七八九十百千万亿两]{{2,}}"
    "|一半|半数|分之",
    re.IGNORECASE,
)
"""What reads as a number in either language; a single 一 is an article."""
NAMES = re.compile(
    r"View [12]|视图[一二]"  # names of the two pictures
    r"|[Dd]ouble standard|双重标准"  # a fault of measuring, by its name
    r"|[Mm]illion ounces|百万盎司|百分[位比]"  # units and measures by their names
)
"""Names that only look like numbers."""


@dataclass
class Open:
    """An element that is open while its text is read."""

    tag: str
    classes: tuple[str, ...]
    attributes: dict[str, str | None]


@dataclass
class Walk(HTMLParser):
    """Collects loose numbers, links to entries, and ids."""

    open: list[Open] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    """Texts with a number that stands in no link and in no exempt place."""
    linked: list[str] = field(default_factory=list)
    """Texts with a number inside a link."""
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    ticks: dict[int, list[str]] = field(default_factory=dict)
    """Ticks of each figure, by its order."""
    titled: set[int] = field(default_factory=set)
    """Figures whose heading is a link to an entry."""
    figures: int = 0

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        row = dict(attrs)
        classes = tuple((row.get("class") or "").split())
        if tag == "figure":
            self.figures += 1
        if "id" in row:
            self.ids.append(row["id"])
        if tag == "a" and "n" in classes:
            self.links.append(row["href"])
            if any(one.tag == "figcaption" for one in self.open):
                self.titled.add(self.figures)
        if tag not in VOID:
            self.open.append(Open(tag, classes, row))

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        while self.open and self.open.pop().tag != tag:
            pass

    def handle_data(self, data):
        text = " ".join(NAMES.sub(" ", data).split())
        if not NUMBER.search(text):
            return
        if any(one.tag == "a" and "n" in one.classes for one in self.open):
            self.linked.append(text)
        elif any(AXIS in one.classes for one in self.open) or self._row_label():
            self.ticks.setdefault(self.figures, []).append(text)
        elif not any(
            one.tag in EXEMPT["tag"] or set(one.classes) & set(EXEMPT["class"]) for one in self.open
        ):
            self.loose.append(text)

    def _row_label(self):
        """The year at the head of a table's row: an axis like that of the plot above it."""
        return any(one.tag == "th" and one.attributes.get("scope") == "row" for one in self.open)

    def complaints(self):
        """Everything a reader could not trace."""
        untitled = [
            f"tick {tick} of a figure without a linked title"
            for number, ticks in self.ticks.items()
            for tick in ticks[:1]
            if number not in self.titled
        ]
        missing = sorted({link for link in self.links if link[1:] not in set(self.ids)})
        return self.loose + untitled + missing


def walk(report):
    """The report as walked."""
    walked = Walk()
    walked.feed(report)
    return walked
