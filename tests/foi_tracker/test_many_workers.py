"""Two schedulers, ten workers: whatever they do at once, the work is done exactly once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connections

from authorities.import_models import ImportRun
from authorities.models import Authority
from authorities.services import imports
from correspondence.models import Arrival, Message
from correspondence.services.inbound import receive
from foi_tracker.celery import app
from foi_tracker.models import TaskRecord
from requests_app.models import InformationRequest, Notice
from tests.accounts.factories import TeamFactory, lead, researcher
from tests.authorities.services.imports.files import checked, csv_of
from tests.correspondence.outgoing import make_case, make_queued, state_of

WORKERS = 10


def run_all(tasks: list[str]) -> list[str]:
    """Run these tasks one after the other, as one worker does; the names of those that failed."""
    try:
        return [task for task in tasks if app.tasks[task].apply().state != "SUCCESS"]
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_ten_workers_with_the_whole_schedule_do_everything_once() -> None:
    team = TeamFactory()
    ada = researcher(team, email="ada@example.org")
    lead(team, email="lead@example.org")
    letter = make_queued(make_case(team=team, by=ada), by=ada)
    receive(raw=b"From: foi@example.org\nMessage-ID: <one@example.org>\n\nHello", door="pipe", team=team)
    run = checked(csv_of("name", *([f"Council {n}"] for n in range(30))))
    imports.apply_import(run=run, by=None)
    app.loader.import_default_modules()
    tasks = sorted({entry["task"] for entry in app.conf.beat_schedule.values()})

    orders = [tasks[n:] + tasks[:n] for n in range(WORKERS)]  # each begins with another one
    with ThreadPoolExecutor(WORKERS) as workers:
        failed = [name for names in workers.map(run_all, orders) for name in names]
    run_all(["requests_app.sweep", "requests_app.send_notices"])  # what a worker left to another

    run.refresh_from_db()
    said = Counter(Notice.objects.values_list("request", "kind", "recipient", "due_on"))
    to = Counter(address for message in mail.outbox for address in message.to)
    assert failed == []
    assert state_of(letter) == "sent"
    assert Message.objects.filter(direction="out").count() == 1
    assert (run.phase, Authority.objects.filter(name__startswith="Council").count()) == (
        ImportRun.Phase.APPLIED,
        30,
    )
    assert Counter(Arrival.objects.values_list("state", flat=True)) == {"unfiled": 1}
    assert set(said.values()) == {1}
    assert to["foi@anytown.gov.example"] == 1
    assert to["ada@example.org"] == 1
    assert InformationRequest.objects.count() == 1
    assert dict(TaskRecord.objects.values_list("task", "runs")) == {
        task: WORKERS + (task in ("requests_app.sweep", "requests_app.send_notices")) for task in tasks
    }
