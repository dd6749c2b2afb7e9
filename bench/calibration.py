"""calibration: how often each method finds an effect in real counts where none is known.

Monthly counts of eight offences by neighbourhood (Minneapolis, 2012 to 2016), each offence and all together: every
neighbourhood in turn takes the place of the one with the event, at up to 24 dates.  Two rows that stand twice are added
up, the month that is missing stays missing, and neighbourhoods that lack others, or have fewer than one count a month, are
left out.  The share of findings at 5 % must be at or under 5 % for the headline, the placebo rank; the naive methods stand
beside it."""
import collections
import csv
import os

import common as c

SHARED = os.environ.get("DAIS_SHARED") or os.path.join(os.path.dirname(c.ROOT), "shared")
DATA = os.path.join(SHARED, "data", "its", "mpls-crime-2012-2016.csv")
OFFENCES = "homicide rape robbery aggassault burglary larceny autotheft arson".split()
MISSING = (2014, 11)


def counts(rows, offences):
    """{area: {(year, month): count}}"""
    areas = collections.defaultdict(collections.Counter)
    for r in rows:
        areas[r["neighborhood"]][int(r["year"]), int(r["month"])] += sum(int(r[o]) for o in offences)
    return areas


def write(path, areas, months):
    """The panel of those areas that have every month and a count a month; how many."""
    kept = [a for a in sorted(areas) if len(areas[a]) == len(months) - 1 and sum(areas[a].values()) >= len(months)]
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f)
        w.writerow(["year", "month", "area", "count"])
        w.writerows([*m, a, areas[a].get(m, "")] for a in kept for m in months)
    return len(kept)


def main():
    if not os.path.exists(DATA):
        raise SystemExit(f"bench: {DATA} is not there: say with DAIS_SHARED where the shared data are")
    with open(DATA, encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    months = sorted({(int(r["year"]), int(r["month"])) for r in rows} | {MISSING})
    path = os.path.join(c.work_dir(), "panel.csv")
    found, of = collections.Counter(), collections.Counter()
    for name, offences in [(o, [o]) for o in OFFENCES] + [("all", OFFENCES)]:
        kept = write(path, counts(rows, offences), months)
        if kept < 20:  # a rank among fewer cannot be at or under 5 %
            print(f"{name:12} {kept} neighbourhoods: too few to rank")
            continue
        line = []
        for method, k, n in (x.split() for x in c.run(os.path.join(c.BUILD, "bench", "study-null"), path).splitlines()):
            found[method] += int(k)
            of[method] += int(n)
            line.append(f"{method} {int(k) / max(1, int(n)):.3f}")
        print(f"{name:12} {kept} neighbourhoods: " + ", ".join(line), flush=True)
    shares = {m: found[m] / of[m] for m in of}
    for method, share in shares.items():
        print(f"{method:16} {share:.3f} of {of[method]}")
    met = c.goal("false findings of the headline, the placebo rank, at 5 %", shares["placebo"], 0.05, at_most=True)
    c.summary("calibration", met=met, **{m.replace("-", "_").replace(":", "_"): round(s, 4) for m, s in shares.items()})


main()
