"""authority: judgements a second on one core, of what the record shows of a holder's power.

authority-rate makes an instrument up (10,000 holders, 20 changes each), builds its state from facts in no order, and asks a
million questions of it, about any holder, power, setting, day and instant."""
import os

import common as c

HOLDERS = int(os.environ.get("DAIS_BENCH_HOLDERS", "10000"))
CHANGES = int(os.environ.get("DAIS_BENCH_CHANGES", "20"))
ROUNDS = int(os.environ.get("DAIS_BENCH_ROUNDS", "5"))


def main():
    out = c.run("taskset", "-c", str(c.CLIENT_CORE), os.path.join(c.BUILD, "bench", "authority-rate"), str(HOLDERS), str(CHANGES),
                str(ROUNDS))
    print(out, end="", flush=True)
    figures = dict(line.split(" ", 1) for line in out.splitlines() if " " in line)
    rate = float(figures["rate"])
    met = c.goal(f"judgements a second on one core, of {HOLDERS} holders with {CHANGES} changes each", rate, 1_000_000, at_most=False)
    c.summary("authority", holders=HOLDERS, changes=CHANGES, rate=rate, build_s=float(figures["build_s"]), met=met)


main()
