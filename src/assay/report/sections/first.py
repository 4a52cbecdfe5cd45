"""The first screen: what was claimed, is it so, how sure, why not.

Not here: the small ruler and the tally beside it (`beside.py`), the ruler in full (`ruler.py`).
"""

import re
from datetime import date

from markupsafe import Markup, escape

from assay.claims.claim import CauseClaim
from assay.reading.article import Article
from assay.report import numbers
from assay.report.page import MAIN_CAUSE, Page
from assay.report.sections import use
from assay.report.sections.beside import beside
from assay.report.sections.marks import strongest_rival, value_text
from assay.ruler.mark import Mark

LIKELIHOODS = (
    ("exceptionally_unlikely", 0, 1),
    ("very_unlikely", 1, 10),
    ("unlikely", 10, 33),
    ("about_as_likely_as_not", 33, 66),
    ("likely", 66, 90),
    ("very_likely", 90, 99),
    ("virtually_certain", 99, 100),
)
"""IPCC likelihood words with disjoint ranges, in per cent."""
WITHIN = 1.645
"""Standard scores of the 5th and 95th percentile."""
OLD_RECORD = 180
"""Days by which the record may be older than the page before a line says so."""
ANSWER_COLOUR = {"yes": "c-held", "partly": "c-held", "no": "c-broken", "cannot_tell": "c-open"}


def first_screen(page: Page) -> Markup:
    """The whole first screen."""
    left = Markup("").join((_claimed(page), _so(page), _sure(page), _why(page)))
    return Markup('<div class="hero"><div>{}</div>{}</div>').format(left, beside(page))


def old_record(page: Page) -> Markup:
    """The line above the claim where the record is much older than the page."""
    article = page.verdict.article
    last = article.published[1] if article else None
    if last is None:
        return Markup("")
    days = (last - page.verdict.as_of).days
    if days <= OLD_RECORD:
        return Markup("")
    told = page.notes.cite("as_of", numbers.count(days))
    return Markup('<p class="old small">{}</p>').format(page.say("top.old", {"days": told}))


def _claimed(page: Page) -> Markup:
    story, article = page.verdict.story, page.verdict.article
    lines = [Markup('<p class="cl">{}</p>').format(page.words.text(story.claim))]
    if article is None:
        lines.append(Markup('<p class="small">{}</p>').format(page.say("first.no_page")))
    else:
        told = _own_words(page)
        if told:
            lines.append(
                Markup('<p class="small quoted" lang="{}">{}{}{}</p>').format(
                    article.language, *_quoted(page, told)
                )
            )
        lines.append(Markup('<p class="small">{}</p>').format(_by(page, article)))
    return Markup('<div class="claim"><p class="lab">{}</p>{}</div>').format(
        page.say("first.claimed"), Markup("").join(lines)
    )


def _own_words(page: Page) -> str:
    """The page's own words for the claim: the first short ones that name cause and effect."""
    group = page.verdict.story.driver_group
    told = [_clauses(c.claim) for c in page.verdict.causes if c.group and c.group == group]
    whole = [text for text, complete in told if complete and len(text) <= SHORT]
    return next(iter(whole), "") or min((text for text, _ in told), key=len, default="")


def _clauses(claim: CauseClaim) -> tuple[str, bool]:
    """A statement cut to the clauses that name its cause and its effect, if it names both."""
    text = claim.text.strip()
    places = [(text.find(part), part) for part in (claim.cause, claim.effect)]
    if not all(part and place >= 0 for place, part in places):
        return text, False
    start = min(place for place, _ in places)
    end = max(place + len(part) for place, part in places)
    before = [match.end() for match in BORDER.finditer(text, 0, start)]
    after = BORDER.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)].strip(), True


def _quoted(page: Page, text: str) -> tuple[str, str, str]:
    short = text if len(text) <= QUOTE else text[:QUOTE].rstrip() + "…"
    return page.plain("quote_open"), short, page.plain("quote_close")


SHORT = 90
"""Characters up to which words of the page are short enough to be read at a glance."""
BORDER = re.compile(r"[,;:，；：。！？!?\n]\s*")
"""Where a clause ends."""
QUOTE = 160
"""Characters of a quotation on the first screen; the whole stands in its section."""


def _by(page: Page, article: Article) -> Markup:
    title = escape(page.say("first.unnamed"))
    if article.title:
        named = Markup('<a href="#claims">{}{}{}</a>').format(
            page.say("title_open"), article.title, page.say("title_close")
        )
        title = Markup('<span class="quoted" lang="{}">{}</span>').format(article.language, named)
    author = Markup("")
    if article.author:
        author = page.say("first.by", {"author": page.foreign(article.author, article.language)})
    date_text = _published(page, *article.published)
    return page.say(
        f"stance.{page.verdict.stance}", {"title": title, "author": author, "date": date_text}
    )


def _published(page: Page, start: date | None, end: date | None) -> Markup:
    days = {"start": page.day(start) if start else "", "end": page.day(end) if end else ""}
    if start and end:
        key = "published_on" if start == end else "published_between"
    elif start or end:
        key = "published_from" if start else "published_by"
    else:
        key = "published_unknown"
    return page.say(f"first.{key}", days)


def _so(page: Page) -> Markup:
    chain, story = page.verdict.chain, page.verdict.story
    word = Markup('<span class="{}">{}</span>').format(
        ANSWER_COLOUR[chain.answer], page.say(f"answer.{chain.answer}")
    )
    gap = " " if page.language == "en" else ""
    return Markup('<div class="ans"><p class="lab">{}</p><h1>{}{}{}</h1><p>{}</p></div>').format(
        page.say("first.so"),
        word,
        gap,
        page.words.text(story.answers[chain.answer]),
        share_line(page),
    )


def share_line(page: Page) -> Markup:
    """How much of the effect the driver explains, or why that was not computed."""
    window, explained = page.verdict.story.window, page.verdict.explained
    ends = use.years(page) if page.verdict.story.effect == "use" else _prices(page)
    later = _known_later(page)
    if explained is None:
        told = page.say("first.no_rise", ends) if window else page.say("first.no_share")
        return page.joined([told, *later])
    mark = page.mark("transmission")
    need = page.threshold(mark) if mark else ""
    main = numbers.with_unit(numbers.published(MAIN_CAUSE, page.language), "percent", page.language)
    told = page.say(
        _share_key(100 * explained.share.p50, mark),
        {
            **ends,
            "share": page.notes.cite("share", page.share(explained.share)),
            "material": page.notes.cite("thresholds", need),
            "main": page.notes.again("thresholds", main),
        },
    )
    return page.joined([told, *later])


def _share_key(share: float, transmission: Mark | None) -> str:
    """Which sentence tells a share in per cent: what it would need is said where it falls short."""
    if share >= MAIN_CAUSE:
        return "first.share_main"
    enough = transmission is not None and share >= transmission.threshold
    return "first.share_material" if enough else "first.share"


def _prices(page: Page) -> dict[str, object]:
    """The price at both ends of the window."""
    window = page.verdict.story.window
    if window is None:
        return {}
    ends: dict[str, object] = {}
    for name, value, fact in zip(
        ("start", "end"), (window.start_value, window.end_value), window.facts, strict=True
    ):
        text = numbers.printed(value, window.unit, page.language)
        ends[name] = page.notes.cite(f"fact:{fact}", text)
    return ends


def _known_later(page: Page) -> list[Markup]:
    """That the rise had not ended on the as-of day: it is what the story is about all the same."""
    window = page.verdict.story.window
    if not (window and window.facts) or page.verdict.as_of >= window.end:
        return []
    return [page.say("first.window_later", {"end": page.day(window.end)})]


def worlds_count(page: Page, main_cause: bool = False) -> Markup:
    """In how many of all worlds the story holds, as a link: `none of 65,536`."""
    degree = page.verdict.chain.main_cause if main_cause else page.verdict.chain.material
    samples = numbers.count(degree.samples)
    key = "none" if degree.count == 0 else "all" if degree.count == degree.samples else "some"
    # with few hits the count itself is told, and "1 in 65,536 of 65,536" would say it twice
    chance = numbers.chance(degree.probability, degree.samples, page.language)
    rare = key == "some" and not chance.endswith("%")
    if rare and page.language == "en":
        # "in 1 in 65,536 sampled worlds" would stumble
        chance = f"{numbers.count(degree.count)} of {samples}"
    text = (
        escape(chance)
        if rare
        else page.words.say(f"first.count_{key}", {"samples": samples, "chance": chance})
    )
    return page.notes.cite("chain:main_cause" if main_cause else "chain:material", text)


def _bound(page: Page) -> Markup:
    degree = page.verdict.chain.material
    if degree.upper is not None and degree.count == 0:
        told = numbers.bound(degree.upper, page.language)
        return page.say("first.bound_below", {"bound": page.notes.again("chain:material", told)})
    if degree.count == degree.samples:
        told = numbers.lower_bound(3 / degree.samples, page.language)
        return page.say("first.bound_above", {"bound": page.notes.again("chain:material", told)})
    if degree.error > 0:
        told = numbers.with_unit(
            numbers.measured(100 * degree.error, page.language, 1), "percent", page.language
        )
        return page.say("first.error", {"error": page.notes.again("chain:material", told)})
    return Markup("")


def likelihood_range(page: Page) -> tuple[str, str, int]:
    """The likelihood word, its range and its place on the scale."""
    key = page.verdict.chain.likelihood
    place = next(i for i, row in enumerate(LIKELIHOODS) if row[0] == key)
    _, low, high = LIKELIHOODS[place]
    told = numbers.span_text(str(low), str(high), "percent", page.language)
    return page.plain(f"likelihood.{key}"), told, place


def likelihood_line(page: Page) -> Markup:
    """How likely the story is: word and range together, and in how many worlds it holds."""
    word, span, _ = likelihood_range(page)
    first = word[:1].upper() + word[1:] if page.language == "en" else word
    linked = page.notes.cite("likelihood", span)
    return page.say(
        "first.likelihood",
        {"word": first, "range": linked, "count": worlds_count(page), "bound": _bound(page)},
    )


def _sure(page: Page) -> Markup:
    word, span, place = likelihood_range(page)
    sentences = [likelihood_line(page), *_rests(page)]
    return Markup('<div class="ans"><p class="lab">{}</p><p>{}</p>{}</div>').format(
        page.say("first.sure"), page.joined(sentences), _scale(page, word, span, place)
    )


def _rests(page: Page) -> list[Markup]:
    givens = page.verdict.givens
    if not givens:
        return []
    low = sum(given.confidence == "low" for given in givens)
    told = [
        page.say(
            "first.rests",
            {
                "givens": page.notes.cite("inputs", numbers.count(len(givens))),
                "low": page.notes.again("inputs", numbers.count(low)),
            },
        )
    ]
    rows = page.verdict.requirement
    if rows:
        able = sum(
            row.needed is not None and row.score is not None and abs(row.score) <= WITHIN
            for row in rows
        )
        key = "first.rests_some" if able else "first.rests_none"
        told.append(page.raised(page.say(key, {"number": page.count(able, "inputs")})))
    return told


def _scale(page: Page, word: str, span: str, place: int) -> Markup:
    steps = Markup("").join(
        Markup('<li class="on {}"></li>').format(ANSWER_COLOUR[page.verdict.chain.answer])
        if i == place
        else Markup("<li></li>")
        for i in range(len(LIKELIHOODS))
    )
    return Markup(
        '<div class="scale" role="img" aria-label="{}"><ol>{}</ol>'
        '<div aria-hidden="true"><span>{}</span><span>{}</span><span>{}</span></div></div>'
    ).format(
        page.plain("first.scale_label", {"word": word, "range": span}),
        steps,
        page.say("first.scale_fails"),
        page.say("first.scale_middle"),
        page.say("first.scale_holds"),
    )


def weak_sentence(page: Page, name: str) -> Markup | None:
    """Why a mark is weak, in its own numbers; None where it has no value."""
    mark = page.mark(name)
    if mark is None or mark.value is None:
        return None
    if name == "rivals":
        rival, own = strongest_rival(page)
        if rival and own:
            (place, row), (own_place, own_row) = rival, own
            most, least = (
                page.notes.cite(f"row:{i}", page.amount(r.band, r.unit))
                for i, r in ((place, row), (own_place, own_row))
            )
            return page.say(
                "mark.rivals.weak_named",
                {"rival": page.inside(row.title), "most": most, "least": least},
            )
    return page.say(
        f"mark.{name}.weak",
        {
            "value": page.notes.cite(f"mark:{name}", value_text(page, mark)),
            "need": page.notes.again(f"mark:{name}", page.threshold(mark)),
        },
    )


def _why(page: Page) -> Markup:
    chain = page.verdict.chain
    sentences = []
    for key, name in (("weakest", chain.weakest), ("second", chain.second)):
        told = weak_sentence(page, name) if name else None
        if name and told:
            sentences.append(
                page.say(
                    f"first.{key}",
                    {"mark": lower_name(page, name), "sentence": told},
                )
            )
    if not sentences:
        sentences = [
            page.say(
                "first.weakest",
                {"mark": lower_name(page, chain.weakest), "sentence": page.say("ruler.no_value")},
            )
        ]
    return Markup('<div class="ans"><p class="lab">{}</p><p>{}</p></div>').format(
        page.say(f"first.why_{chain.answer}"), page.joined(sentences)
    )


def lower_name(page: Page, name: str) -> Markup:
    """A mark's name inside a sentence."""
    text = page.plain(f"mark.{name}.name")
    return escape(text.lower() if page.language == "en" else text)
