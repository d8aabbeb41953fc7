"""The phases of an import are those of any (`authorities.bringing`)."""

from __future__ import annotations

from authorities.bringing.phases import to_phase

__all__ = ["to_phase"]
