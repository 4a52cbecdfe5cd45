"""Entries of what this run computed: chain, share, marks, worlds, break-even, paths.

Not here: entries of facts, inputs and claims (`entries.py`).
"""

from collections import Counter
from collections.abc import Callable

from markupsafe import Markup, escape

from assay.report import numbers
from assay.report.page import MAIN_CAUSE, Page

Writer = Callable[[Page, str], Markup]


def _told(page: Page, what: object, how: object, source: str = "entry.known_run") -> Markup:
    return Markup('<b>{}</b> {} <span class="src">{}</span>').format(what, how, page.say(source))


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
    return _told(page, page.say("entry.chain.what", {"degree": page.say(f"degree.{name}")}), how)


def _share(page: Page, _: str) -> Markup:
    explained = page.verdict.explained
    if explained is None:
        return Markup("<b>{}</b>").format(page.say("first.no_share"))
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
    return _told(page, page.say("entry.share.what"), how)


def _thresholds(page: Page, _: str) -> Markup:
    mark = page.mark("transmission")
    material = numbers.published(mark.threshold, page.language) if mark else ""
    main = numbers.published(MAIN_CAUSE, page.language)
    what = page.say("entry.thresholds.what", {"material": material, "main": main})
    return _told(page, what, page.say("entry.thresholds.how"), "entry.method")


def _mark(page: Page, name: str) -> Markup:
    from assay.report.sections.marks import value_sentence
    from assay.report.sections.ruler import question

    mark = page.mark(name)
    if mark is None:
        return escape(name)
    what = page.say(
        "entry.mark.what", {"name": page.mark_name(name), "question": question(page, mark)}
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
    for key, band, unit in mark.beside:
        known = page.has(f"beside.{key}")
        label: object = page.say(f"beside.{key}") if known else key.replace("_", " ")
        told.append(
            page.say("entry.mark.beside", {"value": page.amount(band, unit), "what": label})
        )
    if mark.sweep:
        told.append(page.say("entry.mark.sweep"))
    return _told(page, what, Markup(" ").join(told))


def _worlds(page: Page, _: str) -> Markup:
    chain = page.verdict.chain
    left = page.plain("comma").join(page.chance(share) for share in chain.left)
    how = page.say(
        "entry.worlds.how", {"samples": numbers.count(chain.material.samples), "left": left}
    )
    return _told(page, page.say("entry.worlds.what"), how)


def _granted(page: Page, _: str) -> Markup:
    samples = numbers.count(page.verdict.chain.material.samples)
    return _told(
        page,
        page.say("entry.granted.what"),
        page.say("entry.granted.how", {"samples": samples}),
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
    told = Markup("{} {}").format(page.say("entry.tally.how"), groups)
    return _told(page, what, told, "entry.page")


def _as_of(page: Page, _: str) -> Markup:
    story = page.verdict.story
    what = page.say(
        "top.story", {"title": page.words.text(story.title), "day": page.day(page.verdict.as_of)}
    )
    return _told(page, what, page.say("glossary.record"), "entry.method")


def _subtotal(page: Page, _: str) -> Markup:
    total = sum(
        row.band.p50 for row in page.verdict.contributions if row.view == 1 and row.part == "cause"
    )
    what = page.say("entry.subtotal.what", {"value": numbers.measured(total, page.language)})
    return _told(page, what, page.say("entry.subtotal.how"))


def _needed_shift(page: Page, _: str) -> Markup:
    band = page.verdict.needed_shift
    value: object = page.amount(band, "t/year") if band else ""
    what = page.say("entry.needed_shift.what", {"value": value})
    return _told(page, what, page.say("entry.needed_shift.how"))


def _break_even(page: Page, name: str) -> Markup:
    from assay.report.sections.need import percentile_text

    row = next(row for row in page.verdict.requirement if row.given == name)
    best = numbers.with_unit(
        numbers.measured(100 * row.best_share, page.language), "percent", page.language
    )
    if row.needed is None:
        needed: object = page.say("need.no_value", {"best": best})
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
    title = page.notes.cite(f"given:{name}", name)
    return _told(page, what, Markup("{} {}").format(how, title))


def _node(page: Page, name: str) -> Markup:
    titles = {area.name: area.title for area in page.verdict.areas}
    titles |= {fan.name: fan.title for fan in page.verdict.fans}
    title = page.words.text(titles[name]) if name in titles else escape(name)
    how = page.say("entry.node.how", {"name": Markup("<code>{}</code>").format(name)})
    return _told(page, page.say("entry.node.what", {"title": title}), how)


def _areas(page: Page, _: str) -> Markup:
    names = page.plain("comma").join(area.name for area in page.verdict.areas)
    how = page.say("entry.node.how", {"name": names})
    return _told(page, page.say("time.areas"), how)


def _rest(page: Page, _: str) -> Markup:
    from assay.report.sections.need import MOST

    number = numbers.count(max(0, len(page.verdict.requirement) - MOST))
    what = page.say("entry.rest.what", {"number": number})
    return _told(page, what, page.say("entry.rest.how"))


WRITERS: dict[str, Writer] = {
    "chain": _chain,
    "share": _share,
    "thresholds": _thresholds,
    "mark": _mark,
    "worlds": _worlds,
    "granted": _granted,
    "likelihood": _method("likelihood"),
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
