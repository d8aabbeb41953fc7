"""What is found, by whom, and in which order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Team, User
from correspondence.models import Document, DocumentPage, Message
from correspondence.search import finding
from correspondence.search.filters import Narrowed
from correspondence.search.finding import Search
from correspondence.search.near import authorities_like
from tests.accounts.factories import TeamFactory, researcher
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.factories import make_letter, upload
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return TeamFactory()


@pytest.fixture
def user(team: Team) -> User:
    return researcher(team)


def read_file(message: Message, *pages: str, name: str = "answer.pdf") -> Document:
    file = message.attachments.create(filename=name, file="attachments/x", size=5)
    document = Document.objects.create(attachment=file, state="read")
    DocumentPage.objects.bulk_create(
        DocumentPage(document=document, number=number, text=text)
        for number, text in enumerate(pages, start=1)
    )
    return document


def letters(user: User, words: str, **narrowed: Any) -> list[int]:
    return list(Search(user, words, Narrowed(**narrowed)).letters().keys)


def test_words_are_found_in_subject_writer_and_text_in_any_form(team, user) -> None:
    request = make_request(team=team)
    subject = make_letter(request, subject="Scoring systems", text="-")
    text = make_letter(request, text="The system scores people.")
    make_letter(request, text="Nothing of the kind.")
    assert letters(user, "systems score") == [subject.pk, text.pk]
    assert sorted(letters(user, "clerk kind")) == [request.messages.last().pk]


def test_a_phrase_a_minus_and_an_or_mean_what_they_mean_elsewhere(team, user) -> None:
    request = make_request(team=team)
    phrase = make_letter(request, text="an impact assessment was made")
    apart = make_letter(request, text="the assessment found no impact")
    assert letters(user, '"impact assessment"') == [phrase.pk]
    assert letters(user, "impact -made") == [apart.pk]
    assert sorted(letters(user, "made or found")) == [phrase.pk, apart.pk]


@pytest.mark.parametrize("typed", ["FOI-18-1134", "foi 18 1134", "FOI/18/1134", "FOI181134"])
@pytest.mark.parametrize("written", ["FOI-18-1134", "FOI/18/1134", "FOI 18 1134", "FOI181134"])
def test_a_reference_number_is_found_however_it_is_spelled(team, user, typed: str, written: str) -> None:
    request = make_request(team=team, reference="FOI-18-1134")
    letter = make_letter(request, text=f"Your request ({written}) is with us.")
    make_letter(request, text="Your request FOI-18-1135 is with us.")
    assert letters(user, typed) == [letter.pk]
    assert list(Search(user, typed, Narrowed()).requests().keys) == [request.pk]


def test_the_letter_of_a_request_that_was_logged_by_form_is_found_as_the_request(team, user) -> None:
    request = make_request(team=team, letter="Please send us every rubric you use.")
    make_request(team=team)
    assert list(Search(user, "rubrics", Narrowed()).requests().keys) == [request.pk]


def test_a_page_of_a_file_is_found_and_a_file_by_its_name(team, user) -> None:
    document = read_file(
        make_letter(make_request(team=team)), "a rubric", "weights and thresholds", name="Rubric.pdf"
    )
    page = document.pages.get(number=2)
    assert list(Search(user, "threshold", Narrowed()).documents().keys) == [("page", page.pk)]
    assert list(Search(user, "rubric", Narrowed()).documents().keys) == [
        ("file", document.attachment_id),
        ("page", document.pages.get(number=1).pk),
    ]


def test_what_another_team_has_is_neither_found_nor_counted(team, user) -> None:
    theirs = make_request(title="rubric", letter="rubric", reference="FOI-18-1134")
    read_file(make_letter(theirs, subject="rubric", text="rubric FOI-18-1134"), "rubric", name="rubric.pdf")
    for words in ("rubric", "FOI-18-1134"):
        search = Search(user, words, Narrowed())
        assert [list(search.letters().keys), list(search.documents().keys), list(search.requests().keys)] == [
            []
        ] * 3
        assert [len(search.count(kind)) for kind in ("letters", "documents", "requests")] == [0, 0, 0]
    assert letters(user, "", team=str(theirs.team_id)) == []
    assert authorities_like(user, theirs.authority.name) == []


def test_what_was_taken_out_is_left_out(team, user) -> None:
    request, discarded = make_request(team=team), make_request(team=team, title="rubric")
    read_file(make_letter(discarded, text="rubric"), "rubric")
    type(request).objects.filter(pk=discarded.pk).update(discarded_at=timezone.now())
    removed = make_letter(request, text="rubric")
    read_file(removed, "rubric", name="rubric.pdf")
    Message.objects.filter(pk=removed.pk).update(removed_at=timezone.now())
    search = Search(user, "rubric", Narrowed())
    assert [len(search.letters()), len(search.documents()), len(search.requests())] == [0, 0, 0]


def test_the_filters_narrow_letters_files_and_requests(team, user) -> None:
    fen = make_request(team=team, authority=AuthorityFactory(name="Fenland Council"), law="eir")
    wold = make_request(team=team, authority=AuthorityFactory(name="Wold Council"))
    early = make_letter(fen, text="rubric", on=date(2018, 8, 1), direction="in", files=[upload()])
    late = make_letter(wold, text="rubric", on=date(2018, 9, 1), direction="out")
    assert letters(user, "rubric", authority="fenland") == [early.pk]
    assert letters(user, "rubric", law="eir") == [early.pk]
    assert letters(user, "rubric", direction="out") == [late.pk]
    assert letters(user, "rubric", after=date(2018, 8, 2)) == [late.pk]
    assert letters(user, "rubric", before=date(2018, 8, 1)) == [early.pk]
    assert letters(user, "rubric", has_files=True) == [early.pk]
    assert letters(user, "rubric", state="closed") == []
    assert letters(user, "") == [late.pk, early.pk]
    assert list(Search(user, "", Narrowed(has_files=True)).requests().keys) == [fen.pk]
    assert list(Search(user, "", Narrowed(direction="out")).requests().keys) == [wold.pk]
    assert list(Search(user, "answer", Narrowed(direction="out")).documents().keys) == []


def test_the_newest_are_ranked_where_more_fit_than_are_ranked(team, user, monkeypatch) -> None:
    monkeypatch.setattr(finding, "CANDIDATES", 2)
    request = make_request(team=team)
    made = [make_letter(request, text="rubric", on=date(2018, 8, day)) for day in (1, 2, 3)]
    best = make_letter(request, subject="rubric", text="rubric rubric", on=date(2018, 8, 2))
    found = Search(user, "rubric", Narrowed()).letters()
    assert (list(found.keys), found.is_more) == ([best.pk, made[2].pk], True)
    count = Search(user, "rubric", Narrowed()).count("letters")
    assert (len(count), count.is_more) == (2, True)


@pytest.mark.parametrize("typed", ["fenl", "Fennland", "FENLAND", "fenland distrct"])
def test_an_authority_is_found_by_the_beginning_of_its_name_and_in_spite_of_a_slip(
    team, user, typed: str
) -> None:
    request = make_request(team=team, authority=AuthorityFactory(name="Fenland District Council"))
    make_request(team=team, authority=AuthorityFactory(name="Kingsmere College"))
    assert [(each, each.requests_seen) for each in authorities_like(user, typed)] == [(request.authority, 1)]


@pytest.mark.parametrize(
    "words", ["the", "-", '"', "'", "\\", "%", ":*", "& | !", "a" * 200, "\u202e", "((("]
)
def test_nothing_that_can_be_typed_breaks_it(team, user, words: str) -> None:
    make_letter(make_request(team=team), text="The rubric.")
    search = Search(user, words, Narrowed())
    assert [search.letters().is_more, search.documents().is_more, search.requests().is_more] == [False] * 3


def test_a_letter_of_a_million_characters_or_of_many_words_of_any_alphabet_is_kept_and_found(
    team, user
) -> None:
    """A tsvector holds a megabyte: hyphened words of some alphabets fill it three times as fast as English does."""
    request = make_request(team=team)
    pairs = [chr(0x20000 + n // 300) + chr(0x20000 + n % 300) for n in range(90_000)]
    hostile = (
        "-".join(pairs[:2]) + " " + " ".join(f"{a}-{b}" for a, b in zip(pairs[::2], pairs[1::2], strict=True))
    )
    made = [make_letter(request, text=f"rubric {text}") for text in (hostile, "word " * 199_000)]
    assert sorted(letters(user, "rubric")) == sorted(each.pk for each in made)
