# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows a still in the Image Editor: its preview while it grows, then the picture.

Reading a big picture takes Blender a while in which nothing else happens. So it is read again only when the file
has changed, and at most a tenth of the time is spent with that; and not while Blender itself renders.
"""

import os
import time

import bpy

from . import redraw

LEAST_PAUSE = 1.0
SHARE = 10
TRIES = 3
LINEAR = (".exr", ".hdr")

# Marks an image that is only looked at: no later job needs its file. The look into a scene knows the word.
OWN = "networkrender_shown"


class Shown:
    """The picture of a still, as far as Blender has read it."""

    def __init__(self, name="", elsewhere=False):
        self.name = name
        self.elsewhere = elsewhere
        self.file = ""
        self.stamp = None
        self.next = 0.0
        self.opened = False
        self.kept = False
        self.tries = TRIES


shown = Shown()


def forget(other_file):
    """A file was opened: its editors are as they were saved. What belongs to another file is not shown in it."""
    global shown
    shown = Shown(elsewhere=other_file)


def is_of_other_file():
    """Whether the job is that of a file that is open no more."""
    return shown.elsewhere


def begin():
    """Another still takes the place of the last one, as Blender's own renders do."""
    global shown
    shown = Shown(shown.name)


def undoing():
    """What Blender goes back to may be from before the picture was there, or have another image of its name."""
    shown.kept = is_shown()


def undone():
    """Has the picture read again where it went from its editor with a step; True where it did."""
    lost = shown.kept and not is_shown()
    if lost:
        shown.stamp, shown.next = None, 0.0
    return lost


def file_of(run):
    """The picture to show: the preview until the picture itself is there."""
    if run is None or not run.note.get("still"):
        return ""
    with run.job.locked():
        return run.job.still_to_show()


def is_waiting(run):
    """Whether the picture of a still that has ended is still to be read."""
    file = file_of(run)
    if not file or shown.elsewhere or shown.tries <= 0:
        return False
    return stamp_of(file) not in (None, shown.stamp)


def is_blender_rendering():
    return hasattr(bpy.app, "is_job_running") and bpy.app.is_job_running("RENDER")


def follow(run, now):
    """Reads what there is of a still, if it is worth it; True if something was read."""
    file = file_of(run)
    if not file or shown.elsewhere or now < shown.next or is_blender_rendering():
        return False
    stamp = stamp_of(file)
    if stamp is None or (file, stamp) == (shown.file, shown.stamp):
        return False
    start = time.monotonic()
    read = read_picture(file)
    shown.tries = TRIES if read else shown.tries - 1
    if read or shown.tries <= 0:
        shown.file, shown.stamp = file, stamp
    shown.next = now + max(LEAST_PAUSE, SHARE * (time.monotonic() - start))
    return read


def stamp_of(file):
    try:
        found = os.stat(file)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def read_picture(file):
    image = bpy.data.images.get(shown.name) if shown.name else None
    try:
        if image is None:
            image = new_image(file)
            shown.name = image.name
        else:
            if kind_of(file) != kind_of(image.filepath):
                take_colours(image, file)
            image.filepath = file
            image.reload()
        if image.get(OWN):
            # As Blender shows its own renders; the view is in all other files already.
            image.use_view_as_render = kind_of(file) in LINEAR
    except RuntimeError:
        # It is being replaced, or Blender cannot read it: the next one may do.
        return False
    space = editor()
    if space is not None:
        space.image = image
    return True


def kind_of(file):
    return os.path.splitext(file)[1].lower()


def take_colours(image, file):
    """The preview is a PNG file; Blender reads any other as it was told to read that one."""
    fresh = bpy.data.images.load(file, check_existing=False)
    try:
        image.colorspace_settings.name = fresh.colorspace_settings.name
        image.alpha_mode = fresh.alpha_mode
    finally:
        bpy.data.images.remove(fresh)


def new_image(file):
    """A file that was saved with the picture has it still."""
    before = set(bpy.data.images)
    image = bpy.data.images.load(file, check_existing=True)
    if image in before:
        image.reload()
    else:
        image.name = bpy.app.translations.pgettext_data("Network Render")
        image[OWN] = True
    return image


def editor():
    """The Image Editor that shows it: one that is there, else one that Blender opens as for its own renders."""
    found = find_editor()
    if found is None and not shown.opened:
        shown.opened = True
        with bpy.context.temp_override(window=redraw.main_window()):
            bpy.ops.render.view_show("INVOKE_DEFAULT")
        found = find_editor()
    return found


def find_editor():
    """An editor that shows our picture, or a render, or nothing: never one that somebody works in."""
    free = None
    for space in editors():
        if shows_it(space):
            return space
        if free is None and (space.image is None or space.image.type == "RENDER_RESULT"):
            free = space
    return free


def editors():
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            space = area.spaces.active
            if area.type == "IMAGE_EDITOR" and space.ui_mode == "VIEW":
                yield space


def shows_it(space):
    return space.image is not None and space.image.name == shown.name


def is_shown():
    return any(shows_it(space) for space in editors())
