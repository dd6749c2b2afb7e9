#!/usr/bin/env python3
"""Reads the pages of hostile models with Python's parsers.

t_view_html.py PROGRAM: PROGRAM is t-view-page, which gives pages, JSON and the schema.  Whatever the texts of the model
are, the page must have the same elements and attributes; the texts must come back whole; the JSON must equal the JSON
island of the page and keep to the schema.
"""
import html.parser
import json
import re
import subprocess
import sys

PROGRAM = sys.argv[1]
points = failures = 0


def point(passed, what, note=""):
    global points, failures
    points += 1
    failures += not passed
    print(("ok" if passed else "not ok"), points, "-", what)
    if not passed:
        print("#", repr(note)[:2000])


def give(what, n):
    return subprocess.run([PROGRAM, what, str(n)], check=True, stdout=subprocess.PIPE).stdout.decode("utf-8")


class Page(html.parser.HTMLParser):
    """What a browser would make of it: elements with the names of their attributes, texts, the JSON island."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.shape, self.open, self.texts, self.values, self.island = [], [], {}, [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.shape.append((tag, tuple(name for name, _ in attrs)))
        self.values += [value for _, value in attrs if value is not None]
        if tag not in ("input", "br", "meta", "link", "path"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.shape.append((tag, tuple(name for name, _ in attrs)))

    def handle_endtag(self, tag):
        self.shape.append("/" + tag)
        if not self.open or self.open.pop() != tag:
            self.shape.append("unbalanced " + tag)

    def handle_comment(self, data):
        self.shape.append("comment")

    def handle_decl(self, decl):
        self.shape.append("!" + decl)

    def unknown_decl(self, data):
        self.shape.append("?" + data)

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.island += data
        elif self.open:
            self.texts[self.open[-1]] = self.texts.get(self.open[-1], "") + data


def keep(value, schema, path="$"):
    """The first breach of the schema (types, required keys, no key unknown to it), or None."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    kind = schema.get("type")
    if kind is None:
        return None
    if not isinstance(value, kinds[kind]) or (kind == "integer" and isinstance(value, bool)):
        return f"{path} is no {kind}"
    if kind == "array":
        return next(filter(None, (keep(v, schema["items"], f"{path}[{i}]") for i, v in enumerate(value))), None)
    if kind == "object":
        missing = [k for k in schema["required"] if k not in value]
        unknown = [k for k in value if k not in schema["properties"]]
        if missing or unknown:
            return f"{path} lacks {missing}, has {unknown}"
        return next(filter(None, (keep(v, schema["properties"][k], f"{path}.{k}") for k, v in value.items())), None)
    return None


def collapse(shape):
    """html_paragraphs makes as many <p> as the text has; they are its own."""
    text = "\n".join(map(str, shape))
    return re.sub(r"(\('p', \(\)\)\n(\('br', \(\)\)\n)?/p\n){2,}", "PARAGRAPHS\n", text)


schema = json.loads(give("--schema", 0))
plain = Page(give("--html", 0))
point(not any("unbalanced" in str(s) for s in plain.shape) and not plain.open, "the plain page is balanced", plain.shape)
point(keep({"heading": 1}, schema) is not None and keep([], schema) is not None, "the check of the schema finds breaches")
for n in range(int(give("--count", 0))):
    text, source = give("--text", n), give("--html", n)
    page = Page(source)
    point(collapse(page.shape) == collapse(plain.shape), f"text {n}: the elements and attributes are the same",
          (text, page.shape))
    point(text in page.values, f"text {n}: an attribute gives it back")
    # One line end after <textarea> is the parser's to drop; Python's parser leaves that to us.
    area = page.texts["textarea"]
    point(area[:1] == "\n" and area[1:] == text, f"text {n}: the text area gives it back", area)
    point(page.texts["h1"] == text and text in page.texts["title"], f"text {n}: heading and title give it back")
    twin = json.loads(give("--json", n))
    point(json.loads(page.island)["all"] == twin, f"text {n}: the island is the JSON", page.island)
    point(twin["heading"] == text and twin["ballots"][0]["member"] == text, f"text {n}: the JSON gives it back")
    point(keep(twin, schema) is None, f"text {n}: the JSON keeps to the schema", keep(twin, schema))
    links = re.findall(r'href="([^"]*)"', source)
    point(links and all(re.fullmatch(r"/(?!/)[A-Za-z0-9\-._~%/?=#]*", link) for link in links),
          f"text {n}: every address stays within the site", links)
print(f"1..{points}")
sys.exit(1 if failures else 0)
