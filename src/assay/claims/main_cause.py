"""The page's main causal statement, and what the page as a whole makes of it.

Not here: single statements (`causes.py`), the stance of the page (`page_stance.py`), whether the
statement holds (`checks/causes.py`).
"""

from collections import Counter
from collections.abc import Callable, Sequence

from assay.claims.claim import CauseClaim, MainCause, Stance
from assay.claims.contrasts import set_aside
from assay.claims.links import links_in
from assay.claims.numeral import plain
from assay.claims.page_stance import PageStance
from assay.claims.sentences import language_of
from assay.claims.stances import QUESTION
from assay.reading.article import Article

Found = Callable[[str], bool]
"""Whether words name something."""
TAKEN = (Stance.ASSERTED, Stance.ATTRIBUTED, Stance.INFERRED)
"""Stances that let a statement stand."""
LONGEST_TITLE = 300
"""Characters of a headline that are read."""


def main_cause(
    article: Article,
    causes: Sequence[CauseClaim],
    stance: PageStance,
    names_driver: Found,
    names_effect: Found,
    names_resource: Found,
) -> MainCause | None:
    """The statement that ties driver and effect, else driver and resource, else the foremost.

    Of several that say the same the shortest gives the words, and all together the stance. The
    headline serves where the text states none. None if the page states no cause at all.
    """
    headline = _headline(article)
    tied = [claim for claim in causes if names_driver(claim.cause)]
    to_effect = [claim for claim in tied if names_effect(claim.effect)]
    to_resource = [claim for claim in tied if names_resource(claim.effect)]
    of_title = [
        claim
        for claim in headline
        if names_driver(claim.cause)
        and (names_effect(claim.effect) or names_resource(claim.effect))
    ]
    for said in (to_effect, to_resource, of_title):
        if said:
            chosen = min(said, key=lambda claim: len(claim.cause) + len(claim.effect))
            own = _instead(causes, names_driver, names_effect)
            own = own or _instead(causes, names_driver, names_resource)
            told = _together(said, stance)
            return _main(chosen, told, own if stance in ("disputes", "mixed") else None)
    foremost = (
        [claim for claim in causes if names_effect(claim.effect)]
        or [claim for claim in causes if names_resource(claim.effect)]
        or headline
        or list(causes)
    )
    return _main(foremost[0], foremost[0].stance, None) if foremost else None


def _main(claim: CauseClaim, stance: Stance, instead: CauseClaim | None) -> MainCause:
    span = claim.span if claim.text else None
    return MainCause(claim.cause, claim.effect, claim.sign, stance, span, instead)


def _together(said: Sequence[CauseClaim], stance: PageStance) -> Stance:
    """What the page makes of a statement it makes several times, in keeping with its own stance."""
    counts = Counter(claim.stance for claim in said)
    fitting: tuple[Stance, ...] = tuple(Stance)
    if stance == "disputes":
        fitting = (Stance.DISPUTED, Stance.DENIED)
    elif stance == "asserts":
        fitting = TAKEN
    # of equally many the plainer word, in the order of the enumeration
    best = max(fitting, key=lambda one: counts[one])
    if counts[best]:
        return best
    return Stance.DISPUTED if stance == "disputes" else said[0].stance


def _instead(
    causes: Sequence[CauseClaim], names_driver: Found, names_effect: Found
) -> CauseClaim | None:
    """The last cause that the author names in their own voice for the effect, the driver apart."""
    own = [
        claim
        for claim in causes
        if claim.stance is Stance.ASSERTED
        and claim.sign > 0
        and names_effect(claim.effect)
        and not names_driver(f"{claim.cause} {claim.effect}")
    ]
    return own[-1] if own else None


def _headline(article: Article) -> list[CauseClaim]:
    """The causal statements of the headline, without a place in the text."""
    title = plain(article.title or "")[:LONGEST_TITLE]
    language = language_of(title)
    asked = QUESTION.search(title) is not None
    stance = Stance.DISPUTED if asked else Stance.ASSERTED
    words = set_aside(title, language).words
    return [
        CauseClaim(
            link.cause,
            link.effect,
            link.sign,
            Stance.DENIED if link.denied else stance,
            None,
            (0, 0),
            "",
        )
        for link in links_in(words, language, "")
    ]
