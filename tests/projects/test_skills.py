import pytest
import yaml
from django.conf import settings

from projects import experience, skills
from projects.models import Project, XpEntry
from tests.making import make_finished, make_person, make_project, make_team

pytestmark = pytest.mark.django_db


def finished(project, person, mark=100):
    attempt = make_finished(make_team(project, person), score=mark, peer=mark)
    experience.pay(attempt)
    return attempt


def test_a_project_gives_its_xp_to_its_skills_in_equal_parts():
    ada = make_person("ada")
    finished(make_project("one", xp=90, skills=["python", "algorithms", "shell"]), ada)
    finished(make_project("two", xp=100, skills=["python", "memory"]), ada)
    make_project("three", xp=50, skills=["python"])

    known = {skill.name: (skill.xp, skill.possible) for skill in skills.of(ada)}

    assert known == {"python": (80, 130), "memory": (50, 50), "algorithms": (30, 30), "shell": (30, 30)}


def test_without_xp_what_most_can_be_earned_in_comes_first_and_everything_has_a_title():
    make_project("one", xp=100, skills=["python"])
    make_project("two", xp=300, skills=["quantum-computing"])

    assert [(skill.title, skill.percent) for skill in skills.of(make_person())] == [
        ("Quantum computing", 0),
        ("Python", 0),
    ]


def test_retired_projects_keep_what_they_gave():
    ada = make_person("ada")
    finished(make_project("one", xp=100, skills=["python"]), ada)
    Project.objects.update(retired=True)

    assert [(skill.xp, skill.possible, skill.percent) for skill in skills.of(ada)] == [(100, 0, 0)]


@pytest.mark.parametrize("count", [1, 4])
def test_two_queries_however_much_somebody_has_done(django_assert_num_queries, count):
    ada = make_person("ada")
    for number in range(count):
        finished(make_project(f"p{number}"), ada)
    assert XpEntry.objects.count() == count

    with django_assert_num_queries(2):
        skills.of(ada)


def test_every_skill_of_the_curriculum_has_a_title_in_both_languages():
    folders = settings.CURRICULUM_DIR.glob("*/project.yaml")

    named = {skill for path in folders for skill in yaml.safe_load(path.read_text())["skills"]}

    assert named - set(skills.TITLES) == set()
