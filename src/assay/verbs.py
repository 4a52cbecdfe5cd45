"""The commands as functions: the only place where the flow from page to verdict is joined.

Not here: options and screens (`cli.py`), drawing (`report/`), what decides (`checks/`, `ruler/`).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assay.arguments import Day, File, day_of, files_of, path_of, text_of
from assay.checks.standing import CheckedCause, CheckedClaim
from assay.judging.as_read import Reading as Reading
from assay.judging.as_read import read as read
from assay.judging.as_read import silent as _silent
from assay.judging.shown import ShownHindcast, ShownVerdict
from assay.ruler.hindcast import HindcastLine
from assay.verdict import StoryCard, Then, Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assay.claims.llm import Endpoint
    from assay.judging.asking import ShownNeeded
    from assay.judging.explaining import ShownArgument
    from assay.judging.recorded import Recorded
    from assay.judging.supposing import Changes, ShownWhatIf
    from assay.prices.fit import Progress as FitProgress
    from assay.prices.interest import Interest
    from assay.prices.result import Attribution
    from assay.record.feeds.outcome import Outcome
    from assay.record.record import Record
    from assay.ruler.mark import Mark
    from assay.ruler.story import Story, Words

SAMPLES = 2**14
"""Quasi-random samples of a run: percentiles as good as those of 40,000 to 150,000 plain ones
(measured for R1)."""

SEED = 1
"""Default seed; any other serves as well, and the report prints the one used."""

Progress = Callable[[str], None]
"""Told the key of each step as it begins."""


def story(
    name: str,
    *,
    as_of: Day | None = None,
    samples: int = SAMPLES,
    seed: int = SEED,
    threads: int | None = None,
    attribution: File | None = None,
    progress: Progress = _silent,
) -> Verdict:
    """Lay the ruler on a story without a page. `name` is a story or the path of its folder.

    `attribution` is a file of results as `assay fit` writes it, in place of the story's own.
    """
    return _verdict(None, name, as_of, samples, seed, threads, attribution, progress)


def record(name: str, *, as_of: Day | None = None, history: bool = False) -> "Recorded":
    """What was published of a topic, e.g. "silver.photovoltaics" or "silver.pv"; see `recorded`."""
    from assay.judging.recorded import record as ask

    return ask(name, as_of=as_of, history=history)


def need(
    name: str,
    *,
    target: str = "material",
    as_of: Day | None = None,
    seed: int = SEED,
    attribution: File | None = None,
    progress: Progress = _silent,
) -> "ShownNeeded":
    """What would have to be true for a story: the most probable ways, and how probable they are.

    `target` is "material" or "main_cause" for the whole chain in that degree, or one mark. Raises
    UnknownNode for another.
    """
    from assay.judging.asking import needed

    progress("record")
    whole, record, day = _known_by(name, as_of)
    told = _as_known(name, record, whole, day, attribution)
    progress("need")
    return needed(told, day, target, seed)


def what_if(
    name: str,
    changes: "Changes" = (),
    *,
    scenario: File | None = None,
    as_of: Day | None = None,
    samples: int = SAMPLES,
    seed: int = SEED,
    threads: int | None = None,
    progress: Progress = _silent,
) -> "ShownWhatIf":
    """A story with `changes` beside the story as it stands, by the same samples.

    `changes` maps nodes to "2kg/server", "*1.5" or "+10USD/oz@2027..2030", or lists texts such as
    "silver_price*1.5". Raises StoryError, or a kind of it, with all complaints at once.
    """
    from assay.judging.supposing import suppose

    whole, record, day = _known_by(name, as_of)
    told = _as_known(name, record, whole, day, None)
    progress("run")
    return suppose(told, day, changes, path_of(scenario, "scenario"), samples, seed, threads)


def graph(
    name: str, *, node: str | None = None, depth: int = 1, as_of: Day | None = None
) -> "ShownArgument":
    """A story's argument, whole or within `depth` steps of `node`. Raises UnknownNode for none."""
    from assay.judging.explaining import argument

    whole, record, day = _known_by(name, as_of)
    return argument(_as_known(name, record, whole, day, None), whole, node, depth)


def hindcast(name: str, *, as_of: Day | None = None) -> tuple[HindcastLine, ...]:
    """How well a story's lines are computed for years already known, line by line."""
    from assay.stories.load import hindcast_of, load_story

    whole, record, _ = _known_by(name, as_of)
    return ShownHindcast(hindcast_of(load_story(name, record, whole), record))


def update(
    feeds: Sequence[str] = (),
    *,
    offline: bool = False,
    file: File | None = None,
    progress: Progress = _silent,
) -> "tuple[Outcome, ...]":
    """Bring the last good copies of feeds up to date; none named means all of them.

    `offline` asks nobody and tells what there is; `file` is the user's own copy of the one feed
    named. What fails is told in its Outcome and leaves the last good copy in use. Raises
    UnknownFeed, NotWritten, and FeedError for a file that is not good.
    """
    from assay.errors import FeedError
    from assay.record.feeds import cache
    from assay.record.feeds import update as updating
    from assay.record.feeds.asking import Asker

    wanted, where, asker = updating.selected(feeds), cache.folder(), Asker()
    own = path_of(file, "file")
    if offline:
        return updating.offline(wanted, where)
    if own is None:
        return updating.update(wanted, where, asker, updating.key_of_environment(), progress)
    if len(wanted) != 1:
        found = f"{len(wanted)} feeds for one file"
        raise FeedError(str(own), found, "the one feed that it is", "name that feed")
    return (updating.adopt(wanted[0], own, where, asker.now()),)


def fit(
    name: str = "silver",
    *,
    series: Mapping[str, File] | None = None,
    seed: int = SEED,
    progress: "FitProgress | None" = None,
) -> "Attribution":
    """Refit what moved a story's price from the copies of the feeds and the user's own files.

    `series` gives files by name, such as copper. Nothing that ships is altered. Raises
    UnknownStory, PriceError for series that cannot be used, ExtraMissing without assay[prices].
    """
    from assay.errors import UnknownStory
    from assay.prices.fit import silent
    from assay.prices.live import refit

    if name != "silver":
        raise UnknownStory(
            name, "a story without series of its price", "silver", "assay fit silver"
        )
    return refit(files_of(series, "series"), seed, progress or silent)


def interest(*, as_of: Day | None = None, seed: int = SEED) -> "tuple[Interest, ...]":
    """Whether news of the silver story leads or follows the price, from the copies of the feeds.

    One finding a language; empty where update has fetched none. Raises ExtraMissing.
    """
    from assay.prices.news import interest_at_hand

    return interest_at_hand(day_of(as_of), seed)


def judge(
    target: File,
    *,
    story: str | None = None,
    as_of: Day | None = None,
    samples: int = SAMPLES,
    seed: int = SEED,
    threads: int | None = None,
    attribution: File | None = None,
    llm: "Endpoint | None" = None,
    progress: Progress = _silent,
) -> Verdict:
    """The main job: what a page claims, held against the record, its own numbers and the model.

    `story` overrides the topic found in the page, `attribution` (a file of results as `assay fit`
    writes it) the story's own; for `llm` see `read`. Raises PageError, NoStoryFits where no model
    answers, or PriceError.
    """
    reading = read(target, llm=llm, progress=progress)
    name = story or _story_for(reading, text_of(target, "target"))
    return _verdict(reading, name, as_of, samples, seed, threads, attribution, progress)


def _story_for(reading: Reading, target: str) -> str:
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
    return reading.topic


def _verdict(
    reading: Reading | None,
    name: str,
    as_of: Day | None,
    samples: int,
    seed: int,
    threads: int | None,
    attribution: File | None,
    progress: Progress,
) -> Verdict:
    """All of the flow. Long because every field of a verdict is named once, where it is filled."""
    from assay import __version__
    from assay.judging.notes import afterwards, facts_used, given_notes
    from assay.judging.provenance import lookup, with_works
    from assay.judging.then_and_now import facts_told
    from assay.judging.weighing import weigh
    from assay.stories.load import interest_of

    progress("record")
    own = path_of(attribution, "attribution")
    whole, record, day = _known_by(name, as_of)
    told = _as_known(name, record, whole, day, own)
    progress("run")
    weighed = weigh(told, record, samples, seed, threads)
    claims, causes = _checked(reading, told, record, weighed.shares, seed, progress)
    later = afterwards(told, record, reading.article if reading else None)
    lot = (day, samples, seed, threads)
    then = _then(reading, name, told, (weighed.marks, claims, causes), whole, lot, progress)
    notes = given_notes(told)
    facts = facts_used(whole, told, claims, weighed.comparison, later, facts_told(then))
    verdict = ShownVerdict(
        version=__version__,
        story=_card(told),
        as_of=day,
        samples=samples,
        seed=seed,
        article=reading.article if reading else None,
        topic=reading.topic if reading else told.name,
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
        information=weighed.information,
        refit=own.name if own else None,
        proposals=reading.proposals if reading else None,
    )
    return with_works(verdict, whole)


def _known_by(name: str, as_of: Day | None) -> "tuple[Record, Record, date]":
    """The whole record for that story, what of it was known on the day, and the day."""
    from assay.stories.load import record_for

    whole = record_for(name)
    # nothing is known later than the record, whatever day is asked for
    day = min(day_of(as_of) or whole.last_known_on, whole.last_known_on)
    return whole, whole.as_of(day), day


def _as_known(
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


def _words(told: "Story") -> "dict[str, Words]":
    """The words of every topic, the story's own among them: a page may hold numbers on others."""
    from assay.stories.load import topics

    return {topic.name: topic.words for topic in topics()} | {told.name: told.words}


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

    progress("checks")
    numbers = reading.claims.quantities
    claims = check_claims(reading.article, numbers, record, told, _words(told), seed=seed)
    return claims, check_causes(reading.claims.causes, told, shares)


def _card(told: "Story") -> StoryCard:
    """The story by its names, as the report shows it."""
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
    )
