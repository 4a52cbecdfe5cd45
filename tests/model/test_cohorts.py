"""Stocks with lifetimes: nothing is lost, nothing appears, and flodym agrees."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assay.errors import StoryError
from assay.model.cohorts import (
    FixedLife,
    LognormalLife,
    NormalLife,
    WeibullLife,
    inflow_for_stock,
    inflow_this_year,
    leaving_by_age,
    outflow,
    outflow_by_cohort,
    outflow_this_year,
    stock,
    survival,
)
from assay.model.kernels import growth, years_since
from assay.model.model import Model
from assay.model.run import run
from assay.model.shapes import Constant, Path, PathOf, Uniform
from assay.model.sound import sound
from tests.model.r1_model import given as known

YEARS = 12
INFLOWS = arrays(np.float64, (YEARS, 3), elements=st.floats(0, 1e6))
LIVES = st.one_of(
    st.builds(WeibullLife, st.floats(0.5, 5), st.floats(0.5, 20)),
    st.builds(LognormalLife, st.floats(0.5, 20), st.floats(0.1, 10)),
    st.builds(NormalLife, st.floats(0.5, 20), st.floats(0.1, 10)),
    st.builds(FixedLife, st.floats(0.5, 20)),
)


@given(INFLOWS, LIVES)
@settings(max_examples=60)
def test_what_comes_in_either_leaves_or_stays(inflow, life):
    held, left = stock(inflow, life), outflow(inflow, life)
    change = np.diff(held, axis=0, prepend=0)
    np.testing.assert_allclose(inflow, left + change, atol=1e-9 * (1 + inflow.sum()))


@given(INFLOWS, LIVES)
@settings(max_examples=60)
def test_the_inflow_that_keeps_up_a_stock_is_the_one_that_built_it(inflow, life):
    """Forgetting that a cohort survives its first year at all would show here."""
    again = inflow_for_stock(stock(inflow, life), life)
    np.testing.assert_allclose(again, inflow, atol=1e-7 * (1 + inflow.sum()))


@given(INFLOWS, LIVES)
@settings(max_examples=60)
def test_year_by_year_is_the_same_as_all_at_once(inflow, life):
    whole, held = outflow(inflow, life), stock(inflow, life)
    leaving = leaving_by_age(np.arange(float(YEARS))[:, None], life)
    scale = 1 + inflow.sum()
    for row in range(YEARS):
        this_year = outflow_this_year(inflow[:row], leaving[:row])
        np.testing.assert_allclose(this_year, whole[row], atol=1e-12 * scale)
        wanted = inflow_this_year(inflow[:row], held[row], life)
        np.testing.assert_allclose(wanted, inflow[row], atol=1e-9 * scale)


@given(LIVES)
def test_survival_starts_whole_and_never_rises(life):
    shares = survival(life, 40)[:, 0]
    assert shares[0] == 1
    assert (np.diff(shares) <= 1e-15).all() and (shares >= 0).all()


def test_ten_servers_of_exactly_three_years_leave_after_three():
    inflow = np.zeros((6, 1))
    inflow[1] = 10
    np.testing.assert_array_equal(outflow(inflow, FixedLife(3))[:, 0], [0, 0, 0, 0, 10, 0])
    np.testing.assert_array_equal(stock(inflow, FixedLife(3))[:, 0], [0, 10, 10, 10, 0, 0])


def test_each_sample_has_its_own_lifetime():
    inflow = np.ones((5, 1))
    left = outflow(inflow, WeibullLife(np.array([1.0, 3.0]), np.array([2.0, 4.0])))
    assert left.shape == (5, 2)
    for column, life in enumerate((WeibullLife(1.0, 2.0), WeibullLife(3.0, 4.0))):
        np.testing.assert_allclose(left[:, column], outflow(inflow, life)[:, 0])


def by_hand(inflow, survivals):
    """Stock and outflow of cohorts, each with shares surviving of its own, by the definition."""
    years = len(inflow)
    held, left = np.zeros(years), np.zeros(years)
    for cohort, shares in enumerate(survivals):
        for age in range(years - cohort):
            held[cohort + age] += inflow[cohort] * shares(age)
            if age:
                left[cohort + age] += inflow[cohort] * (shares(age - 1) - shares(age))
    return held, left


SCALES = np.linspace(2.0, 9.0, YEARS)


def test_each_cohort_may_have_a_lifetime_of_its_own():
    inflow = np.random.default_rng(5).uniform(1, 9, (YEARS, 2))
    scales = np.stack([SCALES, SCALES[::-1]], axis=1)
    life = WeibullLife(2.0, scales)
    held, left = stock(inflow, life), outflow(inflow, life)
    for column in range(2):
        survivals = [
            lambda age, scale=scale: float(np.exp(-((age / scale) ** 2))) if age else 1.0
            for scale in scales[:, column]
        ]
        expected = by_hand(inflow[:, column], survivals)
        np.testing.assert_allclose(held[:, column], expected[0], rtol=1e-12)
        np.testing.assert_allclose(left[:, column], expected[1], rtol=1e-12)
    np.testing.assert_allclose(inflow_for_stock(held, life), inflow, rtol=1e-9)
    for row in range(YEARS):
        past = WeibullLife(2.0, scales[:row])
        np.testing.assert_allclose(outflow_by_cohort(inflow[:row], past), left[row], atol=1e-12)
        if row:
            again = inflow_this_year(inflow[:row], held[row], past)
            np.testing.assert_allclose(again, inflow[row], rtol=1e-9)


@given(INFLOWS, st.sampled_from(["end", "middle", "start"]), st.floats(0.5, 9), st.floats(0.5, 9))
@settings(max_examples=60)
def test_mass_is_kept_whenever_cohorts_come_in_and_however_long_each_lives(
    inflow, entering, first, last
):
    life = WeibullLife(1.7, np.linspace(first, last, YEARS)[:, None])
    held, left = stock(inflow, life, entering), outflow(inflow, life, entering)
    change = np.diff(held, axis=0, prepend=0)
    np.testing.assert_allclose(inflow, left + change, atol=1e-9 * (1 + inflow.sum()))


def test_a_lifetime_for_other_years_is_refused():
    with pytest.raises(ValueError, match="of a lifetime has 11 years, the inflow 12"):
        stock(np.ones((YEARS, 1)), WeibullLife(2.0, np.ones((YEARS - 1, 1))))


def test_lifetimes_by_cohort_run_in_a_model_traced_and_as_written_and_in_a_loop():
    model = Model(2020, 2020 + YEARS - 1)

    @model.quantity("server/year")
    def bought(bought_first, growth_rate, year):
        return growth(bought_first, growth_rate, year, 2020)

    @model.quantity("year")
    def lasting(first_life, year):
        return first_life * (1 + 0.05 * years_since(year, 2020))

    @model.quantity("server/year")
    def discarded(bought, lasting, spread):
        return outflow(bought, NormalLife(lasting, spread))

    @model.quantity("server/year")
    def discarded_in_a_loop(history_bought, history_lasting, spread):
        return outflow_by_cohort(history_bought, NormalLife(history_lasting, spread))

    @model.quantity("server/year")
    def discarded_in_their_year_too(bought, lasting, spread):
        return outflow(bought, NormalLife(lasting, spread), "middle")

    givens = [
        known("bought_first", "server/year", Constant(100.0)),
        known("growth_rate", "1", Uniform(0.0, 0.2)),
        known("first_life", "year", Uniform(3.0, 6.0)),
        known("spread", "year", Constant(1.5)),
    ]
    names = tuple(model.quantities)
    traced = run(model, givens, outputs=names, samples=500)
    written = run(model, givens, outputs=names, samples=500, formulas="as written")
    for name in names:
        np.testing.assert_allclose(traced.values(name), written.values(name), rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(
        traced.values("discarded_in_a_loop"), traced.values("discarded"), rtol=1e-9, atol=1e-9
    )
    expected = outflow(traced.values("bought"), NormalLife(traced.values("lasting"), 1.5))
    np.testing.assert_allclose(traced.values("discarded"), expected, rtol=1e-9, atol=1e-9)


EXACT = {"rtol": 1e-10, "atol": 1e-10}
"""How closely flodym is to be met, relative and in units of an inflow of a few a year."""

FLODYM_LIVES = [
    ("WeibullLifetime", {"weibull_shape": 2.0, "weibull_scale": 5.0}, WeibullLife(2.0, 5.0)),
    ("LogNormalLifetime", {"mean": 6.0, "std": 2.0}, LognormalLife(6.0, 2.0)),
    ("NormalLifetime", {"mean": 9.0, "std": 1.2}, NormalLife(9.0, 1.2)),
    ("FixedLifetime", {"mean": 3.0}, FixedLife(3.0)),
]


@pytest.fixture(scope="module")
def flodym():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("flodym")


def stocks_by_flodym(flodym, inflow, name, entering, **parameters):
    """Stock, outflow, and the inflow that the stock asks for, (year, column)."""
    years, columns = inflow.shape
    time = flodym.Dimension(name="Time", letter="t", items=list(range(1900, 1900 + years)))
    region = flodym.Dimension(name="Region", letter="r", items=[f"r{n}" for n in range(columns)])
    dims = flodym.DimensionSet(dim_list=[time, region])

    def lifetime():
        values = {key: np.broadcast_to(value, inflow.shape) for key, value in parameters.items()}
        return getattr(flodym, name)(dims=dims, inflow_at=entering, **values)

    driven = flodym.InflowDrivenDSM(
        dims=dims,
        name="s",
        lifetime_model=lifetime(),
        inflow=flodym.StockArray(dims=dims, values=inflow.copy()),
    )
    driven.compute()
    back = flodym.StockDrivenDSM(
        dims=dims,
        name="s",
        lifetime_model=lifetime(),
        stock=flodym.StockArray(dims=dims, values=driven.stock.values.copy()),
    )
    back.compute()
    return driven.stock.values, driven.outflow.values, back.inflow.values


@pytest.mark.parametrize("entering", ["end", "middle", "start"])
@pytest.mark.parametrize(("name", "parameters", "life"), FLODYM_LIVES)
def test_stocks_are_flodyms_in_both_directions(flodym, name, parameters, life, entering):
    inflow = np.random.default_rng(3).uniform(1, 9, (YEARS, 1))
    held, left, back = stocks_by_flodym(flodym, inflow, name, entering, **parameters)
    np.testing.assert_allclose(stock(inflow, life, entering), held, **EXACT)
    np.testing.assert_allclose(outflow(inflow, life, entering), left, **EXACT)
    np.testing.assert_allclose(inflow_for_stock(held, life, entering), back, **EXACT)


@pytest.mark.parametrize("entering", ["end", "middle", "start"])
@pytest.mark.parametrize(
    ("name", "life"), [("NormalLifetime", NormalLife), ("LogNormalLifetime", LognormalLife)]
)
def test_stocks_whose_cohorts_live_differently_are_flodyms(flodym, name, life, entering):
    inflow = np.random.default_rng(4).uniform(1, 9, (40, 3))
    mean = np.linspace([12.0, 20.0, 9.0], [18.0, 11.0, 30.0], 40)
    held, left, back = stocks_by_flodym(flodym, inflow, name, entering, mean=mean, std=mean / 9)
    of_each = life(mean, mean / 9)
    np.testing.assert_allclose(stock(inflow, of_each, entering), held, **EXACT)
    np.testing.assert_allclose(outflow(inflow, of_each, entering), left, **EXACT)
    np.testing.assert_allclose(inflow_for_stock(held, of_each, entering), back, **EXACT)


def test_steel_in_nine_countries_is_flodyms_third_example(flodym):
    """Its lifetimes of nine countries, normal with 30 % of the mean as deviation, each a sample;
    its table of consumption does not come with it, so two wars and a crisis are drawn here."""
    mean = np.array([45.0, 25, 35, 55, 70, 45, 70, 30, 30])
    years = np.arange(1900, 2009)[:, None]
    inflow = np.exp(np.linspace(0.0, 4.0, years.size))[:, None] * np.linspace(0.5, 2.0, mean.size)
    inflow = np.where(
        ((years > 1914) & (years < 1919)) | ((years > 1939) & (years < 1946)), inflow / 3, inflow
    )
    inflow = np.where((years > 1990) & (years < 1996), inflow * 0.6, inflow)
    for entering in ("middle", "start"):
        held, left, back = stocks_by_flodym(
            flodym, inflow, "NormalLifetime", entering, mean=mean, std=0.3 * mean
        )
        life = NormalLife(mean, 0.3 * mean)
        np.testing.assert_allclose(stock(inflow, life, entering), held, **EXACT)
        np.testing.assert_allclose(outflow(inflow, life, entering), left, **EXACT)
        np.testing.assert_allclose(inflow_for_stock(held, life, entering), back, **EXACT)


def cohorts_of_all_kinds() -> tuple[Model, list]:
    """Series that are drawn, known and written by others, in sums that share some or all of them,
    one inside another's."""
    model = Model(2020, 2020 + YEARS - 1)

    @model.quantity("server/year")
    def bought(bought_first, growth_rate, year):
        return growth(bought_first, growth_rate, year, 2020)

    @model.quantity("server/year")
    def left(bought, wear, life):
        return outflow(bought, WeibullLife(wear, life))

    @model.quantity("server/year")
    def left_by_loop(history_bought, history_leaving):
        return outflow_this_year(history_bought, history_leaving)

    @model.quantity("1")
    def leaving(year, wear, life):
        return leaving_by_age(year, WeibullLife(wear, life))

    @model.quantity("server")
    def in_use(bought, wear, life):
        return stock(bought, WeibullLife(wear, life))

    @model.quantity("server/year")
    def left_of_those(left, wear, life):
        return outflow(left, WeibullLife(wear, life), "end")

    @model.quantity("server/year")
    def known_left(published, wear, life):
        return outflow(published, WeibullLife(wear, life))

    @model.quantity("server/year")
    def drawn_left(surveyed, fixed_life):
        return outflow(surveyed, FixedLife(fixed_life))

    years = tuple(range(2020, 2020 + YEARS))
    drawn = PathOf(years, tuple(Uniform(year - 2000, 40) for year in years))
    return model, [
        known("bought_first", "server/year", Uniform(50.0, 100.0)),
        known("growth_rate", "1", Uniform(0.0, 0.2)),
        known("wear", "1", Uniform(1.5, 3)),
        known("life", "year", Uniform(3.0, 6.0)),
        known("fixed_life", "year", Constant(4.0)),
        known("published", "server/year", Path(years, tuple(map(float, years)))),
        known("surveyed", "server/year", drawn),
    ]


def test_products_of_cohorts_are_added_up_the_same_whoever_shares_them_and_however_many_samples():
    model, givens = cohorts_of_all_kinds()
    names = (*model.quantities, "surveyed", "published")
    for samples in (4097, 9000):  # of the first, a single sample is left over
        traced = run(model, givens, outputs=names, samples=samples)
        written = run(model, givens, outputs=names, samples=samples, formulas="as written")
        for name in names:
            np.testing.assert_allclose(traced.values(name), written.values(name), rtol=1e-12)
            alone = run(model, givens, outputs=(name,), samples=samples, threads=2)
            np.testing.assert_array_equal(alone.values(name), traced.values(name))
        np.testing.assert_allclose(traced.values("left_by_loop"), traced.values("left"), rtol=1e-12)
        expected = outflow(traced.values("surveyed"), FixedLife(4.0))
        np.testing.assert_allclose(traced.values("drawn_left"), expected, rtol=1e-12)


def test_a_word_for_when_cohorts_come_in_that_there_is_not_is_told_with_its_formula():
    made = Model(2020, 2025)

    @made.quantity("t/year")
    def out(inflow, life, year):
        return outflow(inflow * (year / year), FixedLife(life), "midle")

    of_it = [
        known("inflow", "t/year", Uniform(1, 2)),
        known("life", "year", Uniform(1, 2)),
    ]
    for ask in (
        lambda: sound(made, of_it),
        lambda: run(made, of_it, outputs=("out",)),
        lambda: run(made, of_it, outputs=("out",), formulas="as written"),
    ):
        with pytest.raises(StoryError) as caught:
            ask()
        assert caught.value.where.startswith("out (tests/model/test_cohorts.py:")
        assert caught.value.found == "'midle'"
        assert caught.value.remedy == "middle"
    with pytest.raises(StoryError, match="end, middle, start"):
        stock(np.ones((3, 4)), FixedLife(np.ones(4)), "beginning")


@pytest.mark.parametrize(
    "life",
    [
        lambda m: WeibullLife(2.0, m),
        lambda m: WeibullLife(m, 5.0),
        lambda m: LognormalLife(m, 1.0),
        lambda m: LognormalLife(5.0, m),
        lambda m: NormalLife(m, 1.0),
        lambda m: NormalLife(5.0, m),
        FixedLife,
    ],
)
def test_a_lifetime_that_none_can_have_is_no_number_in_its_sample_alone(life):
    inflow = np.ones((5, 3))
    found = outflow(inflow, life(np.array([3.0, -3.0, 4.0])))
    assert np.isnan(found[1:, 1]).all()
    one = outflow(inflow[:, :1], life(np.array([3.0])))
    np.testing.assert_allclose(found[:, :1], one, rtol=1e-12)


def test_negative_lifetimes_are_refused_with_the_formula_and_its_inputs():
    made = Model(2020, 2025)

    @made.quantity("t/year")
    def out(inflow, mean, year):
        return outflow(inflow * (year / year), NormalLife(mean, 1.0 * np.abs(mean)))

    of_it = [known("inflow", "t/year", Uniform(1, 2)), known("mean", "year", Uniform(-1, 9))]
    with pytest.raises(StoryError, match=r"(?s)out \(.*nan.*mean = -"):
        run(made, of_it, outputs=("out",))
