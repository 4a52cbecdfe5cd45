"""The rules of a good record: the shipped one keeps them, and each broken rule is named.

Not here: what the record answers (`test_record.py`).
"""

import csv
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from assay.errors import RecordError, StaleCorrection, UnknownSource
from assay.record.check import COLLECTED_ON, check, complaints, sums_off
from assay.record.record import Record, load
from assay.record.tables import COLUMNS, FOLDER

RELAYED = Path(__file__).parent / "relayed.csv"
TOTAL = "wss2026.total_demand.2025"


def broken(key: str, **changes: object) -> Record:
    """The record with one fact changed."""
    record = load()
    facts = tuple(replace(f, **changes) if f.id == key else f for f in record.facts)
    by_topic = {t: tuple(f for f in facts if f.topic == t) for t in {f.topic for f in facts}}
    return replace(record, facts=facts, by_topic=by_topic, by_id={f.id: f for f in facts})


def relayed() -> list[dict[str, str]]:
    with RELAYED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_shipped_record_keeps_every_rule():
    assert complaints(load()) == ()


def test_every_fact_has_a_source_and_the_day_it_became_known():
    record = load()
    for fact in record.facts:
        assert fact.source in record.sources
        assert fact.known_on <= COLLECTED_ON
        assert fact.issuer


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"unit": "Moz{silver}/yaer"}, "unit"),
        ({"unit": "TWh/year"}, "does not measure what its topic measures"),
        ({"source": "nowhere"}, "source 'nowhere' is not listed"),
        ({"definition": "somehow"}, "definition 'somehow' is not listed"),
        ({"region": "Atlantis"}, "region 'Atlantis' is not listed"),
        ({"value": None}, "no number"),
        ({"low": 2000.0}, "not in order"),
        ({"status": "true"}, "status"),
        ({"confidence": "sure"}, "confidence"),
        ({"inputs": ("wss2026.industrial.2025",)}, "a printed one has none"),
        ({"source": "derived"}, "a derived figure names its inputs"),
        ({"known_on": COLLECTED_ON + timedelta(days=1)}, "after the day of collection"),
        ({"known_on": date(2026, 4, 14)}, "before its original"),
        ({"issued_on": date(2024, 12, 31)}, "an outcome of 2025 issued on"),
        ({"quantity": "claim: demand for silver"}, "never evidence"),
        ({"value": 1131.6}, "adds up"),
    ],
)
def test_a_broken_row_is_named_with_the_rule_it_breaks(changes, words):
    found = [text for text in complaints(broken(TOTAL, **changes)) if words in text]
    assert found
    assert any("total_demand" in text for text in found) or "adds up" in words


def test_a_derived_row_with_a_missing_input_or_a_wrong_day_is_named():
    lost = broken("wa_der_uk_wd", inputs=("wa_uk_aquastat", "wa_uk_people"))
    assert any("wa_uk_people" in text for text in complaints(lost))
    early = broken("wa_der_uk_wd", known_on=date(2000, 1, 1))
    assert any("its newest input" in text for text in complaints(early))


def test_all_complaints_come_at_once():
    with pytest.raises(RecordError) as caught:
        check(broken(TOTAL, source="nowhere", status="true", value=1.0))
    assert all(word in str(caught.value) for word in ("nowhere", "true", "adds up"))


def test_regions_that_do_not_add_up_to_the_world_are_named():
    assert any("el_iea_2024" in text for text in complaints(broken("el_iea_us_2024", value=190.0)))


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("wss2026.market_balance.2026", -47.0, "silver.market_balance"),
        ("gfms2019.total_supply.2015", 900.0, "silver.total_supply"),
        ("decomp.balance_after_etp.2025.1", -300.0, "balance_after_exchange_traded_products"),
        ("decomp.bar_coin_plus_etp.2025.1", 400.0, "silver.investment"),
        ("supply.byproduct_share.2024.1", 80.0, "supply.byproduct_share.2024.1"),
        ("wa_world_share_industry", 29.0, "wa_world_share_industry"),
        ("wa_us_fresh_2015", 500.0, "more than the whole"),
        ("of_caict_2021", 60.0, "is no mean of"),
        ("el_iea_us_2030", 450.0, "el_iea_2030"),
    ],
)
def test_a_figure_that_breaks_a_sum_is_named(key, value, words):
    found = [text for text in sums_off(broken(key, value=value)) if words in text]
    assert found
    assert not list(sums_off(load()))


def test_the_balance_closes_in_every_vintage_that_prints_it_whole():
    """Each is moved by one million ounces in turn, and each time the sum no longer closes."""
    record = load()
    supplies = {(f.issuer, f.issued_on, f.years) for f in record.topic("silver.total_supply")}
    demands = {(f.issuer, f.issued_on, f.years) for f in record.topic("silver.total_demand")}
    whole = [
        fact
        for fact in record.topic("silver.market_balance")
        if (fact.issuer, fact.issued_on, fact.years) in supplies & demands
    ]
    assert len(whole) >= 13
    for fact in whole:
        moved = broken(fact.id, value=fact.value + 1)
        assert any("silver.market_balance" in text for text in sums_off(moved)), fact.id


def test_a_sum_that_does_not_close_stops_loading(tmp_path):
    folder = own_folder(tmp_path / "own", [])
    table = folder / "silver.csv"
    text = table.read_text("utf-8")
    assert ",1130.6,,," in text
    table.write_text(text.replace(",1130.6,,,", ",1131.6,,,"), "utf-8")
    with pytest.raises(RecordError, match="adds up"):
        load(folder)


def test_a_relayed_number_is_neither_fact_nor_input():
    record = load()
    ids = {row["id"] for row in relayed()}
    assert len(ids) > 50
    assert ids.isdisjoint(record.by_id)
    assert all(ids.isdisjoint(fact.inputs) for fact in record.facts)


def own_folder(folder: Path, rows: list[dict[str, str]]) -> Path:
    """A record of one's own: the shipped tables and one more."""
    shutil.copytree(FOLDER, folder)
    with (folder / "more.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def as_row(relayed_row: dict[str, str], source: str) -> dict[str, str]:
    kept = ("id", "quantity", "value", "low", "high", "note", "confidence")
    return {key: relayed_row[key] for key in kept} | {
        "topic": "silver.total_demand",
        "definition": "as_named",
        "unit": "Moz{silver}/year",
        "source": source,
        "known_on": "2026-01-31",
        "issued_on": "2026-01-31",
        "status": "estimate",
    }


def test_relayed_rows_cannot_be_put_back_among_the_facts(tmp_path):
    """Under their own source they are refused by name, under a listed one by their words."""
    rows = [row for row in relayed() if row["why"] == "claim"]
    with pytest.raises(UnknownSource, match="unconfirmed"):
        load(own_folder(tmp_path / "a", [as_row(rows[0], "unconfirmed")]))
    with pytest.raises(RecordError, match="never evidence"):
        load(own_folder(tmp_path / "b", [as_row(row, "wss2026") for row in rows]))


def test_a_record_of_ones_own_is_checked_and_loads(tmp_path):
    row = as_row(relayed()[0], "wss2026") | {
        "id": "mine",
        "quantity": "a line of mine",
        "value": "1",
    }
    record = load(own_folder(tmp_path / "mine", [row]))
    assert record.fact("mine").value == 1
    assert len(record.facts) == len(load().facts) + 1


def test_a_source_that_is_misspelt_is_answered_with_the_nearest(tmp_path):
    with pytest.raises(UnknownSource, match="wss2026"):
        load(own_folder(tmp_path / "own", [as_row(relayed()[0], "wss206")]))


@pytest.mark.parametrize(
    ("column", "cell"),
    [("value", "1,000"), ("known_on", "2026-1"), ("years", "last year")],
)
def test_a_cell_that_cannot_be_read_names_file_and_line(tmp_path, column, cell):
    row = as_row(relayed()[0], "wss2026") | {"id": "mine", "quantity": "mine", column: cell}
    with pytest.raises(RecordError, match=r"more\.csv:2"):
        load(own_folder(tmp_path / "own", [row]))


def test_a_correction_tells_what_was_printed():
    """The report prints 6.7 m cubic metres for the public supply of a whole country."""
    fact = load().fact("wa_uk_ps_2017")
    assert fact.value == 6.7
    assert "Corrected from 0.0067" in fact.note


def test_every_busbar_figure_is_two_hundred_tonnes_a_gigawatt():
    assert {fact.value for fact in load().topic("metals.copper_busbar")} == {200}


def test_a_correction_expires_once_its_source_is_mended(tmp_path):
    folder = own_folder(tmp_path / "own", [])
    table = folder / "metals.csv"
    text = table.read_text("utf-8")
    assert ",500000,," in text
    table.write_text(text.replace(",500000,,", ",200,,"), "utf-8")
    with pytest.raises(StaleCorrection, match="me_cu_nv_wrong"):
        load(folder)


def test_a_correction_of_a_fact_that_is_gone_is_an_error(tmp_path):
    folder = own_folder(tmp_path / "own", [])
    path = folder / "corrections.toml"
    path.write_text(path.read_text("utf-8").replace("me_cu_nv_wrong", "me_cu_gone"), "utf-8")
    with pytest.raises(RecordError, match="me_cu_gone"):
        load(folder)


def test_a_correction_without_a_reason_is_refused(tmp_path):
    folder = own_folder(tmp_path / "own", [])
    path = folder / "corrections.toml"
    lines = [line for line in path.read_text("utf-8").splitlines() if "reason" not in line]
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(RecordError, match="reason"):
        load(folder)
