"""The drafts that people keep: edited by two, with files, thrown away."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from correspondence.errors import BadLetter, CorrespondenceError, NotADraft
from correspondence.models import OutgoingLetter
from correspondence.services import composing
from correspondence.services.composing import delete_draft, edit_draft
from requests_app.errors import EditedMeanwhile
from tests.correspondence.factories import upload
from tests.correspondence.outgoing import TO, make_draft, make_queued


@pytest.mark.django_db
def test_a_draft_edited_by_two_people_tells_the_second() -> None:
    letter = make_draft()
    changes = {"to_email": TO, "subject": "S", "by": letter.written_by}
    edit_draft(letter=letter, seen_version=1, body="Mine", **changes)
    with pytest.raises(EditedMeanwhile):
        edit_draft(letter=letter, seen_version=1, body="Theirs", **changes)
    letter.refresh_from_db()
    assert (letter.body, letter.version) == ("Mine", 2)


@pytest.mark.django_db(transaction=True)
def test_of_500_racing_pairs_of_editors_none_loses_a_word_unawares() -> None:
    letter = make_draft()
    start = Barrier(2)

    def edit(who: str) -> list[bool]:
        won = []
        for round_ in range(500):
            start.wait()
            try:
                edit_draft(
                    letter=letter,
                    seen_version=round_ + 1,
                    to_email=TO,
                    subject="S",
                    body=f"{who} {round_}",
                    by=letter.written_by,
                )
                won.append(True)
            except EditedMeanwhile:
                won.append(False)
            start.wait()
            stands = OutgoingLetter.objects.get(pk=letter.pk)
            assert (stands.body == f"{who} {round_}") == won[-1]
            start.wait()
        connection.close()
        return won

    with ThreadPoolExecutor(2) as pool:
        ada, sam = pool.map(edit, ["Ada", "Sam"])
    assert [one + two for one, two in zip(ada, sam, strict=True)] == [1] * 500


@pytest.mark.django_db
def test_files_go_with_a_draft_and_can_be_left_out(django_capture_on_commit_callbacks) -> None:
    letter = make_draft(files=[upload("a.pdf"), upload("b.pdf")])
    first = letter.files.first()
    storage, key = first.file.storage, first.file.name
    with django_capture_on_commit_callbacks(execute=True):
        edit_draft(
            letter=letter,
            seen_version=1,
            to_email=TO,
            subject="S",
            body="B",
            by=letter.written_by,
            files=[upload("c.pdf")],
            leave_out=[first.pk],
        )
    assert [each.filename for each in letter.files.all()] == ["b.pdf", "c.pdf"]
    assert not storage.exists(key)


@pytest.mark.django_db
def test_more_than_a_mail_carries_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(composing, "BIGGEST_OUT", 1000)
    with pytest.raises(CorrespondenceError, match="The letter with its files is"):
        make_draft(files=[upload("a.pdf", b"x" * 600), upload("b.pdf", b"x" * 600)])


@pytest.mark.django_db
def test_a_letter_on_its_way_can_be_neither_changed_nor_thrown_away() -> None:
    letter = make_queued()
    with pytest.raises(NotADraft):
        edit_draft(letter=letter, seen_version=1, to_email=TO, subject="S", body="B", by=letter.written_by)
    with pytest.raises(NotADraft):
        delete_draft(letter=letter, by=letter.written_by)


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["", "nobody", "a@b@c.example", "a@b.example, c@d.example"])
def test_what_is_no_address_is_refused(to: str) -> None:
    with pytest.raises(BadLetter):
        make_draft(to_email=to)
