"""What somebody typed into the search box, as the database looks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery

from requests_app.reference_numbers import search_key

CONFIG = "english"
LONGEST = 200
_SEPARATORS = ("-", "/", " ", ".", "")
_PIECE = re.compile(r"[A-Za-z]+|\d+")
_LONGEST_LETTERS = 6  # "FOI", "FOIREQ", "RFI": a longer run of letters is a word
_MOST_PIECES = 8
_SHORTEST_NUMBER = 4
_STRAIGHT = str.maketrans("“”„‟«»‘’", '""""""\'\'')

TextQuery = SearchQuery | CombinedSearchQuery


def spellings(words: str) -> tuple[str, ...]:
    """The ways in which a letter may write the reference number typed; none where it is no number alone.

    The database takes "FOI-18-1134", "FOI/18/1134" and "FOI 18 1134" apart in three different ways.
    """
    pieces = _PIECE.findall(words)
    is_number = (
        len(pieces) <= _MOST_PIECES
        and len(search_key(words)) >= _SHORTEST_NUMBER
        and any(piece.isdigit() for piece in pieces)
        and all(len(piece) <= _LONGEST_LETTERS for piece in pieces if not piece.isdigit())
        and not re.search(r"[^\w\s/.\-–:()#]", words)
    )
    return tuple(dict.fromkeys(separator.join(pieces) for separator in _SEPARATORS)) if is_number else ()


def text_query(words: str, numbers: Iterable[str] = ()) -> TextQuery:
    """Words, "phrases", or, and -not, as web search engines take them; a reference number in every spelling.

    `numbers`: the reference numbers known to be meant, as they are written.
    """
    straight = words.translate(_STRAIGHT)  # telephones type “curly” quotes by themselves
    query: TextQuery = SearchQuery(straight, config=CONFIG, search_type="websearch")
    for spelling in dict.fromkeys([*spellings(words), *numbers]):
        query = query | SearchQuery(spelling, config=CONFIG, search_type="phrase")
    return query
