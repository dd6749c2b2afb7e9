#!/usr/bin/env python3
"""The rules of the house that no compiler knows (docs/STYLE.md), each a check of its own.

housecheck.py [ROOT]         check the tree
housecheck.py --self-test    check that every check finds what it must, and nothing else

A finding can be waived for a time: /* waive(CHECK) until YYYY-MM-DD: reason */ on its line or the line before.
"""
import os
import re
import sys
import tempfile

import csource

MAX_LINES = 1000

BANNED = ("strcpy strcat strncpy strncat stpcpy sprintf vsprintf gets strtok strtok_r atoi atol atoll atof localtime "
          "localtime_r gmtime ctime asctime mktime system popen srand rand random tmpnam mktemp tempnam alloca setjmp "
          "longjmp sigsetjmp siglongjmp scanf sscanf fscanf setlocale vfork").split()
HEAP = "malloc calloc realloc reallocarray free strdup strndup asprintf vasprintf aligned_alloc posix_memalign".split()
OS_CALLS = ("open openat creat close read write pread pwrite readv writev fsync fdatasync ftruncate lseek unlink rename "
            "mkdir rmdir opendir readdir stat fstat lstat access fork signal execve execv execvp posix_spawn waitpid wait kill "
            "socket bind listen accept accept4 connect send sendto sendmsg recv recvfrom recvmsg socketpair pipe pipe2 "
            "poll epoll_create1 epoll_ctl epoll_wait select mmap munmap prctl syscall sigaction setsockopt getsockopt "
            "clock_gettime gettimeofday time nanosleep usleep sleep getpid getuid setuid getentropy getrandom fopen "
            "fclose fread fdopen freopen fcntl ioctl flock dlopen").split()
OS_HEADERS = re.compile(r"(unistd|fcntl|signal|poll|netdb|dirent|dlfcn|spawn|pthread|threads|seccomp|pwd|grp|time)\.h"
                        r"|sys/.*|netinet/.*|arpa/.*|linux/.*")
OUTPUT = "fwrite printf fprintf puts fputs putchar perror vprintf vfprintf".split()

# Folders of C that is ours; the rooms stand under src/.
C_FOLDERS = ("src/", "tools/", "bench/", "tests/", "fuzz/")
# Of checks that are about rooms only: where they do not hold.
# GLPK's hook is left by longjmp alone; nobody else jumps.
JUMPS, JUMP_PLACES = ("setjmp", "longjmp"), ("src/study/lp.c",)
HEAP_PLACES = ("src/base/arena.c", "src/sys/")
OUTPUT_PLACES = ("src/prog/", "src/base/must.c", "src/base/arena.c", "src/sys/")
INTEGER_ROOMS = ("src/rules/", "src/record/")

SQL = re.compile(r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|"
                 r"CREATE\s+(TABLE|INDEX|UNIQUE|TRIGGER|VIEW|VIRTUAL)|DROP\s+(TABLE|INDEX)|ALTER\s+TABLE|"
                 r"PRAGMA\s+\w|BEGIN\s+IMMEDIATE|ORDER\s+BY\s+\w)\b", re.I | re.S)

# Words of a workplace, spelled so that this file does not hold them.
WORKPLACE = [
    (re.compile(r"/wor[k]/"), "a machine's path"),
    (re.compile(r"/(home|root)/[a-z.]"), "a machine's path"),
    (re.compile(r"(?<![\w}{-])/tm[p]/(?!\.X11)"), "a machine's path: use TMPDIR"),
    (re.compile(r"\bissu[e]\s+#?\d", re.I), "the number of an issue"),
    (re.compile(r"\bissue[s] show\b|\bclosing not[e]\b", re.I), "a tool of the workplace"),
    (re.compile(r"\b(Claud[e]|Anthropi[c]|ChatGP[T]|Copilo[t]|language mode[l]|AI agen[t]|coding agen[t])\b", re.I),
     "a tool of the workplace"),
    (re.compile(r"\"resolved\": \"https?://(?!registry\.npmjs\.org/)"), "the host of a package mirror"),
]

RESERVED = re.compile(r"^(str[a-z]|mem[a-z]|is[a-z]|to[a-z]|E[0-9A-Z])")
PROTOTYPE = re.compile(r"^(?!static\b|typedef\b|extern\b|return\b|#)[A-Za-z_][\w\s\*()\",]*?\b(\w+)\s*\([^;{}]*\)"
                       r"(\s*__attribute__\s*\(\(.*?\)\)|\s*[A-Z]+(\([^()]*\))?)*\s*;", re.M | re.S)


def calls(text, names):
    """(line, name) of each call of one of the names in blanked C text, members of structs excepted."""
    pattern = re.compile(r"(?<![\w.>])(" + "|".join(names) + r")\s*\(")
    for m in pattern.finditer(text):
        # A declaration or a definition of the same name is as forbidden as its call.
        yield text.count("\n", 0, m.start(1)) + 1, m.group(1)


def within(path, places):
    return any(path == p or (p.endswith("/") and path.startswith(p)) for p in places)


class Tree:
    """What the checks look at, read once."""

    def __init__(self, root):
        self.root = root
        self.files = csource.tree_files(root)
        self.raw, self.code, self.waivers = {}, {}, csource.Waivers()
        for path in self.files:
            if path.startswith(C_FOLDERS) and path.endswith((".c", ".h")):
                self.raw[path] = csource.read(root, path)
                self.code[path] = csource.blank(self.raw[path])
                self.waivers.add(path, self.raw[path])

    def rooms(self):
        return [p for p in self.code if p.startswith("src/")]


def check_banned(t):
    for path, code in t.code.items():
        for line, name in calls(code, BANNED):
            if not (name in JUMPS and within(path, JUMP_PLACES)):
                yield path, line, f"{name}() is banned"


def check_heap(t):
    for path in t.rooms():
        if not within(path, HEAP_PLACES):
            for line, name in calls(t.code[path], HEAP):
                yield path, line, f"{name}() outside of base/arena.c and sys"


def check_sql(t):
    for path in t.rooms():
        for line, s in csource.strings_of(t.raw[path]):
            if SQL.search(s):
                yield path, line, "SQL outside of sql/"


def check_os(t):
    for path in t.rooms():
        if path.startswith("src/sys/"):
            continue
        for m in re.finditer(r"^\s*#\s*include\s+<([^>]+)>", t.code[path], re.M):
            if OS_HEADERS.fullmatch(m.group(1)):
                yield path, t.code[path].count("\n", 0, m.start(1)) + 1, f"<{m.group(1)}> outside of sys"
        for line, name in calls(t.code[path], OS_CALLS):
            yield path, line, f"{name}() outside of sys"


def check_gnu(t):
    for path in t.rooms():
        if not path.startswith("src/sys/"):
            for n, line in enumerate(t.code[path].split("\n"), 1):
                if re.search(r"\b_(GNU|POSIX_C|XOPEN|DEFAULT)_SOURCE\b", line):
                    yield path, n, "a feature macro outside of sys"


def check_sqlite(t):
    for path in t.rooms():
        if not path.startswith("src/store/"):
            for n, line in enumerate(t.code[path].split("\n"), 1):
                if re.search(r"#\s*include\s+<sqlite3\.h>", line):
                    yield path, n, "<sqlite3.h> outside of store"


def check_float(t):
    for path in t.rooms():
        if within(path, INTEGER_ROOMS):
            for n, line in enumerate(t.code[path].split("\n"), 1):
                if re.search(r"\b(float|double)\b", line):
                    yield path, n, "a floating number where integers only are allowed"


def check_output(t):
    for path in t.rooms():
        if not within(path, OUTPUT_PLACES):
            for line, name in calls(t.code[path], OUTPUT):
                yield path, line, f"{name}() in a library: return an error instead"


def check_dialect(t):
    for path, code in t.code.items():
        for n, line in enumerate(code.split("\n"), 1):
            if re.search(r"\bgoto\b", line):
                yield path, n, "goto"
            if re.search(r"\b(__)?typeof(__)?\s*\(", line):
                yield path, n, "typeof"
            if "__attribute__" in line and path != "src/base/attr.h":
                yield path, n, "an attribute outside of base/attr.h"
            if re.search(r"\btypedef\b.*\b\w+_t\s*;", line):
                yield path, n, "a type of ours that ends in _t"
        for m in re.finditer(r"//", csource.blank_all_but_slashes(t.raw[path])):
            yield path, t.raw[path].count("\n", 0, m.start()) + 1, "a // comment"


def check_contract(t):
    """A block of prototypes without an empty line between them begins with a comment, or a comment names them."""
    for path in t.rooms():
        if not path.endswith(".h"):
            continue
        raw, code = t.raw[path].split("\n"), t.code[path]
        comments = " ".join(c for c in csource.TOKEN.findall(t.raw[path]) if c.startswith("/*"))
        for m in PROTOTYPE.finditer(code):
            if depth_at(code, m.start()) or re.search(rf"\b{m.group(1)}\b", comments):
                continue
            first = code.count("\n", 0, m.start()) + 1
            n = first - 1
            while n > 0 and raw[n - 1].strip() and not raw[n - 1].rstrip().endswith("*/"):
                n -= 1
            if n == 0 or not raw[n - 1].strip():
                yield path, first, f"{m.group(1)}() has no contract comment"


def check_reserved(t):
    for path in t.rooms():
        if not path.endswith(".h"):
            continue
        code = t.code[path]
        for m in PROTOTYPE.finditer(code):
            if not depth_at(code, m.start()) and RESERVED.match(m.group(1)):
                yield path, code.count("\n", 0, m.start(1)) + 1, f"{m.group(1)} is a name reserved by C"
        for m in re.finditer(r"^\s*#\s*define\s+(\w+)", code, re.M):
            if RESERVED.match(m.group(1)):
                yield path, code.count("\n", 0, m.start(1)) + 1, f"{m.group(1)} is a name reserved by C"


def depth_at(code, pos):
    return code.count("{", 0, pos) > code.count("}", 0, pos)


def check_length(t):
    for path, raw in t.raw.items():
        if raw.count("\n") > MAX_LINES:
            yield path, MAX_LINES + 1, f"{raw.count(chr(10))} lines: more than {MAX_LINES}"


def check_registered(t):
    """Every .c file is named in the meson.build of its folder or of one above it."""
    builds = {os.path.dirname(p): csource.read(t.root, p) for p in t.files if os.path.basename(p) == "meson.build"}
    for path in t.code:
        if not path.endswith(".c"):
            continue
        folder, named = os.path.dirname(path), False
        above = folder
        while not named:
            text = builds.get(above, "")
            inside = os.path.relpath(path, above or ".")
            named = any(f"'{x}'" in text for x in (inside, inside[:-2], os.path.basename(path)[:-2]))
            if not above:
                break
            above = os.path.dirname(above)
        if not named:
            yield path, 1, "stands in no meson.build"


def check_workplace(t):
    for path in t.files:
        if path.endswith((".png", ".jpg", ".woff2", ".ico", ".db", ".bin", ".pdf")):
            continue
        for n, line in enumerate(csource.read(t.root, path).split("\n"), 1):
            for pattern, what in WORKPLACE:
                if pattern.search(line):
                    yield path, n, f"{what} has no place in the tree"


CHECKS = [
    ("banned", "no banned function is called", check_banned),
    ("heap", "heap memory only in base/arena.c and sys", check_heap),
    ("sql", "SQL only in sql/", check_sql),
    ("os", "the system is called only in sys", check_os),
    ("gnu", "feature macros only in sys", check_gnu),
    ("sqlite", "SQLite is known to store alone", check_sqlite),
    ("float", "integers only in rules and record", check_float),
    ("output", "libraries never print", check_output),
    ("dialect", "the dialect: no goto, typeof, stray attribute, _t, // comment", check_dialect),
    ("contract", "every public prototype has its contract comment", check_contract),
    ("reserved", "no public name is reserved by C", check_reserved),
    ("length", f"no file is longer than {MAX_LINES} lines", check_length),
    ("registered", "every .c file is built", check_registered),
    ("workplace", "the tree speaks of the project alone", check_workplace),
]


def check(root):
    """{check: [finding]} with waived ones left out; the tree."""
    t, found = Tree(root), {}
    for name, _, function in CHECKS:
        found[name] = [f"{p}:{n}: {what}" for p, n, what in function(t) if not t.waivers.covers(name, p, n)]
    found["waivers"] = [f"{p}:{n}: {what}" for p, n, what in t.waivers.stale()]
    return found, t


GOOD_HEADER = """/* A good header. */
#ifndef SYS_S_H
#define SYS_S_H
#include <stddef.h>
/* What it is. */
struct sys_s {
    int (*open)(void *ctx);
};
/* Does a thing. */
MUST err *sys_thing_do(struct arena *a, int x,
                       int y);
void sys_thing_undo(int x);
#endif
"""

# What must be found: (name of the case, files, the check that finds it or None, how many times).
CASES = [
    ("a good header passes", {"src/sys/s.h": GOOD_HEADER}, None, 0),
    ("a banned call", {"src/acts/a.c": "void f(void)\n{\n    strcpy(a, b);\n}\n"}, "banned", 1),
    ("a jump behind the solver's wall", {"src/study/lp.c": "void f(void)\n{\n    longjmp(b, 1);\n}\n"}, None, 0),
    ("a jump elsewhere", {"src/study/r.c": "void f(void)\n{\n    longjmp(b, 1);\n}\n"}, "banned", 1),
    ("a banned word in a comment or text", {"src/acts/a.c": '/* strcpy(a) */ char *s = "sprintf(";\n'}, None, 0),
    ("a member of a banned name", {"src/acts/a.c": "int f(void)\n{\n    return x->system(1) + sys_rand(2);\n}\n"}, None, 0),
    ("the heap in a room", {"src/rules/r.c": "void *p = malloc(3);\n"}, "heap", 1),
    ("the heap in sys", {"src/sys/s.c": "void f(void)\n{\n    free(p);\n}\n"}, None, 0),
    ("SQL in a room", {"src/store/s.c": 'const char *q = "SELECT a FROM b WHERE c";\n'}, "sql", 1),
    ("words like SQL", {"src/store/s.c": 'const char *q = "Select a motion, then update the roll.";\n'}, None, 0),
    ("a system header", {"src/http/h.c": "#include <sys/socket.h>\n"}, "os", 1),
    ("a system call", {"src/http/h.c": "int f(void)\n{\n    return read (1, b, 2);\n}\n"}, "os", 1),
    ("a system call in sys", {"src/sys/s.c": "int f(void)\n{\n    return read(1, b, 2);\n}\n"}, None, 0),
    ("a feature macro", {"src/http/h.c": "#define _GNU_SOURCE\n"}, "gnu", 1),
    ("SQLite in pages", {"src/pages/p.c": "#include <sqlite3.h>\n"}, "sqlite", 1),
    ("a double in rules", {"src/rules/r.c": "static double x;\n"}, "float", 1),
    ("a double in study", {"src/study/r.c": "static double x;\n"}, None, 0),
    ("a library that prints", {"src/acts/a.c": 'void f(void)\n{\n    printf("x");\n}\n'}, "output", 1),
    ("snprintf is no print", {"src/acts/a.c": 'void f(void)\n{\n    snprintf(b, 2, "x");\n}\n'}, None, 0),
    ("goto", {"src/acts/a.c": "void f(void)\n{\n    goto out;\n}\n"}, "dialect", 1),
    ("a // comment", {"src/acts/a.c": "int x; // why\n"}, "dialect", 1),
    ("an address in a text", {"src/acts/a.c": 'const char *u = "https://x.example/"; /* http://y */\n'}, None, 0),
    ("an attribute", {"src/acts/a.c": "int x __attribute__((unused));\n"}, "dialect", 1),
    ("a _t", {"src/acts/a.c": "typedef int seat_t;\n"}, "dialect", 1),
    ("no contract", {"src/acts/a.h": "/* A. */\n\nint acts_do(int x);\n"}, "contract", 1),
    ("no contract after a struct", {"src/acts/a.h": "/* A. */\n/* B. */\nstruct a {\n    int x;\n};\n\nint acts_do(int x);\n"}, "contract", 1),
    ("a contract that names it", {"src/acts/a.h": "/* A: acts_do, then drop. */\nstruct a {\n    int x;\n};\n\nint acts_do(int x);\n"}, None, 0),
    ("a reserved function", {"src/acts/a.h": "/* Does. */\nint strip_all(int x);\n"}, "reserved", 1),
    ("a reserved macro", {"src/acts/a.h": "#define EVERY 1\n"}, "reserved", 1),
    ("a long file", {"src/acts/a.c": "int x;\n" * (MAX_LINES + 1)}, "length", 1),
    ("a file of just enough lines", {"src/acts/a.c": "int x;\n" * MAX_LINES}, None, 0),
    ("a file that is not built", {"src/acts/lost.c": "int x;\n"}, "registered", 1),
    ("a file named from above", {"tests/unit/acts/t-a.c": "int x;\n"}, None, 0),
    ("a machine's path", {"docs/a.md": "See /wor" + "k/main.\n"}, "workplace", 1),
    ("a temporary path", {"script/x": "cd /tm" + "p/x\n"}, "workplace", 1),
    ("the usual fallback", {"script/x": 'cd "${TMPDIR:-/tm' + 'p}/x"\n'}, None, 0),
    ("an issue's number", {"src/acts/a.c": "/* see issu" + "e 12 */\n"}, "workplace", 1),
    ("issues of a meeting", {"docs/a.md": "the issues before the body\n"}, None, 0),
    ("a waived finding", {"src/acts/a.c": "int x; /* waive(heap) until 2999-01-01: why not */\nvoid *p = malloc(1);\n"}, None, 0),
    ("an expired waiver", {"src/acts/a.c": "void *p = malloc(1); /* waive(heap) until 2001-01-01: was needed */\n"}, "heap waivers", 2),
    ("a waiver of nothing", {"src/acts/a.c": "int x; /* waive(heap) until 2999-01-01: for later */\n"}, "waivers", 1),
    ("a waiver of something else", {"src/acts/a.c": "void *p = malloc(1); /* waive(sql) until 2999-01-01: no */\n"}, "heap waivers", 2),
]


def self_test():
    tap, fired = csource.Tap(), set()
    build = "x = ['acts/a.c', 'sys/s.c', 'store/s.c', 'rules/r.c', 'study/r.c', 'study/lp.c', 'http/h.c', 'pages/p.c']\n"
    for what, files, expected, times in CASES:
        with tempfile.TemporaryDirectory() as root:
            texts = {"src/meson.build": build, "tests/meson.build": "t = executable('unit/acts/t-a')\n", **files}
            for path, text in texts.items():
                os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
                with open(os.path.join(root, path), "w", encoding="utf-8") as f:
                    f.write(text)
            found, _ = check(root)
            names = [k for k, v in found.items() if v]
            total = sum(len(v) for v in found.values())
            wanted = expected.split() if expected else []
            fired.update(wanted)
            tap.point(names == wanted and total == times, what, [x for v in found.values() for x in v])
    missing = {name for name, _, _ in CHECKS} | {"waivers"}
    missing -= fired
    tap.point(not missing, "every check has found something", sorted(missing))
    return tap.done()


def main(args):
    if args == ["--self-test"]:
        return self_test()
    root = args[0] if args else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    found, t = check(root)
    tap = csource.Tap()
    for name, what, _ in CHECKS:
        tap.point(not found[name], f"{name}: {what}", found[name])
    tap.point(not found["waivers"], "waivers: none is past its date, each waives something", found["waivers"])
    tap.point(len(t.rooms()) > 20, f"files of src/ were read: {len(t.rooms())}")
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
