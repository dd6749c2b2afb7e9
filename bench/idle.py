"""idle: the memory of all processes with the demonstration, 30 s after a few pages were asked for.

PSS: shared pages count once, divided among those who share them.  The peer here is the limit itself."""
import os
import time

import common as c

WAIT_S = int(os.environ.get("DAIS_BENCH_WAIT", "30"))
PAGES = ["/", "/decisions/miami-commission/17407", "/decisions/miami-commission/17407.json", "/bodies/miami-commission",
         "/meetings/miami-commission/2025-06-17", "/record"]


def main():
    work = c.work_dir()
    data = os.path.join(work, "data")
    c.demo_fill(data)
    child, port = c.dais_serve(data, core=None)
    for path in PAGES:
        c.get(port, path)
    time.sleep(WAIT_S)
    sizes = c.pss_kib(child.pid)
    for pid, (name, kib) in sorted(sizes.items()):
        print(f"{kib / 1024:6.1f} MiB  {name}", flush=True)
    total = sum(kib for _, kib in sizes.values()) / 1024
    met = c.goal("PSS of all processes, MiB", total, 40, at_most=True)
    c.summary("idle", pss_mib=round(total, 2), processes=len(sizes), met=met)


main()
