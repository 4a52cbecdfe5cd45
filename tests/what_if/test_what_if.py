"""What becomes of the silver story when something in it is otherwise."""

import json
import re
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import assay
from assay import cli
from assay.errors import ArgumentError, PriceError, StoryError, UnitError, UnknownNode
from assay.judging.changes import amount
from assay.model.run import Fix, Shift, run
from assay.model.summary import band
from assay.record.record import load
from assay.report.what_if_to_notebook import table
from assay.report.what_if_to_terminal import mark_rows
from assay.report.words import Words
from assay.ruler.lay import lay, outputs
from assay.stories.load import load_story
from assay.units import unit

SAMPLES = 2**10


def what_if(changes=(), **options):
    return assay.what_if("silver", changes, samples=SAMPLES, **options)


@pytest.fixture(scope="module")
def heavy():
    return what_if({"silver_per_ai_server": "2kg/server"})


@pytest.fixture(scope="module")
def story():
    return load_story("silver", load())


def refused(changes=(), **options):
    with pytest.raises(StoryError) as caught:
        what_if(changes, **options)
    return caught.value


def laid(story, do):
    done = run(
        story.model,
        story.givens,
        outputs=outputs(story),
        samples=SAMPLES,
        seed=1,
        do=do,
        correlations=story.correlations,
    )
    return lay(done, story)


def test_values_chances_and_share_are_those_of_two_runs_with_the_same_samples(story, heavy):
    before = laid(story, {})
    after = laid(story, {"silver_per_ai_server": Fix(2, "kg{silver}/server")})
    for told, one, other in zip(heavy.marks, before.marks, after.marks, strict=True):
        if told.probability is None:
            continue
        assert told.before.probability == one.holds.mean()
        assert told.probability == pytest.approx(other.holds.mean() - one.holds.mean(), abs=1e-12)
        change = np.where(one.values == other.values, 0, other.values - one.values)
        assert told.difference == band(change)
    assert heavy.share.difference == band(after.shares.share - before.shares.share)
    assert heavy.share.difference.p50 != pytest.approx(
        heavy.share.after.p50 - heavy.share.before.p50, rel=1e-6
    )


def test_five_times_the_silver_makes_ai_a_large_buyer_and_still_not_the_story(heavy):
    size = next(mark for mark in heavy.marks if mark.before.name == "size")
    assert size.after.probability > 0.9 > 0.5 > size.before.probability
    assert heavy.before.answer == "no" == heavy.after.answer
    assert heavy.changes[0].reaches
    node = heavy.changes[0].node
    assert node.after.p05 == node.after.p95 == pytest.approx(2)


def test_what_moved_most_follows_from_what_was_changed_and_comes_largest_first(heavy):
    names = [node.name for node in heavy.moved]
    assert "silver_per_ai_server" not in names and "silver_per_general_server" in names
    sizes = [
        abs(node.difference.p50) / (abs(node.before.p50) + abs(node.after.p50))
        for node in heavy.moved
    ]
    for first, second in pairwise(sizes):
        assert round(first, 3) >= round(second, 3)


def test_a_change_by_nothing_moves_nothing():
    same = what_if(["silver_per_ai_server*1", "silver_price+0USD/oz"])
    assert same.moved == () and same.chance == (0.0, 0.0)
    assert all(mark.difference is None or mark.difference.p95 == 0 for mark in same.marks)
    assert same.share.difference == band(np.zeros(3))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("silver_per_ai_server=2kg/server", "silver_per_ai_server = 2000 g{silver}/server"),
        ("pv_thrift_rate=3%", "pv_thrift_rate=0.03"),
        ("silver_price*1.5", "silver_price*150%"),
        ("silver_price-10USD/oz@2027..2028", "silver_price+-10USD/oz @ 2027 .. 2028"),
    ],
)
def test_the_same_change_in_other_units_and_words_moves_no_bit(one, other):
    told = [what_if([text]) for text in (one, other)]
    assert told[0].marks == told[1].marks and told[0].moved == told[1].moved


def test_a_list_a_mapping_and_a_scenario_file_ask_the_same(tmp_path):
    file = tmp_path / "dense.toml"
    file.write_text(
        'title = "Dense racks"\nwhy = "Racks get denser."\n'
        '[changes]\nsilver_per_ai_server = "*2"\nsilver_price = "+10USD/oz@2027..2028"\n',
        "utf-8",
    )
    listed = what_if(["silver_per_ai_server*2", "silver_price+10USD/oz@2027..2028"])
    mapped = what_if({"silver_per_ai_server": "*2", "silver_price": "+10USD/oz@2027..2028"})
    filed = what_if(scenario=file)
    assert listed.marks == mapped.marks == filed.marks
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert what_if(scenario=file) == filed, "with the mark that some editors put first"
    assert filed.scenario == "Dense racks" and filed.why == "Racks get denser."


def test_years_outside_of_a_change_stay_as_they_are(story):
    told = what_if(["silver_price+10USD/oz@2029"])
    assert told.changes[0].node.year == 2029
    assert told.changes[0].node.difference.p50 == pytest.approx(10)
    free, moved = (
        run(story.model, story.givens, outputs=("silver_price",), samples=64, do=do)
        for do in ({}, {"silver_price": Shift(step=10, unit="USD/oz", years=2029)})
    )
    np.testing.assert_array_equal(free.at("silver_price", 2028), moved.at("silver_price", 2028))


def test_an_unknown_node_is_told_with_the_nearest_and_its_unit():
    error = refused(["silver_per_ai_servr=2kg/server"])
    assert isinstance(error, UnknownNode) and "silver_per_ai_servr" in error.where
    assert "silver_per_ai_server [kg{silver}/server]" in error.remedy


def test_a_unit_that_does_not_fit_names_the_node_its_unit_and_what_it_would_fit():
    error = refused(["silver_per_ai_server=2kg"])
    assert isinstance(error, UnitError) and error.where == "what-if silver_per_ai_server"
    assert "kg{silver}/server" in error.expected and "kg/server" in error.remedy
    assert len(str(error).splitlines()) <= 5


def test_a_wrong_label_does_not_fit_though_the_rest_does():
    assert isinstance(refused(["silver_per_ai_server=2kg{gold}/server"]), UnitError)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ("silver_per_ai_server=2", "without a unit"),
        ("silver_per_ai_server=lots", "a number with a unit"),
        ("silver_per_ai_server=1e999kg/server", "a number with a unit"),
        ("silver_per_ai_server=nan", "a number with a unit"),
        ("silver_per_ai_server*2kg", "a factor, which has no unit"),
        ("silver_per_ai_server=2kg/server@2027", "one number for all"),
        ("silver_price=30USD/oz@1999", "years of 2015..2035"),
        ("silver_price=30USD/oz@2030..2027", "the earlier first"),
        ("silver_price", "NAME=VALUE"),
        ("=3", "NAME=VALUE"),
    ],
)
def test_a_change_that_cannot_be_read_or_made_says_why(change, text):
    error = refused([change])
    assert text in error.expected + error.found and error.remedy


@pytest.mark.parametrize("change", ["ai_demand_fade=0.02", "ai_demand_fade=x", "ai_demand_fade+x",
    "silver_price*nan", "silver_price*2USD/oz", "silver_price=30", "ai_silver_share=x",
    "ai_silver=1e-3", "ai_servers_base=2E3"])  # fmt: skip
def test_the_remedy_of_a_change_can_be_typed_as_it_stands(change):
    """0.02 of 1/year is 0.02/year, not 0.021/year; and after * stands a factor."""
    name, number = re.match(r"(\w+)[=*+]([-\de.]*)", change, re.IGNORECASE).groups()
    remedy = re.match(r"[^\s,]+(?: \d\S*)?", refused([change]).remedy)[0]
    found = what_if(remedy)
    assert found.changes[0].node.name == name
    assert number == "" or number in remedy


def test_of_a_unit_of_labels_alone_nothing_is_left_to_type():
    unlabelled = {
        "1{part}": "2",
        "1/{part}/year": "2/year",
        "kg/1{piece}": "2kg",
        "1000kg": "2 1000kg",
    }
    for text, typed in unlabelled.items():
        assert amount("2", unit(text)) == typed
        assert unit(typed[1:]).can_be(unit(text))


def test_a_single_text_is_one_change():
    one, listed = what_if("silver_price*1.5"), what_if(["silver_price*1.5"])
    assert one == listed and len(one.changes) == 1


@pytest.mark.parametrize("changes", [3, None, [3], {3: "*2"}, {"silver_price*2"}])
def test_what_holds_no_changes_is_refused_by_the_name_of_the_argument(changes):
    with pytest.raises(ArgumentError, match="the argument changes"):
        what_if(changes)


def test_every_complaint_of_file_and_arguments_comes_at_once(tmp_path):
    file = tmp_path / "bad.toml"
    file.write_text(
        'titel = "x"\nwhy = ""\n[changes]\nsilver_prise = "3USD/oz"\nsilver_price = "3kg"\n'
        "ai_servers_base = true\n",
        "utf-8",
    )
    text = str(refused(["silver_per_ai_server=2m"], scenario=file))
    assert "7 complaints" in text
    for piece in ("titel", "bad.toml: title", "bad.toml: why", "silver_prise", "kg [kg]", "True",
                  "what-if silver_per_ai_server"):  # fmt: skip
        assert piece in text


@pytest.mark.parametrize("body", [b"title = ", b"\xff\xfe", None])
def test_a_file_that_is_none_is_no_traceback(tmp_path, body):
    file = tmp_path / "broken.toml"
    if body is not None:
        file.write_bytes(body)
    assert refused(scenario=file).remedy


def test_nothing_to_change_and_two_changes_of_one_node_are_refused():
    assert "at least one change" in refused().expected
    assert "second change" in refused(["silver_price*2", "silver_price*3"]).found


def test_a_change_that_breaks_the_arithmetic_names_node_and_inputs():
    text = str(refused(["elasticity_sum=0"]))
    assert "a finite number in every year" in text and "elasticity_sum = 0" in text


def test_the_command_prints_both_languages_json_by_the_schema_and_five_lines_of_refusal():
    def asked(*words):
        return CliRunner().invoke(
            cli.assay, ["what-if", "silver", *words, "--samples", "512"], catch_exceptions=True
        )

    english = asked("silver_per_ai_server=2kg/server")
    assert english.exit_code == 0 and "Answer: No. → No." in english.output
    assert "What moved most" in english.output and "Transmission" in english.output
    chinese = asked("silver_per_ai_server*2", "--lang", "zh")
    assert chinese.exit_code == 0 and "变动最大的量" in chinese.output
    schema = files("assay").joinpath("report", "schema", "what-if-1.json").read_text("utf-8")
    told = json.loads(asked("silver_per_ai_server=2kg/server", "--json").output)
    Draft202012Validator(json.loads(schema)).validate(told)
    assert told["changes"][0]["after"]["p50"] == 2
    assert isinstance(asked("silver_per_ai_server=2m").exception, UnitError)


def test_where_the_chain_never_holds_its_chance_is_bounded_before_and_after(heavy):
    from assay.ruler.independent import INDEPENDENT

    assert heavy.before.material.count == 0
    assert heavy.before.material.samples == INDEPENDENT
    assert heavy.before.material.upper == pytest.approx(3 / INDEPENDENT)
    assert heavy.after.material.count > 0 and heavy.after.material.upper is None
    still = what_if(["silver_per_ai_server*1"])
    assert still.before.material.upper == still.after.material.upper == pytest.approx(3 / 2**16)
    assert still.chance[0] == 0
    told = CliRunner().invoke(cli.assay, ["what-if", "silver", "silver_per_ai_server*1"]).output
    bound = "0 in 65,536, so below 0.005 %"
    assert f"{bound} → {bound}" in re.sub(
        "[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", told
    )


@pytest.mark.parametrize("change", [{"silver_price": "*3@2026..2030"}, {"silver_price": "*3@2030"}])
def test_the_bound_is_that_of_running_every_independent_sample_to_the_horizon(story, change):
    """The short cut over the window's own years sees what is done in those years, and no more."""
    from assay.judging.changes import done_to, wish_for
    from assay.model.graph import graph_of
    from assay.ruler import independent
    from assay.ruler.chain import joint

    ((name, text),) = change.items()
    do = done_to(graph_of(story.model, story.givens), [wish_for(name, text, name)], [])
    short, main_cause = independent.independent_chain(story, 3, None, do=do)
    done = run(
        story.model,
        story.givens,
        outputs=outputs(story),
        samples=independent.INDEPENDENT,
        seed=3 + independent.APART,
        method="plain",
        randomisations=1,
        do=do,
        correlations=story.correlations,
    )
    whole = lay(done, story)
    np.testing.assert_array_equal(short, joint(whole.marks))
    np.testing.assert_array_equal(main_cause, joint(whole.marks) & whole.main_cause)


def test_threads_move_nothing_and_a_fit_of_ones_own_is_taken(tmp_path):
    from importlib.resources import files as packaged

    def asked(*words):
        return CliRunner().invoke(
            cli.assay, ["what-if", "silver", "silver_price*1.5", "--samples", "512", *words]
        )

    plain = asked()
    assert asked("--threads", "2").output == asked("--threads", "1").output == plain.output
    own = packaged("assay").joinpath("stories", "silver", "attribution.toml").read_text("utf-8")
    file = tmp_path / "own.toml"
    file.write_text(own, "utf-8")
    assert asked("--attribution", str(file)).output == plain.output
    file.write_text("nothing = 1", "utf-8")
    assert isinstance(asked("--attribution", str(file)).exception, PriceError)


@pytest.mark.parametrize(
    "words",
    [
        ["what-if", "silver", "silver_price*1.5", "--samples", "512"],
        ["need", "silver", "--mark", "size"],
        ["story", "silver", "--hindcast"],
    ],
    ids=["what-if", "need", "hindcast"],
)
def test_a_day_after_the_record_ends_is_told_beside_the_answer(words):
    told = CliRunner().invoke(cli.assay, [*words, "--as-of", "2099-01-01"])
    assert told.exit_code == 0
    assert "The record ends on" in told.stderr and "1\N{NO-BREAK SPACE}January" in told.stderr
    assert "The record ends on" not in told.stdout
    assert not CliRunner().invoke(cli.assay, words).stderr


def test_a_notebook_shows_it_with_everything_escaped(tmp_path):
    file = tmp_path / "x.toml"
    file.write_text(
        'title = "<script>"\nwhy = "a & b \\u001b[31m"\n[changes]\nsilver_price = "*2"\n', "utf-8"
    )
    found = what_if(scenario=file)
    for language in ("en", "zh"):
        shown = table(found, language)
        assert "<script>" not in shown and "&lt;script&gt;" in shown and "\x1b" not in shown
    assert "a &amp; b" in found._repr_html_()
    assert {row["mark"] for row in found.rows} >= {"size", "rivals"}


def test_rounding_is_no_change_and_a_mark_that_does_not_apply_has_no_value():
    """Ten times the waste of every year grows just as fast."""
    found = assay.what_if("ewaste", {"ai_waste": "*10"}, samples=2**10)
    growth = next(mark for mark in found.marks if mark.before.name == "growth")
    assert growth.difference.p05 == growth.difference.p95 == 0
    rows = {row[0]: row for row in mark_rows(Words("en"), found)}
    assert rows["Growth"][3] == "unchanged"
    assert rows["Scarcity"][1:] == ["does not apply", "", "", ""]
