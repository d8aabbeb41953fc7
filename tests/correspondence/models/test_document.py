"""Pages of documents carry what the search looks in, and are seen by the team alone."""

import pytest
from django.contrib.postgres.search import SearchQuery

from correspondence.models import Document, DocumentPage
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter, upload
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Document:
    letter = make_letter(make_request(), files=[upload()])
    return Document.objects.create(attachment=letter.attachments.get())


def test_a_page_is_found_by_its_words(document: Document) -> None:
    first = document.pages.create(number=1, text="Costs of the predictive systems")
    document.pages.create(number=2, text="Nothing of the kind")
    found = DocumentPage.objects.filter(search=SearchQuery("predicted system", config="english"))
    assert list(found) == [first]


@pytest.mark.parametrize("word", ["a-b", "ŵ.ŷ/z", "漢字-漢", "𐐨-𐐩"])
def test_the_longest_page_is_kept_and_searched_at_its_beginning(document: Document, word: str) -> None:
    words = (f"{word}{number}" for number in range(1_000_000))
    text = "first " + " ".join(next(words) for _ in range(40_000)) + " " + "x" * 200_000
    page = document.pages.create(number=1, text=text[:1_000_000])
    assert list(DocumentPage.objects.filter(search=SearchQuery("first", config="english"))) == [page]


def test_a_page_of_hyphenated_chinese_characters_is_kept(document: Document) -> None:
    """Each of these words stands three times in the database's list, whole and in halves."""
    halves = (chr(0x4E00 + at // 300) + chr(0x5E00 + at % 300) for at in range(100_000))
    text = "first " + " ".join(f"{half}-{next(halves)}" for half in halves)
    page = document.pages.create(number=1, text=text[:300_000])
    assert len(page.text) == 300_000
    assert list(DocumentPage.objects.filter(search=SearchQuery("first", config="english"))) == [page]


def test_pages_and_documents_are_seen_by_the_team_alone(document: Document) -> None:
    page = document.pages.create(number=1, text="Costs")
    member, stranger = researcher(document.attachment.message.request.team), researcher()
    seen = {
        user: (list(Document.objects.visible_to(user)), list(DocumentPage.objects.visible_to(user)))
        for user in (member, stranger)
    }
    assert seen == {member: ([document], [page]), stranger: ([], [])}
