"""How a request stands, as the database itself tells it: to see whether anything has touched it since."""

from __future__ import annotations

from django.db.models import ForeignObjectRel, ManyToManyRel

from requests_app.models import InformationRequest

_OWN = (
    *("authority_id", "owner_id", "title", "letter", "law", "body", "school_terms", "link", "notes"),
    *("embargo_until", "embargo_note", "version", "discarded_at"),
)
_PAIRS = ", ".join(f"'{name}', r.{name}" for name in _OWN)
DIGEST = f"""md5((jsonb_build_object({_PAIRS},
  'events', (SELECT coalesce(jsonb_agg(jsonb_build_array(e.kind, e."on", e.note, e.withdrawn_at)
               ORDER BY e.id), '[]') FROM requests_app_event e WHERE e.request_id = r.id),
  'references', (SELECT coalesce(jsonb_agg(f.value ORDER BY f.id), '[]') FROM requests_app_reference f
               WHERE f.request_id = r.id),
  'questions', (SELECT count(*) FROM requests_app_question q WHERE q.request_id = r.id),
  'tags', (SELECT coalesce(jsonb_agg(t.tag_id ORDER BY t.tag_id), '[]') FROM requests_app_tagging t
               WHERE t.request_id = r.id)))::text)"""  # noqa: S608
"""A digest of all that somebody may change of the request `r` itself."""

# What stands in the digest, and what programs write of any request by themselves.
_NOT_TOUCHING = frozenset(
    {
        *("requests_app.event", "requests_app.reference", "requests_app.question", "requests_app.tagging"),
        *("requests_app.deadline", "requests_app.notice", "correspondence.lastread"),
    }
)


def used() -> str:
    """SQL: whether anything that people do refers to the request `r`: letters, links, reminders, whatever room's."""
    found = []
    for relation in InformationRequest._meta.get_fields(include_hidden=True):
        model = relation.related_model
        if not isinstance(relation, ForeignObjectRel) or isinstance(relation, ManyToManyRel) or model is None:
            continue
        if model._meta.label_lower in _NOT_TOUCHING:
            continue
        table, column = model._meta.db_table, relation.field.column
        found.append(f'EXISTS (SELECT 1 FROM "{table}" x WHERE x."{column}" = r.id)')  # noqa: S608
    return f"({' OR '.join(found)})"
