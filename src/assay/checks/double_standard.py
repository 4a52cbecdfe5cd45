"""Whether a page measures two users of one resource by two standards.

Not here: what the peers use (`judging/comparing.py`), what the numbers of the page are worth
(`check.py`).

A page that alarms about what one user takes, and names none of those who take more, tells half of
the balance. It is said only of a page that tells the story as its own.
"""

from collections.abc import Sequence

from assay.checks.spelling import pieces
from assay.comparison import PeerBeside
from assay.reading.article import Article

LARGER = 1.0
"""A peer counts where it takes more than the driver: the plain sense of a larger share."""
ALARMED = ("asserts", "mixed")
"""Stances of a page that tells a story as its own, wholly or in part."""


def unnamed_peers(
    article: Article, stance: str, peers: Sequence[PeerBeside]
) -> tuple[PeerBeside, ...]:
    """The peers that take more than the driver and that the page does not name, largest first.

    Empty for a page that disputes the story or only mentions it.
    """
    if stance not in ALARMED:
        return ()
    larger = [peer for peer in peers if (peer.multiple or 0) > LARGER]
    named = [peer for peer in larger if names(article, peer)]
    return tuple(peer for peer in larger if peer not in named)


def names(article: Article, peer: PeerBeside) -> bool:
    """Whether the article mentions a peer by one of its names in either language."""
    return any(
        all(piece.search(article.text) for piece in pieces(name))
        for words in peer.words.values()
        for name in words
    )
