"""The verb `graph`: a story's argument as a graph, and one node of it worked through.

Not here: what is told (`argument.py`), how it is drawn (`report/graph_to_*.py`).
"""

import ast
import inspect
import math
import textwrap
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Literal

from assay.argument import Argument, ArgumentNode, Worked, WorkedInput
from assay.arguments import DEEPEST, LANGUAGES, File, one_of, text_of, whole_of
from assay.errors import NotWritten, StoryError
from assay.judging.folding import folded
from assay.judging.supposing import titles_of
from assay.model.formula import formula_of
from assay.model.graph import YEAR, Graph, graph_of
from assay.model.run import Run, evaluate
from assay.model.sample import medians
from assay.record.record import Record
from assay.ruler.story import Story
from assay.units import convert
from assay.verdict import citation

Show = Literal["chain", "all"]
"""Which nodes of a whole graph are drawn."""


SHOWS: tuple[Show, ...] = ("chain", "all")
"""The same, as they are told apart."""
SUFFIXES = (".svg", ".mmd")
"""What a drawing can be saved as."""


@dataclass(frozen=True, slots=True, repr=False)
class ShownArgument(Argument):
    """A graph, drawn where a notebook shows it."""

    language: str = "en"
    """Language in which it is drawn where none is asked for."""

    def show(self, language: str | None = None) -> "ShownArgument":
        """The graph in "en" or "zh": a notebook draws it, a prompt tells it in one line.

        Nothing is opened: `svg()`, `mermaid()` and `save("FILE.svg")` are for scripts.
        """
        return replace(self, language=self._language(language))

    def svg(self, language: str | None = None) -> str:
        """The graph as a drawing that stands alone."""
        from assay.report.graph_to_svg import drawing

        return drawing(self, self._language(language))

    def mermaid(self, language: str | None = None) -> str:
        """The graph as a Mermaid flow chart."""
        from assay.report.graph_to_mermaid import flow_chart

        return flow_chart(self, self._language(language))

    def save(self, file: File, language: str | None = None) -> Path:
        """Write the drawing, or with a name that ends in .mmd the flow chart; returns the file.

        Raises ArgumentError for another ending, NotWritten where it cannot be written.
        """
        path = Path(text_of(file, "file"))
        kind = one_of(path.suffix.casefold(), "ending of file", SUFFIXES)
        drawn = self.svg(language) if kind == SUFFIXES[0] else self.mermaid(language)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(drawn, encoding="utf-8")
        except OSError as cause:
            reason = cause.strerror or type(cause).__name__
            raise NotWritten(str(path), reason, "a file to write", "another folder") from cause
        return path

    def _language(self, asked: str | None) -> str:
        return one_of(self.language if asked is None else asked, "language", LANGUAGES)

    def __repr__(self) -> str:
        """One line: all of it is in the fields."""
        around = "" if self.focus is None else f" around {self.focus!r}"
        return (
            f"<graph of {self.story!r}{around}, {len(self.nodes)} nodes: "
            f".svg(), .mermaid(), .save('FILE.svg')>"
        )

    def _repr_svg_(self) -> str:
        """The drawing, for what turns a notebook into a document."""
        return self.svg()

    def _repr_html_(self) -> str:
        """The drawing that a notebook shows."""
        return f'<div style="overflow:auto">{self.svg()}</div>'


def argument(
    story: Story, record: Record, node: str | None, depth: int, show: Show = "all"
) -> ShownArgument:
    """The graph of a story, or what lies within `depth` steps of a node, before and after it.

    `show="chain"` folds the whole graph to what the ruler and the report name. Raises UnknownNode
    for a node that there is not, ArgumentError for another `show` or `depth`.
    """
    one_of(show, "show", SHOWS)
    depth = whole_of(depth, "depth", 0, DEEPEST)
    graph = graph_of(story.model, story.givens)
    if node is not None:
        graph.require([text_of(node, "node")], f"story {story.name}")
    names = [*graph.inputs, *graph.quantities]
    near = set(names) if node is None else _around(graph, node, depth)
    told = _nodes(graph, story, record)
    nodes = tuple(told[name] for name in names if name in near)
    return ShownArgument(
        story=story.name,
        title=story.words.title,
        nodes=folded(nodes) if node is None and show == "chain" else nodes,
        focus=node,
        used_by=() if node is None else _users(graph, node),
        worked=None if node is None else _worked(graph, story, node),
        steps=frozenset(graph.quantities),
    )


def _users(graph: Graph, node: str) -> tuple[str, ...]:
    return tuple(name for name in graph.quantities if node in graph.parents(name))


def _around(graph: Graph, node: str, depth: int) -> set[str]:
    near = {node}
    for step in (graph.parents, lambda name: _users(graph, name)):
        edge = {node}
        for _ in range(depth):
            edge = {other for name in edge for other in step(name)} - near
            near |= edge
    return near


def _nodes(graph: Graph, story: Story, record: Record) -> dict[str, ArgumentNode]:
    titles, roles = titles_of(story), _roles(story)
    found = {}
    for given in story.givens:
        found[given.name] = ArgumentNode(
            name=given.name,
            title=given.title,
            unit=given.unit,
            room="role" if given.name in roles else "given",
            roles=roles.get(given.name, ()),
            formula="",
            what=given.why,
            sources=tuple(citation(record.source(one)) for one in given.source),
            needs=(),
        )
    for name, quantity in graph.quantities.items():
        needs: list[tuple[str, str]] = [
            (need.node, need.when) for need in graph.needs[name] if need.node != YEAR
        ]
        beside = (("start", quantity.start), ("known", quantity.known))
        needs += [(node, role) for role, node in beside if node is not None]
        found[name] = ArgumentNode(
            name=name,
            title=titles.get(name),
            unit=quantity.unit,
            room="role" if name in roles else "quantity",
            roles=roles.get(name, ()),
            formula=formula_of(graph, name) or _as_typed(graph, name),
            what=" ".join((inspect.getdoc(quantity.formula) or "").split()),
            sources=(),
            needs=tuple(dict.fromkeys(needs)),
        )
    return found


def _roles(story: Story) -> dict[str, tuple[str, ...]]:
    """The roles that each node plays."""
    found: dict[str, tuple[str, ...]] = {}
    for field in fields(story.roles):
        value: str | tuple[str, ...] | None = getattr(story.roles, field.name)
        for node in (value,) if isinstance(value, str) else value or ():
            found[node] = (*found.get(node, ()), field.name)
    return found


def _as_typed(graph: Graph, name: str) -> str:
    """What a function does as its source says it, where it cannot be told in one formula."""
    try:
        text = textwrap.dedent(inspect.getsource(graph.quantities[name].formula))
        body = ast.parse(text).body[0]
    except (OSError, SyntaxError, TypeError):
        return ""
    if not isinstance(body, ast.FunctionDef):
        return ""
    told = body.body[1:] if ast.get_docstring(body) else body.body
    return "; ".join(ast.unparse(one) for one in told)


def _worked(graph: Graph, story: Story, node: str) -> Worked:
    """The node in the story's last year, with every given at its median."""
    year = story.horizon
    needs = graph.needs.get(node, ())
    quantity = graph.quantities.get(node)
    asked = tuple(dict.fromkeys((node, *graph.parents(node))))
    done = evaluate(
        story.model, story.givens, medians(story.givens, graph.years()), asked, unfinished="keep"
    )
    inputs = []
    for need in needs:
        written = need.node if need.when == "now" else f"{need.when}_{need.node}"
        if need.node == YEAR:
            inputs.append(WorkedInput(written, YEAR, "1", None, float(year)))
            continue
        at, source = year - (need.when == "previous"), need.node
        start = graph.quantities[source].start if source in graph.quantities else None
        if at < graph.years()[0] and start is not None:
            at, source = year, start
        value = None if need.when == "history" else _at(done, source, at, graph.unit(need.node))
        told_year = at if done.outputs[source].ndim > 1 else None
        inputs.append(WorkedInput(written, need.node, graph.unit(need.node), told_year, value))
    over_time = done.outputs[node].ndim > 1
    value = _at(done, node, year, graph.unit(node))
    if value is None:
        raise StoryError(f"story {story.name}", f"no value of {node}", "a number", "another node")
    known = quantity.known if quantity else None
    return Worked(
        node=node,
        unit=graph.unit(node),
        year=year if over_time else None,
        value=value,
        known=known is not None and _is_number(_at(done, known, year, graph.unit(known))),
        inputs=tuple(inputs),
    )


def _is_number(value: float | None) -> bool:
    return value is not None and not math.isnan(value)


def _at(done: Run, node: str, year: int, unit: str) -> float | None:
    found = float(done.at(node, year)[0])
    return convert(found, done.unit(node), unit)
