"""One model under several cases, nodes held or givens otherwise: one plan, and the same samples.

Not here: a single run (`run.py`). Making a plan costs as much as thousands of samples, so what
differs between cases is not written into the plan but handed to it like a drawn number.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assay.model.blocks import BLOCK, over_blocks
from assay.model.correlation import Correlation
from assay.model.draws import Draws, draws_for
from assay.model.givens import Given
from assay.model.graph import Declaration, build, declaration
from assay.model.model import Model
from assay.model.plan import Fix, Hold, Plan, hold_for, holding, plan_for
from assay.model.run import Run, as_run
from assay.model.sample import RANDOMISATIONS, SAMPLES, Design
from assay.model.sound import sound
from assay.model.trace import Known

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """What differs from case to case."""

    givens: Sequence[Given]
    """All givens."""
    do: Mapping[str, Fix] = field(default_factory=dict)
    """Nodes held."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of every case, as of `run`."""

    outputs: Sequence[str]
    """What is kept."""
    years: Mapping[str, Iterable[int]] | None
    """Calendar years kept of some outputs."""
    design: Design
    """How many samples, how drawn."""
    threads: int | None
    """Threads; the result never depends on them."""
    correlations: Sequence[Correlation]
    """Which givens move together."""


def run_cases(
    model: Model,
    cases: Sequence[Case],
    *,
    outputs: Sequence[str],
    years: Mapping[str, Iterable[int]] | None = None,
    samples: int = SAMPLES,
    seed: int = 0,
    threads: int | None = None,
    correlations: Sequence[Correlation] = (),
) -> tuple[Run, ...]:
    """A run of each case, all with the same random numbers; for the rest as `run`, and raises as it
    does.

    Results are those of `run` to rounding: a function may round otherwise where it meets many
    samples than where it meets the one number that all share.
    """
    asking = Asking(
        outputs, years, Design(samples, seed, RANDOMISATIONS, "sobol"), threads, correlations
    )
    together: dict[Declaration, list[int]] = {}
    for place, case in enumerate(cases):
        sound(model, case.givens, outputs=outputs, do=case.do, correlations=correlations)
        together.setdefault(declaration(model, case.givens), []).append(place)
    found: dict[int, Run] = {}
    for declared, places in together.items():
        runs = _of_one_graph(declared, [cases[place] for place in places], asking)
        found.update(zip(places, runs, strict=True))
    return tuple(found[place] for place in range(len(cases)))


def _of_one_graph(declared: Declaration, cases: Sequence[Case], asking: Asking) -> list[Run]:
    """The cases that have all but numbers in common."""
    graph = build(declared)
    plan = plan_for(graph, asking.outputs, None, asking.years)
    holds = [{name: hold_for(graph, name, fix) for name, fix in one.do.items()} for one in cases]
    plan = replace(plan, holds=_together(plan, holds))
    draws: dict[int, Draws] = {}
    for one in cases:
        if id(one.givens) not in draws:
            draws[id(one.givens)] = draws_for(
                plan, one.givens, asking.design, asking.correlations, None
            )
    known, differing = _merged([one.known() for one in draws.values()])
    drawn = {key: lru_cache(maxsize=1)(one.factors) for key, one in draws.items()}
    runs = []
    for case, held in zip(cases, holds, strict=True):
        key = id(case.givens)
        source = _Source(plan, draws[key], drawn[key], held, differing)
        results = over_blocks(
            plan,
            (*source.told_holds(), *known),
            source.block,
            asking.design.samples,
            threads=asking.threads,
            block=BLOCK,
            refuse=True,
            formulas="traced",
            whole=source.whole,
        )
        runs.append(as_run(plan, results, asking.design.replicate(), asking.design.seed))
    return runs


def _together(plan: Plan, holds: Sequence[Mapping[str, Hold]]) -> dict[str, Hold]:
    """A hold of every node that any case holds, in every year in which one does."""
    rows: dict[str, NDArray[np.bool_] | None] = {}
    for name in dict.fromkeys(name for held in holds for name in held):
        own = [held[name].rows for held in holds if name in held]
        given = plan.graph.inputs.get(name)
        if given is not None and not given.over_time and all(one is None for one in own):
            rows[name] = None
            continue
        every = np.ones(plan.years.size, dtype=bool)
        rows[name] = np.any([every if one is None else one for one in own], axis=0)
    return {name: Hold(np.nan, of, told=True) for name, of in rows.items()}


def _merged(known: Sequence[tuple[Known, ...]]) -> tuple[tuple[Known, ...], frozenset[str]]:
    """What is known of every given in all cases, and the givens of which not the same is."""
    merged, differing = [], set()
    for of_one in zip(*known, strict=True):
        first = of_one[0]
        if all(one == first for one in of_one):
            merged.append(first)
            continue
        differing.add(first.name)
        missing = zip(*(_missing(one) for one in of_one), strict=True)
        by_year = tuple(year[0] if len({*year}) == 1 else None for year in missing)
        merged.append(Known(first.name, None, first.over_time, by_year))
    return tuple(merged), frozenset(differing)


def _missing(known: Known) -> tuple[bool | None, ...]:
    """Of a series, by year, whether it is missing in all samples; None where it is in some."""
    if known.values is None or not known.over_time:
        return known.missing
    return tuple(np.isnan(np.frombuffer(known.values)).tolist())


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the numbers of one case come from."""

    plan: Plan
    draws: Draws
    drawn: Callable[[int, int], dict[str, Floats]]
    held: Mapping[str, Hold]
    differing: frozenset[str]

    def told_holds(self) -> tuple[Known, ...]:
        """What is known of the values at which nodes are held: in which years there are any."""
        found = []
        for name, hold in self.plan.holds.items():
            by_year = () if hold.rows is None else (None,) * self.plan.years.size
            found.append(Known(holding(name), None, hold.rows is not None, by_year))
        return tuple(found)

    def block(self, start: int, stop: int) -> dict[str, Floats]:
        """Values in base units of samples start..stop, of what differs all of them."""
        found = dict(self.drawn(start, stop))
        for name in self.differing:
            found.update(self.draws.whole({name: found[name]}))
            found[name] = _each(found[name], stop - start)
        for name, hold in self.plan.holds.items():
            found[holding(name)] = _each(self._values(name, hold), stop - start)
        return found

    def _values(self, name: str, hold: Hold) -> Floats:
        """At what this case holds a node: a number, or one a year; none where it does not."""
        own = self.held.get(name)
        value = np.nan if own is None else own.value
        if hold.rows is None:
            return np.array([value])
        rows = np.ones(hold.rows.size, bool) if own is None or own.rows is None else own.rows
        return np.where(rows, value, np.nan)[:, None]

    def whole(self, found: Mapping[str, Floats]) -> dict[str, Floats]:
        """The values of a block as formulas as written need them."""
        kept = {*self.differing, *map(holding, self.plan.holds)}
        rest = self.draws.whole({k: v for k, v in found.items() if k not in kept})
        return {**found, **rest}


def _each(values: Floats, samples: int) -> Floats:
    """One value a sample, where all have the same."""
    return np.repeat(values, samples, axis=-1) if values.shape[-1] == 1 else values
