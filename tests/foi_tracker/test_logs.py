"""What a refused request leaves in the log."""

import logging
from collections.abc import Iterator
from copy import deepcopy
from io import StringIO
from logging.config import dictConfig

import pytest
from django.conf import settings
from django.test import Client

from foi_tracker.logs import RefusalsAreOrdinary
from tests.accounts.factories import researcher


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What is written with the project's own configuration."""
    root, written = logging.getLogger(), StringIO()
    before = (root.handlers[:], root.level)
    configuration = deepcopy(settings.LOGGING)
    configuration["handlers"]["console"]["stream"] = written
    dictConfig(configuration)
    yield written
    root.handlers, root.level = before


@pytest.mark.django_db
def test_the_secret_address_of_a_calendar_is_not_in_the_log(log: StringIO) -> None:
    assert Client().get("/calendar/a-secret-of-somebody.ics").status_code == 404
    assert "Not Found: /calendar/….ics" in log.getvalue()
    assert "a-secret-of-somebody" not in log.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [("/no-such-page/", 404, "Not Found: /no-such-page/"), ("/team/all/", 403, "Forbidden")],
)
def test_a_refused_request_is_one_quiet_line(log: StringIO, address: str, status: int, words: str) -> None:
    client = Client()
    client.force_login(researcher())
    assert client.get(address).status_code == status
    said = log.getvalue()
    assert said.count("\n") == 1
    assert f"INFO django.request {words}" in said


def test_a_failure_of_ours_stays_loud() -> None:
    record = logging.makeLogRecord(
        {"name": "django.request", "levelname": "ERROR", "exc_info": (ValueError, ValueError(), None)}
    )
    record.status_code = 500
    assert RefusalsAreOrdinary().filter(record)
    assert record.levelname == "ERROR"
    assert record.exc_info


def test_a_level_that_hides_notes_hides_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    record = logging.makeLogRecord(
        {"name": "django.security.csrf", "levelname": "WARNING", "status_code": 403}
    )
    monkeypatch.setattr(logging.getLogger(), "level", logging.WARNING)
    logging.getLogger()._cache.clear()  # type: ignore[attr-defined]
    assert not RefusalsAreOrdinary().filter(record)


@pytest.mark.django_db
def test_the_secret_address_of_a_shared_request_is_not_in_the_log(log: StringIO) -> None:
    for address in ("/shared/a-secret-of-somebody/", "/shared/a-secret-of-somebody/files/1/"):
        assert Client().get(address).status_code == 404
        assert Client().post(address).status_code == 405
    assert "Not Found: /shared/…/files/1/" in log.getvalue()
    assert "a-secret" not in log.getvalue()
