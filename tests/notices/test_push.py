"""What a push service gets, and what the browser reads of it: over HTTPS, with real keys."""

import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from io import StringIO

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command

from academy.notices import inbox
from academy.notices.models import Mailbox, PushTarget, Switch
from academy.notices.push import browsers, sealing, sending
from academy.notices.telling import tell
from tests.making import make_person
from tests.notices.push_service import Browser, running_service

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)  # 12:00 in Gwangju
NIGHT = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)  # 23:00 in Gwangju
PROJECT = {"ko": "첫걸음", "en": "First steps"}


@pytest.fixture(scope="module")
def a_service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("push")
    with running_service(folder) as service:
        yield service, str(folder / "localhost.pem")


@pytest.fixture
def service(a_service, settings, monkeypatch, time_machine):
    found, trusted = a_service
    found.answers, found.came[:] = {}, []
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", trusted)
    monkeypatch.setenv("NO_PROXY", "localhost")
    settings.PUSH_PRIVATE_KEY = sealing.new_private_key()
    settings.PUSH_SERVICES = [found.host]
    time_machine.move_to(NOON, tick=False)
    return found


@pytest.fixture
def ada(db):
    return make_person("ada")


def with_browser(person, service, name="ada"):
    browser = Browser()
    browsers.add(person, endpoint=service.address(name), **browser.told)
    return browser


def happen(person, key, name="moved"):
    tell([person.pk], name, key=key, url="/evaluations/1/", project=PROJECT, at=NOON)


def after(minutes, since=NOON):
    return since + timedelta(minutes=minutes)


def read(browser, service):
    return [json.loads(browser.read(body)) for _path, _headers, body in service.came]


def test_a_message_reads_as_the_example_of_the_rfc_says():
    """RFC 8291, section 5."""
    sender = sealing.private_key_of("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
    reader = sealing.private_key_of("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")
    salt, auth = sealing.decoded("DGv6ra1nlYgDCS1FRnbzlw"), sealing.decoded("BTBZMqHH6r4Tts7J_aSIgg")

    sealed = sealing.seal(
        b"When I grow up, I want to be a watermelon",
        p256dh=sealing.point_of(reader),
        auth=auth,
        own=sender,
        salt=salt,
    )

    assert sealing.encoded(sealed) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
        "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_the_browser_reads_the_sentence_and_nobody_on_the_way(ada, service):
    browser = with_browser(ada, service)
    happen(ada, "1")

    assert [sending.send_due(after(0)), sending.send_due(after(1)), sending.send_due(after(2))] == [0, 1, 0]

    (told,) = read(browser, service)
    assert told == {
        "title": "The evaluation of First steps is now on 2 Mar, 12:00",
        "body": "",
        "url": f"/notices/{ada.notices.get().pk}/",
        "lang": "en",
    }
    assert b"First steps" not in service.came[0][2]
    assert ada.notices.get().push == "sent"


def test_the_service_can_check_who_sends_and_how_long_it_keeps_it(ada, service):
    with_browser(ada, service)
    happen(ada, "1", "soon-to-get")

    sending.send_due(NOON)

    headers = service.came[0][1]
    assert (headers["Content-Encoding"], headers["TTL"], headers["Urgency"]) == ("aes128gcm", "3600", "high")
    token, key = headers["Authorization"].removeprefix("vapid t=").split(", k=")
    assert key == sealing.public_key()
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), urlsafe_b64decode(key + "="))
    claims = jwt.decode(token, public, algorithms=["ES256"], audience=f"https://{service.host}")
    assert claims["sub"] == "mailto:academy@localhost"
    assert claims["exp"] == int(after(12 * 60).timestamp())


def test_what_happens_within_a_while_is_one_message(ada, service):
    browser = with_browser(ada, service)
    happen(ada, "1")
    happen(ada, "2", "cancelled-by-team")
    sending.send_due(after(1))
    happen(ada, "3")

    assert [sending.send_due(after(10)), sending.send_due(after(11))] == [0, 1]

    first, second = read(browser, service)
    assert (first["title"], first["url"]) == ("2 things are new at Bitgoeul", "/notices/")
    assert first["body"].count("First steps") == 2
    assert "now on" in second["title"]


def test_the_night_is_quiet_but_for_what_cannot_wait(ada, service, time_machine):
    browser = with_browser(ada, service)
    time_machine.move_to(NIGHT, tick=False)
    happen(ada, "1")
    assert sending.send_due(after(60, NIGHT)) == 0

    happen(ada, "2", "soon-to-get")
    assert sending.send_due(after(61, NIGHT)) == 1

    assert read(browser, service)[0]["title"] == "2 things are new at Bitgoeul"


def test_what_was_read_or_is_switched_off_or_has_no_browser_is_not_pushed(ada, service):
    bob, cho = make_person("bob"), make_person("cho")
    with_browser(ada, service)
    with_browser(bob, service, "bob")
    Switch.objects.create(person=bob, kind="booking", channel="push", on=False)
    for person in (ada, bob, cho):
        happen(person, "1")
    inbox.read(ada)

    assert sending.send_due(after(1)) == 0

    assert service.came == []
    assert [person.notices.get().push for person in (ada, bob, cho)] == ["left", "off", "off"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten_and_the_others_are_told(ada, service, status):
    with_browser(ada, service, "old")
    with_browser(ada, service, "new")
    service.answers["/old"] = status
    happen(ada, "1")

    assert sending.send_due(after(1)) == 1

    assert [target.endpoint for target in PushTarget.objects.all()] == [service.address("new")]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_service_that_cannot_now_is_asked_again_in_the_next_turn(ada, service, status):
    with_browser(ada, service)
    service.answers["/ada"] = status
    happen(ada, "1")
    assert sending.send_due(after(1)) == 0
    assert sending.send_due(after(2)) == 0
    assert len(service.came) == 1

    service.answers.clear()

    assert sending.send_due(after(11)) == 1
    assert sending.send_due(after(22)) == 0


def test_a_service_that_is_away_is_asked_once_a_round_and_nothing_is_lost(ada, service, settings):
    bob = make_person("bob")
    for person in (ada, bob):
        with_browser(person, service, person.login)
        happen(person, "1")
    closed = "localhost:1"
    PushTarget.objects.filter(person=ada).update(endpoint=f"https://{closed}/ada")
    settings.PUSH_SERVICES = [closed, service.host]

    assert sending.send_due(after(1)) == 1

    assert (ada.notices.get().push, bob.notices.get().push) == ("waiting", "sent")


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 403, 413])
def test_nobody_is_led_elsewhere_and_what_is_refused_is_not_sent_again(ada, service, status):
    with_browser(ada, service)
    service.answers["/ada"] = status
    happen(ada, "1")

    assert sending.send_due(after(1)) == 0

    assert [path for path, _headers, _body in service.came] == ["/ada"]
    assert ada.notices.get().push == "left"
    assert PushTarget.objects.count() == 1


def test_a_service_that_is_no_longer_known_is_sent_nothing(ada, service, settings):
    with_browser(ada, service)
    happen(ada, "1")
    settings.PUSH_SERVICES = ["fcm.googleapis.com"]

    assert sending.send_due(after(1)) == 0

    assert service.came == []


def test_without_keys_nothing_waits_and_nothing_is_sent(ada, service, settings):
    with_browser(ada, service)
    settings.PUSH_PRIVATE_KEY = ""
    happen(ada, "1")

    assert sending.send_due(after(1)) == 0

    assert ada.notices.get().push == "off"


def test_the_longest_message_is_not_too_long_for_a_service(ada):
    tell([ada.pk], "nudge", key="1", url="/", text="빛" * 2000)
    zone = NOON.tzinfo

    assert len(sending.message(ada, list(ada.notices.all()), zone)) < sealing.MOST


def test_a_letter_and_a_message_have_clocks_of_their_own(ada, service):
    with_browser(ada, service)
    happen(ada, "1")

    sending.send_due(after(1))

    mailbox = Mailbox.objects.get()
    assert (mailbox.pushed_at, mailbox.mailed_at) == (after(1), None)


def test_the_command_prints_a_pair_that_fits(settings):
    said = StringIO()

    call_command("push_keys", stdout=said)

    lines = said.getvalue().splitlines()
    settings.PUSH_PRIVATE_KEY = lines[1].removeprefix("PUSH_PRIVATE_KEY=")
    assert lines[3] == f"# public key: {sealing.public_key()}"
