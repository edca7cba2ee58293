# SPDX-License-Identifier: GPL-3.0-or-later
"""What this Blender knows of the program, its job and its worker, and the timer that looks after them.

The timer runs only while something goes on. Each tick does a bounded amount of work: the threads that read
the program conflate what came meanwhile.
"""

import os
import sys
import time
import traceback

import bpy

from ..farm import commands, notes, program, run
from . import preferences, redraw, results

TICK, SOON, PAUSE = 0.25, 0.05, 2.0


class Session:
    """The state of the add-on; one for each Blender."""

    def __init__(self, version):
        self.program = program.Program(version, time.monotonic)
        self.notes = notes.Notes(notes_folder())
        self.run = None
        self.worker = None
        self.finding = None
        self.found = None
        self.looking = None
        self.look = None
        self.trouble = ""
        self.later = None
        self.passed = set()
        self.draw_again = False

        # Whether a defect was told in the terminal already.
        self.failed = False

    def is_rendering(self):
        return self.run is not None and not self.run.is_over()

    def is_in_the_way(self):
        """Whether a job goes on beside which no other is begun here. One of another file makes room."""
        return self.is_rendering() and not results.is_of_other_file()

    def make_room(self):
        """The job of another file goes on, and is shown here no more."""
        if self.is_rendering():
            self.run.leave()
            self.passed.add(self.run.name)

    def is_offering(self):
        return self.worker is not None and not self.worker.is_over()

    def stop_looking(self):
        """What was found, or would be, is not about the scene that is open."""
        self.look = None
        if self.looking is not None:
            self.looking.end()
            self.looking = None


current = None


def notes_folder():
    """A folder that goes with the add-on when that is removed."""
    if bpy.app.version >= (4, 2, 0) and preferences.ADD_ON.startswith("bl_ext."):
        return os.path.join(bpy.utils.extension_path_user(preferences.ADD_ON), "jobs")
    return os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "jobs")


def begin(version):
    global current
    current = Session(version)
    if not bpy.app.background:
        # Preferences and files are not there yet while Blender starts.
        bpy.app.timers.register(first_look, first_interval=0.1, persistent=True)
    elif "--command" in sys.argv:
        # Installed from a terminal: nobody else will know from where.
        keep_origin(named_in_command())


def end():
    """The add-on goes, or Blender does."""
    global current
    for timer in (first_look, tick):
        if bpy.app.timers.is_registered(timer):
            bpy.app.timers.unregister(timer)
    session, current = current, None
    for each in (session.run, session.worker):
        if each is not None:
            each.leave()
    session.program.stop()
    session.stop_looking()
    if session.finding is not None:
        session.finding.end()


def first_look():
    look_for_program()


def look_for_program():
    if current is None:
        return
    chosen = preferences.current()
    origin = installed_from()
    beside = [os.path.dirname(os.path.abspath(__file__)), origin]
    if keep_origin(origin):
        # To name it has it looked at.
        return
    current.program.look(program.find(chosen.program if chosen else "", beside))
    wake()


def keep_origin(origin):
    """Names the program in the preferences, where the add-on came with it: only now it is known from where it came."""
    chosen = preferences.current()
    if not origin or chosen is None or chosen.program:
        return False
    found = program.find("", [os.path.dirname(os.path.abspath(__file__)), origin])
    if not program.is_above(found, origin):
        return False
    bpy.context.preferences.is_dirty = True
    chosen.program = found
    return True


def named_in_command():
    """The ZIP file of the command that this Blender carries out."""
    files = [each for each in sys.argv if each.endswith(".zip") and os.path.isfile(each)]
    return os.path.abspath(files[-1]) if files else ""


def installed_from():
    """The ZIP file that the add-on was just installed from: the program is often beside it."""
    manager = bpy.context.window_manager
    for name in ("preferences.addon_install", "extensions.package_install_files"):
        try:
            last = manager.operator_properties_last(name)
        except (TypeError, ValueError, RuntimeError):
            # This Blender has no such operator.
            continue
        path = getattr(last, "filepath", "") or getattr(last, "directory", "")
        if path:
            return os.path.join(path, "") if os.path.isdir(path) else path
    return ""


def wake():
    """Has the timer run, as long as something goes on."""
    if not bpy.app.timers.is_registered(tick):
        bpy.app.timers.register(tick, first_interval=SOON, persistent=True)


def draw_again():
    """After Blender itself has drawn what an operator has changed."""
    current.draw_again = True
    wake()


def tick():
    """Blender takes a timer away that fails: a job would stand still on the screen, and its questions be lost."""
    if current is None:
        return None
    try:
        return step()
    except Exception:  # noqa: BLE001 - whatever it is, the timer goes on
        if not current.failed:
            current.failed = True
            traceback.print_exc()
        return PAUSE if is_busy(current) else None


def step():
    if current.draw_again:
        # Blender puts panels below one that has grown or shrunk where they belong when they are drawn once more.
        current.draw_again = False
        redraw.all_shown()
        return TICK - SOON
    current.draw_again = poll(current)
    if current.draw_again:
        redraw.all_shown()
    results.follow(current.run, time.monotonic())
    if current.draw_again:
        return SOON
    return TICK if is_busy(current) else None


def is_busy(session):
    return (
        session.program.state == program.CHECKING
        or session.is_rendering()
        or session.is_offering()
        or session.finding is not None
        or session.looking is not None
        or session.later is not None
        or results.is_waiting(session.run)
    )


def poll(session):
    """Takes what came since the last tick; True when something is to be shown anew."""
    changed = False
    if session.program.poll():
        changed = True
        if session.program.state == program.READY:
            reattach(session)
    if session.run is not None:
        went_on = session.is_rendering()
        changed |= session.run.poll()
        if went_on and not session.is_rendering():
            # It was said of a job that was in the way.
            session.trouble = ""
        if session.run.was_gone():
            # There may be another one that goes on.
            session.run = None
            reattach(session)
    if session.worker is not None:
        changed |= session.worker.poll()
        if session.worker.was_gone():
            session.worker = None
    if session.finding is not None:
        changed |= poll_finding(session)
    if session.looking is not None:
        changed |= poll_looking(session)
    if session.later is not None and session.program.state != program.CHECKING:
        later, session.later = session.later, None
        later()
        changed = True
    return changed


def poll_finding(session):
    if session.finding.code() is None:
        return False
    answer, session.finding = session.finding, None
    session.found = answer.told
    if session.found is None:
        session.trouble = answer.error()
    return True


def poll_looking(session):
    answer = session.looking.poll()
    if answer is None:
        return False
    session.looking = None
    session.look = answer.told
    if session.look is None:
        session.trouble = answer.error()
    return True


def reattach(session):
    """Finds what went on while no Blender was here, or another one."""
    if session.worker is None and notes.WORKER in session.notes.read():
        command = commands.attach_worker(session.program.path)
        session.worker = run.WorkerRun(command, session.notes, True, attached=True)
    for name, note in run.going_on(session.notes).items():
        if session.run is None and name not in session.passed:
            session.passed.add(name)
            attach_job(session, name, note)
    wake()


def attach_job(session, name, note):
    command = commands.attach(session.program.path, "" if run.is_begun(name) else name)
    session.run = run.JobRun(command, time.monotonic, session.notes, note, name)
    results.forget(other_file=not is_of_open_file(session.run))


def is_of_open_file(job):
    """Whether a job is that of the scene that is open; of one without a file that is not known later."""
    return bool(bpy.data.filepath) and bpy.data.filepath == job.note.get("scene")
