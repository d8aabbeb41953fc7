"""Whose words a paragraph holds: the request repeated ("asked"), or the authority speaking ("said").

Officers repeat the request above, between or beside their answers, seldom with a mark that says so. Each rule is a
small piece of evidence with its weight; the sum decides. Patterns read the plain spelling (see reader_text).
"""

from __future__ import annotations

import re
from dataclasses import dataclass


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
        r"(?:information|documents?|documentation|correspondence|e-?mails|reports?|records|minutes|data|"
        r"guidance)"
        r"(?:,? (?:on|about|relat|regard|concern|held|detail|explain|of how|shared|which|that )|"
        r"(?<!data),? \w+,"
        r"|(?<!data) (?:and|or) \w+)",
        "Information about how the wardens are chosen",
    ),
    _rule(
        2,
        r"(?:and |if (?:so|yes|not|no|it has|it is|this is)[^.?,]{0,60}, )?(?:how|what|which|who|whom|when"
        r"|where|why"
        r"|whether|do|does|did|is|are|has|have|had|was|were|can|could|would|will|in what|for how|on how|"
        r"at what"
        r"|to what|of the [\w ]{3,40}, how) (?!has been (?:made|withheld)|we (?:have|do|can)\b)",
        "How many wardens were employed in 2020",
    ),
    _rule(
        2,
        r"(?:please|kindly|can you|could you)(?: also| can you| could you| would you)? (?:provide|supply|"
        r"send|list"
        r"|state|detail|give|explain|tell|specify|describe|indicate|include|break|disclose|share|outline)\b",
        "Please provide the wardens' rota",
    ),
    _rule(1, r"please (?:confirm|advise|answer)\b", "Please confirm when the scheme began"),
    _rule(
        3,
        r"(?:dear [\w ]{3,60},? |(?:also|particularly|in particular|additionally|specifically),? )?(?:"
        r"(?:we|i) (?:are|am) (?:submitting|requesting|writing to request|interested in"
        r"|seeking|making)|(?:we|i) (?:would|should|'d) (?:also )?like (?:to (?:request|know|receive|see|"
        r"have|obtain"
        r"|ask|learn)|(?:a |an |the |any |similar |all )?(?:information|copies|copy|details))|(?:we|i) "
        r"(?:hereby )?"
        r"(?:request|seek|ask for|wish to (?:request|obtain|see|make)|want to (?:know|see|understand))\b|"
        r"under the "
        r"(?:freedom of information|foi)[^.]{0,60}(?:request|i would|we would|please|could you))",
        "We are submitting this request for papers about the park wardens",
    ),
    _rule(
        3,
        r"(?:specifically,? (?:we|i) (?:are|am|would)|this request (?:concerns|relates|covers|does not|is "
        r"for)"
        r"|also,? please note (?:that )?we are not requesting|please note (?:that )?we are (?:not )?"
        r"(?:requesting"
        r"|following)|please let us know if any information|we would (?:like to|prefer to) receive|i look "
        r"forward to"
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
        r"(?:the|a) (?:total |full )?(?:list|number|total|cost|names?|amount|value|breakdown|copy|details?"
        r"|dates?)\b"
        r"[^.?]{0,80}?(?<!who )(?<!that )(?<!which )\b(?:is|are|was|were)\b",
        "The list of wardens is in the attached sheet",
    ),
    _rule(
        1, r"(?:this|these|it) (?:could|would|should|may|will) (?:also )?include", "This could include slides"
    ),
    _rule(
        -3,
        r"(?:yes|no|none|nil|n/a|not applicable|unknown|not known|not held|information (?:is )?not|no "
        r"information"
        r"|see (?:attached|above|below|answer|response|the|our|https?:|www)|please (?:see|find|refer|note)"
        r"|attached"
        r"|enclosed|as above|as (?:stated|mentioned|per|explained)|unfortunately|however|therefore|-|"
        r"£)(?![\w])"
        r"|(?:sections?|s\.?|regulation|exemption|article) ?\d",
        "Please see the attached list of wardens",
    ),
    _rule(
        -2,
        r"(?:[£~]?\d[\d,.%]*(?:k|m|%)?(?: [\w ]{1,30})?\Z|\d[\d,]* (?:wardens|staff|people|officers|days|"
        r"hours|cases)"
        r"|https?://|www\.)",
        "45",
    ),
    _rule(
        -2,
        r"there (?:is|are|was|were|has|have|had) (?:currently |also |therefore )?(?:no\b|not\b|a |an |\d|"
        r"two|three)",
        "There are no contracts for wardens",
    ),
)
# Looked for anywhere in its first 400 characters.
WITHIN: tuple[VoiceRule, ...] = (
    _rule(2, r"\?[\"']?(?: |\Z)", "Does the council employ park wardens?", "?"),
    _rule(
        1,
        r"\b(?:e\.g\.|for example|but (?:may )?not (?:be )?limited to|etc\.?)",
        "rules, rotas, etc.",
        "e.g|example|limited to|etc",
    ),
    _rule(
        1,
        r"\b(?:your (?:council|authority|organisation|force|trust|local authority))\b",
        "used by your force",
        "your ",
    ),
    _rule(
        -3,
        r"\b(?:we|i) (?:can (?:also )?(?:confirm|advise|provide)|confirm|(?:do|does|did|have|has|had|are|"
        r"am|were|was"
        r"|will|would|hold|use|used|cannot|consider|believe|estimate|apologise|attach|enclose|regret|"
        r"currently"
        r"|estimated|regard)\b)(?! (?:requesting|submitting|interested|like|seeking|not requesting|be "
        r"grateful"
        r"|also like|making|writing to request|aware|appreciate|argue))",
        "We can confirm that wardens are employed",
        "we |i ",
    ),
    _rule(
        -3,
        r"\b(?:(?:does|do|did|is|are|was|were) not (?:hold|held|have|use|possess|record|collect|keep)|not "
        r"held"
        r"|holds? no\b|has been (?:withheld|refused)|is exempt|are exempt|exempt(?:ion)? under|(?:is|are|"
        r"be) withheld"
        r"|under section|pursuant to section|refusal notice|(?:is|are) (?:attached|enclosed|provided below))",
        "This is exempt under section 40(2)",
        " not |holds|hold no|withheld|refus|exempt|under |pursuant|attached|enclosed|provided below",
    ),
    _rule(
        -2,
        r"\bthe (?:council|trust|authority|force|constabulary|university|department|service|board|college|"
        r"ccg|agency)"
        r" (?:(?:also|currently|now|only) )?(?:does|do|has|have|had|holds?|uses?|is|are|was|were|can|"
        r"cannot|will|did"
        r"|considers?|believes?|estimates?|spent|paid|employs?|purchased)\b",
        "The council employs six wardens",
        "the ",
    ),
    _rule(
        -2,
        r"\b(?:(?:in|with) (?:response|answer|reply|relation|regards?|respect) to (?:your |part |point |"
        r"question |q)"
        r"|your (?:request|question|enquiry|foi))\b",
        "In response to your request",
        "your | to ",
    ),
    _rule(
        -2,
        r"(?:can|may|could) be (?:found|viewed|accessed|obtained)\b|(?:is|are) available (?:at|on|from|via"
        r"|here|to)\b"
        r"|following link|link below|below link",
        "The rota can be found on our website",
        "be |available|link",
    ),
)
_DECLARES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|will|would|can|cannot|isn't|doesn't|aren't|don't|"
    r"holds?|uses?)\b"
)
_VERBLESS_LIMIT = 220  # characters in which a sentence shows its verb


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
