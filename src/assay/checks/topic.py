"""Tells which story a page is mainly about.

Not here: what its numbers are about (`tie.py`): a page on silver may hold numbers on water.
"""

from collections.abc import Mapping

from assay.checks.spelling import spellings
from assay.reading.article import Article
from assay.ruler.story import Words

TITLE = 5.0
"""A word of the headline counts as five of the text: headlines name the subject once."""
LEAST = 4.0
"""Below this count a topic is mentioned, not told."""
DENSITY = 1.5
"""Least count in a thousand characters: a long page that names silver in passing is not about it.
"""


def topic_of(article: Article, words_by_topic: Mapping[str, Words]) -> str:
    """The topic a page is mainly about; "none" if it tells none of them."""
    counts = {
        topic: _count(words, article) for topic, words in words_by_topic.items() if words.topic
    }
    best = max(counts, key=lambda topic: counts[topic], default="none")
    least = max(LEAST, DENSITY * len(article.text) / 1000)
    return best if best != "none" and counts[best] >= least else "none"


def _count(words: Words, article: Article) -> float:
    topic = spellings(word for names in words.topic.values() for word in names)
    in_title = sum(1 for _ in topic.finditer(article.title or ""))
    return sum(1 for _ in topic.finditer(article.text)) + TITLE * in_title
