"""Reads what is to be changed in a story: NAME=VALUE, NAME*FACTOR, NAME+DELTA, and scenario files.

Not here: what a change does to a run (`model/plan.py`), what becomes of the story
(`supposing.py`). A value may end in @YEAR or @YEAR..YEAR, and then holds in those years only.
"""

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assay.errors import StoryError, UnitError, UnknownNode
from assay.model.complaint import NEAREST, nearest, raise_all
from assay.model.graph import Graph
from assay.model.plan import Do, Fix, Shift
from assay.report.columns import printable
from assay.units import Unit, unit

ENTRY = re.compile(r"\s*(?P<name>[^\W\d]\w*)\s*(?P<operator>[=*+-])(?P<rest>.*)", re.DOTALL)
"""A change as one text: the node, what is done, and by how much."""
VALUE = re.compile(
    r"\s*(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(?P<unit>[^@]*?)\s*"
    r"(?:@\s*(?P<first>\d{4})(?:\s*\.\.\s*(?P<last>\d{4}))?\s*)?"
)
"""A number, its unit, and the years it is for."""
SHOWN = 80
"""Characters of a text that a complaint repeats."""
KEYS = ("title", "why", "changes")
"""Keys of a scenario file."""
LARGEST = 2**20
"""Bytes of a scenario file: a thousand times what any takes."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One change as it was asked for, not yet held against a story."""

    name: str
    """The node."""
    operator: str
    """"=", "*" or "+"."""
    value: str
    """The text after it."""
    where: str
    """Where it was asked for, as errors tell it."""

    @property
    def text(self) -> str:
        """The change in one line."""
        between = " = " if self.operator == "=" else f" {self.operator} "
        return f"{self.name}{between}{printable(self.value.strip())[:SHOWN]}"


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a scenario file says."""

    title: str
    """What it is called."""
    why: str
    """Why it is worth asking for."""
    wishes: tuple[Wish, ...]
    """Its changes."""


def wish_of(text: str) -> Wish:
    """A change such as `silver_per_ai_server=2kg/server`. Raises StoryError if it is none."""
    found = ENTRY.fullmatch(text)
    if found is None:
        raise StoryError(
            "what-if",
            repr(text[:SHOWN]),
            "NAME=VALUE, NAME*FACTOR or NAME+DELTA",
            "silver_per_ai_server=2kg/server, ai_servers_base*1.5, silver_price+10USD/oz@2027",
        )
    operator, rest = found["operator"], found["rest"]
    if operator == "-":
        rest = rest.strip()
        operator, rest = "+", rest[1:] if rest.startswith("-") else f"-{rest}"
    return Wish(found["name"], operator, rest, f"what-if {found['name']}")


def wish_for(name: str, value: object, where: str) -> Wish:
    """The change of one entry of a mapping: "2kg/server", "*1.5", "+10USD/oz", "+-7 percent".

    A number alone counts in units of 1; a text that begins with a minus is a negative value, since
    a fall is told by "+-". Raises StoryError for what is neither text nor number.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise StoryError(where, repr(value)[:SHOWN], "a text or a number", '"2kg/server"')
    text = str(value).strip()
    if text[:1] in ("=", "*", "+"):
        return Wish(name, text[0], text[1:], where)
    return Wish(name, "=", text, where)


def read_scenario(path: Path) -> tuple[Scenario, list[StoryError]]:
    """A scenario file, with every complaint about it. Raises StoryError if it is no TOML file."""
    table = _table(path)
    complaints: list[StoryError] = [
        StoryError(
            f"{path.name}: {printable(key)[:SHOWN]}",
            "an unknown key",
            "a key of a scenario",
            nearest(key, KEYS),
        )
        for key in table
        if key not in KEYS
    ]
    texts = []
    for key in ("title", "why"):
        value = table.get(key)
        told = printable(value).strip() if isinstance(value, str) else ""
        if not told:
            where = f"{path.name}: {key}"
            complaints.append(StoryError(where, "no text", "a sentence", f'{key} = "..."'))
        texts.append(told)
    changes = table.get("changes")
    if not isinstance(changes, Mapping) or not changes:
        complaints.append(
            StoryError(
                f"{path.name}: changes",
                "nothing to change",
                "a table of nodes and their values",
                '[changes], then silver_per_ai_server = "2kg/server"',
            )
        )
        changes = {}
    wishes = []
    for name, value in changes.items():
        try:
            wishes.append(wish_for(name, value, f"{path.name}: {printable(name)[:SHOWN]}"))
        except StoryError as error:
            complaints.append(error)
    return Scenario(texts[0], texts[1], tuple(wishes)), complaints


def _table(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > LARGEST:
            raise StoryError(str(path), "more than a megabyte", "a scenario file", "a shorter one")
        return tomllib.loads(path.read_text("utf-8-sig"))  # some editors begin files with a mark
    except OSError as error:
        raise StoryError(
            str(path), error.strerror or "unreadable", "a scenario file", "--scenario FILE.toml"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StoryError(
            str(path), printable(str(error)), "a TOML file in UTF-8", "title, why and [changes]"
        ) from None


def done_to(graph: Graph, wishes: Iterable[Wish], complaints: list[StoryError]) -> dict[str, Do]:
    """What the wishes do to the nodes of a graph.

    Raises every complaint at once, those given and its own: unknown nodes, units that do not fit,
    years outside of the model, nodes changed twice.
    """
    found: dict[str, Do] = {}
    amiss = list(complaints)
    for wish in wishes:
        try:
            if wish.name in found:
                raise StoryError(wish.where, "a second change of it", "one change a node", "one")
            found[wish.name] = _done(graph, wish)
        except StoryError as error:
            amiss.append(error)
    raise_all(amiss, "what-if")
    if not found:
        raise StoryError("what-if", "nothing to change", "at least one change", "NAME=VALUE")
    return found


def _done(graph: Graph, wish: Wish) -> Do:
    if wish.name not in graph.quantities and wish.name not in graph.inputs:
        raise UnknownNode(
            wish.where,
            repr(printable(wish.name)[:SHOWN]),
            "a given or a quantity of the story",
            _nearest_with_units(graph, wish.name),
        )
    read = VALUE.fullmatch(wish.value)
    number = float(read["number"]) if read else math.nan
    if read is None or not math.isfinite(number):
        raise _no_number(graph, wish)
    years = _years(graph, wish, read["first"], read["last"])
    if wish.operator == "*":
        return Shift(factor=_factor(wish, read["number"], read["unit"]), years=years)
    told = _in_own_unit(graph, wish, read["number"], read["unit"])
    own = graph.unit(wish.name)
    if wish.operator == "+":
        return Shift(step=told, unit=own, years=years)
    return Fix(told, own, years)


def _no_number(graph: Graph, wish: Wish) -> StoryError:
    """The refusal of a value that is none, with one that the operator takes."""
    own = unit(graph.unit(wish.name), wish.name)
    if wish.operator == "*":
        expected, remedy = "a factor, which has no unit", f"{wish.name}*1.5"
    else:
        expected = f"a number with a unit that fits {own.text}"
        remedy = f"{wish.name}{wish.operator}{amount('1', own)}"
    given = graph.inputs.get(wish.name)
    if given is None or given.over_time:
        remedy += ", and @2027 or @2027..2030 after it for some years only"
    return StoryError(wish.where, repr(printable(wish.value)[:SHOWN]), expected, remedy)


def amount(number: str, own: Unit) -> str:
    """The number with the unit, labels left out, as a change can be typed: 0.02/year, not
    0.021/year; one that is itself a number, such as 1000 kg, after a space."""
    text = _plain(own)
    if text == "1":
        return number
    behind = text.removeprefix("1") if text.startswith("1/") else text
    return f"{number} {behind}" if behind[0].isdigit() else f"{number}{behind}"


def _plain(own: Unit) -> str:
    """The unit without its labels, nor the operators that they leave behind."""
    return re.sub(r"/(?=/)|/1$|[*/]+$", "", own.unlabelled().text) or "1"


def _nearest_with_units(graph: Graph, name: str) -> str:
    """The nearest nodes, each with its unit."""
    near = nearest(name, (*graph.quantities, *graph.inputs))
    names = near.split(" or ")
    if any(one not in graph.quantities and one not in graph.inputs for one in names):
        return near
    return " or ".join(f"{one} [{graph.unit(one)}]" for one in names)


def _years(graph: Graph, wish: Wish, first: str | None, last: str | None) -> tuple[int, ...] | None:
    if first is None:
        return None
    known = graph.years()
    years = tuple(range(int(first), int(last or first) + 1))
    if not years or any(year not in known for year in years):
        span = f"years of {known[0]}..{known[-1]}, the earlier first"
        raise StoryError(
            wish.where, f"@{first}..{last or first}", span, f"@{known[-1]} or no years at all"
        )
    given = graph.inputs.get(wish.name)
    if given is not None and not given.over_time:
        raise StoryError(
            wish.where,
            f"years for {wish.name}, which is one number for all",
            "a change in all years",
            "the same without @, or a quantity that is computed from it",
        )
    return years


def _factor(wish: Wish, typed: str, text: str) -> float:
    """A factor: a plain number, or per cent."""
    given = unit(text, wish.where)
    if given.powers:
        raise UnitError(
            wish.where,
            f"{text} [{given.in_base()}]",
            "a factor, which has no unit",
            f"{wish.name}+{amount(typed, given)} to add it",
        )
    return float(typed) * given.scale


def _in_own_unit(graph: Graph, wish: Wish, typed: str, text: str) -> float:
    """The number in the node's own unit; labels may be left out where the rest fits."""
    declared = unit(graph.unit(wish.name), wish.name)
    bare = declared.unlabelled()
    if not text.strip() and (bare.powers or bare.scale != 1):
        raise UnitError(
            wish.where,
            f"{typed} without a unit",
            f"a number in a unit that fits {declared.text} [{declared.in_base()}]",
            f"{wish.name}{wish.operator}{amount(typed, declared)}",
        )
    given = unit(text, wish.where)
    if not given.can_be(declared):
        raise UnitError(
            wish.where,
            f"{text} [{given.in_base()}]",
            f"{declared.text} [{declared.in_base()}], the unit of {wish.name}",
            _remedy(graph, wish, given),
        )
    return float(typed) * given.scale / declared.scale


def _remedy(graph: Graph, wish: Wish, given: Unit) -> str:
    """A unit that fits, or the nearest nodes that the unit would fit."""
    fitting = [
        name
        for name in (*graph.quantities, *graph.inputs)
        if given.can_be(unit(graph.unit(name), name))
    ]
    plain = _plain(unit(graph.unit(wish.name), wish.name))
    if not fitting:
        return f"a number in {plain}"
    from difflib import get_close_matches

    near = get_close_matches(wish.name, sorted(fitting), n=NEAREST, cutoff=0.0)
    listed = " or ".join(f"{name} [{graph.unit(name)}]" for name in near)
    return f"a number in {plain}; or {listed}, which it fits"
