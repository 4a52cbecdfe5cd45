"""What it would take: the new use that would explain everything, beside things of known size.

Not here: how the most probable way is found (`analysis/`), its phrases (`report/ways.py`).
"""

from markupsafe import Markup, escape

from assay.answers import BreakEven, Move
from assay.report import numbers, ways
from assay.report.drawing import percentile_track
from assay.report.page import Page, lowered
from assay.report.ways import (
    MOST,
    chance_text,
    no_value_key,
    no_way_text,
    rest_line,
    target_text,
    told_moves,
)


def section(page: Page) -> Markup:
    """The section "What would have to be true?"; empty where nothing was to be explained and no
    way was asked for."""
    needed, rows = page.verdict.needed_shift, page.verdict.requirement
    if needed is None and not rows and page.verdict.ways is None:
        return Markup("")
    return Markup('<section id="need"><p class="ask">{}</p><h2>{}</h2>{}{}</section>').format(
        page.say("need.ask"),
        _title(page),
        _comparison(page) if needed else "",
        _way(page) + (_inputs(page, rows) if rows else ""),
    )


def _things(page: Page) -> list[tuple[Markup, float, str, str]]:
    """Title, amount in the told unit, its text and the key of its entry."""
    rows = []
    for title, value, unit, key in page.verdict.comparison:
        target = page.unit(unit)
        amount = numbers.converted(value, unit, target)
        fact = next((fact for fact in page.verdict.facts if fact.id == key), None)
        known = fact is not None
        text = page.result(value, unit)
        if fact is not None and fact.value:
            # told with as many digits as it was published with
            digits = len(f"{abs(fact.value):g}".replace(".", "").strip("0"))
            shown = numbers.measured(amount, page.language, digits)
            text = numbers.with_unit(shown, target, page.language)
        rows.append(
            (page.words.text(title), amount, text, f"fact:{key}" if known else f"node:{key}")
        )
    return rows


def _title(page: Page) -> Markup:
    needed, things = page.verdict.needed_shift, _things(page)
    if needed is None:
        return page.say("need.title_inputs")
    if not things:
        return page.say("need.title_plain")
    band, _ = page.told(needed, "t/year")
    title, amount, _, _ = max(things, key=lambda row: row[1])
    title = lowered(title) if page.language == "en" else title
    key = "need.title_more" if band.p50 > amount else "need.title_less"
    return page.say(key, {"thing": title})


def _comparison(page: Page) -> Markup:
    needed = page.verdict.needed_shift
    if needed is None:
        return Markup("")
    band, _ = page.told(needed, "t/year")
    things = _things(page)
    most = max([band.p50, *(row[1] for row in things)]) or 1.0
    told = page.notes.cite("needed_shift", page.amount(needed, "t/year"))
    driver = next((i for i, row in enumerate(things) if row[3].startswith("node:")), None)
    bars = [
        _bar(
            page.say("need.needed"),
            band.p50 / most,
            "dash",
            page.notes.again("needed_shift", page.result(needed.p50, "t/year")),
        )
    ]
    for place, (title, amount, text, key) in enumerate(things):
        bars.append(
            _bar(
                title,
                amount / most,
                "own" if place == driver else "thing",
                page.notes.cite(key, text),
            )
        )
    sentence = page.say("need.lead", {"needed": told})
    if things:
        title, _, text, key = max(things, key=lambda row: row[1])
        beside = page.say(
            "need.lead_compare", {"thing": title, "value": page.notes.again(key, text)}
        )
        sentence = page.joined([sentence, beside])
    return Markup('<p class="big">{}</p><ul class="cmp">{}</ul>').format(
        sentence, Markup("").join(bars)
    )


def _bar(title: object, share: float, kind: str, text: object) -> Markup:
    return Markup(
        '<li><span>{}</span><span class="b"><i class="{}" style="--part:{}"></i>'
        "<span>{}</span></span></li>"
    ).format(title, kind, round(share, 4), text)


def _way(page: Page) -> Markup:
    """The most probable way in which all links hold, or why there is none, where it was asked."""
    found = page.verdict.ways
    if found is None:
        return Markup("")
    target = target_text(page.words, found, page.names(), page.verdict.story.effect)
    chance = page.notes.cite("way:chance", chance_text(page.words, found))
    if not found.ways:
        return Markup("<h3>{}</h3><p>{} {}</p>").format(
            target, chance, no_way_text(page.words, found)
        )
    moves, count, largest = told_moves(found.ways[0])
    items = Markup("").join(_move(page, move) for move in moves)
    rest = rest_line(page.words, count, largest)
    return Markup(
        '<figure><figcaption><h3>{}</h3><p class="cap">{}</p><p class="cap">{}</p></figcaption>'
        '<ul class="bars need-l">{}</ul><p class="small">{}</p></figure>'
    ).format(
        target,
        chance,
        page.say("need.way_cap"),
        items,
        page.notes.again("way:chance", rest),
    )


def _move(page: Page, move: Move) -> Markup:
    """One input on that way: ring at its median, dot where it would have to be."""
    key = f"move:{move.given}"
    value = Markup("{} → {}<i>{}</i>").format(
        page.notes.again(key, page.bare(move.median, move.unit)),
        page.notes.again(key, Markup("<b>{}</b>").format(page.result(move.needed, move.unit))),
        page.notes.again(key, percentile_text(page, move.percentile)),
    )
    title = page.notes.cite(key, page.words.text(move.title))
    return Markup('<li><span class="wl">{}</span>{}<span class="wv">{}</span></li>').format(
        title, percentile_track(0.0, move.score), value
    )


def _inputs(page: Page, rows: tuple[BreakEven, ...]) -> Markup:
    shown = rows[:MOST]
    items = Markup("").join(_input(page, row) for row in shown)
    rest = ""
    if len(rows) > MOST:
        number = page.notes.cite("rest", numbers.count(len(rows) - MOST))
        rest = Markup('<p class="small">{}</p>').format(page.say("need.rest", {"number": number}))
    return Markup(
        '<figure><figcaption><h3>{}</h3><p class="cap">{}</p></figcaption>'
        '<ul class="bars need-l">{}</ul>{}</figure>'
    ).format(page.say("need.figure"), page.say("need.figure_cap"), items, rest)


def _input(page: Page, row: BreakEven) -> Markup:
    key = f"need:{row.given}"
    if row.needed is None:
        best = numbers.with_unit(
            numbers.measured(100 * row.best_share, page.language), "percent", page.language
        )
        text: Markup = page.say(no_value_key(row.best_share), {"best": page.notes.again(key, best)})
        value = Markup("<i>{}</i>").format(text)
    else:
        value = Markup("{} → {}<i>{}</i>").format(
            page.notes.again(key, page.bare(row.median, row.unit)),
            page.notes.again(key, Markup("<b>{}</b>").format(page.result(row.needed, row.unit))),
            page.notes.again(key, percentile_text(page, row.percentile)),
        )
    title = page.notes.cite(key, page.words.text(row.title))
    return Markup('<li><span class="wl">{}</span>{}<span class="wv">{}</span></li>').format(
        title, percentile_track(0.0, row.score), value
    )


def percentile_text(page: Page, percentile: float | None) -> Markup:
    """`99.8th percentile`, or in words where no sample lies there."""
    if percentile is None:
        return page.say("need.outside")
    return escape(ways.percentile_text(page.words, percentile))
