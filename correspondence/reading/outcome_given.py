"""What officers write when they give what was asked, point elsewhere, or hold it back."""

from __future__ import annotations

from correspondence.reading.outcome_types import OutcomeRule, rule

GIVEN: tuple[OutcomeRule, ...] = (
    # Held back.
    rule(
        "refused",
        3,
        "exempt",
        r"\A[^a-z]*(?:fully )?exempt\b|\b(?:is|are|be|considered|being|as|therefore|fully|wholly) (?:\w+ "
        r")?exempt\b|exempt (?:from "
        r"(?:disclosure|release)|under|information)|following exemptions?|exemption[^.]{0,60}(?:appl|"
        r"engaged|relied|section)|(?:apply|applied|applying|engag\w*|rely\w*)[^.]{0,40}exemption",
        "This is exempt under section 43.",
    ),
    rule(
        "refused",
        3,
        "withh",
        r"\b(?:is|are|be|been|being|has|have|am|were|was|decided to|must|will|and) (?:\w+ )?with(?:held|"
        r"holding|hold)\b|\bwithholding\b|\Awith(?:held|hold)\b",
        "It has been withheld.",
    ),
    rule(
        "refused",
        2.5,
        "refus",
        r"\brefus(?:al notice|ed|ing|e)\b",
        "This part is refused.",
    ),
    rule(
        "refused",
        2.5,
        "disclos|release|share|provide|supply",
        r"\b(?:not|n't|cannot|can't|unable to|not able to|not (?:be )?obliged[\w ]{0,20} to) (?:be )?"
        r"(?:\w+ )?(?:disclos|releas|shar|suppl)|\b(?:cannot|unable to|not able to|not (?:be )?obliged to|"
        r"will not(?: be)?|not in a position to) (?:be )?(?:\w+ )?provid",
        "We cannot share the rota.",
    ),
    rule(
        "refused",
        2,
        "commercial",
        r"\bcommercial(?:ly)? (?:sensitiv|in confidence|confiden|interests)",
        "It is commercially sensitive.",
    ),
    rule(
        "refused",
        3,
        "confirm",
        r"\bneither confirm|\bconfirm (?:n?or|or) deny",
        "We neither confirm nor deny that it is held.",
    ),
    rule(
        "refused",
        3,
        "limit|18 hours|24 hours|cost",
        r"(?:exceed|over|beyond|excess of|more than|longer than)[^.]{0,50}(?:appropriate|cost|fees?|"
        r"hour)[^.]{0,20}(?:limit|threshold)|(?:exceed|over|beyond|excess of|more than|longer than) "
        r"(?:the )?(?:18|24|eighteen) (?:working )?hours",
        "It would exceed the cost limit.",
    ),
    rule(
        "refused",
        2,
        "section|exception|regulation",
        r"\b(?:under|by virtue of|pursuant to|accordance with|engag\w+|apply\w*|applied) (?:the )?"
        r"(?:exemption (?:in|at) )?(?:section|s\.?|regulation) ?(?:12|14|2[1-9]|3\d|4[0-4])\b",
        "Withheld under section 31.",
    ),
    rule(
        "refused",
        1.5,
        "only",
        r"\bonly (?:be )?(?:available|accessible|provided) to (?:\w+ ){0,3}(?:staff|employees|members|"
        r"officers|users|registered|authorised)",
        "Slides are only available to employees.",
    ),
    rule(
        "refused",
        1.5,
        "vexatious|repeated request",
        r"\bvexatious\b|repeated request",
        "The request is vexatious.",
    ),
    # Found elsewhere.
    rule(
        "published",
        2.5,
        "http|www",
        r"\A(?:please )?(?:see |refer to |visit |available (?:at|from|on) )?(?:[\w -]{0,40}[:-] ?)?"
        r"(?:https?://|www\.)",
        "https://example.org/rota",
    ),
    rule(
        "published",
        2,
        "available|found|viewed|accessed|obtained|published",
        r"(?:available|found|viewed|accessed|obtained|published|located|downloaded)\b[^.]{0,60}(?:website|"
        r"web ?site|online|web page|webpage|link|https?:|www|on-line|internet|publication scheme|portal|"
        r"data ?store|contracts (?:register|finder))",
        "It can be found on our website.",
    ),
    rule(
        "published",
        2,
        "link",
        r"\b(?:following|attached|below|this|these|via the|via|here:|through the|the) (?:web ?)?links?\b|"
        r"\blinks? (?:below|is|are|above|here|:)",
        "Please use the following link.",
    ),
    rule(
        "published",
        2,
        "public",
        r"\b(?:publicly (?:available|accessible|published)|already (?:publicly )?(?:available|published|"
        r"in the public)|in the public domain|reasonably accessible)",
        "It is already publicly available.",
    ),
    rule(
        "published",
        1,
        "http|www",
        r"https?://|www\.",
        "See https://example.org for it.",
    ),
    # Given.
    rule(
        "given",
        2.5,
        "attach",
        r"\b(?:see|find|provided?|is|are|am|in|as|have|also|and|refer to|per)\b[^.]{0,30}?\battach(?:ed|"
        r"ments?|ing)?\b|\battached\b(?! (?:web ?)?link)|\Aattachment\b",
        "See attached list",
    ),
    rule(
        "given",
        2.5,
        "enclos|append|embedded|spreadsheet|annex",
        r"\b(?:enclosed?|append(?:ed|ix)|embedded|annex(?:ed)?|spreadsheet)\b",
        "The rota is enclosed.",
    ),
    rule(
        "given",
        2,
        "below|above|follow",
        r"\b(?:see|shown|detailed|set out|listed|provided|outlined|given|table|as|is|are) (?:in the )?"
        r"(?:table )?(?:below|above|follows)\b",
        "The table below shows it.",
    ),
    rule(
        "given",
        1.5,
        "yes",
        r"\A[^a-z]*yes\b",
        "Yes, since 2015.",
    ),
    rule(
        "given",
        1.5,
        "£|%",
        r"£ ?\d|\d ?%",
        "£4,000 a year",
    ),
    rule(
        "given",
        2,
        "provide|disclos|supply|release",
        r"\b(?:can|able to|pleased to|happy to|have|has been|is|are|be) (?:be )?(?:hereby )?(?:fully )?"
        r"(?:provid|disclos|suppli|releas)(?:e|ed|ing)\b(?! (?:under|by|with|in relation))",
        "We are pleased to provide the rota.",
    ),
    rule(
        "partly",
        2.5,
        "redact",
        r"\bredact(?:ed|ions?|ing)\b",
        "A redacted copy is attached.",
    ),
    rule(
        "partly",
        1.5,
        "some|part",
        r"\b(?:some|part|parts|elements) of (?:the|this|it|your)\b[^.]{0,60}(?:withheld|exempt|not held|"
        r"removed)",
        "Some of the rota is withheld.",
    ),
)
