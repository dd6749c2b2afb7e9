#!/usr/bin/env python3
"""Processes killed at any moment: no answered act is lost, a repeated act is found and not made twice, and the
server comes back by itself.

usage: kill.py DAIS [--rounds N] [--seed S]      prints TAP
"""
import http.client
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

MEETING = "council/2026-06-17"


def must(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout


def children(parent):
    with open(f"/proc/{parent}/task/{parent}/children") as file:
        pids = [int(word) for word in file.read().split()]
    names = {}
    for pid in pids:
        try:
            with open(f"/proc/{pid}/comm") as file:
                names.setdefault(file.read().strip(), []).append(pid)
        except OSError:
            pass
    return names


class Client(threading.Thread):
    """Notes for the record, one after the other; each is asked again under its id until it is answered."""

    def __init__(self, port, key, number, stop):
        super().__init__()
        self.port, self.key, self.number, self.stop = port, key, number, stop
        self.answered, self.unsure, self.wrong = {}, 0, []

    def post(self, act):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("POST", "/acts.json", json.dumps(act), {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"})
            reply = connection.getresponse()
            return reply.status, json.loads(reply.read())
        finally:
            connection.close()

    def run(self):
        n = 0
        while not self.stop.is_set():
            n += 1
            act = {"act": f"kill-{self.number}-{n}", "kind": "note.recorded", "about": {"meeting": MEETING},
                   "texts": {"text": f"note {n} of client {self.number}"}}
            for _ in range(200):
                try:
                    status, answer = self.post(act)
                except (OSError, http.client.HTTPException, ValueError):
                    time.sleep(0.05)
                    continue
                if status == 200:
                    self.answered[act["act"]] = answer["entries"][0]["seq"]
                    break
                if status != 503 or not (answer.get("unsure") or answer.get("sentence")):
                    self.wrong.append(f"{status} {answer}")
                    return
                self.unsure += 1
                time.sleep(0.05)
            else:
                self.wrong.append(f"{act['act']} was never answered")
                return


def main():
    args = sys.argv[1:]
    rounds, seed = 40, random.SystemRandom().randrange(1 << 32)
    if "--rounds" in args:
        rounds = int(args[args.index("--rounds") + 1])
    if "--seed" in args:
        seed = int(args[args.index("--seed") + 1])
    dais, draw = args[0], random.Random(seed)
    print(f"# seed {seed}")
    results = []
    with tempfile.TemporaryDirectory() as where:
        data = os.path.join(where, "data")
        here = os.path.dirname(os.path.abspath(__file__))
        must(dais, "init", "--data", data)
        must(dais, "play", os.path.join(here, "kill-setting.scn"), "--data", data)
        must(dais, "user", "add", "clerk-1", "--role", "clerk", "--data", data)
        key = must(dais, "user", "key", "clerk-1", "--data", data).strip()
        server = subprocess.Popen([dais, "serve", "--data", data], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                  text=True, env={**os.environ, "PORT": "0"})
        port = int(re.search(r":(\d+)/", server.stdout.readline()).group(1))
        stop = threading.Event()
        clients = [Client(port, key, i, stop) for i in range(4)]
        for client in clients:
            client.start()
        kills = {}
        for _ in range(rounds):
            time.sleep(draw.uniform(0.02, 2.4))
            named = children(server.pid)
            role = draw.choice(["dais-writer", "dais-writer", "dais-web", "dais-auth", "dais-paper"])
            if named.get(role):
                os.kill(draw.choice(named[role]), signal.SIGKILL)
                kills[role] = kills.get(role, 0) + 1
        time.sleep(1.5)
        stop.set()
        for client in clients:
            client.join()
        alive = server.poll() is None
        roles = children(server.pid) if alive else {}
        server.terminate()
        code = server.wait(timeout=20)
        with sqlite3.connect(f"file:{data}/record.db?mode=ro", uri=True) as db:
            stands = {}
            for seq, text in db.execute("SELECT seq, CAST(bytes AS TEXT) FROM entry"):
                stands.setdefault(json.loads(text)["act"], []).append(seq)
        answered = {act: seq for client in clients for act, seq in client.answered.items()}
        wrong = [w for client in clients for w in client.wrong]
        lost = [act for act, seq in answered.items() if seq not in stands.get(act, [])]
        twice = [act for act, seqs in stands.items() if len(seqs) > 1]
        results.append((alive and code == 0, f"the server lived through {sum(kills.values())} killed processes {kills}"))
        results.append((set(roles) == {"dais-writer", "dais-web", "dais-auth", "dais-paper"}, f"every role runs again: {sorted(roles)}"))
        results.append((not wrong, f"every client was answered in the end ({wrong[:3]})"))
        results.append((len(answered) > 100, f"{len(answered)} acts were answered"))
        results.append((not lost, f"no answered act is lost ({lost[:3]})"))
        results.append((not twice, f"no act stands twice ({twice[:3]})"))
        sound = subprocess.run([dais, "verify", "--data", data], capture_output=True, text=True, timeout=60)
        results.append((sound.returncode == 0, f"the record is sound: {(sound.stdout or sound.stderr).strip()[:200]}"))
    for i, (good, what) in enumerate(results, 1):
        print(f"{'' if good else 'not '}ok {i} - {what}".replace("\n", " "))
    print(f"1..{len(results)}")
    return 0 if all(good for good, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
