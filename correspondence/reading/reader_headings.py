"""Headings and lead-ins between the request repeated and the answer: "You asked for:", "Our response".

Patterns read the plain spelling (see reader_text).
"""

from __future__ import annotations

import re
from typing import Literal

Heading = Literal["ask", "answer"]

_ASK_HEADING = re.compile(
    r"(?:(?:summary |details |nature |copy )?(?:of )?(?:your |the |original )*(?:request(?:ed)?|questions?"
    r"|enquiry"
    r"|query|foi request|information (?:you )?request(?:ed)?|request for information|foi|e-?mail|letter|"
    r"request"
    r" details?|information sought)(?: (?:asked|received|was|is|as follows|in full|details|text|made|for "
    r"information"
    r"|for clarity|for review))*|you (?:have )?(?:asked|requested|wrote|said)(?: (?:us|for|the "
    r"following))*|requests"
    r"|request for (?:clarity|review|clarification)|your reasons? for (?:the )?(?:review|appeal))[ :.-]{0,4}"
)
_ANSWER_HEADING = re.compile(
    r"(?:[\w ]{1,50}'s )?(?:(?:the |our |foi |full |final |official |formal |council |trust )*"
    r"(?:response|answers?|reply|replies|decision|findings|outcome|information provided|result|comments)"
    r"(?: (?:to (?:your )?(?:request|questions?)|is|below|as follows|provided|of the \w+)){0,3}(?: from "
    r"[\w ]{2,40})?"
    r"|information (?:provided|disclosed|supplied|released)|answer|reply|response to (?:your )?(?:request|"
    r"questions?)"
    r"|our (?:response|reply|answer) to your request is)[ :.-]{0,4}"
)
# Only the authority begins so, whatever stands above: it ends a request that was repeated.
_OFFICER_BEGINS = re.compile(
    r"(?:(?:i|we) (?:can|am able to|are able to) (?:now )?(?:confirm|advise|inform)|(?:in|with) "
    r"(?:relation|response|answer"
    r"|reply|regards?|respect) (?:to|of) (?:your )?(?:question|part|point|q ?\d|items?\b|all)|(?:i|we) "
    r"have (?:carefully"
    r" )?considered (?:all|your|the)|(?:please )?find (?:attached|enclosed|below)|the (?:council|trust|"
    r"force|authority"
    r"|department|university|service|constabulary|board) (?:holds|does not hold)|(?:unfortunately|"
    r"regrettably),? )"
)
# "Response: NHS Example Trust": a label with a name or words behind it.
_ANSWER_LABEL = re.compile(
    r"(?:(?:the |our |council |trust |foi |full )*(?:response|answer|reply|a))(?: ?\d{1,2}[a-z]?)? ?[:-] "
    r"?(?=\S)"
)
_ASK_LEAD_IN = re.compile(
    r"(?:you (?:have )?(?:asked|requested|sought|enquired|wrote|wanted)|your (?:request|e-?mail|letter|"
    r"questions?)"
    r"|(?:we|i) (?:are|am) requesting|(?:which|that) you (?:have )?(?:asked|requested)|in which you|we "
    r"would like"
    r"|(?:information|questions?) (?:that )?you (?:are seeking|have requested|requested|asked|seek)|"
    r"request was"
    r"|requests? (?:the following|for the following|copies)|in particular|the following (?:information|"
    r"questions?))"
)
_GIVEN_LEAD_IN = re.compile(
    r"information (?:that )?you (?:have )?(?:requested|asked for|sought|require)[^.]{0,20}(?:is|"
    r"are)\b[^.]{0,40}(?:below|follows|set out|here)"
    r"[^.]{0,20}\Z|would (?:advise|respond|reply)(?: you)?(?: as follows)?[ :-]*\Z"
)
_VERDICT = re.compile(
    r"\b(?:exempt|withh|refus|(?:not|no longer) h[eo]ld|nor deny|sections? of|following (?:reasons|sections))"
)
_ANSWER_LEAD_IN = re.compile(
    r"\b(?:response|reply|answers?|information|replies|responses|following|comments)\b[^.]{0,90}"
    r"(?:below|as follows|set out|are|is|follows?|attached|in (?:bold|red|blue|italics))[^.]{0,40}[:.]?\Z"
)


def heading_of(flat: str) -> Heading | None:
    """Whether a short paragraph is a heading: over the request ("ask"), over the answer; None for other words."""
    if len(flat) > 90:
        return None
    words = flat.strip(" *_#")
    if _ASK_HEADING.fullmatch(words):
        return "ask"
    if _ANSWER_HEADING.fullmatch(words):
        return "answer"
    return None


def officer_begins(flat: str) -> bool:
    """Whether a paragraph begins as only the authority begins one: "I can confirm that ..."."""
    return _OFFICER_BEGINS.match(flat) is not None


def is_response_heading(flat: str) -> bool:
    """Whether a heading says that the answer follows; "Decision" and "Outcome" may stand inside one."""
    return (
        heading_of(flat) == "answer" and re.search(r"respon|answer|repl|provided|disclosed", flat) is not None
    )


def answer_label(flat: str) -> int:
    """The length of an "Our response:" label that words follow on the same line; 0 where there is none."""
    match = _ANSWER_LABEL.match(flat)
    return match.end() if match else 0


def leads_to_request(flat: str) -> bool:
    """Whether what follows is the request repeated: "You asked for the following:"."""
    if not flat.endswith(":") or leads_to_answer(flat):
        return False
    tail = flat[max(flat.rfind(". ", 0, -1), len(flat) - 300, 0) :]
    return _ASK_LEAD_IN.search(tail) is not None and not _VERDICT.search(tail)


def leads_to_answer(flat: str) -> bool:
    """Whether what follows is the answer: "Our response is set out below."."""
    tail = flat[-220:]
    if not (
        flat.endswith(":") or "below" in tail or "follows" in tail or "attached" in tail or "set out" in tail
    ):
        return tail.endswith(("advise", "respond", "reply", "-")) and _GIVEN_LEAD_IN.search(tail) is not None
    if "ask" in tail or "you requested the following" in tail:
        return False
    if _GIVEN_LEAD_IN.search(tail):
        return True
    return (
        _ANSWER_LEAD_IN.search(tail) is not None and re.search(r"\b(?:our|response|answer)", tail) is not None
    )
