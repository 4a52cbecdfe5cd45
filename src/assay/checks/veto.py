"""Keeps a claim from a line that its own subject does not name.

Not here: how well a line is named (`tie.py`); the words are data (`wording.toml`).

A wrong line makes a false accusation of a true sentence, an untied claim is only untraceable; so
for a change the subject itself must name the line, and not merely the sentence around it.
"""

import re
from collections.abc import Mapping, Sequence

from assay.checks.row import period_of
from assay.checks.spelling import pieces, spellings
from assay.checks.wording import wording
from assay.claims.claim import QuantityClaim
from assay.ruler.story import Line

ONE_THING = re.compile(
    r"\b(?:an?|one|each|every|single|per)\s(?:[\w.,-]+\s){0,4}?"
    r"(?:campus|facility|site|plant|building|data\s?cent(?:er|re)|server|rack|cluster|park)\b"
    r"|[一每单][座个台栋处家](?:[^，。；、]{0,10}?)(?:园区|数据中心|机房|服务器|项目|工厂|基地)",
    re.IGNORECASE,
)
"""One of many, whose figure is not that of all."""


def vetoed(line: Line, claim: QuantityClaim, clause: str) -> bool:
    """Whether the words of a claim forbid the line, however well others around it fit.

    `clause` holds the words nearest to the number.
    """
    if line.change_of is not None and not subject_names(line, claim.subject, clause):
        return True
    return (
        of_a_company(line, claim) or of_one_thing(line, claim) or adds_years_up(line, claim, clause)
    )


def of_another_resource(
    claim: QuantityClaim, resource: Mapping[str, Sequence[str]], sentence: str
) -> bool:
    """Whether the sentence of a change may speak of another resource than the page's own.

    A change has no dimension that could keep the demand for copper from that for silver.
    """
    if spellings(name for names in resource.values() for name in names).search(claim.subject):
        return False
    others = wording()["other_resources"]["words"], wording()["other_metals"]["words"]
    return any(words.search(sentence) for words in others)


def subject_names(line: Line, subject: str, clause: str) -> bool:
    """Whether the subject names the line with every piece of a name.

    A name that holds its verb ("silver rose") must begin with the whole subject: "demand for
    silver fell" is not about the price. Without a subject the clause stands for it.
    """
    place = subject.strip()
    for names in line.words.values():
        for name in names:
            patterns = pieces(name)
            if all(piece.search(place or clause) for piece in patterns):
                return True
            whole = patterns[0].search(clause) if len(patterns) == 1 and place else None
            if whole and whole.group().casefold().startswith(place.casefold()):
                return True
    return False


def of_a_company(line: Line, claim: QuantityClaim) -> bool:
    """Whether the subject is one company's, where the line tells of the world or a country.

    What is told of one thing (a server, a prompt) does not depend on whose it is.
    """
    if line.change_of is None and period_of(line.unit) is None and line.unit != "percent":
        return False
    companies = wording()["companies"]["words"]
    return companies.search(claim.subject.replace(claim.attributed_to or "\n", "")) is not None


def of_one_thing(line: Line, claim: QuantityClaim) -> bool:
    """Whether the subject is one site or machine, where the line tells a yearly flow of all."""
    if line.change_of is not None or period_of(line.unit) is None:
        return False
    return ONE_THING.search(claim.subject) is not None


def adds_years_up(line: Line, claim: QuantityClaim, clause: str) -> bool:
    """Whether an amount of several years together would be held against a yearly flow."""
    if line.change_of is not None or period_of(line.unit) is None:
        return False
    if period_of(claim.unit) is not None:
        return False
    told = f"{claim.subject} {clause} {claim.time or ''}"
    return wording()["several_years"]["words"].search(told) is not None
