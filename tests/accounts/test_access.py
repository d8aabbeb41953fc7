import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.access import is_site_admin, leads
from accounts.models import Team
from requests_app.models import InformationRequest
from tests.accounts.factories import MembershipFactory, lead, researcher, site_admin
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


def test_a_teams_rows_are_seen_by_its_members_alone() -> None:
    request = make_request()
    member = researcher(request.team)
    assert list(InformationRequest.objects.visible_to(member)) == [request]
    for stranger in (lead(), site_admin(), AnonymousUser()):
        assert not InformationRequest.objects.visible_to(stranger).exists()


def test_a_disabled_user_sees_nothing() -> None:
    request = make_request()
    member = researcher(request.team, is_active=False)
    assert not InformationRequest.objects.visible_to(member).exists()


def test_somebody_in_two_teams_sees_both_once() -> None:
    requests = [make_request(), make_request()]
    user = researcher(requests[0].team)
    MembershipFactory(user=user, team=requests[1].team, lead=True)
    assert InformationRequest.objects.visible_to(user).count() == 2
    assert list(Team.objects.visible_to(user)) == sorted(
        (r.team for r in requests), key=lambda team: team.name
    )
    assert list(Team.objects.led_by(user)) == [requests[1].team]


def test_nobody_who_is_not_logged_in_leads_or_sees_a_team() -> None:
    team = lead().teams.get()
    nobody = AnonymousUser()
    assert not leads(nobody, team)
    assert not is_site_admin(nobody)
    assert not Team.objects.visible_to(nobody).exists()
    assert not Team.objects.led_by(nobody).exists()


def test_a_researcher_is_no_lead_and_a_lead_leads_one_team_alone() -> None:
    user = lead()
    assert leads(user, user.teams.get())
    assert not leads(user, lead().teams.get())
    assert not leads(researcher(user.teams.get()), user.teams.get())


def test_a_disabled_site_admin_is_none() -> None:
    assert is_site_admin(site_admin())
    assert not is_site_admin(site_admin(is_active=False))
