"""Which inputs the spread of a story's node comes from: exact on toys, and as users of silver ask.

Not here: the estimators themselves (`tests/analysis/test_sensitivity.py`).
"""

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from importlib.resources import files
from io import StringIO

import numpy as np
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from rich.console import Console

import assay
from assay import cli
from assay.errors import ArgumentError, StoryError, UnknownNode
from assay.judging.apportioning import sensitivity
from assay.judging.verdict_of import as_known, known_by
from assay.model.correlation import Correlation
from assay.model.model import Model
from assay.model.normal import Z95
from assay.model.shapes import Constant, Normal, Path
from assay.model.watch import Watch
from assay.report.sensitivity_to_terminal import render, share_text
from tests.model.r1_model import given

TOY = Model(2020, 2022)


@TOY.quantity("1")
def weighed(one, other, alone, year):
    """Normal scores, so that the variance is 1 + 4 and from year to year 0, 1, 4 more."""
    return one + 2 * other + (year - 2020) * alone


@TOY.quantity("1")
def product(one, other):
    """Of middles 0: neither does anything alone."""
    return one * other


@TOY.quantity("1")
def whole(fixed):
    """The same in every sample."""
    return fixed + 1


@TOY.quantity("1", known="published")
def partly_known(one, published):
    """Published in 2020."""
    return one


STANDARD = Normal(-Z95, Z95)


def titled(name, unit, shape):
    return replace(given(name, unit, shape), title={"en": f"the {name}", "zh": f"输入 {name}"})


GIVENS = (
    titled("one", "1", STANDARD),
    titled("other", "1", STANDARD),
    titled("alone", "1/year", STANDARD),
    titled("fixed", "1", Constant(3.0)),
    titled("published", "1", Path((2020,), (7.0,))),
)


@pytest.fixture(scope="module")
def silver():
    record_whole, record, day = known_by("silver", None)
    return as_known("silver", record, record_whole, day, None)


@pytest.fixture
def toy(silver):
    return replace(silver, name="toy", model=TOY, givens=GIVENS, correlations=(), horizon=2022)


def related(story, r):
    pair = Correlation("pair", ("one", "other"), ((1.0, r), (r, 1.0)))
    return replace(story, correlations=(pair,))


def asked(story, node="weighed", years="all", total=False, together=False, watch=None, **lot):
    options = (lot.get("samples", 2**13), lot.get("seed", 1), lot.get("threads"))
    return sensitivity(story, date(2026, 1, 1), node, years, total, together, options, watch)


def of(found, column="share"):
    """(given, year), by the order of GIVENS."""
    rows = {"+".join(one.givens): getattr(one, column) for one in found.inputs}
    return np.array([rows[name] for name in sorted(rows, key=[one.name for one in GIVENS].index)])


EXACT = np.array([[1 / 5, 1 / 6, 1 / 9], [4 / 5, 4 / 6, 4 / 9], [0, 1 / 6, 4 / 9]])


def test_first_order_shares_from_samples_in_hand_are_exact_in_every_year(toy):
    found = asked(toy)
    assert (found.method, found.runs, found.samples) == ("first", 0, 2**13)
    np.testing.assert_allclose(of(found), EXACT, atol=0.01)
    assert (np.abs(of(found) - EXACT) <= 4 * of(found, "error") + 1e-4).all()
    assert [one.year for one in found.spreads] == [2020, 2021, 2022]
    deviations = [one.deviation for one in found.spreads]
    np.testing.assert_allclose(deviations, np.sqrt([5, 6, 9]), rtol=0.01)


def test_designed_runs_give_first_order_and_total_shares_in_every_year(toy):
    found = asked(toy, total=True, samples=2**12)
    assert found.method == "sobol" and found.runs == 5 * 2**12
    for column, error in (("share", "error"), ("total", "total_error")):
        np.testing.assert_allclose(of(found, column), EXACT, atol=0.015)
        assert (np.abs(of(found, column) - EXACT) <= 4 * of(found, error) + 0.001).all()
    crossed = asked(toy, "product", None, True)
    np.testing.assert_allclose(of(crossed), 0, atol=0.02)
    np.testing.assert_allclose(of(crossed, "total"), 1, atol=0.02)


def test_inputs_drawn_together_get_shapley_effects_of_their_closed_form(toy):
    """Linear model of two and one apart: Iooss and Prieur (2019), section 3.2; in 2020 + t the
    third adds t^2."""
    r, sizes = 0.6, np.array([1.0, 2.0])
    found = asked(related(toy, r), total=True)
    assert found.method == "shapley" and found.together == (("one", "other"),)
    crossed = r * sizes.prod() + r**2 * (sizes[1] ** 2 - sizes[0] ** 2) / 2
    pair = sizes**2 + np.array([crossed, 2 * r * sizes.prod() - crossed])
    exact = np.array([[*pair, t**2] / (pair.sum() + t**2) for t in range(3)]).T
    np.testing.assert_allclose(of(found), exact, atol=0.02)
    assert (np.abs(of(found) - exact) <= 4 * of(found, "error") + 1e-9).all()
    np.testing.assert_allclose(of(found).sum(axis=0), 1, atol=1e-9)


def test_inputs_drawn_together_count_as_one_where_asked(toy):
    found = asked(related(toy, 0.6), years=2022, total=True, together=True)
    assert found.method == "sobol" and found.runs == 4 * 2**13
    pair = (1 + 4 + 4 * 0.6) / (1 + 4 + 4 * 0.6 + 4)
    told = {one.givens: (one.share[0], one.total[0]) for one in found.inputs}
    assert set(told) == {("one", "other"), ("alone",)}
    np.testing.assert_allclose(told["one", "other"], pair, atol=0.015)
    np.testing.assert_allclose(told["alone",], 1 - pair, atol=0.015)


def test_alone_each_of_two_drawn_together_is_told_with_what_it_shares(toy):
    """Var(E[y|x]) of x + 2z is (1 + 2r)^2 for the one and (2 + r)^2 for the other."""
    found = asked(related(toy, 0.6), years=2020)
    exact = np.array([(1 + 1.2) ** 2, (2 + 0.6) ** 2]) / (5 + 2.4)
    np.testing.assert_allclose(of(found)[:2, 0], exact, atol=0.02)
    assert found.together == (("one", "other"),)


@pytest.mark.parametrize("total", [False, True])
@pytest.mark.parametrize("r", [0.0, 0.6])
def test_the_same_seed_gives_the_same_bits_with_any_number_of_threads(toy, total, r):
    story = related(toy, r)
    one, two = (asked(story, total=total, samples=2**10, threads=threads) for threads in (1, 2))
    assert one == two
    assert asked(story, total=total, samples=2**10, seed=2).inputs != one.inputs


def test_a_year_that_was_published_has_no_shares_and_the_next_has(toy):
    found = asked(toy, "partly_known")
    assert found.spreads[0].deviation == 0 and found.inputs[0].share[0] == 0
    np.testing.assert_allclose(of(found)[0, 1:], 1, atol=0.001)
    assert {row["year"] for row in found.rows} == {2021, 2022}


def test_a_given_is_its_own_spread(toy):
    found = asked(toy, "one", None)
    assert found.spreads[0].year is None and [row.givens for row in found.inputs] == [("one",)]
    assert found.inputs[0].share[0] == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize(
    ("wish", "error", "found"),
    [
        ({"node": "wieghed"}, UnknownNode, "wieghed"),
        ({"node": "whole"}, StoryError, "no uncertain input"),
        ({"node": "fixed", "years": None}, StoryError, "no uncertain input"),
        ({"node": "partly_known", "years": 2020}, StoryError, "no input moves it in 2020"),
        ({"years": 2031}, StoryError, "year 2031"),
        ({"years": [2021, 2031, 1999]}, StoryError, "year 2031, year 1999"),
        ({"years": "2021"}, StoryError, "year 2021"),
        ({"node": "one", "years": 2021}, StoryError, "years 2021"),
        ({"together": True}, ArgumentError, "first-order"),
        ({"samples": 3}, ArgumentError, "3"),
        ({"samples": "many"}, ArgumentError, "'many'"),
        ({"samples": 2**40}, ArgumentError, str(2**40)),
        ({"seed": -1}, ArgumentError, "-1"),
        ({"threads": 0}, ArgumentError, "0"),
        ({"total": True, "samples": 2**22, "years": 2022}, None, ""),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_remedy(toy, monkeypatch, wish, error, found):
    if error is None:
        monkeypatch.setattr("assay.judging.apportioning.MOST_RUNS", 2**20)
        error, found = ArgumentError, "4,194,304 points, which take 20,971,520 runs"
    with pytest.raises(error) as refusal:
        asked(toy, **wish)
    assert found in refusal.value.found and refusal.value.remedy


def test_more_numbers_than_a_laptop_holds_are_refused_before_they_are_drawn(toy, monkeypatch):
    monkeypatch.setattr("assay.judging.apportioning.MOST_NUMBERS", 2**16)
    with pytest.raises(ArgumentError, match="4,096 samples, or a single year"):
        asked(toy)


@pytest.mark.parametrize("r", [0.0, 0.6])
def test_a_stopped_design_tells_what_is_done(toy, r):
    watch = Watch()
    watch.tell = lambda done, _: watch.stop.set() if done else None
    found = asked(related(toy, r), total=True, together=True, watch=watch)
    assert watch.cut_short() and found.runs == watch.done < watch.asked
    assert len(found.inputs) == (2 if r else 3)


def command(*words):
    return CliRunner().invoke(cli.assay, ["sensitivity", "silver", *words])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_terminal_tells_spread_shares_and_why_this_method(language):
    plain = command("--node", "ai_silver", "--samples", "1024", "--lang", language)
    total = command(
        "--node", "ai_silver", "--total", "--samples", "256", "--lang", language, "--year", "2028"
    )
    assert plain.exit_code == total.exit_code == 0
    for done in (plain, total):
        assert "[[" not in done.output and "{" not in done.output and "\x1b" not in done.output
        assert "█" in done.output and "±" in done.output and "assay need silver" in done.output
    pieces = {
        "en": (("First-order shares", "2030: ", "from 1,024 samples"),
               ("Takes 19,200 runs", "all inputs are drawn apart", "2028: ", "t a year", "░")),
        "zh": (("一阶份额", "2030 年：", "1,024 个样本"),
               ("需运行故事 19,200 次", "各输入独立抽取", "2028 年：", "吨/年", "░")),
    }  # fmt: skip
    for done, told in zip((plain, total), pieces[language], strict=True):
        for piece in told:
            assert piece in re.sub(
                "[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", done.output
            )


def test_all_years_stand_beside_each_other_and_programs_get_them_all():
    words = ("--node", "silver_price", "--years", "--samples", "1024")
    table = command(*words).output
    assert re.search(r"first order, in % +2026 +2028 +2030 +2031 +2033 +2035", table)
    assert re.search(r"standard deviation, USD/oz( +\d+){6}", table)
    assert "leaves out 4 years" in table
    row = json.loads(command(*words, "--json").output)
    text = files("assay").joinpath("report", "schema", "sensitivity-1.json").read_text("utf-8")
    Draft202012Validator.check_schema(json.loads(text))
    Draft202012Validator(json.loads(text)).validate(row)
    years = [one["year"] for one in row["years"]]
    assert years == list(range(2015, 2036)) and row["unit"] == "USD/oz"
    first = next(one for one in row["inputs"] if one["givens"] == ["price_residual_1"])
    assert first["share"][years.index(2020)] is None and first["total"] is None
    assert 0.9 < first["share"][years.index(2026)] < 0.96


def test_the_shares_of_silver_agree_between_samples_in_hand_and_designed_runs():
    in_hand = assay.sensitivity("silver", "ai_silver")
    designed = assay.sensitivity("silver", "ai_silver", total=True, samples=2**10)
    first, second = ({one.givens: one for one in found.inputs} for found in (in_hand, designed))
    assert in_hand.inputs[0].givens == designed.inputs[0].givens == ("silver_per_ai_server",)
    assert first.keys() == second.keys()
    for key, one in first.items():
        other = second[key]
        gap = 5 * np.hypot(one.error[0], other.error[0]) + 0.005
        assert abs(one.share[0] - other.share[0]) <= gap, key
        assert other.total[0] >= other.share[0] - 5 * np.hypot(other.error, other.total_error)[0]


def test_the_command_ends_with_2_where_it_is_asked_what_cannot_be():
    def ended(*words):
        line = [sys.executable, "-m", "assay", "sensitivity", "silver", *words]
        return subprocess.run(line, capture_output=True, text=True, timeout=300)

    wrong = ended("--node", "silver_prise")
    assert wrong.returncode == 2 and "silver_price or" in wrong.stderr
    early = ended("--node", "silver_price", "--year", "2020")
    assert early.returncode == 2 and "no input moves it in 2020" in early.stderr
    assert "Traceback" not in wrong.stderr + early.stderr


def test_questions_that_exclude_each_other_are_told():
    both = command("--node", "silver_price", "--year", "2028", "--years")
    assert both.exit_code == 2 and "two different questions" in both.output
    alone = command("--node", "silver_price", "--together")
    assert alone.exit_code == 2 and "--total" in alone.output


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_narrow_terminal_keeps_its_lines_whole(toy, columns):
    out = StringIO()
    render(asked(toy), "en", Console(file=out, width=columns, force_terminal=True))
    rows = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in out.getvalue().splitlines()]
    assert max(map(len, rows)) <= columns
    shown = next(len(re.findall(r"20\d\d", row)) for row in rows if "in %" in row)
    assert shown == (2 if columns == 60 else 3)


def test_a_notebook_and_the_terminal_say_which_inputs_are_drawn_together(toy):
    story = related(toy, 0.6)
    effects, first = asked(story, total=True), asked(story)
    html = effects._repr_html_()
    assert "Shapley effects" in html and "one and other" in html and "<table>" in html
    assert {row["input"] for row in effects.rows} == {"one", "other", "alone"}
    out = StringIO()
    render(first, "en", Console(file=out, width=200))
    assert "Drawn together: one and other" in out.getvalue()
    grouped = StringIO()
    render(asked(story, total=True, together=True), "en", Console(file=grouped, width=200))
    assert "count as one: one and other" in grouped.getvalue() and "1 with it" in grouped.getvalue()


@pytest.mark.parametrize(
    ("share", "error", "told"),
    [(0.17, 0.0031, "17.0 ± 0.7"), (0.17, 0.01, "17 ± 2"), (-0.001, 0.001, "0.0 ± 0.2"),
     (1.002, 0.0005, "100.0 ± 0.1"), (0.0, 0.0, "0"), (0.5, 0.2, "50 ± 40")],
)  # fmt: skip
def test_a_share_is_told_to_the_digit_that_is_sure(share, error, told):
    assert share_text(share, error, "en") == told
