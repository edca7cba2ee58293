# SPDX-License-Identifier: GPL-3.0-or-later
"""The file that is rendered: the scene as it is now, saved or not."""

import contextlib
import os

import bpy

from ..farm import commands, places
from . import preferences, unsaved


class Refusal(Exception):
    """Why nothing can be rendered, in a sentence for the artist."""


def of_now():
    """The scene as it is: its file, or a copy where something was not saved. Returns it and the copy's path."""
    check_images()
    original = bpy.data.filepath
    if original and not unsaved.is_there() and os.path.isfile(original):
        return commands.Scene(original), ""
    name = os.path.basename(original) or "untitled.blend"
    copy = os.path.join(places.copy_folder(), name)
    try:
        with no_thumbnail():
            bpy.ops.wm.save_as_mainfile(filepath=copy, copy=True, relative_remap=False, check_existing=False)
    except RuntimeError as problem:
        places.remove_copy(copy)
        lines = str(problem).strip().splitlines()
        say = bpy.app.translations.pgettext_iface
        raise Refusal(say("The scene could not be copied to be rendered: {why}").format(why=lines[-1])) from problem
    there = os.path.isdir(os.path.dirname(original)) if original else False
    return commands.Scene(copy, original if there else "", copied=True), copy


def check_images():
    """What was painted is in no file, and in no copy of the scene, until the image itself is saved."""
    made = ("RENDER_RESULT", "COMPOSITING")
    painted = [each.name for each in bpy.data.images if each.is_dirty and each.type not in made and is_used(each)]
    if not painted:
        return
    say = bpy.app.translations.pgettext_iface
    shown = ", ".join(painted[:3]) + (" ..." if len(painted) > 3 else "")
    raise Refusal(
        say("Painted and not saved: {names}. Save it first: Image Editor, Image, Save All Images").format(names=shown)
    )


def is_used(image):
    return image.users > (1 if image.use_fake_user else 0)


@contextlib.contextmanager
def no_thumbnail():
    """Blender keeps a picture of each file that it saves, also of one that is gone."""
    preferences_of_all = bpy.context.preferences
    chosen, changed = preferences_of_all.filepaths.file_preview_type, preferences_of_all.is_dirty
    preferences_of_all.filepaths.file_preview_type = "NONE"
    try:
        yield
    finally:
        preferences_of_all.filepaths.file_preview_type = chosen
        preferences_of_all.is_dirty = changed


def of_scene(scene):
    """What the artist chose for this scene, whatever is rendered of it."""
    options = scene.networkrender
    return commands.Choices(
        scene_name=scene.name if len(bpy.data.scenes) > 1 else "",
        exact=options.exact,
        denoise=options.denoise,
        bake=options.bake,
        local=options.local,
        scripts=options.scripts,
        allow_missing=options.allow_missing,
        view_layer=bpy.context.view_layer.name if scene.render.use_single_layer else "",
        add_ons=commands.listed(options.add_ons),
        readable=[bpy.path.abspath(options.readable)] if options.readable else [],
        writable=[bpy.path.abspath(options.writable)] if options.writable else [],
        stop_with_blender=preferences.current().on_close == "STOP",
    )


def choices(scene, still):
    """What the artist chose for this scene, as the program takes it."""
    say = bpy.app.translations.pgettext_iface
    options = scene.networkrender
    file_format = scene.render.is_movie_format
    frame_file = bpy.path.abspath(scene.render.frame_path(frame=scene.frame_current))
    if not bpy.data.filepath and scene.render.filepath.startswith("//"):
        raise Refusal(say("The pictures are to lie beside the scene, which has no file yet: save it once"))
    chosen = of_scene(scene)
    if still:
        if scene.frame_subframe:
            raise Refusal(say("The current frame is between two frames: choose a whole one to render it"))
        chosen.still_frame = scene.frame_current
        chosen.split = options.split
        chosen.output = places.of_still(frame_file)
        chosen.overwrite = True
    else:
        chosen.frames = options.frames.strip()
        chosen.output, chosen.movie = places.of_animation(frame_file, file_format)
    check_folder(chosen.output)
    return chosen


def check_folder(folder):
    say = bpy.app.translations.pgettext_iface
    sentences = {
        "missing": say("The folder of the pictures cannot be made: {folder}. Choose another in Output Properties"),
        "file": say(
            "A file is where the folder of the pictures is to be: {folder}. Choose another in Output Properties"
        ),
        "locked": say(
            "Nothing can be written into the folder of the pictures: {folder}. Choose another in Output Properties"
        ),
    }
    problem = places.problem(folder)
    if problem:
        raise Refusal(sentences[problem].format(folder=folder))


def network():
    chosen = preferences.current()
    more, of_jobs = commands.options(chosen.options), commands.options(chosen.job_options)
    if more is None or of_jobs is None:
        say = bpy.app.translations.pgettext_iface
        raise Refusal(say("The further options in the preferences of this add-on have a quote without its end"))
    return commands.Network(commands.listed(chosen.workers), commands.listed(chosen.interfaces), more, of_jobs)


def blenders():
    """This Blender renders here, unless another one was asked for."""
    if os.environ.get("NETWORKRENDER_BLENDER") or preferences.current().all_blenders:
        return []
    return [bpy.app.binary_path] if bpy.app.binary_path else []
