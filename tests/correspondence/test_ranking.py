"""To which requests a mail may belong: the likeliest first, each with its reasons."""

from dataclasses import replace
from datetime import date

import pytest

from correspondence.case_numbers import possible_keys
from correspondence.ranking import Candidate, Clues, likeness, rank
from correspondence.senders import known_senders

SENT = date(2018, 8, 14)
MARSH = Candidate(
    pk=1,
    title="Systems that score people",
    authority="Marshland Council",
    numbers=("FOI-18-1134",),
    known=known_senders(["foi@marshland.gov.uk"], ""),
    begun_on=date(2018, 7, 20),
    is_awaited=True,
)
UPLAND = replace(
    MARSH,
    pk=2,
    authority="Upland Council",
    numbers=("FOI-9",),
    known=known_senders(["foi@upland.gov.uk"], ""),
    title="Parking",
)


def told(clues: Clues, *candidates: Candidate) -> list[tuple[int, tuple[str, ...]]]:
    return [(one.pk, one.reasons) for one in rank(clues, candidates or (MARSH, UPLAND))]


def test_a_number_outweighs_the_sender() -> None:
    clues = Clues(numbers=("foi 18 1134", "FOI-18-1134"), sender="foi@upland.gov.uk", sent_on=SENT)
    assert told(clues) == [
        (1, ("It names FOI-18-1134", "Their answer is awaited")),
        (2, ("Its sender is the address of Upland Council", "Their answer is awaited")),
    ]


def test_a_colleague_of_the_contact_is_told_by_the_domain_and_a_neighbour_is_not() -> None:
    clues = Clues(sender="sam.clerk@mail.marshland.gov.uk", sent_on=SENT)
    assert told(clues) == [(1, ("Its sender writes for Marshland Council", "Their answer is awaited"))]
    assert told(Clues(sender="foi@derby.gov.uk")) == []


def test_of_a_shared_host_only_the_very_address_counts() -> None:
    trust = replace(MARSH, known=known_senders(["trust@nhs.net"], ""))
    assert told(Clues(sender="other@nhs.net"), trust) == []
    assert [pk for pk, _ in told(Clues(sender="Trust@NHS.net"), trust)] == [1]


def test_a_copy_of_our_own_letter_is_told_by_where_it_went() -> None:
    clues = Clues(sender="me@example.org", recipients=frozenset({"foi@marshland.gov.uk"}), sent_on=SENT)
    assert told(clues) == [(1, ("It went to Marshland Council", "Their answer is awaited"))]


def test_words_of_the_subject_speak_for_a_title_that_has_them() -> None:
    assert told(Clues(subject="RE: Freedom of Information request: systems that score people")) == [
        (1, ("Its subject is like the request’s title", "Their answer is awaited"))
    ]
    assert told(Clues(subject="RE: Freedom of Information request")) == []


def test_what_is_older_than_the_request_comes_last_and_says_so() -> None:
    later = replace(MARSH, pk=3, begun_on=date(2018, 9, 1))
    found = told(Clues(sender="foi@marshland.gov.uk", sent_on=SENT), later, MARSH)
    assert [pk for pk, _ in found] == [1, 3]
    assert found[1][1][-1] == "But it is older than the request"


def test_at_most_eight_are_told() -> None:
    many = [replace(MARSH, pk=number) for number in range(1, 20)]
    assert [one.pk for one in rank(Clues(sender="foi@marshland.gov.uk"), many)] == list(range(19, 11, -1))


def test_likeness_is_a_share_and_empty_words_do_not_count() -> None:
    assert likeness("Housing scoring systems", "Scoring systems in housing") == 1.0
    assert likeness("Freedom of Information request", "Information request") == 0.0
    assert likeness("", "") == 0.0


def test_a_number_that_nothing_announces_is_suggested_with_less_weight() -> None:
    keys = possible_keys("", "Dear team, about foi18/1134 we say no")
    assert told(Clues(keys=keys)) == [(1, ("FOI-18-1134 stands in it", "Their answer is awaited"))]


@pytest.mark.parametrize("text", ["about WBC-40118 we say no", "RE: wbc 40118 thanks", "WBC40118"])
def test_possible_numbers_are_found_however_they_are_written(text: str) -> None:
    assert "wbc40118" in possible_keys("", text)


def test_a_mail_of_numbers_alone_costs_no_more_than_its_limit() -> None:
    assert len(possible_keys("", " ".join(str(10_000 + n) for n in range(8_000)))) <= 202


def test_a_number_without_its_letters_is_told_as_a_doubt() -> None:
    council = replace(MARSH, numbers=("FOI 2102/26",))
    assert told(Clues(numbers=("2102/26",)), council) == [
        (1, ("It names 2102/26, which may be FOI 2102/26", "Their answer is awaited")),
    ]
    assert told(Clues(numbers=("EIR 2102/26", "2102/26")), council) == []
