"""Files for letters that are here: they take the place of what was only mentioned."""

import hashlib

import pytest

from correspondence.errors import CorrespondenceError
from correspondence.models import Attachment
from correspondence.services.files import MOST_FILES, attach_files, check_uploads
from tests.correspondence.factories import PDF, make_letter, upload
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    return make_letter(make_request())


def mention(letter, *names: str) -> None:
    Attachment.objects.bulk_create(Attachment(message=letter, filename=name) for name in names)


def names(letter) -> list[tuple[str, bool]]:
    return [(attachment.filename, attachment.is_held) for attachment in letter.attachments.all()]


def test_a_file_takes_the_place_of_a_mention_of_its_name(letter) -> None:
    mention(letter, "", "Brochure.PDF")
    attach_files(message=letter, files=[upload("brochure.pdf")], by=None)
    assert names(letter) == [("", False), ("brochure.pdf", True)]


def test_files_take_the_places_of_mentions_without_a_name_one_by_one(letter) -> None:
    mention(letter, "", "")
    attach_files(
        message=letter,
        files=[upload("a.pdf"), upload("b.pdf", PDF + b"2"), upload("c.pdf", PDF + b"3")],
        by=None,
    )
    assert names(letter) == [("a.pdf", True), ("b.pdf", True), ("c.pdf", True)]


def test_the_same_file_twice_is_one(letter) -> None:
    mention(letter, "", "")
    for _ in range(2):
        attach_files(message=letter, files=[upload("a.pdf")], by=None)
    assert names(letter) == [("a.pdf", True), ("", False)]


def test_digest_and_size_are_those_of_the_bytes(letter) -> None:
    [attachment] = attach_files(message=letter, files=[upload()], by=None)
    assert (attachment.sha256, attachment.size) == (hashlib.sha256(PDF).hexdigest(), len(PDF))
    with attachment.file.open() as file:
        assert file.read() == PDF


def test_an_empty_file_and_too_many_are_refused() -> None:
    with pytest.raises(CorrespondenceError, match=r"“a\.pdf” is empty"):
        check_uploads([upload("a.pdf", b"")])
    with pytest.raises(CorrespondenceError, match="choose 20 at most"):
        check_uploads([upload()] * (MOST_FILES + 1))
