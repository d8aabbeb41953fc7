"""The preview of a spreadsheet: each row with what it would do, and nothing written."""

from datetime import date

import pytest

from requests_app.models import InformationRequest, RequestImportMapping
from requests_app.services import imports
from tests.accounts.factories import TeamFactory, researcher
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import make_request
from tests.requests_app.services.imports.files import checked, problems, row, started, statuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture(autouse=True)
def blaby():
    return AuthorityFactory(name="Blaby District Council")


def test_the_columns_are_guessed_from_their_names(team) -> None:
    assert started(team, row()).layout == [
        *(
            "authority",
            "sent",
            "received",
            "reference",
            "outcome",
            "answered",
            "link",
            "notes",
            "title",
            "owner",
        )
    ]


def test_our_own_export_is_known_by_its_columns(team) -> None:
    header = "Authority,What it is about,Reference,Law,State,Date of receipt,Due,Answered,Looked after by,Tags,Link"
    run = started(
        team, ["Blaby District Council", "Scores", "", "FOIA", "Answered", "2018-07-20"], header=header
    )
    assert run.layout == [
        *(
            "authority",
            "title",
            "reference",
            "law",
            "outcome",
            "received",
            "",
            "answered",
            "owner",
            "tags",
            "link",
        )
    ]


def test_a_row_that_is_right_is_new_and_nothing_is_written(team) -> None:
    run = checked(team, row(ref="FOI-18-1134"))
    assert (run.phase, statuses(run), InformationRequest.objects.count()) == ("ready", ["new"], 0)


@pytest.mark.parametrize(
    ("cells", "column", "what"),
    [
        ({"sent": "1/2/2999"}, "Date sent", "1 February 2999 is in the future"),
        ({"sent": "07/20/2018"}, "Date sent", "“07/20/2018” has no such month: the day comes first here"),
        ({"sent": "31/02/2018"}, "Date sent", "“31/02/2018” is no day of the calendar"),
        (
            {"received": "18/07/2018"},
            "Received",
            "It was received on 18 July 2018, before it was sent on 19 July 2018",
        ),
        (
            {"code": "Full", "reply": "01/07/2018"},
            "Reply",
            "It was answered on 1 July 2018, before it was received on 20 July 2018",
        ),
        (
            {"code": "Withdrawn"},
            "Reply",
            "“Withdrawn” means “Withdrawn by us”, but the date of that is missing",
        ),
        (
            {"code": "Awaiting", "reply": "01/08/2018"},
            "Reply",
            "There is a date of reply, but its code “Awaiting” means “No answer yet”",
        ),
        ({"sent": "", "received": ""}, "Date sent", "The date is missing"),
        ({"title": ""}, "Title", "It does not say what it is about"),
        ({"sent": "19/07/1998", "received": ""}, "Received", "before the rights under"),
    ],
)
def test_what_is_wrong_is_told_with_its_column(team, cells, column: str, what: str) -> None:
    run = checked(team, row(**cells))
    [(told_column, told)] = problems(run)
    assert (statuses(run), told_column) == (["error"], column)
    assert what in told


def test_codes_are_collected_counted_and_guessed(team) -> None:
    codes = ["NH", "nh ", "Refused s.12", "1 = full", "7", "", "n/a"]
    run = started(team, *(row(code=code) for code in codes))
    imports.set_columns(run=run, layout=run.layout)
    assert run.phase == "columns"
    assert {(each.key, each.rows, each.outcome) for each in imports.codes_of(run)} == {
        ("nh", 2, "not_held"),
        ("refused s.12", 1, "refused"),
        ("1 = full", 1, "full"),
        ("7", 1, ""),
    }


def test_a_code_that_nobody_knows_must_be_said(team) -> None:
    run = started(team, row(code="7"))
    imports.set_columns(run=run, layout=run.layout)
    with pytest.raises(imports.ImportRefused, match="Say what these codes mean: 7"):
        imports.set_codes(run=run, codes={"7": ""})
    imports.set_codes(run=run, codes={"7": "none"})
    assert statuses(imports.finish(run)) == ["new"]


def test_columns_codes_and_title_are_remembered_for_files_of_the_same_kind_of_the_same_team(team) -> None:
    header = "Body,When,What came"
    first = started(team, ["Blaby District Council", "20/07/2018", "7"], header=header)
    imports.set_columns(run=first, layout=["authority", "received", "outcome"], title="Scores")
    imports.set_codes(run=first, codes={"7": "none"})
    again = started(team, ["Blaby District Council", "21/07/2018", "7"], header=header)
    other = started(TeamFactory(), ["Blaby District Council", "21/07/2018", "7"], header=header)
    assert (again.layout, again.codes, again.title) == (
        ["authority", "received", "outcome"],
        {"7": "none"},
        "Scores",
    )
    assert (other.layout[1], other.codes, other.title) == ("", {}, "")
    assert RequestImportMapping.objects.count() == 1


def test_what_is_needed_must_be_said(team) -> None:
    run = started(team, row())
    for without, sentence in (("authority", "names of the authorities"), ("title", "what it is about")):
        layout = ["" if code == without else code for code in run.layout]
        with pytest.raises(imports.ImportRefused, match=sentence):
            imports.set_columns(run=run, layout=layout)
    with pytest.raises(imports.ImportRefused, match="the day it was sent"):
        imports.set_columns(run=run, layout=["authority", *[""] * 7, "title"])
    with pytest.raises(imports.ImportRefused, match="Only one column"):
        imports.set_columns(run=run, layout=["authority", "sent", "sent", *[""] * 5, "title"])


def test_similar_names_are_offered_and_never_applied(team, blaby) -> None:
    run = checked(team, row("Blabby District Counsil"), row("Nowhere Water"), row("Blaby DC"))
    assert statuses(run) == ["unknown", "unknown", "new"]
    assert [each[0] for each in run.findings.get(number=2).candidates] == [blaby.pk]


def test_a_name_is_decided_once_for_all_its_rows(team, blaby) -> None:
    ada = researcher(team)
    rows = [
        row("Blabby Counsil", title="A"),
        row("Blabby Counsil", title="B"),
        row("Atlantis Water"),
        row("Lyonesse"),
    ]
    run = checked(team, *rows)
    choices = {
        "blabby counsil": imports.Choice("same", blaby),
        "atlantis water": imports.Choice("propose", name="Atlantis Water"),
        "lyonesse": imports.Choice("skip"),
    }
    assert imports.choose_authority(run=run, choices=choices, by=ada) == 3
    run = imports.finish(run)
    assert statuses(run) == ["new", "new", "unknown", "skipped"]
    assert "Proposed as a new authority" in run.findings.get(number=4).notes[0]
    [proposal] = ada.authority_proposals.all()
    assert (proposal.kind, proposal.about) == ("missing", "Atlantis Water")


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"ref": "foi 18-1134"}, "new"),  # another number
        ({"ref": "FOI-18-1134", "title": "Other words"}, "same"),
        ({"ref": "FOI-18-1134", "sent": "", "received": "21/07/2018"}, "maybe"),
        ({"title": "scoring  systems"}, "same"),  # the same day and title; no number to the contrary
        ({"ref": "OTHER-1"}, "maybe"),  # the same day and title, and another number
        ({"title": "Other words"}, "new"),
        ({"sent": "", "received": "21/07/2018"}, "new"),
    ],
)
def test_requests_of_the_team_are_known_again(team, blaby, cells, status: str) -> None:
    if cells.get("ref") == "foi 18-1134":
        cells = {**cells, "title": "Other words"}
    make_request(team=team, authority=blaby, reference="FOI-18-1134", received_on=date(2018, 7, 20))
    make_request(team=TeamFactory(), authority=blaby, title="Other words", received_on=date(2018, 7, 20))
    assert statuses(checked(team, row(**cells))) == [status]


def test_doubles_inside_the_file_are_known(team) -> None:
    run = checked(
        team, row(ref="A-1"), row(ref="a-1"), row(ref="A-1", received="25/07/2018", sent=""), row(ref="B-2")
    )
    assert statuses(run) == ["new", "same", "maybe", "maybe"]
    assert list(run.findings.order_by("number").values_list("twin_row", flat=True)) == [None, 2, 2, 2]


def test_what_may_be_a_double_can_be_brought_in_all_the_same(team) -> None:
    run = checked(team, row(ref="A-1"), row(ref="B-2"), row(ref="C-3"))
    imports.decide(run=run, number=3, what="new")
    assert statuses(run) == ["new", "new", "maybe"]
    imports.decide(run=run, number=3, what="")
    assert imports.decide_all(run=run, what="skip") == 2
    assert statuses(run) == ["new", "skipped", "skipped"]
    with pytest.raises(imports.ImportRefused):
        imports.decide(run=run, number=2, what="skip")


def test_people_of_the_team_are_known_by_address_and_name_and_others_noted(team) -> None:
    ada = researcher(team, name="Ada Quill", email="ada@example.org")
    run = checked(
        team, row(owner="ada@EXAMPLE.org"), row(owner="Ada", title="B"), row(owner="Mallory", title="C")
    )
    assert [each.values.get("owner") for each in run.findings.order_by("number")] == [ada.pk, ada.pk, None]
    assert run.findings.get(number=4).notes == ["“Mallory” is nobody of the team: nobody will look after it"]
