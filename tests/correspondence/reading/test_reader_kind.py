"""What sort of letter it is does not hang on one phrase."""

import pytest

from correspondence.reading.reader import read_letter

FOOTER = "\n\nIf you are unhappy with this response you can ask for an internal review. You may then complain to the"
RIGHTS = f"{FOOTER} Information Commissioner."


def kind(words: str) -> str:
    return read_letter(f"Dear Lab\n\n{words}").kind.value


def test_the_footer_of_every_outcome_is_no_review():
    assert kind(f"The rota is attached.{RIGHTS}") == "full_disclosure"


def test_a_refusal_notice_that_gives_something_is_partial():
    words = (
        "Please find attached the rota. The names are exempt under section 40(2) of the Act, and this letter is a"
        " refusal notice for them."
    )
    assert kind(words + RIGHTS) == "partial_disclosure"


def test_a_refusal_for_cost_that_invites_a_narrower_request_asks_nothing():
    words = (
        "To comply would exceed the appropriate limit, and we refuse your request under section 12 of the Act. You may"
        " wish to refine your request."
    )
    assert kind(words + RIGHTS) == "refusal"


def test_a_review_to_come_is_acknowledged_only():
    words = (
        "You asked for an internal review. It will be carried out by a senior officer within 20 working days."
    )
    assert kind(words) == "acknowledgement"


def test_an_answer_that_thanks_for_the_request_received_is_no_acknowledgement():
    words = "Thank you for your request, which we received on 2 March 2021. We do not hold the information requested."
    assert kind(words + RIGHTS) == "not_held"


def test_a_notice_that_environmental_information_is_not_held_is_no_refusal():
    words = "The Council does not hold a noise survey. Regulation 12(4)(a) of the EIR applies."
    assert kind(words + RIGHTS) == "not_held"


def test_the_request_repeated_says_nothing_about_the_answer():
    words = (
        "Your request:\nPlease send every refusal notice, and say how often information was not held or exempt.\n\n"
        "Our response:\nThe list is attached."
    )
    assert kind(words + RIGHTS) == "full_disclosure"


@pytest.mark.parametrize("words", ["Thank you for your kind words.", "Happy new year from all of us."])
def test_small_talk_is_of_no_kind(words):
    assert kind(words) == "other"
