"""One common prior of the elasticities for every story, from all that were published.

Not here: where they are used (`small_story.py`, `ruler/explained.py`).

A lognormal each for supply and demand: its median is the geometric mean of the resources' published
elasticities, its width their scatter; several estimates of one resource count once, by their
geometric mean. Which resource a story is about plays no part: one ruler for all. The elasticities
themselves were published after most of the stories; they belong to the ruler, not to the day.
"""

from dataclasses import dataclass
from math import exp, log
from statistics import fmean, stdev

from assay.model.normal import Z95
from assay.model.shapes import Lognormal
from assay.record.record import Record

SUPPLY = {
    "iron ore": (0.45,),
    "oil": (0.015, 0.15, 0.11),
    "maize": (0.1,),
    "silver": (0.36,),
    "cobalt": (0.38,),
}
"""Published elasticities of supply by resource: the supply_elasticity facts of iron_china (Zhu),
maize_ethanol (Roberts-Schlenker), silver_pv (USGS) and cobalt_ev; for oil the parts of the three
sums in oil_demand's facts (Kilian-Murphy, Baumeister-Hamilton, Caldara and others), as their notes
print them."""

DEMAND = {
    "iron ore": (0.24,),
    "oil": (0.26, 0.35, 0.13, 0.06),
    "maize": (0.04,),
    "silver": (0.4,),
    "cobalt": (0.28,),
}
"""Published elasticities of demand, absolute, from the same works; oil with Hamilton's 0.06."""

BEHIND: dict[str, tuple[str, ...]] = {
    "iron ore": ("iron_china.eps_s", "iron_china.eps_d"),
    "oil": (
        "oil_demand.eps_km", "oil_demand.eps_bh", "oil_demand.eps_cci", "oil_demand.eps_ham",
    ),
    "maize": ("maize_ethanol.eps_s", "maize_ethanol.eps_d"),
    "silver": ("silver_pv.eps_s", "silver_pv.eps_d"),
    "cobalt": ("cobalt_ev.eps_s", "cobalt_ev.eps_d"),
}  # fmt: skip
"""The facts behind each resource's elasticities; a test holds the numbers equal to them."""

TRIFLE = Lognormal(0.001, 0.05)
"""What a driver gives up for whom the resource is a trifle in the cost: the same as for AI and
silver (`stories/silver/givens.toml`, ai_price_elasticity)."""


@dataclass(frozen=True, slots=True)
class Elasticities:
    """The common prior."""

    supply: Lognormal
    """Elasticity of supply."""
    demand: Lognormal
    """Elasticity of demand, absolute."""


def common_prior(without: str | None = None) -> Elasticities:
    """The prior from every resource, or from all but one of `BEHIND`."""
    return Elasticities(_prior(SUPPLY, without), _prior(DEMAND, without))


def _prior(published: dict[str, tuple[float, ...]], without: str | None) -> Lognormal:
    logs = [
        fmean(log(one) for one in found) for name, found in published.items() if name != without
    ]
    middle, reach = fmean(logs), Z95 * stdev(logs)
    return Lognormal(exp(middle - reach), exp(middle + reach))


def resource_of(story: str) -> str | None:
    """The resource of `BEHIND` whose elasticities were estimated on a story's market, if any."""
    markets = {
        "iron_china": "iron ore", "oil_demand": "oil", "oil_spec": "oil",
        "maize_ethanol": "maize", "grain_index": "maize", "silver_pv": "silver",
        "cobalt_ev": "cobalt",
    }  # fmt: skip
    return markets.get(story)


def facts_behind(record: Record) -> tuple[str, ...]:
    """Ids of every fact behind the prior. Raises RecordError for one that is not there."""
    return tuple(record.fact(key).id for keys in BEHIND.values() for key in keys)
