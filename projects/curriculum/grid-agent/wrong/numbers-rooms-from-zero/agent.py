"""An agent that learns a world by walking in it. It keeps what it has seen and thinks it over after each episode."""

from collections import Counter, defaultdict

OPTIMISM = 30.0  # what a room is worth while some action of it was hardly tried
THINKING = 60  # most sweeps over what was seen, after an episode
NEAR_ENOUGH = 0.01


class Agent:
    def __init__(self, actions, enough):
        self.actions, self.enough = range(actions), enough
        self.seen = defaultdict(Counter)  # (room, action) → how often which (reward, next room) came of it
        self.values = [[OPTIMISM] * actions for _ in range(64)]

    def choose(self, room):
        """The best action; while learning, those that were hardly tried look best."""
        values = self.values[room]
        return max(self.actions, key=values.__getitem__)

    def saw(self, room, action, reward, after):
        """`after` is None at the end of an episode."""
        self.seen[room, action][reward, after] += 1
        self._learn(room, action)

    def think(self):
        """Q-learning on what was seen, again and again, until hardly anything changes."""
        for _ in range(THINKING):
            if max((self._learn(*pair) for pair in list(self.seen)), default=0.0) < NEAR_ENOUGH:
                break

    def settle(self):
        """No more curiosity: what was never tried is worth nothing any more."""
        self.enough = 1
        for (room, action), values in ((pair, self.values[pair[0]]) for pair in list(self.seen)):
            for other in self.actions:
                if (room, other) not in self.seen:
                    values[other] = -OPTIMISM * 10
        for _ in range(10):
            self.think()

    def _learn(self, room, action):
        outcomes = self.seen[room, action]
        if outcomes.total() < self.enough:
            return 0.0
        worth = sum(
            count * (reward + self._worth(after)) for (reward, after), count in outcomes.items()
        ) / outcomes.total()
        values = self.values[room]
        change, values[action] = abs(values[action] - worth), worth
        return change

    def _worth(self, room):
        return 0.0 if room is None else max(self.values[room])


def episode(agent, room, learning):
    """Walk until an end is reached or time is up, which is no end of the world."""
    room, stopped = int(room), False
    while room != "end" and not stopped:
        action = agent.choose(room)
        print(action, flush=True)
        reward, after, *stopped = input().split()
        if learning:
            agent.saw(room, action, float(reward), None if after == "end" else int(after))
        room = after if after == "end" else int(after)


def main():
    _, actions, steps, _ = input().split()
    agent = Agent(int(actions), enough=2 if int(steps) < 700 else 5)
    learning = True
    while (line := input()) != "over":
        kind, room = line.split()
        if kind == "exam" and learning:
            agent.settle()
            learning = False
        episode(agent, room, learning)
        if learning:
            agent.think()


main()
