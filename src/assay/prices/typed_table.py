"""Makes a dataclass from a table of a TOML file, field by field; every complaint names the key.

Not here: what the results mean (`result.py`, `interest.py`), writing them.
"""

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from functools import cache
from math import isfinite
from types import UnionType
from typing import TypeVar, get_args, get_origin, get_type_hints

from assay.errors import PriceError

Made = TypeVar("Made")

PLAIN: dict[object, str] = {
    float: "a finite number",
    int: "a whole number",
    str: "a text",
    date: "a day",
}
"""What each plain type is called in a complaint."""

LONGEST = 80
"""Characters of a wrong value that a complaint repeats: one line of a terminal."""


def made(kind: type[Made], found: object, where: str, remedy: str) -> Made:
    """A dataclass from a table; a field `X | None` may be missing.

    Raises PriceError with the key's path for a table that does not fit, and `remedy` as advice.
    """
    if not isinstance(found, Mapping):
        raise unfit(where, found, "a table", remedy)
    hints = _hints(kind)  # type: ignore[arg-type]  # a class has a hash
    for key in found:
        if key not in hints:
            expected = ", ".join(sorted(hints))
            raise unfit(f"{where}: {shown(key)}", "an unknown key", expected, remedy)
    values: dict[str, object] = {}
    for key, hint in hints.items():
        optional = isinstance(hint, UnionType)
        if key not in found and not optional:
            raise unfit(f"{where}: {key}", "nothing", "a value", remedy)
        plain = get_args(hint)[0] if optional else hint
        values[key] = None
        if key in found:
            values[key] = _value(plain, found[key], f"{where}: {key}", remedy)
    return kind(**values)


@cache
def _hints(kind: type) -> dict[str, object]:
    """The types of a dataclass's fields, by name in order."""
    return dict(sorted(get_type_hints(kind).items()))


def _value(hint: object, found: object, where: str, remedy: str) -> object:
    """A value of the hinted type."""
    if get_origin(hint) is tuple:
        if not isinstance(found, list):
            raise unfit(where, found, "a list", remedy)
        inner = get_args(hint)
        if inner[-1] is not Ellipsis and len(found) != len(inner):
            raise unfit(where, found, f"{len(inner)} values", remedy)
        places = enumerate(found)
        return tuple(_value(inner[0], one, f"{where}[{n}]", remedy) for n, one in places)
    if get_origin(hint) is not None:
        if not isinstance(found, Mapping) or not all(isinstance(x, str) for x in found.values()):
            raise unfit(where, found, "a text a language", remedy)
        return dict(found)
    if isinstance(hint, type) and is_dataclass(hint):
        return made(hint, found, where, remedy)
    if hint is float and type(found) in (int, float):
        number = float(str(found))
        if isfinite(number):
            return number
    if hint is not float and type(found) is hint:
        return found
    raise unfit(where, found, PLAIN.get(hint, "another value"), remedy)


def unfit(where: str, found: object, expected: str, remedy: str) -> PriceError:
    """The complaint about a value that does not fit."""
    return PriceError(where, shown(found), expected, remedy)


def shown(found: object) -> str:
    """A wrong value as a complaint repeats it: short, and nothing that a terminal would obey."""
    text = found if isinstance(found, str) else repr(found)
    return "".join(c if c.isprintable() else "?" for c in text[:LONGEST])
