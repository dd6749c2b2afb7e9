"""study: a thousand outcomes of 240 months, each ranked among 88 areas without an effect, on all cores.

study-rate makes the counts up, and for each outcome fits the area of the event, the 88 others, and what each of them is
compared with; only that is timed.  Each core takes its part."""
import os
import resource
import subprocess

import common as c

SERIES = int(os.environ.get("DAIS_BENCH_SERIES", "1000"))
AREAS, MONTHS = 88, 240


def main():
    parts = [SERIES // len(c.CORES) + (i < SERIES % len(c.CORES)) for i in range(len(c.CORES))]
    tool = os.path.join(c.BUILD, "bench", "study-rate")
    running = [c.start([tool, str(n), str(AREAS), str(MONTHS), str(i + 1)], core, stdout=subprocess.PIPE, text=True)
               for i, (n, core) in enumerate(zip(parts, c.CORES)) if n]
    seconds, fits, found = 0.0, 0, 0
    for child in running:
        out, _ = child.communicate()
        if child.returncode:
            raise SystemExit(f"bench: study-rate ended with {child.returncode}")
        figures = dict(line.split(" ", 1) for line in out.splitlines())
        seconds, fits, found = max(seconds, float(figures["seconds"])), fits + int(figures["fits"]), found + int(figures["found"])
    print(f"{SERIES} outcomes, {fits} fits, {fits / seconds:.0f} a second; {found / SERIES:.3f} of them ranked at or under 0.05")
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    print(f"{used:.1f} seconds of processor, making the counts included: more time than that over the cores is other programs'")
    met = c.goal(f"seconds for {SERIES} series of {MONTHS} months with placebo ranks over {AREAS} areas, on {len(running)} cores",
                 seconds, 10, at_most=True)
    c.summary("study", series=SERIES, fits=fits, seconds=seconds, met=met)


main()
