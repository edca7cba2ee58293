"""Prints how a frame comes along where Blender keeps that for itself.

Since 5.0 what Blender prints stays in a buffer until the frame is done, and the module prints nothing.
"""

import ctypes
import os
import sys

import bpy


def start():
    if bpy.app.version >= (5, 0):
        bpy.app.handlers.render_stats.append(tell)


# It stays when a file is opened.
@bpy.app.handlers.persistent
def tell(text, _=None):
    """Blender gives what it prints after the number of the frame."""
    frame = bpy.context.scene.frame_current
    os.write(1, ("Fra: %d | %s\n" % (frame, text)).encode("utf-8", "replace"))


def flush():
    """What Blender itself has printed would else stay in its buffer until there is more of it."""
    library = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
    library.fflush(None)
