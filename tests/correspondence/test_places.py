"""Which file of another letter is the one that a letter only mentions."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.base import ContentFile

from correspondence.models import Attachment, Message
from correspondence.places import may_be, places_of
from correspondence.services.mending import remove_letter
from correspondence.services.moving import transfer
from correspondence.services.placing import clear_place, fill_place
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


def held(letter: Message, name: str, **fields: object) -> Attachment:
    return letter.attachments.create(filename=name, file=ContentFile(b"x", "x"), size=1, **fields)


def letters(request, number: int = 2) -> list[Message]:
    return [make_letter(request, on=date(2018, 8, 10 + each)) for each in range(number)]


def filled(request) -> dict[str, str]:
    """What came for what, by the names of both."""
    names = dict(Attachment.objects.values_list("pk", "filename"))
    return {names[pk]: each.file.filename for pk, each in places_of(request).items()}


def test_a_later_file_of_the_same_name_is_the_one_mentioned() -> None:
    request = make_request()
    first, second = letters(request)
    first.attachments.create(filename="Annex_A.pdf")
    first.attachments.create(filename="Annex B.pdf")
    held(second, "../annex a.PDF")
    assert filled(request) == {"Annex_A.pdf": "../annex a.PDF"}


def test_an_earlier_file_of_the_name_is_another_one_and_so_is_one_of_ours() -> None:
    request = make_request()
    first, second, third = letters(request, 3)
    held(first, "reply.pdf")
    second.attachments.create(filename="reply.pdf")
    Message.objects.filter(pk=third.pk).update(direction="out")
    held(third, "reply.pdf")
    assert filled(request) == {}


def test_files_of_four_later_mails_each_fill_one_place() -> None:
    request = make_request()
    first, *later = letters(request, 5)
    for number in range(1, 6):
        first.attachments.create(filename=f"part {number}.pdf")
    for number, letter in enumerate(later, start=1):
        held(letter, f"part-{number}.pdf")
    assert filled(request) == {f"part {number}.pdf": f"part-{number}.pdf" for number in range(1, 5)}


def test_two_of_one_name_are_filled_by_two_files_and_a_second_mention_by_the_same_one() -> None:
    request = make_request()
    first, second, third = letters(request, 3)
    places = [
        first.attachments.create(filename="costs.xlsx"),
        second.attachments.create(filename="costs.xlsx"),
    ]
    one = held(second, "costs.xlsx")
    assert [places_of(request)[place.pk].file for place in places] == [one, one]
    two = held(third, "costs.xlsx")
    assert [places_of(request)[place.pk].file for place in places] == [one, two]


def test_pictures_in_the_text_files_of_notes_and_places_without_a_name_match_nothing() -> None:
    request = make_request()
    first, second, note = letters(request, 3)
    for name in ("image001.png", "call.txt", ""):
        first.attachments.create(filename=name)
    held(second, "image001.png", is_inline=True)
    held(second, "")
    Message.objects.filter(pk=note.pk).update(channel="note")
    held(note, "call.txt")
    assert filled(request) == {}


def test_what_a_person_says_comes_before_the_names_and_can_be_taken_back() -> None:
    request = make_request()
    user = researcher(request.team)
    first, second = letters(request)
    place = first.attachments.create(filename="a.pdf")
    held(second, "a.pdf")
    other = held(second, "b.pdf")
    fill_place(place=place, file=other, by=user)
    assert filled(request) == {"a.pdf": "b.pdf"}
    clear_place(place=place, by=user)
    assert filled(request) == {"a.pdf": "a.pdf"}
    clear_place(place=place, by=user)
    assert filled(request) == {}


def test_a_letter_that_goes_takes_its_files_with_it() -> None:
    request = make_request()
    user = researcher(request.team)
    first, second, third = letters(request, 3)
    for name in ("a.pdf", "b.pdf"):
        first.attachments.create(filename=name)
    fill_place(place=first.attachments.get(filename="a.pdf"), file=held(second, "x.pdf"), by=user)
    held(third, "b.pdf")
    assert filled(request) == {"a.pdf": "x.pdf", "b.pdf": "b.pdf"}
    transfer(second, make_request(team=request.team))
    remove_letter(message=third, because="not ours", by=user)
    assert filled(request) == {}


def test_the_likeliest_files_of_other_letters_are_offered_first() -> None:
    request = make_request()
    before, first, second = letters(request, 3)
    place = first.attachments.create(filename="Annex B costs 2018.pdf")
    first.attachments.create(filename="letter.pdf")
    held(before, "earlier.pdf")
    held(first, "Annex A costs 2018.pdf")
    for name in ("letter.pdf", "photo.pdf", "costs 2018 final.xlsx"):
        held(second, name)
    ranked = may_be(place, list(request.messages.prefetch_related("attachments")))
    assert [each.file.filename for each in ranked] == [
        "costs 2018 final.xlsx",
        "photo.pdf",
        "earlier.pdf",
        "letter.pdf",
    ]
