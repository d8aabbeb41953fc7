"""Workers that are killed in the middle of sending, many at once, and a real mail server that counts what it got."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from redis import Redis

from correspondence.models import Message, OutgoingLetter
from correspondence.services import delivery, outbox
from foi_tracker.embedded import places
from tests.accounts.factories import researcher
from tests.correspondence.outgoing import TO, make_case
from tests.correspondence.post_office import PostOffice, open_post_office

State = OutgoingLetter.State


CODE = """
import os, signal, sys, django
django.setup()
from django.conf import settings
from correspondence.services.outbox import send_due
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for port in sys.stdin:
    if not (pid := os.fork()):
        settings.EMAIL_PORT = int(port)
        while send_due(at_most=50): pass
        os._exit(0)
    print(pid, flush=True)
"""


@pytest.fixture(scope="module")
def nursery(django_db_setup) -> Iterator[subprocess.Popen[str]]:
    """A process that has read the program already and forks a worker for each port it is told: quick to start."""
    server = os.environ.get("DATABASE_URL") or places.postgres_url()
    env = {
        **os.environ,
        "DATABASE_URL": urlsplit(server)._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
        "EMAIL_URL": "smtp://127.0.0.1:25",
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "DJANGO_SETTINGS_MODULE": "foi_tracker.settings",
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, "-c", CODE]
    parent = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    yield parent
    parent.kill()
    parent.wait()


@dataclass
class Workers:
    """Processes that each send until nothing is due, as a worker would; the one that has run longest first."""

    office: PostOffice
    parent: subprocess.Popen[str]
    pids: list[int] = field(default_factory=list)

    def start(self, number: int = 1) -> None:
        assert self.parent.stdin
        assert self.parent.stdout
        for _ in range(number):
            self.parent.stdin.write(f"{self.office.port}\n")
            self.parent.stdin.flush()
            self.pids.append(int(self.parent.stdout.readline()))

    def kill(self) -> None:
        """The one that has run longest; one that had finished already cannot be killed."""
        pid = self.pids.pop(0)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        _wait(lambda: not _lives(pid), 20)

    def finish(self, seconds: float = 60) -> None:
        _wait(lambda: not any(map(_lives, self.pids)), seconds)
        self.pids.clear()


@pytest.fixture
def workers(nursery, transactional_db) -> Iterator[Workers]:
    """Workers, and the mail server that they speak to (`workers.office`)."""
    with open_post_office() as office:
        found = Workers(office, nursery)
        yield found
        while found.pids:
            found.kill()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _queued(number: int) -> list[OutgoingLetter]:
    """Letters of several requests that were sent off two minutes ago, so are due now."""
    first = make_case()
    requests = [first, *(make_case(team=first.team) for _ in range(number // 50))]
    writer = researcher(first.team, name="Ada Quill")
    return OutgoingLetter.objects.bulk_create(
        OutgoingLetter(
            request=requests[each % len(requests)],
            kind="chaser",
            state=State.WAITING,
            to_email=TO,
            subject="Answer overdue",
            body=f"Letter {each}",
            written_by=writer,
            send_after=timezone.now() - timedelta(minutes=1),
        )
        for each in range(number)
    )


def _wait(happened, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def _kill(workers: Workers, kills: int, every: int) -> None:
    """Kill one worker after the other, each after some more letters have come, and start another in its place."""
    chance, office = random.Random(2018), workers.office  # noqa: S311
    for _ in range(kills):
        until = len(office.letters) + chance.randint(1, every)
        _wait(lambda until=until: len(office.letters) >= until, 60)
        time.sleep(chance.random() * 0.05)  # at any step of the next letter
        workers.kill()
        workers.start()


def _play(workers: Workers, number: int, kills: int, every: int) -> list[OutgoingLetter]:
    drafts = _queued(number)
    workers.start(2)
    _kill(workers, kills, every)
    workers.finish(300)
    workers.start()  # lists what the last one killed had left
    workers.finish()
    _resolve(workers.office)
    workers.start()
    workers.finish()
    return drafts


def _resolve(office: PostOffice) -> None:
    """What a person does with the uncertain ones, who asks the authority whether it has the letter."""
    came = office.counts()
    for letter in OutgoingLetter.objects.to_check():
        deed = delivery.it_arrived if came[letter.message_id] else delivery.send_again
        deed(letter=letter, by=letter.written_by, at=timezone.now() - timedelta(minutes=2))


def _assert_each_came_once(office: PostOffice, drafts: list[OutgoingLetter]) -> None:
    assert office.counts() == Counter(draft.message_id for draft in drafts)
    assert set(OutgoingLetter.objects.values_list("state", flat=True)) == {"sent"}
    assert Message.objects.filter(outgoing__isnull=False).count() == len(drafts)


def test_of_forty_letters_and_three_killed_workers_each_comes_once(workers: Workers) -> None:
    drafts = _play(workers, 40, kills=3, every=8)
    _assert_each_came_once(workers.office, drafts)


@pytest.mark.slow
def test_of_1000_letters_and_20_killed_workers_each_comes_once(workers: Workers) -> None:
    drafts = _play(workers, 1000, kills=20, every=40)
    _assert_each_came_once(workers.office, drafts)


def test_four_workers_at_once_and_an_emptied_queue_send_each_letter_once(workers: Workers) -> None:
    drafts = _queued(40)
    Redis.from_url(settings.REDIS_URL.replace("redis+socket://", "unix://")).flushdb()
    workers.start(4)
    workers.finish()
    _assert_each_came_once(workers.office, drafts)


def test_a_letter_that_a_living_worker_has_is_not_taken_for_abandoned(workers: Workers) -> None:
    _queued(1)
    workers.office.waits = 2
    workers.start()
    _wait(lambda: workers.office.letters, 60)
    assert outbox.mark_abandoned(at=timezone.now()) == 0
    assert OutgoingLetter.objects.get().state == State.SENDING
    workers.finish()
    assert OutgoingLetter.objects.get().state == State.SENT


def test_a_letter_whose_worker_was_killed_is_listed_to_be_checked(workers: Workers) -> None:
    (letter,) = _queued(1)
    workers.office.waits = 30
    workers.start()
    _wait(lambda: workers.office.letters, 60)
    workers.kill()
    _wait(lambda: outbox.mark_abandoned(at=timezone.now()) == 1, 20)
    assert [each.pk for each in OutgoingLetter.objects.to_check()] == [letter.pk]


@pytest.mark.django_db
def test_the_command_sends_what_is_due_and_says_how_much(capsys) -> None:
    _queued(3)
    call_command("send_outbox", "--format", "json")
    assert capsys.readouterr().out == '{"sent": 3, "to_check": 0}\n'
