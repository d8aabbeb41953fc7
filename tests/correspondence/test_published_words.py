"""People are masked in what a whole campaign publishes."""

from hypothesis import given
from hypothesis import strategies as st

from correspondence.published_words import masking_many
from correspondence.redaction import Mask

PEOPLE = ("Ada Quill", "Bo van Lead", "Mary-Ann O'Neil", "Information Governance Team", "")
WORDS = st.sampled_from(
    [
        "Ada",
        "QUILL",
        "quill",
        "Quill,",
        "Lead",
        "van",
        "Mary-Ann",
        "O'Neil",
        "the",
        "Council",
        "Dr",
        "Dear",
        "\n",
        "a@b.example",
    ]
)


def test_a_name_is_masked_and_an_office_is_not() -> None:
    mask = masking_many(PEOPLE)
    assert mask("Ada Quill of the Information Governance Team") == "[name] of the Information Governance Team"
    assert mask("Write to ada@council.example or 01234 567890") == (
        "Write to [e-mail address] or [telephone number]"
    )


def test_what_lets_somebody_in_is_masked() -> None:
    secret = "x" * 43
    assert secret not in masking_many(())(f"See https://foi.example/shared/{secret}/")


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_it_is_what_one_mask_of_all_people_makes_of_it(text: str) -> None:
    assert masking_many(PEOPLE)(text) == Mask(PEOPLE)(text)
