#!/usr/bin/env python3
"""The fault loop: fail the N-th call of a kind, for N = 1, 2, 3 … until none was hit; each time the record must be the
one before an act or the one after it, never a third; what was answered must be true; and the same scenario played
again must converge to the very record of an undisturbed run.

usage: loop.py DAIS [--sample N --seed S] FILE.scn…      prints TAP, one test a scenario and kind
Without --sample every N is tried; with it at most N of them, drawn by the seed, which is printed.
"""
import concurrent.futures
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

START = "2026-06-17T22:00:00Z"
KINDS = ["write", "short-write", "fsync", "read", "open", "sql", "commit-lost", "kill", "rename"]
PERSISTENT = ["write", "fsync", "sql", "rename"]


def run(dais, *args, fault=None, count=False):
    env = {**os.environ, "DAIS_FIXED_ENTRIES": START}
    if fault:
        env["DAIS_FAULT"] = fault
    if count:
        env["DAIS_FAULT_COUNT"] = "1"
    return subprocess.run([dais, *args], capture_output=True, text=True, timeout=60, env=env)


def entries(data):
    with sqlite3.connect(f"file:{data}/record.db?mode=ro", uri=True) as db:
        return [row[0] for row in db.execute("SELECT bytes FROM entry ORDER BY seq")]


def files_left(data):
    """What lies in DATA/parts or DATA/incoming and belongs to no entry, or is missing there."""
    with sqlite3.connect(f"file:{data}/record.db?mode=ro", uri=True) as db:
        known = {bytes(row[0]).hex() for row in db.execute("SELECT hash FROM part_file")}
    there = set(os.listdir(f"{data}/parts")) | {"incoming/" + n for n in os.listdir(f"{data}/incoming")}
    return sorted(known ^ there)


def let_age(data):
    """What was laid down for the writer by whoever was killed goes after an hour: it is two hours later."""
    incoming = f"{data}/incoming"
    for name in os.listdir(incoming) if os.path.isdir(incoming) else []:
        os.utime(f"{incoming}/{name}", (time.time() - 7200,) * 2)


class Loop:
    def __init__(self, dais, file, where):
        self.dais, self.file, self.where = dais, file, where
        self.template = os.path.join(where, "template")
        made = run(dais, "init", "--origin", "fault.test/log", "--data", self.template)
        if made.returncode != 0:
            raise RuntimeError(made.stderr)
        whole = os.path.join(where, "whole")
        shutil.copytree(self.template, whole)
        played = run(dais, "play", file, "--data", whole, count=True)
        if played.returncode != 0:
            raise RuntimeError(played.stderr)
        self.counts = {k: int(n) for k, n in re.findall(r"([a-z-]+)=(\d+)", played.stderr)}
        self.whole = entries(whole)

    def one(self, kind, n, persist):
        """Fail the n-th call; None when all is well, else what was wrong."""
        what = f"{kind} {n}{' persist' if persist else ''}"
        data = os.path.join(self.where, what.replace(" ", "-"))
        shutil.copytree(self.template, data)
        try:
            return self.judge(data, run(self.dais, "play", self.file, "--data", data, fault=what), what)
        finally:
            shutil.rmtree(data, ignore_errors=True)

    def judge(self, data, hurt, what):
        stands = entries(data)
        if stands != self.whole[:len(stands)]:
            return f"{what}: a third state: entry {len(stands)} is in no undisturbed record"
        if hurt.returncode == 0 and stands != self.whole:
            return f"{what}: all was said to be done, but {len(self.whole) - len(stands)} entries are missing"
        if hurt.returncode not in (0, 1, 3, -9, 137):
            return f"{what}: it ended with {hurt.returncode}: {hurt.stderr[-300:]}"
        if hurt.returncode in (1, 3) and len(hurt.stderr.strip().splitlines()) != 1:
            return f"{what}: the failure is not said in one line: {hurt.stderr[-300:]!r}"
        let_age(data)
        again = run(self.dais, "play", self.file, "--data", data)
        if again.returncode != 0:
            return f"{what}: playing again fails: {again.stderr[-300:]}"
        if entries(data) != self.whole:
            return f"{what}: playing again does not lead to the undisturbed record"
        if files_left(data):
            return f"{what}: after playing again these files belong to nothing, or are lost: {files_left(data)}"
        sound = run(self.dais, "verify", "--data", data)
        return None if sound.returncode == 0 else f"{what}: {sound.stderr[-300:]}"


def main():
    args = sys.argv[1:]
    sample = seed = None
    if "--sample" in args:
        at = args.index("--sample")
        sample = int(args[at + 1])
        del args[at:at + 2]
    if "--seed" in args:
        at = args.index("--seed")
        seed = int(args[at + 1])
        del args[at:at + 2]
    seed = seed if seed is not None else random.SystemRandom().randrange(1 << 32)
    dais, files = args[0], args[1:]
    if sample:
        print(f"# seed {seed}")
    draw = random.Random(seed)
    count = failed = tried = 0
    for file in files:
        with tempfile.TemporaryDirectory() as where:
            loop = Loop(dais, file, where)
            for kind, persist in [(k, False) for k in KINDS] + [(k, True) for k in PERSISTENT]:
                calls = list(range(1, loop.counts.get(kind, 0) + 2))
                if sample and len(calls) > sample:
                    calls = sorted(draw.sample(calls, sample))
                with concurrent.futures.ThreadPoolExecutor(2) as pool:
                    wrong = [w for w in pool.map(lambda n: loop.one(kind, n, persist), calls) if w]
                count += 1
                tried += len(calls)
                name = f"{os.path.basename(file)}: {kind}{' for good' if persist else ''} at each of {len(calls)} calls"
                print(f"{'not ' if wrong else ''}ok {count} - {name}", flush=True)
                for w in wrong[:5]:
                    print(f"# {w}")
                failed += bool(wrong)
    print(f"# {tried} faults tried")
    print(f"1..{count}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
