"""Reads what a story's driver is said to give back: published evidence, by the names it goes under.

Not here: what the evidence comes to (`ruler/marks/giveback.py`), the figures themselves
(`record/facts/offsets.csv`). A story's own `giveback.toml` is laid over that of `shared/`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assay.errors import AssayError, GivenError, StoryError
from assay.figure import Figure
from assay.model.complaint import nearest
from assay.record.record import Record
from assay.ruler.story import GiveBack
from assay.stories.place import SHARED, STORY, Place
from assay.stories.words import read_table
from assay.units import convert, unit

FILE = "giveback.toml"
"""The file of the evidence, in `shared/` and in a story's own folder."""
KINDS = ("saving", "promise", "return")
"""Kinds of evidence."""
KEYS = ("kind", "of", "against", "share")
"""Keys of a piece of evidence."""


def read_giveback(
    names: Sequence[str], place: Place, record: Record, whole: Record, complaints: list[AssayError]
) -> tuple[GiveBack, ...]:
    """The evidence of these names, with every complaint about it added to `complaints`.

    What was not known to `record` is left out; a fact that `whole` lacks is a complaint.
    """
    where = f"{place.name}/{STORY}"
    table: dict[str, Any] = {}
    for file in (SHARED / FILE, place.file(FILE)) if names else ():
        table |= read_table(file) if file.exists() else {}
    found = []
    for name in names:
        if name not in table:
            complaints.append(
                StoryError(f"{where}: giveback", name, "a piece of evidence", nearest(name, table))
            )
        elif _fits(table[name], f"{where}: giveback.{name}", whole, complaints):
            found.append(_evidence(name, table[name], record))
    return tuple(one for one in found if one is not None)


def _fits(row: Mapping[str, Any], where: str, whole: Record, complaints: list[AssayError]) -> bool:
    before = len(complaints)
    complaints += [
        StoryError(f"{where}.{key}", "an unknown key", "a key of evidence", nearest(key, KEYS))
        for key in row
        if key not in KEYS
    ]
    if row.get("kind") not in KINDS:
        listed = ", ".join(KINDS)
        complaints.append(StoryError(f"{where}.kind", repr(row.get("kind")), listed, "one of them"))
    complaints += [
        GivenError(where, repr(key), "a fact of the record", nearest(str(key), whole.by_id))
        for key in _facts(row)
        if key not in whole.by_id
    ]
    complaints += [
        StoryError(f"{where}.{key}", "nothing", "facts", f'{key} = ["..."]')
        for key in ("of", "against")
        if not row.get(key)
    ]
    return len(complaints) == before


def _facts(row: Mapping[str, Any]) -> tuple[str, ...]:
    share = [row["share"]] if "share" in row else []
    return (*row.get("of", ()), *row.get("against", ()), *share)


def _evidence(name: str, row: Mapping[str, Any], record: Record) -> GiveBack | None:
    keys = _facts(row)
    if any(key not in record.by_id for key in keys):
        return None
    of = [record.by_id[key].figure() for key in row["of"]]
    base = str(unit(of[0].unit).unlabelled().text)
    share = record.by_id[row["share"]].figure() if "share" in row else None
    return GiveBack(
        name=name,
        kind=str(row["kind"]),
        of=_together(of, base),
        against=_together([record.by_id[key].figure() for key in row["against"]], base),
        share=None if share is None else convert(share.mid, share.unit, "1"),
        facts=keys,
    )


def _together(figures: Sequence[Figure], base: str) -> Figure:
    """Several figures as one, from the lowest end to the highest, in one unit without labels."""
    scaled = [
        Figure(one.low, one.mid, one.high, unit(one.unit).unlabelled().text).to(base)
        for one in figures
    ]
    middle = sum(one.mid for one in scaled) / len(scaled)
    return Figure(min(one.low for one in scaled), middle, max(one.high for one in scaled), base)
