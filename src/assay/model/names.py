"""Names that a formula reads from its file: those that neither the file nor Python has.

Not here: names of nodes, which are a formula's parameters (`graph.py`).
"""

import builtins
import dis
import inspect
from collections.abc import Callable, Collection, Iterator
from types import CodeType
from typing import Any

from assay.errors import UnknownNode
from assay.model.complaint import alike, place

READS, WRITES = "LOAD_GLOBAL", "STORE_GLOBAL"
"""Instructions by which a function reads and writes a name of its file."""


def missing_names(formula: Callable[..., Any]) -> tuple[str, ...]:
    """The names that a formula would look for in vain, in the order in which it does."""
    plain = inspect.unwrap(formula)
    code = getattr(plain, "__code__", None)
    if code is None:
        return ()
    told = list(_instructions(code))
    there = {*getattr(plain, "__globals__", ()), *vars(builtins)}
    there.update(name for instruction, name in told if instruction == WRITES)
    return tuple(dict.fromkeys(n for does, n in told if does == READS and n not in there))


def missing_name(
    quantity: str, formula: Callable[..., Any], name: str, nodes: Collection[str]
) -> UnknownNode:
    """What is told of such a name: a node is asked for by a parameter, and anything else is none
    that there is."""
    plain = name.removeprefix("previous_").removeprefix("history_")
    own = getattr(inspect.unwrap(formula), "__globals__", ())
    near = alike(name, nodes) or alike(name, (one for one in own if not one.startswith("_")))
    return UnknownNode(
        place(quantity, formula),
        f"{name}, which is no parameter of the formula" if plain in nodes else name,
        "a parameter of the formula, or a name of its file",
        f"add {name} to the parameters" if plain in nodes
        else " or ".join(near) or f"a given or quantity {name} and a parameter that asks for it",
    )  # fmt: skip


def _instructions(code: CodeType) -> Iterator[tuple[str, str]]:
    """Each instruction with the name that it is about, functions within the function included."""
    for one in dis.get_instructions(code):
        if one.opname in (READS, WRITES):
            yield one.opname, str(one.argval)
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _instructions(inner)
