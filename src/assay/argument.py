"""A story's argument as a graph that people can walk: nodes with units, formulas and sources.

Not here: how it is gathered (`explaining.py`), how it is drawn (`report/graph_to_*.py`).
"""

from dataclasses import dataclass

from assay.ruler.story import Text


@dataclass(frozen=True, slots=True)
class ArgumentNode:
    """One node of the graph."""

    name: str
    """Its name in the formulas."""
    title: Text | None
    """What the report calls it; None where the story has no name for it."""
    unit: str
    """Unit with labels."""
    room: str
    """Its room of the argument: "given", "quantity", or "role" for what a mark is measured from."""
    roles: tuple[str, ...]
    """Roles it plays for the ruler."""
    formula: str
    """Its formula in the names of nodes; empty for a given."""
    what: str
    """What it is, in its own words (English)."""
    sources: tuple[str, ...]
    """Works behind a given, as citations; empty for a judgement and for a quantity."""
    needs: tuple[tuple[str, str], ...]
    """What it is computed from: (node, "now", "previous", "history", "start" or "known")."""
    folded: tuple[str, ...] = ()
    """Nodes that it is computed from and that are not drawn, the nearest first."""


@dataclass(frozen=True, slots=True)
class WorkedInput:
    """What a formula saw of one node."""

    written: str
    """Its name in the formula, such as previous_price."""
    node: str
    """The node."""
    unit: str
    """Unit of the value."""
    year: int | None
    """The year it is of; None for a number without years."""
    value: float | None
    """The value; None for all years before at once."""


@dataclass(frozen=True, slots=True)
class Worked:
    """One node computed once, with every given at its median."""

    node: str
    """The node."""
    unit: str
    """Unit of the value."""
    year: int | None
    """The year; None for a number without years."""
    value: float
    """What comes out."""
    known: bool
    """Whether a published value stands in place of the formula in that year."""
    inputs: tuple[WorkedInput, ...]
    """What goes in, in the order of the formula's parameters."""


@dataclass(frozen=True, slots=True)
class SampledYear:
    """A node in one year over all samples, in its unit."""

    year: int | None
    """The year; None for a number without years."""
    mean: float
    """Mean."""
    deviation: float
    """Standard deviation; 0 for what was published."""
    percentiles: tuple[float, ...]
    """The 5th, 25th, 50th, 75th and 95th."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """A node over many samples, told in a few numbers a year."""

    unit: str
    """Unit of all values."""
    samples: int
    """How many: fewer than asked for where the run was stopped."""
    seed: int
    """What they were drawn with."""
    years: tuple[SampledYear, ...]
    """A row a year, or one."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A story's graph, whole or around one node."""

    story: str
    """Name of the story."""
    title: Text
    """What the story is called."""
    nodes: tuple[ArgumentNode, ...]
    """The nodes drawn, givens first."""
    focus: str | None
    """The node around which it is drawn; None for the whole graph."""
    used_by: tuple[str, ...]
    """Quantities that ask for the focus, whether drawn or not."""
    worked: Worked | None
    """The focus computed once; None for the whole graph."""
    steps: frozenset[str] = frozenset()
    """Names of all computed nodes, whether drawn or not."""
    sampled: Sampled | None = None
    """The focus over many samples; None where none were asked for."""
