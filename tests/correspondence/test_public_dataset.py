"""What is for everybody names nobody, and the words that show an answer travel with it."""

import io
import zipfile
from datetime import date

import pytest

from accounts.models import User
from correspondence.models import Message
from correspondence.redaction import Mask
from correspondence.services.answering import quote, record_answer
from requests_app.dataset import Dataset, dataset_of
from requests_app.dataset.packing import as_json, data_package
from requests_app.dataset.shapes import Quote
from requests_app.models import CampaignAuthority, InformationRequest
from requests_app.services.campaigns.research import save_field, set_values
from tests.accounts.factories import UserFactory
from tests.correspondence.factories import make_letter
from tests.requests_app.dataset.world import World, many

pytestmark = pytest.mark.django_db

WORDS = "Mr Jonah Quill decided that no contract is held; write to j.quill@council.example."


@pytest.fixture
def coder() -> User:
    return UserFactory(name="Ada Coder")


@pytest.fixture
def world(coder) -> World:
    world = many(2, 2, coded=0)
    request = world.requests[0]
    letter = make_letter(request, text=f"Dear Sir\n\n{WORDS}\n", on=date(2018, 8, 16))
    quoted = quote(words=WORDS, message=letter, attachment=None, page=None)
    record_answer(
        question=world.questions[0][0], outcome="not_held", by=coder, note="Ask Sam about it", quotes=[quoted]
    )
    field = save_field(campaign=world.campaign, name="System", kind="text", by=coder)
    set_values(request=request, typed={field.pk: "Mosaic, says Mr Jonah Quill"}, by=coder)
    CampaignAuthority.objects.filter(request=request).update(link="https://elsewhere.example/secret")
    return world


def published(world: World, **options) -> Dataset:
    return dataset_of(world.campaign, public=True, **options)


def everything(dataset: Dataset) -> str:
    """All the words that leave in any form."""
    with zipfile.ZipFile(io.BytesIO(data_package(dataset))) as pack:
        return "\n".join([as_json(dataset).decode(), *(pack.read(name).decode() for name in pack.namelist())])


def quotes(dataset: Dataset) -> tuple[Quote, ...]:
    cell = dataset.rows[0].cells[0]
    assert cell
    return cell.quotes


def test_inside_the_team_everything_is_there(world):
    dataset = dataset_of(world.campaign, public=False)
    position = Message.objects.get().position
    assert quotes(dataset) == (Quote(position, date(2018, 8, 16), "", None, WORDS),)
    leaves = everything(dataset)
    there = ("Ada Coder", "Ask Sam", "Jonah Quill", "elsewhere.example", "“Mr Jonah Quill decided")
    assert [word for word in there if word not in leaves] == []


def test_in_public_nobody_is_named_and_no_note_leaves(world):
    dataset = published(world, redact=Mask(["Jonah Quill"]))
    leaves = everything(dataset)
    gone = ("Ada", "Sam", "Jonah", "Quill", "elsewhere.example", "j.quill", "council.example")
    assert [word for word in gone if word in leaves] == []
    assert quotes(dataset)[0].text == "[name] decided that no contract is held; write to [e-mail address]."
    assert dataset.rows[0].values == {"field_system": "Mosaic, says [name]"}


def test_without_a_way_to_redact_no_words_leave(world):
    dataset = published(world)
    assert [one.text for one in quotes(dataset)] == [""]
    assert dataset.rows[0].values == {"field_system": ""}
    assert dataset.rows[0].cells[0].outcome == "not_held"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("on", "number"), [(None, 1), (date(2026, 1, 1), 1), (date(2026, 1, 2), 2), (date(2026, 1, 3), 2)]
)
def test_what_is_under_embargo_is_left_out(world, on, number):
    InformationRequest.objects.filter(pk=world.requests[0].pk).update(embargo_until=date(2026, 1, 2))
    assert len(published(world, on=on).rows) == number
    assert len(dataset_of(world.campaign, public=False).rows) == 2


def test_words_of_a_letter_that_was_taken_out_are_no_evidence(world):
    Message.objects.update(removed_at="2026-01-01T00:00Z")
    assert quotes(dataset_of(world.campaign, public=False)) == ()
