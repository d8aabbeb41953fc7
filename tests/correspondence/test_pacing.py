"""When the next letter of many may go."""

from datetime import UTC, datetime, timedelta

from correspondence.pacing import hours_for, turn_after

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_turns_are_as_far_apart_as_the_pace_says() -> None:
    assert turn_after(NOON, now=NOON, per_hour=60) == NOON + timedelta(minutes=1)


def test_a_late_worker_makes_up_for_a_minute() -> None:
    late = NOON + timedelta(seconds=30)
    assert turn_after(NOON, now=late, per_hour=120) == NOON + timedelta(seconds=30)


def test_after_a_night_without_a_worker_there_is_no_burst() -> None:
    morning, turn, letters = NOON + timedelta(hours=10), NOON, 0
    while turn <= morning:
        turn, letters = turn_after(turn, now=morning, per_hour=60), letters + 1
    assert letters == 2


def test_hours_are_rounded_up() -> None:
    assert [hours_for(n, per_hour=60) for n in (0, 1, 60, 61)] == [0, 1, 1, 2]
