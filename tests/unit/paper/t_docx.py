#!/usr/bin/env python3
"""The document of Word is what ECMA-376 asks for as far as we can see without Word: each part is XML that parses, each
relation leads somewhere, each style that is used is there; and LibreOffice opens it and prints what the paper says.
With DAIS_SHOTS=DIR the printed page is left there as a picture.

usage: t_docx.py DOCX-SAMPLE      prints TAP
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
SAYS = ["Rehearsal Commission", "Minutes", "Call to order", "6:02 p.m.", "rc-41. Ünïcode — “quoted” & <tagged>",
        "as corrected", "Second line, with a control:", "Salt & pepper <for> \"all\"", "Seat 1, Seat 3, Seat 4",
        "rc-34. Benches", "No: Seat 2 and Seat 5.", "Shown all the same.", "Seat 1, presiding", "Page 1 of 1",
        "Draft & not approved."]
count = failed = 0


def ok(good, what, detail=""):
    global count, failed
    count += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {count} - {what}")
    for line in str(detail).splitlines()[:20] if not good else []:
        print("# " + line)


def check_parts(path):
    with zipfile.ZipFile(path) as z:
        ok(z.testzip() is None, "the archive is whole")
        parts = {name: z.read(name) for name in z.namelist()}
    trees = {}
    for name, data in parts.items():
        try:
            trees[name] = ET.fromstring(data)
        except ET.ParseError as error:
            ok(False, f"{name} is XML", error)
    ok(len(trees) == len(parts), "every part is XML")
    ok(list(parts)[0] == "[Content_Types].xml", "the types come first")
    named = {o.get("PartName")[1:] for o in trees["[Content_Types].xml"] if o.get("PartName")}
    ok(named <= set(parts), "every part that has a type is there", named - set(parts))
    rels = {r.get("Id"): r for r in trees["word/_rels/document.xml.rels"]}
    inner = [r.get("Target") for r in rels.values() if r.get("TargetMode") != "External"]
    ok(all("word/" + t in parts for t in inner), "every relation within leads to a part", inner)
    document = trees["word/document.xml"]
    used = [e.get(R + "id") for e in document.iter() if e.get(R + "id")]
    ok(used and all(i in rels for i in used), "every link has its relation")
    links = [rels[i].get("Target") for i in used if rels[i].get("TargetMode") == "External"]
    ok("https://dais.example.org/entry/12" in links and len(links) == 10, "entries are linked", links)
    styles = {s.get(W + "styleId") for s in trees["word/styles.xml"].iter(W + "style")}
    wanted = {e.get(W + "val") for tag in ("pStyle", "rStyle", "tblStyle") for e in document.iter(W + tag)}
    ok(wanted <= styles, "every style that is used is there", wanted - styles)
    headings = [p.find(f"{W}pPr/{W}pStyle").get(W + "val") for p in document.iter(W + "p")]
    ok("Heading1" in headings and "Heading2" in headings, "headings are headings")
    for cell in document.iter(W + "tc"):
        if cell[-1].tag != W + "p":
            ok(False, "every cell ends in a paragraph")
    ok(len(list(document.iter(W + "tbl"))) == 2, "votes and rows are tables, and rows together one")


def check_opened(path, where):
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        for what in ("LibreOffice opens it", "it prints what the paper says", "the picture is not empty"):
            global count
            count += 1
            print(f"ok {count} - {what} # SKIP without soffice: LibreOffice and poppler-utils are not installed")
        return
    profile = "-env:UserInstallation=file://" + os.path.join(where, "profile")
    done = subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", where, path],
                          capture_output=True, text=True, timeout=240)
    pdf = os.path.join(where, "sample.pdf")
    ok(done.returncode == 0 and os.path.exists(pdf), "LibreOffice opens it", done.stdout + done.stderr)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True).stdout if os.path.exists(pdf) else ""
    flat = " ".join(text.split())
    missing = [s for s in SAYS if " ".join(s.split()) not in flat]
    ok(not missing, "it prints what the paper says", f"{missing}\n{text}")
    subprocess.run(["pdftoppm", "-r", "60", "-png", pdf, os.path.join(where, "page")], capture_output=True)
    pictures = glob.glob(os.path.join(where, "page*.png"))
    ok(len(pictures) == 1 and os.path.getsize(pictures[0]) > 5000, "the picture is not empty", pictures)
    shots = os.environ.get("DAIS_SHOTS")
    if shots and pictures:
        os.makedirs(shots, exist_ok=True)
        shutil.copy(pictures[0], os.path.join(shots, "docx.png"))


def main():
    with tempfile.TemporaryDirectory() as where:
        path = os.path.join(where, "sample.docx")
        made = subprocess.run([sys.argv[1], path], capture_output=True, text=True)
        ok(made.returncode == 0, "the document is made", made.stderr)
        if made.returncode == 0:
            check_parts(path)
            check_opened(path, where)
    print(f"1..{count}")
    return failed > 0


sys.exit(main())
