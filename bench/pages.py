"""pages: the decision page from our cache beside nginx serving the same bytes as a file, and made afresh.

Server on one core, client on the other; 64 connections; rounds alternate; medians."""
import os

import common as c

PAGE = os.environ.get("DAIS_BENCH_PAGE", "/decisions/miami-commission/17407")
CONNECTIONS, ROUNDS, SECONDS = 64, 5, 3


def measured(port, path, pid, size, connections=CONNECTIONS, seconds=SECONDS):
    before = c.cpu_seconds(pid)
    r = c.client("load-get", c.HERE, port, path, connections, seconds)
    if r["others"]:
        raise SystemExit(f"bench: {r['others']} of {r['replies']} replies were not 200")
    if r["bytes"] < r["replies"] * size:
        raise SystemExit("bench: replies were shorter than the page")
    r["cpu_us"] = (c.cpu_seconds(pid) - before) * 1e6 / r["replies"]
    return r


def main():
    work = c.work_dir()
    data = os.path.join(work, "data")
    c.demo_fill(data)
    c.config_set(data, workers=1)
    ours, our_port = c.dais_serve(data)
    page = c.get(our_port, PAGE)
    peer, peer_port = c.nginx("nginx-pages.conf", work, {"page.html": page})
    if c.get(peer_port, "/page.html") != page:
        raise SystemExit("bench: the peer serves other bytes")
    print(f"{PAGE}: {len(page)} bytes, {CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS} s", flush=True)
    measured(our_port, PAGE, ours.pid, len(page), seconds=1)
    measured(peer_port, "/page.html", peer.pid, len(page), seconds=1)
    rounds = []
    for n in range(ROUNDS):
        a = measured(our_port, PAGE, ours.pid, len(page))
        b = measured(peer_port, "/page.html", peer.pid, len(page))
        rounds.append((a, b))
        print(f"round {n + 1}: dais {a['rate']:.0f}/s {a['cpu_us']:.1f} us CPU, p99 {a['p99_us']} us; "
              f"nginx {b['rate']:.0f}/s {b['cpu_us']:.1f} us CPU, p99 {b['p99_us']} us; "
              f"ratio {a['rate'] / b['rate']:.2f}", flush=True)
    c.stop(ours)
    c.config_set(data, page_cache=0)
    ours, our_port = c.dais_serve(data)
    afresh = [measured(our_port, PAGE, ours.pid, len(page), 1, 1) for _ in range(ROUNDS)]
    mean_ms = [1e3 * r["seconds"] / r["replies"] for r in afresh]
    ratio = c.median(a["rate"] / b["rate"] for a, b in rounds)
    ratio_cpu = c.median(b["cpu_us"] / a["cpu_us"] for a, b in rounds)
    afresh_ms = c.median(mean_ms)
    met = [c.goal("pages from the cache, of nginx's rate", ratio, 0.8)]
    met.append(c.goal("a page made afresh, ms", afresh_ms, 1, at_most=True))
    c.summary("pages", bytes=len(page), dais_rate=c.median(a["rate"] for a, _ in rounds),
              nginx_rate=c.median(b["rate"] for _, b in rounds), ratio=ratio, cpu_ratio=ratio_cpu,
              dais_cpu_us=c.median(a["cpu_us"] for a, _ in rounds), nginx_cpu_us=c.median(b["cpu_us"] for _, b in rounds),
              afresh_ms=afresh_ms, afresh_p50_ms=c.median(r["p50_us"] / 1e3 for r in afresh), afresh_cpu_us=c.median(r["cpu_us"] for r in afresh), met=all(met))


main()
