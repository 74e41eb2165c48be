"""The assignment itself, on numbers alone."""

from dataclasses import replace
from itertools import permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from peer_review.matching import repeatable, rounds
from peer_review.matching.problem import IMPOSSIBLE, Needs, Offers, Pairs, People, Problem, Spans, all_day
from peer_review.matching.rounds import FOR_EVER, place
from peer_review.matching.rules import Rules


def problem(ages, offers, people=4, banned=(), busy=(), wealth=None):
    """Needs of these ages; offers as (person, start), quarters from midnight, ten minutes' wait each."""
    table = np.array(sorted(offers, key=lambda offer: offer[1]), np.int64).reshape(-1, 2)
    count, zeros = len(ages), np.zeros(len(table), np.int64)
    start = table[:, 1]
    return Problem(
        Needs(np.array(ages, float), np.zeros(count, int), np.zeros(count, int), *all_day(count)),
        Offers(table[:, 0], start, 25 * start // 10, zeros, start % 96, zeros),
        People(np.array(wealth or [0] * people), np.ones(people, int), np.ones((1, people), bool)),
        Rules(),
        length=2,
        banned=Pairs.of([(need, person, 0, FOR_EVER) for need, person in banned]),
        recent=Pairs.of([]),
        busy=Spans.of(list(busy)),
    )


def placed(market, wanted):
    offers = market.offers
    with repeatable(1):
        found = place(market, np.array(wanted))
    return sorted((need, int(offers.person[offer]), int(offers.start[offer])) for need, offer in found)


def test_two_needs_share_two_offers_at_the_lowest_total_cost():
    market = problem([0, 0], [(0, 4), (1, 20)], banned=[(0, 1)])

    assert placed(market, [1, 1]) == [(0, 0, 4), (1, 1, 20)]


def test_the_older_one_gets_what_is_too_little_for_both():
    assert placed(problem([1, 30], [(0, 4)]), [1, 1]) == [(1, 0, 4)]
    assert placed(problem([30, 1], [(0, 4)]), [1, 1]) == [(0, 0, 4)]


def test_the_poor_one_is_asked():
    market = problem([0], [(0, 4), (1, 4)], wealth=[5, 2, 0, 0])

    assert placed(market, [1]) == [(0, 1, 4)]


def test_nobody_is_too_rich_to_be_asked():
    assert placed(problem([0], [(0, 4)], wealth=[1000, 0, 0, 0]), [1]) == [(0, 0, 4)]


def test_a_need_of_two_gets_two_people_at_two_times():
    market = problem([0], [(0, 4), (0, 8), (1, 4), (2, 12)])

    assert placed(market, [2]) in ([(0, 0, 4), (0, 2, 12)], [(0, 0, 8), (0, 1, 4)])


def test_a_team_that_is_elsewhere_waits():
    market = problem([0], [(0, 4), (1, 20)], busy=[(0, 3, 6)])

    assert placed(market, [1]) == [(0, 1, 20)]


def test_a_team_is_asked_only_in_its_hours():
    market = problem([0], [(0, 4), (1, 40)])
    evening = replace(market, needs=replace(market.needs, opens=np.array([36]), closes=np.array([42])))

    assert placed(evening, [1]) == [(0, 1, 40)]


def test_no_offers_place_nobody():
    assert placed(problem([0], []), [1]) == []


def test_parts_of_a_large_market_obey_the_same_rules(monkeypatch):
    monkeypatch.setattr(rounds, "PART", 2)
    market = problem([5, 4, 3, 2, 1], [(person, 4 + 2 * person) for person in range(8)], people=8)

    found = placed(market, [1] * 5)

    assert [need for need, _person, _start in found] == [0, 1, 2, 3, 4]
    assert len({person for _need, person, _start in found}) == 5


@st.composite
def markets(draw):
    needs, people = draw(st.integers(1, 4)), 4
    offers = draw(
        st.lists(
            st.tuples(st.integers(0, 3), st.integers(0, 20).map(lambda q: 2 * q)), max_size=6, unique=True
        )
    )
    banned = draw(st.lists(st.tuples(st.integers(0, needs - 1), st.integers(0, people - 1)), max_size=6))
    ages = draw(st.lists(st.integers(0, 90), min_size=needs, max_size=needs))
    wealth = draw(st.lists(st.integers(-2, 20), min_size=people, max_size=people))
    return (
        problem(ages, offers, banned=banned, wealth=wealth),
        [draw(st.integers(0, 3)) for _ in range(needs)],
        banned,
    )


@settings(max_examples=150, deadline=None)
@given(markets())
def test_whatever_the_market_nobody_gets_what_the_rules_forbid(case):
    market, wanted, banned = case

    found = placed(market, wanted)

    assert not {(need, person) for need, person, _start in found} & set(banned)
    assert len({(person, start) for _need, person, start in found}) == len(found)
    for need, most in enumerate(wanted):
        mine = [(person, start) for whose, person, start in found if whose == need]
        assert len(mine) <= most
        assert (
            len({person for person, _start in mine}) == len({start for _person, start in mine}) == len(mine)
        )


@settings(max_examples=100, deadline=None)
@given(markets())
def test_one_round_is_as_good_as_the_best_of_all_ways(case):
    market, _wanted, _banned = case
    needs, offers = len(market.needs), len(market.offers)
    if not offers:
        return
    cost = market.costs(np.arange(needs), np.arange(offers))

    def total(choice):
        return sum(
            int(cost[need, offer])
            if offer < offers and cost[need, offer] < IMPOSSIBLE
            else int(market.unmatched[need])
            for need, offer in enumerate(choice)
        )

    with repeatable(1):
        found = dict(place(market, np.ones(needs, int)))
    first_round = [found.get(need, offers) for need in range(needs)]

    assert total(first_round) == min(map(total, permutations(range(offers + needs), needs)))
