"""A fit of one's own takes the place of the story's: in the verdict, the report and the command."""

import io
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from rich.console import Console

from assay.cli import assay
from assay.errors import PriceError
from assay.prices.result import OWN_FILES, read_attribution
from assay.prices.result_file import write_attribution
from assay.record.feeds import cache
from assay.report import numbers, to_terminal
from assay.report.entries import entry
from assay.report.page import Page, rows_of
from assay.report.to_html import render
from assay.report.words import Words, without_notes
from assay.verbs import story
from tests.prices.test_fit_command import written as files
from tests.prices.worlds import walks

SAMPLES = 512


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """The shipped fit with ten log points taken from gold and given to the dollar."""
    shipped = read_attribution()
    path = tmp_path_factory.mktemp("fit") / "my fit.toml"
    write_attribution(replace(shipped, windows=tuple(map(_moved, shipped.windows))), path, "own")
    return path


def _moved(window):
    by = {"dollar": 10.0, "gold": -10.0}
    return replace(
        window,
        shares=tuple(
            replace(
                share,
                **{
                    key: getattr(share, key) + by.get(share.group, 0.0)
                    for key in ("value", "p05", "p50", "p95")
                },
            )
            for share in window.shares
        ),
    )


@pytest.fixture(scope="module")
def verdicts(own):
    return story("silver", samples=SAMPLES), story("silver", samples=SAMPLES, attribution=own)


def test_the_verdict_takes_contributions_from_the_file_given(verdicts):
    shipped, refitted = (
        {row.driver: row.band for row in verdict.contributions if row.view == 1}
        for verdict in verdicts
    )
    for end in ("p05", "p50", "p95"):
        for group, by in (("dollar", 10), ("gold", -10), ("copper", 0)):
            moved = getattr(refitted[group], end) - getattr(shipped[group], end)
            assert moved == pytest.approx(by, abs=0.05), group
    assert refitted["unexplained"].p50 == pytest.approx(shipped["unexplained"].p50, abs=0.1)


def test_what_the_driver_itself_did_does_not_move(verdicts):
    shipped, refitted = verdicts
    assert shipped.explained == refitted.explained


def test_the_report_says_whose_fit_it_is_and_how_to_run_it_again(verdicts):
    shipped, refitted = (render(verdict, "en") for verdict in verdicts)
    assert "--attribution &#39;my fit.toml&#39;" in refitted
    assert "From your own file my fit.toml" in refitted
    assert "--attribution &#39;" not in shipped and "own file" not in shipped


def test_the_command_takes_it_and_tells_programs(own, tmp_path):
    done = CliRunner().invoke(
        assay,
        ["story", "silver", "--samples", str(SAMPLES), "--attribution", str(own), "--out",
         str(tmp_path)],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "verdict.json").read_text("utf-8"))
    assert told["attribution"]["refit"] == "my fit.toml"
    assert str(own.parent) not in (tmp_path / "report.html").read_text("utf-8")


def test_a_fit_of_files_alone_is_taken_and_its_files_are_cited(tmp_path, monkeypatch):
    """With no copy of a feed at hand, the user's files are all that the fit rests on."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr("assay.prices.robustness.SIMULATED", 50)
    options = files(tmp_path, walks(["dollar", "copper", "gold", "nasdaq"]))
    path = tmp_path / "mine.toml"
    done = CliRunner().invoke(assay, ["fit", "silver", *options, "--out", str(path)])
    assert done.exit_code == 0, done.output
    assert read_attribution(path).sources == (OWN_FILES,)
    verdict = story("silver", samples=SAMPLES, attribution=path)
    assert "The user: series from files of the user's own, not published" in " ".join(
        verdict.sources()
    )
    assert "files of the user’s own" in entry(Page(verdict, Words("en")), "fit:method")
    assert "用户自己的文件" in entry(Page(verdict, Words("zh")), "fit:method")


def test_terminal_and_ruler_say_that_a_fit_of_ones_own_is_in_use(own, tmp_path):
    """Beside the mark it decides, with the price it explains and without what a terminal obeys."""
    path = tmp_path / "my\x1b[2Jfit.toml"
    fit = read_attribution(own)
    copper = fit.groups.index("copper")
    path.write_bytes(own.read_bytes())
    verdict = story("silver", samples=SAMPLES, attribution=path)
    less = replace(fit, groups=fit.groups[:copper] + fit.groups[copper + 1 :])
    for told, missing in ((verdict, ""), (replace(verdict, attribution=less), "not zero: copper.")):
        screen = io.StringIO()
        to_terminal.render(told, "en", Console(file=screen, width=200))
        said = screen.getvalue()
        assert "Rests on a fit of your own, my[2Jfit.toml" in said and "\x1b" not in said
        assert fit.target.title["en"] in said and missing in said
        assert ("Not measured" in said) == bool(missing)
    row = render(verdict, "zh").split('class="rr', 1)[1].split("</ol>")[0]
    assert "所依据的是您自己的度量" in row


def test_nothing_is_said_of_a_fit_of_ones_own_where_there_is_none(verdicts):
    screen = io.StringIO()
    to_terminal.render(verdicts[0], "en", Console(file=screen, width=200))
    assert "of your own" not in screen.getvalue()


def test_the_first_view_and_its_cards_show_the_value_of_the_coefficients(verdicts):
    """As the other spans and `assay fit` do; the medians of the worlds stay in the data."""
    page = Page(verdicts[0], Words("en"))
    window = verdicts[0].attribution.window("story")
    view = render(verdicts[0], "en").split('<ul class="bars">')[1].split("</ul>")[0]
    causes = rows_of(page.verdict, 1, ("cause", "mediator"))
    assert {row.driver for _, row in causes} == set(verdicts[0].attribution.groups)
    for place, row in causes:
        value = replace(row.band, p50=window.share(row.driver).value)
        told = f"{numbers.middle(value, 'en')} <i>{numbers.band_ends(value, 'en')}</i>"
        assert told in view, row.driver
        card = " ".join(without_notes(entry(page, f"row:{place}")).split())
        assert f": {numbers.middle(value, 'en')} log point" in card
    drift = {row.driver: row for _, row in causes}["drift"]
    assert numbers.middle(drift.band, "en") == "−2" and "−2 <i>" not in view
    assert numbers.measured(window.macro.value, "en") in entry(page, "subtotal")


def test_a_results_file_that_names_no_source_was_made_from_files(tmp_path):
    path = tmp_path / "older.toml"
    write_attribution(replace(read_attribution(), sources=()), path, "own")
    verdict = story("silver", samples=SAMPLES, attribution=path)
    assert OWN_FILES in {work.id for work in verdict.works}


def test_a_file_that_is_no_fit_is_refused(tmp_path):
    path = tmp_path / "odd.toml"
    path.write_text("format = 1\n", "utf-8")
    with pytest.raises(PriceError, match=r"odd\.toml"):
        story("silver", samples=SAMPLES, attribution=path)
