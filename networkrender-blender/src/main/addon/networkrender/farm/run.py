# SPDX-License-Identifier: GPL-3.0-or-later
"""A job or a worker that goes on in a process of its own, from its start to its last word."""

from . import fields, job as jobs, notes as noted, offer as offers, places, process

# What a note is called before the job has told its number, and that of a look into a scene.
BEGUN, LOOK = "begun-", "look-"
NO_SUCH_JOB, PROGRAM_GONE = 2, 3


def is_begun(name):
    return name.startswith(BEGUN)


def going_on(notes):
    """The notes of jobs that may go on, the newest first. What others have left is cleared away."""
    found = {}
    for name, note in notes.read().items():
        if name == noted.WORKER:
            continue
        program = fields.whole(note, "process")
        if program and not process.is_there(program):
            notes.remove(name)
            places.remove_copy(fields.path(note, "copy"))
        elif not name.startswith(LOOK):
            found[name] = note
    return found


class JobRun:
    """A job that this Blender started, or that it found going on: then `found` is what its note is called."""

    def __init__(self, command, clock, notes, note=None, found="", start=process.Process):
        self.job = jobs.Job(clock)
        self.attached = bool(found)
        self.code = None
        self._note = dict(note or {})
        self._notes = notes
        self._noted = found
        self._seen = -1
        self.process = start(command, self.job.apply)
        if not found:
            self._note["process"] = self.process.number
            self._write(BEGUN + str(self.process.number))

    @property
    def name(self):
        """What its note is called at present."""
        return self._noted

    @property
    def note(self):
        """What belongs to the job and outlives this Blender: scene, copy, still, stop, process."""
        return self._note

    def _write(self, name):
        self._notes.write(name, self._note)
        if self._noted not in ("", name):
            self._notes.remove(self._noted)
        self._noted = name

    def poll(self):
        """Looks after it; True when something changed. Does a bounded amount of work."""
        changed = self._seen != self.job.revision
        self._seen = self.job.revision
        if self.code is not None:
            return changed
        if is_begun(self._noted) and self.job.identity and self.job.phase != jobs.ENDED:
            self._write(self.job.identity)
        code = self.process.code()
        if code is None:
            return changed
        self.code = code
        self._seen = self.job.revision
        if self._has_ended():
            self._notes.remove(self._noted)
            places.remove_copy(fields.path(self._note, "copy"))
        return True

    def _has_ended(self):
        """Whether the job itself is over, not only what tells of it here."""
        if not self.attached or self.job.phase == jobs.ENDED or self.code == PROGRAM_GONE:
            return True
        # Without its number a job is found only where no other one runs.
        return self.code == NO_SUCH_JOB and not (
            is_begun(self._noted) and process.is_there(fields.whole(self._note, "process"))
        )

    def is_over(self):
        return self.code is not None

    def was_gone(self):
        """Whether it was to be found again, and is not there any more."""
        return self.attached and self.code is not None and self.job.revision == 0

    def error(self):
        return self.process.error()

    def skipped(self):
        return self.process.skipped

    def send(self, command, **more):
        return self.process.send({"command": command, **more})

    def answer(self, question, choice):
        return self.send("answer", question=question, answer=choice)

    def stops_with_blender(self):
        """As was chosen when it began. One that stops and was found is that of another Blender."""
        return not self.attached and fields.truth(self._note, "stop")

    def leave(self):
        """Blender closes, or the add-on goes: the job goes on or stops as was chosen when it began."""
        if self.code is not None:
            return
        if self.stops_with_blender():
            self.send("cancel")
        elif not self.attached:
            # Blender 3 has replaced the folder of the notes, where this is an update.
            self._write(self._noted)
        if self.attached:
            self.process.end()
        else:
            self.process.let_go()


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
        if not self.attached or self.offer.phase == offers.ENDED or code in (NO_SUCH_JOB, PROGRAM_GONE):
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
        if self.keeps:
            self._notes.write(noted.WORKER, {"keeps": True})
        else:
            self.send("stop", now=True)
        if self.attached:
            self._process.end()
        else:
            self._process.let_go()
