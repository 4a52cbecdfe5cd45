"""One node over more samples than a verdict keeps: the same numbers, and a limit that is told."""

import re
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest
from click.testing import CliRunner

import assay
from assay import cli
from assay.commands import workers
from assay.errors import ArgumentError, StoryError
from assay.judging import sampling
from assay.model import condensed
from assay.model.condensed import BINS
from assay.model.run import run
from assay.model.summary import BAND, quantiles
from assay.model.watch import Watch
from assay.verbs import as_known, known_by

MANY = 2**16
NODE = "ai_silver_share"


def command(*words):
    return CliRunner().invoke(cli.assay, ["story", "silver", *words])


class Elsewhere(Executor):
    """An executor that is no pool of threads of which a run would take hold."""

    def __init__(self, pool):
        self.submit = pool.submit


@pytest.fixture
def counted(monkeypatch):
    """Histograms from 2^14 samples on, so that a test need not draw a million."""
    monkeypatch.setattr(condensed, "EXACT", 2**14)


def test_a_node_over_many_samples_is_told_as_if_all_were_kept(counted):
    told = assay.graph("silver", node=NODE, samples=MANY, seed=5).sampled
    whole, record, day = known_by("silver", None)
    story = as_known("silver", record, whole, day, None)
    kept = run(
        story.model, story.givens, outputs=(NODE,), samples=MANY, seed=5,
        correlations=story.correlations,
    )  # fmt: skip
    values = kept.values(NODE)
    assert [one.year for one in told.years] == kept.years.tolist()
    np.testing.assert_allclose([one.mean for one in told.years], values.mean(axis=1), rtol=1e-9)
    ends = quantiles(values, (0.0001, 0.9999))
    bins = 1.5 * (ends[:, 1] - ends[:, 0])[:, None] / BINS
    found = np.array([one.percentiles for one in told.years])
    assert (np.abs(found - quantiles(values, BAND)) <= bins).all()
    assert (told.samples, told.seed, told.unit) == (MANY, 5, "percent")


def test_the_command_tells_mean_and_percentiles_a_year_and_no_deviation_of_what_is_known():
    answer = command("--node", "silver_price", "--samples", "2^12", "--seed", "3").output
    assert "Over 4,096 samples (seed 3), in USD/oz:" in answer
    rows = {row.split()[0]: row.split()[1:] for row in re.findall(r"^  20\d\d +.*", answer, re.M)}
    mean, deviation, *percentiles = rows["2019"]
    assert deviation == "0" and set(percentiles) == {mean}
    low, quarter, middle, upper, high = map(float, rows["2030"][2:])
    assert 0 < low < quarter < middle < upper < high
    words = ("--node", "silver_price", "--samples", "4096", "--lang", "zh")
    assert "4,096 个样本（种子 1），单位 USD/oz：" in command(*words).output


def test_a_number_without_years_is_one_row():
    answer = command("--node", "silver_per_ai_server", "--samples", "1e4").output
    assert re.search(r"Over 10,000 samples \(seed 1\), in kg/server:\n +mean .*\n  0\.\d+ ", answer)


def test_a_run_that_is_stopped_tells_of_how_many_samples_it_is(counted):
    watch = Watch(lambda done, _: watch.stop.set() if done >= MANY // 2 else None)
    told = assay.graph("silver", node=NODE, samples=MANY, threads=1, watch=watch).sampled
    assert watch.cut_short() and MANY // 2 <= told.samples < MANY


def elsewhere(monkeypatch):
    """The executors that count from here on."""
    used = []
    own = condensed._count_elsewhere

    def spied(executor, *arguments):
        used.append(type(executor))
        own(executor, *arguments)

    monkeypatch.setattr(condensed, "_count_elsewhere", spied)
    return used


def test_a_long_run_is_given_to_processes_and_tells_the_same_to_the_digit(counted, monkeypatch):
    monkeypatch.setattr(workers, "FROM", MANY)
    used = elsewhere(monkeypatch)
    words = ("--node", NODE, "--samples", str(MANY))
    alone = command(*words, "--threads", "1")
    assert used == []
    together = command(*words, "--threads", "2")
    assert used == [ProcessPoolExecutor]
    assert together.exit_code == 0
    assert together.output == alone.output
    assert "Over 65,536 samples" in alone.output


def test_formulas_that_cannot_be_sent_run_on_threads(counted, monkeypatch):
    used = elsewhere(monkeypatch)

    def refused(_thing):
        raise StoryError("formula use", "a lock", "what can be sent", "threads")

    monkeypatch.setattr(sampling, "packed", refused)
    with ThreadPoolExecutor(1) as threads, Elsewhere(threads) as pool:
        found = assay.graph("silver", node=NODE, samples=MANY, executor=pool).sampled
    assert used == [] and found.samples == MANY
    assert found == assay.graph("silver", node=NODE, samples=MANY, threads=1).sampled


def test_a_verdict_of_more_than_it_can_keep_is_refused_with_what_can_be_asked():
    for words in (["story", "silver"], ["judge", "page.html"], ["compare"], ["what-if", "silver"]):
        refused = CliRunner().invoke(cli.assay, [*words, "--samples", "2^24"])
        assert refused.exit_code == 2
        assert "16,777,216 samples are more than the 4,194,304" in refused.output
        assert "--node NODE --samples N" in refused.output
    assert "1073741824" in command("--node", NODE, "--samples", "2^31").output
    assert command("--samples", "many").exit_code == 2


def test_samples_of_no_node_are_refused_in_python():
    with pytest.raises(ArgumentError):
        assay.graph("silver", samples=1000)
