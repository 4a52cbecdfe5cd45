"""Then and now: the verdict as it could have been given on the page's day, and what changed since.

Not here: what changed in the record (`revisions.py`), how far it moved a mark (`ruler/movers.py`),
how both are shown (`report/`).

The second verdict uses the same samples and seed as the first, so that two marks differ only
because their inputs do. It needs no paths, no requirement and no bound.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assay.checks.causes import check_causes
from assay.checks.check import check_claims
from assay.checks.reference import moved, references
from assay.checks.standing import CheckedCause, CheckedClaim
from assay.claims.claim import Claims
from assay.errors import NotKnownYet, StoryError
from assay.judging.encoder import named_model
from assay.judging.revisions import Days, changes, facts_of, first_counted, revised
from assay.judging.weighing import group_shares, resource_unit
from assay.model.run import run
from assay.reading.article import Article
from assay.record.record import Record
from assay.ruler.chain import join, told
from assay.ruler.explained import explained
from assay.ruler.lay import lay, outputs, years_of
from assay.ruler.mark import Mark
from assay.ruler.movers import SAMPLES, add_up, model_to_horizon, moves
from assay.ruler.story import Story, Words
from assay.stories.first_day import first_day, year_known
from assay.stories.load import load_story
from assay.then import ClaimMoved, Earlier, MarkMoved, Then


@dataclass(frozen=True, slots=True)
class Asked:
    """What the verdict of now was given on, and with which random numbers."""

    article: Article
    """The page's article."""
    claims: Claims
    """What it claims."""
    words: Mapping[str, Words]
    """The words of all topics."""
    whole: Record
    """The record as it is today."""
    as_of: date
    """The verdict's day."""
    samples: int
    """Samples of its run."""
    seed: int
    """Seed of its run."""
    threads: int | None
    """Threads; the result never depends on them."""


def then_and_now(
    name: str,
    story: Story,
    asked: Asked,
    told_now: tuple[Sequence[Mark], Sequence[CheckedClaim], Sequence[CheckedCause]],
) -> Then:
    """The story `name` on the page's last day, beside `story` with its marks, claims and causes of
    now."""
    marks, claims, causes = told_now
    day = asked.article.published[1]
    if day is None:
        return _untold(None, "undated")
    if day >= asked.as_of:
        ends = day > asked.as_of == asked.whole.last_known_on
        return _untold(day, "record ends" if ends else "same day")
    try:
        known = asked.whole.as_of(day)
        before = load_story(name, known, asked.whole, story.attribution)
    except NotKnownYet:
        year = year_known(name, day, asked.whole)
        return _untold(day, "not yet", year, first_day(name, day, asked.whole))
    earlier = _earlier(before, known, day, asked)
    days = Days(before, story, known, asked.whole)
    return Then(
        day=day,
        state="told",
        verdict=earlier,
        marks=_marks(days, earlier, marks, asked.seed),
        mover_samples=SAMPLES,
        claims=_claims(earlier, claims, known, asked),
        causes=tuple(
            place
            for place, (old, new) in enumerate(zip(earlier.causes, causes, strict=True))
            if old.standing is not new.standing
        ),
        revised=revised(days),
        counted=first_counted(days),
        last_year=None,
        first_day=None,
    )


def _untold(
    day: date | None, state: str, last_year: int | None = None, first: date | None = None
) -> Then:
    return Then(day, state, None, (), 0, (), (), (), (), last_year, first)


def _earlier(story: Story, record: Record, day: date, asked: Asked) -> Earlier:
    """The verdict as of the earlier day."""
    done = run(
        model_to_horizon(story),
        story.givens,
        outputs=outputs(story),
        years=years_of(story),
        samples=asked.samples,
        seed=asked.seed,
        threads=asked.threads,
        correlations=story.correlations,
    )
    laid = lay(done, story)
    numbers = asked.claims.quantities
    return Earlier(
        as_of=day,
        today=story.today,
        chain=join(laid.marks, laid.main_cause, done.replicate, None),
        marks=told(laid.marks, done.replicate),
        explained=explained(done, story, laid.shares, resource_unit(done, story))
        if laid.shares
        else None,
        claims=check_claims(
            asked.article,
            numbers,
            record,
            story,
            asked.words,
            seed=asked.seed,
            nearness=named_model(),
        ),
        causes=check_causes(asked.claims.causes, story, group_shares(story, laid)),
        known_later=tuple(given.name for given in story.givens if given.known_later),
    )


def _marks(days: Days, earlier: Earlier, marks: Sequence[Mark], seed: int) -> tuple[MarkMoved, ...]:
    """What moved each mark; nothing told where a mixture of both days cannot be computed."""
    try:
        found = moves(days.then, days.now, changes(days), seed)
    except StoryError:
        return ()
    before = {mark.name: mark for mark in earlier.marks}
    return tuple(
        MarkMoved(mark.name, add_up(found[mark.name], *_change(before[mark.name], mark)))
        for mark in marks
        if mark.name in found and mark.name in before
    )


def _change(then: Mark, now: Mark) -> tuple[float, float]:
    """By how much a mark's median and probability differ between the two verdicts."""
    value = now.value.p50 - then.value.p50 if now.value and then.value else 0.0
    return value, (now.probability or 0.0) - (then.probability or 0.0)


def _claims(
    earlier: Earlier, claims: Sequence[CheckedClaim], known: Record, asked: Asked
) -> tuple[ClaimMoved, ...]:
    """The numbers that stood otherwise, or of which the record has another figure now."""
    rows, record = [], asked.whole.as_of(asked.as_of)
    for place, (old, new) in enumerate(zip(earlier.claims, claims, strict=True)):
        then, now = references(old, new, known, record)
        row = ClaimMoved(
            place, then, now, moved(then, now, asked.whole), old.standings != new.standings
        )
        if row.figure_moved or row.standing_moved:
            rows.append(row)
    return tuple(rows)


def facts_told(then: Then) -> set[str]:
    """Ids of every fact that the comparison prints."""
    figures = [item for row in then.claims for item in (row.then, row.now)]
    ids = {item.fact for item in figures if item is not None and item.fact}
    return ids | facts_of(then.revised) | set(then.counted)
