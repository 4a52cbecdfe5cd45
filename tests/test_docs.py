"""Every command that the docs show exists, and every file that they name.

Not here: what the commands do (`tests/hostile`, `tests/test_same_bits.py`).
"""

import ast
import re
import shlex
import tomllib

import click
import pytest

from assay import cli
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
