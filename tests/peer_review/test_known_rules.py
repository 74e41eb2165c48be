from peer_review import ledger, market_settings
from peer_review.known_rules import read_once
from peer_review.market_settings import settings_of
from tests.peer_review.making import set_rules


def test_an_act_reads_the_rules_once(cohort, django_assert_num_queries):
    settings_of(cohort)

    with django_assert_num_queries(1), read_once():
        assert settings_of(cohort) is settings_of(cohort)


def test_outside_of_an_act_nothing_is_kept(cohort):
    assert settings_of(cohort).price_points == 1

    set_rules(price_points=2)

    assert settings_of(cohort).price_points == 2


def test_whoever_has_waited_for_their_turn_reads_the_rules_anew(cohort):
    with read_once():
        assert settings_of(cohort).price_points == 1
        set_rules(price_points=2)  # somebody else, meanwhile

        ledger.lock(cohort)

        assert settings_of(cohort).price_points == 2


def test_a_change_is_seen_by_the_act_that_made_it(cohort, sora):
    with read_once():
        assert settings_of(cohort).price_points == 1

        market_settings.change(cohort, values={"price_points": 3}, by=sora, reason="Try.")

        assert settings_of(cohort).price_points == 3


def test_what_never_changes_is_read_once_for_all_acts(cohort):
    with read_once(for_ever=True):
        kept = settings_of(cohort)
        with read_once():
            ledger.lock(cohort)
            assert settings_of(cohort) is kept
