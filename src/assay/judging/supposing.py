"""The verb `what_if`: a story with some of its nodes otherwise, beside the story as it stands.

Not here: how changes are read (`changes.py`), what is told (`supposed.py`), how it is shown
(`report/what_if_to_*.py`). Both runs draw the same random numbers, name by name, so that their
difference is what the changes do and no noise of sampling.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.arguments import text_of, unfit
from assay.errors import StoryError
from assay.judging.changes import Scenario, Wish, done_to, read_scenario, wish_for, wish_of
from assay.model.complaint import raise_all
from assay.model.graph import Graph, graph_of
from assay.model.plan import Do
from assay.model.run import Run, run
from assay.model.summary import band, mean
from assay.model.watch import Watch, parts_of
from assay.ruler.chain import join, joint, told
from assay.ruler.independent import independent_chain
from assay.ruler.lay import Laid, lay, outputs
from assay.ruler.mark import Mark, Measured
from assay.ruler.story import Story, Text
from assay.supposed import Changed, MarkBeside, NodeBeside, ShareBeside, WhatIf

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Changes = Mapping[str, object] | Sequence[str] | str
"""A mapping of nodes to texts or numbers, or texts such as `silver_per_ai_server=2kg/server`, or
one of them."""

EXAMPLE = "silver_price*1.5"
"""A change as a refusal shows it."""
ROUNDING = 1e-9
"""Part of a value below which a change is the rounding of float64 sums, and no change."""
STRETCH = 2**15
"""Samples of both runs that are done together before an interrupt is heard: some 0.7 s with
one thread (silver)."""
FEW = 2**11
"""Samples of the runs that find which quantities moved most: all quantities of a story are kept,
and quasi-random medians of so many are good to three digits (R1)."""
MOST_MOVED = 8
"""Quantities told as having moved most; more would not be read."""
TIED = 3
"""Decimals of a relative change to which two quantities count as having moved alike."""


Independent = tuple[NDArray[np.bool_], NDArray[np.bool_]] | None
"""Whether the chain holds, material and as main cause, in independent samples; None: not drawn."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One of the two worlds."""

    run: Run
    """Its samples."""
    laid: Laid
    """The ruler on them."""
    independent: Independent
    """Its chain in independent samples."""


@dataclass(frozen=True, slots=True)
class ShownWhatIf(WhatIf):
    """A what-if, with the table that a notebook shows."""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One flat row a mark, for a data frame."""
        from assay.report.what_if_to_json import mark_row

        return [mark_row(mark) for mark in self.marks]

    def _repr_html_(self) -> str:
        """The small table that a notebook shows."""
        from assay.report.what_if_to_notebook import table

        return table(self, "en")


def suppose(
    story: Story,
    day: date,
    changes: Changes,
    scenario: Path | None,
    samples: int,
    seed: int,
    threads: int | None,
    watch: Watch | None = None,
) -> ShownWhatIf:
    """The story with the changes beside the story as it stands.

    `watch` is told how far both runs are, and may stop them with the same samples done. Raises
    StoryError, or a kind of it, with every complaint about the changes at once, and where the
    changes make a result no finite number.
    """
    graph = graph_of(story.model, story.givens)
    file, complaints = read_scenario(scenario) if scenario else (None, [])
    wishes = [*(file.wishes if file else ()), *_wishes(changes, complaints)]
    do = done_to(graph, wishes, complaints)
    asked = tuple(dict.fromkeys((*outputs(story), *do)))

    def of(
        done_to_it: Mapping[str, Do], nodes: Sequence[str], count: int, only: Places | None = None
    ) -> Run:
        return run(
            story.model,
            story.givens,
            outputs=nodes,
            samples=count,
            seed=seed,
            threads=threads,
            do=done_to_it,
            only=only,
            correlations=story.correlations,
        )

    def both(only: Places) -> tuple[Run, Run]:
        return of({}, asked, samples, only), of(do, asked, samples, only)

    before, after = _in_stretches(both, samples, watch or Watch())
    few = min(FEW, samples)
    after_them = _following(graph, do)
    pair = (of({}, after_them, few), of(do, after_them, few)) if after_them else None
    bounds = _bounds(story, (before, after), ({}, do), seed, threads)
    return _told(story, day, file, wishes, graph, do, bounds, pair, seed)


def _in_stretches(
    both: Callable[[Places], tuple[Run, Run]], samples: int, watch: Watch
) -> tuple[Run, Run]:
    """Both runs, stretch by stretch: wherever they are stopped, both have the same samples."""
    watch.begin(samples)
    first, second = both(np.arange(min(STRETCH, samples)))
    watch.add(first.samples)
    if first.samples == samples:
        return first, second
    rooms = [_room(one, samples) for one in (first, second)]
    done = first.samples
    while done < samples and not watch.stop.is_set():
        places = np.arange(done, min(done + STRETCH, samples))
        for room, one in zip(rooms, both(places), strict=True):
            for name, values in one.outputs.items():
                room.outputs[name][..., places] = values
            room.replicate[places] = one.replicate
        done += places.size
        watch.add(places.size)
    before, after = (_filled(room, done) for room in rooms)
    return before, after


def _room(one: Run, samples: int) -> Run:
    """A run with room for so many samples, of which the first are there."""
    outputs = {
        name: np.empty((*values.shape[:-1], samples)) for name, values in one.outputs.items()
    }
    room = replace(one, outputs=outputs, replicate=np.empty(samples, dtype=np.int64))
    for name, values in one.outputs.items():
        room.outputs[name][..., : one.samples] = values
    room.replicate[: one.samples] = one.replicate
    return room


def _filled(room: Run, done: int) -> Run:
    """The samples that are done, with the independent parts that they then have."""
    outputs = {name: values[..., :done] for name, values in room.outputs.items()}
    for values in outputs.values():
        values.flags.writeable = False
    replicate = parts_of(room.replicate[:done], room.replicate.size)
    return replace(room, outputs=outputs, replicate=replicate)


def _bounds(
    story: Story,
    runs: tuple[Run, Run],
    done: tuple[Mapping[str, Do], Mapping[str, Do]],
    seed: int,
    threads: int | None,
) -> tuple[Weighed, Weighed]:
    """Both runs with the ruler on them, and independent samples of both where one of them shows a
    chain that never holds in one of its degrees."""
    laid = [lay(one, story) for one in runs]
    if all((joint(one.marks) & one.main_cause).any() for one in laid):
        independent: list[Independent] = [None, None]
    else:
        independent = [independent_chain(story, seed, threads, do=do) for do in done]
    return (
        Weighed(runs[0], laid[0], independent[0]),
        Weighed(runs[1], laid[1], independent[1]),
    )


def _wishes(changes: Changes, complaints: list[StoryError]) -> list[Wish]:
    found = []
    for one in _listed(changes):
        try:
            if isinstance(one, str):
                found.append(wish_of(one))
            else:
                found.append(wish_for(*one, f"what-if {one[0]}"))
        except StoryError as error:
            complaints.append(error)
    if complaints and not found:
        raise_all(complaints, "what-if")
    return found


def _listed(changes: Changes) -> list[str | tuple[str, object]]:
    """The changes one by one. Raises ArgumentError for what are none."""
    if isinstance(changes, str):
        return [changes]
    if isinstance(changes, Mapping):
        return [(text_of(name, "changes", EXAMPLE), value) for name, value in changes.items()]
    if not isinstance(changes, Sequence):
        raise unfit("changes", changes, "a mapping, or texts", f'changes="{EXAMPLE}"')
    return [text_of(one, "changes", EXAMPLE) for one in changes]


def _following(graph: Graph, do: Mapping[str, Do]) -> tuple[str, ...]:
    """The quantities that are computed from what was changed, themselves not changed."""
    return tuple(
        name
        for name in graph.quantities
        if name not in do and not graph.behind(graph.parents(name)).isdisjoint(do)
    )


def _told(
    story: Story,
    day: date,
    file: Scenario | None,
    wishes: Sequence[Wish],
    graph: Graph,
    do: Mapping[str, Do],
    weighed: tuple[Weighed, Weighed],
    pair: tuple[Run, Run] | None,
    seed: int,
) -> ShownWhatIf:
    runs = before, _ = (weighed[0].run, weighed[1].run)
    laid = (weighed[0].laid, weighed[1].laid)
    titles = titles_of(story)
    reached = graph.behind(outputs(story))
    chains = [
        join(one.laid.marks, one.laid.main_cause, before.replicate, one.independent)
        for one in weighed
    ]
    return ShownWhatIf(
        story=story.name,
        title=story.words.title,
        scenario=file.title if file else None,
        why=file.why if file else None,
        as_of=day,
        samples=before.samples,
        seed=seed,
        changes=tuple(
            Changed(
                wish.text,
                _beside(runs, wish.name, titles, _year_of(do[wish.name], story.horizon)),
                wish.name in reached,
            )
            for wish in wishes
        ),
        before=chains[0],
        after=chains[1],
        chance=_chance(weighed, before.replicate),
        marks=_marks(laid, before.replicate),
        share=_share(laid),
        moved=_most_moved(pair, titles, story.horizon) if pair else (),
    )


def _chance(weighed: tuple[Weighed, Weighed], replicate: NDArray[np.int64]) -> tuple[float, float]:
    """Change of the probability of the chain, and its error; by independent samples, the same ones
    in both, where neither run has any that holds."""
    first, second = (joint(one.laid.marks) for one in weighed)
    one, other = (each.independent for each in weighed)
    if one is not None and other is not None and not (first | second).any():
        change = other[0].astype(np.float64) - one[0]
        return mean(change, np.zeros(change.size, dtype=np.int64))
    return mean(second.astype(np.float64) - first, replicate)


def titles_of(story: Story) -> dict[str, Text]:
    """What the story calls its nodes."""
    return {
        **{given.name: given.title for given in story.givens},
        **{group.nodes[0]: group.title for group in story.groups if len(group.nodes) == 1},
        **{node: title for node, title, _ in story.outlook},
        **{line.node: line.title for line in story.words.lines.values() if line.node},
    }


def _year_of(done: Do, horizon: int) -> int:
    """The year in which a change is told: the horizon, unless it holds in others only."""
    years = done.years
    if years is None:
        return horizon
    listed = (years,) if isinstance(years, int) else years
    return horizon if horizon in listed else listed[-1]


def _beside(runs: tuple[Run, Run], name: str, titles: Mapping[str, Text], year: int) -> NodeBeside:
    over_time = any(done.outputs[name].ndim > 1 for done in runs)
    first, second = (done.at(name, year) for done in runs)
    return NodeBeside(
        name=name,
        title=titles.get(name),
        unit=runs[0].unit(name),
        year=year if over_time else None,
        before=band(first),
        after=band(second),
        difference=band(less(second, first)),
    )


def less(after: Floats, before: Floats) -> Floats:
    """After less before; nothing where both are infinite alike, or differ by rounding alone."""
    with np.errstate(invalid="ignore"):
        change = after - before
        rounding = np.abs(change) <= ROUNDING * np.abs(before)
        return np.where((after == before) | rounding, 0.0, change)


def _marks(laid: tuple[Laid, Laid], replicate: NDArray[np.int64]) -> tuple[MarkBeside, ...]:
    before, after = (told(one.marks, replicate) for one in laid)
    return tuple(
        _mark(first, second, one, other, replicate)
        for first, second, one, other in zip(
            laid[0].marks, laid[1].marks, before, after, strict=True
        )
    )


def _mark(
    first: Measured,
    second: Measured,
    before: Mark,
    after: Mark,
    replicate: NDArray[np.int64],
) -> MarkBeside:
    both = first.values.size > 0 and second.values.size > 0
    chance = error = None
    if before.probability is not None and after.probability is not None:
        change = second.holds.astype(np.float64) - first.holds.astype(np.float64)
        chance, error = mean(change, replicate)
    difference = band(less(second.values, first.values)) if both else None
    return MarkBeside(before, after, difference, chance, error)


def _share(laid: tuple[Laid, Laid]) -> ShareBeside | None:
    before, after = (one.shares for one in laid)
    if before is None or after is None:
        return None
    return ShareBeside(band(before.share), band(after.share), band(less(after.share, before.share)))


def _most_moved(
    pair: tuple[Run, Run], titles: Mapping[str, Text], horizon: int
) -> tuple[NodeBeside, ...]:
    """By the change of the middle relative to both middles; what has a name first among equals."""
    rows = [_beside(pair, name, titles, horizon) for name in pair[0].outputs]

    def relative(row: NodeBeside) -> float:
        size = abs(row.before.p50) + abs(row.after.p50)
        return abs(row.difference.p50) / size if size > 0 else 0.0

    moved = [row for row in rows if relative(row) > 0]
    moved.sort(key=lambda row: (-round(relative(row), TIED), row.title is None, row.name))
    return tuple(moved[:MOST_MOVED])
