"""What the entries of an attribution say: fitted on which weeks, from which series, known when.

Not here: the figures that show it (`sections/price_windows.py`, `sections/price_sure.py`).
"""

from collections.abc import Callable
from datetime import date

from markupsafe import Markup

from assay.prices.result import Attribution, Coefficient, WindowResult
from assay.report import numbers
from assay.report.entries_record import english, known, source_line, work
from assay.report.page import Page

Writer = Callable[[Page, str], Markup]


def _fit(page: Page, name: str) -> Markup:
    """The entry of a window, or of one of the checks of the fit."""
    fit = page.verdict.attribution
    if fit is None:
        return Markup("<b>{}</b>").format(name)
    if name in CHECKS:
        return CHECKS[name](page, fit)
    return _window(page, fit, fit.window(name))


def _weeks(page: Page, fit: Attribution) -> dict[str, object]:
    return {
        "title": page.words.text(fit.target.title),
        "weeks": numbers.count(fit.weeks),
        "start": page.day(fit.fitted[0]),
        "end": page.day(fit.fitted[1]),
    }


def _by(page: Page) -> Markup:
    return page.notes.cite("fit:method", page.say("entry.fit.link"))


def _named(page: Page, text: str) -> Markup:
    """A regressor or check in words; one without a text by its name in the file."""
    key = f"entry.fit.name_{text}"
    return page.say(key) if page.has(key) else english(text.replace("_", " "))


def _list(head: object, items: list[Markup]) -> Markup:
    rows = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
    return Markup('<span class="vt">{}</span><ul class="vt">{}</ul>').format(head, rows)


def _amount(page: Page, value: float, unit: str) -> str:
    named = page.plain(f"entry.fit.unit_{unit}") if page.has(f"entry.fit.unit_{unit}") else unit
    number = numbers.measured(value, page.language)
    return number if unit == "1" else f"{number}{numbers.SPACE}{named}"


def _window(page: Page, fit: Attribution, window: WindowResult) -> Markup:
    from assay.report.sections.price_windows import title_of, told

    values = {
        **_weeks(page, fit),
        "first": page.day(window.start),
        "last": page.day(window.end),
        "actual": numbers.written(window.actual, 1, page.language),
        "fit": _by(page),
        "draws": numbers.count(fit.draws),
    }
    moved = [
        Markup("{}{}{}").format(
            _named(page, one.regressor), page.say("colon"), _amount(page, one.change, one.unit)
        )
        for one in window.drivers
    ]
    shares = [
        Markup("{}{}{}").format(title_of(page, one.group), page.say("colon"), told(page, one))
        for one in window.shares
    ]
    rest = Markup("{}{}{}").format(
        page.say("spans.unexplained"), page.say("colon"), told(page, window.unexplained)
    )
    pieces: list[object] = [known(page, window.known_on)]
    if window.known_on > page.verdict.as_of:
        pieces.append(page.say("entry.known_later"))
    return Markup("<b>{}</b> {}{}{}{}").format(
        page.say("entry.fit.window", values),
        page.say("entry.fit.window_how", values),
        source_line(pieces),
        _list(page.say("entry.fit.shares"), [*shares, rest]),
        _list(page.say("entry.fit.moved"), moved) if moved else "",
    )


def _method(page: Page, fit: Attribution) -> Markup:
    values = {
        **_weeks(page, fit),
        "draws": numbers.count(fit.draws),
        "block": fit.block_weeks,
        "seed": fit.seed,
    }
    gold = (one for one in fit.coefficients if one.group == "gold")
    answers = [_answer(page, one) for one in (*fit.macro_coefficients, *gold)]
    pieces: list[object] = [
        page.say("entry.fit.refit", {"file": page.verdict.refit})
        if page.verdict.refit
        else page.say("entry.fit.own"),
        known(page, fit.fitted[1]),
    ]
    return Markup("<b>{}</b> {}{}{}{}").format(
        page.say("entry.fit.method", values),
        page.say("entry.fit.method_how", values),
        source_line(pieces),
        _list(page.say("entry.fit.answers"), answers),
        _list(page.say("entry.fit.series"), [work(page, source) for source in fit.sources]),
    )


def _answer(page: Page, one: Coefficient) -> Markup:
    """A coefficient with its error, both to the error's second digit."""
    decimals = numbers.decimals_for(one.error)
    value, error = (numbers.written(x, decimals, page.language) for x in (one.value, one.error))
    return Markup("{}{}{} ± {}").format(
        _named(page, one.regressor), page.say("colon"), value, error
    )


def _null(page: Page, fit: Attribution) -> Markup:
    lists = Markup("").join(
        _list(
            page.say(f"entry.fit.null_{null.stage}", {"sd": _points(page, null.sd)}),
            [
                page.say("comma").join(
                    Markup('<span class="nb">{}{}{}</span>').format(
                        year, numbers.SPACE, _points(page, residual)
                    )
                    for year, residual in zip(
                        (*null.years, null.tested), (*null.residuals, null.residual), strict=True
                    )
                )
            ],
        )
        for null in fit.null
    )
    values = {**_weeks(page, fit), "fit": _by(page)}
    return Markup("<b>{}</b> {}{}{}").format(
        page.say("entry.fit.null", {"year": fit.null[0].tested}),
        page.say("entry.fit.null_how", values),
        source_line([known(page, _end_of(fit, fit.null[0].tested))]),
        lists,
    )


def _end_of(fit: Attribution, year: int) -> date:
    """The day on which a year of the fit was over, as far as its windows tell."""
    ends = [window.known_on for window in fit.windows if window.end.year == year]
    return min(ends, default=fit.known_on)


def keys(fit: Attribution) -> list[str]:
    """The keys of all its entries: its windows, then its checks."""
    told = {"null": fit.null, "out_of_sample": fit.out_of_sample}
    checks = [name for name in CHECKS if told.get(name, True)]
    return [*(f"fit:{window.name}" for window in fit.windows), *(f"fit:{one}" for one in checks)]


def _points(page: Page, value: float) -> str:
    return numbers.written(value, 1, page.language)


def _out_of_sample(page: Page, fit: Attribution) -> Markup:
    year = fit.out_of_sample[0].year
    values = {**_weeks(page, fit), "fit": _by(page), "year": year}
    return Markup("<b>{}</b> {}{}").format(
        page.say("entry.fit.out_of_sample", values),
        page.say("entry.fit.out_of_sample_how", values),
        source_line([known(page, _end_of(fit, year))]),
    )


def _robustness(page: Page, fit: Attribution) -> Markup:
    known_readings = [one for one in fit.robustness.readings if one.day <= page.verdict.as_of]
    readings = [
        Markup("{} ({}){}{}").format(
            _named(page, one.name),
            page.day(one.day),
            page.say("colon"),
            _amount(page, one.value, one.unit),
        )
        for one in known_readings
    ]
    last = max((one.day for one in known_readings), default=fit.fitted[1])
    return Markup("<b>{}</b> {}{}{}").format(
        page.say("entry.fit.robustness"),
        page.say("entry.fit.robustness_how", {"fit": _by(page)}),
        source_line([known(page, last)]),
        _list(page.say("entry.fit.readings"), readings),
    )


CHECKS: dict[str, Callable[[Page, Attribution], Markup]] = {
    "method": _method,
    "null": _null,
    "out_of_sample": _out_of_sample,
    "robustness": _robustness,
}
"""Entries that are no window."""

WRITERS: dict[str, Writer] = {"fit": _fit}
