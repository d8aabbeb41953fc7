"""What came back for one question, and what a request came to when all its questions are put together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

DISCLOSED, PARTLY, NOT_HELD = "disclosed", "partly_disclosed", "not_held"
REFUSED, PUBLISHED, NO_ANSWER = "refused", "published_elsewhere", "no_answer"
ANSWER_LABELS = {
    DISCLOSED: "Disclosed",
    PARTLY: "Partly disclosed",
    NOT_HELD: "Not held",
    REFUSED: "Refused",
    PUBLISHED: "Published elsewhere",
    NO_ANSWER: "No answer yet",
}
"""In the order of the keys 1 to 6."""

INCOMPLETE, GRANTED, GRANTED_AS_HELD, PARTIAL, MIXED = (
    "incomplete",
    "granted",
    "granted_as_held",
    "partly",
    "mixed",
)
REQUEST_LABELS = {
    INCOMPLETE: "Coding not finished",
    GRANTED: "All given",
    GRANTED_AS_HELD: "All given that is held",
    PARTIAL: "Partly given",
    REFUSED: "All refused",
    NOT_HELD: "None of it held",
    NO_ANSWER: "Nothing answered",
    MIXED: "Nothing given, for several reasons",
}
"""What the stored `outcome` of a request can be; "" is "not coded yet"."""

NOT_CODED = "none"
"""What the filter of the list calls the outcome ""."""

SHADES = {
    GRANTED: "ok",
    GRANTED_AS_HELD: "ok",
    DISCLOSED: "ok",
    PUBLISHED: "ok",
    REFUSED: "late",
    PARTIAL: "soon",
    PARTLY: "soon",
    MIXED: "soon",
}
"""The kind of the design system for an outcome; "neutral" for the others."""

_GIVEN = frozenset({DISCLOSED, PUBLISHED})
_ALIKE = {NOT_HELD: NOT_HELD, REFUSED: REFUSED, NO_ANSWER: NO_ANSWER, PARTLY: PARTIAL}


def standing_outcome(codings: Iterable[str], settled: str | None = None) -> str | None:
    """The outcome that counts for a question: the settled one, else the one that all who coded it agree on.

    None where nobody has coded it, or where they differ and no lead has settled it.
    """
    if settled:
        return settled
    different = set(codings)
    return different.pop() if len(different) == 1 else None


def request_outcome(outcomes: Sequence[str | None]) -> str:
    """What a request came to, from the outcome that counts for each of its questions. The first rule that fits:

    1. no question has one: ""; not every question has one: "incomplete"
    2. all given (disclosed or published elsewhere), all refused, none held, none answered, all given in part: that
    3. all that is held is given, the rest is not held: "granted_as_held"
    4. something is given, in whole or in part, and something is not: "partly"
    5. nothing is given, for several reasons: "mixed"
    """
    if not any(outcomes):
        return ""
    if not all(outcomes):
        return INCOMPLETE
    found = {GRANTED if one in _GIVEN else _ALIKE[one or NO_ANSWER] for one in outcomes}
    if len(found) == 1:
        return found.pop()
    if found == {GRANTED, NOT_HELD}:
        return GRANTED_AS_HELD
    return PARTIAL if found & {GRANTED, PARTIAL} else MIXED
