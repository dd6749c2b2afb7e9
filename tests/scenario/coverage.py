#!/usr/bin/env python3
"""Every rule of every pack is shown by a scenario: once refusing, by a step that cites it, and once allowing, by
a step of the same kind that is recorded in the same file without a departure.  The rule of a vote is shown by two
expect lines that cite it: one where it is reached and one where it is not.  Every motion of a table is moved by a
step that is recorded so, and by one that is refused.

usage: coverage.py DAIS PACK.pack… -- FILE.scn…                  prints TAP
       coverage.py --table TABLE.md DAIS PACK.pack… -- FILE.scn…  prints TAP: TABLE.md is what packs and scenarios give
       coverage.py --write TABLE.md DAIS PACK.pack… -- FILE.scn…  writes it
"""
import json
import os
import re
import subprocess
import sys

# Rules by which a result is judged besides those of votes: what they make of it is an expect line that cites them.
RESULTS = {"tie-vote", "appeal-tie"}
# Rules that another one applies: what a quorum is shows where business needs one.
THROUGH = {"quorum": "quorum-business"}
# Rules by which nothing is refused, and what they settle.
SETTLES = {
    "roll-call": "who orders a vote by roll call",
    "votes-shown": "when votes by name are shown",
}
COLUMNS = ("rank", "interrupts", "second", "debatable", "amendable", "vote", "reconsider")
# Outcomes of the votes that reach their rule, and of those that do not.
REACHED = {"adopted", "sustained", "granted", "overridden"}

HEAD = """# The rules, their citations, and where each is shown

What each pack states: the rule, what it says, the citation as it is printed, how sure that is (`read` in the source,
`secondary`, or `general` knowledge that is still to be checked), and the scenario in `tests/scenario` in which an act
is against it and one in which such an act is in order. For the rule of a vote: one in which it is not reached, and one
in which it is. For a motion: one in which it may not be moved, and one in which it may. A rule that a pack does not
state it has from the pack that it is based on.

This file is written by `meson compile -C BUILD write-rules-table` and held by the tests against packs and scenarios.
"""


class Stated:
    """A rule as a pack states it, or a row of its table of motions."""

    def __init__(self, name, columns=()):
        self.name, self.columns, self.parts = name, columns, {}


class Pack:
    """What one pack states, in its order."""

    def __init__(self, path):
        self.name = os.path.basename(path).removesuffix(".pack")
        self.title, self.base, self.rules, self.motions = "", "", [], []


def packs_of(paths):
    found = []
    for path in paths:
        pack, now = Pack(path), None
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                words = line.split(None, 1)
                if not words or words[0].startswith("#"):
                    continue
                rest = words[1].strip() if len(words) > 1 else ""
                if line[0] in " \t":
                    if now:
                        now.parts[words[0]] = rest
                    continue
                now = None
                if words[0] == "rule":
                    pack.rules.append(now := Stated(rest))
                elif words[0] == "motion":
                    pack.motions.append(now := Stated(rest.split()[0], rest.split()[1:]))
                elif words[0] == "title":
                    pack.title = rest
                elif words[0] == "based-on":
                    pack.base = rest
        found.append(pack)
    return found


class Shown:
    """What the scenarios show: by which files a rule refuses, allows, is reached and is not; in which a motion of a type
    may not be moved, and in which it may."""

    def __init__(self, dais="", files=()):
        self.refused, self.allowed, self.reached, self.failed, self.own = {}, {}, {}, {}, {}
        self.unmoved, self.moved = {}, {}
        self.adopted = set()  # rules of packs that a body adopts
        for file in files:
            self.read(dais, file)

    def read(self, dais, file):
        done = subprocess.run([dais, "play", "--acts", file], capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip())
        with open(file, encoding="utf-8") as text:
            self.results(file, text.read())
        steps = [json.loads(line) for line in done.stdout.splitlines()]
        plain = {s["act"]["kind"] for s in steps
                 if s["expect"] == "done" and "departure" not in s["act"].get("data", {})}
        for s in steps:
            self.adopted |= set(re.findall(r"^rule (\S+)", s["act"].get("texts", {}).get("pack", ""), re.M))
            if s["act"]["kind"] == "motion.moved":
                self.motion(file, s)
            if s["rule"]:
                self.refused.setdefault(s["rule"], []).append(file)
                if s["act"]["kind"] in plain:
                    self.allowed.setdefault(s["rule"], []).append(file)

    def motion(self, file, step):
        data = step["act"]["data"]
        if step["rule"]:
            self.unmoved.setdefault(data["type"], []).append(file)
        elif step["expect"] == "done" and "departure" not in data:
            self.moved.setdefault(data["type"], []).append(file)

    def results(self, file, text):
        first = re.match(r"# rules? ([^:\n]*)", text)
        self.own[file] = re.findall(r"[a-z][a-z0-9-]+", first.group(1)) if first else []
        for line in re.findall(r"^expect .*\bcite [a-z0-9-]+.*$", text, re.M):
            rule = re.search(r"\bcite ([a-z0-9-]+)", line).group(1)
            reached = REACHED & set(line.split())
            (self.reached if reached else self.failed).setdefault(rule, []).append(file)

    def best(self, shown, rule):
        """The file for that rule, which its first line names ("# rule second, in an assembly: …"), before others."""
        files = shown.get(rule, [])
        own = [f for f in files if rule in self.own[f][:1]] or [f for f in files if rule in self.own[f]]
        return os.path.basename((own or files)[0]) if files else None


def judge(rule, votes, shown):
    """What is missing, or None."""
    if rule in SETTLES:
        return None
    if rule in RESULTS:
        return None if rule in shown.reached or rule in shown.failed else "no expect line cites it"
    if rule in votes:
        lacks = [word for word, found in (("reached", shown.reached), ("not reached", shown.failed)) if rule not in found]
        return f"no expect line cites it where it is {' and where it is '.join(lacks)}" if lacks else None
    through = THROUGH.get(rule, rule)
    if through not in shown.refused:
        return f"no refused step cites {through}"
    if through not in shown.allowed:
        return f"nothing that {through} allows is recorded beside what it refuses"
    return None


def judge_motion(name, shown):
    """What is missing, or None."""
    lacks = [word for word, found in (("refused", shown.unmoved), ("in order", shown.moved)) if name not in found]
    return f"no step moves it where it is {' and where it is '.join(lacks)}" if lacks else None


def cell(text):
    return text.replace("|", "\\|")


def row(cells):
    return "| " + " | ".join(cells) + " |"


def rule_cells(r, votes, shown):
    if r.name in SETTLES:
        told = [f"settles {SETTLES[r.name]}", "–"]
    else:
        through = THROUGH.get(r.name, r.name)
        result = r.name in votes or r.name in RESULTS
        pair = (shown.failed, shown.reached) if result else (shown.refused, shown.allowed)
        files = [shown.best(which, through) for which in pair]
        told = [f"`{f}`" if f else "–" for f in files]
    return [f"`{r.name}`", cell(r.parts["says"]), cell(r.parts["cites"]), r.parts["sure"], *told]


def motion_cells(m, shown):
    told = [f"`{shown.best(which, m.name)}`" for which in (shown.unmoved, shown.moved)]
    return [f"`{m.name}`", *m.columns, cell(m.parts["cites"]), m.parts["sure"], *told]


def table(packs, votes, shown):
    """The parliamentarian's table, in Markdown."""
    out = [HEAD]
    for pack in packs:
        based = f", based on `{pack.base}`" if pack.base else ""
        out.append(f"## {pack.title} (`{pack.name}`{based})\n")
        if pack.rules:
            out += [row(["rule", "says", "cites", "sure", "against it", "in order"]), "|---" * 6 + "|"]
            out += [row(rule_cells(r, votes, shown)) for r in pack.rules]
            out.append("")
        if pack.motions:
            heads = ["motion", *COLUMNS, "cites", "sure", "against it", "in order"]
            out += [row(heads), "|---" * len(heads) + "|"]
            out += [row(motion_cells(m, shown)) for m in pack.motions]
            out.append("")
    return "\n".join(out)


def self_test():
    shown = Shown()
    shown.refused, shown.allowed = {"recess": ["g", "f"], "adjourn": ["f"]}, {"recess": ["f"]}
    shown.results("f", "# rule recess, here: none.\nexpect m1 adopted yes=3 cite vote-majority\n"
                  "expect m2 lost cite vote-present\nexpect m3 lost cite tie-vote\n")
    shown.results("g", "expect m1 lost cite vote-majority\n")
    votes = {"vote-majority", "vote-present", "vote-two-thirds"}
    cases = [("recess", True), ("adjourn", False), ("second", False), ("tie-vote", True), ("vote-majority", True),
             ("vote-present", False), ("vote-two-thirds", False), ("votes-shown", True)]
    shown.motion("f", {"act": {"data": {"type": "main"}}, "rule": "", "expect": "done"})
    shown.motion("f", {"act": {"data": {"type": "main"}}, "rule": "recess", "expect": "out-of-order"})
    shown.motion("f", {"act": {"data": {"type": "amend", "departure": "appeal"}}, "rule": "", "expect": "done"})
    shown.motion("f", {"act": {"data": {"type": "amend"}}, "rule": "recess", "expect": "out-of-order"})
    motions = [("main", True), ("amend", False), ("refer", False)]
    return shown.best(shown.refused, "recess") == "f" and all(
        (judge(rule, votes, shown) is None) == good for rule, good in cases) and all(
        (judge_motion(name, shown) is None) == good for name, good in motions)


def coverage(packs, votes, shown):
    stated = sorted({r.name for pack in packs for r in pack.rules})
    motions = sorted({m.name for pack in packs for m in pack.motions})
    print(f"{'ok' if self_test() else 'not ok'} 1 - a rule or a motion that is not shown is noticed")
    failed = not self_test()
    count = 1
    judged = [(rule, judge(rule, votes, shown)) for rule in stated]
    judged += [(f"motion {name}", judge_motion(name, shown)) for name in motions]
    for what, missing in judged:
        count += 1
        failed = failed or missing is not None
        print(f"{'not ok' if missing else 'ok'} {count} - {what}")
        if missing:
            print(f"# {missing}")
    unknown = sorted({*shown.refused, *shown.reached, *shown.failed} - set(stated) - shown.adopted)
    count += 1
    print(f"{'not ok' if unknown else 'ok'} {count} - the scenarios cite only rules of the packs")
    if unknown:
        print(f"# {', '.join(unknown)}")
    print(f"1..{count}")
    return 1 if failed or unknown else 0


def fresh(path, text):
    with open(path, encoding="utf-8") as kept:
        same = kept.read() == text
    print(f"{'ok' if same else 'not ok'} 1 - {os.path.basename(path)} is what the packs and scenarios give")
    if not same:
        print("# write it anew: meson compile -C BUILD write-rules-table")
    print("1..1")
    return 0 if same else 1


def main():
    words = sys.argv[1:]
    how = words[0] if words[0] in ("--table", "--write") else None
    path = words[1] if how else None
    dais, *rest = words[2:] if how else words
    packs, files = packs_of(rest[:rest.index("--")]), rest[rest.index("--") + 1:]
    votes = {r.name for pack in packs for r in pack.rules if "base" in r.parts}
    shown = Shown(dais, files)
    if how is None:
        return coverage(packs, votes, shown)
    text = table(packs, votes, shown)
    if how == "--table":
        return fresh(path, text)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
