"""Likelihood words, always bound to their range of probability.

Not here: the words themselves in either language (`report/texts/`).

Seven disjoint ranges after the IPCC's calibrated language (Mastrandrea et al. 2010, Guidance Note
for Lead Authors of
the AR5, table 1), made disjoint so that each probability has one word.
"""

SCALE: tuple[tuple[float, float, str], ...] = (
    (0.99, 1.0, "virtually_certain"),
    (0.90, 0.99, "very_likely"),
    (0.66, 0.90, "likely"),
    (0.33, 0.66, "about_as_likely_as_not"),
    (0.10, 0.33, "unlikely"),
    (0.01, 0.10, "very_unlikely"),
    (0.0, 0.01, "exceptionally_unlikely"),
)
"""Lower end, upper end, key of the word; IPCC AR5 guidance note, table 1, made disjoint."""

HELD = 0.66
"""From this probability a mark is held: the IPCC's "likely"."""

BROKEN = 0.33
"""Up to this probability a mark is broken: the IPCC's "unlikely"."""


def likelihood(probability: float) -> str:
    """The key of the likelihood word for a probability between 0 and 1."""
    for low, _, word in SCALE:
        if probability >= low:
            return word
    return SCALE[-1][2]


def state(probability: float | None) -> str:
    """Whether a mark is "held", "broken", "undecided", or has "no data"."""
    if probability is None:
        return "no data"
    if probability >= HELD:
        return "held"
    return "broken" if probability <= BROKEN else "undecided"


def answer(material: float, main_cause: float) -> str:
    """The first word of the report: "yes", "partly", "no" or "cannot_tell"."""
    if main_cause >= HELD:
        return "yes"
    if material >= HELD:
        return "partly"
    return "no" if material <= BROKEN else "cannot_tell"
