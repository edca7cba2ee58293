# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of a job, which are kept in the scene."""

import bpy
from bpy.props import BoolProperty, EnumProperty, FloatProperty, PointerProperty, StringProperty

from ..farm import report
from . import session


class NetworkRenderOptions(bpy.types.PropertyGroup):
    """What the artist chooses for the jobs of a scene."""

    frames: StringProperty(
        name="Frames",
        description="Frames to render, such as 1-10,20,30-40x2. Leave it empty for those of the scene",
    )
    split: EnumProperty(
        name="Split a Still",
        description="How a still is cut, so that all computers render it at once",
        items=(
            ("AUTO", "Automatic", "What is fastest and makes the same picture"),
            ("TILES", "Tiles", "Cut the picture into tiles"),
            ("SAMPLES", "Samples", "Cut the samples into ranges, for small pictures with very many samples"),
            ("NONE", "Not at All", "One computer renders it"),
        ),
    )
    exact: BoolProperty(
        name="Exact",
        description="Refuse what may differ in its last bits from the picture that one computer makes",
    )
    denoise: BoolProperty(
        name="Denoise",
        description="Denoise as the scene says. Without it nothing is denoised",
        default=True,
    )
    bake: BoolProperty(
        name="Bake Simulations",
        description="Bake simulations that are not baked once for all computers. "
        "Without it a scene with such simulations is refused",
        default=True,
    )
    local: BoolProperty(
        name="Render on This Computer Too",
        description="Let this computer render as well. Without it only others do",
        default=True,
    )
    scripts: BoolProperty(
        name="Run Scripts of the Scene",
        description="Let registered texts and Python drivers of the scene run, here and on workers that allow it. "
        "Only for scenes of which you know who made them",
    )
    allow_missing: BoolProperty(
        name="Render Although Something Is Missing",
        description="Render although the scene lacks files, nodes or colours: its pictures may be wrong",
    )
    add_ons: StringProperty(
        name="Add-ons",
        description="Add-ons that the scene needs, with commas: names of installed ones, or ZIP files. "
        "They run on workers that allow scripts",
    )
    readable: StringProperty(
        name="Folder to Send From",
        description="Files below this folder may be sent to the workers, whatever they are. "
        "Without it only pictures and other assets leave this computer",
        subtype="DIR_PATH",
    )
    writable: StringProperty(
        name="Folder to Save Into",
        description="File Output nodes may save below this folder too. "
        "Without it they save beside the scene and beside the pictures only",
        subtype="DIR_PATH",
    )


def bar(_manager):
    run = session.current.run
    # Blender shows digits of a small number, whatever precision it is told.
    return float(int(100 * report.fraction(run.job))) if run else 0.0


def attach():
    bpy.types.Scene.networkrender = PointerProperty(type=NetworkRenderOptions)
    bpy.types.WindowManager.networkrender_bar = FloatProperty(
        name="Progress",
        description="How much of the job is done",
        subtype="PERCENTAGE",
        min=0,
        max=100,
        precision=0,
        get=bar,
    )


def detach():
    del bpy.types.WindowManager.networkrender_bar
    del bpy.types.Scene.networkrender


CLASSES = (NetworkRenderOptions,)
