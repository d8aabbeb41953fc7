"""What officers write, and what it says about the letter: a list of phrases, each a small piece of evidence.

Every entry has a made-up example that must match it (a test sees to it). No phrase decides alone: the weights of a
letter's signs are added up in reader_kind. Patterns read the plain spelling (see reader_text).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Sign = Literal[
    "acknowledges",
    "automatic",
    "clarifies",
    "fee",
    "extends",
    "transfers",
    "review",
    "review_later",
    "answers",
    "gives",
    "holds",
    "refuses",
    "not_held",
    "part",
    "cost",
]
# anywhere: what the authority says. opening: its first 900 characters after the letterhead. end: its last words too.
Where = Literal["anywhere", "opening"]


@dataclass(frozen=True, slots=True)
class Signal:
    """`needles`: the pattern is tried only where one of them stands in the letter."""

    sign: Sign
    weight: float
    where: Where
    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    example: str


def _s(sign: Sign, weight: float, needles: str, pattern: str, example: str, where: Where = "anywhere") -> Signal:
    return Signal(sign, weight, where, tuple(needles.split("|")), re.compile(pattern), example)


_REQ = r"(?:request|enquiry|enquiries|e-?mail|letter|foi|correspondence|application|question|questions)"
_YOUR = rf"(?:your|the|this|below|above|attached|following) (?:\w+ ){{0,6}}?{_REQ}"
_WILL = r"(?:will|shall|we'll|should|aim to|endeavour to|hope to|expect to|intend to)"

SIGNALS: tuple[Signal, ...] = (
    # ---- acknowledgement: it has come, and will be answered -----------------------------------------------------
    _s("acknowledges", 3, "acknowledg", rf"\backnowledg\w* (?:safe )?(?:the )?(?:receipt|your|that|with thanks)|acknowledgement of {_YOUR}|{_REQ} acknowledgement", "I acknowledge receipt of your letter."),
    _s("acknowledges", 3, "been ", r"\b(?:has|have) (?:now )?been (?:logged|registered|allocated|assigned|forwarded to the (?:relevant|appropriate)|passed to (?:the|our) (?:relevant|appropriate|foi|information|\w+ (?:team|department|service|directorate)))", "Your request has been logged."),
    _s("acknowledges", 2.5, "dealt with|responded|considered|processed|answered", rf"\bwill (?:now )?be (?:dealt with|responded to|considered|processed|answered|handled)", "It will be dealt with under the Act."),
    _s("acknowledges", 2, "being|currently|now", r"\b(?:is|are) (?:now |currently )?being (?:considered|processed|dealt with|handled|looked into|progressed|actioned)|(?:is|are) (?:now |currently )?receiving attention", "Your request is being considered."),
    _s("acknowledges", 3, "working days", rf"\b{_WILL}[^.]{{0,120}}?\b(?:within|in|no later than|up to|takes?)\b[^.]{{0,40}}?\b(?:20|twenty|10|ten) (?:\(\w+\) )?working days", "We aim to answer within 20 working days."),
    _s("acknowledges", 2.5, "respon|reply|answer|hear", rf"\b(?:you (?:will|should|shall|can|may)(?: \w+){{0,2}}? (?:receive|expect|hear|get|have)|(?:can|may) expect|{_WILL} (?:respond|reply|provide|send|issue|let you have|write))\b[^.]{{0,120}}?\b(?:by|before|no later than|on or before|within)\b[^.]{{0,30}}?\d", "You should receive a reply by 4 May 2021."),
    _s("acknowledges", 2.5, "will be ", r"\b(?:response|reply|answer|decision)\b[^.]{0,40}\bwill be (?:issued|sent|provided|with you|given|made)\b", "A reply will be issued by 4 May 2021."),
    _s("acknowledges", 2, "treated as|handled", r"\b(?:is|are) (?:now |currently )?being (?:treated|handled)\b|\bwill be treated as\b", "Your letter is being treated as a request."),
    _s("acknowledges", 1.5, "received", r"\b(?:we|i) (?:have|has) (?:now |safely )?received your\b|\byour (?:\w+ ){0,5}(?:request|e-?mail) (?:has been|was) received(?: (?:by|on|and))", "We have received your request."),
    _s("acknowledges", 1.5, "should we|if we|may be a charge|fee may|may need to", r"\b(?:should|if) (?:we|i) (?:need|require) (?:any )?(?:further|more|additional|clarification)|\b(?:fee|charge) may (?:be|apply)|may be a (?:fee|charge)", "If we need further details we shall ask."),
    _s("acknowledges", 1.5, "20 working|twenty working", r"\bhave (?:20|twenty) (?:\(\w+\) )?working days\b|\b(?:20|twenty) working days[^.]{0,30}(?:to (?:respond|reply|answer)|in which|begin|from)", "We have 20 working days to answer."),
    _s("acknowledges", 1.5, "deadline|due date|due by|due on|target date", r"\b(?:deadline|due date|target date|latest date)\b[^.]{0,40}\d|\bis due (?:by|on)\b", "The due date is 4 May 2021."),
    # ---- a machine answers --------------------------------------------------------------------------------------
    _s("automatic", 4, "automat|auto-|autoreply|auto reply", r"\b(?:automatic(?:ally)?(?: generated)?|automated|auto)[ -]?(?:generated )?(?:reply|response|acknowledg\w+|e-?mail|message|receipt|answer|reply)", "This is an automated reply.", "opening"),
    _s("automatic", 4, "out of office|out of the office|annual leave|on leave|away from", r"\bout of (?:the )?office\b|\b(?:i am|i'm|i will be|am currently) (?:\w+ )?(?:on (?:annual |maternity |sick )?leave|away|out of)", "I am out of the office until Monday.", "opening"),
    _s("automatic", 2.5, "do not reply|not monitored|unmonitored|no-reply|do not respond", r"\bdo not (?:reply|respond) to this|\b(?:not|un) ?monitored\b|no-?reply\b", "Please do not reply to this message."),
    _s("automatic", 2, "contacting|e-mailing|emailing|getting in touch", r"\bthank you for (?:contacting|e-?mailing|getting in touch with|your e-?mail to)\b", "Thank you for contacting the park team.", "opening"),
    _s("automatic", 1.5, "mailbox|inbox", r"\bthis (?:mailbox|inbox|e-?mail account)\b", "This mailbox is read on weekdays."),
    # ---- it asks us to clarify ----------------------------------------------------------------------------------
    _s("clarifies", 4, "clarif", r"\b(?:would like|need|require|ask|asking|wish|want|seek|seeking|writing|requesting|request|grateful|appreciate)\b[^.]{0,60}?\b(?:you to |to |if you (?:could|would) |some |further |your |any )*clarif(?:y|ication)", "We would like to clarify one point."),
    _s("clarifies", 4, "clarif", r"\b(?:please|kindly|can you|could you|would you)\b[^.]{0,25}?\bclarify|please (?:provide|supply|send)[^.]{0,30}clarification|clarification (?:is |of your request is )?(?:required|needed|requested|sought)|request for clarification", "Could you please clarify what you mean by wardens?"),
    _s("clarifies", 3.5, "refin|narrow|rephrase|specif", r"\b(?:inviting|invite|ask|asking|request) (?:that )?you (?:to )?(?:refine|narrow|rephrase|resubmit|be more specific|specify)", "I am inviting you to narrow your request."),
    _s("clarifies", 3, "identify and locate|locate and identify|identify the|locate the|more specific|further information|additional information|further detail", r"\b(?:further|more|additional) (?:information|details?|specific information) (?:from you )?(?:is |are )?(?:needed |required )?(?:in order |so that )?(?:to|we can|for us to) (?:enable us to |help us |be able to )?(?:identify|locate|process|answer|respond|proceed|deal)", "We need further information to identify the papers."),
    _s("clarifies", 3, "more specific|more detail|further detail|more information|additional detail", r"\b(?:be|being) more specific\b|\b(?:need|require|ask for|asking for|request)\b[^.]{0,20}\b(?:more|further|additional) (?:detail|information|specific)s?\b", "We need you to be more specific."),
    _s("clarifies", 2, "close|withdrawn|lapse", r"\b(?:or|otherwise|failing which),? (?:we|i|your request|it) (?:will|shall) (?:be )?(?:clos|withdraw|consider|treat|lapse)|treat[^.]{0,30}as (?:withdrawn|closed)|request will (?:be closed|lapse)", "Please answer or we will close your request."),
    _s("clarifies", 3, "unclear|not clear|clear|unsure|ambiguous|too broad|unable to", r"\b(?:it is |is |are |we are |i am )(?:currently |unfortunately |not )?(?:unable to (?:establish|identify|determine|ascertain|understand)|unclear|not clear|unsure|ambiguous|not sufficiently clear|too broad|not certain)\b", "It is unclear which years you mean."),
    _s("clarifies", 3, "section 1(3)|section 1 (3)|s1(3)|s.1(3)|section 8(1)|regulation 9", r"\b(?:section|s\.?) ?1 ?\(3\)|(?:section|s\.?) ?8 ?\(1\)", "Under section 1(3) we ask for more."),
    _s("clarifies", 3, "clarif|hear from you|on hold|paused|suspended", r"\b(?:until|once|when|after) (?:we|i|you|this|the|your)\b[^.]{0,60}(?:clarif|further information)|\b(?:if|should) (?:we|i) (?:do|have|has|not|did)[^.]{0,30}(?:hear|receive|heard|received)[^.]{0,120}(?:clos|withdraw|assum|lapse|no longer)|request (?:is|has been|will be|placed)[^.]{0,20}(?:on hold|paused|suspended)", "Once we have your clarification we shall go on."),
    _s("clarifies", 3, "you mean", r"\bwhat (?:exactly |precisely )?(?:do )?you mean\b|\bdo you mean\b[^.]{0,120}\?|explain what you", "Please explain what you mean by wardens."),
    _s("clarifies", 3, "clock|on hold|paus|suspend", r"\b(?:paus|stopp|suspend)\w*[^.]{0,40}\b(?:clock|request|time)|\bclock\b[^.]{0,40}\b(?:paus|stop|suspend|restart)", "I have paused the clock."),
    _s("clarifies", 1.5, "you mean|referring to|interested in|time period|timeframe|which ", r"\b(?:what|which)\b[^.?]{0,60}\byou (?:mean|are (?:referring|interested|looking|seeking|requesting)|require|would like|refer)[^.]{0,80}\?|(?:please|can you|could you) (?:\w+ )?(?:confirm|specify|state|advise|let (?:me|us) know) (?:the |which |what |whether |if |how )", "Could you confirm which years you want?"),
    # ---- it asks for money --------------------------------------------------------------------------------------
    _s("fee", 5, "fees notice|fee notice", r"\bfees? notice\b", "This letter is a fees notice."),
    _s("fee", 3.5, "£", r"\b(?:fee|charge|payment|disbursements?) (?:of|is|will be|payable is|due is|for [\w ]{3,40} is)[^.]{0,30}£ ?\d[\d,.]*(?![^.]{0,80}(?:per hour|an hour|appropriate limit))", "There is a fee of £25."),
    _s("fee", 3, "payable", r"\b(?:fee|charge|sum|amount)\b[^.]{0,40}\bis (?:now )?payable\b", "A fee is payable for the copies."),
    _s("fee", 3, "payment|pay the|pay a|remit|cheque", r"\b(?:on|upon|until|once|after) (?:receipt of |we (?:have )?receiv\w+ |the |your |receiving )*(?:payment|fee|cheque)|(?:cheque|payment) (?:should be |to be )?(?:made )?payable|\bpay (?:the|this|a) (?:fee|charge)\b|if you (?:wish|would like|are willing|agree) to pay", "On receipt of payment we shall send the papers."),
    _s("fee", 2, "three months|3 months", r"\bwithin (?:three|3|\(3\)) (?:\(3\) )?months\b[^.]{0,80}|fee[^.]{0,60}(?:three|3) months", "The fee must be paid within three months."),
    # ---- it takes longer ----------------------------------------------------------------------------------------
    _s("extends", 4, "10(3)|10 (3)|7(1)|7 (1)", r"\b(?:section|s\.?) ?10 ?\(3\)|\b(?:regulation|reg\.?) ?7 ?\(1\)", "Under section 10(3) we need longer."),
    _s("extends", 4, "reached a decision|come to a decision|made a decision|conclude", r"\bnot (?:yet )?(?:been able to )?(?:reached?|come to|made?|make|conclud\w*)[^.]{0,50}(?:decision|view|conclusion|public interest)|(?:further|more|additional|extra) time[^.]{0,60}(?:public interest|conclu|consider|decision)", "We have not yet reached a decision."),
    _s("extends", 3.5, "exten", r"\bexten(?:d|ded|ding|sion)\b[^.]{0,60}\b(?:time|deadline|period|limit|date|by|working days|response)|(?:time|deadline|period|limit|date)[^.]{0,40}\bexten(?:d|ded|sion)\b|\b(?:require|need|requires) an extension", "We are extending the deadline."),
    _s("extends", 3, "more time|further time|additional time|longer|additional 20|further 20|40 working days", r"\b(?:need|require|requires|needs|allow\w*|take|taking|permits?)\b[^.]{0,60}\b(?:more|further|additional|extra) time|\b(?:additional|further|extra) (?:20|twenty) working days|\btaking longer than\b|\blonger than (?:expected|anticipated|usual|20)", "We need more time to answer."),
    _s("extends", 3, "not yet", r"\bnot yet (?:had|received|been sent)[^.]{0,30}\b(?:response|reply|answer)|\b(?:response|reply|answer)\b[^.]{0,40}\bnot yet (?:ready|available|complete)", "You have not yet had a response."),
    _s("extends", 2.5, "still|awaiting|waiting", r"\bstill (?:collating|gathering|waiting|awaiting|considering|working|being|looking|searching|compiling)|\b(?:awaiting|waiting for) (?:information|a response|the information|a reply|input)", "We are still gathering the papers."),
    _s("extends", 1.5, "chas|keep you|apolog|sorry", r"\bchas(?:e|ed|ing)\b|\bkeep you (?:updated|informed)|\b(?:apologi[sz]e|apologies|sorry)\b[^.]{0,60}\b(?:delay|late|inconvenience|not yet)", "I am sorry for the delay."),
    _s("extends", 3, "delay|unable to|not be able|not been able|not in a position|not yet in a position", r"\b(?:delay|delayed)\b[^.]{0,120}\b(?:hope|aim|expect|endeavour|will|anticipate)\b|\b(?:unable to|not be able to|not (?:yet )?in a position to|not been able to) (?:\w+ )?(?:respond|reply|meet|answer|complete|provide (?:you with )?(?:a|the) (?:full )?(?:response|reply))[^.]{0,60}(?:within|deadline|time|by|timescale|statutory|yet|at this)", "We will not be able to respond within the time limit."),
    # ---- it goes to another authority -----------------------------------------------------------------------------
    _s("transfers", 4, "transfer", r"\b(?:have|has been|was|been|is being|being|will be|are|am|we) (?:\w+ )?transferr?(?:ed|ing)? (?:your (?:\w+ ){0,3}|the (?:\w+ ){0,2}|this |it |request )*(?:request |it )?to\b|\btransfer of (?:your|the|this)[\w ]{0,20}(?:request|foi)\b", "We have transferred your request to Other Council."),
    _s("transfers", 3.5, "passed|forwarded|redirected|referred|sent", r"\b(?:we|i) have (?:\w+ )?(?:passed|forwarded|redirected|referred|sent|re-?directed) (?:your|the|this|it)[\w ]{0,25} (?:on )?to (?!the relevant|the appropriate|our|a colleague|colleagues|the (?:service|department|team|officer))[\w ]{3,60}(?:council|trust|authority|police|constabulary|department|office|agency|nhs|ministry|university|ccg|board|commissioner|who)", "I have forwarded your request to Other Council."),
    _s("transfers", 3, "directly|direct ", r"\b(?:they|who|which|council|trust|authority|board|ccg) will (?:now )?(?:respond|reply|contact|answer|write|deal)[^.]{0,40}\bdirect(?:ly)?\b", "They will reply to you directly."),
    # ---- a review is decided ------------------------------------------------------------------------------------
    _s("review", 4, "review", r"\b(?:internal )?review\b[^.]{0,80}\b(?:outcome|upheld|uphold|conclu\w+|decision|finding|complete[ds]?|result)\b|\b(?:outcome|result|findings?|conclusion|decision)\b[^.]{0,50}\breview\b", "This is the outcome of your internal review.", "opening"),
    _s("review", 3, "review", r"\b(?:requested|requesting|asked for|asking for|your request for|asked (?:us|me|the \w+|that we) to)[^.]{0,40}?\breview|request for (?:an )?(?:internal )?review (?:of|which|dated|received|that|into|regarding)", "You requested an internal review.", "opening"),
    _s("review", 3, "review", r"(?:\A|\n)(?:subject: )?(?:re: )?(?:foi |freedom of information )?(?:request for (?:an )?)?(?:internal )?review\b|- ?(?:response to )?(?:request for )?(?:an )?(?:internal )?review\b(?! (?:process|procedure|team|officer))|internal review (?:request|of)", "Re: Internal review FOI/12", "opening"),
    _s("review", 2, "on review|my review|this review|the review", r"\b(?:decision on review|(?:following|completed|conducted|carried out|undertaken|result of) (?:my|this|the) (?:internal )?review)\b", "My decision on review is this."),
    _s("review", 3, "review|reconsider|re-consider|reassess|re-examin", r"\b(?:have|has|been|was|now) (?:\w+ )?(?:reviewed|reconsidered|re-considered|reassessed|re-examined|carried out (?:a|an|the) (?:internal )?review|conducted (?:a|an|the) (?:internal )?review|completed (?:a|an|the) (?:internal )?review)[^.]{0,60}(?:response|decision|handling|request|outcome|case|reply|refusal)", "We have reviewed our original response.", "opening"),
    _s("review", 3, "uph|overturn", r"\b(?:uphold|upheld|upholding|overturn\w*|partially upheld|not upheld)\b", "The decision is upheld."),
    _s("review", 1.5, "original|initial|first|not party|not a party|not involved", r"\b(?:original|initial|first) (?:response|decision|refusal|reply)\b|not (?:a )?party to the|was not involved in", "I was not involved in the first response."),
    _s("review_later", 5, "review", r"\b(?:review|it|complaint|appeal)\b[^.]{0,60}?\bwill (?:now )?be (?:conducted|carried out|undertaken|completed|considered|dealt with|reviewed|responded|looked|handled)|\b(?:aim|endeavour|hope|expect|intend)\w* to (?:complete|respond|conduct|reply|provide|carry out|send)[^.]{0,60}\breview|acknowledg\w+[^.]{0,60}\b(?:internal )?review|will (?:write|respond|reply|let you know)[^.]{0,60}(?:outcome|review|decision)", "Your review will be carried out by a senior officer."),
    # ---- it answers, whatever it says -----------------------------------------------------------------------------
    _s("answers", 1.5, "considered|dealt with|handled|processed", r"\b(?:has|have) (?:now )?(?:been )?(?:considered|dealt with|handled|processed|treated)\b[^.]{0,60}\b(?:under|in accordance|act|regulations|provisions)", "Your request has been dealt with under the Act."),
    _s("answers", 1.5, "respon|reply|further to|answer", rf"\b(?:in (?:response|reply|answer) to|further to|respond(?:ing)? to|reply(?:ing)? to|response to|reply to) {_YOUR}", "I am writing in response to your request."),
    _s("answers", 1.5, "advise|confirm|inform you", r"\b(?:can|am able to|are able to|would|wish to) (?:now )?(?:advise|confirm|inform)(?: you)?(?: that)?\b", "I can advise that two are used."),
    _s("answers", 1, "our response|our reply|our answer|response is|reply is", r"\b(?:our|the \w+'s) (?:response|reply|answers?)\b|\b(?:response|reply) is\b", "Our response is as follows."),
    # ---- it gives -----------------------------------------------------------------------------------------------
    _s("gives", 2.5, "attach|enclos", r"\b(?:please find|please see|i|we|find|see|also|have|are) (?:\w+ ){0,3}?(?:attach(?:ed|ing)?|enclos(?:e|ed|ing))\b(?! (?:a |the |our )?(?:copy of (?:the|our) )?(?:complaints|leaflet|guidance|information about (?:your|our)|details of (?:your|our)))", "Please find attached the rota."),
    _s("gives", 2.5, "attach|enclos", r"\b(?:information|document|documents|data|copy|copies|response|report|spreadsheet|details|contract|contracts|policy|table|file|files|rota|it|which|agreement) (?:you (?:have )?requested )?(?:is|are|can be found) (?:\w+ )?(?:attached|enclosed|appended|provided below|set out below|detailed below|below)", "The rota you requested is attached."),
    _s("gives", 2.5, "pleased|able to|happy to|can provide|can now", r"(?<!be )\b(?:pleased|happy|now able|able) to (?:\w+ )?(?:provide|disclose|supply|release|send|enclose|attach|inform|respond|answer)|\bcan (?:now )?(?:provide|disclose|supply|release)\b(?! (?:some|it|this)?[^.]{0,30}(?:if|refin))", "I am pleased to provide the rota."),
    _s("gives", 2, "as follows|set out below|detailed below|shown below|listed below|below|table", r"\b(?:information|response|answers?|details|data|figures|reply|replies)\b[^.:]{0,60}(?:as follows|(?:set out|detailed|shown|listed|provided|given|outlined|contained) (?:in the )?(?:table )?(?:below|above|attached))|\bsee (?:the )?(?:table|list|response|answers?) below", "The information is set out below."),
    _s("gives", 2, "link|website|available|found|published|public", r"\b(?:already |publicly |further information |information[^.]{0,60})(?:is |are |can be )?(?:already |publicly )?(?:available|published|found|accessible|viewed|accessed)\b[^.]{0,60}(?:link|website|http|www|online|here|below|at)|\bfollowing (?:web ?)?(?:link|address|page)s?\b(?![^.]{0,80}(?:complain|review|appeal|right))|enter this link", "The information is available on our website at the link below."),
    _s("holds", 1.5, "does hold|do hold|holds the information|hold the information|hold some|is held", r"\b(?:does|do) hold\b(?! (?:any|no))|\b(?:holds|hold) (?:the|this|some of the|all of the|all the|most of the) (?:information|requested)|information (?:you (?:have )?)?request(?:ed)?[^.]{0,20} is held", "The council holds the information you asked for."),
    # ---- it holds back --------------------------------------------------------------------------------------------
    _s("refuses", 3, "refus", r"\brefusal notice\b|\b(?:is|are|being|been|be|am|must|have) (?:\w+ )?refus(?:ed|ing|e)\b|\bformal refusal\b|\bnotice of refusal\b", "This letter is a refusal notice."),
    _s("refuses", 3, "withh", r"\bwithheld\b|\bwithholding\b|\bto withhold\b", "Two names have been withheld."),
    _s("refuses", 2.5, "exempt", r"\b(?:is|are|(?<!may )(?<!might )(?<!could )(?<!would )be|therefore|considered|as|and|data) (?:\w+ )?exempt\b|\bexemptions?\b(?! applied: ?(?:none|no|n/a|not))[^.]{0,60}\b(?:appl(?:y|ies|ied)|engaged|relied|relying|under|applicable to the)|\b(?:apply|applied|applying|engag\w+|rel(?:y|ied|ying) (?:up)?on|following)\b[^.]{0,40}\bexemption|\bexempt from (?:disclosure|release)", "The rota is exempt from disclosure."),
    _s("refuses", 2.5, "not obliged|not required to comply|no obligation|unable to comply|not be complying|not comply", r"\bnot (?:be )?(?:obliged|required|under (?:any|an) obligation)\b[^.]{0,40}\b(?:comply|respond|disclose|provide|release|supply|answer)|\b(?:unable to|not be|will not|cannot) comply(?:ing)?\b", "We are not obliged to comply."),
    _s("refuses", 2, "cannot|unable|not able|not be", r"\b(?:cannot|unable to|not able to|will not be|will not|not be able to) (?:be )?(?:\w+ )?(?:disclos\w+|releas\w+|shar(?:e|ed|ing)|suppl(?:y|ied))\b|(?:cannot|unable to|not able to) (?:\w+ )?provide (?:you with )?(?:the|this|any|these|that|copies|all|some)", "We cannot release the rota."),
    _s("refuses", 3, "confirm", r"\bneither confirm|\bneither (?:to )?confirm nor deny|confirm (?:n?or|or) deny (?:whether|that)[^.]{0,60}(?:does not apply|exempt)|(?:duty|obligation|requirement) to confirm or deny[^.]{0,60}(?:not|exempt)", "We can neither confirm nor deny that it is held."),
    _s("refuses", 2, "commercial", r"\bcommercially (?:sensitive|confidential)|commercial in confidence", "The prices are commercially sensitive."),
    _s("refuses", 3, "vexatious|repeated", r"\b(?:is|are|as|be|deemed|considered) (?:\w+ )?vexatious|section 14\b", "The request is vexatious."),
    _s("cost", 3, "limit|hours", r"\b(?:exceed\w*|excess of|over|beyond|more than|longer than|above|take|taking|greater than)\b[^.]{0,70}\b(?:appropriate|cost|costs|statutory|fees?|£450|£600)[^.]{0,20}\b(?:limit|threshold)|\b(?:exceed\w*|excess of|over|beyond|more than|longer than|above|further than) (?:the )?(?:18|24|eighteen|twenty-four)[\w ()-]{0,20}hours", "It would exceed the appropriate limit."),
    # ---- it has not got it ------------------------------------------------------------------------------------------
    _s("not_held", 4, "held", r"\b(?:information|data|documents?|records?|details)\b[^.]{0,60}?\b(?:is|are|was|were) (?:therefore |currently )?not (?:currently |actually )?held\b|\b(?:information|data|records?) (?:requested )?(?:is )?not held\b", "The information you asked for is not held by the council."),
    _s("not_held", 4, "hold", rf"(?:n't|\b(?:not|never)) (?:currently |actually |centrally |therefore )?(?:hold|held)(?: all| any of| any| of)?(?: the| this| that| such| these| your| relevant| recorded)*(?: requested| relevant| recorded)? (?:information|data|records|documents?|documentation)\b", "We do not hold the information you asked for."),
    _s("not_held", 3.5, "hold", r"\bholds? (?:no|none)(?: \w+){0,3} (?:information|data|records|documents?|of the)", "The council holds no information about wardens."),
    _s("not_held", 3, "no information|no recorded|no relevant|nil return|no data", r"\bno (?:relevant |recorded )?(?:information|data|records)(?: \w+){0,4} (?:is |are |was |were |has been |have been )?(?:held|found|located|identified|recorded)|\bnil return\b|information not held", "No information is held."),
    _s("not_held", 3, "nothing|no information to|no documents to", r"\bnothing (?:for us |further |that we can )?(?:to )?(?:send|disclose|provide|release|supply)|\bno (?:information|documents|records) (?:for us )?to (?:disclose|provide|release|send|supply)|\bthere is nothing\b", "There is nothing for us to send."),
    _s("not_held", 3, "unable|not been able|no trace|no results|failed to", r"\b(?:unable|not been able|failed) to (?:locate|find|identify|trace) (?:any|the|this|a)|\b(?:search(?:es)?)\b[^.]{0,80}\b(?:no (?:information|records|results|trace)|nothing|nil)\b", "We were unable to locate any rota."),
    _s("not_held", 3, "record|collat|captur", r"\b(?:information|data|details)\b[^.]{0,60}\bnot (?:currently |centrally |routinely )?(?:recorded|collated|captured|collected|kept)\b|\b(?:does|do) not (?:\w+ )?(?:record|collate|capture|collect|keep)\b", "This information is not recorded."),
    _s("not_held", 2.5, "not have|n't have|not use|n't use|not currently|not operate|have no|has no|not run|not employ|not carry out|not undertake|not deploy|not utilise", r"\b(?:do|does|did) ?(?:not|n't) (?:currently )?(?:have|use|operate|run|employ|possess|own|utilise|deploy|carry out|undertake)\b|\bha(?:s|ve) no (?:\w+ ){0,3}(?:systems?|software|records|information|documents?|programmes?|projects?)", "The council does not use any wardens."),
    _s("not_held", 3, "section 17|12(4)(a)|12 (4) (a)", r"\bsection 17(?: ?\(1\))?[^.]{0,80}(?:scotland|foisa|not held)|\b12 ?\(4\) ?\(a\)|notice[^.]{0,60}not held", "This is a notice under section 17 of FOISA."),
    # ---- only in part -----------------------------------------------------------------------------------------------
    _s("part", 3, "removed|redact|blanked|withheld|deleted", r"\b(?:some|certain|any|the|all)\b[^.]{0,40}(?:data|information|details|names?|figures|prices)\b[^.]{0,40}\b(?:removed|redacted|blanked|deleted)\b", "Some names have been removed."),
    _s("part", 3, "some of|part of|partial|in part|redact|remaining|other parts|remainder|further information|partly", r"\b(?:some|part|parts|elements|certain|most|majority) of (?:the|this|your|that|these)\b[^.]{0,80}\b(?:withheld|withholding|exempt\w*|refus\w*|redacted|not held|removed)|\bpartial(?:ly)? (?:disclos|refus|exempt|releas|upheld|withh)|\bredact(?:ed|ions?|ing)\b|\b(?:withholding|withheld) (?:some|part|the remain|further|certain)|\b(?:remainder|remaining|rest|other parts?)\b[^.]{0,60}\b(?:exempt|withh|refus|disclos)", "Some of the rota is withheld."),
)  # fmt: skip
