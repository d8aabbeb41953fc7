"""The words of a reply are told from the mail quoted under them, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.mail.quotes import split_reply

ANSWER = "Dear Sam,\n\nThe plan is attached.\n\nRegards\nRobin"
OLD = "Dear Council,\n\nPlease send the plan.\n\nSam"


@pytest.mark.parametrize(
    "introduction",
    [
        "-----Original Message-----\nFrom: Sam\nSent: 1 May 2021",
        "-------- Original message --------",
        "---------- Forwarded message ---------",
        "________________________________\nFrom: Sam <sam@lab.example>\nSent: 1 May 2021 10:00\nTo: FOI\nSubject: Plan",
        "From: Sam <sam@lab.example>\nSent: 1 May 2021 10:00\nTo: FOI\nCc: Other\nSubject: Plan",
        "*From:* Sam\n*Sent:* 1 May 2021\n*To:* FOI\n*Subject:* Plan",
        "From: Sam [mailto:sam@lab.example] Sent: 01 May 2021 10:00 To: FOI Subject: Plan",
        "On Sat, 1 May 2021 at 10:00, Sam <sam@lab.example> wrote:",
        "On Sat, 1 May 2021 at 10:00, Sam Longname of the Open Parks Lab\n<sam@lab.example> wrote:",
        "On 1 Nov 2026, Ada wrote:",
        "On Sun, 1 November 2026, Ada Quill of the Open Parks Lab wrote:",
        "On Nov 1, 2026, Ada Quill\nwrote:",
        "Ar 1 Tach 2026, ysgrifennodd Ada:",
        "Ar ddydd Sul, 1 Tachwedd 2026 am 10:00, ysgrifennodd Ada Quill:",
        "Ar 1 Tachwedd 2026 ysgrifennodd Ada Quill:",
        "Oddi wrth: Sam\nAnfonwyd: 1 Mai 2021\nAt: FOI\nPwnc: Cynllun",
    ],
)
def test_what_stands_under_a_known_introduction_is_the_quote(introduction: str) -> None:
    split = split_reply(f"{ANSWER}\n\n{introduction}\n\n{OLD}\n")
    assert split.body == ANSWER
    assert split.quoted == f"{introduction}\n\n{OLD}"


def test_answers_between_quoted_lines_stay_in_the_body() -> None:
    text = "On 1 May 2021 10:00, Sam <s@lab.example> wrote:\n> How many?\n\nTwelve.\n\n> Since when?\n\n2019."
    split = split_reply(text)
    assert split.body.split() == ["Twelve.", "2019."]
    assert split.quoted == "On 1 May 2021 10:00, Sam <s@lab.example> wrote:\n> How many?\n> Since when?"


@pytest.mark.parametrize(
    "text",
    [
        "On 1 May 2021 you wrote:\n\n1. How many?\n\nOur answer is twelve.",
        "On 1 May 2021, we wrote:\n\n1. How many?\n\nOur answer is twelve.",
        "On 1 May 2021 the minister wrote:\n\nNo.\n\nThat is all we hold.",
        "On 1 May 2021, The Minister wrote:\n\nNo.\n\nThat is all we hold.",
        "From: the depot\nTo: the park\nit is a mile.",
        "The report says\n>20 trees\nwere felled.",
        "Original message boards were removed.",
        "On Friday it was written:\n\nnothing else.",
    ],
)
def test_a_letter_that_only_looks_like_a_quote_is_whole(text: str) -> None:
    assert split_reply(text).body == text
    assert split_reply(text).quoted == ""


def test_a_mail_that_is_all_quote_is_shown_whole() -> None:
    text = f"-----Original Message-----\n{OLD}"
    assert split_reply(text).body == text


@given(
    st.lists(
        st.sampled_from(
            [
                *ANSWER.splitlines(),
                "> a",
                ">",
                "On 1 May 10:00 <a@b> wrote:",
                "From: a",
                "Sent: b",
                "To: c",
                "_____",
            ]
        )
    )
)
def test_no_line_is_lost(lines: list[str]) -> None:
    split = split_reply("\n".join(lines))
    kept = (split.body + "\n" + split.quoted).split()
    assert sorted(kept) == sorted(" ".join(lines).split())
