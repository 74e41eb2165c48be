"""Numbers below zero with a minus sign: unlike a hyphen it is as wide as a plus and ends no line."""

from typing import Any

from django import template

MINUS = "−"

register = template.Library()


@register.filter
def minus(number: Any) -> str:
    """A number, or one that is text already, like that of `floatformat`."""
    said = str(number)
    return f"{MINUS}{said[1:]}" if said.startswith("-") else said


@register.filter
def signed(number: Any) -> str:
    """A change: with a plus as well; nothing before a zero."""
    said = str(number)
    return f"+{said}" if said[:1].isdigit() and any(digit in said for digit in "123456789") else minus(said)
