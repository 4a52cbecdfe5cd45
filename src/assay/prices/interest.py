"""Whether a story leads or follows the price: the type of the finding, and its file.

Not here: the tests themselves (`lead_and_lag.py`), the list of dated tellings (`tellings.py`).
Light on purpose: verdicts and reports read a finding without numpy, pandas or statsmodels.

An `Interest` holds one or more `Study`: the first decides, the others are printed beside it. In all
of them a positive lag says that the price moved first and the story came after.
"""

import tomllib
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path

from assay.errors import PriceError
from assay.prices.toml_text import value_text
from assay.prices.typed_table import made, unfit

FORMAT = 1
"""Version of the file; raised when a reader of the old one would misread the new one."""
FILE = "interest.toml"
"""Name of the file in a story's folder."""
WORDS = ("follows", "leads", "cannot tell")
"""What a study can find."""
REASONS = ("shown", "neither", "both", "short", "few", "flat")
"""Why: one direction shown; none; both; too few steps; too few separate episodes; a series that
does not vary."""
SHORTEST = 40
"""Least number of steps: with fewer, a correlation of 0.31 (1.96 / sqrt(40)) is still nothing."""
EPISODES = 5
"""Least number of separate episodes: five alike by chance are one in 2^5 = 3 %, four are 6 %."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One day, or stretch of days, on which the story or something it leans on was published."""

    id: str
    """Key of the row."""
    first: date
    """The day, or the first that it can have been."""
    last: date
    """The same day, or the last that it can have been."""
    what: str
    """What was published, in our words."""
    kind: str
    """"told" (the story itself), "report" (what tellings lean on) or "announcement"."""
    language: str
    """Language of the text."""
    source: str
    """Id of `record/facts/sources.csv`."""
    known_on: date
    """The day on which the record's source of it was known."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """Correlation of the two series' surprises at one lag."""

    lag: int
    """In steps; positive: the price first."""
    value: float
    """The correlation."""
    low: float
    """5th percentile where the news is put in another order."""
    high: float
    """95th percentile of the same."""


@dataclass(frozen=True, slots=True)
class LagTest:
    """One test of one direction."""

    name: str
    """"correlation", "granger" or "event"."""
    direction: str
    """"follows" (price first) or "leads" (story first)."""
    statistic: float
    """Largest correlation in size, F, or log points."""
    p_asymptotic: float | None
    """Of the F distribution; None where the test has no such form."""
    p: float
    """Share of reordered series with as much or more."""
    p_holm: float
    """The same, corrected for the two directions (Holm)."""


@dataclass(frozen=True, slots=True)
class Step:
    """The price around the tellings, one step from them."""

    offset: int
    """Steps from the telling; the close of step -1 is the zero of the path."""
    value: float
    """Mean path in log points."""
    low: float
    """5th percentile of placebos."""
    high: float
    """95th percentile of placebos."""


@dataclass(frozen=True, slots=True)
class Study:
    """One pair of series, tested both ways."""

    name: str
    """Key: "tellings_weekly", "tellings_monthly", "everything_weekly" or "news_weekly"."""
    news: str
    """"tellings" or the id of a series of news volume."""
    price: str
    """Id of the source or series of the price."""
    step: str
    """"week" or "month"."""
    lags: int
    """Lags looked at on either side, fixed beforehand."""
    start: date
    """First day of the first step."""
    end: date
    """Last day of the last step."""
    steps: int
    """How many steps."""
    tellings: int
    """Dated tellings used; 0 where news volume is used."""
    left_out: int
    """Tellings whose date is too vague to place."""
    episodes: int
    """Stretches of tellings further apart than the lags; 0 where news volume is used."""
    word: str
    """One of `WORDS`."""
    reason: str
    """One of `REASONS`."""
    correlations: tuple[Correlation, ...]
    """One a lag, the story first to the price first; empty if too short."""
    tests: tuple[LagTest, ...]
    """Every test, both directions."""
    path: tuple[Step, ...]
    """The price around the tellings; empty where news volume is used or nothing could be placed."""

    def test(self, name: str, direction: str) -> LagTest | None:
        """The test of that name and direction, if it could be made."""
        found = (one for one in self.tests if (one.name, one.direction) == (name, direction))
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Interest:
    """Does the story lead or follow the price?"""

    known_on: date
    """The last day of anything used: nobody could have found this before."""
    source: tuple[str, ...]
    """Ids of `record/facts/sources.csv`, prices first, then tellings; or the names of feeds."""
    seed: int
    """Seed of the reorderings."""
    draws: int
    """How many reorderings."""
    made: str
    """How it was made, in a sentence."""
    studies: tuple[Study, ...]
    """The first decides."""
    tellings: tuple[Telling, ...]
    """Every telling listed, used or not, in order of days."""

    @property
    def word(self) -> str:
        """What the deciding study found."""
        return self.studies[0].word


def read_interest(path: Path) -> Interest:
    """The finding in a file. Raises PriceError, with the place in it, for one that is broken."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as cause:
        raise _unfit(str(path), cause.strerror or type(cause).__name__, "a file") from cause
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        raise _unfit(str(path), str(cause), "a TOML file") from cause
    if table.pop("format", None) != FORMAT:
        raise _unfit(f"{path}: format", "another format", f"format = {FORMAT}")
    found = made(Interest, table, str(path), REMEDY)
    for study in found.studies:
        if study.word not in WORDS or study.reason not in REASONS:
            raise _unfit(f"{path}: {study.name}", f"{study.word}, {study.reason}", ", ".join(WORDS))
    if not found.studies:
        raise _unfit(f"{path}: studies", "none", "one study or more")
    return found


def written(interest: Interest) -> str:
    """The finding as the text of its file: the same finding, the same bytes."""
    head = "# Whether the story leads or follows the price. Made by tools/make_interest.py.\n"
    lines = [head, f"format = {FORMAT}"]
    below: list[str] = []
    for field in fields(interest):
        value = getattr(interest, field.name)
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            below += [f"\n[[{field.name}]]\n" + "\n".join(_lines(one)) for one in value]
        else:
            lines.append(f"{field.name} = {_toml(value)}")
    return "\n".join(lines + below) + "\n"


def _lines(one: object) -> list[str]:
    assert is_dataclass(one)
    pairs = [(field.name, getattr(one, field.name)) for field in fields(one)]
    return [f"{name} = {_toml(value)}" for name, value in pairs if value is not None]


def _toml(value: object) -> str:
    """A value of the file; each of several records on a line of its own."""
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return "[\n" + "".join(f"  {value_text(one, _number)},\n" for one in value) + "]"
    return value_text(value, _number)


def _number(value: float) -> str:
    return f"{round(value, DECIMALS) + 0.0:.{DECIMALS}f}"


DECIMALS = 4
"""Of every result in the file: finer than any reordering can tell."""


REMEDY = "make the file again: tools/make_interest.py"


def _unfit(where: str, found: str, expected: str) -> PriceError:
    return unfit(where, found, expected, REMEDY)
