"""A story's folder as a Story, with every complaint at once.

Not here: what a story is (`ruler/story.py`), the givens' file (`given_file.py`), the words'
(`words.py`), the formulas (`NAME/quantities.py`), what does not fit
together (`misfits.py`).

A folder holds `words.toml`; with `story.toml`, `givens.toml` and the formulas that `story.toml`
names it has a model too. A folder without a model is a topic that pages can have, and no more.
"""

import importlib
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from assay.errors import AssayError, GivenError, StoryError, UnknownNode, UnknownStory
from assay.model.complaint import nearest
from assay.model.givens import Given
from assay.model.model import Model
from assay.prices.interest import FILE as INTEREST
from assay.prices.interest import Interest, read_interest
from assay.prices.result import Attribution, read_attribution
from assay.record.beside import record_beside
from assay.record.record import Record, load
from assay.ruler.hindcast import HindcastLine
from assay.ruler.story import CauseGroup, Roles, Story, Window, Words
from assay.stories.given_file import read_givens
from assay.stories.misfits import misfits
from assay.stories.peer_file import read_peers
from assay.stories.recorded import Known, last_full_year
from assay.stories.words import load_words, missing_text, read_table

__all__ = ["Topic", "load_story", "load_words", "topics"]

FOLDER = Path(__file__).parent
"""The folder of the stories that ship with assay."""
ATTRIBUTION = "attribution.toml"
"""What moved the price, in the folder of a story whose effect is one."""
KINDS = ("measured", "mediator", "demand", "supply")
"""Kinds of cause groups."""
KEYS = (
    "effect", "horizon", "formulas", "lines", "total", "window", "roles", "group",
    "not_applicable", "outlook", "market_titles", "afterwards", "comparison", "peer",
)  # fmt: skip
"""Keys that a story file may have."""

NEEDED = ("effect", "horizon", "formulas", "lines", "total", "roles", "group")
"""Keys that a story file must have."""
NEEDED_ROLES = (
    "use",
    "net_use",
    "total_use",
    "use_with_substitution",
    "use_without_substitution",
    "supply",
    "users",
)
"""Roles that some node must play."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a page can be about."""

    name: str
    """Folder name."""
    words: Words
    """Its names in both languages."""
    has_model: bool
    """Whether a model stands behind it."""


def topics() -> tuple[Topic, ...]:
    """Every folder with words, those with a model first, then by name."""
    found = [
        Topic(path.parent.name, load_words(path.parent), (path.parent / "story.toml").exists())
        for path in FOLDER.glob("*/words.toml")
    ]
    return tuple(sorted(found, key=lambda topic: (not topic.has_model, topic.name)))


def record_for(name: str) -> Record:
    """The record that the story of that name, or in the folder of that path, is held against.

    It is the one that ships, with the story's own beside it. Raises UnknownStory, RecordError.
    """
    return record_beside(story_folder(name))


def load_story(
    name: str,
    record: Record,
    whole: Record | None = None,
    attribution: Attribution | None = None,
) -> Story:
    """The story of that name, or in the folder of that path, as of the record's day.

    `whole` is the record as it is today (by default the one that ships with assay): where nothing
    was known on the day, its vintage serves. `attribution` takes the place of the folder's own.
    Raises UnknownStory, PriceError, or one StoryError that lists all complaints about the folder.
    """
    folder = story_folder(name)
    table = read_table(folder / "story.toml")
    where = f"{folder.name}/story.toml"
    complaints: list[AssayError] = [
        StoryError(f"{where}: {key}", "an unknown key", "a key of a story", nearest(key, KEYS))
        for key in table
        if key not in KEYS
    ]
    complaints += [
        StoryError(f"{where}: {key}", "nothing", "a value", f"{key} = ...")
        for key in NEEDED
        if key not in table
    ]
    if any(key not in table for key in NEEDED):
        _raise(complaints, where)
    model = _model(folder, tuple(table["formulas"]))
    whole = whole or load()
    today = last_full_year(tuple(table["lines"]), str(table["total"]), record, whole)
    known = Known(
        record, whole, today, model.first_year, attribution or _attribution(folder / ATTRIBUTION)
    )
    read = read_givens(folder, known)
    complaints += read.complaints
    words = load_words(folder)
    story = Story(
        name=folder.name,
        effect=str(table["effect"]),
        model=model,
        givens=read.givens,
        roles=_roles(table["roles"], where, complaints),
        groups=_groups(table["group"], where, complaints, read.absent),
        window=_window(table.get("window"), where, whole, complaints),
        today=today,
        horizon=_horizon(table["horizon"], where, model, complaints),
        not_applicable=table.get("not_applicable", {}),
        words=words,
        outlook=_outlook(table.get("outlook", ())),
        market_titles=_market_titles(table.get("market_titles", {}), known.attribution),
        afterwards=_pair(table.get("afterwards")),
        comparison=tuple(table.get("comparison", ())),
        correlations=read.correlations,
        attribution=known.attribution,
        peers=read_peers(table.get("peer", ()), where, whole, complaints),
    )
    _raise([*complaints, *misfits(story, where, complaints)], folder.name)
    return story


def attribution_of(name: str, file: Path | None = None) -> Attribution | None:
    """What moved the story's price: from `file`, else the folder's own; None where it has none.

    Raises UnknownStory, and PriceError for a file that cannot be read.
    """
    return _attribution(story_folder(name) / ATTRIBUTION if file is None else file, file is None)


def _attribution(path: Path, may_lack: bool = True) -> Attribution | None:
    return None if may_lack and not path.exists() else read_attribution(path)


def hindcast_of(story: Story, record: Record) -> tuple[HindcastLine, ...]:
    """The story's lines computed for known years. Raises StoryError if it has no hindcast."""
    folder = FOLDER / story.name
    if not (folder / "hindcast.py").exists():
        raise StoryError(
            f"story {story.name!r}", "no hindcast.py", "a story that scores its own lines", "silver"
        )
    found: tuple[HindcastLine, ...] = _module(folder, "hindcast.py").hindcast(story, record)
    return found


def story_folder(name: str) -> Path:
    """The folder of that story: one that ships, or that path. Raises UnknownStory."""
    if (FOLDER / name / "story.toml").exists():
        return FOLDER / name
    path = Path(name)
    if path.is_dir() and (path / "story.toml").exists():
        return path.resolve()
    names = sorted(path.parent.name for path in FOLDER.glob("*/story.toml"))
    raise UnknownStory(
        f"story {name!r}",
        "no story of that name, and no folder with a story.toml",
        f"one of {', '.join(names)}, or the path of a story's folder",
        nearest(name, names),
    )


def interest_of(name: str) -> Interest | None:
    """Whether that story leads or follows its price, as found beforehand; None if never asked.

    Raises UnknownStory, PriceError for a broken file.
    """
    path = story_folder(name) / INTEREST
    return read_interest(path) if path.exists() else None


def _raise(complaints: list[AssayError], where: str) -> None:
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


@lru_cache(maxsize=16)
def _model(folder: Path, formulas: tuple[str, ...]) -> Model:
    """The quantities of all formula files as one model over the same years."""
    parts = []
    complaints: list[AssayError] = []
    for name in formulas:
        try:
            parts.append(_part(folder, name))
        except StoryError as error:
            complaints.append(error)
    _raise(complaints, folder.name)
    years = {(part.first_year, part.last_year) for part in parts}
    if len(years) != 1:
        told = ", ".join(f"{name}: {p.first_year}..{p.last_year}" for name, p in zip(
            formulas, parts, strict=True))  # fmt: skip
        raise StoryError(
            f"{folder.name}", told, "the same years in every file", "Model(2015, 2035)"
        )
    joined = Model(*years.pop())
    for part in parts:
        for name, quantity in part.quantities.items():
            if name in joined.quantities:
                raise StoryError(name, "a formula in two files", "one", "another name")
            joined.quantities[name] = quantity
    return joined


def _part(folder: Path, name: str) -> Model:
    module = _module(folder, name)
    part = getattr(module, "model", None)
    if not isinstance(part, Model):
        raise StoryError(f"{folder.name}/{name}", "no `model`", "model = Model(...)", "")
    return part


def _module(folder: Path, name: str) -> ModuleType:
    stem = name.removesuffix(".py")
    if folder.parent == FOLDER:
        return importlib.import_module(f"assay.stories.{folder.name}.{stem}")
    path = folder / name
    spec = importlib.util.spec_from_file_location(f"assay_story_{folder.name}_{stem}", path)
    if spec is None or spec.loader is None or not path.exists():
        raise StoryError(f"{folder.name}/{name}", "no such file", "a file of formulas", str(path))
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (
        SyntaxError, ImportError, NameError, AttributeError, TypeError, ValueError, LookupError,
    ) as error:  # fmt: skip
        raise StoryError(
            f"{folder.name}/{name}",
            f"{type(error).__name__}: {error}",
            "a file that Python can load",
            "that line",
        ) from error
    return module


def _horizon(value: object, where: str, model: Model, complaints: list[AssayError]) -> int:
    """The year to which growth is asked; the model's last where it is none of its years."""
    years = f"{model.first_year}..{model.last_year}"
    if isinstance(value, int) and model.first_year <= value <= model.last_year:
        return value
    complaints.append(
        StoryError(f"{where}: horizon", repr(value), f"a year of {years}", f"{model.last_year}")
    )
    return model.last_year


def _roles(table: Mapping[str, Any], where: str, complaints: list[AssayError]) -> Roles:
    names = [field.name for field in fields(Roles)]
    complaints += [
        StoryError(f"{where}: roles.{key}", "an unknown key", "a role", nearest(key, names))
        for key in table
        if key not in names
    ]
    complaints += [
        StoryError(f"{where}: roles.{key}", "nothing", "a node", f'{key} = "..."')
        for key in NEEDED_ROLES
        if key not in table
    ]
    values = {name: table.get(name) for name in names}
    values["users"] = tuple(table.get("users", ()))
    return Roles(**values)  # type: ignore[arg-type]  # missing ones are complained about above


def _outlook(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, Mapping[str, str], bool], ...]:
    return tuple((row["node"], row["title"], bool(row.get("driver", False))) for row in rows)


def _groups(
    rows: list[Mapping[str, Any]],
    where: str,
    complaints: list[AssayError],
    absent: frozenset[str],
) -> tuple[CauseGroup, ...]:
    """The cause groups, less those whose contribution was not measured."""
    keys = [field.name for field in fields(CauseGroup)]
    groups = []
    for row in rows:
        place = f"{where}: group {row.get('name', '?')}"
        complaints += [
            StoryError(f"{place}.{key}", "an unknown key", "a key of a group", nearest(key, keys))
            for key in row
            if key not in keys
        ]
        complaints.extend(missing_text(row.get("title"), f"{place}.title"))
        if row.get("kind") not in KINDS:
            complaints.append(
                StoryError(f"{place}.kind", repr(row.get("kind")), ", ".join(KINDS), "one of them")
            )
        groups.append(
            CauseGroup(
                name=str(row.get("name", "")),
                title=row.get("title", {}),
                kind=str(row.get("kind", "")),
                nodes=tuple(row.get("nodes", ())),
                compared=bool(row.get("compared", False)),
                views=tuple(row.get("views", ())),
                through=row.get("through"),
            )
        )
    return tuple(group for group in groups if absent.isdisjoint(group.nodes))


def _window(
    table: Mapping[str, Any] | None, where: str, whole: Record, complaints: list[AssayError]
) -> Window | None:
    """The window between two daily facts: what the story is about, whatever the as-of day."""
    if table is None:
        return None
    ends = []
    for key in ("start", "end"):
        fact = whole.by_id.get(str(table.get(key)))
        if fact is None or fact.day is None or fact.value is None:
            complaints.append(
                GivenError(
                    f"{where}: window.{key}",
                    repr(table.get(key)),
                    "a fact of one day",
                    nearest(str(table.get(key)), whole.by_id),
                )
            )
            return None
        ends.append((fact.day, fact.value, fact.unit, fact.id))
    (start, first, unit, first_id), (end, last, _, last_id) = ends
    return Window(start, end, first, last, unit, (first_id, last_id))


def _market_titles(
    table: Mapping[str, Any], attribution: Attribution | None
) -> Mapping[str, Mapping[str, str]]:
    """What the markets are called; those of the story hold for the series that they name."""
    titles = {key: title for key, title in table.items() if key != "series"}
    if attribution is None or table.get("series") in (None, attribution.target.series):
        return titles
    titles.pop("basis", None)
    return {**titles, "fitted_rise": attribution.target.title}


def _pair(value: object) -> tuple[str, str] | None:
    if isinstance(value, list) and len(value) == len(("driver", "effect")):
        return str(value[0]), str(value[1])
    return None


def given_of(story: Story, name: str) -> Given:
    """The given of that name. Raises UnknownNode with the nearest names."""
    for given in story.givens:
        if given.name == name:
            return given
    names = [given.name for given in story.givens]
    raise UnknownNode(f"story {story.name}", name, "a given", nearest(name, names))
