"""Is this story special? The other stories that the page touches, under the same ruler; where it
touches none, every story that ships, as the release found it.

Not here: how they are found (`judging/comparing.py`, `judging/siblings.py`), all stories side by
side (`compare_to_html.py`).
"""

from collections.abc import Iterable

from markupsafe import Markup

from assay.comparison import Aside, Sibling
from assay.report import numbers
from assay.report.abreast import bare_cell, cell
from assay.report.page import Page


def section(page: Page) -> Markup:
    """The section "Is this story special?"; empty where nothing is known of any other."""
    asides = page.verdict.asides
    if not asides:
        return _shipped(page)
    names = [mark.name for mark in asides[0].story.marks if mark.name != "giveback"]
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(page.mark_name(name)) for name in names
    )
    return Markup(
        '<section id="siblings"><p class="ask">{}</p><h2>{}</h2><p>{}</p><div class="across">'
        '<table class="abreast"><thead><tr><th scope="col">{}</th>{}<th scope="col">{}</th></tr>'
        "</thead><tbody>{}</tbody></table></div></section>"
    ).format(
        page.say("siblings.ask"),
        title(page),
        page.say("siblings.lead"),
        page.say("compare.story"),
        heads,
        page.say("compare.chain"),
        Markup("").join(_row(page, aside, names) for aside in asides),
    )


def _shipped(page: Page) -> Markup:
    """Every story that ships by the states of its marks, this one in bold."""
    siblings = page.verdict.siblings
    if not siblings:
        return Markup("")
    names = list(siblings[0].states)
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(page.mark_name(name)) for name in names
    )
    return Markup(
        '<section id="siblings"><p class="ask">{}</p><h2>{}</h2><p>{}</p><details><summary>{}'
        '</summary><div class="across"><table class="abreast bare"><thead><tr><th scope="col">{}'
        "</th>{}</tr></thead><tbody>{}</tbody></table></div></details></section>"
    ).format(
        page.say("siblings.ask"),
        _shipped_title(page),
        page.say("siblings.shipped_lead"),
        page.say("compare.ruler"),
        page.say("compare.story"),
        heads,
        Markup("").join(_shipped_row(page, one, names) for one in siblings),
    )


def _shipped_title(page: Page) -> Markup:
    siblings = page.verdict.siblings
    held = [one for one in siblings if one.answer in ("yes", "partly")]
    names = page.say("comma").join(page.words.text(one.title) for one in held)
    return page.say("siblings.shipped_some" if held else "siblings.shipped_none", {"names": names})


def _shipped_row(page: Page, one: Sibling, names: list[str]) -> Markup:
    name = page.words.text(one.title)
    own = Markup("<b>{}</b>").format(name) if one.name == page.verdict.story.name else name
    return Markup('<tr><th scope="row">{} <span class="q">{}</span></th>{}</tr>').format(
        own,
        page.say(f"answer.{one.answer}"),
        Markup("").join(bare_cell(page.words, key, one.states[key]) for key in names),
    )


def title(page: Page) -> Markup:
    """The answer: how many of the others stand, of how many."""
    asides = page.verdict.asides
    held = [aside for aside in asides if aside.story.answer in ("yes", "partly")]
    if not held:
        return page.say("siblings.none" if len(asides) > 1 else "siblings.the_one_not")
    return page.say("siblings.some", {"names": _named(page, held)})


def _named(page: Page, asides: Iterable[Aside]) -> Markup:
    return page.say("comma").join(page.words.text(aside.story.title) for aside in asides)


def _row(page: Page, aside: Aside, names: list[str]) -> Markup:
    story = aside.story
    marks = {mark.name: mark for mark in story.marks}
    return Markup(
        '<tr><th scope="row"><b>{}</b><br>{}{}</th>{}<td data-name="{}">{}</td></tr>'
    ).format(
        page.words.text(story.title),
        page.say(f"answer.{story.answer}"),
        _told(page, aside),
        Markup("").join(cell(page.words, marks[name]) for name in names),
        page.plain("compare.chain"),
        page.notes.cite(f"aside:{story.name}", chance_text(page, aside)),
    )


def _told(page: Page, aside: Aside) -> Markup:
    """What the page has of that story, and what became of its numbers."""
    parts = [
        page.say(
            f"siblings.{key}_{'one' if count == 1 else 'many'}",
            {"count": page.notes.again(f"aside:{aside.story.name}", count)},
        )
        for key, count in (("numbers", aside.numbers), ("statements", aside.statements))
        if count
    ]
    parts += [
        page.say(
            "siblings.standing",
            {
                "count": page.notes.again(f"aside:{aside.story.name}", count),
                "name": page.say(f"standing.{name}.{'name' if count == 1 else 'plural'}"),
            },
        )
        for name, count in aside.standings
    ]
    return Markup('<span class="q">{}</span>').format(page.say("comma").join(parts))


def chance_text(page: Page, aside: Aside) -> str:
    """In how many of its sampled worlds all marks of the other story hold."""
    chain = aside.story.chain
    return numbers.chance(chain.probability, chain.samples, page.language)
