from datetime import date

import pytest
from django.core import mail
from django.core.management import call_command

from accounts.audit import entries_about
from requests_app.deadlines import EventKind
from requests_app.deadlines.days import CALENDARS
from requests_app.errors import AlreadyWithdrawn, NotAHoliday
from requests_app.models import Notice, Proclaimed, RecomputeRun
from requests_app.models.proclaimed import Place
from requests_app.services.calendars import current_calendar
from requests_app.services.proclaiming import proclaim_day, withdraw_day
from requests_app.services.reminders import send_pending
from requests_app.services.runs import laws_counting, work_on_runs
from tests.accounts.factories import UserFactory, lead, site_admin
from tests.requests_app.factories import DUE, make_request

pytestmark = pytest.mark.django_db
DAY = date(2018, 8, 14)
LATER = date(2018, 8, 21)


def _proclaim(by=None, on=DAY, name="Day of Mourning", nations=("england",)):
    return proclaim_day(on=on, name=name, nations=nations, by=by or site_admin())


def _due(request):
    request.refresh_from_db()
    return request.due_on


def test_every_calendar_of_the_clock_has_its_places_to_choose_from():
    known = frozenset().union(*(data.nations for data in CALENDARS.values()))
    assert {place.label for place in Place} == known


def test_a_proclaimed_day_moves_the_date_and_its_withdrawal_moves_it_back():
    request = make_request()
    _proclaim()
    work_on_runs()
    assert _due(request) == LATER
    withdraw_day(day=Proclaimed.objects.get(), by=site_admin())
    work_on_runs()
    assert _due(request) == DUE


def test_the_stored_limits_follow_too():
    request = make_request()
    _proclaim()
    work_on_runs()
    assert request.deadlines.get(kind="response").due_on == LATER


def test_a_withdrawn_day_stays_in_the_record_and_can_be_proclaimed_again():
    ada, sam = site_admin(), site_admin()
    _proclaim(by=ada)
    day = Proclaimed.objects.get()
    withdraw_day(day=day, by=sam)
    assert (day.added_by, day.withdrawn_by, day.withdrawn_at is None) == (ada, sam, False)
    _proclaim(by=sam)
    assert Proclaimed.objects.count() == 2
    assert not current_calendar("foia").is_working(DAY)


def test_a_day_is_withdrawn_once():
    _proclaim()
    day = Proclaimed.objects.get()
    withdraw_day(day=day, by=site_admin())
    with pytest.raises(AlreadyWithdrawn, match="Day of Mourning, 14 August 2018"):
        withdraw_day(day=day, by=site_admin())
    assert RecomputeRun.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"on": date(2018, 8, 18)}, "18 August 2018 is a Saturday, which no law counts anyway."),
        ({"name": "  "}, "A holiday needs a name: it is shown wherever the day is left out of a count."),
        ({"nations": ()}, "Say where the holiday holds."),
        ({"nations": ("atlantis",)}, "Say where the holiday holds."),
        ({"on": date(1066, 10, 15)}, "Enter a day between 1 December 1982 and 31 December 2050."),
        (
            {"on": date(2018, 8, 6), "nations": ("scotland",)},
            "6 August 2018 is in the calendars already: Summer bank holiday (Scotland).",
        ),
    ],
    ids=["weekend", "no name", "nowhere", "unknown place", "1066", "printed"],
)
def test_a_day_that_cannot_be_proclaimed_gets_its_own_sentence_and_changes_nothing(facts, sentence):
    with pytest.raises(NotAHoliday) as refused:
        _proclaim(**facts)
    assert str(refused.value) == sentence
    assert not Proclaimed.objects.exists()
    assert not RecomputeRun.objects.exists()


def test_the_same_day_is_not_added_twice():
    _proclaim()
    with pytest.raises(NotAHoliday, match="in the calendars already: Day of Mourning"):
        _proclaim()
    with pytest.raises(NotAHoliday, match="Mourning, 14 August 2018, has been added already"):
        _proclaim(nations=("wales",))
    assert RecomputeRun.objects.count() == 1


def test_a_scottish_holiday_can_be_proclaimed_for_england():
    _proclaim(on=date(2018, 8, 6), nations=("england", "scotland"))
    assert Proclaimed.objects.get().nations == ["england", "scotland"]


@pytest.mark.parametrize(
    ("nations", "laws"),
    [
        (["england"], ["foia", "eir", "sar"]),
        (["scotland"], ["foia", "eir", "foisa", "eisr", "sar"]),
        (["eu"], ["eu1049"]),
        (["new_zealand"], ["oia-nz"]),
    ],
)
def test_a_day_concerns_the_laws_that_count_by_its_calendar(nations, laws):
    assert laws_counting(nations) == laws


def test_an_english_holiday_does_not_move_a_scottish_request():
    scottish, english = make_request(law="foisa"), make_request()
    run = _proclaim()
    work_on_runs()
    assert (_due(scottish), _due(english)) == (DUE, LATER)
    run.refresh_from_db()
    assert (run.total, run.done, run.moved) == (1, 1, 1)


def test_the_owner_is_told_of_the_move_and_the_leads_where_nobody_owns_it():
    ada = UserFactory()
    owned = make_request(owner=ada)
    ben = lead()
    nobodys = make_request(team=ben.teams.get(), by=None)
    lead()
    untouched = make_request(owner=ada, received_on=date(2018, 9, 3))
    run = _proclaim()
    work_on_runs()
    told = Notice.objects.filter(kind="moved").order_by("request_id")
    assert [(n.request, n.recipient, n.was_due_on, n.due_on, n.run) for n in told] == [
        (owned, ada, DUE, LATER, run),
        (nobodys, ben, DUE, LATER, run),
    ]
    assert not untouched.notices.exists()


def test_the_mail_says_what_moved_from_when_to_when_and_why():
    request = make_request(owner=UserFactory())
    _proclaim()
    work_on_runs()
    assert send_pending() == 1
    assert mail.outbox[0].body.startswith(
        f"Response due: this date of your request to {request.authority.name} has moved from 20 August 2018 to "
        "21 August 2018: Day of Mourning, 14 August 2018 was added to the calendars.\n"
    )


def test_a_date_that_moves_away_and_back_and_away_is_told_each_time():
    make_request(owner=UserFactory())
    for _ in range(2):
        _proclaim()
        work_on_runs()
        withdraw_day(day=Proclaimed.objects.standing().get(), by=site_admin())
        work_on_runs()
    moves = Notice.objects.order_by("pk").values_list("was_due_on", "due_on")
    assert list(moves) == [(DUE, LATER), (LATER, DUE)] * 2


def test_an_answered_request_moves_with_the_last_day_to_ask_for_a_review():
    request = make_request(owner=UserFactory(), steps=((EventKind.RESPONSE, date(2018, 8, 10)),))
    was = request.due_on
    _proclaim()
    work_on_runs()
    assert _due(request) > was
    assert Notice.objects.get(kind="moved").deadline_kind == "review_request"


def test_proclaiming_and_withdrawing_stand_in_the_audit():
    ada = site_admin(name="Ada")
    _proclaim(by=ada)
    withdraw_day(day=Proclaimed.objects.get(), by=ada)
    entries = list(entries_about(Proclaimed))
    assert [(entry.action, entry.actor_text, entry.subject_text) for entry in entries] == [
        ("day.withdrawn", "Ada", "Day of Mourning, 14 August 2018"),
        ("day.proclaimed", "Ada", "Day of Mourning, 14 August 2018"),
    ]
    assert entries[0].details == {"on": "2018-08-14", "nations": ["england"]}


def test_the_mail_about_ones_own_date_does_not_call_it_the_authoritys():
    make_request(owner=UserFactory(), steps=((EventKind.RESPONSE, date(2018, 8, 1)),))
    _proclaim()
    work_on_runs()
    send_pending()
    assert mail.outbox[0].subject.startswith("Last day to ask for a review moved: ")


def test_the_command_counts_proclaimed_days_when_asked_to(capsys):
    _proclaim()
    call_command("deadlines", "--received", "2018-07-20", "--kind", "response")
    call_command("deadlines", "--received", "2018-07-20", "--kind", "response", "--proclaimed")
    printed, with_proclaimed = capsys.readouterr().out.split("Response due: ")[1:]
    assert printed.startswith("20 August 2018")
    assert with_proclaimed.startswith("21 August 2018")
