"""What officers write when they have not got what was asked, or will send it later."""

from __future__ import annotations

from correspondence.reading.outcome_types import OutcomeRule, rule

_THINGS = (
    r"(?:information|data|records?|documents?|documentation|materials?|reports?|details|contracts?|figures"
    r"|copies|policies"
    r"|policy|assessments?|systems?|software|evidence|statistics|notes|manuals?|plans?|correspondence|"
    r"breakdown)"
)
MISSING: tuple[OutcomeRule, ...] = (
    # Not held.
    rule(
        "not_held",
        3,
        "held",
        r"\bnot (?:currently |actually |centrally )?(?:be(?:ing)? )?held\b|\bno longer held\b",
        "This is not held.",
    ),
    rule(
        "not_held",
        3,
        "hold",
        r"(?:n't|\b(?:not|neither|nor|no longer|never))\b[^.;]{0,30}?\b(?:hold|holds|held)\b(?! (?:back|"
        r"responsib|accountab))|\bholds? (?:no|none|nothing|zero)\b",
        "We do not currently hold any rota.",
    ),
    rule(
        "not_held",
        2.5,
        "no ",
        rf"\bno (?:relevant |recorded |such |specific |other |further )?{_THINGS} (?:is|are|was|were|has "
        rf"been)?"
        r" ?(?:held|available|recorded|exist|identified|found|located|kept)",
        "No documents available",
    ),
    rule(
        "not_held",
        2,
        "not have|n't have",
        rf"(?:n't|\bnot) (?:currently |yet )?have (?:any |a |an |this |such |specific |the "
        rf")?[^.]{{0,40}}?\b{_THINGS}",
        "We do not have any documents of that sort.",
    ),
    rule(
        "not_held",
        2,
        "exist",
        r"(?:n't|\b(?:not|no longer)) (?:currently )?exist\b|\bno such\b[^.]{0,60}exists?\b|not in "
        r"existence",
        "It does not exist.",
    ),
    rule(
        "not_held",
        2.5,
        "locate|find|identify|trace",
        r"\b(?:unable|not been able|failed) to (?:locate|find|identify|trace)\b|searche?s?[^.]{0,80}(?:no|"
        r"not|nothing|nil)\b[^.]{0,40}(?:found|located|identified|trace)",
        "We have been unable to locate a rota.",
    ),
    rule(
        "not_held",
        2,
        "record|collat|captur|collect",
        r"(?:n't|\bnot) (?:centrally |routinely |currently |separately |formally )?(?:be(?:ing)? )?"
        r"(?:record|collat|captur|collect)\w*",
        "The council does not record this.",
    ),
    rule(
        "not_held",
        1.5,
        "produce|created|undertaken|carried out|conducted|completed|commissioned",
        r"\b(?:has|have|had|was|were) (?:not|never) (?:yet )?been (?:produced|created|undertaken|carried "
        r"out|conducted|completed|commissioned)|\b(?:no requirement|not required) to (?:produce|create)|"
        r"\bnot been (?:produced|undertaken|carried out)",
        "An assessment has not been carried out.",
    ),
    rule(
        "not_held",
        1.5,
        "nil",
        r"\bnil (?:return|response)?\b",
        "Nil return.",
    ),
    rule(
        "not_held",
        2,
        "section 17|12(4)(a)",
        r"section 17(?:\(1\))? of (?:the )?(?:foisa|freedom of information \(scotland\))|12 ?\(4\) ?\(a\)",
        "Notice under section 17 of FOISA.",
    ),
    # There is none: a fact, and for the item asked the same as not held.
    rule(
        "none",
        2,
        "there",
        r"\bthere (?:(?:is|are|was|were|has been|have been) (?:currently |also )?(?:no|none|not)\b|(?:has|"
        r"have) (?:not|never) been\b)(?! (?:further|additional|public interest|presumption|need|charge|"
        r"doubt|obligation|duty))",
        "There are no contracts.",
    ),
    rule(
        "none",
        2,
        "no ",
        r"\A(?:in (?:relation|response|answer) to[^:]{0,60}: ?)?(?:(?:we|the \w+|[\w ]{3,40}) (?:have|has|"
        r"had) )?no \w",
        "No wardens are employed.",
    ),
    rule(
        "none",
        2,
        "none",
        r"\A[^a-z]*none\b|\bnone (?:exist|specific|available|were|was|are|is|have|has)\b|: none\b",
        "None",
    ),
    rule(
        "none",
        2,
        "not applicable|n/a",
        r"\A[^a-z]*(?:[\w ]{0,30}- ?)?(?:not applicable|n/a)\b|\bnot applicable\b",
        "Not applicable.",
    ),
    rule(
        "none",
        1,
        "have no|has no",
        rf"\b(?:have|has) no (?:\w+ ){{0,3}}{_THINGS}",
        "We have no reports of this kind.",
    ),
    rule(
        "none",
        0.5,
        "not use|not currently use|n't use|not operate|not have|not run|not employ",
        r"(?:n't|\bnot) (?:currently )?(?:use|operate|have|run|employ)\b",
        "We do not use it.",
    ),
    # Still to come.
    rule(
        "later",
        2,
        "separate|follow|shortly|due course",
        r"\b(?:to follow\b|will (?:be )?(?:follow|sent|provided?|respond\w*|receive)[^.]{0,40}(?:separate|"
        r"shortly|due course|later)|receive a separate|separate (?:response|email|cover))",
        "You will receive a separate response.",
    ),
)
