"""A car on a road, seen from above: a bicycle model, a steering that lags, wind, and sensors that are noisy.

Metres, seconds and radians; left of the lane's middle is positive, and so are bends to the left.
"""

import math
import random

from judge import passed, wrong

WHEELBASE, TICK = 2.7, 0.1
HALF_LANE = 1.0  # how far the middle of the car may be from the middle of the lane
STEERING, ITS_RATE = 0.5, 0.8  # how far the wheels turn, and how fast
BRAKES, ENGINE = -6.0, 2.5
AHEAD = (0, 5, 10, 20, 30, 40, 60)  # metres to where the camera measures the bend


class Car:
    def __init__(self, case):
        self.case, self.dice = case, random.Random(case["seed"])  # noqa: S311
        self.place = self.heading = self.wheels = 0.0
        self.offset, self.speed = case.get("offset", 0.0), case.get("speed", 0.0)
        self.camera = case.get("camera", AHEAD)
        self.length = sum(part[0] for part in case["road"])

    def bend(self, place):
        """Curvature of the road there: one over the radius."""
        for length, radius in self.case["road"]:
            if place < length:
                return 1 / radius if radius else 0.0
            place -= length
        return 0.0

    def seen(self):
        bends = " ".join(f"{self.bend(self.place + ahead):.4f}" for ahead in self.camera)
        noise = self.case.get("noise", 0.0)
        offset, heading = self.dice.gauss(self.offset, noise), self.dice.gauss(self.heading, noise / 8)
        blind = self.dice.random() < self.case.get("blind", 0.0)
        lane = "- -" if blind else f"{offset:.3f} {heading:.4f}"
        return f"{lane} {self.speed:.2f} {bends}"

    def move(self, steering, throttle):
        """One tick. The tyres give no more sideways than the grip allows."""
        wanted = min(max(steering, -STEERING), STEERING)
        self.wheels += min(max(wanted - self.wheels, -ITS_RATE * TICK), ITS_RATE * TICK)
        self.speed = max(0.0, self.speed + min(max(throttle, BRAKES), ENGINE) * TICK)
        turning = self.speed * math.tan(self.wheels) / WHEELBASE
        if self.speed:
            most = self.case["grip"] / self.speed
            turning = min(max(turning, -most), most)
        bend = self.bend(self.place)
        along = self.speed * math.cos(self.heading) / (1 - bend * self.offset)
        self.place += along * TICK
        self.heading += (turning - bend * along) * TICK
        self.offset += (self.speed * math.sin(self.heading) + self.case.get("wind", 0.0)) * TICK


class Record:
    """What the drive was like so far."""

    def __init__(self):
        self.offsets, self.turns, self.last = [], [], 0.0

    def add(self, car, steering):
        self.offsets.append(car.offset)
        self.turns.append(abs(steering - self.last))
        self.last = steering

    @property
    def error(self):
        return math.sqrt(sum(offset * offset for offset in self.offsets) / len(self.offsets))

    @property
    def restlessness(self):
        return sum(self.turns) / len(self.turns)


def play(program, case):
    car, record = Car(case), Record()
    camera = " ".join(map(str, car.camera))
    program.tell(f"car {WHEELBASE} {TICK} {case['grip']} {case['limit']} {car.length} {camera}")
    for _ in range(round(case["seconds"] / TICK)):
        if (command := numbers(program.ask(car.seen()))) is None:
            return wrong(ko="유한한 수 두 개를 써야 합니다.", en="It must write two finite numbers.")
        car.move(*command)
        record.add(car, command[0])
        if fault := broken(car, case):
            return fault
        if car.place >= car.length:
            program.tell("end")
            return judged(record, case)
    return wrong(
        ko=f"{case['seconds']}초 안에 도착하지 못했습니다. {car.length - car.place:.0f} m가 남았습니다.",
        en=f"It did not arrive within {case['seconds']} s: {car.length - car.place:.0f} m were left.",
    )


def another(program, case):
    """A road that is made anew for each run: bends of a common kind to either side, and straights between."""
    dice, road = random.Random(case["seed"]), []  # noqa: S311
    for _ in range(case["bends"]):
        road += [
            [dice.randint(40, 80), 0],
            [dice.randint(40, 60), dice.choice([-1, 1]) * dice.randint(45, 90)],
        ]
    road.append([50, 0])
    length = sum(part[0] for part in road)
    return play(program, case | {"road": road, "seconds": round(length / (0.55 * case["limit"]))})


def numbers(line):
    """Both numbers of a command, or None."""
    try:
        steering, throttle = map(float, line.split())
    except ValueError:
        return None
    return (steering, throttle) if math.isfinite(steering + throttle) else None


def broken(car, case):
    if abs(car.offset) > HALF_LANE:
        return wrong(
            ko=f"{car.place:.0f} m에서 차선을 벗어났습니다(속도 {car.speed:.1f} m/s).",
            en=f"It left the lane at {car.place:.0f} m, at {car.speed:.1f} m/s.",
        )
    if car.speed > case["limit"] * 1.05:
        return wrong(
            ko=f"{car.place:.0f} m에서 {car.speed:.1f} m/s로 달렸습니다. 제한은 {case['limit']} m/s입니다.",
            en=f"It went {car.speed:.1f} m/s at {car.place:.0f} m; the limit is {case['limit']}.",
        )
    return None


def judged(record, case):
    error, restless = record.error, record.restlessness
    if error > case["error"]:
        return wrong(
            ko=f"차선 가운데에서 벗어난 정도가 {error:.3f} m입니다. {case['error']} m까지입니다.",
            en=f"It was {error:.3f} m off the middle; {case['error']} are allowed.",
        )
    if restless > case["restless"]:
        return wrong(
            ko=f"핸들이 한 박자에 {restless:.4f}씩 움직였습니다. {case['restless']}까지입니다.",
            en=f"The steering moved by {restless:.4f} a tick; {case['restless']} are allowed.",
        )
    return passed(
        ko=f"벗어남 {error:.3f} m, 핸들 {restless:.4f}", en=f"{error:.3f} m off, steering {restless:.4f}"
    )
