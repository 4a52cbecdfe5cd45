"""The fit in the report: the same on several spans, how unusual the year was, how sure it all is.

Not here: links and entries of every figure (`test_provenance.py`), JSON (`test_json.py`).
"""

import re
from dataclasses import replace
from datetime import date

import pytest

from assay.prices.result import Robustness
from assay.report.page import Page
from assay.report.sections import price, price_windows
from assay.report.to_html import render
from assay.report.words import Words, plain_text
from tests.reports.example_attribution import attribution
from tests.reports.example_verdict import verdict

BOTH = pytest.mark.parametrize("language", ["en", "zh"])


def block(found=None, language="en", **changed):
    """The block's markup; `found` in place of the example's fit."""
    fit = attribution() if found is None else found
    return str(price_windows.block(Page(replace(verdict(), attribution=fit, **changed),
                                        Words(language))))  # fmt: skip


def panels(markup):
    return re.findall(r"<div><h4>.*?</ul></div>", markup, re.S)


def boxes(panel):
    """Left end and width of every bar, in per cent of the scale."""
    found = re.findall(r'<rect x="([-\d.]+)%" width="([\d.]+)%"[^>]*class="bar ([^"]+)"', panel)
    return [(float(x), float(width), name) for x, width, name in found]


def without(name):
    robust = attribution().robustness
    kept = tuple(one for one in robust.readings if one.name != name)
    return replace(attribution(), robustness=replace(robust, readings=kept))


@BOTH
def test_three_spans_each_have_every_group_the_rest_and_the_change(language):
    found = panels(block(language=language))
    assert len(found) == 3
    for panel in found:
        assert len(re.findall("<li ", panel)) == len(attribution().groups) + 2
        assert [name.split()[0] for *_, name in boxes(panel)] == [
            *["macro"] * 7, "gold", "unex", "tot"
        ]  # fmt: skip


def test_all_spans_are_drawn_on_one_scale():
    """The black bar of each is as long as its change, against those of the others."""
    shown = [w for w in attribution().windows if w.name != "story"]
    widths = [boxes(panel)[-1][1] for panel in panels(block())]
    each = [width / abs(w.actual) for width, w in zip(widths, shown, strict=True)]
    assert each == pytest.approx([each[0]] * 3, rel=0.01)


def test_bars_begin_where_the_one_before_ends_and_reach_the_change():
    for panel in panels(block()):
        *parts, total = boxes(panel)
        ends = (total[0], total[0] + total[1])
        last = parts[-1]
        reached = min(abs(end - edge) for end in ends for edge in (last[0], last[0] + last[1]))
        assert reached < 0.6


def test_what_was_left_both_ways_is_the_title_and_only_then():
    assert "on the way up" in block()
    fit = attribution()
    windows = tuple(
        replace(w, unexplained=replace(w.unexplained, p95=1.0)) if w.name == "2026_fall" else w
        for w in fit.windows
    )
    assert "on the way up" not in block(replace(fit, windows=windows))


def test_no_span_is_shown_before_it_was_known():
    assert len(panels(block(as_of=date(2026, 1, 25)))) == 2
    assert block(as_of=date(2025, 12, 30)) == ""


def test_a_story_without_a_fit_has_no_block():
    page = Page(replace(verdict(), attribution=None), Words("en"))
    assert price_windows.block(page) == ""
    assert 'class="spans"' not in str(price.section(page))


@pytest.mark.parametrize(("z", "said"), [(1.7, "is not clearly abnormal"), (2.4, "too, 2025")])
def test_the_year_is_held_against_ordinary_ones_with_gold_and_without(z, said):
    fit = attribution()
    null = (fit.null[0], replace(fit.null[1], z=z))
    told = plain_text(block(replace(fit, null=null)))
    assert said in told
    assert "2.8" in told and "from an ordinary year, each of 22" in told.replace("\xa0", " ")


def test_the_doubts_are_folded_under_their_question():
    text = block()
    folded = text[text.index('<details class="sure">') : text.index("</details>")]
    told = plain_text(folded)
    assert told.startswith("How sure is this attribution?")
    for part in ("25\u202f%", "61\u202f%", "0.90", "1.80", "16,800", "7,300", "silver over gold"):
        assert part in told, part
    assert "5\u00a0September\u00a02025" in told


def test_that_positions_fell_is_said_only_where_they_did():
    assert "speculators" in block()
    fit = attribution()
    robust = fit.robustness
    risen = tuple(
        replace(one, value=99_000.0) if one.day == date(2026, 1, 20) else one
        for one in robust.readings
    )
    assert "speculators" not in block(replace(fit, robustness=replace(robust, readings=risen)))
    assert "contracts net long" not in block(without("managed_money_net"))


def test_a_check_that_was_not_made_is_not_told():
    assert "free to move" not in block(without("gold_beta_over_time"))
    bare = replace(attribution(), robustness=Robustness((), (), ()), out_of_sample=(), null=(),
                   not_measured=())  # fmt: skip
    assert "<details" not in block(bare)
    assert render(replace(verdict(), attribution=bare), "en")


@BOTH
def test_a_cause_that_may_act_through_gold_did_little_directly_and_neither_is_shown(language):
    rows = tuple(
        replace(row, through="gold") if row.driver in ("rates", "geopolitics") else row
        for row in verdict().contributions
    )
    told = plain_text(str(price.section(Page(replace(verdict(), contributions=rows),
                                             Words(language)))))  # fmt: skip
    said = {
        "en": "directly little; through gold neither shown nor excluded.",
        "zh": "直接作用很小；经由黄金的部分既未证实，也不能排除。",
    }
    assert said[language] in told.replace("\u00a0", " ")


def test_hostile_names_in_a_fit_stay_text():
    attack = "<b>[[nothing:1|9]]{title}</b>"
    fit = attribution()
    windows = tuple(replace(w, name=attack) if w.name == "2026_fall" else w for w in fit.windows)
    odd = replace(
        fit,
        windows=windows,
        target=replace(fit.target, title={"en": attack, "zh": attack}),
        not_measured=(replace(fit.not_measured[0], name=attack, reason=attack),),
    )
    page = render(replace(verdict(), attribution=odd, refit=attack), "en")
    assert attack not in page
    assert "[[nothing:1|9]]" in page
