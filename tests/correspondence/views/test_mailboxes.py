"""The pages of a team's mailboxes."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.audit_models import AuditEntry
from correspondence.doors import imap
from correspondence.models import Arrival, Mailbox
from correspondence.sealing import unseal
from tests.accounts.factories import TeamFactory, lead, researcher
from tests.correspondence.services.test_fetching import letters, make_mailbox
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db
PASSWORD = "never to be seen again"
GIVEN = {
    "name": "Replies",
    "host": "imap.example.org",
    "security": "tls",
    "port": "993",
    "username": "foi@example.org",
    "password": PASSWORD,
    "folder": "INBOX",
}


@pytest.fixture
def team():
    return TeamFactory(name="Blue")


@pytest.fixture
def as_lead(team, monkeypatch) -> Client:
    def unreachable(account):
        raise imap.MailboxTrouble(f"No server has that name: {account.host}.")

    monkeypatch.setattr(imap, "_connected", unreachable)
    return browser_of(lead(team))


def add(client: Client, team, **fields):
    data = {"team": team.pk, **GIVEN, **fields}
    return client.post(reverse("correspondence:add_mailbox"), data, follow=True)


def test_a_lead_adds_one_and_is_told_at_once_whether_it_works(as_lead: Client, team) -> None:
    answer = add(as_lead, team)
    assert told(answer) == [
        "“Replies” is added. Letters are fetched from it every minute.",
        "It does not work yet. No server has that name: imap.example.org.",
    ]
    assert unseal(Mailbox.objects.get().sealed_password) == PASSWORD


def test_the_password_is_in_no_page_row_audit_or_log(as_lead: Client, team, caplog) -> None:
    shown = add(as_lead, team).content.decode()
    mailbox = Mailbox.objects.get()
    shown += page(as_lead, "correspondence:mailbox", mailbox.pk) + page(as_lead, "correspondence:mailboxes")
    refused = as_lead.post(mailbox.get_absolute_url(), {**GIVEN, "port": "22"})
    shown += refused.content.decode() + caplog.text + repr(list(AuditEntry.objects.values()))
    assert PASSWORD not in shown
    assert PASSWORD not in mailbox.sealed_password
    assert [entry.action for entry in AuditEntry.objects.all()] == ["mailbox.added"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"port": "22"}, "A mailbox is at port 993 or 143, not 22."),
        ({"security": "none", "port": "143"}, "Without encryption a mailbox can only be on this machine"),
        ({"host": "http://example.org/"}, "Write the server’s name, such as imap.example.org"),
        ({"username": "a\r\nb"}, "No line breaks or control characters, please"),
        ({"password": ""}, "Write the password"),
    ],
)
def test_what_is_no_place_for_a_mailbox_is_refused(as_lead: Client, team, fields: dict, said: str) -> None:
    answer = add(as_lead, team, **fields)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Mailbox.objects.count() == 0


def test_the_same_folder_twice_is_refused(as_lead: Client, team) -> None:
    add(as_lead, team)
    again = add(as_lead, team, name="Again")
    assert (again.status_code, Mailbox.objects.count()) == (422, 1)


def test_a_blank_password_keeps_the_one_there_is(as_lead: Client, team) -> None:
    add(as_lead, team)
    mailbox = Mailbox.objects.get()
    Mailbox.objects.update(last_uid=7, uid_validity=1)
    as_lead.post(mailbox.get_absolute_url(), {**GIVEN, "password": "", "name": "Answers"})
    mailbox.refresh_from_db()
    assert (mailbox.name, unseal(mailbox.sealed_password), mailbox.last_uid) == ("Answers", PASSWORD, 7)
    as_lead.post(mailbox.get_absolute_url(), {**GIVEN, "password": "another", "folder": "FOI"})
    mailbox.refresh_from_db()
    assert (unseal(mailbox.sealed_password), mailbox.last_uid, mailbox.uid_validity) == ("another", 0, None)
    details = [entry.details for entry in AuditEntry.objects.filter(action="mailbox.changed").order_by("pk")]
    assert details == [{"changed": ["name"]}, {"changed": ["name", "folder", "password"]}]


def test_another_teams_lead_cannot_put_a_mailbox_into_a_team(as_lead: Client) -> None:
    assert add(as_lead, TeamFactory()).status_code == 422
    assert Mailbox.objects.count() == 0


def test_it_is_switched_off_and_on_and_removed_and_its_letters_stay(as_lead: Client, team) -> None:
    add(as_lead, team)
    mailbox = Mailbox.objects.get()
    arrival = Arrival.objects.create(
        team=team, mailbox=mailbox, door="imap", size=1, raw=ContentFile(b"x", "raw")
    )
    for on in ("0", "1"):
        as_lead.post(reverse("correspondence:switch_mailbox", args=[mailbox.pk]), {"on": on})
        mailbox.refresh_from_db()
        assert mailbox.is_active is (on == "1")
    assert "Stop fetching and forget its password?" in page(
        as_lead, "correspondence:remove_mailbox", mailbox.pk
    )
    as_lead.post(reverse("correspondence:remove_mailbox", args=[mailbox.pk]))
    arrival.refresh_from_db()
    assert (Mailbox.objects.count(), arrival.mailbox) == (0, None)


def test_a_researcher_sees_how_it_is_and_no_settings(as_lead: Client, team) -> None:
    add(as_lead, team)
    Mailbox.objects.update(failing_since=timezone.now(), last_error="No answer from the server.")
    shown = page(browser_of(researcher(team)), "correspondence:mailboxes")
    assert "No answer from the server." in shown
    assert "Needs a look" in shown
    assert "foi@example.org" not in shown
    assert "Change" not in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(
    as_lead: Client, team, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        add(as_lead, team, folder=f"Folder {number}")
    with django_assert_num_queries(6):
        page(as_lead, "correspondence:mailboxes")


def test_the_connection_is_tested_with_a_real_server(dovecot, settings) -> None:
    mailbox = make_mailbox(dovecot, settings)
    dovecot.deliver(mailbox.username, *letters(1, 2))
    client = browser_of(lead(mailbox.team))
    answer = client.post(reverse("correspondence:try_mailbox", args=[mailbox.pk]), follow=True)
    assert told(answer) == ["It works: there are 2 letters in “INBOX”."]
