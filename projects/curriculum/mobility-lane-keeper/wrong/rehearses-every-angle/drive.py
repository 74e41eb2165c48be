"""Keeps a car in its lane: looks ahead for speed, steers by the bend and by what is left of the error."""

from math import atan, sin, sqrt

TRUST = 0.25  # in what is measured, against what was expected
OFFSET, HEADING, DRIFT = 0.10, 0.9, 0.05  # gains of the steering
SLOWLY = 8  # m/s from which on the gains fall
PATIENCE = 4.0  # how much of the past may be summed up
SOFTLY = 0.07  # radians that the wheels turn in a tick
CAUTION, BRAKING = 0.55, 4.0  # share of the grip that bends may take; twice the m/s² before them
ANGLES, REHEARSED = 10000, 40  # angles that are tried, and ticks for which each is
SOON = 0.5  # seconds until the speed is the one that is wanted


class Estimate:
    """Where the car probably is: what was expected of it, mended by what is measured."""

    def __init__(self, wheelbase, tick):
        self.wheelbase, self.tick = wheelbase, tick
        self.offset = self.heading = self.sum = 0.0

    def expect(self, steering, speed, bend):
        self.heading += speed * (steering / self.wheelbase - bend) * self.tick
        self.offset += speed * sin(self.heading) * self.tick

    def mend(self, offset, heading):
        self.offset += TRUST * (offset - self.offset)
        self.heading += TRUST * (heading - self.heading)


class Driver:
    def __init__(self, wheelbase, tick, grip, limit, ahead):
        self.estimate, self.wheelbase, self.tick = Estimate(wheelbase, tick), wheelbase, tick
        self.grip, self.limit, self.ahead, self.steering = grip, limit, ahead, 0.0

    def command(self, offset, heading, speed, bends):
        """Steering and acceleration. Offset and heading are None while the camera sees no lane."""
        self.estimate.expect(self.steering, speed, bends[0])
        if offset is not None:
            self.estimate.mend(offset, heading)
        self.steering += self._within(self._wanted(speed, bends) - self.steering, SOFTLY)
        return self.steering, (self._safe(bends) - speed) / SOON

    def _wanted(self, speed, bends):
        """The bend by itself, then the errors; gains fall with speed, and a steady drift is summed up."""
        seen = self.estimate
        seen.sum = self._within(seen.sum + seen.offset * self.tick, PATIENCE)
        gentle = SLOWLY / max(speed, SLOWLY)
        correction = OFFSET * seen.offset + DRIFT * seen.sum + HEADING * seen.heading
        wanted = atan(self.wheelbase * bends[0]) - gentle * correction
        return min((turn / ANGLES - 0.5 for turn in range(ANGLES)), key=lambda one: self._missed(one, wanted))

    def _missed(self, steering, wanted):
        """How far the wheels are from where they should be, all the way of the rehearsal."""
        missed, wheels = 0.0, self.steering
        for _ in range(REHEARSED):
            wheels += self._within(steering - wheels, SOFTLY)
            missed += abs(wheels - wanted)
        return missed

    def _safe(self, bends):
        """The speed from which all bends in sight can still be braked for."""
        allowed = [self.limit]
        for ahead, bend in zip(self.ahead, bends):
            if bend:
                allowed.append(sqrt(CAUTION * self.grip / abs(bend) + BRAKING * ahead))
        return min(allowed)

    @staticmethod
    def _within(value, most):
        return max(-most, min(most, value))


def read(text):
    return None if text == "-" else float(text)


def main():
    wheelbase, tick, grip, limit, _, *ahead = map(float, input().split()[1:])
    driver = Driver(wheelbase, tick, grip, limit, ahead)
    for line in iter(input, "end"):
        offset, heading, speed, *bends = map(read, line.split())
        steering, throttle = driver.command(offset, heading, speed, bends)
        print(f"{steering:.5f} {throttle:.3f}", flush=True)


main()
