"""What a browser fetches and waits for before anything of a page is seen."""

import gzip
from html.parser import HTMLParser

import pytest
from django.contrib.staticfiles import finders

from tests.making import make_cohort, make_person

CORE = ("app.css", "fonts.css", "core.js")  # what every page fetches
LAST = "messages"  # the part that every page ends with
MOST_CORE, MOST_BEFORE_PAINT = 60_000, 20_000  # bytes, gzipped


class Page(HTMLParser):
    """The links of a page, the ids of its parts, and the scripts that stand before the last part."""

    def __init__(self, text):
        super().__init__()
        self.links, self.scripts, self.styles, self.ids = [], [], 0, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "link":
            self.links.append(given)
        elif tag == "script" and given.get("type") != "application/json" and LAST not in self.ids:
            self.scripts.append(given)
        elif tag == "style":
            self.styles += 1
        if "id" in given:
            self.ids.append(given["id"])


def test_what_every_page_fetches_is_light():
    weighed = {name: packed(name) for name in CORE}

    assert sum(weighed.values()) <= MOST_CORE, weighed
    assert weighed["app.css"] <= MOST_BEFORE_PAINT


def test_letters_are_in_a_sheet_of_their_own_and_none_comes_late_into_a_page():
    letters = read("fonts.css")

    assert b"@font-face" not in read("app.css")
    assert letters.count(b"@font-face") == letters.count(b"font-display:optional") > 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "shown_from"),
    [
        ("/", LAST),
        ("/accounts/login/", LAST),
        ("/slots/", "main"),
        ("/staff/cohorts/gwangju/", "windows"),
    ],
)
def test_a_phone_waits_for_one_style_sheet_and_for_no_script(client, path, shown_from):
    trainee = make_person("minji", cohort=make_cohort())
    visitor = make_person("sora", role="staff") if "staff" in path else trainee
    if "login" not in path:
        client.force_login(visitor, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = Page(client.get(path).content.decode())

    sheets = {link["href"]: link.get("media") for link in page.links if link["rel"] == "stylesheet"}
    assert sheets == {"/static/app.css": None, "/static/fonts.css": "print, (min-width: 48rem)"}
    assert [script for script in page.scripts if "defer" not in script] == []
    assert page.styles == 0
    expected = [link for link in page.links if link["rel"] == "expect"]
    assert expected == [{"rel": "expect", "href": f"#{shown_from}", "blocking": "render"}]
    assert page.ids.count(shown_from) == 1


def packed(name):
    return len(gzip.compress(read(name)))


def read(name):
    with open(finders.find(name), "rb") as file:
        return file.read()
