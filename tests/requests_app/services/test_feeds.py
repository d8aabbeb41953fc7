import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from requests_app.errors import IssuedMeanwhile
from requests_app.models import CalendarFeed
from requests_app.services.feeds import issue_feed, live_feed, owner_of, revoke_feed
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_secret_opens_its_owners_calendar_and_only_its_digest_is_kept():
    ada = UserFactory()
    secret = issue_feed(user=ada, replaces=None)
    assert owner_of(secret) == ada
    assert len(secret) >= 43  # 256 bits in base 64
    assert secret not in str(CalendarFeed.objects.values_list().get())
    assert secret not in str(list(AuditEntry.objects.values_list()))


def test_no_two_secrets_are_the_same():
    assert len({issue_feed(user=UserFactory(), replaces=None) for _ in range(20)}) == 20


def test_a_new_address_makes_the_old_one_void():
    ada = UserFactory()
    old = issue_feed(user=ada, replaces=None)
    new = issue_feed(user=ada, replaces=live_feed(ada))
    assert (owner_of(old), owner_of(new)) == (None, ada)


def test_the_same_form_sent_twice_does_not_make_the_first_address_void():
    ada = UserFactory()
    secret = issue_feed(user=ada, replaces=None)
    with pytest.raises(IssuedMeanwhile):
        issue_feed(user=ada, replaces=None)
    assert owner_of(secret) == ada


def test_a_revoked_address_and_a_disabled_account_open_nothing():
    ada, ben = UserFactory(), UserFactory()
    of_ada, of_ben = issue_feed(user=ada, replaces=None), issue_feed(user=ben, replaces=None)
    feed = live_feed(ada)
    revoke_feed(feed=feed)
    revoke_feed(feed=feed)
    ben.is_active = False
    ben.save()
    assert (owner_of(of_ada), owner_of(of_ben), live_feed(ada)) == (None, None, None)


@pytest.mark.parametrize("secret", ["", "x", "é" * 50, "\udcff", "../../etc/passwd", "a" * 10_000])
def test_an_unknown_secret_opens_nothing(secret):
    issue_feed(user=UserFactory(), replaces=None)
    assert owner_of(secret) is None


def test_the_database_keeps_one_address_a_person():
    ada = UserFactory()
    issue_feed(user=ada, replaces=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(user=ada, digest="0" * 64)


def test_issuing_and_revoking_stand_in_the_audit():
    ada = UserFactory()
    issue_feed(user=ada, replaces=None)
    issue_feed(user=ada, replaces=live_feed(ada))
    revoke_feed(feed=live_feed(ada))
    entries = AuditEntry.objects.order_by("pk").values_list("action", "actor_id")
    assert list(entries) == [
        ("calendar.issued", ada.pk),
        ("calendar.issued", ada.pk),
        ("calendar.revoked", ada.pk),
    ]
