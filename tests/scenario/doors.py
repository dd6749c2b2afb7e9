#!/usr/bin/env python3
"""Every scenario through three doors: the command line, JSON and forms.  With the test build's clock and
salts the three records must be the same, byte for byte.

usage: doors.py DAIS DOOR[,DOOR…] FILE.scn…      prints TAP
"""
import base64
import html.parser
import http.client
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import urllib.parse

START = "2026-06-17T22:00:00Z"
READER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "reader", "dais_reader.py")
PASSWORD = "a password of five words"


def run(dais, *args, data=None):
    command = [dais, *args] + (["--data", data] if data else [])
    return subprocess.run(command, capture_output=True, text=True, timeout=120,
                          env={**os.environ, "DAIS_FIXED_ENTRIES": START})


def must(result):
    if result.returncode != 0:
        raise RuntimeError(result.stderr.strip() or result.stdout.strip() or f"exit {result.returncode}")
    return result.stdout


def entries(data):
    with sqlite3.connect(f"file:{data}/record.db?mode=ro", uri=True) as db:
        return [row[0] for row in db.execute("SELECT bytes FROM entry ORDER BY seq")]


def fresh(dais, where):
    data = os.path.join(where, "data")
    must(run(dais, "init", "--origin", "doors.test/log", data=data))
    # each instance has a key of its own: its entry differs, and is left out of the comparison
    return data


class Server:
    """A server on a port of the system's choice."""

    def __init__(self, dais, data):
        self.process = subprocess.Popen([dais, "serve", "--data", data], stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, "DAIS_FIXED_ENTRIES": START, "PORT": "0"})
        line = self.process.stdout.readline()
        found = re.search(r":(\d+)/", line)
        if not found:
            raise RuntimeError(f"the server did not start: {line!r}")
        self.port = int(found.group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)


class Fields(html.parser.HTMLParser):
    """The csrf token of a page's forms."""

    def __init__(self, page):
        super().__init__()
        self.csrf = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        fields = dict(attrs)
        if tag == "input" and fields.get("name") == "csrf":
            self.csrf = fields.get("value")


def outcome(status, answer):
    judgement = answer.get("judgement")
    if status == 200:
        return "done"
    if judgement in ("out-of-order", "impossible"):
        return judgement
    return "denied" if status == 403 else "invalid"


def account_options(step):
    options = ["--role", step["role"]]
    if step["role"] in ("member", "chair"):
        options += ["--body", step["body"], "--member", step["account"]]
    return options


class JsonDoor:
    def __init__(self, dais, data, server):
        self.dais, self.data, self.keys = dais, data, {}
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)

    def key(self, step):
        who = (step["account"], step["role"])
        if who not in self.keys:
            must(run(self.dais, "user", "add", step["account"], *account_options(step), data=self.data))
            self.keys[who] = must(run(self.dais, "user", "key", step["account"], data=self.data)).strip()
        return self.keys[who]

    def act(self, step):
        self.connection.request("POST", "/acts.json", json.dumps(step["act"]),
                                {"Authorization": f"Bearer {self.key(step)}", "Content-Type": "application/json"})
        reply = self.connection.getresponse()
        answer = json.loads(reply.read())
        sentence = answer.get("sentence", "")
        if step["field"] and answer.get("field") != step["field"]:
            return f"about the field {answer.get('field')}", "", sentence
        return outcome(reply.status, answer), answer.get("rule", ""), sentence


def file_of(act):
    """The bytes of the act's file with their field, as a browser sends them; None where it has none."""
    for name, where in act.get("files", {}).items():
        data = where["text"].encode() if "text" in where else base64.b64decode(where["base64"])
        return f"files.{name}", act["data"].get("name", "file"), data
    return None


def multipart(fields, file):
    mark = "----------a-boundary-of-this-test"
    body = b"".join(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                    for name, value in fields)
    name, filename, data = file
    body += (f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
             f"Content-Type: application/octet-stream\r\n\r\n").encode() + data + f"\r\n--{mark}--\r\n".encode()
    return body, f"multipart/form-data; boundary={mark}"


class FormDoor:
    def __init__(self, dais, data, server):
        self.dais, self.data, self.sessions = dais, data, {}
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)

    def ask(self, method, path, fields=None, cookie=None, file=None):
        headers = {"Cookie": cookie} if cookie else {}
        body = None
        if file is not None:
            body, headers["Content-Type"] = multipart(fields, file)
        elif fields is not None:
            body = urllib.parse.urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        reply = self.connection.getresponse()
        return reply, reply.read().decode()

    def session(self, step):
        who = (step["account"], step["role"])
        if who not in self.sessions:
            link = must(run(self.dais, "user", "add", step["account"], *account_options(step), data=self.data))
            path = urllib.parse.urlsplit(link.strip()).path
            reply, page = self.ask("POST", path, [("password", PASSWORD), ("again", PASSWORD)])
            if reply.status != 303:
                raise RuntimeError(f"the invitation was answered {reply.status}: {page[:200]}")
            cookie = reply.getheader("Set-Cookie").split(";")[0]
            _, page = self.ask("GET", "/clerk" if step["role"] in ("clerk", "admin") else "/member", cookie=cookie)
            self.sessions[who] = (cookie, Fields(page).csrf)
        return self.sessions[who]

    def act(self, step):
        cookie, csrf = self.session(step)
        act = step["act"]
        fields = [("csrf", csrf or ""), ("act", act["act"])]
        if "body" in act:
            fields.append(("body", act["body"]))
        parts = {part: dict(act.get(part, {})) for part in ("about", "data", "texts")}
        parts["values"] = parts["data"].pop("values", {})
        for part, members in parts.items():
            for name, value in members.items():
                for one in value if isinstance(value, list) else [value]:
                    text = "true" if one is True else "false" if one is False else str(one)
                    fields.append((f"{part}.{name}", text))
        if "at" in act:
            at = act["at"]
            fields.append(("at", at if isinstance(at, str) else f"{at['from']}/{at['to']}"))
        reply, page = self.ask("POST", f"/acts/{act['kind']}", fields, cookie, file_of(act))
        if reply.status == 303:
            return "done", "", ""
        rule = re.search(r'class="rule">[^<:]*:\s*([a-z0-9-]+)', page)
        judgement = {409: "out-of-order", 422: "impossible", 403: "denied"}.get(reply.status, "invalid")
        if judgement == "out-of-order" and not rule:
            judgement = "invalid"
        return judgement, rule.group(1) if rule else "", re.sub(r"<[^>]+>", " ", page)[:300]


def steps_of(dais, file):
    return [json.loads(line) for line in must(run(dais, "play", "--acts", file)).splitlines()]


def through(dais, door, file, where):
    data = fresh(dais, where)
    if door == "cli":
        must(run(dais, "play", file, data=data))
    else:
        with Server(dais, data) as server:
            way = (JsonDoor if door == "json" else FormDoor)(dais, data, server)
            for step in steps_of(dais, file):
                got, rule, sentence = way.act(step)
                if got != step["expect"] or (step["rule"] and rule != step["rule"]):
                    raise RuntimeError(f"{file}:{step['line']}: {step['expect']} {step['rule']} was expected, "
                                       f"but it was {got} {rule}: {sentence}")
    must(run(dais, "verify", data=data))
    must(subprocess.run([sys.executable, READER, "record", os.path.join(data, "record.db")], capture_output=True,
                        text=True, timeout=120))
    return entries(data)[1:]


def main():
    dais, doors, files = sys.argv[1], sys.argv[2].split(","), sys.argv[3:]
    count = failed = 0
    for file in files:
        first = None
        for door in doors:
            if door != "cli" and any(s["role"] == "import" for s in steps_of(dais, file)) and door == "forms":
                continue
            count += 1
            name = f"{os.path.basename(file)} through {door}"
            try:
                with tempfile.TemporaryDirectory() as where:
                    log = through(dais, door, file, where)
                if first is None:
                    first = log
                if log != first:
                    at = next((i for i, (x, y) in enumerate(zip(first, log)) if x != y), min(len(first), len(log)))
                    raise RuntimeError(f"its record differs from the first door's from entry {at + 1} on:\n"
                                       f"# {first[at:at + 1]}\n# {log[at:at + 1]}")
                print(f"ok {count} - {name}", flush=True)
            except (RuntimeError, OSError, ValueError, http.client.HTTPException) as problem:
                failed += 1
                print(f"not ok {count} - {name}\n# {problem}", flush=True)
    print(f"1..{count}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
