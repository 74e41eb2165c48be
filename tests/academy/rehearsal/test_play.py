"""A few people and a week, with the academy's own rules and database."""

import json
import re
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from academy.people.models import Cohort, User
from academy.rehearsal.behaviour import Behaviour
from academy.rehearsal.drawn import BARS
from academy.rehearsal.play import PLAIN, Script, play
from academy.rehearsal.scripts import rules_of, script_of
from peer_review.models import Entry, Evaluation

# A rehearsal has a database of its own, in memory: there is nothing to try on another one.
pytestmark = pytest.mark.sqlite
SVG = "{http://www.w3.org/2000/svg}"
FEW = Behaviour(people=12, days=3)


@pytest.mark.django_db
def test_days_are_lived_through_alike_whoever_makes_the_sql_and_leave_nothing_behind():
    told = []

    def lived(*, planned):
        return play(Script(behaviour=FEW, seed=5), lambda *step: told.append(step), planned=planned)

    one, other = lived(planned=True), lived(planned=False)

    assert one.evaluations > 0
    assert 0 <= one.working_median <= one.wait_median
    assert {**one.to_json(), "seconds": 0} == {**other.to_json(), "seconds": 0}
    assert told[:3] == told[3:]
    assert [done for done, _so_far in told[:3]] == [0, 1 / 3, 2 / 3]
    assert not any(model.objects.exists() for model in (Cohort, User, Evaluation, Entry))


def test_a_rule_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="There is no rule 'pledges'"):
        script_of(None, changes={"pledges": 2}, behaviour=FEW)


def test_the_plain_rule_names_real_rules():
    assert set(PLAIN) <= set(rules_of(None))


@pytest.mark.django_db
def test_the_command_prints_and_draws_both_rules_in_one_language(tmp_path):
    said, results, picture = StringIO(), tmp_path / "results.json", tmp_path / "waits.svg"

    with translation.override("ko"):
        call_command("rehearse", people=10, days=1, json=results, svg=picture, stdout=said)

    words = set(re.findall("[A-Za-z]+", said.getvalue()))
    assert words == {"h"}
    assert "42의 규칙" in said.getvalue()
    assert "시도 0건: 0.0 h, 0.0 h" in said.getvalue()
    assert set(json.loads(results.read_text())) == {"these rules", "42's rule"}
    drawing = ElementTree.parse(picture)  # noqa: S314 -- our own
    curves, bars = (drawing.findall(f".//{SVG}{name}") for name in ("polyline", "rect"))
    assert (len(curves), len(bars)) == (4, 2 + 2 * len(BARS))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"cohort": "nobody"}, "There is no cohort 'nobody'."),
        ({"set": ["pledge_factor"]}, "Write --set like pledge_factor=2, not 'pledge_factor'."),
        ({"set": ["colour=3"]}, "There is no rule 'colour'"),
    ],
    ids=["cohort", "form", "rule"],
)
def test_a_wrong_call_says_what_to_do(options, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("rehearse", **options)
