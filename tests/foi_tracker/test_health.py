"""Signs of health for machines."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foi_tracker import health
from foi_tracker.models import TaskRecord


def test_healthz_answers_without_log_in_and_without_the_database(client: Client) -> None:
    answer = client.get("/healthz")  # no db mark: a query would fail the test
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_readyz_says_what_works(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "migrations": "ok", "broker": "ok", "periodic": "not yet"}


@pytest.mark.django_db
def test_readyz_stays_200_while_periodic_work_is_late_and_says_so_in_one_query(client: Client) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    TaskRecord.objects.create(task="foi_tracker.heartbeat", started_at=long_ago, finished_at=long_ago)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["periodic"]) == (200, "late")
    with CaptureQueriesContext(connection) as queries:
        health.periodic_word()
    assert len(queries) == 1


@pytest.mark.django_db
def test_readyz_is_503_while_a_migration_is_missing(client: Client) -> None:
    MigrationRecorder(connection).migration_qs.filter(app="accounts").delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert (answer.json()["migrations"], answer.json()["periodic"]) == ("trouble", "unknown")
    assert "accounts.0001_" in health.migrations_trouble()


@pytest.mark.django_db
def test_readyz_is_503_without_the_broker_and_tells_no_address(client: Client, settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "database": "ok",
        "migrations": "ok",
        "broker": "trouble",
        "periodic": "not yet",
    }
    assert "127.0.0.1" in health.broker_trouble()


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_they_only_tell(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
