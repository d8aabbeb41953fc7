"""Answers are paired with their questions however the letter sets them out, and never by force."""

import pytest

from correspondence.reading.reader import read_letter
from correspondence.reading.reader_outcomes import judge


def answers(words: str) -> list[tuple[str, str]]:
    found = read_letter(f"Dear Lab\n\nThank you for your request.\n\n{words}").answers
    return [(one.label, one.outcome) for one in found]


def test_questions_and_answers_with_letters_and_numbers():
    assert answers("Q1. Who runs it?\nA1. Hollin Ltd.\nQ2. Please send the contract.\nA2. Not held.") == [
        ("Q1. Who runs it?", "disclosed"),
        ("Q2. Please send the contract.", "not_held"),
    ]


def test_questions_followed_by_prose():
    words = (
        "1. Any training manuals for staff\n\nWe do not hold any.\n\n"
        "2. Any contracts with suppliers\n\nThe contract is withheld under section 43(2) of the Act.\n\n"
        "3. The number of wardens\n\nSix wardens are employed."
    )
    assert answers(words) == [
        ("1. Any training manuals for staff", "not_held"),
        ("2. Any contracts with suppliers", "refused"),
        ("3. The number of wardens", "disclosed"),
    ]


def test_an_answer_on_the_same_line_as_its_question():
    assert answers("1. Do you use software? Yes, since 2015.\n2. Is it bought in? No.") == [
        ("1. Do you use software?", "disclosed"),
        ("2. Is it bought in?", "disclosed"),
    ]


def test_label_lines():
    words = "Briefing notes - see attached\nContracts - none held\nTraining - see attached slides"
    assert answers(words) == [
        ("Briefing notes", "disclosed"),
        ("Contracts", "not_held"),
        ("Training", "disclosed"),
    ]


def test_answers_that_name_their_question():
    words = (
        "Your request:\n1. Do you use it?\n2. What did it cost?\n3. Who checks it?\n\n"
        "Our response:\nIn relation to question 1: Yes, it is used.\nIn relation to questions 2 and 3: Not held."
    )
    assert answers(words) == [
        ("1. Do you use it?", "disclosed"),
        ("2. What did it cost?", "not_held"),
        ("3. Who checks it?", "not_held"),
    ]


def test_the_rest_of_a_request_refused_as_a_whole():
    words = (
        "Your request:\n1. Do you use it?\n2. What did it cost?\n3. Who checks it?\n\n"
        "Our response:\nIn relation to question 1: Yes.\n"
        "The remaining parts of your request are exempt under section 31(1)(a) of the Act."
    )
    assert answers(words)[-1] == ("The remaining parts of your request", "refused")


def test_a_table_of_questions_and_answers():
    words = "What product is in use?\tHollin Insight\nHow many people are flagged?\t412\nWho pays for it?\tThe NHS"
    assert [label for label, _ in answers(words)] == [
        *("What product is in use?", "How many people are flagged?", "Who pays for it?")
    ]


def test_a_list_that_is_withheld():
    words = (
        "The following information is withheld under section 43(2) of the Act:\n\n"
        "• Any contracts for the programs\n• Any costs of the systems"
    )
    assert answers(words) == [
        ("Any contracts for the programs", "refused"),
        ("Any costs of the systems", "refused"),
    ]


def test_short_headings_that_name_what_was_asked():
    words = (
        "Briefing notes\n\nPlease see the attached note.\n\nTraining manuals\n\nNo information held.\n\n"
        "Contracts\n\nThe contract is withheld under section 43(2) of the Act."
    )
    assert answers(words) == [
        ("Briefing notes", "disclosed"),
        ("Training manuals", "not_held"),
        ("Contracts", "refused"),
    ]


def test_a_list_with_one_answer_to_all_of_it_gives_no_pairs():
    words = (
        "Your request:\n1. Any contracts\n2. Any training manuals\n3. Any assessments\n\n"
        "Our response:\nThe Council does not hold the information you asked for."
    )
    assert answers(words) == []


def test_two_paragraphs_below_two_questions_may_be_one_story():
    words = (
        "You asked for:\n• the wardens' contract\n• their training manual\n\n"
        "Our response:\nThe scheme began in 2015 and has grown since.\n\nSix people work there today."
    )
    assert answers(words) == []


def test_a_later_answer_to_the_same_question_stands_for_the_first():
    words = (
        "Question 1\nRequest\nAny guide to the model\nResponse\nIt is exempt under section 43(2) of the Act.\n"
        "Request for review\nWe would like to see the guide.\nResponse\nI have attached the guide."
    )
    assert [outcome for _, outcome in answers(words)] == ["disclosed"]


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("information not held. all systems were built in house.", "not_held"),
        ("~there are no impact assessments", "not_held"),
        ("the council doesn't hold a copy of it.", "not_held"),
        ("there has been no requirement to produce this.", "not_held"),
        ("n/a", "not_held"),
        ("we cannot share the data as a whole.", "refused"),
        ("this would take us beyond the 18 hours allowed.", "refused"),
        ("slides are only available to employees.", "refused"),
        ("we can neither confirm nor deny that it is held.", "refused"),
        ("it can be found on our website.", "published_elsewhere"),
        ("https://example.org/rota", "published_elsewhere"),
        ("see attached brochures", "disclosed"),
        ("six wardens are employed.", "disclosed"),
        ("a redacted copy is attached; the prices are exempt under section 43(2).", "partly_disclosed"),
        ("you will receive a separate response.", "no_answer"),
    ],
)
def test_the_words_of_one_answer(words, outcome):
    assert judge([words]).outcome == outcome
