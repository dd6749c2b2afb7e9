#!/usr/bin/env python3
"""dais import ice-list: lists go into the record once, beside a running server too, and are shown as pages.

usage: t_import.py DAIS      prints TAP
"""
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADS = ["STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA", "ADDENDUM"]
count = failed = 0


def result(name, good, said=""):
    global count, failed
    count += 1
    failed += not good
    print(f"{'' if good else 'not '}ok {count} - {name}", flush=True)
    if not good:
        print("\n".join("# " + line for line in str(said).split("\n")))


def sheet(path, rows):
    """A spreadsheet as Excel writes one: texts shared, numbers as numbers, ("text", address) a link."""
    texts, cells, links = [], [], []
    for r, row in enumerate(rows, 1):
        line = ""
        for c, value in enumerate(row):
            place = f"{chr(65 + c)}{r}"
            if isinstance(value, tuple):
                links.append((place, value[1]))
                value = value[0]
            if isinstance(value, int):
                line += f'<c r="{place}"><v>{value}</v></c>'
            elif value == "#N/A":
                line += f'<c r="{place}" t="e"><v>#N/A</v></c>'
            elif value:
                texts.append(value)
                line += f'<c r="{place}" t="s"><v>{len(texts) - 1}</v></c>'
        cells.append(f'<row r="{r}">{line}</row>')
    anchors = "".join(f'<hyperlink ref="{p}" r:id="rId{i}"/>' for i, (p, _) in enumerate(links, 1))
    relations = "".join(f'<Relationship Id="rId{i}" Type="{OFFICE}/hyperlink" Target="{escape(a)}" TargetMode="External"/>'
                        for i, (_, a) in enumerate(links, 1))
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
                       'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="List" sheetId="1" '
                           'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
                                      f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/sharedStrings" '
                                      'Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{escape(t)}</t></si>" for t in texts) + "</sst>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetData>{"".join(cells)}</sheetData>'
                                    f"<hyperlinks>{anchors}</hyperlinks></worksheet>",
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(name, text)


def line(agency, signed=45826, model="Task Force Model", state="FLORIDA", county="Ash", moa=True):
    address = f"https://www.ice.gov/doclib/287gMOA/{re.sub('[^a-z]', '', agency.lower())}.pdf"
    return [state, agency, "County", county, model, signed, ("link", address) if moa else "link pending", ""]


class Instance:
    def __init__(self, dais, where):
        self.dais, self.data, self.where = dais, os.path.join(where, "data"), where

    def run(self, *args):
        return subprocess.run([self.dais, *args, "--data", self.data], capture_output=True, text=True, timeout=120)

    def file(self, day, rows, name="participatingAgencies"):
        path = os.path.join(self.where, f"{name}{day}am.xlsx")
        sheet(path, rows)
        return path

    def take(self, path, *more):
        report = os.path.join(self.where, "report.json")
        done = self.run("import", "ice-list", path, "--report", report, *more)
        with open(report, encoding="utf-8") as f:
            return done, json.load(f)

    def entries(self):
        with sqlite3.connect(f"file:{self.data}/record.db?mode=ro", uri=True) as db:
            return db.execute("SELECT count(*) FROM entry").fetchone()[0]


def counts(report):
    return [report[k] for k in ("lines", "added", "changed", "gone", "unchanged", "entered")]


def lists(i):
    july = i.file("07182025", [["As of July 18"], HEADS, line("Ash County "), line("Birch City", county="#N/A", moa=False),
                               line("Cedar County", model="Jail Enforcement Model", state="TEXAS")])
    done, report = i.take(july)
    result("a first list: every line is added", done.returncode == 0 and counts(report) == [3, 3, 0, 0, 0, 3],
           done.stderr + json.dumps(report))
    before = i.entries()
    done, report = i.take(july)
    result("the same list again enters nothing", done.returncode == 0 and counts(report) == [3, 0, 0, 0, 3, 0] and
           i.entries() == before, done.stderr + json.dumps(report))
    august = i.file("08012025", [HEADS, line("Ash County", signed=45827), line("Birch City", county="#N/A"),
                                 line("Dill County", model="Warrant Service Officer")])
    done, report = i.take(august)
    result("what changed, what came, what is gone", done.returncode == 0 and counts(report) == [3, 1, 2, 1, 0, 4],
           done.stderr + json.dumps(report))
    was = [c["was"]["signed"] for c in report["changes"] if c["agency"] == "Ash County"]
    result("the report says what a line said before", was == ["2025-06-18"], report)
    done = i.run("import", "ice-list", july)
    result("an older list is refused", done.returncode == 3 and "in the order of their days" in done.stderr, done.stderr)
    pending = i.file("08012025", [HEADS[:5], line("Elm City")[:5]], "pendingAgencies")
    done, report = i.take(pending)
    result("a list of pending ones is a list of its own", report["list"] == "ice-pending" and report["status"] == "pending" and
           counts(report)[1] == 1, done.stderr)


def refusals(i):
    before = i.entries()
    strange = i.file("08022025", [HEADS + ["MOOD"], line("Ash County", signed="soon"), line("", signed=1)])
    done, report = i.take(strange, "--strict")
    result("--strict enters nothing where something would be lost", done.returncode == 3 and i.entries() == before and
           report["entered"] == 0 and any(n["lost"] for n in report["notes"]), done.stderr)
    unnamed = os.path.join(i.where, "list.xlsx")
    sheet(unnamed, [HEADS, line("Ash County")])
    done = i.run("import", "ice-list", unnamed)
    result("a list without a day is refused", done.returncode == 1 and "--listed" in done.stderr, done.stderr)
    done = i.run("import", "ice-list", unnamed, "--listed", "2025-13-01")
    result("and so is a day that is none", done.returncode == 1, done.stderr)
    done = i.run("import", "ice-list", unnamed, "--listed", "2025-09-01", "--body", "nobody")
    result("and a body that is not on record", done.returncode == 1 and "nobody" in done.stderr, done.stderr)
    done = i.run("import", "ice-list", unnamed, "--listed", "2025-09-01", "--list", "A B")
    result("and a list that has no id", done.returncode == 1, done.stderr)
    with open(unnamed, "wb") as f:
        f.write(b"STATE,AGENCY\n")
    done = i.run("import", "ice-list", unnamed, "--listed", "2025-09-01")
    result("and a file that is no spreadsheet", done.returncode == 1 and done.stderr.count("\n") == 1, done.stderr)
    result("nothing of all that was entered", i.entries() == before, i.entries())


def get(origin, path):
    try:
        with urllib.request.urlopen(origin + path, timeout=20) as r:
            return r.status, r.read().decode()
    except urllib.error.HTTPError as e:
        return e.code, e.read().decode()


def pages(i):
    """A running server takes a list, and shows it the moment that it stands."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    server = subprocess.Popen([i.dais, "serve", "--data", i.data], env={**os.environ, "PORT": str(port)},
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    origin, list_of = f"http://127.0.0.1:{port}", "/agreements/lists/ice-participating"
    try:
        for _ in range(100):
            try:
                get(origin, "/healthz")
                break
            except OSError:
                time.sleep(0.1)
        done, _ = i.take(i.file("09012025", [HEADS, line("Ash County", signed=45827), line("Birch City", county="#N/A"),
                                             line("Fir County <b>", state="UTAH", county="Fir & Oak")]))
        status, text = get(origin, list_of + ".json")
        page = json.loads(text)
        now = {(c["state"], c["model"]): c["count"] for c in page["counts"]}
        result("a running server takes a list and shows it", done.returncode == 0 and status == 200 and page["total"] == 3 and
               now == {("FLORIDA", "Task Force Model"): 2, ("UTAH", "Task Force Model"): 1}, done.stderr + text)
        result("what changed last", sorted((c["agency"], c["step"]["change"]) for c in page["changes"]) ==
               [("Dill County", "gone"), ("Fir County <b>", "added")] and page["after"] == "2025-08-01", page["changes"])
        page = json.loads(get(origin, list_of + ".json?after=2025-07-18&until=2025-08-01")[1])
        result("what changed between two days", len(page["changes"]) == 4 and
               any("June 19, 2025, before June 18, 2025" in c["step"]["sentence"] for c in page["changes"]), page["changes"])
        page = json.loads(get(origin, list_of + ".json?q=ASH+COU")[1])
        history = page["lines"][0]["history"]
        result("a line is found, with what it said before", page["found"] == 1 and
               [h["change"] for h in history] == ["added", "changed"] and page["lines"][0]["signed"] == "2025-06-19", page["lines"])
        page = json.loads(get(origin, list_of + ".json?state=TEXAS&model=Jail+Enforcement+Model")[1])
        result("lines that are gone are found too", [x["status"] for x in page["lines"]] == ["gone"], page["lines"])
        page = json.loads(get(origin, list_of + ".json?first=3")[1])
        result("lines are paged", page["found"] == 5 and len(page["lines"]) == 2 and page["first"] == 4, page["lines"])
        status, text = get(origin, list_of + "?q=fir&after=x&first=-1&change=99999999999")
        result("the page, with what is no question passed over", status == 200 and "Fir County &lt;b&gt;" in text and
               "Fir &amp; Oak" in text and "<b>" not in text, text)
        result("no such list", get(origin, "/agreements/lists/none.json")[0] == 404)
    finally:
        server.terminate()
        server.wait(20)


def main():
    dais = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as where:
        i = Instance(dais, where)
        scenario = os.path.join(where, "body.scn")
        with open(scenario, "w", encoding="utf-8") as f:
            f.write('scenario "b"\nbody council "Council" zone=America/New_York seats=5 pack=robert\n')
        made = [i.run("init", "--origin", "import.test/log"), i.run("play", scenario)]
        result("an instance with one body", all(m.returncode == 0 for m in made), [m.stderr for m in made])
        lists(i)
        refusals(i)
        pages(i)
        done = i.run("verify")
        result("the record is sound", done.returncode == 0, done.stdout + done.stderr)
        digests = i.run("rebuild").stdout
        result("what is derived of lists is replayed", re.search(r"^listing +\d+ rows", digests, re.M) and
               i.run("verify").returncode == 0, digests)
    print(f"1..{count}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
