"""R1 as one Numba kernel over threads with histograms, so that no series is ever written.

Not here: the other programs (`r1_peers.py`), the table (`r1.py`). As fast as the project knows to
write it: lanes of samples through all years in cache, and an exponential that vectorises, since
Numba's wheels bring no vector mathematics.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from r1_peers import PROBABILITIES, T, model, sample


def fused(samples: int) -> Callable[[], Any]:
    """Sample in two threads, then one kernel from inputs to histograms.

    Long because a fused kernel is one function, and what fuses is the point.
    """
    import numba

    lanes, bins = 256, 4096

    @numba.njit(fastmath=True, inline="always")
    def quick_exp(x: float) -> float:  # (1 + x/256 + ...)^256, which vectorises
        y = x / 256
        p = 1 + y * (
            1 + y / 2 * (1 + y / 3 * (1 + y / 4 * (1 + y / 5 * (1 + y / 6 * (1 + y / 7)))))
        )
        for _ in range(8):
            p *= p
        return p

    @numba.njit(parallel=True, fastmath=True, cache=False)
    def kernel(x, starts, log_ages, edges, widths, counts, sums):  # type: ignore[no-untyped-def]
        threads = counts.shape[0]
        blocks = x.shape[1] // lanes
        for thread in numba.prange(threads):
            demand, lost = np.empty((T, lanes)), np.empty((T, lanes))
            v = np.empty((8, lanes))
            out = np.empty((3, T, lanes))
            for block in range(thread, blocks, threads):
                i = block * lanes
                for j in range(lanes):
                    v[0, j], v[1, j], v[2, j] = starts[0, i + j], starts[1, i + j], starts[2, i + j]
                    v[3, j], v[4, j], v[5, j] = starts[3, i + j], starts[4, i + j], starts[5, i + j]
                    lost[0, j] = 1.0
                for age in range(1, T):
                    for j in range(lanes):
                        power = quick_exp(x[6, i + j] * (log_ages[age] - v[5, j]))
                        s = quick_exp(-min(power, 60.0))
                        lost[age, j] = s
                        lost[age - 1, j] -= s
                for row in range(T):
                    for j in range(lanes):
                        replaced = x[3, i + j] / (1 + v[2, j])
                        demand[row, j] = v[0, j] * v[1, j] * (1 - replaced)
                        v[6, j] = 0.0
                    for cohort in range(row):
                        for j in range(lanes):
                            v[6, j] += demand[cohort, j] * lost[row - 1 - cohort, j]
                    for j in range(lanes):
                        net = demand[row, j] - x[8, i + j] * v[6, j]
                        out[1, row, j] = net
                        out[0, row, j] = demand[row, j] / (demand[row, j] + v[3, j])
                        before = out[2, row - 1, j] if row else 0.0
                        out[2, row, j] = before + v[3, j] + net - v[4, j]
                        v[0, j] *= 1 + x[0, i + j]
                        v[1, j] *= 1 - x[2, i + j]
                        v[2, j] *= starts[6, i + j]
                        v[3, j] *= 1 + x[12, i + j]
                        v[4, j] *= 1 + x[10, i + j]
                for j in range(lanes):
                    v[7, j] = out[1, 5, j]
                for row in range(T):
                    for j in range(lanes):
                        whole = demand[row, j] / out[0, row, j]
                        elastic = x[13, i + j] + x[14, i + j]
                        out[1, row, j] = (out[1, row, j] - v[7, j]) / (whole * elastic)
                for series in range(3):
                    for row in range(T):
                        total = 0.0
                        for j in range(lanes):
                            value = out[series, row, j]
                            total += value
                            place = (value - edges[series, row]) / widths[series, row]
                            at = int(min(max(place + 1, 0.0), bins + 1.0))
                            counts[thread, series, row, at] += 1
                        sums[thread, series, row] += total

    pilot = model(sample(20_000, 0))
    low = np.array([np.quantile(one, 0.0005, axis=1) for one in pilot])
    high = np.array([np.quantile(one, 0.9995, axis=1) for one in pilot])
    span = np.maximum(high - low, 1e-12)
    edges, widths = low - 0.1 * span, 1.2 * span / bins
    log_ages = np.log(np.maximum(np.arange(T), 1.0))

    def drawn(seed: int) -> Any:
        x = sample(samples // 2, seed)
        starts = np.stack(
            [
                400.0 * (1 + x["g"]) ** (2015 - 2022),
                x["s0"] * (1 - x["thrift"]) ** (2015 - 2024),
                np.exp(-x["sub_k"] * (2015 - x["sub_mid"])),
                x["other0"] * (1 + x["other_g"]) ** (2015 - 2024),
                x["mine0"] * (1 + x["mine_g"]) ** (2015 - 2024),
                np.log(x["lam"]),
                np.exp(-x["sub_k"]),
            ]
        )
        return np.stack(list(x.values())), starts

    def once() -> Any:
        with ThreadPoolExecutor(2) as pool:
            halves = list(pool.map(drawn, (1, 2)))
        counts, sums = np.zeros((2, 3, T, bins + 2), np.int64), np.zeros((2, 3, T))
        for x, starts in halves:
            kernel(x, starts, log_ages, edges, widths, counts, sums)
        whole = counts.sum(axis=0)
        done = whole[0, 0].sum()
        found = []
        for series in range(3):
            below = np.cumsum(whole[series], axis=1) / done
            at = [[np.searchsorted(row, p) for row in below] for p in PROBABILITIES]
            found.append(
                (sums.sum(axis=0)[series] / done, edges[series] + widths[series] * np.array(at))
            )
        return found

    return once
