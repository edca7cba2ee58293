# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens when another file is opened."""

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


def register():
    bpy.app.handlers.load_post.append(file_opened)


def unregister():
    bpy.app.handlers.load_post.remove(file_opened)
