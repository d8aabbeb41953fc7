"""Work out who takes part in a pasted thread: the requester, the public authority, and who wrote each letter."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from correspondence.reading.thread_lines import Line, LineKind, addressee
from correspondence.reading.thread_segments import Segment, looks_like_name, looks_like_organisation
from correspondence.reading.thread_types import Side

_MADE = re.compile(
    r"(?P<who>.{1,120}?) (?:made|sent|has made) (?:this|a|an) .{0,60}?request to (?P<to>.{2,160}?)[ .]*",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:|sirs?|madam|ma'am|sir ?(?:/|or|and) ?madam|all|team|colleagues?|there|applicant|requester|officer|to whom.*"
    r"|.*\b(?:foi|freedom of information|information (?:governance|rights|requests?|management)|disclosure)\b.*)",
    re.IGNORECASE,
)
_PUBLIC_DOMAIN = re.compile(
    r"@[\w.-]*\b(?:gov\.uk|gov\.scot|gov\.wales|llyw\.cymru|police\.uk|nhs\.uk|nhs\.net|nhs\.scot|mod\.uk"
    r"|parliament\.uk"
    r"|parliament\.scot|senedd\.wales|sch\.uk|europa\.eu|gov\.ie)\b",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"\b(?:(?:your|the) (?:information |foi |freedom of information )?request (?:has been|was|is being|for information)"
    r"|we (?:do not|can confirm|hold|have dealt|received)|i can confirm|does not hold|is (?:exempt|being considered)"
    r"|acknowledge receipt|information commissioner|internal review by|find (?:attached|enclosed)|twenty working days"
    r"|20 working days)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:(?:i|we) (?:am|are|would like to|wish to|hereby) (?:requesting|request|submitting|ask)"
    r"|please (?:provide|supply)"
    r"|following freedom of information request|look forward to (?:hearing|your)|i would like|we would like)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[<\[(]?(?:mailto:)?[\w.+%'-]{1,64}@[\w.-]{1,255}[>\])]?")


@dataclass(frozen=True, slots=True)
class People:
    """Who a thread is between; None where the text does not tell."""

    title: str | None
    authority: str | None
    requester: str | None


def people_on_top(lines: list[Line]) -> People:
    """What the top of the page tells before the first letter is read."""
    title = requester = authority = None
    for line in lines[:40]:
        if line.kind is LineKind.GREETING:
            authority = authority or _somebody(addressee(line))
            break
        if line.kind is LineKind.TEXT and (match := _MADE.fullmatch(line.text)):
            requester, authority = match["who"], match["to"]
            title = next((one.text for one in lines if one.kind is LineKind.TEXT and one is not line), None)
    return People(title, authority, requester)


def _somebody(name: str) -> str | None:
    """A name that greets somebody in particular; None for "Sir or Madam" and "FOI team"."""
    return None if _NOBODY.fullmatch(name) and not looks_like_organisation(name) else name


def people_of(lines: list[Line], segments: list[Segment], top: People) -> People:
    """Requester and authority, from author lines first, then from greetings, the page's top and signatures."""
    organisations = Counter(one.organisation for one in segments if one.organisation)
    authority = (
        organisations.most_common(1)[0][0] if organisations else top.authority or _written_to(segments)
    )
    letters = [one for one in segments if not one.annotation]
    requester = top.requester or _on_first_line(lines, letters) or _by_author_line(letters, authority)
    requester = requester or _greeted(lines, letters) or _signed(lines, letters)
    if requester and authority and requester.casefold() == authority.casefold():
        requester = None
    return replace(top, authority=authority, requester=requester)


def _written_to(segments: list[Segment]) -> str | None:
    """The authority that a "To:" header names."""
    names = (one.headers["to"].text for one in segments if "to" in one.headers)
    return next((name for name in names if looks_like_organisation(name) and looks_like_name(name)), None)


def _on_first_line(lines: list[Line], letters: list[Segment]) -> str | None:
    """The name that stands alone above the first greeting."""
    if not letters or letters[0].origin != "preface":
        return None
    above = [one for one in lines[: letters[0].body] if one.kind is LineKind.TEXT]
    return above[-1].text if above and looks_like_name(above[-1].text) else None


def _by_author_line(letters: list[Segment], authority: str | None) -> str | None:
    for one in letters:
        if one.origin == "author line" and not one.organisation and one.author != authority:
            return one.author if not looks_like_organisation(one.author) else None
    return None


def _greeted(lines: list[Line], letters: list[Segment]) -> str | None:
    """Whom the authority's letters greet most."""
    names = Counter(
        name
        for one in letters
        if one.organisation and (name := _somebody(addressee_of(lines, one) or "")) is not None
    )
    return names.most_common(1)[0][0] if names else None


def _signed(lines: list[Line], letters: list[Segment]) -> str | None:
    """The name under the first letter's signature."""
    if not letters:
        return None
    own = [one for one in lines[letters[0].body : letters[0].last] if one.kind is not LineKind.BLANK]
    for line, below in pairwise(own):
        if line.kind is LineKind.SIGN_OFF and looks_like_name(below.text):
            return below.text
    return None


def addressee_of(lines: list[Line], segment: Segment) -> str | None:
    """Whom a letter's first greeting greets, None where there is no greeting."""
    for line in lines[segment.body : min(segment.last, segment.body + 60)]:
        if line.kind is LineKind.GREETING:
            return addressee(line)
    return None


def side_of(
    lines: list[Line], segment: Segment, people: People, officers: set[str], before: Side | None
) -> Side:
    """Who wrote a letter: by its author line, then its sender's address, then whom it greets, then how it speaks."""
    author = segment.author.casefold()
    if segment.organisation:
        return "authority"
    if author and people.requester and author == people.requester.casefold():
        return "requester"
    if author and (
        (people.authority and author == people.authority.casefold()) or looks_like_organisation(author)
    ):
        return "authority"
    sender = segment.headers.get("from")
    if sender is not None and _PUBLIC_DOMAIN.search(sender.text):
        return "authority"
    if (by_greeting := _side_by_greeting(addressee_of(lines, segment), people, officers)) is not None:
        return by_greeting
    if before is None:
        return (
            "authority"
            if segment.origin == "author line" and not author
            else _side_by_words(lines, segment, "requester")
        )
    return _side_by_words(lines, segment, "authority" if before == "requester" else "requester")


def _side_by_greeting(whom: str | None, people: People, officers: set[str]) -> Side | None:
    name = (whom or "").casefold()
    if not name:
        return None
    if people.requester and name in _names(people.requester):
        return "authority"
    if (people.authority and name == people.authority.casefold()) or looks_like_organisation(name):
        return "requester"
    if any(name in _names(officer) for officer in officers):
        return "requester"
    return None


def _names(person: str) -> set[str]:
    """The ways one greets a person: "Jane Doe", "Jane", "Ms Doe"."""
    words = person.casefold().split()
    titles = ("mr", "mrs", "ms", "miss", "dr", "mx", "prof", "professor")
    return {" ".join(words), words[0], *(f"{title} {words[-1]}" for title in titles)} if words else set()


def _side_by_words(lines: list[Line], segment: Segment, otherwise: Side) -> Side:
    words = " ".join(line.text for line in lines[segment.body : min(segment.last, segment.body + 200)])
    official, asking = len(_OFFICIAL.findall(words)), len(_ASKING.findall(words))
    if official == asking:
        return otherwise
    return "authority" if official > asking else "requester"


def sender_name(line: Line) -> str:
    """The name in a "From:" header ("Jane Doe <jane@example.org>"), else the address itself."""
    name = _ADDRESS.sub("", line.text).strip(" \t\"'<>[]();,*")
    return name or line.text.strip(" <>[]*")
