"""A cause holds, fails or cannot be told, by the share of the rise it explains in the samples.

Not here: how the shares come about (`tests/ruler/`).
"""

from types import SimpleNamespace

import numpy as np
import pytest

from assay.checks.causes import check_causes, groups_named
from assay.checks.standing import CauseStanding
from assay.claims.claim import CauseClaim, Stance
from assay.ruler.story import CauseGroup
from assay.stories.load import topics

WORDS = next(topic.words for topic in topics() if topic.name == "silver")
KINDS = {
    "ai": "demand", "dollar": "measured", "rates": "measured", "geopolitics": "measured",
    "gold": "mediator", "pv": "demand", "ev": "demand", "supply": "supply",
}  # fmt: skip
GROUPS = tuple(
    CauseGroup(
        name, {"en": name, "zh": name}, kind, (name,), True, (1,),
        through="gold" if name in ("rates", "geopolitics") else None,
    )
    for name, kind in KINDS.items()
)  # fmt: skip
STORY = SimpleNamespace(groups=GROUPS, words=WORDS, effect="price")


def shares(**small):
    """A hundred samples of each group's share; by default nobody explains anything."""
    return {
        group.name: np.broadcast_to(np.asarray(small.get(group.name, 0.0)), 100)
        for group in GROUPS
        if group.kind != "mediator"
    }


def checked(cause, effect="silver price", sign=1, **small):
    one = CauseClaim(cause, effect, sign, Stance.ASSERTED, None, (0, 1), cause)
    return check_causes([one], STORY, shares(**small))[0]


def test_a_cause_of_a_material_share_holds_and_of_a_trifle_fails():
    assert checked("AI data centres", ai=0.3).standing is CauseStanding.HOLDS
    assert checked("AI data centres", ai=0.01).standing is CauseStanding.FAILS


def test_between_a_tenth_and_two_thirds_of_the_samples_nothing_is_decided():
    often = np.r_[np.full(40, 0.3), np.zeros(60)]
    found = checked("AI", ai=often)
    assert found.standing is CauseStanding.CANNOT_TELL
    assert found.probability == pytest.approx(0.4)
    assert found.basis.key == "cause_undecided"


@pytest.mark.parametrize(
    ("hits", "expected"),
    [
        (66, CauseStanding.HOLDS),
        (65, CauseStanding.CANNOT_TELL),
        (11, CauseStanding.CANNOT_TELL),
        (10, CauseStanding.FAILS),
    ],
)
def test_the_bounds_are_two_thirds_and_a_tenth(hits, expected):
    some = np.r_[np.full(hits, 0.2), np.zeros(100 - hits)]
    assert checked("the dollar", dollar=some).standing is expected


def test_the_stated_sign_counts():
    assert checked("a weaker dollar", sign=-1, dollar=0.3).standing is CauseStanding.FAILS
    assert checked("solar", sign=-1, pv=-0.3).standing is CauseStanding.HOLDS


def test_several_named_causes_are_held_against_their_sum():
    found = checked("solar cells and electric cars", pv=0.06, ev=0.06)
    assert found.group == "pv+ev"
    assert found.standing is CauseStanding.HOLDS
    assert checked("solar cells", pv=0.06, ev=0.06).standing is CauseStanding.FAILS


def test_what_may_act_through_gold_can_be_neither_shown_nor_excluded():
    found = checked("地缘政治与低利率", "白银涨价", rates=0.01, geopolitics=0.01)
    assert found.group == "rates+geopolitics"
    assert found.standing is CauseStanding.CANNOT_TELL
    assert found.basis.key == "through_mediator"
    assert found.basis.values["mediator_en"] == "gold"
    assert checked("地缘政治", "银价", geopolitics=0.3).standing is CauseStanding.HOLDS


def test_gold_is_a_mediator_and_no_cause():
    found = checked("gold")
    assert (found.standing, found.probability) == (CauseStanding.CANNOT_TELL, None)
    assert found.basis.key == "only_mediator"


def test_what_the_story_does_not_model_cannot_be_told():
    assert checked("a rabbit").basis.key == "no_model_of_cause"
    found = checked("AI", "water use", ai=0.9)
    assert (found.standing, found.group) == (CauseStanding.CANNOT_TELL, None)
    assert found.basis.key == "no_model_of_effect"


def test_where_the_price_did_not_rise_no_share_was_computed():
    one = CauseClaim("AI", "silver price", 1, Stance.ASSERTED, None, (0, 1), "AI")
    found = check_causes([one], STORY, {})[0]
    assert (found.standing, found.basis.key) == (CauseStanding.CANNOT_TELL, "no_rise")


@pytest.mark.parametrize(
    ("cause", "names"),
    [
        ("AI servers", ["ai"]),
        ("AI算力建设", ["ai"]),
        ("新能源汽车", ["ev"]),
        ("美元走弱和地缘冲突", ["dollar", "geopolitics"]),
        ("interest rates and the dollar", ["dollar", "rates"]),
        ("maize", []),
    ],
)
def test_words_name_groups_in_either_language(cause, names):
    assert [group.name for group in groups_named(cause, STORY)] == names


@pytest.mark.parametrize(
    ("cause", "effect"),
    [
        ("AI", "其价格疯涨"),
        ("AI需求", "这轮暴涨"),
        ("AI", "the rally"),
        ("AI", "most of the rally"),
        ("AI", "Silver rose"),
        ("AI", "Silver has risen"),
    ],
)
def test_a_bare_rise_is_that_of_the_storys_own_price(cause, effect):
    assert checked(cause, effect, ai=0.3).standing is CauseStanding.HOLDS
    assert checked(cause, effect, ai=0.01).standing is CauseStanding.FAILS


@pytest.mark.parametrize(
    ("cause", "effect"),
    [
        ("AI", "the rally in copper"),
        ("AI", "铜价的暴涨"),
        ("AI推高铜需求", "其价格疯涨"),
        ("AI", "copper prices"),
        ("AI", "用电量大涨"),
    ],
)
def test_a_rise_of_something_else_is_not(cause, effect):
    assert checked(cause, effect, ai=0.3).basis.key == "no_model_of_effect"


@pytest.mark.parametrize("cause", ["美元走弱和降息预期", "a weak dollar and rate cuts"])
def test_one_cause_does_not_carry_another_that_works_through_a_mediator(cause):
    found = checked(cause, "银价", dollar=0.3, rates=0.01)
    assert found.group == "dollar+rates"
    assert (found.standing, found.basis.key) == (CauseStanding.CANNOT_TELL, "through_mediator")
    assert found.basis.values["group_en"] == "dollar (30\u202f%) / rates (1\u202f%)"
    assert found.basis.values["group_zh"] == "dollar（30%） / rates（1%）"
    assert checked(cause, "银价", dollar=0.3, rates=0.3).standing is CauseStanding.HOLDS


def test_nor_does_it_carry_the_mediator():
    found = checked("美元走弱和黄金", "银价", dollar=0.3)
    assert (found.standing, found.basis.key) == (CauseStanding.CANNOT_TELL, "through_mediator")
    assert found.basis.values["mediator_en"] == "gold"
