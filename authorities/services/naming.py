"""From a name to an authority: exactly for threads and files, by likeness for suggestions."""

from __future__ import annotations

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models.functions import Greatest

from authorities.errors import AmbiguousName
from authorities.guesses import guess
from authorities.laws import law_for
from authorities.models import Authority
from authorities.names import fold, telling_words
from authorities.services.saving import save_authority

# Below pg_trgm's own 0.6: "Blabby Distrct Concil" must still lead to Blaby District Council.
LIKE_ENOUGH = 0.4


def find_by_name(name: str, *, nation: str | None = None) -> Authority | None:
    """The authority that bears exactly this name, whatever its case and accents; None where there is none.

    The official name goes before other names, an authority that exists before one that does not. Raises
    `AmbiguousName` where that still leaves several. Never by likeness: letters would end up with a stranger.
    """
    bearers = list(Authority.objects.named(name).order_by("name")[:20]) if fold(name) else []
    if nation:
        bearers = [authority for authority in bearers if authority.nation == nation] or bearers
    exact = [authority for authority in bearers if authority.name == name.strip()]
    official = [authority for authority in bearers if fold(authority.name) == fold(name)]
    for among in (exact, official, bearers):
        chosen = [authority for authority in among if authority.is_active] or among
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            raise AmbiguousName(name, chosen)
    return None


@transaction.atomic
def find_or_create_by_name(name: str, *, nation: str | None = None) -> tuple[Authority, bool]:
    """The authority of that name and whether it was made just now.

    A new one gets kind, nation and law as its name suggests them, and `needs_checking`. Safe when two do it
    at once. Raises `AmbiguousName`, and what `save_authority` raises.
    """
    _lock(f"authority name {fold(name)}")
    found = find_by_name(name, nation=nation)
    if found:
        return found, False
    guessed = guess(name, nation=nation)
    made = save_authority(
        name=name,
        kind=guessed.kind,
        nation=guessed.nation,
        law=law_for(guessed.nation),
        needs_checking=True,
    )
    return made, True


def _lock(words: str) -> None:
    """Until the transaction ends, nobody else gets past the same words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [words])


def suggest(name: str, limit: int = 5) -> list[Authority]:
    """The authorities with the most similar names, the closest first: for "Did you mean …?"."""
    folded = fold(name)
    if not folded:
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(LIKE_ENOUGH)])
        return list(
            # Only the telling words decide who comes into question: half of all names hold "council".
            Authority.objects.filter(search_text__trigram_word_similar=telling_words(folded))
            .annotate(
                likeness=Greatest(
                    TrigramSimilarity("search_text", folded), TrigramWordSimilarity(folded, "search_text")
                )
            )
            .order_by("-is_active", "-likeness", "name")[:limit]
        )
