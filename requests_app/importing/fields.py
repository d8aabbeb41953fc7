"""What a column of a spreadsheet of requests may hold."""

from __future__ import annotations

from authorities.tables.fields import BY_CODE as OF_AUTHORITIES
from authorities.tables.fields import Field

_NAME = OF_AUTHORITIES["name"]
IDENTIFIERS = ("gss", "local-authority-code", "wdtk", "wdtk-id")
"""Codes of the authority, where the file has them."""
DATES = ("sent", "received", "acknowledged", "answered")

REQUEST_FIELDS: tuple[Field, ...] = (
    Field(
        "authority",
        "authority",
        ("name", *(each for each in _NAME.also if each != "title"), "sent to", "to", "recipient", "foi to"),
        looks="name",
    ),
    *(OF_AUTHORITIES[code] for code in IDENTIFIERS),
    Field(
        "title",
        "what it is about",
        ("title", "subject", "topic", "about", "request", "request title", "question", "summary", "campaign"),
    ),
    Field(
        "sent",
        "date sent",
        (
            *("sent", "sent on", "date", "date submitted", "submitted", "request date", "date of request"),
            *("date requested", "date request sent", "date made", "requested", "sent date", "date foi sent"),
        ),
    ),
    Field(
        "received",
        "date of receipt",
        ("date received", "received", "received on", "received by authority", "receipt", "date of reception"),
    ),
    Field(
        "acknowledged",
        "date acknowledged",
        (
            *(
                "acknowledged",
                "acknowledgement",
                "acknowledgment",
                "date of acknowledgement",
                "ack",
                "ack date",
            ),
            *("acknowledged on", "acknowledgement date", "date acknowledgement received"),
        ),
    ),
    Field(
        "reference",
        "reference",
        (
            *("ref", "ref no", "reference number", "reference no", "foi reference", "foi ref", "foi number"),
            *(
                "case number",
                "case reference",
                "authority reference",
                "their reference",
                "references",
                "foi no",
            ),
        ),
        many=True,
    ),
    Field(
        "outcome",
        "outcome",
        (
            *(
                "outcome code",
                "outcome coding",
                "code",
                "coding",
                "status",
                "state",
                "result",
                "response type",
            ),
            *("response code", "decision", "outcome of request", "response outcome"),
        ),
    ),
    Field(
        "answered",
        "answered",
        (
            *(
                "date of reply",
                "reply date",
                "date answered",
                "date of response",
                "response date",
                "responded",
            ),
            *("date responded", "replied", "date replied", "response received", "date response received"),
            *("answered on", "reply received", "date of answer", "date reply received", "response", "reply"),
        ),
    ),
    Field("law", "law", OF_AUTHORITIES["law"].also),
    Field(
        "link",
        "link",
        (
            "url",
            "web link",
            "wdtk link",
            "whatdotheyknow",
            "whatdotheyknow link",
            "web address",
            "links",
            "thread",
        ),
        looks="web",
    ),
    Field("notes", "notes", ("note", "comments", "comment", "remarks", "further notes")),
    Field(
        "owner",
        "looked after by",
        ("owner", "assigned to", "researcher", "assignee", "responsible", "who", "sent by", "person", "by"),
    ),
    Field("tags", "tags", ("tag", "labels", "keywords", "batch"), many=True),
)
BY_CODE = {field.code: field for field in REQUEST_FIELDS}
