"""Rows of requests on the pages of other rooms: Python may not reach across, templates may."""

from __future__ import annotations

from datetime import date

from django import template

from requests_app.querysets import InformationRequestQuerySet
from requests_app.rows import Row, rows

register = template.Library()


@register.simple_tag
def request_rows(requests: InformationRequestQuerySet, *, on: date, most: int) -> list[Row]:
    """The first rows of the requests as at that day: `{% request_rows requests on=today most=50 as rows %}`."""
    return rows(requests.with_people().prefetch_related("references")[:most], on=on)
