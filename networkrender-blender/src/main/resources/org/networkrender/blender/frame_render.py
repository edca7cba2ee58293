"""Renders a frame the same way as blender -a does."""

import os

import bpy
import frame_range
import kept_settings
import picture_path
import scene_setup


def render_whole(scene, command, outputs):
    """Returns the paths that Blender saved under; the files are renamed then."""
    if kept_settings.curves_of(scene, "use_denoising"):
        # Else it is as in the frame before.
        scene.frame_set(command["frame"])
    scene_setup.check_denoiser(scene)
    with kept_settings.KeptSettings(scene) as settings:
        place = os.path.join(command["directory"], "render_######")
        settings.set(scene.render, "filepath", picture_path.literal(place))
        names = command["names"]
        count = len(scene_setup.picture_paths(scene, command["frame"]))
        if count != len(names) - len(outputs.wanted):
            raise ValueError("the scene gives %d pictures a frame, not %d" % (count, len(names)))
        outputs.before(command["directory"])
        paths = render_files(scene, command["frame"])
    targets = [os.path.join(command["directory"], name) for name in names]
    rename(paths, targets[:count])
    outputs.after(command["frame"], command["directory"], targets[count:])
    return paths


def render_files(scene, frame):
    paths = scene_setup.picture_paths(scene, frame)
    for path in paths:
        if os.path.lexists(path):
            os.remove(path)
    render_animation_of(scene, frame)
    return paths


def rename(paths, targets):
    for path, target in zip(paths, targets):
        if os.path.isfile(path):
            os.replace(path, target)


def render_animation_of(scene, frame):
    """A single still takes animated render settings, which -a does not."""
    operator = bpy.ops.render.render
    if "frame_start" in operator.get_rna_type().properties:
        operator(animation=True, frame_start=frame, frame_end=frame)
        return
    with frame_range.Narrowed(scene, frame):
        operator(animation=True)
