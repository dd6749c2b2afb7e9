"""Calls of the system fail under the demo server, one after the other: it serves on, or ends in good order.

usage: faults.py DEMO-SERVER     (a build with -Dtesting=true) prints the Test Anything Protocol; standard library only
"""
import os
import socket
import subprocess
import sys

HOST = b"Host: a\r\n"
CLOSE = b"Connection: close\r\n"
REQUESTS = [
    b"GET /page HTTP/1.1\r\n" + HOST + b"\r\nGET /page HTTP/1.1\r\n" + HOST + b"\r\n",
    b"POST /echo-body HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    b"GET /parked HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    b"GET /stream HTTP/1.1\r\n" + HOST + b"\r\n",
    b"POST /publish?bytes=10 HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    b"GET /big HTTP/1.1\r\n" + HOST + b"\r\n",
    b"POST /echo HTTP/1.1\r\n" + HOST + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
    b"nonsense\r\n\r\n",
]


def run(path, fault, patience):
    """(exit status, standard error, replies) of a server under this fault."""
    server = subprocess.Popen([path, "head_ms=300", "write_ms=300"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=dict(os.environ, DAIS_FAULT=fault))
    said, sockets, replies = server.stdout.readline().split(), [], 0
    for request in REQUESTS if said else []:
        s = socket.socket()
        s.settimeout(patience)
        try:
            s.connect(("127.0.0.1", int(said[1])))
            s.sendall(request)
            replies += s.recv(1000).startswith(b"HTTP/1.1 ")
        except OSError:
            pass
        sockets.append(s)
    for s in sockets:
        s.close()
    server.stdin.close()
    try:
        status = server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        status = "stuck"
    return status, server.stderr.read().decode(errors="replace"), replies


def main():
    count = failures = 0
    plans = [f"{kind} {n}" for kind in ("read", "write", "open") for n in range(1, 11)]
    plans += [f"{kind} {n} persist" for kind in ("read", "write", "open") for n in (1, 4)]
    for plan in plans + ["read 1000"]:  # the last one is never reached
        status, said, replies = run(sys.argv[1], plan, 10 if plan == "read 1000" else 0.1)
        refused = plan.startswith("open 1") and status == 1 and said.startswith("demo-server: Cannot listen")
        good = (status == 0 or refused) and "Sanitizer" not in said and "promise" not in said
        if plan == "read 1000":
            good = good and replies == len(REQUESTS)
        count += 1
        failures += not good
        print(f"{'' if good else 'not '}ok {count} - {plan}: {replies} replies", flush=True)
        if not good:
            print(f"# status {status}: {said[:300]!r}")
    print(f"1..{count}")
    return 1 if failures else 0


sys.exit(main())
