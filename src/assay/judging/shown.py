"""What the verbs return, as a notebook shows it: the same values, with a card of their own.

Not here: how the cards look (`report/to_notebook.py`). Subclasses, since a notebook asks the value
itself for its card, and a verdict may not know the report that tells it.
"""

from dataclasses import dataclass

from assay.ruler.hindcast import HindcastLine
from assay.verdict import Verdict


@dataclass(frozen=True, slots=True, repr=False)
class ShownVerdict(Verdict):
    """A verdict that a notebook shows as a card, in the article's language."""

    def _repr_html_(self) -> str:
        from assay.report.to_notebook import verdict_card

        return verdict_card(self, self.article.language if self.article else "en")


class ShownHindcast(tuple[HindcastLine, ...]):
    """The lines of a hindcast, which a notebook shows as a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from assay.report.to_notebook import hindcast_table

        return hindcast_table(self, "en")
