"""What the academy pushes, as a real browser shows it. Chromium's own tools stand for the push service."""

import json
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from academy.notices import inbox
from academy.notices.push import sealing, sending
from academy.notices.telling import tell
from tests.e2e.waiting import wait_for
from tests.people.making import PASSWORD, make_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REGISTER = """async () => {
  await navigator.serviceWorker.register("/push-worker.js", { scope: "/" });
  await navigator.serviceWorker.ready;
}"""
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const shown = await registration.getNotifications();
  return shown.length && shown.map(({ title, body, lang, data }) => ({ title, body, lang, data }));
}"""


@pytest.fixture
def push(page, live_server, settings):
    """`push(person, message)`: their browser, with the academy open once and messages allowed, gets it."""
    settings.PUSH_PRIVATE_KEY = sealing.new_private_key()
    found = []

    def sign_in(person):
        page.goto(f"{live_server.url}/accounts/login/")
        page.fill("input[name=login]", person.email)
        page.fill("input[name=password]", PASSWORD)
        page.locator("main form[method=post] button.button--primary").first.click()
        page.wait_for_url(lambda url: "/login/" not in url)
        page.context.grant_permissions(["notifications"], origin=live_server.url)
        tools = page.context.new_cdp_session(page)
        tools.on("ServiceWorker.workerRegistrationUpdated", lambda said: found.extend(said["registrations"]))
        tools.send("ServiceWorker.enable")
        page.evaluate(REGISTER)
        wait_for(lambda: page.evaluate("0") or found, seconds=30)  # asked something, the page tells its news
        return tools

    def push(person, message):
        tools = sign_in(person)
        told = {"origin": live_server.url, "registrationId": found[-1]["registrationId"], "data": message}
        tools.send("ServiceWorker.deliverPushMessage", told)
        return page.wait_for_function(SHOWN).json_value()

    return push


def test_a_browser_shows_what_happened_and_where_to_go(push):
    minji = make_account("minji")
    project = {"ko": "첫걸음", "en": "First steps"}
    tell([minji.pk], "moved", key="e1", url="/evaluations/1/", project=project, at=timezone.now())
    (notice,) = inbox.of(minji)
    message = sending.message(minji, [notice], ZoneInfo("Asia/Seoul")).decode()

    shown = push(minji, message)

    sent = json.loads(message)
    told = {key: sent[key] for key in ("title", "body", "lang")}
    assert shown == [told | {"data": f"/notices/{notice.pk}/"}]
