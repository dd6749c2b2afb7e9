"""live: event streams of a meeting, 30 events each caused by an act, beside nginx with nchan fed the same bytes.

Ours: from the act's answer to the last viewer's last byte.  nchan answers a publisher only when it has sent to all, so
its time runs from the moment at which the bytes were posted; ours from that moment is told too.
While ours sends, pages are asked for at a steady rate."""
import json
import os
import subprocess

import common as c

SIZES = [int(x) for x in os.environ.get("DAIS_BENCH_STREAMS", "1000 5000 10000").split()]
EVENTS = 30
SEATS = 13
STREAM = os.environ.get("DAIS_BENCH_STREAM", "/meetings/{meeting}/live/events")
PAGE = "/decisions/miami-commission/17407"


class Viewers:
    """load-live with its streams open, waiting."""

    def __init__(self, port, stream, n, capture, *cause):
        # The viewers share their core with those who ask for pages; these must not wait for it.
        command = ["nice", "-n", "5", "taskset", "-c", str(c.CLIENT_CORE), os.path.join(c.BUILD, "bench", "load-live"), c.HERE, str(port),
                   stream, str(n), str(EVENTS), capture, *cause]
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                      start_new_session=True)
        c.children.append(self.child)
        if json.loads(self.child.stdout.readline() or '{"open":0}')["open"] != n:
            raise SystemExit("bench: the streams do not stand")

    def measure(self):
        self.child.stdin.write("go\n")
        self.child.stdin.close()
        line = self.child.stdout.readline()
        if self.child.wait() != 0 or not line:
            raise SystemExit("bench: the viewers ended early")
        c.children.remove(self.child)
        return json.loads(line)


def data_of(path):
    """What the captured event stream carries, as the bytes to post to the peer: all data of one act's events."""
    with open(path, "rb") as f:
        lines = f.read().replace(b"\r\n", b"\n").split(b"\n")
    return b"\n".join(x[5:].removeprefix(b" ") for x in lines if x.startswith(b"data:"))


def ours(server, n, work):
    voter = server.voters(1)[0].split()
    before = c.pss_total(server.child.pid)
    viewers = Viewers(server.port, STREAM.format(meeting=voter[0]), n, os.path.join(work, "event"),
                      "act", server.clerk, f"live-{n}", *voter)
    kib = (c.pss_total(server.child.pid) - before) / n
    pages = subprocess.Popen(["taskset", "-c", str(c.CLIENT_CORE), os.path.join(c.BUILD, "bench", "load-get"), c.HERE,
                              str(server.port), PAGE, "8", str(EVENTS * 0.35), "100"], stdout=subprocess.PIPE, text=True)
    result = viewers.measure()
    result["kib_a_stream"] = kib
    result["pages_p99_ms"] = json.loads(pages.communicate()[0])["p99_us"] / 1e3
    return result


def peer(n, work):
    child, port = c.nginx("nginx-nchan.conf", work)
    with open(os.path.join(work, "data-of-event"), "wb") as f:
        f.write(data_of(os.path.join(work, "event")))
    before = c.pss_total(child.pid)
    viewers = Viewers(port, "/events", n, os.path.join(work, "peer-event"), "post", "/publish",
                      os.path.join(work, "data-of-event"))
    kib = (c.pss_total(child.pid) - before) / n
    result = viewers.measure()
    result["kib_a_stream"] = kib
    c.stop(child)
    return result


def main():
    c.files_most()
    work = c.work_dir()
    server = c.BenchServer(work, SEATS, streams=16000, streams_address=128, connections_address=1000, proxies=proxies())
    met, figures = [], {}
    for n in SIZES:
        server.restart()  # memory that other streams have left behind would hide what these take
        a = ours(server, n, work)
        b = peer(n, work)
        print(f"{n} streams: dais last viewer p50 {a['last_p50_ms']} p99 {a['last_p99_ms']} ms after the answer (from the "
              f"act's posting p50 {a['asked_p50_ms']} p99 {a['asked_p99_ms']}), {a['bytes']:.0f} bytes, "
              f"{a['kib_a_stream']:.2f} KiB a stream; nchan p50 {b['asked_p50_ms']} p99 {b['asked_p99_ms']} ms, "
              f"{b['bytes']:.0f} bytes, {b['kib_a_stream']:.2f} KiB a stream; pages meanwhile p99 "
              f"{a['pages_p99_ms']:.1f} ms", flush=True)
        met += [c.goal(f"{n} streams: p50, of nchan's time", a["last_p50_ms"] / b["asked_p50_ms"], 1, at_most=True),
                c.goal(f"{n} streams: p99, of nchan's time", a["last_p99_ms"] / b["asked_p99_ms"], 1, at_most=True),
                c.goal(f"{n} streams: KiB a stream", a["kib_a_stream"], 10, at_most=True),
                c.goal(f"{n} streams: pages meanwhile, p99 ms", a["pages_p99_ms"], 100, at_most=True)]
        figures[str(n)] = {"dais": a, "nchan": b}
    c.summary("live", streams=figures, met=all(met))


def proxies():
    """The viewers' source addresses are trusted proxies: each viewer's own stands in X-Forwarded-For."""
    return "127.0.0.1 127.0.0.2 127.0.0.3"


main()
