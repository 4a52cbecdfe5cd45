"""One node of a story over many samples, told in a few numbers a year and never kept.

Not here: the samples of a verdict, which are kept, since the ruler asks many things of each world
(`weighing.py`); how they are counted (`model/condensed.py`).
"""

from concurrent.futures import Executor

import numpy as np

from assay.argument import Sampled, SampledYear
from assay.errors import StoryError
from assay.model.condensed import condense
from assay.model.graph import graph_of
from assay.model.sending import packed
from assay.model.watch import Watch
from assay.ruler.story import Story

ROUNDING = 1e-12
"""A deviation below this part of the mean is rounding: what was published is the same in all."""


def sampled(
    story: Story,
    node: str,
    samples: int,
    seed: int,
    threads: int | None,
    executor: Executor | None,
    watch: Watch | None,
) -> Sampled:
    """Mean, deviation and percentiles of a node; exact up to 2^18 samples, then to within a bin.

    `executor` takes the blocks where all formulas can be sent to it, else threads do. Where `watch`
    stops the run, of the samples done. Raises UnknownNode, and StoryError for a node
    that is not a finite number in some sample.
    """
    graph = graph_of(story.model, story.givens)
    graph.require([node], f"story {story.name}")
    watch = watch or Watch()
    told = condense(
        story.model, story.givens, outputs=(node,), samples=samples, seed=seed,
        threads=threads, correlations=story.correlations, watch=watch,
        executor=executor if executor is not None and _can_be_sent(story) else None,
    )[node]  # fmt: skip
    rows = np.atleast_1d(told.mean).size
    years = graph.years() if rows > 1 else (None,)
    return Sampled(
        unit=graph.unit(node),
        samples=watch.done if watch.cut_short() else samples,
        seed=seed,
        years=tuple(
            SampledYear(
                year,
                float(mean),
                float(deviation) if deviation > ROUNDING * abs(mean) else 0.0,
                tuple(map(float, percentiles)),
            )
            for year, mean, deviation, percentiles in zip(
                years, told.mean, told.deviation, told.quantiles, strict=True
            )
        ),
    )


def _can_be_sent(story: Story) -> bool:
    try:
        packed(story.model)
    except StoryError:
        return False
    return True
