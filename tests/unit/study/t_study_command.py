#!/usr/bin/env python3
"""dais study its at the command line: one JSON object or one sentence, and which exit.

t_study_command.py DAIS      prints TAP"""
import json
import os
import subprocess
import sys
import tempfile

DAIS = os.path.abspath(sys.argv[1])
count = failed = 0


def ok(passed, what, said=""):
    global count, failed
    count += 1
    failed += not passed
    print(("ok" if passed else "not ok"), count, "-", what)
    if not passed:
        print("\n".join("# " + line for line in str(said).split("\n")))


def study(*arguments):
    return subprocess.run([DAIS, "study", "its", *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)


def refused(what, code, sentence, *arguments):
    done = study(*arguments)
    ok(done.returncode == code and not done.stdout and done.stderr == f"dais: {sentence}\n", what, (done.returncode, done.stderr))


def table(path, areas):
    """Three years of months, by area, with a level that falls by half in area a at 2021-01."""
    with open(path, "w", encoding="utf-8") as f:
        print("year,month,area,count,people", file=f)
        for i, area in enumerate(areas):
            for t in range(36):
                n = 40 + (7 * t + 3 * i * t + 5 * i) % 13 + i % 5
                n = n // 2 if area == "a" and t >= 12 else n
                print(f"{2020 + t // 12},{t % 12 + 1},{area},{n},{1000 + 10 * i}", file=f)
    return path


with tempfile.TemporaryDirectory() as where:
    areas = [chr(97 + i) for i in range(24)]
    many, one = table(os.path.join(where, "many.csv"), areas), table(os.path.join(where, "one.csv"), ["a"])
    plain = ["--time", "year,month", "--outcome", "count", "--event", "2021-01"]

    done = study(one, *plain, "--offset", "people", "--season", "fourier:1", "--slope")
    ok(done.returncode == 0 and not done.stderr and done.stdout.count("\n") == 1, "one line of JSON", done.stderr)
    said = json.loads(done.stdout)
    ok(said["n"] == 36 and said["family"] == "quasipoisson" and said["df"] == 30, "as many rows, the family", said)
    ok([c["name"] for c in said["coefficients"]] == ["intercept", "time", "level", "slope", "s1", "c1"], "coefficients", said)
    ok(0.4 < said["ratio"]["estimate"] < 0.62 and said["averted"]["periods"] == 24, "half is left", said)
    ok("placebo" not in said and said["headline"]["method"] != "placebo", "no rank without other areas", said)

    said = json.loads(study(many, *plain, "--by", "area", "--treated", "a").stdout)
    ok(said["placebo"]["areas"] == 23 and abs(said["placebo"]["p_areas"] - 1 / 24) < 1e-9, "the first of 24", said)
    ok(said["headline"] == {"method": "placebo", "p": said["placebo"]["p"]}, "the rank is the headline", said)
    ok([c["name"] for c in said["coefficients"]] == "intercept time level z z:time z:level".split(), "with a comparison", said)
    named = json.loads(study(many, *plain, "--by", "area", "--treated", "a", "--control", "b,c").stdout)
    ok(named["n"] == 3 * 36 and named["placebo"]["areas"] == 23, "named controls, ranked among all", named)
    null = json.loads(study(many, *plain, "--by", "area", "--treated", "q").stdout)
    ok(null["placebo"]["p"] > 0.05, "nothing where there is nothing", null["placebo"])

    refused("a file that is not there", 1, f"{where}/no.csv could not be opened: No such file or directory", f"{where}/no.csv", *plain)
    refused("areas without --by", 1, "line 38: 2020-01 stands on line 2 already: add them up, or name the column of areas with --by",
            many, *plain)
    refused("no event", 2, "--event is missing: dais help study says what it names", one, *plain[:4])
    refused("a family", 2, '--family takes gaussian, poisson, quasipoisson or negbin, and not "normal"', one, *plain, "--family", "normal")
    refused("an area alone", 2, "--by, the column of areas, and --treated, the area of the event, belong together, and --control to both",
            one, *plain, "--by", "area")
    refused("after the end", 1, 'the event "2025-01" is none of the periods, which run from 2020-01 to 2022-12', one, *plain[:5], "2025-01")
    refused("errors of the first order of counts", 1,
            "Prais and Winsten's method is least squares: take the gaussian family, or Newey and West's errors",
            one, *plain, "--se", "prais-winsten")

print(f"1..{count}")
sys.exit(failed > 0)
