#!/usr/bin/env python3
"""Of the runner of the tests: it counts what it is given, and does not believe what cannot be checked."""
import contextlib
import datetime
import io
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import csource
import runner


def quiet(function, *args):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        result = function(*args)
    return result, out.getvalue()


def entry(stdout="", result="OK", stderr=""):
    return {"name": "dais:unit / t-x", "stdout": stdout, "result": result, "stderr": stderr, "returncode": 0}


def counted(*entries):
    totals = runner.Totals()
    for e in entries:
        quiet(runner.account, e, "asan", totals)
    return totals


def main():
    tap = csource.Tap()
    shared = tempfile.mkdtemp()
    is_there = os.path.join(shared, "data")
    os.mkdir(is_there)
    os.environ["DAIS_SHARED"] = shared
    past = (datetime.date.today() - datetime.timedelta(1)).isoformat()
    today = datetime.date.today().isoformat()

    t = counted(entry("ok 1 - a\nok 2 - b\nnot ok 3 - c\n# why\n1..3\n", "FAIL"))
    tap.point((t.passed, t.failed) == (2, 1), "points are counted one by one")
    t = counted(entry("ok 1 - a\nsome words\nok 2\n1..2\n"))
    tap.point((t.passed, t.failed) == (2, 0), "words between points are no points")
    t = counted(entry("", "OK"))
    tap.point((t.passed, t.failed) == (1, 0), "a test without points counts as one")
    t = counted(entry("ok 1 - a\n", "ERROR"))
    tap.point((t.passed, t.failed) == (1, 1), "a crash after good points is a failure")
    t = counted(entry("", "TIMEOUT"))
    tap.point((t.passed, t.failed) == (0, 1), "running out of time is a failure")
    t = counted(entry("not ok 1 - a # TODO some day\n1..1\n", "OK"))
    tap.point(t.failed == 1, "a failure with an excuse is a failure")
    t = counted(entry(f"ok 1 - a # SKIP until {today}: a reason\n1..1\n"))
    tap.point((t.passed, t.failed, len(t.skips)) == (0, 0, 1), "a dated skip is no pass and no failure")
    t = counted(entry(f"ok 1 - a # SKIP until {past}: a reason\n1..1\n"))
    tap.point(t.failed == 1, "a skip past its date is a failure")
    t = counted(entry("ok 1 - a # SKIP not today\n1..1\n"))
    tap.point(t.failed == 1, "a skip without a date is a failure")
    t = counted(entry("ok 1 - a # SKIP ../shared/data is not there\n1..1\n"))
    tap.point(t.failed == 1, "shared data that is said to be away, and is there, is a failure")
    runner.descriptors = lambda: 1024
    for reason, failed in (("without 1025 descriptors: only 1024 are allowed", 0), ("without 1024 descriptors: only 3 are allowed", 1),
                           ("without zeal: it was late", 1), ("without 1025 descriptors", 1)):
        t = counted(entry(f"ok 1 - a # SKIP {reason}\n1..1\n"))
        tap.point((t.passed, t.failed, len(t.skips)) == (0, failed, 1 - failed), f"a skip {reason}")
    for able in (True, False):
        runner.process_namespaces = lambda able=able: able
        t = counted(entry("ok 1 - a # SKIP without namespaces of processes: not allowed\n1..1\n"))
        tap.point(t.failed == able, f"namespaces are looked for: {'there' if able else 'not there'}")
    with_shared = runner.floor_of()
    os.rmdir(is_there)
    os.rmdir(shared)
    t = counted(entry("ok 1 - a # SKIP ../shared/data is not there\n1..1\n"))
    tap.point((t.failed, len(t.skips)) == (0, 1), "shared data that is away is a skip")
    t = counted(entry("1..0 # SKIP ../shared/data is not there\n", "SKIP"))
    tap.point((t.failed, len(t.skips)) == (0, 1), "a whole test may be skipped")
    t = counted(entry("", "SKIP"))
    tap.point(t.failed == 1, "but not without a reason")

    with tempfile.NamedTemporaryFile("w", suffix=".json") as f:
        f.write(json.dumps(entry("ok 1\n1..1\n")) + "\n" + json.dumps(entry("ok 1\n1..1\n"))[:20])
        f.flush()
        totals = runner.Totals()
        new, _ = quiet(runner.lines_new, f.name, 0, "asan", totals)
        tap.point(new == 1 and totals.passed == 1, "half a line of the log waits for its other half")

    floor = runner.floor_of()
    tap.point(0 < floor < with_shared, "the floor without the shared data is lower than the one with it")
    totals = runner.Totals()
    totals.passed = floor
    rc, out = quiet(runner.finish, totals, True, set())
    tap.point(rc == 0 and out.endswith(f"\n{floor} passed, 0 failed\n"), "the last line, at the floor")
    totals = runner.Totals()
    totals.passed = floor - 1
    rc, out = quiet(runner.finish, totals, True, set())
    tap.point(rc == 1 and out.endswith(f"{floor - 1} passed, 1 failed\n"), "below the floor it fails")
    totals = runner.Totals()
    totals.passed = floor
    rc, out = quiet(runner.finish, totals, True, {"t-lost"})
    tap.point(rc == 1 and "t-lost" in out, "a registered test that did not run is a failure")
    totals = runner.Totals()
    rc, _ = quiet(runner.finish, totals, False, set())
    tap.point(rc == 1, "running nothing is a failure")
    totals = runner.Totals()
    totals.passed, totals.skips = floor, [("asan t-x: a", "why")]
    rc, out = quiet(runner.finish, totals, True, set())
    tap.point(rc == 0 and "t-x: a: why" in out and out.endswith("0 failed, 1 skipped\n"), "skips are named and counted")
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
