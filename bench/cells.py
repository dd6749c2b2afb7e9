"""cells: marks and audit of tables of 20 x 12 x 6 with margins, and the audit alone.

cells-rate makes the tables up, from nearly all cells small to few; then `dais cells` does the same once more, and works
out and prints the reader's interval of every hidden cell besides."""
import os
import subprocess
import time

import common as c

SIZE = os.environ.get("DAIS_BENCH_SIZE", "20 12 6").split()
MEANS = os.environ.get("DAIS_BENCH_MEANS", "2 5 20 100").split()


def main():
    tool, directory = os.path.join(c.BUILD, "bench", "cells-rate"), c.work_dir()
    worst = {"publish": 0.0, "audit": 0.0, "command": 0.0}
    for seed, mean in enumerate(MEANS, 1):
        done = subprocess.run([tool, *SIZE, mean, str(seed)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"bench: cells-rate ended with {done.returncode}: {done.stderr[-300:].strip()}")
        figures = dict(line.split(" ") for line in done.stdout.splitlines())
        path = os.path.join(directory, "table.csv")
        with open(path, "w", encoding="utf-8") as f:
            f.write(done.stderr)
        begun = time.monotonic()
        c.dais("cells", path, "--rows", "row", "--cols", "column", "--layers", "layer", "--count", "count")
        figures["command"] = time.monotonic() - begun
        print(f"mean {mean}: {figures['cells']} cells, {figures['primary']} hidden for themselves, {figures['secondary']} "
              f"for others; marks and audit {figures['publish']} s, the audit alone {figures['audit']} s "
              f"({figures['asked']} programs), dais cells {figures['command']:.2f} s", flush=True)
        worst = {k: max(v, float(figures[k])) for k, v in worst.items()}
    size = " x ".join(SIZE)
    met = c.goal(f"seconds for marks and audit of {size} with margins", worst["publish"], 60, at_most=True)
    met &= c.goal("seconds for dais cells, intervals besides", worst["command"], 60, at_most=True)
    c.summary("cells", size=size, met=met, **worst)


main()
