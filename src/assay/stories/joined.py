"""The formulas of a story as one model: its own files, a case's, and the shared submodels'.

Not here: reading the rest of a folder (`load.py`), where it stands (`place.py`).
"""

import importlib
import importlib.util
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import Any

from assay.errors import AssayError, StoryError
from assay.model.complaint import nearest
from assay.model.graph import declaration, drafted
from assay.model.model import Model
from assay.ruler.story import Story
from assay.stories.misfits import named
from assay.stories.place import FOLDER, SHARED, STORY, Place
from assay.stories.words import read_table


@dataclass(frozen=True, slots=True)
class Joined:
    """The formulas of a story."""

    model: Model
    """All quantities over the same years."""
    shared: frozenset[str]
    """Names of the quantities that came with a shared submodel."""


def raise_listed(complaints: Sequence[AssayError], where: str) -> None:
    """One error for all complaints; alone, a complaint keeps its kind."""
    if len(complaints) == 1:
        raise complaints[0]
    if complaints:
        listed = "\n".join("    " + line for one in complaints for line in str(one).splitlines())
        raise StoryError(
            where,
            f"{len(complaints)} complaints\n{listed}",
            "none",
            "the first one first; others may follow from it",
        )


def joined(place: Place, formulas: tuple[str, ...], shared: tuple[str, ...]) -> Joined:
    """The quantities of all formula files and shared submodels as one model over the same years.

    They are loaded once, and again where a file has been changed. Raises StoryError with every
    complaint at once.
    """
    return _joined(place, formulas, shared, tuple(_state(place.file(name)) for name in formulas))


def _state(path: Path) -> tuple[int, int] | None:
    """What changes with a file: when it was written, and its size; None where there is none."""
    if not path.exists():
        return None
    found = path.stat()
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=32)
def _joined(
    place: Place,
    formulas: tuple[str, ...],
    shared: tuple[str, ...],
    _states: tuple[tuple[int, int] | None, ...],
) -> Joined:
    parts: list[tuple[str, Model]] = []
    complaints: list[AssayError] = []
    for name in formulas:
        try:
            parts.append((name, _part(place, name)))
        except StoryError as error:
            complaints.append(error)
    for name in shared:
        if not (SHARED / f"{name}.py").exists():
            near = nearest(name, (path.stem for path in SHARED.glob("*.py")))
            complaints.append(
                StoryError(f"{place.name}/{STORY}: shared", name, "a shared submodel", near)
            )
            continue
        module = importlib.import_module(f"assay.stories.shared.{name}")
        parts.append((f"shared/{name}.py", module.model))
    raise_listed(complaints, place.name)
    years = {(part.first_year, part.last_year) for _, part in parts}
    if len(years) != 1:
        told = ", ".join(f"{name}: {p.first_year}..{p.last_year}" for name, p in parts)
        raise StoryError(place.name, told, "the same years in every file", "Model(2015, 2035)")
    whole = Model(*years.pop())
    for _, part in parts:
        whole.amiss.extend(part.amiss)
        for quantity in part.quantities.values():
            whole.quantity(quantity.unit, start=quantity.start, known=quantity.known)(
                quantity.formula
            )
    own = {name for file, part in parts if file in formulas for name in part.quantities}
    return Joined(whole, frozenset(whole.quantities) - own)


def shared_givens(shared: Sequence[str], own: Iterable[str], where: str) -> dict[str, Any]:
    """The givens of the shared submodels as tables by name.

    Raises StoryError where the story gives one of them anew.
    """
    found: dict[str, Any] = {}
    for name in shared:
        if (SHARED / f"{name}.toml").exists():
            found |= read_table(SHARED / f"{name}.toml")
    again = sorted(found.keys() & set(own))
    raise_listed(
        [
            StoryError(
                f"{where}: {name}",
                "a given of a shared submodel",
                "one number for every story",
                "strike it here, or change it in shared/",
            )
            for name in again
        ],
        where,
    )
    return found


def needed(story: Story, shared: frozenset[str], inherited: frozenset[str]) -> Story:
    """The story without what it does not need of what it took over.

    `shared` are the quantities of shared submodels, `inherited` the givens of these or, for a case,
    of the story that it is a case of.
    """
    if not shared and not inherited:
        return story
    graph, _ = drafted(declaration(story.model, story.givens))
    own = [name for name in story.model.quantities if name not in shared]
    asked = [node for _, node in named(story)]
    # a line cannot hold a given that no formula asks for: a case may have taken over neither
    told = [line.node for line in story.words.lines.values() if line.node in story.model.quantities]
    wanted = graph.behind([*own, *asked, *told])
    quantities = {
        name: quantity
        for name, quantity in story.model.quantities.items()
        if name not in shared or name in wanted
    }
    return replace(
        story,
        model=replace(story.model, quantities=quantities),
        givens=tuple(
            given for given in story.givens if given.name not in inherited or given.name in wanted
        ),
    )


def _part(place: Place, name: str) -> Model:
    module = module_of(place, name)
    part = getattr(module, "model", None)
    if not isinstance(part, Model):
        raise StoryError(f"{place.name}/{name}", "no `model`", "model = Model(...)", "")
    return part


def module_of(place: Place, name: str) -> ModuleType:
    """A Python file of the story, loaded. Raises StoryError for one that cannot be."""
    path = place.file(name)
    if path.is_relative_to(FOLDER):
        within = path.relative_to(FOLDER).with_suffix("")
        if path.exists():
            return importlib.import_module(".".join(("assay.stories", *within.parts)))
    stem = name.removesuffix(".py")
    spec = importlib.util.spec_from_file_location(_unique(path, stem), path)
    if spec is None or spec.loader is None or not path.exists():
        raise StoryError(f"{place.name}/{name}", "no such file", "a file of formulas", str(path))
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except AssayError as error:
        where = f"{place.name}/{name}{_line_of(error, path)}: {error.where}"
        raise type(error)(where, error.found, error.expected, error.remedy) from error
    except (
        SyntaxError, ImportError, NameError, AttributeError, TypeError, ValueError, LookupError,
        ArithmeticError, AssertionError, RuntimeError, OSError, SystemExit,
    ) as error:  # fmt: skip
        raise StoryError(
            f"{place.name}/{name}{_line_of(error, path)}",
            f"{type(error).__name__}: {error}",
            "a file that Python can load",
            "that line",
        ) from error
    return module


def _line_of(error: BaseException, path: Path) -> str:
    """`, line 7`: the last line of the file that ran, or the one that cannot be read."""
    if isinstance(error, SyntaxError):
        return f", line {error.lineno}" if error.lineno else ""
    lines = [step.lineno for step in extract_tb(error.__traceback__) if step.filename == str(path)]
    return f", line {lines[-1]}" if lines else ""


def _unique(path: Path, stem: str) -> str:
    return f"assay_story_{path.parent.name}_{stem}"
