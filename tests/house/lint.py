#!/usr/bin/env python3
"""The analysers over the whole tree: format (clang-format), analyzer (gcc -fanalyzer, in a build of its own),
tidy (clang-tidy, over a build with clang), cppcheck.  Each is clean but for the dated list in waivers.txt.

lint.py [TOOL ...]     run all, or these
lint.py --self-test    check that each tool finds what it must
"""
import concurrent.futures
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile

import csource

HOUSE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HOUSE))
FOLDERS = ("src/", "tools/", "bench/", "tests/", "fuzz/")
FINDING = re.compile(r"^(?P<path>[^\s:][^:\n]*):(?P<line>\d+):(?:\d+:)? (?:warning|error|style|performance|portability): "
                     r"(?P<what>.*?)(?: \[(?:CWE-\d+\] \[)?(?P<check>[^\]\s]+)\])?$", re.M)
WAIVER = re.compile(r"^(\w+) (\S+) (\S+) until (\d{4}-\d\d-\d\d): \S")


def run(command, root=ROOT, **more):
    return subprocess.run(command, cwd=root, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          errors="replace", **more)


def jobs():
    return str(os.cpu_count() or 2)


def findings(text, root):
    """{(path, line, check, what)} of an analyser's output, for files of the tree only."""
    found = set()
    for m in FINDING.finditer(text):
        path = m.group("path")
        path = os.path.relpath(os.path.join(root, "build-any", path), root) if path.startswith("..") else path
        path = os.path.relpath(path, root) if os.path.isabs(path) else path
        if path.startswith(FOLDERS):
            found.add((path, int(m.group("line")), m.group("check") or "-", m.group("what")))
    return found


def tool_format(root):
    files = [p for p in csource.tree_files(root) if p.startswith(FOLDERS) and p.endswith((".c", ".h"))]
    done = run(["clang-format", "--dry-run", "--Werror", *files], root)
    lines = {}
    for path, line, _, what in findings(done.stderr.replace("error: code should", "error: code should"), root):
        lines.setdefault(path, (line, what))
    found = {(p, line, "format", "is not as clang-format -i would have it") for p, (line, _) in lines.items()}
    return found, None if done.returncode in (0, 1) else done.stderr[-2000:]


def configure(root, folder, arguments, compiler):
    if os.path.exists(os.path.join(root, folder, "build.ninja")):
        return None
    done = run(["meson", "setup", folder, "-Dwerror=false", *arguments], root,
               env={**os.environ, "CC": compiler})
    return (done.stdout + done.stderr)[-2000:] if done.returncode else None


def tool_analyzer(root):
    failed = configure(root, "build-analyzer", ["-Dc_args=-fanalyzer -fdiagnostics-color=never"], "gcc")
    if failed:
        return set(), failed
    run(["ninja", "-C", "build-analyzer", "-t", "clean"], root)
    done = run(["ninja", "-C", "build-analyzer", "-k", "0"], root)
    found = {f for f in findings(done.stdout, root) if f[2].startswith("-Wanalyzer") or done.returncode}
    return found, done.stdout[-2000:] if done.returncode else None


def compile_commands(root):
    """The sources of the tree in the build with clang."""
    with open(os.path.join(root, "build-clang", "compile_commands.json"), encoding="utf-8") as f:
        entries = json.load(f)
    paths = {os.path.relpath(os.path.join(e["directory"], e["file"]), root) for e in entries}
    return sorted(p for p in paths if p.startswith(FOLDERS) and p.endswith(".c"))


def build_clang(root):
    failed = configure(root, "build-clang", [], "clang")
    if failed:
        return failed
    done = run(["ninja", "-C", "build-clang"], root)
    return done.stdout[-3000:] if done.returncode else None


def tool_tidy(root):
    failed = build_clang(root)
    if failed:
        return set(), failed
    files, found = compile_commands(root), set()

    def one(path):
        return run(["clang-tidy", "--quiet", "-p", "build-clang", "--extra-arg=-Wno-unknown-warning-option",
                    path], root)

    with concurrent.futures.ThreadPoolExecutor(int(jobs())) as pool:
        for done in pool.map(one, files):
            found |= findings(done.stdout, root)
            if done.returncode and not findings(done.stdout, root):
                return found, (done.stdout + done.stderr)[-2000:]
    return found, None if files else "no file was looked at"


def tool_cppcheck(root):
    failed = build_clang(root)
    if failed:
        return set(), failed
    cache = os.path.join(root, "build-clang", "cppcheck")
    os.makedirs(cache, exist_ok=True)
    files = compile_commands(root)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listing:
        listing.write("\n".join(files) + "\n")
        listing.flush()
        done = run(["cppcheck", "--quiet", "--std=c11", "--enable=warning,performance,portability", "-j", jobs(),
                    "--suppress=missingInclude", "--suppress=missingIncludeSystem", "--suppress=unmatchedSuppression",
                    f"--cppcheck-build-dir={cache}", "-I", "src", "-I", "tools", "-I", "tests/unit", "-I", "build-clang/src",
                    "--template={file}:{line}: {severity}: {message} [{id}]", "--file-list=" + listing.name], root)
    text = re.sub(r": information: .*", "", done.stderr)
    return findings(text, root), done.stdout[-2000:] if done.returncode or not files else None


TOOLS = {"format": tool_format, "analyzer": tool_analyzer, "tidy": tool_tidy, "cppcheck": tool_cppcheck}


def waivers_read(text):
    """{(tool, path, check): date} and the list of lines that cannot be read."""
    found, bad = {}, []
    for n, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            m = WAIVER.match(line)
            if m and m.group(1) in TOOLS:
                found[m.group(1, 2, 3)] = datetime.date.fromisoformat(m.group(4))
            else:
                bad.append(f"waivers.txt:{n}: not 'TOOL PATH CHECK until YYYY-MM-DD: reason'")
    return found, bad


def judge(tool, found, waivers, today):
    """The findings that stand, and the faults of the waivers of this tool."""
    standing = [f"{p}:{n}: {what} [{check}]" for p, n, check, what in sorted(found)
                if waivers.get((tool, p, check), datetime.date.min) < today]
    hit = {(tool, p, check) for p, _, check, _ in found}
    for key, until in sorted(waivers.items()):
        if key[0] == tool and until < today:
            standing.append(f"waivers.txt: the waiver of {key[2]} in {key[1]} ended on {until}")
        elif key[0] == tool and key not in hit:
            standing.append(f"waivers.txt: the waiver of {key[2]} in {key[1]} waives nothing: remove it")
    return standing


BAD = {
    "meson.build": "project('bad', 'c', default_options: ['c_std=c17', 'warning_level=3'])\n"
                   "static_library('bad', 'src/sys/bad.c')\n",
    "src/sys/bad.c": "#include <stdlib.h>\n\nint bad(int n);\n\nint bad(int n)\n{\n"
                     "    int * p = malloc(sizeof *p);\n    if (!p) return 0;\n    *p = n;\n    free(p);\n"
                     "    int x[3] = {0};\n    return *p + x[3];\n}\n",
}


def self_test():
    tap = csource.Tap()
    with tempfile.TemporaryDirectory() as root:
        for path, text in BAD.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)) or root, exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as f:
                f.write(text)
        for name in (".clang-format", ".clang-tidy"):
            with open(os.path.join(ROOT, name), encoding="utf-8") as f, \
                    open(os.path.join(root, name), "w", encoding="utf-8") as g:
                g.write(f.read())
        for tool, check in (("format", "format"), ("analyzer", "-Wanalyzer-use-after-free"),
                            ("tidy", "readability-braces-around-statements"), ("tidy", "clang-analyzer-"),
                            ("cppcheck", "arrayIndexOutOfBounds")):
            found, failed = TOOLS[tool](root)
            hit = [f for f in found if f[0] == "src/sys/bad.c" and f[2].startswith(check)]
            tap.point(bool(hit) and not failed, f"{tool} finds {check}", [str(f) for f in sorted(found)] + [failed or ""])
    day = datetime.date(2026, 6, 17)
    found = {("src/a.c", 3, "x", "is bad")}
    waived = {("tidy", "src/a.c", "x"): day}
    tap.point(judge("tidy", found, {}, day) == ["src/a.c:3: is bad [x]"], "a finding stands")
    tap.point(not judge("tidy", found, waived, day), "a waiver holds on its last day")
    tap.point(len(judge("tidy", found, waived, day + datetime.timedelta(1))) == 2, "and ends after it")
    tap.point(len(judge("tidy", set(), waived, day)) == 1, "a waiver that waives nothing is found")
    tap.point(len(judge("cppcheck", found, waived, day)) == 1, "another tool's waiver does not hold")
    tap.point(bool(waivers_read("tidy src/a.c x until soon: later\n")[1]), "a waiver without a date is found")
    return tap.done()


def main(args):
    if args == ["--self-test"]:
        return self_test()
    unknown = set(args) - set(TOOLS)
    if unknown:
        print(f"There is no {', '.join(sorted(unknown))}; the tools are {', '.join(TOOLS)}.", file=sys.stderr)
        return 2
    waivers, bad = waivers_read(csource.read(HOUSE, "waivers.txt"))
    tap = csource.Tap()
    tap.point(not bad, "waivers.txt can be read", bad)
    for tool, function in TOOLS.items():
        if not args or tool in args:
            found, failed = function(ROOT)
            standing = judge(tool, found, waivers, csource.TODAY)
            notes = standing + [x for x in (failed or "").split("\n") if x]
            tap.point(not standing and not failed, f"{tool}: {len(standing)} findings", notes)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
