"""The leads' dashboard and the home page at 100,000 requests, against the bare SQL of the same page in the same run.

    python3 manage.py test tests/benchmarks/bench_dashboard.py -s

`FOI_BENCH_REQUESTS` sets another number. A fifth is in progress, three in a hundred are overdue; 50 people in 10 teams,
and somebody who leads all ten; a letter came in for each request, nine in ten of them are read; 200 mails wait. The
page's own statements are taken down once and sent again by themselves: that is the yardstick. Django's cache is emptied
before each page; the database's pages stay in memory, as they would.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from datetime import date
from statistics import median

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.accounts.factories import MembershipFactory, TeamFactory, UserFactory
from tests.authorities.factories import AuthorityFactory

NUMBER = int(os.environ.get("FOI_BENCH_REQUESTS", "100000"))
ROUNDS = int(os.environ.get("FOI_BENCH_ROUNDS", "20"))
AT_MOST = 3.0
TARGETS = {"dashboard": 0.300, "home": 0.150}  # seconds, p95

REQUESTS = """
INSERT INTO requests_app_informationrequest (team_id, authority_id, owner_id, title, letter, law, body, school_terms,
    source_key, state, received_on, answered_on, due_on, due_kind, due_days, created_at, updated_at, version,
    discarded_because, embargo_note)
SELECT teams.ids[1 + n %% 10], bodies.ids[1 + n %% 400],
    CASE WHEN n %% 11 = 0 THEN NULL ELSE people.ids[1 + n %% 50] END,
    'Request ' || n, '', CASE WHEN n %% 400 < 80 THEN 'foisa' ELSE 'foia' END, '', '', '',
    CASE WHEN n %% 100 < 12 THEN 'awaiting_response' WHEN n %% 100 < 14 THEN 'awaiting_clarification'
         WHEN n %% 100 < 18 THEN 'in_review' WHEN n %% 100 < 20 THEN 'with_regulator'
         WHEN n %% 100 < 70 THEN 'answered' ELSE 'closed' END,
    %(today)s::date - (30 + n %% 900), CASE WHEN n %% 100 >= 14 THEN %(today)s::date - (n %% 870) END,
    CASE WHEN n %% 100 < 3 THEN %(today)s::date - (1 + n / 100 %% 90)
         WHEN n %% 100 < 18 THEN %(today)s::date + n / 100 %% 40 END,
    CASE WHEN n %% 100 < 12 THEN 'response' WHEN n %% 100 < 14 THEN 'clarification'
         WHEN n %% 100 < 18 THEN 'review_outcome' ELSE '' END, 20, now(), now(), 1, '', ''
FROM generate_series(0, %(number)s - 1) AS n,
    (SELECT array_agg(id ORDER BY id) AS ids FROM accounts_team) AS teams,
    (SELECT array_agg(id ORDER BY id) AS ids FROM authorities_authority) AS bodies,
    (SELECT array_agg(id ORDER BY id) AS ids FROM accounts_user WHERE email LIKE 'person%%') AS people
"""
DEADLINES = """
INSERT INTO requests_app_deadline (request_id, kind, due_on, met_on, section, owed_by, changed_at)
SELECT id, 'response', COALESCE(CASE WHEN due_kind = 'response' THEN due_on END, received_on + 28), answered_on,
    'FOIA 2000 s.10(1)', 'authority', now() FROM requests_app_informationrequest WHERE state <> 'awaiting_clarification'
UNION ALL
SELECT id, 'review_outcome', due_on, NULL, 'Code of Practice', 'authority', now()
FROM requests_app_informationrequest WHERE state = 'in_review'
"""
EVENTS = """
INSERT INTO requests_app_event (request_id, kind, "on", note, recorded_at, withdrawn_because)
SELECT id, kind, CASE kind WHEN 'received' THEN received_on ELSE COALESCE(answered_on, received_on) + after END,
    '', now(), ''
FROM requests_app_informationrequest,
    (VALUES ('received', 0), ('response', 0), ('review_asked', 5)) AS kinds(kind, after)
WHERE kind = 'received' OR (kind = 'response' AND answered_on IS NOT NULL)
    OR (kind = 'review_asked' AND state = 'in_review')
"""

# Rights that end soon: the last day to ask for a review, of some of the answered ones.
RIGHTS = """
INSERT INTO requests_app_deadline (request_id, kind, due_on, met_on, section, owed_by, changed_at)
SELECT id, 'review_request', %(today)s::date + (id %% 60)::int - 20, NULL, 'Code of Practice', 'requester', now()
FROM requests_app_informationrequest WHERE state = 'answered'
"""
LETTERS = """
INSERT INTO correspondence_message (request_id, position, direction, channel, opens_request, author_name, author_email,
    organisation, subject, body_text, quoted_text, hides_quoted, date_note, automatic, sender_check, sender_note,
    message_id, body_sha256, raw, added_at, removed_because)
SELECT id, 1, 'in', 'email', false, '', '', '', 'Your request', 'We hold some of it.', '', false, '', '', '', '', '',
    '', '', now(), '' FROM requests_app_informationrequest
"""
READ = """
INSERT INTO correspondence_lastread (user_id, request_id, up_to, marked_at)
SELECT people.id, message.request_id, message.id, now() FROM correspondence_message AS message,
    (SELECT min(id) AS id FROM accounts_user WHERE email LIKE 'person%%') AS people WHERE message.id %% 10 <> 0
"""
WAITING = """
INSERT INTO correspondence_arrival (team_id, door, envelope_to, raw, raw_sha256, size, arrived_at, state, reason, how,
    attempts, last_error, message_id, body_sha256, author_name, author_email, subject, body_text, automatic,
    attachment_names)
SELECT teams.ids[1 + n %% 10], 'pipe', '', '', '', 1, now(), 'unfiled', 'It names no request.', '', 0, '', '', '', '',
    '', 'Your request', '', '', '[]' FROM generate_series(1, 200) AS n,
    (SELECT array_agg(id ORDER BY id) AS ids FROM accounts_team) AS teams
"""
PAGES = {
    "dashboard by person": ("requests:dashboard", "?by=person"),
    "dashboard by authority": ("requests:dashboard", "?by=authority"),
    "home, mine": ("home", ""),
    "home, the team's": ("home", "?whose=all"),
}


@pytest.fixture
def tracker(transactional_db) -> dict[str, User]:
    """The tracker, and the people who look at it: a lead of one team, and the lead of all ten."""
    teams = [TeamFactory() for _ in range(10)]
    people = [UserFactory(email=f"person{n}@example.org") for n in range(50)]
    for n, person in enumerate(people):
        MembershipFactory(team=teams[n % 10], user=person, lead=n < 10)
    everybody = UserFactory(email="director@example.org")
    for team in teams:
        MembershipFactory(team=team, user=everybody, lead=True)
    for n in range(400):
        AuthorityFactory(nation=("scotland", "england", "england", "wales", "northern_ireland")[n // 80])
    with connection.cursor() as cursor:
        cursor.execute(REQUESTS, {"today": timezone.localdate(), "number": NUMBER})
        cursor.execute(DEADLINES)
        cursor.execute(EVENTS)
        cursor.execute(RIGHTS, {"today": timezone.localdate()})
        for statement in (LETTERS, READ.replace("%%", "%"), WAITING.replace("%%", "%")):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")  # as autovacuum would leave it
    return {"one team": people[0], "all ten teams": everybody}


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and seconds of this process's own."""
    cache.clear()
    began, own = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - own


def _rounds(bare: Callable[[], object], page: Callable[[], object]) -> list[tuple[float, float, float]]:
    """Bare SQL, page, and the page's own time, in turn: so that a busy moment of the machine slows both sides."""
    return [(_timed(bare)[0], *_timed(page)) for _ in range(ROUNDS)]


def _p95(seconds: Iterable[float]) -> float:
    return sorted(seconds)[int(ROUNDS * 0.95) - 1]


def _bare(client: Client, address: str) -> tuple[int, Callable[[], None]]:
    """How many statements the page sends, and the sending of them alone."""
    client.get(address)
    with CaptureQueriesContext(connection) as taken:
        client.get(address)
    statements = [query["sql"] for query in taken if query["sql"].startswith("SELECT")]

    def send() -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement.replace("%", "%%"), ())
                cursor.fetchall()

    return len(statements), send


def _open(client: Client, address: str) -> None:
    """The page through all middleware, without what the test client copies of each template for the tests."""
    path, _, query = address.partition("?")
    response = client.handler(client._base_environ(PATH_INFO=path, QUERY_STRING=query))
    assert response.status_code == 200


def test_the_pages_within_three_times_its_bare_sql(tracker, capsys):
    today: date = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE state NOT IN ('answered', 'closed')), count(*) FILTER (WHERE due_on < %s"
            " AND state IN ('awaiting_response', 'in_review')) FROM requests_app_informationrequest",
            [today],
        )
        in_progress, overdue = cursor.fetchone()
    lines, ratios = [], {}
    for who, person in tracker.items():
        client = Client()
        client.force_login(person)
        for what, (name, query) in PAGES.items():
            address = reverse(name) + query
            number, send = _bare(client, address)
            rounds = _rounds(send, lambda client=client, address=address: _open(client, address))
            bare, page, own = zip(*rounds, strict=True)
            ratios[who, what] = median(page) / median(bare)
            target = TARGETS[name.rpartition(":")[2]]
            met = f"{target * 1000:.0f}: {'met' if _p95(page) < target else 'MISSED'}"
            lines.append(
                f"  {who:14} {what:23} p95 {_p95(page) * 1000:5.0f} ms ({met}), of Python {_p95(own) * 1000:4.0f}"
                f"   bare p95 {_p95(bare) * 1000:5.0f}   medians {ratios[who, what]:4.1f} x   {number} statements"
            )
    with capsys.disabled():
        print(f"\n{NUMBER:,} requests, {in_progress:,} in progress, {overdue:,} overdue")
        print("\n".join(lines))
    assert {key: ratio for key, ratio in ratios.items() if ratio > AT_MOST} == {}
