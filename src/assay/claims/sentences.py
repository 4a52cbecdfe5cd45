"""Sentences and clauses of an article, as spans; and the language of each sentence.

Not here: what the sentences say (`context.py`, `causes.py`).
"""

import re

from assay.reading.article import Span

HAN = re.compile(r"[\u3400-\u9fff]")
END = re.compile(r"[。！？!?]+[”’」』\"')）】]{0,3}|\n+|\.[”’\"')]{0,2}(?=\s|$)|…{1,2}(?=\s|$)")
ABBREVIATION = re.compile(
    r"(?:\b(?:U\.?S|U\.?K|E\.?U|Mr|Mrs|Ms|Dr|Prof|St|No|Inc|Ltd|Corp|Co|Jr|vs|approx|ca|cf|sq|e\.g|i\.e|etc|Fig"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|a\.m|p\.m)|\b[A-Z])$"
)
CLAUSE_END = re.compile(
    r"(?<!\d)[,，]|[,，](?!\d{3}(?!\d))|[;；:：、]|——|\s[-–—]\s|[()（）\[\]【】]"
)
LONGEST = 1200
"""Characters of one sentence; longer ones are cut, so that every rule stays bounded."""


def sentences_of(text: str) -> list[Span]:
    """Spans of the sentences, in order, without surrounding blanks."""
    found: list[Span] = []
    start = 0
    for match in END.finditer(text):
        if match.group()[0] == "." and _goes_on(text, start, match):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _goes_on(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the full stop only shortens a word."""
    if not ABBREVIATION.search(text[max(start, stop.start() - 8) : stop.start()]):
        return False
    following = text[stop.end() : stop.end() + 2].strip()
    return not following or not following[0].isupper() or text[stop.start() - 1].isupper()


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    found += [(begin, min(end, begin + LONGEST)) for begin in range(start, end, LONGEST)]


def clauses_of(text: str, sentence: Span) -> list[Span]:
    """Spans of the clauses of a sentence, cut at commas outside numbers, colons and dashes."""
    start, last = sentence
    found: list[Span] = []
    for match in CLAUSE_END.finditer(text, start, last):
        if match.start() > start:
            found.append((start, match.start()))
        start = match.end()
    if last > start:
        found.append((start, last))
    return found


def language_of(words: str) -> str:
    """ "zh" if at least a tenth of the characters are Han, else "en"."""
    return "zh" if 10 * len(HAN.findall(words)) >= len(words) and HAN.search(words) else "en"
