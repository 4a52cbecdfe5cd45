"""The commands as functions.

Not here: options and screens (`cli.py`), drawing (`report/`), the flow from page to verdict
(`judging/verdict_of.py`).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assay.arguments import (
    Day,
    File,
    day_of,
    files_of,
    listed_of,
    path_of,
    run_options,
    seed_of,
    story_of,
    text_of,
    verdict_options,
)
from assay.judging.as_read import Reading as Reading
from assay.judging.as_read import read as read
from assay.judging.as_read import silent as _silent
from assay.judging.shown import ShownHindcast
from assay.judging.verdict_of import Progress, as_known, known_by, story_for, verdict_of
from assay.ruler.hindcast import HindcastLine
from assay.verdict import Verdict

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from assay.claims.llm import Endpoint
    from assay.findings import Findings
    from assay.judging.apportioning import ShownSensitivity, Years
    from assay.judging.asking import ShownNeeded
    from assay.judging.backtesting import ShownBacktest
    from assay.judging.comparing import ShownComparison
    from assay.judging.explaining import Show, ShownArgument
    from assay.judging.recorded import Recorded
    from assay.judging.supposing import Changes, ShownWhatIf
    from assay.model.watch import Watch
    from assay.prices.fit import Progress as FitProgress
    from assay.prices.interest import Interest
    from assay.prices.result import Attribution
    from assay.record.feeds.outcome import Outcome

SAMPLES = 2**14
"""Quasi-random samples of a run: percentiles as good as those of 40,000 to 150,000 plain ones
(measured for R1)."""

SEED = 1
"""Default seed; any other serves as well, and the report prints the one used."""


def story(
    name: str,
    *,
    as_of: Day | None = None,
    samples: int = SAMPLES,
    seed: int = SEED,
    threads: int | None = None,
    attribution: File | None = None,
    progress: Progress = _silent,
    executor: "Executor | None" = None,
    watch: "Watch | None" = None,
) -> Verdict:
    """Lay the ruler on a story without a page. `name` is a story or the path of its folder.

    `attribution` is a file of results as `assay fit` writes it, in place of the story's own.
    `executor` takes the blocks of the run in place of threads (`docs/where-it-runs.md`): processes,
    or a cluster's; the bits stay the same. `watch` is told how far the run is and may stop it; the
    verdict is then of the samples that are done. Raises ExecutorError.
    """
    name, lot = story_of(name), (as_of, *verdict_options(samples, seed, threads))
    return verdict_of(None, name, *lot, attribution, progress, executor, watch)


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
    watch: "Watch | None" = None,
) -> "ShownNeeded":
    """What would have to be true for a story: the most probable ways, and how probable they are.

    `target` is "material" or "main_cause" for the whole chain in that degree, or one mark. `watch`
    is told how far the sampling around the ways is and may stop it, which leaves the chance less
    sure. Raises UnknownNode for another target.
    """
    from assay.judging.asking import needed

    name, target, seed = story_of(name), text_of(target, "target", "material"), seed_of(seed)
    progress("record")
    whole, record, day = known_by(name, as_of)
    told = as_known(name, record, whole, day, attribution)
    progress("need")
    return needed(told, day, target, seed, watch)


def compare(
    names: File | Sequence[File] = (),
    *,
    as_of: Day | None = None,
    samples: int = SAMPLES,
    seed: int = SEED,
    threads: int | None = None,
    progress: Progress = _silent,
    watch: "Watch | None" = None,
) -> "ShownComparison":
    """Every story under the same ruler, or those named, each with its driver beside its peers.

    A name is a story's, a case of one or the path of a folder; one named twice stands once. `watch`
    may stop it, which gives the stories that are done. Raises
    UnknownStory, and NotKnownYet for a story named of which too little was known on the day.
    """
    from assay.judging.comparing import compare as lay_on
    from assay.judging.comparing import told_by

    asked = tuple(dict.fromkeys(story_of(one, "names") for one in listed_of(names)))
    lot = verdict_options(samples, seed, threads)
    told, day, left_out = told_by(asked, as_of)
    return lay_on(told, day, *lot, progress, left_out, watch)


def backtest(*, seed: int = SEED, progress: Progress = _silent) -> "ShownBacktest":
    """The ruler on sixteen past stories whose end is known, and how often it was right."""
    from assay.judging.backtesting import backtest as lay_on

    return lay_on(seed=seed_of(seed), progress=progress)


def what_if(
    name: str,
    changes: "Changes" = (),
    *,
    scenario: File | None = None,
    as_of: Day | None = None,
    samples: int = SAMPLES,
    seed: int = SEED,
    threads: int | None = None,
    attribution: File | None = None,
    progress: Progress = _silent,
    watch: "Watch | None" = None,
) -> "ShownWhatIf":
    """A story with `changes` beside the story as it stands, by the same samples.

    `changes` maps nodes to "2kg/server", "*1.5" or "+10USD/oz@2027..2030", or lists texts such as
    "silver_price*1.5", or is one of them. `watch` may stop both runs where the same samples of
    each are done. Raises StoryError, or a kind of it, with all complaints at once.
    """
    from assay.judging.supposing import suppose

    name, lot = story_of(name), verdict_options(samples, seed, threads)
    whole, record, day = known_by(name, as_of)
    told = as_known(name, record, whole, day, attribution)
    progress("run")
    return suppose(told, day, changes, path_of(scenario, "scenario"), *lot, watch)


def sensitivity(
    name: str,
    node: str,
    *,
    years: "Years" = None,
    total: bool = False,
    together: bool = False,
    as_of: Day | None = None,
    samples: int | None = None,
    seed: int = SEED,
    threads: int | None = None,
    attribution: File | None = None,
    progress: Progress = _silent,
    watch: "Watch | None" = None,
) -> "ShownSensitivity":
    """Which inputs the spread of a node comes from: shares of its variance, with errors.

    `years` is one, some or "all" (default: the story's horizon). First-order shares come from
    `samples` samples (default: 2^14) for all years at once. `total` adds total shares by runs made
    for the purpose, `samples` (default: 2^12) times inputs and two; where inputs behind the node
    are drawn together it gives Shapley effects instead, unless `together` counts those as one.
    `watch` is told how far the runs are and may stop them. Raises UnknownNode, StoryError for a
    node or a year without spread, ArgumentError.
    """
    from assay.judging.apportioning import DESIGN
    from assay.judging.apportioning import sensitivity as apportion

    name = story_of(name)
    progress("record")
    whole, record, day = known_by(name, as_of)
    told = as_known(name, record, whole, day, attribution)
    progress("run")
    count = samples if samples is not None else DESIGN if total else SAMPLES
    return apportion(told, day, node, years, total, together, (count, seed, threads), watch)


def new(name: str, where: File = ".") -> "Path":
    """Begin a story: write the folder `where`/`name`, which runs and marks what is to be written.

    Raises StoryError for a name that will not do, NotWritten where something stands there.
    """
    from assay.judging.beginning import new as begin

    return begin(story_of(name), path_of(where, "where") or Path())


def check(name: File, *, as_of: Day | None = None, seed: int = SEED) -> "Findings":
    """What is to be mended in a story's folder, and what is weak about it.

    Raises UnknownStory, or StoryError with every complaint where it cannot be read as a story.
    """
    from assay.judging.linting import check as lint
    from assay.stories.load import story_folder

    name, seed = story_of(name), seed_of(seed)
    whole, record, day = known_by(name, as_of)
    told = as_known(name, record, whole, day, None)
    return lint(told, story_folder(name), whole, day, seed)


def graph(
    name: str,
    *,
    node: str | None = None,
    depth: int = 1,
    show: "Show" = "chain",
    as_of: Day | None = None,
    samples: int | None = None,
    seed: int = SEED,
    threads: int | None = None,
    progress: Progress = _silent,
    executor: "Executor | None" = None,
    watch: "Watch | None" = None,
) -> "ShownArgument":
    """A story's argument, folded to its chain or within `depth` steps of `node`.

    `show="all"` draws every node. `samples` also tells the mean and percentiles of `node` over so
    many, which are counted and not kept, so that 2^30 take no more memory than 2^18; `executor`
    takes their blocks in place of threads, should it be able to take the story's formulas. Raises
    UnknownNode for a node that there is not, ArgumentError for samples without a node.
    """
    from dataclasses import replace

    from assay.errors import ArgumentError
    from assay.judging.explaining import argument

    name, lot = story_of(name), run_options(SAMPLES if samples is None else samples, seed, threads)
    progress("record")
    whole, record, day = known_by(name, as_of)
    told = as_known(name, record, whole, day, None)
    found = argument(told, whole, node, depth, show)
    if samples is None:
        return found
    if node is None:
        raise ArgumentError("graph", "samples and no node", "the node to sample", 'node="use"')
    from assay.judging.sampling import sampled

    progress("run")
    return replace(found, sampled=sampled(told, node, *lot[:3], executor, watch))


def hindcast(name: str, *, as_of: Day | None = None) -> tuple[HindcastLine, ...]:
    """How well a story's lines are computed for years already known, line by line."""
    from assay.stories.load import hindcast_of, load_story

    name = story_of(name)
    whole, record, _ = known_by(name, as_of)
    return ShownHindcast(hindcast_of(load_story(name, record, whole), record, name))


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

    names = [text_of(one, "feeds", "lbma") for one in listed_of(feeds)]
    wanted, where, asker = updating.selected(names), cache.folder(), Asker()
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

    if story_of(name) != "silver":
        raise UnknownStory(
            name, "a story without series of its price", "silver", "assay fit silver"
        )
    return refit(files_of(series, "series"), seed_of(seed), progress or silent)


def interest(*, as_of: Day | None = None, seed: int = SEED) -> "tuple[Interest, ...]":
    """Whether news of the silver story leads or follows the price, from the copies of the feeds.

    One finding a language; empty where update has fetched none. Raises ExtraMissing.
    """
    from assay.prices.news import interest_at_hand

    return interest_at_hand(day_of(as_of), seed_of(seed))


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
    executor: "Executor | None" = None,
    watch: "Watch | None" = None,
) -> Verdict:
    """The main job: what a page claims, held against the record, its own numbers and the model.

    `story` overrides the topic found in the page, `attribution` (a file of results as `assay fit`
    writes it) the story's own; for `llm` see `read`, for the last two `story`. Raises PageError,
    NoStoryFits where no model answers, or PriceError.
    """
    lot = (as_of, *verdict_options(samples, seed, threads))
    named = None if story is None else story_of(story, "story")
    reading = read(target, llm=llm, progress=progress)
    name = named or story_for(reading, text_of(target, "target"))
    return verdict_of(reading, name, *lot, attribution, progress, executor, watch)
