"""Selects are drawn by a template of ours; what they say is Django's."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

CHOICES = [("", "---"), ("a<b", "One & two"), ("Fruit", [(1, "Apple"), (2, "Pear")])]


class ChoiceForm(forms.Form):
    one = forms.ChoiceField(choices=CHOICES, initial=2)
    several = forms.MultipleChoiceField(choices=CHOICES, required=False)
    sure = forms.NullBooleanField()


@pytest.mark.parametrize("given", [None, {"one": "a<b", "several": ["1", "2"], "sure": "true"}])
def test_a_select_says_what_that_of_django_says(given):
    ours, theirs = ChoiceForm(given), ChoiceForm(given, renderer=DjangoTemplates())

    drawn = [[str(field) for field in form] for form in (ours, theirs)]

    assert [parts(html) for html in drawn[0]] == [parts(html) for html in drawn[1]]


def parts(html):
    return "".join(line.strip() for line in html.splitlines())
