"""floor: acts judged a second on one core, and a meeting of sixteen hours replayed from its record.

A made-up meeting of 5,000 acts is written as a scenario, played into a fresh record, and read again: floor-rate folds it
from its entries, as a process does that knows nothing of it yet, and judges and applies its acts over and over."""
import os

import common as c

ACTS = int(os.environ.get("DAIS_BENCH_ACTS", "5000"))
ROUNDS = int(os.environ.get("DAIS_BENCH_ROUNDS", "5"))
MEMBERS = ["ana", "bo", "cy", "di", "eli"]
MEETING = "council/2026-06-17"


class Meeting:
    """Lines of a scenario, with how many acts they are."""

    def __init__(self):
        self.lines, self.acts, self.motion = [], 0, 0

    def add(self, line, acts=1):
        self.lines.append(line)
        self.acts += acts

    def move(self, mover, seconder, kind, on="", more=""):
        self.motion += 1
        name = f"m{self.motion}"
        self.add(f"{mover} moves {kind}{on} as {name}{more}")
        self.add(f"{seconder} seconds {name}")
        self.add(f"state {name}")
        return name

    def roll(self, name, yes):
        self.add(f"put {name} by roll-call")
        no = [m for m in MEMBERS if m not in yes]
        self.add(f"vote {name} yes: {' '.join(yes)} no: {' '.join(no)}", len(MEMBERS))

    def voice(self, name, outcome):
        self.add(f"put {name} by voice")
        self.add(f"announce {name} {outcome}")

    def point(self):
        self.motion += 1
        self.add(f"di moves point-of-order as m{self.motion}")
        self.add(f"chair rules m{self.motion} not-well-taken")

    def item(self, i):
        """One item: its motion, and by turns an amendment, a deferral that is lost, a point, the previous question."""
        self.add(f"take up rc-{i}")
        main = self.move("ana", "bo", "main")
        if i % 2:
            self.voice(self.move("cy", "di", "amend", f" on {main}"), "adopted")
        if i % 3 == 0:
            name = self.move("di", "cy", "postpone-definite", more=" to=2026-07-01")
            self.roll(name, ["di", "cy"])
            self.add(f"announce {name}")
        if i % 4 == 0:
            self.point()
        if i % 5 == 0:
            name = self.move("bo", "ana", "previous-question")
            self.roll(name, MEMBERS[:4])
            self.add(f"announce {name}")
        self.roll(main, ["ana", "bo", "cy"])
        self.add(f"cy changes to no on {main}")
        self.add(f"cy changes to yes on {main}")
        self.add(f"announce {main}")
        self.add(f"leave rc-{i}")
        if i % 20 == 0:
            self.add("recess")
            self.add("resume")


def scenario():
    m = Meeting()
    i = 0
    m.add("call to order presiding=ana")
    m.add(f"present {' '.join(MEMBERS)}")
    while m.acts < ACTS:
        i += 1
        m.item(i)
    m.add("adjourn")
    head = ['scenario "sixteen hours"', 'body council "Council" zone=America/New_York seats=5 pack=miami']
    head += [f'member {x} "{x.capitalize()}"' for x in MEMBERS]
    head += [f"meeting {MEETING} regular 2026-06-17T13:00:00Z"]
    for k in range(1, i + 1):
        head += [f'file rc-{k} resolution "Item {k}"', f"schedule rc-{k}"]
    return "\n".join(head + m.lines) + "\n", m.acts


def main():
    work = c.work_dir()
    data = os.path.join(work, "data")
    text, acts = scenario()
    path = os.path.join(work, "meeting.scn")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    c.dais("init", "--name", "Bench", "--data", data)
    c.dais("play", path, "--data", data)
    out = c.run("taskset", "-c", str(c.CLIENT_CORE), os.path.join(c.BUILD, "bench", "floor-rate"), data, MEETING, str(ROUNDS))
    print(out, end="", flush=True)
    figures = dict(line.split(" ", 1) for line in out.splitlines() if " " in line)
    met = c.goal("acts judged and applied a second, on one core", float(figures["rate"]), 1_000_000, at_most=False)
    met &= c.goal(f"seconds to replay a meeting of {acts} acts from its record", float(figures["replay_s"]), 1, at_most=True)
    c.summary("floor", acts=acts, rate=float(figures["rate"]), replay_s=float(figures["replay_s"]), met=met)


main()
