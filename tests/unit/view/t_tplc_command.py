#!/usr/bin/env python3
"""The command tplc: its messages, its exits, and that it leaves alone what did not change.

t_tplc_command.py TPLC
"""
import os
import subprocess
import sys
import tempfile

TPLC = os.path.abspath(sys.argv[1])
OUTPUTS = ["m.h", "m.c", "t.h", "t.c"]
points = failures = 0


def point(passed, what, note=""):
    global points, failures
    points += 1
    failures += not passed
    print("ok" if passed else "not ok", points, "-", what)
    if not passed:
        print("#", repr(note))


def run(folder, *args):
    done = subprocess.run([TPLC, *args], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stderr.decode()


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
        f.write(text)


with tempfile.TemporaryDirectory() as d:
    write(d, "a.model", "model a\n    x text\n")
    write(d, "a.thtml", "{{model a}}\n<p>{{x}}</p>\n")
    code, said = run(d, *OUTPUTS)
    point(code == 2 and said.startswith("usage:"), "too few arguments", said)
    code, said = run(d, *OUTPUTS, "x/", "none.model")
    point(code == 1 and said == "none.model: this file cannot be read\n", "a file that is not there", said)
    point(not any(os.path.exists(os.path.join(d, o)) for o in OUTPUTS), "nothing was written")
    code, said = run(d, *OUTPUTS, "x/", "a.model", "a.thtml")
    point(code == 0 and said == "", "a run that succeeds", said)
    point('#include "x/m.h"' in open(os.path.join(d, "t.h"), encoding="utf-8").read(), "the folder of the includes")
    for o in OUTPUTS:
        os.utime(os.path.join(d, o), (1, 1))
    write(d, "a.thtml", "{{model a}}\n<p>{{x}}!</p>\n")
    code, said = run(d, *OUTPUTS, "x/", "a.model", "a.thtml")
    changed = [o for o in OUTPUTS if os.stat(os.path.join(d, o)).st_mtime != 1]
    point(code == 0 and changed == ["t.c"], "only what changed is written", changed)
    write(d, "a.thtml", "{{model a}}\n<p>{{y}}</p>\n")
    code, said = run(d, *OUTPUTS, "x/", "a.model", "a.thtml")
    point(code == 1 and said == 'a.thtml:2:4: the model a has no field "y"\n', "a mistake, in one line", said)
    code, said = run(d, *OUTPUTS[:3], "none/t.c", "x/", "a.model")
    point(code == 1 and said == "none/t.c: this file cannot be written\n", "an output that cannot be written", said)
    write(d, "large.model", " " * ((1 << 20) + 1))
    code, said = run(d, *OUTPUTS, "x/", "large.model")
    point(code == 1 and "at most 1048576 bytes" in said, "a file that is too large", said)
print(f"1..{points}")
sys.exit(1 if failures else 0)
