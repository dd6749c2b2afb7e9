#!/usr/bin/env python3
"""Misfortunes of running: a port that is taken, a directory that is, or is damaged, or may not be written, a terminal
that goes away, a disk that is full, a record that another program holds, processes that are killed.  Each is said in one line that tells what to do, and what
was running goes on.

usage: misfortune.py DAIS [--restarts N]      prints TAP
"""
import fcntl
import http.client
import json
import os
import re
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
MEETING = "council/2026-06-17"
RESULTS = []


def check(good, what, more=""):
    RESULTS.append(good)
    print(f"{'' if good else 'not '}ok {len(RESULTS)} - {what}", flush=True)
    if not good:
        print(f"# {more}".replace("\n", "\n# "), flush=True)


def skip(what, why):
    RESULTS.append(True)
    print(f"ok {len(RESULTS)} - {what} # SKIP {why}", flush=True)


def run(*command, **env):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env={**os.environ, **env})


def made(dais, data):
    """An instance with a called meeting; the clerk's key."""
    for command in (["init"], ["play", os.path.join(HERE, "kill-setting.scn")], ["user", "add", "clerk-1", "--role", "clerk"]):
        done = run(dais, *command, "--data", data)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
    return run(dais, "user", "key", "clerk-1", "--data", data).stdout.strip()


def refused(done, status, words):
    """Refused with this status and one line, which has these words."""
    lines = done.stderr.strip().split("\n")
    return done.returncode == status and len(lines) == 1 and lines[0].startswith("dais: ") and words in lines[0]


def until(seconds, true):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return bool(true())


class Server:
    def __init__(self, dais, data, prefix=(), **env):
        self.errors = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen([*prefix, dais, "serve", "--data", data], stdout=subprocess.PIPE, stderr=self.errors, text=True,
                                        env={**os.environ, "PORT": "0", **env}, restore_signals=False)
        line = self.process.stdout.readline()
        found = re.search(r":(\d+)/", line)
        self.port = int(found.group(1)) if found else 0

    def said(self):
        self.errors.seek(0)
        return self.errors.read()

    def children(self):
        """pid by pid: the role's name."""
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children") as file:
            pids = [int(word) for word in file.read().split()]
        names = {}
        for pid in pids:
            try:
                with open(f"/proc/{pid}/comm") as file:
                    names[pid] = file.read().strip()
            except OSError:
                pass
        return names

    def pid_of(self, role):
        return next((pid for pid, name in self.children().items() if name == role), None)

    def whole(self):
        return set(self.children().values()) == {"dais-writer", "dais-web", "dais-auth", "dais-paper"}

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            reply = connection.getresponse()
            return reply.status, reply.read().decode()
        finally:
            connection.close()

    def note(self, key, act, text="a note"):
        body = json.dumps({"act": act, "kind": "note.recorded", "about": {"meeting": MEETING}, "texts": {"text": text}})
        return self.ask("POST", "/acts.json", body, {"Authorization": f"Bearer {key}", "Content-Type": "application/json"})

    def end(self):
        begun = time.monotonic()
        self.process.terminate()
        try:
            code = self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = None
        return code, time.monotonic() - begun


def taken(dais, where, data):
    """A port, a directory."""
    with open(os.path.join(data, "dais.conf")) as file:
        several = re.sub(r"(?m)^workers .*$", "workers 2", file.read())
    with open(os.path.join(data, "dais.conf"), "w") as file:
        file.write(several)
    other = os.path.join(where, "other")
    run(dais, "init", "--data", other)
    with open(os.path.join(other, "dais.conf"), "w") as file:
        file.write(several)
    first = Server(dais, data)
    second = run("timeout", "10", dais, "serve", "--data", other, PORT=str(first.port))
    check(refused(second, 1, f"Port {first.port} of 127.0.0.1 is taken"), "a port that another server has is not shared with it",
          second.stdout + second.stderr)
    second = run("timeout", "20", dais, "serve", "--data", data, PORT="0")
    check(refused(second, 1, "Another process writes the record"), "a directory that another server has", second.stdout + second.stderr)
    check(first.ask("GET", "/healthz")[0] == 200, "the first server goes on")
    check(first.end()[0] == 0, "and ends with 0")


def settings(dais, where, data):
    """Settings and directories that are wrong."""
    with open(os.path.join(data, "dais.conf")) as file:
        good = file.read()
    for line, words in (("bogus 1", "bogus is no setting"), ("streams many", "whole number"), ("proxies one.example", "numeric addresses")):
        with open(os.path.join(data, "dais.conf"), "w") as file:
            file.write(re.sub(r"(?m)^streams 16000$", "", good) + line + "\n")
        done = run("timeout", "10", dais, "serve", "--data", data, PORT="0")
        check(refused(done, 1, words) and "dais.conf" in done.stderr, f"dais.conf with {line}", done.stdout + done.stderr)
    with open(os.path.join(data, "dais.conf"), "w") as file:
        file.write(good)
    check(refused(run(dais, "serve", "--data", data, PORT="x"), 1, "PORT is a number"), "PORT that is no number")
    nowhere = os.path.join(where, "nowhere")
    for command in (["serve"], ["verify"], ["user", "add", "a", "--role", "clerk"], ["play", "x.scn"]):
        done = run(dais, *command, "--data", nowhere)
        check(refused(done, 1, "dais init"), f"{command[0]} in a directory that is not there", done.stderr)


def files_of(data):
    """Everything in a directory, by name: its bytes; without SQLite's notes of who reads, which come and go."""
    found = {}
    for name in sorted(os.listdir(data)):
        path = os.path.join(data, name)
        if os.path.isfile(path) and name not in ("lock", "record.db-shm", "record.db-wal"):
            with open(path, "rb") as file:
                found[name] = file.read()
    return found


def copy_of(data, to):
    shutil.copytree(data, to, ignore=shutil.ignore_patterns("writer.sock"))


def overwrite(path, at, what):
    with open(path, "r+b") as file:
        file.seek(at)
        file.write(what)


EVERY = ("serve", "rebuild", "verify", "user add x --role clerk", "play " + os.path.join(HERE, "kill-setting.scn"))
DAMAGES = [
    # what happened, how, which commands say so, with which words
    ("a record whose first page is overwritten", lambda d: overwrite(f"{d}/record.db", 0, b"\x5a" * 4096), EVERY,
     "record.db is damaged"),
    ("a record cut short", lambda d: os.truncate(f"{d}/record.db", 20000), EVERY, "record.db is damaged"),
    ("a record that was emptied", lambda d: os.truncate(f"{d}/record.db", 0), EVERY, "dais init"),
    ("a record of something else", lambda d: foreign(f"{d}/record.db"), EVERY, "no record of this program"),
    ("a record that is missing", lambda d: os.unlink(f"{d}/record.db"), EVERY, "restore record.db"),
    ("a signing key that is missing", lambda d: os.unlink(f"{d}/key"), [c for c in EVERY if c != "rebuild"], "key is missing: restore"),
    ("a signing key that is broken", lambda d: overwrite(f"{d}/key", 0, b"QQQQ"), [c for c in EVERY if c != "rebuild"],
     "key is broken"),
    ("a signing key that is emptied", lambda d: os.truncate(f"{d}/key", 0), [c for c in EVERY if c != "rebuild"], "key is broken"),
    ("settings that are emptied to nonsense", lambda d: overwrite(f"{d}/dais.conf", 0, b"\0\0"), ["serve"], "dais.conf is not plain text"),
]


def foreign(path):
    os.unlink(path)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA application_id = 7")
        db.execute("CREATE TABLE t (x)")
    db.close()


def damaged(dais, where, data):
    """A data directory that is damaged, incomplete, or none: said in one line, and nothing is written."""
    for what, how, commands, words in DAMAGES:
        hurt = os.path.join(where, "hurt")
        copy_of(data, hurt)
        how(hurt)
        before = files_of(hurt)
        wrong = []
        for command in commands:
            done = run("timeout", "10", dais, *command.split(), "--data", hurt, PORT="0")
            if not refused(done, 1, words):
                wrong.append(f"{command}: {done.returncode} {done.stdout}{done.stderr}")
        if "emptied" not in what or "key" in what:  # an empty file may become an empty record
            wrong += [] if files_of(hurt) == before else ["files were changed"]
        check(not wrong, what, "\n".join(wrong))
        shutil.rmtree(hurt)
    copy_of(data, hurt)
    other = os.path.join(where, "other-log")
    run(dais, "init", "--data", other)
    shutil.copy(os.path.join(other, "key"), os.path.join(hurt, "key"))
    done = run("timeout", "10", dais, "serve", "--data", hurt, PORT="0")
    check(refused(done, 1, "not the one that signed"), "a signing key of another log", done.stdout + done.stderr)
    done = run(dais, "verify", "--data", hurt)
    check(refused(done, 3, "checkpoint"), "which verify finds", done.stdout + done.stderr)
    os.unlink(os.path.join(hurt, "key"))
    done = run(dais, "rebuild", "--data", hurt)
    check(done.returncode == 0, "rebuild needs no key", done.stderr)
    shutil.rmtree(hurt)
    copy_of(data, hurt)
    for page in range(2, os.path.getsize(os.path.join(hurt, "record.db")) // 4096):
        overwrite(os.path.join(hurt, "record.db"), page * 4096, b"\x5a" * 64)
    done = run("timeout", "10", dais, "serve", "--data", hurt, PORT="0")
    check(refused(done, 1, "record.db is damaged"), "a record whose later pages are overwritten", done.stdout + done.stderr)
    done = run(dais, "verify", "--data", hurt)
    check(done.returncode in (1, 3) and refused(done, done.returncode, "damaged"), "which verify names in one line", done.stdout + done.stderr)
    shutil.rmtree(hurt)


def no_directory(dais, where):
    """A data path that is a file, and a directory with something else in it."""
    file = os.path.join(where, "file")
    with open(file, "w") as f:
        f.write("x")
    for command in (*EVERY, "key", "init"):
        done = run("timeout", "10", dais, *command.split(), "--data", file, PORT="0")
        check(refused(done, 1, "is a file"), f"{command.split()[0]} where the data path is a file", done.stdout + done.stderr)
    full = os.path.join(where, "full")
    os.mkdir(full)
    for name in ("notes.txt", ".hidden"):
        with open(os.path.join(full, name), "w"):
            pass
        check(refused(run(dais, "init", "--data", full), 1, "is not empty"), f"init beside {name}")
        check(os.listdir(full) == [name], "nothing was put there")
        os.unlink(os.path.join(full, name))


def read_only(dais, where, data):
    """A data directory in which nothing may be written, and one of another user's."""
    place = tempfile.mkdtemp()  # outside `where`, which is for its owner alone
    try:
        os.chmod(place, 0o755)
        program, hurt = os.path.join(place, "dais"), os.path.join(place, "data")
        shutil.copy(dais, program)
        copy_of(data, hurt)
        other = {"user": 65534, "group": 65534, "extra_groups": []} if os.getuid() == 0 else {}
        for name in os.listdir(hurt):
            os.chmod(os.path.join(hurt, name), 0o444)
        os.chmod(hurt, 0o555)
        before = files_of(hurt)
        for command in ("serve", "rebuild", "user add x --role clerk", "init"):
            done = subprocess.run(["timeout", "10", program, *command.split(), "--data", hurt], capture_output=True, text=True, timeout=60,
                                  env={**os.environ, "PORT": "0"}, **other)
            check(refused(done, 1, hurt) and "see to its rights" in done.stderr, f"{command.split()[0]} in a directory that is read-only",
                  f"{done.returncode} {done.stdout}{done.stderr}")
        done = subprocess.run([program, "verify", "--data", hurt], capture_output=True, text=True, timeout=60, **other)
        check(done.returncode == 0 or refused(done, 1, "see to the rights"), "verify there checks it, or says why it cannot",
              f"{done.returncode} {done.stdout}{done.stderr}")
        check(files_of(hurt) == before, "nothing there was changed")
        os.chmod(hurt, 0o755)
        if other:
            os.chmod(os.path.join(hurt, "key"), 0o600)
            done = subprocess.run([program, "key", "--data", hurt], capture_output=True, text=True, timeout=60, **other)
            check(refused(done, 1, "see to its rights"), "a signing key that may not be read", done.stdout + done.stderr)
    finally:
        shutil.rmtree(place)


def held(dais, data, key):
    """The record held by another program, and by another command."""
    server = Server(dais, data)
    db = sqlite3.connect(os.path.join(data, "record.db"), isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    status, answer = server.note(key, "held-1")
    check(status == 503 and "held by another program" in answer, "an act while another program writes the record", answer)
    begun = time.monotonic()
    answers = []
    threads = [threading.Thread(target=lambda n=n: answers.append(server.note(key, f"held-many-{n}"))) for n in range(60)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    check(all(s == 503 for s, _ in answers) and time.monotonic() - begun < 5, "sixty acts meanwhile do not wait for one another",
          f"{time.monotonic() - begun} s {answers[:2]}")
    check(server.ask("GET", "/home.json")[0] == 200, "pages are served meanwhile")
    db.execute("ROLLBACK")
    db.close()
    time.sleep(0.6)
    check(server.note(key, "held-1")[0] == 200, "and the act is taken when the program is done")
    check(server.end()[0] == 0, "the server ends with 0")
    with open(os.path.join(data, "lock")) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run(dais, "play", os.path.join(HERE, "kill-setting.scn"), "--data", data)
        check(refused(done, 1, "another command"), "play beside another command is not a failed expectation", f"{done.returncode} {done.stderr}")


def full(dais, data, key):
    """A disk that is full while a group of many acts is made durable; the next act is smaller."""
    server = Server(dais, data)
    check(server.note(key, "full-0")[0] == 200, "an act before the disk is full")
    writer = server.pid_of("dais-writer")
    was = resource.prlimit(writer, resource.RLIMIT_FSIZE)
    os.kill(writer, signal.SIGSTOP)
    answers = []
    threads = [threading.Thread(target=lambda n=n: answers.append(server.note(key, f"full-many-{n}", "x" * 2000))) for n in range(20)]
    for one in threads:
        one.start()
    time.sleep(0.7)
    resource.prlimit(writer, resource.RLIMIT_FSIZE, (4096, was[1]))
    os.kill(writer, signal.SIGCONT)
    for one in threads:
        one.join()
    check(len(answers) == 20 and all(status == 503 for status, _ in answers), "no act of a group that could not be written is confirmed",
          f"{answers[:2]}")
    resource.prlimit(writer, resource.RLIMIT_FSIZE, was)
    time.sleep(0.6)
    status, answer = server.note(key, "full-one")
    check(status == 200, "a single act is taken once there is room again", answer)
    check(server.pid_of("dais-writer") == writer, "by the same writer")
    check(server.end()[0] == 0, "the server ends with 0")
    done = run(dais, "verify", "--data", data)
    check(done.returncode == 0, "the record is sound", done.stderr)


def signals(dais, data):
    """A terminal that goes away; streams at the end; the parent killed."""
    server = Server(dais, data)
    until(5, server.whole)
    before = server.children()
    for pid in before:
        os.kill(pid, signal.SIGHUP)
    time.sleep(0.5)
    check(server.children() == before, "a hang-up ends no process", f"{before} {server.children()} {server.said()}")
    streams = []
    for _ in range(100):
        s = socket.create_connection(("127.0.0.1", server.port), timeout=10)
        s.sendall(f"GET /meetings/{MEETING}/live/events HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        streams.append(s)
    check(all(s.recv(12) == b"HTTP/1.1 200" for s in streams), "a hundred streams are open")
    os.kill(server.pid_of("dais-writer"), signal.SIGKILL)
    check(until(5, server.whole), "the writer comes back")
    code, took = server.end()
    check(code == 0 and took < 5, "the server ends within five seconds, with 0", f"{code} after {took} s")
    for s in streams:
        s.close()
    server = Server(dais, data)
    until(5, server.whole)
    left = list(server.children())
    server.process.kill()
    server.process.wait()
    check(until(5, lambda: not any(os.path.exists(f"/proc/{pid}") and dais_runs(pid) for pid in left)), "no process outlives its parent")
    server = Server(dais, data)
    check(server.port > 0 and server.ask("GET", "/healthz")[0] == 200, "and the next server starts")
    check(server.end()[0] == 0, "and ends with 0")


def dais_runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def first_process(dais, data):
    """The server as the first process of its container."""
    if run("unshare", "--pid", "--fork", "true").returncode != 0:
        skip("the server as the first process of a container", "without namespaces of processes: unshare may not make one")
        return
    server = Server(dais, data, prefix=("unshare", "--pid", "--fork", "--kill-child"))
    try:
        good = server.port > 0 and server.ask("GET", "/healthz")[0] == 200
    except OSError:
        good = False
    check(good, "the server as the first process of a container", server.said())
    server.process.kill()
    server.process.wait()


def restarts(dais, data, key, times):
    """No descriptor is lost when processes are started again."""
    server = Server(dais, data)
    until(5, server.whole)

    def counted():
        pids = [server.process.pid, *(pid for pid, name in server.children().items() if name == "dais-web")]
        return [len(os.listdir(f"/proc/{pid}/fd")) for pid in pids]

    def settled():
        """The counts, once they have stood for half a second."""
        last, since, end = counted(), time.monotonic(), time.monotonic() + 10
        while time.monotonic() < min(end, since + 0.5):
            time.sleep(0.05)
            now = counted()
            last, since = (last, since) if now == last else (now, time.monotonic())
        return last

    before, back = settled(), True
    for n in range(times):
        time.sleep(1.05)  # one that dies young is started again a little later
        os.kill(server.pid_of("dais-writer"), signal.SIGKILL)
        back = until(5, lambda: server.whole()) and until(5, lambda: server.note(key, f"again-{n}")[0] == 200) and back
    after = settled()
    check(back, f"the writer came back {times} times and took an act each time", server.said())
    check(after == before, "and neither the parent nor the workers hold more descriptors", f"{before} {after}")
    os.kill(server.pid_of("dais-writer"), signal.SIGKILL)
    until(5, lambda: server.pid_of("dais-writer"))
    check(until(5, lambda: server.note(key, "again-last")[0] == 200), "it comes back also when it died young", server.said())
    check(server.end()[0] == 0, "the server ends with 0")


def main():
    args = sys.argv[1:]
    times = int(args[args.index("--restarts") + 1]) if "--restarts" in args else 6
    dais = os.path.abspath(args[0])
    with tempfile.TemporaryDirectory() as where:
        data = os.path.join(where, "data")
        key = made(dais, data)
        taken(dais, where, data)
        settings(dais, where, data)
        damaged(dais, where, data)
        no_directory(dais, where)
        read_only(dais, where, data)
        held(dais, data, key)
        full(dais, data, key)
        signals(dais, data)
        first_process(dais, data)
        restarts(dais, data, key, times)
    print(f"1..{len(RESULTS)}")
    return 0 if all(RESULTS) else 1


if __name__ == "__main__":
    sys.exit(main())
