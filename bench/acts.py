"""acts: votes posted to /acts.json by one client and by 256, beside SQLite alone putting the same rows.

The peer works on a copy of our own database with our own rows: as many of every table as one act of ours writes, rows
that each act writes anew included, and the same number of acts a transaction.  Beside it stands the rate for the new
rows alone.  The server has one core, the client the other; SQLite alone has the server's."""
import os
import shutil
import sqlite3

import common as c

ROUNDS, ACTS_ONE, ACTS_MANY = 5, 1500, 12000
COPIER = os.path.join(c.BUILD, "bench", "bare-sqlite")


def counts(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        return [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("entry", "checkpoint")]


def bare(server, before, after, acts, group, one):
    """The same by SQLite alone, on a copy of `before`."""
    path = os.path.join(server.work, "bare.db")
    shutil.copy(before, path)
    peer = c.client("bare-sqlite", "run", path, after, acts, group, one, core=c.SERVER_CORE)
    for name in (path, path + "-wal", path + "-shm"):
        if os.path.exists(name):
            os.unlink(name)
    return peer


def one_round(server, name, n_clients, acts):
    """Votes on fresh motions, then the same rows by SQLite alone: (rate, bare rate, bare rate of new rows, group)."""
    before, one, after = (os.path.join(server.work, x) for x in ("before.db", "one.db", "after.db"))
    record = os.path.join(server.data, "record.db")
    first, clients = server.voters(1), server.voters(n_clients)
    c.run(COPIER, "copy", record, before)
    c.client("load-acts", c.HERE, server.port, server.clerk, name + "-first", 1, input=first[0] + "\n")
    c.run(COPIER, "copy", record, one)
    ours = c.client("load-acts", c.HERE, server.port, server.clerk, name, acts, input="\n".join(clients) + "\n")
    c.run(COPIER, "copy", record, after)
    entries, groups = (b - a for a, b in zip(counts(before), counts(after)))
    if entries != acts + 1:
        raise SystemExit(f"bench: {acts} acts were answered, but {entries - 1} entries stand")
    group = max(1, round(entries / groups))
    peer = bare(server, before, after, entries, group, one)
    new_rows = bare(server, before, after, entries, group, "-")
    for path in (before, one, after):
        os.unlink(path)
    print(f"{name}: {n_clients} clients, {acts} acts, {group} a transaction: dais {ours['rate']:.0f}/s (p50 "
          f"{ours['p50_us']} us, p99 {ours['p99_us']} us); bare SQLite {peer['rate']:.0f}/s with {peer['rows'] / entries:.1f} "
          f"rows an act, {new_rows['rate']:.0f}/s with the {new_rows['rows'] / entries:.1f} new ones alone; ratio "
          f"{ours['rate'] / peer['rate']:.2f}", flush=True)
    return ours["rate"], peer["rate"], new_rows["rate"], group


def figures(rounds):
    rates, peers, news, groups = zip(*rounds)
    return {"rate": c.median(rates), "bare": c.median(peers), "bare_new_rows": c.median(news), "group": c.median(groups),
            "ratio": c.median(a / b for a, b in zip(rates, peers)),
            "ratio_new_rows": c.median(a / b for a, b in zip(rates, news))}


def main():
    server = c.BenchServer(c.work_dir(), 128)
    one, many = [], []
    for n in range(ROUNDS):
        one.append(one_round(server, f"one-{n}", 1, ACTS_ONE))
        many.append(one_round(server, f"many-{n}", 256, ACTS_MANY))
    one, many = figures(one), figures(many)
    met = [c.goal("one client, of bare SQLite's rate for the same rows", one["ratio"], 0.7),
           c.goal("256 clients, of bare SQLite's rate at the same group size", many["ratio"], 0.25)]
    c.summary("acts", one=one, many=many, met=all(met))


main()
