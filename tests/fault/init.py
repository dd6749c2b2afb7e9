#!/usr/bin/env python3
"""The making of an instance, interrupted: fail or kill the N-th call of a kind, for N = 1, 2, 3 … until none was hit.
Each time either a whole instance stands, or none does, and every command says that in one line; and `dais init` again
leads to a whole instance whose record is sound.

usage: init.py DAIS      prints TAP, one test a kind
"""
import concurrent.futures
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

KINDS = ["write", "short-write", "fsync", "read", "open", "sql", "commit-lost", "kill"]
PERSISTENT = ["write", "fsync", "sql"]
OTHERS = (["serve"], ["verify"], ["rebuild"], ["key"], ["user", "add", "clerk-1", "--role", "clerk"])


def run(dais, data, *args, **env):
    return subprocess.run([dais, *args, "--data", data], capture_output=True, text=True, timeout=60, env={**os.environ, "PORT": "0", **env})


def one_line(done):
    return done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1 and done.stderr.startswith("dais: ")


def entries(data):
    try:
        with sqlite3.connect(f"file:{data}/record.db?mode=ro", uri=True) as db:
            return db.execute("SELECT count(*) FROM entry").fetchone()[0]
    except sqlite3.Error:
        return 0


def verifier(dais, data):
    return run(dais, data, "key").stdout.strip()


def judge(dais, data, what):
    """Fail that call; None when all is well, else what was wrong."""
    hurt = run(dais, data, "init", "--name", "Fault", DAIS_FAULT=what)
    stands = entries(data) > 0
    if hurt.returncode == 0 and not stands:
        return "an instance was said to be made, and none stands"
    if hurt.returncode not in (0, 1, -9, 137):
        return f"it ended with {hurt.returncode}: {hurt.stderr[-300:]}"
    if hurt.returncode == 1 and not one_line(hurt):
        return f"the failure is not said in one line: {hurt.stderr[-300:]!r}"
    had_key = os.path.exists(os.path.join(data, "key"))
    before = verifier(dais, data)
    if not stands:
        for command in OTHERS:
            if command == ["key"] and had_key:
                continue
            said = run(dais, data, *command)
            if not one_line(said) or "dais init" not in said.stderr:
                return f"{command[0]} does not say that init was interrupted: {said.returncode} {said.stdout}{said.stderr}"
        if entries(data) > 0:
            return "another command made what init had not"
    again = run(dais, data, "init", "--name", "Fault")
    if again.returncode != (1 if stands else 0) or (stands and "dais serve" not in again.stderr):
        return f"init again: {again.returncode} {again.stdout}{again.stderr}"
    if had_key and verifier(dais, data) != before:
        return "a key that was there was replaced"
    for command in (["verify"], ["user", "add", "clerk-1", "--role", "clerk"]):
        sound = run(dais, data, *command)
        if sound.returncode != 0:
            return f"{command[0]} afterwards: {sound.stderr[-300:]}"
    with open(os.path.join(data, "dais.conf"), encoding="utf-8") as file:
        if "\nname Fault\n" not in file.read():
            return "the settings are not those that were asked for"
    return None


def one(dais, where, fault):
    data = os.path.join(where, fault.replace(" ", "-"))
    wrong = judge(dais, data, fault)
    shutil.rmtree(data, ignore_errors=True)
    return f"{fault}: {wrong}" if wrong else None


def main():
    dais, results = os.path.abspath(sys.argv[1]), []
    with tempfile.TemporaryDirectory() as where:
        counted = run(dais, os.path.join(where, "whole"), "init", DAIS_FAULT_COUNT="1")
        counts = {k: int(n) for k, n in re.findall(r"([a-z-]+)=(\d+)", counted.stderr)}
        for kind, persist in [(k, False) for k in KINDS] + [(k, True) for k in PERSISTENT]:
            calls = counts.get(kind, 0) + 1
            faults = [f"{kind} {n}{' persist' if persist else ''}" for n in range(1, calls + 1)]
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                wrong = [w for w in pool.map(lambda fault: one(dais, where, fault), faults) if w]
            results.append(not wrong)
            print(f"{'not ' if wrong else ''}ok {len(results)} - init: {kind}{' for good' if persist else ''} at each of {calls} calls", flush=True)
            for w in wrong[:5]:
                print(f"# {w}".replace("\n", " "))
    print(f"1..{len(results)}")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
