import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from authorities.import_models import ImportRun
from authorities.models import Authority
from authorities.services import imports
from authorities.tables.reading import read_table
from tests.accounts.factories import lead, researcher, site_admin
from tests.authorities.factories import AuthorityFactory
from tests.authorities.services.imports.files import applied, checked, csv_of
from tests.requests_app.factories import make_request
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = "Name,Nation,Website,FOI email"
ROWS = [
    ["Fife Council", "Scotland", "fife.example", "foi@fife.example"],
    ["Blabby Council", "England", "", "foi@blaby.example"],
    ["Ashby Council", "Atlantis", "", "FOI Team"],
    ["Oadby Council", "England", "", "=cmd|'/C calc'!A0"],
    ["Kent County Council", "England", "new.example", ""],
]


@pytest.fixture
def admin() -> Client:
    return browser_of(site_admin())


@pytest.fixture
def here() -> list[Authority]:
    kent = AuthorityFactory(name="Kent County Council", website="https://old.example")
    return [kent, AuthorityFactory(name="Blaby District Council"), AuthorityFactory(name="Missing Council")]


@pytest.fixture
def run(here) -> ImportRun:
    return checked(csv_of(HEADER, *ROWS))


def _shown(client: Client, run: ImportRun, **query: str) -> str:
    return page(client, "authorities:import", run.pk, **query)


def test_a_file_goes_from_its_columns_to_its_preview(admin: Client, here) -> None:
    file = SimpleUploadedFile("councils.csv", csv_of(HEADER, *ROWS))
    response = admin.post(reverse("authorities:imports"), {"file": file}, follow=True)
    run = ImportRun.objects.get()
    assert response.redirect_chain == [(reverse("authorities:import_columns", args=[run.pk]), 302)]
    html = response.content.decode()
    assert "Fife Council · Blabby Council · Ashby Council" in html
    layout = {f"column_{index}": code for index, code in enumerate(run.layout)}
    response = admin.post(reverse("authorities:import_columns", args=[run.pk]), layout, follow=True)
    assert response.redirect_chain == [(run.get_absolute_url(), 302)]
    assert "1 new, 1 changed" in response.content.decode()
    assert Authority.objects.count() == 3


def test_pasted_cells_do_the_same(admin: Client) -> None:
    admin.post(reverse("authorities:imports"), {"text": "Name\tFOI email\nFife Council\tfoi@fife.example"})
    assert ImportRun.objects.get().layout == ["name", "email_foi"]


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({}, "file", "Choose a file, or paste cells"),
        ({"file": b"%PDF-1.7"}, "file", "This is a PDF, no table: save the table as CSV, XLSX or ODS."),
        ({"file": b""}, "file", "The submitted file is empty."),
        ({"text": ",,,"}, "text", "There is nothing in it."),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(admin: Client, data, field: str, words: str) -> None:
    sent = {
        name: SimpleUploadedFile("x.csv", value) if isinstance(value, bytes) else value
        for name, value in data.items()
    }
    response = admin.post(reverse("authorities:imports"), sent)
    assert response.status_code == 422
    assert response.context["form"].errors == {field: [words]}


def test_columns_without_names_are_refused(admin: Client, run: ImportRun) -> None:
    response = admin.post(reverse("authorities:import_columns", args=[run.pk]), {"column_0": ""})
    assert response.status_code == 422
    assert "Say which column holds the names of the authorities." in response.content.decode()


@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("new", ["Fife Council", "Freedom of Information (Scotland) Act 2002", "foi@fife.example"]),
        ("changed", ["<del>https://old.example</del>", "<ins>https://new.example</ins>", "by its name"]),
        ("maybe", ["Blabby Council", "Blaby District Council", "a similar name"]),
        (
            "error",
            [
                "“Atlantis” is no nation that is known",
                "it looks like the name of a mailbox",
                "Right would be",
            ],
        ),
        ("missing", ["Missing Council"]),
    ],
)
def test_each_tab_shows_its_rows(admin: Client, run: ImportRun, tab: str, words: list[str]) -> None:
    html = _shown(admin, run, tab=tab)
    assert [each for each in words if each not in html] == []


def test_rows_are_found_by_name_and_nonsense_in_the_address_does_no_harm(
    admin: Client, run: ImportRun
) -> None:
    assert "Fife Council" not in _shown(admin, run, tab="new", q="nothing like it")
    for query in ({"tab": "atlantis"}, {"page": "x"}, {"q": "%_"}, {"tab": "missing", "q": "x"}):
        _shown(admin, run, **query)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("tab", "queries"), [("new", 10), ("changed", 11), ("maybe", 13), ("error", 10)])
def test_a_tab_makes_the_same_queries_however_many_rows(
    admin: Client, count: int, tab: str, queries: int, django_assert_num_queries
) -> None:
    rows = []
    for number in range(count):
        AuthorityFactory(name=f"Kent {number} County Council", website="https://old.example")
        AuthorityFactory(name=f"Blaby {number} District Council")
        rows += [[*ROWS[0]], [*ROWS[1]], [*ROWS[2]], [*ROWS[4]]]
        for row, name in zip(rows[-4:], ("Fife", "Blabby", "Ashby", "Kent"), strict=True):
            row[0] = row[0].replace(name, f"{name} {number}")
    run = checked(csv_of(HEADER, *rows))
    with django_assert_num_queries(queries):
        _shown(admin, run, tab=tab)


def test_rows_are_decided_one_by_one_and_all_alike(admin: Client, run: ImportRun, here) -> None:
    address = reverse("authorities:import_decide", args=[run.pk])
    admin.post(address, {"number": "3", "what": "same"})
    assert run.findings.get(number=3).status == "changed"
    response = admin.post(address, {"number": "3", "authority": "999999"}, follow=True)
    assert told(response) == ["That authority was not offered for this row."]
    again = checked(csv_of(HEADER, *ROWS))
    response = admin.post(
        reverse("authorities:import_decide", args=[again.pk]), {"number": "all", "what": "skip"}, follow=True
    )
    assert told(response) == ["1 row decided."]
    assert "Decide again" in _shown(admin, again, tab="skipped")
    for nonsense in (
        {"number": "x"},
        {"number": "3", "what": "nonsense"},
        {"number": "77", "what": "skip"},
        {},
    ):
        assert admin.post(address, nonsense).status_code == 302


def test_it_is_applied_shown_on_its_way_and_taken_back(admin: Client, run: ImportRun, here) -> None:
    admin.post(reverse("authorities:import_apply", args=[run.pk]))
    html = _shown(admin, run)
    assert "Waiting to be applied" in html
    assert f'hx-get="{reverse("authorities:import_progress", args=[run.pk])}"' in html
    part = admin.get(reverse("authorities:import_progress", args=[run.pk]), headers={"HX-Request": "true"})
    assert part.content.startswith(b'<div class="progress"')
    imports.finish(run)
    ended = admin.get(reverse("authorities:import_progress", args=[run.pk]), headers={"HX-Request": "true"})
    assert ended["HX-Redirect"] == run.get_absolute_url()
    assert "Take it all back" in _shown(admin, run)
    assert Authority.objects.filter(name="Fife Council").exists()
    page(admin, "authorities:import_undo", run.pk)
    admin.post(reverse("authorities:import_undo", args=[run.pk]))
    imports.finish(run)
    assert "Taken back" in _shown(admin, run)
    assert not Authority.objects.filter(name="Fife Council").exists()


def test_what_was_touched_since_is_named_before_the_others_are_taken_back(
    admin: Client, run: ImportRun
) -> None:
    imports.apply_import(run=run, by=None)
    imports.finish(run)
    assert "Nothing has touched them since the import." in page(admin, "authorities:import_undo", run.pk)
    make_request(authority=Authority.objects.get(name="Fife Council"))
    html = page(admin, "authorities:import_undo", run.pk)
    assert "1 stays as it is" in html
    assert "Fife Council</a>: used, by a request or a list" in html
    response = admin.post(reverse("authorities:import_undo", args=[run.pk]))
    assert response.status_code == 422
    assert "Fife Council has been changed or used since the import." in response.content.decode()
    admin.post(reverse("authorities:import_undo", args=[run.pk]), {"spare": "1"})
    imports.finish(run)
    assert "1 had been changed or used since and was left" in _shown(admin, run)


def test_what_wrote_nothing_is_not_offered_to_be_taken_back(admin: Client) -> None:
    data = csv_of("Name,FOI email", ["Fife Council", "foi@fife.example"])
    first, second = applied(data), applied(data)
    assert "Take it all back" in _shown(admin, first)
    assert "Take it all back" not in _shown(admin, second)


def test_without_a_script_the_page_asks_again_every_two_seconds_until_told_not_to(
    admin: Client, run: ImportRun
) -> None:
    again = '<noscript><meta http-equiv="refresh" content="2"></noscript>'
    assert again not in _shown(admin, run)
    admin.post(reverse("authorities:import_apply", args=[run.pk]))
    html = _shown(admin, run)
    assert again in html.partition("</head>")[0]
    assert 'hx-trigger="every 2s"' in html
    assert '<a href="?still=1">Stop asking</a>' in html
    assert again not in _shown(admin, run, still="1")


def test_all_the_same_is_offered_only_where_something_was_offered(admin: Client) -> None:
    rows = [["Ashby Council", "England", "", ""], ["Ashby Borough Council", "England", "", ""]]
    run = checked(csv_of(HEADER, *rows))
    html = _shown(admin, run, tab="maybe")
    assert "All that are still open" in html
    assert "the same as the first offered" not in html
    AuthorityFactory(name="Blaby District Council")
    html = _shown(admin, checked(csv_of(HEADER, *rows, ROWS[1])), tab="maybe")
    assert "the same as the first offered" in html


def test_an_import_is_stopped_or_forgotten(admin: Client, run: ImportRun) -> None:
    admin.post(reverse("authorities:import_apply", args=[run.pk]))
    admin.post(reverse("authorities:import_stop", args=[run.pk]), {"then": "keep"})
    run.refresh_from_db()
    assert run.phase == "ready"
    response = admin.post(reverse("authorities:import_drop", args=[run.pk]), follow=True)
    assert told(response) == ["list.csv is forgotten. Nothing of it was brought in."]
    assert "This file was forgotten" in _shown(admin, run)
    response = admin.post(reverse("authorities:import_apply", args=[run.pk]), follow=True)
    assert told(response) == ["That cannot be done now: list.csv is dropped."]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_of_what_was_left_out_is_inert_and_comes_back_in(
    admin: Client, run: ImportRun, kind: str
) -> None:
    response = admin.get(reverse("authorities:import_file", args=[run.pk]), {"rows": "left", "format": kind})
    assert response["Content-Disposition"] == f'attachment; filename="list-left-out.{kind}"'
    if kind == "csv":
        assert ",'=cmd" in response.content.decode()
    rows = read_table(response.content).rows
    assert rows[0] == [
        "row in the file",
        *HEADER.split(","),
        "result",
        "what is wrong",
        "what would be right",
    ]
    assert [row[:2] for row in rows[1:]] == [
        ["3", "Blabby Council"],
        ["4", "Ashby Council"],
        ["5", "Oadby Council"],
    ]
    assert rows[3][4] == "=cmd|'/C calc'!A0"
    again = imports.start_import(table=read_table(response.content), file_name="back.csv", by=None)
    assert again.layout == ["", *run.layout, "", "", ""]


def test_the_whole_preview_is_a_file_too(admin: Client, run: ImportRun) -> None:
    response = admin.get(reverse("authorities:import_file", args=[run.pk]))
    results = [row[5] for row in read_table(response.content).rows[1:]]
    assert results == ["New", "Maybe a duplicate", "Error", "Error", "Changed"]


def test_script_in_a_cell_is_text_on_every_page(admin: Client, here) -> None:
    evil = "<script>alert(1)</script>"
    run = applied(csv_of("Name,FOI email,Notes", [f"{evil} Council", "", evil], [f"{evil} Two", evil, ""]))
    for tab in ("new", "error", "maybe"):
        assert evil not in _shown(admin, run, tab=tab)
    assert evil not in page(admin, "authorities:import_columns", run.pk)
    assert evil not in page(admin, "authorities:imports")


@pytest.mark.parametrize("who", [researcher, lead])
def test_others_reach_none_of_it(who, run: ImportRun) -> None:
    client = browser_of(who())
    for name in ("import", "import_columns", "import_file", "import_undo", "import_progress"):
        assert client.get(reverse(f"authorities:{name}", args=[run.pk])).status_code == 403
    assert client.get(reverse("authorities:imports")).status_code == 403
    assert client.post(reverse("authorities:import_apply", args=[run.pk])).status_code == 403
    assert reverse("authorities:imports") not in page(client, "authorities:list")


def test_an_earlier_address_is_shown_apart(admin: Client) -> None:
    applied(csv_of("Name,FOI email", ["Fife Council", "old@fife.example"]))
    applied(csv_of("Name,FOI email", ["Fife Council", "new@fife.example"]))
    html = page(admin, "authorities:detail", Authority.objects.get().pk)
    current, _, earlier = html.partition("Earlier addresses")
    assert "mailto:new@fife.example" in current
    assert "old@fife.example" in earlier
    assert "old@fife.example" not in current
