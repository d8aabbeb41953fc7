"""What officers write when they answer: it gives, it holds back, it has not got it, or in part."""

from __future__ import annotations

from correspondence.reading.signal_types import Signal, signal

_REQ = r"(?:request|enquiry|enquiries|e-?mail|letter|foi|correspondence|application|question|questions)"
_YOUR = rf"(?:your|the|this|below|above|attached|following) (?:\w+ ){{0,6}}?{_REQ}"

OUTCOME: tuple[Signal, ...] = (
    # It answers, whatever it says.
    signal(
        "answers",
        1.5,
        "considered|dealt with|handled|processed",
        r"\b(?:has|have) (?:now )?(?:been )?(?:considered|dealt with|handled|processed|"
        r"treated)\b[^.]{0,60}\b(?:under|in accordance|act|regulations|provisions)",
        "Your request has been dealt with under the Act.",
    ),
    signal(
        "answers",
        1.5,
        "respon|reply|further to|answer",
        rf"\b(?:in (?:response|reply|answer) to|further to|respond(?:ing)? to|reply(?:ing)? to|response to|"
        rf"reply to) {_YOUR}",
        "I am writing in response to your request.",
    ),
    signal(
        "answers",
        1.5,
        "advise|confirm|inform you",
        r"\b(?:can|am able to|are able to|would|wish to) (?:now )?(?:advise|confirm|inform)(?: you)?(?: "
        r"that)?\b",
        "I can advise that two are used.",
    ),
    signal(
        "answers",
        1,
        "our response|our reply|our answer|response is|reply is",
        r"\b(?:our|the \w+'s) (?:response|reply|answers?)\b|\b(?:response|reply) is\b",
        "Our response is as follows.",
    ),
    # It gives.
    signal(
        "gives",
        2.5,
        "attach|enclos",
        r"\b(?:please find|please see|i|we|find|see|also|have|are) (?:\w+ ){0,3}?(?:attach(?:ed|ing)?|"
        r"enclos(?:e|ed|ing))\b(?! (?:a |the |our )?(?:copy of (?:the|our) )?(?:complaints|leaflet|"
        r"guidance|information about (?:your|our)|details of (?:your|our)))",
        "Please find attached the rota.",
    ),
    signal(
        "gives",
        2.5,
        "attach|enclos|append|below|with this letter",
        r"\b(?:information|document|documents|data|copy|copies|response|report|spreadsheet|details|"
        r"contract|contracts|policy|table|file|files|rota|it|which|agreement) (?:you (?:have )?requested "
        r")?(?:is|are|can be found) (?:\w+ )?(?:provided below|set out below|detailed below|below)"
        r"|\b(?:is|are) (?:\w+ )?(?:attached|enclosed|appended)\b|(?<!right )(?<!rights )\bcomes? with "
        r"this letter",
        "The rota you requested is attached.",
    ),
    signal(
        "gives",
        2.5,
        "pleased|able to|happy to|can provide|can now",
        r"(?<!be )(?<!not )\b(?:pleased|happy|now able|able) to (?:\w+ )?(?:provide|disclose|supply|"
        r"release|send|"
        r"enclose|attach|inform|respond|answer)|\bcan (?:now )?(?:provide|disclose|supply|release)\b(?! "
        r"(?:some|it|this)?[^.]{0,30}(?:if|refin))",
        "I am pleased to provide the rota.",
    ),
    signal(
        "gives",
        2.5,
        "let you have|content to|glad to|willing to|with this e|with this l",
        r"\b(?:content|glad|willing) to (?:let you have|give|send|provide|release|disclose|supply)"
        r"|\b(?:find|sent|come|comes|are|is)(?: \w+)? with this (?:e-?mail|letter)",
        "I am content to let you have the rota.",
    ),
    signal(
        "gives",
        2,
        "find ",
        r"\bfind (?:our|the|my|below our|below the) (?:\w+ )?(?:repl(?:y|ies)|answers?|responses?)\b(?! "
        r"attached| enclosed)",
        "Please find our replies in bold.",
    ),
    signal(
        "gives",
        2,
        "as follows|set out below|detailed below|shown below|listed below|below|table",
        r"\b(?:information|response|answers?|details|data|figures|reply|replies)\b[^.:]{0,60}(?:as follows"
        r"|(?:set out|detailed|shown|listed|provided|given|outlined|contained) (?:in the )?(?:table )?"
        r"(?:below|above|attached))|\bsee (?:the )?(?:table|list|response|answers?) below",
        "The information is set out below.",
    ),
    signal(
        "gives",
        2,
        "link|website|available|found|published|public",
        r"\b(?:already |publicly |further information |information[^.]{0,60})(?:is |are |can be )?"
        r"(?:already |publicly )?(?:available|published|found|accessible|viewed|accessed)\b[^.]{0,60}"
        r"(?:link|website|http|www|online|here|below|at)|\bfollowing (?:web ?)?(?:link|address|"
        r"page)s?\b(?![^.]{0,80}(?:complain|review|appeal|right))|enter this link",
        "The information is available on our website at the link below.",
    ),
    signal(
        "holds",
        1.5,
        "does hold|do hold|holds the information|hold the information|hold some|is held",
        r"\b(?:does|do) hold\b(?! (?:any|no))|\b(?:holds|hold) (?:the|this|some of the|all of the|all the|"
        r"most of the) (?:information|requested)|information (?:you (?:have )?)?request(?:ed)?[^.]{0,20} "
        r"is held",
        "The council holds the information you asked for.",
    ),
    # It holds back.
    signal(
        "refuses",
        3,
        "refus",
        r"\brefusal notice\b|\b(?:is|are|being|been|be|am|must|have) (?:\w+ )?refus(?:ed|ing|e)\b|"
        r"\bformal refusal\b|\bnotice of refusal\b",
        "This letter is a refusal notice.",
    ),
    signal(
        "refuses",
        3,
        "withh",
        r"\bwithheld\b|\bwithholding\b|\bto withhold\b",
        "Two names have been withheld.",
    ),
    signal(
        "refuses",
        2.5,
        "exempt",
        r"\b(?:is|are|(?<!may )(?<!might )(?<!could )(?<!would )be|therefore|considered|as|and|data) "
        r"(?:\w+ )?exempt\b|(?<!no )(?<!any )(?<!an )\bexemptions?\b(?! applied: ?(?:none|no|n/a|"
        r"not))[^.]{0,60}\b(?:appl(?:y|ies|"
        r"ied)|engaged|relied|relying|under|applicable to the)|\b(?:apply|applied|applying|engag\w+|rel"
        r"(?:y|ied|ying) (?:up)?on|following)\b[^.]{0,40}\bexemption|\bexempt from (?:disclosure|release)",
        "The rota is exempt from disclosure.",
    ),
    signal(
        "refuses",
        2.5,
        "not obliged|not required to comply|no obligation|unable to comply|not be complying|not comply",
        r"\bnot (?:be )?(?:obliged|required|under (?:any|an) obligation)\b[^.]{0,40}\b(?:comply|respond|"
        r"disclose|provide|release|supply|answer)|\b(?:unable to|not be|will not|cannot) comply(?:ing)?\b",
        "We are not obliged to comply.",
    ),
    signal(
        "refuses",
        2,
        "cannot|unable|not able|not be",
        r"\b(?:cannot|unable to|not able to|will not be|will not|not be able to) (?:be )?(?:\w+ )?"
        r"(?:disclos\w+|releas\w+|shar(?:e|ed|ing)|suppl(?:y|ied))\b|(?:cannot|unable to|not able to) "
        r"(?:\w+ )?provide (?:you with )?(?:the|this|any|these|that|copies|all|some)",
        "We cannot release the rota.",
    ),
    signal(
        "refuses",
        3,
        "confirm",
        r"\bneither confirm|\bneither (?:to )?confirm nor deny|confirm (?:n?or|or) deny (?:whether|"
        r"that)[^.]{0,60}(?:does not apply|exempt)|(?:duty|obligation|requirement) to confirm or "
        r"deny[^.]{0,60}(?:not|exempt)",
        "We can neither confirm nor deny that it is held.",
    ),
    signal(
        "refuses",
        2,
        "commercial",
        r"\bcommercially (?:sensitive|confidential)|commercial in confidence",
        "The prices are commercially sensitive.",
    ),
    signal(
        "refuses",
        3,
        "vexatious|repeated",
        r"\b(?:is|are|as|be|deemed|considered) (?:\w+ )?vexatious|section 14\b",
        "The request is vexatious.",
    ),
    signal(
        "cost",
        3,
        "limit|hours",
        r"\b(?:exceed\w*|excess of|over|beyond|more than|longer than|above|take|taking|greater "
        r"than)\b[^.]{0,70}\b(?:appropriate|cost|costs|statutory|fees?|£450|£600)[^.]{0,20}\b(?:limit|"
        r"threshold)|\b(?:exceed\w*|excess of|over|beyond|more than|longer than|above|further than) "
        r"(?:the )?(?:18|24|eighteen|twenty-four)[\w ()-]{0,20}hours",
        "It would exceed the appropriate limit.",
    ),
    # It has not got it.
    signal(
        "not_held",
        4,
        "held",
        r"\b(?:information|data|documents?|records?|details)\b[^.]{0,60}?\b(?:is|are|was|were) "
        r"(?:therefore |currently )?not (?:currently |actually )?held\b|\b(?:information|data|records?) "
        r"(?:requested )?(?:is )?not held\b",
        "The information you asked for is not held by the council.",
    ),
    signal(
        "not_held",
        4,
        "hold|not have|n't have|, have|possess",
        r"(?:n't|\b(?:not|never)),? (?:\w+,? ){0,2}?(?:hold|held|have|possess)(?: all| "
        r"any of| any| of)?(?: the| this| that| such| these| your| relevant| recorded)*(?: requested| "
        r"relevant| recorded)? (?:information|data|records|documents?|documentation)\b",
        "We do not hold the information you asked for.",
    ),
    signal(
        "not_held",
        3.5,
        "hold",
        r"\bholds? (?:no|none)(?: \w+){0,3} (?:information|data|records|documents?|of the)",
        "The council holds no information about wardens.",
    ),
    signal(
        "not_held",
        3,
        "no information|no recorded|no relevant|nil return|no data",
        r"\bno (?:relevant |recorded )?(?:information|data|records)(?: \w+){0,4} (?:is |are |was |were |"
        r"has been |have been )?(?:held|found|located|identified|recorded)|\bnil return\b|information not "
        r"held",
        "No information is held.",
    ),
    signal(
        "not_held",
        3,
        "nothing|no information to|no documents to",
        r"\bnothing (?:for us |further |that we can )?(?:to )?(?:send|disclose|provide|release|supply)|"
        r"\bno (?:information|documents|records) (?:for us )?to (?:disclose|provide|release|send|supply)|"
        r"\bthere is nothing\b",
        "There is nothing for us to send.",
    ),
    signal(
        "not_held",
        3,
        "unable|not been able|no trace|no results|failed to",
        r"\b(?:unable|not been able|failed) to (?:locate|find|identify|trace) (?:any|the|this|a)|\b"
        r"(?:search(?:es)?)\b[^.]{0,80}\b(?:no (?:information|records|results|trace)|nothing|nil)\b",
        "We were unable to locate any rota.",
    ),
    signal(
        "not_held",
        3,
        "record|collat|captur",
        r"\b(?:information|data|details)\b[^.]{0,60}\bnot (?:currently |centrally |routinely )?(?:recorded"
        r"|collated|captured|collected|kept)\b|\b(?:does|do) not (?:\w+ )?(?:record|collate|capture|"
        r"collect|keep)\b",
        "This information is not recorded.",
    ),
    signal(
        "not_held",
        2.5,
        "not have|n't have|not use|n't use|not currently|not operate|have no|has no|not run|not employ|"
        "not carry out|not undertake|not deploy|not utilise|make use",
        r"\b(?:do|does|did) ?(?:not|n't) (?:currently |at present |presently )?(?:have|use|make use of|"
        r"operate|run|employ|possess|own|utilise"
        r"|deploy|carry out|undertake)\b|\bha(?:s|ve) no (?:\w+ ){0,3}(?:systems?|software|records|"
        r"information|documents?|programmes?|projects?)",
        "The council does not use any wardens.",
    ),
    signal(
        "not_held",
        3,
        "section 17|12(4)(a)|12 (4) (a)",
        r"\bsection 17(?: ?\(1\))?[^.]{0,80}(?:scotland|foisa|not held)|\b12 ?\(4\) ?\(a\)|"
        r"notice[^.]{0,60}not held",
        "This is a notice under section 17 of FOISA.",
    ),
    # Only in part.
    signal(
        "part",
        3,
        "removed|redact|blanked|withheld|deleted",
        r"\b(?:some|certain|any|the|all)\b[^.]{0,40}(?:data|information|details|names?|figures|"
        r"prices)\b[^.]{0,40}\b(?:removed|redacted|blanked|deleted)\b",
        "Some names have been removed.",
    ),
    signal(
        "part",
        3,
        "some of|part of|partial|in part|redact|remaining|other parts|remainder|further information|partly",
        r"\b(?:some|part|parts|elements|certain|most|majority) of (?:the|this|your|that|"
        r"these)\b[^.]{0,80}\b(?:withheld|withholding|exempt\w*|refus\w*|redacted|not held|removed)|"
        r"\bpartial(?:ly)? (?:disclos|refus|exempt|releas|upheld|withh)|\bredact(?:ed|ions?|ing)\b|\b"
        r"(?:withholding|withheld) (?:some|part|the remain|further|certain)|\b(?:remainder|remaining|rest|"
        r"other parts?)\b[^.]{0,60}\b(?:exempt|withh|refus|disclos)",
        "Some of the rota is withheld.",
    ),
)
