"""Would it have looked different on the page's day, did the effect follow, what was revised?

Not here: the sentences that the terminal shares (`report/then.py`), the two slopes
(`afterwards.py`).
"""

from collections.abc import Iterable

from markupsafe import Markup, escape

from assay.checks.standing import IMPLIED, CheckedClaim, Evidence, Standing
from assay.report.drawing import state_word
from assay.report.entries_record import boundary_name, fact_title
from assay.report.page import Page
from assay.report.sections import afterwards
from assay.report.sections.first import likelihood_range
from assay.report.sections.marks import value_sentence
from assay.report.then import (
    chance_then,
    change_text,
    figure_text,
    held_against,
    implied_by,
    in_order,
    is_implied,
    is_published,
    lead,
    marks_beside,
    moved_by,
    mover_name,
    page_then,
    title,
    told_later,
    year_link,
)
from assay.ruler.mark import Mark
from assay.then import ClaimMoved, Earlier, Then

Rows = Iterable[Markup]


def section(page: Page) -> Markup:
    """The section "then and now"; empty without a page."""
    then, slopes = page.verdict.then, afterwards.slopes(page)
    if then is None and not slopes:
        return Markup("")
    ask, heading, body = page.say("then.ask"), Markup(""), Markup("")
    if then is None:
        ask, heading = page.say("afterwards.ask"), afterwards.title(page)
    else:
        heading = title(page, then)
        body = Markup("<p>{}</p>").format(_lead(page, then))
        if then.verdict is not None:
            body += _marks(page, then, then.verdict) + _claims(page, then, then.verdict)
            body += _causes(page, then, then.verdict)
        if slopes:
            body += Markup('<h3 class="gap">{}</h3>').format(afterwards.title(page))
    revised = _revised(page, then) if then is not None else Markup("")
    return Markup('<section id="then"><p class="ask">{}</p><h2>{}</h2>{}{}{}</section>').format(
        ask, heading, body, slopes, revised
    )


def _lead(page: Page, then: Then) -> Markup:
    return page.joined([lead(page, then), *told_later(page, then)])


def _table(page: Page, then: Then, heads: tuple[str, str], rows: Rows) -> Markup:
    """A table whose two middle columns are the two days; on a phone each row is a small block."""
    days = [page.day(then.day) if then.day else "", page.say("then.now")]
    first, last = (page.say(f"then.{key}") for key in heads)
    columns = Markup("").join(
        Markup('<th scope="col">{}</th>').format(text) for text in (first, *days, last)
    )
    return Markup('<table class="tn"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(
        columns, Markup("").join(rows)
    )


def _row(page: Page, then: Then, cells: tuple[Markup, Markup, Markup, Markup]) -> Markup:
    """One row; the day stands inside its cell too, for screens that have no room for columns."""
    name, before, after, last = cells
    day = page.day(then.day) if then.day else Markup("")
    return Markup(
        '<tr><th scope="row">{}</th><td><span class="on" aria-hidden="true">{}</span>{}</td>'
        '<td><span class="on" aria-hidden="true">{}</span>{}</td><td>{}</td></tr>'
    ).format(name, day, before, page.say("then.now"), after, last)


def _marks(page: Page, then: Then, earlier: Earlier) -> Markup:
    old = page_then(page, earlier)
    rows = [_whole(page, then, old)]
    if page.verdict.explained is not None and earlier.explained is not None:
        rows.append(
            _row(
                page,
                then,
                (
                    page.say("then.share"),
                    page.notes.cite("then:share", page.share(earlier.explained.share)),
                    page.notes.cite("share", page.share(page.verdict.explained.share)),
                    Markup(""),
                ),
            )
        )
    for before, after in marks_beside(page, earlier):
        name = after.name
        cells = (
            page.mark_name(name),
            _cell(old, before, f"then:mark:{name}"),
            _cell(page, after, f"mark:{name}"),
            _movers(page, after),
        )
        rows.append(_row(page, then, cells))
    return Markup('<h3 class="gap">{}</h3>{}').format(
        page.say("then.marks"), _table(page, then, ("link", "moved"), rows)
    )


def _whole(page: Page, then: Then, old: Page) -> Markup:
    def cell(of: Page, key: str) -> Markup:
        word, span, _ = likelihood_range(of)
        range_of = page.notes.again("likelihood", span)
        answer = page.notes.again(key, page.plain(f"answer.{of.verdict.chain.answer}"))
        return page.say("then.likely", {"answer": answer, "word": word, "range": range_of})

    return _row(
        page,
        then,
        (
            page.say("then.story"),
            cell(old, "then:chain:material"),
            cell(page, "chain:material"),
            Markup(""),
        ),
    )


def _cell(page: Page, mark: Mark, key: str) -> Markup:
    """A mark's value, state and chance on one day."""
    state = state_word(mark.state, page.say(f"state.{mark.state.replace(' ', '_')}"))
    chance = Markup("")
    if mark.probability is not None:
        chance = Markup(' <span class="ch">{}</span>').format(
            page.notes.again(key, chance_then(page, mark))
        )
    value = page.notes.cite(key, value_sentence(page, mark)) if mark.value else Markup("")
    return Markup("{}<br>{}{}").format(value, state, chance)


def _movers(page: Page, mark: Mark) -> Markup:
    told = [
        Markup("{}{}{}").format(
            mover_name(page, move),
            page.say("colon"),
            page.notes.cite(f"moved:{mark.name}", change_text(page, mark, move)),
        )
        for move in moved_by(page, mark)
    ]
    if not told:
        return Markup('<span class="small">{}</span>').format(page.say("then.unmoved"))
    return Markup('<span class="small">{}</span>').format(page.say("semicolon").join(told))


def _claims(page: Page, then: Then, earlier: Earlier) -> Markup:
    every = page.verdict.claims
    if not every:
        return Markup("")
    rows = [_claim(page, then, earlier, row) for row in in_order(then.claims)]
    rest = len(every) - len(rows)
    key = "none" if rest == 0 else "all" if not rows else "one" if rest == 1 else "many"
    told = page.say(f"then.rest_claims_{key}", {"number": page.count(rest, "then:tally")})
    table = _table(page, then, ("number", "why"), rows) if rows else Markup("")
    return Markup('<h3 class="gap">{}</h3>{}{}<p class="small">{}</p>').format(
        page.say("then.claims"),
        _kinds(page, then),
        table,
        told if "href" not in told else page.raised(told),
    )


def _kinds(page: Page, then: Then) -> Markup:
    """How many rows are of figures of the record, where others are of implied ones."""
    implied = sum(map(is_implied, then.claims))
    figures = sum(row.figure_moved and is_published(row) for row in then.claims)
    if not implied:
        return Markup("")
    counts = {"figures": figures, "implied": implied}
    told = {key: page.count(value, "then:tally") for key, value in counts.items()}
    return Markup('<p class="small">{}</p>').format(
        page.raised(page.say("then.implied_rows", told))
    )


def _claim(page: Page, then: Then, earlier: Earlier, row: ClaimMoved) -> Markup:
    article = page.verdict.article
    claim = page.verdict.claims[row.place]
    said = page.foreign(claim.claim.text, article.language if article else page.language)
    before = _stood(page, earlier.claims[row.place], row.then, f"then:claim:{row.place}")
    after = _stood(page, claim, row.now, f"claim:{row.place}")
    why = _why(page, row, earlier.claims[row.place])
    return _row(page, then, (said, before, after, why))


def _stood(page: Page, claim: CheckedClaim, item: Evidence | None, key: str) -> Markup:
    words = Markup(" ").join(
        state_word(s.value, page.say(f"standing.{s.value}.name")) for s in claim.standings
    )
    text = figure_text(page, item)
    if item is None:
        return Markup('{}<br><span class="small">{}</span>').format(words, text)
    figure = page.notes.cite(f"fact:{item.fact}" if item.fact else key, text)
    held = held_against(claim, item)
    if held is not None and item.known_on is not None:
        newest = page.say("then.newest", {"day": page.day(item.known_on), "figure": figure})
        figure = page.notes.cite(f"fact:{held.fact}", figure_text(page, held))
        return Markup('{}<br>{} <span class="small">{}<br>{}</span>').format(
            words, figure, _by(page, held), newest
        )
    return Markup('{}<br>{} <span class="small">{}</span>').format(words, figure, _by(page, item))


def _as_said(page: Page, text: str) -> Markup:
    """A number as the article writes it; its marks of quotation stand in the sentence."""
    article = page.verdict.article
    return page.foreign(text, article.language if article else page.language)


def _by(page: Page, item: Evidence) -> Markup:
    """Who gave a figure, and when; or that another number of the page implies it."""
    if item.source == "run":
        return implied_by(page, item, _as_said(page, item.quantity))
    fact = page.fact(item.fact or "")
    # a number worked out from several facts has none of its own, but the work they stand in
    work = next((one for one in page.verdict.works if one.id == item.source), None)
    issuer = fact.issuer if fact else (work.issuer or work.publisher) if work else item.source
    told: list[Markup] = [Markup('<span lang="en">{}</span>').format(issuer)]
    if item.known_on is not None:
        told.append(page.day(item.known_on))
    return page.say("comma").join(told)


def _why(page: Page, row: ClaimMoved, old: CheckedClaim) -> Markup:
    """What differs: the figure, and numbers of the article that excluded each other on one day."""
    now = page.verdict.claims[row.place]
    told = [_what_changed(page, row), *_clash(page, row.place, old, now)]
    return Markup('<span class="small">{}</span>').format(page.joined(told))


def _clash(page: Page, place: int, old: CheckedClaim, now: CheckedClaim) -> list[Markup]:
    """A clash that there was on one of the days only."""
    was, is_now = (Standing.CLASHES in one.standings for one in (old, now))
    if was == is_now:
        return []
    clashing = old if was else now
    values = next((r.values for r in clashing.reasons if r.key.startswith("clashes")), None)
    item = next((one for one in clashing.against if one.role == IMPLIED), None)
    if values is None or item is None:
        return []
    said = {end: _as_said(page, str(values[end])) for end in ("upstream", "downstream")}
    key = f"then:claim:{place}" if was else f"claim:{place}"
    figure = page.notes.cite(key, figure_text(page, item))
    return [page.say(f"then.clash_{'gone' if was else 'new'}", {**said, "figure": figure})]


def _what_changed(page: Page, row: ClaimMoved) -> Markup:
    """Another count, a revision, a figure that came only later."""
    before, after = (
        page.fact((row.then and row.then.fact) or ""),
        page.fact((row.now and row.now.fact) or ""),
    )
    if is_implied(row):
        key = "implied_moved" if row.figure_moved else "standing_only"
    elif row.then is None and row.now is None:
        key = "no_common"
    elif before is None or after is None:
        key = "new_figure" if row.then is None else "other_figure"
    elif before.definition != after.definition:
        names = {
            name: Markup('<span class="quoted">{}</span>').format(
                boundary_name(page, fact.definition)
            )
            for name, fact in (("then", before), ("now", after))
        }
        return page.say("then.counted_otherwise", names)
    elif before.id == after.id or not row.figure_moved:
        key = "standing_only"
    elif after.status == "actual" and before.status != "actual":
        key = "outcome"
    else:
        key = "revised" if before.issuer == after.issuer else "other_figure"
    return page.say(f"then.{key}")


def _causes(page: Page, then: Then, earlier: Earlier) -> Markup:
    if not page.verdict.causes:
        return Markup("")
    if not then.causes:
        return Markup('<p class="small">{}</p>').format(page.say("then.causes_same"))
    article = page.verdict.article
    rows = []
    for place in then.causes:
        cause, old = page.verdict.causes[place], earlier.causes[place]
        words = [
            page.notes.cite(
                key,
                state_word(one.standing.value, page.say(f"cause.{one.standing.name.lower()}.name")),
            )
            for key, one in ((f"then:cause:{place}", old), (f"cause:{place}", cause))
        ]
        said = page.foreign(cause.claim.text, article.language if article else page.language)
        rows.append(_row(page, then, (said, words[0], words[1], Markup(""))))
    return Markup('<h3 class="gap">{}</h3>{}').format(
        page.say("then.causes"), _table(page, then, ("cause", "why"), rows)
    )


def _revised(page: Page, then: Then) -> Markup:
    """The figures behind the inputs that were revised, and those counted for the first time."""
    rows = []
    for row in then.revised:
        before, after = page.fact(row.then), page.fact(row.now)
        if before is None or after is None:
            continue
        cells = [
            Markup('{} <span class="small">{}</span>').format(
                page.notes.cite(f"fact:{fact.id}", page.fact_value(fact)), page.day(fact.known_on)
            )
            for fact in (before, after)
        ]
        name = Markup('{} <span class="small">{}</span>').format(
            page.notes.again(f"fact:{after.id}", fact_title(page, after)),
            Markup('<span lang="en">{}</span>').format(after.issuer),
        )
        rows.append(_row(page, then, (name, cells[0], cells[1], Markup(""))))
    told = []
    if rows:
        number = page.count(len(rows), "then:tally")
        key = "then.revised_one" if len(rows) == 1 else "then.revised_many"
        head = page.say(key, {"number": number})
        table = _table(page, then, ("figure", "nothing"), rows)
        summary = escape(page.raised(head))
        told.append(Markup("<details><summary>{}</summary>{}</details>").format(summary, table))
    elif then.verdict is not None:
        told.append(Markup('<p class="small">{}</p>').format(page.say("then.revised_none")))
    if then.counted:
        told.append(_counted(page, then))
    return Markup("").join(told)


def _counted(page: Page, then: Then) -> Markup:
    facts = [fact for fact in map(page.fact, then.counted) if fact is not None]
    items = Markup("").join(
        Markup("<li>{}{}{}</li>").format(
            page.notes.again(f"fact:{fact.id}", fact_title(page, fact)),
            page.say("colon"),
            page.notes.cite(f"fact:{fact.id}", page.fact_value(fact)),
        )
        for fact in facts
    )
    key = "then.counted_one" if len(facts) == 1 else "then.counted_many"
    number = page.count(len(facts), "then:tally")
    head = page.say(key, {"number": number, "year": year_link(page, page.verdict.story.today)})
    return Markup('<details><summary>{}</summary><ul class="counted">{}</ul></details>').format(
        page.raised(head), items
    )
