"""What officers write about one thing asked: given, held back, not held, published elsewhere, or still to come.

Each entry has a made-up example that must match it. How they are weighed stands in reader_outcomes.
"""

from __future__ import annotations

from correspondence.reading.outcome_given import GIVEN
from correspondence.reading.outcome_missing import MISSING
from correspondence.reading.outcome_types import OutcomeRule, Sign

__all__ = ["OUTCOME_RULES", "OutcomeRule", "Sign"]

OUTCOME_RULES: tuple[OutcomeRule, ...] = MISSING + GIVEN
