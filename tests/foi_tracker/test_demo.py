from datetime import date

import pytest
from django.core.management import call_command

from accounts.models import Team
from accounts.services import first_run
from correspondence.models import Arrival
from correspondence.services.answering import suggested_for
from foi_tracker.demo import fill
from foi_tracker.demo.cast import TEAM
from requests_app.models import Answer, Campaign, InformationRequest

pytestmark = pytest.mark.django_db
WEEKDAY, SUNDAY = date(2026, 11, 18), date(2026, 11, 22)


@pytest.mark.parametrize("today", [WEEKDAY, SUNDAY, date(2026, 12, 29), date(2026, 4, 6)])
def test_there_are_some_fifty_requests_in_every_state(today):
    fill(today=today, password="x")
    states = set(InformationRequest.objects.values_list("state", flat=True))
    assert InformationRequest.objects.count() == 53
    assert states == set(InformationRequest.State.values)
    assert InformationRequest.objects.overdue(on=today).count() >= 7


def test_the_seed_case_is_told_as_it_was():
    fill(today=WEEKDAY, password="x")
    seed = InformationRequest.objects.get(authority__name="Blaby District Council")
    response = seed.deadlines.get(kind="response")
    assert (seed.received_on, response.due_on) == (date(2018, 7, 20), date(2018, 8, 20))
    assert [reference.value for reference in seed.references.all()] == ["FOI-18-1134"]
    assert seed.questions.count() == 7
    letters = [(m.direction, m.attachments.count()) for m in seed.messages.all()]
    assert letters == [("out", 0), ("in", 1), ("in", 2), ("in", 3), ("out", 0), ("in", 1), ("in", 1)]
    questions = list(seed.questions.all())
    suggested = suggested_for(seed, questions)
    answers = [found.outcome if (found := suggested.best(question)) else "" for question in questions]
    assert answers == [*["disclosed"] * 3, "not_held", *["disclosed"] * 2, "not_held"]


def test_mail_came_in_one_was_filed_by_its_number_and_two_wait_with_their_reason():
    fill(today=WEEKDAY, password="x")
    arrivals = Arrival.objects.order_by("pk").values_list("state", "how", "reason")
    assert list(arrivals) == [
        ("filed", "reference", ""),
        (
            "unfiled",
            "",
            "It names FOI 2291/26, but its sender is not known to write for Humber Valley Police.",
        ),
        ("unfiled", "", "Nothing in it says which request it belongs to."),
    ]


def test_a_second_run_leaves_what_is_there_alone():
    fill(today=WEEKDAY, password="x")
    again = fill(today=SUNDAY, password="y")
    assert (again.requests, again.people_made) == (53, [])


def test_the_second_run_says_who_can_log_in_and_how_to_set_a_password(capsys):
    call_command("demo")
    first = capsys.readouterr().out
    call_command("demo")
    again = capsys.readouterr().out
    everybody = "lead@demo.example, ada@demo.example, sam@demo.example"
    assert f"Log in as {everybody} with the password " in first
    assert f"Log in as {everybody}.\n" in again
    assert "manage.py changepassword E-MAIL" in again


def test_the_empty_team_of_the_first_run_becomes_the_demos():
    first_run("admin@example.org", "a long enough password")
    fill(today=WEEKDAY, password="x")
    assert [team.name for team in Team.objects.all()] == [TEAM]


def test_a_campaign_is_answered_coded_and_disputed():
    fill(today=WEEKDAY, password="x")
    campaign = Campaign.objects.get()
    requests = campaign.requests.order_by("authority__name")
    outcomes = {each.authority.name: each.outcome for each in requests.select_related("authority")}
    assert outcomes == {
        "Cyngor Dyffryn Hafren": "partly",
        "Humber Valley Police": "",
        "Isle of Sedge Council": "not_held",
        "Kingsmere City Council": "partly",
        "London Borough of Hartwell": "partly",
        "Lough Derry and Sperrin Borough Council": "partly",
        "Marshland District Council": "granted",
        "Office for Public Ledgers": "",
        "Strathlarig Council": "granted",
        "Tidewater NHS Foundation Trust": "",
        "University of Westmere": "",
        "Wold Borough Council": "incomplete",
    }
    assert requests.filter(state="answered").count() == 10
    coded = Answer.objects.standing().filter(question__request__campaign=campaign)
    assert (coded.count(), coded.filter(evidence=None).count()) == (36, 1)
    refused = coded.get(question__request__authority__name="London Borough of Hartwell", outcome="refused")
    assert [f"{each}" for each in refused.exemptions.all()] == ["FOIA s43(2)"]
