"""Tells which movies a scene makes, and whether this Blender can make them."""

import os
import re

import bpy
import movie_format
import movie_sound
import movie_trial
import picture_path
import picture_size
import scene_setup

HERE = os.path.dirname(os.path.abspath(__file__))
# Six digits that no name has by chance.
FIRST, LAST = 747_474, 747_475
# Blender 4.3 takes a movie's colours away before the view transform, which rounds each colour for
# itself; PNGs of it are grey afterwards. 3.4, 4.5, and 5.2 make both alike. Those between were not measured.
TINTED = (3, 5), (4, 5)


def movies(scene, options):
    """To be asked before the scene is told to make pictures."""
    if not scene.render.is_movie_format or options.get("format"):
        return {"files": [], "warnings": [], "lacks": []}
    sound = movie_sound.goes_in(scene)
    files = [{"name": name, "sound": sound} for name in names(scene)]
    warnings, lacks = problems(scene, sound)
    return {"files": files, "warnings": warnings + differences(scene), "lacks": lacks}


def names(scene):
    """As Blender itself names them, with a group of # where it puts the first and the last frame."""
    render = scene.render
    before = render.filepath, scene.frame_start, scene.frame_end
    name = re.split(r"[\\/]", render.filepath)[-1]
    if not picture_path.has_templates():
        name = picture_path.literal(name)
    try:
        scene.frame_end = LAST
        scene.frame_start = FIRST
        render.filepath = os.path.join(picture_path.literal(HERE), "m" + name)
        return [pattern(os.path.basename(path)[1:], name) for path in scene_setup.picture_paths(scene, FIRST)]
    finally:
        render.filepath = before[0]
        scene.frame_start = before[1]
        scene.frame_end = before[2]
        scene.frame_start = before[1]


def pattern(made, name):
    digits = max([len(group) for group in re.findall("#+", name)[-1:]] + [0]) or 4
    head, numbers, end = made.rpartition("%d-%d" % (FIRST, LAST))
    if not numbers:
        head, end = os.path.splitext(made)
        # A path that is a directory alone, where Blender adds nothing.
        head = head or "movie"
    return scene_setup.legal_name(head, "#" * digits if numbers else "", end)


def problems(scene, sound):
    """What speaks against the movie on this machine, and on any."""
    found = movie_trial.problem(scene, picture_size.picture_size(scene.render))
    if found and found.advice:
        return [], ["a movie that Blender can make. %s. %s" % found]
    if found:
        return ["this Blender cannot encode it: %s" % found.text], []
    if sound and not movie_sound.is_there():
        return ["this Blender was built without sound, which it has"], []
    return [], []


def differences(scene):
    """Where the file is another one than that of Blender alone."""
    render = scene.render
    found = []
    if render.image_settings.file_format == "FFMPEG" and render.ffmpeg.use_autosplit:
        found.append("it is one file, whatever its size: Autosplit is not done")
    if render.image_settings.color_mode == "BW" and TINTED[0] <= bpy.app.version < TINTED[1]:
        found.append(
            "it is grey, where that of this Blender alone has pixels with one colour more or less by 1 of 255"
        )
    name = re.split(r"[\\/]", render.filepath)[-1]
    whole = os.path.splitext(name)[1].lower() == os.path.splitext(movie_trial.own_name(scene))[1]
    if render.use_file_extension and whole and "#" in name:
        found.append("the # in its name become numbers of frames, which Blender alone leaves as they are")
    return found


def fact(scene):
    """The kind of movie, for a person."""
    render = scene.render
    if not render.is_movie_format:
        return ""
    parts = [render.image_settings.file_format]
    if parts[0] == "FFMPEG":
        coding = render.ffmpeg
        parts = [coding.format, coding.codec, "%d bit" % movie_format.depth(scene)]
        parts.append("sound in " + coding.audio_codec if movie_sound.goes_in(scene) else "no sound")
    return ", ".join(parts)
