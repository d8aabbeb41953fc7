"""Terms are found in every letter and page that came, once, whatever came first."""

from __future__ import annotations

import pytest
from django.db.models import F
from django.utils import timezone

from correspondence import tasks
from correspondence.models import Mention, TermReading
from correspondence.services import finding_terms
from correspondence.services.finding_terms import MOST_IN_A_FILE, find_terms, number_waiting
from correspondence.services.mending import put_back, remove_letter
from correspondence.services.terms import change_term, remove_term
from requests_app.models import Campaign
from tests.correspondence.factories import make_letter
from tests.correspondence.terms import file_of, letter_of, watch
from tests.requests_app.campaigns import make_campaign
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return make_campaign()


def places() -> list[tuple[str, int, int | None, str]]:
    """What was found: term, letter, number of the page, words."""
    columns = ("term__name", "message", "page__number", "words")
    rows = Mention.objects.order_by("term_id", "message_id", F("page_id").asc(nulls_first=True), "start")
    return list(rows.values_list(*columns))


def test_letters_and_pages_are_looked_through_by_the_task_and_only_once(campaign: Campaign) -> None:
    letter = letter_of(campaign, "We use mosaic.\n\nIn all: Mosaic")
    file_of(letter, "Nothing", "A MOSAIC of it")
    watch(campaign)
    tasks.find_terms()
    expected = [
        ("Mosaic", letter.pk, None, "mosaic"),
        ("Mosaic", letter.pk, None, "Mosaic"),
        ("Mosaic", letter.pk, 2, "MOSAIC"),
    ]
    keys = sorted(Mention.objects.values_list("pk", flat=True))
    assert (places(), find_terms()) == (expected, 0)
    TermReading.objects.all().delete()
    assert (find_terms(), sorted(Mention.objects.values_list("pk", flat=True))) == (2, keys)


def test_the_words_around_are_kept_with_their_place(campaign: Campaign) -> None:
    letter_of(campaign, "The council uses\nMosaic for scoring.")
    watch(campaign)
    find_terms()
    kept = Mention.objects.get()
    assert (kept.start, kept.end, kept.before, kept.words, kept.after) == (
        17,
        23,
        "The council uses ",
        "Mosaic",
        " for scoring.",
    )


def test_what_comes_later_and_new_terms_are_found_by_the_next_round(campaign: Campaign) -> None:
    first = letter_of(campaign, "Mosaic of Experian")
    watch(campaign)
    assert find_terms() == 1
    second = letter_of(campaign, "Mosaic")
    assert find_terms() == 1
    watch(campaign, "Experian")
    assert find_terms() == 2
    assert places() == [
        ("Mosaic", first.pk, None, "Mosaic"),
        ("Mosaic", second.pk, None, "Mosaic"),
        ("Experian", first.pk, None, "Experian"),
    ]


def test_a_term_with_other_words_is_looked_for_again(campaign: Campaign) -> None:
    letter = letter_of(campaign, "Acorn, not Mosaic")
    term = watch(campaign)
    find_terms()
    change_term(term=term, campaign=campaign, name="Acorn", spellings="", by=campaign.created_by)
    assert find_terms() == 1
    assert places() == [("Acorn", letter.pk, None, "Acorn")]
    remove_term(term=term, campaign=campaign, by=campaign.created_by)
    assert (find_terms(), places()) == (0, [])


def test_a_file_that_was_read_again_is_looked_through_again(campaign: Campaign) -> None:
    held = file_of(letter_of(campaign), "Nothing here")
    watch(campaign)
    find_terms()
    held.document.pages.all().delete()
    held.document.pages.create(number=1, text="Mosaic")
    held.document.read_at = timezone.now()
    held.document.save()
    assert (find_terms(), [each[3] for each in places()]) == (1, ["Mosaic"])


def test_terms_of_the_team_are_found_in_all_its_campaigns_and_nowhere_else(campaign: Campaign) -> None:
    other, strange = make_campaign(team=campaign.team), make_campaign()
    watch(campaign, everywhere=True)
    here = [letter_of(each, "Mosaic") for each in (campaign, other, strange)]
    make_letter(make_request(team=campaign.team), text="Mosaic")
    assert find_terms() == 2
    assert [each[1] for each in places()] == [letter.pk for letter in here[:2]]


def test_what_we_wrote_and_what_mail_servers_return_is_no_mention(campaign: Campaign) -> None:
    letter = letter_of(campaign, "We hold it.")
    make_letter(letter.request, direction="out", text="Do you use Mosaic?")
    make_letter(letter.request, channel="note", text="They use Mosaic")
    bounced = make_letter(letter.request, text="Could not be delivered: Mosaic")
    type(bounced).objects.filter(pk=bounced.pk).update(automatic="bounce")
    file_of(bounced, "Mosaic")
    watch(campaign)
    find_terms()
    assert places() == []


def test_files_kept_back_and_letters_taken_out_do_not_count(campaign: Campaign) -> None:
    letter = letter_of(campaign, "Mosaic")
    held = file_of(letter, "Mosaic")
    watch(campaign)
    find_terms()
    counted = [Mention.objects.of(campaign).count()]
    type(held).objects.filter(pk=held.pk).update(kept_back="The virus scanner said: found")
    counted.append(Mention.objects.of(campaign).count())
    remove_letter(message=letter, by=campaign.created_by, because="not ours")
    counted.append(Mention.objects.of(campaign).count())
    put_back(message=letter, by=campaign.created_by)
    counted.append(Mention.objects.of(campaign).count())
    assert counted == [2, 1, 0, 1]


def test_what_is_still_to_be_looked_through_is_told(campaign: Campaign) -> None:
    file_of(letter_of(campaign), "A page")
    before = number_waiting(campaign)
    watch(campaign)
    waiting = number_waiting(campaign)
    find_terms()
    assert (before, waiting, number_waiting(campaign)) == (0, 2, 0)


def test_a_file_full_of_a_term_counts_so_far(campaign: Campaign) -> None:
    file_of(letter_of(campaign), *["mosaic " * 150] * 8)
    watch(campaign)
    find_terms()
    assert len(places()) == MOST_IN_A_FILE


def test_terms_that_change_while_a_round_runs_are_left_to_the_next(campaign: Campaign, monkeypatch) -> None:
    letter_of(campaign, "Mosaic")
    term, taken = watch(campaign), finding_terms._unread

    def changed_meanwhile(*given):
        monkeypatch.undo()
        found = list(taken(*given))
        change_term(term=term, campaign=campaign, name="Acorn", spellings="Mosaic", by=campaign.created_by)
        return type(found[0]).objects.filter(pk__in=[each.pk for each in found])

    monkeypatch.setattr(finding_terms, "_unread", changed_meanwhile)
    assert (find_terms(), places()) == (0, [])
    assert (find_terms(), [each[0] for each in places()]) == (1, ["Acorn"])


def test_a_round_ends_after_its_time(campaign: Campaign) -> None:
    letter_of(campaign, "Mosaic")
    watch(campaign)
    assert (find_terms(seconds=0), find_terms()) == (0, 1)
