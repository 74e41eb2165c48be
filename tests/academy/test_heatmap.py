"""The heat map of a cohort: what it shows, how it is sifted, and which rows are drawn again."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.people.models import Enrolment
from academy.staff.cohort import board, heatmap, views
from academy.staff.cohort.sifting import Sift
from grader import runs
from grader.models import Run
from projects import attempts, corrections, experience
from tests.making import make_cohort, make_finished, make_person, make_project, make_submission, make_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
PAGE, FRAGMENT = "/staff/cohorts/gwangju/", "/staff/cohorts/gwangju/heatmap/"
ROW = r'<th scope="row"><a href="/staff/people/([\w-]+)/'


@pytest.fixture
def sora(client):
    sora = make_person("sora", role="staff")
    client.force_login(sora, backend="allauth.account.auth_backends.AuthenticationBackend")
    return sora


def people_of(client, query=""):
    """In the order of the page, which is that of the fragment."""
    page, fragment = (client.get(path + query).content.decode() for path in (PAGE, FRAGMENT))
    assert re.findall(ROW, page) == re.findall(ROW, fragment)
    return re.findall(ROW, page)


def test_the_grid_shows_the_best_mark_of_each_trainee():
    ada, project = make_person("ada"), make_project(retry_days=[0])
    team = make_team(project, ada)
    make_finished(team, peer=100)
    attempts.open_next(team)

    [row] = board.grid(make_cohort()).rows

    assert [(cell.state, cell.mark, cell.attempts) for cell in row.cells] == [("open", 100, 2)]
    assert row.last_work is not None


def test_a_window_leads_to_the_work_behind_it(client, sora):
    ada, project = make_person("ada"), make_project()
    make_finished(make_team(project, ada), peer=100)
    make_project("later")
    cohort = make_cohort()

    [row] = heatmap.drawn(cohort, board.grid(cohort))

    address = reverse("staff:work", args=[cohort.slug, "ada", project.slug])
    assert re.findall('class="cell" href="([^"]*)"', row) == [address]
    work = client.get(address).content.decode()
    assert "Attempt 1" in work
    assert "<strong>100</strong>" in work
    assert "has not begun" in client.get(address.replace("first-steps", "later")).content.decode()


def test_staff_search_filter_and_sort_by_address(client, sora):
    cohort = make_cohort()
    cohort.classes.create(number=2)
    people = [
        make_person(login, name=name) for login, name in (("ada", "Ada"), ("bob", "Ada B"), ("cy", "Cy"))
    ]
    Enrolment.objects.filter(user=people[0]).update(school_class=cohort.classes.get(number=2))
    experience.pay(make_finished(make_team(make_project(), people[2])))

    assert people_of(client) == ["bob", "cy", "ada"]
    assert people_of(client, "?q=ada") == ["bob", "ada"]
    assert people_of(client, "?class=2") == ["ada"]
    assert people_of(client, "?sort=name&down=1") == ["cy", "bob", "ada"]
    assert people_of(client, "?sort=level&down=1")[0] == "cy"
    assert people_of(client, "?sort=nonsense&class=x&state=x") == ["bob", "cy", "ada"]


def test_who_has_graduated_is_found_by_state(client, sora):
    ada, _bob = make_person("ada"), make_person("bob")
    Enrolment.objects.filter(user=ada).update(state="graduated")

    assert people_of(client) == ["bob"]
    assert people_of(client, "?state=graduated") == ["ada"]


def test_those_without_a_value_stand_last_whichever_way(client, sora):
    make_person("ada")
    make_submission(make_team(make_project(), make_person("bob")))

    assert people_of(client, "?sort=work") == ["bob", "ada"]
    assert people_of(client, "?sort=work&down=1") == ["bob", "ada"]


def test_an_address_says_only_what_differs_from_the_usual():
    assert Sift.of({}).query == ""
    assert Sift.of({"q": " ada ", "class": "2", "down": "1"}).query == "q=ada&class=2&down=1"


def test_the_address_of_the_page_follows_what_is_asked(client, sora):
    make_person("ada")

    answer = client.get(FRAGMENT + "?q=ada&sort=name")

    assert answer["HX-Replace-Url"] == PAGE + "?q=ada&sort=name"
    assert 'aria-sort="ascending"' in answer.content.decode()


@pytest.fixture
def crowd(monkeypatch):
    """More people than come with the page: the first ones by name are ada and bob."""
    monkeypatch.setattr(views, "FIRST", 2)
    return [make_person(login) for login in ("ada", "bob", "cy", "dan", "eve")]


REST = r'<tr hx-get="([^"]+)" hx-trigger="load" hx-swap="outerHTML"'


def read(client, path):
    return html.unescape(client.get(path).content.decode())


def test_the_first_rows_come_with_the_page_and_the_others_at_once_after_it(client, sora, crowd):
    page = read(client, PAGE + "?sort=name&down=1")
    [rest] = re.findall(REST, page)

    assert re.findall(ROW, page) == ["eve", "dan"]
    assert "5 trainees" in page
    assert re.findall(ROW, read(client, rest)) == ["cy", "bob", "ada"]


def test_nobody_is_missing_or_twice_when_the_order_changes_before_the_others_come(client, sora, crowd):
    [rest] = re.findall(REST, read(client, PAGE + "?sort=level&down=1"))
    experience.pay(make_finished(make_team(make_project(), crowd[4])))

    assert re.findall(ROW, read(client, rest)) == ["eve", "cy", "dan"]


def test_a_link_leads_to_all_rows_without_a_script(client, sora, crowd):
    page = read(client, PAGE + "?q=a&sort=name")
    everybody = read(client, PAGE + "?all=1")

    assert re.findall(REST, page) == []  # ada and dan are all
    assert '<a href="?all=1">All trainees</a>' in read(client, PAGE)
    assert '<a href="?all=1&sort=name">' in read(client, PAGE + "?sort=name")
    assert re.findall(ROW, everybody) == ["ada", "bob", "cy", "dan", "eve"]
    assert re.findall(REST, everybody) == []


@pytest.mark.parametrize("shown", ["", "x", ".", "0.x", "9" * 30])
def test_an_address_of_others_that_makes_no_sense_leaves_nobody_out(client, sora, crowd, shown):
    assert len(re.findall(ROW, read(client, f"{FRAGMENT}rest/?shown={shown}"))) == 5


def changes_since(client, moment, query=""):
    return client.get(f"{FRAGMENT}changes/?since={moment.timestamp():.0f}{query}")


def test_only_the_rows_of_those_who_have_done_something_since_are_drawn_again(client, sora, time_machine):
    ada, bob = make_person("ada"), make_person("bob")
    make_submission(make_team(make_project(), bob))
    time_machine.move_to(timezone.now() + timedelta(hours=1))
    drawn_at = timezone.now()
    nothing_yet = changes_since(client, drawn_at).content.decode()

    make_team(make_project("second"), ada)

    fragment = changes_since(client, drawn_at).content.decode()
    assert re.findall(ROW, nothing_yet) == []
    assert re.findall(ROW, fragment) == ["ada"]
    assert '<tr id="row-ada" hx-swap-oob="true">' in fragment
    assert re.findall(ROW, changes_since(client, drawn_at, "&q=bob").content.decode()) == []


def test_a_verdict_and_a_corrected_mark_change_the_row(sora, time_machine):
    ada, bob = make_person("ada"), make_person("bob")
    run = runs.request(make_submission(make_team(make_project(), ada)), purpose=Run.Purpose.CHECK)
    finished = make_finished(make_team(make_project("second"), bob))
    time_machine.move_to(timezone.now() + timedelta(hours=1))
    drawn_at = timezone.now() - timedelta(seconds=1)

    runs.cancel(run)
    assert board.changed_since(drawn_at) == {ada.pk}

    corrections.override(finished, mark=40, by=sora, reason="Copied.")
    assert board.changed_since(drawn_at) == {ada.pk, bob.pk}


@pytest.mark.parametrize("since", ["", "x", "0", "9" * 30])
def test_a_heat_map_that_slept_long_is_loaded_again(client, sora, since):
    make_cohort()

    answer = client.get(f"{FRAGMENT}changes/?since={since}")

    assert (answer.status_code, answer["HX-Refresh"]) == (200, "true")
