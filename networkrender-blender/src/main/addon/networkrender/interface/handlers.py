# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens when another file is opened."""

import bpy
from bpy.app.handlers import persistent

from . import preferences, results, session


@persistent
def file_opened(*_):
    state = session.current
    if state is None:
        return
    state.look = None
    results.forget()
    chosen = preferences.current()
    if not state.is_rendering() or chosen is None or chosen.on_close != "STOP":
        return
    if bpy.data.filepath != state.run.note.get("scene", ""):
        state.run.send("cancel")


def register():
    bpy.app.handlers.load_post.append(file_opened)


def unregister():
    bpy.app.handlers.load_post.remove(file_opened)
