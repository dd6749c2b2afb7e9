"""Reading of the tree for the house checks: files, C text without comments and strings, waivers, TAP."""
import datetime
import os
import re
import subprocess

TODAY = datetime.date.today()
SKIPPED_DIRS = {".git", "node_modules", "__pycache__", "dais-data", "shots"}


def tree_files(root):
    """Every file of the tree that is not ignored, as sorted paths relative to root."""
    if os.path.exists(os.path.join(root, ".git")):
        out = subprocess.run(["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                             check=True, capture_output=True).stdout.decode()
        found = [p for p in out.split("\0") if p and os.path.isfile(os.path.join(root, p))]
        if found:
            return sorted(found)
    found = []
    for folder, dirs, names in os.walk(root):
        dirs[:] = [d for d in dirs if d not in SKIPPED_DIRS and d != "build" and not d.startswith("build-")]
        found += [os.path.relpath(os.path.join(folder, n), root) for n in names]
    return sorted(found)


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8", errors="replace") as f:
        return f.read()


TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def blank(text, strings=True):
    """The C text with comments (and strings) replaced by spaces; lines keep their numbers."""
    def fill(m):
        s = m.group(0)
        if s[0] in "\"'":
            return s[0] + " " * (len(s) - 2) + s[-1] if strings else s
        return re.sub(r"[^\n]", " ", s)
    return TOKEN.sub(fill, text)


def strings_of(text):
    """(line, text) of each string constant outside of comments and #include lines."""
    found = []
    for m in TOKEN.finditer(text):
        s = m.group(0)
        if s[0] == '"':
            start = text.rfind("\n", 0, m.start()) + 1
            if not text[start:m.start()].lstrip().startswith("#include"):
                found.append((text.count("\n", 0, m.start()) + 1, s[1:-1]))
    return found


WAIVER = re.compile(r"waive\(([a-z-]+)\) until (\d{4}-\d\d-\d\d): (\S.*?)\s*(?:\*/|$)")


class Waivers:
    """Comments 'waive(CHECK) until YYYY-MM-DD: reason' on the line of the finding or the line before it."""

    def __init__(self):
        self.by_place = {}
        self.used = set()

    def add(self, path, text):
        for n, line in enumerate(text.split("\n"), 1):
            m = WAIVER.search(line)
            if m:
                self.by_place[(path, n)] = (m.group(1), datetime.date.fromisoformat(m.group(2)))

    def covers(self, check, path, line):
        for n in (line, line - 1):
            w = self.by_place.get((path, n))
            if w and w[0] == check:
                self.used.add((path, n))
                return w[1] >= TODAY
        return False

    def stale(self):
        """Those past their date, and those that waive nothing."""
        for (path, n), (check, until) in sorted(self.by_place.items()):
            if until < TODAY:
                yield path, n, f"the waiver of {check} ended on {until}"
            elif (path, n) not in self.used:
                yield path, n, f"the waiver of {check} waives nothing: remove it"


class Tap:
    def __init__(self):
        self.n = self.bad = 0

    def point(self, passed, what, notes=()):
        self.n += 1
        self.bad += not passed
        print(f"{'' if passed else 'not '}ok {self.n} - {what}")
        for note in notes:
            print(f"# {note}")

    def done(self):
        print(f"1..{self.n}", flush=True)
        return 1 if self.bad else 0


def blank_all_but_slashes(text):
    """The text with strings and block comments replaced by spaces; // comments stay."""
    def fill(m):
        s = m.group(0)
        return s if s.startswith("//") else re.sub(r"[^\n]", " ", s)
    return TOKEN.sub(fill, text)
