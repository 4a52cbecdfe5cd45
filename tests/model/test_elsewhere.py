"""Blocks on processes and on a cluster: the same bits as on threads, and nothing lost.

The cluster is a real one of this machine's processes; one of them is killed while it works.
"""

import os
import shutil
import signal
import struct
import sys
import threading
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

import assay.stories
from assay.errors import AssayError, ExecutorError, StoryError
from assay.model import condensed, elsewhere, stuck_pool
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
PATIENCE = 60
MANY_LOOKS = 5
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


@contextmanager
def ended_at_last(pool):
    """Whether the pool had to be ended from outside, since somebody waited for it without end."""
    had_to_be = threading.Event()

    def end():
        had_to_be.set()
        for child in list(pool._processes.values()):
            child.kill()
        pool._result_queue._writer.close()

    guard = threading.Timer(PATIENCE, end)
    guard.start()
    try:
        with pool:
            yield had_to_be
    finally:
        guard.cancel()
        guard.join()


def test_a_pool_whose_processes_are_killed_is_a_refusal_that_says_how_far_it_came():
    def kill(done, _asked):
        if done:
            for child in list(pool._processes.values()):
                child.kill()

    pool = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    with ended_at_last(pool) as had_to_be, pytest.raises(ExecutorError) as refused:
        drawn(executor=pool, watch=Watch(kill))
    assert not had_to_be.is_set()
    assert refused.value.code == "executor"
    assert f"of {SAMPLES} samples were" in refused.value.expected
    assert "or threads" in refused.value.remedy


def cut_the_second_answer():
    """As a process of a pool begins: kill it once half of its second answer is in the pipe."""
    frame = sys._getframe()
    while "result_queue" not in frame.f_locals:
        frame = frame.f_back
    pipe = frame.f_locals["result_queue"]._writer
    send_whole = pipe._send_bytes

    def send_half(answer):
        length = struct.pack("!i", len(answer))
        os.write(pipe.fileno(), length + bytes(answer[: len(answer) // 2]))
        os.kill(os.getpid(), signal.SIGKILL)

    def send(answer):
        send_whole(answer)
        pipe._send_bytes = send_half

    pipe._send_bytes = send


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe there takes a message whole or not")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_process_killed_while_it_sends_keeps_nobody_waiting(workers):
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=cut_the_second_answer
    )
    with ended_at_last(pool) as had_to_be:
        with pytest.raises(ExecutorError, match=r"ended with exit code -9") as refused:
            drawn(executor=pool)
        children = list(pool._processes.values())
    assert not had_to_be.is_set()
    assert not any(child.is_alive() for child in children)
    if workers == 1:
        assert f"({BLOCK} of {SAMPLES} samples were)" in refused.value.expected


class Looked(dict):
    """A pool's processes, that let go what waits for it once they have been looked at often."""

    def __init__(self, processes, let_go):
        super().__init__(processes)
        self.let_go = let_go
        self.looks = 0

    def items(self):
        self.looks += 1
        if self.looks == MANY_LOOKS:
            self.let_go.set()
        return super().items()


class Slow(ProcessPoolExecutor):
    """A pool one of whose processes has ended, and whose answers take a few looks."""

    def __init__(self, ended):
        super().__init__(1)
        let_go = threading.Event()
        self.threads = ThreadPoolExecutor(1)
        self.threads.submit(let_go.wait, PATIENCE)
        self._processes = Looked({ended.pid: ended}, let_go)

    def submit(self, task, /, *arguments, **named):
        return self.threads.submit(task, *arguments, **named)


def test_a_process_that_ended_in_good_order_is_no_death(monkeypatch, on_threads):
    monkeypatch.setattr(stuck_pool, "LOOK", 0.01)
    ended = get_context("spawn").Process(target=os.getpid)
    ended.start()
    ended.join()
    pool = Slow(ended)
    with pool.threads:
        assert_same(drawn(executor=pool), on_threads)
    assert pool._processes.looks >= MANY_LOOKS


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
