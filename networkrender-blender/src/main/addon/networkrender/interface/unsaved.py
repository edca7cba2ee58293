# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what is shown is something else than the file on the disk.

It was changed and not saved, or recovered from another file, or somebody has replaced the file since.

Where a window is there, Blender 3 forgets that something was changed once a copy was saved: it would quit without
a question, and the next job would be made from the file. Newer ones keep it.
"""

import os

import bpy
from bpy.app.handlers import persistent

unsaved = False
written = None

# The file when it was opened or saved; None where that is not known.
known = None


def is_there():
    return bpy.data.is_dirty or unsaved or is_replaced()


def is_replaced():
    return known is not None and known != state_of_file()


def state_of_file():
    """What another file at the place of the scene's own would differ in."""
    try:
        there = os.stat(bpy.data.filepath)
    except OSError:
        return bpy.data.filepath, None, None
    return bpy.data.filepath, there.st_ino, there.st_mtime_ns


@persistent
def before_save(*_):
    global unsaved, written
    unsaved = is_there()
    written = state_of_file()


@persistent
def after_save(*_):
    global unsaved, known
    if state_of_file() != written:
        unsaved = False
        known = state_of_file()
    elif unsaved:
        # What forgets it runs right after this.
        bpy.app.timers.register(know_again, first_interval=0.1)


@persistent
def opened(file=None, *_):
    """Newer Blenders tell which file they read: what is recovered comes from another one than the scene's."""
    global unsaved, known
    unsaved = bool(file and bpy.data.filepath) and not is_same(file, bpy.data.filepath)
    known = state_of_file()


def is_same(file, other):
    return os.path.normcase(os.path.abspath(file)) == os.path.normcase(os.path.abspath(other))


def know_again():
    """Has Blender know what it forgot; an undo step is what does that."""
    if unsaved and not bpy.data.is_dirty:
        say = bpy.app.translations.pgettext_iface
        bpy.ops.ed.undo_push(message=say("Save Copy"))


def register():
    bpy.app.handlers.save_pre.append(before_save)
    bpy.app.handlers.save_post.append(after_save)
    bpy.app.handlers.load_post.append(opened)


def unregister():
    bpy.app.handlers.save_pre.remove(before_save)
    bpy.app.handlers.save_post.remove(after_save)
    bpy.app.handlers.load_post.remove(opened)
    if bpy.app.timers.is_registered(know_again):
        bpy.app.timers.unregister(know_again)
