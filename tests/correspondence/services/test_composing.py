"""What letters begin with, by kind and law, and the drafts that people keep."""

from datetime import date

import pytest
from django.utils import timezone

from correspondence.letter_texts import gaps
from correspondence.models import Message, OutgoingLetter
from correspondence.placeholders import FIELDS
from correspondence.services.case_facts import case_facts
from correspondence.services.composing import compose
from correspondence.services.recipients import recipients
from requests_app.deadlines import LAWS, EventKind
from tests.accounts.factories import researcher
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.correspondence.factories import make_letter
from tests.correspondence.outgoing import TO, make_case

TODAY = date(2018, 8, 22)


def _composed(kind: str, today: date = TODAY, **fields):
    request = fields.pop("request", None) or make_case(**fields)
    return compose(request=request, kind=kind, by=researcher(request.team, name="Ada Quill"), today=today)


@pytest.mark.django_db
def test_a_chaser_says_by_how_many_working_days_the_answer_is_late_and_by_which_law() -> None:
    composed = _composed("chaser")
    assert composed.body == (
        f"Dear {composed_authority(composed)}\n\n"
        "Your reference: FOI-18-1134\n\n"
        "I write about my request for information about: Scoring systems. You received it on 20 July 2018.\n\n"
        "The last day that the law allows for your answer was 20 August 2018 (FOIA 2000 s.10(1)). Your answer is now "
        "2 working days late, counted to 22 August 2018, and I have not had it.\n\n"
        "Please answer as soon as you can, and tell me by return when I may expect it. If you have answered already, "
        "please send it again, for it has not reached me. If something makes the request hard to answer, tell me: I "
        "shall be glad to help.\n\n"
        "Without an answer I may ask you for an internal review, or complain to the Information Commissioner.\n\n"
        f"Yours faithfully\n\nAda Quill\n{OutgoingTeam.name_of(composed)}"
    )
    assert composed.subject == "Answer overdue: Scoring systems (your reference FOI-18-1134)"
    assert composed.to_email == TO


def composed_authority(composed) -> str:
    return composed.body.split("\n")[0].removeprefix("Dear ")


class OutgoingTeam:
    @staticmethod
    def name_of(composed) -> str:
        return composed.body.rsplit("\n", 1)[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "said"),
    [(date(2018, 8, 21), "1 working day late"), (date(2018, 8, 28), "5 working days late")],
)
def test_days_late_are_working_days_of_the_law(today: date, said: str) -> None:
    # 27 August 2018 is a bank holiday in England and Wales
    assert said in _composed("chaser", today).body


@pytest.mark.django_db
def test_on_the_due_day_a_chaser_does_not_say_that_it_is_late() -> None:
    body = _composed("chaser", date(2018, 8, 20)).body
    assert "late" not in body
    assert "is due by 20 August 2018 (FOIA 2000 s.10(1))" in body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("law", "kind", "said"),
    [
        ("foia", "review", "Please carry out an internal review"),
        ("eir", "review", "regulation 11 of the Environmental Information Regulations 2004"),
        (
            "foisa",
            "review",
            "requirement for review under section 20 of the Freedom of Information (Scotland) Act 2002",
        ),
        (
            "eisr",
            "review",
            "regulation 16 of the Environmental Information (Scotland) Regulations 2004",
        ),
        ("foia", "complaint", "section 50 of the Freedom of Information Act 2000"),
        ("eir", "complaint", "as regulation 18 of the Environmental Information Regulations 2004 applies it"),
        ("foisa", "complaint", "section 47 of the Freedom of Information (Scotland) Act 2002"),
        ("foisa", "complaint", "Dear Scottish Information Commissioner"),
        ("foia", "complaint", "Dear Information Commissioner"),
        ("eir", "chaser", "(EIR 2004 reg. 5(2))"),
        ("foisa", "chaser", "(FOISA 2002 s.10(1))"),
        (
            "foisa",
            "chaser",
            "ask you for a review, and after that apply to the Scottish Information Commissioner",
        ),
    ],
)
def test_each_law_has_its_own_sections(law: str, kind: str, said: str) -> None:
    assert said in _composed(kind, law=law).body


@pytest.mark.django_db
def test_a_review_of_silence_says_so_and_one_of_an_answer_asks_why() -> None:
    silence = _composed("review").body
    assert "no answer has come. The last day that the law allows for it was 20 August 2018." in silence
    assert gaps(silence) == []
    answered = _composed("review", steps=((EventKind.RESPONSE, date(2018, 8, 14)),)).body
    assert "your answer of 14 August 2018" in answered
    assert gaps(answered) == ["[Say here what should be looked at again, and why]"]


@pytest.mark.django_db
def test_a_late_review_is_chased_as_one() -> None:
    steps = ((EventKind.RESPONSE, date(2018, 8, 14)), (EventKind.REVIEW_ASKED, date(2018, 8, 15)))
    body = _composed("chaser", date(2018, 10, 1), steps=steps).body
    assert "On 15 August 2018 I asked you to review" in body
    assert "(s.45 Code of Practice, part 5)" in body


@pytest.mark.django_db
@pytest.mark.parametrize("kind", OutgoingLetter.Kind.values)
@pytest.mark.parametrize("law", sorted(each.code for each in LAWS.values()))
def test_no_text_leaves_a_placeholder_or_a_double_blank_behind(law: str, kind: str) -> None:
    composed = _composed(kind, law=law, reference="", received_on=date(2026, 2, 2), today=date(2026, 8, 3))
    left = [name for name in FIELDS if f"{{{name}}}" in composed.body + composed.subject]
    assert (left, "\n\n\n" in composed.body, "  " in composed.body, "()" in composed.body) == (
        [],
        False,
        False,
        False,
    )


@pytest.mark.django_db
def test_the_facts_are_those_on_the_list() -> None:
    facts = case_facts(make_case(), kind="chaser", by=None, today=TODAY)
    assert set(facts.words) == set(FIELDS)


@pytest.mark.django_db
def test_the_letter_that_was_logged_is_the_request_word_for_word() -> None:
    assert _composed("request", letter="Dear {authority}, what do you hold?").body == (
        "Dear {authority}, what do you hold?"
    )


@pytest.mark.django_db
def test_a_reply_takes_their_subject_and_adds_their_reference_once() -> None:
    request = make_case()
    make_letter(request, subject="Your request for information")
    assert _composed("reply", request=request).subject == (
        "Re: Your request for information (your reference FOI-18-1134)"
    )
    make_letter(request, subject="RE: Acknowledgement foi/18/1134", on=date(2018, 8, 15))
    assert _composed("reply", request=request).subject == "RE: Acknowledgement foi/18/1134"


@pytest.mark.django_db
def test_a_letter_goes_to_the_contact_for_its_purpose() -> None:
    authority = AuthorityFactory(website="https://www.anytown.gov.uk")
    ContactFactory(authority=authority, email="foi@anytown.gov.uk")
    ContactFactory(authority=authority, email="review@anytown.gov.uk", role="review")
    request = make_case(authority=authority)
    theirs = make_letter(request)
    Message.objects.filter(pk=theirs.pk).update(author_email="clerk@anytown.gov.uk")
    first = {kind: recipients(request, kind)[0].email for kind in ("request", "chaser", "review", "reply")}
    assert first == {
        "request": "foi@anytown.gov.uk",
        "chaser": "foi@anytown.gov.uk",
        "review": "review@anytown.gov.uk",
        "reply": "clerk@anytown.gov.uk",
    }


@pytest.mark.django_db
def test_a_sender_who_is_not_known_to_write_for_the_authority_is_not_offered() -> None:
    request = make_case(authority=AuthorityFactory(website="https://www.anytown.gov.uk"))
    theirs = make_letter(request)
    Message.objects.filter(pk=theirs.pk).update(author_email="anybody@derby.gov.uk")
    assert [each.email for each in recipients(request, "reply")] == [TO]


@pytest.mark.django_db
def test_an_address_that_bounces_is_last_and_is_no_first_choice() -> None:
    authority = AuthorityFactory()
    ContactFactory(authority=authority, email="a@anytown.example", status="bouncing")
    request = make_case(authority=authority)
    assert _composed("chaser", request=request).to_email == ""
    ContactFactory(authority=authority, email="b@anytown.example", role="general")
    assert [each.email for each in recipients(request, "chaser")] == [
        "b@anytown.example",
        "a@anytown.example",
    ]


@pytest.mark.django_db
def test_an_address_no_longer_used_is_not_offered_even_where_they_wrote_from_it() -> None:
    authority = AuthorityFactory(website="https://www.anytown.gov.uk")
    ContactFactory(authority=authority, email="old@anytown.gov.uk", retired_at=timezone.now())
    request = make_case(authority=authority)
    Message.objects.filter(pk=make_letter(request).pk).update(author_email="Old@anytown.gov.uk")
    assert [recipients(request, kind) for kind in ("request", "review", "reply")] == [[], [], []]
    ContactFactory(authority=authority, email="foi@anytown.gov.uk")
    request.refresh_from_db()
    assert [each.email for each in recipients(request, "reply")] == ["foi@anytown.gov.uk"]


@pytest.mark.django_db
def test_a_complaint_goes_to_the_regulator_of_the_law_and_of_no_other(settings) -> None:
    settings.REGULATOR_EMAILS = {"foia": "ico@regulator.example", "foisa": "sic@regulator.example"}
    assert _composed("complaint").to_email == "ico@regulator.example"
    assert _composed("complaint", law="foisa").to_email == "sic@regulator.example"
    assert _composed("complaint", law="foi-ie").to_email == ""
