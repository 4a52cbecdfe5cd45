"""Checks every number of an article: tied to a line, held against the record, then against each
other.

Not here: the single steps (`tie.py`, `against_record.py`, `implied.py`), causes (`causes.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assay.checks.against_record import stand
from assay.checks.changes import changed, with_levels
from assay.checks.implied import Placed, clashes, told
from assay.checks.nearness import Nearness
from assay.checks.row import Row
from assay.checks.rows import between_days, rows_of
from assay.checks.standing import CheckedClaim, Evidence, Reason, Standing
from assay.checks.tie import Tie, clause_of, context_of, tie
from assay.checks.topic import topic_of
from assay.checks.wording import Told, name, place_names, signed
from assay.claims.claim import QuantityClaim
from assay.reading.article import Article, Span
from assay.record.record import Record
from assay.ruler.story import Line, Story, Words


def check_claims(
    article: Article,
    claims: Sequence[QuantityClaim],
    record: Record,
    story: Story | None,
    words_by_topic: Mapping[str, Words],
    seed: int,
    nearness: Nearness | None = None,
) -> tuple[CheckedClaim, ...]:
    """Every number of an article with its standings, in the order of the text.

    `record` is the record as of the day of the verdict; without `story` numbers are not held
    against each other. `words_by_topic` are the words of all topics: a page may speak of several.
    """
    topic = story.topic if story is not None else topic_of(article, words_by_topic, claims)
    spans = tuple(claim.span for claim in claims)
    ties = _ties(article, claims, words_by_topic, topic, nearness, record)
    claims = [_found_by(c, tied) for c, tied in zip(claims, ties, strict=True)]
    rows: dict[tuple[str, str, str], tuple[Row, ...]] = {}
    checked = []
    regions: list[str | None] = []
    for claim, tied in zip(claims, ties, strict=True):
        if tied is None:
            checked.append(_untied(claim))
            regions.append(None)
            continue
        if (key := _key(claim, tied)) not in rows:
            rows[key] = rows_of(tied.line, record, claim.unit)
        level = words_by_topic[tied.topic].lines.get(tied.line.change_of or "")
        standing, region = _against_record(claim, tied, article, spans, record, rows[key], level)
        checked.append(standing)
        regions.append(region)
    if story is None:
        return tuple(checked)
    # a change speaks of two years, and a level fixed in one implies nothing of the other
    placed = [
        Placed(
            place,
            claim,
            tied.line,
            _falls(
                claim,
                tied,
                clause_of(claim, article.text, spans),
                rows[_key(claim, tied)],
            ),
        )
        for place, (claim, tied) in enumerate(zip(claims, ties, strict=True))
        if tied is not None
        and tied.topic == story.topic
        and tied.line.node is not None
        and tied.line.change_of is None
        # what is told of elsewhere says nothing of the place that the model is of
        and (story.region is None or regions[place] in (None, story.region))
    ]
    for clash in clashes(placed, story, seed):
        pair = (clash.upstream.index, clash.downstream.index)
        for place in [at for at in pair if not is_on_record(checked[at], record)]:
            checked[place] = _with_clash(checked[place], *told(clash, place))
    return tuple(checked)


def _ties(
    article: Article,
    claims: Sequence[QuantityClaim],
    words_by_topic: Mapping[str, Words],
    topic: str,
    nearness: Nearness | None,
    record: Record,
) -> list[Tie | None]:
    spans = tuple(claim.span for claim in claims)
    regions = place_names(record)
    ties: list[Tie | None] = []
    for place, claim in enumerate(claims):
        context = context_of(claim, article, spans, regions)
        before = ties[-1] if place and _tells_change_of(claim, claims[place - 1]) else None
        ties.append(tie(claim, context, words_by_topic, topic, nearness, before))
    return ties


def _tells_change_of(claim: QuantityClaim, before: QuantityClaim) -> bool:
    """Whether a change is told of what the number before it measures."""
    alike = (claim.sentence, claim.subject) == (before.sentence, before.subject)
    return alike and claim.is_change and not before.is_change


def _found_by(claim: QuantityClaim, tied: Tie | None) -> QuantityClaim:
    """The claim, saying so where only a model of words found what it is about."""
    if tied is None or not tied.by_nearness:
        return claim
    return replace(claim, found_by="embedding")


def _key(claim: QuantityClaim, tied: Tie) -> tuple[str, str, str]:
    """Claims with the same key are held against the same printed rows."""
    return tied.topic, tied.line.name, claim.unit


def is_on_record(checked: CheckedClaim, record: Record) -> bool:
    """Whether the record's own newest figure, an outcome and no forecast, is what was claimed.

    Such a number is right whatever another number of the page implies; only the other is told of
    the clash. Where both are on record, the model is what is off.
    """
    if checked.standings[0] is not Standing.SUPPORTED or not checked.against:
        return False
    fact = record.by_id.get(checked.against[0].fact or "")
    return fact is not None and fact.status != "forecast"


def _falls(claim: QuantityClaim, tied: Tie, clause: str, rows: tuple[Row, ...]) -> bool:
    """Whether the words tell a fall or a shortfall: the sign the record would give it."""
    low, high = signed(claim, tied.line, f"{claim.subject} {clause}", rows)
    return claim.direction < 0 or (low + high < 0 < claim.interval().mid)


def _untied(claim: QuantityClaim) -> CheckedClaim:
    reason = Reason("untraceable", {"text": claim.text})
    return CheckedClaim(claim, None, None, (Standing.UNTRACEABLE,), (), (reason,))


def _against_record(
    claim: QuantityClaim,
    tied: Tie,
    article: Article,
    others: tuple[Span, ...],
    record: Record,
    rows: tuple[Row, ...],
    level: Line | None,
) -> tuple[CheckedClaim, str | None]:
    """The claim with its standing, and the region that its words name.

    `level` is the line whose change the claim tells; None if it tells none.
    """
    around = Told(
        tied.line,
        clause_of(claim, article.text, others),
        article.text[slice(*claim.sentence)],
    )
    rows += changed(claim, around.clause, level, record)
    named = name(claim, around, rows, record)
    if named.month_day is None and claim.year is not None and tied.line.change_of is None:
        rows = (*rows, *between_days(rows))
    standing, against, reason = stand(named, rows, article.published[1])
    checked = CheckedClaim(claim, tied.line.name, tied.topic, (standing,), against, (reason,))
    return with_levels(checked), named.printed.region


def _with_clash(checked: CheckedClaim, evidence: Evidence, reason: Reason) -> CheckedClaim:
    """The claim with one clash more; the sentence is that of the first."""
    if Standing.CLASHES in checked.standings:
        return replace(checked, against=(*checked.against, evidence))
    return replace(
        checked,
        standings=(*checked.standings, Standing.CLASHES),
        against=(*checked.against, evidence),
        reasons=(*checked.reasons, reason),
    )
