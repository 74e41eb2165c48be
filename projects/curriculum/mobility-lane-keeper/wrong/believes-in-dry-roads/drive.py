"""Keeps a car in its lane: looks ahead for speed, steers by the bend and by what is left of the error."""

from math import atan, copysign, isfinite, sin, sqrt

AHEAD = (0, 5, 10, 20, 30, 40, 60)
TRUST = 0.25  # in what is measured, against what was expected
OFFSET, HEADING, DRIFT = 0.10, 0.9, 0.05  # gains of the steering
CAUTION, BRAKING = 0.55, 2.5  # share of the grip that bends may take; m/s²


class Estimate:
    """Where the car probably is: what was expected of it, mended by what is measured."""

    def __init__(self, wheelbase, tick):
        self.wheelbase, self.tick = wheelbase, tick
        self.offset = self.heading = self.sum = 0.0
        self.started = False

    def expect(self, steering, speed, bend):
        self.heading += speed * (steering / self.wheelbase - bend) * self.tick
        self.offset += speed * sin(self.heading) * self.tick

    def mend(self, offset, heading):
        trust = TRUST if self.started else 1.0
        self.offset += trust * (offset - self.offset)
        self.heading += trust * (heading - self.heading)
        self.started = True


class Driver:
    def __init__(self, wheelbase, tick, grip, limit):
        self.estimate, self.wheelbase, self.tick = Estimate(wheelbase, tick), wheelbase, tick
        self.grip, self.limit, self.steering = 7.0, limit, 0.0

    def command(self, offset, heading, speed, bends):
        """Steering and acceleration. Offset and heading are None while the camera sees no lane."""
        self.estimate.expect(self.steering, speed, bends[0])
        if offset is not None:
            self.estimate.mend(offset, heading)
        self.steering += self._within(self._wanted(speed, bends) - self.steering, 0.07)
        return self.steering, self._within((self._safe(bends) - speed) / 0.5, 5.0)

    def _wanted(self, speed, bends):
        """The bend by itself, then the errors; gains fall with speed, and a steady drift is summed up."""
        seen = self.estimate
        seen.sum = self._within(seen.sum + seen.offset * self.tick, 4.0)
        gentle = 8 / max(speed, 8)
        correction = OFFSET * seen.offset + DRIFT * seen.sum + HEADING * seen.heading
        return atan(self.wheelbase * bends[0]) - gentle * correction

    def _safe(self, bends):
        """The speed from which all bends in sight can still be braked for."""
        allowed = [self.limit]
        for ahead, bend in zip(AHEAD, bends):
            if bend:
                allowed.append(sqrt(CAUTION * self.grip / abs(bend) + 2 * BRAKING * max(0, ahead - 5)))
        return min(allowed)

    @staticmethod
    def _within(value, most):
        return value if isfinite(value) and abs(value) <= most else copysign(most, value)


def read(text):
    return None if text == "-" else float(text)


def main():
    _, wheelbase, tick, grip, limit, *_ = input().split()
    driver = Driver(*map(float, (wheelbase, tick, grip, limit)))
    while (line := input()) != "end":
        offset, heading, speed, *bends = map(read, line.split())
        steering, throttle = driver.command(offset, heading, speed, bends)
        print(f"{steering:.5f} {throttle:.3f}", flush=True)


main()
