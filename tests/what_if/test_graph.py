"""The silver story drawn as a graph, and one node of it worked through."""

import html
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest
from click.testing import CliRunner

import assay
from assay import cli
from assay.argument import Argument, ArgumentNode
from assay.errors import ArgumentError, NotWritten, UnknownNode
from assay.judging.folding import folded
from assay.report.graph_layout import laid_out, layers
from assay.report.graph_to_mermaid import flow_chart
from assay.report.graph_to_svg import drawing

TIP = r'  click n_(\w+) call none\(\) "([^"<>]*(?:<br/>[^"<>]*)*)"'
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def whole():
    return assay.graph("silver", show="all")


@pytest.fixture(scope="module")
def chain():
    return assay.graph("silver")


def node(name, *needs, room="quantity", title=None, unit="1"):
    return ArgumentNode(name, title, unit, room, (), "", "", (), needs)


def graph_of(*nodes, focus=None):
    return Argument("s", {"en": "S", "zh": "S"}, nodes, focus, (), None)


def command(*words):
    return CliRunner().invoke(cli.assay, ["story", "silver", *words])


def test_every_node_and_every_need_is_drawn_once_in_both_forms(whole):
    root = ET.fromstring(whole.svg())
    boxes = [group.find(f"{SVG}title").text for group in root.iter(f"{SVG}g")]
    assert sorted(text.split(" [")[0] for text in boxes) == sorted(n.name for n in whole.nodes)
    needs = sum(len(one.needs) for one in whole.nodes)
    assert len(list(root.iter(f"{SVG}path"))) == needs > 300
    chart = whole.mermaid()
    assert len(re.findall(r"^  n_\w+ (?:-->|-\.->) n_\w+$", chart, re.MULTILINE)) == needs
    assert len(re.findall(r"^    n_\w+[(\[]", chart, re.MULTILINE)) == len(whole.nodes)


def test_hovering_tells_formula_unit_meaning_and_sources(whole):
    texts = {
        group.find(f"{SVG}title").text.split(" [")[0]: group.find(f"{SVG}title").text
        for group in ET.fromstring(whole.svg()).iter(f"{SVG}g")
    }
    assert "[t{silver}/year]" in texts["ai_silver"]
    assert "= ai_server_silver + ai_data_centre_silver" in texts["ai_silver"]
    assert "World Silver Survey 2026" in texts["silver_per_ai_server"]


def tips(chart):
    """What each box of a chart tells on hover, line by line; every line of it is well formed."""
    found = {}
    for line in chart.splitlines():
        if line.lstrip().startswith("click"):
            name, told = re.fullmatch(TIP, line).groups()
            found[name] = [
                html.unescape(re.sub(r"#(\w+);", lambda sign: entity(sign[1]), one))
                for one in told.split("<br/>")
            ]
    return found


def entity(sign):
    return f"&#{sign};" if sign.isdecimal() else f"&{sign};"


def test_a_flow_chart_tells_the_same_on_hover_as_the_drawing(chain):
    root = ET.fromstring(chain.svg("zh"))
    hovers = [group.find(f"{SVG}title").text.split("\n") for group in root.iter(f"{SVG}g")]
    told = tips(chain.mermaid("zh"))
    assert {lines[0].split(" [")[0]: lines for lines in hovers} == told
    assert any(line.startswith("= ") for line in told["ai_silver_share"])
    around = tips(assay.graph("silver", node="silver_per_ai_server").mermaid())
    assert any("World Silver Survey 2026" in one for one in around["silver_per_ai_server"])


def test_a_chart_is_never_longer_than_mermaid_draws_and_says_what_it_left_out(whole, chain):
    chart = whole.mermaid()
    assert len(chart) <= 50_000 and "%% Shortened" in chart
    computed = {one.name for one in whole.nodes if one.formula}
    assert set(tips(chart)) == computed
    assert "= ai_server_silver + ai_data_centre_silver" in tips(chart)["ai_silver"]
    assert "%%" not in chain.mermaid()
    many = graph_of(*(node(f"n{at}", unit="x" * 600) for at in range(100)))
    assert "click" not in flow_chart(many, "en") and "%% Shortened" in flow_chart(many, "en")


def test_a_verdict_shows_its_graph_as_of_its_day(tmp_path):
    verdict = assay.story("electricity", as_of="2026-02-01", samples=512)
    shown = verdict.show()
    assert shown.svg() == assay.graph("electricity", as_of="2026-02-01").svg()
    assert shown._repr_svg_() == shown.svg() and shown._repr_svg_() in shown._repr_html_()
    assert shown.show("zh")._repr_svg_() == shown.svg("zh") != shown.svg()
    assert verdict.show("zh").mermaid() == shown.mermaid("zh")
    # at a prompt, one line that says what can be done with it
    assert "\n" not in repr(shown) and len(repr(shown)) < 120 and ".svg()" in repr(shown)
    own = assay.new("my_story", tmp_path)
    assert assay.story(str(own), samples=512).show().svg() == assay.graph(str(own)).svg()


def test_a_drawing_is_saved_as_what_its_name_says(tmp_path):
    found = assay.graph("electricity", node="ai_use")
    assert found.save(tmp_path / "new" / "a.svg").read_text("utf-8") == found.svg()
    assert found.save(str(tmp_path / "a.MMD"), "zh").read_text("utf-8") == found.mermaid("zh")
    with pytest.raises(ArgumentError, match=r"'\.svg' or '\.mmd'"):
        found.save(tmp_path / "a.png")
    with pytest.raises(NotWritten):
        found.save(tmp_path / "a.MMD" / "b.svg")


@pytest.mark.parametrize(
    ("ask", "where"),
    [
        (lambda: assay.graph("silver", show="everything"), "show"),
        (lambda: assay.graph("silver", node="ai_silver", depth=-1), "depth"),
        (lambda: assay.graph("silver", node="ai_silver", depth=1.5), "depth"),
        (lambda: assay.graph("silver", node=3), "node"),
        (lambda: assay.graph("electricity").svg("fr"), "language"),
        (lambda: assay.graph("electricity").show("fr"), "language"),
    ],
)
def test_what_a_graph_cannot_be_asked_is_refused_by_the_name_of_the_argument(ask, where):
    with pytest.raises(ArgumentError, match=f"the argument {where}"):
        ask()


def test_no_box_covers_another_and_all_lie_on_the_sheet(whole):
    root = ET.fromstring(whole.svg())
    corners = [
        tuple(float(group.find(f"{SVG}rect").get(key)) for key in ("x", "y", "width", "height"))
        for group in root.iter(f"{SVG}g")
    ]
    across, down = (float(root.get(key)) for key in ("width", "height"))
    for place, (x, y, w, h) in enumerate(corners):
        assert x >= 0 and y >= 0 and x + w <= across and y + h <= down
        for other_x, other_y, *_ in corners[:place]:
            assert abs(x - other_x) >= w or abs(y - other_y) >= h


def points_of(path):
    """Points of a line drawn with M, C, H and L, close to each other."""
    found, here = [], (0.0, 0.0)
    for kind, numbers in re.findall(r"([MCHL])([^MCHL]*)", path):
        values = [float(one) for one in numbers.split()]
        if kind == "H":
            values = [values[0], here[1]]
        ends = [here, *zip(values[::2], values[1::2], strict=True)]
        for step in range(65 if kind in "CH" else 0):
            along, knots = step / 64, ends
            while len(knots) > 1:
                knots = [
                    tuple(a + along * (b - a) for a, b in zip(one, other, strict=True))
                    for one, other in pairwise(knots)
                ]
            found.append(knots[0])
        here = ends[-1]
    return found


@pytest.mark.parametrize(
    ("story", "asked"),
    [
        ("silver", {}),
        ("electricity:world", {}),
        ("water", {}),
        ("silver", {"node": "silver_price", "depth": 2}),
        ("ewaste", {"show": "all"}),
    ],
)
def test_no_line_runs_behind_a_box(story, asked):
    root = ET.fromstring(assay.graph(story, **asked).svg())
    boxes = [
        tuple(float(group.find(f"{SVG}rect").get(key)) for key in ("x", "y", "width", "height"))
        for group in root.iter(f"{SVG}g")
    ]
    lines = [points_of(path.get("d")) for path in root.iter(f"{SVG}path")]
    assert lines and all(lines)
    for x, y, across, down in boxes:
        behind = [
            point
            for line in lines
            for point in line
            if x < point[0] < x + across and y < point[1] < y + down
        ]
        assert behind == []


def test_lines_cross_no_more_than_they_have_to():
    """Two chains written crosswise are drawn side by side, and a long line beside both."""
    found = graph_of(
        node("a", room="given"), node("b", room="given"),
        node("d", ("b", "now")), node("c", ("a", "now")),
        node("e", ("c", "now")), node("f", ("d", "now")), node("g", ("e", "now"), ("a", "now")),
    )  # fmt: skip
    layout = laid_out(found, 50.0, 14.0)
    middle = {spot.name: at for spot, at in layout.middle.items() if not spot.way}
    assert (middle["a"] < middle["b"]) == (middle["c"] < middle["d"]) == (middle["e"] < middle["f"])
    assert len(layout.routes["a", "g", "now"]) == 4


def test_the_same_graph_is_drawn_alike_and_what_is_needed_stands_before(whole):
    assert whole.svg() == assay.graph("silver", show="all").svg()
    column = layers(whole)
    for one in whole.nodes:
        for other, when in one.needs:
            if when == "now":
                assert column[other] < column[one.name]


def test_by_default_the_graph_is_folded_to_what_can_be_read(chain, whole):
    drawn = {one.name for one in chain.nodes}
    assert {one.name for one in whole.nodes if one.roles} <= drawn
    assert len(drawn) < 40 < len(whole.nodes)
    root = ET.fromstring(chain.svg())
    assert float(root.get("width")) <= 2000 and float(root.get("height")) <= 1000
    # nothing is lost: what is not drawn is inside of what is computed from it
    inside = {name for one in chain.nodes for name in one.folded}
    needed = {name for one in whole.nodes for name, _ in one.needs}
    roots = {one.name for one in whole.nodes if one.name not in needed}
    assert needed - drawn - inside == set()
    assert not inside & drawn and roots - drawn <= {
        one.name for one in whole.nodes if not one.roles
    }


def test_folding_keeps_who_needs_whom_and_what_is_of_years_before():
    given = {"room": "given"}
    nodes = (
        node("a", **given), node("b", **given),
        node("c", ("a", "now")), node("d", ("c", "now"), ("b", "now")),
        node("e", ("d", "now"), ("f", "previous"), ("b", "start")),
        node("f", ("e", "now"), ("d", "previous")),
    )  # fmt: skip
    named = [replace(one, roles=("use",)) if one.name in "def" else one for one in nodes]
    told = {one.name: one for one in folded(named)}
    assert set(told) == {"d", "e", "f"}
    assert told["d"].needs == () and set(told["d"].folded) == {"a", "b", "c"}
    assert told["e"].needs == (("d", "now"), ("f", "previous")) and told["e"].folded == ("b",)
    # last year's d reaches f through e already, which is drawn
    assert told["f"].needs == (("e", "now"),)


def test_the_command_draws_the_chain_or_with_all_every_node(chain, whole):
    assert command("--graph").output == chain.mermaid()
    assert command("--graph", "-", "--all").output == whole.mermaid()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--all",), "--all is of use with --graph"),
        (("--node", "ai_silver", "--all"), "--all is of use with --graph"),
        (("--graph", "-", "--node", "ai_silver", "--all"), "leave out --all"),
        (("--depth", "2"), "--depth is of use with --graph and --node"),
        (("--node", "ai_silver", "--depth", "2"), "--depth is of use with --graph and --node"),
        (("--graph", "-", "--depth", "1"), "--depth is of use with --graph and --node"),
    ],
)
def test_options_that_would_change_nothing_are_refused(words, told):
    answer = CliRunner().invoke(cli.assay, ["story", "silver", *words])
    assert answer.exit_code == 2 and told in answer.output


def test_one_node_is_drawn_with_what_lies_within_so_many_steps():
    alone, near, far = (
        {n.name for n in assay.graph("silver", node="ai_silver", depth=depth).nodes}
        for depth in (0, 1, 2)
    )
    assert alone == {"ai_silver"} < near < far
    assert {"ai_server_silver", "ai_silver_share"} <= near
    assert "silver_per_ai_server" not in near and "silver_per_ai_server" in far


def test_around_a_node_what_it_needs_stands_before_it_and_what_asks_for_it_after():
    found = assay.graph("silver", node="silver_price")
    column = layers(found)
    assert column["elasticity_sum"] < column["silver_price"] < column["planning_price"]


def test_a_worked_example_computes_to_what_it_says():
    worked = assay.graph("silver", node="ai_silver").worked
    assert worked.year == 2030 and worked.unit == "t{silver}/year"
    assert worked.value == pytest.approx(sum(one.value for one in worked.inputs), rel=1e-12)


def test_the_terminal_tells_formula_inputs_units_and_the_numbers_in_their_places():
    told = command("--node", "ai_silver_share").output
    assert "ai_silver_share = ai_silver / total_demand" in told
    assert re.search(r"ai_silver_share = [\d,.]+ t/year / [\d,.]+ t/year", told)
    assert "In 2030, with every input at its middle value:" in told
    assert "取中位值" in command("--node", "ai_silver", "--lang", "zh").output
    price = command("--node", "silver_price").output
    assert re.search(r"previous_silver_price = [\d.]+ USD/oz \(2029\)", price)
    given = command("--node", "silver_per_ai_server").output
    assert "kg/server" in given and "World Silver Survey" in given


def test_files_and_a_bare_option(tmp_path):
    svg, chart = tmp_path / "new" / "silver.svg", tmp_path / "silver.mmd"
    assert command("--graph", str(svg)).exit_code == 0
    assert ET.parse(svg).getroot().tag == f"{SVG}svg"
    assert command("--node", "ai_silver", "--graph", str(chart)).exit_code == 0
    assert chart.read_text("utf-8").startswith("flowchart LR\n")
    assert command("--graph").output == assay.graph("silver").mermaid()
    assert command("--graph", "silver.png").exit_code == 2
    (tmp_path / "file").write_text("", "utf-8")
    assert isinstance(command("--graph", str(tmp_path / "file" / "x.svg")).exception, NotWritten)


def test_an_unknown_node_is_told_with_the_nearest():
    with pytest.raises(UnknownNode) as caught:
        assay.graph("silver", node="ai_silvr")
    assert "ai_silver" in caught.value.remedy


def test_feedback_has_a_place_and_texts_of_a_story_cannot_break_out():
    text = '</text><script>x</script>"]; end %%{init: {"theme": "x"}}%% # `a` click a "b" & <br/>'
    nasty = {"en": text, "zh": "x"}
    end = node("end", ("price", "now"), title=nasty, unit='<b>"')
    loop = graph_of(
        replace(end, formula=text, what=text, sources=(text, text)),
        node("price", ("end", "previous"), ("a", "start")),
        node("a", room="given"),
    )
    drawn = drawing(loop, "en")
    assert "<script>" not in drawn and ET.fromstring(drawn) is not None
    assert drawn.count("stroke-dasharray") == 2
    chart = flow_chart(loop, "en")
    assert "<script>" not in chart and "n_end" in chart
    assert chart.count('"') % 2 == 0 and "-.->" in chart
    # nothing that Mermaid takes as an option, as a link or as the end of a text
    assert "%%{" not in chart and set(tips(chart)) == {"end", "price", "a"}
    assert tips(chart)["end"][1] == f"= {nasty['en']}"


def test_a_notebook_shows_the_drawing():
    shown = assay.graph("silver", node="ai_silver")._repr_html_()
    assert "<svg" in shown and "<script" not in shown
