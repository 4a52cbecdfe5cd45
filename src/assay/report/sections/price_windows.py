"""The same fit on several spans of time, side by side on one scale, and how unusual the year was.

Not here: the two views of the story's own rise (`price.py`), what other methods say of the fit
(`price_sure.py`).
"""

import math
from collections.abc import Sequence

from markupsafe import Markup

from assay.model.summary import Band
from assay.prices.result import Attribution, Null, Share, WindowResult
from assay.report import numbers
from assay.report.download import link
from assay.report.drawing import bar, drawing
from assay.report.page import Page, bare, lowered
from assay.report.sections import price_sure

MEDIATOR = "gold"
"""The group that is drawn as a mediator: it is no cause."""
STORY = "story"
"""The window that the first view draws already."""
ABNORMAL = 2.0
"""Standard deviations of ordinary years from which a year is called clearly abnormal: beyond it
lies one ordinary year in twenty."""
WHOLE = 10.0
"""Log points from which a contribution is told in whole ones."""
ROOM = 0.02
"""Share of the scale left free at both ends."""
HEIGHT = 26
"""Height of a bar's row in pixels, as in the views."""

Scale = tuple[float, float]


def block(page: Page) -> Markup:
    """The block after the first view; empty without a fit, or where no window was known yet."""
    fit = page.verdict.attribution
    if fit is None:
        return Markup("")
    windows = [
        window
        for window in fit.windows
        if window.name != STORY and window.known_on <= page.verdict.as_of
    ]
    if not windows:
        return Markup("")
    scale = _scale(windows)
    return Markup(
        '<figure class="spans"><figcaption><h3>{}</h3><p class="cap">{}</p></figcaption>'
        '<div class="three">{}</div>{}</figure>{}{}'
    ).format(
        page.say(f"spans.title_{'same' if _both_ways(windows) else 'plain'}"),
        page.say(
            "spans.cap",
            {
                "end": page.notes.cite("fit:method", page.day(fit.fitted[1])),
                "draws": numbers.count(fit.draws),
            },
        ),
        Markup("").join(_panel(page, window, scale) for window in windows),
        _csv(page, fit),
        _ordinary(page, fit),
        price_sure.block(page, fit),
    )


def _both_ways(windows: Sequence[WindowResult]) -> bool:
    """Whether some rise and some fall are both left unexplained in their own direction."""
    left = [(window.actual, window.unexplained) for window in windows]
    up = any(actual > 0 and rest.p05 > 0 for actual, rest in left)
    return up and any(actual < 0 and rest.p95 < 0 for actual, rest in left)


def _scale(windows: Sequence[WindowResult]) -> Scale:
    ends = [0.0]
    for window in windows:
        ends.append(window.actual)
        position = 0.0
        for share in (*window.shares, window.unexplained):
            ends += [position + share.p05, position + share.p95, position + share.value]
            position += share.value
    room = ROOM * (max(ends) - min(ends))
    return min(ends) - room, max(ends) + room


def title_of(page: Page, group: str) -> Markup:
    """What the story calls a group, in short; its key where the story has no such group."""
    for row in page.verdict.contributions:
        if row.view == 1 and row.driver == group:
            return bare(page.words.text(row.title))
    return Markup("{}").format(group.replace("_", " "))


def window_title(page: Page, name: str, window: WindowResult) -> Markup:
    """What a window is called; a span of days where it has no name of its own."""
    if page.has(f"spans.name_{name}"):
        return page.say(f"spans.name_{name}")
    days = {"start": page.day(window.start), "end": page.day(window.end)}
    return page.say("spans.days", days)


def as_band(share: Share) -> Band:
    """A share as a band, whose middle is the value that adds up; quartiles are not known."""
    return Band(share.p05, share.value, share.value, share.value, share.p95)


def _panel(page: Page, window: WindowResult, scale: Scale) -> Markup:
    key = f"fit:{window.name}"
    items, position = [], 0.0
    for share in window.shares:
        kind = "gold" if share.group == MEDIATOR else "macro"
        label = title_of(page, share.group)
        items.append(_item(page, key, kind, label, share, position, scale))
        position += share.value
    rest = window.unexplained
    label = Markup("<b>{}</b>").format(page.say("spans.unexplained"))
    items.append(_item(page, key, "unex", label, rest, position, scale))
    told = Markup("<b>{}</b>").format(numbers.written(window.actual, 0, page.language))
    items.append(
        Markup(
            '<li class="tot"><span class="wl"><b>{}</b></span>{}<span class="wv">{}</span></li>'
        ).format(
            page.say("spans.actual"),
            drawing(bar(0, window.actual, scale, "tot", None), HEIGHT),
            page.notes.again(key, told),
        )
    )
    days = {"start": page.day(window.start), "end": page.day(window.end)}
    return Markup('<div><h4>{}</h4><p class="cap">{}</p><ul class="bars">{}</ul></div>').format(
        page.notes.cite(key, window_title(page, window.name, window)),
        page.say("spans.days", days),
        Markup("").join(items),
    )


def _item(
    page: Page, key: str, kind: str, label: object, share: Share, start: float, scale: Scale
) -> Markup:
    band = as_band(share)
    tone = f"{kind} neg" if share.value < 0 else kind
    drawn = drawing(bar(start, start + share.value, scale, tone, band), HEIGHT)
    return Markup(
        '<li class="{}"><span class="wl">{}</span>{}<span class="wv">{}</span></li>'
    ).format(kind, label, drawn, page.notes.again(key, told(page, share)))


def told(page: Page, share: Share) -> Markup:
    """A share with its band, ends rounded outwards: `19 [13, 26]`, below ten `1.6 [−1.1, 4.1]`.

    To a tenth at most whatever its size, so that spans can be compared at sight.
    """
    decimals = 0 if abs(round(share.value, 1)) >= WHOLE else 1
    step = 10.0**decimals
    # a value already on a step must not be pushed outwards by the last bit of a float
    low, high = round(share.p05 * step, 6), round(share.p95 * step, 6)
    ends = (math.floor(low) / step, math.ceil(high) / step)
    low_text, high_text = (numbers.written(end + 0.0, decimals, page.language) for end in ends)
    return Markup("{} <i>[{},{}{}]</i>").format(
        numbers.written(share.value, decimals, page.language), low_text, numbers.SPACE, high_text
    )


def _csv(page: Page, fit: Attribution) -> Markup:
    rows = [
        (
            window.name,
            window.start.isoformat(),
            window.end.isoformat(),
            share.group,
            share.value,
            share.p05,
            share.p95,
        )
        for window in fit.windows
        if window.known_on <= page.verdict.as_of
        for share in (*window.shares, window.unexplained)
    ]
    return link(page, "price-windows", ("window", "start", "end", "group", "value", "p05", "p95"),
                rows)  # fmt: skip


def _ordinary(page: Page, fit: Attribution) -> Markup:
    """How far the year lies from ordinary ones, without gold and with it."""
    stages = {null.stage: null for null in fit.null}
    told = [
        page.say(f"spans.null_{stage}", _null_values(page, stages[stage]))
        for stage in ("macro", "gold")
        if stage in stages
    ]
    if "gold" in stages:
        clear = abs(stages["gold"].z) >= ABNORMAL
        values = _null_values(page, stages["gold"])
        told.append(page.say(f"spans.{'abnormal' if clear else 'ordinary'}", values))
    return Markup("<p>{}</p>").format(page.joined(told)) if told else Markup("")


def _mediator(page: Page) -> Markup:
    title = title_of(page, MEDIATOR)
    return lowered(title) if page.language == "en" else title


def _null_values(page: Page, null: Null) -> dict[str, object]:
    cite = page.notes.cite if null.stage == "macro" else page.notes.again
    return {
        "mediator": _mediator(page),
        "year": page.notes.again("fit:null", null.tested),
        "z": cite("fit:null", numbers.measured(null.z, page.language)),
        "sd": page.notes.again("fit:null", numbers.measured(null.sd, page.language)),
    }
