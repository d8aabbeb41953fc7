"""A team's spreadsheet in the browser: columns, codes, names, preview, progress, report, undo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from authorities.tables.reading import read_table
from requests_app.models import InformationRequest, RequestImport
from requests_app.services import imports
from tests.accounts.factories import TeamFactory, lead, researcher
from tests.authorities.factories import AuthorityFactory
from tests.authorities.services.imports.files import csv_of
from tests.requests_app.factories import make_request
from tests.requests_app.services.imports.files import HEADER, applied, checked, row, started, statuses
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = [
    row(code="NH", reply="1/8/2018", ref="A-1"),
    row("Blabby Counsil", title="B"),
    row("Blabby Counsil", title="C"),
    row(title="<script>alert(1)</script>", sent="soon"),
    row(ref="X-9"),
]


@pytest.fixture
def team():
    AuthorityFactory(name="Blaby District Council")
    return TeamFactory(name="Blue")


@pytest.fixture
def ada(team) -> Client:
    return browser_of(researcher(team, name="Ada Quill"))


def columns_of(run: RequestImport) -> dict[str, str]:
    return {f"column_{index}": code for index, code in enumerate(run.layout)}


def test_a_file_goes_from_its_columns_over_its_codes_to_its_preview(ada: Client) -> None:
    file = SimpleUploadedFile("batch.csv", csv_of(HEADER, *ROWS))
    response = ada.post(reverse("requests:imports"), {"file": file, "team": str(ada_team(ada))}, follow=True)
    run = RequestImport.objects.get()
    assert response.redirect_chain == [(reverse("requests:import_columns", args=[run.pk]), 302)]
    assert "19/07/2018 · soon" in response.content.decode()
    response = ada.post(reverse("requests:import_columns", args=[run.pk]), columns_of(run), follow=True)
    assert response.redirect_chain == [(reverse("requests:import_codes", args=[run.pk]), 302)]
    assert '<option value="not_held" selected>' in response.content.decode()
    response = ada.post(reverse("requests:import_codes", args=[run.pk]), {"code_0": "not_held"}, follow=True)
    html = response.content.decode()
    assert response.redirect_chain == [(run.get_absolute_url(), 302)]
    assert "1 new request" in html
    assert "1 name of the file is not in the list of authorities" in html
    assert InformationRequest.objects.count() == 0


def ada_team(client: Client) -> int:
    return int(client.get(reverse("requests:imports")).context["form"].fields["team"].initial)


def test_each_tab_shows_its_rows_in_words_and_nothing_of_a_cell_runs(ada: Client, team) -> None:
    run = checked(team, *ROWS)
    assert "Answered: not held (code “NH”)" in page(ada, "requests:import", run.pk, tab="new")
    wrong = page(ada, "requests:import", run.pk, tab="error")
    assert "“soon” is no date" in wrong
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in wrong
    assert "The same as row 2?" in page(ada, "requests:import", run.pk, tab="maybe")
    assert "No row of this list is here" in page(ada, "requests:import", run.pk, tab="new", q="Nothing")


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_asks_the_database_the_same_number_of_questions(
    ada: Client, team, count: int, django_assert_num_queries
) -> None:
    authority = AuthorityFactory(name="Kent")
    rows = [row("Kent", ref=f"A-{n}", title=f"T{n}") for n in range(count)]
    for n in range(count):
        make_request(team=team, authority=authority, reference=f"A-{n}")
    run = checked(team, *rows)
    with django_assert_num_queries(9):
        page(ada, "requests:import", run.pk, tab="same")


def test_names_are_decided_on_one_page_for_all_their_rows(ada: Client, team) -> None:
    run = checked(team, *ROWS)
    html = page(ada, "requests:import_authorities", run.pk)
    assert "2 rows, the first in row 3." in html
    address = reverse("requests:import_authorities", args=[run.pk])
    response = ada.post(address, {"what_0": "other", "other_0": ""})
    assert response.status_code == 422
    assert "Enter the authority that “Blabby Counsil” is" in response.content.decode()
    ada.post(address, {"what_0": "other", "other_0": "Blaby District Council"})
    assert statuses(run) == ["new", "new", "new", "error", "maybe"]


def test_a_code_that_is_not_said_is_asked_for(ada: Client, team) -> None:
    run = started(team, row(code="7"))
    imports.set_columns(run=run, layout=run.layout)
    response = ada.post(reverse("requests:import_codes", args=[run.pk]), {"code_0": ""})
    assert response.status_code == 422
    assert "Say what “7” means" in response.content.decode()


def test_columns_that_do_not_do_are_refused_with_what_is_missing(ada: Client, team) -> None:
    run = started(team, row())
    response = ada.post(
        reverse("requests:import_columns", args=[run.pk]), {**columns_of(run), "column_0": ""}
    )
    assert response.status_code == 422
    assert "Say which column holds the names of the authorities." in response.content.decode()


def test_it_is_applied_by_a_worker_with_its_progress_told_and_taken_back(ada: Client, team) -> None:
    run = checked(team, *ROWS)
    ada.post(reverse("requests:import_apply", args=[run.pk]))
    run.refresh_from_db()
    assert run.phase == "waiting"
    progress = reverse("requests:import_progress", args=[run.pk])
    assert "0 of 1" in ada.get(progress, headers={"HX-Request": "true"}).content.decode()
    imports.work_on_imports()
    assert ada.get(progress, headers={"HX-Request": "true"})["HX-Redirect"] == run.get_absolute_url()
    html = page(ada, "requests:import", run.pk, tab="new")
    assert InformationRequest.objects.get().get_absolute_url() in html
    ada.post(reverse("requests:import_undo", args=[run.pk]))
    imports.work_on_imports()
    assert "1 request is out again" in page(ada, "requests:import", run.pk)
    assert InformationRequest.objects.count() == 0


def test_an_undo_that_would_undo_more_asks_again(ada: Client, team) -> None:
    run = applied(team, *ROWS)
    InformationRequest.objects.update(title="Another")
    response = ada.post(reverse("requests:import_undo", args=[run.pk]))
    assert response.status_code == 422
    assert "has been changed or used since the import" in response.content.decode()
    ada.post(reverse("requests:import_undo", args=[run.pk]), {"spare": "1"})
    imports.work_on_imports()
    assert "1 had been changed or used since and was left" in page(ada, "requests:import", run.pk)


def test_what_is_left_out_comes_back_as_a_file_that_can_be_brought_in_again(ada: Client, team) -> None:
    run = checked(team, *ROWS)
    response = ada.get(reverse("requests:import_file", args=[run.pk]), {"rows": "left"})
    text = b"".join(response.streaming_content if response.streaming else [response.content]).decode(
        "utf-8-sig"
    )
    lines = text.splitlines()
    assert lines[0] == f"{HEADER},result,what is wrong,what would be right"
    assert len(lines) == 5
    assert lines[3].endswith(
        'Wrong,Date sent: “soon” is no date,"Such as 20/07/2018, 20 July 2018 or 2018-07-20"'
    )
    again = imports.start_import(team=team, table=read_table(text.encode()), file_name="again.csv", by=None)
    assert again.layout == [*run.layout, "", "", ""]


def test_another_teams_spreadsheet_does_not_exist(team) -> None:
    run = checked(team, *ROWS)
    stranger = browser_of(lead())
    assert stranger.get(run.get_absolute_url()).status_code == 404
    assert "batch.csv" not in page(stranger, "requests:imports")


def test_a_file_cannot_be_brought_in_for_a_team_one_is_not_in(ada: Client) -> None:
    other = TeamFactory()
    file = SimpleUploadedFile("batch.csv", csv_of(HEADER, *ROWS))
    response = ada.post(reverse("requests:imports"), {"file": file, "team": str(other.pk)})
    assert (response.status_code, RequestImport.objects.count()) == (422, 0)


def test_forgetting_a_file_says_so(ada: Client, team) -> None:
    run = checked(team, *ROWS)
    response = ada.post(reverse("requests:import_drop", args=[run.pk]), follow=True)
    assert told(response) == ["batch.csv is forgotten. Nothing of it was brought in."]
