"""Where a story stands: its folder, the case that a name asks for, its files over each other.

Not here: what the files say (`load.py`, `given_file.py`, `words.py`), formulas (`joined.py`).

`electricity` is the folder of that name; `electricity:china` is the same story with what
`electricity/cases/china/` says otherwise. A case may hold any file of a story: tables are laid over
the story's key by key, other files take the place of the story's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.errors import UnknownStory
from assay.model.complaint import nearest
from assay.record.names import called, plain
from assay.stories.words import FILE as WORDS
from assay.stories.words import read_table

FOLDER = Path(__file__).parent
"""The folder of the stories that ship with assay."""
SHARED = FOLDER / "shared"
"""The folder of the submodels that several stories share."""
CASES = "cases"
"""The folder, within a story's, of its cases."""
COLON = ":"
"""Stands between a story's name and its case's."""
STORY = "story.toml"
"""The file that makes a folder a story with a model."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a story, or a case of it, stands."""

    folder: Path
    """The story's own folder."""
    case: str | None = None
    """The case's name; None for the story as it stands."""

    @property
    def name(self) -> str:
        """What the story is called: its folder's name, with the case's where there is one."""
        return self.folder.name if self.case is None else f"{self.folder.name}{COLON}{self.case}"

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that hold its files, the one that comes first in doubt first."""
        if self.case is None:
            return (self.folder,)
        return (self.folder / CASES / self.case, self.folder)

    def file(self, name: str) -> Path:
        """The file of that name: the case's own where it has one."""
        found = (folder / name for folder in self.folders if (folder / name).exists())
        return next(found, self.folder / name)

    def table(self, name: str) -> dict[str, Any]:
        """The TOML file of that name, the case's laid over the story's key by key.

        Raises StoryError where the story has none, or one is no TOML.
        """
        told = read_table(self.folder / name)
        return {**told, **self.own_table(name)}

    def own_table(self, name: str) -> Mapping[str, Any]:
        """What the case itself says in the file of that name; nothing without a case or file."""
        if self.case is None or not (self.folders[0] / name).exists():
            return {}
        return read_table(self.folders[0] / name)


def place_of(name: str) -> Place:
    """Where the story of that name stands: one that ships, a path, or a case of either.

    A story that ships answers to its title, its resource and what the record calls it, too, in
    either language.

    Raises UnknownStory with the nearest names, for a case with the story's own cases.
    """
    folder = _folder(name) or _called(name)
    if folder is not None:
        return Place(folder)
    story, colon, case = name.rpartition(COLON)
    folder = (_folder(story) or _called(story)) if colon else None
    if folder is None:
        names = sorted(path.parent.name for path in FOLDER.glob(f"*/{STORY}"))
        raise UnknownStory(
            f"story {name!r}",
            "no story of that name, and no folder with a story.toml",
            f"one of {', '.join(names)}, or the path of a story's folder",
            nearest(story if colon else name, names),
        )
    cases = _cases(folder)
    if case not in cases:
        listed = [f"{story}{COLON}{one}" for one in cases]
        raise UnknownStory(
            f"story {name!r}",
            f"no case {case!r} of the story {story}",
            f"one of {', '.join(listed)}" if listed else f"{story}, which has no cases",
            nearest(name, listed) if listed else story,
        )
    return Place(folder, case)


def story_folder(name: str) -> Path:
    """The folder of that story, a case's being the story's. Raises UnknownStory."""
    return place_of(name).folder


def cases_of(name: str) -> tuple[str, ...]:
    """The full names of a story's cases, by name, such as "electricity:china"; without the story
    as it stands. Raises UnknownStory."""
    place = place_of(name)
    return tuple(Place(place.folder, case).name for case in _cases(place.folder))


def _folder(name: str) -> Path | None:
    """The folder of a story by its name or path; None if there is none."""
    if (FOLDER / name / STORY).exists():
        return FOLDER / name
    path = Path(name)
    return path.resolve() if path.is_dir() and (path / STORY).exists() else None


def _called(name: str) -> Path | None:
    """The folder of the one story that ships and is called so; None if there is none, or several
    are."""
    wanted = plain(name)
    found = [path for path in FOLDER.glob(f"*/{STORY}") if wanted in _names(path.parent)]
    return found[0].parent if wanted and len(found) == 1 else None


def _names(folder: Path) -> set[str]:
    """What a story is called, as names are compared."""
    told = read_table(folder / WORDS)
    words = [word for some in told.get("resource", {}).values() for word in some]
    return {*called(folder.name), *map(plain, (*told.get("title", {}).values(), *words))}


def _cases(folder: Path) -> tuple[str, ...]:
    """A case is a folder that says something in one of a story's tables."""
    return tuple(sorted({path.parent.name for path in (folder / CASES).glob("*/*.toml")}))
