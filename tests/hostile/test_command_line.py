"""The real command, given what it should refuse: a clear error, exit code 2, and never a traceback.

Not here: hostile text inside a page (`tests/reading`, `tests/reports`), the network's door itself.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import assay

STORY = Path(assay.__file__).parent / "stories" / "silver"
FOOTBALL = "\n\n".join(
    f"The home side took the lead in the {word} match of the season after a long pass from the "
    "left, and the visitors never found an answer. Their coach said that his players were tired."
    for word in ("first", "second", "third", "fourth", "fifth", "sixth")
)
LINKS = "\n".join(f"<li><a href='/{n}'>Offer {n}</a></li>" for n in range(60))
SIZE_OF_A_DISK_IMAGE = 200_000_000
FORM = re.compile(
    r"^(\w+) in \S.*?\n  found     \S.*?\n  expected  \S.*?\n  try       \S", re.DOTALL
)
"""Where, found, expected, try; a story may list several complaints under what was found."""


def run(*arguments: str, **options) -> subprocess.CompletedProcess:
    """The command as a user starts it, with its output piped."""
    command = [sys.executable, "-m", "assay", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **options)


def must_refuse(done: subprocess.CompletedProcess, *kinds: str) -> str:
    """Assert the form of a refusal, its kind, and silence elsewhere; gives the message."""
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    form = FORM.match(done.stderr)
    assert form, f"not where, found, expected, try:\n{done.stderr}"
    assert form[1] in kinds, done.stderr
    return done.stderr


@pytest.fixture
def page(tmp_path):
    """A page with the given content, as a file."""

    def write(content: str | bytes, name: str = "page.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


PAGE_KINDS = ("PageError", "NotAnArticle")


@pytest.mark.parametrize("verb", ["judge", "read"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n \t\n",
        bytes(range(256)) * 64,
        b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 5000,
        LINKS.encode(),
    ],
    ids=["empty", "blank", "binary", "picture", "links only"],
)
def test_what_holds_no_article_is_refused(verb, content, page):
    must_refuse(run(verb, page(content)), *PAGE_KINDS)


def test_an_empty_standard_input_is_refused():
    must_refuse(run("judge", "-", input=""), *PAGE_KINDS)


def test_a_file_far_too_large_is_refused_without_being_read(tmp_path):
    """The file is sparse, so that only its size is real."""
    path = tmp_path / "image.html"
    with path.open("wb") as file:
        file.truncate(SIZE_OF_A_DISK_IMAGE)
    assert "200,000,000 bytes" in must_refuse(run("judge", path), "TooLarge")


def test_an_endless_standard_input_is_refused():
    with Path("/dev/zero").open("rb") as endless:
        must_refuse(run("judge", "-", stdin=endless), "TooLarge")


@pytest.mark.parametrize("text", ["<html><p>Silver\n</p></html>", "silver " * 2000])
def test_a_page_given_in_place_of_its_name_is_refused(text):
    told = must_refuse(run("judge", text), "PageError")
    assert "standard input" in told and len(told) < 600


def test_a_missing_file_is_refused_with_the_nearest_name(page):
    path = page(FOOTBALL, "silver.txt")
    assert "silver.txt" in must_refuse(run("judge", path.with_name("slver.txt")), "PageError")


def test_a_folder_is_refused(tmp_path):
    must_refuse(run("judge", tmp_path), "PageError")


def test_a_page_that_tells_none_of_the_stories_is_refused(page):
    assert "silver" in must_refuse(run("judge", page(FOOTBALL)), "NoStoryFits")


@pytest.mark.parametrize("arguments", [("story", "sliver"), ("judge", "PAGE", "--story", "sliver")])
def test_an_unknown_story_is_refused_with_the_nearest_name(arguments, page):
    path = str(page(FOOTBALL))
    done = run(*(path if word == "PAGE" else word for word in arguments))
    assert "silver" in must_refuse(done, "UnknownStory")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/page",
        "http://localhost:9/page",
        "http://[::1]:9/page",
        "http://[::ffff:10.0.0.1]/page",
        "http://10.1.2.3/page",
        "http://169.254.169.254/latest/meta-data",
        "http://0x7f000001/page",
    ],
)
def test_an_address_that_is_not_public_is_refused(address):
    must_refuse(run("judge", address), "PrivateAddress")


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://127.0.0.1/page", "http://"])
def test_an_address_that_is_no_web_page_is_refused(address):
    must_refuse(run("judge", address), "PrivateAddress", "PageError", "NotFetched")


# ---- a story's folder, broken


@pytest.fixture
def broken(tmp_path):
    """The silver story in a folder of its own, with one key of one given changed."""

    def write(key: str, value: str) -> Path:
        folder = tmp_path / "silver"
        shutil.copytree(STORY, folder, ignore=shutil.ignore_patterns("__pycache__"))
        givens = folder / "givens.toml"
        before, table, rest = givens.read_text("utf-8").partition("[silver_per_ai_server]\n")
        own, more, after = rest.partition("\n[")
        changed, count = re.subn(rf"(?m)^{key} = .*$", lambda _: f"{key} = {value}", own)
        assert count == 1, f"silver_per_ai_server has no {key} in a line of its own"
        changed = before + table + changed + more + after
        givens.write_text(changed, "utf-8")
        return folder

    return write


def test_an_untouched_copy_of_a_story_runs_by_its_path(tmp_path):
    """So that what the broken copies are refused for is what was broken."""
    folder = shutil.copytree(STORY, tmp_path / "silver")
    done = run("story", folder, "--samples", "256")
    assert done.returncode == 0, done.stderr


def test_a_wrong_unit_in_a_given_is_refused(broken):
    said = must_refuse(run("story", broken("unit", '"L/server"')), "UnitError", "StoryError")
    assert "silver_per_ai_server" in said or "ai_silver" in said


def test_an_unreadable_unit_in_a_given_is_refused(broken):
    said = must_refuse(run("story", broken("unit", '"kq/server"')), "UnitError", "StoryError")
    assert "kq" in said


def test_an_unknown_source_of_a_given_is_refused(broken):
    said = must_refuse(
        run("story", broken("source", '["hearsay-2026"]')), "UnknownSource", "StoryError"
    )
    assert "hearsay-2026" in said


def test_a_given_that_is_no_toml_is_refused(broken):
    must_refuse(run("story", broken("unit", '"kg')), "GivenError", "StoryError")


# ---- what is wrong with the command line itself


@pytest.mark.parametrize(
    "arguments",
    [
        ("judge",),
        ("judge", "page", "--samples", "3"),
        ("judge", "page", "--as-of", "soon"),
        ("melt",),
    ],
    ids=["no page", "too few samples", "no day", "no such command"],
)
def test_wrong_arguments_are_told_without_a_traceback(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "Error:" in done.stderr


def test_a_folder_that_cannot_be_written_to_is_refused(page, tmp_path):
    example = Path(assay.__file__).parent / "examples" / "ai-silver-en.html"
    blocked = page("a file, not a folder", "taken")
    done = run("judge", example, "--samples", "256", "--out", blocked / "report")
    must_refuse(done, "NotWritten")


def test_an_answer_that_cannot_be_written_is_refused_and_not_traced(root):
    """A full disk, as Linux plays it."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    page = str(root / "src/assay/examples/ai-silver-en.html")
    with full.open("w") as nowhere:
        done = subprocess.run(
            [sys.executable, "-m", "assay", "read", "--json", page],
            stdout=nowhere,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("NotWritten")
    assert "Traceback" not in done.stderr


def test_a_terminal_without_unicode_gets_an_answer_all_the_same(root):
    done = subprocess.run(
        [sys.executable, "-m", "assay", "read", str(root / "src/assay/examples/ai-silver-zh.txt")],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert "银价".encode() in done.stdout


def test_a_page_in_a_third_language_is_refused_and_told_so(page):
    """French, which would otherwise pass for English with its numbers misread."""
    sentences = (
        "Le prix de l'argent a augmenté de 149 % parce que les centres de données consomment "
        "toujours plus de métal pour leurs serveurs, selon les analystes de la place. ",
        "La demande mondiale dépasse une fois de plus une offre qui ne suit pas, et les mines "
        "existantes, souvent liées au cuivre ou au zinc, ne peuvent guère y répondre. ",
    )
    text = "\n\n".join(("Titre", *(sentence * 2 for sentence in sentences)))
    told = must_refuse(run("judge", page(text)), "NotAnArticle")
    assert "neither English nor Chinese" in told


@pytest.mark.parametrize("content", [b"\xff\xfe[[", b"format = 1\n", b"", b"a = " + b"[" * 9000])
def test_a_file_that_is_no_fit_of_a_price_is_refused(page, content):
    told = must_refuse(run("story", "silver", "--attribution", page(content)), "PriceError")
    assert "page.txt" in told
