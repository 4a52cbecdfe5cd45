"""The sentences of the reasons: the same in both languages, every one used, none that scolds.

Not here: how the report prints them (`tests/reports/`).
"""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import assay.checks

TEXTS = {
    language: tomllib.loads(
        files("assay").joinpath(f"report/texts/reasons.{language}.toml").read_text("utf-8")
    )
    for language in ("en", "zh")
}
CODE = "".join(
    path.read_text("utf-8") for path in sorted(Path(assay.checks.__path__[0]).glob("*.py"))
)
FORBIDDEN = ("lie", "lies", "myth", "debunked", "fake", "nonsense", "!", "不可能", "谎", "！")


def test_both_languages_have_the_same_reasons():
    assert TEXTS["en"].keys() == TEXTS["zh"].keys()


def placeholders(sentence):
    return {
        name.removesuffix("_en").removesuffix("_zh") for name in re.findall(r"{(\w+)}", sentence)
    }


@pytest.mark.parametrize("key", TEXTS["en"])
def test_both_languages_are_filled_by_the_same_things(key):
    names = placeholders(TEXTS["en"][key])
    assert names == placeholders(TEXTS["zh"][key])
    assert not re.search(r"_zh}", TEXTS["en"][key])
    assert not re.search(r"_en}", TEXTS["zh"][key])


@pytest.mark.parametrize("key", TEXTS["en"])
def test_every_sentence_can_be_said(key):
    stem = key
    for part in ("_told", "_period", "_region", "_definition"):
        stem = stem.removesuffix(part)
    assert f'"{key}"' in CODE or f"{stem}_" in CODE


@pytest.mark.parametrize("language", TEXTS)
def test_no_sentence_scolds(language):
    for sentence in TEXTS[language].values():
        words = re.findall(r"[a-z]+|[\u4e00-\u9fff]+|[!！]", sentence.lower())
        assert not [word for word in words for bad in FORBIDDEN if bad == word]
        assert "不可能" not in sentence
