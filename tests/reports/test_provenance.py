"""From every number of a report a reader, or a program, comes to what was published.

Not here: that every number has a link at all (`walk.py`, used by all reports' tests).
"""

import json
import re
from html import unescape

import pytest

from assay.judging.provenance import named_sources
from assay.record.record import load
from assay.report.entries import WRITERS, entry
from assay.report.page import Page
from assay.report.sections import sources
from assay.report.to_html import SECTIONS, render
from assay.report.to_json import verdict_json
from assay.report.words import Words, catalogue
from tests.reports.conftest import EARLY
from tests.reports.test_html import LARGEST
from tests.reports.variants import VARIANTS
from tests.reports.walk import walk

LIGHT = 900_000
"""Bytes of a report with all its entries, well below the limit."""


def _entries(report):
    """Entries of a report: number -> markup."""
    body = report[report.index('<ol class="notes">') : report.index('class="works quoted"')]
    parts = re.split(r'<li id="n(\d+)"[^>]*>', body)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _plain(markup):
    return unescape(re.sub(r"<[^>]+>", "", markup))


# ---- the walk


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_number_of_any_report_is_without_provenance(verdicts, language):
    for name, verdict in verdicts.items():
        found = walk(render(verdict, language))
        assert found.complaints() == [], name
        assert len(found.linked) > 300, name


@pytest.mark.parametrize(
    "planted",
    [
        "<p>It is 7 now</p>",
        "<p>seven of ten</p>",
        "<p>Two thirds of it</p>",
        "<p>四环断裂</p>",
        "<p>占 三分之一</p>",
        "<p>约２０吨</p>",
        "<li>12 <b>34</b> %</li>",
        '<span class="e">53</span>',
        "<p>until 2030 it grows</p>",
        '<a class="csv" href="#n1">5 %</a>',
        '<figure><figcaption><h3>bare</h3></figcaption><span class="y axis">10</span></figure>',
        '<p><a class="n" href="#n99999">5 %</a></p>',
    ],
)
def test_a_planted_bare_number_is_caught(planted):
    report = render(VARIANTS["example"](), "en")
    assert walk(report).complaints() == []
    for place in ('<section id="price">', '<section id="sources">', '<div class="hero">'):
        assert walk(report.replace(place, place + planted, 1)).complaints()


def test_a_number_inside_a_link_is_seen_as_such():
    found = walk('<ol><li id="n1">what</li></ol><a class="n" href="#n1">5 %<sup>1</sup></a>')
    assert (found.complaints(), found.linked) == ([], ["5 %", "1"])


# ---- the entries


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_reader_can_walk_from_any_entry_to_what_was_published(verdicts, language):
    for name, verdict in verdicts.items():
        entries = _entries(render(verdict, language))
        page = Page(verdict, Words(language))
        ends = [
            str(page.say(key))
            for key in ("entry.method", "entry.page", "entry.judgement", "entry.judgement_bounded")
        ]
        arrived = {
            number
            for number, text in entries.items()
            if "<cite" in text or any(end in text for end in ends)
        }
        steps = {
            number: set(re.findall(r'href="#n(\d+)"', text)) for number, text in entries.items()
        }
        while True:
            more = {n for n, onward in steps.items() if onward & arrived} - arrived
            if not more:
                break
            arrived |= more
        lost = [_plain(entries[number])[:80] for number in entries.keys() - arrived]
        assert sorted(lost) == sorted(
            _plain(text)[:80] for n, text in entries.items() if n not in arrived and _counted(text)
        ), name


def _counted(text):
    """Entries that count what stands in this very list need no further step."""
    return any(word in text for word in ("Counted over the list below", "按下列清单计数"))


def test_every_entry_of_a_published_figure_says_what_it_must(verdicts):
    verdict = verdicts["zh page"]
    page = Page(verdict, Words("en"))
    titles = {work.id: work.title for work in verdict.works}
    assert len(verdict.facts) > 10
    for fact in (*verdict.facts, *verdict.lookup.beside):
        text = _plain(entry(page, f"fact:{fact.id}"))
        definition = verdict.lookup.definitions[fact.definition]
        assert definition.title["en"] in text
        assert definition.what.rstrip(".") in text
        assert fact.region in text
        assert {"actual": "outcome"}.get(fact.status, fact.status) in text
        assert f"{fact.confidence}" in text
        assert str(fact.known_on.year) in text
        assert (titles[fact.source] if fact.source != "derived" else "computed from") in text
        assert ("Derived, not printed" in text) == bool(fact.inputs)


def test_the_vintages_of_a_figure_stand_side_by_side_with_the_one_used_marked(verdicts):
    verdict = verdicts["story"]
    by_id = {fact.id: fact for fact in (*verdict.facts, *verdict.lookup.beside)}
    page = Page(verdict, Words("en"))
    shown = 0
    for fact in by_id.values():
        same = [
            other
            for other in by_id.values()
            if fact.years is not None
            and (other.topic, other.years, other.day, other.region, other.issuer, other.definition)
            == (fact.topic, fact.years, fact.day, fact.region, fact.issuer, fact.definition)
        ]
        if len(same) < 2:
            continue
        shown += 1
        text = str(entry(page, f"fact:{fact.id}"))
        own = text[text.index("Vintages of this figure") :].split('<span class="vt">')[0]
        assert own.count("<li>") == len(same)
        assert own.count("(this one)") == 1
        marked = next(row for row in own.split("<li>") if "(this one)" in row)
        assert page.fact_value(fact) in _plain(marked)
        days = re.findall(r'datetime="([\d-]+)"', own)
        assert days == sorted(days)
    assert shown >= 4


def test_the_deficit_of_2025_shows_its_three_vintages(verdicts):
    """The figure that the record knows in three vintages: 117.6, 95 and 40.3 Moz."""
    from assay.judging.provenance import lookup
    from assay.record.record import load
    from assay.stories.load import load_story

    record = load()
    used = record.latest("silver.market_balance", 2025)
    told = load_story("silver", record)
    found = lookup(told, record, record, [used], ())
    from dataclasses import replace

    verdict = replace(verdicts["story"], facts=(used,), lookup=found)
    text = _plain(entry(Page(verdict, Words("en")), f"fact:{used.id}"))
    own = text[text.index("Vintages of this figure") :]
    places = [own.index(value) for value in ("117.6", "95", "40.3")]
    assert places == sorted(places)
    assert "40.3 Moz a year (this one)" in own.replace("\xa0", " ")


def test_a_given_says_what_stands_behind_it(verdicts):
    verdict = verdicts["story"]
    page = Page(verdict, Words("en"))
    from_record = 0
    for given in verdict.givens:
        text = _plain(entry(page, f"given:{given.name}"))
        assert given.why in text
        assert given.would_change in text
        assert ("judgement" in text.replace(given.why, "")) >= given.judgement
        assert ("not yet known on the as-of day" in text) == given.known_later
        assert ("placeholder in" in text) == bool(given.filled)
        for name in given.facts:
            from_record += 1
            fact = page.fact(name)
            assert str(fact.years[0] if fact.years else fact.day.year) in text
            assert page.fact_value(fact).split("\xa0")[0] in text
    assert from_record > 150
    (filled,) = (given for given in verdict.givens if given.filled)
    known = {page.fact(name).years[0] for name in filled.facts}
    assert filled.name == "hedging_demand_known"
    assert not known & set(filled.filled)
    assert min(known | set(filled.filled)) == 2015


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_card_of_a_price_bar_gives_the_number_of_the_bar(verdicts, language):
    report = render(verdicts["story"], language)
    entries = _entries(report)
    view1 = report[report.index('<section id="price"') :].split('<ul class="bars">')[1]
    view1 = view1[: view1.index("</ul>")]
    shown = re.findall(r'<span class="wv"><a[^>]*href="#n(\d+)"[^>]*>(?:<b>)?([^<]+)', view1)
    assert len(shown) > 12
    for number, text in shown:
        assert text.strip() in _plain(entries[number].split("</b>")[0]), entries[number]


def test_a_year_is_told_as_a_year_and_a_known_figure_in_its_own_digits(verdicts):
    told = {}
    for language in ("en", "zh"):
        page = Page(verdicts["story"], Words(language))
        for name in ("last_actual_year", "last_counted_year", "years_of_build_out"):
            head = _plain(entry(page, f"given:{name}").split("</b>")[0])
            told[name, language] = re.split("[:：]", head)[1].strip().replace("\xa0", " ")
    assert told == {
        ("last_actual_year", "en"): "2025",
        ("last_actual_year", "zh"): "2025",
        ("last_counted_year", "en"): "2026",
        ("last_counted_year", "zh"): "2026",
        ("years_of_build_out", "en"): "4 years",
        ("years_of_build_out", "zh"): "4 年",
    }


def test_what_was_known_only_later_is_said_so(verdicts):
    early, now = verdicts["story, early"], verdicts["story"]
    later = [given for given in early.givens if given.known_later]
    assert later
    assert not any(given.known_later for given in now.givens)
    page = Page(early, Words("zh"))
    for given in later:
        assert "截至日尚未公布" in entry(page, f"given:{given.name}")
    assert early.lookup.later
    for name in early.lookup.later:
        assert "截至日尚未公布" in entry(page, f"fact:{name}")
        assert page.fact(name).known_on > EARLY


def test_a_computed_number_names_its_formula_and_its_inputs(verdicts):
    page = Page(verdicts["story"], Words("en"))
    text = entry(page, "node:ai_servers_shipped")
    assert "AI servers shipped in the year." in text
    assert {"node:ai_servers_base", "node:announced_ai_servers"} <= set(page.notes.numbers)
    entry(page, "mark:size")
    roles = verdicts["story"].lookup.roles
    assert {f"node:{roles['use']}", f"node:{roles['total_use']}"} <= set(page.notes.numbers)


def test_a_relayed_figure_names_who_made_it(verdicts):
    verdict = verdicts["zh page"]
    works = {work.id: work for work in verdict.works}
    relayed = [f for f in verdict.facts if works[f.source].publisher != f.issuer and not f.inputs]
    assert relayed
    page = Page(verdict, Words("en"))
    for fact in relayed:
        assert f"relayed; the figure is by {fact.issuer}" in _plain(entry(page, f"fact:{fact.id}"))


def test_the_chinese_report_names_topics_definitions_and_regions_in_chinese(verdicts):
    verdict = verdicts["zh page"]
    page = Page(verdict, Words("zh"))
    for fact in verdict.facts:
        text = entry(page, f"fact:{fact.id}")
        assert verdict.lookup.topics[fact.topic]["zh"] in text
        assert verdict.lookup.definitions[fact.definition].title["zh"] in text
        assert verdict.lookup.regions[fact.region]["zh"] in text
        if fact.note:
            assert f'<span lang="en">{fact.note.rstrip(".")[:20]}' in unescape(text)


def test_every_kind_of_entry_that_is_cited_can_be_written(verdicts):
    for verdict in verdicts.values():
        page = Page(verdict, Words("en"))
        for _, section in SECTIONS:
            section(page)
        assert {key.partition(":")[0] for key in page.notes.numbers} <= set(WRITERS)
        assert str(sources.section(page)).count('<li id="n') == len(page.notes.numbers)


def test_all_entries_together_stay_light(verdicts):
    assert LIGHT < LARGEST
    for verdict in verdicts.values():
        for language in ("en", "zh"):
            assert len(render(verdict, language).encode()) < LIGHT


# ---- the works


def test_every_work_named_is_listed_and_none_is_listed_unused(verdicts):
    from assay.record.record import load

    record = load()
    for verdict in verdicts.values():
        named = named_sources(verdict) & record.sources.keys()
        assert [work.id for work in verdict.works] == sorted(named)
        data = json.loads(verdict_json(verdict, "en"))
        printed = set(_values(data, "source")) & record.sources.keys()
        assert printed <= {row["id"] for row in data["sources"]}
        assert {fact.source for fact in verdict.lookup.beside} <= named
        assert {name for given in verdict.givens for name in given.source} <= named
        against = {item.source for claim in verdict.claims for item in claim.against}
        assert against - {"run"} <= named


def test_citations_are_each_there_once_in_a_fixed_order(verdicts):
    for verdict in verdicts.values():
        cited = verdict.sources()
        assert len(cited) == len(set(cited)) > 20
        assert list(cited) == sorted(cited, key=lambda text: text.split(": ")[0])
        for work in verdict.works:
            own = [line for line in cited if line.startswith(f"{work.publisher}: {work.title} (")]
            assert len(own) >= 1
            assert any(work.address in line and str(work.issued_on) in line for line in own)
        assert json.loads(verdict_json(verdict, "zh"))["citations"] == list(cited)


def test_a_work_listed_twice_is_cited_once():
    from dataclasses import replace

    plain = VARIANTS["example"]()
    twice = replace(plain, works=(*plain.works, replace(plain.works[0], id="again")))
    assert twice.sources() == plain.sources()


def _values(value, name):
    """Every string under a key of that name, however deep."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key == name:
                yield from [part] if isinstance(part, str) else part or ()
            else:
                yield from _values(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _values(part, name)


def test_every_boundary_of_the_record_is_explained_in_chinese_too_and_nothing_else_is():
    said = {definition.what for definition in load().definitions.values()}
    assert said == set(catalogue("definitions.zh"))


def test_a_boundary_of_somebody_elses_record_is_shown_as_it_is_written():
    assert Words("zh").gloss("definitions", "Tea leaves, stalks left out.") is None
    assert Words("en").gloss("definitions", "A hybrid car.") is None
