"""The verb `check`: what is wrong with a story's folder, and what is still weak.

Not here: what keeps a folder from being read at all (`stories/load.py` complains about all of it at
once), the folder that `assay new` writes (`beginning.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from assay.errors import UnitError
from assay.findings import Finding, Findings
from assay.model.graph import graph_of
from assay.model.run import Run, run
from assay.record.record import Record
from assay.ruler.hindcast import written
from assay.ruler.lay import lay, outputs
from assay.ruler.mark import Measured
from assay.ruler.story import Line, Story
from assay.stories.words import LANGUAGES
from assay.units import unit

SAMPLES = 2**10
"""Samples of the trial run: enough to see what never happens, done in a blink."""
UNWRITTEN = ("TO BE WRITTEN", "待写")
"""What `assay new` leaves where the author's own words belong."""
WRITTEN = (".toml", ".md", ".csv", ".py")
"""Kinds of files in which an author writes."""
SLACK = 1e-9
"""Absorbs the rounding of floats in a sum."""
NAMELESS = 0.02
"""Part of all use that no user need account for: published balances hold lines that nobody uses,
as hedging, 1.4 % of all silver in 2022."""
TAIL = 0.001
"""Samples, of all, in which the driver may outgrow all use by the last year: a tail, no slip."""


@dataclass(frozen=True, slots=True, repr=False)
class ShownFindings(Findings):
    """Findings that a notebook shows as a table."""

    def _repr_html_(self) -> str:
        from assay.report.findings_to_terminal import table

        return table(self, "en")


def check(story: Story, folder: Path, whole: Record, day: date, seed: int) -> ShownFindings:
    """Everything to be mended in a story that can be read, and everything weak about it."""
    asked = tuple(dict.fromkeys((*outputs(story), *story.roles.users)))
    done = run(
        story.model, story.givens, outputs=asked, samples=SAMPLES, seed=seed,
        correlations=story.correlations,
    )  # fmt: skip
    found = [
        *_unwritten(folder),
        *_of_words(story),
        *_of_lines(story, whole),
        *_of_balance(story, done),
        *_of_marks(story, done),
        *_of_givens(story),
        *_of_files(folder),
    ]
    ordered = sorted(found, key=lambda finding: not finding.wrong)
    return ShownFindings(story.name, day, tuple(ordered))


def _unwritten(folder: Path) -> Iterator[Finding]:
    for path in sorted(folder.rglob("*")):
        if path.suffix not in WRITTEN:
            continue
        lines = path.read_text("utf-8").splitlines()
        places = [
            str(number) for number, line in enumerate(lines, 1) if any(m in line for m in UNWRITTEN)
        ]
        if places:
            yield Finding(
                True,
                str(path.relative_to(folder)),
                f"still to be written, line {', '.join(places)}",
                "your own words there, or strike the line",
            )


def _of_words(story: Story) -> Iterator[Finding]:
    words = story.words
    for key, named in (("topic", words.topic), ("driver", words.driver),
                       ("resource", words.resource), ("effect", words.effect)):  # fmt: skip
        for language in LANGUAGES:
            if not named.get(language):
                yield Finding(
                    True, f"words.toml: {key}.{language}", "no words",
                    "names by which pages in that language speak of it",
                )  # fmt: skip
    for name, line in words.lines.items():
        for language in LANGUAGES:
            if not line.words.get(language):
                yield Finding(
                    True, f"words.toml: line.{name}.{language}", "no words",
                    "names by which pages in that language speak of it",
                )  # fmt: skip


def _of_lines(story: Story, whole: Record) -> Iterator[Finding]:
    graph = graph_of(story.model, story.givens)
    nodes = {**{given.name: given.unit for given in story.givens},
             **{name: quantity.unit for name, quantity in graph.quantities.items()}}  # fmt: skip
    for name, line in story.words.lines.items():
        where = f"words.toml: line.{name}"
        yield from _of_unit(line, where)
        if line.node is not None and line.node not in nodes:
            yield Finding(True, f"{where}.node", line.node, "a node of the model")
        elif line.node is not None and not _alike(line.unit, nodes[line.node]):
            yield Finding(
                True, f"{where}.unit", f"{line.unit}, while {line.node} is in {nodes[line.node]}",
                "the node's own unit",
            )  # fmt: skip
        for topic in line.record:
            if topic not in whole.topics:
                yield Finding(
                    True, f"{where}.record", topic, "a topic of record/topics.csv, or none"
                )
        if line.node is None and not line.record and not (line.part and line.whole):
            yield Finding(
                True, where, "neither a node nor a topic", "one of them: nothing can be held to it"
            )
    if not any(line.record for line in story.words.lines.values()):
        yield Finding(
            False, "words.toml", "no line names a topic of the record",
            "record/facts.csv: without facts no number of a page can be supported or contradicted",
        )  # fmt: skip


def _of_unit(line: Line, where: str) -> Iterator[Finding]:
    try:
        unit(line.unit)
    except UnitError as error:
        yield Finding(True, f"{where}.unit", error.found, error.remedy)


def _alike(left: str, right: str) -> bool:
    try:
        return unit(left).unlabelled().powers == unit(right).unlabelled().powers
    except UnitError:
        return True  # told by _of_unit


def _of_balance(story: Story, done: Run) -> Iterator[Finding]:
    """The users must add up to all use, and the driver be a part of it."""
    roles = story.roles
    whole = done.unit(roles.total_use)
    total = done.values(roles.total_use, whole)
    users = np.sum([done.values(user, whole) for user in roles.users], axis=0)
    room = SLACK * np.abs(total).max()
    years = np.asarray(done.years)
    off = np.abs(users - total).max(axis=1) > room
    if off.any():
        year = int(years[off][0])
        row = int(np.flatnonzero(off)[0])
        gap = np.median(np.abs(users / total - 1), axis=1).max()
        yield Finding(
            bool(gap > NAMELESS), "story.toml: roles.users",
            f"in {year} they take {written(float(np.median(users[row])))} of "
            f"{written(float(np.median(total[row])))} {whole}, by the medians",
            "every user once, so that they add up to total_use",
        )  # fmt: skip
    more_in = done.values(roles.use, whole) > total + room
    more = more_in.any(axis=1)
    if more.any():
        often = float(more_in.mean(axis=1).max())
        yield Finding(
            often > TAIL, "story.toml: roles.use",
            f"more than all use in {int(years[more][0])} in some sample",
            "a total_use that contains it",
        )  # fmt: skip


def _of_marks(story: Story, done: Run) -> Iterator[Finding]:
    if story.window is None:
        yield Finding(
            True, "story.toml: window", "none, so that no rise can be explained",
            '[window] with first = 2020 and last = "today", or start and end for a price',
        )  # fmt: skip
    for mark in lay(done, story).marks:
        if mark.name == "giveback" or mark.why_not is not None:
            continue
        yield from _of_mark(mark)


def _of_mark(mark: Measured) -> Iterator[Finding]:
    if mark.holds.size == 0:
        yield Finding(
            True, f"mark {mark.name}", "cannot be measured",
            f"a window and roles for it in story.toml, or not_applicable.{mark.name} with a reason",
        )  # fmt: skip
    elif mark.values.size and not np.isfinite(mark.values).any():
        yield Finding(
            True, f"mark {mark.name}", "not a number in any sample", "look at its roles' nodes"
        )


def _of_givens(story: Story) -> Iterator[Finding]:
    for given in story.givens:
        if not given.source and not given.judgement:
            yield Finding(
                True,
                f"givens.toml: {given.name}",
                "neither a source nor a judgement",
                "one of both",
            )
    judged = [given.name for given in story.givens if given.judgement and not given.source]
    if len(judged) * 2 > len(story.givens):
        yield Finding(
            False, "givens.toml",
            f"{len(judged)} of {len(story.givens)} givens rest on judgement alone",
            "sources for the ones that matter: `assay story` says what to find out next",
        )  # fmt: skip


def _of_files(folder: Path) -> Iterator[Finding]:
    if not (folder / "README.md").exists():
        yield Finding(
            True, "README.md", "no such file", "who tells the story and what the model leaves out"
        )
    if not (folder / "hindcast.py").exists():
        yield Finding(
            False, "hindcast.py", "no such file",
            "a hindcast shows how well the lines are computed for years already known",
        )  # fmt: skip
