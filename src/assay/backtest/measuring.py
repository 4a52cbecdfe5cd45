"""The ruler laid on a past story, and on all of them, with what was known on a day.

Not here: what a past story is made of (`inputs.py`, `small_story.py`), the scores (`scores.py`).
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assay.backtest.elasticities import Elasticities, common_prior, resource_of
from assay.backtest.inputs import Inputs, inputs_of, parts
from assay.backtest.result import (
    LeaveOneOut,
    LeftOut,
    MarkThen,
    OtherChoice,
    PastStory,
    Published,
    Vintage,
)
from assay.backtest.scores import best_threshold, brier, in_order, informative, scores_of
from assay.backtest.small_story import small_story
from assay.model.run import run
from assay.model.summary import Band, band
from assay.record.known_ends import known_ends
from assay.record.record import Record
from assay.ruler.chain import in_chain, join, told
from assay.ruler.explained import rise_of
from assay.ruler.lay import lay, outputs

PUBLISHED = {
    "oil_demand": "oil_demand.attrib",
    "oil_spec": "oil_spec.attrib_share",
    "maize_ethanol": "maize_ethanol.attrib_share",
    "grain_index": "grain_index.attrib",
}
"""The four stories of whose driver a share of the rise was published; the last reads "no effect" as
nought, a judgement of the record."""

PERCENT = 100.0
"""Per cent in one."""

CHINA_ALONE = "oil_demand"
"""The story that is told a second time with its narrow driver."""


def day_after(end: str) -> date:
    """One year after the last day of a window that ends in "2008", "2008-07", "2011/12" or
    "2021Q3"."""
    if "Q" in end:
        year, month = int(end[:4]), 3 * int(end[-1])
    elif "/" in end:
        year, month = int(end[:4]) + 1, 12
    else:
        year, month = int(end[:4]), int(end[5:] or 12)
    return date(year + 1, month, monthrange(year + 1, month)[1])


def measure(inputs: Inputs, prior: Elasticities, samples: int, seed: int) -> PastStory:
    """One past story under the ruler."""
    story = small_story(inputs, prior)
    done = run(story.model, story.givens, outputs=outputs(story), samples=samples, seed=seed)
    laid = lay(done, story)
    chain = join(laid.marks, laid.main_cause, done.replicate, None)
    shares = laid.shares
    # every story of the record is of a rise in price
    assert shares is not None
    assert story.window is not None
    assert shares.needed is not None
    share = band(shares.share)
    end = inputs.end
    marks = tuple(
        MarkThen(mark.name, mark.probability, mark.why_not)
        for mark in told(laid.marks, done.replicate)
        if mark.name != "giveback"
    )
    assert any(in_chain(mark) for mark in laid.marks)
    return PastStory(
        name=end.name,
        title=end.title,
        claim=end.claim,
        label=end.label,
        confidence=end.confidence,
        as_of=inputs.as_of,
        rise=rise_of(story.window),
        answer=chain.answer,
        material=chain.material.probability,
        main_cause=chain.main_cause.probability,
        error=chain.main_cause.error,
        share=share,
        needed=band(shares.needed),
        weakest=chain.weakest,
        marks=marks,
        informative=not inputs.zero,
        published=None,
        later=inputs.later,
        judged=inputs.judged,
    )


def with_published(story: PastStory, record: Record) -> PastStory:
    """The story with the share that was published of its driver, if any was."""
    key = PUBLISHED.get(story.name)
    if key is None:
        return story
    fact = record.by_id.get(key)
    judged = (one for one in known_ends()[story.name].judgements if one.id == key)
    figure = fact.figure() if fact is not None else next(judged).figure()
    low, value, high = (one / PERCENT for one in (figure.low, figure.mid, figure.high))
    return replace(story, published=Published(low, value, high, key, covers(story.share, value)))


def covers(share: Band, value: float) -> bool:
    """Whether the 90 % band contains the value."""
    return share.p05 <= value <= share.p95


def inputs_then(name: str, record: Record) -> Inputs:
    """A story's figures as of one year after its window."""
    return inputs_of(name, record, day_after(known_ends()[name].end))


def inputs_now(name: str, record: Record) -> Inputs:
    """A story's figures as revised."""
    return inputs_of(name, record, record.last_known_on)


def china_alone(inputs: Inputs, record: Record) -> Inputs:
    """Oil with China's own use as the driver, everyone else as its rival."""
    table = {**parts()[CHINA_ALONE], "driver": "counted"}
    return inputs_of(CHINA_ALONE, record, inputs.as_of, table)


def vintage(name: str, record: Record, samples: int, seed: int) -> Vintage:
    """All stories "then" or "now"."""
    of = inputs_then if name == "then" else inputs_now
    prior = common_prior()
    found = {story: of(story, record) for story in parts()}
    stories = tuple(
        with_published(measure(inputs, prior, samples, seed), record) for inputs in found.values()
    )
    alone = china_alone(found[CHINA_ALONE], record)
    narrow = with_published(measure(alone, prior, samples, seed), record)
    return Vintage(
        name=name,
        stories=stories,
        scores=scores_of(stories),
        china_alone=narrow,
        scores_china_alone=scores_of(
            [narrow if one.name == narrow.name else one for one in stories]
        ),
    )


def leave_one_out(
    stories: Sequence[PastStory], record: Record, samples: int, seed: int
) -> LeaveOneOut:
    """Every informative story by a prior and a threshold that know nothing of it, then."""
    tested = informative(stories)
    rows = []
    for story in tested:
        others = [(one.label, one.needed.p50) for one in tested if one is not story]
        prior = common_prior(resource_of(story.name))
        again = measure(inputs_then(story.name, record), prior, samples, seed)
        at = best_threshold(others)
        said = story.needed.p50 >= at
        rows.append(
            LeftOut(
                name=story.name,
                label=story.label,
                main_cause=again.main_cause,
                needed=story.needed.p50,
                threshold=at,
                right=said == (story.label == "confirmed"),
            )
        )
    forecasts = [(row.label, row.main_cause) for row in rows]
    right, pairs = in_order(forecasts)
    return LeaveOneOut(tuple(rows), right, pairs, brier(forecasts))


def other_choices(record: Record, samples: int, seed: int) -> tuple[OtherChoice, ...]:
    """The scores, then, with all drivers that buy the resource answering its price alike."""
    prior = common_prior()
    found = [inputs_then(name, record) for name in parts()]
    rows = []
    for answers in ("as users do", "trifle"):
        alike = [
            one if one.answers == "nothing" else replace(one, answers=answers) for one in found
        ]
        stories = [measure(one, prior, samples, seed) for one in alike]
        rows.append(OtherChoice(answers, scores_of(stories)))
    return tuple(rows)
