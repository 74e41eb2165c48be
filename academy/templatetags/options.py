"""`{% options groups %}`: the options of a select.

Django draws each with templates of its own: for a list of time zones that takes longer than the whole page.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

Group = tuple[str | None, list[dict[str, Any]], int]

register = template.Library()


@register.simple_tag
def options(groups: Iterable[Group]) -> SafeString:
    """Of the `optgroups` of a select widget."""
    html = "".join(_group(name, choices) for name, choices, _index in groups)
    return mark_safe(html)  # noqa: S308 - all that is said of an option is escaped


def _group(name: str | None, choices: list[dict[str, Any]]) -> str:
    drawn = "".join(_option(choice) for choice in choices)
    return f'<optgroup label="{escape(name)}">{drawn}</optgroup>' if name else drawn


def _option(choice: dict[str, Any]) -> str:
    attributes = flatatt(choice["attrs"]) if choice["attrs"] else ""
    label = conditional_escape(choice["label"])
    return f'<option value="{escape(choice["value"])}"{attributes}>{label}</option>'
