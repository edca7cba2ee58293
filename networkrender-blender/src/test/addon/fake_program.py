"""Stands in for the program: prints what it is told to, and obeys commands. Its first argument is what to be."""

import json
import os
import signal
import sys
import time


def tell(event, **fields):
    print(json.dumps({"v": 1, "event": event, "job": "a1b2c3", "sequence": 1, **fields}), flush=True)


def snapshot():
    tell("snapshot", lost=0, state={"phase": "running", "workers": [], "questions": [], "warnings": []})


def until_command(wanted):
    return any(json.loads(line)["command"] == wanted for line in sys.stdin)


def job():
    snapshot()
    stopped = until_command("cancel")
    tell("ended", ending={"outcome": "cancelled" if stopped else "complete", "elapsed": 1})


def killed():
    snapshot()
    os.kill(os.getpid(), signal.SIGKILL)


def garbage():
    snapshot()
    sys.stdout.flush()
    sys.stdout.buffer.write(b'\xff\xfe\x00 no JSON\n[1,2]\n{"event":7}\n' + b"[" * 100000 + b"\n")
    sys.stdout.buffer.write(b'{"event":"note","te')
    sys.stdout.buffer.flush()
    time.sleep(0.05)
    sys.stdout.buffer.write(b'xt":"whole again"}\n{"event":"note","text":"half')
    sys.stdout.buffer.flush()


def no_java():
    print("networkrender: This machine has no Java; networkrender needs Java 17 or newer.", file=sys.stderr)
    print("Install it, for example: sudo apt install openjdk-17-jre-headless", file=sys.stderr)
    sys.exit(3)


def version():
    print("networkrender 0.1.0-SNAPSHOT")


def older():
    print("networkrender 0.0.7")


def silent():
    until_command("never")


def polite():
    signal.signal(signal.SIGTERM, lambda *_: (print("cleared away"), sys.exit(3)))
    print("ready", file=sys.stderr, flush=True)
    while True:
        time.sleep(60)


def stubborn():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    print("ready", file=sys.stderr, flush=True)
    while True:
        time.sleep(60)


def flood():
    snapshot()
    for number in range(20000):
        tell("taskProgress", attempt={"number": number % 7, "worker": {"place": "p", "name": "attic"}}, fraction=0.5)
    tell("ended", ending={"outcome": "complete"})


def gone():
    print("networkrender: No job of yours runs on this machine.", file=sys.stderr)
    sys.exit(2)


globals()[sys.argv[1]]()
