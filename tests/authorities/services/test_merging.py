"""Two authorities become one, and two again."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from authorities.errors import CannotMerge, CannotUndo
from authorities.models import Authority, AuthorityMerge, AuthorityName, Contact, Identifier
from authorities.services import replace, save_authority
from authorities.services.different import say_different
from authorities.services.merging import merge, undo_merge
from authorities.services.relations import pointers
from authorities.services.sets import add_to_set, create_set
from requests_app.models import InformationRequest
from requests_app.services.discarding import discard_request
from tests.accounts.factories import researcher, site_admin
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


def photograph() -> dict[str, list[dict]]:
    """Every authority and everything that points at one, but for what a merge leaves behind on purpose."""
    models = {pointer.model for pointer in pointers()} | {Authority}
    seen = {}
    for model in models - {AuthorityMerge}:
        rows = model._base_manager.order_by("pk").values()
        seen[model._meta.label] = [{k: v for k, v in row.items() if k != "updated_at"} for row in rows]
    return seen


@pytest.fixture
def two() -> tuple[Authority, Authority]:
    """Two entries of one council, each with everything that an authority may have, some of it the same."""
    kept = save_authority(
        name="Blaby District Council",
        other_names=["BDC"],
        identifiers={"gss": "E07000129"},
        tags=["unitary", "midlands"],
        website="https://blaby.example",
    )
    gone = save_authority(
        name="Blaby Council",
        other_names=["BDC", "Blaby"],
        identifiers={"gss": "E1", "wdtk": "blaby"},
        tags=["midlands", "pilot"],
        website="https://old.example",
        disclosure_log="https://blaby.example/log",
    )
    for authority in (kept, gone):
        ContactFactory(authority=authority, email="FOI@blaby.example")
    ContactFactory(authority=gone, email="old@blaby.example", role="review", status="bouncing")
    return kept, gone


def test_everything_follows_to_the_one_that_is_kept(two) -> None:
    kept, gone = two
    key, former, by = gone.pk, replace(AuthorityFactory(), by=gone), researcher()
    request = make_request(authority=gone)
    out = make_request(authority=gone, team=by.teams.get(), by=by)
    discard_request(request=out, by=by, because="twice")
    chosen = create_set(name="Pilot", team=None, by=by, authorities=[gone.pk])
    merge(kept=kept, gone=gone, by=site_admin())
    kept.refresh_from_db()
    former.refresh_from_db()
    assert not Authority.objects.filter(pk=key).exists()
    assert {*InformationRequest.everything.values_list("pk", "authority")} == {
        (request.pk, kept.pk),
        (out.pk, kept.pk),
    }
    assert sorted(kept.contacts.values_list("email", flat=True)) == ["FOI@blaby.example", "old@blaby.example"]
    assert [name.name for name in kept.other_names.all()] == ["BDC", "Blaby", "Blaby Council"]
    assert {*kept.identifiers.values_list("value", flat=True)} == {"E07000129", "E1", "blaby"}
    assert [tag.name for tag in kept.tags.all()] == ["midlands", "pilot", "unitary"]
    assert [*chosen.authorities.all()] == [kept]
    assert former.replaced_by == kept
    assert (kept.website, kept.disclosure_log) == ("https://blaby.example", "https://blaby.example/log")
    assert kept.search_text == "blaby district council\nbdc\nblaby\nblaby council"


def test_an_address_that_one_of_the_two_still_uses_stays_in_use() -> None:
    kept, gone = AuthorityFactory(), AuthorityFactory()
    for authority, email, retired_at in (
        (kept, "a@x.example", timezone.now()),
        (gone, "A@x.example", None),
        (kept, "b@x.example", None),
        (gone, "b@x.example", timezone.now()),
        (gone, "c@x.example", timezone.now()),
    ):
        ContactFactory(authority=authority, email=email, retired_at=retired_at)
    before = photograph()
    done = merge(kept=kept, gone=gone, by=site_admin())
    assert [each.email for each in kept.contacts.current()] == ["A@x.example", "b@x.example"]
    assert [each.email for each in kept.contacts.retired()] == ["c@x.example"]
    undo_merge(merge=done, by=site_admin(), at=timezone.now())
    assert photograph() == before


def test_no_date_and_no_state_of_a_request_changes(two) -> None:
    kept, gone = two
    request = make_request(authority=gone, received_on=date(2018, 7, 20))
    before = InformationRequest.objects.filter(pk=request.pk).values().get()
    merge(kept=kept, gone=gone, by=site_admin())
    after = InformationRequest.objects.filter(pk=request.pk).values().get()
    assert {name for name in before if before[name] != after[name]} == {"authority_id"}


def test_undone_all_is_exactly_as_it_was(two) -> None:
    kept, gone = two
    by = site_admin()
    replace(AuthorityFactory(), by=gone)
    make_request(authority=gone)
    chosen = create_set(name="Pilot", team=None, by=by, authorities=[gone.pk, kept.pk])
    create_set(name="Other", team=None, by=by, authorities=[gone.pk])
    say_different(first=gone, second=AuthorityFactory(), by=by)
    before = photograph()
    done = merge(kept=kept, gone=gone, by=by)
    assert photograph() != before
    assert chosen.authorities.count() == 1
    restored = undo_merge(merge=done, by=by, at=timezone.now())
    assert restored.pk == gone.pk
    assert photograph() == before


def test_what_was_added_since_stays_with_the_one_that_was_kept(two) -> None:
    kept, gone = two
    done = merge(kept=kept, gone=gone, by=site_admin())
    later = make_request(authority=kept)
    undo_merge(merge=done, by=site_admin(), at=timezone.now())
    later.refresh_from_db()
    assert later.authority == kept


def _move_the_request(kept: Authority) -> None:
    InformationRequest.objects.update(authority=AuthorityFactory())


def _remove_an_address(kept: Authority) -> None:
    Contact.objects.filter(email="old@blaby.example").delete()


def _change_what_was_filled(kept: Authority) -> None:
    Authority.objects.filter(pk=kept.pk).update(disclosure_log="https://new.example")


def _take_the_name(kept: Authority) -> None:
    AuthorityFactory(name="BLABY council")


def _remove_the_other_name(kept: Authority) -> None:
    AuthorityName.objects.filter(name="Blaby Council").delete()


def _merge_the_kept_one(kept: Authority) -> None:
    merge(kept=AuthorityFactory(), gone=Authority.objects.get(pk=kept.pk), by=site_admin())


@pytest.mark.parametrize(
    ("touch", "words"),
    [
        (_move_the_request, "1 of the 1 information requests have been moved or removed since."),
        (_remove_an_address, "1 of the 1 contacts have been moved or removed since."),
        (_change_what_was_filled, "The disclosure log has been changed since."),
        (_take_the_name, "There is another authority called BLABY council now."),
        (_remove_the_other_name, "The other name Blaby Council has been removed since."),
        (
            _merge_the_kept_one,
            "The authority that was kept has been merged or deleted since: undo that first.",
        ),
    ],
)
def test_what_something_else_has_touched_is_not_undone_and_it_says_so(two, touch, words: str) -> None:
    kept, gone = two
    make_request(authority=gone)
    done = merge(kept=kept, gone=gone, by=site_admin())
    touch(kept)
    before = photograph()
    with pytest.raises(CannotUndo) as refusal:
        undo_merge(merge=done, by=site_admin(), at=timezone.now())
    assert str(refusal.value) == words
    assert photograph() == before


def test_merges_on_top_of_each_other_are_undone_from_the_last_one_back() -> None:
    first, second, third, by = *AuthorityFactory.create_batch(3), site_admin()
    make_request(authority=third)
    before = photograph()
    inner = merge(kept=second, gone=third, by=by)
    outer = merge(kept=first, gone=second, by=by)
    undo_merge(merge=outer, by=by, at=timezone.now())
    undo_merge(merge=inner, by=by, at=timezone.now())
    assert photograph() == before
    with pytest.raises(CannotUndo, match="undone already"):
        undo_merge(merge=inner, by=by, at=timezone.now())


def test_an_identifier_given_to_another_since_stops_the_undo(two) -> None:
    kept, gone = two
    done = merge(kept=kept, gone=gone, by=site_admin())
    Identifier.objects.filter(value="blaby").update(authority=AuthorityFactory())
    with pytest.raises(CannotUndo, match="identifiers have been moved"):
        undo_merge(merge=done, by=site_admin(), at=timezone.now())


def test_an_authority_is_not_merged_with_itself_nor_into_one_that_it_replaced() -> None:
    old, middle, new = AuthorityFactory.create_batch(3)
    replace(old, by=middle)
    replace(middle, by=new)
    with pytest.raises(CannotMerge, match="one authority already"):
        merge(kept=old, gone=old, by=site_admin())
    with pytest.raises(CannotMerge, match="keep the one that came after"):
        merge(kept=old, gone=new, by=site_admin())
    assert Authority.objects.count() == 3


def test_both_deeds_are_in_the_audit(two) -> None:
    kept, gone = two
    by = site_admin()
    undo_merge(merge=merge(kept=kept, gone=gone, by=by), by=by, at=timezone.now())
    entries = AuditEntry.objects.filter(action__startswith="authority.merge").order_by("pk")
    assert [(entry.action, entry.actor, entry.subject_text) for entry in entries] == [
        ("authority.merged", by, "Blaby District Council"),
        ("authority.merge_undone", by, "Blaby Council"),
    ]


def test_a_thousand_requests_take_no_more_queries_than_one(django_assert_max_num_queries) -> None:
    kept, gone = AuthorityFactory.create_batch(2)
    make_request(authority=gone)
    row = InformationRequest.objects.get()
    rows = [InformationRequest(team=row.team, authority=gone, title=f"R {n}") for n in range(1000)]
    InformationRequest.objects.bulk_create(rows)
    add_to_set(chosen=create_set(name="S", team=None, by=site_admin()), authorities=[gone.pk])
    by = site_admin()
    with django_assert_max_num_queries(60):
        merge(kept=kept, gone=gone, by=by)
