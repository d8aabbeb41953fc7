"""The terms that a team watches for: making, changing and removing them."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts.audit import record
from accounts.models import User
from correspondence.errors import TermRefused
from correspondence.models import WatchTerm
from correspondence.models.watch_term import LONGEST_TERM
from correspondence.watching import can_be_watched
from requests_app.models import Campaign
from requests_app.services.campaigns.editing import refuse_archived

MOST_TERMS = 50  # of a campaign, and of a team for all of its campaigns
MOST_SPELLINGS = 20


@transaction.atomic
def add_term(
    *, campaign: Campaign, name: str, by: User, spellings: str = "", everywhere: bool = False
) -> WatchTerm:
    """A term watched in this campaign; `everywhere`: in all campaigns of its team. Raises `TermRefused`.

    Raises `CampaignRefused` where the campaign is archived.
    """
    refuse_archived(campaign)
    term = WatchTerm(team_id=campaign.team_id, campaign=None if everywhere else campaign, created_by=by)
    there = WatchTerm.objects.filter(team=term.team_id, campaign=term.campaign_id).count()
    if there >= MOST_TERMS:
        raise TermRefused(f"{MOST_TERMS} terms are watched already: remove one first.")
    _write(term, name, spellings)
    record(actor=by, action="term.added", subject=campaign, term=term.name, everywhere=everywhere)
    return term


@transaction.atomic
def change_term(*, term: WatchTerm, campaign: Campaign, name: str, spellings: str, by: User) -> WatchTerm:
    """Other words for a term: everything is looked through for it again. Raises `TermRefused`, `CampaignRefused`."""
    refuse_archived(campaign)
    held = WatchTerm.objects.select_for_update().get(pk=term.pk)
    was = held.all_spellings
    held.version += 1
    _write(held, name, spellings)
    record(actor=by, action="term.changed", subject=campaign, term=held.name, was=was, now=held.all_spellings)
    return held


@transaction.atomic
def remove_term(*, term: WatchTerm, campaign: Campaign, by: User) -> None:
    """Watch it no longer, and forget where it was found. Raises `CampaignRefused`."""
    refuse_archived(campaign)
    record(actor=by, action="term.removed", subject=campaign, term=term.name, spellings=term.all_spellings)
    term.delete()


def _write(term: WatchTerm, name: str, spellings: str) -> None:
    lines = [" ".join(line.split()) for line in [name, *spellings.splitlines()]]
    words = list(dict.fromkeys(line for line in lines if line))
    for each in words:
        if len(each) > LONGEST_TERM:
            raise TermRefused(f"“{each[:40]}…” is longer than {LONGEST_TERM} characters.")
        if not can_be_watched(each):
            raise TermRefused(f"“{each}” is too short to be found: give at least two letters or digits.")
    if not words or len(words) > MOST_SPELLINGS + 1:
        raise TermRefused(f"Give a word or phrase, and at most {MOST_SPELLINGS} other spellings.")
    term.name, term.spellings = words[0], "\n".join(words[1:])
    try:
        with transaction.atomic():
            term.save()
    except IntegrityError as error:
        raise TermRefused(f"“{term.name}” is watched already.") from error
