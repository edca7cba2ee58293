"""Lets pictures that are for display go through Blender as they are.

A view transform has been done to them, so it is done once: the strip, the sequencer and the view are given
colour spaces between which there is nothing to convert. Whether that is so is looked at, with the first
picture: colour configurations of studios have names of their own.
"""

import array
import os

import bpy
import kept_settings
import picture_path

# What Blender saves without a view transform; all other formats have seen it.
LINEAR = {"CINEON", "DPX", "HDR", "OPEN_EXR", "OPEN_EXR_MULTILAYER"}
SAMPLES = 40_000
# Of a colour of 16 bits, which goes through floats.
NEAR = 0.001


class ChangedColours(Exception):
    """There is no way on which the pictures stay as they are."""


class Picture:
    """A picture as numbers, without any colour management."""

    def __init__(self, path):
        image = bpy.data.images.load(path)
        try:
            self.kind = image.file_format
            self.space = image.colorspace_settings.name
            self.size = tuple(image.size)
            self.is_float = image.is_float
            self.depth = image.depth
        finally:
            bpy.data.images.remove(image)
        self.path = path

    def is_linear(self):
        return self.kind in LINEAR

    def numbers(self):
        image = bpy.data.images.load(self.path)
        try:
            image.alpha_mode = "CHANNEL_PACKED"
            for name in ("Non-Color", "Raw"):
                try:
                    image.colorspace_settings.name = name
                    break
                except TypeError:
                    continue  # This configuration has no space of that name.
            values = array.array("f", bytes(4 * len(image.pixels)))
            image.pixels.foreach_get(values)
        finally:
            bpy.data.images.remove(image)
        pixels = len(values) // 4
        step = max(1, pixels // SAMPLES)
        return [values[4 * i + k] for i in range(0, pixels, step) for k in range(3)]


def choose(scene, settings, strips, picture, directory):
    """Gives the scene colours in which the picture stays as it is."""
    view = scene.view_settings
    for name, value in (
        ("use_curve_mapping", False),
        ("use_white_balance", False),
        ("exposure", 0.0),
        ("gamma", 1.0),
        ("look", "None"),
    ):
        settings.set(view, name, value)
    sequencer = scene.sequencer_colorspace_settings
    settings.set(view, "view_transform", view.view_transform)
    settings.set(sequencer, "name", sequencer.name)
    settings.set(scene.render, "dither_intensity", 0.0)
    wanted = picture.numbers()
    for space, transform in candidates(scene, picture.space):
        try:
            view.view_transform = transform
            sequencer.name = space
            for strip in strips:
                strip.colorspace_settings.name = space
        except TypeError:
            continue  # Not every space may be chosen for all of them.
        if is_same(wanted, shown(scene, picture, directory), picture):
            return
    raise ChangedColours("the colours of %s would be changed" % os.path.basename(picture.path))


def candidates(scene, space):
    views = names(scene.view_settings, "view_transform")
    spaces = names(scene.sequencer_colorspace_settings, "name")
    first = [each for each in ("Standard", "Raw") if each in views]
    views = first + [each for each in views if each not in first]
    spaces = [space] + [each for each in spaces if each != space]
    return [(s, v) for s in spaces for v in views]


def names(owner, name):
    """What can be chosen: Blender lists it only in the error of a wrong choice."""
    try:
        setattr(owner, name, "?")
    except TypeError as error:
        text = str(error)
        inside = text[text.find("(", text.find("not found in")) + 1 : text.rfind(")")]
        return [part.strip().strip("'\"") for part in inside.split("', '")]
    return []


def shown(scene, picture, directory):
    """What Blender makes of the picture."""
    render = scene.render
    path = os.path.join(directory, "colours.png")
    image = render.image_settings
    with kept_settings.KeptSettings(scene) as settings:
        settings.keep_format(image)
        settings.set(render, "filepath", picture_path.literal(path))
        if hasattr(image, "media_type"):
            image.media_type = "IMAGE"
        image.file_format = "PNG"
        image.color_mode = "RGBA" if picture.depth in (32, 64) else "RGB"
        image.color_depth = "16" if picture.is_float else "8"
        if hasattr(image, "color_management"):
            image.color_management = "FOLLOW_SCENE"
        bpy.ops.render.render(write_still=True, scene=scene.name)
    try:
        return Picture(path).numbers()
    finally:
        os.remove(path)


def is_same(wanted, made, picture):
    if len(wanted) != len(made):
        return False
    if not picture.is_float:
        return wanted == made
    return all(abs(a - b) <= NEAR for a, b in zip(wanted, made))
