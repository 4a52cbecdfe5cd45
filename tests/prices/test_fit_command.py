"""`assay fit`: from the copies of the feeds and files to tables, and every way in which it refuses.

Not here: what the shipped series say (`test_table.py`).
"""

import csv
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from click.testing import CliRunner

from assay import verbs
from assay.cli import assay
from assay.errors import ExtraMissing, NotWritten, PriceError, UnknownStory
from assay.prices.fit import Request, fit
from assay.prices.result import OWN_FILES, Target, read_attribution
from assay.record.feeds import cache
from assay.record.feeds.feed import feed_of
from assay.report.fit_to_terminal import STEPS
from tests.prices.worlds import walks

ALL = (
    "dollar", "copper", "real_yield", "breakeven", "geopolitical_risk", "volatility",
    "semiconductors", "nasdaq", "gold", "managed_money",
)  # fmt: skip


def request(draws=200):
    return Request(Target("silver", {"en": "silver", "zh": "银"}), (), "a test", 1, draws)


def written(folder, series):
    """One file a series; the options that name them."""
    options = []
    for name, one in series.items():
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("date", "value"))
            for day, value in zip(one.days, one.values, strict=True):
                rows.writerow((date.fromordinal(int(day)), repr(float(value))))
        options += ["--series", f"{name}={path}"]
    return options


@pytest.fixture(autouse=True)
def empty_cache(tmp_path, monkeypatch):
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def few_simulations(monkeypatch):
    monkeypatch.setattr("assay.prices.robustness.SIMULATED", 50)


def run(*options):
    return CliRunner().invoke(assay, ["fit", *options], catch_exceptions=True)


@pytest.fixture(scope="module")
def whole_world():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assay.prices.robustness.SIMULATED", 50)
        return fit(walks(ALL), request())


def test_a_world_in_which_silver_follows_dollar_copper_and_gold_is_seen_as_such(whole_world):
    found = {one.regressor: one.value for one in whole_world.coefficients}
    assert found["broad_dollar"] == pytest.approx(-1.5, abs=0.15)
    assert found["copper"] == pytest.approx(0.4, abs=0.15)
    assert found["gold"] == pytest.approx(1.3, abs=0.15)
    assert found["nasdaq"] == pytest.approx(0, abs=0.15)
    for window in whole_world.windows:
        total = sum(share.value for share in window.shares) + window.unexplained.value
        assert total == pytest.approx(window.actual, abs=1e-9)
        assert window.share("nasdaq").value == pytest.approx(0, abs=3)


def test_windows_hang_together_since_one_draw_serves_them_all(whole_world):
    """The story's window is 2025 and January: so are its contributions, and its bands are no wider
    than those of the parts together."""
    year, january, story = (whole_world.window(n) for n in ("2025", "2026_january", "story"))
    for group in whole_world.groups:
        parts = year.share(group).value + january.share(group).value
        assert story.share(group).value == pytest.approx(parts, abs=1e-9)
    square = np.array(story.correlations)
    assert square == pytest.approx(square.T) and np.diag(square) == pytest.approx(1)


def test_what_is_missing_is_named_and_never_zero():
    given = {name: one for name, one in walks(ALL).items() if name not in ("copper", "volatility")}
    found = fit(given, request(), absent={"copper": "nobody has it"})
    assert "copper" not in found.groups and "geopolitics" in found.groups
    assert {one.name: one.reason for one in found.not_measured} == {
        "copper": "nobody has it",
        "volatility": "no series was given",
    }
    with pytest.raises(PriceError, match="copper"):
        found.window("2025").share("copper")


def test_every_step_that_takes_time_has_a_name_on_the_screen():
    told = []
    fit(walks(["dollar", "gold"]), request(), lambda step, done, of: told.append(step))
    assert set(told) == set(STEPS)
    assert told.count("bootstrap") == 1


def test_without_gold_there_is_one_stage():
    found = fit(walks(["dollar", "copper"]), request())
    assert found.groups == ("dollar", "copper", "drift")
    assert [one.stage for one in found.null] == ["macro"]
    window = found.window("2025")
    assert replace(window.unexplained, group="") == replace(window.unexplained_by_macro, group="")
    assert replace(window.measured, group="") == replace(window.macro, group="")


def test_the_command_prints_its_result_beside_the_shipped_one_and_writes_it(tmp_path):
    options = written(tmp_path, walks(["dollar", "gold", "nasdaq"]))
    out = tmp_path / "own.toml"
    done = run("silver", *options, "--out", str(out), "--seed", "5")
    assert done.exit_code == 0, done.output
    assert "not measured: copper: no feed may be asked for it" in done.output
    assert "those of the coefficients and add up" in " ".join(done.output.split())
    assert "2024-12-31 to 2026-01-23" in done.output and "19.7" in done.output
    found = read_attribution(out)
    assert found.seed == 5 and found.groups == ("dollar", "nasdaq", "drift", "gold")
    assert str(tmp_path) not in out.read_text("utf-8").replace(str(out), "")
    again = tmp_path / "again.toml"
    assert run("silver", *options, "--out", str(again), "--seed", "5").exit_code == 0
    assert again.read_bytes() == out.read_bytes()


def test_a_result_that_cannot_be_written_is_printed_all_the_same(tmp_path):
    options = written(tmp_path, walks(["dollar"]))
    done = run(*options, "--out", str(tmp_path / "no" / "own.toml"))
    assert isinstance(done.exception, NotWritten)
    assert "2024-12-31 to 2026-01-23" in done.output


def test_copies_of_the_feeds_are_used_and_named_as_sources(tmp_path):
    """A copy as `assay update` keeps it, in the publisher's own form."""
    given = walks(["dollar", "nasdaq"])
    for name, feed in (("dollar", "fred.DTWEXBGS"), ("nasdaq", "fred.NASDAQCOM")):
        code = feed.split(".")[1]
        days = (date.fromordinal(int(day)) for day in given[name].days)
        values = given[name].values * (5 if name == "dollar" else 50)
        rows = "\n".join(f"{day},{value:.6f}" for day, value in zip(days, values, strict=True))
        path = tmp_path / f"{code}.csv"
        path.write_text(f"observation_date,{code}\n{rows}\n", "utf-8")
        verbs.update([feed_of(feed)[0].name], file=path)
    files = {"silver": tmp_path / "silver.csv"}
    written(tmp_path, {"silver": given["silver"]})
    found = verbs.fit("silver", series=files)
    assert found.groups == ("dollar", "nasdaq", "drift")
    assert found.sources == ("fed_h10_broad", "nasdaq_composite", OWN_FILES)
    assert "from files: silver" in found.made


def test_a_copy_that_ends_before_the_windows_is_left_out_and_said(tmp_path, monkeypatch):
    given = walks(["dollar", "gold"])
    real = cache.read

    def old(name):
        series = real(name)
        assert series is None
        if name != "fred.VIXCLS":
            return None
        from assay.record.feeds.series import Series

        days = tuple(date(2011, 1, 3) + timedelta(n) for n in range(4000))
        return Series(name, "x", "1", "daily", days, (20.0,) * 4000, days)

    monkeypatch.setattr(cache, "read", old)
    written(tmp_path, given)
    found = verbs.fit("silver", series={name: tmp_path / f"{name}.csv" for name in given})
    reasons = {one.name: one.reason for one in found.not_measured}
    assert reasons["volatility"].startswith("fred.VIXCLS ends on 2021-12-15, before 2026-02-02")


@pytest.mark.parametrize(
    "options, said",
    [
        ((), "no copy of lbma.silver"),
        (("--series", "copper=none.csv"), "none.csv"),
        (("--series", "tin=none.csv"), "tin"),
        (("electricity",), "electricity"),
    ],
)
def test_a_refusal_is_one_of_ours(options, said):
    done = run(*options)
    assert isinstance(done.exception, PriceError | UnknownStory)
    assert said in str(done.exception)
    assert str(done.exception).count("assay update") <= 1


@pytest.mark.parametrize("option", ["copper", "=copper.csv", "copper="])
def test_a_series_without_a_name_or_a_file_is_a_wrong_argument(option):
    done = run("--series", option)
    assert done.exit_code == 2 and "NAME=FILE" in done.output


def test_a_series_named_twice_is_a_wrong_argument():
    done = run("--series", "copper=a.csv", "--series", "copper=b.csv")
    assert done.exit_code == 2 and "twice" in done.output


def test_a_file_that_ends_too_early_is_refused_by_name():
    given = walks(ALL)
    given["copper"] = given["copper"].until(date(2025, 6, 1))
    with pytest.raises(PriceError) as refusal:
        fit(given, request())
    assert "copper" in refusal.value.where


def test_without_the_extra_the_remedy_is_printed(monkeypatch):
    monkeypatch.setitem(sys.modules, "statsmodels", None)
    monkeypatch.setitem(sys.modules, "statsmodels.api", None)
    with pytest.raises(ExtraMissing, match=r"\.venv/bin/pip install '\.\[prices\]'"):
        fit(walks(["dollar"]), request())


def test_the_result_is_read_without_the_extra():
    """Stories and reports read what ships on every run, and load nothing else for it."""
    code = (
        "import sys; from assay.prices.result import read_attribution; read_attribution()\n"
        "print(*[n for n in ('numpy', 'pandas', 'statsmodels', 'scipy') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
