"""Big files go to the disk and not through the memory; two who press Finish at once make one letter."""

from __future__ import annotations

import threading
import tracemalloc

import pytest
from django.db import connection
from django.utils import timezone

from correspondence.models import Message
from correspondence.services import deliveries, staging
from correspondence.services.upload_links import issue_link
from tests.accounts.factories import researcher
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _staging(settings, tmp_path) -> None:
    settings.UPLOAD_DIR = str(tmp_path / "staging")


def a_link():
    request = make_request()
    issue_link(request=request, days=30, by=researcher(request.team), at=timezone.now())
    return request.upload_links.get()


class Zeros:
    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int) -> bytes:
        size = min(size, self.left)
        self.left -= size
        return b"\0" * size


def left_whole(link, size: int):
    left = deliveries.begin_file(link=link, key="k", name="big.bin", content_type="", size=size)
    return deliveries.add_piece(left=left, offset=0, stream=Zeros(size), at=timezone.now())


def test_two_hundred_megabytes_take_less_than_five_of_memory() -> None:
    link, size = a_link(), 200 * 1024 * 1024
    tracemalloc.start()
    left = left_whole(link, size)
    letter = deliveries.finish(delivery=left.delivery, sender="", note="", at=timezone.localtime())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert letter.attachments.get().size == size
    assert peak < 5 * 1024 * 1024
    letter.attachments.get().file.delete(save=False)


@pytest.mark.django_db(transaction=True)
def test_finish_pressed_ten_times_at_once_makes_one_letter() -> None:
    left = left_whole(a_link(), 10)
    made: list[int] = []

    def press() -> None:
        made.append(deliveries.finish(delivery=left.delivery, sender="", note="", at=timezone.localtime()).pk)
        connection.close()

    presses = [threading.Thread(target=press) for _ in range(10)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert (len(made), set(made)) == (10, {Message.objects.get(channel="upload").pk})


def test_a_second_piece_waits_for_nobody_and_is_told_where_the_file_ends() -> None:
    staging.append("a", offset=0, size=10, stream=Zeros(4))
    with staging._locked("a"), pytest.raises(staging.WrongPlace) as told:
        staging.append("a", offset=4, size=10, stream=Zeros(4))
    assert told.value.offset == 4
