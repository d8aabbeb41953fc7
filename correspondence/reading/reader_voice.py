"""Whose words a paragraph holds: the request repeated ("asked"), or the authority speaking ("said").

Officers repeat the request above, between or beside their answers, seldom with a mark that says so. Each rule is a
small piece of evidence with its weight; the sum decides. Patterns read the plain spelling (see reader_text).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Heading = Literal["ask", "answer", "other"]


@dataclass(frozen=True, slots=True)
class VoiceRule:
    """weight: above 0 for the request's words, below 0 for the authority's. example: made up, and must match.

    needles: the pattern is tried only where one of them stands; none for patterns looked for at the beginning.
    """

    weight: float
    pattern: re.Pattern[str]
    example: str
    needles: tuple[str, ...] = ()


def _rule(weight: float, pattern: str, example: str, needles: str = "") -> VoiceRule:
    return VoiceRule(weight, re.compile(pattern), example, tuple(filter(None, needles.split("|"))))


# Looked for at the beginning of a paragraph.
OPENINGS: tuple[VoiceRule, ...] = (
    _rule(
        2,
        r"(?:(?:and )?(?:also )?(?:any|all|copies|copy|a copy|details?|full details|a breakdown|breakdown)\b"
        r"|(?:the |a |total )*(?:number|names?|list|cost|total|amount|dates?|value|job titles?|location) of\b"
        r"|(?:the )?(?:annual|average|total) \w+|a list|lists? of)",
        "Any minutes of the park wardens' meetings",
    ),
    _rule(
        2,
        r"(?:(?:detailed|further|additional|specific|general|relevant|internal|other) )?"
        r"(?:information|documents?|documentation|correspondence|e-?mails|reports?|records|minutes|data|guidance)"
        r"(?:,? (?:on|about|relat|regard|concern|held|detail|explain|of how|shared|which|that )|(?<!data),? \w+,"
        r"|(?<!data) (?:and|or) \w+)",
        "Information about how the wardens are chosen",
    ),
    _rule(
        2,
        r"(?:and |if (?:so|yes|not|no|it has|it is|this is)[^.?,]{0,60}, )?(?:how|what|which|who|whom|when|where|why"
        r"|whether|do|does|did|is|are|has|have|had|was|were|can|could|would|will|in what|for how|on how|at what"
        r"|to what|of the [\w ]{3,40}, how) (?!has been (?:made|withheld)|we (?:have|do|can)\b)",
        "How many wardens were employed in 2020",
    ),
    _rule(
        2,
        r"(?:please|kindly|can you|could you)(?: also| can you| could you| would you)? (?:provide|supply|send|list"
        r"|state|detail|give|explain|tell|specify|describe|indicate|include|break|disclose|share|outline)\b",
        "Please provide the wardens' rota",
    ),
    _rule(1, r"please (?:confirm|advise|answer)\b", "Please confirm when the scheme began"),
    _rule(
        3,
        r"(?:dear [\w ]{3,60},? |(?:also|particularly|in particular|additionally|specifically),? )?(?:(?:we|i) (?:are|am) (?:submitting|requesting|writing to request|interested in"
        r"|seeking|making)|(?:we|i) (?:would|should|'d) (?:also )?like (?:to (?:request|know|receive|see|have|obtain"
        r"|ask|learn)|(?:a |an |the |any |similar |all )?(?:information|copies|copy|details))|(?:we|i) (?:hereby )?"
        r"(?:request|seek|ask for|wish to (?:request|obtain|see|make)|want to (?:know|see|understand))\b|under the "
        r"(?:freedom of information|foi)[^.]{0,60}(?:request|i would|we would|please|could you))",
        "We are submitting this request for papers about the park wardens",
    ),
    _rule(
        3,
        r"(?:specifically,? (?:we|i) (?:are|am|would)|this request (?:concerns|relates|covers|does not|is for)"
        r"|also,? please note (?:that )?we are not requesting|please note (?:that )?we are (?:not )?(?:requesting"
        r"|following)|please let us know if any information|we would (?:like to|prefer to) receive|i look forward to"
        r"|we look forward to)",
        "Specifically, we are requesting:",
    ),
    _rule(
        1,
        r"the [\w()/, -]{3,60}? (?:that|which|by which|for which|used (?:to|by|for|in))\b",
        "The software used to plan the wardens' rota",
    ),
    _rule(
        -4,
        r"(?:the|a) (?:total |full )?(?:list|number|total|cost|names?|amount|value|breakdown|copy|details?|dates?)\b"
        r"[^.?]{0,80}?(?<!who )(?<!that )(?<!which )\b(?:is|are|was|were)\b",
        "The list of wardens is in the attached sheet",
    ),
    _rule(1, r"(?:this|these|it) (?:could|would|should|may|will) (?:also )?include", "This could include slides"),
    _rule(
        -3,
        r"(?:yes|no|none|nil|n/a|not applicable|unknown|not known|not held|information (?:is )?not|no information"
        r"|see (?:attached|above|below|answer|response|the|our|https?:|www)|please (?:see|find|refer|note)|attached"
        r"|enclosed|as above|as (?:stated|mentioned|per|explained)|unfortunately|however|therefore|-|£)(?![\w])"
        r"|(?:sections?|s\.?|regulation|exemption|article) ?\d",
        "Please see the attached list of wardens",
    ),
    _rule(
        -2,
        r"(?:[£~]?\d[\d,.%]*(?:k|m|%)?(?: [\w ]{1,30})?\Z|\d[\d,]* (?:wardens|staff|people|officers|days|hours|cases)"
        r"|https?://|www\.)",
        "45",
    ),
    _rule(
        -2,
        r"there (?:is|are|was|were|has|have|had) (?:currently |also |therefore )?(?:no\b|not\b|a |an |\d|two|three)",
        "There are no contracts for wardens",
    ),
)
# Looked for anywhere in its first 400 characters.
WITHIN: tuple[VoiceRule, ...] = (
    _rule(2, r"\?[\"']?(?: |\Z)", "Does the council employ park wardens?", "?"),
    _rule(1, r"\b(?:e\.g\.|for example|but (?:may )?not (?:be )?limited to|etc\.?)", "rules, rotas, etc.", "e.g|example|limited to|etc"),
    _rule(1, r"\b(?:your (?:council|authority|organisation|force|trust|local authority))\b", "used by your force", "your "),
    _rule(
        -3,
        r"\b(?:we|i) (?:can (?:also )?(?:confirm|advise|provide)|confirm|(?:do|does|did|have|has|had|are|am|were|was"
        r"|will|would|hold|use|used|cannot|consider|believe|estimate|apologise|attach|enclose|regret|currently"
        r"|estimated|regard)\b)(?! (?:requesting|submitting|interested|like|seeking|not requesting|be grateful"
        r"|also like|making|writing to request|aware|appreciate|argue))",
        "We can confirm that wardens are employed", "we |i ",
    ),
    _rule(
        -3,
        r"\b(?:(?:does|do|did|is|are|was|were) not (?:hold|held|have|use|possess|record|collect|keep)|not held"
        r"|holds? no\b|has been (?:withheld|refused)|is exempt|are exempt|exempt(?:ion)? under|(?:is|are|be) withheld"
        r"|under section|pursuant to section|refusal notice|(?:is|are) (?:attached|enclosed|provided below))",
        "This is exempt under section 40(2)", " not |holds|hold no|withheld|refus|exempt|under |pursuant|attached|enclosed|provided below",
    ),
    _rule(
        -2,
        r"\bthe (?:council|trust|authority|force|constabulary|university|department|service|board|college|ccg|agency)"
        r" (?:(?:also|currently|now|only) )?(?:does|do|has|have|had|holds?|uses?|is|are|was|were|can|cannot|will|did"
        r"|considers?|believes?|estimates?|spent|paid|employs?|purchased)\b",
        "The council employs six wardens", "the ",
    ),
    _rule(
        -2,
        r"\b(?:(?:in|with) (?:response|answer|reply|relation|regards?|respect) to (?:your |part |point |question |q)"
        r"|your (?:request|question|enquiry|foi))\b",
        "In response to your request", "your | to ",
    ),
    _rule(
        -2,
        r"(?:can|may|could) be (?:found|viewed|accessed|obtained)\b|(?:is|are) available (?:at|on|from|via|here|to)\b"
        r"|following link|link below|below link",
        "The rota can be found on our website", "be |available|link",
    ),
)
_DECLARES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|will|would|can|cannot|isn't|doesn't|aren't|don't|holds?|uses?)\b"
)
_VERBLESS_LIMIT = 220  # characters in which a sentence shows its verb

_ASK_HEADING = re.compile(
    r"(?:(?:summary |details |nature |copy )?(?:of )?(?:your |the |original )*(?:request(?:ed)?|questions?|enquiry"
    r"|query|foi request|information (?:you )?request(?:ed)?|request for information|foi|e-?mail|letter|request"
    r" details?|information sought)(?: (?:asked|received|was|is|as follows|in full|details|text|made|for information"
    r"|for clarity|for review))*|you (?:have )?(?:asked|requested|wrote|said)(?: (?:us|for|the following))*|requests"
    r"|request for (?:clarity|review|clarification)|your reasons? for (?:the )?(?:review|appeal))[ :.-]{0,4}"
)
_ANSWER_HEADING = re.compile(
    r"(?:[\w ]{1,50}'s )?(?:(?:the |our |foi |full |final |official |formal |council |trust )*"
    r"(?:response|answers?|reply|replies|decision|findings|outcome|information provided|result|comments)"
    r"(?: (?:to (?:your )?(?:request|questions?)|is|below|as follows|provided|of the \w+)){0,3}(?: from [\w ]{2,40})?"
    r"|information (?:provided|disclosed|supplied|released)|answer|reply|response to (?:your )?(?:request|questions?)"
    r"|our (?:response|reply|answer) to your request is)[ :.-]{0,4}"
)
# Only the authority begins so, whatever stands above: it ends a request that was repeated.
_OFFICER_BEGINS = re.compile(
    r"(?:(?:i|we) (?:can|am able to|are able to) (?:now )?(?:confirm|advise|inform)|(?:in|with) (?:relation|response|answer"
    r"|reply|regards?|respect) (?:to|of) (?:your )?(?:question|part|point|q ?\d|items?\b|all)|(?:i|we) have (?:carefully"
    r" )?considered (?:all|your|the)|(?:please )?find (?:attached|enclosed|below)|the (?:council|trust|force|authority"
    r"|department|university|service|constabulary|board) (?:holds|does not hold)|(?:unfortunately|regrettably),? )"
)
# "Response: NHS Example Trust": a label with a name or words behind it.
_ANSWER_LABEL = re.compile(
    r"(?:(?:the |our |council |trust |foi |full )*(?:response|answer|reply|a))(?: ?\d{1,2}[a-z]?)? ?[:-] ?(?=\S)"
)
_ASK_LEAD_IN = re.compile(
    r"(?:you (?:have )?(?:asked|requested|sought|enquired|wrote|wanted)|your (?:request|e-?mail|letter|questions?)"
    r"|(?:we|i) (?:are|am) requesting|(?:which|that) you (?:have )?(?:asked|requested)|in which you|we would like"
    r"|(?:information|questions?) (?:that )?you (?:are seeking|have requested|requested|asked|seek)|request was"
    r"|requests? (?:the following|for the following|copies)|in particular|the following (?:information|questions?))"
)
_GIVEN_LEAD_IN = re.compile(
    r"information (?:that )?you (?:have )?(?:requested|asked for|sought|require)[^.]{0,20}(?:is|are)\b[^.]{0,40}(?:below|follows|set out|here)"
    r"[^.]{0,20}\Z|would (?:advise|respond|reply)(?: you)?(?: as follows)?[ :-]*\Z"
)
_VERDICT = re.compile(r"\b(?:exempt|withh|refus|(?:not|no longer) h[eo]ld|nor deny|sections? of|following (?:reasons|sections))")
_ANSWER_LEAD_IN = re.compile(
    r"\b(?:response|reply|answers?|information|replies|responses|following|comments)\b[^.]{0,90}"
    r"(?:below|as follows|set out|are|is|follows?|attached|in (?:bold|red|blue|italics))[^.]{0,40}[:.]?\Z"
)


def voice(flat: str, marker: str | None) -> float:
    """How far a paragraph sounds like the request (above 0) or like the authority's answer (below 0)."""
    near = flat[:400]
    score = 0.0
    for rule in OPENINGS:
        if rule.pattern.match(near):
            score += rule.weight
    for rule in WITHIN:
        for needle in rule.needles:
            if needle in near:
                score += rule.weight if rule.pattern.search(near) else 0.0
                break
    if marker:
        score += 1
    elif marker == "":
        score += 0.5
    if score < 2 and not flat.endswith("?"):
        score -= 1 if _DECLARES.search(flat, 0, _VERBLESS_LIMIT) else -1
    if len(flat) < 25 and "?" not in flat:
        score -= 1
    return score


def has_verb(flat: str) -> bool:
    """Whether the first words show a finite verb of the common kind."""
    return _DECLARES.search(flat, 0, _VERBLESS_LIMIT) is not None


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
    return heading_of(flat) == "answer" and re.search(r"respon|answer|repl|provided|disclosed", flat) is not None


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
    if not (flat.endswith(":") or "below" in tail or "follows" in tail or "attached" in tail or "set out" in tail):
        return tail.endswith(("advise", "respond", "reply", "-")) and _GIVEN_LEAD_IN.search(tail) is not None
    if "ask" in tail or "you requested the following" in tail:
        return False
    if _GIVEN_LEAD_IN.search(tail):
        return True
    return _ANSWER_LEAD_IN.search(tail) is not None and re.search(r"\b(?:our|response|answer)", tail) is not None
