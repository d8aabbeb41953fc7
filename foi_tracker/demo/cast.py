"""The people and the authorities of the demo. All but Blaby District Council are invented."""

from __future__ import annotations

from dataclasses import dataclass

TEAM = "Scores and Systems Project"


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    role: str


PEOPLE = (
    Person("lead@demo.example", "Morgan Lead", "lead"),
    Person("ada@demo.example", "Ada Researcher", "researcher"),
    Person("sam@demo.example", "Sam Researcher", "researcher"),
)


@dataclass(frozen=True)
class Body:
    """An authority: `kind` and `nation` as in `authorities.models`, `limit` where it has one of its own."""

    name: str
    kind: str = "local_council"
    nation: str = "england"
    law: str = "foia"
    limit: str = ""
    other_names: tuple[str, ...] = ()


def address_of(name: str) -> str:
    """The address of an authority of the demo: nobody's, for "example" is kept free (RFC 2606)."""
    host = "".join(c if c.isalnum() else "-" for c in name.casefold()).strip("-")[:60].strip("-")
    return f"foi@{host}.example"


BODIES = (
    Body("Blaby District Council"),
    Body("Marshland District Council", other_names=("MDC",)),
    Body("Wold Borough Council"),
    Body("Humber Valley Police", kind="police"),
    Body("Tidewater NHS Foundation Trust", kind="health"),
    Body("Isle of Sedge Council"),
    Body("Strathlarig Council", nation="scotland", law="foisa"),
    Body("Glen Torran Health Board", kind="health", nation="scotland", law="foisa"),
    Body("Cyngor Dyffryn Hafren", nation="wales", other_names=("Severn Vale Council",)),
    Body("Lough Derry and Sperrin Borough Council", nation="northern_ireland"),
    Body("North East Marshland, Wold and Humber Valley Combined Fire and Rescue Authority", kind="fire"),
    Body("Office for Public Ledgers", kind="government", nation="uk"),
    Body("University of Westmere", kind="education"),
    Body("Saltmarsh Academy", kind="school", limit="school"),
    Body("London Borough of Hartwell", other_names=("Hartwell Council", "LB Hartwell")),
    Body("Kingsmere City Council"),
)
