#!/usr/bin/env python3
"""The made figures of the rehearsal commission's agreement: demo/generate.py figures calls|burglaries, or activity.

Deterministic: the same program prints the same rows.  figures: time,area,count, 84 months of 24 areas; calls for help
fall by a fifth in the rehearsal city from December 2024 on, burglaries do not change.  activity: the rows that the
agency reports, from December 2024 to October 2026.
"""
import csv
import math
import sys


class Chance:
    """splitmix64, and what is drawn with it."""

    def __init__(self, seed):
        self.state = seed

    def bits(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & (2**64 - 1)
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & (2**64 - 1)
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & (2**64 - 1)
        return z ^ (z >> 31)

    def share(self):
        return (self.bits() >> 11) / 2.0**53

    def below(self, n):
        return self.bits() % n

    def poisson(self, mean):
        """By adding exponential waits."""
        n, waited = 0, -math.log(1.0 - self.share())
        while waited < mean:
            n += 1
            waited += -math.log(1.0 - self.share())
        return n

    def one_of(self, weighted):
        at = self.share() * sum(w for _, w in weighted)
        for value, weight in weighted:
            at -= weight
            if at < 0:
                return value
        return weighted[-1][0]


MONTHS = [(2020 + m // 12, m % 12 + 1) for m in range(84) if (2020 + m // 12, m % 12 + 1) <= (2026, 10)]
EVENT = (2024, 12)


def figures(what, out):
    calls = what == "calls"
    chance = Chance(20241217 if calls else 20241218)
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["time", "area", "count"])
    for place in range(24):
        area = "rehearsal-city" if place == 0 else f"city-{place:02d}"
        level = 150.0 + 20.0 * chance.share() if calls else 40.0 + 10.0 * chance.share()
        slope = 0.001 * (chance.share() - 0.5)
        for t, (year, month) in enumerate(MONTHS):
            season = 0.08 * math.sin(2 * math.pi * month / 12) + 0.05 * math.cos(2 * math.pi * month / 12)
            effect = math.log(0.8) if calls and place == 0 and (year, month) >= EVENT else 0.0
            mean = level * math.exp(slope * t + season + effect)
            rows.writerow([f"{year}-{month:02d}", area, chance.poisson(mean)])


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "figures" and sys.argv[2] in ("calls", "burglaries"):
        figures(sys.argv[2], sys.stdout)
        return 0
    print("usage: demo/generate.py figures calls|burglaries", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
