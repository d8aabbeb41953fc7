"""Waking the worker from a page."""

import pytest
from celery import shared_task
from kombu.exceptions import OperationalError

from accounts.waking import wake, wake_after_commit


@pytest.fixture
def handed_over(monkeypatch) -> list[str]:
    """The names of the tasks that reached the queue."""
    names: list[str] = []
    for task in (one, another):
        monkeypatch.setattr(task, "apply_async", lambda task=task, **options: names.append(task.name))
    return names


@shared_task(name="tests.one")
def one() -> None: ...


@shared_task(name="tests.another")
def another() -> None: ...


def test_each_task_is_handed_over(handed_over) -> None:
    wake(one, another)
    assert handed_over == ["tests.one", "tests.another"]


def test_a_queue_that_is_away_is_asked_once_and_stops_nobody(handed_over, monkeypatch, caplog) -> None:
    def away(**options: object) -> None:
        raise OperationalError("nobody answers")

    monkeypatch.setattr(one, "apply_async", away)
    wake(one, another)
    assert (handed_over, caplog.messages) == ([], ["the worker could not be woken: nobody answers"])


@pytest.mark.django_db
def test_nothing_is_handed_over_before_the_commit(handed_over, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        wake_after_commit(one)
        assert handed_over == []
    assert handed_over == ["tests.one"]
