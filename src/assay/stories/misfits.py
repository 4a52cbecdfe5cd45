"""What does not fit together in a story that has been read: names, circles, units, idle givens.

Not here: what is wrong with one of its files alone (`load.py`, `given_file.py`).
"""

from collections.abc import Sequence
from dataclasses import fields

from assay.errors import AssayError, Cycle, StoryError, UnknownNode
from assay.model.check import unit_complaints
from assay.model.complaint import nearest
from assay.model.graph import Graph, declaration, drafted, unused
from assay.ruler.story import Roles, Story

EFFECTS = ("price", "use")
"""What a driver can be told to move."""


def misfits(story: Story, where: str, told: Sequence[AssayError]) -> list[AssayError]:
    """Every complaint about nodes that formulas or the story name and the model lacks, circles,
    givens that nothing asks for and units; less what only follows from what is `told` already."""
    graph, amiss = drafted(declaration(story.model, story.givens))
    of_story = named(story)
    known = (*graph.quantities, *graph.inputs)
    wrong: list[AssayError] = [
        UnknownNode(f"{where}: {place}", node, "a node of the model", nearest(node, known))
        for place, node in of_story
        if node not in known
    ]
    if story.effect not in EFFECTS:
        wrong.append(StoryError(f"{where}: effect", story.effect, " or ".join(EFFECTS), "price"))
    asked = [node for _, node in of_story]
    of_formulas = (*amiss, *unit_complaints(graph.declaration))
    follows = _following(graph, told)
    own = [one for one in of_formulas if not _only_follows(one, follows)]
    return [*own, *wrong, *unused(graph, asked)]


def _only_follows(complaint: StoryError, nodes: frozenset[str]) -> bool:
    if isinstance(complaint, UnknownNode | Cycle):
        return False
    return complaint.where.removeprefix("given ").split(" ")[0] in nodes


def _following(graph: Graph, told: Sequence[AssayError]) -> frozenset[str]:
    """The givens that something is wrong with already, and the quantities that ask for them."""
    places = [one.where.rpartition(": ")[2].partition(".")[0] for one in told]
    broken = {name for name in graph.inputs if name in places}
    return frozenset(
        broken | {name for name in graph.quantities if not broken.isdisjoint(graph.parents(name))}
    )


def named(story: Story) -> list[tuple[str, str]]:
    """Every node that the story names, with where it does."""
    named: list[tuple[str, str]] = []
    for field in fields(Roles):
        value: str | tuple[str, ...] | None = getattr(story.roles, field.name)
        nodes = (value,) if isinstance(value, str) else value or ()
        named += [(f"roles.{field.name}", node) for node in nodes]
    for group in story.groups:
        named += [(f"group {group.name}", node) for node in group.nodes]
    named += [("outlook", node) for node, *_ in story.outlook]
    named += [(f"peer {peer.name}", peer.node) for peer in story.peers if peer.node]
    return named
