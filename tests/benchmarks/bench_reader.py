"""Reading letters on one core: how many a second, how memory grows, and the longest a hostile letter takes.

python3 manage.py test tests/benchmarks/bench_reader.py -s
"""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

from correspondence.reading.reader import read_letter
from tests.correspondence.reading.test_reader_hostile import HOSTILE

MADE_UP = Path(__file__).parent.parent / "correspondence" / "reading" / "letters"
ROUNDS = 5
AT_LEAST = 200  # letters a second
AT_MOST_GROWN = 1_000_000  # bytes over 2,000 letters
AT_MOST_HOSTILE = 1.0  # seconds


def _rate(letters: list[str]) -> float:
    """Letters read in a second of this process's own time, in the best of some rounds."""
    best = 0.0
    for _ in range(ROUNDS):
        began = time.process_time()
        for letter in letters:
            read_letter(letter)
        best = max(best, len(letters) / (time.process_time() - began))
    return best


def _texts(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def test_letters_a_second_made_up() -> None:
    letters = _texts(MADE_UP)
    rate = _rate(letters)
    print(f"\n{len(letters)} made-up letters: {rate:.0f} a second")
    assert rate >= AT_LEAST


def test_letters_a_second_real(shared_dir: Path) -> None:
    letters = _texts(shared_dir / "letters")
    rate = _rate(letters)
    print(f"\n{len(letters)} real letters: {rate:.0f} a second")
    assert rate >= AT_LEAST


def test_memory_stays_flat() -> None:
    letters = _texts(MADE_UP)
    for letter in letters:
        read_letter(letter)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for number in range(2_000):
            read_letter(letters[number % len(letters)])
        after, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    print(f"\n2,000 letters: grown by {after - before:,} bytes, {peak:,} at most")
    assert after - before < AT_MOST_GROWN


def test_hostile_letters() -> None:
    slowest = ("", 0.0)
    for name, letter in HOSTILE.items():
        began = time.process_time()
        read_letter(letter)
        slowest = max(slowest, (name, time.process_time() - began), key=lambda one: one[1])
    print(f"\nslowest of {len(HOSTILE)} hostile letters: {slowest[0]}, {slowest[1]:.2f} s")
    assert slowest[1] < AT_MOST_HOSTILE
