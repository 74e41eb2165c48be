"""Which browsers are pushed to. The address comes from outside, so most of them must be refused."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from academy.notices.models import PushTarget
from academy.notices.push import browsers, sealing
from academy.people.refusals import Refused
from tests.making import make_person
from tests.notices.push_service import Browser

pytestmark = pytest.mark.django_db
GOOGLE = "https://fcm.googleapis.com/fcm/send/abc:DEF-_123"


@pytest.fixture(autouse=True)
def _with_keys(settings):
    settings.PUSH_PRIVATE_KEY = sealing.new_private_key()


@pytest.fixture
def ada(client):
    person = make_person("ada")
    client.force_login(person)
    return person


def switch_on(client, **changes):
    values = {"endpoint": GOOGLE, **Browser().told, **changes}
    return client.post(reverse("notices:add-browser"), values, follow=True).content.decode()


def test_somebody_switches_a_browser_on_and_off(client, ada):
    page = switch_on(client)
    assert "This browser is told from now on" in page
    assert "A browser, through fcm.googleapis.com" in page

    client.post(reverse("notices:remove-browser", args=[ada.push_targets.get().pk]))

    assert not PushTarget.objects.exists()


@pytest.mark.parametrize(
    "endpoint",
    [
        GOOGLE,
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAAAB",
        "https://web.push.apple.com/QGd",
        "https://wns2-db5p.notify.windows.com/w/?token=BQY%3d",
    ],
)
def test_the_services_of_all_browsers_are_known(endpoint):
    assert browsers.is_known(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/a",
        "https://127.0.0.1/a",
        "https://[::1]/a",
        "https://localhost/a",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.5/a",
        "https://academy.example.org/a",
        "https://fcm.googleapis.com:8443/a",
        "https://fcm.googleapis.com.evil.example/a",
        "https://evilpush.apple.com.example/a",
        "https://notify.windows.com/a",  # only what lies below it
        "https://me:secret@fcm.googleapis.com/a",
        "https://127.0.0.1\\@web.push.apple.com/a",
        "https://127.0.0.1#.push.apple.com/a",
        "https://127.0.0.1?.push.apple.com/a",
        "https://fcm.googleapis.com/a\r\nHost: evil",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/길",
        "https://FCM.googleapis.com@127.0.0.1/a",
        "https://fcm.googleapis.com",
        "file:///etc/passwd",
        "",
    ],
)
def test_no_other_address_is_ever_sent_to(client, ada, endpoint):
    assert not browsers.is_known(endpoint)

    switch_on(client, endpoint=endpoint)

    assert not PushTarget.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"p256dh": ""},
        {"p256dh": "A" * 87},
        {"p256dh": sealing.encoded(b"\4" + b"\1" * 64)},
        {"p256dh": "열쇠"},
        {"auth": "short"},
        {"auth": "?" * 22},
    ],
)
def test_keys_that_are_none_are_refused(client, ada, bad):
    page = switch_on(client, **bad)

    assert "no usable keys" in page or "required" in page
    assert not PushTarget.objects.exists()


def test_a_browser_belongs_to_whoever_asked_last(client, ada):
    bob = make_person("bob")
    switch_on(client)
    client.force_login(bob)

    switch_on(client)

    assert PushTarget.objects.get().person == bob


def test_nobody_has_more_browsers_than_anybody_needs(ada):
    for number in range(browsers.MOST):
        browsers.add(ada, endpoint=f"{GOOGLE}{number}", **Browser().told)

    with pytest.raises(Refused):
        browsers.add(ada, endpoint=GOOGLE, **Browser().told)
    browsers.add(ada, endpoint=f"{GOOGLE}0", **Browser().told)  # one that is there already

    assert PushTarget.objects.count() == browsers.MOST


def test_a_foreign_browser_is_nobodys_to_switch_off(client, ada):
    foreign = browsers.add(make_person("bob"), endpoint=GOOGLE, **Browser().told)

    assert client.post(reverse("notices:remove-browser", args=[foreign.pk])).status_code == 404
    assert PushTarget.objects.exists()


def test_the_database_refuses_what_does_not_go_by_https(ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        PushTarget.objects.create(person=ada, endpoint="http://fcm.googleapis.com/a", p256dh="x", auth="x")


def test_without_keys_there_is_nothing_to_switch(client, ada, settings):
    with_keys = client.get(reverse("notices:switches")).content.decode()
    settings.PUSH_PRIVATE_KEY = ""
    without = client.get(reverse("notices:switches")).content.decode()

    assert all(word in with_keys for word in ("mark-push", "push.js", "data-push"))
    assert not any(word in without for word in ("-push", "push.js", "push-worker"))
    assert client.get("/push-worker.js").status_code == 404
    assert client.post(reverse("notices:add-browser")).status_code == 404


def test_the_worker_stands_at_the_root_and_may_fetch_nothing(client):
    answer = client.get("/push-worker.js")

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert b"showNotification" in answer.content
