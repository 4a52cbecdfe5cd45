"""Does the story lead or follow the price? One sentence, the price around the tellings, the tests.

Not here: what moved the price (`price.py`); what the entry says (`entries_interest.py`).
"""

from markupsafe import Markup, escape

from assay.model.summary import Band
from assay.prices.interest import EPISODES, SHORTEST, Interest, Step, Study, Telling
from assay.report import numbers
from assay.report.download import link
from assay.report.entries_record import english, work
from assay.report.page import Page
from assay.report.plots import height_of, label, nice_step, path_paths

SIDES = 1.08
"""Room above and below the path, so that its ends do not touch the frame."""


def block(page: Page) -> Markup:
    """The block at the end of the price's section; empty where the question was never asked."""
    interest = page.verdict.interest
    if interest is None:
        return Markup("")
    study = interest.studies[0]
    told = [*_around(page, study), *_beside(page, interest)]
    if interest.known_on > page.verdict.as_of:
        told.append(page.say("interest.later", {"day": page.day(interest.known_on)}))
    figure = _figure(page, interest, study) if study.path else ""
    return Markup('<div class="lead-lag" id="interest"><h3>{}</h3><p>{}</p>{}{}{}</div>').format(
        page.say(f"interest.title_{study.word.replace(' ', '_')}"),
        sentence(page),
        Markup('<p class="small">{}</p>').format(page.joined(told)) if told else "",
        figure,
        _lists(page, interest, study),
    )


def key_of(study: Study) -> str:
    """The key of a study's entry."""
    return f"interest:{study.name}"


def sentence(page: Page) -> Markup:
    """What was found, and why, in one sentence; for the terminal too."""
    interest = page.verdict.interest
    if interest is None:
        return Markup("")
    study = interest.studies[0]
    key = study.reason if study.word == "cannot tell" else study.word
    if key == "few" and study.episodes == 1:
        key = "few_one"
    values = {
        "tellings": page.notes.cite(key_of(study), page.words.number(study.tellings)),
        "episodes": page.count(study.episodes, key_of(study)),
        "least": page.count(EPISODES, key_of(study)),
        "shortest": page.notes.again(key_of(study), SHORTEST),
        "steps": _steps(page, study, study.steps),
        "news": page.say(f"interest.news_{'tellings' if study.tellings else 'volume'}"),
    }
    return page.say(f"interest.{key}", values)


def _steps(page: Page, study: Study, count: int) -> Markup:
    form = "one" if count == 1 else "many"
    number = page.count(count, key_of(study))
    return page.say(f"interest.{study.step}_{form}", {"number": number})


def _points(page: Page, value: float) -> str:
    sign = "+" if value > 0 else ""
    return sign + numbers.measured(value, page.language)


def _around(page: Page, study: Study) -> list[Markup]:
    if not study.path:
        return []
    key, first, last = key_of(study), study.path[0], study.path[-1]

    def told(step: Step, turn: int) -> Markup:
        low, high = sorted((turn * step.low, turn * step.high))
        band = numbers.band_ends(Band(low, low, turn * step.value, high, high), page.language)
        value = Markup('{} <span class="bd">{}</span>').format(
            _points(page, turn * step.value), band
        )
        return page.notes.cite(key, value)

    values = {
        "before": told(first, -1),
        "after": told(last, 1),
        "steps": _steps(page, study, study.lags),
        "step": page.say(f"interest.{study.step}"),
    }
    around = page.say("interest.around", values)
    return [around, page.say("interest.weak")] if study.reason == "few" else [around]


def _beside(page: Page, interest: Interest) -> list[Markup]:
    return [
        page.say(
            f"interest.beside_{study.name}",
            {
                "word": page.say(f"interest.word_{study.word.replace(' ', '_')}"),
                "tellings": page.notes.cite(key_of(study), numbers.count(study.tellings)),
                "episodes": page.count(study.episodes, key_of(study)),
                "number": page.notes.cite(key_of(study), numbers.count(study.steps)),
            },
        )
        for study in interest.studies[1:]
        if page.has(f"interest.beside_{study.name}")
    ]


def _figure(page: Page, interest: Interest, study: Study) -> Markup:
    points = [(step.value, step.low, step.high) for step in study.path]
    high = SIDES * max(0.0, *(max(point) for point in points))
    low = SIDES * min(0.0, *(min(point) for point in points))
    offsets = [step.offset for step in study.path]
    drawn = path_paths(points, low, high, offsets.index(0))
    last, key = study.path[-1], key_of(study)
    end = page.notes.again(key, Markup("<b>{}</b>").format(_points(page, last.value)))
    labels = [
        *_heights(page, low, high),
        *_weeks(offsets),
        label("e", height_of(last.value - low, high - low), end),
    ]
    cap = page.say(
        "interest.cap",
        {
            "step": page.say(f"interest.{study.step}"),
            "steps": page.say(f"interest.{study.step}s"),
            "draws": page.notes.again(key, numbers.count(interest.draws)),
            "work": work(page, study.price),
            "start": page.day(study.start),
            "end": page.day(min(study.end, interest.known_on)),
        },
    )
    return Markup(
        '<figure><figcaption><h4>{}</h4><p class="cap">{}</p></figcaption>'
        '<div class="plot other">{}{}</div><div class="get">{}{}</div></figure>'
    ).format(
        page.notes.again(
            key, page.say("interest.figure", {"step": page.say(f"interest.{study.step}")})
        ),
        cap,
        drawn,
        Markup("").join(labels),
        _path_table(page, study),
        link(
            page,
            "story-and-price",
            ("offset", "log_points", "p05", "p95"),
            [(step.offset, step.value, step.low, step.high) for step in study.path],
        ),
    )


def _heights(page: Page, low: float, high: float) -> list[Markup]:
    step, top = nice_step(high - low), high - low
    first = -int(-low // step)
    count = int(high // step)
    return [
        label("y axis", height_of(n * step - low, top), numbers.published(n * step, page.language))
        for n in range(first, count + 1)
    ]


def _weeks(offsets: list[int]) -> list[Markup]:
    places = [n for n, offset in enumerate(offsets) if offset % 4 == 0 or len(offsets) < 9]
    width = max(len(offsets) - 1, 1)
    return [label("x axis", 100 * n / width, _signed(offsets[n])) for n in places]


def _signed(offset: int) -> str:
    return f"+{offset}" if offset > 0 else f"{offset}".replace("-", "−")


def _row(head: object, cells: list[object]) -> Markup:
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(
        head, Markup("").join(Markup('<td class="r">{}</td>').format(cell) for cell in cells)
    )


def _folded(summary: object, name: object, heads: list[object], rows: list[Markup]) -> Markup:
    first, *others = heads
    head = Markup("").join(Markup('<th class="r">{}</th>').format(one) for one in others)
    return Markup(
        '<details class="data"><summary>{}</summary><div class="scroll" tabindex="0" role="group" '
        'aria-label="{}"><table><tr><th>{}</th>{}</tr>{}</table></div></details>'
    ).format(summary, name, first, head, Markup("").join(rows))


def _path_table(page: Page, study: Study) -> Markup:
    key = key_of(study)
    rows = [
        _row(
            page.notes.again(key, _signed(step.offset)),
            [
                page.notes.again(key, numbers.measured(value, page.language))
                for value in (step.low, step.value, step.high)
            ],
        )
        for step in study.path
    ]
    heads: list[object] = [page.say(f"interest.{study.step}_head")]
    heads += [page.say(f"interest.path_{name}") for name in ("low", "value", "high")]
    return _folded(page.say("time.table"), page.plain("interest.figure_name"), heads, rows)


def _lists(page: Page, interest: Interest, study: Study) -> Markup:
    """The tests, and every telling with its work."""
    told = Markup("")
    if study.tests:
        key = key_of(study)
        rows = [
            _row(
                page.say(
                    f"interest.test_{test.name}",
                    {"direction": page.say(f"interest.direction_{test.direction}")},
                ),
                [
                    page.notes.again(key, numbers.measured(test.statistic, page.language)),
                    page.notes.again(key, share(page, test.p)),
                    page.notes.again(key, share(page, test.p_holm)),
                ],
            )
            for test in study.tests
        ]
        heads: list[object] = [page.say("interest.test")]
        heads += [page.say(f"interest.test_{name}") for name in ("statistic", "p", "holm")]
        told += _folded(page.say("interest.tests"), page.plain("interest.tests"), heads, rows)
    if interest.tellings:
        items = Markup("").join(_telling(page, one) for one in interest.tellings)
        told += Markup(
            '<details class="data"><summary>{}</summary><ul class="works">{}</ul></details>'
        ).format(page.say("interest.list"), items)
    return told


def share(page: Page, p: float) -> str:
    """A p-value to three decimals: with 2,000 orders no more is known."""
    return numbers.written(p, 3, page.language)


def _telling(page: Page, one: Telling) -> Markup:
    days = escape(page.day(one.first))
    if one.last > one.first:
        days = page.say("interest.days", {"first": page.day(one.first), "last": page.day(one.last)})
    return Markup("<li>{}{}{} <i>({})</i> {}</li>").format(
        days,
        page.say("colon"),
        english(one.what),
        page.say(f"interest.kind_{one.kind}"),
        work(page, one.source),
    )
