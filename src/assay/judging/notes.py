"""Where the numbers of a verdict come from: givens and facts as the report lists them.

Not here: the record itself (`record/`), what stands behind those (`provenance.py`), how an entry is
printed (`report/`).
"""

from collections.abc import Iterable

import numpy as np

from assay.checks.standing import CheckedClaim
from assay.model.givens import Given
from assay.model.summary import Band
from assay.reading.article import Article
from assay.record.fact import Fact
from assay.record.record import Record
from assay.ruler.story import Story, Text
from assay.verdict import Afterwards, GivenNote

QUANTILES = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
"""Cumulative probabilities of a Band, in its order."""


def given_notes(story: Story) -> tuple[GivenNote, ...]:
    """Every given of the story as the report prints it, in the order of its file."""
    return tuple(
        GivenNote(
            name=given.name,
            title=given.title,
            unit=given.unit,
            band=_band(given),
            source=given.source,
            judgement=given.judgement,
            known_on=given.known_on,
            known_later=given.known_later,
            why=given.why,
            would_change=given.would_change,
            confidence=given.confidence,
            facts=given.facts,
            filled=given.filled,
            fitted=given.fitted,
        )
        for given in story.givens
    )


def _band(given: Given) -> Band:
    values = given.shape.quantile(QUANTILES)
    if values.ndim == 2:
        values = values[~np.isnan(values).any(axis=1)][-1]
    return Band(*(float(x) for x in np.broadcast_to(values, QUANTILES.shape)))


def afterwards(story: Story, record: Record, article: Article | None) -> Afterwards | None:
    """What driver and effect did after the page's last day; None without page or later record."""
    day = article.published[1] if article else None
    if day is None or story.afterwards is None:
        return None
    driver_topic, effect_topic = story.afterwards
    driver = sorted(record.topic(driver_topic), key=lambda fact: (fact.issued_on, fact.id))
    next_year = [f for f in driver if f.years == (day.year, day.year) and f.value is not None]
    dated = sorted(
        (f for f in record.topic(effect_topic) if f.day is not None and f.value is not None),
        key=lambda fact: (fact.day, fact.id),
    )
    before = [fact for fact in dated if fact.day is not None and fact.day <= day]
    after = [fact for fact in dated if fact.day is not None and fact.day > day]
    if not next_year or not before or not after:
        return None
    effect = (before[-1], after[-1])
    followed = None
    if len(next_year) > 1:
        grew = (next_year[-1].value or 0) - (next_year[0].value or 0)
        rose = (effect[1].value or 0) - (effect[0].value or 0)
        followed = grew * rose > 0
    return Afterwards(tuple(next_year), effect, followed)


def facts_used(
    whole: Record,
    story: Story,
    claims: Iterable[CheckedClaim],
    comparison: Iterable[tuple[Text, float, str, str]],
    later: Afterwards | None,
    told: Iterable[str],
) -> tuple[Fact, ...]:
    """Every fact the verdict leans on, in the order of id; `told` are ids that it prints besides.

    From the whole record: the story's window is what the story is about, so that its end counts
    even where it came only after the as-of day, and then it is marked as known later.
    """
    ids = {fact for fact in (story.window.facts if story.window else ()) if fact}
    ids |= {item.fact for claim in claims for item in claim.against if item.fact}
    known = whole.by_id
    ids |= {name for *_, name in comparison if name in known}
    if later is not None:
        ids |= {fact.id for fact in (*later.driver, *later.effect)}
    ids |= set(told)
    return tuple(known[name] for name in sorted(ids) if name in known)
