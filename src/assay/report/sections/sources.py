"""Sources and inputs: one numbered entry for every number, how to run it again, the words.

Not here: what an entry says (`entries.py`).
"""

import shlex

from markupsafe import Markup, escape

from assay.report import numbers
from assay.report.entries import entry
from assay.report.page import Page

GLOSSARY = (
    "page",
    "article",
    "claim",
    "record",
    "story",
    "given",
    "world",
    "mark",
    "chain",
    "material",
    "mediator",
    "standing",
)
"""The dozen words, in the order in which a verdict comes about."""


def section(page: Page) -> Markup:
    """The section "Where does each number come from?"; written last, when all are numbered."""
    raised = len(page.notes.numbers)
    page.notes.add(["bands", "likelihood", "states", "thresholds", "as_of"])
    page.notes.add(f"given:{given.name}" for given in page.verdict.givens)
    page.notes.add(f"fact:{fact.id}" for fact in page.verdict.facts)
    items, done = [], 0
    # an entry may mention others, which then get a number and an entry of their own
    while done < len(page.notes.numbers):
        key = list(page.notes.numbers)[done]
        done += 1
        # paper keeps what a number above refers to; what lies behind that would be forty pages more
        behind = Markup(' class="behind"') if done > raised else ""
        items.append(Markup('<li id="n{}"{}>{}</li>').format(done, behind, entry(page, key)))
    return Markup(
        '<section id="sources"><p class="ask">{}</p><h2>{}</h2><p>{}</p>'
        '<ol class="notes">{}</ol><p class="on-paper">{}</p>{}{}{}</section>'
    ).format(
        page.say("sources.ask"),
        page.say("sources.title"),
        page.say("sources.lead"),
        Markup("").join(items),
        page.say("sources.on_paper"),
        _works(page),
        _again(page),
        _glossary(page),
    )


def address_link(address: str) -> Markup:
    """A web address of the record as a link; anything else as text."""
    if address.startswith(("https://", "http://")):
        return Markup('<a href="{}" rel="noreferrer noopener">{}</a>').format(address, address)
    return escape(address)


def _works(page: Page) -> Markup:
    if not page.verdict.works:
        return Markup("")
    rows = Markup("").join(
        Markup("<li>{}{}<cite>{}</cite> ({}). {}</li>").format(
            work.publisher,
            page.say("colon"),
            work.title,
            page.day(work.issued_on),
            address_link(work.address),
        )
        for work in page.verdict.works
    )
    return Markup('<h3 class="gap">{}</h3><ul class="works quoted">{}</ul>').format(
        page.say("sources.works"), rows
    )


def _again(page: Page) -> Markup:
    verdict = page.verdict
    command = (
        f"assay judge PAGE --story {verdict.story.name} --as-of {verdict.as_of.isoformat()} "
        f"--samples {verdict.samples} --seed {verdict.seed} --lang {page.language}"
        if verdict.article
        else f"assay story {verdict.story.name} --as-of {verdict.as_of.isoformat()} "
        f"--samples {verdict.samples} --seed {verdict.seed}"
    )
    if verdict.refit:
        command += f" --attribution {shlex.quote(verdict.refit)}"
    told = page.say(
        "sources.again_text",
        {
            "version": verdict.version,
            "seed": verdict.seed,
            "samples": numbers.count(verdict.samples),
            "day": page.day(verdict.as_of),
        },
    )
    return Markup(
        '<h3 class="gap">{}</h3><p class="run">{}</p><pre class="run"><code>{}</code></pre>'
    ).format(page.say("sources.again"), told, command)


def _glossary(page: Page) -> Markup:
    rows = Markup("").join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
            page.say(f"glossary.{word}_name"), page.say(f"glossary.{word}")
        )
        for word in GLOSSARY
    )
    return Markup('<h3 class="gap">{}</h3><dl class="gloss">{}</dl>').format(
        page.say("sources.glossary"), rows
    )
