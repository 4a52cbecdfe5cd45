"""The file that a backtest writes and that verdicts read, since nobody waits for a backtest.

Not here: what a backtest is (`result.py`) and how it is run (`backtest.py`). The same result gives
the same bytes.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from assay.backtest.result import Backtest
from assay.prices.typed_table import made
from assay.record.tables import KNOWN_ENDS

SHIPPED = Path(__file__).parent / "result.json"
"""The result that ships; a test holds it equal to a fresh run."""

DIGITS = 4
"""Significant digits of every number: finer than the error of sampling."""


def digest() -> str:
    """SHA-256 of the facts, the labels and the parts of the stories."""
    from assay.backtest.inputs import FILE

    found = hashlib.sha256()
    for path in (KNOWN_ENDS / "known_ends.csv", KNOWN_ENDS / "known_ends.toml", FILE):
        found.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()


def written(backtest: Backtest) -> str:
    """The text of the file."""
    return json.dumps(_plain(backtest), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


@lru_cache(maxsize=1)
def shipped() -> Backtest:
    """The result that ships. Raises PriceError for a damaged file."""
    return read(SHIPPED.read_text("utf-8"), SHIPPED.name)


def read(text: str, where: str) -> Backtest:
    """A result from the text of its file. Raises PriceError with the key that does not fit."""
    found = json.loads(text, object_hook=_with_days)
    return made(Backtest, found, where, "python tools/make_backtest.py")


def rounded(backtest: Backtest) -> Backtest:
    """The result with the digits of its file, so that a fresh one equals the one that ships."""
    return read(written(backtest), "a fresh backtest")


def _plain(value: object) -> object:
    """A value as JSON holds it; what is None is left out."""
    if isinstance(value, float):
        return float(f"{value + 0.0:.{DIGITS}g}")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        pairs = [(field.name, getattr(value, field.name)) for field in fields(value)]
        return {name: _plain(one) for name, one in pairs if one is not None}
    return dict(value) if isinstance(value, Mapping) else value


def _with_days(row: dict[str, Any]) -> dict[str, Any]:
    """The day of a story as a day; JSON has none."""
    return {name: date.fromisoformat(one) if name == "as_of" else one for name, one in row.items()}
