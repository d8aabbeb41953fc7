"""A dataset leaves as files and is read back into the same numbers."""

import csv
import io
import json
import zipfile
from collections import Counter
from datetime import date

import pytest
from openpyxl import load_workbook

from requests_app.dataset import dataset_of
from requests_app.dataset.packing import as_json, data_package, tables_of, workbook
from requests_app.dataset.packing import csv as as_csv
from requests_app.dataset.shapes import Quote
from requests_app.dataset.tables import long, quoted, wide
from requests_app.models import Answer
from requests_app.services.campaigns.research import save_field, set_values
from tests.requests_app.dataset.world import World, many

pytestmark = pytest.mark.django_db


def unpacked(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def world() -> World:
    return many(3, 2, coded=2)


def test_470_authorities_with_300_coded_come_back_as_the_same_numbers():
    world = many(470, 4, coded=300)
    dataset = dataset_of(world.campaign, public=False)
    files = unpacked(data_package(dataset))
    requests, answers = rows_of(files["data/requests.csv"]), rows_of(files["data/answers.csv"])
    assert (len(requests), len(answers)) == (470, 1880)
    assert [
        Counter(row[f"{each.code}_outcome"] for row in requests) for each in dataset.questions
    ] == dataset.totals
    by_question = Counter((row["question"], row["answer"]) for row in answers)
    assert by_question == Counter(
        {
            (each.code, outcome): n
            for each, total in zip(dataset.questions, dataset.totals, strict=True)
            for outcome, n in total.items()
        }
    )
    assert Counter(row["outcome"] for row in requests) == dataset.outcomes
    assert sum(total[""] for total in dataset.totals) == 170 * 4
    stored = Counter(Answer.objects.standing().values_list("outcome", flat=True))
    assert sum((Counter(total) for total in dataset.totals), Counter()) - Counter({"": 680}) == stored


def test_the_package_describes_every_column_of_its_files(world):
    files = unpacked(data_package(dataset_of(world.campaign, public=False)))
    assert list(files) == [
        "datapackage.json",
        "CODEBOOK.md",
        "data/requests.csv",
        "data/answers.csv",
        "data/evidence.csv",
        "data/codebook.csv",
    ]
    for resource in json.loads(files["datapackage.json"])["resources"]:
        header = next(csv.reader(io.StringIO(files[resource["path"]].decode())))
        assert [field["name"] for field in resource["schema"]["fields"]] == header


def test_one_form_alone(world):
    dataset = dataset_of(world.campaign, public=True)
    assert "data/requests.csv" not in unpacked(data_package(dataset, form="long"))
    assert "data/answers.csv" not in unpacked(data_package(dataset, form="wide"))


def test_the_same_dataset_gives_the_same_bytes(world):
    first, second = (data_package(dataset_of(world.campaign, public=True)) for _ in range(2))
    assert first == second


def test_every_code_in_a_table_stands_in_the_codebook(world):
    dataset = dataset_of(world.campaign, public=False)
    files = unpacked(data_package(dataset))
    known = {(row["table"], row["column"], row["code"]) for row in rows_of(files["data/codebook.csv"])}
    for table in tables_of(dataset):
        coded = [column.name for column in table.columns if column.codes]
        for row in rows_of(files[f"data/{table.name}.csv"]):
            assert {(table.name, name, row[name]) for name in coded if row[name]} <= known


def test_texts_that_look_like_formulas_are_inert_and_numbers_are_numbers(world):
    field = save_field(campaign=world.campaign, name="Price", kind="number", by=world.by)
    text = save_field(campaign=world.campaign, name="System", kind="text", by=world.by)
    set_values(request=world.requests[0], typed={field.pk: "-12.50", text.pk: "=1+1"}, by=world.by)
    dataset = dataset_of(world.campaign, public=False)
    row = rows_of(b"".join(as_csv(wide(dataset))))[0]
    assert (row["field_price"], row["field_system"]) == ("-12.50", "'=1+1")
    sheet = load_workbook(workbook(dataset))["requests"]
    cells = dict(zip((cell.value for cell in sheet[1]), sheet[2], strict=True))
    assert (cells["field_price"].value, cells["field_price"].data_type) == (-12.5, "n")
    assert (cells["field_system"].value, cells["field_system"].data_type) == ("=1+1", "s")


def test_the_workbook_has_a_sheet_for_each_table_and_the_codebook(world):
    book = load_workbook(workbook(dataset_of(world.campaign, public=False)))
    assert book.sheetnames == ["requests", "answers", "evidence", "codebook"]
    assert [book[name].max_row for name in ("requests", "answers")] == [4, 7]


def test_json_has_the_same_answers(world):
    dataset = dataset_of(world.campaign, public=False)
    told = json.loads(as_json(dataset))
    answers = [
        (one["request"], each["question"], each["answer"] or "")
        for one in told["requests"]
        for each in one["answers"]
    ]
    table = rows_of(b"".join(as_csv(long(dataset))))
    assert answers == [(int(row["request"]), row["question"], row["answer"]) for row in table]


def test_a_field_says_what_may_stand_in_it_and_takes_what_stood_there_before(world):
    field = save_field(
        campaign=world.campaign,
        name="System",
        kind="choice",
        choices="A\nB",
        help_text="Which one.",
        by=world.by,
    )
    set_values(request=world.requests[0], typed={field.pk: "A"}, by=world.by)
    save_field(
        campaign=world.campaign, field=field, name="System", kind="choice", choices="B\nC", by=world.by
    )
    files = unpacked(data_package(dataset_of(world.campaign, public=False)))
    described = json.loads(files["datapackage.json"])["resources"][0]["schema"]["fields"]
    assert [one for one in described if one["name"] == "field_system"] == [
        {"name": "field_system", "type": "string", "title": "System", "description": "One of: B; C."}
    ]
    assert rows_of(files["data/requests.csv"])[0]["field_system"] == "A"


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        (Quote(3, date(2018, 8, 20), "", None, "None held."), "“None held.” (letter 3, 20 August 2018)"),
        (Quote(1, None, "a.pdf", 2, "None."), "“None.” (letter 1, file a.pdf, page 2)"),
        (Quote(3, date(2018, 8, 20), "", None, ""), "Letter 3, 20 August 2018"),
    ],
)
def test_a_quotation_says_where_it_stands(quote, said):
    assert quoted(quote) == said
