"""Points: the right sequence, scrambled evenly, each name on its own."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import qmc

from assay.errors import StoryError
from assay.model.sample import Design, streams, uniforms
from assay.model.sobol import dimensions, direction_numbers, sequence, table

TOOL = Path(__file__).parents[2] / "tools" / "make_directions.py"
GRAY = np.arange(256) ^ (np.arange(256) >> 1)


def test_the_shipped_table_is_what_its_script_makes():
    spec = importlib.util.spec_from_file_location("make_directions", TOOL)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    np.testing.assert_array_equal(table(), tool.table())


def test_unscrambled_points_are_scipys_in_every_dimension():
    """SciPy walks in Gray-code order, we in natural order: the same points."""
    expected = qmc.Sobol(len(table()), scramble=False, bits=32).random(256)
    for dimension in range(len(table())):
        points = sequence(direction_numbers(dimension, 8), 0, 256)[GRAY] / 2**32
        np.testing.assert_array_equal(points, expected[:, dimension])


@given(start=st.integers(0, 5000), length=st.integers(1, 3000), dimension=st.integers(0, 255))
@settings(max_examples=40)
def test_a_stretch_of_a_sequence_is_the_same_wherever_it_begins(start, length, dimension):
    directions = direction_numbers(dimension, 13)
    whole = sequence(directions, 0, start + length)
    np.testing.assert_array_equal(sequence(directions, start, start + length), whole[start:])


@pytest.mark.parametrize("method", ["sobol", "plain"])
def test_numbers_lie_strictly_between_0_and_1_and_spread_evenly(method):
    design = Design(2**12, 3, 8, method)
    u = uniforms(streams(["a"], ["a"], design)["a"], 0, 2**12)
    assert u.min() > 0 and u.max() < 1
    assert abs(u.mean() - 0.5) < 4 * np.sqrt(1 / 12 / 2**12)


def test_each_scrambled_part_has_one_point_in_every_equal_interval():
    """Scrambling keeps the net: 2^9 points, one in each of 2^9 intervals."""
    design = Design(2**12, 3, 8, "sobol")
    u = uniforms(streams(["a"], ["a"], design)["a"], 0, 2**12).reshape(8, 2**9)
    for part in u:
        assert sorted((part * 2**9).astype(int)) == list(range(2**9))
    assert len(np.unique(u[:, 0])) == 8


def test_two_names_fill_the_square_together():
    """Pairs of eighty names are less correlated than plain samples, whose correlation is n^-0.5."""
    names = [f"given_{number}" for number in range(80)]
    samples = 2**14
    drawn = streams(names, names, Design(samples, 0, 8, "sobol"))
    u = np.array([uniforms(drawn[name], 0, samples) for name in names])
    pairs = np.corrcoef(u)[np.triu_indices(80, 1)]
    assert np.sqrt(np.mean(pairs**2)) < 0.8 / np.sqrt(samples)


def test_a_hundred_and_fifty_names_have_dimensions_of_their_own():
    names = [f"given_{number}" for number in range(150)]
    assert sorted(dimensions(names).values()) == list(range(150))


def test_more_names_than_dimensions_are_refused():
    with pytest.raises(StoryError, match="at most 256"):
        dimensions([f"given_{number}" for number in range(257)])


@given(
    st.lists(st.text("abcdefg", min_size=1, max_size=3), unique=True, max_size=60), st.text("xyz")
)
def test_a_name_added_at_the_end_moves_no_other(names, added):
    before, after = dimensions(names), dimensions([*names, f"{added}!"])
    assert before == {name: after[name] for name in names}


def test_what_is_asked_of_a_run_moves_no_number():
    names, design = ["a", "b", "c"], Design(2**10, 5, 4, "sobol")
    alone = uniforms(streams(names, ["c"], design)["c"], 0, 2**10)
    among = uniforms(streams(names, names, design)["c"], 0, 2**10)
    np.testing.assert_array_equal(alone, among)


def test_numbers_depend_on_name_and_seed_alone():
    few, many = Design(2**12, 5, 4, "sobol"), Design(2**13, 5, 8, "sobol")
    a = uniforms(streams(["a", "b"], ["a"], few)["a"], 0, 2**12)
    b = uniforms(streams(["a", "c"], ["a"], many)["a"], 0, 2**12)
    np.testing.assert_array_equal(a, b)
    other = uniforms(streams(["a"], ["a"], Design(2**12, 6, 4, "sobol"))["a"], 0, 2**12)
    assert not np.array_equal(a, other)
