"""Beside the first screen: the small ruler, the tally of the article's numbers, its own answer.

Not here: the four answers (`first.py`), the ruler in full (`ruler.py`).
"""

from collections import Counter

from markupsafe import Markup, escape

from assay.checks.standing import CheckedCause, Standing
from assay.claims.claim import Stance
from assay.report.drawing import colour, scale_head, state_word, symbol, track
from assay.report.page import Page
from assay.report.sections.claims import told_reason

OWN_ANSWERS = 2
"""How many of the article's own explanations the first screen holds."""
OWN = (Stance.ASSERTED, Stance.INFERRED, Stance.ATTRIBUTED)
"""Stances in which the article itself stands behind a cause, the author's own words first."""


def beside(page: Page) -> Markup:
    """The right-hand column of the first screen."""
    return Markup('<div class="right">{}{}</div>').format(_side(page), _facts(page))


def _side(page: Page) -> Markup:
    rows = [
        Markup('<li class="hd"><span></span>{}<span></span></li>').format(
            scale_head(page.plain("ruler.enough"))
        )
    ]
    for mark in page.verdict.marks:
        if not mark.in_chain:
            continue
        word = page.plain(f"state.{mark.state.replace(' ', '_')}")
        rows.append(
            Markup(
                '<li{}><span class="mn">{}</span>{}<span class="{}">{}'
                '<span class="vh">{}</span></span></li>'
            ).format(
                Markup(' class="wk0"') if mark.name == page.verdict.chain.weakest else "",
                page.mark_name(mark.name),
                track(mark, 27),
                colour(mark.state),
                symbol(mark.state),
                word,
            )
        )
    key = Markup(" ").join(
        state_word(state, page.say(f"state.{state}")) for state in ("held", "undecided", "broken")
    )
    title = "first.breaks" if page.verdict.chain.answer == "no" else "first.stands"
    return Markup(
        '<div class="side"><h2>{}</h2><p class="small">{}</p><ul class="mini">{}</ul>'
        '<p class="small key">{}<span>{}</span></p></div>'
    ).format(
        page.say(title),
        page.say("first.breaks_cap"),
        Markup("").join(rows),
        key,
        page.say("first.key_note"),
    )


def _facts(page: Page) -> Markup:
    if page.verdict.article is None:
        return Markup("")
    own = _own_answer(page)
    return Markup('<div class="facts"><div>{}</div>{}</div>').format(_tally(page), own)


def tally_text(page: Page) -> Markup:
    """The tally as one sentence, every count linked to its entry."""
    counted = Counter(s for claim in page.verdict.claims for s in claim.standings)
    groups = [
        _group(page, standing, counted[standing])
        for standing in Standing
        if counted[standing] or standing in (Standing.SUPPORTED, Standing.CONTRADICTED)
    ]
    text = page.say("comma").join(groups)
    both = sum(len(claim.standings) > 1 for claim in page.verdict.claims)
    if both:
        key = "first.two_groups_one" if both == 1 else "first.two_groups"
        told = page.say(key, {"number": page.words.number(both)})
        text += page.say("semicolon") + page.notes.again("tally", told)
    return text + page.say("stop")


def _group(page: Page, standing: Standing, number: int) -> Markup:
    word = "name" if number == 1 else "plural"
    name = page.say(f"standing.{standing.value}.{word}")
    if page.language == "zh":
        told = page.notes.again("tally", number)
        return Markup('<span class="nb">{} {}</span>').format(name, told)
    told = page.notes.again("tally", number) if number else escape(page.words.number(0))
    return Markup('<span class="nb">{} {}</span>').format(told, name)


def _tally(page: Page) -> Markup:
    claims = page.verdict.claims
    if not claims:
        return Markup('<p class="lab">{}</p><p>{}</p>').format(
            page.say("first.numbers_none"), page.say("first.numbers_none_text")
        )
    key = "first.numbers" if len(claims) > 1 else "first.numbers_one"
    heading = page.say(key, {"number": page.words.number(len(claims))})
    counted = Counter(s for claim in claims for s in claim.standings)
    groups = Markup("").join(
        Markup('<span class="{}">{}</span>').format(
            colour(s.value), Markup("").join([symbol(s.value)] * min(counted[s], 40))
        )
        for s in Standing
        if counted[s]
    )
    text = tally_text(page)
    nothing = all(claim.standings[0] is Standing.UNTRACEABLE for claim in claims)
    if nothing:
        number = page.count(len(claims), "tally")
        text = text + Markup(" ") + page.say("first.nothing_traceable", {"number": number})
    return Markup(
        '<p class="lab">{}</p><div class="tally" aria-hidden="true">{}</div><p>{}</p>'
    ).format(page.notes.cite("tally", page.raised(heading)), groups, text)


def own_answers(page: Page) -> list[tuple[int, CheckedCause]]:
    """What the article itself holds to be the cause, the story's own driver left aside."""
    driver = page.verdict.story.driver_group
    found = [
        (place, cause)
        for place, cause in enumerate(page.verdict.causes)
        if cause.claim.stance in OWN and cause.group is not None and cause.group != driver
    ]
    found.sort(key=lambda row: (OWN.index(row[1].claim.stance), row[0]))
    return found[:OWN_ANSWERS]


def _own_answer(page: Page) -> Markup:
    article, rows = page.verdict.article, []
    for place, cause in own_answers(page):
        word = page.say(f"cause.{cause.standing.name.lower()}.name")
        general = f"cause.{cause.standing.name.lower()}.general"
        basis = told_reason(page, cause.basis, general, f"cause:{place}")
        rows.append(
            Markup("<p>{}</p>").format(
                page.say(
                    "first.own_line",
                    {
                        "cause": page.foreign(
                            cause.claim.cause[:80], article.language if article else "en"
                        ),
                        "standing": state_word(cause.standing.value, word),
                        "basis": basis,
                    },
                )
            )
        )
    if not rows:
        return Markup("")
    return Markup('<div><p class="lab">{}</p>{}</div>').format(
        page.say("first.own"), Markup("").join(rows)
    )
