"""The page of what somebody has earned, and the leaderboard of a cohort."""

import pytest

from academy.people import act_words
from academy.people.models import Cohort, StaffAct, User
from academy.trainee.radar import radar
from projects import experience
from projects.skills import Skill
from tests.making import make_cohort, make_finished, make_person, make_project, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make_person("ada")


def open_as(client, person, path="/growth/"):
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client.get(path)


def validate(person, *projects):
    for project in projects:
        experience.pay(make_finished(make_team(project, person), score=90, peer=90))


def test_each_change_of_xp_leads_to_its_cause(client, ada):
    project = make_project("maze", xp=200)
    attempt = make_finished(make_team(project, ada), score=90, peer=90)
    experience.pay(attempt)

    page = open_as(client, ada)

    (line,) = page.context["page"].object_list
    assert (line.cause, line.amount, line.total) == ("Maze validated with attempt 1.", 180, 180)
    assert f"/attempts/{attempt.pk}/mark/" in page.content.decode()


def test_skills_are_drawn_and_written_in_a_table(client, ada):
    validate(ada, make_project("one", skills=["python", "algorithms", "shell"]))
    make_project("two", skills=["memory", "data"])

    page = open_as(client, ada).content.decode()

    assert 'class="radar__area"' in page
    assert '<th scope="row">Algorithms</th><td class="number">30</td>' in page


def skills(**xp):
    return [Skill(name, earned, 1000) for name, earned in xp.items()]


def test_without_xp_or_with_too_few_skills_there_is_no_shape():
    assert radar(skills(python=10, c=5)) is None
    assert radar(skills(python=0, c=0, shell=0, memory=0, data=0)) is None


def test_the_rim_is_the_strongest_skill_and_the_axes_stand_in_the_order_of_names():
    drawn = radar(skills(python=80, c=40, shell=0, memory=0, data=0))

    assert drawn.edge == 80
    assert [axis.skill.name for axis in drawn.axes] == ["c", "data", "memory", "python", "shell"]
    assert drawn.area.split()[0] == "0.0,-50.0"


def test_no_more_than_eight_skills_are_drawn():
    assert len(radar(skills(**dict.fromkeys("abcdefghij", 10))).axes) == 8


def test_a_person_stays_off_the_leaderboard_for_everybody_but_staff(client, ada):
    bob, sora = make_person("bob"), make_person("sora", role="staff")
    bob.language = "en"
    client.force_login(bob)
    client.post("/profile/", {"name": bob.name, "language": "en"})
    assert User.objects.get(login="bob").on_leaderboard is False

    seen = {one.login: open_as(client, one, "/leaderboard/") for one in (ada, bob, sora)}

    listed = {
        login: [line.person.login for line in page.context["places"].page] for login, page in seen.items()
    }
    assert listed == {"ada": ["ada"], "bob": ["ada"], "sora": ["ada", "bob"]}
    assert b"bob" not in seen["ada"].content.lower()


def test_staff_do_without_a_leaderboard_and_bring_it_back_once_each(client, ada):
    sora, page = make_person("sora", role="staff"), "/staff/cohorts/gwangju/leaderboard/"
    client.force_login(sora, backend="allauth.account.auth_backends.AuthenticationBackend")

    texts = [client.post(page, {name: ""}, follow=True).content for name in ("hide", "hide", "show")]

    assert b"does without a leaderboard" in texts[1]
    assert b"Do without the leaderboard" in texts[2]
    told = [act_words.told(act) for act in StaffAct.objects.order_by("pk")]
    assert [one.title for one in told] == ["Leaderboard switched"] * 2
    changes = [["Leaderboard: shown → not shown"], ["Leaderboard: not shown → shown"]]
    assert [one.changes for one in told] == changes


def test_a_cohort_can_do_without_a_leaderboard(client, ada):
    Cohort.objects.update(leaderboard=False)

    assert open_as(client, ada, "/leaderboard/").status_code == 404
    assert b"/leaderboard/" not in open_as(client, ada).content
    assert open_as(client, make_person("sora", role="staff"), "/leaderboard/").status_code == 200


def test_staff_choose_the_cohort(client, ada):
    make_person("oz", cohort=make_cohort("seoul"))

    page = open_as(client, make_person("sora", role="staff"), "/leaderboard/?cohort=seoul")

    assert [line.person.login for line in page.context["places"].page] == ["oz"]
