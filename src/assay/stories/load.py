"""A story's folder as a Story, with every complaint at once.

Not here: what a story is (`ruler/story.py`), where it stands (`place.py`), the givens' file
(`given_file.py`), the words' (`words.py`), the formulas (`NAME/quantities.py`, `joined.py`), what
does not fit together (`misfits.py`).

A folder holds `words.toml`; with `story.toml`, `givens.toml` and the formulas that `story.toml`
names it has a model too. A folder without a model is a topic that pages can have, and no more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from assay.errors import AssayError, StoryError, UnknownNode
from assay.model.complaint import nearest
from assay.model.givens import Given
from assay.model.model import Model
from assay.prices.interest import FILE as INTEREST
from assay.prices.interest import Interest, read_interest
from assay.prices.result import Attribution, read_attribution
from assay.record.beside import record_beside
from assay.record.record import Record, load
from assay.ruler.hindcast import HindcastLine
from assay.ruler.story import CauseGroup, Roles, Story, Words
from assay.stories.form import GIVENS_FORM, STORY_FORM, misformed
from assay.stories.giveback_file import read_giveback
from assay.stories.given_file import read_givens
from assay.stories.joined import Joined, joined, module_of, needed, raise_listed, shared_givens
from assay.stories.misfits import misfits, named
from assay.stories.peer_file import read_peers
from assay.stories.place import FOLDER, STORY, Place, cases_of, place_of, story_folder
from assay.stories.recorded import Known, today_of
from assay.stories.window_file import read_window
from assay.stories.words import FILE as WORDS
from assay.stories.words import load_words, missing_text

__all__ = ["FOLDER", "Topic", "cases_of", "load_story", "load_words", "story_folder", "topics"]

GIVENS = "givens.toml"
"""The numbers of a story that can be questioned."""
HINDCAST = "hindcast.py"
"""How a story scores its own lines."""
ATTRIBUTION = "attribution.toml"
"""What moved the price, in the folder of a story whose effect is one."""
KINDS = ("measured", "mediator", "demand", "supply")
"""Kinds of cause groups."""
KEYS = (
    "effect", "horizon", "formulas", "lines", "total", "window", "roles", "group",
    "not_applicable", "outlook", "market_titles", "afterwards", "comparison", "peer", "shared",
    "region", "today", "giveback",
)  # fmt: skip
"""Keys that a story file may have."""

NEEDED = ("effect", "horizon", "formulas", "roles", "group")
"""Keys that a story file must have."""
LINES = ("lines", "total")
"""Keys that it must have too, unless it names the last full year as `today`."""
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
NO_WORDS = Words({}, {}, {}, {}, {}, {}, {}, {})
"""Stands for words that could not be read, so that the other complaints can be found."""


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


def words_of(name: str) -> Words:
    """The words of the story, or case of a story, of that name. Raises UnknownStory."""
    place = place_of(name)
    return load_words(place.folder, place.folders[0] if place.case else None)


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
    place = place_of(name)
    table = place.table(STORY)
    where = f"{place.name}/{STORY}"
    complaints = _of_keys(table, where)
    _refuse_other_kinds(place, table, complaints)
    shared = tuple(table.get("shared", ()))
    words = _words(place, complaints)
    whole = whole or load()
    today = today_of(table, record, whole)
    fitted = attribution or _attribution(place.file(ATTRIBUTION))
    own, taken = _givens_of(place, shared)
    early = Known(record, whole, today, today, fitted)
    formulas = _formulas(place, table, own, early, complaints)
    model = formulas.model
    known = replace(early, first_year=model.first_year)
    read = read_givens(own, place.name, known)
    complaints += read.complaints
    story = Story(
        name=place.name,
        effect=str(table["effect"]),
        model=model,
        givens=read.givens,
        roles=_roles(table["roles"], where, complaints),
        groups=_groups(table["group"], where, complaints, read.absent),
        window=read_window(
            table.get("window"), str(table["effect"]), where, whole, model, today, complaints
        ),
        today=today,
        horizon=_horizon(table["horizon"], where, model, complaints),
        not_applicable=table.get("not_applicable", {}),
        words=words,
        outlook=_outlook(table.get("outlook", ()), where, complaints),
        market_titles=_market_titles(table.get("market_titles", {}), known.attribution),
        afterwards=_pair(table.get("afterwards")),
        comparison=tuple(table.get("comparison", ())),
        correlations=read.correlations,
        attribution=known.attribution,
        peers=read_peers(table.get("peer", ()), where, whole, complaints),
        giveback=read_giveback(table.get("giveback", ()), place, record, whole, complaints),
        region=table.get("region"),
    )
    story = needed(story, formulas.shared, taken)
    if place.case is not None:
        own_lines = place.own_table(WORDS).get("line", {})
        story = replace(story, words=_words_of_case(story, frozenset(own_lines)))
    raise_listed([*complaints, *misfits(story, where, complaints)], place.name)
    asked = frozenset(node for _, node in named(story))
    return replace(story, model=replace(story.model, asked=asked))


def _formulas(
    place: Place,
    table: Mapping[str, Any],
    givens: Mapping[str, Any],
    known: Known,
    complaints: Sequence[AssayError],
) -> Joined:
    """The formulas of a story. Where they cannot be loaded, raises StoryError with what else can be
    told without them: of the givens all but their years, and nothing of names."""
    try:
        return joined(place, tuple(table["formulas"]), tuple(table.get("shared", ())))
    except StoryError as error:
        read = read_givens(givens, place.name, known)
        raise_listed([*complaints, *read.complaints, error], place.name)
        raise


def _words(place: Place, complaints: list[AssayError]) -> Words:
    """The words of a story or case; none where they are broken, with what is wrong with them."""
    try:
        return load_words(place.folder, place.folders[0] if place.case else None)
    except StoryError as error:
        complaints.append(error)
        return NO_WORDS


def _words_of_case(story: Story, own: frozenset[str]) -> Words:
    """The words of a case: lines of the story whose node the case does not have tell of the record
    alone, and are left out where they have none; the case's `own` lines stay as they are."""
    known = {*story.model.quantities, *(given.name for given in story.givens)}
    lines = {
        name: line if name in own or line.node in known else replace(line, node=None)
        for name, line in story.words.lines.items()
    }
    told = {name: line for name, line in lines.items() if line.node or line.record or line.part}
    return replace(story.words, lines=told)


def _of_keys(table: Mapping[str, Any], where: str) -> list[AssayError]:
    """Complaints about a story file's keys. Raises StoryError where needed ones are missing."""
    complaints: list[AssayError] = [
        StoryError(f"{where}: {key}", "an unknown key", "a key of a story", nearest(key, KEYS))
        for key in table
        if key not in KEYS
    ]
    needed_keys = NEEDED if isinstance(table.get("today"), int) else (*NEEDED, *LINES)
    missing = [key for key in needed_keys if key not in table]
    complaints += [
        StoryError(f"{where}: {key}", "nothing", "a value", f"{key} = ...") for key in missing
    ]
    if missing:
        raise_listed(complaints, where)
    return complaints


def _refuse_other_kinds(
    place: Place, table: Mapping[str, Any], complaints: Sequence[AssayError]
) -> None:
    """Raise StoryError where a value of the story or its givens is of another kind than it can be,
    with what was complained about before."""
    amiss = [
        *misformed(table, STORY_FORM, f"{place.name}/{STORY}"),
        *misformed(place.table(GIVENS), GIVENS_FORM, f"{place.name}/{GIVENS}"),
    ]
    if amiss:
        raise_listed([*complaints, *amiss], place.name)


def _givens_of(place: Place, shared: Sequence[str]) -> tuple[dict[str, Any], frozenset[str]]:
    """All tables of givens, and the names of those that the story or case took over from others."""
    own = place.table(GIVENS)
    common = shared_givens(shared, own, f"{place.name}/{GIVENS}")
    taken = frozenset(own) - frozenset(place.own_table(GIVENS)) if place.case else frozenset()
    return {**common, **own}, frozenset(common) | taken


def attribution_of(name: str, file: Path | None = None) -> Attribution | None:
    """What moved the story's price: from `file`, else the folder's own; None where it has none.

    Raises UnknownStory, and PriceError for a file that cannot be read.
    """
    return _attribution(place_of(name).file(ATTRIBUTION) if file is None else file, file is None)


def _attribution(path: Path, may_lack: bool = True) -> Attribution | None:
    return None if may_lack and not path.exists() else read_attribution(path)


def hindcast_of(story: Story, record: Record, name: str | None = None) -> tuple[HindcastLine, ...]:
    """The story's lines computed for known years; `name` is its path where it does not ship.

    Raises StoryError if it has no hindcast.
    """
    place = place_of(name or story.name)
    if not place.file(HINDCAST).exists():
        raise StoryError(
            f"story {story.name!r}", f"no {HINDCAST}", "a story that scores its own lines", "silver"
        )
    found: tuple[HindcastLine, ...] = module_of(place, HINDCAST).hindcast(story, record)
    return found


def interest_of(name: str) -> Interest | None:
    """Whether that story leads or follows its price, as found beforehand; None if never asked.

    Raises UnknownStory, PriceError for a broken file.
    """
    path = place_of(name).file(INTEREST)
    return read_interest(path) if path.exists() else None


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


def _outlook(
    rows: Sequence[Mapping[str, Any]], where: str, complaints: list[AssayError]
) -> tuple[tuple[str, Mapping[str, str], bool], ...]:
    complaints += [
        StoryError(f"{where}: outlook.{place}.{key}", "nothing", "a value", f"{key} = ...")
        for place, row in enumerate(rows, 1)
        for key in ("node", "title")
        if key not in row
    ]
    return tuple(
        (row["node"], row.get("title", {}), bool(row.get("driver", False)))
        for row in rows
        if "node" in row
    )


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
