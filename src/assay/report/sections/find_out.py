"""What to find out next: the measurements that would change the verdict most, in words, with bars.

Not here: how worth is estimated (`analysis/information.py`), its entries (`entries_answers.py`).
"""

from markupsafe import Markup

from assay.answers import Finding, Information
from assay.report.entries_answers import worth_text
from assay.report.entries_record import measure
from assay.report.page import Page


def section(page: Page) -> Markup:
    """The section "What to find out next"; empty where nothing found is worth anything."""
    information = page.verdict.information
    if information is None or not information.findings:
        return Markup("")
    most = max(finding.worth for finding in information.findings)
    bars = [_bar(page, place, one, most) for place, one in enumerate(information.findings)]
    return Markup(
        '<section id="find_out"><p class="ask">{}</p><h2>{}</h2><p class="big">{}</p>'
        '<figure><figcaption><h3>{}</h3><p class="cap">{}</p></figcaption>'
        '<ol class="cmp">{}</ol></figure></section>'
    ).format(
        page.say("find_out.ask"),
        _title(page, information),
        _lead(page, information),
        page.say("find_out.figure"),
        page.say(f"find_out.cap_{information.by}", {"mark": page.mark_name(information.mark)}),
        Markup("").join(bars),
    )


def _title(page: Page, information: Information) -> Markup:
    """The answer: the input that one would have to measure."""
    return page.say("find_out.title", {"title": page.inside(information.findings[0].title)})


def _lead(page: Page, information: Information) -> Markup:
    first = information.findings[0]
    return page.say(
        f"find_out.lead_{information.by}",
        {
            "measure": page.notes.cite("worth:0", measure(page, first.would_change, stop=False)),
            "worth": page.notes.again("worth:0", worth_text(page, first.worth)),
            "mark": page.mark_name(information.mark),
        },
    )


def _bar(page: Page, place: int, finding: Finding, most: float) -> Markup:
    """One measurement: its words, what it measures, and its worth as a bar on one scale."""
    key = f"worth:{place}"
    return Markup(
        '<li><span>{}<br><span class="small">{}</span></span>'
        '<span class="b"><i class="thing" style="--part:{}"></i><span>{}</span></span></li>'
    ).format(
        page.notes.again(key, measure(page, finding.would_change)),
        page.notes.again(key, page.words.text(finding.title)),
        round(max(finding.worth, 0.0) / most, 4),
        page.notes.cite(key, worth_text(page, finding.worth)),
    )
