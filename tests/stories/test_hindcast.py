"""The hindcast computes scored years from drivers alone, with parameters that never saw them."""

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

import assay
from assay.model.run import evaluate
from assay.record.record import load
from assay.report.hindcast_to_terminal import render
from assay.report.words import Words
from assay.ruler.hindcast import written
from assay.stories.load import cases_of, given_of, load_story, topics
from assay.stories.silver.hindcast import (
    FITTED_YEARS,
    SCORED,
    SCORED_YEARS,
    fit,
    hindcast,
    medians,
)


@pytest.fixture(scope="module")
def record():
    return load()


@pytest.fixture(scope="module")
def story(record):
    return load_story("silver", record)


def changed(record, topic, years, factor):
    """The record with a line's outcomes of some years multiplied."""
    facts = tuple(
        replace(fact, value=fact.value * factor)
        if fact.topic == topic and fact.years and fact.years[0] in years and fact.value is not None
        else fact
        for fact in record.facts
    )
    by_topic = {**record.by_topic, topic: tuple(f for f in facts if f.topic == topic)}
    return replace(record, facts=facts, by_topic=by_topic, by_id={fact.id: fact for fact in facts})


def test_the_parameters_in_the_givens_are_those_of_the_fit(story, record):
    middle = medians(story)
    for line, fitted in zip(SCORED, fit(story, record).values(), strict=True):
        assert middle[line.start][0] == pytest.approx(fitted.start, rel=0.005), line.node
        assert middle[line.slope][0] == pytest.approx(fitted.slope, rel=0.005), line.node


def test_the_width_of_a_fitted_parameter_is_no_narrower_than_its_standard_error(story, record):
    for line, fitted in zip(SCORED, fit(story, record).values(), strict=True):
        shape = given_of(story, line.slope).shape
        assert shape.p95 - shape.p05 >= 2 * 1.64 * fitted.error * 0.99, line.node


@pytest.mark.parametrize("line", SCORED, ids=lambda line: line.node)
def test_a_scored_year_published_otherwise_moves_no_computed_year(record, line):
    other = changed(record, f"silver.{line.node}", SCORED_YEARS, 1.5)
    before, after = (
        {h.node: h for h in hindcast(load_story("silver", one, one), one)}[line.node].points
        for one in (record, other)
    )
    assert [point.computed for point in after] == [point.computed for point in before]
    assert after[-1].published == pytest.approx(1.5 * before[-1].published)
    assert after[-1].error != before[-1].error


@pytest.mark.parametrize("line", SCORED, ids=lambda line: line.node)
def test_a_scored_year_published_otherwise_moves_no_parameter(story, record, line):
    other = changed(record, f"silver.{line.node}", SCORED_YEARS, 1.5)
    assert fit(story, other) == fit(story, record)


@pytest.mark.parametrize("line", SCORED, ids=lambda line: line.node)
def test_a_fitted_year_published_otherwise_moves_the_parameters(story, record, line):
    other = changed(record, f"silver.{line.node}", FITTED_YEARS, 1.5)
    assert fit(story, other)[line.node].start == pytest.approx(
        1.5 * fit(story, record)[line.node].start
    )


@pytest.mark.parametrize(
    "name", [name for one in topics() if one.has_model for name in (one.name, *cases_of(one.name))]
)
def test_every_scored_line_owns_up_to_a_band_and_stays_within_it(name):
    """A band may not grow silently: an error above it fails here, and its reader sees the band."""
    for line in assay.hindcast(name):
        assert (line.band is None) is not line.scorable, line.node
        if line.band is not None and line.mean_error is not None:
            assert 0 < line.mean_error <= line.band, (line.node, line.mean_error)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_screen_shows_the_band_and_says_that_it_is_no_older_than_the_error(language):
    out = io.StringIO()
    render(assay.hindcast("electricity"), language, Console(file=out, width=80))
    told = out.getvalue()
    assert {"en": "±30\u202f%", "zh": "±30%"}[language] in told
    said = Words(language).plain("hindcast.bands")
    assert "".join(said.split()) in "".join(told.split())


def test_vehicles_and_ai_are_held_against_points_and_not_scored(story, record):
    lines = {line.node: line for line in hindcast(story, record)}
    vehicles, ai = lines["vehicle_silver"], lines["ai_silver"]
    assert not vehicles.scorable and vehicles.mean_error is None
    assert [(p.year, p.published) for p in vehicles.points] == [(2021, 61.0), (2025, 76.9)]
    assert all(abs(point.error) < 10 for point in vehicles.points)
    assert not ai.scorable
    assert all(point.computed < point.published and point.error is None for point in ai.points)


def test_what_is_fed_is_listed_as_fed(story, record):
    fed = [line for line in hindcast(story, record) if not line.points]
    assert {"bar_and_coin", "exchange_traded_products", "other_industry"} <= {
        line.node for line in fed
    }
    assert not any(line.scorable for line in fed)


def test_the_forward_run_takes_published_years_as_known(story, record):
    done = evaluate(story.model, story.givens, medians(story), ["jewelry"])
    published = record.series("silver.jewelry")
    for year in range(2017, 2026):
        assert done.at("jewelry", year, "Moz{silver}/year")[0] == pytest.approx(
            published[year].value
        )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["silver", "electricity", "metals:gold", "water:china", "ewaste"])
def test_a_narrow_terminal_shows_every_number_whole_and_no_empty_table(name, language):
    screen = io.StringIO()
    lines = assay.hindcast(name)
    render(lines, language, Console(file=screen, width=80))
    told = screen.getvalue()
    assert max(map(len, told.splitlines())) <= 80
    words = Words(language)
    for key, scorable in (("scored", True), ("unscored", False)):
        there = any(line.scorable is scorable for line in lines)
        assert (words.plain(f"hindcast.{key}") in " ".join(told.split())) is there
    for line in lines:
        for point in line.points:
            if point.published is not None and (point.scored or not line.scorable):
                row = rf"{point.year} +{re.escape(written(point.computed))} +"
                assert re.search(row + re.escape(written(point.published)), told)


def test_large_figures_of_a_hindcast_are_cut_to_what_they_can_bear():
    told = [written(x) for x in (2_506_728.0, 236_938.0, 1785.1, 999.94, 0.5123)]
    assert told == ["2,507,000", "236,900", "1,785", "999.9", "0.512"]
