"""What the benches share: servers that are started and ended, clients, PSS, medians, the line at the end."""
import atexit
import datetime
import json
import os
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.path.join(ROOT, "build")
DAIS = os.path.join(BUILD, "dais")
HERE = "127.0.0.1"
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, CLIENT_CORE = CORES[0], CORES[-1]

children = []


def end_child(child):
    """Ask the process and its group to end, and see that it did."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, sign)
        except ProcessLookupError:
            pass
        try:
            child.wait(10)
            return
        except subprocess.TimeoutExpired:
            continue


@atexit.register
def end_all():
    while children:
        end_child(children.pop())


def _ended_by_signal(number, _frame):
    sys.exit(128 + number)


for _n in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(_n, _ended_by_signal)


def work_dir():
    """A directory of this bench alone, removed at its end.  DAIS_BENCH_DIR says where; not a memory file system."""
    base = os.environ.get("DAIS_BENCH_DIR") or BUILD
    path = tempfile.mkdtemp(prefix="bench-", dir=base)
    atexit.register(shutil.rmtree, path, True)
    return path


def free_port():
    with socket.socket() as s:
        s.bind((HERE, 0))
        return s.getsockname()[1]


def start(command, core=None, **more):
    pinned = ["taskset", "-c", str(core), *command] if core is not None else list(command)
    child = subprocess.Popen(pinned, stdin=subprocess.DEVNULL, start_new_session=True, **more)
    children.append(child)
    return child


def stop(child):
    children.remove(child)
    end_child(child)


def wait_for(port, path="/", child=None, seconds=60):
    """Until something answers there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if child is not None and child.poll() is not None:
            sys.exit(f"bench: the server ended with {child.returncode} before it answered")
        try:
            with urllib.request.urlopen(f"http://{HERE}:{port}{path}", timeout=5) as r:
                r.read()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    sys.exit("bench: the server did not answer")


def wait_open(port, child, seconds=20):
    """Until somebody listens there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and child.poll() is None:
        try:
            socket.create_connection((HERE, port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    sys.exit("bench: the peer does not listen")


def files_most():
    """How many files a process may have open; raised as far as it goes."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (65536, 65536))
        most = 65536
    except (ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


def nginx(conf, directory, files=None):
    """nginx with a configuration of bench/peers, on the server's core: (child, port)."""
    port = free_port()
    os.makedirs(os.path.join(directory, "files"), exist_ok=True)
    for name, data in (files or {}).items():
        with open(os.path.join(directory, "files", name), "wb") as f:
            f.write(data)
    with open(os.path.join(ROOT, "bench", "peers", conf), encoding="utf-8") as f:
        text = f.read().replace("DIR", directory).replace("PORT", str(port)).replace("FILES", str(files_most()))
    path = os.path.join(directory, conf)
    with open(path, "w", encoding="utf-8") as f:
        # A worker that has changed its user could not read a directory of ours.
        f.write(("user root;\n" if os.getuid() == 0 else "") + text)
    child = start(["nginx", "-c", path, "-p", directory], SERVER_CORE)
    wait_open(port, child)
    return child, port


def config_set(data, **settings):
    """Set lines of DATA/dais.conf."""
    path = os.path.join(data, "dais.conf")
    lines = []
    if os.path.exists(path):
        with open(path, encoding="utf-8") as f:
            lines = [x for x in f.read().split("\n") if x.split(" ")[0].split("=")[0] not in settings]
    lines += [f"{k} {v}" for k, v in settings.items()]
    with open(path, "w", encoding="utf-8") as f:
        f.write("\n".join(x for x in lines if x) + "\n")


def dais(*arguments, **more):
    """Run a command to its end; its output."""
    done = subprocess.run([DAIS, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, **more)
    if done.returncode:
        sys.exit(f"bench: dais {' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def dais_serve(data, core=SERVER_CORE, **environment):
    port = free_port()
    child = start([DAIS, "serve", "--data", data], core,
                  env={**os.environ, **environment, "PORT": str(port)})
    wait_for(port, "/healthz", child)
    return child, port


def key_from(text):
    """The key that `dais user add … --key` prints: its longest word."""
    return max(text.split(), key=len)


def post_act(port, key, act, kind, about, data, **more):
    body = json.dumps({"act": act, "kind": kind, "about": about, "data": data, **more}).encode()
    ask = urllib.request.Request(f"http://{HERE}:{port}/acts.json", body, method="POST",
                                 headers={"Authorization": "Bearer " + key, "Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(ask, timeout=60) as r:
            return json.load(r)
    except urllib.error.HTTPError as e:
        sys.exit(f"bench: the act {act} ({kind}) was answered {e.code}: {e.read(400).decode(errors='replace')}")


def run(*command):
    """Run a program to its end; its output."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"bench: {' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


def account(data, name, role):
    """Make an account; its key."""
    dais("user", "add", name, "--role", role, "--data", data)
    return key_from(dais("user", "key", name, "--data", data))


def demo_fill(data):
    """The demonstration in a fresh directory, not served."""
    dais("init", "--name", "Bench", "--data", data)
    dais("play", os.path.join(ROOT, "demo", "miami.scn"), "--data", data)


class BenchServer:
    """A served instance with the demonstration, a body of so many seats, and as many votes going on as are asked for."""

    def __init__(self, work, seats, **settings):
        self.work, self.data = work, os.path.join(work, "data")
        demo_fill(self.data)
        config_set(self.data, **{"workers": 1, "connections_address": 1000, **settings})
        admin, self.clerk = account(self.data, "bench-admin", "admin"), account(self.data, "bench-clerk", "clerk")
        self.child, self.port = dais_serve(self.data)
        self.meetings = self.posted = 0
        self.post(admin, "body.registered", {}, {"name": "Bench Council", "zone": "America/New_York",
                                                 "seats": seats, "pack": "robert-small"})
        self.members = [f"seat-{n}" for n in range(1, seats + 1)]
        for m in self.members:
            self.post(admin, "official.seated", {}, {"member": m, "name": m.title(), "office": "member", "votes": True})

    def restart(self):
        stop(self.child)
        self.child, self.port = dais_serve(self.data)

    def post(self, key, kind, about, data):
        self.posted += 1
        return post_act(self.port, key, f"bench-setup-{self.posted}", kind, about, data, body="bench")

    def voting(self):
        """A new meeting with a vote by roll call on its first motion: the meeting."""
        self.meetings += 1
        day = datetime.date(2027, 1, 1) + datetime.timedelta(self.meetings)
        meeting = {"meeting": f"bench/{day}"}
        motion = {**meeting, "motion": 1}
        for kind, about, data in (
                ("meeting.called", meeting, {"type": "regular", "convenes": f"{day}T15:00:00Z"}),
                ("meeting.opened", meeting, {"presiding": self.members[0]}),
                ("attendance.noted", meeting, {"present": self.members}),
                ("item.filed", {"item": f"b-{self.meetings}"}, {"type": "resolution"}),
                ("item.opened", {**meeting, "item": f"b-{self.meetings}"}, {}),
                ("motion.moved", {**meeting, "item": f"b-{self.meetings}"}, {"type": "main", "mover": self.members[1]}),
                ("motion.seconded", motion, {"member": self.members[2]}),
                ("motion.stated", motion, {}),
                ("vote.opened", motion, {"method": "roll-call"})):
            more = {"texts": {"title": "A resolution to measure by"}} if kind == "item.filed" else {}
            self.posted += 1
            post_act(self.port, self.clerk, f"bench-setup-{self.posted}", kind, about, data,
                     **({} if "meeting" in about else {"body": "bench"}), **more)
        return meeting["meeting"]

    def voters(self, n):
        """n voters who have not voted, each one line: meeting, motion, member."""
        found = []
        while len(found) < n:
            meeting = self.voting()
            found += [f"{meeting} 1 {m}" for m in self.members[:n - len(found)]]
        return found


def get(port, path):
    with urllib.request.urlopen(f"http://{HERE}:{port}{path}", timeout=60) as r:
        return r.read()


def client(name, *arguments, core=CLIENT_CORE, **more):
    """Run a load client to its end; what it measured."""
    done = subprocess.run(["taskset", "-c", str(core), os.path.join(BUILD, "bench", name), *map(str, arguments)],
                          capture_output=True, text=True, **more)
    if done.returncode:
        sys.exit(f"bench: {name}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def family(pid):
    """The process and all that it started."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as f:
                    parents.setdefault(int(f.read().rsplit(")", 1)[1].split()[1]), []).append(int(name))
            except OSError:
                pass
    found, todo = [], [pid]
    while todo:
        p = todo.pop()
        found.append(p)
        todo += parents.get(p, [])
    return found


def pss_kib(pid):
    """{pid: (name, KiB)} of a process and all that it started."""
    sizes = {}
    for p in family(pid):
        try:
            with open(f"/proc/{p}/smaps_rollup", encoding="utf-8") as f:
                pss = [x for x in f.read().split("\n") if x.startswith("Pss:")]
            with open(f"/proc/{p}/comm", encoding="utf-8", errors="replace") as f:
                name = f.read().strip()
            if pss:
                sizes[p] = (name, int(pss[0].split()[1]))
        except OSError:
            pass
    return sizes


def pss_total(pid):
    return sum(kib for _, kib in pss_kib(pid).values())


def cpu_seconds(pid):
    """User and system time of a process and all that it started."""
    total = 0
    for p in family(pid):
        try:
            with open(f"/proc/{p}/stat", encoding="utf-8", errors="replace") as f:
                fields = f.read().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        except OSError:
            pass
    return total / os.sysconf("SC_CLK_TCK")


median = statistics.median


def goal(name, value, bound, at_most=False):
    """Print one line of a goal and whether it is met."""
    met = value <= bound if at_most else value >= bound
    print(f"{name}: {value:.3g} (goal: {'at most' if at_most else 'at least'} {bound:g}) {'met' if met else 'MISSED'}",
          flush=True)
    return met


def summary(name, **figures):
    """The last line: everything as JSON."""
    print(json.dumps({"bench": name, **figures}, sort_keys=True), flush=True)
