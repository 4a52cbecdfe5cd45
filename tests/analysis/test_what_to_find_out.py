"""What to find out next for the silver story, in words that say what to measure."""

import numpy as np
import pytest

import assay
from assay.judging.what_to_find_out import MOST, what_to_find_out
from assay.model.run import run
from assay.record.record import load
from assay.report.to_html import render
from assay.ruler.lay import Laid, lay, outputs
from assay.stories.load import load_story
from tests.analysis.begun import begun


@pytest.fixture(scope="module")
def story():
    whole = load()
    return load_story("silver", whole.as_of(whole.last_known_on), whole)


@pytest.fixture(scope="module")
def done(story):
    return run(
        story.model,
        story.givens,
        outputs=outputs(story),
        samples=2**14,
        seed=1,
        correlations=story.correlations,
    )


def test_weighing_the_silver_in_one_rack_settles_most_of_how_large_ai_is(story, done):
    found = what_to_find_out(story, done, lay(done, story), "size")
    first = found.findings[0]
    assert (found.by, found.mark) == ("margin", "size")
    assert first.would_change == "A teardown of one rack with the silver weighed."
    assert first.worth > 0.9


def test_the_verdict_tells_at_most_five_the_most_worth_first():
    found = assay.story("silver", samples=2**12).information
    worths = [one.worth for one in found.findings]
    assert 1 <= len(worths) <= MOST
    assert worths == sorted(worths, reverse=True)
    assert all(0 < one.worth <= 1 and one.error < one.worth / 2 for one in found.findings)


def test_givens_that_one_measurement_tells_are_one_finding(story, done):
    found = what_to_find_out(story, done, lay(done, story), "rivals")
    fitted = next(one for one in found.findings if "dollar_contribution" in one.givens)
    changes = {given.name: given.would_change for given in story.givens}
    assert len(fitted.givens) > 1
    assert {changes[name] for name in fitted.givens} == {fitted.would_change}
    assert fitted.givens[0] == "dollar_contribution"  # the largest rival weighs most


def test_where_the_chain_is_open_the_word_is_asked_about(story, done):
    """Growth alone as the chain: it holds in three of five worlds, and how demand fades decides."""
    laid = lay(done, story)
    growth = tuple(mark for mark in laid.marks if mark.name == "growth")
    open_chain = Laid(growth, laid.shares, laid.moved, np.zeros(done.samples, bool))
    found = what_to_find_out(story, done, open_chain, "growth")
    assert found.by == "word"
    assert found.wrong == pytest.approx(1 - growth[0].holds.mean(), abs=1e-9)
    assert found.findings[0].givens[0] == "ai_demand_fade"
    assert 0.05 < found.findings[0].worth < found.wrong


def test_where_no_single_measurement_turns_the_word_those_that_move_its_chance_are_told(tmp_path):
    """One world in seven holds: whatever one input is, "no" stays likelier, and yet growth and the
    use of a piece decide most of which world it is."""
    shapes = {"use_per_unit": "lognormal = { p05 = 3, p95 = 20 }"}
    verdict = assay.story(begun(tmp_path, "tea", **shapes))
    assert verdict.chain.material.probability == pytest.approx(0.14, abs=0.02)
    found = verdict.information
    assert (found.by, found.wrong) == ("chance", 1.0)
    assert [one.givens[0] for one in found.findings[:2]] == ["driver_growth", "use_per_unit"]
    assert all(0.1 < one.worth < 0.25 for one in found.findings[:2])
    page = render(verdict, "en")
    assert "no single measurement would turn the answer" in page


def test_the_givens_drawn_again_are_those_of_the_run(story, done):
    """Shuffled margins would be worth nothing; the same seed must bring the same givens."""
    laid = lay(done, story)
    first = what_to_find_out(story, done, laid, "size")
    again = what_to_find_out(story, done, laid, "size")
    assert first == again
