"""Stands in for the program. Arguments: what it is to be, a file for the commands that it gets, and the real ones."""

import json
import os
import signal
import sys
import threading
import time

KIND, NOTED, *ARGUMENTS = sys.argv[1:]
WORKERS = 500
lock = threading.Lock()


def tell(event, **fields):
    with lock:
        print(json.dumps({"v": 1, "event": event, "job": "a1b2c3", "sequence": 1, **fields}), flush=True)


def worker(number):
    return {"place": "10.0.%d.%d:8080" % (number // 250, number % 250), "name": "workstation-%03d" % number}


def found():
    """All of them, with what keeps some of them from rendering."""
    known = []
    for number in range(WORKERS):
        each = {"worker": worker(number), "status": "reachable", "slots": 1, "busy": number % 3 == 0}
        each["renderers"] = [{"backend": "blender", "version": "4.2.1", "devices": ["CPU", "OPTIX"]}]
        if number % 5 == 4:
            each = {"worker": worker(number), "status": "unreachable", "text": "its port does not answer: a firewall?"}
        known.append(each)
    tell("snapshot", lost=0, state={"workers": known})


def look():
    picture = "/somewhere/that/is/not/there/textures/wood_oak_varnished_large_%d.png"
    warning = "The simulation of %d is not baked, and what it looks like depends on who renders it"
    record = {"frames": "1-250", "width": 3840, "height": 2160, "files": [{"path": "/a", "bytes": 123456789}]}
    record.update(missing=[picture % n for n in range(5)], lacks=[], warnings=[warning % n for n in range(60)])
    print(json.dumps(record))


def question(name, text, *choices):
    told = [{"id": each.split(" ")[0], "text": each} for each in choices]
    return {"id": name, "text": text, "choices": told, "atMost": 600, "otherwise": told[-1]["id"]}


def flood():
    """As 500 workers tell that they go on."""
    number = 0
    while True:
        number += 1
        one = number % WORKERS
        attempt = {"number": one, "task": "frame %d" % one, "worker": worker(one)}
        tell("taskProgress", attempt=attempt, fraction=(number % 100) / 100)
        tell("jobProgress", totals={"done": number // 5000, "total": 250, "fraction": 0.3, "remaining": 4000})
        time.sleep(0.001)


def render():
    tell("snapshot", lost=0, state={"phase": "planning", "scene": "/film/shot.blend"})
    tell("planned", plan={"output": "/film", "frames": "1-250"})
    for number in range(WORKERS):
        tell("workerFound", worker=worker(number), local=False)
        tell("workerJoined", worker=worker(number), slots=1)
        tell("taskStarted", attempt={"number": number, "task": "frame %d" % number, "worker": worker(number)})
    for number in range(40):
        tell("warning", text="Something that a person should know is said here, for the %d. time" % number)
    text = "12 pictures are there already that were made from an older version of the scene, in /film/pictures"
    choices = ("keep them as they are", "overwrite them", "stop and render nothing")
    tell("asked", question=question("pictures", text, *choices))
    tell("asked", question=question("files", "May /home/me/secret.txt leave this computer?", "yes, send it", "no"))
    threading.Thread(target=flood, daemon=True).start()
    for line in sys.stdin:
        command = json.loads(line)
        with open(NOTED, "a") as stream:
            stream.write(line)
        if command["command"] == "answer":
            tell("answered", question=command["question"], answer=command["answer"])
        elif command["command"] == "pause":
            picture = os.path.join(os.path.dirname(NOTED), "picture.png")
            tell("frameFinished", frame=1, pictures=[picture], contributors=[{"worker": worker(1)}])
        elif command["command"] == "cancel":
            os.kill(os.getpid(), signal.SIGKILL)


def garbage():
    tell("snapshot", lost=0, state={"phase": "running", "workers": 7, "questions": [7], "totals": []})
    sys.stdout.buffer.write(b"\xff\xfe\x00 no JSON\n[1,2]\n{}\n" + b"[" * 100000 + b"\n" + b'{"event":"note","te')
    sys.stdout.buffer.flush()
    print("Traceback (most recent call last):\n  File x\nValueError: all is lost", file=sys.stderr)
    sys.exit(1)


def no_java():
    print("networkrender: This machine has no Java; networkrender needs Java 17 or newer.", file=sys.stderr)
    sys.exit(3)


def main():
    command = ARGUMENTS[0]
    if KIND == "no-java":
        no_java()
    elif command == "--version":
        told = {"older": b"networkrender 0.0.7\n", "nonsense": b"\xff\xfe\x00nonsense\n"}
        sys.stdout.buffer.write(told.get(KIND, b"networkrender 0.1.0\n"))
    elif command == "workers":
        found()
    elif command == "inspect":
        look()
    elif command == "render":
        garbage() if KIND == "garbage" else render()
    else:
        sys.exit(2)


main()
