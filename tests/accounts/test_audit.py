from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.audit import LONGEST, entries_about, record
from accounts.models import AuditEntry, Team
from tests.accounts.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_what_and_when(django_assert_num_queries):
    ada, team = UserFactory(name="Ada"), TeamFactory(name="Rivers")
    with django_assert_num_queries(1):
        record(actor=ada, action="team.renamed", subject=team, was="Streams", on=date(2026, 2, 3), ids=[1, 2])
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.actor_text, entry.action) == (ada, "Ada", "team.renamed")
    assert (entry.subject_type, entry.subject_id, entry.subject_text) == (
        "accounts.team",
        str(team.pk),
        "Rivers",
    )
    assert entry.details == {"was": "Streams", "on": "2026-02-03", "ids": [1, 2]}
    assert entry.at is not None


def test_what_nobody_did_has_no_actor():
    record(actor=None, action="dates.recomputed", subject=None)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.actor_text, entry.subject_text) == (None, "", "")


@pytest.mark.parametrize(
    "change",
    [
        lambda: AuditEntry.objects.update(action="nothing"),
        lambda: AuditEntry.objects.all().delete(),
        lambda: AuditEntry.objects.get().delete(),
        lambda: AuditEntry.objects.get().save(),
        lambda: connection.cursor().execute("DELETE FROM accounts_auditentry"),
    ],
    ids=["update", "delete", "delete one", "save again", "by hand"],
)
def test_the_database_refuses_to_change_or_delete_an_entry(change):
    record(actor=None, action="thing.done", subject=None)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert AuditEntry.objects.get().action == "thing.done"


def test_entries_outlive_the_account_and_the_thing_they_name():
    ada, team = UserFactory(name="Ada"), TeamFactory(name="Rivers")
    record(actor=ada, action="team.closed", subject=team)
    team.delete()
    ada.delete()
    entry = AuditEntry.objects.get()
    assert (entry.actor_text, entry.subject_text) == ("Ada", "Rivers")


@pytest.mark.parametrize("name", ["password", "new_token", "client_secret", "letter"])
def test_secrets_and_letters_have_no_place_in_it(name):
    with pytest.raises(ValueError, match=name):
        record(actor=None, action="thing.done", subject=None, **{name: "x"})
    assert not AuditEntry.objects.exists()


def test_a_long_text_is_cut_and_an_unknown_thing_refused():
    record(actor=None, action="thing.done", subject=None, why="x" * 5000)
    assert len(AuditEntry.objects.get().details["why"]) == LONGEST
    with pytest.raises(ValueError, match="float"):
        record(actor=None, action="thing.done", subject=None, share=0.5)


def test_an_entry_is_undone_with_the_deed_that_failed():
    @transaction.atomic
    def fails():
        record(actor=None, action="thing.done", subject=None)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert not AuditEntry.objects.exists()


def test_the_entries_about_one_kind_of_thing_come_newest_first():
    record(actor=None, action="first", subject=TeamFactory())
    record(actor=None, action="second", subject=TeamFactory())
    record(actor=None, action="elsewhere", subject=UserFactory())
    assert [entry.action for entry in entries_about(Team)] == ["second", "first"]
