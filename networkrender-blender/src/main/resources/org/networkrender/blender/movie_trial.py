"""Tries to encode one black frame, to see whether this Blender can make a scene's movie."""

import collections
import os
import tempfile

import bpy
import kept_settings
import movie_format
import picture_path
import scene_setup

# What speaks against a movie; the advice is there where no Blender can make it.
Problem = collections.namedtuple("Problem", "text advice")

# Blender's words, the same from 3.4 to 5.2, where the container does not take the codec or the sound's.
WRONG_PAIR = "unsupported codec combination"
# The beginning of its words where a container has one size alone.
FIXED_SIZE = ("Render width has to be", "Render height has to be")


def own_name(scene):
    """A name that Blender gives to a movie of the scene's kind."""
    render = scene.render
    before = render.filepath
    try:
        # Blender 5 gives no such name to what is relative to a file that is none.
        render.filepath = os.path.join(tempfile.gettempdir(), "x")
        return render.frame_path(frame=scene.frame_start)
    finally:
        render.filepath = before


def problem(scene, size):
    """What speaks against a movie of a size in the format of a scene, or None."""
    found = said(scene, size)
    if not found:
        return None
    found = found.removeprefix("Error: ")
    coding = scene.render.ffmpeg
    if WRONG_PAIR in found:
        sound = "" if coding.audio_codec == "NONE" else " with sound in " + coding.audio_codec
        return Problem(
            "The container %s does not take the codec %s%s" % (coding.format, coding.codec, sound),
            "Choose another container or codec",
        )
    if found.startswith(FIXED_SIZE):
        return Problem("The movie has a wrong size: " + found, "Choose that size, or another container")
    even = size[0] + size[0] % 2, size[1] + size[1] % 2
    if even != tuple(size) and not said(scene, even):
        return Problem(
            "The movie's codec takes no pictures of %dx%d pixels" % tuple(size),
            "Choose even sizes, such as %dx%d, or another codec" % even,
        )
    return Problem(found, "")


def said(scene, size):
    """What Blender says against it, or an empty text."""
    trial = bpy.data.scenes.new("trial")
    try:
        like(scene, trial)
        trial.render.resolution_x, trial.render.resolution_y = size
        trial.render.resolution_percentage = 100
        trial.frame_start = trial.frame_end = trial.frame_current
        with tempfile.TemporaryDirectory() as directory:
            return tried(trial, directory)
    finally:
        bpy.data.scenes.remove(trial)


def like(scene, trial):
    before, after = scene.render, trial.render
    movie_format.put_values(
        trial,
        kept_settings.format_values(before.image_settings),
        kept_settings.format_values(before.ffmpeg),
    )
    for name in ("fps", "fps_base", "pixel_aspect_x", "pixel_aspect_y"):
        setattr(after, name, getattr(before, name))
    after.ffmpeg.use_autosplit = False


def tried(trial, directory):
    editor = trial.sequence_editor_create()
    strips = scene_setup.strips_of(editor)
    frame = trial.frame_start
    arguments = {"name": "black", "type": "COLOR", "channel": 1, "frame_start": frame}
    try:
        strips.new_effect(**arguments, frame_end=frame + 1)
    except TypeError:
        strips.new_effect(**arguments, length=1)
    path = os.path.join(directory, "x" + os.path.splitext(own_name(trial))[1])
    trial.render.filepath = picture_path.literal(path)
    try:
        bpy.ops.render.render(animation=True, scene=trial.name)
    except RuntimeError as error:
        return str(error).strip() or "it says nothing"
    if not os.path.isfile(path) or not os.path.getsize(path):
        return "it wrote nothing"
    return ""
