"""A page as read: the article, what it claims, which story it tells and what it makes of that.

Not here: the other commands (`verbs.py`), single steps (`reading/`, `claims/`, `checks/topic.py`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assay.arguments import File, text_of
from assay.claims.claim import Claims, MainCause, Proposals
from assay.reading.article import Article

if TYPE_CHECKING:
    from assay.checks.standing import CheckedClaim
    from assay.claims.llm import Endpoint
    from assay.ruler.story import Words


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as read, before anything is checked."""

    article: Article
    """The repaired article."""
    claims: Claims
    """What it claims."""
    topic: str
    """silver, electricity, water, metals, ewaste or none."""
    stance: str
    """asserts, disputes, mixed or none."""
    main_cause: MainCause | None = None
    """Its main causal statement; None if it states none."""
    proposals: Proposals | None = None
    """What a language model proposed; None unless one was asked."""

    def _repr_html_(self) -> str:
        """The card that a notebook shows."""
        from assay.report.to_notebook import reading_card

        return reading_card(self.article, self.claims, self.topic, self.stance)


def silent(step: str) -> None:
    """Tell nobody which step begins."""
    del step


def read(
    target: File,
    *,
    llm: "Endpoint | None" = None,
    progress: Callable[[str], None] = silent,
) -> Reading:
    """Read a page: a file, `-` for standard input, or an address. Raises PageError.

    `llm` names a language model (`assay.claims.llm.endpoint`) that may propose further claims; they
    count only where they stand on the page. Without it nobody is asked.
    """
    from assay.checks.topic import topic_of
    from assay.claims.read_claims import claims_of
    from assay.stories.load import topics

    progress("page")
    article = _article(text_of(target, "target"))
    progress("claims")
    claims, proposals = claims_of(article), None
    if llm is not None:
        from assay.claims.llm import read_with

        progress("llm")
        claims, proposals = read_with(article, claims, llm)
    words = {topic.name: topic.words for topic in topics()}
    topic = topic_of(article, words, claims.quantities)
    of_case = None if topic in words else _case_alone(article, claims)
    if of_case is not None:
        topic = of_case[0].partition(":")[0]
    stance, main = _told(article, claims, of_case[1] if of_case else words.get(topic))
    return Reading(article, claims, topic, stance, main, proposals)


def _case_alone(article: Article, claims: Claims) -> "tuple[str, Words] | None":
    """The case that a page tells which tells no story by its own name, with its words."""
    from assay.checks.topic import case_alone
    from assay.stories.load import cases_of, topics, words_of

    names = [case for one in topics() if one.has_model for case in cases_of(one.name)]
    words = {name: words_of(name) for name in names}
    found = case_alone(article, claims.causes, words)
    return None if found is None else (found, words[found])


def standings(reading: Reading) -> "tuple[CheckedClaim, ...]":
    """The page's numbers held against the record, in the order of the text; no model is run.

    Empty where the page tells no story that has words.
    """
    from assay.checks.check import check_claims
    from assay.judging.encoder import named_model
    from assay.record.record import load
    from assay.stories.load import topics

    words = {topic.name: topic.words for topic in topics()}
    if reading.topic not in words:
        return ()
    numbers = reading.claims.quantities
    return check_claims(
        reading.article, numbers, load(), None, words, seed=0, nearness=named_model()
    )


def _article(target: str) -> Article:
    from assay.errors import NotAnArticle, PageError
    from assay.reading.metadata import is_english
    from assay.reading.page import open_page
    from assay.reading.read import read_page

    page = open_page(target)
    try:
        article = read_page(page.raw, page.address)
    except PageError as refusal:
        where = "standard input" if target == "-" else target
        raise type(refusal)(where, refusal.found, refusal.expected, refusal.remedy) from None
    if article.language == "en" and not is_english(article.text):
        raise NotAnArticle(
            target,
            "a text in neither English nor Chinese",
            "an article in English or Chinese",
            "give a translation of it",
        )
    return article


def _told(article: Article, claims: Claims, words: "Words | None") -> tuple[str, MainCause | None]:
    """What the page makes of the story its words belong to, and its main causal statement."""
    from assay.claims.main_cause import main_cause
    from assay.claims.page_stance import page_stance

    if words is None:
        return "none", main_cause(article, claims.causes, "none", _nothing, _nothing, _nothing)
    driver, resource = _all(words.driver), _all(words.resource)
    stance = page_stance(article, claims.causes, driver, resource)
    names = (_naming(driver), _naming(_all(words.effect)), _naming(resource))
    return stance, main_cause(article, claims.causes, stance, *names)


def _all(listed: Mapping[str, Iterable[str]]) -> list[str]:
    return [word for names in listed.values() for word in names]


def _naming(names: Iterable[str]) -> Callable[[str], bool]:
    """Whether words hold all the pieces of one of the names."""
    from assay.checks.spelling import pieces

    patterns = [pieces(name) for name in names]
    return lambda said: any(all(piece.search(said) for piece in each) for each in patterns)


def _nothing(said: str) -> bool:
    del said
    return False
