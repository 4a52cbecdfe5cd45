"""What a verb may be handed from Python: days, files and pages as people write them.

Not here: the options of the command line (`cli.py`), what a verb does with it (`verbs.py`).
"""

from collections.abc import Mapping
from datetime import date, datetime
from operator import index
from os import fspath
from pathlib import Path

from assay.errors import ArgumentError

Day = date | str
"""A day: a date, a datetime (its time of day is dropped), or a text such as "2026-02-05"."""

File = Path | str
"""A file or folder, as a path or as text."""

DEEPEST = 99
"""Steps around a node that are drawn, at most: more than any story is deep."""
LANGUAGES = ("en", "zh")
"""Languages in which a verb answers."""
LONGEST = 60
"""Characters of a wrong argument that a complaint repeats: one line of a terminal."""


def day_of(given: Day | None, name: str = "as_of") -> date | None:
    """The day meant by the argument `name`; None for None. Raises ArgumentError."""
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given.strip())
    except (AttributeError, ValueError):
        raise unfit(name, given, "a day", f'{name}="2026-02-05"') from None


def path_of(given: File | None, name: str) -> Path | None:
    """The file meant by the argument `name`; None for None. Raises ArgumentError."""
    return None if given is None else Path(text_of(given, name))


def text_of(given: object, name: str, example: str = "page.html") -> str:
    """A name, or a file's path, as text. Raises ArgumentError."""
    try:
        text = fspath(given)  # type: ignore[call-overload]  # what has no path raises
    except TypeError:
        text = None
    if isinstance(text, str):
        return text
    raise unfit(name, given, "a text or a path", f'{name}="{example}"')


def one_of(given: object, name: str, allowed: tuple[str, ...]) -> str:
    """One of a few words. Raises ArgumentError for another."""
    if isinstance(given, str) and given in allowed:
        return given
    raise unfit(name, given, " or ".join(map(repr, allowed)), f'{name}="{allowed[0]}"')


def whole_of(given: object, name: str, least: int, most: int) -> int:
    """A whole number from `least` to `most`, of Python or NumPy. Raises ArgumentError."""
    try:
        found = index(given)  # type: ignore[arg-type]  # what has none raises
    except TypeError:
        found = None
    if found is not None and not isinstance(given, bool) and least <= found <= most:
        return found
    raise unfit(name, given, f"a whole number, {least} to {most}", f"{name}={least}")


def files_of(given: Mapping[str, File] | None, name: str) -> dict[str, Path]:
    """Files by the names of what is in them; none for None. Raises ArgumentError."""
    if given is None:
        return {}
    if not isinstance(given, Mapping) or not all(isinstance(key, str) for key in given):
        raise unfit(name, given, "files by name", f'{name}={{"copper": "copper.csv"}}')
    return {key: Path(text_of(one, f"{name}[{key!r}]")) for key, one in given.items()}


def unfit(name: str, given: object, expected: str, remedy: str) -> ArgumentError:
    """The refusal of an argument, which repeats of it what one line holds."""
    shown = "".join(c if c.isprintable() else "?" for c in repr(given)[:LONGEST])
    return ArgumentError(f"the argument {name}", shown, expected, remedy)
