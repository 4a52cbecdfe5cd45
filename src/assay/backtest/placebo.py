"""Every driver on every price it has nothing to do with: radishes drive tomatoes.

Not here: the stories themselves (`small_story.py`). What is laid on the other market are the
driver's tonnes; the market's real driver and everyone else are the stranger's rivals.
"""

from collections.abc import Sequence

import numpy as np

from assay.backtest.elasticities import Elasticities
from assay.backtest.inputs import Ends, Figure, Inputs
from assay.backtest.result import FalseAlarm, Placebo
from assay.backtest.small_story import Stranger, small_story
from assay.model.run import run
from assay.ruler.chain import joint
from assay.ruler.lay import lay, outputs
from assay.ruler.likelihood import answer
from assay.units import convert, unit

WEIGHT = "t/year"
"""Unit in which a stranger's use is carried from one market to another."""


def placebo(stories: Sequence[Inputs], prior: Elasticities, samples: int, seed: int) -> Placebo:
    """All pairs of a driver with tonnes and a market with tonnes that share nothing."""
    alarms, chances, no_room = [], [], 0
    for price in stories:
        if not _per_tonne(price):
            continue
        for driver in stories:
            ends = _line_of(driver)
            if ends is None or driver.zero or driver.kin & price.kin:
                continue
            fits, material, main_cause = _chances(driver, ends, price, prior, samples, seed)
            no_room += fits < 0.5
            chances.append(material)
            word = answer(material, main_cause)
            if word in ("yes", "partly"):
                alarms.append(FalseAlarm(driver.end.name, price.end.name, word, material))
    return Placebo(len(chances), no_room, float(np.mean(chances)), tuple(alarms))


def _chances(
    driver: Inputs, ends: Ends, price: Inputs, prior: Elasticities, samples: int, seed: int
) -> tuple[float, float, float]:
    """How often the stranger fits in, and how often the chain holds there, in both degrees."""
    stranger = Stranger(_moved(ends, driver, price), driver.answers)
    story = small_story(price, prior, stranger)
    asked = (*outputs(story), "room_left")
    done = run(story.model, story.givens, outputs=asked, samples=samples, seed=seed)
    laid = lay(done, story)
    first, last = price.years
    fits = (done.at("room_left", first) >= 0) & (done.at("room_left", last) >= 0)
    holds = joint(laid.marks) & fits
    return float(fits.mean()), float(holds.mean()), float((holds & laid.main_cause).mean())


def _per_tonne(inputs: Inputs) -> float | None:
    """Tonnes in one unit of the story's quantities; None where they cannot be weighed."""
    own = unit(inputs.unit).unlabelled()
    if own.powers == unit(WEIGHT).powers:
        return own.scale / unit(WEIGHT).scale
    return inputs.tonnes


def _line_of(inputs: Inputs) -> Ends | None:
    """The driver's own line in tonnes a year; None where it has none."""
    weight = _per_tonne(inputs)
    if weight is None:
        return None
    if inputs.use is not None:
        start, end = inputs.use.start, inputs.use.end
        if end.unit == "percent":
            end = _share_of(end, inputs.total.end)
    elif inputs.driver == "all":
        start, end = inputs.total.start, inputs.total.end
    else:
        start, end = _withheld(inputs.total)
    return Ends(_scaled(start, weight), _scaled(end, weight))


def _share_of(share: Figure, total: Figure) -> Figure:
    """A share told in per cent as an amount, by the best value of the whole."""
    part = convert(1.0, "percent", "1") * total.value
    return _amount(share, share.low * part, share.value * part, share.high * part)


def _withheld(total: Ends) -> tuple[Figure, Figure]:
    """Nothing at first, then what was taken off the market."""
    start, end = total.start, total.end
    gone = start.value - end.value
    wide = start.high - start.value + end.value - end.low
    return _amount(start, 0.0, 0.0, 0.0), _amount(end, gone - wide, gone, gone + wide)


def _scaled(figure: Figure, factor: float) -> Figure:
    return _amount(figure, figure.low * factor, figure.value * factor, figure.high * factor)


def _amount(figure: Figure, low: float, value: float, high: float) -> Figure:
    """The figure with another amount, in tonnes a year."""
    return Figure(
        figure.id, figure.year, low, value, high, WEIGHT, figure.confidence, None,
        figure.why, figure.source,
    )  # fmt: skip


def _moved(ends: Ends, driver: Inputs, price: Inputs) -> Ends:
    """The line in the unit and over the years of the other market."""
    weight = _per_tonne(price)
    assert weight is not None  # markets without tonnes are passed over
    moved = [
        Figure(
            one.id, year, one.low / weight, one.value / weight, one.high / weight, price.unit,
            one.confidence, None, driver.end.driver, one.source,
        )
        for one, year in zip((ends.start, ends.end), price.years, strict=True)
    ]  # fmt: skip
    return Ends(*moved)
