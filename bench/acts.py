"""acts: votes posted to /acts.json by one client and by 256, beside SQLite alone putting the same rows.

The peer works on a copy of our own database with our own rows, and with the same number of acts a transaction.  The
goals are held against the stricter count: SQLite alone puts the new rows of each act and no more.  Beside it stands its
rate when it also writes anew, as an act of ours does, the rows that an act changes.  The server has one core, the
client the other; SQLite alone has the server's."""
import os
import shutil
import sqlite3

import common as c

ROUNDS_ONE, ROUNDS_MANY, ACTS_ONE, ACTS_MANY = 15, 5, 1500, 12000
GOAL_ONE, GOAL_MANY = 0.7, 0.25
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
    """Votes on fresh motions, then the rows by SQLite alone: (rate, its rate of new rows, its rate of all, group)."""
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
    new_rows = bare(server, before, after, entries, group, "-")
    all_rows = bare(server, before, after, entries, group, one)
    for path in (before, one, after):
        os.unlink(path)
    print(f"{name}: {n_clients} clients, {acts} acts, {group} a transaction: dais {ours['rate']:.0f}/s (p50 "
          f"{ours['p50_us']} us, p99 {ours['p99_us']} us); bare SQLite {new_rows['rate']:.0f}/s with the "
          f"{new_rows['rows'] / entries:.1f} new rows of an act alone, ratio {ours['rate'] / new_rows['rate']:.2f}; "
          f"{all_rows['rate']:.0f}/s with all {all_rows['rows'] / entries:.1f} that an act writes, ratio "
          f"{ours['rate'] / all_rows['rate']:.2f}", flush=True)
    return ours["rate"], new_rows["rate"], all_rows["rate"], group


def figures(rounds):
    rates, news, alls, groups = zip(*rounds)
    new_rows, all_rows = ([a / b for a, b in zip(rates, peers)] for peers in (news, alls))
    return {"rate": c.median(rates), "bare_new_rows": c.median(news), "bare_all_rows": c.median(alls),
            "group": c.median(groups), "ratio_new_rows": c.median(new_rows), "ratio_all_rows": c.median(all_rows),
            "ratio_new_rows_least": min(new_rows), "ratio_new_rows_most": max(new_rows),
            "above_new_rows_us": c.median(1e6 / a - 1e6 / b for a, b in zip(rates, news))}


def main():
    server = c.BenchServer(c.work_dir(), 128)
    one, many = [], []
    for n in range(ROUNDS_ONE):  # a disk's syncs differ from second to second: many short rounds
        one.append(one_round(server, f"one-{n}", 1, ACTS_ONE))
    for n in range(ROUNDS_MANY):
        many.append(one_round(server, f"many-{n}", 256, ACTS_MANY))
    one, many = figures(one), figures(many)
    for name, f in (("one client", one), ("256 clients", many)):
        print(f"{name}: of bare SQLite's rate for the new rows alone {f['ratio_new_rows']:.2f} "
              f"({f['ratio_new_rows_least']:.2f} to {f['ratio_new_rows_most']:.2f}), for all rows that an act writes "
              f"{f['ratio_all_rows']:.2f}")
    above = one["above_new_rows_us"]  # two processes, rights, the floor, the signature: much the same on every disk
    print(f"one client: an act takes {above:.0f} us more than its new rows by bare SQLite, which take "
          f"{1e6 / one['bare_new_rows']:.0f} us; the goal is met where they take "
          f"{GOAL_ONE / (1 - GOAL_ONE) * above:.0f} us")
    met = [c.goal("one client, of bare SQLite's rate for the new rows alone", one["ratio_new_rows"], GOAL_ONE),
           c.goal("256 clients, of bare SQLite's rate for the new rows alone at the same group size",
                  many["ratio_new_rows"], GOAL_MANY)]
    c.summary("acts", one=one, many=many, met=all(met))


main()
