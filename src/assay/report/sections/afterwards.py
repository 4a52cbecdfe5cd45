"""Did the effect follow the cause? Two slopes side by side, each with its own unit.

Not here: what explains the effect (`price.py`), the section they stand in (`then_and_now.py`).
"""

from markupsafe import Markup

from assay.record.fact import Fact
from assay.report.entries_record import boundary_name, fact_title
from assay.report.page import Page
from assay.report.plots import slope
from assay.verdict import Afterwards

Facts = tuple[Fact, ...]


def slopes(page: Page) -> Markup:
    """Cause and effect since the page's day, each a slope; empty where nothing is known since."""
    after = page.verdict.afterwards
    if after is None or not (after.driver or after.effect):
        return Markup("")
    figures = [
        _slope(page, facts, tone)
        for facts, tone in ((after.driver, "s-own"), (after.effect, "s-ink"))
        if facts
    ]
    lead = page.joined([page.say("afterwards.lead"), *_counted_otherwise(page, after)])
    return Markup('<p>{}</p><div class="slope">{}</div>').format(lead, Markup("").join(figures))


def _counted_otherwise(page: Page, after: Afterwards) -> list[Markup]:
    """What was counted at either end of the cause, where that differs."""
    if not after.counted_otherwise:
        return []
    ends = {"then": after.driver[0], "now": after.driver[-1]}
    names = {
        key: Markup('<span class="quoted">{}</span>').format(boundary_name(page, fact.definition))
        for key, fact in ends.items()
    }
    return [page.say("afterwards.counted_otherwise", names)]


def title(page: Page) -> Markup:
    """Whether the effect followed the cause, in one sentence."""
    after = page.verdict.afterwards
    if after is None or after.followed is None or not after.driver or not after.effect:
        return page.say("afterwards.title_unknown")
    as_published = "_as_published" if after.counted_otherwise else ""
    if after.followed:
        return page.say(f"afterwards.title_followed{as_published}")
    return page.say(
        f"afterwards.title_apart{as_published}",
        {
            "driver": page.say(f"afterwards.{_way(after.driver)}"),
            "effect": page.say(f"afterwards.{_way(after.effect)}"),
        },
    )


def _way(facts: Facts) -> str:
    first, last = facts[0].figure().mid, facts[-1].figure().mid
    return "rose" if last > first else "fell" if last < first else "stayed"


def _slope(page: Page, facts: Facts, tone: str) -> Markup:
    first, last = facts[0], facts[-1]
    ends = [
        Markup('<span class="sv">{}<br><span class="small">{}</span></span>').format(
            page.notes.cite(f"fact:{fact.id}", Markup("<b>{}</b>").format(page.fact_value(fact))),
            page.day(fact.day or fact.issued_on),
        )
        for fact in (first, last)
    ]
    drawn = slope(first.figure().mid, last.figure().mid, tone)
    between = [page.notes.cite(f"fact:{fact.id}", page.fact_value(fact)) for fact in facts[1:-1]]
    more = Markup('<p class="small">{}</p>').format(Markup(" → ").join(between)) if between else ""
    name = page.notes.again(f"fact:{last.id}", _name(page, last))
    return Markup(
        '<figure><figcaption><h4>{}</h4></figcaption><div class="sl-row">{}{}{}</div>{}</figure>'
    ).format(name, ends[0], drawn, ends[1], more)


def _name(page: Page, fact: Fact) -> Markup:
    """What is drawn, its own ends telling the time."""
    topic = page.verdict.lookup.topics.get(fact.topic)
    if page.language == "zh" and topic is not None:
        return page.words.text(topic)
    return (
        Markup('<span lang="en">{}</span>').format(fact.quantity)
        if fact.day
        else fact_title(page, fact)
    )
