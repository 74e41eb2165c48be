import pytest
from django.urls import reverse

from academy.notices import inbox
from academy.notices.models import Mailbox, Switch
from academy.notices.telling import tell
from tests.making import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client):
    person = make_person("ada")
    client.force_login(person)
    return person


def nudge(person, key="1", text="Have you seen the new project?"):
    tell([person.pk], "nudge", key=key, url="/slots/", text=text)


def test_every_page_shows_how_much_is_new(client, ada):
    assert b"nav__count" not in client.get(reverse("notices:bell")).content
    nudge(ada)
    nudge(ada, key="2")

    page, bell = client.get("/"), client.get(reverse("notices:bell"))

    assert b'<span class="nav__count" aria-hidden="true">2</span>' in page.content
    assert b"2 new" in bell.content


def test_following_a_notice_reads_it(client, ada):
    nudge(ada)

    answer = client.get(reverse("notices:open", args=[ada.notices.get().pk]))

    assert answer.url == "/slots/"
    assert inbox.unread(ada) == 0


def test_what_came_after_the_page_was_loaded_stays_new(client, ada):
    nudge(ada)
    loaded = client.get(reverse("notices:index")).context["now"]
    nudge(ada, key="2")

    client.post(reverse("notices:read-all"), {"until": loaded})

    assert inbox.unread(ada) == 1


@pytest.mark.parametrize("until", ["", "yesterday", "2026-99-99T00:00:00Z", "2026-01-01T00:00:00"])
def test_a_moment_that_is_none_means_now(client, ada, until):
    nudge(ada)

    client.post(reverse("notices:read-all"), {"until": until})

    assert inbox.unread(ada) == 0


def test_a_word_of_the_staff_is_no_html(client, ada):
    nudge(ada, text="<b>now</b> 100%")

    assert b"&lt;b&gt;now&lt;/b&gt; 100%" in client.get(reverse("notices:index")).content


def test_somebody_chooses_what_reaches_them(client, ada):
    page = reverse("notices:switches")
    form = client.get(page).context["form"]
    wanted = {name: "on" for name in form.fields if name.endswith(("-page", "-mail"))}
    wanted.pop("mark-mail")

    client.post(page, {**wanted, "quiet_from": "23", "quiet_until": "6"})

    kept = {(row.kind, row.channel, row.on) for row in Switch.objects.all()}
    assert kept == {("mark", "mail", False)} | {
        (name, "mail", True) for name in ("grader", "level", "points")
    }
    assert Mailbox.objects.get().quiet_from == 23
    assert not client.get(page).context["form"]["mark-mail"].initial


def test_what_cannot_be_switched_off_says_so(client, ada):
    page = client.get(reverse("notices:switches"))

    assert b"hearing-mail" in page.content
    assert b"hearing-page" not in page.content
    assert b"always" in page.content


@pytest.mark.parametrize(
    ("role", "kinds"),
    [("mentor", {"soon", "booking", "duty"}), ("staff", {"soon", "booking", "duty", "alarm"})],
)
def test_everybody_is_asked_about_what_can_reach_them(client, role, kinds):
    client.force_login(make_person("sora", role=role))

    form = client.get(reverse("notices:switches")).context["form"]

    assert {kind.name for kind, _boxes in form.rows()} == kinds
