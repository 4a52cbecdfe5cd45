"""Every way in which assay refuses, each with a place and a remedy.

Not here: outcomes of a check (`checks/standing.py`): a claim that fails is a result, not an error.

    AssayError
      PageError        TooLarge  NotAnArticle  PrivateAddress  NotFetched (BrokenOff)
      StoryError       UnknownStory  UnknownNode  Cycle  UnitError  GivenError  NoStoryFits
      RecordError      UnknownSource  NotKnownYet  StaleCorrection
      FeedError        UnknownFeed  FeedForm  FeedContent  DamagedCopy
      PriceError       ExtraMissing
      LlmError
      ExecutorError
      ArgumentError
      NotWritten
"""


class AssayError(Exception):
    """What went wrong: where, what was found, what was expected, what to try.

    `code` is stable and for programs; the texts are for people and are printed one a line. Units
    that do not fit also tell the chain of operations.
    """

    code = "error"

    def __init__(self, where: str, found: str, expected: str, remedy: str, chain: str = "") -> None:
        super().__init__(where, found, expected, remedy)
        self.where = where
        self.found = found
        self.expected = expected
        self.remedy = remedy
        self.chain = chain

    def __str__(self) -> str:
        lines = [f"{type(self).__name__} in {self.where}"]
        texts = (
            ("found", self.found),
            ("expected", self.expected),
            ("chain", self.chain),
            ("try", self.remedy),
        )
        lines += [f"  {label:<9} {text}" for label, text in texts if text]
        return "\n".join(lines)


class PageError(AssayError):
    """The page cannot be read."""

    code = "page"


class TooLarge(PageError):
    """The page is beyond a bound of `reading/limits.py`."""

    code = "page-too-large"


class NotAnArticle(PageError):
    """No article was found in the page."""

    code = "page-not-an-article"


class PrivateAddress(PageError):
    """The address, or one it redirects to, is not public."""

    code = "page-private-address"


class NotFetched(PageError):
    """The address did not answer with a page."""

    code = "page-not-fetched"


class BrokenOff(NotFetched):
    """The connection ended too early or took too long; another try may succeed."""

    code = "page-broken-off"


class StoryError(AssayError):
    """A story cannot be built or run."""

    code = "story"


class UnknownStory(StoryError):
    """No story has this name."""

    code = "story-unknown"


class NoStoryFits(StoryError):
    """The page tells none of the known stories, or one that has no model yet."""

    code = "story-none-fits"


class UnknownNode(StoryError):
    """A formula needs a name that is neither a given nor a quantity."""

    code = "story-unknown-node"


class Cycle(StoryError):
    """Quantities need each other within the same year."""

    code = "story-cycle"


class UnitError(StoryError):
    """Units do not fit, or a unit cannot be read."""

    code = "unit"


class GivenError(StoryError):
    """A given is incomplete, or its distribution is impossible."""

    code = "story-given"


class RecordError(AssayError):
    """The record is broken or does not hold what was asked for."""

    code = "record"


class UnknownSource(RecordError):
    """A fact or a given names a source that `sources.csv` does not list."""

    code = "record-unknown-source"


class NotKnownYet(RecordError):
    """Nothing of it was known on the day asked for."""

    code = "record-not-known-yet"


class StaleCorrection(RecordError):
    """A correction's expectation no longer holds: the source has changed, so the row must go."""

    code = "record-stale-correction"


class PriceError(AssayError):
    """The series of a price, or the results of an attribution, cannot be used."""

    code = "price"


class ExtraMissing(PriceError):
    """A library that only some commands need is not installed."""

    code = "extra-missing"


class FeedError(AssayError):
    """A feed cannot be used; its last good copy stays as it is."""

    code = "feed"


class UnknownFeed(FeedError):
    """No feed or series has this name."""

    code = "feed-unknown"


class FeedForm(FeedError):
    """What came is not in the form that the publisher had: columns, types, a broken file."""

    code = "feed-form"


class FeedContent(FeedError):
    """The form is right and the content cannot be: order of days, range, length."""

    code = "feed-content"


class DamagedCopy(FeedError):
    """A copy on disk is not the one that was written; it counts as absent."""

    code = "feed-copy-damaged"


class LlmError(AssayError):
    """The optional reader is named in a way in which it cannot be asked."""

    code = "llm"


class ExecutorError(AssayError):
    """The workers that a run was given to did not bring it to its end."""

    code = "executor"


class ArgumentError(AssayError):
    """A verb was handed something of the wrong kind from Python."""

    code = "argument"


class NotWritten(AssayError):
    """The report or the answer cannot be written where it was asked for."""

    code = "not-written"
