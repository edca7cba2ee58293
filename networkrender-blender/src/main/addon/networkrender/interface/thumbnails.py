# SPDX-License-Identifier: GPL-3.0-or-later
"""The last pictures of a job, small. Blender reads them in the background."""

import os

import bpy.utils.previews

_pictures = None


def icon(file):
    """The number of an icon that shows a picture; 0 where there is none."""
    global _pictures
    try:
        stamp = os.stat(file).st_mtime_ns
    except (OSError, ValueError):
        return 0
    if _pictures is None:
        _pictures = bpy.utils.previews.new()
    key = "%s %d" % (file, stamp)
    if key not in _pictures:
        _pictures.load(key, file, "IMAGE")
    return _pictures[key].icon_id


def keep(files):
    """Forgets all pictures but these."""
    if _pictures is None:
        return
    for key in list(_pictures):
        if key.rpartition(" ")[0] not in files:
            del _pictures[key]


def clear():
    global _pictures
    if _pictures is not None:
        bpy.utils.previews.remove(_pictures)
        _pictures = None
