"""Entries of what this run computed: chain, share, marks, worlds, break-even, paths.

Not here: entries of facts, inputs and claims (`entries.py`).
"""

from collections import Counter
from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from assay.model.summary import Band
from assay.report import numbers
from assay.report.entries_record import cited_fact, english, work
from assay.report.page import MAIN_CAUSE, Page, rows_of
from assay.report.sections.marks import as_fitted
from assay.ruler.mark import Mark

Writer = Callable[[Page, str], Markup]


ROLES = {
    "size": ("use", "total_use"),
    "growth": ("use",),
    "necessity": ("use_with_substitution", "use_without_substitution", "irreplaceable_use"),
    "scarcity": ("supply", "releasable_stocks", "use"),
    "transmission": ("net_use", "total_use", "elasticity_sum", "driver_elasticity"),
}
"""From which roles of the story each mark is computed; the rivals from the rows of both views."""


def _told(
    page: Page,
    what: object,
    how: object,
    source: str = "entry.known_run",
    needs: Iterable[str] = (),
) -> Markup:
    return Markup('<b>{}</b> {} {}<span class="src">{}</span>').format(
        what, how, computed_from(page, needs), page.say(source)
    )


def cited(page: Page, key: str) -> Markup:
    """Whatever `key` names, by its title as a link to its entry: `node:x`, `row:3`, `x` alone."""
    kind, _, name = key.partition(":") if ":" in key else ("", "", key)
    if kind == "row":
        row = page.verdict.contributions[int(name)]
        return page.notes.cite(key, page.words.text(row.title))
    if kind == "mark":
        return page.notes.cite(key, page.mark_name(name))
    if key in ("share", "growth", "thresholds"):
        return page.notes.cite(key, page.say(f"entry.{key}.link"))
    given, node = page.given(key), page.verdict.lookup.nodes.get(key)
    if given is not None:
        return page.notes.cite(f"given:{key}", page.words.text(given.title))
    if node is not None:
        return page.notes.cite(f"node:{key}", _node_title(page, key))
    return cited_fact(page, key) if page.fact(key) is not None else work(page, key)


def _node_title(page: Page, name: str) -> Markup:
    """What the report calls a node: its title, else the name of its formula in words."""
    drawn = {area.name: area.title for area in page.verdict.areas}
    drawn |= {fan.name: fan.title for fan in page.verdict.fans}
    note = page.verdict.lookup.nodes.get(name)
    title = drawn.get(name) or (note.title if note else None)
    if title:
        return page.words.text(title)
    for role, node in page.verdict.lookup.roles.items():
        if node == name and page.has(f"entry.role.{role}"):
            return page.say(f"entry.role.{role}")
    return english(name.replace("_", " "))


def computed_from(page: Page, keys: Iterable[str]) -> Markup:
    """What a number was computed from, each a link to its own entry."""
    named = page.say("comma").join(cited(page, key) for key in dict.fromkeys(keys))
    return page.say("entry.needs", {"needs": named}) + " " if named else Markup("")


def of_roles(page: Page, names: Iterable[str]) -> list[str]:
    """The story's nodes that play these roles."""
    roles = page.verdict.lookup.roles
    return [roles[name] for name in names if name in roles]


def _window_facts(page: Page) -> list[str]:
    window = page.verdict.story.window
    return [*window.facts] if window else []


def _error(page: Page, error: float | None) -> str:
    return numbers.measured(100 * error, page.language, 1) if error else "0"


def _chain(page: Page, name: str) -> Markup:
    chain = page.verdict.chain
    degree = chain.material if name == "material" else chain.main_cause
    how = page.say(
        "entry.chain.how",
        {
            "samples": numbers.count(degree.samples),
            "count": numbers.count(degree.count),
            "error": _error(page, degree.error),
        },
    )
    what = page.say("entry.chain.what", {"degree": page.say(f"degree.{name}")})
    return _told(page, what, how, needs=_links(page))


def _links(page: Page) -> list[str]:
    return [f"mark:{mark.name}" for mark in page.verdict.marks if mark.in_chain]


def _share(page: Page, _: str) -> Markup:
    explained = page.verdict.explained
    if explained is None:
        return Markup("<b>{}</b>").format(page.say("first.no_share"))
    if explained.growth is not None:
        return _share_of_use(page, explained.if_horizon_priced_in)
    assert explained.rise is not None and explained.if_no_driver and explained.needed
    how = page.say(
        "entry.share.how",
        {
            "rise": numbers.measured(explained.rise, page.language, 3),
            "gross": page.share(explained.share_gross),
            "none": page.share(explained.if_no_driver),
            "ahead": page.share(explained.if_horizon_priced_in),
            "needed": page.amount(explained.needed, "1"),
        },
    )
    needs = [*of_roles(page, ROLES["transmission"]), *_window_facts(page)]
    return _told(page, page.say("entry.share.what"), how, needs=needs)


def _share_of_use(page: Page, ahead: Band) -> Markup:
    how = page.say("entry.share.how", {"ahead": page.share(ahead)})
    return _told(page, page.say("entry.share.what"), how, needs=["growth", *_users(page)])


def _growth(page: Page, _: str) -> Markup:
    explained = page.verdict.explained
    unit = next((row.unit for row in page.verdict.contributions), "")
    value: object = ""
    if explained is not None and explained.growth is not None:
        value = page.amount(explained.growth, unit)
    what = page.say("entry.growth.what", {"value": value})
    return _told(page, what, page.say("entry.growth.how"), needs=_users(page))


def _users(page: Page) -> list[str]:
    """The users' rows, from which a growth of use is added up."""
    return [f"row:{place}" for place, _ in rows_of(page.verdict, 2, ("line", "rest"))]


def _thresholds(page: Page, _: str) -> Markup:
    mark = page.mark("transmission")
    material = numbers.published(mark.threshold, page.language) if mark else ""
    main = numbers.published(MAIN_CAUSE, page.language)
    what = page.say("entry.thresholds.what", {"material": material, "main": main})
    return _told(page, what, page.say("entry.thresholds.how"), "entry.method")


def _mark(page: Page, name: str) -> Markup:
    from assay.report.sections.marks import value_sentence
    from assay.report.sections.ruler import plain_question

    mark = page.mark(name)
    if mark is None:
        return escape(name)
    what = page.say(
        "entry.mark.what", {"name": page.mark_name(name), "question": plain_question(page, mark)}
    )
    told = [page.say("entry.mark.how_none")]
    if mark.value is not None and mark.probability is not None:
        told = [
            page.say(
                "entry.mark.how",
                {
                    "value": value_sentence(page, mark),
                    "need": page.threshold(mark),
                    "chance": page.chance(mark.probability),
                    "error": _error(page, mark.error),
                },
            )
        ]
    told += _beside_sentences(page, mark)
    if mark.sweep:
        told.append(page.say("entry.mark.sweep"))
    if page.has(f"entry.mark.{name}"):
        told.insert(0, page.say(f"entry.mark.{name}", {"today": page.verdict.story.today}))
    needs = of_roles(page, ROLES.get(name, ()))
    if name == "transmission":
        needs += ["share"]
    if name == "giveback":
        place = page.verdict.story.given_back_elsewhere
        if place is not None:
            told.append(page.say("ruler.given_back_elsewhere", {"place": page.words.text(place)}))
        needs += page.verdict.story.giveback
    if name == "rivals":
        rows = rows_of(page.verdict, 1, ("cause", "carved")) or rows_of(page.verdict, 2, ("line",))
        needs += [f"row:{place}" for place, _ in rows]
    return _told(page, what, Markup(" ").join(told), needs=needs)


def _beside_sentences(page: Page, mark: Mark) -> list[Markup]:
    """What stands beside a mark, one sentence each."""
    from assay.report.sections.marks import beside_text

    told = []
    for key, band, unit in mark.beside:
        known = page.has(f"beside.{key}")
        label = page.say(f"beside.{key}") if known else escape(key.replace("_", " "))
        values = {"value": beside_text(page, band, unit), "what": label.rstrip(".。")}
        told.append(page.say("entry.mark.beside", values))
    return told


def _worlds(page: Page, _: str) -> Markup:
    chain = page.verdict.chain
    left = page.plain("comma").join(page.chance(share) for share in chain.left)
    how = page.say(
        "entry.worlds.how", {"samples": numbers.count(page.verdict.samples), "left": left}
    )
    return _told(page, page.say("entry.worlds.what"), how, needs=_links(page))


def _granted(page: Page, _: str) -> Markup:
    samples = numbers.count(page.verdict.samples)
    return _told(
        page,
        page.say("entry.granted.what"),
        page.say("entry.granted.how", {"samples": samples}),
        needs=_links(page),
    )


def _method(key: str) -> Writer:
    def write(page: Page, _: str) -> Markup:
        return _told(
            page, page.say(f"entry.{key}.what"), page.say(f"entry.{key}.how"), "entry.method"
        )

    return write


def _inputs(page: Page, _: str) -> Markup:
    givens = page.verdict.givens
    low = sum(given.confidence == "low" for given in givens)
    judgements = numbers.count(sum(given.judgement for given in givens))
    what = page.say(
        "entry.inputs.what", {"givens": numbers.count(len(givens)), "low": numbers.count(low)}
    )
    return _told(page, what, page.say("entry.inputs.how", {"judgements": judgements}))


def _tally(page: Page, _: str) -> Markup:
    counted = Counter(s for claim in page.verdict.claims for s in claim.standings)
    groups = page.plain("comma").join(
        f"{page.plain(f'standing.{s.value}.name')} {n}" for s, n in sorted(counted.items())
    )
    what = page.say("entry.tally.what", {"total": numbers.count(len(page.verdict.claims))})
    causes = numbers.count(len(page.verdict.causes))
    told = Markup("{} {}{} {}").format(
        page.say("entry.tally.how"),
        groups,
        page.say("stop"),
        page.say("entry.tally.causes", {"causes": causes}),
    )
    return _told(page, what, told, "entry.page")


def _as_of(page: Page, _: str) -> Markup:
    story = page.verdict.story
    what = page.say(
        "top.story", {"title": page.words.text(story.title), "day": page.day(page.verdict.as_of)}
    )
    return _told(page, what, page.say("glossary.record"), "entry.method")


def _subtotal(page: Page, _: str) -> Markup:
    causes = rows_of(page.verdict, 1, ("cause",))
    total = sum(as_fitted(page, row).band.p50 for _, row in causes)
    what = page.say("entry.subtotal.what", {"value": numbers.measured(total, page.language)})
    rows = [f"row:{place}" for place, _ in causes]
    return _told(page, what, page.say("entry.subtotal.how"), needs=rows)


def _needed_shift(page: Page, _: str) -> Markup:
    band = page.verdict.needed_shift
    value: object = page.amount(band, "t/year") if band else ""
    what = page.say("entry.needed_shift.what", {"value": value})
    needs = [*of_roles(page, ("total_use", "elasticity_sum")), *_window_facts(page)]
    return _told(page, what, page.say("entry.needed_shift.how"), needs=needs)


def _break_even(page: Page, name: str) -> Markup:
    from assay.report.sections.need import percentile_text
    from assay.report.ways import no_value_key

    row = next(row for row in page.verdict.requirement if row.given == name)
    best = numbers.with_unit(
        numbers.measured(100 * row.best_share, page.language), "percent", page.language
    )
    if row.needed is None:
        needed: object = page.say(no_value_key(row.best_share), {"best": best})
    else:
        needed = Markup("{} ({})").format(
            page.result(row.needed, row.unit), percentile_text(page, row.percentile)
        )
    what = page.say(
        "entry.break_even.what", {"title": page.words.text(row.title), "needed": needed}
    )
    how = page.say(
        "entry.break_even.how", {"median": page.result(row.median, row.unit), "best": best}
    )
    return _told(page, what, how, needs=[name, "share"])


def _node(page: Page, name: str) -> Markup:
    note = page.verdict.lookup.nodes.get(name)
    what = page.say("entry.node.what", {"title": _node_title(page, name)})
    code = Markup("<code>{}</code>").format(name)
    if note is None:
        return _told(page, what, page.say("entry.node.how", {"name": code}))
    told = [english(note.what)] if note.what else []
    if unit := page.symbol(note.unit):
        told.append(page.say("entry.node.told_in", {"unit": unit}))
    if any(
        name in (area.name, *(fan.name for fan in page.verdict.fans)) for area in page.verdict.areas
    ):
        told.append(page.say("entry.node.how", {"name": code}))
    for key, given in (("start", note.start), ("known", note.known)):
        if given:
            told.append(page.say(f"entry.node.{key}", {"name": cited(page, given)}))
    needs = page.say("comma").join(_need(page, *need) for need in note.needs)
    if needs:
        told.append(page.say("entry.needs", {"needs": needs}))
    return _told(page, what, Markup(" ").join(told))


def _need(page: Page, name: str, when: str) -> Markup:
    told = cited(page, name)
    return told if when == "now" else page.say(f"entry.node.{when}", {"name": told})


def _areas(page: Page, _: str) -> Markup:
    how = page.say("entry.areas.how")
    return _told(page, page.say("time.areas"), how, needs=[a.name for a in page.verdict.areas])


def _rest(page: Page, _: str) -> Markup:
    from assay.report.ways import MOST

    number = numbers.count(max(0, len(page.verdict.requirement) - MOST))
    what = page.say("entry.rest.what", {"number": number})
    rest = [row.given for row in page.verdict.requirement[MOST:]]
    return _told(page, what, page.say("entry.rest.how"), needs=rest)


WRITERS: dict[str, Writer] = {
    "chain": _chain,
    "share": _share,
    "growth": _growth,
    "thresholds": _thresholds,
    "mark": _mark,
    "worlds": _worlds,
    "granted": _granted,
    "likelihood": _method("likelihood"),
    "states": _method("states"),
    "bands": _method("bands"),
    "log_points": _method("log_points"),
    "inputs": _inputs,
    "tally": _tally,
    "as_of": _as_of,
    "subtotal": _subtotal,
    "needed_shift": _needed_shift,
    "need": _break_even,
    "node": _node,
    "areas": _areas,
    "rest": _rest,
}
