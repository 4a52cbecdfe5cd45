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
from assay.report.words import Words
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


def _finding(wrong: bool, where: str, key: str, **values: object) -> Finding:
    """What the catalogue says under that key, in every language."""
    found, remedy = (
        {one: Words(one).plain(f"finding.{key}.{part}", values) for one in LANGUAGES}
        for part in ("found", "remedy")
    )
    return Finding(wrong, where, found, remedy)


def _unwritten(folder: Path) -> Iterator[Finding]:
    for path in sorted(folder.rglob("*")):
        if path.suffix not in WRITTEN:
            continue
        lines = path.read_text("utf-8").splitlines()
        places = [
            str(number) for number, line in enumerate(lines, 1) if any(m in line for m in UNWRITTEN)
        ]
        if places:
            listed = ", ".join(places)
            yield _finding(True, str(path.relative_to(folder)), "unwritten", lines=listed)


def _of_words(story: Story) -> Iterator[Finding]:
    words = story.words
    for key, named in (("topic", words.topic), ("driver", words.driver),
                       ("resource", words.resource), ("effect", words.effect)):  # fmt: skip
        for language in LANGUAGES:
            if not named.get(language):
                yield _finding(True, f"words.toml: {key}.{language}", "no_words")
    for name, line in words.lines.items():
        for language in LANGUAGES:
            if not line.words.get(language):
                yield _finding(True, f"words.toml: line.{name}.{language}", "no_words")


def _of_lines(story: Story, whole: Record) -> Iterator[Finding]:
    graph = graph_of(story.model, story.givens)
    nodes = {**{given.name: given.unit for given in story.givens},
             **{name: quantity.unit for name, quantity in graph.quantities.items()}}  # fmt: skip
    for name, line in story.words.lines.items():
        where = f"words.toml: line.{name}"
        yield from _of_unit(line, where)
        if line.node is not None and line.node not in nodes:
            yield _finding(True, f"{where}.node", "no_node", node=line.node)
        elif line.node is not None and not _alike(line.unit, nodes[line.node]):
            units = {"unit": line.unit, "node": line.node, "own": nodes[line.node]}
            yield _finding(True, f"{where}.unit", "other_unit", **units)
        for topic in line.record:
            if topic not in whole.topics:
                yield _finding(True, f"{where}.record", "no_topic", topic=topic)
        if line.node is None and not line.record and not (line.part and line.whole):
            yield _finding(True, where, "tied_to_nothing")
    if not any(line.record for line in story.words.lines.values()):
        yield _finding(False, "words.toml", "no_record")


def _of_unit(line: Line, where: str) -> Iterator[Finding]:
    try:
        unit(line.unit)
    except UnitError as error:
        values = {"found": error.found, "remedy": error.remedy}
        yield _finding(True, f"{where}.unit", "unit", **values)


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
        values = {
            "year": year,
            "users": written(float(np.median(users[row]))),
            "total": written(float(np.median(total[row]))),
            "unit": whole,
        }
        yield _finding(bool(gap > NAMELESS), "story.toml: roles.users", "users", **values)
    more_in = done.values(roles.use, whole) > total + room
    more = more_in.any(axis=1)
    if more.any():
        often = float(more_in.mean(axis=1).max())
        year = int(years[more][0])
        yield _finding(often > TAIL, "story.toml: roles.use", "more_than_all", year=year)


def _of_marks(story: Story, done: Run) -> Iterator[Finding]:
    if story.window is None:
        yield _finding(True, "story.toml: window", "no_window")
    for mark in lay(done, story).marks:
        if mark.name == "giveback" or mark.why_not is not None:
            continue
        yield from _of_mark(mark)


def _of_mark(mark: Measured) -> Iterator[Finding]:
    if mark.holds.size == 0:
        yield _finding(True, f"mark {mark.name}", "unmeasured", mark=mark.name)
    elif mark.values.size and not np.isfinite(mark.values).any():
        yield _finding(True, f"mark {mark.name}", "no_number")


def _of_givens(story: Story) -> Iterator[Finding]:
    for given in story.givens:
        if not given.source and not given.judgement:
            yield _finding(True, f"givens.toml: {given.name}", "unargued")
    judged = [given.name for given in story.givens if given.judgement and not given.source]
    if len(judged) * 2 > len(story.givens):
        counts = {"judged": len(judged), "all": len(story.givens)}
        yield _finding(False, "givens.toml", "judged", **counts)


def _of_files(folder: Path) -> Iterator[Finding]:
    if not (folder / "README.md").exists():
        yield _finding(True, "README.md", "no_readme")
    if not (folder / "hindcast.py").exists():
        yield _finding(False, "hindcast.py", "no_hindcast")
