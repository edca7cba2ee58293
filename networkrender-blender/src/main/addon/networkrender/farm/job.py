# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of a job. The thread that reads its events writes here; the panel reads, and never waits long.

All of it is bounded, and what follows quickly upon each other is conflated here: the panel gets the state
as it is when it asks, whether one event came since or a million.
"""

import collections
import threading

from . import fields, places
from .finding import Finding
from .member import Member

STARTING, PLANNING, RUNNING, PAUSED, ENDED = "starting", "planning", "running", "paused", "ended"
MOST_MEMBERS = 5000
MOST_MESSAGES = 30
MOST_PICTURES = 4


class Job:
    """The state of one job, by its events."""

    def __init__(self, clock):
        self._clock = clock
        self._lock = threading.Lock()
        self.revision = 0
        self._reset()

    def _reset(self):
        self.identity = ""
        self.scene = ""
        self.phase = STARTING
        self.totals = {}
        self.plan = {}
        self.members = collections.OrderedDict()
        self.questions = []
        self.messages = collections.deque(maxlen=MOST_MESSAGES)
        self.pictures = collections.deque(maxlen=MOST_PICTURES)
        self.preview = ""
        self.waiting = ""
        self.ending = None
        self.refused = ""
        self.heard = self._clock()

    def locked(self):
        """For whoever reads several things that belong together."""
        return self._lock

    def apply(self, event):
        """Takes an event. What it does not know it passes over."""
        handle = HANDLERS.get(event.get("event"))
        with self._lock:
            self.heard = self._clock()
            if fields.text(event, "job") not in ("", "none"):
                self.identity = fields.text(event, "job")
            if handle is not None:
                handle(self, event)
                self.revision += 1

    def member(self, event):
        worker = fields.child(event, "worker")
        place = fields.text(worker, "place") or fields.text(worker, "name")
        found = self.members.get(place)
        if found is None:
            found = Member(place, fields.text(worker, "name") or place)
            if len(self.members) < MOST_MEMBERS:
                self.members[place] = found
        return found

    def still_to_show(self):
        """The file that shows a still best: its picture, also where that was there before; until then the preview."""
        if self.pictures:
            return self.pictures[-1][1]
        return places.still(self.plan) if self.phase == ENDED else self.preview

    def tell(self, level, text, about=None):
        if text:
            self.messages.append(Finding(level, text, about))


def snapshot(job, event):
    state = fields.child(event, "state")
    identity, revision = job.identity, job.revision
    job._reset()
    job.identity, job.revision = identity, revision
    job.scene = fields.path(state, "scene")
    job.phase = fields.text(state, "phase") or STARTING
    job.plan = fields.child(state, "plan")
    job.preview = places.preview(job.plan)
    job.totals = fields.child(state, "totals")
    job.questions = fields.children(state, "questions")
    job.waiting = fields.text(fields.child(state, "waiting"), "text")
    for each in fields.children(state, "warnings"):
        warning(job, each)
    for failure in fields.children(state, "failures"):
        failed_frames(job, failure)
    for each in fields.children(state, "workers"):
        job.member(each).restore(each)
    if fields.child(state, "ending"):
        job.ending = fields.child(state, "ending")


def planning(job, event):
    job.phase = PLANNING
    job.scene = fields.path(event, "scene") or job.scene


def planned(job, event):
    job.plan = fields.child(event, "plan")
    job.preview = places.preview(job.plan)
    if job.phase != PAUSED:
        job.phase = RUNNING


def progress(job, event):
    job.totals = fields.child(event, "totals")
    if job.phase in (STARTING, PLANNING):
        job.phase = RUNNING


def frame_finished(job, event):
    pictures = fields.paths(event, "pictures")
    if pictures:
        job.pictures.append((fields.whole(event, "frame"), pictures[0]))
    contributors = fields.children(event, "contributors")
    if contributors:
        job.member(contributors[0]).frames += 1
    job.waiting = ""


def preview(job, event):
    job.preview = fields.path(event, "file")


def warning(job, event):
    # What becomes of a worker its own line says.
    level = "note" if fields.text(event, "code") == "worker" else "warning"
    job.tell(level, fields.text(event, "text"), fields.child(event, "about"))


def failed_frames(job, event):
    job.tell("failure", "frame %s: %s" % (fields.text(event, "frames"), fields.text(event, "cause")))


def asked(job, event):
    question = fields.child(event, "question")
    if fields.text(question, "id"):
        job.questions = [each for each in job.questions if each.get("id") != question["id"]] + [question]


def answered(job, event):
    job.questions = [each for each in job.questions if each.get("id") != event.get("question")]


def paused(job, event):
    job.phase = PAUSED


def resumed(job, event):
    job.phase = RUNNING


def waiting(job, event):
    job.waiting = fields.text(event, "text")


def task(job, event):
    attempt = fields.child(event, "attempt")
    job.member(attempt).work(event, attempt)
    job.waiting = ""


def worker(job, event):
    job.member(event).hear(event)


def ended(job, event):
    job.ending = fields.child(event, "ending")
    job.phase = ENDED
    job.questions = []
    job.waiting = ""
    for member in job.members.values():
        member.running.clear()


def refused(job, event):
    job.refused = fields.text(event, "text")


HANDLERS = {
    "snapshot": snapshot,
    "planning": planning,
    "planned": planned,
    "jobProgress": progress,
    "frameFinished": frame_finished,
    "framesFailed": failed_frames,
    "previewWritten": preview,
    "warning": warning,
    "note": lambda job, event: job.tell("note", fields.text(event, "text")),
    "asked": asked,
    "answered": answered,
    "paused": paused,
    "resumed": resumed,
    "waiting": waiting,
    "ended": ended,
    "commandRefused": refused,
}
HANDLERS.update(dict.fromkeys(Member.WORKER_EVENTS, worker))
HANDLERS.update(dict.fromkeys(Member.TASK_EVENTS, task))
