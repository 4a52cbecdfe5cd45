"""Reads the names of a story's lines (`words.toml`), by which pages and claims are tied to it.

Not here: the tying (`checks/tie.py`), the model the lines belong to (`load.py`).
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from assay.errors import StoryError
from assay.model.complaint import nearest, raise_all
from assay.ruler.story import Line, Words

FILE = "words.toml"
"""The file of a story's words."""
NAMED = ("answers", "line", "group")
"""Keys of a words file under which a case may say some names only."""
LANGUAGES = ("en", "zh")
"""The languages of the report; every text is written in each."""
TEXTS = ("title", "claim")
"""Keys of a words file that are one text a language."""
LISTS = ("topic", "driver", "resource", "effect")
"""Keys of a words file that are a list of words a language."""
ANSWERS = ("yes", "partly", "no", "cannot_tell")
"""The answers that a headline can begin with."""
LINE = ("title", "node", "record", "unit", "en", "zh", "change_of", "part", "whole")
"""Keys that a line may have."""


@lru_cache(maxsize=32)
def load_words(folder: Path, case: Path | None = None) -> Words:
    """The words of the story in `folder`, with those of its case in the folder `case` over them.

    A case says what differs: texts and lists by key, lines and groups by name. Raises StoryError
    with every complaint at once.
    """
    table = read_table(folder / FILE)
    if case is not None and (case / FILE).exists():
        table = _over(table, read_table(case / FILE))
    where = f"{folder.name}/{FILE}"
    complaints: list[StoryError] = []
    known = (*TEXTS, *LISTS, "answers", "case", "line", "group")
    complaints += [
        StoryError(f"{where}: {key}", "an unknown key", "a key of words", nearest(key, known))
        for key in table
        if key not in known
    ]
    for key in TEXTS:
        complaints.extend(missing_text(table.get(key), f"{where}: {key}"))
    for answer in ANSWERS:
        complaints.extend(
            missing_text(table.get("answers", {}).get(answer), f"{where}: answers.{answer}")
        )
    lines = {
        name: _line(name, body, f"{where}: line.{name}", complaints)
        for name, body in table.get("line", {}).items()
    }
    for name, line in lines.items():
        if line.change_of is not None and line.change_of not in lines:
            complaints.append(
                StoryError(
                    f"{where}: line.{name}.change_of",
                    line.change_of,
                    "another line",
                    nearest(line.change_of, lines),
                )
            )
    raise_all(complaints, where)
    return Words(
        title=table["title"],
        claim=table["claim"],
        answers=table["answers"],
        topic=_lists(table.get("topic", {})),
        driver=_lists(table.get("driver", {})),
        resource=_lists(table.get("resource", {})),
        effect=_lists(table.get("effect", {})),
        lines=lines,
        groups={name: _lists(body) for name, body in table.get("group", {}).items()},
        case=_lists(table.get("case", {})),
    )


def _over(told: Mapping[str, Any], case: Mapping[str, Any]) -> dict[str, Any]:
    """The case's words over the story's."""
    named = {key: {**told.get(key, {}), **case.get(key, {})} for key in NAMED if key in case}
    return {**told, **case, **named}


def read_table(path: Path) -> dict[str, Any]:
    """A file of the story as a table. Raises StoryError if it is not there or no TOML."""
    where = f"{path.parent.name}/{path.name}"
    try:
        return _parsed(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise StoryError(where, "no such file", "a file of the story", str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StoryError(
            where,
            str(error),
            "a TOML file in UTF-8",
            'that line; a text of several lines stands in """',
        ) from None


@lru_cache(maxsize=16)
def _parsed(text: str) -> dict[str, Any]:
    """A table by its text, parsed once: a verdict of two days reads the same file twice. The mark
    with which some editors begin a file is no part of it."""
    return tomllib.loads(text)


def missing_text(text: object, where: str) -> list[StoryError]:
    """A complaint for each language in which a text is missing or empty."""
    if not isinstance(text, Mapping):
        return [StoryError(where, "no text", "a text in each language", "{ en = ..., zh = ... }")]
    return [
        StoryError(f"{where}.{language}", "no text", "a text in each language", f"{language} = ...")
        for language in LANGUAGES
        if not isinstance(text.get(language), str) or not text[language].strip()
    ]


def _line(name: str, body: Mapping[str, Any], where: str, complaints: list[StoryError]) -> Line:
    complaints += [
        StoryError(f"{where}.{key}", "an unknown key", "a key of a line", nearest(key, LINE))
        for key in body
        if key not in LINE
    ]
    complaints.extend(missing_text(body.get("title"), f"{where}.title"))
    if not isinstance(body.get("unit"), str):
        complaints.append(StoryError(where, "no unit", "a unit", 'unit = "t{silver}/year"'))
    return Line(
        name=name,
        title=body.get("title", {}),
        node=body.get("node"),
        record=tuple(body.get("record", ())),
        unit=str(body.get("unit", "1")),
        words=_lists(body),
        change_of=body.get("change_of"),
        part=tuple(body.get("part", ())),
        whole=tuple(body.get("whole", ())),
    )


def _lists(body: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(body.get(language, ())) for language in LANGUAGES}
