#!/usr/bin/env python3
"""The second reader against the vectors and against records, whole and damaged.
Usage: t_reader.py CHECKOUT VECTORS-PROGRAM.  Speaks TAP."""
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import dais_reader as reader

ROOT, PROGRAM = sys.argv[1], sys.argv[2]
FOLDER = os.path.join(ROOT, "docs", "format", "vectors")
READER = os.path.join(ROOT, "tests", "reader", "dais_reader.py")
ORIGIN = "record.example/test"
count = failures = 0


def ok(true, what):
    global count, failures
    count += 1
    failures += not true
    print("%sok %d - %s" % ("" if true else "not ", count, what), flush=True)


def run(*arguments):
    done = subprocess.run([sys.executable, READER, *arguments], capture_output=True, text=True)
    return done.returncode, done.stdout


def sign(seed, text):
    """RFC 8032, 5.1.6, for records made here."""
    h = hashlib.sha512(seed).digest()
    a = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
    public = reader.point_write(reader.point_times(a, reader.BASE))
    r = int.from_bytes(hashlib.sha512(h[32:] + text).digest(), "little") % reader.ORDER
    big_r = reader.point_write(reader.point_times(r, reader.BASE))
    k = int.from_bytes(hashlib.sha512(big_r + public + text).digest(), "little") % reader.ORDER
    return public, big_r + ((r + k * a) % reader.ORDER).to_bytes(32, "little")


SEED = bytes(range(32))
PUBLIC = b"\x01" + sign(SEED, b"")[0]
KEY_ID = reader.sha(ORIGIN.encode() + b"\n" + PUBLIC)[:4]
b64 = lambda data: reader.base64.b64encode(data).decode()
KEY = "%s+%s+%s" % (ORIGIN, KEY_ID.hex(), b64(PUBLIC))


def checkpoint(size, root):
    text = "%s\n%d\n%s\n" % (ORIGIN, size, b64(root))
    return text + "\n\u2014 %s %s\n" % (ORIGIN, b64(KEY_ID + sign(SEED, text.encode())[1]))


def files_of(path):
    return os.path.join(os.path.dirname(path), "parts")


def the_file(db):
    """The one file of the record that is beside its database."""
    path = db.execute("PRAGMA database_list").fetchone()[2]
    return os.path.join(files_of(path), os.listdir(files_of(path))[0])


def change_file(db):
    with open(the_file(db), "r+b") as file:
        file.write(b"x")


def record(path, size=40):
    """A record of votes, each third with a remark; entry 1 has a part that is a file beside it."""
    db = sqlite3.connect(path)
    db.executescript("""
        CREATE TABLE entry (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL, leaf BLOB NOT NULL);
        CREATE TABLE part (hash BLOB PRIMARY KEY, name TEXT, class TEXT, media TEXT, salt BLOB, payload BLOB);
        CREATE TABLE part_file (hash BLOB PRIMARY KEY, name TEXT, class TEXT, media TEXT, salt BLOB, bytes INTEGER);
        CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, root BLOB, note TEXT);""")
    tree = reader.Tree()
    for seq in range(size):
        e = {"act": "act-%d" % (seq // 2), "by": {"account": "clerk-1", "role": "clerk"},
             "data": {"choice": "no", "member": "seat-%d" % (seq % 5)}, "kind": "vote.cast",
             "n": seq % 2, "recorded": "2026-06-17T13:00:%02d.000Z" % (seq % 60), "seq": seq,
             "standing": "witnessed", "v": 1}
        if seq % 3 == 0:
            salt, payload = hashlib.sha256(b"%d" % seq).digest(), "remark %d" % seq
            h = reader.part_hash(salt, "text", payload.encode())
            e["parts"] = [{"class": "public", "hash": h.hex(), "media": "text/plain", "name": "text"}]
            db.execute("INSERT INTO part VALUES (?, 'text', 'public', 'text/plain', ?, ?)",
                       (h, salt, payload.encode()))
        if seq == 1:
            salt, payload = hashlib.sha256(b"file").digest(), b"%PDF-1.7\n"
            h = reader.part_hash(salt, "file", payload)
            e["parts"] = [{"class": "public", "hash": h.hex(), "media": "application/pdf", "name": "file"}]
            db.execute("INSERT INTO part_file VALUES (?, 'file', 'public', 'application/pdf', ?, ?)",
                       (h, salt, len(payload)))
            os.makedirs(files_of(path), exist_ok=True)
            with open(os.path.join(files_of(path), h.hex()), "wb") as file:
                file.write(payload)
        data = reader.canonical(e).encode()
        leaf = reader.leaf_hash(data)
        db.execute("INSERT INTO entry VALUES (?, ?, ?)", (seq, data, leaf))
        tree.add(leaf)
        if seq % 10 == 9:
            db.execute("INSERT INTO checkpoint VALUES (?, ?, ?)",
                       (tree.size, tree.root(), checkpoint(tree.size, tree.root())))
    db.commit()
    return db


def damaged(what, named, change):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "record.db")
        db = record(path)
        change(db)
        db.commit()
        db.close()
        code, out = run("record", path, "--key", KEY, "--origin", ORIGIN)
        ok(code == 3 and named in out, "%s is found: %s" % (what, out.strip()))


def rewrite(db, seq, old, new, leaf_too):
    data = bytes(db.execute("SELECT bytes FROM entry WHERE seq = ?", (seq,)).fetchone()[0])
    changed = data.replace(old, new)
    assert changed != data
    leaf = reader.leaf_hash(changed if leaf_too else data)
    db.execute("UPDATE entry SET bytes = ?, leaf = ? WHERE seq = ?", (changed, leaf, seq))


def main():
    code, out = run("vectors", FOLDER)
    ok(code == 0 and out.count("\n") == 4, "the vectors hold")
    for name in ("entries", "parts", "tree", "checkpoint"):
        printed = subprocess.run([PROGRAM, name], capture_output=True, check=True).stdout
        with open(os.path.join(FOLDER, name + ".json"), "rb") as f:
            ok(f.read() == printed, name + ".json is what the program prints")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("entries", "parts", "tree", "checkpoint"):
            v = reader.load(FOLDER, name + ".json")
            text = json.dumps(v)
            if name == "entries":
                text = text.replace('"leaf": "', '"leaf": "0', 1)
            elif name == "parts":
                text = text.replace('"name": "text"', '"name": "test"', 1)
            elif name == "tree":
                text = text.replace('"index": 3,', '"index": 2,', 1)
            else:
                text = text.replace("c3xD9K2i", "c3xD9K2j", 1)
            for other in ("entries", "parts", "tree", "checkpoint"):
                with open(os.path.join(folder, other + ".json"), "w", encoding="utf-8") as f:
                    f.write(text if other == name else json.dumps(reader.load(FOLDER, other + ".json")))
            code, out = run("vectors", folder)
            ok(code == 3 and "damage: " in out, "a wrong vector of %s is found" % name)
        path = os.path.join(folder, "record.db")
        record(path).close()
        code, out = run("record", path, "--key", KEY, "--origin", ORIGIN)
        ok(code == 0 and "40 entries" in out and "15 parts, 0 " in out and "verified" in out,
           "a whole record is whole")
        code, out = run("record", path)
        ok(code == 0 and "not looked at" in out, "without a key it says so")
        db = sqlite3.connect(path)
        db.execute("DELETE FROM part WHERE payload = ?", (b"remark 3",))
        db.commit()
        db.close()
        code, out = run("record", path, "--key", KEY)
        ok(code == 0 and "14 parts, 1 that entries name are not there" in out,
           "a missing part is counted")
    damaged("a changed entry", "entry 7", lambda db: rewrite(db, 7, b'"no"', b'"yes"', False))
    damaged("an entry changed with its leaf", "checkpoint 10",
            lambda db: rewrite(db, 7, b'"no"', b'"yes"', True))
    damaged("an entry that is not canonical", "entry 7",
            lambda db: rewrite(db, 7, b'"n":1,', b'"n": 1,', True))
    damaged("a missing entry", "entry 12 is missing",
            lambda db: db.execute("DELETE FROM entry WHERE seq = 12"))
    damaged("a record cut short", "states 40 entries, and there are 39",
            lambda db: db.execute("DELETE FROM entry WHERE seq = 39"))
    damaged("a changed payload", "is not what its entry means",
            lambda db: db.execute("UPDATE part SET payload = 'x' WHERE payload = ?", (b"remark 9",)))
    damaged("a changed file", "is not what its entry means", change_file)
    damaged("a lost file", "is lost", lambda db: os.remove(the_file(db)))
    damaged("a part of no entry", "named by no entry",
            lambda db: db.execute("UPDATE part SET hash = zeroblob(32) WHERE payload = ?",
                                  (b"remark 9",)))
    damaged("a checkpoint of another root", "checkpoint 20",
            lambda db: db.execute("UPDATE checkpoint SET root = zeroblob(32) WHERE size = 20"))
    damaged("a forged note", "checkpoint 20",
            lambda db: db.execute("UPDATE checkpoint SET note = replace(note, '20', '30') WHERE size = 20"))
    damaged("another origin", "checkpoint 20", lambda db: db.execute(
        "UPDATE checkpoint SET note = replace(note, 'record.example/test' || char(10), 'x' || char(10)) "
        "WHERE size = 20"))
    damaged("time that goes back", "entry 8", lambda db: rewrite(
        db, 8, b"13:00:08", b"12:00:08", True) or db.execute("DELETE FROM checkpoint"))
    damaged("an act that begins twice", "entry 9", lambda db: rewrite(
        db, 9, b'"n":1', b'"n":0', True) or db.execute("DELETE FROM checkpoint"))
    print("1..%d" % count)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
