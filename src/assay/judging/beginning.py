"""The verb `new`: a story's folder that runs, for its author to fill.

Not here: the folder itself (`stories/scaffold/`), what is still to be written in it (`linting.py`).
"""

import re
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree, ignore_patterns

from assay.errors import NotWritten, StoryError

NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")
"""What a story may be called: a word that files, topics and commands can all carry."""


def new(name: str, where: Path) -> Path:
    """Write the folder `where`/`name` of a new story and return it.

    Raises StoryError for a name that will not do, NotWritten where something stands there already.
    """
    from assay.stories.load import topics

    if not NAME.fullmatch(name):
        raise StoryError(
            f"new story {name!r}",
            "a name that not every file can carry",
            "2 to 40 small letters, digits and _, a letter first",
            "chip_water",
        )
    taken = [topic.name for topic in topics()]
    if name in taken:
        raise StoryError(
            f"new story {name!r}",
            "the name of a story that ships",
            f"another name than {', '.join(taken)}",
            f"my_{name}",
        )
    folder = where / name
    if folder.exists():
        raise NotWritten(
            str(folder), "something of that name", "a free place", "another name, or --in FOLDER"
        )
    template = files("assay").joinpath("stories", "scaffold", "new_story")
    try:
        with as_file(template) as source:
            copytree(source, folder, ignore=ignore_patterns("__pycache__", "*.pyc"))
    except OSError as cause:
        raise NotWritten(
            str(folder), cause.strerror or type(cause).__name__, "a folder to write to",
            "--in FOLDER",
        ) from cause  # fmt: skip
    return folder
