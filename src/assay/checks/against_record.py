"""Holds a claim against the rows of the record: the first standing that fits, with its figures.

Not here: which rows speak of the claim (`rows.py`), what one claim implies of another
(`implied.py`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assay.checks.named import Named
from assay.checks.row import Row, half_step, meets, vintage_key
from assay.checks.standing import Evidence, Reason, Standing
from assay.checks.telling import figure, of_rows, of_wish, unit_told
from assay.units import unit

SHOWN = 4
"""Figures told beside a claim; more would not be read."""

CONFIDENCE = ("high", "medium", "low")
"""Confidence of a fact, best first."""

Outcome = tuple[Standing, tuple[Evidence, ...], Reason]


@dataclass(frozen=True, slots=True)
class Vintages:
    """The issues of one figure by one issuer, oldest first."""

    rows: tuple[Row, ...]
    """All issues known."""

    def newest(self) -> tuple[Row, ...]:
        """The rows of the last issue; several where it told the figure in more than one way."""
        last = self.rows[-1].newest.issued_on
        return tuple(row for row in self.rows if row.newest.issued_on == last)


def stand(named: Named, rows: Sequence[Row], published: date | None) -> Outcome:
    """What becomes of a claim: superseded, supported, misframed, contradicted or untraceable.

    `rows` are those of the claim's line that are evidence and were known on the as-of day;
    `published` is the last day on which the page can have appeared, None if nothing bounds it.
    """
    timely = [row for row in rows if named.fits_time(row) and named.may_mean(row)]
    exact = [row for row in timely if named.fits(row)]
    others = [row for row in timely if not named.fits(row)]
    chains = vintages(exact)
    return (
        _superseded(named, chains, published)
        or _supported(named, chains)
        or _misframed(named, others, chains)
        or _converted(named, chains)
        or _contradicted(named, chains)
        or (Standing.UNTRACEABLE, (), Reason("untraceable", {"text": named.text}))
    )


def vintages(rows: Iterable[Row]) -> tuple[Vintages, ...]:
    """Rows gathered by figure and issuer, each gathering oldest first."""
    chains: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        chains.setdefault(vintage_key(row), []).append(row)
    return tuple(
        Vintages(tuple(sorted(chain, key=lambda r: (r.newest.issued_on, r.known_on, r.newest.id))))
        for chain in chains.values()
    )


def differ(earlier: Row, later: Row) -> bool:
    """Whether two vintages differ by more than the rounding with which they were printed."""
    return not meets(_printed(earlier), _printed(later))


def _printed(row: Row) -> tuple[float, float]:
    if row.value is None:
        return row.ends()
    scale, half = unit(row.unit).scale, half_step(row.value)
    return (row.value - half) * scale, (row.value + half) * scale


def _superseded(named: Named, chains: Sequence[Vintages], published: date | None) -> Outcome | None:
    if named.year is None and any(_met(named, chain.newest()) for chain in chains):
        return None
    for chain in chains:
        newest = chain.newest()
        if _met(named, newest):
            # a rounded or hedged number that still fits the last issue has not been overtaken
            continue
        for old in reversed(chain.rows):
            revisions = [row for row in newest if differ(old, row)]
            if old in newest or not named.meets(old) or not revisions:
                continue
            against = _evidence(named, [old], "vintage") + _evidence(named, revisions, "revision")
            return (
                Standing.SUPERSEDED,
                against,
                _superseded_reason(named, old, revisions, published),
            )
    return None


def _met(named: Named, rows: Sequence[Row]) -> bool:
    return any(named.meets(row) for row in rows)


def _superseded_reason(
    named: Named, old: Row, revisions: Sequence[Row], published: date | None
) -> Reason:
    revised_on = min(row.known_on for row in revisions)
    key = "superseded"
    if published is not None:
        key = "superseded_before" if revised_on <= published else "superseded_after"
    return Reason(
        key,
        {
            **of_rows(named, [old]),
            "revised": figure(named, revisions),
            "revised_unit": unit_told(revisions[0]),
            "revised_on": revised_on,
        },
    )


def _supported(named: Named, chains: Sequence[Vintages]) -> Outcome | None:
    newest = [row for chain in chains for row in chain.newest() if named.meets(row)]
    matching = newest or [row for chain in chains for row in chain.rows if named.meets(row)]
    if not matching:
        return None
    best = _nearest(named, matching)
    reason = Reason("supported", of_rows(named, best[:1]))
    return Standing.SUPPORTED, _evidence(named, best, "match"), reason


def _misframed(named: Named, others: Sequence[Row], chains: Sequence[Vintages]) -> Outcome | None:
    newest = [row for chain in vintages(others) for row in chain.newest()]
    fitting = [row for row in newest if _met_elsewhere(named, row)]
    if not fitting:
        return None
    best = _nearest(named, fitting)
    told = named.ends_told_by(best) or best[:1]
    rest = [row for row in best if row not in told]
    proper = sorted([row for chain in chains for row in chain.newest()], key=_best_founded)
    key = f"misframed_{named.departs(told[0])}"
    values = {**of_rows(named, told), **of_wish(named, told[0])}
    if proper:
        key += "_told"
        values |= {"proper": figure(named, proper[:1]), "proper_unit": unit_told(proper[0])}
    against = _evidence(named, [*told, *rest], "other definition") + _evidence(
        named, proper[:1], "match"
    )
    return Standing.MISFRAMED, against, Reason(key, values)


def _met_elsewhere(named: Named, row: Row) -> bool:
    """Whether a row of another definition, period or region has the number; of another region only
    as it is printed, since within a tenth some region always has it."""
    return named.meets(row) and (named.departs(row) != "region" or named.meets_as_printed(row))


def _converted(named: Named, chains: Sequence[Vintages]) -> Outcome | None:
    """Supported by a figure that was printed in another unit and meets but for the conversion."""
    newest = [row for chain in chains for row in chain.newest()]
    if not (near := _nearest(named, filter(named.meets_converted, newest))):
        return None
    reason = Reason("supported", of_rows(named, near[:1]))
    return Standing.SUPPORTED, _evidence(named, near, "match"), reason


def _contradicted(named: Named, chains: Sequence[Vintages]) -> Outcome | None:
    newest = [row for chain in chains for row in chain.newest()]
    held = _nearest(named, [row for row in newest if named.same_window(row)])
    if not held:
        return None
    reason = Reason("contradicted", of_rows(named, held[:1]))
    return Standing.CONTRADICTED, _evidence(named, held, "match"), reason


def _best_founded(row: Row) -> tuple[int, int, int, str]:
    """Order of rows by confidence, outcomes before forecasts, then by issue, the newest first."""
    fact = row.newest
    forecast = fact.status == "forecast"
    return CONFIDENCE.index(fact.confidence), forecast, -fact.issued_on.toordinal(), fact.id


def _nearest(named: Named, rows: Iterable[Row]) -> list[Row]:
    """Rows by distance of their middle from the number as printed, newest first where equal."""

    def distance(row: Row) -> tuple[float, int, str]:
        low, high = row.ends()
        middle = (low + high) / 2 if row.value is None else row.value * unit(row.unit).scale
        away = abs(middle - named.printed_at(row))
        return away, -row.newest.issued_on.toordinal(), row.newest.id

    return sorted(rows, key=distance)


def _evidence(named: Named, rows: Sequence[Row], role: str) -> tuple[Evidence, ...]:
    return tuple(one for row in rows[:SHOWN] for one in row.evidence(role, named.held_at(row)))
