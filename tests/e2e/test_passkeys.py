"""Passkeys in a real browser, with an authenticator that Chromium plays itself."""

import pytest
from allauth.mfa.models import Authenticator

from tests.people.making import PASSWORD, make_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Browser:
    """One person's browser with the phone in their hand."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.phone = page.context.new_cdp_session(page)
        self.phone.send("WebAuthn.enable")
        self.authenticator = self.phone.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})[
            "authenticatorId"
        ]

    def open(self, path):
        self.page.goto(self.address + path)

    def submit(self):
        self.page.locator("main form[method=post] button.button--primary").first.click()

    def sign_in(self, person):
        self.open("/accounts/login/")
        self.page.fill("input[name=login]", person.email)
        self.page.fill("input[name=password]", PASSWORD)
        self.submit()
        self.page.wait_for_url(lambda url: "/login/" not in url)

    def add_passkey(self, name):
        self.open("/accounts/2fa/webauthn/add/")
        self.page.fill("input[name=password]", PASSWORD)
        self.submit()
        self.page.fill("input[name=name]", name)
        self.page.check("input[name=passwordless]")
        self.page.click("#mfa_webauthn_add")
        self.page.wait_for_url(lambda url: "/webauthn/add/" not in url)

    def sign_in_with_passkey(self):
        self.open("/accounts/login/")
        self.page.click("#passkey_login")

    @property
    def path(self):
        return self.page.url.removeprefix(self.address)


@pytest.fixture
def browser_with_phone(page, live_server):
    address = live_server.url.replace(
        "127.0.0.1", "localhost"
    )  # passkeys belong to a name, never to a number
    return Browser(page, address)


def test_a_passkey_signs_staff_in_and_opens_the_admin(browser_with_phone):
    sora = make_account("sora", role="staff")
    browser = browser_with_phone
    browser.sign_in(sora)
    browser.add_passkey("My phone")
    assert Authenticator.objects.get(user=sora, type="webauthn").wrap().is_passwordless

    browser.page.context.clear_cookies()
    browser.sign_in_with_passkey()
    browser.page.wait_for_url(lambda url: "/login/" not in url)
    browser.open("/admin/")

    assert browser.path == "/admin/"


def test_after_a_password_the_passkey_is_asked_for(browser_with_phone):
    minji = make_account("minji")
    browser = browser_with_phone
    browser.sign_in(minji)
    browser.add_passkey("My phone")
    browser.page.context.clear_cookies()

    browser.sign_in(minji)
    assert browser.path == "/accounts/2fa/authenticate/"

    browser.page.click("#mfa_webauthn_authenticate")
    browser.page.wait_for_url(lambda url: "/authenticate/" not in url)
    browser.open("/profile/")
    assert browser.path == "/profile/"


def test_staff_signed_in_before_they_had_a_passkey_confirm_with_it(browser_with_phone):
    sora = make_account("sora", role="staff")
    browser = browser_with_phone
    browser.sign_in(sora)
    browser.add_passkey("My phone")

    browser.open("/admin/")
    assert browser.path.startswith("/accounts/2fa/webauthn/reauthenticate/")

    browser.page.click("#mfa_webauthn_reauthenticate")
    browser.page.wait_for_url(lambda url: url.endswith("/admin/"))


def test_a_passkey_that_was_taken_off_the_account_opens_nothing(browser_with_phone):
    minji = make_account("minji")
    browser = browser_with_phone
    browser.sign_in(minji)
    browser.add_passkey("My phone")
    browser.page.context.clear_cookies()
    Authenticator.objects.all().delete()

    with browser.page.expect_response(lambda response: response.request.method == "POST"):
        browser.sign_in_with_passkey()
    browser.open("/profile/")

    assert browser.path == "/accounts/login/?next=/profile/"
