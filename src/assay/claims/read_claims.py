"""Article -> claims: amounts and causes, each with its place.

Not here: how the article was found (`reading/`) and what becomes of its claims (`checks/`).
"""

from assay.claims.causes import causes_of
from assay.claims.claim import Claims
from assay.claims.quantities import quantities_of
from assay.reading.article import Article


def claims_of(article: Article) -> Claims:
    """All that `article` claims, in the order of its text; never raises on any text."""
    return Claims(quantities_of(article), causes_of(article))
