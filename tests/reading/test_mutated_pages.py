"""A few hundred mutated pages, as the tool that mutates them by the thousand makes them.

Not here: floods made to break one step (`tests/hostile/test_hostile_pages.py`).
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PAGES = 300


@pytest.fixture(scope="module")
def fuzz(root: Path) -> ModuleType:
    """The tool, loaded from `tools/`."""
    place = root / "tools" / "fuzz_reading.py"
    spec = importlib.util.spec_from_file_location("fuzz_reading", place)
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz_reading"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("begin", range(0, PAGES, 50))
def test_mutated_pages_give_an_article_with_a_way_back_or_a_refusal(fuzz: ModuleType, begin: int):
    pages = fuzz.seeds(None)
    came = [fuzz.read_one(fuzz.mutated(pages, 7, begin + number)) for number in range(50)]
    assert "article" in came


def test_the_same_seed_mutates_the_same_way(fuzz: ModuleType):
    pages = fuzz.seeds(None)
    assert fuzz.mutated(pages, 1, 5) == fuzz.mutated(pages, 1, 5)
    assert fuzz.mutated(pages, 1, 5) != fuzz.mutated(pages, 2, 5)


def test_a_broken_article_is_a_failure(fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch):
    """The check must be able to fail: here the reader is given offsets that run backwards."""
    from dataclasses import replace

    whole = fuzz.read_page
    monkeypatch.setattr(
        fuzz, "read_page", lambda raw: replace(a := whole(raw), offsets=a.offsets[::-1])
    )
    with pytest.raises(AssertionError, match="backwards"):
        fuzz.read_one(fuzz.seeds(None)[0])
