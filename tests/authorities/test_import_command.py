import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from authorities.models import Authority
from tests.authorities.factories import AuthorityFactory
from tests.authorities.services.imports.files import csv_of

pytestmark = pytest.mark.django_db(transaction=True)

FILE = csv_of(
    "Name,FOI email,Extra",
    ["Fife Council", "foi@fife.example", "x"],
    ["Ashby", "FOI Team", ""],
    ["Blabby Council", "", ""],
)


@pytest.fixture
def path(tmp_path: Path) -> str:
    AuthorityFactory(name="Blaby District Council")
    file = tmp_path / "list.csv"
    file.write_bytes(FILE)
    return str(file)


def _run(*words: str) -> str:
    out = StringIO()
    call_command("import_authorities", *words, stdout=out)
    return out.getvalue()


def test_it_brings_a_file_in_and_says_what_it_did(path: str) -> None:
    assert _run(path) == (
        "list.csv (CSV, UTF-8, commas): 3 rows. Name = name, FOI email = email_foi.\n"
        "1 new, 0 changed, 0 the same, 1 maybe duplicates, 1 wrong, 0 skipped.\n"
        "1 made, 0 changed, 2 left out.\n"
    )
    assert Authority.objects.count() == 2


def test_a_dry_run_says_the_same_and_does_nothing(path: str) -> None:
    told = json.loads(_run(path, "--dry-run", "--format", "json", "--rows"))
    assert (told["dry_run"], told["found"]["new"], told["made"], Authority.objects.count()) == (True, 1, 0, 1)
    assert [row["row"] for row in told["rows_left_out"]] == [3, 4]
    assert told["rows_left_out"][0]["wrong"][0].startswith("FOI email: “FOI Team” is no e-mail address")


def test_columns_and_decisions_can_be_said(path: str) -> None:
    told = json.loads(
        _run(path, "--map", "Extra=notes", "--map", "FOI email=", "--alike", "another", "--format", "json")
    )
    assert told["columns"] == {"Name": "name", "Extra": "notes"}
    assert told["made"] == 3
    assert Authority.objects.get(name="Fife Council").notes == "x"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["no-such-file.csv"], "no-such-file.csv cannot be read: No such file or directory."),
        (["{path}", "--map", "Nome=name"], "The file has no column “Nome”; it has: Name, FOI email, Extra."),
        (["{path}", "--map", "Name=nome"], "There is no field “nome”"),
        (["{path}", "--map", "Name"], "--map Name: write COLUMN=FIELD"),
        (
            ["{path}", "--by", "nobody@example.org"],
            "Nobody has an account with the address nobody@example.org.",
        ),
        (["{path}", "--map", "Name="], "Say which column holds the names of the authorities."),
    ],
)
def test_bad_input_gets_one_clear_line(path: str, words: list[str], problem: str) -> None:
    with pytest.raises(CommandError) as refused:
        _run(*(word.format(path=path) for word in words))
    assert str(refused.value).startswith(problem)
    assert Authority.objects.count() == 1


def test_both_files_of_the_case_material_go_in_as_they_are(shared_dir: Path) -> None:
    """470 authorities, then 406 rows of which one is new: no silent double, no wrong merge, and nothing twice."""
    first = shared_dir / "data" / "mysociety_uk_local_authorities_current.csv"
    second = shared_dir / "data" / "openregister_food_authorities_emails.csv"
    if not (first.exists() and second.exists()):
        pytest.skip("the lists are not there")
    told = [json.loads(_run(str(file), "--format", "json")) for file in (first, first, second, second)]
    assert [each["made"] for each in told] == [470, 0, 1, 0]
    assert [each["changed"] for each in told] == [0, 0, 390, 0]
    assert [each["left_out"] for each in told] == [0, 0, 0, 0]
    assert Authority.objects.count() == 471
