#!/usr/bin/env python3
"""dais rules: the packs that come with the program, and files of one's own.

usage: packs.py DAIS PACK.pack…      prints TAP
"""
import os
import subprocess
import sys
import tempfile

WRONG = """pack town
title The town council
based-on robert-small

rule vote-rescind
  says Two thirds.
  cites Town Code s. 3
  source The code
  sure read
  base cast
  need 2/3
  or vote-three-fifths
"""


def rules(dais, *words):
    done = subprocess.run([dais, "rules", *words], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def main():
    dais, packs = sys.argv[1], sys.argv[2:]
    results = []

    def ok(good, what):
        results.append(good)
        print(f"{'ok' if good else 'not ok'} {len(results)} - {what}")

    status, names, _ = rules(dais)
    stems = [os.path.basename(p).removesuffix(".pack") for p in packs]
    ok(status == 0 and sorted(names.split()) == sorted(stems), "the packs that there are")
    for stem, path in zip(stems, packs):
        own, known = rules(dais, path), rules(dais, stem)
        ok(own == known and own[0] == 0 and own[1].startswith(f"{stem}: "), f"{stem}, by name and as a file")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "town.pack")
        with open(path, "w", encoding="utf-8") as out:
            out.write(WRONG)
        status, printed, said = rules(dais, path)
        ok(status == 3 and printed == "" and said.startswith(f"dais: {path}:5: ") and "vote-three-fifths" in said
           and said.count("\n") == 1, "what is wrong is said in one line, with file and line")
        status, printed, said = rules(dais, os.path.join(folder, "none.pack"))
        ok(status == 1 and printed == "" and said.count("\n") == 1, "a file that is not there")
        with open(path, "w", encoding="utf-8") as out:
            out.write("#" * (1 << 20) + "\n")
        status, printed, said = rules(dais, path)
        ok(status == 1 and printed == "" and said.count("\n") == 1, "a file that is too long")
    status, printed, said = rules(dais, "nowhere")
    ok(status == 1 and printed == "" and "robert" in said, "a name that no pack has")
    print(f"1..{len(results)}")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
