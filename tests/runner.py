#!/usr/bin/env python3
"""Builds the test builds, runs every suite, and says what it saw: the last line is "N passed, N failed".

Points of the Test Anything Protocol are counted one by one.  What makes the run fail, beside a failed point:
a registered test that did not run, fewer points than tests/FLOOR asks for, a skip past its date,
and a skip without a reason that can be checked.  A skip says "until YYYY-MM-DD", or that shared data is not there
(../shared/data, or that under DAIS_SHARED), or "without ABILITY: …" of the machine (ABILITIES): these are then looked at.
tests/FLOOR has a number for a checkout with the shared data beside it and one for a checkout without.

runner.py                run everything
runner.py SUITE ...      run these suites only
runner.py --list         name the suites
"""
import datetime
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUDGET_S = 58 * 60
# Named builds: folder, meson's arguments, how much slower than plain code its tests may be.
BUILDS = {
    "asan": ("build-asan", ["-Dtesting=true", "-Db_sanitize=address,undefined", "-Db_lundef=false",
                            "-Dc_args=-fno-sanitize-recover=all"], 4),
    "plain": ("build-testing", ["-Dtesting=true"], 2),
}
# Suites in the order of their running, with their builds; one that is not named here runs last, in both.
SUITES = [
    ("house", ["asan"]),
    ("unit", ["asan"]),
    ("format", ["asan"]),
    ("prop", ["asan"]),
    ("http", ["asan"]),
    ("fuzz", ["asan"]),
    ("scenario", ["asan", "plain"]),
    ("fault", ["plain"]),
    ("web", ["plain"]),
    ("lint", ["plain"]),
]
POINT = re.compile(r"^(not )?ok\b\s*(\d*)\s*(?:-\s*)?(.*)$")
UNTIL = re.compile(r"\buntil (\d{4}-\d\d-\d\d)\b")
WITHOUT = re.compile(r"without ([^:]+):")
ENVIRONMENT = {
    "ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1:abort_on_error=0",
    "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
}


class Totals:
    def __init__(self):
        self.passed = self.failed = 0
        self.skips = []      # (where, reason)
        self.failures = []   # where
        self.ran = set()     # names of tests


def say(text=""):
    print(text, flush=True)


def shared_dir():
    return os.path.join(os.environ.get("DAIS_SHARED") or os.path.join(ROOT, "..", "shared"), "data")


def shared_there():
    return os.path.isdir(shared_dir())


def descriptors():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    return sys.maxsize if hard == resource.RLIM_INFINITY else hard


def process_namespaces():
    try:
        return subprocess.run(["unshare", "--pid", "--fork", "true"], capture_output=True).returncode == 0
    except OSError:
        return False


# What a machine may lack: how a skip calls it, and how to see that the machine has it.
ABILITIES = [
    (re.compile(r"(\d+) descriptors"), lambda m: descriptors() >= int(m.group(1))),
    (re.compile(r"namespaces of processes"), lambda m: process_namespaces()),
    (re.compile(r"soffice"), lambda m: shutil.which("soffice") and shutil.which("pdftotext")),
]


def ability_fault(name):
    for pattern, has in ABILITIES:
        m = pattern.fullmatch(name)
        if m:
            return f"it says that this machine lacks {name}, but it has them" if has(m) else None
    return f"nobody knows how to see whether a machine has {name}"


def skip_fault(reason):
    """Why a skip with this reason may not be, or None."""
    m = WITHOUT.match(reason)
    if m:
        return ability_fault(m.group(1))
    m = UNTIL.search(reason)
    if m:
        ended = datetime.date.fromisoformat(m.group(1)) < datetime.date.today()
        return f"its date, {m.group(1)}, has passed" if ended else None
    if "shared" in reason.lower():
        return f"it says that shared data is not there, but {shared_dir()} is" if shared_there() else None
    return "it names no date (until YYYY-MM-DD), no shared data that is not there, and nothing that the machine is without"


def points_of(output):
    """(passed, [failed description], [(skipped description, reason)]) of TAP output; None when it holds none."""
    passed, failed, skipped, seen = 0, [], [], False
    for line in output.split("\n"):
        plan = re.match(r"^1\.\.(\d+)(?:\s*#\s*SKIP\S*\s*(.*))?$", line, re.I)
        if plan:
            seen = True
            if plan.group(1) == "0":
                skipped.append(("the whole test", plan.group(2) or ""))
            continue
        m = POINT.match(line)
        if not m:
            continue
        seen = True
        what, _, directive = m.group(3).partition("# ")
        if m.group(1):
            failed.append(m.group(3).strip())
        elif directive.upper().startswith("SKIP"):
            skipped.append((what.strip(), directive[4:].strip(" :")))
        else:
            passed += 1
    return (passed, failed, skipped) if seen else None


def account(entry, place, totals):
    """Count one line of meson's testlog.json and print its line; place: the build and the suite."""
    where = place + "/" + entry["name"].split(" / ")[-1].split(":", 1)[-1]
    output, errors = entry.get("stdout") or "", entry.get("stderr") or ""
    good = entry["result"] in ("OK", "EXPECTEDFAIL", "SKIP")
    points = points_of(output)
    if points is None:
        points = (1, [], []) if entry["result"] == "OK" else (0, [], [])
        if entry["result"] == "SKIP":
            points = (0, [], [("the whole test", (output + errors).strip()[-200:])])
    passed, failed, skipped = points
    for what, reason in skipped:
        fault = skip_fault(reason)
        if fault:
            failed = failed + [f"{what} may not be skipped: {fault}"]
        else:
            totals.skips.append((f"{where}: {what}", reason))
    if not good and not failed:
        failed = [f"ended with {entry['result']} (exit {entry.get('returncode')}), no failed point of its own"]
    totals.passed += passed
    totals.failed += len(failed)
    totals.failures += [f"{where}: {f}" for f in failed]
    word = "FAIL" if failed else "ok  "
    more = f", {len(failed)} failed" if failed else ""
    more += f", {len(skipped)} skipped" if skipped else ""
    say(f"{word} {where:<48} {passed} passed{more}  {entry.get('duration', 0):.1f} s")
    if failed:
        show_failure(failed, output, errors)


def show_failure(failed, output, errors):
    for f in failed[:20]:
        say(f"       not ok: {f}")
    notes = [x for x in output.split("\n") if x.startswith("#")]
    for line in notes[-30:] + errors.strip().split("\n")[-40:]:
        if line:
            say(f"       | {line[:300]}")


def run(command, **more):
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", stdin=subprocess.DEVNULL, **more)


def build_make(build, totals):
    """Configure and build; False when it failed."""
    folder, arguments, _ = BUILDS[build]
    began = time.monotonic()
    if not os.path.exists(os.path.join(ROOT, folder, "build.ninja")):
        shutil.rmtree(os.path.join(ROOT, folder), ignore_errors=True)
        done = run(["meson", "setup", folder, *arguments])
        if done.returncode:
            return build_failed(build, done, totals)
    done = run(["ninja", "-C", folder, "-k", "20"])
    if done.returncode:
        return build_failed(build, done, totals)
    say(f"     built {folder} in {time.monotonic() - began:.0f} s")
    return True


def build_failed(build, done, totals):
    say(f"FAIL the build {build} failed:")
    lines = [x[:300] for x in done.stdout.strip().split("\n") if not re.match(r"\[\d+/\d+\] |cc |clang ", x)]
    first = next((n for n, x in enumerate(lines) if x.startswith("FAILED:")), -60)
    say("\n".join("       | " + x for x in lines[first:][:80]))
    totals.failed += 1
    totals.failures.append(f"the build {build}")
    return False


def registered(build):
    """{suite: {test name}} of a build, suites without the project's name."""
    done = subprocess.run(["meson", "introspect", "--tests", BUILDS[build][0]], cwd=ROOT, capture_output=True,
                          text=True, check=True, stdin=subprocess.DEVNULL)
    suites = {}
    for t in json.loads(done.stdout):
        for s in t["suite"] or ["dais"]:
            suites.setdefault(s.split(":", 1)[-1], set()).add(t["name"])
    return suites


def suite_run(build, suite, totals, deadline):
    folder, _, slower = BUILDS[build]
    logbase = f"testlog-{suite}"
    log = os.path.join(ROOT, folder, "meson-logs", logbase + ".json")
    if os.path.exists(log):
        os.unlink(log)
    command = ["meson", "test", "-C", folder, "--no-rebuild", "--suite", suite, "--logbase", logbase,
               "--timeout-multiplier", str(slower), "--num-processes", str(os.cpu_count() or 2)]
    said = os.path.join(ROOT, folder, f"said-{suite}.txt")
    with open(said, "w", encoding="utf-8") as out:
        child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                 start_new_session=True, env={**os.environ, **ENVIRONMENT})
    counted, ended = 0, False
    while not ended:
        ended = child.poll() is not None
        if not ended and time.monotonic() > deadline:
            os.killpg(child.pid, signal.SIGTERM)
            say(f"FAIL {build} {suite}: the time for all tests is over")
            totals.failed += 1
            totals.failures.append(f"{build} {suite}: the time for all tests is over")
            ended = True
        counted += lines_new(log, counted, f"{build} {suite}", totals)
        if not ended:
            time.sleep(0.1)
    if counted == 0:
        say(f"FAIL {build} {suite}: no test ran")
        with open(said, encoding="utf-8", errors="replace") as f:
            say("\n".join("       | " + x for x in f.read().strip().split("\n")[-15:]))
        totals.failed += 1
        totals.failures.append(f"{build} {suite}: no test ran")


def lines_new(log, counted, place, totals):
    """Account for the complete lines of the log after the first `counted`; how many these were."""
    if not os.path.exists(log):
        return 0
    with open(log, encoding="utf-8", errors="replace") as f:
        lines = f.read().split("\n")[:-1]
    for line in lines[counted:]:
        entry = json.loads(line)
        totals.ran.add(entry["name"].split(" / ")[-1].split(":", 1)[-1])
        account(entry, place, totals)
    return len(lines) - counted


def floor_of():
    """The number of the line "with N" or "without N": with the shared data, or without."""
    with open(os.path.join(ROOT, "tests", "FLOOR"), encoding="utf-8") as f:
        floors = dict(line.split() for line in f if line.strip())
    return int(floors["with" if shared_there() else "without"])


def finish(totals, whole, all_names):
    if whole:
        for name in sorted(all_names - totals.ran):
            totals.failed += 1
            totals.failures.append(f"{name} is registered but did not run")
        if totals.passed < floor_of():
            totals.failed += 1
            totals.failures.append(f"only {totals.passed} points passed; tests/FLOOR asks for {floor_of()}")
    elif totals.passed + totals.failed == 0:
        totals.failed += 1
        totals.failures.append("nothing ran")
    if totals.skips:
        say("\nSkipped:")
        for where, reason in totals.skips:
            say(f"  {where}: {reason}")
    if totals.failures:
        say("\nFailed:")
        for f in totals.failures:
            say(f"  {f}")
    skipped = f", {len(totals.skips)} skipped" if totals.skips else ""
    say(f"\n{totals.passed} passed, {totals.failed} failed{skipped}")
    return 1 if totals.failed else 0


def main(args):
    if args == ["--list"]:
        say("\n".join(f"{name} ({', '.join(builds)})" for name, builds in SUITES))
        return 0
    deadline = time.monotonic() + BUDGET_S
    totals, wanted, all_names = Totals(), set(args), set()
    os.environ.setdefault("DAIS_SEED", str(random.SystemRandom().randrange(1, 2**31)))
    say(f"     seed: DAIS_SEED={os.environ['DAIS_SEED']}")
    order = dict(SUITES)
    for build in BUILDS:
        if wanted and not any(build in order.get(s, list(BUILDS)) for s in wanted):
            continue
        if not build_make(build, totals):
            continue
        suites = registered(build)
        for names in suites.values():
            all_names |= names
        known = [s for s, builds in SUITES if build in builds and s in suites]
        known += sorted(s for s in suites if s not in order)
        for suite in known:
            if not wanted or suite in wanted:
                suite_run(build, suite, totals, deadline)
    unknown = wanted - set(order) - all_names
    return finish(totals, not wanted, all_names) if not unknown else unknown_suites(unknown, totals)


def unknown_suites(unknown, totals):
    if totals.passed + totals.failed:
        return finish(totals, False, set())
    say(f"There is no suite {', '.join(sorted(unknown))}; script/test --list names them.")
    say("\n0 passed, 1 failed")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
