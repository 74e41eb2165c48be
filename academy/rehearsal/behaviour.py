"""What the simulated people are like. The shares and rates are those that the rules were designed with."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Behaviour:
    """One year's people; every number may be changed to ask 'what if?'."""

    people: int = 180
    days: int = 22 * 7  # from a Monday on
    presence: float = 0.85  # share of working days on which somebody is there
    quitters: float = 0.15  # share of people who leave before the end
    hoarders: float = 0.10  # offer time however many points they have
    altruists: float = 0.05  # the same, out of kindness
    minimal: float = 0.20  # offer time only when they have no point left
    content_from: int = 3  # points at which an ordinary person stops offering: from…
    content_to: int = 8  # …to
    offers_a_day: float = 0.22  # chance that somebody who arrives offers a block of time
    offers_when_content: float = 0.03
    block_halves: float = 3.0  # mean length of a block, in half hours
    misses: float = 0.03  # chance that a side does not come, each
    early_cancels: float = 0.03  # share of bookings that the evaluator calls off in time
    passes: float = 0.8  # chance that an attempt passes
    looks_here: float = 0.35  # chance per half hour that a present team looks for a time by itself
    looks_away: float = 0.05
    pledge_kept: float = 1.0  # share of pledges that people keep when they are asked
    standby_share: float = 0.08  # share of people who are on call each day
    standby_answers: float = 0.8  # chance that somebody on call comes when called
    foresees_absence: float = 0.7  # chance that a missing evaluator has not checked in either
