"""Every fact equals the row it came from; every row is a fact, relayed, or left out for a reason.

Not here: figures computed anew (`test_derived.py`). Skipped where the collected rows are missing.
"""

import csv
from pathlib import Path

import pytest

from assay.record.record import load

SHARED = Path(__file__).resolve().parents[3] / "shared" / "facts"
TABLES = (
    "silver_facts",
    "electricity",
    "water",
    "metals",
    "ewaste",
    "offsets",
    "peers",
    "buildout",
)
pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="no collected rows beside the repository"
)

FACTORS = {
    ("million", "server/year"): 1e6,
    ("million", "vehicle/year"): 1e6,
    ("million", "GPU/year"): 1e6,
    ("million", "rack"): 1e6,
    ("million", "person"): 1e6,
    ("billion USD", "USD"): 1e9,
    ("bn USD", "USD"): 1e9,
    ("trillion/month", "token/month"): 1e12,
    ("GL", "km3{consumed}/year"): 1e-3,
    ("GL/yr", "km3/year"): 1e-3,
    ("m3", "L{consumed}"): 1e3,
    ("Gt", "Mt{CO2}/year"): 1e3,
    ("Gt CO2e", "Mt{CO2}/year"): 1e3,
    ("t", "Moz{silver}"): 1 / 31.1034768,
    ("t", "Moz{silver}/year"): 1 / 31.1034768,
    ("g/t of board", "g{silver}/kg{board}"): 1e-3,
    ("Bgal/d", "km3{withdrawn}/year"): 3.785411784 * 0.36525,
    ("ML/day", "km3{withdrawn}/year"): 365.25e-6,
    ("t/month", "t{titanium}/year"): 12,
}
"""(Unit as collected, unit of the record) -> factor; 1 where it is not listed."""
CHANGED = {
    "ew_mass_dgx": "only the figure that a source prints is kept",
    "me_ga_prod": "only the figures that a source prints are kept",
    "me_cu_nv_wrong": "a correction replaces the slip",
    "price.return_2025.2025.1": "a dealer's own return stands in a row of its own",
    "me_der_cu_2026": "computed from the range that its source prints",
    "ew_der_gpus_hi": "computed from the masses that sources print",
    "ew_der_gpus_dv": "computed from the masses that sources print",
    "ag.bound_whole_server_as_pcb.1": "computed from the mass that a source prints",
}
"""Rows whose numbers differ from what was collected, with the reason."""
RECOMPUTED = "elast.arc_"
"""Elasticities computed anew on World Bank averages: London's means may not be passed on."""
LEFT_OUT = {
    "price.london_23jan2026.2026.1": "the same fix stands among the prices",
    "price.gold_silver_ratio.2026.1": "a ratio of daily prices that nothing cites",
    "price.gold_silver_ratio.2026.2": "a ratio of daily prices that nothing cites",
    "elast.minerals_general.2024.1": "no number",
    "sub.longi_start.2026.1": "a day, not a figure",
    "sub.price_threshold_pv.2025.1": "a reading without inputs: a judgement",
    "me_hum_cu_cn2": "more than the whole robot weighs: no figure of a robot",
    "pe_el_dc24": "el_iea_2024",
    "pe_el_ai25": "el_gartner_ai_2025",
    "pe_el_dc_us23": "el_lbnl_2023",
    "pe_el_world25": "el_world_gen_2025",
    "pe_wa_dc_us": "wa_lbnl_direct_2023",
    "pe_wa_irrig": "wa_us_irrig_2015",
    "pe_wa_thermo": "wa_us_thermo_2015",
    "pe_me_ti_iphone": "me_ti_iphone",
    "of_price_280": "el_eff_price",
}
"""Rows that are not carried, with the reason or the fact that says the same."""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def collected() -> dict[str, dict[str, str]]:
    return {row["id"]: row for name in TABLES for row in rows(SHARED / f"{name}.csv")}


def relayed() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows(Path(__file__).parent / "relayed.csv")}


def same(found: float | None, cell: str, factor: float) -> bool:
    if cell == "":
        return found is None
    # converted figures carry the rounding of the record's last digit
    return found == pytest.approx(float(cell) * factor, rel=1e-9 if factor == 1 else 2e-3, abs=0.05)


def test_every_collected_row_is_a_fact_or_relayed_or_left_out_for_a_reason():
    carried, passed_on = set(load().by_id), set(relayed())
    for key in collected():
        assert [key in carried, key in passed_on, key in LEFT_OUT].count(True) == 1, key


def test_every_fact_equals_the_row_it_came_from():
    record, seen = load(), 0
    for key, row in collected().items():
        if key not in record.by_id or key in CHANGED or key.startswith(RECOMPUTED):
            continue
        fact = record.fact(key)
        factor = FACTORS.get((row["unit"], fact.unit), 1.0)
        for found, column in ((fact.value, "value"), (fact.low, "low"), (fact.high, "high")):
            assert same(found, row[column], factor), (key, column, found, row[column])
        if row["year"].isdigit() and fact.years and fact.years[0] == fact.years[1]:
            assert fact.years[0] == int(row["year"]), key
        seen += 1
    assert seen > 450


def test_every_line_of_the_balance_equals_the_table_it_came_from():
    record = load()
    columns = {
        "ee_excl_pv": "electrical_electronics_without_pv",
        "brazing_solder": "brazing_and_solder",
        "net_physical_investment": "bar_and_coin",
        "hedging_plus_official_supply": "hedging_and_official_supply",
        "etp_net_flows": "exchange_traded_products",
    }
    lines = list(rows(SHARED / "silver_balance.csv")[0])[3:-2]
    for row in rows(SHARED / "silver_balance.csv"):
        issue = row["series"].lower()
        for column in lines:
            if row[column]:
                fact = record.fact(f"{issue}.{columns.get(column, column)}.{row['year']}")
                assert fact.value == float(row[column])
                assert (fact.status == "forecast") == (row["status"] == "forecast")


KINDS = {
    "daily_london": "london_noon",
    "year_end_london": "london_noon",
    "annual_avg_worldbank": "annual_average_world_bank",
    "daily_spot_close": "new_york_close",
    "alltime_high_spot": "spot_high",
}
"""Kinds of collected prices that are carried, with the definition they have in the record."""


def test_every_price_equals_the_row_it_came_from():
    prices: dict[tuple[str, str], list[float]] = {}
    for row in rows(SHARED / "silver_price.csv"):
        if row["metal"] == "silver" and row["kind"] in KINDS:
            key = (row["date"], KINDS[row["kind"]])
            prices.setdefault(key, []).append(float(row["price_usd_per_oz"]))
    seen = set()
    for fact in load().topic("silver.price"):
        when = str(fact.day) if fact.day else str(fact.years[0])
        assert fact.value in prices[when, fact.definition], fact.id
        seen.add(fact.definition)
    assert seen == set(KINDS.values())


def test_relayed_rows_are_the_collected_ones():
    origin = collected()
    for key, row in relayed().items():
        for column in ("quantity", "value", "low", "high", "unit", "year", "source_id"):
            assert row[column] == origin[key][column], key


def test_every_relayed_row_is_one_by_its_words_its_source_or_its_inputs():
    for key, row in relayed().items():
        words = "claim" in key + row["quantity"]
        source = row["source_id"] == "unconfirmed" or row["source_id"].startswith("article_")
        assert words or source or row["why"].startswith("derived from claim"), key
