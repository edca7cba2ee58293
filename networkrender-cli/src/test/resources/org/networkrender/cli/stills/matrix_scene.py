"""Makes one scene of the matrix in every size and format, and renders each as one machine does.

Arguments: the directory, the name of the scene, and the sizes and formats, each with commas between.
A Blender that lacks a feature makes the scene without it.
"""

import os
import sys

import bpy

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import matrix_contents  # noqa: E402
import matrix_pictures  # noqa: E402
import matrix_samples  # noqa: E402
from matrix_start import build, render, set_up  # noqa: E402

GRIDS = {"2x2": (60, 40), "3x5": (61, 43), "7x1": (40, 60)}
FORMATS = {
    "png8": ("PNG", "8"),
    "png16": ("PNG", "16"),
    "jpeg": ("JPEG", "8"),
    "tiff16": ("TIFF", "16"),
    "exrhalf": ("OPEN_EXR", "16"),
    "exrfloat": ("OPEN_EXR", "32"),
    "layers": ("OPEN_EXR_MULTILAYER", "32"),
}

directory, name, grids, formats = sys.argv[-4:]


def feature():
    """Returns what makes the scene of this name another one than the plain one."""
    for module in (matrix_contents, matrix_pictures, matrix_samples):
        found = getattr(module, name, None)
        if found is not None:
            return found
    raise ValueError("there is no scene " + name)


def choose(format_name):
    settings = render.image_settings
    if hasattr(settings, "media_type"):
        multilayer = format_name == "layers"
        settings.media_type = "MULTI_LAYER_IMAGE" if multilayer else "IMAGE"
    settings.file_format, settings.color_depth = FORMATS[format_name]
    if format_name == "layers":
        settings.exr_codec = "ZIP"
    if name == "film":
        settings.color_mode = "RGB" if format_name == "jpeg" else "RGBA"
    if render.use_multiview:
        settings.views_format = "INDIVIDUAL"


build()
set_up()
if name != "plain":
    feature()()
for grid in grids.split(","):
    render.resolution_x, render.resolution_y = GRIDS[grid]
    for format_name in formats.split(","):
        choose(format_name)
        stem = "%s_%s_%s" % (name, grid, format_name)
        render.filepath = "//reference/%s_####" % stem
        bpy.ops.wm.save_as_mainfile(filepath=os.path.join(directory, stem + ".blend"), compress=False)
        bpy.ops.render.render(animation=True)
