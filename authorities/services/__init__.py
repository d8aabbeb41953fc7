"""What may be done with authorities."""

from authorities.services.contacts import add_contact, mark_contact, remove_contact, retire_contact
from authorities.services.naming import find_by_name, find_or_create_by_name, suggest
from authorities.services.replacing import chain, replace, successor
from authorities.services.saving import refresh_search_text, save_authority

__all__ = [
    "add_contact",
    "chain",
    "find_by_name",
    "find_or_create_by_name",
    "mark_contact",
    "refresh_search_text",
    "remove_contact",
    "replace",
    "retire_contact",
    "save_authority",
    "successor",
    "suggest",
]
