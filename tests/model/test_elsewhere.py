"""Blocks on processes and on a cluster: the same bits as on threads, and nothing lost.

The cluster is a real one of this machine's processes; one of them is killed while it works.
"""

import os
import shutil
import signal
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

import assay.stories
from assay.errors import AssayError, ExecutorError, StoryError
from assay.model import condensed, elsewhere
from assay.model.condensed import condense
from assay.model.model import Model
from assay.model.run import run
from assay.model.sending import opened, packed
from assay.model.shapes import Uniform
from assay.model.watch import Watch
from assay.record.record import load
from assay.ruler.lay import outputs
from assay.stories.load import load_story
from tests.model.r1_model import OUTPUTS, given, givens, model

SAMPLES = 100_000
BLOCK = 4096
SILVER = Path(assay.stories.__file__).parent / "silver"


class Bytes(Executor):
    """An executor that lets nothing through but bytes, in the process at hand."""

    def submit(self, task, /, *arguments, **named):
        future: Future = Future()
        try:
            function, given, names = opened(packed((task, arguments, named)))
            future.set_result(opened(packed(function(*given, **names))))
        except (AssayError, AttributeError) as error:
            future.set_exception(opened(packed(error)))
        return future


@pytest.fixture(scope="module")
def processes():
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as workers,
        distributed.Client(workers) as client,
    ):
        yield client


def drawn(**more):
    return run(model, givens, outputs=OUTPUTS, samples=SAMPLES, seed=3, block=BLOCK, **more)


def assert_same(one, other):
    assert one.outputs.keys() == other.outputs.keys()
    for name in one.outputs:
        np.testing.assert_array_equal(one.outputs[name], other.outputs[name])
    np.testing.assert_array_equal(one.replicate, other.replicate)


@pytest.fixture(scope="module")
def on_threads():
    return drawn(threads=2)


@pytest.mark.parametrize("method", ["sobol", "plain"])
def test_processes_give_the_bits_of_threads(processes, method):
    assert_same(drawn(executor=processes, method=method), drawn(threads=1, method=method))


def test_a_pool_of_threads_of_ones_own_gives_them_too(on_threads):
    with ThreadPoolExecutor(3) as pool:
        assert_same(drawn(executor=pool), on_threads)


def test_a_cluster_gives_the_bits_of_threads(cluster, on_threads):
    assert_same(drawn(executor=cluster.get_executor()), on_threads)


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process by its signal")
def test_a_worker_killed_in_the_middle_loses_nothing(cluster, on_threads):
    victims = list(cluster.run(os.getpid).values())[:1]

    def kill(done, _asked):
        if done > SAMPLES / 4 and victims:
            os.kill(victims.pop(), signal.SIGKILL)

    found = drawn(executor=cluster.get_executor(), watch=Watch(kill))
    assert not victims
    assert_same(found, on_threads)


def test_condensed_numbers_are_those_of_threads(processes, cluster, monkeypatch):
    monkeypatch.setattr(condensed, "EXACT", 2**15)
    monkeypatch.setattr(condensed, "STRETCH", 2)

    def few(executor):
        return condense(model, givens, outputs=OUTPUTS, samples=SAMPLES, seed=3, executor=executor)

    expected = few(None)
    for executor in (processes, cluster.get_executor(), Bytes(), ThreadPoolExecutor(2)):
        found = few(executor)
        for name in OUTPUTS:
            np.testing.assert_array_equal(found[name].mean, expected[name].mean)
            np.testing.assert_array_equal(found[name].deviation, expected[name].deviation)
            np.testing.assert_array_equal(found[name].quantiles, expected[name].quantiles)


def test_a_story_in_a_folder_is_sent_by_its_file(cluster, processes, tmp_path):
    folder = tmp_path / "silver"
    shutil.copytree(SILVER, folder)
    told = load_story(str(folder), load())
    asked = {
        "outputs": outputs(told), "samples": 20_000, "block": BLOCK,
        "correlations": told.correlations,
    }  # fmt: skip
    expected = run(told.model, told.givens, **asked)
    for executor in (processes, cluster.get_executor()):
        assert_same(run(told.model, told.givens, executor=executor, **asked), expected)


def test_a_file_that_is_another_on_the_workers_machine_is_refused(tmp_path):
    folder = tmp_path / "silver"
    shutil.copytree(SILVER, folder)
    told = load_story(str(folder), load())
    sent = packed(next(iter(told.model.quantities.values())).formula)
    assert opened(sent) is opened(sent)
    for file in folder.glob("*.py"):
        file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    from assay.model import sending

    sending._loaded.cache_clear()
    with pytest.raises(StoryError, match="one folder that all workers see"):
        opened(sent)


def closed_over(factor):
    made = Model(2020, 2022)

    @made.quantity("t/year")
    def more(amount):
        return amount * factor

    return made, [given("amount", "t/year", Uniform(1.0, 2.0))]


def test_a_formula_inside_a_function_is_sent_as_it_is(processes):
    pytest.importorskip("cloudpickle")
    made, amounts = closed_over(3.0)
    asked = {"outputs": ("more",), "samples": 9000, "block": BLOCK}
    assert_same(run(made, amounts, executor=processes, **asked), run(made, amounts, **asked))


def test_without_cloudpickle_such_a_formula_is_refused_with_a_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "cloudpickle", None)
    made, amounts = closed_over(3.0)
    with pytest.raises(StoryError, match=r"in more.*\n.*no file that another process could load"):
        run(made, amounts, outputs=("more",), samples=9000, executor=Bytes())


def test_a_formula_that_fails_there_says_what_it_says_here(processes):
    told = []
    for executor in (None, processes, Bytes()):
        with pytest.raises(StoryError) as refused:
            run(FAILING, [AMOUNT], outputs=("root",), samples=9000, block=BLOCK, executor=executor)
        told.append(str(refused.value))
    assert "not a number" in told[0] or "nan" in told[0]
    assert told[1] == told[0] == told[2]


FAILING = Model(2020, 2022)
AMOUNT = given("amount", "1", Uniform(-1.0, 2.0))


@FAILING.quantity("1")
def root(amount):
    return np.sqrt(amount)


def test_a_pool_whose_process_dies_is_a_refusal_that_says_how_far_it_came(monkeypatch):
    # one at a time, so that the process dies while it waits: one that is killed in the middle of
    # sending leaves half an answer, for the rest of which Python's own pool waits without end
    monkeypatch.setattr(elsewhere, "AHEAD", 1)

    def kill(done, _asked):
        if done:
            for child in list(pool._processes.values()):
                child.kill()

    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    with pool, pytest.raises(ExecutorError) as refused:
        drawn(executor=pool, watch=Watch(kill))
    assert refused.value.code == "executor"
    assert f"of {SAMPLES} samples were" in refused.value.expected
    assert "or threads" in refused.value.remedy


def test_an_executor_that_is_shut_down_is_a_refusal():
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    pool.shutdown()
    with pytest.raises(ExecutorError, match="shutdown"):
        drawn(executor=pool)


@pytest.mark.parametrize("kind", ["threads", "own threads", "elsewhere"])
def test_a_run_that_is_stopped_gives_the_samples_that_are_done(kind, on_threads, monkeypatch):
    monkeypatch.setattr(elsewhere, "AHEAD", 2)
    watch = Watch(lambda done, _asked: watch.stop.set() if done > SAMPLES / 2 else None)
    executor = {"threads": None, "own threads": ThreadPoolExecutor(2), "elsewhere": Bytes()}[kind]
    found = drawn(executor=executor, watch=watch)
    assert watch.cut_short()
    assert SAMPLES / 2 < found.samples < SAMPLES
    for name in OUTPUTS:
        np.testing.assert_array_equal(
            found.outputs[name], on_threads.outputs[name][..., : found.samples]
        )
    # a randomisation that is not whole counts with the one before it
    sizes = np.bincount(found.replicate)
    assert sizes.size >= 3
    assert sizes[:-1].min() == sizes[:-1].max() <= sizes[-1]


def test_stopped_at_once_one_block_is_there_and_is_one_part():
    watch = Watch()
    watch.stop.set()
    found = drawn(watch=watch)
    assert found.samples == BLOCK
    assert not found.replicate.any()


def test_a_watch_is_told_every_block_and_the_end():
    told = []
    drawn(threads=1, watch=Watch(lambda done, asked: told.append((done, asked))))
    assert told == [(min(at, SAMPLES), SAMPLES) for at in range(0, SAMPLES + BLOCK, BLOCK)]


def test_a_verdict_is_the_same_wherever_its_blocks_are_done(processes):
    import assay

    here, there = (
        assay.story("silver", samples=2**15, executor=executor) for executor in (None, processes)
    )
    assert there == here
    assert repr(there.fans) == repr(here.fans)
