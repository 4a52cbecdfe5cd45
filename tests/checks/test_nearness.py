"""A claim in words that no line knows, tied by a small model of words made here; and left alone.

Not here: dimension and names, which come first (`test_tie.py`).
"""

import numpy as np
import pytest

from assay import errors
from assay.checks.check import check_claims
from assay.checks.nearness import LEAST_LEAD, LEAST_LIKENESS, Nearness, nearest, open_model
from assay.checks.standing import Standing
from assay.judging.encoder import FOLDER, named_model
from tests.checks.world import article, claim, fact, line, record, words

MEANINGS = {
    "[UNK]": (0.0, 0.0, 0.0),
    "ore": (1.0, 0.0, 0.0), "mineral": (0.97, 0.05, 0.1), "used": (0.4, 0.3, 0.0),
    "consumed": (0.42, 0.28, 0.0), "use": (0.4, 0.3, 0.0), "waste": (0.0, 1.0, 0.0),
    "kept": (0.1, 0.2, 0.0), "elephant": (0.0, 0.0, 1.0), "weighed": (0.1, -0.2, 0.9),
    "the": (0.01, 0.01, 0.01), "line": (0.3, 0.4, 0.0), "heap": (0.05, 0.95, 0.1),
}  # fmt: skip
"""A language of thirteen words: minerals are nearly ore, an elephant is neither."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The files of a model2vec model, as the user would have them."""
    pytest.importorskip("model2vec", reason="the extra assay[embed] is not installed")
    from model2vec import StaticModel
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.normalizers import Lowercase
    from tokenizers.pre_tokenizers import Whitespace

    order = {word: number for number, word in enumerate(MEANINGS)}
    tokenizer = Tokenizer(WordLevel(order, unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = Lowercase(), Whitespace()
    model = StaticModel(np.array(list(MEANINGS.values()), dtype=np.float32), tokenizer)
    where = tmp_path_factory.mktemp("model")
    model.save_pretrained(where)
    return where


LINES = words(line(), line(name="heap", words={"en": ("waste + kept",), "zh": ()}, record=()))
KNOWN = record(fact("f", 1000.0))


def stands(text, subject, nearness, value=1000.0, unit="t"):
    """The claim of a page on ore as checked."""
    start = text.index(str(int(value)))
    number = f"{int(value)} {unit}"
    one = claim(
        value, unit, subject=subject, text=number, span=(start, start + len(number)),
        sentence=(0, len(text)),
    )  # fmt: skip
    page = article(f"{text} ore ore ore ore", title="ore")
    (checked,) = check_claims(page, [one], KNOWN, None, {"ore": LINES}, 1, nearness)
    return checked


def test_an_unseen_synonym_is_tied_with_a_model_and_untied_without(folder):
    text = "The mineral consumed came to 1000 t in 2025."
    without = stands(text, "The mineral consumed", None)
    assert (without.line, without.standings) == (None, (Standing.UNTRACEABLE,))
    assert without.claim.found_by == "grammar"
    found = stands(text, "The mineral consumed", open_model(str(folder)))
    assert (found.line, found.standings) == ("line", (Standing.SUPPORTED,))
    assert found.claim.found_by == "embedding"


def test_a_claim_about_nothing_of_the_kind_stays_untied(folder):
    found = stands("The elephant weighed 1000 t.", "The elephant weighed", open_model(str(folder)))
    assert (found.line, found.claim.found_by) == (None, "grammar")


def test_words_that_the_model_does_not_know_are_near_to_nothing(folder):
    found = stands("Quxes of 1000 t.", "Quxes", open_model(str(folder)))
    assert found.line is None


def test_what_names_and_dimension_tie_is_left_as_it_is(folder):
    text = "The ore used came to 1000 t in 2025."
    model = open_model(str(folder))
    assert stands(text, "The ore used", model) == stands(text, "The ore used", None)


def test_another_dimension_is_never_tied_by_meaning(folder):
    model = open_model(str(folder))
    found = stands("The mineral consumed came to 1000 TWh.", "The mineral consumed", model,
                   unit="TWh")  # fmt: skip
    assert found.line is None


@pytest.mark.parametrize("changes", [{"is_change": True}, {"unit": "percent"}, {"subject": " "}])
def test_changes_shares_and_claims_without_subject_are_never_tied_by_meaning(folder, changes):
    told = {"subject": "The mineral consumed", "unit": "t"} | changes
    one = claim(5.0, told.pop("unit"), **told)
    assert nearest(one, LINES.lines.values(), open_model(str(folder))) is None


def towards(*cosines):
    """A model by which the subject has these likenesses with the names of lines, in order."""

    def encode(texts):
        told = [(1.0, 0.0), *((one, np.sqrt(1 - one * one)) for one in cosines)]
        return np.array(told[: len(texts)])

    return Nearness(encode)


@pytest.mark.parametrize(
    ("first", "second", "tied"),
    [
        (LEAST_LIKENESS + 0.01, 0.0, True),
        (LEAST_LIKENESS - 0.01, 0.0, False),
        (0.9, 0.9 - LEAST_LEAD - 0.01, True),
        (0.9, 0.9 - LEAST_LEAD + 0.01, False),
    ],
)
def test_the_nearest_line_must_be_near_and_lead_the_second(first, second, tied):
    one_name = {"words": {"en": (), "zh": ()}}
    pair = (
        line(name="a", title={"en": "a"}, **one_name),
        line(name="b", title={"en": "b"}, **one_name),
    )
    found = nearest(claim(5.0, subject="x"), pair, towards(first, second))
    assert (found is pair[0]) is tied


def test_a_folder_without_a_model_is_refused_and_nothing_is_fetched(tmp_path):
    with pytest.raises(errors.ArgumentError) as refused:
        open_model(str(tmp_path / "minishlab" / "potion-base-2M"))
    assert "model.safetensors" in refused.value.found
    assert "ASSAY_EMBED" in refused.value.remedy


def test_the_environment_names_the_model(folder, monkeypatch):
    monkeypatch.delenv(FOLDER, raising=False)
    assert named_model() is None
    monkeypatch.setenv(FOLDER, str(folder))
    assert named_model().encode(["ore"]).shape == (1, 3)
