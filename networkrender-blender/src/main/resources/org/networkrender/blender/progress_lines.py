"""Prints how a frame comes along where Blender itself does not: as a module, from 5.0 on."""

import os

import bpy


def start():
    # The handler comes to life for every file that is opened later.
    if getattr(bpy.app, "module", False) and bpy.app.version >= (5, 0):
        bpy.app.handlers.render_stats.append(tell)


@bpy.app.handlers.persistent
def tell(text, _=None):
    """Blender gives what it would have printed after the number of the frame."""
    frame = bpy.context.scene.frame_current
    os.write(1, ("Fra: %d | %s\n" % (frame, text)).encode("utf-8", "replace"))
