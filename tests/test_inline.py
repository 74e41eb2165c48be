"""No page has a script, a handler or a style of its own. test_queries reads all pages; here is the rest."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from tests.inline import inline
from tests.making import make_person

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<script>go()</script>", ["<script>"]),
        ("<script src='a.js'></script><script type='application/json'>{}</script>", []),
        ("<p onclick='go()'>", ["<p onclick='go()'>"]),
        ("<a href=' JavaScript:go()'>", ["<a href=' JavaScript:go()'>"]),
        ("<style>p {}</style><p style='color: red'>", ["<style>", "<p style='color: red'>"]),
    ],
)
def test_what_a_page_may_not_hold(html, found):
    assert inline(html) == found


def test_no_template_has_it():
    offenders = {path.name: inline(CODE.sub("0", path.read_text())) for path in TEMPLATES}

    assert {name: found for name, found in offenders.items() if found} == {}


@pytest.mark.parametrize("signed_in", [False, True])
def test_no_page_of_an_error_has_it(db, signed_in):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if signed_in:
        client.force_login(make_person(), backend="allauth.account.auth_backends.AuthenticationBackend")

    pages = [client.get("/there-is-nothing/"), client.post("/language/setlang/")]

    assert [page.status_code for page in pages] == [404, 403]
    assert [inline(page.content.decode()) for page in pages] == [[], []]
    assert all("script-src 'self'" in page["Content-Security-Policy"] for page in pages)


@pytest.mark.parametrize("name", ["403.html", "500.html"])
def test_what_is_shown_without_a_request_has_none_either(name):
    assert inline(render_to_string(name)) == []


def test_the_page_of_ones_address_is_ours(client, db):
    ada = make_person("ada")
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get("/accounts/email/").content.decode()

    assert "action_add" in page
    assert ada.email in page
    assert inline(page) == []
