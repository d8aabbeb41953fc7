"""What is kept for the public: embargoes of the day it opens, no people, no notes, no cell that is a formula."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest

from correspondence import publishing
from correspondence.models import Evidence, Message
from requests_app.figures.campaign_findings import from_json
from requests_app.models import CampaignQuestion
from requests_app.services.coding import code_question
from requests_app.services.embargo import set_embargo
from tests.accounts.factories import UserFactory, lead
from tests.requests_app.dataset.world import many
from tests.requests_app.publications import terms

pytestmark = pytest.mark.django_db
AT = datetime(2018, 8, 30, 12, tzinfo=UTC)
TODAY, OPENS = AT.date(), date(2018, 9, 3)
DAY = timedelta(days=1)


@pytest.fixture
def world():
    made = many(3, 2, coded=2)
    lead(made.team, name="Ada Quill")
    return made


def publish(world, **changed):
    return publishing.publish(
        campaign=world.campaign,
        terms=terms(public_from=OPENS, **changed),
        by=UserFactory(),
        today=TODAY,
        at=AT,
    )


def change(publication, *, today=TODAY, renew=False, **changed):
    publication.refresh_from_db()
    return publishing.change(
        publication=publication, seen_version=publication.version, renew=renew, by=UserFactory(), today=today,
        at=AT, terms=terms(**{"public_from": OPENS, **changed}),
    )  # fmt: skip


def files(publication) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(publication.dataset.open().read())) as pack:
        return {name: pack.read(name).decode() for name in pack.namelist()}


def shown(publication) -> int:
    return from_json(publication.figures).requests


def test_an_embargo_that_ends_by_the_first_public_day_leaves_nothing_out(world) -> None:
    set_embargo(request=world.requests[0], until=OPENS, note="", by=None)
    set_embargo(request=world.requests[1], until=OPENS + DAY, note="", by=None)
    publication = publish(world)
    found = from_json(publication.figures)
    assert (found.requests, found.embargoed) == (2, 1)
    assert publication.requests == [world.requests[0].pk, world.requests[2].pk]
    assert world.requests[1].authority.name not in str(publication.figures)
    assert world.requests[1].authority.name not in "".join(files(publication).values())


def test_a_day_moved_forward_leaves_out_what_is_under_embargo_on_it(world) -> None:
    set_embargo(request=world.requests[0], until=OPENS, note="", by=None)
    publication = publish(world)
    sooner = change(publication, public_from=TODAY)
    assert (sooner.edition, sooner.opens_on, shown(sooner)) == (2, TODAY, 2)
    assert sooner.is_open(on=TODAY)
    assert world.requests[0].pk not in sooner.requests


def test_a_day_put_off_and_other_words_keep_the_figures(world) -> None:
    publication = publish(world)
    set_embargo(request=world.requests[0], until=OPENS + 9 * DAY, note="", by=None)
    later = change(publication, public_from=OPENS + DAY, title="Another")
    assert (later.edition, shown(later)) == (1, 3)
    assert (change(later, renew=True).edition, shown(change(later, renew=True))) == (2, 2)


def test_its_state_follows_its_day_and_what_comes_under_embargo(world) -> None:
    publication = publish(world)
    days = (TODAY, OPENS - DAY, OPENS, OPENS + DAY)
    assert [publishing.state_of(publication, on=day) for day in days] == [
        "waiting",
        "waiting",
        "public",
        "public",
    ]
    set_embargo(request=world.requests[0], until=OPENS + DAY, note="", by=None)
    assert [publishing.state_of(publication, on=day) for day in days[2:]] == ["held", "public"]
    set_embargo(request=world.requests[0], until=OPENS + 9 * DAY, note="", by=None)
    renewed = change(publication, today=OPENS, renew=True)
    assert publishing.state_of(renewed, on=OPENS) == "public"


def test_no_name_address_number_or_note_is_kept(world) -> None:
    asked = CampaignQuestion.objects.filter(letter__campaign=world.campaign).order_by("position").first()
    asked.text = "Answer Ada Quill, ada@team.example, 01234 567890"
    asked.save()
    note = "Said by Bo Clerk on the phone"
    code_question(question=world.questions[2][0], outcome="refused", by=world.by, note=note)
    publication = publish(world)
    kept = str(publication.figures) + "".join(files(publication).values())
    leaks = ("Ada", "Quill", "ada@team.example", "567890", "Bo Clerk", note, str(world.by), world.by.email)
    assert [leak for leak in leaks if leak in kept] == []
    assert "Answer [name], [e-mail address], [telephone number]" in kept


def test_words_of_letters_are_in_the_dataset_only_if_that_is_said_and_masked_then(world) -> None:
    request, question = world.requests[0], world.questions[0][0]
    letter = Message.objects.create(
        request=request, position=1, direction="in", channel="email", author_name="Cy Clerk",
        body_text="Cy Clerk holds no contracts.",
    )  # fmt: skip
    answer = question.answers.get()
    Evidence.objects.create(answer=answer, message=letter, text="Cy Clerk holds no contracts.")
    plain = publish(world)
    assert "contracts" not in "".join(files(plain).values())
    quoting = change(plain, quotes_letters=True)
    text = "".join(files(quoting).values())
    assert quoting.edition == 2
    assert "[name] holds no contracts." in text
    assert "Clerk" not in text


def test_hostile_words_are_no_formula_of_the_dataset(world) -> None:
    authority = world.requests[0].authority
    authority.name = '=HYPERLINK("http://evil.example")'
    authority.save()
    publication = publish(world, title="=1+1", publisher="@SUM(A1)")
    held = files(publication)
    cells = [
        cell
        for name, text in held.items()
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(text))
        for cell in row
    ]
    assert [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))] == []


@pytest.mark.parametrize("number", [1, 3])
def test_of_many_it_takes_as_few_queries_as_of_one(number: int, django_assert_num_queries) -> None:
    world = many(number, 2, coded=number)
    with django_assert_num_queries(29):
        publishing.snapshot_of(world.campaign, today=TODAY, terms=terms())
