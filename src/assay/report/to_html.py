"""The verdict as one self-contained HTML file: no network, no foreign markup, the same bytes.

Not here: what the sections say (`sections/`). Every text of the page is escaped by construction:
only literals of this package and texts of its catalogue are ever markup.
"""

import base64
import hashlib
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from markupsafe import Markup

from assay.report.page import Page
from assay.report.palette import variables
from assay.report.sections import (
    claims,
    find_out,
    first,
    need,
    peers,
    price,
    ruler,
    siblings,
    sources,
    then_and_now,
    time,
    trust,
    use,
)
from assay.report.words import Words, trusted
from assay.verdict import Verdict

SECTIONS: tuple[tuple[str, Callable[[Page], Markup]], ...] = (
    ("ruler", ruler.section),
    ("price", price.section),
    ("use", use.section),
    ("need", need.section),
    ("time", time.section),
    ("peers", peers.section),
    ("siblings", siblings.section),
    ("claims", claims.section),
    ("then", then_and_now.section),
    ("trust", trust.section),
    ("find_out", find_out.section),
    ("sources", sources.section),
)
"""Name and writer of each section, in the order of the report."""

HATCH = Markup(
    '<svg width="0" height="0" class="defs" aria-hidden="true"><defs><pattern id="hg" width="6" '
    'height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" '
    'height="6" fill="var(--paper)"/><rect width="2.5" height="6" fill="var(--gold)"/></pattern>'
    "</defs></svg>"
)

DOCUMENT = Markup(
    '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1">'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">'
    '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
    "<title>{title}</title><style>{style}</style></head>\n<body>"
    '<a class="skip" href="#main">{skip}</a>{hatch}<div class="wrap">\n'
    '<header><b>assay</b><span>{story}</span><nav aria-label="{sections}">{nav}</nav></header>\n'
    '<main id="main">{body}</main>\n<footer>{foot}</footer></div>\n'
    "<script>{script}</script></body></html>\n"
)


def render(verdict: Verdict, language: str) -> str:
    """The report in "en" or "zh"."""
    page = Page(verdict, Words(language))
    head = first.old_record(page) + first.first_screen(page)
    written = [(name, writer(page)) for name, writer in SECTIONS]
    shown = [(name, text) for name, text in written if text]
    other = "price" if verdict.story.effect == "use" else "use"
    missing = [name for name, text in written if not text and name != other]
    script = _asset("card.js").replace("ALL_SOURCES", page.plain("card.all"))
    script = script.replace("CARD_LABEL", page.plain("card.label"))
    script = script.replace("ONE_BACK", page.plain("card.back"))
    nav = Markup("").join(
        Markup('<a href="#{}">{}</a>').format(name, page.say(f"nav.{name}")) for name, _ in shown
    )
    story = page.words.text(verdict.story.title)
    word = page.say(f"answer.{verdict.chain.answer}")
    return str(
        DOCUMENT.format(
            language=language,
            policy=_policy(script),
            title=page.plain("top.title", {"title": story, "word": word}),
            style=trusted(style()),
            skip=page.say("top.skip"),
            hatch=HATCH,
            story=page.say("top.story", {"title": story, "day": page.day(verdict.as_of)}),
            sections=page.plain("top.sections"),
            nav=nav,
            body=head + Markup("\n").join(text for _, text in shown),
            foot=_foot(page, missing),
            script=trusted(script),
        )
    )


def _foot(page: Page, missing: list[str]) -> Markup:
    lines = [Markup("<p>{}</p>").format(page.say("top.foot"))]
    if missing:
        names = page.plain("comma").join(page.plain(f"nav.{name}") for name in missing)
        lines.append(Markup("<p>{}</p>").format(page.say("top.without", {"names": names})))
    return Markup("").join(lines)


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return files("assay").joinpath("report", "templates", name).read_text("utf-8").strip()


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet of every page of this package, in its own colours."""
    light, dark = variables("light"), variables("dark")
    style = "".join(
        line.strip() + "\n" for line in _asset("report.css").splitlines() if line.strip()
    )
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"@media print{{:root{{color-scheme:light;{light}--paper:#fff;}}}}\n{style}"
    )


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        "default-src 'none'; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
