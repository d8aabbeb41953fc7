"""All files of a request, in a list and as one zip."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.audit_models import AuditEntry
from correspondence.models import Message
from tests.accounts.factories import researcher
from tests.correspondence.factories import PDF, make_letter, upload
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return make_request()


@pytest.fixture
def member(client: Client, made) -> Client:
    client.force_login(researcher(made.team))
    return client


def address(request) -> str:
    return reverse("correspondence:request_files", args=[request.pk])


@pytest.mark.parametrize("files", [1, 3])
def test_the_list_takes_as_many_queries_whatever_its_length(
    member: Client, made, files: int, django_assert_num_queries
) -> None:
    make_letter(made, files=[upload(f"{number}.pdf", PDF + b"%d" % number) for number in range(files)])
    with django_assert_num_queries(5):
        page = member.get(address(made)).content.decode()
    assert page.count("<tr>") == files + 1


def test_a_request_without_files_says_what_would_stand_there(member: Client, made) -> None:
    assert "No files yet" in member.get(address(made)).content.decode()
    assert member.post(address(made)).status_code == 200


def test_everything_comes_as_one_zip_and_the_audit_knows(member: Client, made) -> None:
    make_letter(made, files=[upload()])
    taken_out = make_letter(made, files=[upload("not ours.pdf", PDF + b"2")])
    Message.objects.filter(pk=taken_out.pk).update(removed_at=timezone.now())
    make_letter(make_request(), files=[upload("of another team.pdf", PDF + b"3")])
    response = member.post(address(made))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert archive.namelist() == ["001 answer.pdf", "manifest.csv"]
    assert archive.read("001 answer.pdf") == PDF
    assert AuditEntry.objects.get(action="files.downloaded").details == {"files": 1}
    assert response["Cache-Control"] == "private, no-store"
