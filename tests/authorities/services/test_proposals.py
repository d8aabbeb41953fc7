"""What researchers propose, and what becomes of it."""

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from authorities.errors import AlreadyDecided, CannotAccept
from authorities.models import Authority, Contact, Proposal
from authorities.services import remove_contact, retire_contact
from authorities.services.proposals import accept, decline, propose
from tests.accounts.factories import researcher, site_admin
from tests.authorities.factories import AuthorityFactory, ContactFactory

pytestmark = pytest.mark.django_db


def accepted(proposal: Proposal) -> Proposal:
    return accept(proposal=proposal, by=site_admin(), at=timezone.now())


def test_a_proposal_alone_changes_nothing() -> None:
    contact = ContactFactory(note="Front desk")
    propose(kind="wrong_address", authority=contact.authority, contact=contact, by=researcher())
    contact.refresh_from_db()
    assert (contact.status, contact.note) == ("good", "Front desk")


def test_a_wrong_address_is_retired_with_a_word_and_the_right_one_is_added() -> None:
    contact = ContactFactory(email="old@anytown.example", note="Front desk")
    made = propose(
        kind="wrong_address",
        authority=contact.authority,
        contact=contact,
        email=" FOI@anytown.example ",
        by=researcher(),
    )
    decided = accepted(made)
    held = contact.authority.contacts.order_by("pk").values_list("email", "status", "note", "retired_at")
    assert [*held] == [
        ("old@anytown.example", "good", "Front desk; Said to be wrong", decided.decided_at),
        ("foi@anytown.example", "untried", "From a researcher", None),
    ]


def test_an_address_that_is_retired_already_cannot_be_said_to_be_wrong() -> None:
    contact = ContactFactory()
    made = propose(kind="wrong_address", authority=contact.authority, contact=contact, by=researcher())
    retire_contact(contact=contact, at=timezone.now())
    with pytest.raises(CannotAccept):
        accepted(made)


def test_an_address_that_is_known_to_bounce_may_be_right_after_all() -> None:
    contact = ContactFactory(email="foi@anytown.example", status="bouncing")
    accepted(
        propose(kind="address", authority=contact.authority, email="FOI@anytown.example", by=researcher())
    )
    contact.refresh_from_db()
    assert (contact.status, Contact.objects.count()) == ("untried", 1)


def test_a_missing_authority_is_added_and_needs_checking() -> None:
    made = accepted(propose(kind="missing", name="Fife  Council", email="foi@fife.example", by=researcher()))
    authority = Authority.objects.get()
    assert made.authority == authority
    assert (authority.name, authority.nation, authority.law) == ("Fife Council", "scotland", "foisa")
    assert authority.needs_checking
    assert authority.contacts.get().email == "foi@fife.example"


def test_the_same_as_another_is_merged_into_it() -> None:
    kept, gone = AuthorityFactory.create_batch(2)
    made = accepted(propose(kind="same", authority=gone, other=kept, by=researcher()))
    assert [*Authority.objects.all()] == [kept]
    made.refresh_from_db()
    assert (made.authority, made.about) == (kept, gone.name)


def test_one_that_was_replaced_is_marked_so() -> None:
    old, new = AuthorityFactory.create_batch(2)
    accepted(propose(kind="replaced", authority=old, other=new, by=researcher()))
    old.refresh_from_db()
    assert (old.is_active, old.replaced_by) == (False, new)


def test_what_no_longer_fits_is_refused_and_goes_on_waiting() -> None:
    contact, known = ContactFactory(), AuthorityFactory()
    gone = propose(kind="wrong_address", authority=contact.authority, contact=contact, by=researcher())
    twice = propose(kind="missing", name=known.name, by=researcher())
    circle = propose(kind="replaced", authority=known, other=known, by=researcher())
    remove_contact(contact=contact)
    for proposal in (gone, twice, circle):
        with pytest.raises(CannotAccept):
            accepted(Proposal.objects.get(pk=proposal.pk))
    assert Proposal.objects.waiting().count() == 3
    assert Authority.objects.count() == 2


def test_a_refusal_keeps_its_reason_and_nobody_decides_twice() -> None:
    by = site_admin()
    made = propose(kind="missing", name="Atlantis Council", by=researcher())
    decline(proposal=made, reason=" There is none. ", by=by, at=timezone.now())
    made.refresh_from_db()
    assert (made.decision, made.reason, made.decided_by) == ("declined", "There is none.", by)
    with pytest.raises(AlreadyDecided):
        accepted(made)
    actions = AuditEntry.objects.filter(action__startswith="proposal").order_by("pk")
    assert [entry.action for entry in actions] == ["proposal.made", "proposal.declined"]


def test_each_person_sees_their_own_and_the_queue_begins_with_the_oldest() -> None:
    first, second = researcher(), researcher()
    one = propose(kind="missing", name="One Council", by=first)
    two = propose(kind="missing", name="Two Council", by=second)
    assert [*Proposal.objects.made_by_user(first)] == [one]
    assert [*Proposal.objects.waiting()] == [one, two]
