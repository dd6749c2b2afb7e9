"""minutes: the papers of a meeting of 828 items with 4,692 votes by name, and the clerk's screen of it.

The meeting is made up, played into a fresh record up to its last roll call, and run on from there by a clerk over HTTP:
each key is an act and the screen after it.  Then it is adjourned, and papers-rate makes all of its papers from the record:
the marked agenda, the summary of actions, the minutes in each style, what is due, as pages and as documents of Word."""
import http.client
import os
import re
import statistics
import time
import urllib.parse

import common as c

ITEMS = int(os.environ.get("DAIS_BENCH_ITEMS", "828"))
VOTES = int(os.environ.get("DAIS_BENCH_VOTES", "4692"))
KEYS = int(os.environ.get("DAIS_BENCH_KEYS", "200"))
MEMBERS = ["ana", "bo", "cy", "di", "eli", "flo"]
BODY, DAY = "council", "2026-06-17"
MEETING = f"{BODY}/{DAY}"
PASSWORD = "a bench is no place to sit"


def scenario():
    """All but the end of the meeting: its last item is open, its last motion stated."""
    rolls = VOTES // len(MEMBERS)
    head = ['scenario "a long agenda"', f'body {BODY} "Council" zone=America/New_York seats={len(MEMBERS)} pack=robert-small']
    head += [f'member {x} "{x.capitalize()} Example" title=Commissioner' for x in MEMBERS]
    head += ['member kim "Kim Example" office=clerk votes=false', f"meeting {MEETING} regular 2026-06-17T13:00:00Z"]
    lines, sections = ["call to order presiding=ana", f"present {' '.join(MEMBERS)}"], ["Consent", "Hearings", "Resolutions", "Discussion"]
    for i in range(1, ITEMS + 1):
        section = sections[(i - 1) * len(sections) // ITEMS]
        kind = "ordinance" if i % 9 == 0 else "resolution"
        head += [f'file it-{i} {kind} "Item {i}: an agreement, its term, its cost and its renewal"',
                 f'schedule it-{i} section="{section}" position={i}']
        lines += [f"take up it-{i}", f"{MEMBERS[i % 6]} moves main as m{i}", f"{MEMBERS[(i + 1) % 6]} seconds m{i}", f"state m{i}"]
        if i == ITEMS:
            break
        if i < rolls:
            no = MEMBERS[i % 6] if i % 7 == 0 else ""
            yes = " ".join(m for m in MEMBERS if m != no)
            lines += [f"put m{i} by roll-call", f"vote m{i} yes: {yes}" + (f" no: {no}" if no else ""), f"announce m{i}"]
        else:
            lines += [f"put m{i} by voice", f"announce m{i} adopted"]
        lines.append(f"leave it-{i}")
    return "\n".join(head + lines) + "\n"


class Clerk:
    """A browser without a screen: one connection, one cookie."""

    def __init__(self, port):
        self.http, self.cookie = http.client.HTTPConnection(c.HERE, port, timeout=30), ""
        self.origin, self.acts = f"http://{c.HERE}:{port}", 0

    def ask(self, method, path, form=None):
        body = urllib.parse.urlencode(form) if form else None
        head = {"Cookie": self.cookie, "Origin": self.origin, "Sec-Fetch-Site": "same-origin"}
        if body:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        self.http.request(method, path, body, head)
        answer = self.http.getresponse()
        text = answer.read()
        kept = [v.split(";")[0] for k, v in answer.getheaders() if k.lower() == "set-cookie"]
        if kept:
            self.cookie = "; ".join(kept)
        return answer.status, text.decode()

    def sign_up(self, link):
        status, _ = self.ask("POST", link, {"password": PASSWORD, "again": PASSWORD})
        assert status == 303, f"the invitation was answered {status}"
        _, page = self.ask("GET", f"/clerk/{MEETING}")
        self.csrf = re.search(r'name="csrf" value="([^"]+)"', page).group(1)

    def act(self, kind, **form):
        self.acts += 1
        fields = {"act": f"bench-{os.getpid()}-{self.acts}", "csrf": self.csrf, "next": f"/clerk/{MEETING}",
                  "about.meeting": MEETING}
        fields.update({k.replace("_", "."): v for k, v in form.items()})
        status, text = self.ask("POST", f"/acts/{kind}", fields)
        assert status == 303, f"{kind} was answered {status}: {text[:2000]}"

    def screen(self):
        status, text = self.ask("GET", f"/clerk/{MEETING}")
        assert status == 200, f"the screen was answered {status}"
        return len(text)


def keys(clerk):
    """Acts of the last item, over and over: a roll call that is put, voted, voted otherwise; ms of each act, of the
    screen after it, and of both."""
    act_ms, screen_ms, both_ms, size = [], [], [], 0
    steps = [("vote.opened", {"about_motion": ITEMS, "data_method": "roll-call"})]
    steps += [("vote.cast", {"about_motion": ITEMS, "data_member": m, "data_choice": "yes"}) for m in MEMBERS]
    now = dict.fromkeys(MEMBERS, "yes")
    while len(steps) < KEYS:
        m = MEMBERS[len(steps) % len(MEMBERS)]
        now[m] = "no" if now[m] == "yes" else "yes"
        steps.append(("vote.changed", {"about_motion": ITEMS, "data_member": m, "data_choice": now[m]}))
    for kind, form in steps:
        began = time.perf_counter()
        clerk.act(kind, **form)
        acted = time.perf_counter()
        size = clerk.screen()
        ended = time.perf_counter()
        act_ms.append((acted - began) * 1e3)
        screen_ms.append((ended - acted) * 1e3)
        both_ms.append((ended - began) * 1e3)
    clerk.act("vote.announced", about_motion=ITEMS)
    clerk.act("item.closed", about_item=f"it-{ITEMS}")
    clerk.act("meeting.adjourned")
    return act_ms, screen_ms, both_ms, size


def p99(list_):
    return sorted(list_)[min(len(list_) - 1, int(len(list_) * 0.99))]


def main():
    data = os.path.join(c.work_dir(), "data")
    path = os.path.join(os.path.dirname(data), "meeting.scn")
    with open(path, "w", encoding="utf-8") as f:
        f.write(scenario())
    c.dais("init", "--name", "Bench", "--data", data)
    c.dais("play", path, "--data", data)
    link = re.search(r"/invitation/\S+", c.dais("user", "add", "clerk-1", "--role", "clerk", "--data", data)).group(0)
    child, port = c.dais_serve(data)
    clerk = Clerk(port)
    clerk.sign_up(link)
    clerk.screen()
    used = c.cpu_seconds(child.pid)
    act_ms, screen_ms, both_ms, size = keys(clerk)
    used = (c.cpu_seconds(child.pid) - used) / len(both_ms) * 1e3
    c.stop(child)
    print(f"clerk's screen of {ITEMS} items: {size} bytes; act {statistics.median(act_ms):.1f} ms (p99 {p99(act_ms):.1f}), "
          f"screen {statistics.median(screen_ms):.1f} ms (p99 {p99(screen_ms):.1f}); {used:.1f} ms of the processor a key", flush=True)
    out = c.run("taskset", "-c", str(c.CLIENT_CORE), os.path.join(c.BUILD, "bench", "papers-rate"), data, BODY, DAY)
    print(out, end="", flush=True)
    figures = dict(line.split(" ", 1) for line in out.splitlines())
    met = c.goal("ms for an act and the clerk's screen after it, at p99", p99(both_ms), 50, at_most=True)
    met &= c.goal("seconds for all papers together", float(figures["all_s"]), 1, at_most=True)
    met &= c.goal("votes by name in the minutes", float(figures["votes"]), VOTES, at_most=False)
    c.summary("minutes", items=ITEMS, votes=VOTES, key_p99_ms=round(p99(both_ms), 2), papers_s=float(figures["all_s"]), met=met)


main()
