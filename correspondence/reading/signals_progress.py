"""What officers write about the progress of a request: it has come, it takes longer, it goes elsewhere."""

from __future__ import annotations

from correspondence.reading.signal_types import Signal, signal

_REQ = r"(?:request|enquiry|enquiries|e-?mail|letter|foi|correspondence|application|question|questions)"
_YOUR = rf"(?:your|the|this|below|above|attached|following) (?:\w+ ){{0,6}}?{_REQ}"
_WILL = r"(?:will|shall|we'll|should|aim to|endeavour to|hope to|expect to|intend to)"

PROGRESS: tuple[Signal, ...] = (
    # Acknowledgement: it has come, and will be answered.
    signal(
        "acknowledges",
        3,
        "acknowledg",
        rf"\backnowledg\w* (?:safe )?(?:the )?(?:receipt|your|that|with thanks)|acknowledgement of {_YOUR}"
        rf"|{_REQ} acknowledgement",
        "I acknowledge receipt of your letter.",
    ),
    signal(
        "acknowledges",
        3,
        "been ",
        r"\b(?:has|have) (?:now )?been (?:logged|registered|allocated|assigned|forwarded to the "
        r"(?:relevant|appropriate)|passed to (?:the|our) (?:relevant|appropriate|foi|information|\w+ "
        r"(?:team|department|service|directorate)))",
        "Your request has been logged.",
    ),
    signal(
        "acknowledges",
        2.5,
        "dealt with|responded|considered|processed|answered",
        r"\bwill (?:now )?be (?:dealt with|responded to|considered|processed|answered|handled)",
        "It will be dealt with under the Act.",
    ),
    signal(
        "acknowledges",
        2,
        "being|currently|now",
        r"\b(?:is|are) (?:now |currently )?being (?:considered|processed|dealt with|handled|looked into|"
        r"progressed|actioned)|(?:is|are) (?:now |currently )?receiving attention",
        "Your request is being considered.",
    ),
    signal(
        "acknowledges",
        3,
        "working days",
        rf"\b{_WILL}[^.]{{0,120}}?\b(?:within|in|no later than|up to|takes?)\b[^.]{{0,40}}?\b(?:20|twenty|"
        rf"10|ten) (?:\(\w+\) )?working days",
        "We aim to answer within 20 working days.",
    ),
    signal(
        "acknowledges",
        2.5,
        "respon|reply|answer|hear",
        rf"\b(?:you (?:will|should|shall|can|may)(?: \w+){{0,2}}? (?:receive|expect|hear|get|have)|(?:can|"
        rf"may) expect|{_WILL} (?:respond|reply|provide|send|issue|let you have|write))\b[^.]{{0,120}}?\b"
        rf"(?:by|before|no later than|on or before|within)\b[^.]{{0,30}}?\d",
        "You should receive a reply by 4 May 2021.",
    ),
    signal(
        "acknowledges",
        2.5,
        "will be ",
        r"\b(?:response|reply|answer|decision)\b[^.]{0,40}\bwill be (?:issued|sent|provided|with you|given"
        r"|made)\b",
        "A reply will be issued by 4 May 2021.",
    ),
    signal(
        "acknowledges",
        2,
        "treated as|handled",
        r"\b(?:is|are) (?:now |currently )?being (?:treated|handled)\b|\bwill be treated as\b",
        "Your letter is being treated as a request.",
    ),
    signal(
        "acknowledges",
        1.5,
        "received",
        r"\b(?:we|i) (?:have|has) (?:now |safely )?received your\b|\byour (?:\w+ ){0,5}(?:request|"
        r"e-?mail) (?:has been|was) received(?: (?:by|on|and))",
        "We have received your request.",
    ),
    signal(
        "acknowledges",
        1.5,
        "should we|if we|may be a charge|fee may|may need to",
        r"\b(?:should|if) (?:we|i) (?:need|require) (?:any )?(?:further|more|additional|clarification)|\b"
        r"(?:fee|charge) may (?:be|apply)|may be a (?:fee|charge)",
        "If we need further details we shall ask.",
    ),
    signal(
        "acknowledges",
        1.5,
        "20 working|twenty working",
        r"\bhave (?:20|twenty) (?:\(\w+\) )?working days\b|\b(?:20|twenty) working days[^.]{0,30}(?:to "
        r"(?:respond|reply|answer)|in which|begin|from)",
        "We have 20 working days to answer.",
    ),
    signal(
        "acknowledges",
        1.5,
        "deadline|due date|due by|due on|target date",
        r"\b(?:deadline|due date|target date|latest date)\b[^.]{0,40}\d|\bis due (?:by|on)\b",
        "The due date is 4 May 2021.",
    ),
    signal(
        "acknowledges",
        2,
        "look at|look into|back to you|in touch|in hand",
        r"\b(?:will|shall)\b[^.]{0,40}\b(?:look (?:at|into) (?:it|this|your)|come back to you|get back to "
        r"you|be in touch)"
        r"|\bin hand\b",
        "We will come back to you.",
    ),
    signal(
        "acknowledges",
        1,
        "submitting|sending|your reference|your case",
        r"\bthank you for (?:submitting|sending)|\byour (?:reference|case|request|enquiry)(?: number| "
        r"no\.?)? is\b",
        "Thank you for submitting your request.",
    ),
    # A machine answers.
    signal(
        "automatic",
        4,
        "automat|auto-|autoreply|auto reply",
        r"\b(?:automatic(?:ally)?(?: generated)?|automated|auto)[ -]?(?:generated )?(?:reply|response|"
        r"acknowledg\w+|e-?mail|message|receipt|answer|reply)",
        "This is an automated reply.",
        "opening",
    ),
    signal(
        "automatic",
        4,
        "out of office|out of the office|annual leave|on leave|away from",
        r"\bout of (?:the )?office\b|\b(?:i am|i'm|i will be|am currently) (?:\w+ )?(?:on (?:annual |"
        r"maternity |sick )?leave|away|out of)",
        "I am out of the office until Monday.",
        "opening",
    ),
    signal(
        "automatic",
        2.5,
        "do not reply|not monitored|unmonitored|no-reply|do not respond",
        r"\bdo not (?:reply|respond) to this|\b(?:not|un) ?monitored\b|no-?reply\b",
        "Please do not reply to this message.",
    ),
    signal(
        "automatic",
        2,
        "contacting|e-mailing|emailing|getting in touch",
        r"\bthank you for (?:contacting|e-?mailing|getting in touch with|your e-?mail to)\b",
        "Thank you for contacting the park team.",
        "opening",
    ),
    signal(
        "automatic",
        1.5,
        "mailbox|inbox",
        r"\bthis (?:mailbox|inbox|e-?mail account)\b",
        "This mailbox is read on weekdays.",
    ),
    # It takes longer.
    signal(
        "extends",
        4,
        "10(3)|10 (3)|7(1)|7 (1)",
        r"\b(?:section|s\.?) ?10 ?\(3\)|\b(?:regulation|reg\.?) ?7 ?\(1\)",
        "Under section 10(3) we need longer.",
    ),
    signal(
        "extends",
        4,
        "reached a decision|come to a decision|made a decision|conclude",
        r"\bnot (?:yet )?(?:been able to )?(?:reached?|come to|made?|make|conclud\w*)[^.]{0,50}(?:decision"
        r"|view|conclusion|public interest)|(?:further|more|additional|extra) time[^.]{0,60}(?:public "
        r"interest|conclu|consider|decision)",
        "We have not yet reached a decision.",
    ),
    signal(
        "extends",
        3.5,
        "exten",
        r"\bexten(?:d|ded|ding|sion)\b[^.]{0,60}\b(?:time|deadline|period|limit|date|by|working days|"
        r"response)|(?:time|deadline|period|limit|date)[^.]{0,40}\bexten(?:d|ded|sion)\b|\b(?:require|need"
        r"|requires) an extension",
        "We are extending the deadline.",
    ),
    signal(
        "extends",
        3,
        "more time|further time|additional time|longer|additional 20|further 20|40 working days",
        r"\b(?:need|require|requires|needs|allow\w*|take|taking|permits?)\b[^.]{0,60}\b(?:more|further|"
        r"additional|extra) time|\b(?:additional|further|extra) (?:20|twenty) working days|\btaking "
        r"longer than\b|\blonger than (?:expected|anticipated|usual|20)",
        "We need more time to answer.",
    ),
    signal(
        "extends",
        3,
        "not yet",
        r"\bnot yet (?:had|received|been sent)[^.]{0,30}\b(?:response|reply|answer)|\b(?:response|reply|"
        r"answer)\b[^.]{0,40}\bnot yet (?:ready|available|complete)",
        "You have not yet had a response.",
    ),
    signal(
        "extends",
        2.5,
        "still|awaiting|waiting",
        r"\bstill (?:collating|gathering|waiting|awaiting|considering|working|being|looking|searching|"
        r"compiling)|\b(?:awaiting|waiting for) (?:information|a response|the information|a reply|input)",
        "We are still gathering the papers.",
    ),
    signal(
        "extends",
        1.5,
        "chas|keep you|apolog|sorry",
        r"\bchas(?:e|ed|ing)\b|\bkeep you (?:updated|informed)|\b(?:apologi[sz]e|apologies|"
        r"sorry)\b[^.]{0,60}\b(?:delay|late|inconvenience|not yet)",
        "I am sorry for the delay.",
    ),
    signal(
        "extends",
        3,
        "delay|unable to|not be able|not been able|not in a position|not yet in a position",
        r"\b(?:delay|delayed)\b[^.]{0,120}\b(?:hope|aim|expect|endeavour|will|anticipate)\b|\b(?:unable to"
        r"|not be able to|not (?:yet )?in a position to|not been able to) (?:\w+ )?(?:respond|reply|meet|"
        r"answer|complete|provide (?:you with )?(?:a|the) (?:full )?(?:response|reply))[^.]{0,60}(?:within"
        r"|deadline|time|by|timescale|statutory|yet|at this)",
        "We will not be able to respond within the time limit.",
    ),
    signal(
        "extends",
        3,
        "40 working",
        r"\b(?:up to|to|allow\w*|give\w*|take\w*)\b[^.]{0,30}\b40 working days",
        "The Regulations give us up to 40 working days.",
    ),
    # It goes to another authority.
    signal(
        "transfers",
        3,
        "to them|matter for|responsibility of|responsible for|body of its own",
        r"\b(?:passed|forwarded|sent|referred|redirected|transferred) (?:your|the|this|it)[\w ]{0,25} "
        r"(?:on )?to them\b"
        r"|\b(?:is|are) (?:a matter for|the responsibility of) (?!this|our|my)",
        "Fire cover is a matter for the Fire Authority.",
    ),
    signal(
        "transfers",
        4,
        "transfer",
        r"\b(?:have|has been|was|been|is being|being|will be|are|am|we) (?:\w+ )?transferr?(?:ed|ing)? "
        r"(?:your (?:\w+ ){0,3}|the (?:\w+ ){0,2}|this |it |request )*(?:request |it )?to\b|\btransfer of "
        r"(?:your|the|this)[\w ]{0,20}(?:request|foi)\b",
        "We have transferred your request to Other Council.",
    ),
    signal(
        "transfers",
        3.5,
        "passed|forwarded|redirected|referred|sent",
        r"\b(?:we|i) have (?:\w+ )?(?:passed|forwarded|redirected|referred|sent|re-?directed) (?:your|the|"
        r"this|it)[\w ]{0,25} (?:on )?to (?!the relevant|the appropriate|our|a colleague|colleagues|the "
        r"(?:service|department|team|officer))[\w ]{3,60}(?:council|trust|authority|police|constabulary|"
        r"department|office|agency|nhs|ministry|university|ccg|board|commissioner|who)",
        "I have forwarded your request to Other Council.",
    ),
    signal(
        "transfers",
        3,
        "directly|direct ",
        r"\b(?:they|who|which|council|trust|authority|board|ccg) will (?:now )?(?:respond|reply|contact|"
        r"answer|write|deal)[^.]{0,40}\bdirect(?:ly)?\b",
        "They will reply to you directly.",
    ),
)
