"""What would have to be true for the silver story, told in its givens' own units."""

import io
import json
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from rich.console import Console

import assay
from assay.analysis.limit_state import LimitState
from assay.analysis.subset import subset_simulation
from assay.commands import need
from assay.errors import UnknownNode
from assay.judging.margins import MARKS, margin, reached
from assay.judging.what_it_takes import asked
from assay.model.normal import probabilities_below, standard_normal
from assay.model.run import run
from assay.record.record import load
from assay.report.need_to_terminal import render
from assay.ruler.chain import in_chain
from assay.ruler.lay import lay, outputs
from assay.ruler.mark import Measured
from assay.stories.load import load_story


@pytest.fixture(scope="module")
def story():
    whole = load()
    return load_story("silver", whole.as_of(whole.last_known_on), whole)


@pytest.fixture(scope="module")
def needed():
    return assay.need("silver")


@pytest.fixture(scope="module")
def laid(story):
    done = run(
        story.model,
        story.givens,
        outputs=outputs(story),
        samples=2**16,
        seed=5,
        correlations=story.correlations,
    )
    return lay(done, story)


def measured(values, threshold, below=False):
    values = np.array(values)
    holds = values < threshold if below else values >= threshold
    return Measured("m", values, holds, threshold, "percent", below, ())


@pytest.mark.parametrize("below", [False, True])
def test_a_margin_is_zero_at_the_threshold_and_rises_without_a_break(below):
    values = np.linspace(-3, 30, 3301)
    told = margin(measured(values, 5.0, below))
    steps = np.diff(told) * (-1 if below else 1)
    assert (steps > 0).all()
    assert steps.max() < 0.03
    assert margin(measured([5.0], 5.0, below)) == pytest.approx([0])
    holds = measured(values, 5.0, below).holds
    away = np.abs(values - 5) > 1e-9
    assert ((told >= 0) == holds)[away].all()


def test_a_margin_tells_again_which_share_was_reached():
    values = np.array([-2.0, 0.2, 1.0, 5.0, 20.0])
    assert reached(margin(measured(values, 5.0)), False) == pytest.approx(values / 5)
    above = np.array([1.0, 5.0, 400.0])
    assert reached(margin(measured(above, 5.0, True)), True) == pytest.approx(5 / above)


def test_the_marks_that_can_be_asked_for_are_those_of_the_ruler(laid):
    assert tuple(m.name for m in laid.marks if in_chain(m)) == MARKS == need.MARKS


@pytest.mark.parametrize("name", ["size", "scarcity", "transmission"])
def test_the_probability_of_a_mark_is_that_of_the_ruler(name, laid):
    """Sampled around the way there, and counted among 2^16 worlds: within four errors of both."""
    found = assay.need("silver", target=name).requirement
    counted = float(next(m for m in laid.marks if m.name == name).holds.mean())
    of_count = np.sqrt(counted * (1 - counted) / 2**16)
    assert abs(found.probability - counted) <= 4 * np.hypot(found.error, of_count)


def test_the_story_has_a_number_where_hardly_a_world_holds(needed, laid):
    # about 8 in a million: in 65,536 samples half a one is to be expected
    assert np.logical_and.reduce([m.holds for m in laid.marks if in_chain(m)]).sum() <= 3
    found = needed.requirement
    assert found.method == "importance"
    assert 1e-6 < found.probability < 3 / 2**16
    assert found.error <= 0.1 * found.probability


def test_subset_simulation_without_slopes_agrees_on_the_whole_chain(story, needed):
    state, _ = asked(story, "material")
    found = subset_simulation(LimitState(state.names, state.margins), 3, samples=1000)
    apart = abs(np.log(found.probability / needed.requirement.probability))
    assert apart <= 3 * found.error / found.probability


def test_at_the_way_every_mark_holds_and_nearer_to_the_middle_it_does_not(story, needed):
    state, space = asked(story, "material")
    way = needed.requirement.ways[0]
    scores = {move.given: move.score for move in way.moves}
    told = np.array([scores[name] for name in state.names])
    point = np.linalg.solve(space.factor, told)
    assert np.linalg.norm(point) == pytest.approx(way.distance, rel=1e-6)
    assert state.margins(point[:, None]).min() >= -0.01
    assert state.margins(0.97 * point[:, None]).min() < 0


def test_moves_are_told_by_value_percentile_and_weight(needed, story):
    for way in needed.requirement.ways:
        sizes = [abs(move.score) for move in way.moves]
        assert sizes == sorted(sizes, reverse=True)
        assert sum(move.factor**2 for move in way.moves) == pytest.approx(1)
        for move in way.moves[:10]:
            back = standard_normal(np.array([move.percentile / 100]))[0]
            assert back == pytest.approx(move.score, abs=1e-6)
            shape = next(given.shape for given in story.givens if given.name == move.given)
            value = shape.quantile(probabilities_below(np.array([move.score])))
            assert move.needed == pytest.approx(float(np.ravel(value)[-1]), rel=1e-6)


def test_asked_twice_the_answer_is_the_same_bits(needed):
    again = assay.need("silver")
    assert again.requirement == needed.requirement
    assert again.swings == needed.swings


def test_another_target_is_refused_with_the_nearest_name():
    with pytest.raises(UnknownNode, match="transmission"):
        assay.need("silver", target="transmision")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_terminal_tells_chance_way_and_each_input_alone(language):
    done = CliRunner().invoke(need.need, ["silver", "--mark", "transmission", "--lang", language])
    assert done.exit_code == 0
    assert "[[" not in done.output and "{" not in done.output and "\x1b" not in done.output
    pieces = {
        "en": ("Chance: 0.05", "one in 1,", "Way 1", "kg/server", "percentile", "at 95 %"),
        "zh": ("概率：0.05", "分之一", "途径 1", "百分位", "95% 处"),
    }
    for piece in pieces[language]:
        assert piece in done.output


def test_a_mark_that_holds_is_told_by_the_way_out():
    done = CliRunner().invoke(need.need, ["silver", "--mark", "growth"])
    assert "It holds in the middle. Way out 1" in done.output


def test_programs_get_the_published_form():
    done = CliRunner().invoke(need.need, ["silver", "--mark", "size", "--json"])
    text = files("assay").joinpath("report", "schema", "need-1.json").read_text("utf-8")
    row, schema = json.loads(done.output), json.loads(text)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(row)
    assert row["requirement"]["ways"][0]["moves"][0]["given"] == "silver_per_ai_server"


def test_the_report_of_the_story_shows_the_way_where_it_was_asked_for(tmp_path):
    arguments = ["silver", "--mark", "transmission", "--out", str(tmp_path)]
    done = CliRunner().invoke(need.need, arguments)
    assert done.exit_code == 0
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "What would have to be true for the link Transmission" in page
    row = json.loads((tmp_path / "verdict.json").read_text("utf-8"))
    assert row["ways"]["target"] == "transmission"
    assert row["ways"]["ways"][0]["moves"][0]["given"] == "silver_per_ai_server"
    assert row["information"]["findings"]


def test_mark_and_chain_together_are_two_questions():
    done = CliRunner().invoke(need.need, ["silver", "--mark", "size", "--chain", "material"])
    assert done.exit_code == 2
    assert "two different questions" in done.output


def test_a_notebook_shows_the_nearest_way(needed):
    html = needed._repr_html_()
    assert html.count("<tr>") >= 4
    assert "kg/server" in html
    assert needed.rows[0]["given"] == needed.requirement.ways[0].moves[0].given


@pytest.mark.parametrize(
    ("probability", "told"), [(1e-11, "No nearest way was found"), (0.0, "nothing that the inputs")]
)
def test_a_chance_that_was_found_is_not_called_out_of_reach(probability, told):
    """Of gold: one in 77 billion, and in the next line that no inputs can make it so."""
    found = assay.need("metals:gold")
    requirement = replace(
        found.requirement, ways=(), probability=probability, error=probability / 3, method="subset"
    )
    screen = io.StringIO()
    render(replace(found, requirement=requirement), "en", Console(file=screen, width=200))
    assert told in screen.getvalue()
    assert ("one in " in screen.getvalue()) is (probability > 0)
