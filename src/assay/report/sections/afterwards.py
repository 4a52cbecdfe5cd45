"""Did the effect follow the cause? Two slopes side by side, each with its own unit.

Not here: what explains the effect (`price.py`).
"""

from markupsafe import Markup

from assay.record.fact import Fact
from assay.report.page import Page
from assay.report.plots import slope

Facts = tuple[Fact, ...]


def section(page: Page) -> Markup:
    """The section "Did the effect follow the cause?"; empty where nothing is known since."""
    after = page.verdict.afterwards
    if after is None or not (after.driver or after.effect):
        return Markup("")
    figures = [
        _slope(page, facts, tone)
        for facts, tone in ((after.driver, "s-own"), (after.effect, "s-ink"))
        if facts
    ]
    return Markup(
        '<section id="afterwards"><p class="ask">{}</p><h2>{}</h2><p>{}</p>'
        '<div class="slope">{}</div></section>'
    ).format(
        page.say("afterwards.ask"),
        _title(page, after.driver, after.effect, after.followed),
        page.say("afterwards.lead"),
        Markup("").join(figures),
    )


def _way(facts: Facts) -> str:
    first, last = facts[0].figure().mid, facts[-1].figure().mid
    return "rose" if last > first else "fell" if last < first else "stayed"


def _title(page: Page, driver: Facts, effect: Facts, followed: bool | None) -> Markup:
    if followed is None or not driver or not effect:
        return page.say("afterwards.title_unknown")
    if followed:
        return page.say("afterwards.title_followed")
    return page.say(
        "afterwards.title_apart",
        {
            "driver": page.say(f"afterwards.{_way(driver)}"),
            "effect": page.say(f"afterwards.{_way(effect)}"),
        },
    )


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
    name = page.notes.again(f"fact:{last.id}", last.quantity)
    return Markup(
        '<figure><figcaption><h3 lang="en">{}</h3></figcaption>'
        '<div class="sl-row">{}{}{}</div>{}</figure>'
    ).format(name, ends[0], drawn, ends[1], more)
