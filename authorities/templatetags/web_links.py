"""Links to the web pages of authorities, made from what people and files say."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from authorities.links import shown, web_address

register = template.Library()


@register.filter
def web_link(address: str) -> SafeString | str:
    """A link that gives nothing away to the page it leads to; bare text where it is no http or https address."""
    safe = web_address(address)
    if not safe:
        return address
    return format_html('<a href="{}" rel="noopener noreferrer external">{}</a>', safe, shown(safe))
