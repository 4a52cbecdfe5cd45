"""From a name as typed to a topic: story, line, short name, and the nearest where none fits.

Not here: what is known of the topic (`answer.py`).
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assay.errors import RecordError
from assay.record.record import Record
from assay.record.tables import Topic

OFFERED = 4
"""How many near names a refusal offers; more would not be read."""
NEAR = 0.6
"""How alike a name must be to be offered (difflib's ratio and its own default); below, the words
have little in common."""
STORIES = Path(__file__).parent / "stories.toml"


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name stands for."""

    record: Record
    """The record that has it."""
    story: str
    """The story."""
    topic: Topic | None
    """The topic; None where the name is that of a story."""


def meant_by(name: str, records: Sequence[Record]) -> Meant:
    """The story or topic of this name in the first record that has it.

    Case, spaces and hyphens do not matter; a line answers to its short name and to its title, a
    story to what it is called in either language. Raises RecordError with the nearest names where
    there is none, or where a title is that of several topics.
    """
    wanted = plain(name)
    for record in records:
        for story in stories_of(record):
            if wanted in called(story):
                return Meant(record, story, None)
        for topic in record.topics.values():
            if wanted in spellings(topic):
                return Meant(record, story_of(topic), topic)
        titled = [one for one in record.topics.values() if wanted in titles(one)]
        if len(titled) == 1:
            return Meant(record, story_of(titled[0]), titled[0])
    raise _unknown(name, wanted, records)


def plain(name: str) -> str:
    """A name as names are compared: small letters, no space around, `_` for hyphen and space."""
    return "_".join(name.casefold().replace("-", " ").split())


def story_of(topic: Topic) -> str:
    """The story of a topic: its name up to the dot."""
    return topic.name.partition(".")[0]


def spellings(topic: Topic) -> tuple[str, ...]:
    """Every name a topic answers to."""
    short = (f"{story_of(topic)}.{topic.short}",) if topic.short else ()
    return (topic.name.casefold(), *short)


def stories_of(record: Record) -> tuple[str, ...]:
    """The stories of a record, in the order of its topics."""
    return tuple(dict.fromkeys(story_of(topic) for topic in record.topics.values()))


def titles(topic: Topic) -> tuple[str, ...]:
    """A topic's title in each language, as names are compared."""
    return (plain(topic.title_en), plain(topic.title_zh))


@lru_cache(maxsize=1)
def _stories() -> dict[str, Any]:
    return tomllib.loads(STORIES.read_text("utf-8"))


def title_of(story: str) -> Mapping[str, str]:
    """What a story is called in each language; its name where the table has no other."""
    row = _stories().get(story, {})
    return {"en": row.get("en", story), "zh": row.get("zh", story)}


def called(story: str) -> tuple[str, ...]:
    """Every name a story answers to, as names are compared."""
    words = _stories().get(story, {}).get("words", ())
    return tuple(dict.fromkeys(map(plain, (story, *title_of(story).values(), *words))))


def _unknown(name: str, wanted: str, records: Sequence[Record]) -> RecordError:
    topics = [topic for record in records for topic in record.topics.values()]
    stories = [story for record in records for story in stories_of(record)]
    story, _, line = wanted.partition(".")
    within = [topic for topic in topics if story_of(topic) == story]
    near = _near(wanted, within or topics, stories)
    # a word of the title finds a line whose name nobody would guess
    titled = [
        topic.name
        for topic in within
        if line and (line.replace("_", " ") in topic.title_en.casefold() or line in topic.title_zh)
    ]
    offered = list(dict.fromkeys((*titled[:1], *near, *titled)))[:OFFERED]
    if offered:
        remedy = ", ".join(offered)
    else:
        remedy = f"`assay record {story}`" if within else ", ".join(stories_of(records[0]))
    return RecordError(
        "the record",
        f"no topic {name!r}",
        "STORY.LINE, or STORY for the topics of a story",
        remedy,
    )


def _near(wanted: str, topics: Iterable[Topic], stories: Iterable[str]) -> list[str]:
    """Names like the one typed: by the line alone, since all lines of a story begin alike."""
    from difflib import get_close_matches

    line = wanted.rpartition(".")[2]
    by_spelling: dict[str, list[str]] = {}
    for topic in topics:
        for text in spellings(topic):
            by_spelling.setdefault(text.partition(".")[2], []).append(topic.name)
    told = () if "." in wanted else tuple(stories)
    found = get_close_matches(line, [*told, *by_spelling], n=OFFERED, cutoff=NEAR)
    return [name for one in found for name in by_spelling.get(one, [one])]
