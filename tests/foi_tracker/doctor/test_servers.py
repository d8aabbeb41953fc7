"""What the doctor sees of servers and programs."""

import datetime

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from foi_tracker import heartbeat
from foi_tracker.doctor import servers
from foi_tracker.doctor.findings import State


@pytest.mark.django_db
def test_a_database_in_order_is_good() -> None:
    assert [finding.state for finding in servers.database()] == [State.GOOD, State.GOOD]


@pytest.mark.django_db
def test_a_missing_migration_is_named_with_the_command_that_mends_it() -> None:
    MigrationRecorder(connection).migration_qs.filter(app="accounts").delete()
    *_, tables = servers.database()
    assert tables.state == State.BROKEN
    assert "missing: accounts.0001_" in tables.says
    assert tables.mend == "python3 manage.py migrate"


def test_a_queue_that_does_not_answer_is_broken_and_the_rest_is_not_asked(settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    [queue] = servers.queue()
    assert queue.state == State.BROKEN
    assert "REDIS_URL" in queue.mend


def test_without_a_worker_it_says_what_does_not_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "_ANSWER_WITHIN", 0.2)
    finding = servers.worker()
    assert finding.state == State.BROKEN
    assert "no reminder is sent" in finding.says


@pytest.mark.parametrize(
    ("minutes", "state"), [(None, State.NOTE), (0, State.GOOD), (2, State.GOOD), (4, State.BROKEN)]
)
def test_the_age_of_the_last_sign_decides(
    minutes: int | None, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    if minutes is not None:
        then = timezone.now() - datetime.timedelta(minutes=minutes)
        monkeypatch.setattr(heartbeat.timezone, "now", lambda: then)
        heartbeat.beat()
        monkeypatch.undo()
    assert servers.scheduler().state == state


def test_our_own_servers_that_are_not_running_are_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers.servers, "running", lambda name: False)
    assert [finding.state for finding in servers.look()] == [State.NOTE, State.NOTE]
