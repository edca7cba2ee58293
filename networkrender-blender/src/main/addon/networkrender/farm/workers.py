# SPDX-License-Identifier: GPL-3.0-or-later
"""Who can be reached: what `networkrender workers --json` printed."""

import json

from . import fields, words

MOST_LINES = 10
MOST_READ = 2000
ORDER = ("reachable", "heard", "unreachable", "gone")


class Found:
    """A worker that was found."""

    def __init__(self, record):
        self.name = fields.text(fields.child(record, "worker"), "name")
        self.place = fields.text(fields.child(record, "worker"), "place")
        self.status = fields.text(record, "status")
        self.why = fields.text(record, "text")
        self.slots = fields.whole(record, "slots")
        self.busy = fields.truth(record, "busy")
        self.renderers = [renderer(each) for each in fields.children(record, "renderers")[:8]]

    def is_usable(self):
        return self.status == "reachable" and bool(self.renderers)

    def line(self, say=words.same):
        """What it offers, or why it cannot be used."""
        if self.status == "heard":
            return say("is asked")
        if self.status != "reachable":
            return say("cannot be used: {why}").format(why=self.why or say("no reason given"))
        if not self.renderers:
            return say("cannot be used: {why}").format(why=self.why or say("it has no renderer"))
        text = "; ".join(self.renderers[:2])
        return text + (say(" (busy)") if self.busy else "")


def renderer(record):
    name = fields.text(record, "name") or " ".join(
        (fields.text(record, "backend").capitalize(), fields.text(record, "version"))
    )
    devices = fields.texts(record, "devices")
    return "%s, %s" % (name, "+".join(devices[:4])) if devices else name


def read(data):
    """Returns the workers of a line of JSON, usable ones first; None where it is no such line."""
    try:
        event = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(event, dict) or event.get("event") != "snapshot":
        return None
    records = fields.children(fields.child(event, "state"), "workers")[:MOST_READ]
    return sorted((Found(each) for each in records), key=rank)


def rank(found):
    status = ORDER.index(found.status) if found.status in ORDER else len(ORDER)
    return (not found.is_usable(), status, found.name, found.place)


def summary(found, say=words.same):
    """How many there are."""
    if not found:
        return say("No other computer offers to render: start a worker on one")
    usable = sum(each.is_usable() for each in found)
    if len(found) == 1:
        return say("1 worker, ready") if usable else say("1 worker, which cannot be used")
    return say("{count} workers, {usable} of them ready").format(count=len(found), usable=usable)
