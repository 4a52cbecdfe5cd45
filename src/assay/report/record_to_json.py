"""What the record says of a topic or a story, as rows for programs (`schema/record-1.json`).

Not here: the same for people (`record_to_terminal.py`, `record_to_html.py`). The form only grows.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from assay.record.answer import StoryAnswer, Told, TopicAnswer
from assay.record.fact import Fact

Row = dict[str, Any]


def rows_of(answer: TopicAnswer | StoryAnswer) -> list[Row]:
    """One flat row a figure, or one a topic where a story was asked for."""
    if isinstance(answer, StoryAnswer):
        return [
            {
                "topic": line.topic.name,
                "short": line.topic.short or None,
                "title_en": line.topic.title_en,
                "title_zh": line.topic.title_zh,
                "unit": line.topic.unit,
                "figures": line.figures,
                "last": None if line.last is None else _figure(line.last),
            }
            for line in answer.lines
        ]
    return [_row(one) for one in answer.told]


def record_json(answer: TopicAnswer | StoryAnswer) -> str:
    """The answer as one JSON object."""
    head: Row = {"schema": "record-1", "as_of": answer.as_of.isoformat()}
    if isinstance(answer, StoryAnswer):
        head |= {"story": answer.name, "topics": rows_of(answer)}
    else:
        head |= {
            "topic": answer.name,
            "title": dict(answer.title),
            "unit": answer.unit,
            "history": answer.history,
            "older_left_out": answer.older,
            "known_later": answer.later,
            "facts": rows_of(answer),
        }
    return json.dumps(head, ensure_ascii=False, indent=1, allow_nan=False)


def _row(one: Told) -> Row:
    return {
        **_figure(one.fact),
        "change": one.change,
        "definition": one.fact.definition,
        **_named("definition", one.definition),
        "region": one.fact.region or None,
        **_named("region", one.region),
        "quantity": one.fact.quantity,
        "source": one.fact.source,
        "work": one.work.title,
        "publisher": one.work.publisher,
        "address": one.work.address or None,
        "issuer": one.fact.issuer,
        "inputs": list(one.fact.inputs),
        "issued_on": one.fact.issued_on.isoformat(),
        "confidence": one.fact.confidence,
        "note": one.fact.note or None,
    }


def _figure(fact: Fact) -> Row:
    return {
        "fact": fact.id,
        "first_year": fact.years[0] if fact.years else None,
        "last_year": fact.years[1] if fact.years else None,
        "day": _day(fact.day),
        "value": fact.value,
        "low": fact.low,
        "high": fact.high,
        "unit": fact.unit,
        "status": fact.status,
        "known_on": fact.known_on.isoformat(),
    }


def _named(key: str, names: Mapping[str, str]) -> Row:
    return {f"{key}_{language}": names[language] for language in ("en", "zh")}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
