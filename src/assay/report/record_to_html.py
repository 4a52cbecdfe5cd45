"""What the record says of a topic, as a small table for notebooks.

Not here: the report of a verdict (`to_html.py`), the terminal (`record_to_terminal.py`).
"""

from html import escape

from assay.record.answer import StoryAnswer, Told, TopicAnswer
from assay.report import numbers
from assay.report.record_to_terminal import last_of, signed, time_of, value_of
from assay.report.words import Words
from assay.units import show

CELL = "text-align:left;padding:0 .8em 0 0;vertical-align:top"


def table(answer: TopicAnswer | StoryAnswer, language: str) -> str:
    """The answer as an escaped table with its title above."""
    words = Words(language)
    day = numbers.day_text(answer.as_of, language)
    if isinstance(answer, StoryAnswer):
        told = {"number": len(answer.lines), "name": answer.name, "day": day}
        caption = words.plain("record.topics", told)
        rows = [
            [line.topic.name, _title(line.topic.title_en, line.topic.title_zh, language),
             last_of(line, words)]
            for line in answer.lines
        ]  # fmt: skip
        return _table(caption, [], rows)
    name = {"title": answer.title[language], "name": answer.name}
    unit = show(answer.unit, language)
    known = words.plain(
        "record.as_known" if unit else "record.unitless", {"unit": unit, "day": day}
    )
    heads = ["year", "value", *(["change"] if answer.history else []), "kind", "definition"]
    heads += ["region", "known", "confidence", "source"]
    return _table(
        f"{words.plain('record.heading', name)}: {known}",
        [words.plain(f"record.{head}") for head in heads],
        [_cells(one, answer, words) for one in answer.told],
    )


def _title(english: str, chinese: str, language: str) -> str:
    return {"en": english, "zh": chinese}[language]


def _cells(one: Told, answer: TopicAnswer, words: Words) -> list[str]:
    language = words.language
    change = "" if one.change is None else signed(one.change, language)
    return [
        time_of(one.fact, words),
        value_of(one.fact, answer.unit, language),
        *([change] if answer.history else []),
        words.plain(f"record.{one.fact.status}"),
        one.definition[language],
        one.region[language],
        str(one.fact.known_on),
        words.plain(f"confidence.{one.fact.confidence}"),
        f"{one.work.title}, {one.work.publisher}",
    ]


def _table(caption: str, heads: list[str], rows: list[list[str]]) -> str:
    head = "".join(f'<th style="{CELL}">{escape(text)}</th>' for text in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="{CELL}">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    thead = f"<thead><tr>{head}</tr></thead>" if heads else ""
    return f"<table><caption>{escape(caption)}</caption>{thead}<tbody>{body}</tbody></table>"
