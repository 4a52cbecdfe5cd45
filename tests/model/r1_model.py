"""R1, the reference model that engines were compared by, written as a story would write it.

Not here: its published values (`../shared/anchors/r1_reference.json`) and the comparison
(`test_r1.py`).
"""

from assay.model.cohorts import WeibullLife, outflow
from assay.model.givens import Given
from assay.model.kernels import cumulative, growth, logistic, lookup
from assay.model.model import Model
from assay.model.normal import Z95
from assay.model.shapes import Beta, Constant, Lognormal, Normal, Shape, Truncated, Uniform

model = Model(2015, 2035)
OUTPUTS = ("share", "price_rise", "deficit")


@model.quantity("server/year")
def shipments(shipments_2022, shipment_growth, year):
    return growth(shipments_2022, shipment_growth, year, 2022)


@model.quantity("kg{silver}/server")
def intensity(silver_per_server, thrift, year):
    return growth(silver_per_server, -thrift, year, 2024)


@model.quantity("1")
def substituted(substitution_ceiling, substitution_speed, substitution_middle, year):
    return logistic(substitution_ceiling, substitution_speed, substitution_middle, year)


@model.quantity("t{silver}/year")
def demand(shipments, intensity, substituted):
    return shipments * intensity * (1 - substituted)


@model.quantity("t{silver}/year")
def retired(demand, wear, life):
    return outflow(demand, WeibullLife(wear, life))


@model.quantity("t{silver}/year")
def net_demand(demand, recovered, retired):
    return demand - recovered * retired


@model.quantity("t{silver}/year")
def other(other_2024, other_growth, year):
    return growth(other_2024, other_growth, year, 2024)


@model.quantity("t{silver}/year")
def mine(mine_2024, mine_growth, year):
    return growth(mine_2024, mine_growth, year, 2024)


@model.quantity("1")
def price_rise(net_demand, other, demand, demand_elasticity, supply_elasticity, year):
    shift = net_demand - lookup(net_demand, year, 2020)
    return shift / (other + demand) / (demand_elasticity + supply_elasticity)


@model.quantity("1")
def share(demand, other):
    return demand / (demand + other)


@model.quantity("t{silver}")
def deficit(other, net_demand, mine):
    return cumulative(other + net_demand - mine)


def given(name: str, unit: str, shape: Shape) -> Given:
    """A given of a test: a judgement without words."""
    return Given(name, {}, unit, shape, (), True, "", "", "low")


def normal(middle: float, deviation: float) -> Normal:
    """A normal shape by mean and standard deviation."""
    return Normal(middle - Z95 * deviation, middle + Z95 * deviation)


givens = (
    given("shipments_2022", "server/year", Constant(0.4e6)),
    given("shipment_growth", "percent/year", Truncated(normal(25, 8), -10, 80)),
    given("silver_per_server", "kg{silver}/server", Lognormal(0.6, 1.8)),
    given("thrift", "percent/year", Uniform(0, 8)),
    given("substitution_ceiling", "1", Beta(2, 3)),
    given("substitution_middle", "year", Uniform(2027, 2034)),
    given("substitution_speed", "1/year", Uniform(0.3, 1.2)),
    given("wear", "1", Uniform(1.5, 3)),
    given("life", "year", Uniform(4, 8)),
    given("recovered", "1", Beta(2, 6)),
    given("mine_2024", "t{silver}/year", normal(26000, 700)),
    given("mine_growth", "1/year", normal(0.005, 0.01)),
    given("other_2024", "t{silver}/year", normal(35000, 1500)),
    given("other_growth", "1/year", normal(0.0, 0.015)),
    given("demand_elasticity", "1", Lognormal(0.1, 0.6)),
    given("supply_elasticity", "1", Lognormal(0.05, 0.4)),
)
