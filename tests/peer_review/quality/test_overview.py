"""What staff see about evaluators, and what an evaluator sees in the mirror."""

import pytest
from django.urls import reverse

from peer_review.models import Habit
from peer_review.quality import rates
from peer_review.quality.overview import overview
from tests.making import make_person
from tests.peer_review.making import make_attempt, make_project, make_trainee
from tests.peer_review.quality.test_one_more import give, set_rules
from tests.peer_review.test_views import path, site  # noqa: F401 -- a fixture


@pytest.fixture
def marked(cohort, bob, cho, clock):
    """Bob is kind, slow and says the same each time; Cho is strict. Six works each."""
    set_rules(cohort, asks_one_more=False)
    project = make_project("many", evaluations=2)
    for number in range(6):
        attempt = make_attempt(project, make_trainee(f"author{number}"))
        give(attempt, bob, 100, start=4 + 4 * number, clock=clock)
        give(attempt, cho, 60, start=6 + 4 * number, clock=clock)


def test_each_rule_says_how_many_innocents_it_expects(marked, cohort):
    found = overview(cohort)

    rules = {rule.name: rule for rule in found.rules}
    assert list(rules) == ["constant", "copier", "favours", "returned", "short", "empty"]
    assert found.marks == 12
    assert rules["constant"].tested == 0  # twelve marks each are needed
    assert rules["short"].expected_false == pytest.approx(0.02)
    assert [habit.user.login for habit in found.habits] == ["bob", "cho"]


def test_a_rate_is_compared_with_everybody():
    counts = [(1, 9, 10), *[(user, 1, 20) for user in range(2, 12)]]

    found = rates.unusual(counts)

    assert [one.user for one in found.flagged] == [1]
    assert found.expected_false == pytest.approx(0.11)
    assert rates.unusual([]).flagged == []
    assert rates.unusual([(1, 4, 4)]).tested == 0
    assert rates.at_least(0, 5, 0.3) == pytest.approx(1)


def test_staff_read_the_page_and_nobody_else(site, marked, cohort, bob, sora):  # noqa: F811
    address = reverse("staff:evaluators", args=[cohort.slug])

    page = site(sora).get(address).content.decode()

    assert "never a verdict" in page
    assert "expected by chance: 0.0" in page
    assert site(bob).get(address).status_code == 404


def test_the_mirror_shows_only_oneself(site, marked, bob, cho):  # noqa: F811
    page = site(bob).get(path("mirror")).content.decode()

    assert "points above others" in page
    assert "from 6 marks" in page
    assert "Cho" not in page
    assert "points below others" in site(cho).get(path("mirror")).content.decode()


def test_with_few_marks_the_mirror_waits(site, ada):  # noqa: F811
    assert "So far you have given 0 marks" in site(ada).get(path("mirror")).content.decode()


def test_the_mirror_of_somebody_without_a_cohort_is_empty(site, sora):  # noqa: F811
    assert site(make_person("mina", role="mentor")).get(path("mirror")).status_code == 200
    assert not Habit.objects.exists()
