#!/usr/bin/env python3
"""A second reader of the record, written from docs/format alone, with the standard library only.

    dais_reader.py vectors DIR                      check the vectors of docs/format
    dais_reader.py record RECORD.DB [--key V]... [--origin O]   check a record

Prints what was checked.  Exit 0: all is well; 3: the first damage found is named; 2: bad usage.
"""
import argparse
import base64
import binascii
import datetime
import hashlib
import json
import os
import re
import sqlite3
import sys
import unicodedata


class Damage(Exception):
    """What was found wrong, in one sentence."""


def need(true, sentence):
    if not true:
        raise Damage(sentence)


# ---- canonical form (entry-1.md) ----

MAX_INT = 9007199254740991
SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def quoted(text):
    out = []
    for c in text:
        need(not 0xD800 <= ord(c) <= 0xDFFF, "a string holds half of a surrogate pair")
        out.append(SHORT.get(c) or ("\\u%04x" % ord(c) if ord(c) < 0x20 else c))
    return '"' + "".join(out) + '"'


def canonical(v, depth=1):
    if v is True or v is False:
        return "true" if v else "false"
    if isinstance(v, int):
        need(-MAX_INT <= v <= MAX_INT, "an integer is out of range")
        return str(v)
    if isinstance(v, str):
        return quoted(v)
    need(depth <= 16, "it is nested too deeply")
    if isinstance(v, list):
        return "[" + ",".join(canonical(x, depth + 1) for x in v) + "]"
    need(isinstance(v, dict), "it holds a value that is not allowed")
    for key in v:
        need(len(key) <= 24 and all(0x20 <= ord(c) <= 0x7E for c in key), "a key is not allowed")
    keys = sorted(v, key=lambda k: k.encode())
    return "{" + ",".join(quoted(k) + ":" + canonical(v[k], depth + 1) for k in keys) + "}"


def no_number(text):
    raise Damage("the number %s is not an integer" % text)


def pairs(members):
    found = dict(members)
    need(len(found) == len(members), "a key stands twice")
    return found


def parse(data):
    try:
        text = data.decode("utf-8", "strict")
        return json.loads(text, parse_float=no_number, parse_constant=no_number,
                          object_pairs_hook=pairs)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError, ValueError) as e:
        raise Damage("it is not JSON: %s" % e) from None


# ---- the members of an entry (entry-1.md) ----

ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}\Z")
ACT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}\Z")
SUBJECT = re.compile(r"[a-z0-9._/-]{1,160}\Z")
MEDIA = re.compile(r"(?=.{3,127}\Z)[a-z0-9][a-z0-9.+-]*/[a-z0-9.+-]+\Z")
DATE = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z\Z", re.ASCII)
HEX = re.compile(r"[0-9a-f]{64}\Z")
ALWAYS = {"act", "by", "kind", "n", "recorded", "seq", "standing", "v"}
SOMETIMES = {"about", "at", "body", "data", "parts", "source"}


def matches(pattern, v):
    return isinstance(v, str) and bool(pattern.match(v))


def whole(v, low, high):
    return isinstance(v, int) and not isinstance(v, bool) and low <= v <= high


def is_date(v):
    if not matches(DATE, v):
        return False
    try:
        datetime.date(int(v[:4]), int(v[5:7]), int(v[8:]))
    except ValueError:
        return False
    return True


def is_instant(v):
    return matches(INSTANT, v) and is_date(v[:10])


def is_line(v, most):
    return (isinstance(v, str) and 1 <= len(v.encode()) <= most
            and not any(unicodedata.category(c) == "Cc" for c in v))


def check_at(at):
    if isinstance(at, dict):
        need(set(at) == {"from", "to"}, "at has other members than from and to")
        first, last = at["from"], at["to"]
        both = (is_date(first) and is_date(last)) or (is_instant(first) and is_instant(last))
        need(both and first <= last, "at is no span")
    else:
        need(is_date(at) or is_instant(at), "at is neither date nor instant")


def check_source(source):
    need(isinstance(source, dict), "source is no object")
    need({"outlet", "retrieved"} <= set(source) <= {"outlet", "retrieved", "where", "title", "key"},
         "source lacks a member or has another")
    for key, most in (("outlet", 200), ("where", 1000), ("title", 300)):
        need(key not in source or is_line(source[key], most), "source.%s is not one line" % key)
    need(is_date(source["retrieved"]), "source.retrieved is no date")
    need("key" not in source or matches(ID, source["key"]), "source.key is no id")


def check_parts(parts):
    need(isinstance(parts, list) and 1 <= len(parts) <= 64, "parts is not a list of 1 to 64")
    names = set()
    for p in parts:
        need(isinstance(p, dict) and set(p) == {"class", "hash", "media", "name"},
             "a part lacks a member or has another")
        need(p["class"] in ("public", "restricted", "sealed"), "a part's class is unknown")
        need(matches(HEX, p["hash"]), "a part's hash is malformed")
        need(matches(MEDIA, p["media"]), "a part's media type is malformed")
        need(matches(ID, p["name"]) and p["name"] not in names, "a part's name is no id, or twice")
        names.add(p["name"])


def read_entry(data):
    """The entry's members; Damage when it is not one of version 1."""
    need(len(data) <= 65535, "it is longer than 65535 bytes")
    e = parse(data)
    need(isinstance(e, dict), "it is not an object")
    need(canonical(e).encode() == data, "it is not in canonical form")
    need(ALWAYS <= set(e) <= ALWAYS | SOMETIMES, "it lacks a member or has another")
    need(whole(e["v"], 1, 1), "it is not of version 1")
    need(whole(e["seq"], 0, MAX_INT), "seq is out of range")
    need(whole(e["n"], 0, 65535), "n is out of range")
    need(matches(ACT, e["act"]), "act is no act id")
    need(matches(ID, e["kind"]), "kind is no id")
    need(is_instant(e["recorded"]), "recorded is no instant")
    by = e["by"]
    need(isinstance(by, dict) and set(by) == {"account", "role"} and matches(ID, by["account"])
         and matches(ID, by["role"]), "by is not an account and a role")
    need("body" not in e or matches(ID, e["body"]), "body is no id")
    need(e["standing"] in ("witnessed", "reported"), "standing is unknown")
    need((e["standing"] == "reported") == ("source" in e), "source and standing disagree")
    for key in ("about", "data"):
        need(key not in e or (isinstance(e[key], dict) and e[key]), "%s is no object" % key)
    for key, v in e.get("about", {}).items():
        need(whole(v, 1, MAX_INT) or matches(SUBJECT, v), "about.%s is malformed" % key)
    if "at" in e:
        check_at(e["at"])
    if "source" in e:
        check_source(e["source"])
    if "parts" in e:
        check_parts(e["parts"])
    return e


# ---- hashes, tree, proofs (entry-1.md, tree.md) ----

def sha(data):
    return hashlib.sha256(data).digest()


def leaf_hash(entry):
    return sha(b"\x00" + entry)


def node(left, right):
    return sha(b"\x01" + left + right)


def part_hash(salt, name, payload):
    name = name.encode()
    return sha(b"dais/part/v1\x00" + salt + len(name).to_bytes(4, "big") + name + payload)


class Tree:
    """Roots of full subtrees, widest first, with their sizes."""

    def __init__(self):
        self.size, self.peaks = 0, []

    def add(self, leaf):
        width = 1
        while self.peaks and self.peaks[-1][0] == width:
            leaf = node(self.peaks.pop()[1], leaf)
            width *= 2
        self.peaks.append((width, leaf))
        self.size += 1

    def root(self):
        if not self.peaks:
            return sha(b"")
        root = self.peaks[-1][1]
        for _, peak in reversed(self.peaks[:-1]):
            root = node(peak, root)
        return root


def inclusion_holds(index, size, leaf, proof, root):
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node(p, r)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistency_holds(old, size, old_root, root, proof):
    if old > size:
        return False
    if old == 0:
        return not proof
    if old == size:
        return not proof and old_root == root
    if not proof:
        return False
    if old & (old - 1) == 0:
        proof = [old_root] + proof
    fn, sn = old - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = proof[0]
    for p in proof[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(p, fr), node(p, sr)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, p)
        fn, sn = fn >> 1, sn >> 1
    return fr == old_root and sr == root and sn == 0


# ---- Ed25519 (RFC 8032, 5.1) ----

P = 2 ** 255 - 19
ORDER = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def point_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_times(n, p):
    q = (0, 1, 1, 0)
    while n:
        if n & 1:
            q = point_add(q, p)
        p = point_add(p, p)
        n >>= 1
    return q


def point_read(data):
    """The point, or None where the bytes are no point in its one encoding."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2 ** 255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def point_write(p):
    z = pow(p[2], P - 2, P)
    x, y = p[0] * z % P, p[1] * z % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


BASE = point_read((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
NEUTRAL = (0, 1, 1, 0)


def signature_holds(key, message, signature):
    a, r = point_read(key), point_read(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or r is None or s >= ORDER:
        return False
    if same(point_times(8, a), NEUTRAL) or same(point_times(8, r), NEUTRAL):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    return point_write(point_times(s, BASE)) == point_write(point_add(r, point_times(k, a)))


# ---- notes and checkpoints (checkpoint.md) ----

def unbase64(text):
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise Damage("%r is not base64" % text) from None
    need(base64.b64encode(data).decode() == text, "%r is not base64" % text)
    return data


def name_valid(name):
    return (0 < len(name.encode()) <= 255 and "+" not in name
            and not any(c.isspace() or ord(c) <= 0x20 or ord(c) == 0x7F for c in name))


class Key:
    def __init__(self, verifier):
        name, key_id, data = (verifier.split("+", 2) + ["", ""])[:3]
        raw = unbase64(data)
        need(name_valid(name) and len(raw) == 33 and raw[0] in (1, 4), "no verifier key: " + verifier)
        self.name, self.type, self.key = name, raw[0], raw[1:]
        self.id = sha(name.encode() + b"\n" + raw)[:4]
        need(self.id.hex() == key_id, "the key id does not belong to " + verifier)

    def holds(self, text, signature):
        if self.type == 1:
            return signature_holds(self.key, text, signature)
        time = int.from_bytes(signature[:8], "big")
        message = b"cosignature/v1\ntime %d\n" % time + text
        return signature_holds(self.key, message, signature[8:])


def open_note(note, keys):
    """The text and the keys that signed it."""
    data = note.encode() if isinstance(note, str) else note
    need(len(data) <= 65536, "the note is too long")
    try:
        whole_note = data.decode()
    except UnicodeDecodeError:
        raise Damage("the note is not UTF-8") from None
    need(not any(ord(c) < 0x20 and c != "\n" for c in whole_note), "the note holds a control character")
    at = whole_note.rfind("\n\n")
    need(at >= 0 and whole_note.endswith("\n") and at + 2 < len(whole_note), "the note has no signature")
    text = whole_note[:at + 1].encode()
    lines = whole_note[at + 2:-1].split("\n")
    need(len(lines) <= 100, "the note has too many signatures")
    signed = []
    for line in lines:
        fields = line.split(" ")
        need(len(fields) == 3 and fields[0] == "\u2014" and name_valid(fields[1]),
             "a signature line is malformed")
        raw = unbase64(fields[2])
        need(len(raw) > 4, "a signature is too short")
        for key in keys:
            if key.name == fields[1] and key.id == raw[:4] and key not in signed:
                need(key.holds(text, raw[4:]), "the signature by %s is not good" % key.name)
                signed.append(key)
    need(signed, "no signature is by a known key")
    return text.decode(), signed


def open_checkpoint(note, keys, origin=None):
    text, signed = open_note(note, keys)
    lines = text[:-1].split("\n")
    need(len(lines) >= 3 and all(lines), "the checkpoint lacks a line")
    need(re.match(r"(0|[1-9][0-9]*)\Z", lines[1], re.ASCII), "the size is no number")
    root = unbase64(lines[2])
    need(len(root) == 32, "the root is not 32 bytes")
    need(origin is None or lines[0] == origin, "the checkpoint is one of " + lines[0])
    return lines[0], int(lines[1]), root, signed


# ---- vectors ----

def refused(what, call):
    try:
        call()
    except Damage:
        return
    raise Damage(what)


def load(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as f:
        return json.load(f)


def check_entry_vectors(v):
    for each in v["entries"]:
        data = each["bytes"].encode()
        try:
            read_entry(data)
        except Damage as e:
            raise Damage("the entry %r is refused: %s" % (each["name"], e)) from None
        need(leaf_hash(data).hex() == each["leaf"], "the leaf of %r differs" % each["name"])
    for each in v["bad"]:
        refused("an entry with %s is accepted" % each["why"],
                lambda: read_entry(bytes.fromhex(each["hex"])))
    return "%d entries, %d that are none" % (len(v["entries"]), len(v["bad"]))


def check_part_vectors(v):
    for each in v["parts"]:
        got = part_hash(bytes.fromhex(each["salt"]), each["name"], bytes.fromhex(each["payload_hex"]))
        need(got.hex() == each["hash"], "the hash of a part named %s differs" % each["name"])
    return "%d parts" % len(v["parts"])


def check_tree_vectors(v):
    leaves = [leaf_hash(b"leaf %d" % i) for i in range(1000)]
    tree, roots = Tree(), {0: Tree().root()}
    for leaf in leaves:
        tree.add(leaf)
        roots[tree.size] = tree.root()
    for each in v["roots"]:
        need(roots[each["size"]].hex() == each["root"], "the root at %d differs" % each["size"])
    for each in v["inclusion"]:
        index, size = each["index"], each["size"]
        proof = [bytes.fromhex(h) for h in each["proof"]]
        need(leaves[index].hex() == each["leaf"] and roots[size].hex() == each["root"]
             and inclusion_holds(index, size, leaves[index], proof, roots[size]),
             "the proof of %d in %d fails" % (index, size))
        for i in range(len(proof)):
            bent = proof[:i] + [bytes([proof[i][0] ^ 1]) + proof[i][1:]] + proof[i + 1:]
            need(not inclusion_holds(index, size, leaves[index], bent, roots[size]),
                 "a bent proof of %d in %d passes" % (index, size))
    for each in v["consistency"]:
        old, size = each["old"], each["size"]
        proof = [bytes.fromhex(h) for h in each["proof"]]
        need(roots[old].hex() == each["old_root"] and roots[size].hex() == each["root"]
             and consistency_holds(old, size, roots[old], roots[size], proof),
             "the proof from %d to %d fails" % (old, size))
        for i in range(len(proof)):
            bent = proof[:i] + [bytes([proof[i][0] ^ 1]) + proof[i][1:]] + proof[i + 1:]
            need(not consistency_holds(old, size, roots[old], roots[size], bent),
                 "a bent proof from %d to %d passes" % (old, size))
    return "%d roots, %d proofs" % (len(v["roots"]), len(v["inclusion"]) + len(v["consistency"]))


def check_checkpoint_vectors(v):
    keys = [Key(v["log"]["verifier"]), Key(v["witness"]["verifier"])]
    for each in v["good"]:
        _, size, root, signed = open_checkpoint(each["note"], keys, v["origin"])
        need(size == each["size"] and root.hex() == each["root"] and len(signed) == each["verified"],
             "the checkpoint %r says something else" % each["name"])
    for each in v["bad"]:
        refused("a checkpoint (%s) is accepted" % each["name"],
                lambda: open_checkpoint(each["note"], keys, v["origin"]))
    return "%d checkpoints, %d that are none" % (len(v["good"]), len(v["bad"]))


def check_vectors(folder):
    for name, check in (("entries", check_entry_vectors), ("parts", check_part_vectors),
                        ("tree", check_tree_vectors), ("checkpoint", check_checkpoint_vectors)):
        print("%s.json: %s" % (name, check(load(folder, name + ".json"))))


# ---- a record ----

# ---- corrections (entry-1.md) ----

class Corrections:
    """Which correction of each entry stands, from the entries alone."""

    def __init__(self):
        self.places, self.of, self.by = [], {}, {}

    def taken_back(self, seq):
        last = self.standing(seq)
        return last is not None and self.of[last][1]

    def standing(self, seq):
        return next((c for c in reversed(self.by.get(seq, ())) if not self.taken_back(c)), None)

    def add(self, e):
        place = (e.get("body"), e.get("about", {}).get("meeting"), e["standing"])
        self.places.append(place)
        if e["kind"] != "entry.corrected":
            return
        data, parts = e.get("data", {}), {p["name"] for p in e.get("parts", ())}
        of, void = data.get("of"), data.get("void", False)
        need(whole(of, 0, e["seq"] - 1), "data.of is no entry before it")
        need(set(data) <= {"of", "void", "values"}, "data has another member")
        need("void" not in data or void is True, "data.void is true, or left out")
        need("values" not in data or (isinstance(data["values"], dict) and data["values"]), "data.values is no object")
        need(not void or ("values" not in data and parts <= {"why"}), "what is taken back has no right values")
        need(self.places[of] == place and place[2] == "witnessed", "it corrects an entry of another place")
        need(of not in self.of or (void and self.standing(self.of[of][0]) == of),
             "a correction is taken back, while it stands")
        self.of[e["seq"]] = (of, void)
        self.by.setdefault(of, []).append(e["seq"])

    def rows(self):
        return [(c, of, int(void), int(self.standing(of) == c)) for c, (of, void) in sorted(self.of.items())]


def check_record(path, keys, origin=None):
    """Check a record.db: entries, leaves, parts, checkpoints.  Returns counts; Damage names the first
    thing wrong."""
    db = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    db.text_factory = lambda b: b.decode("utf-8", "strict")
    notes = db.execute("SELECT size, root, note FROM checkpoint ORDER BY size").fetchall()
    names, tree, recorded, at, acts, corrections = {}, Tree(), "", 0, {}, Corrections()

    def checkpoints():
        nonlocal at
        while at < len(notes) and notes[at][0] == tree.size:
            size, root, note = notes[at]
            need(bytes(root) == tree.root(), "checkpoint %d: its root is not that of the entries" % size)
            if keys:
                try:
                    _, said, signed_root, _ = open_checkpoint(note, keys, origin)
                except Damage as e:
                    raise Damage("checkpoint %d: %s" % (size, e)) from None
                need(said == size and signed_root == bytes(root),
                     "checkpoint %d: its note says something else" % size)
            at += 1

    checkpoints()
    for seq, data, leaf in db.execute("SELECT seq, bytes, leaf FROM entry ORDER BY seq"):
        data = data.encode() if isinstance(data, str) else bytes(data)
        need(seq == tree.size, "entry %d is missing" % tree.size)
        need(leaf_hash(data) == bytes(leaf), "entry %d: its bytes are not those of its leaf hash" % seq)
        try:
            e = read_entry(data)
        except Damage as x:
            raise Damage("entry %d: %s" % (seq, x)) from None
        need(e["seq"] == seq, "entry %d calls itself %d" % (seq, e["seq"]))
        need(e["recorded"] >= recorded, "entry %d is recorded before the one before it" % seq)
        need(acts.setdefault(e["act"], -1) == e["n"] - 1,
             "entry %d is not the next of its act %s" % (seq, e["act"]))
        acts[e["act"]] = e["n"]
        try:
            corrections.add(e)
        except Damage as x:
            raise Damage("entry %d: %s" % (seq, x)) from None
        recorded = e["recorded"]
        for p in e.get("parts", ()):
            names[bytes.fromhex(p["hash"])] = (p["name"], p["media"])
        tree.add(bytes(leaf))
        checkpoints()
    need(at == len(notes), "a checkpoint states %d entries, and there are %d"
         % (notes[at][0] if at < len(notes) else 0, tree.size))
    if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'correction'").fetchone():
        derived = db.execute("SELECT seq, of, voids, stands FROM correction ORDER BY seq").fetchall()
        need(derived == corrections.rows(), "the table correction does not follow from the entries")
    parts = 0
    for h, name, media, salt, payload in db.execute(
            "SELECT hash, name, media, salt, payload FROM part ORDER BY hash"):
        h = bytes(h)
        payload = payload.encode() if isinstance(payload, str) else bytes(payload)
        need(names.get(h) == (name, media), "part %s is named by no entry" % h.hex())
        need(part_hash(bytes(salt), name, payload) == h, "part %s is not what its entry means" % h.hex())
        parts += 1
    files = os.path.join(os.path.dirname(os.path.abspath(path)), "parts")
    for h, name, media, salt, size in db.execute(
            "SELECT hash, name, media, salt, bytes FROM part_file ORDER BY hash"):
        h = bytes(h)
        need(names.get(h) == (name, media), "part %s is named by no entry" % h.hex())
        try:
            with open(os.path.join(files, h.hex()), "rb") as file:
                payload = file.read()
        except FileNotFoundError:
            raise Damage("the file of part %s is lost" % h.hex()) from None
        need(len(payload) == size and part_hash(bytes(salt), name, payload) == h,
             "part %s is not what its entry means" % h.hex())
        parts += 1
    db.close()
    return {"entries": tree.size, "root": tree.root().hex(), "parts": parts,
            "parts_missing": len(names) - parts, "checkpoints": len(notes)}


def main(arguments):
    parser = argparse.ArgumentParser(description="A second reader of the record.")
    commands = parser.add_subparsers(dest="command", required=True)
    vectors = commands.add_parser("vectors")
    vectors.add_argument("folder")
    record = commands.add_parser("record")
    record.add_argument("path")
    record.add_argument("--key", action="append", default=[], help="a verifier key of the log")
    record.add_argument("--origin")
    given = parser.parse_args(arguments)
    try:
        if given.command == "vectors":
            check_vectors(given.folder)
            return 0
        keys = [Key(k) for k in given.key]
        found = check_record(given.path, keys, given.origin)
        print("%(entries)d entries, root %(root)s" % found)
        print("%(parts)d parts, %(parts_missing)d that entries name are not there" % found)
        print("%d checkpoints, their signatures %s"
              % (found["checkpoints"], "verified" if keys else "not looked at: no --key"))
        return 0
    except Damage as e:
        print("damage: %s" % e)
        return 3
    except (OSError, sqlite3.Error, KeyError) as e:
        print("dais_reader: %s" % e, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
