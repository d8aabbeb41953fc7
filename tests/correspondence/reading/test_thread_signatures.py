"""Where an officer's signature ends and a letter to him begins."""

import pytest

from correspondence.reading.thread_text import read_thread

OFFICER = """R. Researcher

Dear Marshland District Council,

Please send me a list of your systems.

Yours faithfully,

R. Researcher

Sam Clerk, Marshland District Council

1 Attachment

{greeting}

We attach our answer.

{signature}

Dear {whom},

May I ask one thing more about the second page?

Yours sincerely,

R. Researcher
"""


@pytest.mark.parametrize(
    "greeting", ["Dear R. Researcher,", "Dear Dr. Researcher", "Good morning", "R. Researcher,"]
)
@pytest.mark.parametrize(
    "signature", ["Kind regards\n\nSam Clerk", "Sam Clerk\nInformation Officer\nTel: 01632 960000"]
)
@pytest.mark.parametrize("whom", ["Sam Clerk", "Mr. Clerk", "Sam", "Marshland District Council"])
def test_a_letter_to_the_officer_right_below_his_signature_is_one_of_its_own(
    greeting: str, signature: str, whom: str
) -> None:
    letters = read_thread(OFFICER.format(greeting=greeting, signature=signature, whom=whom)).letters
    assert [letter.side for letter in letters] == ["requester", "authority", "requester"]
    assert letters[2].body.startswith(f"Dear {whom},")


def test_a_greeting_of_somebody_else_within_an_officers_letter_begins_none() -> None:
    text = OFFICER.format(greeting="Good morning", signature="As we wrote to them:", whom="Robin Field")
    assert len(read_thread(text).letters) == 2
