"""Every story that ships under the same ruler, as the release found it.

A run of all stories takes two seconds, which a verdict on one of them has not; so what came of them
ships, answers and states alone, and a test holds it equal to a fresh run.
Not here: that run (`comparing.py`), the section that shows it (`report/sections/siblings.py`).
"""

import json
from datetime import date
from pathlib import Path

from assay.comparison import Comparison, Sibling

SHIPPED = Path(__file__).with_name("siblings.json")
"""What came of every story, made by `tools/make_siblings.py`."""
OUTSIDE = "outside"
"""State of a mark that has no meaning for a story."""


def shipped_siblings(day: date) -> tuple[Sibling, ...]:
    """Every story that ships; none on another day than the one they were run for."""
    told = json.loads(SHIPPED.read_text("utf-8"))
    if told["as_of"] != day.isoformat():
        return ()
    return tuple(
        Sibling(row["story"], row["title"], row["answer"], row["states"]) for row in told["stories"]
    )


def written(found: Comparison) -> str:
    """A comparison as the text of that file."""
    rows = [
        {
            "story": story.name,
            "title": dict(story.title),
            "answer": story.answer,
            "states": {
                mark.name: mark.state if mark.in_chain else OUTSIDE
                for mark in story.marks
                if mark.name != "giveback"
            },
        }
        for story in found.stories
    ]
    told = {"as_of": found.as_of.isoformat(), "stories": rows}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
