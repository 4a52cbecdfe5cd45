"""One story weighed: run, ruler, contributions, requirement and paths, all from the same samples.

Not here: pages and claims (`verbs.py` joins them), how anything is shown (`report/`).
"""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.analysis.requirement import break_even
from assay.answers import BreakEven, Information
from assay.comparison import PeerBeside
from assay.judging.comparing import peer_nodes, peers_beside
from assay.judging.what_to_find_out import what_to_find_out
from assay.model.run import Run, run
from assay.model.summary import Band, band, bands, medians
from assay.model.watch import Watch
from assay.record.record import Record
from assay.ruler.chain import join, joint, told
from assay.ruler.contributions import contributions
from assay.ruler.explained import constant, explained, rise_of, shares_of
from assay.ruler.independent import Years, independent_chain
from assay.ruler.lay import Laid, early_model, early_outputs, lay, outputs, years_of
from assay.ruler.mark import Chain, Contribution, Explained, Mark
from assay.ruler.marks.size import THRESHOLD as SIZE
from assay.ruler.marks.transmission import MATERIAL
from assay.ruler.story import Story, Text
from assay.units import convert
from assay.units import unit as unit_of
from assay.verdict import Area, Fan

SINGLE_WORLDS = 7
"""Single paths drawn in a fan: enough to show that worlds differ, few enough to follow."""

PERCENT = 100.0
"""Per cent in one."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a story gives without any page."""

    marks: tuple[Mark, ...]
    """The ruler."""
    chain: Chain
    """All marks together."""
    explained: Explained | None
    """How much of the effect the driver explains; None if nothing rose."""
    contributions: tuple[Contribution, ...]
    """Both price views."""
    requirement: tuple[BreakEven, ...]
    """One-at-a-time break-even, the least improbable first."""
    needed_shift: Band | None
    """New use that would explain all of the rise, in `unit`."""
    comparison: tuple[tuple[Text, float, str, str], ...]
    """Things to compare it with: (title, value, unit, fact id or node)."""
    fans: tuple[Fan, ...]
    """Paths over the years."""
    areas: tuple[Area, ...]
    """All use over the years."""
    shares: Mapping[str, NDArray[np.float64]]
    """Each cause group's share of the rise, sample by sample; empty if nothing rose."""
    information: Information
    """What to find out next."""
    samples: int
    """Samples of the run: fewer than asked for where it was stopped."""
    peers: tuple[PeerBeside, ...]
    """Others who use the resource, beside the driver."""


def weigh(
    story: Story,
    record: Record,
    samples: int,
    seed: int,
    threads: int | None,
    executor: Executor | None = None,
    watch: Watch | None = None,
) -> Weighed:
    """Run the story and lay the ruler on it; amounts in t a year.

    `executor` takes the blocks of the run, `watch` is told how far it is and may stop it.
    """
    asked, years = _asked(story)
    done = run(
        story.model,
        story.givens,
        outputs=asked,
        years=years,
        samples=samples,
        seed=seed,
        threads=threads,
        correlations=story.correlations,
        executor=executor,
        watch=watch,
    )
    laid = lay(done, story)
    unit = resource_unit(done, story)
    chain = join(
        laid.marks,
        laid.main_cause,
        done.replicate,
        _independent(story, laid, (seed, threads), asked, years),
    )
    shares = laid.shares
    return Weighed(
        marks=told(laid.marks, done.replicate),
        chain=chain,
        explained=explained(done, story, shares, unit) if shares else None,
        contributions=contributions(done, story, laid.moved, unit),
        requirement=alone(story),
        needed_shift=_needed_shift(done, story, laid, unit),
        comparison=_comparison(story, record, laid, done, unit),
        fans=_fans(done, story, unit),
        areas=_areas(done, story, unit),
        shares=group_shares(story, laid),
        information=what_to_find_out(story, done, laid, chain.weakest),
        samples=done.samples,
        peers=peers_beside(story, done, record),
    )


def resource_unit(done: Run, story: Story) -> str:
    """Tonnes a year with the labels of the story's own use; its own unit where it is no mass."""
    own = done.unit(story.roles.use)
    labels = own[own.find("{") : own.find("}") + 1]
    return f"t{labels}/year" if story.effect == "price" else own


def _asked(story: Story) -> tuple[tuple[str, ...], Years]:
    """The nodes to run, and the years of those that are not shown over all of them."""
    shown = [node for node, *_ in story.outlook]
    drawn = {*shown, *story.roles.users, story.roles.use, story.roles.total_use}
    shown += peer_nodes(story)
    asked = tuple(dict.fromkeys((*outputs(story), *shown)))
    return asked, {node: of for node, of in years_of(story).items() if node not in drawn}


def _independent(
    story: Story,
    laid: Laid,
    lot: tuple[int, int | None],
    asked: tuple[str, ...],
    years: Years,
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]] | None:
    """The chain in independent samples, where it never holds in one of its degrees."""
    if (joint(laid.marks) & laid.main_cause).any():
        return None
    return independent_chain(story, *lot, asked, years)


def alone(story: Story) -> tuple[BreakEven, ...]:
    """One-at-a-time break-even of the driver's share against a material share."""
    if story.window is None or (story.effect == "price" and rise_of(story.window) <= 0):
        return ()

    def share(done: Run) -> NDArray[np.float64]:
        found = shares_of(done, story)
        return found.share if found else np.zeros(done.replicate.shape[0])

    givens = {given.name: given for given in story.givens}
    early = early_model(story)
    found = break_even(
        early,
        story.givens,
        share,
        early_outputs(story),
        MATERIAL / PERCENT,
        story.correlations,
        years_of(story, early.last_year),
    )
    return tuple(
        BreakEven(
            given=item.name,
            title=givens[item.name].title,
            unit=givens[item.name].unit,
            median=item.median,
            needed=item.needed,
            percentile=item.percentile,
            score=item.z,
            best_share=item.best,
        )
        for item in found
    )


def _needed_shift(done: Run, story: Story, laid: Laid, unit: str) -> Band | None:
    if laid.shares is None or story.effect != "price" or not story.roles.elasticity_sum:
        return None
    assert story.window is not None  # shares exist only for a window
    factor = convert(1.0, done.unit(story.roles.use), unit)
    sum_of = constant(done, story.roles.elasticity_sum, story.window)
    return band(laid.shares.market * sum_of * laid.shares.rise * factor)


def _comparison(
    story: Story, record: Record, laid: Laid, done: Run, unit: str
) -> tuple[tuple[Text, float, str, str], ...]:
    if laid.shares is None:
        return ()
    rows: list[tuple[Text, float, str, str]] = []
    for topic in story.comparison:
        fact = record.latest(topic, story.today)
        fits = fact is not None and unit_of(fact.unit).fits(unit_of(unit))
        # water taken cannot stand beside water gone in one column
        if fact is not None and fact.value is not None and fits:
            line = next((x for x in story.words.lines.values() if topic in x.record), None)
            named = record.topics[topic]
            title = line.title if line else {"en": named.title_en, "zh": named.title_zh}
            rows.append((title, convert(fact.value, fact.unit, unit), unit, fact.id))
    factor = convert(1.0, done.unit(story.roles.use), unit)
    added = float(medians(laid.shares.shift)) * factor
    rows.append((story.groups[0].title, added, unit, story.roles.net_use))
    return tuple(rows)


def _titles(story: Story) -> dict[str, Text]:
    """What the story calls its nodes: by their lines, else by the cause group that is one node."""
    groups = {group.nodes[0]: group.title for group in story.groups if len(group.nodes) == 1}
    return groups | {line.node: line.title for line in story.words.lines.values() if line.node}


def _fans(done: Run, story: Story, unit: str) -> tuple[Fan, ...]:
    use = story.roles.use
    title = _titles(story).get(use, story.groups[0].title)
    size = medians(done.values(story.roles.total_use, unit)) * SIZE / PERCENT
    return (
        _fan(done, story, (use, title, True), unit, tuple(float(x) for x in size)),
        *(_fan(done, story, item, done.unit(item[0]), None) for item in story.outlook),
    )


def _fan(
    done: Run,
    story: Story,
    item: tuple[str, Text, bool],
    unit: str,
    threshold: tuple[float, ...] | None,
) -> Fan:
    node, title, is_driver = item
    years = tuple(int(y) for y in done.years)
    values = done.values(node, unit)
    at_horizon = values[years.index(story.horizon)]
    order = np.argsort(at_horizon, kind="stable")
    picks = order[((np.arange(SINGLE_WORLDS) + 0.5) * order.size / SINGLE_WORLDS).astype(int)]
    return Fan(
        name=node,
        title=title,
        unit=unit,
        years=years,
        bands=bands(values),
        worlds=tuple(tuple(float(x) for x in values[:, pick]) for pick in picks),
        known_until=story.today,
        threshold=threshold,
        is_driver=is_driver,
    )


def _areas(done: Run, story: Story, unit: str) -> tuple[Area, ...]:
    titles = _titles(story)
    return tuple(
        Area(
            name=user,
            title=titles.get(user, {"en": user, "zh": user}),
            unit=unit,
            years=tuple(int(y) for y in done.years),
            values=tuple(float(x) for x in medians(done.values(user, unit))),
            is_driver=user == story.roles.use,
        )
        for user in story.roles.users
    )


def group_shares(story: Story, laid: Laid) -> dict[str, NDArray[np.float64]]:
    """Contributions over the rise; those to a price are in log points, the rise in logarithms.

    Of a use, each sample's contributions over the growth of that sample; nothing where none grew.
    """
    if laid.shares is None:
        return {}
    if story.effect == "price":
        rise = laid.shares.rise * PERCENT
        return {name: moved / rise for name, moved in laid.moved.items()}
    growth = np.asarray(laid.shares.rise)
    safe = np.where(growth > 0, growth, 1.0)
    return {name: np.where(growth > 0, moved / safe, 0.0) for name, moved in laid.moved.items()}
