"""What the verbs return, as a notebook shows it: the same values, with a card of their own.

Not here: how the cards look (`report/to_notebook.py`). Subclasses, since a notebook asks the value
itself for its card, and a verdict may not know the report that tells it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assay.ruler.hindcast import HindcastLine
from assay.verdict import Verdict

if TYPE_CHECKING:
    from assay.judging.explaining import ShownArgument


@dataclass(frozen=True, slots=True, repr=False)
class ShownVerdict(Verdict):
    """A verdict that a notebook shows as a card, in the article's language."""

    asked: str = ""
    """What the story was asked for by: its name, or the path of its folder."""

    def show(self, language: str | None = None) -> "ShownArgument":
        """The story's graph as of the verdict's day, which a notebook draws; see its own `show`.

        `language` is "en", "zh" or by default the article's. One node, or every one, is drawn by
        `assay.graph`.
        """
        from assay.judging.explaining import argument
        from assay.judging.verdict_of import as_known, known_by

        name = self.asked or self.story.name
        whole, record, day = known_by(name, self.as_of)
        told = as_known(name, record, whole, day, None)
        return argument(told, whole, None, 1, "chain").show(language or self._language)

    @property
    def _language(self) -> str:
        return self.article.language if self.article else "en"

    def _repr_html_(self) -> str:
        from assay.report.to_notebook import verdict_card

        return verdict_card(self, self._language)


class ShownHindcast(tuple[HindcastLine, ...]):
    """The lines of a hindcast, which a notebook shows as a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from assay.report.to_notebook import hindcast_table

        return hindcast_table(self, "en")
