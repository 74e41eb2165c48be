import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from academy.people.models import Cohort
from peer_review import market_settings
from peer_review.models import MarketSettings, SettingsChange
from peer_review.models.ranges import RANGES
from peer_review.rule_groups import GROUPS
from projects.refusals import Refused


def change(cohort, by, **values):
    return market_settings.change(cohort, values=values, by=by, reason="Too few points.")


def test_a_cohort_gets_its_rules_when_they_are_first_asked_for(cohort):
    market = market_settings.settings_of(cohort)

    assert (market.price_points, market.start_points, market.ceiling_points) == (1, 5, 20)
    assert market_settings.settings_of(Cohort.objects.get()) == market
    assert MarketSettings.objects.count() == 1


def test_a_change_is_kept_with_who_when_what_and_why(cohort, sora):
    changed = change(cohort, sora, target_points=6, start_points=5)

    assert market_settings.settings_of(Cohort.objects.get()).target_points == 6
    assert (changed.by, changed.reason, changed.values) == (
        sora,
        "Too few points.",
        {"target_points": [5, 6]},
    )


def test_the_same_values_change_nothing(cohort, sora):
    assert change(cohort, sora, target_points=5) is None
    assert not SettingsChange.objects.exists()


def test_only_staff_change_the_rules(cohort, ada):
    with pytest.raises(Refused, match="Only staff"):
        change(cohort, ada, target_points=6)


def test_a_change_says_why(cohort, sora):
    with pytest.raises(Refused, match="Say why"):
        market_settings.change(cohort, values={"target_points": 6}, by=sora, reason="  ")


@pytest.mark.parametrize(
    "values",
    [
        {"price_points": 0},
        {"soft_cap_points": 21},
        {"start_points": 10, "ceiling_points": 9},
        {"pledge_minutes": 20},
        {"pairs_relax_after_hours": 0},
        {"crunch_weeks": ["2026-13-01"]},
        {"crunch_weeks": "2026-06-15"},
    ],
)
def test_nonsense_is_not_saved(cohort, sora, values):
    with pytest.raises(ValidationError):
        change(cohort, sora, **values)

    assert not SettingsChange.objects.exists()


@pytest.mark.parametrize("name", sorted(RANGES))
def test_the_database_refuses_what_makes_no_sense(cohort, name):
    market = market_settings.settings_of(cohort)

    with pytest.raises(IntegrityError), transaction.atomic():
        MarketSettings.objects.filter(pk=market.pk).update(**{name: RANGES[name][1] + 1})


@pytest.mark.parametrize(
    "values",
    [
        {"soft_cap_points": 21},
        {"target_points": 15, "ceiling_points": 14, "soft_cap_points": 10},
        {"pledge_minutes": 20},
        {"pairs_relax_after_hours": 400},
    ],
)
def test_the_database_refuses_rules_that_contradict_each_other(cohort, values):
    market = market_settings.settings_of(cohort)

    with pytest.raises(IntegrityError), transaction.atomic():
        MarketSettings.objects.filter(pk=market.pk).update(**values)


@pytest.mark.parametrize("spoiled", [{"reason": ""}, {"values": {}}])
def test_the_history_has_no_empty_lines(cohort, sora, spoiled):
    line = {"reason": "Why", "values": {"price_points": [1, 2]}, **spoiled}

    with pytest.raises(IntegrityError), transaction.atomic():
        SettingsChange.objects.create(market=market_settings.settings_of(cohort), by=sora, **line)


def test_every_rule_has_its_place_on_the_page():
    named = [name for _label, names in GROUPS for name in names]
    rules = [field.name for field in MarketSettings._meta.get_fields() if not field.is_relation]

    assert sorted(named) == sorted(set(rules) - {"id"})


def post(client, cohort, **values):
    from academy.staff.market.forms import RulesForm

    form = RulesForm(instance=market_settings.settings_of(cohort))
    shown = {name: form[name].value() for name in form.fields}
    typed = {name: "" if value is None else value for name, value in {**shown, **values}.items()}
    typed["crunch_weeks"] = values.get("crunch_weeks", "")
    return client.post(f"/staff/cohorts/{cohort.slug}/rules/", typed)


def test_staff_change_the_rules_on_their_page(client, cohort, sora):
    client.force_login(sora)

    answer = post(client, cohort, pledge_factor=2, crunch_weeks="2026-06-15, 2026-06-22", reason="Exams.")

    page = client.get(answer.url).content.decode()
    market = MarketSettings.objects.get()
    assert (market.pledge_factor, market.crunch_weeks) == (2, ["2026-06-15", "2026-06-22"])
    assert "Exams." in page
    assert "pledge: 0 → 2" in page


def test_only_groups_with_a_change_and_the_first_one_are_open(client, cohort, sora):
    client.force_login(sora)

    def opened(page):
        return page.content.decode().count('<details class="disclosure" open>')

    assert opened(client.get(f"/staff/cohorts/{cohort.slug}/rules/")) == 1
    assert opened(post(client, cohort, credit_points=1, pledge_factor=2)) == 2


def test_the_page_says_what_is_wrong_and_saves_nothing(client, cohort, sora):
    client.force_login(sora)

    page = post(client, cohort, soft_cap_points=30, reason="More.").content.decode()

    assert "The soft cap is not above the ceiling." in page
    assert not SettingsChange.objects.exists()


def test_the_page_asks_for_a_reason(client, cohort, sora):
    client.force_login(sora)

    assert post(client, cohort, target_points=6).status_code == 200
    assert MarketSettings.objects.get().target_points == 5
