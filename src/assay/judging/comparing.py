"""The verb `compare`: every story under the same ruler, and its driver beside its peers.

Not here: what is told (`comparison.py`), how it looks (`report/compare_to_*.py`), whether a page
names the peers (`checks/double_standard.py`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assay.arguments import Day
from assay.checks.standing import CheckedClaim, Standing
from assay.claims.claim import CauseClaim
from assay.comparison import Aside, Compared, Comparison, PeerBeside
from assay.judging.works import works_of_facts, works_of_node
from assay.model.graph import Graph, graph_of
from assay.model.run import Run, run
from assay.model.summary import Band, band
from assay.model.watch import Watch
from assay.record.fact import Fact
from assay.record.record import Record
from assay.ruler.chain import join, told
from assay.ruler.lay import lay, outputs, years_of
from assay.ruler.story import Peer, Story
from assay.units import unit
from assay.verdict import citation

ASIDE_SAMPLES = 2**12
"""Samples of a story told on the side: its marks to about one in a hundred, in little time."""


@dataclass(frozen=True, slots=True, repr=False)
class ShownComparison(Comparison):
    """A comparison that a notebook shows as a table."""

    def _repr_html_(self) -> str:
        from assay.report.compare_to_notebook import table

        return table(self, "en")


def every_name() -> tuple[str, ...]:
    """Every story with a model, each followed by its cases."""
    from assay.stories.load import cases_of, topics

    return tuple(
        name
        for topic in topics()
        if topic.has_model
        for name in (topic.name, *cases_of(topic.name))
    )


def told_by(
    asked: Sequence[str], as_of: Day | None
) -> tuple[list[tuple[str, Story, Record]], date, list[tuple[str, str]]]:
    """The stories asked for, or every one, as of the day; the day; and those too early for it.

    Raises UnknownStory, and NotKnownYet for a story asked for, or where none can be told.
    """
    from assay.errors import NotKnownYet
    from assay.judging.verdict_of import as_known, known_by

    told: list[tuple[str, Story, Record]] = []
    days: list[date] = []
    left_out: list[tuple[str, str]] = []
    for name in asked or every_name():
        try:
            whole, record, day = known_by(name, as_of)
            story = as_known(name, record, whole, day, None)
        except NotKnownYet as early:
            if asked:
                raise
            left_out.append((name, early.remedy))
            last = early
            continue
        told.append((name, story, record))
        days.append(day)
    if not told:
        raise last
    return told, max(days), left_out


def compare(
    stories: Iterable[tuple[str, Story, Record]],
    day: date,
    samples: int,
    seed: int,
    threads: int | None,
    progress: Callable[[str], None],
    left_out: Sequence[tuple[str, str]] = (),
    watch: Watch | None = None,
) -> ShownComparison:
    """Lay the ruler on each of the stories, (name, story, record of the day), from one seed.

    Where `watch`, told the samples of all of them, stops it, of the stories that are done, the
    first at least.
    """
    watch, listed = watch or Watch(), tuple(stories)
    watch.begin(samples * len(listed))
    found: list[Compared] = []
    for name, story, record in listed:
        if found and watch.stop.is_set():
            break
        progress(name)
        own = _within(watch) if found else None
        one = compared(name, story, record, samples, seed, threads, own)
        if own is not None and own.cut_short():
            break
        found.append(one)
        watch.add(samples)
    return ShownComparison(day, samples, seed, tuple(found), tuple(left_out))


def _within(whole: Watch) -> Watch:
    """The watch of one of several runs: what stops all of them stops it."""
    before = whole.done
    return Watch(lambda done, _: whole.tell(before + done, whole.asked), whole.stop)


def compared(
    name: str,
    story: Story,
    record: Record,
    samples: int,
    seed: int,
    threads: int | None,
    watch: Watch | None = None,
) -> Compared:
    """One story under the ruler, with its peers; no independent samples bound what never holds."""
    asked = (*outputs(story), *peer_nodes(story))
    years = {node: of for node, of in years_of(story).items() if node != story.roles.use}
    done = run(
        story.model,
        story.givens,
        outputs=tuple(dict.fromkeys(asked)),
        years=years,
        samples=samples,
        seed=seed,
        threads=threads,
        correlations=story.correlations,
        watch=watch,
    )
    laid = lay(done, story)
    chain = join(laid.marks, laid.main_cause, done.replicate, None)
    return Compared(
        name=name,
        title=story.words.title,
        claim=story.words.claim,
        driver=story.groups[0].title,
        effect=story.effect,
        today=story.today,
        horizon=story.horizon,
        answer=chain.answer,
        likelihood=chain.likelihood,
        chain=chain.material,
        weakest=chain.weakest,
        marks=told(laid.marks, done.replicate),
        share=band(laid.shares.share) if laid.shares else None,
        peers=peers_beside(story, done, record),
    )


def asides(
    claims: Sequence[CheckedClaim],
    causes: Iterable[CauseClaim],
    topic: str,
    day: date,
    lot: tuple[int, int | None],
) -> tuple[Aside, ...]:
    """The other stories with a model of which a page has numbers or causal statements, as of the
    day, the most told first; `lot` is seed and threads.

    A story that could not be told on that day is left out.
    """
    from assay.checks.topic import touched
    from assay.stories.load import topics

    words = {one.name: one.words for one in topics() if one.has_model and one.name != topic}
    numbers = Counter(str(claim.story) for claim in claims if claim.story in words)
    stated = touched(causes, words)
    order = sorted(words, key=lambda name: (-numbers[name], -stated.get(name, 0), name))
    found = []
    for name in order:
        beside = _aside(name, day, lot) if numbers[name] or name in stated else None
        if beside is not None:
            of = Counter(claim.standings[0] for claim in claims if claim.story == name)
            standings = tuple((one.value, of[one]) for one in Standing if of[one])
            found.append(Aside(beside, numbers[name], stated.get(name, 0), standings))
    return tuple(found)


def _aside(name: str, day: date, lot: tuple[int, int | None]) -> Compared | None:
    from assay.errors import NotKnownYet
    from assay.stories.load import load_story, record_for

    whole = record_for(name)
    record = whole.as_of(day)
    try:
        story = load_story(name, record, whole)
    except NotKnownYet:
        return None
    return compared(name, story, record, ASIDE_SAMPLES, *lot)


def peer_nodes(story: Story) -> tuple[str, ...]:
    """The nodes that tell what the peers of a story use."""
    return tuple(peer.node for peer in story.peers if peer.node)


def peers_beside(story: Story, done: Run, record: Record) -> tuple[PeerBeside, ...]:
    """The peers of a story that were known on the record's day, beside its driver; the largest of
    those that can be measured against it first."""
    graph = graph_of(story.model, story.givens)
    found = [_beside(peer, story, done, record, graph) for peer in story.peers]
    known = [peer for peer in found if peer is not None]
    return tuple(sorted(known, key=lambda peer: -(peer.multiple or 0)))


def _beside(peer: Peer, story: Story, done: Run, record: Record, graph: Graph) -> PeerBeside | None:
    if peer.node is not None:
        own = done.unit(peer.node)
        value, year, region = band(done.at(peer.node, story.today, own)), story.today, None
        works = works_of_node(story, graph, peer.node, year, record)
    else:
        fact = record.by_id.get(str(peer.fact))
        if fact is None:
            return None
        own, value, year, region = fact.unit, _of_fact(fact), _year(fact, story), fact.region
        works = works_of_facts([fact.id], record)
    return PeerBeside(
        name=peer.name,
        title=peer.title,
        words=dict(peer.words),
        year=year,
        unit=own,
        value=value,
        driver=_driver(done, story, year, own),
        region=region,
        fact=peer.fact,
        node=peer.node,
        region_title=None if region is None else record.region_title(region),
        works=tuple(works),
    )


def _of_fact(fact: Fact) -> Band:
    """A published figure as a band: its ends and its middle."""
    figure = fact.figure()
    quarter = (figure.low + figure.mid) / 2, (figure.mid + figure.high) / 2
    return Band(figure.low, quarter[0], figure.mid, quarter[1], figure.high)


def _year(fact: Fact, story: Story) -> int:
    """The year of a figure, the last of several; today's where it names none."""
    return fact.years[1] if fact.years else story.today


def _driver(done: Run, story: Story, year: int, own: str) -> Band | None:
    """The driver's use in that year and unit; None outside the model's years, or where dimension
    or labels differ: two boundaries stay apart. A unit printed without labels takes the driver's.
    """
    use = story.roles.use
    printed, declared = unit(own), unit(done.unit(use))
    if not printed.can_be(declared) or year not in done.years:
        return None
    return band(done.at(use, year) * (declared.scale / printed.scale))


def citing(found: Comparison) -> Callable[[str], str]:
    """Gives a work that a peer rests on, in one line."""
    from assay.stories.load import record_for

    records = [record_for(story.name) for story in found.stories]

    def cited(work: str) -> str:
        return citation(next(one for one in records if work in one.sources).sources[work])

    return cited
