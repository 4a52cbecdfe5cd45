"""Units carry dimension and label; pint is the oracle for the factors."""

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import UnitError
from assay.report.json_values import plain_unit
from assay.report.numbers import with_unit
from assay.units import convert, show, spellings, table, unit

IN_PINT = {
    "oz": "troy_ounce",
    "oz_avoirdupois": "avoirdupois_ounce",
    "t": "metric_ton",
    "kt": "kilometric_ton",
    "Mt": "megametric_ton",
    "Gt": "gigametric_ton",
    "lb": "pound",
    "short_ton": "short_ton",
    "gal": "US_liquid_gallon",
    "bbl": "oil_barrel",
    "year": "julian_year",
    "h": "hour",
    "min": "minute",
    "L": "liter",
    "mL": "milliliter",
    "ML": "megaliter",
    "GL": "gigaliter",
}
"""Names under which pint knows a symbol that differs from ours; the rest are the same in both."""

SAME = (
    *("kg", "g", "mg", "m", "km", "cm", "mm", "J", "W", "kW", "MW", "GW", "TW", "Wh", "kWh"),
    *("MWh", "GWh", "TWh", "PJ", "s", "day", "week", "month"),
)


def in_pint_base(registry, symbol):
    """The same factor by pint, energy as a base of its own as in our table."""
    quantity = registry(IN_PINT.get(symbol, symbol))
    if quantity.check("[energy]"):
        return quantity.to("J").magnitude
    if quantity.check("[power]"):
        return quantity.to("J/julian_year").magnitude
    for target in ("kg", "m", "m**3", "julian_year"):
        if quantity.check(target):
            return quantity.to(target).magnitude
    raise AssertionError(symbol)


@pytest.mark.parametrize("symbol", [*SAME, *IN_PINT])
def test_every_factor_is_the_one_pint_has(symbol):
    registry = pint.UnitRegistry()
    assert unit(symbol).scale == pytest.approx(in_pint_base(registry, symbol), rel=1e-9)


def test_every_row_of_the_table_can_be_read():
    for symbol in table():
        assert unit(symbol).scale > 0


def test_a_spelling_means_one_unit_only():
    seen = {}
    for symbol, row in table().items():
        for spelling in (*row.get("en", ()), *row.get("zh", ())):
            assert seen.setdefault(spelling, symbol) == symbol, f"{spelling} means two units"
            assert spellings()[spelling] in (symbol, spelling)


def test_withdrawn_water_does_not_divide_by_consumed_water():
    assert not unit("m3{withdrawn}/year").fits(unit("m3{consumed}/year"))
    ratio = unit("L{withdrawn}") / unit("L{consumed}")
    assert ratio.powers == (("{consumed}", -1), ("{withdrawn}", 1))


def test_power_usage_effectiveness_is_not_a_bare_number():
    assert unit("J{site}/J{it}").powers != ()
    assert unit("J{it}") * unit("J{site}/J{it}") == unit("J{it}*J{site}/J{it}")


def test_an_unlabelled_amount_cancels_only_unlabelled():
    assert (unit("kg{silver}") / unit("kg")).powers == (("{silver}", 1),)
    assert (unit("kg{silver}") / unit("t{silver}")).powers == ()


def test_silver_ounces_are_troy():
    """1 Moz is 31.1035 t; the avoirdupois ounce would give 28.35."""
    assert convert(1.0, "Moz", "t") == pytest.approx(31.1034768)


def test_a_gigawatt_over_a_year_is_8_766_terawatt_hours():
    assert convert(1.0, "GW*year", "TWh") == pytest.approx(8.766)


def test_a_unit_that_does_not_fit_is_told_with_both_units():
    with pytest.raises(UnitError) as caught:
        convert(1.0, "kWh", "kW", "a givens file")
    text = str(caught.value)
    assert "a givens file" in text
    assert "kWh" in text
    assert "kW" in text


def test_an_unknown_unit_names_the_nearest():
    with pytest.raises(UnitError, match=r"one of .*server"):
        unit("kg/servr")


@given(st.sampled_from(["t{silver}/year", "Moz{silver}/year", "kg{silver}/year", "g{silver}/day"]),
       st.sampled_from(["t{silver}/year", "Moz{silver}/year", "oz{silver}/month"]),
       st.floats(1e-6, 1e9))  # fmt: skip
def test_there_and_back_is_the_same_amount(source, target, value):
    assert convert(convert(value, source, target), target, source) == pytest.approx(
        value, rel=1e-12
    )


@given(st.sampled_from(sorted(table())), st.sampled_from(sorted(table())))
def test_dividing_by_what_was_multiplied_gives_the_unit_back(left, right):
    whole = unit(left) * unit(right) / unit(right)
    assert whole.powers == unit(left).powers
    assert whole.scale == pytest.approx(unit(left).scale)


@pytest.mark.parametrize(
    ("text", "en", "zh", "json"),
    [
        ("1{piece}/year", "2 piece/year", "2 piece/年", "piece/year"),
        ("kg{tin}/1{piece}", "2 kg/piece", "2 kg/piece", "kg/piece"),
        ("1/year", "2 a year", "2 1/年", "1/year"),
    ],
)
def test_what_a_labelled_one_counts_is_told_and_a_bare_one_is_not(text, en, zh, json):
    told = [with_unit("2", text, language).replace("\u00a0", " ") for language in ("en", "zh")]
    assert told == [en, zh]
    assert plain_unit(text) == json


def test_labels_are_not_shown_to_readers():
    assert show("kg{silver}/server", "en") == "kg/server"
    assert show("USD/oz", "zh") == "美元/盎司"
