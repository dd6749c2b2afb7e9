#!/usr/bin/env python3
"""The papers of whole meetings are, word for word, what stands in golden/: each scenario is played into a fresh record,
and its papers are printed as text.

usage: t_golden.py DAIS PAPER-TEXT FILE.scn…            prints TAP
       t_golden.py --write DAIS PAPER-TEXT FILE.scn…    writes them anew; read what changed before you keep it
"""
import difflib
import os
import subprocess
import sys
import tempfile

START = "2026-06-17T22:00:00Z"  # each entry is a second after the one before
GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env={**os.environ, "DAIS_FIXED_ENTRIES": START})
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr or done.stdout}")
    return done.stdout


def papers(dais, paper_text, scenario):
    with tempfile.TemporaryDirectory() as where:
        data = os.path.join(where, "data")
        run(dais, "init", "--name", "Golden", "--origin", "golden.test/log", "--data", data)
        run(dais, "play", scenario, "--data", data)
        return run(paper_text, data)


def main(arguments):
    write = arguments[0] == "--write"
    dais, paper_text, *scenarios = arguments[write:]
    failed = 0
    for n, scenario in enumerate(scenarios, 1):
        name = os.path.basename(scenario).removesuffix(".scn")
        path = os.path.join(GOLDEN, name + ".txt")
        try:
            is_ = papers(dais, paper_text, scenario)
        except RuntimeError as error:
            is_ = str(error)
        if write:
            with open(path, "w", encoding="utf-8") as f:
                f.write(is_)
            continue
        was = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
        failed += is_ != was
        print(f"{'ok' if is_ == was else 'not ok'} {n} - the papers of {name}")
        for line in list(difflib.unified_diff(was.splitlines(), is_.splitlines(), "golden", "now", lineterm=""))[:40]:
            print("# " + line)
    if not write:
        print(f"1..{len(scenarios)}")
    return failed > 0


sys.exit(main(sys.argv[1:]))
