"""Commands of this machine that call the writer and say nothing: a worker finds its place all the same.

usage: callers.py DAIS     prints the Test Anything Protocol; standard library only
"""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

SILENT = 300
count = failures = 0


def ok(passed, what, detail=""):
    global count, failures
    count += 1
    failures += not passed
    print(f"{'' if passed else 'not '}ok {count} - {what}", flush=True)
    if not passed and detail:
        print(f"# {detail}", flush=True)


def workers(parent):
    """The process ids of the server's workers."""
    with open(f"/proc/{parent}/task/{parent}/children") as f:
        children = [int(pid) for pid in f.read().split()]
    return [pid for pid in children if open(f"/proc/{pid}/comm").read().strip() == "dais-web"]


def healthy(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def in_time(holds, seconds):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def main(dais):
    where = tempfile.mkdtemp(prefix="dais-callers-")
    data = os.path.join(where, "data")
    subprocess.run([dais, "init", "--name", "Test", "--origin", "callers.test/log", "--data", data],
                   check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([dais, "serve", "--data", data], stdout=subprocess.PIPE, text=True,
                              env={**os.environ, "PORT": "0"})
    silent = []
    try:
        port = re.search(r"127\.0\.0\.1:(\d+)/", server.stdout.readline()).group(1)
        ok(in_time(lambda: healthy(port), 10), "the server answers")
        for _ in range(SILENT):
            s = socket.socket(socket.AF_UNIX)
            s.connect(os.path.join(data, "writer.sock"))
            silent.append(s)
        time.sleep(0.5)
        closed = 0
        for s in silent:
            s.setblocking(False)
            try:
                closed += s.recv(1) == b""
            except BlockingIOError:
                pass
        ok(0 < closed < SILENT, "of those who say nothing the writer keeps some and turns others away",
           f"{closed} of {SILENT} were closed")
        before = workers(server.pid)
        for pid in before:
            os.kill(pid, signal.SIGKILL)

        def anew():
            for _ in range(20):  # whatever place the dead have left is called for at once
                s = socket.socket(socket.AF_UNIX)
                s.connect(os.path.join(data, "writer.sock"))
                silent.append(s)
            return len(set(workers(server.pid)) - set(before)) == len(before)
        ok(in_time(anew, 20),
           "workers that died are started anew")
        ok(in_time(lambda: all(healthy(port) for _ in range(10)), 10),
           "and each of them has its channel to the writer")
    finally:
        for s in silent:
            s.close()
        server.terminate()
        server.wait(20)
        shutil.rmtree(where)
    print(f"1..{count}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
