"""`{{ text|markdown }}`: the words of a sheet's author as safe HTML."""

from django import template
from django.utils.safestring import SafeString

from projects.markdown import render

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    return render(text)
