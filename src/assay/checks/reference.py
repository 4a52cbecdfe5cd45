"""The figure that the record has on a day for what a claim speaks of: by it two days are compared.

Not here: what becomes of the claim on either day (`against_record.py`), which figures of the model
changed (`revisions.py`).
"""

from assay.checks.against_record import differ
from assay.checks.row import is_evidence, printed, shape
from assay.checks.standing import CheckedClaim, Evidence
from assay.checks.telling import rounded
from assay.record.fact import Fact
from assay.record.record import Record
from assay.units import unit

ANOTHER_FIGURE = ("implied", "input")
"""Roles of figures that are not the one held against the claim."""


def reference(checked: CheckedClaim, record: Record) -> Evidence | None:
    """The newest figure that the record has for what the claim speaks of; None without one.

    That of the issuer against whom the claim was held, of the same line, time and region, whatever
    is counted: an issuer who begins to count more has moved the figure too. Where the claim was
    held against no single printed figure, the figure it was held against, a share of two or what
    another number implies.
    """
    held = [item for item in checked.against if item.role not in ANOTHER_FIGURE]
    if not held:
        return next((item for item in checked.against if item.role == "implied"), None)
    lead = next((item for item in reversed(held) if item.role == "revision"), held[0])
    fact = record.by_id.get(lead.fact or "")
    if fact is None or fact.day is not None or fact.years is None:
        return lead
    newest = max(_issues(fact, record), key=lambda one: (one.issued_on, one.known_on, one.id))
    row = printed(newest)
    return row.evidence("newest", row.ends())[0]


def _issues(fact: Fact, record: Record) -> list[Fact]:
    """The figure itself and every other of its line, time, region and issuer."""
    about = (fact.issuer, fact.years, fact.region, fact.day)
    others = (
        other
        for other in record.by_topic.get(fact.topic, ())
        if (other.issuer, other.years, other.region, other.day) == about
        and shape(unit(other.unit)) == shape(unit(fact.unit))
        and is_evidence(other, record.by_id)
    )
    return [fact, *others]


def moved(then: Evidence | None, now: Evidence | None, record: Record) -> bool:
    """Whether two reference figures differ by more than rounding, or in what was counted.

    `record` knows both. A figure of the model's own is held to two digits, as it is told.
    """
    if then is None or now is None:
        return then is not now
    before, after = (record.by_id.get(one.fact or "") for one in (then, now))
    if before is not None and after is not None:
        if before.id == after.id:
            return False
        return before.definition != after.definition or differ(printed(before), printed(after))
    return (_told(then), then.unit) != (_told(now), now.unit)


def _told(item: Evidence) -> tuple[float, ...]:
    ends = item.value if isinstance(item.value, tuple) else (item.value,)
    return tuple(rounded(end) for end in ends)
