"""How sure the attribution is: what it foresees, and what other methods say, folded.

Not here: the attribution itself (`price_windows.py`), how it was made (`entries_fit.py`). Nothing
told here enters a contribution.
"""

from collections.abc import Callable

from markupsafe import Markup

from assay.prices.result import Attribution, Episode, Reading
from assay.report import numbers
from assay.report.entries_record import english
from assay.report.page import Page

SILVER = "explosive_silver_monthly"
"""The test of explosiveness on the price itself, month by month."""
RATIO = "explosive_silver_over_gold_monthly"
"""The same on the price over that of gold."""
KEY = "fit:robustness"
"""Entry of what other methods say."""
Line = Callable[[Page, Attribution], Markup]


def block(page: Page, fit: Attribution) -> Markup:
    """The folded block; empty where nothing of it is known by the verdict's day."""
    lines = [told for line in LINES if (told := line(page, fit))]
    if not lines:
        return Markup("")
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup('<details class="sure"><summary>{}</summary><ul>{}</ul></details>').format(
        page.say("sure.ask"), items
    )


def _readings(page: Page, fit: Attribution, name: str) -> list[Reading]:
    """The readings of that name that were known by the verdict's day, oldest first."""
    found = [
        reading
        for reading in fit.robustness.readings
        if reading.name == name and reading.day <= page.verdict.as_of
    ]
    return sorted(found, key=lambda reading: reading.day)


def _last(page: Page, fit: Attribution, name: str) -> float | None:
    found = _readings(page, fit, name)
    return found[-1].value if found else None


def _value(page: Page, value: float, decimals: int) -> Markup:
    return page.notes.again(KEY, numbers.written(value, decimals, page.language))


def _series(page: Page, readings: list[Reading], decimals: int) -> Markup:
    return page.say("semicolon").join(
        page.say(
            "sure.on_day",
            {"value": _value(page, reading.value, decimals), "day": page.day(reading.day)},
        )
        for reading in readings
    )


def _out_of_sample(page: Page, fit: Attribution) -> Markup:
    stages = {one.stage: one for one in fit.out_of_sample}
    if not {"macro", "gold"} <= set(stages):
        return Markup("")
    macro, gold = stages["macro"], stages["gold"]

    def share(r2: float) -> Markup:
        told = numbers.with_unit(numbers.measured(100 * r2, page.language), "%", page.language)
        return page.notes.again("fit:out_of_sample", told)

    weeks = page.notes.cite("fit:out_of_sample", numbers.count(macro.weeks))
    values = {
        "year": page.notes.again("fit:out_of_sample", macro.year),
        "weeks": weeks,
        "macro": share(macro.r2),
        "gold": share(gold.r2),
    }
    worse = macro.r2 < 0 or gold.r2 < 0
    told = [page.say("sure.out_of_sample", values)]
    return page.joined([*told, page.say("sure.worse")] if worse else told)


def _gold_beta(page: Page, fit: Attribution) -> Markup:
    readings = _readings(page, fit, "gold_beta_over_time")
    frozen = next((one for one in fit.coefficients if one.group == "gold"), None)
    if frozen is None or not readings:
        return Markup("")
    beta, error = (
        page.notes.again("fit:method", numbers.written(value, 2, page.language))
        for value in (frozen.value, frozen.error)
    )
    values = {"frozen": beta, "error": error, "series": _series(page, readings, 2)}
    return page.say("sure.gold_beta", values)


def _explosive(page: Page, fit: Attribution) -> Markup:
    """Silver, and silver over gold: flagged when, or never."""
    told = []
    for name, key in ((SILVER, "silver"), (RATIO, "ratio")):
        flagged = [
            episode
            for episode in fit.robustness.episodes
            if episode.name == name and episode.start <= page.verdict.as_of
        ]
        if flagged:
            spans = page.say("semicolon").join(_span(page, one) for one in flagged)
            told.append(page.say(f"sure.explosive_{key}", {"spans": spans}))
        elif name in fit.robustness.never:
            told.append(page.say(f"sure.never_{key}"))
    if not told:
        return Markup("")
    return page.say("sure.explosive", {"told": page.say("semicolon").join(told)})


def _span(page: Page, episode: Episode) -> Markup:
    end = min(episode.end, page.verdict.as_of)
    return page.say("sure.span", {"start": page.day(episode.start), "end": page.day(end)})


def _positions(page: Page, fit: Attribution) -> Markup:
    readings = _readings(page, fit, "managed_money_net")
    if not readings:
        return Markup("")
    first, last = readings[0], readings[-1]
    told = [page.say("sure.positions", {"series": _series(page, readings, 0)})]
    window = next((one for one in fit.windows if one.name == "story"), None)
    if window is not None and window.actual > 0 and last.value < first.value:
        told.append(page.say("sure.no_speculators"))
    return page.joined(told)


def _other_dollar(page: Page, fit: Attribution) -> Markup:
    other = _last(page, fit, "by_dxy_story_unexplained")
    window = next((one for one in fit.windows if one.name == "story"), None)
    if other is None or window is None:
        return Markup("")
    own = page.notes.again("fit:story", numbers.written(window.unexplained.value, 1, page.language))
    return page.say("sure.other_dollar", {"own": own, "other": _value(page, other, 1)})


def _structural(page: Page, fit: Attribution) -> Markup:
    rest = _last(page, fit, "structural_rest_story")
    return (
        Markup("") if rest is None else page.say("sure.structural", {"rest": _value(page, rest, 0)})
    )


def _exact(page: Page, fit: Attribution) -> Markup:
    macro = _last(page, fit, "z_of_exact_closes_macro")
    gold = _last(page, fit, "z_of_exact_closes_gold")
    if macro is None or gold is None:
        return Markup("")
    return page.say("sure.exact", {"macro": _value(page, macro, 1), "gold": _value(page, gold, 1)})


def _missing(page: Page, fit: Attribution) -> Markup:
    told = page.say("semicolon").join(
        Markup("{}{}{}").format(
            english(one.name.replace("_", " ")), page.say("colon"), english(one.reason.rstrip("."))
        )
        for one in fit.not_measured
    )
    return page.say("sure.missing", {"list": told}) if told else Markup("")


LINES: tuple[Line, ...] = (
    _out_of_sample,
    _exact,
    _gold_beta,
    _other_dollar,
    _structural,
    _explosive,
    _positions,
    _missing,
)
"""What is told, in this order; a line of which nothing is known is left out."""
