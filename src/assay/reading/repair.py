"""Undoes what mirrors do to a text, step by step: each step has its own name, its own trigger and
its own confidence, and stands alone, since mirrors mix them at will.

Not here: the steps themselves (`damage/`), finding the article (`dump.py`, `html.py`). Every step
keeps the way back to the raw bytes, so that nothing is lost that a reader may want to see.
"""

from collections.abc import Sequence

from assay.reading.article import Repair
from assay.reading.damage.debris import without_code, without_debris
from assay.reading.damage.doubled import without_doubled
from assay.reading.damage.glued import without_glued_digits
from assay.reading.damage.interleaved import without_interleaved
from assay.reading.damage.mended import Mended, Step
from assay.reading.damage.mojibake import without_mojibake
from assay.reading.damage.readings import without_readings
from assay.reading.damage.script import simplified
from assay.reading.damage.widths import half_width, without_look_alikes, without_unseen
from assay.reading.traced import Traced

_SPELLING: tuple[Step, ...] = (
    ("mojibake", without_mojibake),
    ("unseen", without_unseen),
    ("look-alikes", without_look_alikes),
    ("readings", without_readings),
    ("traditional", simplified),
    ("full-width", half_width),
)
"""In this order: what is read wrongly or not seen would hide readings, and a reading is looked up
before its character changes."""

_MARKUP: tuple[Step, ...] = (("debris", without_debris), ("code", without_code))

_DOUBLED: Step = ("doubled", without_doubled)

SIGNS_OF_A_MIRROR = frozenset({"readings", "interleaved"})
"""Repairs of damage that is done on purpose; the others undo carelessness or another custom."""


def repair(page: Traced) -> tuple[Traced, tuple[Repair, ...]]:
    """A page without markup, repaired, and the steps that changed something."""
    return in_turn(page, (*_MARKUP, *_SPELLING, ("interleaved", without_interleaved), _DOUBLED))


def undo_misreading(markup: Traced) -> tuple[Traced, tuple[Repair, ...]]:
    """The step taken in the markup itself: the extraction drops half of such sequences."""
    return in_turn(markup, _SPELLING[:1])


def undo_spelling(page: Traced) -> tuple[Traced, tuple[Repair, ...]]:
    """The steps that may be taken in a page of HTML, whose tags are no debris."""
    return in_turn(page, _SPELLING)


def undo_spelling_around(page: Traced) -> Traced:
    """The same for what stands around its article, its markup mended before; no step is told."""
    return in_turn(page, _SPELLING[1:])[0]


def repair_extracted(text: Traced, title: str | None) -> tuple[Traced, tuple[Repair, ...]]:
    """The further steps for an article taken out of HTML, whose spelling is undone."""

    def interleaved(page: Traced) -> Mended:
        return without_interleaved(page, [title] if title else [])

    return in_turn(text, (("interleaved", interleaved), _DOUBLED))


def repair_line_ends(text: Traced) -> tuple[Traced, tuple[Repair, ...]]:
    """The last step, for the article on a page at which a mirror was at work."""
    return in_turn(text, (("glued-digits", without_glued_digits),))


def in_turn(page: Traced, steps: Sequence[Step]) -> tuple[Traced, tuple[Repair, ...]]:
    """The page after these steps, and those of them that changed something."""
    made: list[Repair] = []
    for name, step in steps:
        mended = step(page)
        if mended.times:
            made.append(Repair(name, mended.times, mended.confidence, mended.places))
        page = mended.page
    return page, tuple(made)
