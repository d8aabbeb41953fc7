"""How sure a share is: three requests are not a rate. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The standard normal's 97.5 % point: two-sided intervals of 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `cases`, with the interval in which the share it was drawn from lies, at 95 % confidence.

    `share`, `low` and `high` are between 0 and 1; without a case nothing is known: 0 to 1.
    """

    hits: int
    cases: int
    share: float
    low: float
    high: float


def wilson(hits: int, cases: int, z: float = Z) -> Share:
    """The score interval (E. B. Wilson, JASA 22, 1927, 209-212), which holds for few cases and for shares of 0 and 1.

    Raises `ValueError` unless 0 <= hits <= cases.
    """
    if not 0 <= hits <= cases:
        raise ValueError(f"{hits} of {cases} is no share")
    if cases == 0:
        return Share(0, 0, 0.0, 0.0, 1.0)
    share = hits / cases
    weight = 1 + z * z / cases
    middle = (share + z * z / (2 * cases)) / weight
    half = z * sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases)) / weight
    low = 0.0 if hits == 0 else middle - half
    high = 1.0 if hits == cases else middle + half
    return Share(hits, cases, share, low, high)
