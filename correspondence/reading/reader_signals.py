"""What officers write, and what it says about the letter: all phrases, each a small piece of evidence.

Every entry has a made-up example that must match it (a test sees to it). No phrase decides alone: the weights of a
letter's signs are added up in reader_kind.
"""

from __future__ import annotations

from correspondence.reading.signal_types import Sign, Signal
from correspondence.reading.signals_outcome import OUTCOME
from correspondence.reading.signals_progress import PROGRESS
from correspondence.reading.signals_questions import QUESTIONS

__all__ = ["SIGNALS", "Sign", "Signal"]

SIGNALS: tuple[Signal, ...] = PROGRESS + QUESTIONS + OUTCOME
