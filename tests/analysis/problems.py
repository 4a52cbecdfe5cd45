"""Textbook problems of structural reliability, each with an answer that can be had without us.

Not here: what is asked of them (`test_reliability.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from assay.analysis.limit_state import LimitState
from assay.model.normal import probabilities_below, probability_below


@dataclass(frozen=True)
class Problem:
    """An event over standard normal coordinates: every margin 0 or more."""

    name: str
    margins: Callable[[np.ndarray], np.ndarray]
    size: int
    probability: float
    """Exact, or by quadrature far finer than the tolerance."""
    ways: tuple[tuple[float, ...], ...]
    """The design points, in any order where equally near."""
    rel: float = 0.01
    """How near the design points must be, relative to their distance."""

    def state(self) -> LimitState:
        return LimitState(tuple(f"u{k}" for k in range(self.size)), self.margins)


def _density(x):
    return np.exp(-0.5 * x * x) / np.sqrt(2 * np.pi)


FINE = np.linspace(-9, 9, 200_001)
"""Nodes of the quadrature over one coordinate; the other is integrated exactly."""


def over_first(probability_given):
    """Integrate a probability given the first coordinate over its normal distribution."""
    return float(np.trapezoid(_density(FINE) * probability_given(FINE), FINE))


def above(z):
    return probabilities_below(-z)


# A plane: P = Phi(-beta), design point beta times the normal vector.
NORMAL = np.array([1.0, 2.0, 3.0, 0.0]) / np.sqrt(14)


def plane(u):
    return (NORMAL @ u - 4.75)[None]


# Der Kiureghian and Dakessian (1998), Structural Safety 20, 37-66, with b = 5, kappa = 0.5,
# e = 0.1; the paper prints the two design points and P = 3.02e-3.
def parabola(u):
    return (-(5 - u[1] - 0.5 * (u[0] - 0.1) ** 2))[None]


# x1^3 + x2^3 < 18 with x1 ~ N(10, 5), x2 ~ N(9.9, 5), a curved problem on which plain
# Hasofer-Lind iterations wander; P by quadrature, design point by a fine search along the border.
def cubic(u):
    x, y = 10 + 5 * u[0], 9.9 + 5 * u[1]
    return (18 - x**3 - y**3)[None]


def cubic_given(first):
    return probabilities_below((np.cbrt(18 - (10 + 5 * first) ** 3) - 9.9) / 5)


def cubic_way():
    second = (np.cbrt(18 - (10 + 5 * FINE) ** 3) - 9.9) / 5
    at = int(np.argmin(FINE**2 + second**2))
    return float(FINE[at]), float(second[at])


# Four branches in series (Waarts 2000): the event is that any branch fails.
ROOT = np.sqrt(2.0)


def branches(u):
    x, y = u
    bent = 3 + 0.1 * (x - y) ** 2
    return np.stack(
        [bent - (x + y) / ROOT, bent + (x + y) / ROOT, x - y + 7 / ROOT, y - x + 7 / ROOT]
    )


def branches_fail():
    """By quadrature along a = (x + y)/sqrt 2 and b = (x - y)/sqrt 2, which are independent too."""
    bent = 3 + 0.2 * FINE**2
    held = np.where(np.abs(FINE) < 3.5, 1 - 2 * above(bent), 0.0)
    return 1 - float(np.trapezoid(_density(FINE) * held, FINE))


# Two planes that must both be met: a parallel system with its design point in the corner.
def corner(u):
    return np.stack([u[0] - 2, 0.6 * u[0] + 0.8 * u[1] - 3])


def corner_given(first):
    return np.where(first >= 2, above((3 - 0.6 * first) / 0.8), 0.0)


# A switch: what is needed of one coordinate depends on the sign of another.
def switch(u):
    return np.where(u[2] < 0, u[0] - 4, u[0] - 3)[None]


PROBLEMS = (
    Problem("a plane", plane, 4, probability_below(-4.75), (tuple(4.75 * NORMAL),)),
    Problem(
        "two modes",
        parabola,
        2,
        over_first(lambda x: above(5 - 0.5 * (x - 0.1) ** 2)),
        ((-2.741, 0.965), (2.916, 1.036)),
    ),
    Problem("a curved border", cubic, 2, over_first(cubic_given), (cubic_way(),)),
    Problem("a corner", corner, 2, over_first(corner_given), ((2.0, 2.25),)),
    Problem(
        "a switch",
        switch,
        3,
        0.5 * probability_below(-4) + 0.5 * probability_below(-3),
        ((3.0, 0.0, 0.0),),
    ),
)
"""Events that do not hold in the middle."""

SERIES = Problem(
    "four branches",
    branches,
    2,
    1 - branches_fail(),
    tuple((a / ROOT, b / ROOT) for a, b in ((3, 3), (-3, -3), (3.5, -3.5), (-3.5, 3.5))),
)
"""An event that holds in the middle; the ways lead out of it."""

distance = partial(np.linalg.norm, axis=0)
