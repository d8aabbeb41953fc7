"""`manage.py import_requests`."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from requests_app.models import InformationRequest
from tests.accounts.factories import TeamFactory, researcher
from tests.authorities.factories import AuthorityFactory
from tests.authorities.services.imports.files import csv_of
from tests.requests_app.services.imports.files import HEADER, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> str:
    AuthorityFactory(name="Blaby District Council")
    TeamFactory(name="Blue")
    path = tmp_path / "batch.csv"
    path.write_bytes(
        csv_of(HEADER, row(code="7", reply="1/8/2018"), row(title="B"), row("Atlantis Water"), row(sent="x"))
    )
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    call_command("import_requests", *arguments)
    return capsys.readouterr().out


def test_a_dry_run_says_what_would_be_done_and_does_nothing(file: str, capsys) -> None:
    out = run(capsys, file, "--team", "blue", "--code", "7=full", "--dry-run", "--rows")
    assert "2 new, 0 here already, 0 maybe duplicates, 1 to authorities not known, 1 wrong, 0 skipped." in out
    assert "row 5 Blaby District Council: Date sent: “x” is no date." in out
    assert "Nothing was written." in out
    assert InformationRequest.objects.count() == 0


def test_it_brings_in_and_tells_programs(file: str, capsys) -> None:
    ada = researcher(email="ada@example.org")
    out = run(capsys, file, "--team", "Blue", "--code", "7=full", "--by", ada.email, "--format", "json")
    told = json.loads(out)
    assert (told["made"], told["left_out"], told["team"], told["codes"]) == (2, 2, "Blue", {"7": "full"})
    assert set(InformationRequest.objects.values_list("created_by__email", "team__name")) == {
        (ada.email, "Blue")
    }


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--team", "Red"], "There is no team called Red"),
        (["--team", "Blue"], "Say what these codes mean: 7"),
        (["--team", "Blue", "--map", "Nothing=sent"], "The file has no column “Nothing”"),
        (["--team", "Blue", "--map", "Notes=nothing"], "There is no field “nothing”"),
        (["--team", "Blue", "--map", "Notes"], "an equals sign is missing"),
        (["--team", "Blue", "--map", "Authority="], "Say which column holds the names of the authorities"),
        (["--team", "Blue", "--by", "x@example.org"], "Nobody has an account"),
    ],
)
def test_what_is_wrong_is_one_line(file: str, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("import_requests", file, *arguments)


def test_a_file_that_is_not_there_is_one_line() -> None:
    TeamFactory(name="Blue")
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_requests", "/no/such.csv", "--team", "Blue")
