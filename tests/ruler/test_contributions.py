"""What moved the price adds up within the first view, world by world, and never across the two."""

import pytest

from assay.model.run import run
from assay.record.record import load
from assay.ruler.contributions import contributions
from assay.ruler.lay import lay, outputs
from assay.stories.load import load_story

WORLDS = range(6)
"""Seeds of single worlds: in one world a band is a number, so sums are exact."""


@pytest.fixture(scope="module")
def silver():
    return load_story("silver", load())


def rows_of_one_world(story, seed):
    """Both views in one sampled world, each row a single number."""
    done = run(
        story.model,
        story.givens,
        outputs=outputs(story),
        samples=1,
        randomisations=1,
        seed=seed,
        correlations=story.correlations,
    )
    return contributions(done, story, lay(done, story).moved, "t{silver}/year")


def summed(rows, *parts):
    assert all(row.band.p05 == row.band.p95 for row in rows)
    return sum(row.band.p50 for row in rows if row.view == 1 and row.part in parts)


@pytest.mark.parametrize("seed", WORLDS)
def test_the_first_view_sums_to_the_rise_where_it_was_fitted_and_from_there_to_london(silver, seed):
    rows = rows_of_one_world(silver, seed)
    fitted, london = (row.band.p50 for row in rows if row.part == "total")
    assert summed(rows, "cause") == pytest.approx(summed(rows, "subtotal"))
    assert summed(rows, "cause", "mediator", "unexplained") == pytest.approx(fitted)
    assert fitted + summed(rows, "basis") == pytest.approx(london)


@pytest.mark.parametrize("seed", WORLDS)
def test_what_is_carved_out_and_what_is_left_are_the_unexplained(silver, seed):
    rows = rows_of_one_world(silver, seed)
    assert summed(rows, "carved", "rest") == pytest.approx(summed(rows, "unexplained"))
    assert [r.driver for r in rows if r.part == "carved"] == [
        group.name
        for group in silver.groups
        if 1 in group.views and group.kind not in ("measured", "mediator")
    ]


@pytest.mark.parametrize("seed", WORLDS)
def test_the_second_view_tells_the_carved_lines_again_and_enters_no_sum(silver, seed):
    """A line in both views is one number told twice: added up it would count double."""
    rows = rows_of_one_world(silver, seed)
    first = {row.driver: row.band.p50 for row in rows if row.part == "carved"}
    second = {row.driver: row.band.p50 for row in rows if row.view == 2}
    assert first.items() <= second.items()
    london = [row.band.p50 for row in rows if row.part == "total"][-1]
    both = summed(rows, "cause", "mediator", "unexplained", "basis") + sum(second.values())
    assert both != pytest.approx(london, abs=1)
    assert all(row.part == "line" and row.ounces is not None for row in rows if row.view == 2)


def test_a_mediator_is_no_cause_and_is_not_compared(silver):
    gold = next(group for group in silver.groups if group.kind == "mediator")
    assert not gold.compared
    rows = rows_of_one_world(silver, 0)
    assert [row.part for row in rows if row.driver == gold.name] == ["mediator"]
