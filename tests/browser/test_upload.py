"""The authority's upload page and the viewer in a real browser: with a script by pieces, without one by a form."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from correspondence.models import LeftFile
from correspondence.services.upload_links import issue_link
from tests.accounts.factories import researcher
from tests.correspondence.documents_text import samples
from tests.correspondence.factories import make_letter, upload
from tests.requests_app.factories import make_request

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MB = 1024 * 1024


@pytest.fixture
def made(settings, tmp_path):
    settings.UPLOAD_DIR = str(tmp_path / "staging")
    return make_request()


@pytest.fixture
def address(made) -> str:
    secret = issue_link(request=made, days=30, by=researcher(made.team), at=timezone.now())
    return reverse("upload", args=[secret])


def test_a_broken_connection_costs_one_piece_and_the_file_goes_on(page, made, address, tmp_path) -> None:
    big = tmp_path / "big.bin"
    big.write_bytes(b"".join(bytes([number]) * MB for number in range(14)))
    offsets: list[int] = []

    def break_some(route) -> None:
        offsets.append(int(route.request.headers["upload-offset"]))
        if len(offsets) in (2, 3):
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/upload/*/files/*/", break_some)
    page.goto(address)
    page.set_input_files("#files", str(big))
    page.get_by_role("button", name="Upload").click()
    page.get_by_role("heading", name="Uploaded so far").wait_for(timeout=60_000)
    assert offsets == [0, 4 * MB, 4 * MB, 4 * MB, 8 * MB, 12 * MB]
    page.fill("[name=sender]", "Sam Clerk")
    page.get_by_role("button", name="Finish: send these files").click()
    page.get_by_role("heading", name="Your files were received").wait_for()
    held = made.messages.get().attachments.get()
    assert (held.filename, held.file.open().read()) == ("big.bin", big.read_bytes())


def test_a_page_that_was_closed_goes_on_where_it_stopped(page, made, address, tmp_path) -> None:
    big = tmp_path / "big.bin"
    big.write_bytes(b"x" * (6 * MB))
    broken, offsets = [True], []

    def stop_after_one(route) -> None:
        offset = int(route.request.headers["upload-offset"])
        if offset and broken:
            route.abort("connectionreset")
        else:
            offsets.append(offset)
            route.continue_()

    page.route("**/upload/*/files/*/", stop_after_one)
    page.goto(address)
    page.set_input_files("#files", str(big))
    page.get_by_role("button", name="Upload").click()
    page.get_by_text("The connection broke").wait_for()
    page.goto(address)
    broken.clear()
    assert "4.0 MB have arrived" in page.inner_text("main").replace("\u00a0", " ")
    page.set_input_files("#files", str(big))
    page.get_by_role("button", name="Upload").click()
    page.get_by_text("Not complete yet").wait_for(state="detached")
    assert LeftFile.objects.get().state == "complete"
    assert offsets == [0, 4 * MB]


def test_without_a_script_a_plain_form_does_it(new_context, made, address, tmp_path) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    page.goto(address)
    page.set_input_files("#files", [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    page.get_by_role("button", name="Upload").click()
    page.get_by_role("button", name="Finish: send these files").click()
    page.get_by_role("heading", name="Your files were received").wait_for()
    assert [each.filename for each in made.messages.get().attachments.all()] == ["a.txt", "b.txt"]
    assert LeftFile.objects.count() == 2


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>parent.document.title="ran"</script></svg>'
HTML = b"<html><script>document.title='ran'</script><p>The costs of it</p></html>"


def test_no_script_of_a_document_ever_runs(signed_in, made) -> None:
    pdf = samples.pdf("The costs of it all in pounds", script="app.alert('ran')")
    files = [upload("a.pdf", pdf), upload("b.svg", SVG), upload("c.html", HTML), upload("d.png", HTML)]
    letter = make_letter(made, files=files)
    page = signed_in(researcher(made.team))
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    for held in letter.attachments.all():
        page.goto(reverse("correspondence:view_file", args=[held.pk]))
        assert "ran" not in page.title()
        response = page.goto(reverse("correspondence:about_file", args=[held.pk]))
        assert response.status == 200
    assert ran == []
    page.goto(reverse("correspondence:view_file", args=[letter.attachments.first().pk]))
    assert page.evaluate("document.querySelector('.viewer__sheet img').naturalWidth") == 900


def test_arrow_keys_turn_the_pages(signed_in, made) -> None:
    letter = make_letter(
        made, files=[upload("a.pdf", samples.pdf("One page of words", "Two pages of words"))]
    )
    page = signed_in(researcher(made.team))
    page.goto(letter.attachments.get().get_absolute_url() + "view/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**page=2**")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**page=1**")
