"""The ruler: every link on one axis, one hundred worlds, one link granted, other thresholds.

Not here: what moved the price (`price.py`); how tracks are drawn (`drawing.py`).
"""

from itertools import accumulate

from markupsafe import Markup, escape

from assay.report import numbers
from assay.report.download import PERCENTILES, cells, link, unit_cell
from assay.report.drawing import scale_head, state_word, track, worlds_row
from assay.report.page import Page
from assay.report.sections.first import lower_name, worlds_count
from assay.report.sections.marks import beside_text, own_fit, value_sentence, why_no_value
from assay.ruler.mark import Mark

GRANT = 0.33
"""Above this share of worlds a granted link saves the story: the edge of `broken`."""


def section(page: Page) -> Markup:
    """The section "Where does the story break?"."""
    return Markup(
        '<section id="ruler"><p class="ask">{}</p><h2>{}</h2><p>{}</p>{}{}{}'
        '<div class="two">{}{}</div></section>'
    ).format(
        page.say("ruler.ask"),
        _title(page),
        page.say("ruler.lead"),
        _figure(page),
        _given_back(page),
        _sweep(page),
        _worlds(page),
        _counted(page),
    )


def _chain_marks(page: Page) -> list[Mark]:
    return [mark for mark in page.verdict.marks if mark.in_chain]


def _title(page: Page) -> Markup:
    marks = _chain_marks(page)
    number = page.count(len(marks), "chain:material")
    for state, key in (("held", "title_all_held"), ("broken", "title_all_broken")):
        if marks and all(mark.state == state for mark in marks):
            return page.say(f"ruler.{key}", {"number": number})
    told = []
    for state in ("broken", "undecided", "no data", "held"):
        count = sum(mark.state == state for mark in marks)
        if count:
            key = f"ruler.{state.replace(' ', '_')}_{'one' if count == 1 else 'many'}"
            said = page.say(key, {"number": page.words.number(count)})
            told.append(page.notes.again("states", said))
    states = page.raised(page.say("comma").join(told))
    return page.say("ruler.title", {"number": number, "states": states})


def _figure(page: Page) -> Markup:
    rows = [
        Markup(
            '<li class="rr hd" aria-hidden="true"><div class="rn"></div><div class="rt">{}</div>'
            '<div class="rv"></div><div class="rp"></div></li>'
        ).format(scale_head(page.plain("ruler.enough")))
    ]
    rows += [
        _row(page, mark) if mark.in_chain else _outside(page, mark) for mark in page.verdict.marks
    ]
    return Markup(
        '<figure><figcaption><h3>{}</h3><p class="cap">{}</p></figcaption><ol>{}</ol>{}</figure>'
    ).format(
        page.say("ruler.figure"), page.say("ruler.figure_cap"), Markup("").join(rows), _csv(page)
    )


def _csv(page: Page) -> Markup:
    head = ("mark", "in_chain", "unit", "below", "needed", *PERCENTILES, "state", "probability")
    rows = [
        (
            page.plain(f"mark.{mark.name}.name"),
            int(mark.in_chain),
            unit_cell(page, mark.unit),
            int(mark.below),
            mark.threshold,
            *cells(mark.value),
            page.plain(f"state.{mark.state.replace(' ', '_')}"),
            mark.probability,
        )
        for mark in page.verdict.marks
    ]
    return link(page, "ruler", head, rows)


def question(page: Page, mark: Mark) -> Markup:
    """What a mark asks."""
    return page.say(f"mark.{mark.name}.question")


def plain_question(page: Page, mark: Mark) -> str:
    """What a mark asks, without links: for the mark's own entry."""
    return page.plain(f"mark.{mark.name}.question")


def _name(page: Page, mark: Mark) -> Markup:
    fit = own_fit(page) if mark.name == "rivals" else ""
    return Markup('<div class="rn"><b>{}</b> <span class="q">{}</span>{}</div>').format(
        page.mark_name(mark.name),
        question(page, mark),
        Markup(' <span class="q">{}</span>').format(fit) if fit else "",
    )


def _state(page: Page, mark: Mark) -> Markup:
    return state_word(mark.state, page.say(f"state.{mark.state.replace(' ', '_')}"))


def _row(page: Page, mark: Mark) -> Markup:
    key, weakest = f"mark:{mark.name}", mark.name == page.verdict.chain.weakest
    if mark.value is None:
        drawn = Markup('<div class="rt"><span class="none">{}</span></div>').format(
            why_no_value(page, mark)
        )
        value = Markup('<div class="rv"></div>')
    else:
        drawn = Markup('<div class="rt">{}</div>').format(track(mark, 34))
        below = mark.value.p50 <= 0 and not mark.below
        value = Markup(
            '<div class="rv"><span>{}</span> <span class="need">{}{}</span></div>'
        ).format(
            page.notes.cite(key, value_sentence(page, mark)),
            page.say(
                "ruler.needs_below" if mark.below else "ruler.needs",
                {"need": page.notes.again(key, page.threshold(mark))},
            ),
            Markup(" · {}").format(page.say("ruler.below_zero")) if below else "",
        )
    return Markup('<li class="rr{}">{}{}{}<div class="rp">{}{}{}</div></li>').format(
        Markup(" weak") if weakest else "",
        _name(page, mark),
        drawn,
        value,
        _state(page, mark),
        Markup(' <span class="wk">{}</span>').format(page.say("ruler.weakest")) if weakest else "",
        _chance(page, mark),
    )


def _chance(page: Page, mark: Mark) -> Markup:
    if mark.probability is None:
        return Markup("")
    from assay.report.sections.first import LIKELIHOODS

    key, low, high = next(row for row in reversed(LIKELIHOODS) if 100 * mark.probability >= row[1])
    span = numbers.span_text(str(low), str(high), "percent", page.language)
    return Markup('<span class="pl">{} {}</span>').format(
        page.notes.again(
            f"mark:{mark.name}", Markup("<b>{}</b>").format(page.chance(mark.probability))
        ),
        Markup('{} <span class="nb">({})</span>').format(
            page.say(f"likelihood.{key}"), page.notes.again("likelihood", span)
        ),
    )


def _outside(page: Page, mark: Mark) -> Markup:
    state = _state(page, mark) if mark.value is None else Markup("")
    if mark.why_not is not None:
        # what has no meaning here lacks no data; the reason takes the wide column
        said: object = mark.why_not[page.language]
        value: object = page.say("ruler.does_not_apply")
        state = Markup("")
    elif mark.value is None:
        said, value = page.say("ruler.reported_only"), page.say("ruler.no_figure")
    else:
        said = page.say("ruler.reported_only")
        value = page.notes.cite(f"mark:{mark.name}", value_sentence(page, mark))
    return Markup(
        '<li class="rr out">{}<div class="rt"><span class="none">{}</span></div>'
        '<div class="rv">{}</div><div class="rp">{}</div></li>'
    ).format(_name(page, mark), said, value, state)


def _given_back(page: Page) -> Markup:
    """What is published on what the driver gives back, one sentence each; nothing without."""
    mark = page.mark("giveback")
    if mark is None or not mark.beside:
        return Markup("")
    rows = [
        Markup("<li>{}{}</li>").format(
            page.notes.again("mark:giveback", beside_text(page, band, unit)),
            Markup(" {}").format(page.say(f"beside.{key}")) if page.has(f"beside.{key}") else key,
        )
        for key, band, unit in mark.beside
    ]
    return Markup('<div class="back"><h3>{}</h3><p class="cap">{}{}</p><ul>{}</ul></div>').format(
        page.say("ruler.given_back"),
        page.say("ruler.given_back_cap"),
        _elsewhere(page),
        Markup("").join(rows),
    )


def _elsewhere(page: Page) -> Markup:
    """That the evidence was published for other places than the story's; nothing where it is its
    own."""
    place = page.verdict.story.given_back_elsewhere
    if place is None:
        return Markup("")
    gap = " " if page.language == "en" else ""
    return gap + page.say("ruler.given_back_elsewhere", {"place": page.words.text(place)})


def _sweep(page: Page) -> Markup:
    marks = [mark for mark in page.verdict.marks if mark.sweep]
    if not marks:
        return Markup("")
    tables = Markup("").join(_sweep_table(page, mark) for mark in marks)
    return Markup(
        '<details><summary>{}</summary><p class="small">{}</p>'
        '<div class="sweeps">{}</div></details>'
    ).format(page.say("ruler.sweep"), page.say("ruler.sweep_cap"), tables)


def _sweep_table(page: Page, mark: Mark) -> Markup:
    key, head, bars, cells = f"mark:{mark.name}", [], [], []
    for threshold, probability in mark.sweep:
        used = threshold == mark.threshold
        told = numbers.with_unit(
            numbers.published(threshold, page.language), mark.unit, page.language
        )
        tag = Markup("<th>{}</th>") if used else Markup("<td>{}</td>")
        head.append(tag.format(page.notes.again(key, told)))
        cells.append(tag.format(page.notes.again(key, _swept(page, probability))))
        bars.append(
            Markup('<td class="col"><i{} style="height:{}px"></i></td>').format(
                Markup(' class="used"') if used else "", round(36 * probability, 1)
            )
        )
    join = Markup("").join
    return Markup(
        '<div class="scroll" tabindex="0" role="group" aria-label="{}"><table class="sw">'
        "<caption>{}</caption>"
        '<tr aria-hidden="true"><td></td>{}</tr><tr><th scope="row">{}</th>{}</tr>'
        '<tr><th scope="row">{}</th>{}</tr></table></div>'
    ).format(
        page.plain(f"mark.{mark.name}.name"),
        page.mark_name(mark.name),
        join(bars),
        page.say("ruler.sweep_if"),
        join(head),
        page.say("ruler.sweep_then"),
        join(cells),
    )


def _swept(page: Page, probability: float) -> str:
    """A chance in a narrow cell: with no world or every world, a word."""
    if 0 < probability < 1:
        return page.chance(probability)
    return page.plain("ruler.sweep_all" if probability >= 1 else "ruler.sweep_none")


def _worlds(page: Page) -> Markup:
    rows, alive = (
        [],
        (True,) * len(page.verdict.chain.worlds[0]) if page.verdict.chain.worlds else (),
    )
    marks = _chain_marks(page)
    so_far = list(
        accumulate(
            page.verdict.chain.worlds,
            lambda above, row: tuple(a and b for a, b in zip(above, row, strict=True)),
            initial=alive,
        )
    )[1:]
    for mark, holds, still in zip(marks, page.verdict.chain.worlds, so_far, strict=False):
        rows.append(
            Markup('<li><span class="mn">{}</span>{}<span class="wc">{}</span></li>').format(
                page.mark_name(mark.name),
                worlds_row(holds, still),
                page.notes.again(
                    "worlds",
                    Markup("<b>{}</b><span> {}</span>").format(sum(still), page.say("worlds.left")),
                ),
            )
        )
    keys = Markup("").join(
        Markup('<span><i class="{}"></i>{}</span>').format(name, page.say(f"worlds.{key}"))
        for name, key in (("k2", "so_far"), ("k1", "alone"), ("k0", "broken"))
    )
    title = page.notes.cite("worlds", page.say("worlds.figure"))
    return Markup(
        '<figure><figcaption><h3>{}</h3><p class="cap">{}</p></figcaption>'
        '<ol class="worlds">{}</ol><p class="key">{}</p></figure>'
    ).format(title, page.say("worlds.cap"), Markup("").join(rows), keys)


def _product(page: Page) -> str:
    percent = 100 * page.verdict.chain.product
    if percent <= 0:
        return page.chance(0)
    told = numbers.measured(percent, page.language) if percent >= 1e-4 else f"10^{numbers.MINUS}4"
    told = told if percent >= 1e-4 else "< " + numbers.written(1e-4, 4, page.language)
    return numbers.with_unit(told, "percent", page.language)


def _granted_rows(page: Page, granted: list[Mark]) -> Markup:
    """Worlds left per granted mark, most first; those that leave none share one row."""
    some = [mark for mark in granted if mark.probability_if_granted]
    some.sort(key=lambda mark: -(mark.probability_if_granted or 0.0))
    told: list[tuple[object, float]] = [
        (lower_name(page, mark.name), mark.probability_if_granted or 0.0) for mark in some
    ]
    if len(some) < len(granted):
        key = "worlds.granted_other" if some else "worlds.granted_any"
        told.append((page.say(key), 0.0))
    return Markup("").join(
        Markup('<tr><td>{}</td><td class="r">{}</td></tr>').format(
            name, page.notes.again("granted", page.chance(probability))
        )
        for name, probability in told
    )


def _counted(page: Page) -> Markup:
    marks = _chain_marks(page)
    counted = page.say(
        "worlds.counted_text",
        {
            "number": page.count(len(marks), "chain:material"),
            "joint": worlds_count(page),
            "product": page.notes.again("chain:material", _product(page)),
        },
    )
    main = page.say("worlds.main", {"chance": worlds_count(page, main_cause=True)})
    granted = [m for m in marks if m.probability_if_granted is not None]
    rows = _granted_rows(page, granted)
    saved = [m for m in granted if (m.probability_if_granted or 0.0) > GRANT]
    names = page.plain("comma").join(str(lower_name(page, m.name).unescape()) for m in saved)
    verdict = (
        page.say("worlds.granted_some", {"names": names})
        if saved
        else page.say("worlds.granted_none")
    )
    return Markup(
        '<div class="count"><h3>{}</h3><p class="small">{}</p><p class="small">{}</p><h3>{}</h3>'
        '<table><tr><th>{}</th><th class="r">{}</th></tr>{}</table><p class="small">{}</p></div>'
    ).format(
        page.say("worlds.counted"),
        counted,
        main,
        page.notes.cite("granted", escape(page.plain("worlds.granted"))),
        page.say("worlds.granted_head"),
        page.say("worlds.granted_left"),
        rows,
        verdict,
    )
