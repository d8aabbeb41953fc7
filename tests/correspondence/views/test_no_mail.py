"""Where an installation sends no mail, whoever writes is told before and after."""

import pytest

from tests.accounts.factories import researcher
from tests.correspondence.outgoing import make_case, make_draft, make_queued, send
from tests.web import browser_of

pytestmark = pytest.mark.django_db
SENDS_NONE = "This installation sends no mail."


@pytest.fixture
def to_files(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "foi_tracker.filebased.EmailBackend", str(tmp_path)


def shown(user, path: str) -> str:
    return browser_of(user).get(path).content.decode()


def pages(request) -> list[str]:
    """Writing, looking over, and what is to be checked."""
    user = researcher(request.team)
    draft = make_draft(request, by=user)
    paths = (
        f"/requests/{request.pk}/write/?kind=chaser",
        draft.get_absolute_url(),
        f"/outgoing/{draft.pk}/edit/",
        "/check-delivery/",
    )
    return [shown(user, path) for path in paths]


@pytest.mark.usefixtures("to_files")
def test_it_is_said_where_letters_are_written_looked_over_and_checked() -> None:
    assert [SENDS_NONE in page for page in pages(make_case())] == [True] * 4


def test_an_installation_that_sends_says_nothing_of_the_kind() -> None:
    assert [SENDS_NONE in page for page in pages(make_case())] == [False] * 4


@pytest.mark.usefixtures("to_files")
def test_the_thread_and_the_letter_say_that_it_was_written_to_a_file_and_not_sent() -> None:
    letter = make_queued()
    send()
    user = researcher(letter.request.team)
    for path in (letter.request.get_absolute_url(), letter.get_absolute_url()):
        page = shown(user, path)
        assert "Written to a file" in page
        assert "This installation sends no mail: nobody has received it." in page
        assert "The mail server took it" not in page
