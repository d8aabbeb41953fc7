"""State, next steps and what is due, replayed from the facts."""

from datetime import date

import pytest

from requests_app.deadlines import DeadlineKind, EventKind, NothingReceived, State, parse_facts, replay

R = "received=2018-07-20;"
ANSWERED = R + "responded=2018-08-10;"


def life(text, law="foia", on=None):
    return replay(parse_facts(text)[0], law, on=on)


@pytest.mark.parametrize(
    ("text", "state", "due"),
    [
        ("sent=2018-07-20", State.AWAITING_RESPONSE, "response"),
        (R, State.AWAITING_RESPONSE, "response"),
        (R + "acknowledged=2018-07-23;extension=2018-08-10", State.AWAITING_RESPONSE, "response"),
        (R + "clarification_asked=2018-07-25", State.AWAITING_CLARIFICATION, "clarification"),
        (
            R + "clarification_asked=2018-07-25;clarification_given=2018-07-25",
            State.AWAITING_RESPONSE,
            "response",
        ),
        (R + "clarification_asked=2018-07-25;responded=2018-07-30", State.ANSWERED, "review_request"),
        (R + "fees_notice=2018-07-25", State.AWAITING_FEE, "fee_payment"),
        (R + "fees_notice=2018-07-25;fee_paid=2018-07-30", State.AWAITING_RESPONSE, "response"),
        (R + "fees_notice=2018-08-25", State.AWAITING_RESPONSE, "response"),
        (ANSWERED, State.ANSWERED, "review_request"),
        (
            ANSWERED + "clarification_asked=2018-08-11;clarification_given=2018-08-13",
            State.AWAITING_RESPONSE,
            "response",
        ),
        (ANSWERED + "review_asked=2018-08-13", State.IN_REVIEW, "review_outcome"),
        (R + "review_asked=2018-08-21;responded=2018-08-22", State.IN_REVIEW, "review_outcome"),
        (ANSWERED + "review_asked=2018-08-13;review_decided=2018-09-03", State.ANSWERED, "complaint"),
        (ANSWERED + "complaint=2018-09-03", State.WITH_REGULATOR, None),
        (
            ANSWERED + "review_asked=2018-08-13;complaint=2018-11-03;review_decided=2018-11-04",
            State.WITH_REGULATOR,
            None,
        ),
        (ANSWERED + "complaint=2018-09-03;complaint_decided=2019-01-15", State.CLOSED, None),
        (
            ANSWERED + "complaint=2018-09-03;complaint_decided=2019-01-15;responded=2019-02-01",
            State.ANSWERED,
            "review_request",
        ),
        (R + "withdrawn=2018-07-25", State.CLOSED, None),
    ],
)
def test_the_facts_give_the_state_and_what_is_due(text, state, due):
    found = life(text)
    assert (found.state, found.due.kind.value if found.due else None) == (state, due)
    assert found.state.label


def test_overdue_begins_the_day_after_the_due_day():
    found = life(R)
    assert not found.is_overdue(date(2018, 8, 20))
    assert found.is_overdue(date(2018, 8, 21))
    assert not life(ANSWERED).is_overdue(date(2030, 1, 1))
    assert not life(R + "clarification_asked=2018-07-25").is_overdue(date(2030, 1, 1))
    assert life(ANSWERED + "review_asked=2018-08-13").is_overdue(date(2018, 9, 12))


def test_a_life_can_be_told_as_at_any_past_day():
    whole = ANSWERED + "review_asked=2018-08-13;review_decided=2018-09-03"
    states = {day: life(whole, on=date(2018, *day)).state for day in ((8, 9), (8, 10), (8, 13), (9, 3))}
    assert states == {
        (8, 9): State.AWAITING_RESPONSE,
        (8, 10): State.ANSWERED,
        (8, 13): State.IN_REVIEW,
        (9, 3): State.ANSWERED,
    }
    with pytest.raises(NothingReceived):
        life(whole, on=date(2018, 7, 19))


def test_the_dates_of_a_life_are_told():
    found = life(
        "sent=2018-07-20;clarification_asked=2018-07-23;clarification_given=2018-07-30;responded=2018-08-10"
    )
    assert (found.date_of_receipt, found.assumed_receipt) == (date(2018, 7, 20), True)
    assert found.clock_started_on == date(2018, 7, 30)
    assert (found.responded_on, found.acknowledged_on) == (date(2018, 8, 10), None)
    assert found.deadline("response").due_on == date(2018, 8, 29)
    assert found.deadline(DeadlineKind.APPEAL) is None


def test_steps_that_need_the_time_to_have_run_out_appear_when_it_has():
    early, late = life(R, on=date(2018, 8, 20)).next_steps, life(R, on=date(2018, 8, 21)).next_steps
    assert early == (
        EventKind.ACKNOWLEDGED,
        EventKind.CLARIFICATION_ASKED,
        EventKind.FEES_NOTICE,
        EventKind.EXTENSION,
        EventKind.RESPONSE,
        EventKind.WITHDRAWN,
    )
    assert {EventKind.REVIEW_ASKED, EventKind.COMPLAINT} <= set(late)
    assert EventKind.EXTENSION not in late
    assert EventKind.COMPLAINT not in life(R, "foisa", on=date(2018, 8, 21)).next_steps


def test_each_state_offers_only_its_own_steps():
    assert life(R + "fees_notice=2018-07-25").next_steps == (
        EventKind.FEE_PAID,
        EventKind.RESPONSE,
        EventKind.WITHDRAWN,
    )
    assert EventKind.EXTENSION not in life(R, "foisa").next_steps
    assert EventKind.COMPLAINT in life(ANSWERED).next_steps
    assert EventKind.COMPLAINT not in life(ANSWERED, "foisa").next_steps
    assert life(R + "withdrawn=2018-07-25").next_steps == ()
    assert (
        EventKind.REVIEW_ASKED
        not in life(ANSWERED + "review_asked=2018-08-13;review_decided=2018-09-03").next_steps
    )


def test_a_right_that_has_run_out_is_no_longer_due():
    assert life(ANSWERED, on=date(2018, 10, 8)).due.kind is DeadlineKind.REVIEW_REQUEST
    assert life(ANSWERED, on=date(2018, 10, 9)).due is None
