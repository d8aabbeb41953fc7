"""Attachments are read in the background: each once, a bad one three times, and never in the way of the others."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.db import connection
from django.utils import timezone

from accounts.audit_models import AuditEntry
from correspondence import tasks
from correspondence.documents_text import apart
from correspondence.documents_text.types import ReaderFailed
from correspondence.models import Attachment, Document
from correspondence.services import documents
from correspondence.services.documents import note_new, read_again, read_waiting
from tests.accounts.factories import researcher
from tests.correspondence.documents_text import samples
from tests.correspondence.factories import make_letter, upload
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
PDF = samples.pdf("The costs of it all in pounds", "and the benefits of it all")


def attach(content: bytes = PDF, name: str = "answer.pdf") -> Attachment:
    return make_letter(make_request(), files=[upload(name, content)]).attachments.get()


def document_of(attachment: Attachment) -> Document:
    return Document.objects.get(attachment=attachment)


def test_every_held_attachment_gets_a_row_once() -> None:
    held = attach()
    held.message.attachments.create(filename="only mentioned.pdf")
    assert [note_new(), note_new()] == [1, 0]
    assert [(each.attachment, each.state) for each in Document.objects.all()] == [(held, "waiting")]


def test_the_worker_reads_it_by_page() -> None:
    held = attach()
    tasks.read_documents()
    document = document_of(held)
    assert (document.state, document.how, document.page_count, document.error) == ("read", "text", 2, "")
    assert document.read_at is not None
    assert list(document.pages.values_list("number", "text")) == [
        (1, "The costs of it all in pounds"),
        (2, "and the benefits of it all"),
    ]
    assert read_waiting() == 0


def test_what_will_never_be_read_says_why_at_the_first_try() -> None:
    held = attach(b"%PDF-1.7 damaged")
    tasks.read_documents()
    document = document_of(held)
    assert (document.state, document.attempts) == ("failed", 1)
    assert document.error == "The PDF is damaged and cannot be opened."


def test_a_file_without_words_has_nothing_and_is_no_failure() -> None:
    held = attach(b"\0\1\2\3", "data.bin")
    tasks.read_documents()
    assert (document_of(held).state, document_of(held).error) == ("nothing", "")


def test_a_picture_within_the_text_is_not_read() -> None:
    held = attach(samples.picture(), "logo.png")
    Attachment.objects.filter(pk=held.pk).update(is_inline=True)
    tasks.read_documents()
    assert (document_of(held).state, document_of(held).page_count) == ("nothing", None)


def test_a_file_that_left_the_storage_is_told() -> None:
    held = attach()
    held.file.storage.delete(held.file.name)
    tasks.read_documents()
    assert document_of(held).error == "The file is no longer in the storage."


def later() -> None:
    Document.objects.filter(state__in=("waiting", "reading")).update(next_attempt_at=timezone.now())


def test_what_breaks_the_reader_is_tried_three_times_and_the_others_go_through(monkeypatch) -> None:
    poison, fine, real = attach(), attach(), apart.read

    @contextmanager
    def read(path, sniffed):
        if path == poison.file.path:
            raise ReaderFailed("Reading the file took too long.")
        with real(path, sniffed) as heard:
            yield heard

    monkeypatch.setattr(apart, "read", read)
    tasks.read_documents()
    assert (document_of(poison).state, document_of(fine).state) == ("waiting", "read")
    assert read_waiting() == 0  # not before its time
    for _ in range(3):
        later()
        read_waiting()
    document = document_of(poison)
    assert (document.state, document.attempts) == ("failed", 3)
    assert document.error == "It could not be read in three tries. Reading the file took too long."


def test_what_ends_the_worker_three_times_is_given_up() -> None:
    held = attach()
    note_new()
    for _ in range(3):
        later()
        assert documents._claim() is not None  # and the worker is gone
    later()
    read_waiting()
    assert document_of(held).error == "The program ended three times while it was being read."


def test_a_person_has_it_read_again() -> None:
    held = attach(b"%PDF-1.7 damaged")
    tasks.read_documents()
    user = researcher(held.message.request.team)
    read_again(document=document_of(held), by=user)
    assert (document_of(held).state, document_of(held).attempts) == ("waiting", 0)
    assert AuditEntry.objects.get(action="document.read_again").actor == user


def test_a_second_reading_takes_the_place_of_the_first() -> None:
    held = attach()
    tasks.read_documents()
    read_again(document=document_of(held), by=researcher(held.message.request.team))
    read_waiting()
    assert document_of(held).pages.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_the_same_one() -> None:
    from threading import Thread

    for _ in range(4):
        attach()
    note_new()
    taken: list[int] = []

    def work() -> None:
        while (document := documents._claim()) is not None:
            taken.append(document.pk)
        connection.close()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(taken) == sorted(Document.objects.values_list("pk", flat=True))
