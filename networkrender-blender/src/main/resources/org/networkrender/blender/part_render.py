"""Renders a part of a frame into one file, before anything that looks at the whole frame."""

import os

import cycles_passes
import denoising
import exr_header
import frame_render
import grease_pencil
import kept_settings
import picture_path
import picture_size
import sample_rules


def render_part(scene, command):
    """Returns the path that Blender saved under; the file is renamed then."""
    render = scene.render
    region = command.get("region") or [0, 0, *picture_size.border_of(render)[2:]]
    with kept_settings.KeptSettings(scene) as settings:
        # It depends on the size of the whole picture.
        denoising.prepare_parts(settings, scene, region[2] * region[3])
        for name, value in picture_size.part_border(render, region).items():
            settings.set(render, name, value)
        settings.set(render, "use_border", True)
        settings.set(render, "use_crop_to_border", True)
        if command.get("samples"):
            sample_rules.choose(settings, scene.cycles, *command["samples"])
        leave_for_finish(settings, scene)
        choose_file(settings, render, command["directory"])
        paths = frame_render.render_files(scene, command["frame"])
        channels = cycles_passes.all_channels(scene)
    target = os.path.join(command["directory"], command["names"][0])
    frame_render.rename(paths, [target])
    if os.path.isfile(target):
        cycles_passes.check(exr_header.ExrHeader(target), tuple(region[2:]), channels)
    return paths


def leave_for_finish(settings, scene):
    """Blender itself does these on the joined frame."""
    render = scene.render
    settings.set(render, "use_compositing", False)
    settings.set(render, "use_sequencer", False)
    settings.set(render, "use_freestyle", False)
    settings.set(render, "use_stamp", False)
    settings.set(render, "use_stamp_filename", False)
    grease_pencil.hide(settings, scene)


def choose_file(settings, render, directory):
    image = render.image_settings
    settings.keep_format(image)
    if hasattr(image, "media_type"):
        image.media_type = "MULTI_LAYER_IMAGE"
    image.file_format = "OPEN_EXR_MULTILAYER"
    image.color_depth = "32"
    image.exr_codec = "ZIP"
    image.use_preview = False
    if hasattr(image, "use_exr_interleave"):
        # Else every pass is a part of the file of its own, from Blender 5 on.
        image.use_exr_interleave = True
    if hasattr(image, "color_management"):
        image.color_management = "FOLLOW_SCENE"
    if render.use_multiview:
        image.views_format = "MULTIVIEW"
    settings.set(render, "use_file_extension", True)
    settings.set(render, "filepath", picture_path.literal(os.path.join(directory, "render_######")))
