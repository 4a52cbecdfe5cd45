"""Values as the text of TOML, for the files of results that a tool writes and people read.

Not here: which file holds what (`result_file.py`, `interest.py`), reading (`typed_table.py`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date

Number = Callable[[float], str]
"""How a file writes its numbers."""


def value_text(value: object, number: Number) -> str:
    """A value on one line; of a record what is None is left out. Raises TypeError for what has no
    form in such a file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(value_text(one, number) for one in value) + "]"
    if isinstance(value, Mapping) or is_dataclass(value):
        inner = (f"{key} = {value_text(one, number)}" for key, one in _pairs(value))
        return "{ " + ", ".join(inner) + " }"
    raise TypeError(f"a {type(value).__name__} has no form in a results file")


def _pairs(value: object) -> Iterator[tuple[str, object]]:
    """Keys and values: those of a mapping by name, of a record in its own order."""
    if isinstance(value, Mapping):
        yield from sorted(value.items())
    elif is_dataclass(value):
        every = ((field.name, getattr(value, field.name)) for field in fields(value))
        yield from (pair for pair in every if pair[1] is not None)


def quoted(text: str) -> str:
    """A basic string of TOML: quotes, backslashes and control characters escaped."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in plain) + '"'
