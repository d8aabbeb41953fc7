"""Which deadlines the facts give, what they rest on, and how they are told."""

from datetime import date

import pytest

from requests_app.deadlines import (
    Basis,
    DeadlineKind,
    EventKind,
    Fact,
    ProclaimedDay,
    Unit,
    calendar_for,
    deadlines,
    due_dates,
    parse_facts,
)

RECEIVED = Fact(EventKind.RECEIVED, date(2018, 7, 20), id=7)


def clock(text, law="foia", body="", **more):
    facts, terms = parse_facts(text)
    return {each.kind.value: each for each in deadlines(facts, law, body, terms=terms, **more)}


def test_a_request_received_is_due_with_its_law_and_its_facts():
    [acknowledgement, response] = deadlines([RECEIVED], "foia")
    assert (acknowledgement.kind, acknowledgement.basis) == (DeadlineKind.ACKNOWLEDGEMENT, Basis.COURTESY)
    assert response.due_on == date(2018, 8, 20)
    assert (response.law, response.section, response.days) == ("foia", "FOIA 2000 s.10(1)", 20)
    assert (response.unit, response.owed_by, response.met_on) == (Unit.WORKING_DAYS, "authority", None)
    assert response.rests_on == (RECEIVED,)
    assert response.explanation == (
        "Received on 20 July 2018, so the 20th working day after it is 20 August 2018: "
        "6 August 2018 (Summer bank holiday, Scotland) is not counted (FOIA 2000 s.10(1))."
    )


def test_without_a_date_of_receipt_the_day_of_sending_is_assumed_and_said():
    response = clock("sent=2018-07-20")["response"]
    assert response.due_on == date(2018, 8, 20)
    assert response.explanation.startswith("Assumed received the day it was sent, 20 July 2018, so ")
    assert clock("sent=2018-07-20;received=2018-07-23")["response"].due_on == date(2018, 8, 21)


def test_the_due_day_itself_is_not_late():
    response = clock("received=2018-07-20")["response"]
    assert not response.is_late(date(2018, 8, 20))
    assert response.is_late(date(2018, 8, 21))
    met = clock("received=2018-07-20;responded=2018-08-20")["response"]
    assert (met.met_on, met.is_late(date(2030, 1, 1))) == (date(2018, 8, 20), False)
    assert clock("received=2018-07-20;responded=2018-08-21")["response"].is_late(date(2018, 8, 21))


def test_an_answer_in_part_does_not_hide_the_first():
    met = clock("received=2018-07-20;responded=2018-08-10;responded=2018-09-10")
    assert met["response"].met_on == date(2018, 8, 10)
    assert met["review_request"].rests_on == (Fact(EventKind.RESPONSE, date(2018, 9, 10)),)


def test_a_question_stops_the_clock_until_its_answer_starts_it_anew():
    waiting = clock("received=2024-02-01;clarification_asked=2024-02-06")
    assert "response" not in waiting
    assert (waiting["clarification"].owed_by, waiting["clarification"].met_on) == ("requester", None)
    going = clock("received=2024-02-01;clarification_asked=2024-02-06;clarification_given=2024-02-12")
    assert going["response"].due_on == date(2024, 3, 11)
    assert going["clarification"].met_on == date(2024, 2, 12)
    assert going["response"].section == "FOIA 2000 s.10(1); FOIA 2000 ss.1(3), 10(6)(b)"


def test_an_answer_before_the_clarification_does_not_meet_the_new_time():
    going = clock(
        "received=2024-02-01;responded=2024-02-05;clarification_asked=2024-02-06;clarification_given=2024-02-12"
    )
    assert going["response"].met_on is None


def test_a_fees_notice_stops_the_clock_until_it_is_paid():
    waiting = clock("received=2024-02-01;fees_notice=2024-02-09")
    assert "response" not in waiting
    assert waiting["fee_payment"].due_on == date(2024, 5, 8)
    paid = clock("received=2024-02-01;fees_notice=2024-02-09;fee_paid=2024-02-20")
    assert paid["response"].due_on == date(2024, 3, 12)
    assert "the days from 9 February 2024 to 20 February 2024 are not counted" in paid["response"].explanation
    assert paid["fee_payment"].met_on == date(2024, 2, 20)


def test_a_question_put_to_new_zealand_too_late_restarts_nothing():
    early = "received=2024-07-01;clarification_asked=2024-07-10;clarification_given=2024-07-15"
    late = "received=2024-07-01;clarification_asked=2024-07-11;clarification_given=2024-07-15"
    assert clock(early, "oia-nz")["response"].due_on == date(2024, 8, 12)
    assert clock(late, "oia-nz")["response"].due_on == date(2024, 7, 29)


def test_an_extension_without_a_length_in_law_goes_by_its_own_notice():
    until = Fact(EventKind.EXTENSION, date(2024, 7, 20), until=date(2024, 9, 30))
    received = Fact(EventKind.RECEIVED, date(2024, 7, 1))
    found = {each.kind: each for each in deadlines([received, until], "atia-ca")}
    assert found[DeadlineKind.RESPONSE].due_on == date(2024, 9, 30)
    unsaid = {
        each.kind: each for each in deadlines([received, Fact(EventKind.EXTENSION, until.on)], "atia-ca")
    }
    assert unsaid[DeadlineKind.RESPONSE].due_on == date(2024, 7, 31)
    assert "the day it names is not recorded" in unsaid[DeadlineKind.RESPONSE].explanation


def test_a_complaint_without_review_is_given_only_on_request():
    assert "complaint" not in clock("received=2024-02-01;responded=2024-02-20")
    found = clock("received=2024-02-01;responded=2024-02-20", conditional=True)["complaint"]
    assert (found.due_on, found.conditional) == (date(2024, 4, 2), True)
    silent = clock("received=2024-02-01", conditional=True)["complaint"]
    assert (silent.opens_on, silent.due_on) == (date(2024, 3, 1), date(2024, 4, 11))


def test_a_review_that_stays_silent_opens_the_complaint_the_day_after():
    found = clock("received=2024-02-01;responded=2024-02-20;review_asked=2024-02-26", "foisa")
    assert found["complaint"].opens_on == date(2024, 3, 26)
    assert found["review_outcome"].due_on == date(2024, 3, 25)
    assert found["complaint"].explanation.startswith("The time for the review ran out on 25 March 2024, ")


def test_a_proclaimed_day_moves_the_date_and_is_named():
    day = ProclaimedDay(date(2018, 8, 10), "Day of thanks", frozenset({"Northern Ireland"}))
    moved = clock("received=2018-07-20", calendar=calendar_for("foia", [day]))["response"]
    assert moved.due_on == date(2018, 8, 21)
    assert "10 August 2018 (Day of thanks, Northern Ireland)" in moved.explanation


def test_many_dates_at_once_are_the_same_as_one_by_one():
    days = [date(2024, 2, day) for day in range(1, 29)]
    for law in ("foia", "foisa", "sar"):
        one_by_one = [clock(f"received={day}", law)["response"].due_on for day in days]
        assert due_dates(days, law) == one_by_one
    assert due_dates([], "foia") == []


@pytest.mark.parametrize("why", [False, True])
def test_a_deadline_is_told_in_plain_values(why):
    [_, response] = deadlines([RECEIVED], "foia")
    plain = response.as_dict(why)
    assert (plain["due_on"], plain["rests_on"]) == (
        "2018-08-20",
        [{"kind": "received", "on": "2018-07-20", "id": 7}],
    )
    assert ("ledger" in plain) is why
