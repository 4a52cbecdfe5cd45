"""Degenerate relatives of the example verdict: each a state a report must be able to tell.

Not here: the plain example (`example_verdict.py`).
"""

from dataclasses import replace
from datetime import date

from assay.backtest.result_file import shipped
from assay.checks.standing import CheckedClaim, Reason, Standing
from assay.model.summary import Band
from assay.ruler.mark import Degree
from assay.verdict import Verdict
from tests.reports import example_answers, example_article, example_interest
from tests.reports.example_then import THEN
from tests.reports.example_verdict import SAMPLES, verdict

ATTACK = (
    '<script>alert(1)</script><img src=x onerror="alert(2)"> javascript:alert(3) {{7*7}} {title}'
    + " [[nothing:1|9]]"
)


def holds_everywhere() -> Verdict:
    """P = 1: every link holds in every world."""
    plain = verdict()
    every = Degree(1.0, 0.0, None, SAMPLES, SAMPLES)
    marks = tuple(
        replace(m, probability=1.0, probability_if_granted=1.0, state="held") if m.in_chain else m
        for m in plain.marks
    )
    chain = replace(
        plain.chain,
        material=every,
        main_cause=every,
        product=1.0,
        worlds=tuple((True,) * 100 for _ in plain.chain.worlds),
        left=(1.0,) * 6,
        answer="yes",
        likelihood="virtually_certain",
    )
    return replace(plain, chain=chain, marks=marks)


def open_question() -> Verdict:
    """P about a half, with its error."""
    plain = verdict()
    half = Degree(0.4432, 0.0021, None, SAMPLES, 29046)
    chain = replace(
        plain.chain,
        material=half,
        answer="cannot_tell",
        likelihood="about_as_likely_as_not",
        weakest_by="probability",
        second=None,
    )
    return replace(plain, chain=chain, information=example_answers.by_chance())


def without_article() -> Verdict:
    """A story run on its own."""
    return replace(
        verdict(), article=None, topic="none", stance="none", claims=(), causes=(), afterwards=None
    )


def without_rise() -> Verdict:
    """Nothing to explain: the price did not rise in the window."""
    plain = verdict()
    assert plain.story.window is not None
    window = replace(plain.story.window, end_value=21.0)
    marks = tuple(
        replace(m, value=None, probability=0.0, state="no data") if m.name == "transmission" else m
        for m in plain.marks
    )
    return replace(
        plain,
        story=replace(plain.story, window=window),
        explained=None,
        contributions=(),
        requirement=(),
        needed_shift=None,
        comparison=(),
        marks=marks,
    )


def without_window() -> Verdict:
    """A story whose effect is use: no price, no window."""
    plain = without_rise()
    return replace(plain, story=replace(plain.story, window=None, effect="use"))


def nothing_traceable() -> Verdict:
    """Every number of the page is unknown to the record."""
    plain = verdict()
    claims = tuple(
        CheckedClaim(
            c.claim,
            None,
            None,
            (Standing.UNTRACEABLE,),
            (),
            (Reason("example.untraceable", {}),),
        )
        for c in plain.claims
    )
    return replace(plain, claims=claims)


def without_numbers() -> Verdict:
    """A page of causes only."""
    return replace(verdict(), claims=())


def across_zero() -> Verdict:
    """Growth may be a fall: the band reaches below zero, and a share lies above 100 %."""
    plain = verdict()
    marks = tuple(
        replace(m, value=Band(-2.0, -0.5, 0.4, 1.2, 3.1))
        if m.name == "transmission"
        else replace(m, value=Band(-9.0, -5.0, -3.0, -1.0, -0.2))
        if m.name == "rivals"
        else replace(m, value=Band(80.0, 101.0, 140.0, 170.0, 5200.0))
        if m.name == "size"
        else m
        for m in plain.marks
    )
    return replace(plain, marks=marks)


def hostile() -> Verdict:
    """A page that carries markup wherever a page can."""
    plain = verdict()
    page = replace(
        example_article.article(title=ATTACK, author=ATTACK),
        publisher=ATTACK,
        address="javascript:alert(4)",
        language="en",
        text=ATTACK + "\n99" + ATTACK,
        paragraphs=((0, len(ATTACK)), (len(ATTACK) + 1, 2 * len(ATTACK) + 3)),
    )
    first = replace(
        plain.claims[0].claim,
        text=ATTACK,
        subject=ATTACK,
        unit_as_written=ATTACK,
        attributed_to=ATTACK,
        span=(0, 25),
    )
    cause = replace(plain.causes[0].claim, cause=ATTACK, effect=ATTACK, text=ATTACK, span=(0, 40))
    return replace(
        plain,
        article=page,
        claims=(
            replace(
                plain.claims[0],
                claim=first,
                reasons=(Reason("example.supported", {"text": ATTACK}),),
            ),
        ),
        causes=(replace(plain.causes[0], claim=cause),),
    )


def with_interest() -> Verdict:
    """A story whose tellings were held against the price: too few to tell."""
    return replace(verdict(), interest=example_interest.few())


def with_interest_found() -> Verdict:
    """News volume that follows the price, found after the day of the verdict."""
    return replace(verdict(), interest=example_interest.follows(), as_of=date(2026, 2, 3))


def with_ways() -> Verdict:
    """The most probable way beside the companion, and measurements that would move the word."""
    return replace(verdict(), ways=example_answers.ways(), information=example_answers.by_word())


def with_no_way() -> Verdict:
    """Neither a way nor a measurement was found."""
    nothing = replace(example_answers.by_word(), findings=())
    return replace(verdict(), ways=example_answers.ways("none"), information=nothing)


def with_trust() -> Verdict:
    """Beside the backtest that ships."""
    return replace(verdict(), trust=shipped())


VARIANTS = {
    "example": verdict,
    "holds_everywhere": holds_everywhere,
    "open_question": open_question,
    "without_article": without_article,
    "without_rise": without_rise,
    "without_window": without_window,
    "nothing_traceable": nothing_traceable,
    "without_numbers": without_numbers,
    "across_zero": across_zero,
    "hostile": hostile,
    **THEN,
    "with_interest": with_interest,
    "with_interest_found": with_interest_found,
    "with_ways": with_ways,
    "with_no_way": with_no_way,
    "with_trust": with_trust,
}
"""Every state by name."""
