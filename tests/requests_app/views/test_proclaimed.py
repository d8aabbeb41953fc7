from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from requests_app.models import Proclaimed, RecomputeRun
from requests_app.services.proclaiming import proclaim_day
from requests_app.services.runs import work_on_runs
from requests_app.tasks import resume_runs
from tests.accounts.factories import UserFactory, lead, site_admin
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
DAY = {"on": "2018-08-14", "name": "Day of Mourning", "nations": ["england", "wales"]}


@pytest.fixture
def ada(client):
    user = site_admin(name="Ada")
    client.force_login(user)
    return user


def _post(client, **changes):
    return client.post(reverse("requests:proclaimed"), {**DAY, **changes})


@pytest.mark.parametrize("make_user", [lead, UserFactory])
def test_it_is_for_site_admins_alone(client, make_user):
    client.force_login(make_user())
    run = proclaim_day(on=date(2018, 8, 14), name="x", nations=["wales"], by=site_admin())
    day = Proclaimed.objects.get()
    addresses = [
        reverse("requests:proclaimed"),
        reverse("requests:withdraw_proclaimed", args=[day.pk]),
        reverse("requests:run_progress", args=[run.pk]),
    ]
    assert {client.get(address).status_code for address in addresses} == {403}
    assert {client.post(address, DAY).status_code for address in addresses} == {403}
    assert RecomputeRun.objects.count() == 1


def test_adding_a_day_begins_a_run_and_wakes_the_worker(
    client, ada, monkeypatch, django_capture_on_commit_callbacks
):
    woken = []
    monkeypatch.setattr(resume_runs, "apply_async", lambda **options: woken.append(options))
    with django_capture_on_commit_callbacks(execute=True):
        response = _post(client)
    assert response.status_code == 302
    day = Proclaimed.objects.get()
    assert (day.on, day.name, day.nations) == (date(2018, 8, 14), "Day of Mourning", ["england", "wales"])
    assert (day.added_by, RecomputeRun.objects.get().started_by, len(woken)) == (ada, ada, 1)


def test_a_queue_that_is_away_does_not_stop_it(
    client, ada, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    def away(**options):
        raise OperationalError("connection refused")

    monkeypatch.setattr(resume_runs, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        assert _post(client).status_code == 302
    assert "connection refused" in caplog.text
    assert RecomputeRun.objects.filter(finished_at=None).count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": ""}, "Enter the day"),
        ({"on": "31/02/2022"}, "Enter a real date, such as 19/09/2022"),
        ({"name": ""}, "Enter the name of the holiday"),
        ({"nations": []}, "Choose where it holds"),
        ({"on": "2018-08-18"}, "18 August 2018 is a Saturday, which no law counts anyway."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_is_kept(client, ada, changes, sentence):
    response = _post(client, **changes)
    assert response.status_code == 422
    page = response.content.decode()
    assert page.count(sentence) == 2
    assert "<title>Error: " in page
    if "name" not in changes:
        assert 'value="Day of Mourning"' in page
    assert not Proclaimed.objects.exists()


def test_the_page_shows_the_days_what_they_moved_and_who_did_what(client, ada):
    make_request()
    _post(client)
    work_on_runs()
    page = client.get(reverse("requests:proclaimed")).content.decode()
    assert "14 August 2018" in page
    assert "England, Wales" in page
    assert "1 of 1" in page
    assert "Added Day of Mourning, 14 August 2018" in page
    assert "<progress" not in page


def test_a_run_in_hand_is_shown_with_its_progress_and_asks_for_itself_again(client, ada):
    make_request()
    _post(client)
    run = RecomputeRun.objects.get()
    page = client.get(reverse("requests:proclaimed")).content.decode()
    address = reverse("requests:run_progress", args=[run.pk])
    assert f'hx-get="{address}"' in page
    assert '<progress max="1" value="0"' in page
    assert '<a href="">Refresh</a>' in page
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert '<progress max="1" value="0"' in part
    work_on_runs()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "1 due date moved among 1 open request." in part
    assert "hx-get" not in part
    assert client.get(address).status_code == 302


def test_a_run_that_no_worker_takes_up_says_so(client, ada):
    _post(client)
    RecomputeRun.objects.update(started_at=timezone.now() - timedelta(minutes=5))
    assert "No worker has begun yet." in client.get(reverse("requests:proclaimed")).content.decode()


def test_withdrawing_asks_first_and_then_keeps_the_record(client, ada):
    _post(client)
    day = Proclaimed.objects.get()
    address = reverse("requests:withdraw_proclaimed", args=[day.pk])
    assert "Count 14 August 2018 as a working day again?" in client.get(address).content.decode()
    assert Proclaimed.objects.standing().exists()
    assert client.post(address).status_code == 302
    day.refresh_from_db()
    assert day.withdrawn_by == ada
    assert client.post(address).status_code == 404
    page = client.get(reverse("requests:proclaimed")).content.decode()
    assert "Withdrew Day of Mourning, 14 August 2018" in page
    assert f'href="{address}"' not in page


def test_the_page_makes_no_more_queries_for_many_days_than_for_one(client, ada, django_assert_num_queries):
    _post(client)
    client.get(reverse("requests:proclaimed"))
    with django_assert_num_queries(7):
        client.get(reverse("requests:proclaimed"))
    for day in range(15, 18):
        _post(client, on=f"2018-08-{day}", name=f"Day {day}")
    work_on_runs()
    with django_assert_num_queries(7):
        client.get(reverse("requests:proclaimed"))
