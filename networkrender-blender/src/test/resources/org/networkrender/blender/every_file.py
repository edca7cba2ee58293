"""Makes one scene with one of each kind of file that this Blender knows, and a second one of strips.

Each kind is there twice: named by absolute paths in the scene, and by relative ones in a library of a
library. All lies below 'farm'; libraries and the scene are at unlike depths. What was made is listed.
"""

import array
import ctypes
import importlib.util
import os
import shutil
import struct
import time
import wave

import bpy

FARM = os.path.join(here, "farm")
MADE = []
COLUMNS = 10


def place(*names):
    path = os.path.join(FARM, *names)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


class Kit:
    """Where one copy of everything goes: its files, its cells of the picture, how it spells paths."""

    def __init__(self, root, first, relative):
        self.root = root
        self.number = first
        self.relative = relative

    def place(self, *names):
        return place(self.root, *names)

    def spell(self, path):
        if not self.relative:
            return path
        above = os.path.relpath(path, os.path.dirname(bpy.data.filepath))
        return "//" + above + ("/" if path.endswith("/") else "")

    def cell(self):
        self.number += 1
        return self.number - 1

    def made(self, path):
        MADE.append(os.path.relpath(path, FARM))


def picture(path, colour, size=8):
    image = bpy.data.images.new("made", size, size)
    image.generated_color = (*colour, 1)
    image.filepath_raw = path
    image.file_format = "PNG"
    image.save()
    bpy.data.images.remove(image)
    return path


def begin():
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.render.resolution_x, scene.render.resolution_y = 12 * COLUMNS, 12 * 8
    scene.render.resolution_percentage = 100
    scene.render.image_settings.file_format = "PNG"
    scene.render.dither_intensity = 0
    scene.cycles.samples = 1
    scene.cycles.use_denoising = False
    scene.cycles.use_adaptive_sampling = False
    scene.cycles.max_bounces = 1
    if hasattr(scene.cycles, "volume_biased"):
        # The other way takes a minute for a frame here.
        scene.cycles.volume_biased = True
    scene.frame_start, scene.frame_end, scene.frame_step = 1, 5, 4
    view = scene.view_settings
    view.view_transform = "Standard"
    return scene


def camera(scene):
    data = bpy.data.cameras.new("camera")
    data.type, data.ortho_scale = "ORTHO", COLUMNS
    item = bpy.data.objects.new("camera", data)
    item.location = (0, 0, 20)
    scene.collection.objects.link(item)
    scene.camera = item


def cell(number):
    """The middle of one of 10 by 8 cells of the picture."""
    return (number % COLUMNS - (COLUMNS - 1) / 2, 3.5 - number // COLUMNS, 0)


def plane(name, number, grid=1, shift=0):
    data = bpy.data.meshes.new(name)
    side = [i / grid - 0.5 for i in range(grid + 1)]
    vertices = [(x * 0.9, y * 0.9, 0) for y in side for x in side]
    faces = []
    for y in range(grid):
        for x in range(grid):
            first = y * (grid + 1) + x
            faces.append((first, first + 1, first + grid + 2, first + grid + 1))
    data.from_pydata(vertices, [], faces)
    layer = data.uv_layers.new(name="UVMap")
    for loop in data.loops:
        x, y, _ = vertices[loop.vertex_index]
        layer.data[loop.index].uv = (x / 0.9 + 0.5 + shift, y / 0.9 + 0.5)
    item = bpy.data.objects.new(name, data)
    item.location = cell(number)
    bpy.context.scene.collection.objects.link(item)
    glowing(item)
    return item


def glowing(item, source=None):
    """Light by itself: by height where no texture is given, so that a shape shows."""
    material = bpy.data.materials.new(item.name)
    material.use_nodes = True
    nodes = material.node_tree.nodes
    nodes.clear()
    light = nodes.new("ShaderNodeEmission")
    output = nodes.new("ShaderNodeOutputMaterial")
    if source is None:
        source = nodes.new("ShaderNodeNewGeometry")
        inner = source.outputs["Position"]
        scale = nodes.new("ShaderNodeVectorMath")
        scale.operation = "FRACTION"
        material.node_tree.links.new(inner, scale.inputs[0])
        inner = scale.outputs[0]
    else:
        inner = source(nodes).outputs[0]
    material.node_tree.links.new(inner, light.inputs[0])
    material.node_tree.links.new(light.outputs[0], output.inputs[0])
    item.data.materials.clear()
    item.data.materials.append(material)


def textured(kit, path, source="FILE", shift=0, image=None):
    """A plane with a picture, whose path is spelled as the kit wants it."""
    item = plane(os.path.basename(path), kit.cell(), shift=shift)
    image = image or bpy.data.images.load(path)
    image.source = source
    image.filepath = kit.spell(path)

    def texture(nodes):
        node = nodes.new("ShaderNodeTexImage")
        node.image = image
        if source in ("SEQUENCE", "MOVIE"):
            node.image_user.frame_duration = 5
            node.image_user.use_auto_refresh = True
        return node

    glowing(item, texture)
    return item, image


def user_of(item):
    nodes = item.data.materials[0].node_tree.nodes
    return next(n for n in nodes if n.bl_idname == "ShaderNodeTexImage").image_user


def activate(item):
    bpy.context.view_layer.objects.active = item
    bpy.ops.object.select_all(action="DESELECT")
    item.select_set(True)


def save(path):
    bpy.ops.wm.save_as_mainfile(filepath=path, relative_remap=False)
