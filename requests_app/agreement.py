"""How far two people who coded the same questions agree beyond chance. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of the outcomes that two coders gave to the same questions, from -1 to 1.

    None where there is nothing to compare, or where both gave one and the same outcome to everything: then chance
    alone explains all agreement, and kappa is 0/0.
    """
    if not pairs:
        return None
    number = len(pairs)
    observed = sum(one == other for one, other in pairs) / number
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(first[outcome] * second[outcome] for outcome in first) / number**2
    if by_chance == 1:
        return None
    return (observed - by_chance) / (1 - by_chance)


def in_words(kappa: float) -> str:
    """Landis and Koch's words for a kappa (Biometrics 33, 1977)."""
    bounds = ((0.0, "poor"), (0.2, "slight"), (0.4, "fair"), (0.6, "moderate"), (0.8, "substantial"))
    return next((word for bound, word in bounds if kappa <= bound), "almost perfect")
