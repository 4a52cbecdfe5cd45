"""The standard normal distribution: its cumulative probability and its quantile.

Not here: the distributions that givens are told in (`distributions.py`). SciPy has both, but
importing `scipy.special` costs more than a whole run; it is the oracle in the tests.
"""

import math

import numpy as np
from numpy.typing import NDArray

Z95 = 1.6448536269514722
"""Standard normal quantile at 0.95."""

CENTRE = 0.425
"""|u - 1/2| up to which AS 241 uses its central approximation."""
TAIL = 5.0
"""sqrt(-ln min(u, 1-u)) up to which AS 241 uses its near tail."""

LEAST = 0.5**53
"""The smallest probability told, and what the largest lacks to 1: the step of a number below 1."""

PIECE = 32768
"""Numbers worked on at a time: few enough to stay in the cache, enough to outweigh the calls, and
to let several threads work (`program.py`)."""

NEAR = 1.6
"""Where the near tail's polynomials are centred."""

# Coefficients, highest power first: M. J. Wichura (1988), Algorithm AS 241: The Percentage Points
# of the Normal Distribution, Applied Statistics 37(3), 477-484. Relative accuracy 1e-16.
CENTRE_OVER = (
    2.5090809287301226727e3,
    3.3430575583588128105e4,
    6.7265770927008700853e4,
    4.5921953931549871457e4,
    1.3731693765509461125e4,
    1.9715909503065514427e3,
    1.3314166789178437745e2,
    3.3871328727963666080e0,
)
"""Numerator of the central approximation, Wichura (1988), PPND16."""
CENTRE_UNDER = (
    5.2264952788528545610e3,
    2.8729085735721942674e4,
    3.9307895800092710610e4,
    2.1213794301586595867e4,
    5.3941960214247511077e3,
    6.8718700749205790830e2,
    4.2313330701600911252e1,
    1.0,
)
"""Denominator of the central approximation, Wichura (1988), PPND16."""
NEAR_OVER = (
    7.74545014278341407640e-4,
    2.27238449892691845833e-2,
    2.41780725177450611770e-1,
    1.27045825245236838258e0,
    3.64784832476320460504e0,
    5.76949722146069140550e0,
    4.63033784615654529590e0,
    1.42343711074968357734e0,
)
"""Numerator of the near tail, Wichura (1988), PPND16."""
NEAR_UNDER = (
    1.05075007164441684324e-9,
    5.47593808499534494600e-4,
    1.51986665636164571966e-2,
    1.48103976427480074590e-1,
    6.89767334985100004550e-1,
    1.67638483018380384940e0,
    2.05319162663775882187e0,
    1.0,
)
"""Denominator of the near tail, Wichura (1988), PPND16."""
FAR_OVER = (
    2.01033439929228813265e-7,
    2.71155556874348757815e-5,
    1.24266094738807843860e-3,
    2.65321895265761230930e-2,
    2.96560571828504891230e-1,
    1.78482653991729133580e0,
    5.46378491116411436990e0,
    6.65790464350110377720e0,
)
"""Numerator of the far tail, Wichura (1988), PPND16."""
FAR_UNDER = (
    2.04426310338993978564e-15,
    1.42151175831644588870e-7,
    1.84631831751005468180e-5,
    7.86869131145613259100e-4,
    1.48753612908506148525e-2,
    1.36929880922735805310e-1,
    5.99832206555887937690e-1,
    1.0,
)
"""Denominator of the far tail, Wichura (1988), PPND16."""

Floats = NDArray[np.float64]


def probability_below(z: float) -> float:
    """Cumulative probability of the standard normal distribution at `z`."""
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def probabilities_below(z: Floats) -> Floats:
    """The same elementwise, same shape, and never quite 0 or 1, so that quantiles stay finite."""
    scaled = (np.asarray(z, dtype=np.float64) * -math.sqrt(0.5)).ravel()
    found = 0.5 * np.fromiter(map(math.erfc, scaled.tolist()), np.float64, scaled.size)
    return np.clip(found, LEAST, 1.0 - LEAST).reshape(np.shape(z))


def standard_normal(u: Floats) -> Floats:
    """Standard normal quantile at `u` (0 < u < 1), elementwise, same shape (Wichura 1988)."""
    flat = np.asarray(u, dtype=np.float64).ravel()
    z = np.empty_like(flat)
    room = np.empty((3, min(PIECE, flat.size)))
    for start in range(0, flat.size, PIECE):
        some = flat[start : start + PIECE]
        _quantile(some, z[start : start + PIECE], room[:, : some.size])
    return z.reshape(np.shape(u))


def _quantile(u: Floats, z: Floats, room: Floats) -> None:
    """The quantile at `u` into `z`; `room` is memory for three arrays like them."""
    squared, over, under = room
    np.subtract(u, 0.5, out=z)
    np.multiply(z, z, out=squared)
    np.subtract(CENTRE * CENTRE, squared, out=squared)
    _polynomial(squared, CENTRE_OVER, over)
    _polynomial(squared, CENTRE_UNDER, under)
    np.divide(over, under, out=over)
    z *= over
    outside = np.flatnonzero(squared < 0.0)
    if outside.size:
        q = u[outside]
        depth = np.sqrt(-np.log(np.minimum(q, 1.0 - q)))
        near = _ratio(depth - NEAR, NEAR_OVER, NEAR_UNDER)
        if float(depth.max()) > TAIL:
            near = np.where(depth > TAIL, _ratio(depth - TAIL, FAR_OVER, FAR_UNDER), near)
        z[outside] = np.copysign(near, q - 0.5)


def _ratio(x: Floats, over: tuple[float, ...], under: tuple[float, ...]) -> Floats:
    """Quotient of two polynomials by Horner's rule."""
    quotient = np.empty_like(x)
    divisor = np.empty_like(x)
    _polynomial(x, over, quotient)
    _polynomial(x, under, divisor)
    quotient /= divisor
    return quotient


def _polynomial(x: Floats, coefficients: tuple[float, ...], total: Floats) -> None:
    np.multiply(coefficients[0], x, out=total)
    for coefficient in coefficients[1:-1]:
        total += coefficient
        total *= x
    total += coefficients[-1]
