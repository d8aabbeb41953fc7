"""Setting up a campaign, and the versions of its letter."""

from datetime import date

import pytest

from requests_app.campaign_letter import DEFAULT_BODY, DEFAULT_SUBJECT, Item
from requests_app.errors import CampaignRefused, EditedMeanwhile
from requests_app.models import Campaign
from requests_app.services.campaigns.asking import ask
from requests_app.services.campaigns.editing import (
    archive_campaign,
    clone_campaign,
    current_letter,
    edit_campaign,
    items_of,
    set_letter,
)
from requests_app.services.campaigns.research import save_field
from tests.requests_app.campaigns import ITEMS, make_campaign, reachable, with_authorities

pytestmark = pytest.mark.django_db


def write(campaign: Campaign, items, **changed):
    given = {"subject": DEFAULT_SUBJECT, "body": DEFAULT_BODY, "by": campaign.created_by, **changed}
    seen = Campaign.objects.get(pk=campaign.pk).version
    return set_letter(campaign=campaign, seen_version=seen, questions=items, **given)


def send_to_first(campaign: Campaign):
    place = campaign.authorities.get(number=1)
    return ask(place=place, letter=current_letter(campaign), by=campaign.created_by, on=date(2026, 11, 24))[0]


def test_until_something_was_sent_the_letter_is_changed_in_place() -> None:
    campaign = make_campaign()
    write(campaign, [*reversed(items_of(current_letter(campaign))), Item("3", "Costs")])
    assert campaign.letters.count() == 1
    assert [(q.label, q.line) for q in current_letter(campaign).questions.all()] == [
        ("2", 2),
        ("1", 1),
        ("3", 3),
    ]


def test_what_was_sent_stays_and_a_change_makes_the_next_version() -> None:
    campaign = with_authorities(make_campaign(), reachable())
    request = send_to_first(campaign)
    first = current_letter(campaign)
    second = write(campaign, [Item("1", "Which systems, and since when?", "Systems", 1)])
    assert (first.number, second.number) == (1, 2)
    assert [q.text for q in request.questions.all()] == [item.text for item in ITEMS]
    assert [q.campaign_question.letter for q in request.questions.all()] == [first, first]
    assert [q.line for q in second.questions.all()] == [1]
    assert request.campaign_place.letter == first


def test_a_question_that_was_dropped_gives_its_line_to_no_other() -> None:
    campaign = with_authorities(make_campaign(), reachable())
    send_to_first(campaign)
    write(campaign, [Item("1", "Only this", line=1)])
    send_to_second = write(campaign, [Item("1", "Only this", line=1), Item("2", "Something else")])
    assert [q.line for q in send_to_second.questions.all()] == [1, 3]


def test_saving_a_sent_letter_unchanged_makes_no_version() -> None:
    campaign = with_authorities(make_campaign(), reachable())
    send_to_first(campaign)
    write(campaign, items_of(current_letter(campaign)))
    assert campaign.letters.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"body": "{salutation} {x.__class__}"}, r"There is no field \{x.__class__\}"),
        ({"subject": "About {Title}"}, r"There is no field \{Title\}"),
        ({"subject": "{questions}"}, "not in its subject"),
    ],
)
def test_a_letter_that_could_not_be_filled_is_refused(changed, said) -> None:
    campaign = make_campaign()
    with pytest.raises(CampaignRefused, match=said):
        write(campaign, ITEMS, **changed)


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([Item("1", "a"), Item("1", "b")], "Two questions are called 1"),
        ([Item("", "a")], "its number or letter"),
        ([Item(str(n), "a") for n in range(61)], "60 questions"),
    ],
)
def test_questions_that_nobody_could_tell_apart_are_refused(items, said) -> None:
    with pytest.raises(CampaignRefused, match=said):
        write(make_campaign(), items)


def test_a_second_editor_is_told() -> None:
    campaign = make_campaign()
    by = campaign.created_by
    given = {"campaign": campaign, "description": "", "asks_under": "", "by": by}
    edit_campaign(seen_version=1, title="One", **given)
    with pytest.raises(EditedMeanwhile):
        edit_campaign(seen_version=1, title="Two", **given)
    assert Campaign.objects.get().title == "One"


def test_a_clone_has_letter_questions_fields_and_if_wanted_authorities() -> None:
    campaign = with_authorities(make_campaign(), reachable(2))
    by = campaign.created_by
    save_field(campaign=campaign, name="System", kind="choice", choices="A\nB", by=by)
    clone = clone_campaign(campaign=campaign, title="Again", with_authorities=True, by=by)
    bare = clone_campaign(campaign=campaign, title="Bare", with_authorities=False, by=by)
    assert (clone.state, clone.title) == ("draft", "Again")
    assert [q.text for q in current_letter(clone).questions.all()] == [item.text for item in ITEMS]
    assert [field.options for field in clone.fields.all()] == [["A", "B"]]
    assert (clone.authorities.count(), bare.authorities.count()) == (2, 0)


def test_an_archived_campaign_is_changed_no_more_until_it_is_put_back() -> None:
    campaign = make_campaign()
    archive_campaign(campaign=campaign, by=campaign.created_by)
    with pytest.raises(CampaignRefused, match="archived"):
        write(campaign, ITEMS)
    archive_campaign(campaign=campaign, by=campaign.created_by, back=True)
    assert Campaign.objects.get().state == "draft"
