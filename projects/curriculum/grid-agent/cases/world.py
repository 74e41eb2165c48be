"""A world of rooms that an agent knows only by what it does to it.

Rooms have names that say nothing, and actions are shuffled, so that no compass helps. What an agent
can reach at best is computed here from the map.
"""

import random

from judge import passed, wrong

WAYS = ((-1, 0), (0, 1), (1, 0), (0, -1))
ENDS = {"G": 20.0, "g": 4.0, "P": -20.0}  # what is added where an episode ends
STEP = -1.0
LONGEST = 60  # steps of an episode


class World:
    def __init__(self, case):
        self.slip, self.dice = case.get("slip", 0.0), random.Random(case["seed"])  # noqa: S311
        rows = case["map"].split()
        self.kinds = {
            (row, column): kind
            for row, line in enumerate(rows)
            for column, kind in enumerate(line)
            if kind != "#"
        }
        self.start = next(place for place, kind in self.kinds.items() if kind == "S")
        names = self.dice.sample(range(100, 1000), len(self.kinds))
        self.names = dict(zip(self.kinds, names, strict=True))
        self.ways = self.dice.sample(WAYS, len(WAYS))
        self.here = self.start

    def begin(self):
        self.here = self.start
        return self.names[self.here]

    def step(self, action):
        """What it earns, and the name of the room; None where the episode ends."""
        ways = self.chances(action)
        way = self.dice.choices([way for way, _ in ways], [chance for _, chance in ways])[0]
        self.here = self.beyond(self.here, way)
        ends = ENDS.get(self.kinds[self.here])
        return (STEP + ends, None) if ends is not None else (STEP, self.names[self.here])

    def chances(self, action):
        """One slips to either side alike."""
        at = WAYS.index(self.ways[action])
        sides = [(WAYS[at - 1], self.slip / 2), (WAYS[(at + 1) % 4], self.slip / 2)]
        return [(WAYS[at], 1 - self.slip), *sides]

    def beyond(self, place, way):
        there = (place[0] + way[0], place[1] + way[1])
        return there if there in self.kinds else place

    def best(self):
        """What the best agent earns in an episode, on average."""
        worth = dict.fromkeys(self.kinds, 0.0)
        for _ in range(LONGEST):
            worth = {place: self._best_at(place, worth) for place in self.kinds}
        return worth[self.start]

    def _best_at(self, place, worth):
        if self.kinds[place] in ENDS:
            return 0.0
        return max(
            sum(chance * self._gain(self.beyond(place, way), worth) for way, chance in self.chances(action))
            for action in range(len(WAYS))
        )

    def _gain(self, there, worth):
        return STEP + ENDS.get(self.kinds[there], 0.0) + worth[there]


class Misplayed(Exception):
    """The agent wrote something that is no action."""


def play(program, case):
    world = World(case)
    program.tell(f"world {len(WAYS)} {case['steps']} {case['exams']}")
    try:
        left = case["steps"]
        while left > 0:
            left -= len(episode(program, world, "train", left))
        earned = [sum(episode(program, world, "exam", LONGEST)) for _ in range(case["exams"])]
    except Misplayed:
        return wrong(
            ko=f"0부터 {len(WAYS) - 1}까지의 행동 하나를 써야 합니다.",
            en=f"It must write one action from 0 to {len(WAYS) - 1}.",
        )
    program.tell("over")
    return judged(sum(earned) / len(earned), world.best(), case.get("slack", 0.0))


def episode(program, world, kind, left):
    """What each step earned, until an end is reached or time is up."""
    program.tell(f"{kind} {world.begin()}")
    earned, room = [], ""
    while room is not None and len(earned) < min(left, LONGEST):
        answer = program.hear().strip()
        if answer not in ("0", "1", "2", "3"):
            raise Misplayed
        gain, room = world.step(int(answer))
        earned.append(gain)
        program.tell(f"{gain:g} {after(room, stopped=len(earned) == min(left, LONGEST))}")
    return earned


def after(room, *, stopped):
    """The end of the world is one thing; that time is up another, for the room is there all the same."""
    return "end" if room is None else f"{room} stop" if stopped else str(room)


def judged(mean, best, slack):
    if mean >= best - slack - 1e-9:
        return passed(
            ko=f"시험에서 평균 {mean:.1f}점, 가장 좋은 것은 {best:.1f}점입니다.",
            en=f"It earned {mean:.1f} on average; the best is {best:.1f}.",
        )
    return wrong(
        ko=f"시험에서 평균 {mean:.1f}점입니다. {best - slack:.1f}점이 필요합니다.",
        en=f"It earned {mean:.1f} on average in the exam, and {best - slack:.1f} are needed.",
    )
