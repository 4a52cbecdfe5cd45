"""Every derived figure is recomputed from its inputs.

Not here: days and issuers of derived rows (`test_check.py`).
"""

import math
import re
from collections.abc import Callable

import pytest

from assay.record.fact import Fact
from assay.record.record import load
from assay.record.tables import KNOWN_ENDS
from assay.units import convert

HOURS = 8.766
"""Thousand hours in a year of 365.25 days."""
Ends = tuple[float, float]
Rule = Callable[..., Ends]


def value(fact: Fact) -> float:
    figure = fact.figure()
    return figure.mid


def ends(fact: Fact) -> Ends:
    figure = fact.figure()
    return figure.low, figure.high


def one(number: float) -> Ends:
    return number, number


def over(total: Fact, *parts: Fact) -> Ends:
    return one(value(total) - sum(value(part) for part in parts))


def growth(last: Fact, first: Fact) -> Ends:
    return one(100 * (value(last) / value(first) - 1))


def mean_growth(last: Fact, first: Fact) -> Ends:
    years = last.years[0] - first.years[0]
    return one(100 * ((value(last) / value(first)) ** (1 / years) - 1))


def arc(last: Fact, first: Fact, price: Fact, old_price: Fact) -> Ends:
    return one(math.log(value(last) / value(first)) / math.log(value(price) / value(old_price)))


def less_growth(later: Fact, percent: Fact) -> Ends:
    return one(value(later) / (1 + value(percent) / 100))


def ratio(part: Fact, whole: Fact, scale: float = 100.0) -> Ends:
    low, high = ends(part)
    return scale * low / value(whole), scale * high / value(whole)


def path(first: Fact, last: Fact, end: int) -> float:
    """Yearly growth factor from the first year to an end of the last."""
    years = last.years[0] - first.years[0]
    return (ends(last)[end] / value(first)) ** (1 / years)


def on_path(first: Fact, last: Fact, end: int) -> Ends:
    """Sum of an exponential path over all its years, in Mt."""
    factor, years = path(first, last, end), last.years[0] - first.years[0]
    return one(sum(value(first) * factor**n for n in range(years + 1)) / 1000)


def gpus(waste: Fact, server: Fact, rack: Fact, end: int | None = None) -> Ends:
    """Waste over 8 GPUs to a server and 72 to a rack."""
    low, high = ends(waste) if end is None else one(ends(waste)[end])
    light, heavy = sorted((value(server) / 8, value(rack) / 72))
    return low * 1e6 / heavy, high * 1e6 / light


def per_litre(prompts: Fact, water: Fact) -> Ends:
    """Tonnes a day of mL a prompt; a litre of water is a kilogram."""
    return one(value(prompts) * value(water) / 1e6)


def copper(after: Fact, before: Fact, thin: Fact, thick: Fact) -> Ends:
    added = (value(after) - value(before)) / 1000
    return added * ends(thin)[0], added * ends(thick)[1]


def cars(sold: Fact, electric: Fact, hybrid: Fact) -> Ends:
    return value(sold) * value(hybrid) / 1e9, value(sold) * value(electric) / 1e9


RULES: tuple[tuple[str, Rule], ...] = (
    (r"wss2026\.(hedging_and_official_supply|net_hedging_demand)\..*", over),
    (r"el_der_dc_2022", over),
    (r"decomp\.dY_.*|stock\.etp_total_backcast\..*|srv\.general_shipments\..*", over),
    (r"decomp\.bar_coin_plus_etp\..*", lambda a, b: one(value(a) + value(b))),
    (r"decomp\.balance_after_etp\..*", over),
    (r"elast\.arc_.*", arc),
    (r"price\..*|sub\.pv_silver_change.*|sub\.pv_thrift_rate\.2025\.2", growth),
    (r"sub\.pv_thrift_rate_20.*", mean_growth),
    (r"supply\.primary_share\..*", lambda share: one(100 - value(share))),
    (r"ag\.bound_whole_server_as_pcb\.1", lambda a, b: ratio(a, b, value(b) ** 2 / 1000)),
    (
        r"srv\.ai_shipments\..*|pv\.installations\.2023\.10|me_cu_use_20(19|25)|me_ti_sponge_2023",
        less_growth,
    ),
    (
        r"pv\.ag_intensity_implied\..*",
        lambda use, added: one(convert(value(use), "Moz", "t") / value(added)),
    ),
    (r"stock\.cumulative_deficit.*", lambda *years: one(-sum(map(value, years)))),
    (r"stock\.cumulative_etp.*", lambda *years: one(sum(map(value, years)))),
    (r"el_der_us_.*", lambda load, share: ratio(load, share, 100 * HOURS)),
    (r"el_der_cf_2035|pe_el_dc_share_gen|wa_der_uk_share_.*", ratio),
    (r"el_eu_2023", lambda part, share: ratio(part, share, 100.0)),
    (r"ew_der_share_.*", lambda part, whole: ratio(part, whole, 0.1)),
    (r"el_der_dec_share_lo", lambda s, new, old: one(value(s) * value(new) / value(old))),
    (
        r"el_der_dec_share_hi",
        lambda gw, use, whole: one(value(gw) * value(use) * HOURS / value(whole)),
    ),
    (
        r"el_dv23_twh",
        lambda n, kw: (value(n) * ends(kw)[0] * 8.76e-6, value(n) * ends(kw)[1] * 8.76e-6),
    ),
    (r"pe_el_ev24", lambda later, times: one(value(later) / value(times))),
    (r"pe_el_chatgpt", lambda n, wh: one(value(n) * value(wh) * 365 / 1e12)),
    (r"wa_li_energy_2027", ends),
    (
        r"wa_der_eff_.*",
        lambda km3, twh: tuple(
            sorted(1000 * a / b for a, b in zip(ends(km3), ends(twh), strict=True))
        ),
    ),
    (r"wa_der_chatgpt_.*", per_litre),
    (r"wa_der_(uk|world)_wd", lambda a, people: one(value(a) * value(people) * 365.25 / 1e12)),
    (r"me_der_cu_2026", copper),
    (r"me_der_ti_gs35", lambda n, a, b: (value(n) * value(a) / 1000, value(n) * value(b) / 1000)),
    (r"me_der_ti_ms35", lambda n, kg: one(value(n) * value(kg) / 1000)),
    (r"me_der_ti_ms50", lambda n, kg: one(value(n) * value(kg) / 1000 / 15)),
    (r"me_cu_secondary_2016", lambda share, whole: one(value(share) * value(whole) / 100)),
    (r"me_cu_busbar_gw", lambda of_a_gigawatt: one(value(of_a_gigawatt))),
    (r"me_au_jewellery_2025", lambda year, change: one(value(year) * (1 + value(change) / 100))),
    (r"pe_me_ev_cu_tot", cars),
    (r"ew_der_growth_lo", lambda a, b: one(100 * (path(a, b, 0) - 1))),
    (r"ew_der_growth_hi", lambda a, b: one(100 * (path(a, b, 1) - 1))),
    (r"ew_der_cum_lo", lambda a, b: on_path(a, b, 0)),
    (r"ew_der_cum_hi", lambda a, b: on_path(a, b, 1)),
    (r"ew_der_gpus_hi", lambda w, s, r: gpus(w, s, r, 1)),
    (r"ew_der_gpus_dv", gpus),
    (r"of_der_core_.*", lambda share, part: one(value(share) * (1 - value(part) / 100))),
)
LITHIUM_IN_CARBONATE = 5.323
"""Tonnes of lithium carbonate (Li2CO3) that hold a tonne of lithium: 73.89 / (2 x 6.94)."""


def before_growth(later: Fact, percent: Fact) -> Ends:
    return one(value(later) / (1 + value(percent) / 100))


def after_growth(earlier: Fact, percent: Fact) -> Ends:
    return one(value(earlier) * (1 + value(percent) / 100))


def share_of(percent: Fact, whole: Fact) -> Ends:
    return one(value(percent) / 100 * value(whole))


def scaled(known: Fact, then: Fact, now: Fact) -> Ends:
    return one(value(known) * value(then) / value(now))


def log_rise(start: Fact, end: Fact) -> float:
    return math.log(value(end) / value(start))


def of_the_rise(middle: Fact, low: Fact, high: Fact, start: Fact, end: Fact) -> Ends:
    """Effects on the price level, in per cent, as shares of the log rise."""
    rise = log_rise(start, end)
    assert middle.value is not None
    ends_of = (ends(low)[0], ends(high)[1])
    return tuple(100 * math.log(1 + effect / 100) / rise for effect in ends_of)


def dollars_of_the_rise(dollars: Fact, start: Fact, end: Fact) -> Ends:
    """Dollars of the last price as shares of the log rise."""
    rise = log_rise(start, end)
    return tuple(-100 * math.log(1 - part / value(end)) / rise for part in ends(dollars))


PAST: tuple[tuple[str, Rule], ...] = (
    (r"iron_china\.(use_D_end|tot_end)|ree_quota\.exports_2009", before_growth),
    (r"silver_pv\.rival_inv_start", before_growth),
    (r"iron_china\.tot_2007", after_growth),
    (
        r"cobalt_ev\.use_D_end",
        lambda share, whole, percent: one(share_of(share, whole)[0] * (1 + value(percent) / 100)),
    ),
    (r"maize_ethanol\.attrib_share", of_the_rise),
    (r"oil_spec\.attrib_share", dollars_of_the_rise),
    (r"silver_pv\.use_D_2010", lambda year, added: one(value(year) - value(added))),
    (r"polysi_pv\.tot_end", lambda a, b: one(value(a) + value(b))),
    (r"cobalt_ev\.use_D_(start|2017)|lithium_ev\.use_D_end", share_of),
    (r"lithium_ev\.use_D_(start|2021)", scaled),
    (r"lithium_ev\.tot_start", lambda metal: one(value(metal) * LITHIUM_IN_CARBONATE)),
)
"""Rules for the past stories."""
COARSE = {"wa_der_chatgpt_altman": 2e-3}
"""Rows made from an input before it was rounded: 0.000085 gallons is 0.3218 mL, printed 0.322."""
DERIVED = [fact for fact in load().facts if fact.inputs]
DERIVED_THEN = [fact for fact in load(KNOWN_ENDS).facts if fact.inputs]


def half_a_digit(number: float) -> float:
    """Half a unit of the last digit printed, at most three of them counted."""
    digits = f"{abs(number):.10g}"
    if "." in digits:
        return 0.5 * 10.0 ** -len(digits.partition(".")[2])
    zeros = len(digits) - len(digits.rstrip("0"))
    return 0.5 * 10.0**zeros


@pytest.mark.parametrize("fact", DERIVED, ids=lambda fact: fact.id)
def test_a_derived_figure_follows_from_its_inputs(fact):
    """Within half a unit of its last digit, or half a per mille where the inputs are rounded."""
    record = load()
    rules = [rule for pattern, rule in RULES if re.fullmatch(pattern, fact.id)]
    assert len(rules) == 1, "every derived figure has one rule that recomputes it"
    low, high = rules[0](*(record.fact(key) for key in fact.inputs))
    printed = ends(fact)
    for computed, end in ((low, printed[0]), (high, printed[1])):
        assert computed == pytest.approx(
            end, abs=1.02 * half_a_digit(end), rel=COARSE.get(fact.id, 5e-4)
        )


@pytest.mark.parametrize("fact", DERIVED_THEN, ids=lambda fact: fact.id)
def test_a_derived_figure_of_a_past_story_follows_from_its_inputs(fact):
    """Within half a unit of its last digit, or a per mille where the inputs are rounded."""
    record = load(KNOWN_ENDS)
    rules = [rule for pattern, rule in PAST if re.fullmatch(pattern, fact.id)]
    assert len(rules) == 1, "every derived figure has one rule that recomputes it"
    low, high = rules[0](*(record.fact(key) for key in fact.inputs))
    printed = ends(fact)
    for computed, end in ((low, printed[0]), (high, printed[1])):
        assert computed == pytest.approx(end, abs=1.02 * half_a_digit(end), rel=1e-3)


def test_the_headline_of_half_the_uk_follows_from_people_and_litres():
    """345.58 L a person and day x 66.8 million = 8.43 km3; 4.2 to 6.6 km3 is 50 to 78 % of it."""
    withdrawn = load().fact("wa_der_uk_share_withdrawn")
    assert (round(withdrawn.low), round(withdrawn.high)) == (50, 78)
