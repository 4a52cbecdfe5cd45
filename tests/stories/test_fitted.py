"""Numbers that a story takes from its price attribution, and givens that move together."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assay.errors import AssayError, GivenError, PriceError, StoryError, UnitError
from assay.judging.weighing import weigh
from assay.model.normal import Z95
from assay.model.run import run
from assay.model.shapes import Constant, Percentiles
from assay.prices.result import NotMeasured, Target
from assay.record.record import load
from assay.stories.load import FOLDER, attribution_of, given_of, load_story
from tests.reports.example_attribution import TOGETHER, attribution

DOLLAR, COPPER, NASDAQ = "dollar_contribution", "copper_contribution", "nasdaq_contribution"


@pytest.fixture(scope="module")
def record():
    return load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the silver story that a test may spoil, with no correlations of its own."""
    copy = Path(shutil.copytree(FOLDER / "silver", tmp_path / "silver_copy"))
    text = (copy / "givens.toml").read_text("utf-8")
    (copy / "givens.toml").write_text(text.partition("\n[correlation.")[0] + "\n", "utf-8")
    return copy


def written(folder: Path, name: str, shape: str) -> None:
    """Give one given of the copy another shape."""
    path = folder / "givens.toml"
    text = path.read_text("utf-8")
    start = text.index(f"[{name}]")
    line = text.index("\nshape = ", start) + 1
    path.write_text(text[:line] + f"shape = {shape}" + text[text.index("\n", line) :], "utf-8")


def added(folder: Path, lines: str) -> None:
    with (folder / "givens.toml").open("a", encoding="utf-8") as file:
        file.write(lines)


def complaint(folder: Path, record, kind: type[AssayError]) -> AssayError:
    with pytest.raises(kind) as caught:
        load_story(str(folder), record, None, attribution())
    return caught.value


def test_a_given_takes_band_sources_and_day_of_its_group(folder, record):
    known = replace(attribution(), sources=("slv_close", "cper_close"))
    written(folder, DOLLAR, '{ fitted = "dollar" }')
    told = given_of(load_story(str(folder), record, None, known), DOLLAR)
    share = known.window("story").share("dollar")
    assert told.shape == Percentiles(share.p05, share.p50, share.p95)
    assert told.source == known.sources
    assert told.known_on == known.window("story").known_on
    assert not told.known_later


def test_on_a_day_before_the_windows_end_the_fit_was_known_later(folder, record):
    written(folder, DOLLAR, '{ fitted = "dollar" }')
    early = replace(
        attribution(),
        windows=tuple(replace(w, known_on=date(2026, 2, 3)) for w in attribution().windows),
    )
    story = load_story(str(folder), record.as_of(date(2026, 1, 23)), record, early)
    assert given_of(story, DOLLAR).known_later


def test_the_rise_and_the_residual_of_a_year_are_taken_too(folder, record):
    written(folder, "new_york_rise", '{ fitted = "rise" }')
    written(folder, "price_residual_1", '{ fitted = "residual.macro" }')
    story = load_story(str(folder), record, None, attribution())
    assert given_of(story, "new_york_rise").shape == Constant(126.1)
    residual = given_of(story, "price_residual_7").shape
    assert (residual.p05, residual.p95) == pytest.approx((-22 * Z95, 22 * Z95))


def test_contributions_move_together_as_fitted(folder, record):
    for name, group in ((DOLLAR, "dollar"), (COPPER, "copper"), (NASDAQ, "nasdaq")):
        written(folder, name, f'{{ fitted = "{group}" }}')
    added(
        folder,
        f"""
[correlation.fit]
givens = ["{DOLLAR}", "{COPPER}", "{NASDAQ}"]
matrix = "fitted"
why = "One draw of the coefficients serves all."
""",
    )
    story = load_story(str(folder), record, None, attribution())
    (fit,) = story.correlations
    assert fit.between(DOLLAR, COPPER) == TOGETHER and fit.between(DOLLAR, NASDAQ) == 0
    done = run(story.model, story.givens, outputs=[DOLLAR, COPPER], correlations=(fit,))
    found = np.corrcoef(done.values(DOLLAR), done.values(COPPER))[0, 1]
    assert found == pytest.approx(TOGETHER, abs=0.02)


def test_a_matrix_by_hand_needs_a_reason_and_a_source_or_a_judgement(folder, record):
    added(
        folder,
        f"""
[correlation.hand]
givens = ["{DOLLAR}", "{COPPER}"]
matrix = [[1, 0.4], [0.4, 1]]
""",
    )
    told = str(complaint(folder, record, StoryError))
    assert "correlation.hand.why" in told
    assert "neither a source nor a judgement" in told
    added(folder, 'judgement = true\nwhy = "To see what it does."\n')
    (hand,) = load_story(str(folder), record, None, attribution()).correlations[-1:]
    assert hand.between(COPPER, DOLLAR) == 0.4


def test_all_that_is_wrong_with_givens_and_correlations_is_told_at_once(folder, record):
    written(folder, DOLLAR, '{ fitted = "dolar" }')
    written(folder, NASDAQ, '{ fitted = "nasdaq", relative = 0.1 }')
    added(
        folder,
        f"""
[correlation.torn]
givens = ["{COPPER}", "coper_contribution"]
matrix = [[1, 0.4], [0.5, 1]]
judgement = true
wy = "?"
""",
    )
    told = str(complaint(folder, record, StoryError))
    assert "dolar" in told and "dollar" in told
    assert "relative beside fitted" in told
    assert "0.4 one way and 0.5 the other" in told
    assert "torn.wy" in told


@pytest.mark.parametrize(
    ("name", "shape", "kind", "text"),
    [
        (DOLLAR, '{ fitted = "sign_restricted_var" }', GivenError, "not measured: Not run."),
        (DOLLAR, '{ fitted = "residual.gould" }', GivenError, "gold"),
        ("ai_thrift_rate", '{ fitted = "dollar" }', UnitError, "log points"),
    ],
)
def test_a_reference_that_finds_nothing_says_why(folder, record, name, shape, kind, text):
    written(folder, name, shape)
    assert text in str(complaint(folder, record, kind))


def test_a_matrix_of_the_fit_needs_givens_of_the_fit(folder, record):
    written(folder, DOLLAR, '{ fitted = "dollar" }')
    added(
        folder,
        f"""
[correlation.mixed]
givens = ["{DOLLAR}", "ai_thrift_rate"]
matrix = "fitted"
why = "?"
""",
    )
    told = str(complaint(folder, record, StoryError))
    assert "ai_thrift_rate, whose shape names no group" in told


def test_what_a_fit_has_not_measured_is_left_out_and_its_rest_is_larger(record):
    """A fit of one's own often lacks copper and AI shares: missing, not zero."""
    whole = attribution_of("silver")
    lacking = {"copper", "ai_equity"}
    kept = tuple(group for group in whole.groups if group not in lacking)
    rows = [whole.groups.index(group) for group in kept]

    def less(window):
        return replace(
            window,
            shares=tuple(share for share in window.shares if share.group in kept),
            correlations=tuple(tuple(window.correlations[i][j] for j in rows) for i in rows),
        )

    fit = replace(
        whole,
        groups=kept,
        windows=tuple(map(less, whole.windows)),
        target=Target("lbma.silver", {"en": "London noon", "zh": "伦敦正午"}),
        not_measured=tuple(NotMeasured(group, "no feed") for group in sorted(lacking)),
    )
    story = load_story("silver", record, None, fit)
    assert not lacking & {group.name for group in story.groups}
    assert "copper_contribution" not in {given.name for given in story.givens}
    (together,) = story.correlations
    assert len(together.givens) == len(kept)
    assert story.market_titles["fitted_rise"] == {"en": "London noon", "zh": "伦敦正午"}

    def unexplained(told):
        rows = weigh(told, record, 2048, 1, None).contributions
        return next(row.band.p50 for row in rows if row.part == "unexplained")

    more = sum(whole.window("story").share(group).p50 for group in lacking)
    grown = unexplained(story) - unexplained(load_story("silver", record))
    assert grown == pytest.approx(more, abs=0.5)


def test_a_story_without_an_attribution_has_none_and_may_name_none(folder, record):
    (folder / "attribution.toml").unlink(missing_ok=True)
    assert attribution_of(str(folder)) is None
    written(folder, DOLLAR, '{ fitted = "dollar" }')
    with pytest.raises(StoryError, match="no attribution"):
        load_story(str(folder), record)


def test_a_file_that_is_no_attribution_is_refused_with_its_place(tmp_path):
    with pytest.raises(PriceError, match=r"missing\.toml"):
        attribution_of("silver", tmp_path / "missing.toml")
