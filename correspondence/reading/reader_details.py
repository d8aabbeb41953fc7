"""Smaller things a letter says: what is attached to it, where to ask for a review, what is promised."""

from __future__ import annotations

import datetime as dt
import re

from correspondence.reading.dates import find_dates
from correspondence.reading.reader_text import LetterText, sentence_around
from correspondence.reading.reader_types import FoundWords, Promise, Quote

_MOST = 20  # of each; a letter that names more is no letter
# "See attached Data Map", "I have attached the rota", "the rota is attached", "please find enclosed the list of ..."
_ATTACHED_BEFORE = re.compile(
    r"\b(?:see(?: the)?|find|have|is|are|also|please|i|we|refer to(?: the)?|the|in the|and) (?:now )?"
    r"(?:attach(?:ed)?|enclos(?:e|ed)|embedded)(?: to this (?:e-?mail|letter))?,? (?P<name>(?:the |a |an |"
    r"our |my |copies of |copy of "
    r")*[a-z0-9][^.;:()\n]{2,90})"
)
_ATTACHED_AFTER = re.compile(
    r"(?:\A|[.;:] |\b(?:the|a|an|this|these|our) )(?P<name>[a-z0-9][^.;:,\n]{2,90}?) (?:is|are|has been|"
    r"have been|can be found) "
    r"(?:\w+ ){0,2}?(?:attached|enclosed|embedded)\b"
)
_FILE_NAME = re.compile(
    r"(?<![\w/%.@])(?P<name>[\w()&' +-]{1,80}\.(?:pdf|docx?|xlsx?|xls|csv|pptx?|zip|msg|rtf|odt|ods))\b"
)
_NO_NAME = re.compile(
    r"(?:a |the |our |this |my )?(?:recent )?(?:letter|response|reply|answer|e-?mail|it|them|information|"
    r"link|links|below|file|files"
    r"|to|for|is|are|and|in|document|documents|separately|with|by|from|as|here|at|on)\b"
)
_LEADING = re.compile(
    r"\A(?:(?:the|a|an|our|my|copies of|copy of|see|and|please|file|called|named|in|attached)\s)+"
)
_STOP_NAME = re.compile(
    r"\s(?:which|that|as|for your|to this|in response|in relation|with|and also|in order|containing|so|"
    r"where|because|sent|under"
    r"|https?|dated|from the)\b"
)
_FILES = (".pdf", ".doc", ".xls", ".csv", ".ppt", ".zip", ".msg", ".rtf", ".od")
_ATTACHED = (
    (("attach", "enclos", "embedded"), _ATTACHED_BEFORE),
    (("attach", "enclos", "embedded"), _ATTACHED_AFTER),
    (_FILES, _FILE_NAME),
)
_MAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]{3,300}")
_REGULATOR = re.compile(
    r"@(?:ico\.|.*itspublicknowledge|.*foi\.scot|.*ico\.gsi)|ico\.org\.uk|ico\.gov\.uk|"
    r"informationcommissioner|itspublicknowledge|foi\.scot"
)
_REPLY_HERE = re.compile(r"\b(?:respond|reply|replying|responding) to this (?:e-?mail|message|letter)")
_TO_REGULATOR = re.compile(
    r"(?:information )?commissioner(?:'s office)? (?:can be|may be|is|at)|complain to the information"
)

_PROMISES = re.compile(
    r"\b(?:(?:we|i|you|it|they|a|the \w+|this|which|response|reply) )(?:(?:shall|will|aim to|endeavour to|"
    r"hope to|expect to|intend to)"
    r" (?:now |also |then |be able to |aim to |endeavour to )?(?:send|respond|reply|provide|write|receive|"
    r"be (?:sent|responded to|dealt"
    r" with|provided|completed|conducted|carried out|answered)|follow|issue|let you (?:know|have)|contact|"
    r"hear|complete|answer|publish"
    r"|upload|get back|update))\b"
)
_NO_PROMISE = re.compile(
    r"\b(?:if|unless|should you|would|(?<!\d )may|might)\b|commissioner|privacy|personal (?:data|"
    r"information)|"
    r"usually|normally"
)


def find_attachments(letter: LetterText) -> tuple[FoundWords, ...]:
    """The papers a letter says it brings, by the names it gives them, each once."""
    found: dict[str, FoundWords] = {}
    for needles, pattern in _ATTACHED:
        for match in letter.near(needles, pattern, ("said", "head")):
            name = _STOP_NAME.split(match["name"], maxsplit=1)[0].strip(" ,-'\"")
            name = _LEADING.sub("", name)
            if len(name) < 4 or _NO_NAME.match(name) or len(found) >= _MOST:
                continue
            at = letter.flat.find(name, match.start("name"))
            quote = letter.quote(at, at + len(name))
            found.setdefault(name, FoundWords(" ".join(quote.text.split()), letter.sentence(match)))
    return tuple(found.values())


def find_review_contact(letter: LetterText) -> FoundWords | None:
    """Where to ask for an internal review: a mail address, "reply to this e-mail", or a page; never the regulator's."""
    parts = [part for part, zone in zip(letter.parts, letter.zones, strict=True) if zone == "rights"]
    for pattern in (_MAIL, _REPLY_HERE, _LINK):
        for part in parts:
            for match in pattern.finditer(part.flat):
                if _REGULATOR.search(match[0]) or _TO_REGULATOR.search(
                    part.flat, max(0, match.start() - 120), match.start()
                ):
                    continue
                words = letter.quote(part.at + match.start(), part.at + match.end())
                value = words.text.rstrip(".,;)") if pattern is not _REPLY_HERE else "reply to this e-mail"
                return FoundWords(
                    value,
                    Quote(
                        words.start, words.start + len(words.text.rstrip(".,;)")), words.text.rstrip(".,;)")
                    ),
                )
    return None


def find_promises(letter: LetterText) -> tuple[Promise, ...]:
    """What the authority says it will do, each sentence once, with the day it names."""
    found: dict[Quote, Promise] = {}
    for match in letter.near((" will", " shall", " to "), _PROMISES, ("said",)):
        part = letter.parts[letter.index_at(match.start())]
        begin, end = sentence_around(part.flat, match.start() - part.at, match.end() - part.at)
        if _NO_PROMISE.search(part.flat, begin, end) or len(found) >= _MOST:
            continue
        quote = letter.quote(part.at + begin, part.at + end)
        found.setdefault(quote, Promise(_day_in(quote.text), quote))
    return tuple(found.values())


def _day_in(words: str) -> dt.date | None:
    days = [span.day for span in find_dates(words) if span.year]
    return days[-1] if days else None
