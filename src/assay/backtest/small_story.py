"""A past story as a small story of the same kind as any: model, givens, roles, rivals, window.

Not here: the formulas (`formulas.py`), which figures it is made of (`inputs.py`). The ruler that is
laid on it is the one of every story (`ruler/`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assay.backtest import formulas
from assay.backtest.elasticities import TRIFLE, Elasticities
from assay.backtest.inputs import Ends, Figure, Inputs, Line
from assay.model.givens import Given
from assay.model.model import Model
from assay.model.shapes import Constant, Distribution, PathOf, Percentiles, Shape
from assay.ruler.story import CauseGroup, Roles, Story, Text, Window, Words

NO_FORECAST: Text = {
    "en": "The record holds no path of use beyond the window as it was foreseen then.",
    "zh": "记录中没有当时对窗口之后用量的预测。",
}
NO_SUBSTITUTION: Text = {
    "en": "Nothing was published of what could have been replaced or saved.",
    "zh": "没有关于替代或节约潜力的公开数据。",
}
NO_SUPPLY: Text = {
    "en": "The record holds no path of supply beyond the window as it was foreseen then.",
    "zh": "记录中没有当时对窗口之后供应的预测。",
}
OTHERS: Text = {"en": "Everyone else", "zh": "其他用户"}
STRANGER: Text = {"en": "A driver of another story", "zh": "另一故事的驱动方"}


@dataclass(frozen=True, slots=True)
class Stranger:
    """The driver of one story laid on the market and the price of another."""

    ends: Ends
    """Its use, in the unit of the market it does not belong to."""
    answers: str
    """How it answers a price."""


def small_story(inputs: Inputs, prior: Elasticities, stranger: Stranger | None = None) -> Story:
    """The past story, or with a `stranger` the same market with a driver that is none of it."""
    builder = _Builder(inputs, prior)
    builder.market()
    builder.answer(stranger.answers if stranger else inputs.answers)
    if stranger is not None:
        builder.stranger(stranger)
    return builder.story(stranger)


class _Builder:
    """Collects formulas and givens; a class, since both grow together."""

    def __init__(self, inputs: Inputs, prior: Elasticities) -> None:
        self.inputs = inputs
        self.model = Model(*inputs.years)
        self.givens: list[Given] = []
        self.add_given("supply_elasticity", "1", prior.supply, PRIOR)
        self.add_given("demand_elasticity", "1", prior.demand, PRIOR)
        self.add(formulas.elasticity_sum, "elasticity_sum", "1")

    def add(self, formula: Callable[..., Any], name: str, unit: str | None = None) -> None:
        """Declare a quantity under a name of its own."""
        self.model.quantity(unit or self.inputs.unit)(_named(formula, name))

    def add_given(self, name: str, unit: str, shape: Shape, why: str | Figure) -> None:
        """Declare an input; its reason is a figure of the record or a text."""
        told = why if isinstance(why, Figure) else None
        self.givens.append(
            Given(
                name=name,
                title={"en": name, "zh": name},
                unit=unit,
                shape=shape,
                source=(told.source,) if told and told.source else (),
                judgement=told is None or told.known_on is None,
                why=told.why if told else str(why),
                would_change="A figure of the day.",
                confidence=told.confidence if told else "medium",
                known_on=told.known_on if told else None,
                known_later=told.later if told else False,
                facts=(told.id,) if told and told.known_on else (),
            )
        )

    def add_ends(self, name: str, ends: Ends) -> None:
        """Declare the four inputs of a line."""
        for side, year, figure in (("start", "first", ends.start), ("end", "last", ends.end)):
            self.add_given(f"{name}_{year}_year", "year", Constant(figure.year), figure)
            share = figure.unit == "percent"
            key = f"{name}_share_at_{side}" if share else f"{name}_at_{side}"
            self.add_given(key, figure.unit, _shape(figure), figure)
            if share:
                self.add(formulas.use_by_share, f"{name}_at_{side}")

    def market(self) -> None:
        """All use, the driver's, what it keeps, everyone else's, and the others' lines."""
        inputs = self.inputs
        self.add_ends("total", inputs.total)
        self.add(formulas.total_use, "total_use")
        self.add_given("kept_share", "1", _shape(inputs.kept) if inputs.kept else Constant(1),
                       inputs.kept or "Nothing is given back.")  # fmt: skip
        if inputs.driver == "counted":
            assert inputs.use is not None  # `inputs_of` reads it for every counted driver
            self.add_ends("use", inputs.use)
            self.add(formulas.use_counted, "driver_use")
        else:
            all_users = inputs.driver == "all"
            self.add(formulas.use_of_all if all_users else formulas.use_withheld, "driver_use")
        self.add(formulas.net_use, "net_use")
        for line in inputs.lines:
            self.add_given(line.name, inputs.unit, _path(line.ends, inputs.years), line.ends.end)
        inside = [line.name for line in inputs.lines if line.inside]
        if not inside:
            nothing = PathOf(tuple(self._years()), (Constant(0),) * len(self._years()))
            self.add_given("inside_use", inputs.unit, nothing, "Nobody else is told apart.")
        other: Callable[..., Any] = formulas.others_use
        if inputs.driver == "withheld":
            other = formulas.others_beside_withheld
        self.add(_asking(other, {"inside_use": inside[0]} if inside else {}), "others_use")

    def stranger(self, stranger: Stranger) -> None:
        """A driver from elsewhere beside all of them."""
        self.add_ends("stranger", stranger.ends)
        self.add(formulas.stranger_use, "stranger_use")
        asked = {"others_without_stranger": "others_use"}
        self.add(_asking(formulas.others_beside_stranger, asked), "room_left")

    def answer(self, answers: str) -> None:
        """By how much the driver gives up as the price rises."""
        if answers == "as users do":
            self.add(formulas.answer_of_users, "driver_elasticity", "1")
        elif answers == "trifle":
            self.add_given("driver_elasticity", "1", TRIFLE, self.inputs.answers_why)

    def _years(self) -> range:
        return range(self.inputs.years[0], self.inputs.years[1] + 1)

    def story(self, stranger: Stranger | None) -> Story:
        """The story of what has been declared."""
        inputs = self.inputs
        use = "stranger_use" if stranger else "driver_use"
        net = use if stranger else "net_use"
        answers = (stranger.answers if stranger else inputs.answers) != "nothing"
        return Story(
            name=inputs.end.name,
            effect="price",
            model=self.model,
            givens=tuple(self.givens),
            roles=Roles(
                use=use,
                net_use=net,
                total_use="total_use",
                use_with_substitution=use,
                use_without_substitution=use,
                irreplaceable_use=None,
                supply="total_use",
                releasable_stocks=None,
                elasticity_sum="elasticity_sum",
                driver_elasticity="driver_elasticity" if answers else None,
                users=(use,),
            ),
            groups=self._groups(stranger),
            window=_window(inputs),
            today=inputs.years[1],
            horizon=inputs.years[1],
            not_applicable=self._not_applicable(stranger),
            words=_words(inputs),
        )

    def _groups(self, stranger: Stranger | None) -> tuple[CauseGroup, ...]:
        inputs = self.inputs
        own = CauseGroup("driver", inputs.end.title, "demand", ("net_use",), True, (2,))
        lines = tuple(
            CauseGroup(line.name, line.title, line.kind, (line.name,), line.compared, (2,))
            for line in inputs.lines
        )
        if stranger:
            first = CauseGroup("stranger", STRANGER, "demand", ("stranger_use",), True, (2,))
            rest = CauseGroup("others", OTHERS, "demand", ("room_left",), True, (2,))
            return (first, own, rest, *lines)
        if inputs.driver == "counted":
            rest = CauseGroup("others", OTHERS, "demand", ("others_use",), True, (2,))
            return (own, rest, *lines)
        return (own, *lines)

    def _not_applicable(self, stranger: Stranger | None) -> Mapping[str, Text]:
        found = {"growth": NO_FORECAST, "necessity": NO_SUBSTITUTION, "scarcity": NO_SUPPLY}
        if self.inputs.no_rivals and not stranger:
            found["rivals"] = self.inputs.no_rivals
        return found


PRIOR = "One prior for all stories, from all published elasticities."


def _named(formula: Callable[..., Any], name: str) -> Callable[..., Any]:
    """The formula under another name; the model registers it by its name."""
    if formula.__name__ == name:
        return formula
    return _copy(formula, name, {})


def _asking(formula: Callable[..., Any], asked: Mapping[str, str]) -> Callable[..., Any]:
    """The formula asking for other nodes."""
    return _copy(formula, formula.__name__, asked) if asked else formula


def _copy(formula: Callable[..., Any], name: str, asked: Mapping[str, str]) -> Callable[..., Any]:
    from inspect import signature

    own = signature(formula)
    places = [one.replace(name=asked.get(one.name, one.name)) for one in own.parameters.values()]

    def copied(*values: Any) -> Any:  # noqa: ANN401 - arrays, or stand-ins for them
        return formula(*values)

    copied.__name__ = name
    copied.__doc__ = formula.__doc__
    # read by the graph, which asks a formula for its parameters' names
    vars(copied)["__signature__"] = own.replace(parameters=places)
    return copied


def _shape(figure: Figure) -> Distribution:
    """A split normal through the figure's band; a number where it has none."""
    if figure.low == figure.high:
        return Constant(figure.value)
    return Percentiles(figure.low, figure.value, figure.high)


def _path(ends: Ends, years: tuple[int, int]) -> PathOf:
    """A line from one end to the other, high in one year being high in all."""
    first, last = years
    shapes = []
    for year in range(first, last + 1):
        share = (year - first) / (last - first)
        at = [
            one + share * (other - one)
            for one, other in (
                (ends.start.low, ends.end.low),
                (ends.start.value, ends.end.value),
                (ends.start.high, ends.end.high),
            )
        ]
        shapes.append(Constant(at[1]) if at[0] == at[2] else Percentiles(*at))
    return PathOf(tuple(range(first, last + 1)), tuple(shapes))


def _window(inputs: Inputs) -> Window:
    """From the end of the first year to the end of the last: yearly amounts stand there."""
    first, last = inputs.years
    price = inputs.price
    return Window(
        date(first, 12, 31), date(last, 12, 31), price.start.value, price.end.value,
        price.start.unit, (price.start.id, price.end.id),
    )  # fmt: skip


def _words(inputs: Inputs) -> Words:
    """The names that the record has; no page is held against a past story."""
    return Words(inputs.end.title, inputs.end.claim, {}, {}, {}, {}, {}, {})


def line_named(inputs: Inputs, name: str) -> Line:
    """The line of this name."""
    return next(line for line in inputs.lines if line.name == name)
