import pytest
from django import forms
from django.urls import reverse

from authorities.fields import AuthorityField
from authorities.models import Authority
from tests.authorities.factories import AuthorityFactory

pytestmark = pytest.mark.django_db


class OneForm(forms.Form):
    authority = AuthorityField(label="Authority")


class StrictForm(forms.Form):
    authority = AuthorityField(label="Authority", must_exist=True)


def chosen(**data: str) -> Authority | None:
    form = OneForm(data)
    form.is_valid()
    return form.cleaned_data.get("authority")


def test_the_exact_name_is_taken_even_where_others_hold_it() -> None:
    kent = AuthorityFactory(name="Kent Council")
    AuthorityFactory(name="East Kent Council")
    assert chosen(authority=" kent COUNCIL ") == kent


def test_part_of_a_name_is_taken_where_it_fits_one_alone() -> None:
    blaby = AuthorityFactory(name="Blaby District Council")
    AuthorityFactory(name="Selby District Council")
    AuthorityFactory(name="Old Blaby Council", is_active=False)
    assert chosen(authority="blab") == blaby


def test_several_that_fit_are_offered_as_radios() -> None:
    for name in ("Blaby District Council", "Selby District Council"):
        AuthorityFactory(name=name)
    form = OneForm({"authority": "district"})
    assert not form.is_valid()
    assert form.errors["authority"] == [
        "“district” fits more than one authority. Did you mean: Blaby District Council, Selby District Council?"
    ]
    assert [authority.name for authority in form.fields["authority"].candidates] == [
        "Blaby District Council",
        "Selby District Council",
    ]
    html = str(form["authority"])
    assert html.count('type="radio"') == 2
    assert '<input type="hidden" name="authority_for" value="district">' in html
    assert 'value="district"' in html


def test_a_mistyped_name_is_answered_with_the_nearest() -> None:
    AuthorityFactory(name="Blaby District Council")
    form = OneForm({"authority": "Blabby Distrct Concil"})
    assert not form.is_valid()
    assert "Did you mean: Blaby District Council?" in form.errors["authority"][0]


def test_a_name_like_no_other_is_said_to_be_unknown() -> None:
    form = OneForm({"authority": "qqqq <b>"})
    assert not form.is_valid()
    assert form.errors["authority"] == [
        "No authority is called “qqqq <b>”, and none has a similar name. Ask a site admin to add it"
    ]
    assert "<b>" not in str(form)
    assert reverse("authorities:create") not in str(form)


def test_a_site_admin_is_led_to_where_it_is_added() -> None:
    AuthorityFactory(name="Blaby District Council")
    form = OneForm({"authority": "Blabby & Distrct"})
    form.fields["authority"].may_add = True
    assert not form.is_valid()
    assert form.errors["authority"][0].endswith("If it is none of these, add it to the authorities first")
    assert f'href="{reverse("authorities:create")}?name=Blabby%20%26%20Distrct"' in str(form["authority"])


def test_an_authority_that_was_replaced_is_refused_and_the_last_in_its_place_named() -> None:
    now = AuthorityFactory(name="Somerset Council")
    between = AuthorityFactory(name="Somerset West and Taunton Council", is_active=False, replaced_by=now)
    AuthorityFactory(name="Taunton Deane Borough Council", is_active=False, replaced_by=between)
    AuthorityFactory(name="Closed Quango", is_active=False)
    form = StrictForm({"authority": "Taunton Deane Borough Council"})
    assert form.errors["authority"] == [
        "Taunton Deane Borough Council no longer exists: Somerset Council has taken its place"
    ]
    assert form.fields["authority"].candidates == [now]
    assert StrictForm({"authority": "Closed Quango"}).errors["authority"] == [
        "Closed Quango no longer exists, and nobody has said what took its place"
    ]
    assert StrictForm({"authority": "Somerset Council"}).is_valid()
    assert chosen(authority="Closed Quango")  # where the past is written down it may be chosen


def test_a_radio_counts_while_the_text_is_the_one_it_was_offered_for() -> None:
    blaby = AuthorityFactory(name="Blaby District Council")
    selby = AuthorityFactory(name="Selby District Council")
    offered = {"authority_pick": "Selby District Council", "authority_for": "district"}
    assert chosen(authority="district", **offered) == selby
    assert chosen(authority="Blaby District Council", **offered) == blaby


def test_a_name_that_two_bear_is_asked_about() -> None:
    for name in ("Selby", "Stroud"):
        AuthorityFactory(name=name, other_names=["SDC"])
    form = OneForm({"authority": "SDC"})
    assert not form.is_valid()
    assert len(form.fields["authority"].candidates) == 2


def test_nothing_typed_asks_for_a_name() -> None:
    assert OneForm({"authority": " "}).errors["authority"] == ["Enter the name of an authority"]


def test_an_authority_as_the_initial_value_is_shown_by_name() -> None:
    form = OneForm(initial={"authority": AuthorityFactory(name="Blaby District Council")})
    assert 'value="Blaby District Council"' in str(form["authority"])


def test_what_one_form_offers_does_not_reach_the_next() -> None:
    AuthorityFactory.create_batch(2)
    assert not OneForm({"authority": "Anytown"}).is_valid()
    assert 'type="radio"' not in str(OneForm()["authority"])
