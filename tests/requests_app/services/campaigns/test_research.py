"""Research fields, and what they say of each request."""

from datetime import date

import pytest

from accounts.audit_models import AuditEntry
from requests_app.errors import CampaignRefused
from requests_app.field_values import BadValue
from requests_app.models import FieldValue
from requests_app.services.campaigns.asking import ask
from requests_app.services.campaigns.editing import current_letter
from requests_app.services.campaigns.research import move_field, remove_field, save_field, set_values
from tests.requests_app.campaigns import make_campaign, reachable, with_authorities

pytestmark = pytest.mark.django_db


def make_case():
    campaign = with_authorities(make_campaign(), reachable())
    by = campaign.created_by
    request, _ = ask(
        place=campaign.authorities.get(), letter=current_letter(campaign), by=by, on=date(2026, 1, 5)
    )
    return campaign, request, by


def test_values_are_kept_as_their_kind_has_them_and_every_change_is_in_the_audit() -> None:
    campaign, request, by = make_case()
    cost = save_field(campaign=campaign, name="Cost", kind="number", by=by)
    assert set_values(request=request, typed={cost.pk: "1,200"}, by=by) == 1
    assert set_values(request=request, typed={cost.pk: "1200"}, by=by) == 0
    assert set_values(request=request, typed={cost.pk: "1300"}, by=by) == 1
    assert set_values(request=request, typed={cost.pk: ""}, by=by) == 1
    assert FieldValue.objects.count() == 0
    entries = AuditEntry.objects.filter(action="field.filled").order_by("pk")
    assert [(e.details["was"], e.details["now"]) for e in entries] == [
        (None, "1200"),
        ("1200", "1300"),
        ("1300", None),
    ]


def test_one_wrong_value_writes_none() -> None:
    campaign, request, by = make_case()
    system = save_field(campaign=campaign, name="System", kind="text", by=by)
    cost = save_field(campaign=campaign, name="Cost", kind="number", by=by)
    with pytest.raises(BadValue):
        set_values(request=request, typed={system.pk: "Mosaic", cost.pk: "much"}, by=by)
    assert FieldValue.objects.count() == 0


def test_a_field_of_another_campaign_is_not_filled_in() -> None:
    _, request, by = make_case()
    other = save_field(campaign=make_campaign(), name="Cost", kind="number", by=by)
    assert set_values(request=request, typed={other.pk: "1"}, by=by) == 0


def test_a_filled_field_keeps_its_kind() -> None:
    campaign, request, by = make_case()
    field = save_field(campaign=campaign, name="Cost", kind="text", by=by)
    save_field(campaign=campaign, field=field, name="Costs", kind="number", by=by)
    set_values(request=request, typed={field.pk: "1"}, by=by)
    with pytest.raises(CampaignRefused, match="filled in already"):
        save_field(campaign=campaign, field=field, name="Costs", kind="text", by=by)


def test_two_fields_of_one_name_and_a_choice_of_one_are_refused() -> None:
    campaign, _, by = make_case()
    save_field(campaign=campaign, name="Cost", kind="text", by=by)
    with pytest.raises(CampaignRefused, match="called Cost already"):
        save_field(campaign=campaign, name="Cost", kind="text", by=by)
    with pytest.raises(CampaignRefused, match="at least two choices"):
        save_field(campaign=campaign, name="System", kind="choice", choices="A", by=by)


def test_fields_are_moved_and_removed() -> None:
    campaign, _, by = make_case()
    first, second = (save_field(campaign=campaign, name=n, kind="text", by=by) for n in ("One", "Two"))
    move_field(field=second, by=-1)
    move_field(field=second, by=-1)
    assert [each.name for each in campaign.fields.all()] == ["Two", "One"]
    remove_field(field=first, by=by)
    assert [each.name for each in campaign.fields.all()] == ["Two"]
