"""More than a form can hold gets a sentence, not a bare 400."""

import pytest
from django.test import Client
from django.urls import reverse

from correspondence.models import Attachment
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter, upload
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["add_letter", "upload_mail", "attach", "paste_more"])
def test_over_a_hundred_files_at_once_get_one_sentence(client: Client, name: str) -> None:
    request = make_request()
    client.force_login(researcher(request.team))
    pk = make_letter(request).pk if name == "attach" else request.pk
    files = [upload(f"{number}.pdf") for number in range(101)]
    response = client.post(reverse(f"correspondence:{name}", args=[pk]), {"attachments": files})
    assert response.status_code == 413
    assert "choose 20 files at most at a time" in response.content.decode()
    assert not Attachment.objects.exists()
