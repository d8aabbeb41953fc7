"""How an authority stands, as the database itself tells it: to see whether anything has touched it meanwhile."""

from __future__ import annotations

from django.db.models import ForeignObjectRel, ManyToManyRel

from authorities.import_models import ImportChange, ImportFinding
from authorities.models import Authority, AuthorityName, Contact, Identifier
from authorities.services.imports.copying import fetch

FACTS = (
    *("name", "kind", "nation", "law", "body", "website", "publication_scheme", "disclosure_log", "notes"),
    *("is_active", "needs_checking", "search_text"),
)
TRUTHS = ("is_active", "needs_checking")
"""Those of them that are true or false."""
_PAIRS = ", ".join(f"'{fact}', a.{fact}" for fact in FACTS)
TAGS = """(SELECT coalesce(jsonb_agg(t.name ORDER BY t.name), '[]')
            FROM authorities_authority_tags w JOIN authorities_tag t ON t.id = w.tag_id WHERE w.authority_id = a.id)"""
"""The names of the tags of the authority `a`."""
STATE = f"""jsonb_build_object({_PAIRS}, 'updated_at', a.updated_at AT TIME ZONE 'UTC',
  'names', (SELECT coalesce(jsonb_agg(n.name ORDER BY n.name), '[]') FROM authorities_authorityname n
            WHERE n.authority_id = a.id),
  'tags', {TAGS},
  'identifiers', (SELECT coalesce(jsonb_agg(jsonb_build_array(i.scheme, i.value) ORDER BY i.scheme, i.value), '[]')
            FROM authorities_identifier i WHERE i.authority_id = a.id),
  'contacts', (SELECT coalesce(jsonb_agg(jsonb_build_array(c.role, c.email, c.status, c.note,
                 c.retired_at AT TIME ZONE 'UTC') ORDER BY c.role, c.email), '[]')
            FROM authorities_contact c WHERE c.authority_id = a.id))"""  # noqa: S608
"""All that an import may write of the authority `a`, but what replaced it."""
DIGEST = f"md5(({STATE})::text)"

_STAMP = """
SELECT concat_ws(' ', (SELECT concat_ws(' ', count(*), max(id), max(updated_at)) FROM authorities_authority),
  (SELECT concat_ws(' ', count(*), max(id)) FROM authorities_authorityname),
  (SELECT concat_ws(' ', count(*), max(id)) FROM authorities_identifier),
  (SELECT concat_ws(' ', count(*), max(id)) FROM authorities_authority_tags),
  (SELECT concat_ws(' ', count(*), max(id), max(retired_at)) FROM authorities_contact))
"""
_OURS = (AuthorityName, Identifier, Contact, Authority.tags.through, ImportChange, ImportFinding)


def stamp() -> str:
    """What changes whenever anything is written of authorities that an import compares with."""
    return str(fetch(_STAMP)[0][0])


def referred_to() -> str:
    """SQL: whether anything but its own names, identifiers, tags and contacts refers to the authority `a`.

    Every table with a foreign key to authorities counts, those of rooms above this one too. Authorities of the run
    `%(run)s` itself may refer to each other.
    """
    found = []
    for relation in Authority._meta.get_fields(include_hidden=True):
        model = relation.related_model
        if (
            model is None
            or not isinstance(relation, ForeignObjectRel)
            or model in _OURS
            or isinstance(relation, ManyToManyRel)
        ):
            continue
        table, column = model._meta.db_table, relation.field.column
        within = (
            "AND x.id NOT IN (SELECT authority_id FROM authorities_importchange WHERE run_id = %(run)s)"
            if model is Authority
            else ""
        )
        found.append(f'EXISTS (SELECT 1 FROM "{table}" x WHERE x."{column}" = a.id {within})')  # noqa: S608
    return f"({' OR '.join(found)})"
