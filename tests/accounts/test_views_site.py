import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Team
from tests.accounts.factories import MembershipFactory, researcher, site_admin
from tests.web import browser_of, told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_all_accounts_makes_the_same_queries_however_many(
    rows, django_assert_num_queries
) -> None:
    MembershipFactory.create_batch(rows)
    client = browser_of(site_admin())
    with django_assert_num_queries(7):  # session, user, teams, count, people, their teams, teams of the menu
        client.get(reverse("accounts:teams"))


def test_a_site_admin_makes_a_team_for_somebody_or_for_themselves() -> None:
    admin = site_admin()
    client = browser_of(admin)
    client.post(reverse("accounts:new_team"), {"name": "Housing", "lead_email": "new@example.org"})
    assert [sent.to for sent in mail.outbox] == [["new@example.org"]]
    client.post(reverse("accounts:new_team"), {"name": "Police", "lead_email": admin.email})
    assert len(mail.outbox) == 1
    refused = client.post(reverse("accounts:new_team"), {"name": "police", "lead_email": admin.email})
    assert "already" in refused.context["form"].errors["name"][0]
    assert [str(team) for team in Team.objects.led_by(admin)] == ["Police"]


def test_a_site_admin_disables_and_enables_accounts() -> None:
    admin, user = site_admin(), researcher()
    client, theirs = browser_of(admin), browser_of(user)
    act = reverse("accounts:account", args=[user.pk])
    assert theirs.get(reverse("requests:list")).status_code == 200
    client.post(act, {"do": "disable"})
    assert theirs.get(reverse("requests:list"))["Location"].startswith(reverse("account_login"))
    client.post(act, {"do": "enable"})
    client.post(act, {"do": "make_admin"})
    user.refresh_from_db()
    assert (user.is_active, user.is_site_admin) == (True, True)
    client.post(act, {"do": "unmake_admin"})
    client.post(act, {"do": "nonsense"})
    user.refresh_from_db()
    assert not user.is_site_admin


def test_a_site_admin_cannot_shut_themselves_out() -> None:
    admin = site_admin()
    response = browser_of(admin).post(
        reverse("accounts:account", args=[admin.pk]), {"do": "disable"}, follow=True
    )
    assert told(response) == ["You cannot do this to your own account. Ask another site admin."]
