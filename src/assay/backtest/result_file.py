"""The file that a backtest writes and that verdicts read, since nobody waits for a backtest.

Not here: what a backtest is (`result.py`) and how it is run (`backtest.py`). The same result gives
the same bytes.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from assay.backtest.inputs import FILE
from assay.backtest.result import Backtest
from assay.prices.typed_table import made
from assay.record.tables import KNOWN_ENDS

SHIPPED = Path(__file__).parent / "result.toml"
"""The result that ships; a test holds it equal to a fresh run."""

HEAD = """# The ruler on stories whose end is known. Made by tools/make_backtest.py.
"""

DIGITS = 4
"""Significant digits of every number: finer than the error of sampling."""


def digest() -> str:
    """SHA-256 of the facts, the labels and the parts of the stories."""
    found = hashlib.sha256()
    for path in (KNOWN_ENDS / "known_ends.csv", KNOWN_ENDS / "known_ends.toml", FILE):
        found.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()


def written(backtest: Backtest) -> str:
    """The text of the file."""
    return HEAD + "".join(f"{line}\n" for line in _entries(backtest))


@lru_cache(maxsize=1)
def shipped() -> Backtest:
    """The result that ships. Raises PriceError for a damaged file."""
    return read(SHIPPED.read_text("utf-8"), SHIPPED.name)


def read(text: str, where: str) -> Backtest:
    """A result from the text of its file. Raises PriceError with the key that does not fit."""
    return made(Backtest, tomllib.loads(text), where, "python tools/make_backtest.py")


def rounded(backtest: Backtest) -> Backtest:
    """The result with the digits of its file, so that a fresh one equals the one that ships."""
    return read(written(backtest), "a fresh backtest")


def _entries(one: object) -> list[str]:
    assert is_dataclass(one)
    pairs = [(field.name, getattr(one, field.name)) for field in fields(one)]
    return [f"{name} = {_text(value)}" for name, value in pairs if value is not None]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value + 0.0:.{DIGITS}g}"
    if isinstance(value, tuple):
        if value and is_dataclass(value[0]):
            return "[\n" + "".join(f"  {_text(one)},\n" for one in value) + "]"
        return "[" + ", ".join(map(_text, value)) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_text(one)}" for key, one in value.items()) + " }"
    if is_dataclass(value):
        return "{ " + ", ".join(_entries(value)) + " }"
    return str(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
