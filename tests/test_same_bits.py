"""The same seed gives the same bits, whatever the number of threads, and nothing else is printed.

Not here: the engine's own sameness (`tests/model`), what the report shows (`tests/reports`).
"""

import subprocess
import sys
from pathlib import Path

import pytest

import assay

EXAMPLES = Path(assay.__file__).parent / "examples"
PAGE = EXAMPLES / "ai-silver-zh.txt"


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """The two files of a run, by the options of the command."""
    made = {}

    def judge(*options: str) -> dict[str, bytes]:
        if options not in made:
            out = tmp_path_factory.mktemp("out")
            command = [sys.executable, "-m", "assay", "judge", str(PAGE), "--samples", "2048"]
            done = subprocess.run(
                [*command, "--out", str(out), *options], capture_output=True, timeout=300
            )
            assert done.returncode == 0, done.stderr.decode()
            files = {path.name: path.read_bytes() for path in sorted(out.iterdir())}
            made[options] = files | {
                "stdout": done.stdout.replace(str(out).encode(), b"OUT"),
                "stderr": done.stderr,
            }
        return made[options]

    return judge


def test_one_thread_and_two_give_the_same_bits(verdicts):
    one, two = verdicts("--seed", "7", "--threads", "1"), verdicts("--seed", "7", "--threads", "2")
    assert one["verdict.json"] == two["verdict.json"]
    assert one["report.html"] == two["report.html"]


def test_a_second_run_gives_the_same_bits(verdicts, tmp_path):
    first = verdicts("--seed", "7", "--threads", "2")
    again = verdicts("--threads", "2", "--seed", "7")
    assert again == first


def test_another_seed_gives_other_samples(verdicts):
    """Else the tests above would compare nothing."""
    assert (
        verdicts("--seed", "8")["verdict.json"]
        != verdicts("--seed", "7", "--threads", "1")["verdict.json"]
    )


def test_a_piped_verdict_is_plain_text_and_says_where_the_report_is(verdicts):
    done = verdicts("--seed", "7", "--threads", "1")
    assert done["stderr"] == b""
    assert b"\x1b" not in done["stdout"]
    assert done["stdout"].decode().rstrip().splitlines()[-2:] == [
        "OUT/report.html",
        "OUT/verdict.json",
    ]
