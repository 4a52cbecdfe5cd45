"""The figure that the record has on a day for what a claim speaks of: by it two days are compared.

Not here: what becomes of the claim on either day (`against_record.py`), which figures of the model
changed (`revisions.py`).
"""

from assay.checks.against_record import differ
from assay.checks.row import is_evidence, printed, shape
from assay.checks.standing import ANOTHER_FIGURE, IMPLIED, CheckedClaim, Evidence
from assay.checks.telling import rounded
from assay.record.fact import Fact
from assay.record.record import Record
from assay.units import unit


def reference(checked: CheckedClaim, record: Record) -> Evidence | None:
    """The newest figure that the record has for what the claim speaks of; None without one.

    That of the issuer against whom the claim was held, of the same line, time and region, whatever
    is counted: an issuer who begins to count more has moved the figure too. Where the claim was
    held against no single printed figure, the figure it was held against, a share of two or what
    another number implies.
    """
    held = [item for item in checked.against if item.role not in ANOTHER_FIGURE]
    if not held:
        return next((item for item in checked.against if item.role == IMPLIED), None)
    lead = next((item for item in reversed(held) if item.role == "revision"), held[0])
    fact = record.by_id.get(lead.fact or "")
    if fact is None or fact.day is not None or fact.years is None:
        return lead
    newest = max(_issues(fact, record), key=lambda one: (one.issued_on, one.known_on, one.id))
    row = printed(newest)
    return row.evidence("newest", row.ends())[0]


def references(
    then: CheckedClaim, now: CheckedClaim, known: Record, record: Record
) -> tuple[Evidence | None, Evidence | None]:
    """The reference figures of one claim on two days, of which the records are `known` and
    `record`.

    Where both are implied, by the same number of the article and of the same node, so that like is
    held against like; neither where no number implies one on both days.
    """
    before, after = reference(then, known), reference(now, record)
    if not (before and after and before.role == after.role == IMPLIED):
        return before, after
    old = [item for item in then.against if item.role == IMPLIED]
    new = [item for item in now.against if item.role == IMPLIED]
    # a number without a year stands for the last full one, which may differ between the days
    for same in (_path_and_year, _path):
        for right in new:
            left = next((one for one in old if same(one) == same(right)), None)
            if left is not None:
                return left, right
    return None, None


def _path(item: Evidence) -> tuple[str, ...]:
    """The number that implies a figure, and the node it is implied of."""
    return item.quantity, item.definition


def _path_and_year(item: Evidence) -> tuple[str, ...]:
    return (*_path(item), item.year)


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
