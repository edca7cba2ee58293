# SPDX-License-Identifier: GPL-3.0-or-later
"""One worker of a job, as a line in the panel shows it."""

from . import fields, words

MOST_RUNNING = 64
LIVE = ("ready", "receiving", "known")


class Member:
    """What a worker of a job does."""

    WORKER_EVENTS = {
        "workerFound": "known",
        "workerReceiving": "receiving",
        "workerJoined": "ready",
        "workerExcluded": "excluded",
        "workerResting": "resting",
        "workerLeft": "gone",
    }
    TASK_EVENTS = ("taskStarted", "taskProgress", "taskRendered", "taskAccepted", "taskFailed", "taskStopped")

    def __init__(self, place, name):
        self.place = place
        self.name = name
        self.local = False
        self.status = "known"
        self.note = ""
        self.slots = 0
        self.frames = 0
        self.bytes = 0
        self.total = 0
        self.running = {}

    def hear(self, event):
        """Takes what is told of the worker itself."""
        self.status = self.WORKER_EVENTS[event["event"]]
        self.note = fields.text(event, "text")
        if event["event"] == "workerFound":
            self.local = fields.truth(event, "local")
        elif event["event"] == "workerReceiving":
            self.bytes, self.total = fields.number(event, "bytes"), fields.number(event, "total")
        elif event["event"] == "workerJoined":
            self.slots = fields.whole(event, "slots")
        elif event["event"] in ("workerLeft", "workerExcluded"):
            self.running.clear()

    def work(self, event, attempt):
        """Takes what is told of one of its attempts."""
        number = fields.whole(attempt, "number")
        if event["event"] in ("taskStarted", "taskProgress"):
            if number in self.running or len(self.running) < MOST_RUNNING:
                self.running[number] = (fields.text(attempt, "task"), fields.number(event, "fraction"))
            if self.status in ("resting", "gone"):
                self.status, self.note = "ready", ""
        else:
            self.running.pop(number, None)
            if event["event"] == "taskFailed":
                self.note = fields.text(event, "cause")

    def restore(self, state):
        """Takes the worker's part of a snapshot."""
        self.local = fields.truth(state, "local")
        self.status = fields.text(state, "status")
        self.note = fields.text(state, "note")
        self.slots = fields.whole(state, "slots")
        self.frames = fields.whole(state, "frames")
        self.bytes, self.total = fields.number(state, "bytes"), fields.number(state, "bytesTotal")
        self.running = {}
        for each in fields.children(state, "running")[:MOST_RUNNING]:
            attempt = fields.child(each, "attempt")
            self.running[fields.whole(attempt, "number")] = (
                fields.text(attempt, "task"),
                fields.number(each, "fraction"),
            )

    def is_live(self):
        return self.status in LIVE

    def line(self, say=words.same):
        """What it does, in a few words."""
        if self.running:
            name, fraction = list(self.running.values())[-1]
            # Which part of the picture it is tells nobody anything.
            name, part, _ = name.partition(" tile ")
            name += say(", a tile") if part else ""
            more = len(self.running) - 1
            text = "%s, %s" % (name, words.percent(fraction)) if fraction else name
            return text + (say(", and {count} more").format(count=more) if more else "")
        if self.status == "receiving" and self.total:
            return say("gets the scene: {part} of {whole}").format(
                part=words.size(self.bytes), whole=words.size(self.total)
            )
        told = {
            "known": say("is asked"),
            "receiving": say("gets the scene"),
            "ready": say("ready"),
            "resting": say("rests: {why}"),
            "excluded": say("cannot be used: {why}"),
            "gone": say("is gone: {why}"),
        }.get(self.status, self.status)
        return told.format(why=self.note or say("no reason given"))
