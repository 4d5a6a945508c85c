"""What the desk's bar of rooms counts."""

from __future__ import annotations

from django import template

from portal.wrong_numbers import open_messages

register = template.Library()


@register.simple_tag
def open_wrong_numbers() -> int:
    return open_messages().count()
