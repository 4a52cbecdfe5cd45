"""The house rule about numbers in code: each has a name and a reason.

Not here: other rules (`test_house.py`), numbers of pages (`pages/test_nothing_written_down.py`).
"""

import ast
import re
from collections.abc import Iterator

from tests.house import Module, followed, is_text, package

PLAIN = frozenset({0, 1, 2})
"""What a formula may hold without a name."""
EXACT = frozenset({3, 4, 7, 10, 12, 24, 31, 60, 100, 365, 365.25, 366, 1000, 10_000, 1_000_000})
"""Exact by convention: per cent, the calendar, powers of ten; 3 and 4 are sizes of small things."""
HALF = frozenset({0.5, 1.5})
QUANTILES = frozenset({0.05, 0.25, 0.75, 0.95})
"""What p05 to p95 say by their names."""
PROTOCOL = frozenset({80, 200, 443})
"""Ports and the status of an answer, in the one module that speaks HTTP."""
STRICT = re.compile(r"^stories\.[a-z]+\.")
"""A story's formulas: 0, 1 and 2 only."""
RULER = re.compile(r"^ruler(\.|$)")
"""The ruler: beside those, per cent, half and the calendar."""
DRAWN = re.compile(r"^report(\.|$)")
"""Drawings: lengths in pixels stand where they are used; constants still need their line."""
SHAPING = frozenset({"round", "ljust", "rjust", "zfill", "lru_cache", "range", "date", "Model"})
"""Calls whose whole numbers are digits, positions, days of a calendar or a model's years."""
SHAPED = frozenset({"maxsize", "indent", "ndmin", "axis", "cutoff", "digest_size", "n"})
"""Keywords of other people's functions that shape an answer rather than measure something."""


def is_constant(name: str) -> bool:
    return bool(re.fullmatch(r"_?[A-Z][A-Z0-9_]*", name))


def numbers(node: ast.AST) -> Iterator[ast.Constant]:
    """Every number literal below a node, truth values left out."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and type(inner.value) in (int, float):
            yield inner


def constants(tree: ast.AST) -> Iterator[tuple[ast.stmt, ast.expr, ast.stmt | None]]:
    """Every assignment to an UPPER_CASE name: statement, value, and the statement after it."""
    for scope in ast.walk(tree):
        body = getattr(scope, "body", None)
        if not isinstance(body, list):
            continue
        for item, after in followed(body):
            if not isinstance(item, ast.Assign | ast.AnnAssign) or item.value is None:
                continue
            targets = item.targets if isinstance(item, ast.Assign) else [item.target]
            inner = [node for target in targets for node in ast.walk(target)]
            names = [node.id for node in inner if isinstance(node, ast.Name)]
            if names and all(map(is_constant, names)):
                yield item, item.value, after


def parents(tree: ast.AST) -> dict[int, ast.AST]:
    return {id(child): node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


def excused(node: ast.Constant, above: dict[int, ast.AST], text: str) -> bool:
    """Whether a number is a position, a shape, a code point or told in its function's docstring."""
    if "x" in (ast.get_source_segment(text, node) or ""):
        return True
    inner: ast.AST = node
    while (outer := above.get(id(inner))) is not None:
        if isinstance(outer, ast.Subscript) and inner is outer.slice:
            return True
        if isinstance(outer, ast.BinOp) and isinstance(outer.op, ast.Pow):
            return ast.unparse(outer.left) in ("2", "0.5")
        if isinstance(outer, ast.keyword) and outer.arg in SHAPED:
            return True
        if shapes(outer, inner, node):
            return True
        if isinstance(outer, ast.FunctionDef) and told(node.value, ast.get_docstring(outer) or ""):
            return True
        inner = outer
    return False


def shapes(outer: ast.AST, inner: ast.AST, node: ast.Constant) -> bool:
    """Whether a whole number is an argument of a call that formats, counts or dates."""
    if not isinstance(outer, ast.Call) or inner is outer.func or not isinstance(node.value, int):
        return False
    return ast.unparse(outer.func).split(".")[-1] in SHAPING


def told(value: float, docstring: str) -> bool:
    """Whether a docstring prints the number, plainly or as per cent."""
    forms = (rf"(?<![\d.]){re.escape(f'{value:g}')}(?![\d.])", rf"(?<![\d.]){100 * value:g} ?%")
    return any(re.search(form, docstring) for form in forms)


def allowed(module: Module) -> frozenset[float]:
    """The numbers that need no name in a module."""
    if STRICT.search(module.name):
        return PLAIN
    if RULER.search(module.name):
        return PLAIN | HALF | {100, 12, 31, 365, 366}
    if module.name == "net":
        return PLAIN | EXACT | PROTOCOL
    return PLAIN | EXACT | HALF | QUANTILES


def is_small(value: float) -> bool:
    """Powers of ten below one: tolerances of rounding, not amounts."""
    return isinstance(value, float) and bool(re.fullmatch(r"1e-\d+", f"{value:g}"))


def test_every_number_in_the_code_has_a_name_and_a_reason():
    offences = []
    for module in package():
        above = parents(module.tree)
        named = {id(n) for _, value, _ in constants(module.tree) for n in numbers(value)}
        for node in numbers(module.tree):
            if id(node) in named or node.value in allowed(module):
                continue
            if STRICT.search(module.name):
                if shapes(above[id(node)], node, node):  # the model's years
                    continue
            elif excused(node, above, module.text) or is_small(node.value):
                continue
            if not DRAWN.search(module.name):
                offences.append(f"{module.at(node)}  ({node.value})")
    assert not offences, "A bare number; give it a name, and a reason in the line under it:\n  " + (
        "\n  ".join(offences)
    )


def test_every_constant_with_a_number_says_why_it_is_that_number():
    """Constants written without a blank line between them may share the line under the last."""
    offences = []
    for module in package():
        lines = module.text.splitlines()
        found = list(constants(module.tree))
        starts = {item.lineno: after for item, _, after in found}
        ends = {item.lineno: item.end_lineno for item, _, _ in found}
        for item, value, _ in found:
            held = [n.value for n in numbers(value) if n.value not in PLAIN]
            line = item.lineno
            while not is_text(starts[line]) and (ends[line] or 0) + 1 in starts:
                line = (ends[line] or 0) + 1
            if held and not is_text(starts[line]):
                offences.append(f"{module.place}:{item.lineno}: {lines[item.lineno - 1].strip()}")
    assert not offences, "A constant without a line of documentation under it:\n  " + (
        "\n  ".join(offences)
    )
