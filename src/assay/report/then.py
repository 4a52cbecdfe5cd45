"""The sentences of then and now that the report and the terminal share.

Not here: how they are laid out (`sections/then_and_now.py`, `then_to_terminal.py`).
"""

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup, escape

from assay.checks.standing import ANOTHER_FIGURE, CheckedClaim, Evidence
from assay.report import numbers
from assay.report.page import Page
from assay.report.sections.marks import value_sentence
from assay.ruler.mark import Mark, Move
from assay.then import ClaimMoved, Earlier, Then

NOTICED = 0.1
"""A second mover is named where it moved the mark by a tenth of what the first did; less would not
change what a reader thinks of it."""
NOTHING = 0.005
"""Below this part of a mark's own value a move is not told: it would not show in two digits."""


DATED = ("told", "same day", "record ends")
"""States in which there is a verdict as of a day no later than the page's."""


def page_then(page: Page, earlier: Earlier) -> Page:
    """The same report with the verdict of the earlier day in the place of that of now."""
    verdict = replace(
        page.verdict,
        as_of=earlier.as_of,
        chain=earlier.chain,
        marks=earlier.marks,
        explained=earlier.explained,
        claims=earlier.claims,
        causes=earlier.causes,
        story=replace(page.verdict.story, today=earlier.today),
    )
    return Page(verdict, page.words, page.notes)


def title(page: Page, then: Then) -> Markup:
    """The answer to whether it would have looked different that day."""
    if then.verdict is None:
        return page.say(f"then.title_{then.state.replace(' ', '_')}")
    figures = sum(row.figure_moved and is_published(row) for row in then.claims)
    rest = page.say(_counted("then.rest", figures), {"number": page.count(figures, "then:tally")})
    before, after = then.verdict.chain.answer, page.verdict.chain.answer
    if before == after:
        return page.say("then.title_same", {"rest": rest})
    words = {
        name: page.plain(f"answer.{answer}").rstrip(".。")
        for name, answer in (("then", before), ("now", after))
    }
    return page.say("then.title_other", {**words, "rest": rest})


def _counted(key: str, number: int) -> str:
    return f"{key}_{'none' if number == 0 else 'one' if number == 1 else 'many'}"


def is_published(row: ClaimMoved) -> bool:
    """Whether the figures are of the record, not what another number implies."""
    return all(item is None or item.source != "run" for item in (row.then, row.now))


def is_implied(row: ClaimMoved) -> bool:
    """Whether every figure there is follows from a number of the article."""
    figures = [item for item in (row.then, row.now) if item is not None]
    return bool(figures) and all(item.source == "run" for item in figures)


def held_against(claim: CheckedClaim, item: Evidence | None) -> Evidence | None:
    """The figure by which a claim stands, where the newest one `item` counts something else."""
    if item is None or item.fact is None:
        return None
    held = [one for one in claim.against if one.fact and one.role not in ANOTHER_FIGURE]
    if not held or any(one.definition == item.definition for one in held):
        return None
    return held[0]


def implied_by(page: Page, item: Evidence, number: object) -> Markup:
    """What is implied, and by which `number` of the article."""
    node = page.verdict.lookup.nodes.get(item.definition)
    if node is None or node.title is None:
        return page.say("then.implied", {"number": number})
    subject = page.words.text(node.title)
    return page.say("then.implied_subject", {"subject": subject, "number": number})


def in_order(rows: Iterable[ClaimMoved]) -> list[ClaimMoved]:
    """Figures of the record first: what one number implies of another follows from them."""
    return sorted(rows, key=lambda row: (not is_published(row), row.place))


def lead(page: Page, then: Then) -> Markup:
    """Where there are no two verdicts, why; else which years were full on the two days."""
    values: dict[str, object] = {"as_of": page.day(page.verdict.as_of)}
    if then.day is not None:
        values["day"] = page.day(then.day)
    if then.verdict is None:
        return page.joined(_why_none(page, then, values))
    before, after = then.verdict.today, page.verdict.story.today
    years = {"then": year_link(page, before), "now": year_link(page, after)}
    return page.say("then.years_same" if before == after else "then.years", {**values, **years})


def told_later(page: Page, then: Then) -> list[Markup]:
    """What of a verdict as of an earlier day rests on what came only after that day."""
    if then.state not in DATED:
        return []
    is_told = then.verdict is not None
    day = then.day if is_told else page.verdict.as_of
    values: dict[str, object] = {"as_of": page.day(page.verdict.as_of)}
    told, names = [], inputs_later(page, then)
    if names:
        counts = {
            "later": page.notes.cite("then:inputs", str(len(names))),
            "all": page.notes.again("then:inputs", str(len(page.verdict.givens))),
        }
        told.append(page.say("then.later" if is_told else "then.later_now", {**values, **counts}))
    window = page.verdict.story.window
    if window and window.facts and day and day < window.end:
        values["end"] = page.day(window.end)
        told.append(page.say("then.window" if is_told else "then.window_now", values))
        if page.verdict.attribution is not None:
            told.append(page.say("then.fit_later"))
    return told


def inputs_later(page: Page, then: Then) -> tuple[str, ...]:
    """The inputs of the earlier verdict, or of the only one, of which nothing was known then."""
    if then.verdict is not None:
        return then.verdict.known_later
    return tuple(given.name for given in page.verdict.givens if given.known_later)


def year_link(page: Page, year: int) -> Markup:
    """A year as the record counts it, linked to what is said of it."""
    return page.notes.again("then:years", year)


def _why_none(page: Page, then: Then, values: dict[str, object]) -> list[Markup]:
    if then.state != "not yet":
        return [page.say(f"then.lead_{then.state.replace(' ', '_')}", values)]
    year = "then.lead_not_yet" if then.last_year is not None else "then.lead_no_year"
    told = [page.say(year, {**values, "year": year_link(page, then.last_year or 0)})]
    if then.first_day is not None:
        told.append(page.say("then.first_day", {"first": page.day(then.first_day)}))
    return told


def marks_beside(page: Page, earlier: Earlier) -> list[tuple[Mark, Mark]]:
    """Each mark of the chain on the two days."""
    before = {mark.name: mark for mark in earlier.marks}
    return [
        (before[mark.name], mark)
        for mark in page.verdict.marks
        if mark.name in before and (mark.in_chain or before[mark.name].in_chain)
    ]


def told_alike(page: Page, earlier: Earlier, then: Mark, now: Mark) -> bool:
    """Whether a mark would be printed the same on both days."""
    left = (value_sentence(page_then(page, earlier), then), then.state, chance_then(page, then))
    return left == (value_sentence(page, now), now.state, chance_then(page, now))


def chance_then(page: Page, mark: Mark) -> str:
    """How often a mark holds, of the samples of the run: both verdicts have as many."""
    if mark.probability is None:
        return ""
    return page.chance(mark.probability)


def moved_by(page: Page, mark: Mark) -> list[Move]:
    """What moved a mark far enough to be told, the largest first."""
    then = page.verdict.then
    found = next((row.moves for row in then.marks if row.name == mark.name), ()) if then else ()
    scale = abs(mark.value.p50) if mark.value else 0.0
    kept = [move for move in found if abs(move.value) > NOTHING * scale]
    return [move for move in kept if abs(move.value) >= NOTICED * abs(kept[0].value)]


def mover_name(page: Page, move: Move) -> Markup:
    """What a mover is: `2025 counted for the first time (World Silver Survey 2026)`."""
    work = next((one for one in page.verdict.works if one.id == move.mover.source), None)
    if work is None:
        name = escape(move.mover.source)
    else:
        # a title goes on with how its tables were read, which stands at its entry
        short = work.title.partition(",")[0].partition(" (")[0]
        name = Markup('<cite class="quoted">{}</cite>{}{}').format(
            short, page.say("comma"), page.day(work.known_on)
        )
    if move.mover.year is None:
        return page.say("then.revised_work", {"work": name})
    key = "then.counted_work" if name else "then.counted_year"
    return page.say(key, {"work": name, "year": year_link(page, move.mover.year)})


def change_text(page: Page, mark: Mark, move: Move, beside: Move | None = None) -> str:
    """How far a mover moved a mark: `+0.62 points`, `−0.51`; in the decimals of the one `beside`
    it."""
    decimals = numbers.decimals_for((beside or move).value)
    text = numbers.written(move.value, decimals, page.language)
    signed = text if text.startswith(numbers.MINUS) else f"+{text}"
    if mark.unit == "percent":
        return page.plain("then.points", {"value": signed})
    return signed


def figure_text(page: Page, item: Evidence | None) -> str:
    """A reference figure with its unit; computed ones to two digits."""
    if item is None:
        return page.plain("then.no_figure")
    unit = "percent" if item.unit.startswith("percent") else item.unit
    if item.fact is not None:
        return numbers.printed(item.value, unit, page.language)
    ends = item.value if isinstance(item.value, tuple) else (item.value,)
    low, high = (float(f"{end:.2g}") for end in (ends[0], ends[-1]))
    return numbers.printed(low if low == high else (low, high), unit, page.language)
