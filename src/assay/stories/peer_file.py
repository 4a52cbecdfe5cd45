"""Reads the peers of a story: others who use the same resource, for the same ruler to lie beside.

Not here: what they come to beside the driver (`judging/comparing.py`), whether a page names them
(`checks/double_standard.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from assay.errors import AssayError, GivenError, StoryError
from assay.model.complaint import nearest
from assay.record.record import Record
from assay.ruler.story import Peer
from assay.stories.words import LANGUAGES, missing_text

KEYS = tuple(field.name for field in fields(Peer))
"""Keys that a peer may have."""


def read_peers(
    rows: Sequence[Mapping[str, Any]], where: str, whole: Record, complaints: list[AssayError]
) -> tuple[Peer, ...]:
    """The peers of a story file, with every complaint about them added to `complaints`."""
    return tuple(_peer(row, f"{where}: peer {row.get('name', '?')}", whole, complaints)
                 for row in rows)  # fmt: skip


def _peer(row: Mapping[str, Any], where: str, whole: Record, complaints: list[AssayError]) -> Peer:
    complaints += [
        StoryError(f"{where}.{key}", "an unknown key", "a key of a peer", nearest(key, KEYS))
        for key in row
        if key not in KEYS
    ]
    complaints.extend(missing_text(row.get("title"), f"{where}.title"))
    fact, node = row.get("fact"), row.get("node")
    if (fact is None) == (node is None):
        complaints.append(
            StoryError(
                where,
                "both fact and node" if fact else "neither fact nor node",
                "one of them",
                'fact = "..." or node = "..."',
            )
        )
    if fact is not None and fact not in whole.by_id:
        complaints.append(
            GivenError(
                f"{where}.fact", str(fact), "a fact of the record", nearest(str(fact), whole.by_id)
            )
        )
    words = {language: tuple(row.get("words", {}).get(language, ())) for language in LANGUAGES}
    complaints += [
        StoryError(f"{where}.words.{language}", "no words", "names in each language", '["..."]')
        for language in LANGUAGES
        if not words[language]
    ]
    return Peer(
        name=str(row.get("name", "")), title=row.get("title", {}), words=words,
        fact=fact, node=node,
    )  # fmt: skip
