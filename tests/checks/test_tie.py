"""Claims find their line by dimension first and by words second.

Not here: what the record says of the line (`test_standings.py`).
"""

import pytest

from assay.checks.tie import Tie, context_of, tie
from assay.claims.claim import QuantityClaim
from assay.stories.load import topics
from tests.checks.world import article, claim, line, words

SHIPPED = {topic.name: topic.words for topic in topics()}


def tied(text, number, known, own="ore", **changes):
    """The line of the claim whose number stands in `text`."""
    at = text.index(number)
    one = claim(1.0, text=number, span=(at, at + len(number)), sentence=(0, len(text)), **changes)
    found = tie(one, context_of(one, article(text), (one.span,)), known, own)
    return found and found.line.name


def test_the_dimension_decides_before_any_word():
    known = {"ore": words(line(name="flow"), line(name="price", unit="USD/t"))}
    assert tied("ore used: 5 t", "5 t", known) == "flow"
    assert tied("ore used: 5 USD/t", "5 USD/t", known, unit="USD/t") == "price"
    assert tied("ore used: 5 kW", "5 kW", known, unit="kW") is None


@pytest.mark.parametrize("place", ["Peru", "the United Kingdom of Great Britain"])
def test_a_country_says_where_and_not_who_however_long_its_name(place):
    """Without this the longer of two words decides, and a country's name is long."""
    national = line(name="national", words={"en": (f"{place} + ore",), "zh": ("全国",)})
    kilns = line(name="kilns", words={"en": ("kilns + ore",), "zh": ("窑",)})
    known = {"ore": words(national, kilns)}
    text = f"The kilns of {place} used ore of 5 t."
    one = claim(
        1.0, text="5 t", span=(text.index("5 t"), text.index("5 t") + 3), sentence=(0, len(text)),
        subject=f"the kilns of {place} ore",
    )  # fmt: skip
    named = frozenset({place.casefold()})
    found = tie(one, context_of(one, article(text), (one.span,), named), known, "ore")
    assert found is not None and found.line.name == "kilns"


def test_without_the_words_there_is_no_line():
    known = {"ore": words(line())}
    assert tied("beans used: 5 t", "5 t", known) is None
    assert tied("all of 5 t", "5 t", known) is None


def test_the_resource_of_the_page_goes_without_saying_where_the_subject_says_the_rest():
    known = {"ore": words(line(words={"en": ("ore + total|world + demand",), "zh": ("矿石",)}))}
    assert tied("world demand of 5 t", "5 t", known, subject="world demand") == "line"
    assert tied("world demand of 5 t", "5 t", known, "coal", subject="world demand") is None
    assert tied("world demand of 5 t", "5 t", known, subject="demand") is None
    copper = "world demand for copper of 5 t"
    assert tied(copper, "5 t", known, subject="world demand") is None


def test_a_change_told_beside_a_level_is_that_of_the_level():
    level = line(name="ore_used")
    other = line(name="ore_per_car", unit="kg/vehicle", words={"en": ("ore",), "zh": ("矿石",)})
    (topic,) = [words(level, other)]
    text = "The ore used came to 5 t, up 3 %."
    subject = {"subject": "ore used"}
    of_level = Tie("ore", level, 3.0)
    up = claim(
        3.0, "percent", is_change=True, direction=1, text="3 %",
        span=(text.index("3 %"), text.index("3 %") + 3), sentence=(0, len(text)), **subject,
    )  # fmt: skip
    found = tie(
        up, context_of(up, article(text), (up.span,)), {"ore": topic}, "ore", None, of_level
    )
    assert found is not None and found.line.change_of == "ore_used"


def test_one_site_is_not_held_against_all_of_them():
    known = {"ore": words(line())}
    text = "ore used: 5 t"
    assert tied(text, "5 t", known, subject="ore used on a campus of 1 GW") is None
    assert tied(text, "5 t", known, subject="一座大型数据中心 ore used") is None
    assert tied(text, "5 t", known, subject="ore used on campuses") == "line"
    per_site = {"ore": words(line(unit="t/server"))}
    assert tied(text, "5 t", per_site, subject="ore used in a server", unit="t/server") == "line"


def test_a_page_may_leave_out_what_a_figure_is_counted_by():
    known = {"ore": words(line(unit="kg/server"))}
    assert tied("ore used in a server: 5 kg", "5 kg", known, unit="kg") == "line"


def test_power_is_not_energy_a_year_though_the_dimension_is_one():
    known = {"ore": words(line(name="energy", unit="TWh/year"), line(name="power", unit="GW"))}
    assert tied("ore used 5 GW", "5 GW", known, unit="GW") == "power"
    assert tied("ore used 5 TWh", "5 TWh", known, unit="TWh") == "energy"


def test_a_change_is_tied_to_a_change_and_a_share_to_a_share():
    known = {
        "ore": words(
            line(name="flow"),
            line(name="rise", unit="percent", change_of="flow"),
            line(name="share", unit="percent"),
        )
    }
    text = "ore used: 5 %"
    assert tied(text, "5 %", known, unit="percent", is_change=True) == "rise"
    assert tied(text, "5 %", known, unit="percent", share_of="all rock") == "share"


def test_the_word_nearest_to_the_number_wins():
    known = {
        "ore": words(
            line(name="new", words={"en": ("new kiln + ore",)}, unit="kg"),
            line(name="old", words={"en": ("old kiln + ore",)}, unit="kg"),
        )
    }
    text = "A new kiln takes 5 kg of ore, far more than the 2 kg in an old kiln."
    assert tied(text, "5 kg", known, unit="kg") == "new"
    second = claim(
        2.0, "kg", text="2 kg", span=(45, 49), sentence=(0, len(text)), subject="old kiln ore"
    )
    found = tie(second, context_of(second, article(text), ((17, 21), (45, 49))), known, "ore")
    assert found is not None and found.line.name == "old"


def test_this_number_finds_its_subject_in_the_sentence_before():
    known = {"ore": words(line(unit="percent", words={"en": ("kilns + ore",)}))}
    text = "Kilns burnt a lot. That is a share of 5 % of all ore."
    start = text.index("That")
    at = text.index("5 %")
    one = claim(
        5.0,
        "percent",
        text="5 %",
        span=(at, at + 3),
        sentence=(start, len(text)),
        share_of="all ore",
    )
    found = tie(one, context_of(one, article(text), (one.span,)), known, "ore")
    assert found is not None and found.line.name == "line"


@pytest.mark.parametrize(
    ("text", "number", "unit", "expected", "changes"),
    [
        (
            "Data centres took 4 % of American electricity.",
            "4 %",
            "percent",
            "data_centre_share",
            {},
        ),
        ("去年数据中心用电量达到50太瓦时。", "50太瓦时", "TWh", "data_centre_use", {}),
        ("一次提问约耗水20毫升。", "20毫升", "mL", "water_per_prompt", {}),
        ("The world made 60 Mt of e-waste.", "60 Mt", "Mt", "world_total", {}),
        ("每台人形机器人要用3公斤钛。", "3公斤", "kg", "titanium_per_robot", {}),
        ("光伏用银量为6000吨。", "6000吨", "t", "photovoltaics", {}),
        ("Silver recycling rose 3 %.", "3 %", "percent", "recycling", {"is_change": True}),
        (
            "The market was short: a silver deficit of 90 Moz.",
            "90 Moz",
            "Moz",
            "market_balance",
            {},
        ),
        ("He walked 5 km to buy silver.", "5 km", "km", None, {}),
    ],
)
def test_the_shipped_words_find_the_line_in_either_language(text, number, unit, expected, changes):
    assert tied(text, number, SHIPPED, "silver", unit=unit, **changes) == expected


def test_a_silver_page_may_speak_of_water():
    text = "ChatGPT uses 30,000 tonnes of water."
    assert tied(text, "30,000 tonnes", SHIPPED, "silver", unit="t") == "chatgpt_water"


def test_a_hostile_sentence_of_a_million_characters_is_tied_in_no_time():
    text = "ore " * 250_000 + "used 5 t"
    one: QuantityClaim = claim(
        5.0, text="5 t", span=(len(text) - 3, len(text)), sentence=(0, len(text))
    )
    found = tie(one, context_of(one, article(text), (one.span,)), {"ore": words(line())}, "ore")
    assert found is not None
