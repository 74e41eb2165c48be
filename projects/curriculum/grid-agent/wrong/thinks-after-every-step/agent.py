"""An agent that learns a world by walking in it. It keeps what it has seen and thinks it over after each episode."""

from collections import Counter, defaultdict

CURIOUS, CAREFUL = 100.0, -1000.0  # what an action is worth that was hardly tried: while learning, and in the exam
ENOUGH = 3  # times that an action is tried before it is judged
THINKING = 200  # sweeps over what was seen, after each step


class Agent:
    def __init__(self, actions):
        self.actions, self.untried, self.enough = range(actions), CURIOUS, ENOUGH
        self.seen = defaultdict(Counter)  # (room, action) → how often which (reward, next room) came of it
        self.values = defaultdict(lambda: [self.untried] * actions)

    def choose(self, room):
        """The best action; while learning, those that were hardly tried look best."""
        return max(self.actions, key=self.values[room].__getitem__)

    def saw(self, room, action, reward, after):
        self.seen[room, action].update([(reward, after)])
        self.values[room][action] = self._value(self.seen[room, action])

    def think(self):
        """Q-learning on what was seen, again and again; the newest rooms first, for rewards seep back."""
        for _ in range(THINKING):
            for room in reversed(list(self.values)):
                self.values[room] = [self._value(self.seen[room, action]) for action in self.actions]

    def settle(self):
        """No more curiosity: what was never tried is left alone, and only what is sure to come counts."""
        self.untried, self.enough = CAREFUL, 1
        for room in self.values:
            self.values[room] = [CAREFUL] * len(self.actions)
        self.think()

    def _value(self, outcomes):
        if outcomes.total() < self.enough:
            return self.untried
        sums = (count * self._worth(*outcome) for outcome, count in outcomes.items())
        return sum(sums) / outcomes.total()

    def _worth(self, reward, after):
        return reward + max(self.values[after]) if after.isdigit() else reward


def episode(agent, room):
    """Walk until an end is reached or time is up, which is no end of the world."""
    last = room
    while last.isdigit():
        action = agent.choose(room)
        print(action, flush=True)
        told = input().split()
        agent.saw(room, action, float(told[0]), told[1])
        agent.think()
        room, last = told[1], told[-1]


def main():
    _, actions, *_ = input().split()
    agent = Agent(int(actions))
    for line in iter(input, "over"):
        _, room = line.split()
        if line.startswith("exam"):
            agent.settle()
        episode(agent, room)
        agent.think()


main()
