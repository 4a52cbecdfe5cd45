"""What the entries of published figures say: boundary, work, days, and the vintages side by side.

Not here: entries of inputs and claims (`entries.py`), of what the run computed (`entries_run.py`).
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from markupsafe import Markup, escape

from assay.prices.result import OWN_FILES
from assay.record.fact import Fact, Source
from assay.report import numbers
from assay.report.page import Page
from assay.report.words import WIDE

DOTS = {"high": "●●●", "medium": "●●○", "low": "●○○"}
DERIVED = "derived"
"""Source of the figures that the record computed from others."""
Writer = Callable[[Page, str], Markup]


def source_line(pieces: Iterable[object]) -> Markup:
    """The small last line of an entry: where it comes from, when known, how sure."""
    joined = Markup(" · ").join(escape(piece) for piece in pieces if piece)
    return Markup(' <span class="src">{}</span>').format(joined)


def english(text: str) -> Markup:
    """Words of the record, which is kept in English whatever the report's language."""
    return Markup('<span lang="en">{}</span>').format(text)


def measure(page: Page, sentence: str, *, stop: bool = True) -> Markup:
    """What finding would change a given: in the reader's language, or else as its story has it;
    without its full `stop` where it goes on."""
    told = page.words.gloss("measures", sentence)
    text = (told or sentence) if stop else (told or sentence).rstrip(".。")
    return escape(text) if told or WIDE.search(sentence) else english(text)


def confidence(page: Page, level: str) -> Markup:
    """Confidence in dots and a word."""
    return page.say(
        "entry.confidence",
        {"dots": DOTS.get(level, "○○○"), "word": page.say(f"confidence.{level}")},
    )


def known(page: Page, day: date | None) -> Markup:
    """The day it became known."""
    return page.say("entry.known", {"day": page.day(day)}) if day else Markup("")


def linked(text: object, address: str) -> Markup:
    """`text` as a link to a web address of the record; beside it where it is another kind."""
    if address.startswith(("https://", "http://")):
        # the page's own policy keeps referrers back, for every link at once
        return Markup('<a href="{}">{}</a>').format(address, text)
    return Markup("{} ({})").format(text, address) if address else escape(text)


def work(page: Page, key: str) -> Markup:
    """A work by its publisher and title, with its address behind it."""
    found = next((one for one in page.verdict.works if one.id == key), None)
    if found is None:
        return escape(key)
    if key in (DERIVED, OWN_FILES):
        return page.say("entry.own" if key == DERIVED else "entry.own_files")
    return Markup('<cite class="quoted">{}</cite>').format(
        linked(Markup("{}, {}").format(found.publisher, found.title), found.address)
    )


def relayed(page: Page, key: str, issuer: str) -> Markup:
    """Who made a figure, where another published the text through which it reaches us."""
    found: Source | None = next((one for one in page.verdict.works if one.id == key), None)
    if found is None or found.id == DERIVED or issuer in (found.publisher, ""):
        return Markup("")
    return page.say("entry.relayed", {"issuer": english(issuer)})


def definition(page: Page, key: str) -> Markup:
    """A boundary by its name and what is inside it; its key where the verdict knows no more."""
    note = page.verdict.lookup.definitions.get(key)
    if note is None:
        return english(key)
    told = page.words.gloss("definitions", note.what)
    inside = page.say("entry.aside", {"text": told or english(note.what.rstrip("."))})
    return Markup("{}{}").format(page.words.text(note.title), inside)


def boundary_name(page: Page, key: str) -> Markup:
    """A boundary by its name alone."""
    note = page.verdict.lookup.definitions.get(key)
    return page.words.text(note.title) if note else english(key)


def fact_title(page: Page, fact: Fact) -> Markup:
    """What a fact is: its own words, in Chinese the name of its topic, with the time it is of."""
    topic = page.verdict.lookup.topics.get(fact.topic)
    if page.language == "zh" and topic is not None:
        return Markup("{}{}").format(topic["zh"], _of(_time(fact, ""), "，"))
    return english(f"{fact.quantity}{_of(_time(fact, fact.quantity), ', ')}")


def _of(time: str, before: str) -> str:
    return before + time if time else ""


def _time(fact: Fact, told: str) -> str:
    """The time a fact speaks of; empty where its words have told it."""
    if fact.day is not None:
        return fact.day.isoformat()
    if fact.years is None or str(fact.years[0]) in told:
        return ""
    first, last = fact.years
    return f"{first}" if first == last else f"{first}–{last}"


def fact_entry(page: Page, name: str) -> Markup:
    """A published figure: boundary, region, work, days, status, confidence and its vintages."""
    fact = page.fact(name)
    if fact is None:
        return Markup("<b>{}</b>").format(name)
    pieces: list[object] = [work(page, fact.source), relayed(page, fact.source, fact.issuer)]
    if fact.issued_on != fact.known_on:
        pieces.append(page.say("entry.issued", {"day": page.day(fact.issued_on)}))
    pieces += [known(page, fact.known_on), page.say(f"entry.status_{fact.status}")]
    if name in page.verdict.lookup.later:
        pieces.append(page.say("entry.known_later"))
    pieces.append(confidence(page, fact.confidence))
    return Markup("<b>{}{}{}</b> {}{}{}{}").format(
        fact_title(page, fact),
        page.say("colon"),
        page.fact_value(fact),
        _boundary(page, fact),
        _derived(page, fact),
        source_line(pieces),
        vintages(page, fact),
    )


def _boundary(page: Page, fact: Fact) -> Markup:
    told = [page.say("entry.definition", {"definition": definition(page, fact.definition)})]
    region = page.verdict.lookup.regions.get(fact.region)
    named = page.words.text(region) if region else english(fact.region)
    if fact.region:
        told.append(page.say("entry.region", {"region": named}))
    if fact.value is not None and fact.low is not None and fact.high is not None:
        span = numbers.printed((fact.low, fact.high), fact.unit, page.language)
        told.append(escape(f"[{span}]"))
    if page.language != "en":
        told.append(english(fact.quantity))
    if fact.note:
        told.append(english(fact.note.rstrip(".")))
    return page.say("semicolon").join(told) + page.say("stop")


def _derived(page: Page, fact: Fact) -> Markup:
    if not fact.inputs:
        return Markup("")
    inputs = page.say("comma").join(cited_fact(page, name) for name in fact.inputs)
    return Markup(" {}").format(page.say("entry.derived", {"inputs": inputs}))


def cited_fact(page: Page, name: str) -> Markup:
    """A fact with value and work as a link to its entry; its id where the verdict lacks it."""
    fact = page.fact(name)
    if fact is None:
        return escape(name)
    told = Markup("{}{}{}").format(fact_title(page, fact), page.say("colon"), page.fact_value(fact))
    return page.notes.cite(f"fact:{name}", told)


def vintages(page: Page, fact: Fact) -> Markup:
    """The vintages of a figure side by side, the one used marked, other issuers apart."""
    same = [
        other
        for other in (*page.verdict.facts, *page.verdict.lookup.beside)
        if (other.topic, other.years, other.day, other.region)
        == (fact.topic, fact.years, fact.day, fact.region)
        and (fact.years, fact.day) != (None, None)
    ]
    same.sort(key=lambda other: (other.issued_on, other.known_on, other.id))
    own = [f for f in same if (f.issuer, f.definition) == (fact.issuer, fact.definition)]
    others = [f for f in same if f not in own]
    told = Markup("")
    if len(own) > 1:
        told += _side_by_side(page, page.say("entry.vintages"), own, fact)
    if others:
        told += _side_by_side(page, page.say("entry.others"), others, fact)
    return told


def _side_by_side(page: Page, head: Markup, rows: Sequence[Fact], fact: Fact) -> Markup:
    items = Markup("").join(_vintage(page, row, fact) for row in rows)
    return Markup('<span class="vt">{}</span><ul class="vt">{}</ul>').format(head, items)


def _vintage(page: Page, row: Fact, fact: Fact) -> Markup:
    told = escape(page.fact_value(row))
    if row.id == fact.id:
        told = Markup("<b>{}</b> {}").format(told, page.say("entry.used"))
    elif row.inputs:
        told = page.notes.cite(f"fact:{row.id}", told)
    pieces: list[object] = [row.issuer] if row.issuer != fact.issuer else []
    pieces += [page.say(f"entry.status_{row.status}")] if row.status != fact.status else []
    if row.definition != fact.definition:
        pieces.append(boundary_name(page, row.definition))
    pieces.append(work(page, row.source))
    return Markup("<li>{} {} <i>{}</i></li>").format(
        page.day(row.issued_on), told, Markup(" · ").join(escape(piece) for piece in pieces)
    )


FEW = 3
"""Facts behind an input that are cited one by one; more of them are listed by work and year."""


def behind_given(page: Page, ids: Sequence[str]) -> Markup:
    """The facts from which an input took its numbers; a long series by work, year by year."""
    facts = [fact for fact in map(page.fact, ids) if fact is not None]
    if not facts:
        return Markup("")
    if len(facts) <= FEW:
        told = page.say("comma").join(cited_fact(page, fact.id) for fact in facts)
        return page.say("entry.taken_from", {"facts": told})
    works: dict[str, list[Fact]] = {}
    for fact in facts:
        works.setdefault(fact.source, []).append(fact)
    units = {fact.unit for fact in facts}
    rows = Markup("").join(
        Markup("<li>{}{}{}{}</li>").format(
            work(page, source),
            page.say("entry.aside", {"text": known(page, max(f.known_on for f in of_work))}),
            page.say("colon"),
            page.say("comma").join(_of_year(page, fact) for fact in of_work),
        )
        for source, of_work in works.items()
    )
    unit = page.symbol(next(iter(units))) if len(units) == 1 else ""
    boundaries = page.say("semicolon").join(
        definition(page, key) for key in dict.fromkeys(fact.definition for fact in facts)
    )
    head = page.say("entry.taken_from_series", {"unit": unit, "definition": boundaries})
    return Markup('<span class="vt">{}</span><ul class="vt">{}</ul>').format(head, rows)


def _of_year(page: Page, fact: Fact) -> Markup:
    """`2025 −40.3 (earlier −117.6, −95)`: a year of a series, earlier vintages beside it."""
    year = _time(fact, "")
    earlier = [
        other
        for other in (*page.verdict.lookup.beside, *page.verdict.facts)
        if (other.topic, other.years, other.day, other.region, other.definition, other.issuer)
        == (fact.topic, fact.years, fact.day, fact.region, fact.definition, fact.issuer)
        and other.issued_on < fact.issued_on
    ]
    earlier.sort(key=lambda other: (other.issued_on, other.known_on, other.id))
    value: object = _bare_value(page, fact)
    if fact.inputs:
        # a work prints it; a derived figure leads on to those that were printed
        value = page.notes.cite(f"fact:{fact.id}", value)
    told = Markup('<span class="nb">{}{}{}</span>').format(year, numbers.SPACE, value)
    if not earlier:
        return told
    before = page.say("comma").join(
        Markup("{} ({})").format(_bare_value(page, other), page.day(other.issued_on))
        for other in earlier
    )
    return Markup("{} {}").format(told, page.say("entry.earlier", {"values": before}))


def _bare_value(page: Page, fact: Fact) -> str:
    figure = fact.figure()
    if fact.value is None and figure.low != figure.high:
        return numbers.printed((figure.low, figure.high), "1", page.language)
    return numbers.published(figure.mid, page.language)


WRITERS: dict[str, Writer] = {"fact": fact_entry}
