"""The unfiled inbox with a thousand mails, beside the bare SQL for the same rows in the same run. It asserts no time.

python3 manage.py test tests/benchmarks/bench_inbox.py -s
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from correspondence.models import Arrival
from tests.accounts.factories import researcher
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.requests_app.factories import make_request

BARE = "SELECT * FROM correspondence_arrival WHERE team_id = %s AND state = 'unfiled' ORDER BY arrived_at DESC LIMIT 50"


def median(work: Callable[[], object], times: int = 9) -> float:
    """The median of several runs, in seconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return sorted(took)[times // 2]


def measure(mails: int = 1000, requests: int = 300) -> tuple[float, float]:
    """Seconds for the page and for the bare SQL, with so many mails and requests of one team."""
    first = make_request(reference="FOI-18-1000")
    for number in range(1, requests):
        authority = AuthorityFactory()
        ContactFactory(authority=authority, email=f"foi@council{number}.gov.uk")
        make_request(team=first.team, authority=authority, reference=f"FOI-18-{1000 + number}")
    Arrival.objects.bulk_create(
        Arrival(
            team=first.team,
            door="pipe",
            raw="raw/none",
            size=1,
            state="unfiled",
            reason="Nothing in it says which request it belongs to.",
            author_email=f"clerk@council{number % requests}.gov.uk",
            subject=f"RE: your request {number}",
            body_text="We write to you about your request.\n\nOur ref: FOI-18-1007\n\n"
            + "Words of a letter. " * 200,
            message_id=f"<{number}@x.example>",
        )
        for number in range(mails)
    )
    client = Client()
    client.force_login(researcher(first.team))

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE, [first.team_id])
            cursor.fetchall()

    return median(lambda: client.get("/inbox/")), median(bare)


@pytest.mark.django_db
def test_a_thousand_mails_that_wait() -> None:
    page, bare = measure()
    print(
        f"\ninbox with 1,000 mails and 300 requests: page {page * 1e3:.0f} ms, bare SQL {bare * 1e3:.1f} ms"
    )
