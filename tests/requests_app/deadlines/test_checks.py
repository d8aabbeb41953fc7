"""Facts that cannot be right each get their own sentence."""

from datetime import date

import pytest

from requests_app.deadlines import (
    BeforeReceipt,
    BeforeTheAct,
    ClarificationNotAskedFor,
    ComplaintNotMade,
    ComplaintTooEarly,
    EventKind,
    Fact,
    FactsError,
    FeeBeforeNotice,
    NothingReceived,
    ReviewNotAskedFor,
    ReviewTooEarly,
    TermEndsBeforeItStarts,
    TooFarAhead,
    UnknownBody,
    UnknownLaw,
    WrongOrder,
    check,
    deadlines,
    parse_facts,
    replay,
)

R = "received=2018-07-20;"
CASES = [
    ("", "foia", NothingReceived, "Nothing has been received yet: without a date of receipt no time limit runs."),
    ("responded=2018-08-01", "foia", NothingReceived, "Nothing has been received yet"),
    ("received=1066-10-14", "foia", BeforeTheAct,
     "14 October 1066 is before the rights under FOIA 2000 began, on 1 January 2005."),
    ("received=2017-05-24", "sar", BeforeTheAct,
     "24 May 2017 is before the rights under UK GDPR began, on 25 May 2018."),
    ("received=2051-01-01", "foia", TooFarAhead,
     "1 January 2051 is too far ahead: bank holidays cannot be foreseen after 2050."),
    ("sent=2018-07-21;received=2018-07-20", "foia", WrongOrder,
     "The request cannot have been received on 20 July 2018, before it was sent on 21 July 2018."),
    (R + "responded=2018-07-19", "foia", BeforeReceipt,
     "Response on 19 July 2018 cannot be right: the request was received only on 20 July 2018."),
    (R + "clarification_asked=2018-08-01;clarification_given=2018-07-31", "foia", ClarificationNotAskedFor,
     "A clarification cannot be given on 31 July 2018, before the authority asked for one."),
    (R + "fee_paid=2018-08-01", "foia", FeeBeforeNotice,
     "A fee cannot be paid on 1 August 2018, before there is a fees notice."),
    (R + "fees_notice=2018-08-02;fee_paid=2018-08-01", "eir", FeeBeforeNotice,
     "A fee cannot be paid on 1 August 2018, before there is a fees notice."),
    (R + "review_requested=2018-08-20", "foia", ReviewTooEarly,
     "A review cannot be asked for on 20 August 2018, before there is an answer or the time has run out."),
    (R + "responded=2018-08-02;review_requested=2018-08-01", "foisa", ReviewTooEarly,
     "A review cannot be asked for on 1 August 2018, before there is an answer or the time has run out."),
    (R + "responded=2018-08-02;review_decided=2018-08-10", "foia", ReviewNotAskedFor,
     "A review cannot be decided on 10 August 2018, before it is asked for."),
    (R + "responded=2018-08-02;review_requested=2018-08-09;review_extension_notified=2018-08-08", "foia",
     ReviewNotAskedFor, "A review cannot be extended on 8 August 2018, before it is asked for."),
    (R + "complaint=2018-08-10", "foia", ComplaintTooEarly,
     "A complaint cannot be made on 10 August 2018, before there is an answer or the time has run out."),
    (R + "responded=2018-08-02;complaint=2018-08-10", "foisa", ComplaintTooEarly,
     "A complaint cannot be made on 10 August 2018: under FOISA 2002 a review comes first, "
     "and must be decided or out of time."),
    (R + "responded=2018-08-02;complaint_decided=2018-08-10", "foia", ComplaintNotMade,
     "A complaint cannot be decided on 10 August 2018, before it is made."),
    (R + "term=2018-10-23/2018-09-02", "foia", TermEndsBeforeItStarts,
     "A term cannot end on 2 September 2018, before it starts on 23 October 2018."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "law", "error", "sentence"), CASES, ids=lambda value: str(value)[:60])
def test_wrong_facts_are_refused_in_plain_words(text, law, error, sentence):
    facts, terms = parse_facts(text)
    for ask in (check, deadlines, replay):
        with pytest.raises(FactsError) as caught:
            ask(facts, law, terms=terms)
        assert type(caught.value) is error
        assert str(caught.value).startswith(sentence)


def test_every_error_has_a_sentence_of_its_own():
    sentences = {sentence for _, _, _, sentence in CASES}
    assert len({error for _, _, error, _ in CASES}) == 12
    assert all(not sentence[0].islower() for sentence in sentences)


def test_an_unknown_law_or_body_is_named_with_those_that_are_known():
    facts, _ = parse_facts(R)
    with pytest.raises(UnknownLaw, match="“magna carta” is not a law known here: use one of foia, eir, "):
        check(facts, "magna carta")
    with pytest.raises(
        UnknownBody, match="“pub” is not a kind of public body known here: use one of school, "
    ):
        check(facts, "foia", "pub")


def test_a_review_may_be_asked_for_once_the_time_has_run_out():
    check(parse_facts(R + "review_requested=2018-08-21")[0], "foia")
    check(parse_facts(R + "responded=2018-08-02;review_requested=2018-08-02")[0], "foia")


def test_what_was_lawful_then_stays_lawful_when_the_clock_restarts_later():
    text = R + "review_requested=2018-08-21;clarification_asked=2018-08-22;clarification_given=2018-08-23"
    assert replay(parse_facts(text)[0], "foia").review_asked_on == date(2018, 8, 21)


def test_a_scottish_complaint_may_follow_a_review_that_stayed_silent():
    asked = R + "responded=2018-08-02;review_requested=2018-08-03;complaint="
    check(parse_facts(asked + "2018-09-04")[0], "foisa")
    with pytest.raises(ComplaintTooEarly):
        check(parse_facts(asked + "2018-09-03")[0], "foisa")


def test_a_clarification_alone_is_taken_as_asked_for():
    check(parse_facts(R + "clarification_received=2018-07-31")[0], "foia")


def test_a_day_named_in_an_extension_is_checked_too():
    extension = Fact(EventKind.EXTENSION, date(2018, 8, 1), until=date(2999, 1, 1))
    with pytest.raises(TooFarAhead):
        check([Fact(EventKind.RECEIVED, date(2018, 7, 20)), extension], "oia-nz")
