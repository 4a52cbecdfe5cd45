"""What each cause group did to the effect over the window: two views, never added up.

Not here: whether the driver is the largest (`marks/rivals.py`), the driver's own share
(`explained.py`).

View 1 sums to the rise: measured causes, a mediator, the unexplained; lines that move the price by
their ounces are carved
out inside the unexplained, and what then remains is still unexplained. View 2 tells every line's
ounces at the same sum of
elasticities. A tonne that a rival adds counts as a tonne of the driver's does: dlnP = change / (Q *
S).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from assay.model.run import Run
from assay.model.summary import Band, band
from assay.ruler.explained import Shares, constant, rise_of
from assay.ruler.mark import Contribution
from assay.ruler.story import CauseGroup, Story, Text, Window
from assay.ruler.window import change_over, mean_over

Samples = NDArray[np.float64]

LOG_POINTS = 100.0
"""Log points in one unit of natural logarithm."""

NAMES: Mapping[str, Text] = {
    "measured": {"en": "Measured causes", "zh": "可度量的原因"},
    "unexplained": {"en": "Unexplained", "zh": "未能解释"},
    "still_unexplained": {"en": "still unexplained", "zh": "仍未解释"},
    "fitted_rise": {"en": "Rise where fitted", "zh": "拟合市场的涨幅"},
    "basis": {"en": "Basis between the markets", "zh": "两地价差"},
    "total": {"en": "Rise", "zh": "涨幅"},
}
"""Titles of the rows that no story brings along."""


def line_change(run: Run, group: CauseGroup, window: Window, unit: str) -> Samples:
    """The change of a group's lines over the window, in `unit`."""
    zero = np.zeros(run.replicate.shape[0])
    return sum((change_over(run, node, window, unit) for node in group.nodes), zero)


def moved_by(run: Run, story: Story, shares: Shares | None) -> dict[str, Samples]:
    """Each group's contribution sample by sample: log points for a price, the unit of use for use.

    Empty where nothing rose. The driver's includes what it gave up because of the price.
    """
    window = story.window
    if shares is None or window is None:
        return {}
    if story.effect == "use":
        unit = run.unit(story.roles.use)
        return {g.name: line_change(run, g, window, unit) for g in story.groups}
    unit = run.unit(story.roles.total_use)
    price_of = LOG_POINTS / (
        mean_over(run, story.roles.total_use, window, unit)
        * constant(run, story.roles.elasticity_sum, window)
    )
    moved: dict[str, Samples] = {}
    for group in story.groups:
        if group.kind in ("measured", "mediator"):
            moved[group.name] = LOG_POINTS * constant(run, group.nodes[0], window)
        else:
            sign = -1 if group.kind == "supply" else 1
            moved[group.name] = sign * line_change(run, group, window, unit) * price_of
    moved[story.groups[0].name] = LOG_POINTS * shares.share * shares.rise
    return moved


def contributions(
    run: Run, story: Story, moved: Mapping[str, Samples], unit: str
) -> tuple[Contribution, ...]:
    """Both views as rows in the order of drawing; ounces in `unit` a year. Empty where nothing
    rose."""
    window = story.window
    if not moved or window is None:
        return ()
    if story.effect == "use":
        return tuple(
            Contribution(
                g.name, g.title, band(moved[g.name]), run.unit(story.roles.use), None,
                "observed", 2, "line" if g.compared or g is story.groups[0] else "rest", g.nodes,
            )
            for g in story.groups
        )  # fmt: skip
    return (*_view_one(run, story, window, moved), *_view_two(run, story, window, moved, unit))


def _row(
    name: str,
    title: Text,
    band: Band,
    basis: str,
    part: str,
    source: tuple[str, ...],
    through: str | None = None,
) -> Contribution:
    return Contribution(name, title, band, "log_point", None, basis, 1, part, source, through)


def _view_one(
    run: Run, story: Story, window: Window, moved: Mapping[str, Samples]
) -> list[Contribution]:
    shown = [g for g in story.groups if 1 in g.views]
    causes = [g for g in shown if g.kind == "measured"]
    mediators = [g for g in shown if g.kind == "mediator"]
    carved = [g for g in shown if g.kind in ("demand", "supply")]
    names = {**NAMES, **story.market_titles}
    total = LOG_POINTS * rise_of(window)
    zero = np.zeros(run.replicate.shape[0])
    fitted = zero + (
        LOG_POINTS * constant(run, story.roles.fitted_rise, window)
        if story.roles.fitted_rise
        else total
    )
    measured = sum((moved[g.name] for g in causes), zero)
    unexplained = fitted - measured - sum((moved[g.name] for g in mediators), zero)
    rest = unexplained - sum((moved[g.name] for g in carved), zero)
    rows = [
        _row(g.name, g.title, band(moved[g.name]), "measured", "cause", g.nodes, g.through)
        for g in causes
    ]
    rows.append(_row("measured", NAMES["measured"], band(measured), "measured", "subtotal", ()))
    rows += [
        _row(g.name, g.title, band(moved[g.name]), "measured", "mediator", g.nodes)
        for g in mediators
    ]
    rows.append(
        _row("unexplained", NAMES["unexplained"], band(unexplained), "residual", "unexplained", ())
    )
    rows += [
        _row(g.name, g.title, band(moved[g.name]), "partial equilibrium", "carved", g.nodes)
        for g in carved
    ]
    rows.append(
        _row("still_unexplained", NAMES["still_unexplained"], band(rest), "residual", "rest", ())
    )
    if story.roles.fitted_rise:
        market = (story.roles.fitted_rise,)
        rows.append(
            _row("fitted_rise", names["fitted_rise"], band(fitted), "observed", "total", market)
        )
        basis = band(zero + total - fitted)
        rows.append(_row("basis", names["basis"], basis, "observed", "basis", market))
    rows.append(
        _row("total", names["total"], band(zero + total), "observed", "total", window.facts)
    )
    return rows


def _view_two(
    run: Run, story: Story, window: Window, moved: Mapping[str, Samples], unit: str
) -> list[Contribution]:
    rows = []
    for group in story.groups:
        if 2 not in group.views:
            continue
        rows.append(
            Contribution(
                driver=group.name,
                title=group.title,
                band=band(moved[group.name]),
                unit="log_point",
                ounces=band(line_change(run, group, window, unit)),
                basis="partial equilibrium",
                view=2,
                part="line",
                source=group.nodes,
            )
        )
    return rows
