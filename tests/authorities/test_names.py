import pytest

from authorities.names import fold, search_text, telling_words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Cyngor  Gwynedd", "cyngor gwynedd"),
        ("Ynys Môn", "ynys mon"),
        ("Brighton & Hove", "brighton and hove"),
        ("King’s Lynn", "king's lynn"),
        ("  \n", ""),
    ],
)
def test_case_accents_and_spaces_do_not_matter(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_the_search_looks_through_every_name_once() -> None:
    assert search_text(["Blaby District Council", "BDC", " ", "bdc"]) == "blaby district council\nbdc"


@pytest.mark.parametrize(
    ("name", "telling"),
    [
        ("blaby district council", "blaby"),
        ("city of london police", "london"),
        ("the council", "the council"),
    ],
)
def test_common_words_tell_no_authority_from_another(name: str, telling: str) -> None:
    assert telling_words(name) == telling
