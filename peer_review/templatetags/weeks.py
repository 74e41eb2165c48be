"""`{% slots day name %}`: the cells of one day of a week. Of hundreds each different one is drawn once."""

from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..timetable import Cell, Day

VALUE, LABEL = "value-of-the-cell", "label-of-the-cell"  # stand in a drawn cell for its own

register = template.Library()


@register.simple_tag
def slots(day: Day, name: str) -> SafeString:
    drawn: dict[object, str] = {}
    html = (_html(cell, name, drawn) for cell in day.cells)
    return mark_safe("".join(html))  # noqa: S308 - values are numbers, labels escaped, the rest is a template's


def _html(cell: Cell, name: str, drawn: dict[object, str]) -> str:
    if cell.evaluation:
        return _draw(cell, name)
    key = (cell.state, cell.span, cell.conflict)
    if key not in drawn:
        kind = {"state": cell.state, "span": cell.span, "conflict": cell.conflict}
        drawn[key] = _draw({**kind, "value": VALUE, "label": LABEL}, name)
    html = drawn[key].replace(VALUE, str(cell.value))
    return html.replace(LABEL, escape(cell.label)) if LABEL in html else html


def _draw(cell: Cell | dict[str, Any], name: str) -> str:
    """By the component of a cell, without its line breaks."""
    html = get_template("components/_slot.html").render({"cell": cell, "name": name})
    return " ".join(html.split())
