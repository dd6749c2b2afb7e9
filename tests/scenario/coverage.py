#!/usr/bin/env python3
"""Every rule of every pack is shown by a scenario: once refusing, by a step that cites it, and once allowing, by
a step of the same kind that is recorded in the same file without a departure.

usage: coverage.py DAIS PACK.pack… -- FILE.scn…      prints TAP
"""
import json
import re
import subprocess
import sys

# Rules by which results are judged; what comes of them is an expect line that cites them.
RESULTS = {"tie-vote"}
# Rules that another one applies: what a quorum is shows where business needs one.
THROUGH = {"quorum": "quorum-business"}
# Rules that no act is judged by yet, and why.
LATER = {"veto": "until 2027-06-30: vetoes are no kind of entry yet"}


def rules_of(packs):
    """Rule ids, and the rules by which the packs' motions are decided."""
    rules, votes = {}, set()
    for pack in packs:
        with open(pack, encoding="utf-8") as lines:
            for line in lines:
                words = line.split()
                if line.startswith("rule "):
                    rules.setdefault(words[1], pack)
                elif line.startswith("motion "):
                    votes.add(words[7])
    return rules, votes


class Shown:
    """What the scenarios show: (rule) refused and allowed, results."""

    def __init__(self, dais, files):
        self.refused, self.allowed, self.results = {}, {}, {}
        for file in files:
            self.read(dais, file)

    def read(self, dais, file):
        done = subprocess.run([dais, "play", "--acts", file], capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip())
        steps = [json.loads(line) for line in done.stdout.splitlines()]
        plain = {s["act"]["kind"] for s in steps
                 if s["expect"] == "done" and "departure" not in s["act"].get("data", {})}
        for s in steps:
            if s["rule"]:
                self.refused.setdefault(s["rule"], file)
                if s["act"]["kind"] in plain:
                    self.allowed.setdefault(s["rule"], file)
        with open(file, encoding="utf-8") as text:
            for rule in re.findall(r"^expect .*\bcite ([a-z0-9-]+)", text.read(), re.M):
                self.results.setdefault(rule, file)


def judge(rule, votes, shown):
    """None when the rule is shown, else what is missing; or a reason to skip it."""
    if rule in LATER:
        return None, LATER[rule]
    if rule in RESULTS or rule.startswith("vote-") and rule in votes:
        return (None if rule in shown.results else "no expect line cites it"), None
    if re.match("vote-(two|three|four|present|membership)", rule):
        return None, "until 2027-06-30: no motion of a pack is decided by it yet"
    through = THROUGH.get(rule, rule)
    if through not in shown.refused:
        return f"no refused step cites {through}", None
    if through not in shown.allowed:
        return f"nothing that {through} allows is recorded beside what it refuses", None
    return None, None


def self_test():
    shown = Shown.__new__(Shown)
    shown.refused, shown.allowed, shown.results = {"recess": "f", "adjourn": "f"}, {"recess": "f"}, {"tie-vote": "f"}
    cases = [("recess", True), ("adjourn", False), ("second", False), ("tie-vote", True), ("vote-majority", False)]
    return all((judge(rule, {"vote-majority"}, shown)[0] is None) == good for rule, good in cases)


def main():
    dais, rest = sys.argv[1], sys.argv[2:]
    packs, files = rest[:rest.index("--")], rest[rest.index("--") + 1:]
    rules, votes = rules_of(packs)
    shown = Shown(dais, files)
    print(f"{'ok' if self_test() else 'not ok'} 1 - a rule that is not shown is noticed")
    failed = not self_test()
    count = 1
    for rule in sorted(rules):
        count += 1
        missing, skip = judge(rule, votes, shown)
        failed = failed or missing is not None
        note = f" # SKIP {skip}" if skip else ""
        print(f"{'not ok' if missing else 'ok'} {count} - {rule}{note}")
        if missing:
            print(f"# {missing}")
    unknown = sorted(r for r in {*shown.refused, *shown.results} if r not in rules)
    count += 1
    print(f"{'not ok' if unknown else 'ok'} {count} - the scenarios cite only rules of the packs")
    if unknown:
        print(f"# {', '.join(unknown)}")
    print(f"1..{count}")
    return 1 if failed or unknown else 0


if __name__ == "__main__":
    sys.exit(main())
