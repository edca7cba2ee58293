# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of this computer's own worker, by its events."""

import collections
import threading

from . import fields, words

STARTING, RUNNING, STOPPING, ENDED = "starting", "running", "stopping", "ended"
MOST_TASKS = 64
MOST_CLIENTS = 256


class Offer:
    """The state of the worker. One thread writes, another reads."""

    def __init__(self):
        self._lock = threading.Lock()
        self.revision = 0
        self._reset()

    def _reset(self):
        self.phase = STARTING
        self.offer = {}
        self.pauses = []
        self.clients = {}
        self.tasks = {}
        self.rendered = 0
        self.failed = 0
        self.messages = collections.deque(maxlen=10)
        self.error = ""
        self.advice = ""
        self.refused = ""

    def locked(self):
        return self._lock

    def apply(self, event):
        handle = HANDLERS.get(event.get("event"))
        if handle is None:
            return
        with self._lock:
            handle(self, event)
            self.revision += 1

    def is_asked_to_pause(self):
        return any(fields.text(each, "reason") == "asked" for each in self.pauses)


def snapshot(offer, event):
    state = fields.child(event, "state")
    offer._reset()
    offer.phase = fields.text(state, "phase") or STARTING
    offer.offer = fields.child(state, "offer")
    offer.pauses = fields.children(state, "pauses")
    for client in fields.children(state, "clients")[:MOST_CLIENTS]:
        joined(offer, {"client": client})
    for each in fields.children(state, "tasks")[:MOST_TASKS]:
        task(offer, each)
    totals = fields.child(state, "totals")
    offer.rendered, offer.failed = fields.whole(totals, "rendered"), fields.whole(totals, "failed")
    for each in fields.children(state, "warnings"):
        offer.messages.append(fields.text(each, "text"))


def started(offer, event):
    offer.phase = RUNNING
    offer.offer = fields.child(event, "offer")


def joined(offer, event):
    client = fields.child(event, "client")
    if len(offer.clients) < MOST_CLIENTS:
        offer.clients[fields.whole(client, "number")] = fields.text(client, "name")


def left(offer, event):
    offer.clients.pop(fields.whole(fields.child(event, "client"), "number"), None)


def task(offer, event):
    record = fields.child(event, "task")
    number = fields.whole(record, "number")
    if number in offer.tasks or len(offer.tasks) < MOST_TASKS:
        client = fields.text(fields.child(record, "client"), "name")
        offer.tasks[number] = (client, fields.text(record, "frames"), fields.number(event, "fraction"))


def task_ended(offer, event):
    offer.tasks.pop(fields.whole(fields.child(event, "task"), "number"), None)
    if fields.text(event, "outcome") == "rendered":
        offer.rendered += 1
    elif fields.text(event, "outcome") == "failed":
        offer.failed += 1
        offer.messages.append(fields.text(event, "text"))


def paused(offer, event):
    offer.pauses = fields.children(event, "pauses")


def resumed(offer, event):
    offer.pauses = []


def stopping(offer, event):
    offer.phase = STOPPING


def told(offer, event):
    offer.messages.append(fields.text(event, "text"))


def ended(offer, event):
    offer.phase = ENDED
    offer.tasks.clear()
    offer.error, offer.advice = fields.text(event, "error"), fields.text(event, "advice")


def refused(offer, event):
    offer.refused = fields.text(event, "text")


HANDLERS = {
    "snapshot": snapshot,
    "started": started,
    "clientJoined": joined,
    "clientLeft": left,
    "taskStarted": task,
    "taskProgress": task,
    "taskEnded": task_ended,
    "paused": paused,
    "resumed": resumed,
    "stopping": stopping,
    "warning": told,
    "ended": ended,
    "commandRefused": refused,
}


def status(offer, say=words.same):
    """What it does, for the header: a few words."""
    if offer.phase == STARTING:
        return say("Worker starts")
    if offer.phase == STOPPING:
        return say("Worker finishes its work")
    if offer.phase == ENDED:
        return say("Worker has ended")
    if offer.tasks:
        client, frames, fraction = list(offer.tasks.values())[-1]
        return say("Renders {frames} for {name}, {percent}").format(
            frames=frames, name=client, percent=words.percent(fraction)
        )
    if offer.pauses:
        return say("Worker pauses: {why}").format(why=fields.text(offer.pauses[0], "text"))
    return say("Worker ready")


def access(offer, say=words.same):
    """Who can use this computer, said plainly."""
    told_lines = fields.texts(offer.offer, "access")
    networks = fields.texts(offer.offer, "networks")
    lines = [say("Who can use it: {networks}").format(networks=", ".join(networks))] if networks else []
    if offer.offer and not networks:
        lines.append(say("Who can use it: this computer alone"))
    return lines + told_lines
