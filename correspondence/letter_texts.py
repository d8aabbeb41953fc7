"""The texts that letters of ours begin with: lawful, short and kind. Pure.

A gap in square brackets is for the person to fill; no letter goes out with one. What stands in braces is filled in by
`placeholders.fill`. The sections are those of the deadlines' own ledger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SCOTTISH = ("foisa", "eisr")
ENVIRONMENTAL = ("eir", "eisr")

_GAP = re.compile(r"\[(?:Write|Say|Name) [^\]\n]{3,200}\]")


@dataclass(frozen=True)
class Case:
    """What decides between texts: the law's code, whether an answer or a decision has come, and what is late.

    `late`: the authority is late with what is due. `in_review`: that is the review, not the answer.
    """

    law: str
    answered: bool = False
    late: bool = False
    in_review: bool = False
    review_decided: bool = False
    review_asked: bool = False


def gaps(text: str) -> list[str]:
    """The gaps that nobody has filled."""
    return _GAP.findall(text)


def text_of(kind: str, case: Case) -> str:
    """The text for a kind of letter (`OutgoingLetter.Kind`) in that case. Raises `KeyError` for another kind."""
    head = _HEAD_TO_REGULATOR if kind == "complaint" else _HEAD
    return f"{head}\n\n{_BODIES[kind](case)}\n\n{_FOOT}"


def missing_files(told: int, held: int, names: Sequence[str], *, of: str) -> str:
    """A sentence that asks for attachments of a letter. `of`: the day it bears, in words, or ""."""
    letter = f"Your letter of {of}" if of else "Your letter"
    came = "none" if not held else str(held)
    listed = ":\n\n" + "\n".join(f"- {name}" for name in names) if names else "."
    return (
        f"{letter} speaks of {told} attachment{'' if told == 1 else 's'}, of which {came} reached us. "
        f"Please send us what is missing{listed}"
    )


def upload_words(address: str, days: int) -> str:
    """How an authority leaves files at an upload link."""
    return (
        "You can send us files that are too large for e-mail at this address. You need no account, and it works for "
        f"{days} day{'' if days == 1 else 's'}:\n\n{address}"
    )


def before_the_end(body: str, paragraph: str) -> str:
    """The letter with one more paragraph before it takes its leave; at its end where it does not.

    Line ends as browsers send them (CR LF) become line ends as letters are kept.
    """
    body = body.replace("\r\n", "\n")
    head, leave, foot = body.rpartition(f"\n\n{LEAVE}")
    return f"{head}\n\n{paragraph}{leave}{foot}" if leave else f"{body}\n\n{paragraph}"


def subject_of(kind: str, case: Case) -> str:
    """The subject of a kind of letter; what answers a letter takes that letter's subject instead.

    Only a letter about something late says so: an accusation must be true.
    """
    if kind == "chaser" and not case.late:
        awaited = "the review’s outcome" if case.in_review else "your answer"
        return f"When may I expect {awaited}? {{title}}"
    if kind == "chaser" and case.in_review:
        return "Review overdue: {title}"
    return _SUBJECTS[kind]


_HEAD = "Dear {authority}\n\nYour reference: {their_reference}"
_HEAD_TO_REGULATOR = "Dear {regulator}\n\nThe authority’s reference: {their_reference}"
LEAVE = "Yours faithfully"
_FOOT = f"{LEAVE}\n\n{{name}}\n{{team}}"
WHAT_TO_SAY = "[Write here what you have to say]"
_SUBJECTS = {
    "request": "Request for information: {title}",
    "clarification": "Clarification of my request: {title}",
    "chaser": "Answer overdue: {title}",
    "review": "Request for a review: {title}",
    "complaint": "Complaint about {authority}: {title}",
    "thanks": "Thank you: {title}",
    "reply": "My request: {title}",
}


def _request(case: Case) -> str:
    return (
        "Please give me the following information, which I ask for under the {law}.\n\n"
        "{questions}\n\n"
        "I should like to have it by e-mail. If anything in this request is unclear, or if it would help to narrow it, "
        "please write to me as soon as you can: I shall be glad to explain."
    )


def _clarification(case: Case) -> str:
    return (
        "Thank you for asking what I mean in my request about: {title}.\n\n"
        "[Write here what makes the request clear]\n\n"
        "I hope that this is enough for you to go on. If anything is still unclear, please tell me."
    )


def _chaser(case: Case) -> str:
    if case.in_review:
        return (
            "On {review_asked_on} I asked you to review how you dealt with my request about: {title}.\n\n"
            + (
                "By my reckoning the outcome was due by {due_on} ({section}). That is {days_late} ago, and I have not "
                "had it.\n\n"
                if case.late
                else "By my reckoning the outcome is due by {due_on} ({section}).\n\n"
            )
            + "Please let me have it, or tell me when it will come. I would rather hear from you than trouble the "
            "{regulator}, to whom I may complain."
        )
    if not case.late:
        return (
            "I write about my request for information about: {title}. {when}\n\n"
            "By my reckoning your answer is due by {due_on} ({section}). Could you tell me whether it will come in "
            "time? If anything in the request is unclear, I shall be glad to explain."
        )
    return (
        "I write about my request for information about: {title}. {when}\n\n"
        "The last day that the law allows for your answer was {due_on} ({section}). Your answer is now {days_late} "
        "late, counted to {today}, and I have not had it.\n\n"
        "Please answer as soon as you can, and tell me by return when I may expect it. If you have answered already, "
        "please send it again, for it has not reached me. If something makes the request hard to answer, tell me: I "
        "shall be glad to help.\n\n" + _next_right(case.law)
    )


def _next_right(law: str) -> str:
    if law in SCOTTISH:
        return "Without an answer I may ask you for a review, and after that apply to the {regulator}."
    if law in ("foia", "eir"):
        return "Without an answer I may ask you for an internal review, or complain to the {regulator}."
    return "Without an answer I may take the next step that the law gives me."


def _review(case: Case) -> str:
    return f"{_REVIEWS.get(case.law, _REVIEW)}\n\n" + (
        _what_of_the_answer(case) if case.answered else _SILENCE
    )


_REVIEW = "Please carry out an internal review of how you dealt with my request about: {title}. {when}"
_REVIEWS = {
    # Code of Practice under FOIA 2000 s.45, part 5.
    "foia": _REVIEW,
    # EIR 2004 reg. 11(1), (2): representations in writing that the authority has failed to comply.
    "eir": (
        "Please reconsider my request about: {title}. {when}\n\n"
        "This letter makes representations under regulation 11 of the Environmental Information Regulations 2004: it "
        "appears to me that you have not complied with the Regulations."
    ),
    # FOISA 2002 s.20(3): in writing, with a name and an address, the request, and why the applicant is dissatisfied.
    "foisa": (
        "This is a requirement for review under section 20 of the Freedom of Information (Scotland) Act 2002. It "
        "concerns my request about: {title}. {when}"
    ),
    "eisr": (
        "Please review, under regulation 16 of the Environmental Information (Scotland) Regulations 2004, how you "
        "dealt with my request about: {title}. {when}"
    ),
}
_SILENCE = (
    "What I ask you to review is that no answer has come. The last day that the law allows for it was "
    "{answer_due_on}.\n\n"
    "Please let me have the information, or a lawful refusal that says on which provision it rests and why."
)


def _what_of_the_answer(case: Case) -> str:
    return (
        "What I ask you to review is your answer of {answered_on}.\n\n"
        "[Say here what should be looked at again, and why]\n\n"
        "Please have the review done by somebody who had no part in the answer, where that is possible, and tell me "
        "the outcome with its reasons."
    )


def _complaint(case: Case) -> str:
    asked = (
        "On {review_asked_on} I asked the authority for a review."
        + (
            " It told me the outcome on {review_decided_on}."
            if case.review_decided
            else " I have had no outcome."
        )
        if case.review_asked
        else "I have not asked for a review."
    )
    came = "It answered on {answered_on}." if case.answered else "It has not answered."
    return (
        f"{_COMPLAINTS.get(case.law, _COMPLAINT)}\n\n"
        "I asked {authority} for information about: {title}. {when} Its last day to answer was {answer_due_on}. "
        f"{came} {asked}\n\n"
        "[Say here what you complain about, and why]\n\n"
        "I shall be glad to send you the letters that went between us."
    )


_COMPLAINT = "I wish to complain to you about how {authority} dealt with a request for information of mine."
_COMPLAINTS = {
    # FOIA 2000 s.50(1).
    "foia": (
        "I apply for a decision under section 50 of the Freedom of Information Act 2000 whether {authority} dealt "
        "with my request in accordance with Part I of the Act."
    ),
    # EIR 2004 reg. 18 applies FOIA 2000 s.50.
    "eir": (
        "I apply for a decision under section 50 of the Freedom of Information Act 2000, as regulation 18 of the "
        "Environmental Information Regulations 2004 applies it, whether {authority} dealt with my request in "
        "accordance with Parts 2 and 3 of the Regulations."
    ),
    # FOISA 2002 s.47(1), (2): in writing, with a name and an address, the request, the requirement for review, and why.
    "foisa": (
        "I apply for a decision under section 47 of the Freedom of Information (Scotland) Act 2002 whether "
        "{authority} dealt with my request in accordance with Part 1 of the Act."
    ),
    # EISR 2004 reg. 17 applies FOISA 2002 Part 4.
    "eisr": (
        "I apply for a decision under section 47 of the Freedom of Information (Scotland) Act 2002, as regulation 17 "
        "of the Environmental Information (Scotland) Regulations 2004 applies it, about how {authority} dealt with "
        "my request."
    ),
}


def _thanks(case: Case) -> str:
    if case.answered:
        return "Thank you for your answer of {answered_on} to my request about: {title}, and for the work it took."
    return "Thank you for your letter about my request about: {title}, and for your help with it."


def _reply(case: Case) -> str:
    return f"Thank you for your letter.\n\n{WHAT_TO_SAY}"


_BODIES = {
    "request": _request,
    "clarification": _clarification,
    "chaser": _chaser,
    "review": _review,
    "complaint": _complaint,
    "thanks": _thanks,
    "reply": _reply,
}
