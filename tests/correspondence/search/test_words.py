"""How what was typed becomes what is looked for."""

import pytest

from correspondence.search.words import spellings


@pytest.mark.parametrize(
    "typed", ["FOI-18-1134", "FOI/18/1134", "foi 18 1134", "FOI 18-1134", "(FOI.18.1134)"]
)
def test_a_reference_number_is_looked_for_as_letters_may_write_it(typed: str) -> None:
    assert [each.upper() for each in spellings(typed)] == [
        *("FOI-18-1134", "FOI/18/1134", "FOI 18 1134", "FOI.18.1134", "FOI181134")
    ]


@pytest.mark.parametrize(
    "typed",
    ["impact assessment", "section 40", '"FOI 18"', "42", "", "a-b", "assessments 2018 and 2019", "x" * 200],
)
def test_words_are_no_reference_number(typed: str) -> None:
    assert spellings(typed) == ()
