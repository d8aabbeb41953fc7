import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.forms import INVALID_EMAIL
from accounts.models import Membership, Team, User
from accounts.services import first_run
from accounts.views import services
from tests.accounts.factories import (
    PASSWORD,
    MembershipFactory,
    TeamFactory,
    UserFactory,
    lead,
    researcher,
    site_admin,
)
from tests.requests_app.factories import make_request
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.now() - timedelta(days=1)


@pytest.fixture
def team() -> Team:
    return TeamFactory(name="Housing")


@pytest.fixture
def of_lead(team: Team) -> Client:
    return browser_of(lead(team, name="Ada"))


def test_a_lead_invites_a_stranger_who_sets_a_password_and_is_in(of_lead: Client, team: Team) -> None:
    request = make_request(team=team)
    response = of_lead.post(
        reverse("accounts:invite", args=[team.pk]),
        {"email": "new@example.org", "role": "researcher"},
        follow=True,
    )
    assert told(response) == ["An invitation is on its way to new@example.org."]
    link = re.search(r"http\S+/password/reset/key/\S+", mail.outbox[0].body)
    assert link
    client = Client()
    form = client.get(link.group().removeprefix("http://127.0.0.1:8000"), follow=True)
    here = form.request["PATH_INFO"]
    client.post(here, {"password1": "quite a long secret", "password2": "quite a long secret"})
    client.post(reverse("account_login"), {"login": "new@example.org", "password": "quite a long secret"})
    assert client.get(request.get_absolute_url()).status_code == 200
    again = Client().get(link.group().removeprefix("http://127.0.0.1:8000"))
    assert "no longer works" in again.content.decode()


def test_an_invitation_tells_nobody_whether_there_was_an_account(of_lead: Client, team: Team) -> None:
    UserFactory(email="known@example.org", name="Known Person", last_login=YESTERDAY)
    UserFactory(email="shut@example.org", name="Shut Person", last_login=YESTERDAY, is_active=False)
    seen = []
    for email in ("known@example.org", "new@example.org", "shut@example.org"):
        response = of_lead.post(
            reverse("accounts:invite", args=[team.pk]), {"email": email, "role": "researcher"}, follow=True
        )
        html = response.content.decode()
        row = html[html.index(f'<th scope="row">{email}') :].split("</tr>")[0]
        row = re.sub(r'members/\d+/|value="[^"]{20,}"', "", row).replace(email, "E-MAIL")
        seen.append((response.status_code, told(response)[0].replace(email, "E-MAIL"), row))
        assert "Person" not in html
    assert seen[0] == seen[1] == seen[2]
    assert "Invited" in seen[0][2]


def test_a_member_is_known_by_name_once_they_have_logged_in(of_lead: Client, team: Team) -> None:
    membership = MembershipFactory(team=team, user__name="Known Person", user__last_login=YESTERDAY)
    assert "Known Person" not in page(of_lead, "accounts:team", team.pk)
    browser_of(membership.user)
    assert "Known Person" in page(of_lead, "accounts:team", team.pk)


def test_a_site_admin_knows_every_account_anyway(team: Team) -> None:
    MembershipFactory(team=team, user__name="Known Person")
    assert "Known Person" in page(browser_of(site_admin()), "accounts:team", team.pk)


def test_the_first_account_is_not_called_invited_before_it_has_logged_in() -> None:
    _, _, team = first_run("admin@localhost", PASSWORD)
    seen = page(browser_of(site_admin()), "accounts:team", team.pk)
    row = seen.partition("admin@localhost")[2].partition("</tr>")[0]
    assert "Not logged in yet" in row
    assert "invitation again" not in row


def test_the_menu_is_called_after_the_person_with_the_team_beneath(team: Team) -> None:
    seen = page(browser_of(researcher(team, name="Ada Example")), "accounts:profile")
    assert f'<span class="menu__who">Ada Example <small>{team.name}</small></span>' in seen


def test_an_invitation_that_could_not_be_mailed_can_be_sent_again(
    of_lead: Client, team: Team, monkeypatch
) -> None:
    def refuse(**kwargs) -> None:
        raise ConnectionRefusedError

    given = {"email": "new@example.org", "role": "lead"}
    with monkeypatch.context() as patch:
        patch.setattr(services, "send_invitation", refuse)
        response = of_lead.post(reverse("accounts:invite", args=[team.pk]), given, follow=True)
    assert "the mail did not go" in told(response)[0]
    membership = team.memberships.get(user__email="new@example.org")
    of_lead.post(reverse("accounts:invite_again", args=[team.pk, membership.pk]))
    assert [sent.to for sent in mail.outbox] == [["new@example.org"]]


def test_somebody_who_has_arrived_is_not_invited_again(of_lead: Client, team: Team) -> None:
    membership = MembershipFactory(team=team)
    browser_of(membership.user)
    of_lead.post(reverse("accounts:invite_again", args=[team.pk, membership.pk]))
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"email": "", "role": "lead"}, "email", "Enter an e-mail address"),
        ({"email": "nonsense", "role": "lead"}, "email", INVALID_EMAIL),
        (
            {"email": "x@example.org\nBcc: y@example.org", "role": "lead"},
            "email",
            INVALID_EMAIL,
        ),
        (
            {"email": "member@example.org", "role": "lead"},
            "email",
            "member@example.org is in this team already.",
        ),
        ({"email": "x@example.org", "role": "owner"}, "role", "Select a valid choice. owner is not one of"),
    ],
)
def test_a_wrong_invitation_gets_one_message(of_lead: Client, team: Team, given, field, words) -> None:
    researcher(team, email="member@example.org")
    response = of_lead.post(reverse("accounts:invite", args=[team.pk]), given)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"].errors[field][0].startswith(words)
    assert mail.outbox == []


def test_roles_are_changed_and_the_last_lead_is_kept(of_lead: Client, team: Team) -> None:
    first, member = team.memberships.get(), MembershipFactory(team=team)
    change = reverse("accounts:role", args=[team.pk, first.pk])
    assert told(of_lead.post(change, {"role": "researcher"}, follow=True)) == [
        "This is the team's only lead. Make somebody else a lead first."
    ]
    of_lead.post(reverse("accounts:role", args=[team.pk, member.pk]), {"role": "lead"})
    of_lead.post(reverse("accounts:role", args=[team.pk, member.pk]), {"role": "owner"})
    member.refresh_from_db()
    assert member.role == Membership.Role.LEAD


def test_who_is_removed_sees_nothing_from_that_moment_on(of_lead: Client, team: Team) -> None:
    request = make_request(team=team, title="Our question")
    member = researcher(team)
    client = browser_of(member)
    assert client.get(request.get_absolute_url()).status_code == 200
    remove = reverse("accounts:remove", args=[team.pk, member.memberships.get().pk])
    assert "Remove from the team" in of_lead.get(remove).content.decode()
    assert client.get(request.get_absolute_url()).status_code == 200
    of_lead.post(remove)
    assert client.get(request.get_absolute_url()).status_code == 404
    assert client.get(team.get_absolute_url()).status_code == 404
    assert "Our question" not in page(client, "requests:list")
    assert "Our question" not in page(client, "authorities:detail", request.authority_id)


def test_everybody_may_leave_by_themselves_but_the_only_lead(of_lead: Client, team: Team) -> None:
    only = team.memberships.get()
    member = researcher(team)
    response = browser_of(member).post(
        reverse("accounts:remove", args=[team.pk, member.memberships.get().pk]), follow=True
    )
    assert "You are in no team" in response.content.decode()
    kept = of_lead.post(reverse("accounts:remove", args=[team.pk, only.pk]), follow=True)
    assert "only lead" in told(kept)[0]


def test_a_membership_is_reached_through_its_own_team_alone(of_lead: Client, team: Team) -> None:
    other = MembershipFactory()
    for name in ("accounts:role", "accounts:remove", "accounts:invite_again"):
        response = of_lead.post(reverse(name, args=[team.pk, other.pk]), {"role": "lead"})
        assert response.status_code == 404
    other.refresh_from_db()
    assert other.role == Membership.Role.RESEARCHER


def test_a_lead_renames_the_team(of_lead: Client, team: Team) -> None:
    TeamFactory(name="Taken")
    refused = of_lead.post(reverse("accounts:rename", args=[team.pk]), {"name": "taken"})
    assert refused.context["form"].errors["name"] == ["There is a team called taken already."]
    assert "Housing" in refused.content.decode()
    of_lead.post(reverse("accounts:rename", args=[team.pk]), {"name": "Homes"})
    team.refresh_from_db()
    assert team.name == "Homes"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_members_page_makes_the_same_queries_however_many_there_are(
    rows, django_assert_num_queries
) -> None:
    user = lead()
    MembershipFactory.create_batch(rows, team=user.teams.get())
    client, address = browser_of(user), user.teams.get().get_absolute_url()
    with django_assert_num_queries(6):  # session, user, team, members, may manage, teams of the menu
        client.get(address)


def test_my_team_leads_straight_to_the_only_team_and_lists_several() -> None:
    user = researcher()
    client = browser_of(user)
    assert client.get(reverse("accounts:index"))["Location"] == user.teams.get().get_absolute_url()
    MembershipFactory(user=user)
    assert page(client, "accounts:index").count('class="steps__what"') == 2


def test_people_give_themselves_a_name_and_nothing_else(team: Team) -> None:
    user = researcher(team)
    browser_of(user).post(
        reverse("accounts:profile"),
        {
            "name": "Ada",
            "is_site_admin": "on",
            "is_staff": "on",
            "is_superuser": "on",
            "team": "1",
            "email": "x@y.example",
        },
    )
    was, user = user.email, User.objects.get(pk=user.pk)
    assert (user.name, user.email) == ("Ada", was)
    assert (user.is_site_admin, user.is_staff, user.is_superuser) == (False, False, False)


def test_people_may_take_their_name_back() -> None:
    user = UserFactory(name="Ada")
    assert browser_of(user).post(reverse("accounts:profile"), {"name": ""}).status_code == 302
    user.refresh_from_db()
    assert str(user) == user.email


def test_names_of_people_and_teams_are_inert_in_pages() -> None:
    team = TeamFactory(name="<script>alert(1)</script>")
    user = lead(team, name="<img src=x onerror=alert(1)>")
    html = page(browser_of(user), "accounts:team", team.pk)
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert user.check_password(PASSWORD)
