"""A run: the same bits however it is cut, equal to a slow loop, and honest about what fails."""

import math

import numpy as np
import pytest

from assay.errors import StoryError, UnitError
from assay.model.model import Model
from assay.model.run import Fix, evaluate, run
from assay.model.sample import medians
from assay.model.shapes import Beta, Constant, Lognormal, Normal, Path, Uniform
from assay.model.summary import quantiles
from assay.units import unit
from tests.model.r1_model import OUTPUTS, given, givens, model

YEARS = range(2020, 2026)


def market() -> Model:
    """A small market that feeds back on itself, with history, start and known years."""
    market = Model(YEARS[0], YEARS[-1])

    @market.quantity("USD/oz", start="price_before", known="price_recorded")
    def price(previous_price, previous_demand, supply, sensitivity):
        return previous_price * np.exp(sensitivity * (previous_demand / supply - 1))

    @market.quantity("t/year", start="demand_before")
    def demand(previous_demand, growth_rate, price, reference_price, elasticity):
        return previous_demand * (1 + growth_rate) * (price / reference_price) ** -elasticity

    @market.quantity("t/year")
    def supply(mined, history_demand, recycled):
        back = history_demand[-1] if len(history_demand) else 0
        return mined + recycled * back

    @market.quantity("t/year")
    def surplus(supply, demand):
        return supply - demand

    return market


MARKET = market()
MARKET_GIVENS = (
    given("price_before", "USD/oz", Constant(20.0)),
    given("price_recorded", "USD/oz", Path((2020, 2021), (21.0, math.nan), 0.02)),
    given("demand_before", "t/year", Normal(900, 1100)),
    given("growth_rate", "percent", Uniform(0, 5)),
    given("reference_price", "USD/oz", Constant(20.0)),
    given("elasticity", "1", Lognormal(0.1, 0.4)),
    given("sensitivity", "1", Lognormal(0.2, 0.8)),
    given("mined", "t/year", Normal(700, 900)),
    given("recycled", "1", Beta(2, 8)),
)


def by_loop(values: dict[str, float], recorded: list[float]) -> dict[str, list[float]]:
    """The market for one sample, in plain Python and in the givens' own units."""
    price, demand = values["price_before"], values["demand_before"]
    found = {"price": [], "demand": [], "supply": [], "surplus": []}
    for row in range(len(YEARS)):
        back = found["demand"][-1] if row else 0.0
        supply = values["mined"] + values["recycled"] * back
        moved = price * math.exp(values["sensitivity"] * (demand / supply - 1))
        price = moved if math.isnan(recorded[row]) else recorded[row]
        ratio = price / values["reference_price"]
        grown = demand * (1 + values["growth_rate"] / 100)
        demand = grown * ratio ** -values["elasticity"]
        for name, value in zip(found, (price, demand, supply, supply - demand), strict=True):
            found[name].append(value)
    return found


def test_feedback_history_start_and_known_years_equal_a_slow_loop():
    names = [one.name for one in MARKET_GIVENS]
    result = run(
        MARKET,
        MARKET_GIVENS,
        outputs=("price", "demand", "supply", "surplus", *names),
        samples=24,
        seed=7,
    )
    for sample in range(24):
        values = {
            name: float(result.values(name)[sample]) for name in names if name != "price_recorded"
        }
        recorded = [float(v) for v in result.values("price_recorded")[:, sample]]
        for name, expected in by_loop(values, recorded).items():
            np.testing.assert_allclose(result.values(name)[:, sample], expected, rtol=1e-12)


@pytest.mark.parametrize("method", ["sobol", "plain"])
@pytest.mark.parametrize("samples", [1000, 40_001])
def test_threads_and_blocks_move_no_bit(method, samples):
    runs = [
        run(
            model,
            givens,
            outputs=OUTPUTS,
            samples=samples,
            seed=3,
            method=method,
            threads=threads,
            block=block,
        )
        for threads, block in ((1, 16384), (2, 16384), (3, 8192), (2, 32768), (1, 10**6))
    ]
    for other in runs[1:]:
        for name in OUTPUTS:
            np.testing.assert_array_equal(other.values(name), runs[0].values(name))


def test_feedback_gives_the_same_bits_for_one_and_three_threads():
    one, three = (
        run(MARKET, MARKET_GIVENS, outputs=("surplus",), samples=30_000, threads=threads)
        for threads in (1, 3)
    )
    np.testing.assert_array_equal(one.values("surplus"), three.values("surplus"))


def test_another_seed_is_another_sample():
    first, second = (run(model, givens, outputs=("share",), samples=64, seed=s) for s in (0, 1))
    assert not np.array_equal(first.values("share"), second.values("share"))


@pytest.mark.parametrize(
    ("name", "shape", "written"),
    [
        ("mine_2024", Normal(26000.0, 28000.0), "t{silver}/year"),
        ("silver_per_server", Lognormal(0.6, 1.8), "kg{silver}/server"),
    ],
)
def test_the_unit_a_given_is_written_in_moves_no_sample(name, shape, written):
    """The same amounts in troy ounces."""
    ounces = written.replace("t{", "oz{").replace("kg{", "oz{")
    factor = unit(written).scale / unit(ounces).scale
    in_ounces = type(shape)(shape.p05 * factor, shape.p95 * factor)
    before, after = (
        run(
            model,
            [given(name, text, form) if one.name == name else one for one in givens],
            outputs=OUTPUTS,
            samples=4096,
        )
        for text, form in ((written, shape), (ounces, in_ounces))
    )
    for output in OUTPUTS:
        scale = np.abs(before.values(output)).max()
        np.testing.assert_allclose(
            after.values(output), before.values(output), rtol=1e-12, atol=1e-12 * scale
        )


def test_a_given_added_to_the_story_moves_no_other():
    added = given("something_new", "1", Uniform(0, 1))
    names = [one.name for one in givens]
    before = run(model, givens, outputs=names, samples=4096)
    after = run(model, [*givens, added], outputs=[*names, "something_new"], samples=4096)
    for name in names:
        np.testing.assert_array_equal(before.values(name), after.values(name))


def test_asking_for_less_moves_nothing():
    one = run(model, givens, outputs=("share",), samples=256)
    many = run(model, givens, outputs=(*OUTPUTS, "mine"), samples=256)
    np.testing.assert_array_equal(one.values("share"), many.values("share"))


def test_a_name_is_one_draw():
    twice = Model(2020, 2021)

    @twice.quantity("1")
    def left(x):
        return x

    @twice.quantity("1")
    def right(x):
        return x

    @twice.quantity("1")
    def nothing(left, right):
        return left - right

    result = run(twice, [given("x", "1", Normal(0, 1))], outputs=("nothing", "x"), samples=512)
    assert (result.values("nothing") == 0).all()
    assert result.values("x").std() > 0.1


def test_a_fixed_node_holds_and_everything_after_it_follows():
    fixed = run(
        model,
        givens,
        outputs=("silver_per_server", "demand", "shipments", "other"),
        samples=128,
        do={
            "silver_per_server": Fix(1200, "g{silver}/server"),
            "substituted": Fix(25, "percent"),
            "other": Fix(30, "kt{silver}/year", years=(2030, 2031)),
            "shipments": Fix(1e6, "server/year", years=2025),
        },
    )
    free = run(model, givens, outputs=("other",), samples=128)
    assert (fixed.values("silver_per_server") == 1.2).all()
    assert (fixed.at("other", 2030) == 30000).all() and (fixed.at("other", 2031) == 30000).all()
    np.testing.assert_array_equal(fixed.at("other", 2029), free.at("other", 2029))
    np.testing.assert_allclose(fixed.at("shipments", 2025), 1e6)
    thrift = run(model, givens, outputs=("thrift",), samples=128).values("thrift") / 100
    expected = 1e6 * 1.2 * (1 - thrift) * 0.75 / 1000
    np.testing.assert_allclose(fixed.at("demand", 2025), expected, rtol=1e-12)


def test_a_node_fixed_inside_a_feedback_loop_holds_there():
    held = run(
        MARKET,
        MARKET_GIVENS,
        outputs=("price", "demand"),
        samples=64,
        do={
            "price": Fix(50, "USD/oz", years=2023),
            "demand": Fix(1, "kt/year", years=(2020, 2024)),
        },
    )
    np.testing.assert_allclose(held.at("price", 2023), 50)
    np.testing.assert_allclose(held.at("demand", 2020), 1000)
    assert held.at("price", 2024).std() > 0
    assert held.at("demand", 2023).mean() < held.at("demand", 2022).mean()


def test_a_fix_that_fits_nothing_is_refused():
    with pytest.raises(UnitError, match="do silver_per_server"):
        run(model, givens, outputs=("share",), do={"silver_per_server": Fix(1, "kg")})
    with pytest.raises(StoryError, match="year 2050"):
        run(model, givens, outputs=("share",), do={"other": Fix(1, "t{silver}/year", years=2050)})
    with pytest.raises(StoryError, match="other"):
        run(model, givens, outputs=("share",), do={"othr": Fix(1, "t{silver}/year")})


def test_inputs_made_by_hand_give_what_the_formulas_say():
    inputs = medians(MARKET_GIVENS, YEARS)
    inputs["mined"] = np.array([700.0, 800.0, 900.0])
    inputs["price_recorded"] = np.array([[21.0], [math.nan], [25.0], *[[math.nan]] * 3])
    result = evaluate(MARKET, MARKET_GIVENS, inputs, ("price", "surplus"))
    assert result.samples == 3
    for sample, mined in enumerate((700.0, 800.0, 900.0)):
        values = {name: float(v.flat[0]) for name, v in inputs.items()} | {"mined": mined}
        expected = by_loop(values, inputs["price_recorded"][:, 0].tolist())
        np.testing.assert_allclose(result.values("surplus")[:, sample], expected["surplus"])
    np.testing.assert_allclose(result.at("price", 2022), 25)
    some = evaluate(MARKET, MARKET_GIVENS, inputs, ("surplus",), years={"surplus": (2023,)})
    np.testing.assert_array_equal(some.at("surplus", 2023), result.at("surplus", 2023))
    with pytest.raises(StoryError, match="2022"):
        some.at("surplus", 2022)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"mined": None}, "inputs.mined"),
        ({"mined": np.zeros((2, 2))}, r"shape \(2, 2\)"),
        ({"price_recorded": np.zeros(6)}, r"\(6, sample\)"),
        ({"mined": np.ones(3), "recycled": np.ones(4)}, "samples"),
        ({"nonsense": np.ones(3)}, "nonsense"),
    ],
)
def test_inputs_that_do_not_fit_are_refused(change, text):
    inputs = {**medians(MARKET_GIVENS, YEARS), **change}
    inputs = {name: values for name, values in inputs.items() if values is not None}
    with pytest.raises(StoryError, match=text):
        evaluate(MARKET, MARKET_GIVENS, inputs, ("surplus",))


def test_a_result_that_is_no_number_names_node_year_and_inputs():
    broken = Model(2020, 2022)

    @broken.quantity("1")
    def share(part, whole):
        return part / whole

    parts = [
        given("part", "t", Constant(2.0)),
        given("whole", "t", Path((2020, 2021, 2022), (4.0, 0.0, 1.0))),
    ]
    with pytest.raises(StoryError) as caught:
        run(broken, parts, outputs=("share",), samples=16)
    line = share.__code__.co_firstlineno
    assert str(caught.value) == (
        f"StoryError in share (tests/model/test_run.py:{line})\n"
        "  found     inf in 2021\n"
        "  expected  a finite number in every year and sample\n"
        "  try       other inputs than part = 2 t, whole = 0 t"
    )


def test_a_year_missing_from_a_series_is_told_by_the_formula_that_meets_it():
    late = Model(2020, 2022)

    @late.quantity("t/year")
    def doubled(series):
        return 2 * series

    @late.quantity("t/year")
    def total(doubled):
        return doubled + doubled

    series = given("series", "t/year", Path((2020, 2021), (1.0, 2.0)))
    with pytest.raises(StoryError) as caught:
        run(late, [series], outputs=("total",), samples=16)
    assert "doubled (" in caught.value.where
    assert caught.value.found == "nan in 2022"
    assert "series = nan t/year" in caught.value.remedy


def test_values_come_in_the_unit_asked_for_and_no_other():
    result = run(model, givens, outputs=("demand", "mine_2024"), samples=64)
    np.testing.assert_allclose(
        result.values("demand", "kg{silver}/year"), 1000 * result.values("demand"), rtol=1e-14
    )
    assert result.at("mine_2024", 2030).shape == (64,)
    assert result.unit("demand") == "t{silver}/year"
    band = result.band("demand", "t{silver}/year", 2030)
    assert band.p05 < band.p25 < band.p50 < band.p75 < band.p95
    median = quantiles(result.at("demand", 2030), (0.5,))[0]
    assert band.p50 == pytest.approx(median)
    with pytest.raises(UnitError):
        result.values("demand", "t/year")
    with pytest.raises(StoryError, match="no year"):
        result.band("demand", "t{silver}/year")
    with pytest.raises(StoryError, match=r"a year of 2015\.\.2035"):
        result.at("demand", 2050)
    with pytest.raises(StoryError, match="not asked for"):
        result.values("share")
    with pytest.raises(ValueError, match="read-only"):
        result.values("demand", "kg{silver}/year")
        result.outputs["demand"][0, 0] = 1.0


def test_a_formula_cannot_spoil_what_others_read():
    spoiler = Model(2020, 2021)

    @spoiler.quantity("t")
    def spoilt(x):
        x += 1 * x
        return x

    with pytest.raises(StoryError, match="read-only"):
        run(spoiler, [given("x", "t", Uniform(1, 2))], outputs=("spoilt",), samples=8)


def test_a_run_of_more_parts_than_samples_is_refused():
    with pytest.raises(StoryError, match="at least one sample in each"):
        run(model, givens, outputs=("share",), samples=4, randomisations=8)


def test_a_given_that_is_no_number_in_some_samples_is_told_where_it_is_an_output_itself():
    made = Model(2020, 2021)

    @made.quantity("kg")
    def twice(amount):
        return amount * 2

    amount = given("amount", "kg", Normal(1, 2))
    for outputs in (("amount",), ("amount", "twice")):
        with pytest.raises(StoryError, match="given amount") as caught:
            evaluate(made, [amount], {"amount": np.array([1.0, np.nan])}, outputs)
        assert "nan" in str(caught.value)
