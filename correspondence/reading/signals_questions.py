"""What officers write when they want something from us, and when they have looked at an answer again."""

from __future__ import annotations

from correspondence.reading.signal_types import Signal, signal

QUESTIONS: tuple[Signal, ...] = (
    # It asks us to clarify.
    signal(
        "clarifies",
        4,
        "clarif",
        r"\b(?:would like|need|require|ask|asking|wish|want|seek|seeking|writing|requesting|request|"
        r"grateful|appreciate)\b[^.]{0,60}?\b(?:you to |to |if you (?:could|would) |some |further |your |"
        r"any )*clarif(?:y|ication)",
        "We would like to clarify one point.",
    ),
    signal(
        "clarifies",
        4,
        "clarif",
        r"\b(?:please|kindly|can you|could you|would you)\b[^.]{0,25}?\bclarify|please (?:provide|supply|"
        r"send)[^.]{0,30}clarification|clarification (?:is |of your request is )?(?:required|needed|"
        r"requested|sought)|request for clarification",
        "Could you please clarify what you mean by wardens?",
    ),
    signal(
        "clarifies",
        3.5,
        "refin|narrow|rephrase|specif",
        r"\b(?:inviting|invite|ask|asking|request) (?:that )?you (?:to )?(?:refine|narrow|rephrase|"
        r"resubmit|be more specific|specify)",
        "I am inviting you to narrow your request.",
    ),
    signal(
        "clarifies",
        3,
        "identify and locate|locate and identify|identify the|locate the|more specific|further "
        "information|additional information|further detail",
        r"\b(?:further|more|additional) (?:information|details?|specific information) (?:from you )?(?:is "
        r"|are )?(?:needed |required )?(?:in order |so that )?(?:to|we can|for us to) (?:enable us to |"
        r"help us |be able to )?(?:identify|locate|process|answer|respond|proceed|deal)",
        "We need further information to identify the papers.",
    ),
    signal(
        "clarifies",
        3,
        "more specific|more detail|further detail|more information|additional detail",
        r"\b(?:be|being) more specific\b|(?<!may )(?<!might )(?<!should we )(?<!if we )(?<!do )\b"
        r"(?:need|require|ask for|asking for|request)\b[^.]{0,20}\b(?:more|further|additional) (?:detail|"
        r"information|specific)s?\b",
        "We need you to be more specific.",
    ),
    signal(
        "clarifies",
        2,
        "close|withdrawn|lapse",
        r"\b(?:or|otherwise|failing which),? (?:we|i|your request|it) (?:will|shall) (?:be )?(?:clos|"
        r"withdraw|consider|treat|lapse)|treat[^.]{0,30}as (?:withdrawn|closed)|request will (?:be closed|"
        r"lapse)",
        "Please answer or we will close your request.",
    ),
    signal(
        "clarifies",
        3,
        "unclear|not clear|clear|unsure|ambiguous|too broad|unable to",
        r"(?<!anything )(?<!something )(?<!this )\b(?:it is |is |are |we are |i am )(?:currently |"
        r"unfortunately |not )?(?:unable to (?:establish|"
        r"identify|determine|ascertain|understand)|unclear|not clear|unsure|ambiguous|not sufficiently "
        r"clear|too broad|not certain)\b",
        "It is unclear which years you mean.",
    ),
    signal(
        "clarifies",
        3,
        "section 1(3)|section 1 (3)|s1(3)|s.1(3)|section 8|regulation 9",
        r"\b(?:section|s\.?) ?1 ?\(3\)|(?:section|s\.?) ?8\b",
        "Under section 1(3) we ask for more.",
    ),
    signal(
        "clarifies",
        3,
        "clarif|hear from you|on hold|paused|suspended",
        r"\b(?:until|once|when|after) (?:we|i|you|this|the|your)\b[^.]{0,60}(?:clarif|further information)"
        r"|\b(?:if|should) (?:we|i) (?:do|have|has|not|did)[^.]{0,30}(?:hear|receive|heard|"
        r"received)[^.]{0,120}(?:clos|withdraw|assum|lapse|no longer)|request (?:is|has been|will be|"
        r"placed)[^.]{0,20}(?:on hold|paused|suspended)",
        "Once we have your clarification we shall go on.",
    ),
    signal(
        "clarifies",
        3,
        "you mean",
        r"\bwhat (?:exactly |precisely )?(?:do )?you mean\b|\bdo you mean\b[^.]{0,120}\?|explain what you",
        "Please explain what you mean by wardens.",
    ),
    signal(
        "clarifies",
        3,
        "clock|on hold|paus|suspend",
        r"\b(?:paus|stopp|suspend)\w*[^.]{0,40}\b(?:clock|request|time)|\bclock\b[^.]{0,40}\b(?:paus|stop|"
        r"suspend|restart)",
        "I have paused the clock.",
    ),
    signal(
        "clarifies",
        1.5,
        "you mean|referring to|interested in|time period|timeframe|which ",
        r"\b(?:what|which)\b[^.?]{0,60}\byou (?:mean|are (?:referring|interested|looking|seeking|"
        r"requesting)|require|would like|refer)[^.]{0,80}\?|(?:please|can you|could you) (?:\w+ )?"
        r"(?:confirm|specify|state|advise|let (?:me|us) know) (?:the |which |what |whether |if |how )",
        "Could you confirm which years you want?",
    ),
    signal(
        "clarifies",
        3,
        "you interested|you mean|you want|you referring|you after|you looking|you need|you like",
        r"\b(?:which|what|whether|if)\b[^?.]{0,80}\b(?:are|would|do|did|were) you "
        r"(?:interested|mean|want|referring|refer|after|looking|need|like|require|seeking)|\b(?:which|"
        r"what)\b[^?.]{0,60}"
        r"\byou (?:are|were) (?:interested|referring|after|looking|seeking)",
        "Which parks are you interested in?",
        "even asked",
    ),
    signal(
        "clarifies",
        2,
        "proceed|progress|forward|further with|start",
        r"\b(?:can't|cannot|unable to|not able to|before (?:we|i) can) (?:\w+ )?(?:take (?:this|it|your "
        r"request) forward"
        r"|proceed|progress|go (?:any )?further|start|begin)",
        "Until I know I cannot take this forward.",
    ),
    signal(
        "clarifies",
        3,
        "description|fuller|further detail|more detail",
        r"\b(?:let (?:me|us) have|provide|supply|send|give)\b[^.]{0,20}\b(?:fuller|further|clearer|better|"
        r"more detailed)"
        r" (?:description|details?|information|explanation)|request must describe",
        "Please let me have a fuller description.",
    ),
    # It asks for money.
    signal(
        "fee",
        5,
        "fees notice|fee notice",
        r"\bfees? notice\b",
        "This letter is a fees notice.",
    ),
    signal(
        "fee",
        3.5,
        "£",
        r"\b(?:fee|charge|payment|disbursements?) (?:of|is|will be|payable is|due is|for [\w ]{3,40} "
        r"is)[^.]{0,30}£ ?\d[\d,.]*(?![^.]{0,80}(?:per hour|an hour|appropriate limit))",
        "There is a fee of £25.",
    ),
    signal(
        "fee",
        3,
        "payable",
        r"\b(?:fee|charge|sum|amount)\b[^.]{0,40}\bis (?:now )?payable\b",
        "A fee is payable for the copies.",
    ),
    signal(
        "fee",
        3,
        "payment|pay the|pay a|remit|cheque",
        r"\b(?:on|upon|until|once|after) (?:receipt of |we (?:have )?receiv\w+ |the |your |receiving )*"
        r"(?:payment|fee|cheque)|(?:cheque|payment) (?:should be |to be )?(?:made )?payable|\bpay (?:the|"
        r"this|a) (?:fee|charge)\b|if you (?:wish|would like|are willing|agree) to pay",
        "On receipt of payment we shall send the papers.",
    ),
    signal(
        "fee",
        2,
        "three months|3 months",
        r"\bwithin (?:three|3|\(3\)) (?:\(3\) )?months\b[^.]{0,80}|fee[^.]{0,60}(?:three|3) months",
        "The fee must be paid within three months.",
    ),
    # A review is decided.
    signal(
        "review",
        4,
        "review",
        r"\b(?:internal )?review\b[^.]{0,80}\b(?:outcome|upheld|uphold|conclu\w+|decision|finding|"
        r"complete[ds]?|result)\b|\b(?:outcome|result|findings?|conclusion|decision)\b[^.]{0,50}\breview\b",
        "This is the outcome of your internal review.",
        "opening",
    ),
    signal(
        "review",
        3,
        "review",
        r"\b(?:requested|requesting|asked for|asking for|your request for|asked (?:us|me|the \w+|that we) "
        r"to)[^.]{0,40}?\breview|request for (?:an )?(?:internal )?review (?:of|which|dated|received|that|"
        r"into|regarding)",
        "You requested an internal review.",
        "opening",
    ),
    signal(
        "review",
        3,
        "review",
        r"(?:\A|\n)(?:subject: )?(?:re: )?(?:foi |freedom of information )?(?:request for (?:an )?)?"
        r"(?:internal )?review\b|- ?(?:response to )?(?:request for )?(?:an )?(?:internal )?review\b(?! "
        r"(?:process|procedure|team|officer))|internal review (?:request|of)",
        "Re: Internal review FOI/12",
        "opening",
    ),
    signal(
        "review",
        2,
        "on review|my review|this review|the review",
        r"\b(?:decision on review|(?:following|completed|conducted|carried out|undertaken|result of) (?:my"
        r"|this|the) (?:internal )?review)\b",
        "My decision on review is this.",
    ),
    signal(
        "review",
        3,
        "review|reconsider|re-consider|reassess|re-examin",
        r"\b(?:have|has|been|was|now) (?:\w+ )?(?:reviewed|reconsidered|re-considered|reassessed|"
        r"re-examined|carried out (?:a|an|the) (?:internal )?review|conducted (?:a|an|the) (?:internal "
        r")?review|completed (?:a|an|the) (?:internal )?review)[^.]{0,60}(?:response|decision|handling|"
        r"request|outcome|case|reply|refusal)",
        "We have reviewed our original response.",
        "opening",
    ),
    signal(
        "review",
        3,
        "uph|overturn",
        r"\b(?:uphold|upheld|upholding|overturn\w*|partially upheld|not upheld)\b",
        "The decision is upheld.",
    ),
    signal(
        "review",
        1.5,
        "original|initial|first|not party|not a party|not involved",
        r"\b(?:original|initial|first) (?:response|decision|refusal|reply)\b|not (?:a )?party to the|was "
        r"not involved in",
        "I was not involved in the first response.",
    ),
    signal(
        "review_later",
        5,
        "review",
        r"\b(?:review|it|complaint|appeal)\b[^.]{0,60}?\bwill (?:now )?be (?:conducted|carried out|"
        r"undertaken|completed|considered|dealt with|reviewed|responded|looked|handled)|\b(?:aim|endeavour"
        r"|hope|expect|intend)\w* to (?:complete|respond|conduct|reply|provide|carry out|"
        r"send)[^.]{0,60}\breview|acknowledg\w+[^.]{0,60}\b(?:internal )?review|will (?:write|respond|"
        r"reply|let you know)[^.]{0,60}(?:outcome|review|decision)",
        "Your review will be carried out by a senior officer.",
    ),
)
