"""R1 in plain NumPy and in the libraries people use, each in its documented style.

Not here: the engine and the table (`r1.py`), which starts each of these in a process of its own,
with the interpreter of an environment that holds the libraries. The sampler is NumPy's where the
library brings none; conventions as in `tests/model/r1_model.py`. Each case is a function of the
number of samples that returns one run as a function; a run returns mean and three percentiles of
three series over 21 years.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

YEARS = np.arange(2015.0, 2036.0)
T = YEARS.size
Z95 = 1.6448536269514722
PROBABILITIES = (0.05, 0.5, 0.95)
Table = dict[str, Any]
Array = np.ndarray


def sample(n: int, seed: int = 1) -> Table:
    """The fifteen inputs, drawn by NumPy's own generators."""
    r = np.random.Generator(np.random.SFC64(seed))

    def lognormal(low: float, high: float) -> Any:
        return r.lognormal(np.log(low * high) / 2, np.log(high / low) / (2 * Z95), n)

    return {
        "g": np.clip(r.normal(0.25, 0.08, n), -0.1, 0.8),
        "s0": lognormal(0.6, 1.8),
        "thrift": r.uniform(0, 0.08, n),
        "sub_max": r.beta(2, 3, n),
        "sub_mid": r.uniform(2027, 2034, n),
        "sub_k": r.uniform(0.3, 1.2, n),
        "k": r.uniform(1.5, 3, n),
        "lam": r.uniform(4, 8, n),
        "rec": r.beta(2, 6, n),
        "mine0": r.normal(26000, 700, n),
        "mine_g": r.normal(0.005, 0.01, n),
        "other0": r.normal(35000, 1500, n),
        "other_g": r.normal(0.0, 0.015, n),
        "eps_d": lognormal(0.1, 0.6),
        "eps_s": lognormal(0.05, 0.4),
    }


def model(x: Table) -> tuple[Any, Any, Any]:
    """The formulas straight down in NumPy: share, price rise and deficit, each (year, sample)."""
    t = YEARS[:, None]
    ships = 0.4e6 * (1 + x["g"]) ** (t - 2022)
    intensity = x["s0"] * (1 - x["thrift"]) ** (t - 2024)
    replaced = x["sub_max"] / (1 + np.exp(-x["sub_k"] * (t - x["sub_mid"])))
    demand = ships * intensity * (1 - replaced) / 1000
    left = np.exp(-((np.arange(T)[:, None] / x["lam"]) ** x["k"]))
    lost = left[:-1] - left[1:]
    retired = np.zeros_like(demand)
    for row in range(1, T):
        retired[row] = (demand[:row] * lost[row - 1 :: -1]).sum(axis=0)
    net = demand - x["rec"] * retired
    other = x["other0"] * (1 + x["other_g"]) ** (t - 2024)
    mine = x["mine0"] * (1 + x["mine_g"]) ** (t - 2024)
    rise = (net - net[5]) / (other + demand) / (x["eps_d"] + x["eps_s"])
    return demand / (demand + other), rise, np.cumsum(other + net - mine, axis=0)


def told(series: Any) -> list[Any]:
    """Mean and percentiles of (year, sample) series, as NumPy's users write them."""
    return [(one.mean(axis=1), np.quantile(one, PROBABILITIES, axis=1)) for one in series]


def plain(samples: int) -> Callable[[], Any]:
    """Whole arrays."""
    return lambda: told(model(sample(samples)))


BLOCK = 16384


def by_hand(x: Table, into: tuple[Any, Any, Any], a: Any) -> None:
    """R1 in kept memory: recurrences in place of powers, `out=` everywhere; `a` is (50, sample)."""
    share, rise, deficit = into
    demand, lost, v = a[:T], a[T : 2 * T], a[2 * T :]
    ships, grow, intensity, thin, odds, fade, other, other_up, mine, mine_up, total, piece = v[:12]
    np.add(x["g"], 1, out=grow)
    np.power(grow, 2015 - 2022, out=ships)
    ships *= 400.0
    np.subtract(1, x["thrift"], out=thin)
    np.power(thin, 2015 - 2024, out=intensity)
    intensity *= x["s0"]
    np.subtract(x["sub_mid"], 2015, out=odds)
    odds *= x["sub_k"]
    np.exp(odds, out=odds)
    np.exp(-x["sub_k"], out=fade)
    np.add(x["other_g"], 1, out=other_up)
    np.power(other_up, 2015 - 2024, out=other)
    other *= x["other0"]
    np.add(x["mine_g"], 1, out=mine_up)
    np.power(mine_up, 2015 - 2024, out=mine)
    mine *= x["mine0"]
    elastic = x["eps_d"] + x["eps_s"]
    log_life = np.log(x["lam"])
    lost[0] = 1
    for age in range(1, T):
        np.subtract(np.log(age), log_life, out=piece)
        piece *= x["k"]
        np.exp(piece, out=piece)
        np.negative(piece, out=piece)
        np.exp(piece, out=lost[age])
        lost[age - 1] -= lost[age]
    for row in range(T):
        np.add(odds, 1, out=piece)
        np.divide(x["sub_max"], piece, out=piece)
        np.subtract(1, piece, out=piece)
        piece *= ships
        np.multiply(piece, intensity, out=demand[row])
        total[:] = 0
        for cohort in range(row):
            np.multiply(demand[cohort], lost[row - 1 - cohort], out=piece)
            total += piece
        total *= x["rec"]
        np.subtract(demand[row], total, out=rise[row])
        np.add(other, demand[row], out=piece)
        np.divide(demand[row], piece, out=share[row])
        np.add(other, rise[row], out=deficit[row])
        deficit[row] -= mine
        if row:
            deficit[row] += deficit[row - 1]
        lasts = ((ships, grow), (intensity, thin), (odds, fade), (other, other_up), (mine, mine_up))
        for value, factor in lasts:
            value *= factor
    base = rise[5].copy()
    for row in range(T):
        # demand + other, from demand and its share
        np.divide(demand[row], share[row], out=piece)
        piece *= elastic
        rise[row] -= base
        rise[row] /= piece


def percentiles(rows: Any) -> Any:
    """Of each row, by one pivot at a time over threads."""

    def of_row(row: Any) -> list[float]:
        kept = row.copy()
        places = [p * (row.size - 1) for p in PROBABILITIES]
        low, middle, high = (int(place) for place in places)
        kept.partition(middle)
        kept[:middle].partition(low)
        kept[middle + 1 :].partition(high - middle - 1)
        above = (
            kept[low + 1 : middle + 1].min(),
            kept[middle + 1 : high + 1].min(),
            kept[high + 1 :].min(),
        )
        return [
            kept[at] + (place - at) * (over - kept[at])
            for at, place, over in zip((low, middle, high), places, above, strict=True)
        ]

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(of_row, rows))


def blocks(samples: int) -> Callable[[], Any]:
    """The best NumPy by hand that the project knows: blocks over two threads, kept memory."""

    def once() -> Any:
        kept = tuple(np.empty((T, samples)) for _ in range(3))
        starts = iter(range(0, samples, BLOCK))

        def work(_: int) -> None:
            memory = np.empty((2 * T + 12, BLOCK))
            for start in starts:
                stop = min(start + BLOCK, samples)
                parts = tuple(one[:, start:stop] for one in kept)
                by_hand(sample(stop - start, start + 1), parts, memory[:, : stop - start])

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(work, range(2)))
        return [(one.mean(axis=1), np.array(percentiles(one)).T) for one in kept]

    return once


def fused(samples: int) -> Callable[[], Any]:
    """A fused Numba kernel (`r1_fused.py`)."""
    from r1_fused import fused as kernel

    return kernel(samples)


def squiggle(samples: int) -> Callable[[], Any]:
    """squigglepy's samples in the NumPy formulas."""
    import squigglepy as sq

    def once() -> Any:
        def draw(one: Any) -> Any:
            return np.asarray(sq.sample(one, n=samples))

        x = {
            "g": np.clip(draw(sq.norm(mean=0.25, sd=0.08)), -0.1, 0.8),
            "s0": draw(sq.lognorm(0.6, 1.8, credibility=90)),
            "thrift": draw(sq.uniform(0, 0.08)),
            "sub_max": draw(sq.beta(2, 3)),
            "sub_mid": draw(sq.uniform(2027, 2034)),
            "sub_k": draw(sq.uniform(0.3, 1.2)),
            "k": draw(sq.uniform(1.5, 3)),
            "lam": draw(sq.uniform(4, 8)),
            "rec": draw(sq.beta(2, 6)),
            "mine0": draw(sq.norm(mean=26000, sd=700)),
            "mine_g": draw(sq.norm(mean=0.005, sd=0.01)),
            "other0": draw(sq.norm(mean=35000, sd=1500)),
            "other_g": draw(sq.norm(mean=0.0, sd=0.015)),
            "eps_d": draw(sq.lognorm(0.1, 0.6, credibility=90)),
            "eps_s": draw(sq.lognorm(0.05, 0.4, credibility=90)),
        }
        return told(model(x))

    return once


def by_xarray(samples: int) -> Callable[[], Any]:
    """Named dimensions, aligned by xarray."""
    import xarray as xr

    t = xr.DataArray(YEARS, dims="year", coords={"year": YEARS})
    age = xr.DataArray(np.arange(T), dims="age")

    def once() -> Any:
        x = {name: xr.DataArray(values, dims="sample") for name, values in sample(samples).items()}
        ships = 0.4e6 * (1 + x["g"]) ** (t - 2022)
        intensity = x["s0"] * (1 - x["thrift"]) ** (t - 2024)
        replaced = x["sub_max"] / (1 + np.exp(-x["sub_k"] * (t - x["sub_mid"])))
        demand = ships * intensity * (1 - replaced) / 1000
        left = np.exp(-((age / x["lam"]) ** x["k"]))
        lost = left.isel(age=slice(0, -1)) - left.isel(age=slice(1, None))
        rows = [xr.zeros_like(demand.isel(year=0))]
        for row in range(1, T):
            of_age = lost.isel(age=slice(row - 1, None, -1)).rename(age="year")
            came = demand.isel(year=slice(0, row)).drop_vars("year")
            rows.append((came * of_age).sum("year"))
        retired = xr.concat([one.drop_vars("year", errors="ignore") for one in rows], dim=t["year"])
        net = demand - x["rec"] * retired
        other = x["other0"] * (1 + x["other_g"]) ** (t - 2024)
        mine = x["mine0"] * (1 + x["mine_g"]) ** (t - 2024)
        rise = (net - net.sel(year=2020)) / (other + demand) / (x["eps_d"] + x["eps_s"])
        series = (demand / (demand + other), rise, (other + net - mine).cumsum("year"))
        return [
            (one.mean("sample").values, one.quantile(PROBABILITIES, "sample").values)
            for one in series
        ]

    return once


def hamilton(samples: int) -> Callable[[], Any]:
    """A node a quantity, run by Hamilton's driver."""
    from hamilton import ad_hoc_utils, driver

    t = YEARS[:, None]

    def ships(g: Array) -> Array:
        return 0.4e6 * (1 + g) ** (t - 2022)

    def intensity(s0: Array, thrift: Array) -> Array:
        return s0 * (1 - thrift) ** (t - 2024)

    def replaced(sub_max: Array, sub_k: Array, sub_mid: Array) -> Array:
        return sub_max / (1 + np.exp(-sub_k * (t - sub_mid)))

    def demand(ships: Array, intensity: Array, replaced: Array) -> Array:
        return ships * intensity * (1 - replaced) / 1000

    def lost(lam: Array, k: Array) -> Array:
        left = np.exp(-((np.arange(T)[:, None] / lam) ** k))
        return left[:-1] - left[1:]

    def retired(demand: Array, lost: Array) -> Array:
        found = np.zeros_like(demand)
        for row in range(1, T):
            found[row] = (demand[:row] * lost[row - 1 :: -1]).sum(axis=0)
        return found

    def net(demand: Array, rec: Array, retired: Array) -> Array:
        return demand - rec * retired

    def other(other0: Array, other_g: Array) -> Array:
        return other0 * (1 + other_g) ** (t - 2024)

    def mine(mine0: Array, mine_g: Array) -> Array:
        return mine0 * (1 + mine_g) ** (t - 2024)

    def rise(net: Array, other: Array, demand: Array, eps_d: Array, eps_s: Array) -> Array:
        return (net - net[5]) / (other + demand) / (eps_d + eps_s)

    def share(demand: Array, other: Array) -> Array:
        return demand / (demand + other)

    def deficit(other: Array, net: Array, mine: Array) -> Array:
        return np.cumsum(other + net - mine, axis=0)

    nodes = (
        ships, intensity, replaced, demand, lost, retired, net, other, mine, rise, share, deficit,
    )  # fmt: skip
    module = ad_hoc_utils.create_temporary_module(*nodes, module_name="r1_nodes")
    graph = driver.Builder().with_modules(module).build()

    def once() -> Any:
        found = graph.execute(["share", "rise", "deficit"], inputs=sample(samples))
        return told([found[name] for name in ("share", "rise", "deficit")])

    return once


PROGRAMS: dict[str, Callable[[int], Callable[[], Any]]] = {
    "plain NumPy": plain,
    "NumPy blocks by hand": blocks,
    "Numba, fused": fused,
    "squigglepy": squiggle,
    "xarray": by_xarray,
    "Hamilton": hamilton,
}
