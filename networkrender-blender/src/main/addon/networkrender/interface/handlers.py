# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens when another file is opened, and when something is undone."""

import bpy
from bpy.app.handlers import persistent

from . import results, session


@persistent
def file_opened(*_):
    state = session.current
    if state is None:
        return
    state.stop_looking()
    state.trouble = ""
    run = state.run
    same = run is not None and session.is_of_open_file(run)
    results.forget(other_file=not same)
    if state.is_rendering() and not same and run.stops_with_blender():
        run.send("cancel")


@persistent
def undoing(*_):
    results.undoing()


@persistent
def undone(*_):
    if session.current is not None and results.undone():
        session.wake()


def handled():
    every = bpy.app.handlers
    return (
        (every.load_post, file_opened),
        (every.undo_pre, undoing),
        (every.redo_pre, undoing),
        (every.undo_post, undone),
        (every.redo_post, undone),
    )


def register():
    for handlers, handler in handled():
        handlers.append(handler)


def unregister():
    for handlers, handler in handled():
        handlers.remove(handler)
