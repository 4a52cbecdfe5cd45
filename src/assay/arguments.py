"""What a verb or a run may be handed from Python: days, files, pages and numbers as people write
them.

Not here: the options of the command line (`cli.py`), what a verb does with it (`verbs.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from numbers import Real
from operator import index
from os import fspath
from pathlib import Path
from typing import TypeVar

from assay.errors import ArgumentError

Kind = TypeVar("Kind")

Day = date | str
"""A day: a date, a datetime (its time of day is dropped), or a text such as "2026-02-05"."""

File = Path | str
"""A file or folder, as a path or as text."""

DEEPEST = 99
"""Steps around a node that are drawn, at most: more than any story is deep."""
MOST_KEPT = 2**22
"""Samples of a verdict at most, which keeps them all: more outgrow a laptop's memory."""
MOST_COUNTED = 2**30
"""Samples at most where they are counted and not kept: what that was measured to."""
MOST_THREADS = 1024
"""Threads at most: more than any machine this is run on has cores."""
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


def listed_of(given: object) -> Sequence[object]:
    """One or several, as several."""
    return given if isinstance(given, Sequence) and not isinstance(given, str) else (given,)


def mapping_of(given: Mapping[str, Kind], name: str) -> Mapping[str, Kind]:
    """Values by the names of nodes. Raises ArgumentError for what is no mapping."""
    if isinstance(given, Mapping):
        return given
    raise unfit(name, given, "a mapping of nodes", f'{name}={{"use": ...}}')


def story_of(given: object, name: str = "name") -> str:
    """A story: its name, or the path of its folder, as text. Raises ArgumentError."""
    return text_of(given, name, "silver")


def one_of(given: object, name: str, allowed: tuple[str, ...]) -> str:
    """One of a few words. Raises ArgumentError for another."""
    if isinstance(given, str) and given in allowed:
        return given
    raise unfit(name, given, " or ".join(map(repr, allowed)), f'{name}="{allowed[0]}"')


def whole_of(
    given: object, name: str, least: int, most: int | None, example: int | None = None
) -> int:
    """A whole number from `least` to `most`, of Python or NumPy. Raises ArgumentError, with the
    `example` (default: the least) as the remedy."""
    try:
        found = index(given)  # type: ignore[arg-type]  # what has none raises
    except TypeError:
        found = None
    if found is not None and not isinstance(given, bool):
        if least <= found and (most is None or found <= most):
            return found
    elif isinstance(given, float) and given.is_integer() and least <= given <= (most or given):
        example = int(given)
    example = least if example is None else example
    span = f"of at least {least}" if most is None else f"from {least:,} to {most:,}"
    raise unfit(name, given, f"a whole number {span}", f"{name}={example}")


def run_options(
    samples: object, seed: object, threads: object, randomisations: object = 1, block: object = 1
) -> tuple[int, int, int | None, int, int]:
    """The same numbers, if a run can have them. Raises ArgumentError for the first that is none."""
    return (
        whole_of(samples, "samples", 1, MOST_COUNTED, 2**14),
        seed_of(seed),
        threads_of(threads),
        whole_of(randomisations, "randomisations", 1, MOST_COUNTED),
        whole_of(block, "block", 1, None, 2**14),
    )


def verdict_options(samples: object, seed: object, threads: object) -> tuple[int, int, int | None]:
    """The same for a verdict, which keeps all its samples. Raises ArgumentError."""
    return (
        whole_of(samples, "samples", 1, MOST_KEPT, 2**14),
        seed_of(seed),
        threads_of(threads),
    )


def probabilities_of(given: Sequence[float]) -> tuple[float, ...]:
    """Probabilities, 0 to 1. Raises ArgumentError."""
    listed = tuple(given) if isinstance(given, Iterable) else (given,)
    for one in listed:
        if not isinstance(one, Real) or not 0 <= one <= 1:
            raise unfit("probabilities", one, "a probability, 0 to 1", "probabilities=(0.05, 0.95)")
    return tuple(map(float, listed))


def seed_of(given: object) -> int:
    """A seed: any whole number from 0 on. Raises ArgumentError."""
    return whole_of(given, "seed", 0, None, 1)


def threads_of(given: object) -> int | None:
    """A number of threads; None, as many as serve, for None. Raises ArgumentError."""
    return None if given is None else whole_of(given, "threads", 1, MOST_THREADS, 2)


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
