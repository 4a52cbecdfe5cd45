"""What to find out next and the way to the story, for the reports under test.

Not here: the verdict around them (`example_verdict.py`). Figures are plausible and invented.
"""

from assay.answers import Finding, Information, Move, Requirement, Way
from tests.reports.example_price import both

RACK = "A teardown of one rack with the silver weighed."
LINES = "An estimate for silver with month-by-month lines."
ORDERS = "Orders for 2027 and 2028."


def by_margin() -> Information:
    """The chain holds nowhere: what would settle most of the weakest link."""
    return Information("margin", "rivals", 1.0, _findings(0.56, 0.25, 0.049))


def by_word() -> Information:
    """The chain is open: what would make the answer wrong less often."""
    return Information("word", "size", 0.41, _findings(0.18, 0.021, 0.004))


def by_chance() -> Information:
    """The chain is open, and no single measurement would change the word."""
    return Information("chance", "size", 1.0, _findings(0.22, 0.061, 0.012))


def _findings(*worth: float) -> tuple[Finding, ...]:
    silver = both("Silver per AI server", "每台 AI 服务器用银")
    elasticity = both("Sum of elasticities", "弹性之和")
    servers = both("AI servers added in 2025", "2025 年新增 AI 服务器")
    return (
        Finding(("silver_per_ai_server",), silver, RACK, worth[0], 0.003),
        Finding(("elasticity_sum",), elasticity, LINES, worth[1], 0.004),
        Finding(("servers_added", "displaced"), servers, ORDERS, worth[2], 0.002),
    )


def ways(method: str = "importance") -> Requirement:
    """One way, with a move beyond anything sampled; or none found."""

    def move(name: str, en: str, zh: str, unit: str, *told: float) -> Move:
        return Move(name, both(en, zh), unit, *told)

    moves = (
        move("silver_per_ai_server", "Silver per AI server", "每台 AI 服务器用银",
             "kg{silver}/server", 0.62, 2.9, 99.995, 3.9, 0.9),
        move("elasticity_sum", "Sum of elasticities", "弹性之和", "1", 0.71, 0.41, 8.2, -1.4, -0.4),
        move("servers_added", "AI servers added in 2025", "2025 年新增 AI 服务器",
             "million*server", 0.58, 0.6, 61.0, 0.28, 0.17),
    )  # fmt: skip
    if method == "none":
        return Requirement("material", False, (), 0.0, 0.0, "none", 0)
    way = Way(4.2, moves, ("scarcity", "rivals"))
    return Requirement("material", False, (way,), 8.4e-6, 4e-7, method, 20480)
