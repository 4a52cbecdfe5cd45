"""From a page, or none, to the verdict: the only place where the whole flow is joined.

Not here: what a verb may be handed (`arguments.py`), the verbs (`verbs.py`), what decides
(`checks/`, `ruler/`).
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from assay.arguments import Day, File, day_of, path_of
from assay.checks.standing import CheckedCause, CheckedClaim
from assay.comparison import PeerBeside
from assay.judging.as_read import Reading
from assay.judging.shown import ShownVerdict
from assay.then import Then
from assay.verdict import StoryCard, Verdict

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import numpy as np
    from numpy.typing import NDArray

    from assay.model.watch import Watch
    from assay.record.record import Record
    from assay.ruler.mark import Mark
    from assay.ruler.story import Story, Words

Progress = Callable[[str], None]
"""Told the key of each step as it begins."""

AFTER_A_STOP = 2**14
"""Samples of the verdict of the page's own day, at most, after the run was stopped; by default a
run has as many."""


def story_for(reading: Reading, target: str) -> str:
    """The story that the page tells. Raises NoStoryFits where none with a model does."""
    from assay.errors import NoStoryFits
    from assay.stories.load import topics

    known = {topic.name: topic for topic in topics()}
    modelled = ", ".join(name for name, topic in known.items() if topic.has_model)
    if reading.topic not in known:
        raise NoStoryFits(
            target,
            f"an article that tells none of the known stories ({len(reading.claims.quantities)} "
            "numbers read)",
            f"an article about {modelled}",
            f"--story {modelled} to judge it as one, or `assay read` to see what it claims",
        )
    if not known[reading.topic].has_model:
        raise NoStoryFits(
            target,
            f"an article about {reading.topic}, a story that has no model yet",
            f"an article about {modelled}",
            f"--story {modelled} to judge it as one, or `assay read` to see what it claims",
        )
    return _case_told(reading)


def _case_told(reading: Reading) -> str:
    """The case of the story of the page's topic that the page tells."""
    from assay.checks.topic import case_of
    from assay.stories.load import cases_of, words_of

    names = (reading.topic, *cases_of(reading.topic))
    return case_of(reading.article, {name: words_of(name) for name in names})


def verdict_of(
    reading: Reading | None,
    name: str,
    as_of: Day | None,
    samples: int,
    seed: int,
    threads: int | None,
    attribution: File | None,
    progress: Progress,
    executor: "Executor | None" = None,
    watch: "Watch | None" = None,
) -> Verdict:
    """All of the flow. Long because every field of a verdict is named once, where it is filled."""
    from assay import __version__
    from assay.backtest.result_file import shipped
    from assay.judging.comparing import asides
    from assay.judging.notes import afterwards, facts_used, given_notes
    from assay.judging.provenance import lookup, with_works
    from assay.judging.siblings import shipped_siblings
    from assay.judging.weighing import weigh
    from assay.stories.load import interest_of

    progress("record")
    own = path_of(attribution, "attribution")
    whole, record, day = known_by(name, as_of)
    told = as_known(name, record, whole, day, own)
    progress("run")
    weighed = weigh(told, record, samples, seed, threads, executor, watch)
    claims, causes = _checked(reading, told, record, weighed.shares, seed, progress)
    later = afterwards(told, record, reading.article if reading else None)
    # who stopped the run wants its answer, and no second run as long
    samples_then = samples if weighed.samples == samples else min(weighed.samples, AFTER_A_STOP)
    lot = (day, samples_then, seed, threads)
    then = _then(reading, name, told, (weighed.marks, claims, causes), whole, lot, progress)
    notes = given_notes(told)
    stated = reading.claims.causes if reading else ()
    besides = [*_facts_of(then), *(peer.fact for peer in weighed.peers if peer.fact)]
    card = _card(told, whole)
    besides += card.giveback
    facts = facts_used(whole, told, claims, weighed.comparison, later, besides)
    verdict = ShownVerdict(
        version=__version__,
        story=card,
        as_of=day,
        samples=weighed.samples,
        seed=seed,
        article=reading.article if reading else None,
        topic=reading.topic if reading else told.topic,
        stance=reading.stance if reading else "none",
        chain=weighed.chain,
        marks=weighed.marks,
        explained=weighed.explained,
        contributions=weighed.contributions,
        requirement=weighed.requirement,
        needed_shift=weighed.needed_shift,
        comparison=weighed.comparison,
        fans=weighed.fans,
        areas=weighed.areas,
        claims=claims,
        causes=causes,
        afterwards=later,
        givens=notes,
        facts=facts,
        works=(),
        lookup=lookup(told, record, whole, facts, notes),
        then=then,
        interest=interest_of(name),
        attribution=told.attribution,
        peers=weighed.peers,
        unnamed=_unnamed(reading, weighed.peers),
        asides=asides(claims, stated, told.topic, day, (seed, threads)),
        information=weighed.information,
        refit=own.name if own else None,
        proposals=reading.proposals if reading else None,
        trust=shipped(),
        siblings=shipped_siblings(day),
        asked=name,
    )
    return with_works(verdict, whole)


def known_by(name: str, as_of: Day | None) -> "tuple[Record, Record, date]":
    """The whole record for that story, what of it was known on the day, and the day."""
    from assay.stories.load import record_for

    whole = record_for(name)
    # nothing is known later than the record, whatever day is asked for
    day = min(day_of(as_of) or whole.last_known_on, whole.last_known_on)
    return whole, whole.as_of(day), day


def as_known(
    name: str, record: "Record", whole: "Record", day: date, attribution: File | None
) -> "Story":
    """The story as of the day; where that is too early for it, the refusal names the first day."""
    from assay.errors import NotKnownYet
    from assay.stories.load import attribution_of, load_story

    try:
        file = path_of(attribution, "attribution")
        fitted = attribution_of(name, file) if file else None
        return load_story(name, record, whole, fitted)
    except NotKnownYet as early:
        from assay.stories.first_day import too_early

        raise too_early(name, day, whole, early) from None


def _then(
    reading: Reading | None,
    name: str,
    told: "Story",
    told_now: "tuple[tuple[Mark, ...], tuple[CheckedClaim, ...], tuple[CheckedCause, ...]]",
    whole: "Record",
    lot: tuple[date, int, int, int | None],
    progress: Progress,
) -> Then | None:
    """The verdict of the page's day beside that of now; None without a page."""
    if reading is None:
        return None
    from assay.judging.then_and_now import Asked, then_and_now

    progress("then")
    asked = Asked(reading.article, reading.claims, _words(told), whole, *lot)
    return then_and_now(name, told, asked, told_now)


def _facts_of(then: Then | None) -> set[str]:
    """The facts that a verdict of the page's day tells; none without a page."""
    if then is None:
        return set()
    from assay.judging.then_and_now import facts_told

    return facts_told(then)


def _words(told: "Story") -> "dict[str, Words]":
    """The words of every topic, the story's own among them: a page may hold numbers on others."""
    from assay.stories.load import topics

    return {topic.name: topic.words for topic in topics()} | {told.topic: told.words}


def _checked(
    reading: Reading | None,
    told: "Story",
    record: "Record",
    shares: "Mapping[str, NDArray[np.float64]]",
    seed: int,
    progress: Progress,
) -> tuple[tuple[CheckedClaim, ...], tuple[CheckedCause, ...]]:
    """The page's claims with their standings; none without a page."""
    if reading is None:
        return (), ()
    from assay.checks.causes import check_causes
    from assay.checks.check import check_claims
    from assay.judging.encoder import named_model

    progress("checks")
    numbers = reading.claims.quantities
    claims = check_claims(
        reading.article, numbers, record, told, _words(told), seed=seed, nearness=named_model()
    )
    return claims, check_causes(reading.claims.causes, told, shares)


def _unnamed(reading: Reading | None, peers: tuple[PeerBeside, ...]) -> tuple[PeerBeside, ...]:
    """Larger users than the driver that the page does not name; none without a page."""
    if reading is None:
        return ()
    from assay.checks.double_standard import unnamed_peers

    return unnamed_peers(reading.article, reading.stance, peers)


def _card(told: "Story", whole: "Record") -> StoryCard:
    """The story by its names, as the report shows it."""
    facts = tuple(dict.fromkeys(fact for one in told.giveback for fact in one.facts))
    elsewhere = told.region not in {None, *(whole.by_id[fact].region for fact in facts)}
    return StoryCard(
        name=told.name,
        effect=told.effect,
        title=told.words.title,
        claim=told.words.claim,
        answers=told.words.answers,
        driver=told.groups[0].title,
        resource={language: words[0] for language, words in told.words.resource.items()},
        window=told.window,
        today=told.today,
        horizon=told.horizon,
        driver_group=told.groups[0].name,
        giveback=facts,
        given_back_elsewhere=whole.region_title(str(told.region)) if elsewhere else None,
    )
