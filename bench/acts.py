"""acts: votes posted to /acts.json by one client and by 256, beside SQLite alone putting the same rows.

The peer works on a copy of our own database with our own rows: what our acts added to every table, the same number of
acts a transaction.  The server has one core, the client the other; SQLite alone has the server's."""
import os
import shutil
import sqlite3

import common as c

ROUNDS, ACTS_ONE, ACTS_MANY = 3, 1500, 12000


def counts(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        return [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("entry", "checkpoint")]


def one_round(server, name, n_clients, acts):
    """Votes on fresh motions, then the same rows by SQLite alone: (ours, bare, group size)."""
    work, port = server.work, server.port
    record, before, after, bare = (os.path.join(work, x) for x in ("data/record.db", "before.db", "after.db", "bare.db"))
    copier = os.path.join(c.BUILD, "bench", "bare-sqlite")
    clients = server.voters(n_clients)
    c.run(copier, "copy", record, before)
    ours = c.client("load-acts", c.HERE, port, server.clerk, name, acts, input="\n".join(clients) + "\n")
    c.run(copier, "copy", record, after)
    entries, groups = (b - a for a, b in zip(counts(before), counts(after)))
    if entries != acts:
        raise SystemExit(f"bench: {acts} acts were answered, but {entries} entries stand")
    group = max(1, round(acts / groups))
    shutil.copy(before, bare)
    peer = c.client("bare-sqlite", "run", bare, after, acts, group, core=c.SERVER_CORE)
    for path in (before, after, bare, bare + "-wal", bare + "-shm"):
        if os.path.exists(path):
            os.unlink(path)
    print(f"{name}: {n_clients} clients, {acts} acts: dais {ours['rate']:.0f}/s (p50 {ours['p50_us']} us, p99 "
          f"{ours['p99_us']} us); bare SQLite {peer['rate']:.0f}/s at {group} a transaction, {peer['rows'] / acts:.1f} "
          f"rows an act; ratio {ours['rate'] / peer['rate']:.2f}", flush=True)
    return ours, peer, group


def main():
    server = c.BenchServer(c.work_dir(), 128)
    one, many = [], []
    for n in range(ROUNDS):
        one.append(one_round(server, f"one-{n}", 1, ACTS_ONE))
        many.append(one_round(server, f"many-{n}", 256, ACTS_MANY))
    ratio = {k: c.median(a["rate"] / b["rate"] for a, b, _ in v) for k, v in (("one", one), ("many", many))}
    met = [c.goal("one client, of bare SQLite's rate", ratio["one"], 0.7),
           c.goal("256 clients, of bare SQLite's rate at the same group size", ratio["many"], 0.25)]
    c.summary("acts", one_ratio=ratio["one"], many_ratio=ratio["many"],
              one_rate=c.median(a["rate"] for a, _, _ in one), one_bare=c.median(b["rate"] for _, b, _ in one),
              many_rate=c.median(a["rate"] for a, _, _ in many), many_bare=c.median(b["rate"] for _, b, _ in many),
              group=c.median(g for _, _, g in many), one_group=c.median(g for _, _, g in one), met=all(met))


main()
