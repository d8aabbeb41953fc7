"""The grounds of the four laws: which are there, which are absolute, and how people write them."""

import pytest

from requests_app.law_sections import LAWS, UnknownSection, as_text, find_ground, parse_grounds, sections_of


def test_the_absolute_exemptions_of_the_act_are_those_of_its_section_2() -> None:
    assert [one.section for one in sections_of("FOIA") if one.kind == "absolute"] == [
        *("s21", "s23", "s32", "s34", "s37(1)(a)", "s37(1)(aa)", "s37(1)(ab)", "s40", "s41", "s44"),
    ]


def test_the_absolute_exemptions_in_scotland_are_those_of_its_section_2() -> None:
    assert [one.section for one in sections_of("FOISA") if one.kind == "absolute"] == [
        *("s25", "s26", "s36(2)", "s37", "s38(1)(a)", "s38(1)(b)", "s38(1)(c)", "s38(1)(d)"),
    ]


def test_all_exceptions_of_the_regulations_are_qualified_but_personal_data() -> None:
    kinds = {law: {one.section: one.kind for one in sections_of(law)} for law in ("EIR", "EISR")}
    assert {law: {s for s, kind in own.items() if kind == "absolute"} for law, own in kinds.items()} == {
        "EIR": {"reg12(3)", "reg13"},
        "EISR": {"reg10(3)", "reg11"},
    }
    assert all(len(own) == 14 for own in kinds.values())


def test_every_law_of_the_list_has_sections() -> None:
    assert all(sections_of(law) for law in LAWS.values())
    assert sections_of("SAR") == ()


@pytest.mark.parametrize(
    ("written", "law", "found"),
    [
        ("s43(2)", "FOIA", "FOIA s43(2) qualified"),
        ("section 43 (2)", "FOIA", "FOIA s43(2) qualified"),
        ("S.40(2)", "FOIA", "FOIA s40(2) absolute"),
        ("12", "FOIA", "FOIA s12 no_test"),
        ("37(1)(aa)", "FOIA", "FOIA s37(1)(aa) absolute"),
        ("s37(1)(b)", "FOIA", "FOIA s37(1)(b) qualified"),
        ("EIR reg 12(5)(e)", "FOIA", "EIR reg12(5)(e) qualified"),
        ("regulation 12(4)(b)", "EIR", "EIR reg12(4)(b) qualified"),
        ("s22a(1)", "FOIA", "FOIA s22A(1) qualified"),
        ("s.36(2)", "FOISA", "FOISA s36(2) absolute"),
    ],
)
def test_sections_are_understood_as_people_write_them(written: str, law: str, found: str) -> None:
    [ground] = parse_grounds(written, law=law)
    assert f"{ground.words} {ground.kind}" == found


@pytest.mark.parametrize(
    "written", ["s16", "s45", "s50(1)", "43-2", "reg 12(6)(z)", "the public interest", "s99"]
)
def test_what_is_no_ground_is_refused(written: str) -> None:
    with pytest.raises(UnknownSection):
        parse_grounds(written, law="FOIA")


def test_several_are_given_once_each_in_their_order() -> None:
    grounds = parse_grounds("s43(2), s40(2);s43(2)\nEIR reg13", law="FOIA")
    assert [ground.words for ground in grounds] == ["FOIA s43(2)", "FOIA s40(2)", "EIR reg13"]
    assert as_text([(one.law, one.section) for one in grounds], law="FOIA") == "s43(2), s40(2), EIR reg13"


def test_the_deepest_entry_decides() -> None:
    assert find_ground("FOIA", "s37(1)(a)").kind == "absolute"
    assert find_ground("FOIA", "s37(1)(ad)").kind == "qualified"
    assert find_ground("FOISA", "s36") is None
