"""What the codes and columns of a dataset mean, in words."""

from __future__ import annotations

from authorities.laws import Law
from authorities.models import Authority, Identifier
from requests_app.dataset.shapes import CELL_LABELS, NOT_CODED, Dataset
from requests_app.models import InformationRequest
from requests_app.outcomes import REQUEST_LABELS

NOT_ASKED = "not_asked"
KINDS: dict[str, str] = dict(Authority.Kind.choices)
NATIONS: dict[str, str] = dict(Authority.Nation.choices)
LAWS: dict[str, str] = dict(Law.choices)
STATES: dict[str, str] = dict(InformationRequest.State.choices)
SCHEMES: dict[str, str] = {**dict(Identifier.Scheme.choices), "other": "Another identifier"}
OUTCOMES = dict(REQUEST_LABELS)
ANSWERS = {code: label for code, label in CELL_LABELS.items() if code != NOT_CODED} | {
    NOT_ASKED: "Not asked: the letter to this authority had no such question"
}

OUTCOME = "What all the answers together come to. Blank: nothing is coded yet."
ANSWER = (
    "What a lead settled, else what all who coded the question agree on; where they differ it counts as disputed. "
    "Blank: not coded yet."
)
EXEMPTIONS = "Law and section of each ground that the authority relied on, separated by semicolons."
EVIDENCE = "The words that show it, and where they stand; one quotation after the other."


def redacted(dataset: Dataset) -> str:
    """What is to be said of words that came in letters."""
    return " Names of people, addresses and numbers are redacted." if dataset.public else ""
