"""What a backtest found: every past story under the ruler, the scores, the placebo.

Not here: how it is found (`measuring.py`, `scores.py`, `placebo.py`), its file (`result_file.py`).
Light on purpose: verdicts and reports read it without running anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assay.model.summary import Band

Text = Mapping[str, str]
"""A text by language, en and zh."""


@dataclass(frozen=True, slots=True)
class MarkThen:
    """One mark on a past story."""

    name: str
    """Key of the mark."""
    probability: float | None
    """Share of samples in which it holds; None where it does not apply."""
    why_not: Text | None
    """Why it does not apply; None where it does."""


@dataclass(frozen=True, slots=True)
class Published:
    """The driver's share of the rise as somebody published it."""

    low: float
    """Lower end, a fraction; the value where no range was printed."""
    value: float
    """Best value, a fraction."""
    high: float
    """Upper end, a fraction."""
    source: str
    """Id of the fact or judgement in the record of known ends."""
    covered: bool
    """Whether the 90 % band of the ruler's share contains the value."""


@dataclass(frozen=True, slots=True)
class PastStory:
    """A past story as the ruler told it on one day."""

    name: str
    """Key."""
    title: Text
    """Short name."""
    claim: Text
    """What was claimed."""
    label: str
    """How it ended: "confirmed", "mixed" or "refuted"."""
    confidence: str
    """How sure the label is: "high", "medium" or "low"."""
    as_of: date
    """With what was known on this day."""
    rise: float
    """ln(P1/P0)."""
    answer: str
    """The ruler's word: "yes", "partly", "no" or "cannot_tell"."""
    material: float
    """Probability that the chain holds with the driver as a material cause."""
    main_cause: float
    """The same as the main cause: the forecast that is scored."""
    error: float
    """Standard error of the latter."""
    share: Band
    """Share of the rise that the driver explains, a fraction."""
    needed: Band
    """Sum of elasticities at which it would explain everything."""
    weakest: str
    """The weakest mark."""
    marks: tuple[MarkThen, ...]
    """Every mark of the chain."""
    informative: bool
    """False where the driver's use is nought by construction."""
    published: Published | None
    """What was published of the driver's share; None where nothing was."""
    later: tuple[str, ...]
    """Ids of the numbers that nobody had by that day."""
    judged: tuple[str, ...]
    """Ids of the numbers that are judgements."""

    @property
    def standing(self) -> str:
        """ "right" (confirmed: yes; refuted: no), "half" (confirmed: partly; either: cannot tell),
        "wrong" (confirmed: no; refuted: partly or yes), "not scored" (mixed)."""
        if self.label == "mixed":
            return "not scored"
        if self.answer == "cannot_tell":
            return "half"
        if self.label == "confirmed":
            return {"yes": "right", "partly": "half", "no": "wrong"}[self.answer]
        return "right" if self.answer == "no" else "wrong"


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts that the ruler tells by one word, and what came of them."""

    low: float
    """Lower end of the forecasts."""
    high: float
    """Upper end."""
    stories: int
    """How many."""
    forecast: float | None
    """Their mean; None where there are none."""
    confirmed: int
    """How many of them were confirmed."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How well the forecasts told confirmed from refuted."""

    pairs: int
    """Informative pairs of a confirmed and a refuted story."""
    right: float
    """Pairs in order by the probability of the main cause, ties counted half."""
    right_by_share: float
    """The same by the median share."""
    right_by_needed: float
    """The same by the median of what would be needed."""
    brier: float
    """Brier score of the probability of the main cause, all confirmed and refuted stories."""
    brier_base: float
    """The same of always saying how many of them were confirmed."""
    brier_informative: float
    """Brier score without the stories that are nought by construction."""
    brier_informative_base: float
    """The same of always saying how many of those were confirmed."""
    brier_material: float
    """Brier score of the probability of a material cause, informative stories."""
    bins: tuple[Bin, ...]
    """Calibration."""

    @property
    def auc(self) -> float:
        """Share of the pairs in order: the area under the receiver operating characteristic."""
        return self.right / self.pairs


@dataclass(frozen=True, slots=True)
class Vintage:
    """All stories with what was known on one kind of day."""

    name: str
    """"then" or "now"."""
    stories: tuple[PastStory, ...]
    """In the order of the record."""
    scores: Scores
    """Of those."""
    china_alone: PastStory
    """Oil with China as the only driver."""
    scores_china_alone: Scores
    """The scores with it in place of the boom."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One informative story judged by what the others alone teach."""

    name: str
    """Key of the story."""
    label: str
    """How it ended."""
    main_cause: float
    """Probability of the main cause by a prior without its own market's elasticities."""
    needed: float
    """Its median of what would be needed, by the common prior."""
    threshold: float
    """The value that parts the other stories best."""
    right: bool
    """Whether the story falls on the right side of it."""


@dataclass(frozen=True, slots=True)
class LeaveOneOut:
    """All of them, then."""

    stories: tuple[LeftOut, ...]
    """One a story."""
    right: float
    """Pairs in order by the refitted priors."""
    pairs: int
    """All pairs."""
    brier: float
    """Brier score by the refitted priors, informative stories."""


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """A driver and a price that have nothing to do with each other, and the ruler fooled."""

    driver: str
    """Story of the driver."""
    price: str
    """Story of the price."""
    answer: str
    """"partly" or "yes"."""
    material: float
    """Probability of the chain."""


@dataclass(frozen=True, slots=True)
class Placebo:
    """Every driver on every price it has nothing to do with."""

    pairs: int
    """How many."""
    no_room: int
    """In how many the stranger's tonnes fit in less than half of the worlds."""
    material: float
    """Mean probability of the chain as a material cause."""
    alarms: tuple[FalseAlarm, ...]
    """Where the ruler said Partly or Yes."""

    @property
    def rate(self) -> float:
        """Share of the pairs with a false alarm."""
        return len(self.alarms) / self.pairs

    @property
    def with_room(self) -> int:
        """Pairs in which the stranger's tonnes fit in at least half of the worlds."""
        return self.pairs - self.no_room

    @property
    def rate_with_room(self) -> float:
        """Share of those with a false alarm."""
        return len(self.alarms) / self.with_room


@dataclass(frozen=True, slots=True)
class OtherChoice:
    """The scores, then, had every driver answered the price in one way: what hangs on a judgement
    that each story makes."""

    answers: str
    """"as users do" or "trifle"."""
    scores: Scores
    """The scores."""


@dataclass(frozen=True, slots=True)
class Backtest:
    """The ruler on stories whose end is known."""

    digest: str
    """SHA-256 of everything it was computed from."""
    samples: int
    """Samples of each run."""
    seed: int
    """Seed of each run."""
    supply: tuple[float, ...]
    """The common prior of the elasticity of supply: 5th and 95th percentile."""
    demand: tuple[float, ...]
    """The same of demand."""
    then: Vintage
    """With what was known one year after each window."""
    now: Vintage
    """With what is known today."""
    left_out: LeaveOneOut
    """One story left out at a time."""
    placebo: Placebo
    """Strangers."""
    choices: tuple[OtherChoice, ...]
    """Had every driver answered the price alike."""

    def vintage(self, name: str) -> Vintage:
        """The vintage of this name, "then" or "now"."""
        return self.then if name == "then" else self.now

    def __repr__(self) -> str:
        """One line: all of it is in the fields."""
        scores = self.then.scores
        return (
            f"Backtest({len(self.then.stories)} stories, {scores.right:g} of {scores.pairs} pairs, "
            f"Brier {scores.brier:.3f} against {scores.brier_base:.3f}, "
            f"placebo {self.placebo.rate:.1%})"
        )
