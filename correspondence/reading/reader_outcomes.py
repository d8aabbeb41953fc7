"""What the words of one answer come to: given, held back, not held, published elsewhere, or still to come.

A list of what officers write, each entry with a made-up example that must match it. The weights of all entries that
match are added up; words near the beginning of an answer count in full, later paragraphs less.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from correspondence.reading.reader_types import Outcome

Sign = Literal["not_held", "none", "refused", "published", "given", "later", "partly"]


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """`needle` must stand in the text for `pattern` to be tried: it keeps reading fast."""

    sign: Sign
    weight: float
    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    example: str


def _rule(sign: Sign, weight: float, needles: str, pattern: str, example: str) -> OutcomeRule:
    return OutcomeRule(sign, weight, tuple(needles.split("|")), re.compile(pattern), example)


_THINGS = (
    r"(?:information|data|records?|documents?|documentation|materials?|reports?|details|contracts?|figures|copies|policies"
    r"|policy|assessments?|systems?|software|evidence|statistics|notes|manuals?|plans?|correspondence|breakdown)"
)
OUTCOME_RULES: tuple[OutcomeRule, ...] = (
    # ---- not held -------------------------------------------------------------------------------------------
    _rule("not_held", 3, "held", r"\bnot (?:currently |actually |centrally )?(?:be(?:ing)? )?held\b|\bno longer held\b", "This is not held."),
    _rule(
        "not_held",
        3,
        "hold",
        r"(?:n't|\b(?:not|neither|nor|no longer|never))\b[^.;]{0,30}?\b(?:hold|holds|held)\b(?! (?:back|responsib|accountab))"
        r"|\bholds? (?:no|none|nothing|zero)\b",
        "We do not currently hold any rota.",
    ),
    _rule("not_held", 2.5, "no ", rf"\bno (?:relevant |recorded |such |specific |other |further )?{_THINGS} (?:is|are|was|were|has been)?"
          r" ?(?:held|available|recorded|exist|identified|found|located|kept)", "No documents available"),
    _rule("not_held", 2, "not have|n't have", rf"(?:n't|\bnot) (?:currently |yet )?have (?:any |a |an |this |such |specific |the )?[^.]{{0,40}}?\b{_THINGS}",
          "We do not have any documents of that sort."),
    _rule("not_held", 2, "exist", r"(?:n't|\b(?:not|no longer)) (?:currently )?exist\b|\bno such\b[^.]{0,60}exists?\b|not in existence", "It does not exist."),
    _rule("not_held", 2.5, "locate|find|identify|trace", r"\b(?:unable|not been able|failed) to (?:locate|find|identify|trace)\b|searche?s?"
          r"[^.]{0,80}(?:no|not|nothing|nil)\b[^.]{0,40}(?:found|located|identified|trace)", "We have been unable to locate a rota."),
    _rule("not_held", 2, "record|collat|captur|collect", r"(?:n't|\bnot) (?:centrally |routinely |currently |separately |formally )?"
          r"(?:be(?:ing)? )?(?:record|collat|captur|collect)\w*", "The council does not record this."),
    _rule("not_held", 1.5, "produce|created|undertaken|carried out|conducted|completed|commissioned", r"\b(?:has|have|had|was|were) (?:not|never) (?:yet )?been "
          r"(?:produced|created|undertaken|carried out|conducted|completed|commissioned)|\b(?:no requirement|not required) to"
          r" (?:produce|create)|\bnot been (?:produced|undertaken|carried out)", "An assessment has not been carried out."),
    _rule("not_held", 1.5, "nil", r"\bnil (?:return|response)?\b", "Nil return."),
    _rule("not_held", 2, "section 17|12(4)(a)", r"section 17(?:\(1\))? of (?:the )?(?:foisa|freedom of information \(scotland\))|12 ?\(4\) ?\(a\)", "Notice under section 17 of FOISA."),
    # ---- there is none: a fact, and for the item asked the same as not held -----------------------------------
    _rule("none", 2, "there", r"\bthere (?:(?:is|are|was|were|has been|have been) (?:currently |also )?(?:no|none|not)\b|(?:has|have) (?:not|never) been"
          r"\b)(?! (?:further|additional|public interest|presumption|need|charge|doubt|obligation|duty))", "There are no contracts."),
    _rule("none", 2, "no ", r"\A(?:in (?:relation|response|answer) to[^:]{0,60}: ?)?(?:(?:we|the \w+|[\w ]{3,40}) (?:have|has|had) )?no \w", "No wardens are employed."),
    _rule("none", 2, "none", r"\A[^a-z]*none\b|\bnone (?:exist|specific|available|were|was|are|is|have|has)\b|: none\b", "None"),
    _rule("none", 2, "not applicable|n/a", r"\A[^a-z]*(?:[\w ]{0,30}- ?)?(?:not applicable|n/a)\b|\bnot applicable\b", "Not applicable."),
    _rule("none", 1, "have no|has no", r"\b(?:have|has) no (?:\w+ ){0,3}" + _THINGS, "We have no reports of this kind."),
    _rule("none", 0.5, "not use|not currently use|n't use|not operate|not have|not run|not employ", r"(?:n't|\bnot) (?:currently )?(?:use|operate|have|run|employ)\b", "We do not use it."),
    # ---- held back ------------------------------------------------------------------------------------------
    _rule("refused", 3, "exempt", r"\b(?:is|are|be|considered|being|as|therefore|fully|wholly) (?:\w+ )?exempt\b|exempt (?:from (?:disclosure|release)|under|information)"
          r"|following exemptions?|exemption[^.]{0,60}(?:appl|engaged|relied|section)|(?:apply|applied|applying|engag\w*|rely\w*)[^.]{0,40}exemption", "This is exempt under section 43."),
    _rule("refused", 3, "withh", r"\b(?:is|are|be|been|being|has|have|am|were|was|decided to|must|will|and) (?:\w+ )?with(?:held|holding|hold)\b|\bwithholding\b|\Awith(?:held|hold)\b", "It has been withheld."),
    _rule("refused", 2.5, "refus", r"\brefus(?:al notice|ed|ing|e)\b", "This part is refused."),
    _rule("refused", 2.5, "disclos|release|share|provide|supply", r"\b(?:not|n't|cannot|can't|unable to|not able to|not (?:be )?obliged[\w ]{0,20} to) (?:be )?(?:\w+ )?(?:disclos|releas|shar|suppl)"
          r"|\b(?:cannot|unable to|not able to|not (?:be )?obliged to|will not(?: be)?|not in a position to) (?:be )?(?:\w+ )?provid", "We cannot share the rota."),
    _rule("refused", 2, "commercial", r"\bcommercial(?:ly)? (?:sensitiv|in confidence|confiden|interests)", "It is commercially sensitive."),
    _rule("refused", 3, "confirm", r"\bneither confirm|\bconfirm (?:n?or|or) deny", "We neither confirm nor deny that it is held."),
    _rule("refused", 3, "limit|18 hours|24 hours|cost", r"(?:exceed|over|beyond|excess of|more than|longer than)[^.]{0,50}(?:appropriate|cost|fees?|hour)[^.]{0,20}(?:limit|threshold)"
          r"|(?:exceed|over|beyond|excess of|more than|longer than) (?:the )?(?:18|24|eighteen) (?:working )?hours", "It would exceed the cost limit."),
    _rule("refused", 2, "section|exception|regulation", r"\b(?:under|by virtue of|pursuant to|accordance with|engag\w+|apply\w*|applied) (?:the )?(?:exemption (?:in|at) )?(?:section|s\.?|regulation) ?(?:12|14|2[1-9]|3\d|4[0-4])\b",
          "Withheld under section 31."),
    _rule("refused", 1.5, "only", r"\bonly (?:be )?(?:available|accessible|provided) to (?:\w+ ){0,3}(?:staff|employees|members|officers|users|registered|authorised)", "Slides are only available to employees."),
    _rule("refused", 1.5, "vexatious|repeated request", r"\bvexatious\b|repeated request", "The request is vexatious."),
    # ---- found elsewhere ------------------------------------------------------------------------------------
    _rule("published", 2.5, "http|www", r"\A(?:please )?(?:see |refer to |visit |available (?:at|from|on) )?(?:[\w -]{0,40}[:-] ?)?(?:https?://|www\.)", "https://example.org/rota"),
    _rule("published", 2, "available|found|viewed|accessed|obtained|published", r"(?:available|found|viewed|accessed|obtained|published|located|downloaded)\b[^.]{0,60}"
          r"(?:website|web ?site|online|web page|webpage|link|https?:|www|on-line|internet|publication scheme|portal|data ?store|contracts (?:register|finder))", "It can be found on our website."),
    _rule("published", 2, "link", r"\b(?:following|attached|below|this|these|via the|via|here:|through the|the) (?:web ?)?links?\b|\blinks? (?:below|is|are|above|here|:)", "Please use the following link."),
    _rule("published", 2, "public", r"\b(?:publicly (?:available|accessible|published)|already (?:publicly )?(?:available|published|in the public)|in the public domain|reasonably accessible)", "It is already publicly available."),
    _rule("published", 1, "http|www", r"https?://|www\.", "See https://example.org for it."),
    # ---- given ----------------------------------------------------------------------------------------------
    _rule("given", 2.5, "attach", r"\b(?:see|find|provided?|is|are|am|in|as|have|also|and|refer to|per)\b[^.]{0,30}?\battach(?:ed|ments?|ing)?\b|\battached\b(?! (?:web ?)?link)|\Aattachment\b", "See attached list"),
    _rule("given", 2.5, "enclos|append|embedded|spreadsheet|annex", r"\b(?:enclosed?|append(?:ed|ix)|embedded|annex(?:ed)?|spreadsheet)\b", "The rota is enclosed."),
    _rule("given", 2, "below|above|follow", r"\b(?:see|shown|detailed|set out|listed|provided|outlined|given|table|as|is|are) (?:in the )?(?:table )?(?:below|above|follows)\b", "The table below shows it."),
    _rule("given", 1.5, "yes", r"\A[^a-z]*yes\b", "Yes, since 2015."),
    _rule("given", 1.5, "£|%", r"£ ?\d|\d ?%", "£4,000 a year"),
    _rule("given", 2, "provide|disclos|supply|release", r"\b(?:can|able to|pleased to|happy to|have|has been|is|are|be) (?:be )?(?:hereby )?(?:fully )?(?:provid|disclos|suppli|releas)(?:e|ed|ing)\b(?! (?:under|by|with|in relation))", "We are pleased to provide the rota."),
    _rule("partly", 2.5, "redact", r"\bredact(?:ed|ions?|ing)\b", "A redacted copy is attached."),
    _rule("partly", 1.5, "some|part", r"\b(?:some|part|parts|elements) of (?:the|this|it|your)\b[^.]{0,60}(?:withheld|exempt|not held|removed)", "Some of the rota is withheld."),
    # ---- still to come --------------------------------------------------------------------------------------
    _rule("later", 2, "separate|follow|shortly|due course", r"\b(?:to follow\b|will (?:be )?(?:follow|sent|provided?|respond\w*|receive)[^.]{0,40}(?:separate|shortly|due course|later)|receive a separate|separate (?:response|email|cover))", "You will receive a separate response."),
)  # fmt: skip

_ENOUGH = 1.5  # the weight at which a sign is believed
_LATER_PARTS = (1.0, 0.8, 0.6, 0.5, 0.4)
_LONGEST = 1500  # characters of each paragraph looked at


@dataclass(frozen=True, slots=True)
class Judged:
    """strength: the weight of the signs behind the outcome, 0 for a plain statement taken as disclosed.

    part, start, end: the words that show it, `parts[part][start:end]`.
    """

    outcome: Outcome
    strength: float
    part: int
    start: int
    end: int


def judge(parts: list[str]) -> Judged:
    """What an answer comes to, from its paragraphs in plain spelling (at least one)."""
    weights: dict[Sign, float] = {}
    places: dict[Sign, tuple[float, int, int, int]] = {}
    looked_at = [flat[:_LONGEST] for flat in parts[: len(_LATER_PARTS)]]
    for rule in OUTCOME_RULES:
        for at, near in enumerate(looked_at):
            for needle in rule.needles:
                if needle in near:
                    match = rule.pattern.search(near)
                    break
            else:
                continue
            if match:
                found = (rule.weight * _LATER_PARTS[at], at, match.start(), match.end())
                weights[rule.sign] = weights.get(rule.sign, 0) + found[0]
                places[rule.sign] = max(places.get(rule.sign, found), found)
                break
    return _decide(weights, places, parts)


def _decide(
    weights: dict[Sign, float], places: dict[Sign, tuple[float, int, int, int]], parts: list[str]
) -> Judged:
    def believed(*signs: Sign) -> float:
        return sum(weights.get(sign, 0.0) for sign in signs if weights.get(sign, 0.0) >= _ENOUGH)

    def as_(outcome: Outcome, *signs: Sign) -> Judged:
        _, at, start, end = max(places[sign] for sign in signs if sign in places)
        return Judged(outcome, believed(*signs), at, start, end)

    refused, missing = believed("refused"), believed("not_held") or believed("none")
    given, published = believed("given"), believed("published")
    if refused and refused >= missing:
        handed = given + believed("partly")
        return as_("partly_disclosed", "refused", "partly") if handed >= 2.5 else as_("refused", "refused")
    if believed("partly") and given:
        return as_("partly_disclosed", "partly")
    if missing:
        if given >= 2.5 and places["given"][1] == 0 and weights.get("not_held", 0) < 3:
            return as_("partly_disclosed", "not_held", "none")
        return as_("not_held", "not_held", "none")
    if believed("later") and not given + published:
        return as_("no_answer", "later")
    if published and published >= given:
        return as_("published_elsewhere", "published")
    if given:
        return as_("disclosed", "given")
    return Judged("disclosed", 0.0, 0, 0, min(len(parts[0]), 200))
