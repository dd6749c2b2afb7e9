#!/usr/bin/env python3
"""Holds every #include of src/ against rooms.txt: a room may include itself and the rooms on its line.

roomcheck.py [ROOT]         check the tree
roomcheck.py --self-test    check that the check finds what it must
"""
import os
import re
import sys
import tempfile

import csource

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def rooms_read(text):
    """rooms.txt as {room: set of rooms}; raises ValueError with the line that is wrong."""
    rooms = {}
    for n, line in enumerate(text.split("\n"), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        m = re.fullmatch(r"([a-z]+):\s*([a-z ]*)", line)
        if not m:
            raise ValueError(f"rooms.txt:{n}: not 'room: rooms that it may include'")
        room, may = m.group(1), m.group(2).split()
        if room in rooms:
            raise ValueError(f"rooms.txt:{n}: {room} stands twice")
        for other in may:
            if other not in rooms:
                raise ValueError(f"rooms.txt:{n}: {room} may know {other}, which does not stand above it")
            missing = rooms[other] - set(may)
            if missing:
                raise ValueError(f"rooms.txt:{n}: {room} knows {other} but not {', '.join(sorted(missing))}")
        rooms[room] = set(may)
    return rooms


def check(root):
    """A list of findings, each one line."""
    try:
        rooms = rooms_read(csource.read(root, "rooms.txt"))
    except (ValueError, OSError) as e:
        return [str(e)], 0
    found, includes = [], 0
    for path in csource.tree_files(root):
        parts = path.split("/")
        if parts[0] != "src" or not path.endswith((".c", ".h")):
            continue
        if len(parts) < 3 or parts[1] not in rooms:
            found.append(f"{path}: {parts[1]} is no room of rooms.txt")
            continue
        room = parts[1]
        text = csource.blank(csource.read(root, path), strings=False)
        for m in INCLUDE.finditer(text):
            includes += 1
            line = text.count("\n", 0, m.start(1)) + 1
            target = m.group(1).split("/")
            if ".." in target:
                found.append(f"{path}:{line}: includes a path with '..'")
            elif len(target) == 1:
                found.append(f"{path}:{line}: \"{m.group(1)}\" does not name its room")
            elif target[0] not in rooms:
                found.append(f"{path}:{line}: \"{m.group(1)}\": {target[0]} is no room")
            elif target[0] != room and target[0] not in rooms[room]:
                found.append(f"{path}:{line}: {room} may not know {target[0]}")
    return found, includes


def self_test():
    tap = csource.Tap()
    good_rooms = "base:\nsys: base\nrecord: base\nacts: base sys record\n"
    cases = [
        ("a clean tree passes", {"src/acts/a.c": '#include "record/r.h"\n#include "acts/a.h"\n#include <x/y.h>\n'}, ""),
        ("a room that knows too much", {"src/record/r.c": '#include "sys/s.h"\n'}, "record may not know sys"),
        ("knowing upwards", {"src/base/b.h": '\n#  include "acts/a.h"\n'}, "src/base/b.h:2: base may not know acts"),
        ("a header without its room", {"src/sys/s.c": '#include "s.h"\n'}, "does not name its room"),
        ("a path that climbs", {"src/sys/s.c": '#include "../acts/a.h"\n'}, "'..'"),
        ("a folder that is no room", {"src/attic/x.c": "\n"}, "attic is no room"),
        ("a header of no room", {"src/sys/s.c": '#include "attic/x.h"\n'}, "attic is no room"),
        ("an include in a comment is none", {"src/sys/s.c": '/* #include "acts/a.h" */\n'}, ""),
        ("a list that is not transitive", {"rooms.txt": "base:\nsys: base\nacts: sys\n"}, "knows sys but not base"),
        ("a room above itself", {"rooms.txt": "base: sys\nsys:\n"}, "does not stand above it"),
        ("a line of nonsense", {"rooms.txt": "base\n"}, "rooms.txt:1"),
    ]
    for what, files, expected in cases:
        with tempfile.TemporaryDirectory() as root:
            for path, text in {"rooms.txt": good_rooms, **files}.items():
                os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
                with open(os.path.join(root, path), "w", encoding="utf-8") as f:
                    f.write(text)
            found, _ = check(root)
            fits = (not found) if not expected else (len(found) == 1 and expected in found[0])
            tap.point(fits, what, found)
    return tap.done()


def main(args):
    if args == ["--self-test"]:
        return self_test()
    root = args[0] if args else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    tap = csource.Tap()
    found, includes = check(root)
    tap.point(not found, "every include of src/ is allowed by rooms.txt", found)
    tap.point(includes > 0, f"includes were read: {includes}")
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
