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


POWERS = [("interrogate-and-process", 30), ("serve-arrest-warrants", 45), ("oaths-and-evidence", 15), ("detainers", 10)]
OUTCOMES = {"interrogate-and-process": [("no-further-action", 60), ("referred", 30), ("other", 10)],
            "serve-arrest-warrants": [("warrant-served", 55), ("custody-transferred", 30), ("no-further-action", 15)],
            "oaths-and-evidence": [("documents-prepared", 85), ("other", 15)],
            "detainers": [("documents-prepared", 70), ("custody-held", 30)]}
SUPERVISORS = [("at-the-time", 62), ("within-1h", 25), ("within-24h", 8), ("later", 2), ("not-reached", 1), ("not-stated", 2)]
PLACES = [("north", 50), ("south", 30), ("harbor", 20)]


def holders_of(month):
    """Who acts in a month: three at first, fewer in the summer in which one holds no powers, none left out by number."""
    held = ["h-1", "h-2", "h-3", "h-4"]
    if month >= (2025, 4):
        held.remove("h-4")
    if (2025, 6) <= month <= (2025, 8):
        held.remove("h-3")
    return held


def activity(out):
    """What the agency reports: most of it with the task force; now and then on routine duty, where one power has no place."""
    chance = Chance(20241115)
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["day", "holder", "power", "setting", "place", "outcome", "supervisor", "release"])
    for year, month in MONTHS:
        if (year, month) < EVENT:
            continue
        for _ in range(34 + chance.below(14)):
            power = chance.one_of(POWERS)
            setting = "routine-duty" if chance.share() < 0.12 else "task-force"
            release = "local" if chance.share() < 0.94 else "undecided"
            rows.writerow([f"{year}-{month:02d}-{1 + chance.below(28):02d}", chance.one_of([(h, 1) for h in holders_of((year, month))]),
                           power, setting, chance.one_of(PLACES), chance.one_of(OUTCOMES[power]), chance.one_of(SUPERVISORS), release])


def main():
    if sys.argv[1:] == ["activity"]:
        activity(sys.stdout)
        return 0
    if len(sys.argv) == 3 and sys.argv[1] == "figures" and sys.argv[2] in ("calls", "burglaries"):
        figures(sys.argv[2], sys.stdout)
        return 0
    print("usage: demo/generate.py figures calls|burglaries, or: demo/generate.py activity", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
