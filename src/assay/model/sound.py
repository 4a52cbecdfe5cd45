"""Whether a model can be run as asked: every complaint about it at once.

Not here: what is complained about, which is the names and circles (`graph.py`), the units
(`check.py`), the givens that move together (`correlation.py`).
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from assay.arguments import unfit
from assay.errors import StoryError, UnknownNode
from assay.model.check import unit_complaints
from assay.model.complaint import nearest, raise_all
from assay.model.correlation import Correlation, complaints_among
from assay.model.givens import Given
from assay.model.graph import Declaration, Graph, declaration, drafted, unasked, unused
from assay.model.model import Model


def sound(
    model: Model,
    givens: Sequence[Given],
    *,
    outputs: Iterable[str] = (),
    do: Iterable[str] = (),
    correlations: Sequence[Correlation] = (),
    idle: Literal["refuse", "keep"] = "refuse",
) -> Graph:
    """The graph of a model in which names, units and givens all fit, and that has what is asked.

    `outputs` (a text is one) are wanted, and `do` are nodes held or moved. A given is of use where
    a formula, the model's `asked` or one of these asks for it; others are refused unless `idle`
    keeps them. Raises StoryError or a kind of it, with every complaint at once.
    """
    _require_kinds(model, givens, correlations)
    outputs, do = (_names(one, where) for one, where in ((outputs, "outputs"), (do, "do")))
    graph, told, givens_unasked = _told(declaration(model, givens))
    known = {**graph.quantities, **graph.inputs}
    strangers: list[StoryError] = [
        UnknownNode(where, str(name), "a given or a quantity", nearest(str(name), known))
        for where, names in (("outputs", outputs), ("do", do))
        for name in names
        if name not in known
    ]
    wanted, refused = {*model.asked, *outputs, *do}, idle == "refuse"
    raise_all(
        [
            *told,
            *strangers,
            *(complaints_among(correlations, graph.inputs) if correlations else ()),
            # only where there are some: names like theirs take longer to find than all else
            *(unused(graph, wanted) if refused and not wanted.issuperset(givens_unasked) else ()),
        ],
        "the model",
    )
    return graph


def _names(given: Iterable[str], where: str) -> tuple[str, ...]:
    if not isinstance(given, Iterable):
        raise unfit(where, given, "names of nodes", f'{where}=("use",)')
    return (given,) if isinstance(given, str) else tuple(given)


def _require_kinds(model: object, givens: object, correlations: object) -> None:
    """Raise ArgumentError for a model, givens or correlations that are none."""
    if not isinstance(model, Model):
        raise unfit("model", model, "a Model", "Model(2015, 2035)")
    for name, listed, kind in (
        ("givens", givens, Given),
        ("correlations", correlations, Correlation),
    ):
        for one in listed if isinstance(listed, Iterable) else (listed,):
            if not isinstance(one, kind):
                raise unfit(name, one, f"a {kind.__name__}", f"{name}=[{kind.__name__}(...)]")


@lru_cache(maxsize=32)
def _told(
    declared: Declaration,
) -> tuple[Graph, tuple[StoryError, ...], tuple[str, ...]]:
    """The graph, what is wrong with its formulas, and the givens that none asks for."""
    graph, amiss = drafted(declared)
    return graph, (*amiss, *unit_complaints(declared)), unasked(graph)
