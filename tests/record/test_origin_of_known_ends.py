"""Every row collected of the past stories is a fact, a judgement, a text or worked out by hand.

Not here: the rules of the rows (`test_known_ends.py`), the other tables (`test_origin.py`).
Skipped where the collected rows are missing.
"""

import csv
from pathlib import Path

import pytest

from assay.record.known_ends import known_ends
from assay.record.record import load
from assay.record.tables import KNOWN_ENDS

SHARED = Path(__file__).resolve().parents[3] / "shared" / "facts"
pytestmark = pytest.mark.skipif(
    not (SHARED / "known_ends.csv").exists(), reason="no collected rows beside the repository"
)

FACTORS = {
    ("million bu", "Mt/year"): 0.0254,  # a bushel of maize is 56 lb, 25.4 kg
    ("million", "GPU"): 1e6,
    ("million", "GPU/year"): 1e6,
    ("million a year", "GPU/year"): 1e6,
    ("million cards in 2017", "GPU/year"): 1e6,
    ("bn USD", "USD"): 1e9,
    ("INR/100 kg", "INR/kg"): 0.01,
    ("Mlb/yr (6.9 ktU)", "kt{U3O8}/year"): 0.45359237,
    ("koz", "Moz/year"): -1e-3,  # a deficit is a negative balance
    ("Moz or more", "Moz/year"): -1.0,
}
"""(Unit as collected, unit of the record) -> factor; 1 where it is not listed."""
CHANGED = {
    "iron_china.use_D_end": "computed from the growth that a source prints; 444 was remembered",
    "maize_ethanol.attrib_share": "computed from 46.5 as printed, not from 47",
}
"""Rows whose numbers differ from what was collected, with the reason."""
STORY_KEYS = ("claim_en", "claim_zh", "driver", "resource", "start", "end", "outcome")
"""Rows that are fields of the story itself."""
ADDED = {
    "iron_china.use_D_2009_growth", "iron_china.tot_2007_growth", "iron_china.tot_2009",
    "iron_china.tot_2009_growth", "ree_quota.exports_2010_growth", "silver_pv.use_D_2011_added",
    "silver_pv.rival_inv_2010_growth", "cobalt_ev.share_D_2017", "cobalt_ev.use_D_2018_growth",
    "lithium_ev.share_D_2022", "lithium_ev.ev_gwh_2021", "lithium_ev.ev_gwh_2022",
    "lithium_ev.tot_2020_metal", "lithium_ev.tot_2020_metal_first", "oil_demand.price_2003",
    "oil_demand.price_2008", "lithium_ev.price_end_first",
}  # fmt: skip
"""Facts that the notes of collected rows print, each with its source: inputs of derived rows."""


def rows() -> list[dict[str, str]]:
    with (SHARED / "known_ends.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def places(row: dict[str, str]) -> list[str]:
    """Where a collected row went."""
    name, key = row["id"].split(".", 1)
    story = known_ends()[name]
    found = ["story"] if key in STORY_KEYS else []
    found += ["fact"] if row["id"] in load(KNOWN_ENDS).by_id else []
    found += ["judgement" for one in story.judgements if one.id == row["id"]]
    found += ["told" for one in story.told if one.key == key]
    found += ["by hand" for one in story.by_hand if one.key == key]
    return found


def factor(row: dict[str, str], unit: str) -> float:
    return FACTORS.get((row["unit"], unit), 1.0)


def same(found: float | None, cell: str, scale: float) -> bool:
    return found is None if cell == "" else found == pytest.approx(float(cell) * scale, rel=1e-9)


def test_all_543_rows_went_to_one_place_each():
    table = rows()
    assert len(table) == 543
    for row in table:
        assert len(places(row)) == 1, (row["id"], places(row))


def test_facts_and_judgements_equal_the_rows_they_came_from():
    record, seen = load(KNOWN_ENDS), 0
    judged = {one.id: one for story in known_ends().values() for one in story.judgements}
    for row in rows():
        one = record.by_id.get(row["id"]) or judged.get(row["id"])
        if one is None or row["id"] in CHANGED:
            continue
        scale = factor(row, one.unit)
        for found, column in ((one.value, "value"), (one.low, "low"), (one.high, "high")):
            assert same(found, row[column], scale), (row["id"], column, found)
        seen += 1
    assert seen > 230


def test_numbers_worked_out_by_hand_and_texts_equal_their_rows():
    for row in rows():
        name, key = row["id"].split(".", 1)
        story = known_ends()[name]
        for one in story.by_hand:
            if one.key == key:
                assert same(one.value, row["value"], 1)
                assert same(one.low, row["low"], 1)
                assert same(one.high, row["high"], 1)
                assert one.why == row["note"].strip()
        for told in story.told:
            if told.key == key:
                assert told.text == row["note"].strip()
        if key == "outcome":
            assert (story.label, story.why) == (row["value"], row["note"].strip())
        if key in ("claim_en", "claim_zh"):
            assert story.claim[key[-2:]] == row["note"].strip()


def test_only_rows_with_a_confirmed_source_are_facts():
    """Remembered and assumed rows are judgements, whatever their number."""
    by_id = load(KNOWN_ENDS).by_id
    for row in rows():
        if row["source_id"] in ("unconfirmed", "assumed"):
            assert row["id"] not in by_id, row["id"]
        elif row["id"] in by_id:
            assert by_id[row["id"]].source == row["source_id"]


def test_facts_beyond_the_collected_rows_are_the_inputs_named_in_their_notes():
    collected = {row["id"] for row in rows()}
    assert set(load(KNOWN_ENDS).by_id) - collected == ADDED


def test_every_source_is_the_collected_one():
    with (SHARED / "sources_known_ends.csv").open(encoding="utf-8", newline="") as file:
        collected = {row["source_id"]: row for row in csv.DictReader(file)}
    sources = load(KNOWN_ENDS).sources
    assert set(collected) - set(sources) == {"unconfirmed", "assumed"}
    for key, source in sources.items():
        assert source.publisher == ("assay" if key == "derived" else collected[key]["publisher"])
        if key != "derived":
            assert source.address == collected[key]["url"]
