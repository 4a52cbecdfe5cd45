"""Reads the window of a story: the rise of a price between two days, or of a use between two years.

Not here: what is computed over it (`ruler/window.py`), the rest of `story.toml` (`load.py`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from assay.errors import AssayError, GivenError, StoryError
from assay.model.complaint import nearest
from assay.model.model import Model
from assay.record.record import Record
from assay.ruler.story import Window

TODAY = "today"
"""Stands for the last year fully known on the as-of day."""
DAYS = ("start", "end")
"""Keys of a window of a price: facts of one day."""
YEARS = ("first", "last")
"""Keys of a window of a use: two years."""


def read_window(
    table: Mapping[str, Any] | None,
    effect: str,
    where: str,
    whole: Record,
    model: Model,
    today: int,
    complaints: list[AssayError],
) -> Window | None:
    """The window of a story; None where it has none, or a broken one (with its complaints)."""
    if table is None:
        return None
    keys = YEARS if effect == "use" else DAYS
    strange = [key for key in table if key not in keys]
    complaints += [
        StoryError(
            f"{where}: window.{key}",
            f"an unknown key for effect = {effect!r}",
            f"{' and '.join(keys)}",
            nearest(key, keys),
        )
        for key in strange
    ]
    if strange:
        return None
    if effect == "use":
        return _of_use(table, where, model, today, complaints)
    return _of_price(table, where, whole, complaints)


def _of_use(
    table: Mapping[str, Any], where: str, model: Model, today: int, complaints: list[AssayError]
) -> Window | None:
    """From the end of the first year to that of the last; a later day than today ends today."""
    first = table.get("first")
    last = today if table.get("last") == TODAY else table.get("last")
    known = range(model.first_year, model.last_year + 1)
    if isinstance(first, int) and isinstance(last, int) and first in known and last in known:
        # on an early day the window may not have opened: it then is of the year before
        start = min(first, last - 1)
        return Window(date(start, 12, 31), date(last, 12, 31))
    complaints.append(
        StoryError(
            f"{where}: window",
            f"first = {first!r}, last = {table.get('last')!r}",
            f'two years of {known[0]}..{known[-1]}, the later perhaps "{TODAY}"',
            f'first = 2022, last = "{TODAY}"',
        )
    )
    return None


def _of_price(
    table: Mapping[str, Any], where: str, whole: Record, complaints: list[AssayError]
) -> Window | None:
    """Between two daily facts: what the story is about, whatever the as-of day."""
    ends = []
    for key in DAYS:
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
