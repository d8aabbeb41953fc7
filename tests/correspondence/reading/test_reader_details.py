"""Attachments, the place to ask for a review, promises, the law, and dates in the ways letters give them."""

import datetime as dt

import pytest

from correspondence.reading.reader import read_letter


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Please see attached Data Process Map.", ["Data Process Map"]),
        ("I have attached the wardens' handbook.", ["wardens' handbook"]),
        ("The call-off contract is attached.", ["call-off contract"]),
        ("Please find our response attached.", []),
        ("See rota-2021.xlsx for the hours.", ["rota-2021.xlsx"]),
    ],
)
def test_what_is_attached_is_named(words, names):
    assert [one.value for one in read_letter(f"Dear Lab\n\n{words}").attachments_mentioned] == names


@pytest.mark.parametrize(
    ("words", "contact"),
    [
        ("you may ask for a review: foi@mellor.example.", "foi@mellor.example"),
        ("please respond to this email to request an internal review.", "reply to this e-mail"),
        ("ask for a review at https://mellor.example/review.", "https://mellor.example/review"),
        ("complain to the Information Commissioner, casework@ico.org.uk", None),
    ],
)
def test_where_to_ask_for_a_review(words, contact):
    found = read_letter(
        f"Dear Lab\n\nWe hold nothing.\n\nIf you are unhappy with this response {words}"
    ).review_contact
    assert (found.value if found else None) == contact


def test_a_promise_with_its_day():
    (promise,) = read_letter("Dear Lab\n\nWe will send you the rota by 4 May 2021.").promises
    assert promise.by == dt.date(2021, 5, 4)
    assert promise.evidence.text == "We will send you the rota by 4 May 2021."


@pytest.mark.parametrize(
    ("words", "law"),
    [
        ("under the Freedom of Information Act 2000", "FOIA"),
        ("under the Freedom of Information (Scotland) Act 2002", "FOISA"),
        ("under the Environmental Information Regulations 2004 (EIR)", "EIR"),
        ("under the Environmental Information (Scotland) Regulations 2004", "EISR"),
        ("and no exemption applies", "FOIA"),
        ("about the weather", None),
    ],
)
def test_the_law_a_letter_speaks_of(words, law):
    assert read_letter(f"Dear Lab\n\nWe have looked at your letter {words}.").law == law


@pytest.mark.parametrize(
    "words",
    [
        "Thank you for your request received on 2 March 2021.",
        "Date of request: 2 March 2021",
        "On 2 March 2021 you asked for the rota.",
        "You requested the rota on 2 March 2021.",
    ],
)
def test_the_day_of_receipt(words):
    received = read_letter(f"Date: 30 March 2021\n\nDear Lab\n\n{words}\n\nWe do not hold it.").dates.received
    assert received is not None
    assert received.value == dt.date(2021, 3, 2)


def test_in_the_outcome_of_a_review_the_request_for_it_was_received():
    reading = read_letter(
        "Dear Lab\n\nInternal review\n\nYour request was received on 2 March 2021. Your request for a review of it"
        " was received on 5 May 2021. I have completed the review and uphold"
        " the original decision: section 43(2) of the Act exempts the contract."
    )
    assert reading.kind.value == "internal_review_outcome"
    assert reading.dates.received is not None
    assert reading.dates.received.value == dt.date(2021, 5, 5)


def test_the_statutory_of_two_deadlines_is_the_one_due():
    text = "Response deadline: 8 May 2018\n20 day response deadline: 31 May 2018\n\nDear Lab\n\nWe have logged it."
    due = read_letter(text).dates.due
    assert due is not None
    assert due.value == dt.date(2018, 5, 31)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CAS-23881\n\nDear Lab\n\nThe rota is attached.", "CAS-23881"),
        ("Dear Lab\n\n2021/5512: Freedom of information request\n\nThe rota is attached.", "2021/5512"),
        ("Dear Lab\n\nInternal review: IR2021/09\n\nI uphold the decision.", "IR2021/09"),
        ("Your request (C/18/204)\n\nThe rota is attached.", "C/18/204"),
        ("Town Hall\nM60 2LA\n0161 496 0000\n2021\n\nDear Lab\n\nThe rota is attached.", None),
    ],
)
def test_a_case_number_that_stands_alone(text, number):
    found = [one.value for one in read_letter(text).references if one.role == "authority"]
    assert found == ([number] if number else [])
