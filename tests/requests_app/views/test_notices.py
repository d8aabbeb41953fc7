"""The pages of notices and of a person's own reminders."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from requests_app.models import Notice, NoticeSettings, Reminder, TeamNotices
from requests_app.notice_mail import stop_url
from requests_app.services.reminding import remind
from requests_app.services.sweeping import sweep
from tests.accounts.factories import TeamFactory, lead, researcher
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
LATE = date(2018, 8, 21)


@pytest.fixture
def ada(client):
    user = researcher(TeamFactory(), email="ada@example.org")
    client.force_login(user)
    return user


@pytest.mark.parametrize("number", [1, 3])
def test_notices_are_listed_newest_first_with_as_many_queries(
    client, ada, number, django_assert_num_queries
) -> None:
    for _ in range(number):
        make_request(team=ada.teams.get(), owner=ada)
    sweep(on=LATE)
    with django_assert_num_queries(6):
        page = client.get("/requests/notices/").content.decode()
    assert page.count("has not answered by the last lawful day, 20 August 2018") == number


def test_they_are_new_until_the_person_says_so(client, ada) -> None:
    make_request(team=ada.teams.get(), owner=ada)
    sweep(on=LATE)
    assert "1 new" in client.get("/requests/notices/").content.decode()
    client.post("/requests/notices/")
    assert '<strong class="small">new</strong>' not in client.get("/requests/notices/").content.decode()
    assert Notice.objects.get().read_at


def test_what_was_told_of_a_team_that_one_left_is_seen_no_more(client, ada) -> None:
    make_request(team=ada.teams.get(), owner=ada, title="Secret plans")
    sweep(on=LATE)
    ada.memberships.all().delete()
    assert "Secret plans" not in client.get("/requests/notices/").content.decode()


def test_a_person_chooses_when_and_what(client, ada) -> None:
    data = {"rhythm": "weekly", "weekday": "4", "is_quiet_on_days_off": "on", "mailed": ["overdue", "own"]}
    assert client.post("/requests/notices/settings/", data).status_code == 302
    chosen = NoticeSettings.objects.get(user=ada)
    assert (chosen.rhythm, chosen.weekday, chosen.is_quiet_on_days_off) == ("weekly", 4, True)
    assert set(Notice.Kind.values) - set(chosen.not_mailed) == {"overdue", "own"}


def test_a_lead_sets_the_numbers_of_the_team(client) -> None:
    chief = lead(TeamFactory())
    client.force_login(chief)
    address = f"/requests/notices/teams/{chief.teams.get().pk}/"
    assert client.post(address, {"serious_after": "0"}).status_code == 422
    given = {"remind_before": "5", "escalate_after": "", "serious_after": "30"}
    assert client.post(address, given).status_code == 302
    chosen = TeamNotices.objects.get()
    assert (chosen.remind_before, chosen.escalate_after, chosen.serious_after) == (5, None, 30)


def test_in_three_weeks_takes_one_button(client, ada) -> None:
    request = make_request(team=ada.teams.get())
    client.post(f"/requests/{request.pk}/remind/", {"weeks": "3"})
    reminder = Reminder.objects.get()
    assert (reminder.user, reminder.on) == (ada, timezone.localdate() + timedelta(weeks=3))
    assert f"{reminder.on:%-d %B %Y}" in client.get(request.get_absolute_url()).content.decode()


@pytest.mark.parametrize("given", [{}, {"on": "2018-01-01"}, {"on": "2199-01-01"}, {"on": "soon"}])
def test_a_day_that_is_no_day_to_come_is_refused(client, ada, given: dict[str, str]) -> None:
    request = make_request(team=ada.teams.get())
    assert client.post(f"/requests/{request.pk}/remind/", given).status_code == 422
    assert not Reminder.objects.exists()


def test_another_persons_reminder_is_neither_seen_nor_touched(client, ada) -> None:
    other = researcher(ada.teams.get())
    request = make_request(team=ada.teams.get())
    reminder = remind(request=request, user=other, on=date(2030, 1, 7), note="my own affair")
    assert "my own affair" not in client.get(request.get_absolute_url()).content.decode()
    assert client.post(f"/requests/reminders/{reminder.pk}/done/").status_code == 404


def test_following_the_link_stops_nothing_and_the_button_does(client, ada) -> None:
    client.logout()
    address = stop_url(ada, [Notice.Kind.OVERDUE]).partition("/notices/stop/")[2]
    assert client.get(f"/notices/stop/{address}").status_code == 200
    assert not NoticeSettings.objects.exists()
    client.post(f"/notices/stop/{address}", {"List-Unsubscribe": "One-Click"})
    assert NoticeSettings.objects.get(user=ada).not_mailed == ["overdue"]


def test_an_address_of_somebody_elses_making_is_not_found(client) -> None:
    assert client.get("/notices/stop/x:y:z/").status_code == 404
