"""A small world made by hand: facts, a record, claims and words whose numbers fit in the head."""

from datetime import date

import numpy as np

from assay.claims.claim import Comparator, QuantityClaim, Stance
from assay.reading.article import Article
from assay.record.fact import Fact
from assay.record.record import Record
from assay.record.tables import Definition, Region
from assay.ruler.story import Line, Words

EARLY, LATE, LATER = date(2024, 4, 1), date(2025, 4, 1), date(2026, 4, 1)

DEFINITIONS = {
    one.key: one
    for one in (
        Definition(
            "withdrawn", "water", "withdrawn", "取水", ("withdrawn", "withdrawal"), ("取水",), "",
            ("whole",), ("use", "用水"), "",
        ),
        Definition(
            "consumed", "water", "consumed", "耗水", ("consumed",), ("耗水",), "",
            ("user",), ("use", "用水"), "",
        ),
        Definition("plain", "", "plain", "一般", (), (), "", (), (), ""),
    )
}  # fmt: skip
REGIONS = {
    one.name: one
    for one in (
        Region("World", ("world", "global"), ("全球",)),
        Region("United Kingdom", ("UK", "Britain's"), ("英国",)),
    )
}


def fact(key, value, **changes):
    """A published figure of 2025, by one issuer, known since spring 2025."""
    told = {
        "id": key, "topic": "t.line", "quantity": "something", "definition": "plain",
        "value": value, "low": None, "high": None, "unit": "t/year", "years": (2025, 2025),
        "day": None, "region": "World", "source": "source", "inputs": (), "known_on": LATE,
        "issued_on": LATE, "issuer": "office", "status": "actual", "note": "",
        "confidence": "high",
    }  # fmt: skip
    told.update(changes)
    if "known_on" in changes and "issued_on" not in changes:
        told["issued_on"] = changes["known_on"]
    return Fact(**told)


def record(*facts):
    """A record of these facts alone."""
    by_topic = {}
    for one in facts:
        by_topic.setdefault(one.topic, []).append(one)
    return Record(
        facts=facts,
        sources={},
        definitions=DEFINITIONS,
        topics={},
        regions=REGIONS,
        later={},
        by_topic={topic: tuple(found) for topic, found in by_topic.items()},
        by_id={one.id: one for one in facts},
        last_known_on=max((one.known_on for one in facts), default=date.max),
    )


def claim(value, unit="t", **changes):
    """A number of a page, standing alone in its sentence."""
    text = changes.pop("text", f"{value} {unit}")
    told = {
        "value": value, "unit": unit, "unit_as_written": unit, "comparator": Comparator.EXACT,
        "year": 2025, "time": None, "subject": "", "hedge": None, "attributed_to": None,
        "stance": Stance.ASSERTED, "is_change": False, "share_of": None, "span": (0, len(text)),
        "sentence": (0, len(text)), "text": text, "step": 1.0, "confidence": 1.0,
    }  # fmt: skip
    told.update(changes)
    return QuantityClaim(**told)


def line(**changes):
    """A line of the record with a flow of tonnes a year."""
    told = {
        "name": "line", "title": {"en": "the line", "zh": "这条线"}, "node": None,
        "record": ("t.line",), "unit": "t/year",
        "words": {"en": ("ore + used|use",), "zh": ("矿石",)},
    }  # fmt: skip
    told.update(changes)
    return Line(**told)


def words(*lines, topic=("ore",)):
    """The words of a topic with these lines."""
    text = {"en": "ore", "zh": "矿石"}
    names = {"en": topic, "zh": ()}
    answers = dict.fromkeys(("yes", "partly", "no", "cannot_tell"), text)
    return Words(text, text, answers, names, names, names, names, {x.name: x for x in lines})


def article(text, title="", day=date(2025, 12, 31)):
    """An article of one paragraph."""
    return Article(
        title, None, None, (day, day), "meta", "en", text, ((0, len(text)),), (), False,
        np.arange(len(text) + 1),
    )  # fmt: skip
