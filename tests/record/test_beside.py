"""A story's own record: what a newcomer writes, what is inferred, and what is refused where.

Not here: the record that ships (`test_record.py` and its neighbours).
"""

from datetime import date
from pathlib import Path

import pytest

from assay.errors import RecordError, UnknownSource
from assay.record.beside import record_beside
from assay.record.record import load

SOURCES = """id,title,publisher,address,issued_on,confidence
mill_2025,Water of the mills,Board of Mills,https://example.org/mills,2025-06-30,high
"""
TOPICS = """topic,title_en,title_zh,unit
mills.water,Water of the mills,磨坊用水,m3{withdrawn}/year
"""
FACTS = """id,topic,value,unit,years,source,status
mills_2024,mills.water,1200,m3{withdrawn}/year,2024,mill_2025,actual
"""


def folder(tmp_path: Path, **tables: str) -> Path:
    own = tmp_path / "mills" / "record"
    own.mkdir(parents=True)
    for name, text in ({"sources": SOURCES, "topics": TOPICS, "facts": FACTS} | tables).items():
        (own / f"{name}.csv").write_text(text, "utf-8")
    return own.parent


def test_a_short_row_takes_the_rest_from_its_topic_and_source(tmp_path):
    record = record_beside(folder(tmp_path))
    fact = record.latest("mills.water", 2024)
    assert fact is not None
    assert (fact.value, fact.region, fact.definition) == (1200, "World", "as_named")
    assert fact.known_on == fact.issued_on == date(2025, 6, 30)
    assert (fact.issuer, fact.confidence) == ("Board of Mills", "high")
    assert fact.quantity == "Water of the mills"


def test_the_record_that_ships_is_there_too_and_stays_as_it_was(tmp_path):
    before = load()
    record = record_beside(folder(tmp_path))
    assert set(before.by_id) == set(record.by_id) - {"mills_2024"}
    assert "mills_2024" not in load().by_id


def test_a_story_without_a_record_of_its_own_has_the_one_that_ships(tmp_path):
    assert record_beside(tmp_path) is load()


def test_it_is_known_only_from_its_day_on(tmp_path):
    record = record_beside(folder(tmp_path))
    assert record.as_of(date(2025, 6, 29)).latest("mills.water", 2024) is None
    assert record.as_of(date(2025, 6, 30)).latest("mills.water", 2024) is not None


def test_what_was_written_since_is_read(tmp_path):
    place = folder(tmp_path)
    record_beside(place)
    facts = place / "record" / "facts.csv"
    facts.write_text(FACTS.replace("1200", "13000"), "utf-8")
    assert record_beside(place).by_id["mills_2024"].value == 13000


@pytest.mark.parametrize(
    ("tables", "kind", "told"),
    [
        ({"facts": FACTS.replace("mill_2025", "mil_2025")}, UnknownSource, "mill_2025"),
        ({"facts": FACTS.replace(",actual", ",")}, RecordError, "nothing in status"),
        ({"facts": FACTS.replace("1200", "1,200")}, RecordError, "8 cells"),
        ({"facts": FACTS.replace("m3{withdrawn}/year,2024", "kg,2024")}, RecordError, "measure"),
        ({"facts": FACTS.replace("mills.water", "mills.wter")}, RecordError, "mills.wter"),
        ({"facts": FACTS.replace(",years,", ",yeers,")}, RecordError, "yeers"),
        ({"facts": FACTS.replace("2024,mill", "2026,mill")}, RecordError, "outcome of 2026"),
        ({"sources": SOURCES.replace("mill_2025", "wss2026")}, RecordError, "wss2026"),
        ({"sources": SOURCES.replace("2025-06-30", "June 2025")}, RecordError, "2026-01-23"),
        ({"facts": FACTS.replace("mills_2024", "mills_claim")}, RecordError, "never evidence"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path, tables, kind, told):
    with pytest.raises(kind) as refusal:
        record_beside(folder(tmp_path, **tables))
    assert told in str(refusal.value)
