"""Takes debris of markup, styles and scripts out of a text that is no HTML.

Not here: HTML, whose tags are no debris (`markup.py`); lines that are nothing but code, which the
search for the article leaves aside (`furniture.is_code`).
"""

import re
from collections import Counter
from collections.abc import Iterator

from assay.reading.damage.mended import Mended, with_replaced
from assay.reading.traced import Replacement, Traced

REPEATED_DEBRIS = 3
"""Empty elements sharing one id from which tags are a mirror's doing rather than a careless
copy."""

LEAST_TAGS = 2
"""Tags from which they are debris: a page that speaks of one tag shows it once."""

MOST_IDS = 200
"""Empty elements whose ids are counted: sown ones repeat within a few."""

TAGS_CONFIDENCE = 0.98
"""Judgement: only names of HTML elements with attributes go, and prose has none; a page that
explains HTML loses its examples."""

CODE_CONFIDENCE = 0.9
"""Judgement: a rule needs a selector, braces and "name: value" inside; the seam to the prose
beside it may be a character off."""

MAX_RULE = 600
"""Longest style rule or statement looked at, so that an open brace costs no more."""

MAX_SELECTOR = 80
"""Longest selector before its brace."""

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,15})(\s[^<>\n]{0,400})?/?>|<!--[^<>\n]{0,400}-->")
_EMPTY_ELEMENT = re.compile(
    r"""<([a-z0-9]{1,16})\s{1,5}id=["']?([\w-]{1,40})["']?\s{0,5}>\s{0,5}</?[a-z]""", re.I
)
_ELEMENTS = (
    " "
    "a abbr acronym address article aside audio b big blockquote body br button canvas "
    "caption center cite code col dd del dfn dir div dl dt em embed fieldset figcaption "
    "figure font footer form frame h1 h2 h3 h4 h5 h6 head header hr i iframe img input ins "
    "kbd label legend li link main mark menu meta nav nobr object ol optgroup option p param "
    "pre progress q rp rt ruby s samp script section select small source span strike strong "
    "style sub summary sup svg table tbody td textarea tfoot th thead time tr track tt u ul "
    "var video wbr xmp "
)
_DECLARATION = re.compile(r"\s{0,20}-{0,2}[a-z][a-z-]{1,30}\s{0,5}:\s{0,5}[^{}:;\u3400-\u9fff]+")
_PART = re.compile(r"[-A-Za-z0-9_.#:*@()\[\]=\"'\\]+")
"""A part of a selector, between blanks and combinators; prose has such parts too."""
_BETWEEN = re.compile(r"[\s>,+~]*")
_QUERY = re.compile(r"@[a-z-]{2,20}[\w\s():,.-]*$")
_STATEMENT = re.compile(
    r"(?:\bvar\s[A-Za-z_$][\w$]{0,40}\s?=|\b(?:window|document|jQuery|console)\.[A-Za-z]{2,30}"
    r"|\$\(|\bfunction\s?\w{0,40}\()[^\n\u3400-\u9fff]{0,200}?[;}](?=\s|[\u3400-\u9fff]|$)"
)


def without_debris(page: Traced) -> Mended:
    """Without tags that stand in a text which is no HTML; comparisons such as "a < b" stay."""
    if "<" not in page.text:
        return Mended(page)
    tags = [*_tags(page.text)]
    return with_replaced(page, tags if len(tags) >= LEAST_TAGS else [], TAGS_CONFIDENCE)


def _tags(text: str) -> Iterator[Replacement]:
    for match in _TAG.finditer(text):
        name, attributes = match[1], match[2]
        tag = name is None or (
            f" {name.lower()} " in _ELEMENTS
            and (not attributes or "=" in attributes or attributes.isspace())
        )
        if tag:
            yield match.start(), match.end(), ""


def planted_debris(text: str) -> bool:
    """Whether empty elements with one and the same id were sown into the text, as mirrors do."""
    found = zip(range(MOST_IDS), _EMPTY_ELEMENT.finditer(text), strict=False)
    ids = Counter(match[2] for _, match in found)
    return any(times >= REPEATED_DEBRIS for times in ids.values())


def sown_elements(markup: str) -> bool:
    """Whether empty elements of several kinds share one id in a page of HTML.

    A template repeats an id on elements of one kind; of 181 news pages none has it on three.
    """
    found = zip(range(MOST_IDS), _EMPTY_ELEMENT.finditer(markup), strict=False)
    kinds = {(match[2], match[1].lower()) for _, match in found}
    return any(times >= REPEATED_DEBRIS for times in Counter(name for name, _ in kinds).values())


def without_code(page: Traced) -> Mended:
    """Without style rules and script statements that stand between the words of a text."""
    changes = [*_rules(page.text)] if "{" in page.text else []
    spans = sorted([*changes, *_statements(page.text)])
    apart: list[Replacement] = []
    for change in spans:
        if not apart or change[0] >= apart[-1][1]:
            apart.append(change)
    return with_replaced(page, apart, CODE_CONFIDENCE)


def _rules(text: str) -> Iterator[Replacement]:
    """Style rules: a selector, an opening brace, declarations, a closing brace."""
    done = 0
    brace = text.find("{")
    while brace >= 0:
        closing = text.find("}", brace, brace + MAX_RULE)
        inner = text.find("{", brace + 1, closing) if closing >= 0 else -1
        if closing >= 0 and inner < 0 and _is_style(text[brace + 1 : closing]):
            before = max(done, brace - MAX_SELECTOR, text.rfind("\n", done, brace) + 1)
            selector = _selector(text[before:brace])
            if selector is not None:
                yield before + selector, closing + 1, ""
                done = closing + 1
        brace = text.find("{", max(brace + 1, done))


def _selector(before: str) -> int | None:
    """Where the selector at the end of a text begins; None if there is none.

    A word is part of one only if it is an element's name, so that prose in front of it stays.
    """
    query = _QUERY.search(before)
    if query:
        return query.start()
    begin, following = None, len(before)
    for part in reversed([*_PART.finditer(before)]):
        if not _BETWEEN.fullmatch(before, part.end(), following):
            break
        glued = 0 if _selects(part[0]) else part[0].find(".") + 1
        if not _selects(part[0][glued:]):
            break
        begin = following = part.start() + glued
        if glued:  # behind the full stop of a sentence
            break
    return begin


def _selects(part: str) -> bool:
    """Whether a part of a selector begins with its sign or with an element's name."""
    if part[:1] in (".", "#", "*", ":", "["):
        return part[-1] != "."
    name = re.split(r"[.#:\[]", part)[0].lower()
    return bool(name) and f" {name} " in _ELEMENTS and not part.endswith(".")


def _is_style(inside: str) -> bool:
    parts = [part for part in inside.split(";") if part.strip()]
    return bool(parts) and all(_DECLARATION.fullmatch(part) for part in parts)


def _statements(text: str) -> Iterator[Replacement]:
    if not any(sign in text for sign in ("var ", "window.", "document.", "function", "$(", "jQ")):
        return
    for match in _STATEMENT.finditer(text):
        yield match.start(), match.end(), ""
