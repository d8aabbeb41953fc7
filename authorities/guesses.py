"""What the name of an authority tells of its kind and nation. Pure; a guess, to be checked by a person.

The names of the principal councils stand in the Local Government etc. (Scotland) Act 1994 (Schedule 1), the
Local Government (Wales) Act 1994 (Schedule 1) and the Local Government Act (Northern Ireland) 2014.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from authorities.names import fold

SCOTTISH = (
    "scotland|scottish|scots|aberdeen|aberdeenshire|angus|argyll|arran|ayrshire|borders|"
    "clackmannanshire|dumfries|dundee|dunbartonshire|edinburgh|eilean siar|eileanan siar|falkirk|"
    "fife|forth valley|galloway|glasgow|grampian|highland|highlands|inverclyde|inverness|"
    "lanarkshire|lothian|midlothian|moray|orkney|perth|renfrewshire|shetland|stirling|"
    "strathclyde|tayside|university of st andrews|western isles"
)
WELSH = (
    "wales|welsh|cymru|cyngor|heddlu|prifysgol|aberystwyth|anglesey|bangor university|"
    "betsi cadwaladr|blaenau gwent|bridgend|caerphilly|cardiff|carmarthenshire|ceredigion|conwy|"
    "cwm taf|denbighshire|dyfed-powys|flintshire|gwent|gwynedd|hywel dda|merthyr tydfil|"
    "monmouthshire|neath port talbot|newport city|pembrokeshire|powys|rhondda|swansea|torfaen|"
    "vale of glamorgan|wrexham|ynys mon"
)
NORTHERN_IRISH = (
    "northern ireland|ulster|antrim|armagh|belfast|causeway coast|derry|fermanagh|lisburn|"
    "londonderry|newry|north down"
)
UK_WIDE = (
    "home office|cabinet office|foreign.{0,40} office|treasury|ministry of (?:defence|justice)|"
    "bank of england|hm revenue|hm prison|department (?:for|of)|british|united kingdom|"
    "national crime agency|crown prosecution|scotland office|wales office|"
    "northern ireland office|driver and vehicle|house of (?:commons|lords)|"
    "information commissioner"
)
# UK departments with a nation in their name answer under the Act of 2000, not under the Scottish one.
RESERVED = (
    "scotland office|wales office|northern ireland office|office of the advocate general|"
    "british transport police"
)

_KINDS = (
    ("police", "police|constabulary|heddlu"),
    ("fire", "fire (?:and|service|authority|brigade)"),
    ("other", "(?:arts|research|british|funding|design|press|professions|general \\w+) council"),
    (
        "local_council",
        "council|london borough|royal borough|city of london|corporation of london|cyngor|comhairle",
    ),
    ("government", "(?:department|ministry|office) (?:for|of)|health and safety"),
    (
        "health",
        "nhs|hospitals?|health|iechyd|integrated care|commissioning group|ambulance|surgery|"
        "medical (?:practice|centre)",
    ),
    ("education", "university|universities|prifysgol|college|conservatoire|school of \\w+"),
    ("school", "school|schools|ysgol|academy|academies|nursery"),
    (
        "government",
        "department|ministry|office|government|llywodraeth|treasury|hm|agency|commissioner|"
        "executive|directorate",
    ),
)


@dataclass(frozen=True)
class Guess:
    """Codes of `Authority.Kind` and `Authority.Nation`."""

    kind: str
    nation: str


def guess(name: str, *, nation: str | None = None) -> Guess:
    """Kind and nation as the name suggests them; a nation that is known is kept."""
    folded = fold(name)
    kind = next((kind for kind, words in _KINDS if _has(folded, words)), "other")
    return Guess(kind=kind, nation=nation or _nation(folded))


def _nation(folded: str) -> str:
    if _has(folded, RESERVED):
        return "uk"
    for nation, words in (("northern_ireland", NORTHERN_IRISH), ("scotland", SCOTTISH), ("wales", WELSH)):
        if _has(folded, words):
            return nation
    return "uk" if _has(folded, UK_WIDE) else "england"


def _has(folded: str, words: str) -> bool:
    return _words(words).search(folded) is not None


@cache
def _words(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")
