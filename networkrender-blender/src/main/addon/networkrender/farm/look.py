# SPDX-License-Identifier: GPL-3.0-or-later
"""A look into the scene in a process of its own, and the copy of the scene that it looks into."""

from . import inspection, places, process, run


class LookRun:
    """Goes on until it has answered, or is ended. The copy goes with it; a note tells the next Blender of that."""

    def __init__(self, command, copy, clock, notes, start=process.Answer):
        self._copy = copy
        self._notes = notes
        self._answer = start(command, 600.0, clock, inspection.read)
        self._note = run.LOOK + str(self._answer.number)
        if copy:
            notes.write(self._note, {"copy": copy, "process": self._answer.number})

    def poll(self):
        """The answer, or None while there is none."""
        if self._answer.code() is None:
            return None
        self._forget()
        return self._answer

    def end(self):
        """What it would say is not wanted any more."""
        self._answer.end()
        self._forget()

    def _forget(self):
        places.remove_copy(self._copy)
        if self._copy:
            self._notes.remove(self._note)
