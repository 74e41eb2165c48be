from datetime import datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format, time_format

from academy.people.languages import spoken_by
from academy.people.models import User
from tests.people.making import sign_in

pytestmark = pytest.mark.django_db


def language_of(page):
    return page.headers["Content-Language"]


def switch(client, language):
    return client.post("/language/setlang/", {"language": language, "next": "/accounts/login/"})


def test_strangers_read_what_their_browser_asks_for(client):
    assert language_of(client.get("/accounts/login/", headers={"accept-language": "en-US,en"})) == "en"
    assert language_of(client.get("/accounts/login/", headers={"accept-language": "fr"})) == "ko"


def test_signed_in_people_read_the_language_of_their_profile_in_any_browser(client, minji):
    User.objects.update(language="ko")

    sign_in(client, minji)

    page = client.get("/profile/", headers={"accept-language": "en"})
    assert language_of(page) == "ko"
    assert '<html lang="ko"' in page.content.decode()


def test_the_switch_is_kept_in_the_profile(client, minji):
    sign_in(client, minji)

    answer = switch(client, "ko")

    minji.refresh_from_db()
    assert answer.url == "/accounts/login/"
    assert minji.language == "ko"
    assert language_of(client.get("/profile/")) == "ko"


def test_a_strangers_switch_is_kept_in_the_browser(client):
    switch(client, "en")

    assert language_of(client.get("/accounts/login/", headers={"accept-language": "ko"})) == "en"


@pytest.mark.parametrize("language", ["fr", "", "../ko"])
def test_a_language_nobody_speaks_here_changes_nothing(client, minji, language):
    sign_in(client, minji)

    switch(client, language)

    minji.refresh_from_db()
    assert minji.language == "en"


def test_a_switch_does_not_lead_to_another_site(client):
    answer = client.post("/language/setlang/", {"language": "ko", "next": "https://evil.example/"})

    assert answer.url == "/"


def test_what_has_no_browser_speaks_the_language_of_the_profile(minji):
    minji.language = "ko"

    with spoken_by(minji):
        assert translation.get_language() == "ko"
    assert translation.get_language() == "en"


@pytest.mark.parametrize(
    ("language", "written"), [("ko", "2026년 3월 2일 00:45"), ("en", "2 March 2026, 00:45")]
)
def test_both_languages_write_the_clock_of_24_hours(language, written):
    moment = datetime(2026, 3, 2, 0, 45)

    with translation.override(language):
        assert date_format(moment, "DATETIME_FORMAT") == written
        assert time_format(moment, "TIME_FORMAT") == "00:45"
