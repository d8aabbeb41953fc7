"""What a requester asked for, item by item."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.letter_items import Item, find_items


def asked(letter: str) -> list[tuple[str, str]]:
    return [(item.label, item.text) for item in find_items(letter)]


def texts(letter: str) -> list[str]:
    return [item.text for item in find_items(letter)]


def letter(body: str, below: str = "") -> str:
    return f"Dear Example Council,\n\n{body}\n\nYours faithfully,\n\nA. Requester\n{below}"


def test_the_real_letter_has_seven_items_and_its_footnote_has_none(shared_dir: Path) -> None:
    thread = (shared_dir / "seed" / "000_78992ad83ab1f308.txt").read_text()
    first = thread[: thread.index("\n1 Attachment")]
    found = texts(first)
    assert len(found) == 7
    assert found[3] == "Any impact assessments"
    assert found[0].startswith("Any briefing notes, reports,")
    assert found[0].endswith("types of data")
    assert found[6].startswith("Any contracts")


@pytest.mark.parametrize("mark", ["·", "•", "-", "*", ".", "–", "o", "—", "▪", "\uf0b7", "+"])
def test_every_kind_of_bullet_begins_an_item(mark: str) -> None:
    body = f"Please send:\n\n{mark} The parking contract\n{mark} Its yearly cost\n{mark} Any review of it"
    assert asked(letter(body)) == [
        ("", "The parking contract"),
        ("", "Its yearly cost"),
        ("", "Any review of it"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "labels"),
    [
        ("1.", "2.", ["1", "2"]),
        ("1)", "2)", ["1", "2"]),
        ("(1)", "(2)", ["1", "2"]),
        ("Q1", "Q2", ["1", "2"]),
        ("Q1.", "Q2.", ["1", "2"]),
        ("Question 1:", "Question 2:", ["1", "2"]),
        ("1 -", "2 -", ["1", "2"]),
        ("1\t", "2\t", ["1", "2"]),
        ("1.1", "1.2", ["1.1", "1.2"]),
        ("a)", "b)", ["a", "b"]),
        ("(a)", "(b)", ["a", "b"]),
        ("A.", "B.", ["A", "B"]),
        ("i.)", "ii.)", ["i", "ii"]),
        ("(i)", "(ii)", ["i", "ii"]),
    ],
)
def test_every_kind_of_numbering_gives_its_label(first: str, second: str, labels: list[str]) -> None:
    found = find_items(letter(f"I request:\n\n{first} How many vans you own\n\n{second} What they cost"))
    assert [item.label for item in found] == labels
    assert [item.text for item in found] == ["How many vans you own", "What they cost"]


def test_two_bullet_signs_in_one_list_are_both_items() -> None:
    body = "Specifically, we are requesting:\n\n· Any maps\n\n. Any plans\n\n· Any drawings"
    assert texts(letter(body)) == ["Any maps", "Any plans", "Any drawings"]


def test_a_number_glued_to_its_word_is_still_a_marker() -> None:
    body = "Please provide:\n9. Costs\n10.The software itself\n11. Its sources"
    assert asked(letter(body)) == [("9", "Costs"), ("10", "The software itself"), ("11", "Its sources")]


def test_an_item_wrapped_over_lines_is_one_item() -> None:
    body = (
        "We would like to see the following records:\n\n"
        "- Any minutes of the highways working group in which the closing of the\n"
        "  Mill Lane bridge was talked about, with\n"
        "  the papers laid before it.\n"
        "- Any notes"
    )
    assert texts(letter(body)) == [
        "Any minutes of the highways working group in which the closing of the Mill Lane bridge was talked "
        "about, with the papers laid before it.",
        "Any notes",
    ]


def test_prose_right_below_a_list_is_not_part_of_its_last_item() -> None:
    body = "Please send:\n- Costs\n- Suppliers\nIf this takes too long, do say so."
    assert texts(letter(body)) == ["Costs", "Suppliers"]


def test_a_marker_alone_on_its_line_belongs_to_the_words_below() -> None:
    assert texts(letter("We request:\n•\nAny reports\n\n•\n\nAny audits")) == ["Any reports", "Any audits"]


def test_bullets_pasted_into_one_line_are_separate_items() -> None:
    assert texts(letter("We request: • Any reports • Any audits")) == ["Any reports", "Any audits"]


def test_lettered_arguments_in_a_footnote_are_no_items_signed_or_not() -> None:
    note = "*On commercial sensitivity:\na) The code asks for openness.\n\nb) Others publish theirs."
    body = "We are requesting:\n\n· Any contracts.*\n\n· Any tenders"
    assert texts(letter(body, below=note)) == ["Any contracts.*", "Any tenders"]
    assert texts(f"{body}\n\n{note}") == ["Any contracts.*", "Any tenders"]


def test_a_list_of_reasons_asks_for_nothing() -> None:
    body = (
        "Please provide:\n1. The tender\n2. The bids\n\n"
        "We argue that the public interest favours release because:\n1. It is public money\n2. Others do"
    )
    assert texts(letter(body)) == ["The tender", "The bids"]


def test_a_list_of_background_before_the_request_asks_for_nothing() -> None:
    body = "The council runs three pools:\n- North\n- South\n\nPlease send me:\n- The costs\n- The takings"
    assert texts(letter(body)) == ["The costs", "The takings"]


def test_short_headings_inside_a_list_do_not_end_it() -> None:
    body = (
        "I would like the following information:\n\nStaff\n1. How many\n2. Their pay\n\nVehicles\n3. How many"
    )
    assert [label for label, _ in asked(letter(body))] == ["1", "2", "3"]


def test_lettered_parts_of_numbered_questions_are_items_with_both_labels() -> None:
    body = "I ask:\n1. Do you use cameras?\na. If so, since when?\nb. At what cost?\n2. Who reads them?"
    assert [label for label, _ in asked(letter(body))] == ["1", "1a", "1b", "2"]


def test_bullets_under_a_numbered_item_are_part_of_it() -> None:
    body = "Please send:\n1. For each contract:\n- its value\n- its end\n2. Any reviews"
    assert asked(letter(body)) == [("1", "For each contract:\n- its value\n- its end"), ("2", "Any reviews")]


def test_fragments_under_an_unfinished_sentence_are_part_of_it() -> None:
    body = "I ask:\n1. The number of complaints by\n   a) ward\n   b) month\n2. Any policy"
    assert asked(letter(body)) == [("1", "The number of complaints by\na ward\nb month"), ("2", "Any policy")]


def test_questions_run_together_in_a_line_are_separate_items() -> None:
    assert asked(letter("Q1: How many dogs? Q2: How many cats?")) == [
        ("1", "How many dogs?"),
        ("2", "How many cats?"),
    ]


def test_a_request_in_one_sentence_about_writing_is_found() -> None:
    body = "I am writing under the Freedom of Information Act to request a copy of your flood plan."
    assert texts(letter(body)) == [body]


def test_a_number_in_wrapped_prose_starts_no_item() -> None:
    body = "Please send the report named in section\n12. Nothing else is needed."
    assert [label for label, _ in asked(letter(body))] == [""]


def test_lines_without_markers_under_a_lead_in_are_items() -> None:
    body = (
        "Specifically, we are requesting:\nAny training manuals.\nDetails of the software.\n"
        "Please note we want no personal data."
    )
    assert texts(letter(body)) == ["Any training manuals.", "Details of the software."]


def test_numbering_inside_a_paragraph_gives_items() -> None:
    body = "Please tell me 1) the number of cameras, 2) their yearly cost and 3) who reads them."
    assert asked(letter(body)) == [
        ("1", "the number of cameras"),
        ("2", "their yearly cost"),
        ("3", "who reads them."),
    ]


def test_a_letter_in_prose_gives_its_questions_and_its_please_provides() -> None:
    body = (
        "I live in the parish and walk a lot, e.g. In the evening. How many benches were mended in 2019? "
        "Please provide the invoices as well. Please let me know if this is unclear."
    )
    assert texts(letter(body)) == [
        "How many benches were mended in 2019?",
        "Please provide the invoices as well.",
    ]


def test_courtesies_are_not_asked_for() -> None:
    body = (
        "I would like to request the total spent on grit. Please acknowledge receipt. "
        "Please send the answer in electronic format. I look forward to hearing from you."
    )
    assert texts(letter(body)) == ["I would like to request the total spent on grit."]


@pytest.mark.parametrize(
    "text", ["", " \n \n", "Dear Council,", "Thank you for your letter.", "\x00\x01", "•", "1."]
)
def test_a_letter_that_asks_for_nothing_has_no_items(text: str) -> None:
    assert find_items(text) == ()


def test_places_point_at_the_words_in_the_letter() -> None:
    whole = letter("Please send:\r\n1. The parking\r\n   contract\r\n2. Its cost")
    for item in find_items(whole):
        assert " ".join(whole[item.start : item.end].split()) == item.text


@given(st.text(alphabet="ab1.()-·•*o:?\n\t Q", max_size=300) | st.text(max_size=300))
def test_any_text_is_read_without_error_and_places_lie_in_order(text: str) -> None:
    found = find_items(text)
    assert all(isinstance(item, Item) and 0 <= item.start <= item.end <= len(text) for item in found)
    assert [item.start for item in found] == sorted(item.start for item in found)


@pytest.mark.parametrize(
    "unit",
    ["Please provide the costs of grit. ", "- any grit bins on the road\n", " ", ". ", "1) ", "(a) ", "? A",
     "we ask:\n", "1.1.", "under the ", "Q1\n", "- x:\n  - y:\n    1. z\n", "\n", "e.g. A", "thanks "],
)  # fmt: skip
def test_time_grows_no_faster_than_the_letter(unit: str) -> None:
    short = max(seconds(unit, 100_000), 0.2)  # below that a busy machine decides
    assert seconds(unit, 400_000) < 12 * short


def test_a_megabyte_of_letter_does_not_hang() -> None:
    assert (
        seconds("Dear Council,\n\nPlease send:\n\n- The costs of grit in each year since 2010\n", 1_000_000)
        < 20
    )


def seconds(unit: str, size: int) -> float:
    text = unit * (size // len(unit))
    start = time.process_time()
    find_items(text)
    return time.process_time() - start
