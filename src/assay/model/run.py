"""Runs a model: blocks of samples over threads, only what was asked for kept.

Not here: what the samples mean (`summary.py`, `analysis/`), how one block is evaluated (`plan.py`).

    run(model, givens, outputs=("share",))       draws the givens
    evaluate(model, givens, inputs, ("share",))  takes them from the caller
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from assay.arguments import mapping_of, one_of, run_options, threads_of
from assay.errors import ExtraMissing, StoryError, UnitError
from assay.model.blocks import BLOCK, Formulas, bounds_of, over_blocks
from assay.model.complaint import nearest
from assay.model.correlation import Correlation
from assay.model.draws import draws_for, known_of
from assay.model.elsewhere import gathered, order
from assay.model.givens import Given
from assay.model.graph import Graph
from assay.model.model import Model
from assay.model.plan import Do, Fix, Plan, Shift, plan_for
from assay.model.sample import RANDOMISATIONS, SAMPLES, Design, Method
from assay.model.sound import sound
from assay.model.summary import Band, band
from assay.model.watch import Watch, parts_of
from assay.units import unit as parse

if TYPE_CHECKING:
    import xarray

__all__ = ["BLOCK", "Do", "Fix", "Run", "Shift", "evaluate", "run"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Run:
    """The sampled world: every output over years and samples, all samples aligned."""

    years: NDArray[np.int64]
    """Calendar years."""
    outputs: Mapping[str, Floats]
    """In base units, read only: (year, sample), or (sample,) for a number without years."""
    units: Mapping[str, str]
    """Declared unit of each output."""
    replicate: NDArray[np.int64]
    """For each sample, the independent randomisation it belongs to."""
    seed: int
    """The seed it was drawn with."""
    kept: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Calendar years kept of an output over time; all of those that are not named here."""

    @property
    def samples(self) -> int:
        """How many samples."""
        return int(self.replicate.size)

    def unit(self, name: str) -> str:
        """The declared unit of an output."""
        self._has(name)
        return self.units[name]

    def values(self, name: str, unit: str | None = None) -> Floats:
        """All values, (year, sample) or (sample,), in `unit` (default: the declared one).

        Raises UnitError if the unit does not fit, StoryError if the output was not asked for, or
        not for all years.
        """
        self._has(name)
        if name in self.kept:
            raise self._not_kept(name, "all years")
        scale = self._scale(name, unit)
        found = self.outputs[name]
        return found if scale == 1.0 else found / scale

    def at(self, name: str, year: int, unit: str | None = None) -> Floats:
        """The values of one year, (sample,); a number without years is the same in each."""
        self._has(name)
        found = self.outputs[name]
        if found.ndim == 2:
            found = found[self._row(name, year)]
        scale = self._scale(name, unit)
        return found if scale == 1.0 else found / scale

    def band(self, name: str, unit: str, year: int | None = None) -> Band:
        """Five quantiles of one year, or of a number without years."""
        self._has(name)
        if year is not None:
            return band(self.at(name, year, unit))
        if self.outputs[name].ndim == 2:
            raise StoryError(
                f"band of {name}", "no year", "a year, since it differs by year", "year=..."
            )
        return band(self.values(name, unit))

    def to_xarray(self) -> "xarray.Dataset":
        """The outputs in their declared units as an xarray.Dataset over year and sample.

        Raises ExtraMissing without assay[notebook], StoryError where not all years were kept.
        """
        try:
            import xarray
        except ImportError:
            raise ExtraMissing(
                "xarray",
                "not installed",
                "a library for arrays with names",
                "pip install 'assay[notebook]'",
            ) from None
        for name in self.kept:
            raise self._not_kept(name, "all years")
        variables = {
            name: (
                ("year", "sample")[2 - values.ndim :],
                self.values(name),
                {"units": self.units[name]},
            )
            for name, values in self.outputs.items()
        }
        coordinates = {"year": self.years, "replicate": ("sample", self.replicate)}
        return xarray.Dataset(variables, coords=coordinates, attrs={"seed": self.seed})

    def _has(self, name: str) -> None:
        if name not in self.outputs:
            raise StoryError(
                f"run.{name}",
                f"{name!r}, which was not asked for",
                "an output of the run",
                nearest(str(name), self.outputs),
            )

    def _row(self, name: str, year: int) -> int:
        first, last = int(self.years[0]), int(self.years[-1])
        if not first <= year <= last:
            raise StoryError(
                f"run.{name}", f"year {year}", f"a year of {first}..{last}", "a year of the model"
            )
        if name not in self.kept:
            return year - first
        if year not in self.kept[name]:
            raise self._not_kept(name, f"year {year}")
        return self.kept[name].index(year)

    def _not_kept(self, name: str, found: str) -> StoryError:
        kept = ", ".join(map(str, self.kept[name]))
        return StoryError(f"run.{name}", found, f"years asked for: {kept}", "run(..., years=...)")

    def _scale(self, name: str, text: str | None) -> float:
        declared = parse(self.units[name], name)
        if text is None:
            return declared.scale
        asked = parse(text, f"run.{name}")
        if not asked.fits(declared):
            raise UnitError(
                f"run.{name}",
                f"{text} [{asked.in_base()}]",
                f"{self.units[name]} [{declared.in_base()}]",
                "a unit of the same dimension and labels",
            )
        return asked.scale


def run(
    model: Model,
    givens: Sequence[Given],
    *,
    outputs: Sequence[str],
    years: Mapping[str, int | Iterable[int]] | None = None,
    samples: int = SAMPLES,
    seed: int = 0,
    threads: int | None = None,
    randomisations: int = RANDOMISATIONS,
    method: Method = "sobol",
    do: Mapping[str, Do] | None = None,
    block: int = BLOCK,
    only: NDArray[np.int64] | None = None,
    correlations: Sequence[Correlation] = (),
    formulas: Formulas = "traced",
    executor: Executor | None = None,
    watch: Watch | None = None,
) -> Run:
    """Draw the givens and compute the outputs; the same bits for any `threads`, `block` and
    `executor`.

    Of the outputs that `years` names only those calendar years are computed and kept. `do` holds
    nodes at values or shifts them, which moves no given that is correlated with them.
    `only` computes some of the samples, by their places in rising order, drawn as they would be
    among all. `formulas="as written"` calls every formula on arrays, for comparison. `executor`
    takes the blocks in place of the run's own threads: processes, or a cluster's. `watch` is told
    how far the run is, and may stop it: the run then has the samples that are done. Raises
    StoryError, or a kind of it, with every complaint at once: unknown names, circles, units that do
    not fit, givens that nothing asks for (`Model.asked` names those that something else does),
    correlations of unknown givens; and for an output that is not a finite number. ExecutorError.
    """
    lot = run_options(samples, seed, threads, randomisations, block)
    samples, seed, threads, randomisations, block = lot
    graph = sound(model, givens, outputs=outputs, do=do or (), correlations=correlations)
    plan = plan_for(graph, outputs, do, years)
    design = Design(samples, seed, randomisations, method)
    draws = draws_for(plan, givens, design, correlations, only)
    replicate = design.replicate()
    kept = replicate if only is None else replicate[only]
    if executor is None or isinstance(executor, ThreadPoolExecutor):
        results = over_blocks(
            plan,
            draws.known(),
            draws.factors,
            kept.size,
            threads=threads,
            block=block,
            refuse=True,
            formulas=formulas,
            whole=draws.whole,
            watch=watch,
            pool=executor,
        )
    else:
        sent = order(plan, givens, design, correlations, only, block, formulas)
        bounds = bounds_of(kept.size, getattr(executor, "block", block))
        results = gathered(executor, sent, bounds, kept.size, watch)
    done = min((values.shape[-1] for values in results.values()), default=kept.size)
    return as_run(plan, results, parts_of(kept[:done], kept.size), seed)


def evaluate(
    model: Model,
    givens: Sequence[Given],
    inputs: Mapping[str, Floats],
    outputs: Sequence[str],
    *,
    years: Mapping[str, int | Iterable[int]] | None = None,
    threads: int | None = None,
    do: Mapping[str, Do] | None = None,
    unfinished: Literal["refuse", "keep"] = "refuse",
    formulas: Formulas = "traced",
) -> Run:
    """Compute the outputs for inputs made by hand.

    `inputs` holds, in each given's own unit, (sample,) for a number and (year, sample) for a series
    over the model's years; a single sample stands for all. `years` as in `run`. `unfinished="keep"`
    lets infinite and missing results pass, for sweeps to where a formula may fail. Raises as `run`,
    and StoryError for a missing, unknown or misshapen input.
    """
    graph = sound(model, givens, outputs=outputs, do=do or (), idle="keep")
    plan = plan_for(graph, outputs, do, years)
    arrays, samples = _inputs_in_base(graph, plan, inputs)
    threads = threads_of(threads)

    def sliced(start: int, stop: int) -> dict[str, Floats]:
        return {
            name: values if values.shape[-1] == 1 else values[..., start:stop]
            for name, values in arrays.items()
        }

    results = over_blocks(
        plan,
        [known_of(name, values) for name, values in arrays.items()],
        sliced,
        samples,
        threads=threads,
        block=BLOCK,
        refuse=one_of(unfinished, "unfinished", ("refuse", "keep")) == "refuse",
        formulas=formulas,
    )
    return as_run(plan, results, np.zeros(samples, dtype=np.int64), 0)


def _inputs_in_base(
    graph: Graph, plan: Plan, inputs: Mapping[str, Floats]
) -> tuple[dict[str, Floats], int]:
    graph.require(mapping_of(inputs, "inputs"), "inputs")
    arrays: dict[str, Floats] = {}
    rows = len(graph.years())
    for name in plan.inputs:
        if name not in inputs:
            raise StoryError(
                f"inputs.{name}", "nothing", "a value for every given in use", "its median"
            )
        values = np.atleast_1d(_numbers(inputs[name], f"inputs.{name}"))
        over_time = graph.inputs[name].over_time
        if values.ndim != 1 + over_time or (over_time and values.shape[0] != rows):
            expected = f"({rows}, sample)" if over_time else "(sample,)"
            raise StoryError(f"inputs.{name}", f"shape {values.shape}", expected, "that shape")
        arrays[name] = values * parse(graph.unit(name), name).scale
    widths = {values.shape[-1] for values in arrays.values()} - {1}
    if len(widths) > 1:
        raise StoryError(
            "inputs", f"{sorted(widths)} samples", "as many samples in each", "arrays of one length"
        )
    return arrays, widths.pop() if widths else 1


def _numbers(given: object, where: str) -> Floats:
    """An input as an array. Raises StoryError for what is no numbers."""
    try:
        return np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        kind = type(given).__name__
        raise StoryError(
            where, f"{given!r:.60}" if kind == "str" else kind, "numbers", "an array of them"
        ) from None


def as_run(plan: Plan, results: dict[str, Floats], replicate: NDArray[np.int64], seed: int) -> Run:
    """The results, in base units, as a run that nobody can write to."""
    first = plan.graph.years()[0]
    kept = {
        name: tuple(first + row for row in rows)
        for name, rows in plan.kept.items()
        if results[name].ndim == 2
    }
    for values in results.values():
        values.flags.writeable = False
    replicate.flags.writeable = False
    return Run(
        np.array(plan.graph.years()),
        MappingProxyType(results),
        MappingProxyType({name: plan.graph.unit(name) for name in results}),
        replicate,
        seed,
        MappingProxyType(kept),
    )
