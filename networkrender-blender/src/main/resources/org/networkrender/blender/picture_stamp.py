"""Lets stamps and metadata tell of the client's machine, whichever machine renders.

Blender burns in, and writes into each picture, the path of the open file and the name of the host. The
first is changed where Blender keeps it, while a frame is rendered and nothing is evaluated: simulations
look there for their caches. The second becomes a note, which Blender draws at the same place.
"""

import ctypes
import socket

import bpy

# Blender's struct Main begins with two pointers, then comes the path.
OFFSET = 2 * ctypes.sizeof(ctypes.c_void_p)
MOST_PATH = 1024
MOST_NOTE = 768


class PictureStamp:
    """Use it with `with` while a frame is rendered."""

    def __init__(self, path, host):
        self.here = bpy.data.filepath
        self.path = path or self.here
        self.handlers = [
            (bpy.app.handlers.render_pre, self.show),
            (bpy.app.handlers.frame_change_pre, self.hide),
            (bpy.app.handlers.frame_change_post, self.show),
        ]
        if self.path != self.here and not may_show(self.path):
            self.path = self.here
            leave_path_out()
        if host not in ("", socket.gethostname()):
            for scene in bpy.data.scenes:
                note_host(scene.render, host)

    def __enter__(self):
        if self.path != self.here:
            for handlers, function in self.handlers:
                handlers.append(function)
        return self

    def __exit__(self, *error):
        if self.path != self.here:
            for handlers, function in self.handlers:
                handlers.remove(function)
            self.hide()

    def show(self, *_):
        write(self.path)

    def hide(self, *_):
        write(self.here)


def leave_path_out():
    """Where the path cannot be shown, none is: but a burnt-in stamp would be another one."""
    render = bpy.context.scene.render
    if render.use_stamp and render.use_stamp_filename:
        raise RuntimeError("the stamp in the picture cannot show the path of the scene here")
    for scene in bpy.data.scenes:
        scene.render.use_stamp_filename = False


def note_host(render, host):
    if not render.use_stamp_hostname:
        return
    line = "Hostname " + host if render.use_stamp_labels else host
    note = "\n" + render.stamp_note_text if render.use_stamp_note else ""
    render.use_stamp_hostname = False
    render.use_stamp_note = True
    render.stamp_note_text = (line + note)[: MOST_NOTE - 1]


def may_show(path):
    """Whether the path can be changed, and nothing else depends on it."""
    if len(encoded(path)) >= MOST_PATH or not is_known():
        return False
    bpy.ops.file.make_paths_absolute()
    texts = bpy.utils.blend_paths(absolute=False, packed=False, local=True)
    return not any(text.startswith("//") for text in texts)


def encoded(path):
    return path.encode("utf-8", "surrogateescape")


def address():
    return bpy.data.as_pointer() + OFFSET


def is_known():
    """Whether this Blender has its path at this place."""
    text = encoded(bpy.data.filepath) + b"\0"
    return len(text) <= MOST_PATH and ctypes.string_at(address(), len(text)) == text


def write(path):
    if not is_known():
        raise RuntimeError("Blender has moved the path of its file")
    text = encoded(path) + b"\0"
    ctypes.memmove(address(), text, len(text))
