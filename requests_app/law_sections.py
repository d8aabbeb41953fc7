"""The grounds on which the four laws let information be withheld, and whether the public interest is weighed. Pure.

Absolute ones are listed in FOIA 2000 s.2(3) and FOISA 2002 s.2(2); every other exemption is qualified. All exceptions
of the Regulations are (EIR 2004 reg. 12(1)(b), EISR 2004 reg. 10(1)(b)), but that for personal data. The limit of cost
and vexatious requests are grounds to refuse and no exemptions: no test belongs to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

ABSOLUTE, QUALIFIED, NO_TEST = "absolute", "qualified", "no_test"
KIND_LABELS = {ABSOLUTE: "absolute", QUALIFIED: "qualified", NO_TEST: "no exemption"}
LAWS = {"foia": "FOIA", "eir": "EIR", "foisa": "FOISA", "eisr": "EISR"}
"""The law of a request, and as it is written in front of a section."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground cited: law "FOIA" and section "s43(2)". kind: absolute, qualified, or no_test."""

    law: str
    section: str
    kind: str
    title: str

    @property
    def words(self) -> str:
        return f"{self.law} {self.section}"


class UnknownSection(ValueError):
    """What is cited is no ground of the law; `str()` is a sentence for the screen."""


def _table(text: str) -> dict[str, tuple[str, str]]:
    rows = (line.split(maxsplit=2) for line in text.strip().splitlines())
    kinds = {"A": ABSOLUTE, "Q": QUALIFIED, "-": NO_TEST}
    return {code: (kinds[kind], title) for code, kind, title in rows}


# A section as deep as its kind differs; what stands below has the kind of what stands above it.
_SECTIONS = {
    "FOIA": _table("""
s12 - Cost of compliance over the appropriate limit
s14 - Vexatious or repeated requests
s21 A Accessible by other means
s22 Q Intended for future publication
s22A Q Research
s23 A Bodies dealing with security matters
s24 Q National security
s26 Q Defence
s27 Q International relations
s28 Q Relations within the United Kingdom
s29 Q The economy
s30 Q Investigations and proceedings
s31 Q Law enforcement
s32 A Court records
s33 Q Audit functions
s34 A Parliamentary privilege
s35 Q Formulation of government policy
s36 Q Effective conduct of public affairs
s37 Q Communications with the Sovereign and honours
s37(1)(a) A Communications with the Sovereign
s37(1)(aa) A Communications with the heir to the Throne
s37(1)(ab) A Communications with a person who has become Sovereign or heir
s38 Q Health and safety
s39 Q Environmental information
s40 A Personal information
s41 A Provided in confidence
s42 Q Legal professional privilege
s43 Q Commercial interests
s44 A Prohibitions on disclosure
"""),
    "FOISA": _table("""
s12 - Excessive cost of compliance
s14 - Vexatious or repeated requests
s18 - Neither confirmed nor denied
s25 A Otherwise accessible
s26 A Prohibitions on disclosure
s27 Q Intended for future publication; research
s28 Q Relations within the United Kingdom
s29 Q Formulation of Scottish Administration policy
s30 Q Effective conduct of public affairs
s31 Q National security and defence
s32 Q International relations
s33 Q Commercial interests and the economy
s34 Q Investigations and proceedings
s35 Q Law enforcement
s36(1) Q Legal professional privilege
s36(2) A Obtained in confidence
s37 A Court records
s38(1)(a) A Personal information of the applicant
s38(1)(b) A Personal information of others
s38(1)(c) A Personal census information
s38(1)(d) A Health records of the deceased
s39 Q Health, safety and the environment
s40 Q Audit functions
s41 Q Communications with the Sovereign and honours
"""),
    "EIR": _table("""
reg12(3) A Personal data of others, under regulation 13
reg12(4)(a) Q Not held when the request was received
reg12(4)(b) Q Manifestly unreasonable
reg12(4)(c) Q Too general
reg12(4)(d) Q Unfinished or still being completed
reg12(4)(e) Q Internal communications
reg12(5)(a) Q International relations, defence, security, public safety
reg12(5)(b) Q The course of justice
reg12(5)(c) Q Intellectual property
reg12(5)(d) Q Confidentiality of proceedings
reg12(5)(e) Q Commercial confidentiality
reg12(5)(f) Q Interests of who provided it
reg12(5)(g) Q Protection of the environment
reg13 A Personal data
"""),
    "EISR": _table("""
reg10(3) A Personal data of others, under regulation 11
reg10(4)(a) Q Not held when the request was received
reg10(4)(b) Q Manifestly unreasonable
reg10(4)(c) Q Too general
reg10(4)(d) Q Unfinished or still being completed
reg10(4)(e) Q Internal communications
reg10(5)(a) Q International relations, defence, security, public safety
reg10(5)(b) Q The course of justice
reg10(5)(c) Q Intellectual property
reg10(5)(d) Q Confidentiality of proceedings
reg10(5)(e) Q Commercial confidentiality
reg10(5)(f) Q Interests of who provided it
reg10(5)(g) Q Protection of the environment
reg11 A Personal data
"""),
}
_WRITTEN = re.compile(
    r"(?:(?P<law>FOIA|FOISA|EIRS?|EISRS?|FOI)\W*)?"
    r"(?P<unit>s|sec|section|ss|reg|regulation|r)?[\s.]{0,3}"
    r"(?P<number>\d{1,2}[A-Z]?)(?P<deeper>(?:\s{0,2}\([0-9a-z]{1,3}\)){0,4})",
    re.IGNORECASE,
)
_LAW = {"FOI": "FOIA", "EIRS": "EIR", "EISRS": "EISR"}
_SEPARATOR = re.compile(r"[,;\n]")
MOST_GROUNDS = 20


def sections_of(law: str) -> tuple[Ground, ...]:
    """All grounds of a law ("FOIA"), in its order; none for a law without a list."""
    return tuple(Ground(law, code, kind, title) for code, (kind, title) in _SECTIONS.get(law, {}).items())


def find_ground(law: str, section: str) -> Ground | None:
    """The ground that a section ("s43(2)") of a law is, None where it is none: s.8 and s.50 are no exemptions."""
    above = section
    while above:
        if found := _SECTIONS.get(law, {}).get(above):
            return Ground(law, section, *found)
        above = above.rpartition("(")[0]
    return None


def parse_grounds(text: str, *, law: str) -> tuple[Ground, ...]:
    """The grounds that a person typed: "s.43(2), section 40(2); EIR reg 12(4)(b)", each once, in that order.

    law: that of sections without one ("FOIA"). Raises `UnknownSection`.
    """
    pieces = [piece.strip() for piece in _SEPARATOR.split(text) if piece.strip()]
    if len(pieces) > MOST_GROUNDS:
        raise UnknownSection(f"Give at most {MOST_GROUNDS} sections.")
    return tuple(dict.fromkeys(_ground(piece, law) for piece in pieces))


def _ground(written: str, law: str) -> Ground:
    match = _WRITTEN.fullmatch(written)
    if match:
        named = (match["law"] or law).upper()
        named = _LAW.get(named, named)
        unit = "reg" if named in ("EIR", "EISR") else "s"
        section = unit + match["number"].upper() + re.sub(r"\s", "", match["deeper"].lower())
        found = find_ground(named, section)
        if found and (match["unit"] or unit)[0].lower() == unit[0]:
            return found
    of = f" of {law}" if law else ""
    raise UnknownSection(
        f"“{written[:60]}” is no ground for refusing{of}: write it as s43(2) or EIR reg12(4)(b)."
    )


def as_text(grounds: Iterable[tuple[str, str]], *, law: str) -> str:
    """Law and section of each as a person types them, without the law that goes without saying."""
    return ", ".join(section if own == law else f"{own} {section}" for own, section in grounds)
