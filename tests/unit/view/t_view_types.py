#!/usr/bin/env python3
"""Holds that the C compiler refuses a value of the wrong kind where generated code would put it.

t_view_types.py SRC CC…: SRC is the folder of the rooms, CC the compiler with its arguments.
"""
import subprocess
import sys

SRC, CC = sys.argv[1], sys.argv[2:]
HEAD = '#include "view/out.h"\nvoid f(struct out *o, sv s, int64_t n, bool b, url u, safe_html h, raw_json j);\n' \
       "void f(struct out *o, sv s, int64_t n, bool b, url u, safe_html h, raw_json j)\n" \
       "{ (void)o; (void)s; (void)n; (void)b; (void)u; (void)h; (void)j; %s; }\n"
TAKES = {"TP_TEXT": "snuh", "TP_ATTR": "snu", "TP_URL": "u", "TP_INT": "n"}

points = failures = 0
for macro, takes in TAKES.items():
    for kind in "snbuhj":
        source = HEAD % f"{macro}(o, {kind})"
        run = subprocess.run(CC + ["-std=c17", "-fsyntax-only", "-I", SRC, "-x", "c", "-"], input=source.encode(),
                             stderr=subprocess.PIPE)
        compiles = run.returncode == 0
        passed = compiles == (kind in takes) and (compiles or b"_Generic" in run.stderr)
        points += 1
        failures += not passed
        print("ok" if passed else "not ok", points, "-", f"{macro} {'takes' if kind in takes else 'refuses'} {kind}")
        if not passed:
            print("#", run.stderr.decode()[:300].replace("\n", " "))
print(f"1..{points}")
sys.exit(1 if failures else 0)
