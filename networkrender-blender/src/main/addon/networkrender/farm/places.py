# SPDX-License-Identifier: GPL-3.0-or-later
"""Where pictures go: the folder and the names that Blender itself would have taken."""

import os
import re
import tempfile

from . import fields

STILLS = "stills"


def of_animation(frame_file, movie):
    """The output and the movie of an animation: `frame_file` is Blender's own path of a frame or movie."""
    folder = os.path.dirname(frame_file)
    if not movie:
        return folder, ""
    stem = os.path.splitext(os.path.basename(frame_file))[0]
    return os.path.join(folder, stem + "-frames"), frame_file


def of_still(frame_file):
    """Stills have a folder of their own, so that none of them takes the place of a frame of an animation."""
    return os.path.join(os.path.dirname(frame_file), STILLS)


def preview(plan):
    """The file that shows a still while it grows, by the job's plan; empty where there is none."""
    picture = still(plan)
    return os.path.splitext(picture)[0] + "-preview.png" if picture else ""


def still(plan):
    """The file of a still, by the job's plan; empty where there is none."""
    names, frames = fields.paths(plan, "pictures"), fields.text(plan, "frames")
    if not fields.truth(plan, "still") or not names or not frames.lstrip("-").isdigit():
        return ""
    digits = re.search(r"#+(?=[^#]*$)", names[0])
    name = names[0]
    if digits:
        name = name[: digits.start()] + frames.zfill(len(digits.group())) + name[digits.end() :]
    return os.path.join(fields.path(plan, "output"), name)


def problem(folder):
    """Why nothing can be written there, as a word; empty where it can."""
    place = folder
    while not os.path.exists(place):
        upper = os.path.dirname(place)
        if upper == place:
            return "missing"
        place = upper
    if not os.path.isdir(place):
        return "file"
    return "" if os.access(place, os.W_OK | os.X_OK) else "locked"


def copy_folder():
    """A new folder for the copy of a scene: it outlives Blender, as the job may."""
    return tempfile.mkdtemp(prefix="networkrender-")


def remove_copy(copy):
    """Removes a copy and its folder, and nothing else."""
    if not copy or not os.path.basename(os.path.dirname(copy)).startswith("networkrender-"):
        return
    for remove, place in ((os.remove, copy), (os.rmdir, os.path.dirname(copy))):
        try:
            remove(place)
        except OSError:
            # The job has removed it, or something else has cleared the temporary files or put its own there.
            continue
