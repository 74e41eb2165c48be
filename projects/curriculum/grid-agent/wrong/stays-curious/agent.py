"""An agent that learns a world by walking in it. It keeps what it has seen and thinks it over after each episode."""

from collections import Counter, defaultdict

CURIOUS = 30.0  # what an action is worth that was hardly tried
ENOUGH = 3  # times that an action is tried before it is judged
THINKING = 100  # most sweeps over what was seen
NEAR_ENOUGH = 0.01


class Agent:
    def __init__(self, actions):
        self.actions = range(actions)
        self.seen = defaultdict(Counter)  # (room, action) → how often which (reward, next room) came of it
        self.values = defaultdict(lambda: [CURIOUS] * actions)

    def choose(self, room):
        """The best action; those that were hardly tried look best."""
        return max(self.actions, key=self.values[room].__getitem__)

    def saw(self, room, action, reward, after):
        self.seen[room, action][reward, after] += 1
        self._learn(room, action)

    def think(self):
        """Q-learning on what was seen, again and again, until hardly anything changes."""
        for _ in range(THINKING):
            changes = [self._learn(room, action) for room in list(self.values) for action in self.actions]
            if all(change < NEAR_ENOUGH for change in changes):
                break

    def _learn(self, room, action):
        """How much the value of the action has changed."""
        values = self.values[room]
        before, values[action] = values[action], self._value(self.seen[room, action])
        return abs(values[action] - before)

    def _value(self, outcomes):
        if outcomes.total() < ENOUGH:
            return CURIOUS
        sums = (count * (reward + self._worth(after)) for (reward, after), count in outcomes.items())
        return sum(sums) / outcomes.total()

    def _worth(self, room):
        return 0.0 if room == "end" else max(self.values[room])


def episode(agent, room):
    """Walk until an end is reached or time is up, which is no end of the world."""
    last = room
    while last.isdigit():
        action = agent.choose(room)
        print(action, flush=True)
        told = input().split()
        agent.saw(room, action, float(told[0]), told[1])
        room, last = told[1], told[-1]


def main():
    _, actions, *_ = input().split()
    agent = Agent(int(actions))
    while (line := input()) != "over":
        _, room = line.split()
        episode(agent, room)
        agent.think()


main()
