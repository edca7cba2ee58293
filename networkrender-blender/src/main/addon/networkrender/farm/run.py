# SPDX-License-Identifier: GPL-3.0-or-later
"""A job or a worker that goes on in a process of its own, from its start to its last word."""

from . import job as jobs, notes as noted, offer as offers, places, process


class JobRun:
    """A job that this Blender started, or that it found going on."""

    def __init__(self, command, clock, notes, note=None, attached=False, start=process.Process):
        self.job = jobs.Job(clock)
        self.attached = attached
        self.code = None
        self._note = dict(note or {})
        self._notes = notes
        self._noted = self._note.get("job", "") if attached else ""
        self._seen = -1
        self._process = start(command, self.job.apply)

    @property
    def note(self):
        """What belongs to the job and outlives this Blender: scene, copy, still, stop."""
        return self._note

    def poll(self):
        """Looks after it; True when something changed. Does a bounded amount of work."""
        changed = self._seen != self.job.revision
        self._seen = self.job.revision
        if self.code is not None:
            return changed
        if self.job.identity and not self._noted and self.job.phase != jobs.ENDED:
            self._noted = self.job.identity
            self._note["job"] = self._noted
            self._notes.write(self._noted, self._note)
        code = self._process.code()
        if code is None:
            return changed
        self.code = code
        self._seen = self.job.revision
        self._forget()
        return True

    def _forget(self):
        if self._noted:
            self._notes.remove(self._noted)
        places.remove_copy(self._note.get("copy", ""))

    def is_over(self):
        return self.code is not None

    def was_gone(self):
        """Whether it was to be found again, and is not there any more."""
        return self.attached and self.code is not None and self.job.revision == 0

    def error(self):
        return self._process.error()

    def skipped(self):
        return self._process.skipped

    def send(self, command, **more):
        return self._process.send({"command": command, **more})

    def answer(self, question, choice):
        return self.send("answer", question=question, answer=choice)

    def leave(self):
        """Blender closes, or the add-on goes: the job goes on or stops as was chosen when it began."""
        if self.code is not None:
            return
        if self._note.get("stop"):
            self.send("cancel")
        if self.attached:
            self._process.end()
        else:
            self._process.let_go()

    def abandon(self):
        """Shows it no more, and leaves it alone."""
        if self.attached:
            self._process.end()


class WorkerRun:
    """This computer's own worker."""

    def __init__(self, command, notes, keeps, attached=False, start=process.Process):
        self.offer = offers.Offer()
        self.keeps = keeps
        self.attached = attached
        self.code = None
        self._notes = notes
        self._seen = -1
        self._process = start(command, self.offer.apply)
        if keeps:
            notes.write(noted.WORKER, {"keeps": True})

    def poll(self):
        changed = self._seen != self.offer.revision
        self._seen = self.offer.revision
        if self.code is not None:
            return changed
        code = self._process.code()
        if code is None:
            return changed
        self.code = code
        self._notes.remove(noted.WORKER)
        return True

    def is_over(self):
        return self.code is not None

    def was_gone(self):
        return self.attached and self.code is not None and self.offer.revision == 0

    def error(self):
        """Why it ended, in one sentence; empty where it ended as it was asked to."""
        if self.offer.error:
            return ". ".join(part for part in (self.offer.error, self.offer.advice) if part)
        asked = self.offer.phase in (offers.STOPPING, offers.ENDED)
        return "" if self.code in (None, 0) or asked else self._process.error()

    def send(self, command, **more):
        return self._process.send({"command": command, **more})

    def leave(self):
        if self.code is not None:
            return
        if not self.keeps:
            self.send("stop", now=True)
        if self.attached:
            self._process.end()
        else:
            self._process.let_go()
