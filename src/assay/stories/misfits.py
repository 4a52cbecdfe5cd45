"""What does not fit together in a story that has been read: names, circles, units, idle givens.

Not here: what is wrong with one of its files alone (`load.py`, `given_file.py`).
"""

from collections.abc import Sequence
from dataclasses import fields, replace

from assay.errors import AssayError, StoryError, UnitError, UnknownNode
from assay.model.check import unit_complaints
from assay.model.complaint import nearest
from assay.model.graph import Declaration, declaration, drafted, unused
from assay.model.model import NO_UNIT
from assay.ruler.story import Roles, Story

EFFECTS = ("price", "use")
"""What a driver can be told to move."""


def misfits(story: Story, where: str, told: Sequence[AssayError]) -> list[AssayError]:
    """Every complaint about nodes that formulas or the story name and the model lacks, circles,
    givens that nothing asks for and units; less what only follows from what is `told` already."""
    declared = declaration(story.model, story.givens)
    graph, _ = drafted(declared)
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
    return [*_of_formulas(declared, told), *wrong, *unused(graph, asked)]


def _of_formulas(declared: Declaration, told: Sequence[AssayError]) -> list[StoryError]:
    """What is wrong with formulas, whatever the givens that something is `told` about were meant
    to be: one number or a series, and in whichever unit where theirs is in doubt."""
    places = {_given(one) for one in told}
    in_doubt = {_given(one) for one in told if isinstance(one, UnitError)}
    other = tuple(
        replace(one, unit=NO_UNIT if one.name in in_doubt else one.unit,
                over_time=one.over_time != (one.name in places))
        for one in declared.inputs
    )  # fmt: skip
    found = _complaints(declared)
    if other != declared.inputs:
        again = {_told(one) for one in _complaints(replace(declared, inputs=other))}
        found = [one for one in found if _told(one) in again]
    units = {f"given {name}" for name in places}
    return [one for one in found if one.where not in units]


def _given(complaint: AssayError) -> str:
    """The given that a complaint about a file is about, should it be about one."""
    return complaint.where.rpartition(": ")[2].partition(".")[0]


def _told(complaint: StoryError) -> tuple[str, ...]:
    """What a complaint says, less the remedy, which may name a given that is in doubt."""
    return complaint.where, complaint.found, complaint.expected, complaint.chain


def _complaints(declared: Declaration) -> list[StoryError]:
    return [*drafted(declared)[1], *unit_complaints(declared)]


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
