"""Asking for reports, asking again, and throwing them away."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from requests_app.models import Report
from requests_app.services.discarding import discard_request
from requests_app.services.reports import sweep_reports, try_again
from tests.accounts.factories import MembershipFactory, lead, researcher
from tests.requests_app.factories import make_request
from tests.requests_app.papers import ask

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_the_same_one_asked_for_by_ten_hands_at_once_is_one():
    boss, ready = lead(), Barrier(10)

    def press(_: int) -> int:
        ready.wait()
        try:
            return ask(boss, query="nation=wales").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as hands:
        assert len(set(hands.map(press, range(10)))) == 1
    assert Report.objects.count() == 1


def test_another_title_filter_or_person_is_another_report():
    boss = lead()
    other = researcher(boss.teams.get())
    pks = {
        ask(boss).pk,
        ask(boss, title="Other").pk,
        ask(boss, query="nation=wales").pk,
        ask(boss, chosen=[1]).pk,
        ask(other).pk,
    }
    assert len(pks) == 5


def test_once_one_is_ready_the_next_is_made_anew():
    boss = lead()
    first = ask(boss)
    Report.objects.update(state="ready")
    assert ask(boss).pk != first.pk


def test_a_report_on_two_teams_is_seen_by_those_in_both_and_by_nobody_else():
    boss = lead()
    team = boss.teams.get()
    other = MembershipFactory(user=boss).team
    both, one = researcher(team), researcher(team)
    MembershipFactory(user=both, team=other)
    report = ask(boss)
    seen = [
        who
        for who in (boss, both, one, researcher(other), lead())
        if report in Report.objects.visible_to(who)
    ]
    assert seen == [boss, both]
    assert not Report.objects.visible_to(AnonymousUser()).exists()


def test_whoever_left_the_team_sees_the_report_no_more():
    boss = lead()
    ask(boss)
    boss.memberships.all().delete()
    assert not Report.objects.visible_to(boss).exists()


def test_a_bundle_of_a_request_that_was_discarded_is_seen_no_more():
    boss = lead()
    request = make_request(team=boss.teams.get())
    ask(boss, kind="evidence", request=request)
    assert Report.objects.visible_to(boss).count() == 1
    discard_request(request=request, by=boss, because="twice")
    assert Report.objects.visible_to(boss).count() == 0


def test_only_one_that_failed_is_made_again():
    boss, now = lead(), timezone.now()
    report = ask(boss)
    Report.objects.update(state="ready", attempts=1)
    assert try_again(report=report, at=now).state == "ready"
    Report.objects.update(state="failed", attempts=3, error="No.")
    again = try_again(report=report, at=now)
    assert (again.state, again.attempts, again.error) == ("waiting", 0, "")


def test_a_report_and_its_file_go_on_their_day(settings):
    settings.REPORT_DAYS = 14
    boss, now = lead(), timezone.now()
    report = ask(boss, at=now)
    report.file.save("a.pdf", ContentFile(b"%PDF"))
    storage, name = report.file.storage, report.file.name
    assert name.startswith("reports/")
    assert sweep_reports(at=now + timedelta(days=13, hours=23)) == 0
    assert storage.exists(name)
    assert sweep_reports(at=now + timedelta(days=14)) == 1
    assert (storage.exists(name), Report.objects.count()) == (False, 0)
