"""The status page, for people and for programs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from correspondence.models import Mailbox
from foi_tracker.models import TaskRecord
from foi_tracker.status import status
from tests.accounts.factories import TeamFactory, researcher, site_admin

pytestmark = pytest.mark.django_db


def late_heartbeat() -> None:
    long_ago = timezone.now() - timedelta(hours=2, seconds=31)
    TaskRecord.objects.create(
        task="foi_tracker.heartbeat",
        started_at=long_ago,
        finished_at=long_ago,
        outcome="failed",
        error="ValueError: of somebody@example.org",
    )


def mailboxes(count: int) -> None:
    for number in range(count):
        Mailbox.objects.create(
            team=TeamFactory(),
            name=f"Replies {number}",
            host="mail.invalid",
            username="foi",
            sealed_password="x",
        )


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(site_admin())
    return client


def test_the_page_says_each_task_its_period_and_that_it_has_not_run_yet(admin: Client) -> None:
    page = admin.get("/status/").content.decode()
    assert page.count("Not yet") == len(status(at=timezone.now()).tasks)
    assert "All is well." in page
    assert "daily at 00:10" in page


def test_what_is_late_is_said_in_words_at_the_top(admin: Client) -> None:
    late_heartbeat()
    page = admin.get("/status/").content.decode()
    assert "1 thing to mend" in page
    assert "Periodic work: late: heartbeat." in page
    assert "Late by 2 hours" in page


def test_a_mailbox_is_shown_with_its_last_fetch(admin: Client) -> None:
    mailboxes(1)
    Mailbox.objects.update(checked_at=timezone.now() - timedelta(minutes=5))
    page = admin.get("/status/").content.decode()
    assert "last fetch 5 minutes ago, last letter never" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(count: int, django_assert_num_queries) -> None:
    mailboxes(count)
    with django_assert_num_queries(15):
        status(at=timezone.now())


def test_json_names_each_task_and_what_is_broken_but_nobody(admin: Client) -> None:
    late_heartbeat()
    told = admin.get("/status.json").json()
    [task] = [each for each in told["tasks"] if each["task"] == "foi_tracker.heartbeat"]
    assert (told["well"], task["standing"], task["error"]) == (False, "late", "ValueError")
    assert task["late_by_seconds"] == pytest.approx(7200, abs=5)
    assert {finding["section"] for finding in told["findings"]} == {
        "Waiting",
        "Database, queue and files",
        "Versions",
    }


def test_the_page_answers_with_json_where_that_is_asked_for(admin: Client) -> None:
    assert admin.get("/status/", headers={"Accept": "application/json"}).json()["well"] is True
    assert admin.get("/status/", headers={"Accept": "text/html,*/*"})["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("setting", "shown", "answer"),
    [
        ("s3cret", "Bearer s3cret", 200),
        ("s3cret", "bearer s3cret", 200),
        ("s3cret", "Bearer other", 401),
        ("s3cret", "Basic s3cret", 401),
        ("s3cret", "", 401),
        ("", "Bearer ", 401),
    ],
)
def test_a_program_shows_the_token(client: Client, settings, setting: str, shown: str, answer: int) -> None:
    settings.STATUS_TOKEN = setting
    assert client.get("/status.json", headers={"Authorization": shown}).status_code == answer


def test_a_researcher_gets_neither(client: Client) -> None:
    client.force_login(researcher())
    assert [client.get(address).status_code for address in ("/status/", "/status.json")] == [403, 403]


def test_a_queue_that_is_away_is_to_be_mended_and_the_rest_is_told(admin: Client, settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    page = admin.get("/status/").content.decode()
    assert "the queue does not answer" in page
    assert "PostgreSQL" in page
