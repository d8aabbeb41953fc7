"""`manage.py import_thread`: what it prints, and one clear line for what it cannot take."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Team
from requests_app.models import InformationRequest
from tests.accounts.factories import TeamFactory, researcher
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.threads import LONG, OPENING, SHORT
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "thread.txt"
    path.write_text(LONG)
    return path


def run(path: Path | str, **options) -> str:
    out = io.StringIO()
    call_command("import_thread", str(path), stdout=out, **options)
    return out.getvalue()


def test_json_tells_what_it_made(file: Path, settings) -> None:
    report = json.loads(run(file, format="json"))
    request = InformationRequest.objects.get()
    assert report["request"] == f"{settings.SITE_URL}/requests/{request.pk}/"
    assert (report["created"], report["authority"], report["references"]) == (
        True,
        "Marshland District Council",
        ["FOI-18-1134"],
    )
    assert (report["received_on"], report["due_on"]) == ("2018-07-20", "2018-08-20")
    assert report["why"] == [{"on": "2018-08-06", "reason": "Summer bank holiday (Scotland)"}]
    assert len(report["questions"]) == 2
    assert report["letters"][2] == {
        "position": 3,
        "side": "authority",
        "author": "Sam Clerk",
        "date": None,
        "attachments": 2,
        "attachments_held": 0,
    }


def test_for_people_it_prints_lines(file: Path) -> None:
    printed = run(file)
    assert printed.startswith("Brought in: http")
    assert "Due:        20 August 2018" in printed
    assert "6 August 2018 (Summer bank holiday, Scotland) is not counted" in printed
    assert "  3. authority: Sam Clerk, no date, 2 attachments (0 held)" in printed
    assert run(file).startswith("Here already, 0 letters added: http")


def test_it_reads_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SHORT.encode())))
    assert json.loads(run("-", format="json"))["created"] is True


def test_without_a_team_the_first_one_is_made_and_with_one_it_is_taken(file: Path) -> None:
    run(file)
    assert Team.objects.get().name == "My team"
    run(file)
    assert Team.objects.count() == 1


def test_of_several_teams_one_must_be_named(file: Path) -> None:
    TeamFactory(name="Alpha")
    beta = TeamFactory(name="Beta")
    with pytest.raises(CommandError, match=r"say which with --team \(Alpha, Beta\)"):
        run(file)
    with pytest.raises(CommandError, match="No team is called “Gamma”"):
        run(file, team="Gamma")
    run(file, team="beta")
    assert InformationRequest.objects.get().team == beta


def test_who_brings_it_in_looks_after_it(file: Path) -> None:
    user = researcher()
    run(file, by=user.email.upper())
    assert InformationRequest.objects.get().owner == user


def test_the_authority_may_be_named(file: Path) -> None:
    AuthorityFactory(name="Fenland County Council")
    assert (
        json.loads(run(file, authority="fenland county council", format="json"))["authority"]
        == "Fenland County Council"
    )


def test_an_unknown_authority_is_told_with_those_like_it(file: Path) -> None:
    AuthorityFactory(name="Blaby District Council")
    with pytest.raises(
        CommandError,
        match=r"No authority is called “Blabby Distrct Concil”\. Did you mean: Blaby District Council\?",
    ):
        run(file, authority="Blabby Distrct Concil")


def test_a_date_may_be_given_where_the_thread_has_none(file: Path) -> None:
    file.write_text(OPENING)
    with pytest.raises(CommandError, match="--received 2018-07-20 or --sent 2018-07-20"):
        run(file)
    assert json.loads(run(file, sent="2018-07-20", format="json"))["due_on"] == "2018-08-20"


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        (b"", {}, "The text is empty: paste the whole thread"),
        (b"%PDF-1.7 \0\1\2", {}, "not a text file"),
        (b"\x89PNG\r\n\x1a\n\0\0", {}, "not a text file"),
        (b"\0\1\2\3" * 1000, {}, "binary"),
        (b"word " * 6_300_000, {}, "longer than 3 million"),
        (SHORT.replace("20/07/2018", "20/07/2999").encode(), {}, "in the future"),
        (SHORT.encode(), {"received": "1998-07-20"}, "1998"),
        (SHORT.encode(), {"received": "2999-07-20"}, "received on 20 July 2999, which is in the future"),
        (SHORT.encode(), {"received": "yesterday"}, "is not a date: write it as 2018-07-20"),
        (SHORT.encode(), {"by": "nobody@example.org"}, "Nobody has an account"),
    ],
)
def test_bad_input_gets_one_clear_line_and_leaves_nothing(
    tmp_path: Path, content: bytes, options: dict, sentence: str
) -> None:
    path = tmp_path / "thread.txt"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=sentence) as caught:
        run(path, **options)
    assert len(str(caught.value).splitlines()) == 1
    assert not InformationRequest.objects.exists()


@pytest.mark.parametrize("name", ["no-such-file.txt", ".", "a\0b", "../" * 40 + "etc/no-such-file"])
def test_a_file_that_cannot_be_read_is_told(name: str) -> None:
    with pytest.raises(CommandError, match=r"cannot be read"):
        run(name)


def test_a_request_with_the_number_is_added_to_unless_another_is_asked_for(file: Path) -> None:
    team, authority = TeamFactory(), AuthorityFactory(name="Marshland District Council")
    made = make_request(team=team, authority=authority, reference="FOI-18-1134")
    report = json.loads(run(file, format="json"))
    assert (report["created"], report["letters_added"]) == (False, 4)
    assert report["request"].endswith(made.get_absolute_url())
    other = file.with_name("other.txt")
    other.write_text(LONG.replace("each system in use", "each system bought"))
    assert json.loads(run(other, format="json", new=True))["created"] is True
    other.write_text(LONG.replace("each system in use", "each system sold"))
    with pytest.raises(CommandError, match=rf"2 requests .* number: .* --into {made.pk} .*, or --new\."):
        run(other)
    run(other, into=made.pk)
    assert InformationRequest.objects.count() == 2
