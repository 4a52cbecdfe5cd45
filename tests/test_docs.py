"""Every command that the docs show exists, and every file that they name.

Not here: what the commands do (`tests/hostile`, `tests/test_same_bits.py`).
"""

import ast
import re
import shlex
import subprocess
import sys
import tomllib

import click
import pytest

from assay import cli
from assay.prices.result import read_attribution
from tests.house import ROOT, texts

PAGES = sorted(
    path
    for path in texts()
    if path.suffix == ".md" and path.relative_to(ROOT).parts[0] not in ("src", "tests")
)
by_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
MADE = ("out/", "page.", "my-silver", "previous_", "build/")
"""Names of what a reader has or makes."""


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", texts()[page], re.MULTILINE | re.DOTALL)


def commands(page):
    """Every call of assay in a page, in blocks and in running text, split into words."""
    shown = [line for block in blocks(page, "sh") for line in block.splitlines()]
    shown += re.findall(r"`(assay [^`]+)`", texts()[page])
    for line in shown:
        words = shlex.split(line.split("#")[0])
        if words and words[0].removeprefix(".venv/bin/") == "assay":
            yield line, words[1:]


@by_page
def test_every_command_shown_exists_with_its_options(page):
    context = click.Context(cli.assay)
    for line, words in commands(page):
        if words[0].startswith("-"):
            continue
        verb = cli.assay.get_command(context, words[0])
        assert verb, f"no such command: {line}"
        options = {name for parameter in verb.params for name in parameter.opts}
        used = {word.split("=")[0] for word in words if word.startswith("--")}
        assert used <= options, f"no such option: {line}"


def test_the_sample_of_the_readme_is_what_the_command_prints(tmp_path):
    """Piece by piece between the signs of what is left out; line ends are the page's own."""
    page = texts()[ROOT / "README.md"]
    asked, sample = re.search(r"^    \$ (.+)\n((?:    .*\n|\n)+)", page, re.MULTILINE).groups()
    words = shlex.split(asked)
    command = [sys.executable, "-m", "assay", *words[1:], "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    printed = " ".join(done.stdout.split())
    pieces = [" ".join(piece.split()) for piece in sample.split("[…]")]
    assert len(pieces) > 1
    at = 0
    for piece in pieces:
        assert piece in printed[at:]
        at = printed.index(piece, at) + len(piece)


def test_every_flag_of_the_test_for_explosive_prices_is_told_with_its_days():
    told = " ".join(texts()[ROOT / "docs" / "attribution.md"].split())
    for episode in read_attribution().robustness.episodes:
        form = "%B %Y" if episode.name.endswith("monthly") else "%-d %B %Y"
        days = (episode.start.strftime(form), episode.end.strftime(form))
        assert f"from {days[0]} to {days[1]}" in told, episode.name


@by_page
def test_every_command_of_a_page_is_called_where_make_puts_it(page):
    """The environment is not entered in these pages, so a bare name would not be found."""
    shown = [line for block in blocks(page, "sh") for line in block.splitlines()]
    assert not [line for line in shown if re.match(r"(assay|pip) ", line)]


@by_page
def test_every_target_of_make_shown_exists(page):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = texts()[page]
    shown = set(re.findall(r"(?:^|`|\s)make ([a-z]+)(?=`|\s+#|$)", text, re.MULTILINE))
    assert shown <= targets


@by_page
def test_every_file_named_exists(page):
    named = re.findall(r"`((?:src|tests|docs|benchmarks|tools)/[\w./-]+)`", texts()[page])
    missing = [name for name in named if not name.startswith(MADE) and not (ROOT / name).exists()]
    assert not [name for name in missing if "results/" not in name]


@by_page
def test_every_snippet_can_be_read(page):
    for snippet in blocks(page, "python"):
        assert ast.parse(snippet).body
    for snippet in blocks(page, "toml"):
        assert tomllib.loads(snippet)
