# SPDX-License-Identifier: GPL-3.0-or-later
"""The last pictures of a job, small. Blender reads them in the background; nothing here touches a file."""

import bpy.utils.previews

_pictures = None


def icon(file):
    """The number of an icon that shows a picture."""
    global _pictures
    if _pictures is None:
        _pictures = bpy.utils.previews.new()
    if file not in _pictures:
        _pictures.load(file, file, "IMAGE")
    return _pictures[file].icon_id


def keep(files):
    """Forgets all pictures but these: those of an earlier job may be others of the same names."""
    if _pictures is not None:
        for file in [each for each in _pictures if each not in files]:
            del _pictures[file]


def clear():
    global _pictures
    if _pictures is not None:
        bpy.utils.previews.remove(_pictures)
        _pictures = None
