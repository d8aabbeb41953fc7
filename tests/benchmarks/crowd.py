"""A tracker of as many requests as wanted, written by SQL: the models would take an hour for 100,000."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from accounts.models import User
from tests.accounts.factories import MembershipFactory, TeamFactory, UserFactory
from tests.authorities.factories import AuthorityFactory

REQUESTS = """
INSERT INTO requests_app_informationrequest (team_id, authority_id, owner_id, title, letter, law, body, school_terms,
    source_key, state, received_on, answered_on, due_on, due_kind, due_days, created_at, updated_at, version,
    discarded_because, embargo_note, link, notes, outcome)
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
         WHEN n %% 100 < 18 THEN 'review_outcome' ELSE '' END, 20, now(), now(), 1, '', '', '', '', ''
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
    message_id, body_sha256, raw, added_at, removed_because, reader_version)
SELECT id, 1, 'in', 'email', false, '', '', '', 'Your request', 'We hold some of it.', '', false, '', '', '', '', '',
    '', '', now(), '', 1 FROM requests_app_informationrequest
"""
READ = """
INSERT INTO correspondence_lastread (user_id, request_id, up_to, marked_at)
SELECT people.id, message.request_id, message.id, now() FROM correspondence_message AS message,
    (SELECT min(id) AS id FROM accounts_user WHERE email LIKE 'person%%') AS people WHERE message.id / 10 %% 10 <> 0
"""
SEEN = "UPDATE correspondence_message SET read_at = now() WHERE id / 10 % 10 <> 0"
WAITING = """
INSERT INTO correspondence_arrival (team_id, door, envelope_to, raw, raw_sha256, size, arrived_at, state, reason, how,
    attempts, last_error, message_id, body_sha256, author_name, author_email, subject, body_text, automatic,
    attachment_names)
SELECT teams.ids[1 + n %% 10], 'pipe', '', '', '', 1, now(), 'unfiled', 'It names no request.', '', 0, '', '', '', '',
    '', 'Your request', '', '', '[]' FROM generate_series(1, 200) AS n,
    (SELECT array_agg(id ORDER BY id) AS ids FROM accounts_team) AS teams
"""


def fill(number: int) -> dict[str, User]:
    """The tracker, and the people who look at it: a lead of one team, and the lead of all ten.

    A fifth of the requests is in progress, three in a hundred are overdue; 50 people in 10 teams; a letter came in for
    each request, nine in ten of them are read; 200 mails wait.
    """
    teams = [TeamFactory() for _ in range(10)]
    people = [UserFactory(email=f"person{n}@example.org") for n in range(50)]
    for n, person in enumerate(people):
        MembershipFactory(team=teams[n % 10], user=person, lead=n < 10)
    everybody = UserFactory(email="director@example.org")
    for team in teams:
        MembershipFactory(team=team, user=everybody, lead=True)
    for n in range(400):
        AuthorityFactory(nation=("scotland", "england", "england", "wales", "northern_ireland")[n // 80])
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(REQUESTS, {"today": today, "number": number})
        cursor.execute(DEADLINES)
        cursor.execute(EVENTS)
        cursor.execute(RIGHTS, {"today": today})
        for statement in (LETTERS, READ.replace("%%", "%"), SEEN, WAITING.replace("%%", "%")):
            cursor.execute(statement)
    return {"one team": people[0], "all ten teams": everybody}
